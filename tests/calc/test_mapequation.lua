local brute = loadfile("tests/calc/brute.lua", "t", _ENV)()
local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()


test("two triangles: the codelength worked by hand", function()
  -- p = 2,2,3,3,2,2 of 14; q = 1/14 for each of two modules of 7/14:
  -- plogp(2/14) - 2 2 plogp(1/14) - 4 plogp(2/14) - 2 plogp(3/14)
  --   + 2 plogp(8/14)
  local function plogp(x) return x * math.log(x, 2) end
  local bits = plogp(2 / 14) - 4 * plogp(1 / 14) - 4 * plogp(2 / 14)
    - 2 * plogp(3 / 14) + 2 * plogp(8 / 14)
  local p = load_network "twotriangles":mapequation()
  near(p.codelength, bits)
  near(bits, 2.320730357, 1e-9)  -- Infomap 2.15.1
  eq(p.n_communities, 2)
end)

test("the best of all partitions is found", function()
  math.randomseed(5)
  for trial = 1, 20 do
    local g = brute.random_graph(2 + trial % 6, 0.2 + 0.6 * math.random(), trial % 2 == 0)
    local _, least = brute.best(brute.network(g), 1)
    near(g:mapequation { trials = 3 }.codelength, least, 1e-9)
  end
end)

test("the shortest codelengths known are found", function()
  -- Infomap 2.15.1, 1000 trials, two-level, no teleportation.
  for name, wanted in pairs {
    karate = { 4.311792646, 3 }, karate_w = { 4.087423159, 3 },
    dolphins = { 4.851652266, 6 }, lesmis = { 4.204714637, 10 },
  } do
    local g = load_network(name)
    local p = g:mapequation { trials = 3 }
    near(p.codelength, wanted[1], 1e-9)
    eq(p.n_communities, wanted[2])
    near(brute.codelength(brute.network(g), p.membership:column "community"),
      p.codelength, 1e-12)
    near(brute.modularity(brute.network(g), p.membership:column "community", 1),
      p.modularity, 1e-12)
  end
end)

test("all nodes in one community: bits are the entropy of the strengths", function()
  for name, bits in pairs { karate = 4.704422599, karate_w = 4.634008204,
    dolphins = 5.700530919, lesmis = 5.336153540 } do
    near(load_network(name):potts { exactly = 1, starts = 1 }.codelength, bits, 1e-9)
  end
end)

test("each run says its codelength, and the shortest is taken", function()
  local p = load_network "lesmis":mapequation { trials = 6, seed = 3 }
  eq(p.runs.n_rows, 6)
  eq(p.n_runs, 6)
  local least = math.huge
  for _, bits in ipairs(p.runs:column "quality") do least = math.min(least, bits) end
  near(p.codelength, least, 1e-12)
  eq(p.method, "map equation")
  eq(p.gap, na)
end)

test("small graphs", function()
  local g = graph { { "a", "b" } }
  eq(g:mapequation().n_communities, 1)
  near(g:mapequation().codelength, 1)
  eq(graph { { "a", "a" } }:mapequation().codelength, 0.0)
end)

test("what cannot be done is said in a sentence", function()
  raises("the graph has no edges", function() graph {}:mapequation() end)
  raises("the graph has directions", function()
    graph { { "a", "b" }, directed = true }:mapequation()
  end)
  local g = graph { { "a", "b" } }
  raises("mapequation: 'trials' should be from 1 to 100000, found 0", g.mapequation, g,
    { trials = 0 })
  raises("unknown option 'trails' (did you mean 'trials'?)", g.mapequation, g,
    { trails = 3 })
end)
