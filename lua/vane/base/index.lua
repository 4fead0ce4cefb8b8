-- Lists turned round, so that what they hold is found in them.

local index = {}


-- Where each stands: { b = 2, a = 1 } of { "a", "b" }.
function index.places(list)
  local places = {}
  for i, item in ipairs(list) do places[item] = i end
  return places
end


-- Which there are: { a = true, b = true }.
function index.set(list)
  local set = {}
  for _, item in ipairs(list) do set[item] = true end
  return set
end


return index
