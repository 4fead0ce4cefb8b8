local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local g = graph { { "a", "b" }, { "a", "c" }, { "b", "c" }, { "c", "d" },
  { "d", "e" }, { "d", "f", 2 }, { "e", "f" }, nodes = { "a", "b", "c", "d",
  "e", "f", "g" } }
local known = frame { node = { "a", "b", "c", "d", "e", "f" },
  community = { "x", "x", "x", "y", "y", "y" } }
local p = g:partition(known)

refuse("finding communities", 400, function() return g:potts { starts = 1 } end)
refuse("finding a number of communities", 500, function()
  return g:potts { exactly = 3, starts = 1 }
end)
refuse("annealing", 200, function()
  return g:potts { method = "annealing", at_most = 2, starts = 1 }
end)
refuse("the map equation", 400, function() return g:mapequation { trials = 2 } end)
refuse("a given partition", 80, function() return g:partition(known) end)
refuse("comparing", 30, function() return p:compare(p) end)
refuse("frames of a partition", 100, function()
  return { p.membership, p.sizes, p.runs }
end)
refuse("printing a partition", 200, function() return tostring(p) end)

test("finding communities can be interrupted", function()
  stops(function() return g:potts() end)
  stops(function() return g:potts { exactly = 4 } end)
  stops(function() return g:potts { method = "annealing" } end)
  stops(function() return g:mapequation() end)
  eq(g:potts().n_communities, 2)
end)
