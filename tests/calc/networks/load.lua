-- The graph of one of the files beside this one.
return function(name)
  local from, to, weight = {}, {}, {}
  local header = true
  for line in io.lines("tests/calc/networks/" .. name .. ".csv") do
    local a, b, w = line:match "^(%d+),(%d+),([%d.]+)%s*$"
    if not header then
      from[#from + 1], to[#to + 1] = math.tointeger(a), math.tointeger(b)
      weight[#weight + 1] = tonumber(w)
    end
    header = false
  end
  return frame { from = from, to = to, weight = weight }:graph {}
end
