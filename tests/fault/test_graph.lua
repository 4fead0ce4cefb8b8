local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()

local rows = frame({
  { "from", { "a", "b", "a", na } }, { "to", { "b", "c", "b", "a" } },
  { "n", { 1, 2, 3, 4 } },
}, { source = "rows.csv" })
local numbered = frame { from = { 3, 1 }, to = { 1, 2 } }
local g = rows:graph { weight = "n" }
local m = g:matrix()

refuse("a list of edges", 120, function() return graph { { "a", "b", 2 } } end)
refuse("a frame", 80, function() return rows:graph { weight = "n" } end)
refuse("a frame of integers", 80, function() return numbered:graph() end)
refuse("a frame with nodes", 80, function()
  return rows:graph { nodes = { "c", "b", "a" } }
end)
refuse("a matrix", 60, function() return m:graph { threshold = 1 } end)
refuse("back to frame and matrix", 80, function()
  return { g:edges(), g:matrix() }
end)
refuse("counting", 120, function()
  return { g:degree(), g:strength(), g:components() }
end)
refuse("a frame from the child", 40, function() return g:betweenness() end)
refuse("communities", 60, function() return g:communities { runs = 2 } end)
refuse("printing a graph", 200, function() return tostring(g) end)


local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

test("every verb on graphs can be interrupted", function()
  stops(function() return rows:graph() end)
  stops(function() return m:graph() end)
  stops(function() return m:graph { directed = true } end)
  stops(function() return g:matrix() end)
  stops(function() return g:degree() end)
  stops(function() return g:strength() end)
  stops(function() return g:components() end)
  stops(function() return g:betweenness() end)
  stops(function() return g:communities() end)
  eq(g:degree():column "degree", { 1, 2, 1 })
end)
