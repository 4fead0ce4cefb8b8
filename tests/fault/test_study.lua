-- The studies with requests for memory refused, and with Ctrl-C.

local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local one = matrix.of({ "t" }, { "x", "y" }, { { 1, 0 } })
local panel = { one, one }

refuse("megatrend", 2800, function()
  return tostring(megatrend { downstream = one, upstream = one })
end, 37)
refuse("megatrend of a panel", 3500, function()
  return tostring(megatrend { downstream = panel, upstream = panel })
end, 97)
refuse("crossover", 1200, function() return tostring(crossover { marks = one }) end, 31)
refuse("crossover of a panel", 1600, function()
  return tostring(crossover { marks = panel })
end, 37)

local rows = frame { region = { "a", "b", "XX" }, class = { "x", "y", "x" },
  n = { 3, 4, 1 } }
local by = { frame = rows, region = "region", class = "class", value = "n" }

local drawn = { frame = rows, region = "region", class = "class", value = "n",
  record = "n", replicates = 5 }

refuse("concentration", 2000, function() return tostring(concentration(by)) end, 37)
refuse("concentration of records", 3000, function()
  return tostring(concentration(drawn))
end, 41)

refuse("complexity", 1500, function() return tostring(complexity { matrix = one }) end, 29)

refuse("concentration of linkages", 3000, function()
  return tostring(concentration { frame = rows:append(rows:with {
    class = { "y", "x", "x" } }), region = "region", class = "class",
    record = "n", linkages = true, replicates = 5 })
end, 43)

local where = concentration(by)
refuse("linkage.overview", 800, function()
  return tostring(linkage.overview { patents = { where, where } })
end, 7)

test("the studies can be interrupted", function()
  stops(function() return complexity { matrix = one } end)
  stops(function() return concentration(by) end)
  stops(function() return megatrend { downstream = one, upstream = one } end)
  stops(function() return crossover { marks = panel } end)
end)
