local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local towns = frame { { "node", { "a", "b", "c" } }, { "x", { 1, 2, na } } }
local g = graph { { "a", "b", 2 }, { "b", "c" }, { "d", "e" } }
local lines = frame { { "from", { "a", "d" } }, { "to", { "b", "e" } }, { "km", { 3, 4 } } }
local known = g:with_nodes(towns):with_edges(lines)

refuse("giving attributes", 80, function()
  return g:with_nodes(towns):attributes()
end)
refuse("saying more of edges", 80, function() return g:with_edges(lines):edges() end)
refuse("the main component", 60, function() return known:main_component() end)
refuse("a part", 60, function() return known:subgraph { "a", "c" } end)
refuse("choosing edges", 160, function()
  return known:where { weight = at_least(2) }:without_isolates()
end)

test("parts of graphs can be interrupted", function()
  stops(function() return g:with_nodes(towns) end)
  stops(function() return g:with_edges(lines) end)
  stops(function() return known:main_component() end)
  stops(function() return known:subgraph { "a", "c" } end)
  stops(function() return known:without_isolates() end)
  eq(known:main_component().n_nodes, 3)
end)
