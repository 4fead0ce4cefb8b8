local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()

local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 1, 2 }, { 3, na } })
local p = chart.heat(m, { title = "Marks" })

refuse("a picture on a terminal", 200, function() return tostring(p) end)
refuse("a picture as SVG", 200, function() return p:svg() end)

local place = require "vane.core.place"
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

refuse("names beside points", 20, function()
  return place.names({ 1, 2, 3, 4, 5, 6, 7, 8 }, 9, 0, 0, 99, 99)
end)

test("placing names can be interrupted", function()
  stops(function() return place.names({ 1, 2, 3, 4 }, 9, 0, 0, 99, 99) end)
end)
