local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local g = graph { { "a", "b" }, { "a", "c" }, { "b", "c" }, { "c", "d" },
  { "d", "e" }, { "d", "f", 2 }, { "e", "f" }, nodes = { "a", "b", "c", "d",
  "e", "f", "g" } }
local known = frame { node = { "a", "b", "c", "d", "e", "f" },
  community = { "x", "x", "x", "y", "y", "y" } }
local p = g:partition(known)

refuse("finding communities", 150, function() return g:potts { starts = 1 } end)
refuse("finding a number of communities", 200, function()
  return g:potts { exactly = 3, starts = 1 }
end)
refuse("annealing", 200, function()
  return g:potts { method = "annealing", at_most = 2, starts = 1 }
end)
refuse("the map equation", 150, function() return g:mapequation { trials = 2 } end)
refuse("a given partition", 80, function() return g:partition(known) end)
refuse("communities by igraph", 60, function() return g:leiden { runs = 1 } end)
refuse("comparing", 30, function() return p:compare(p) end)
refuse("frames of a partition", 100, function()
  return { p.membership, p.sizes, p.runs }
end)
local several = g:potts { starts = 4 }
refuse("stability", 60, function() return several:stability() end)
refuse("stability of communities", 60, function() return several:communities() end)
refuse("numbers found", 40, function() return several:numbers() end)
refuse("between runs", 80, function() return several:between_runs() end)
refuse("together", 20, function() return several:together() end)
refuse("a run", 60, function() return several:run(2) end)
refuse("changes", 160, function() return p:changes(several) end)

refuse("rewiring", 60, function() return g:rewired() end)
refuse("a null model", 200, function()
  return several:null { replicates = 2, starts = 1 }
end)

local edges = {}
for i = 1, 9 do edges[i] = { "n" .. i, "n" .. i % 9 + 1 } end
local ring = graph(edges):potts { starts = 6 }
refuse("a consensus", 200, function() return ring:consensus() end)
refuse("printing a partition", 200, function() return tostring(p) end)

test("finding communities can be interrupted", function()
  stops(function() return g:potts() end)
  stops(function() return g:potts { exactly = 4 } end)
  stops(function() return g:potts { method = "annealing" } end)
  stops(function() return g:mapequation() end)
  stops(function() return several:stability() end)
  stops(function() return several:communities() end)
  stops(function() return several:between_runs() end)
  stops(function() return several:together() end)
  stops(function() return several:changes(p) end)
  stops(function() return g:rewired() end)
  stops(function() return several:null() end)
  stops(function() return ring:consensus() end)
  eq(g:potts().n_communities, 2)
end)
