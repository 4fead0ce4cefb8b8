-- The bands or links that are drawn where there are too many: keeps the `most`
-- heaviest (all, when not said) of the list of from, to and value, the heaviest
-- first, and gives what the others weigh together and how many they are.
return function(bands, most)
  table.sort(bands, function(a, b)
    if a.value ~= b.value then return a.value > b.value end
    if a.from ~= b.from then return a.from < b.from end
    return a.to < b.to
  end)
  local rest, n = 0, 0
  for i = #bands, (most or #bands) + 1, -1 do
    rest, n = rest + bands[i].value, n + 1
    bands[i] = nil
  end
  return rest, n
end
