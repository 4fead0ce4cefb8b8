local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()
local core = require "vane.core.roadmap"

local function placed()
  return core.place({ 1, 1, 2, 4 }, { 0, 10, 20, 5 }, { 50, 90, 30, 80 },
    { "one", "two words", "three", "four" }, 4, { 1, 3, 3, 4, 4, 1, 1, 2 }, 100, 10, 30)
end

refuse("the picture of a roadmap", 40, placed)
refuse("names that look alike", 20, function()
  return core.alike({ "a port", "ports", "Port a" }, 0.2)
end)
refuse("a roadmap", 1200, function()
  return roadmap { { "A", lane = "products", time = 2027, leads_to = "B" },
    { "B", lane = "outcomes" } }
end, 13)

test("pictures and comparisons can be interrupted", function()
  stops(placed)
  stops(function() return core.alike({ "a", "b" }, 0.5) end)
end)
