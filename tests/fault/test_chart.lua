local files = dofile "tests/data/files.lua"
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

local geometry = require "vane.core.geometry"

refuse("reading shapes", 120, function()
  files.with([=[{"type":"FeatureCollection","features":[{"id":"A","geometry":
    {"type":"Polygon","coordinates":[[[5,50],[6,50],[6,51],[5,50]]]}}]}]=], function(path)
    geometry.read(path, nil, 0, 0, 1e7, 1e7, 0)
  end)
end)
