-- braced(given) -> fields, list
-- What stands in braces, parted: what has a name, and what has none.

return function(given)
  local fields, list = {}, {}
  for key, value in pairs(given) do
    if math.type(key) ~= "integer" then fields[key] = value end
  end
  for i, value in ipairs(given) do list[i] = value end
  return fields, list
end
