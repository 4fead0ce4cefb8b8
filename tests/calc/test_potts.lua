local brute = loadfile("tests/calc/brute.lua", "t", _ENV)()
local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()
local detect = require "vane.core.detect"

local function communities(p)
  return p.membership:column "community"
end

local two_triangles = { { "a", "b" }, { "a", "c" }, { "b", "c" }, { "c", "d" },
  { "d", "e" }, { "d", "f" }, { "e", "f" } }


-- ---- what is found ----

test("two triangles are two communities", function()
  -- Q = 2 (6/14 - (7/14)^2) = 5/14
  local p = graph(two_triangles):potts()
  eq(p.n_communities, 2)
  near(p.modularity, 5 / 14)
  eq(p.membership, frame { { "node", { "a", "b", "c", "d", "e", "f" } },
    { "community", { 1, 1, 1, 2, 2, 2 } } })
  eq(p.n_best, p.n_runs)
  eq(p.gap, na)
end)

test("the best of all partitions is found", function()
  math.randomseed(20241)
  for trial = 1, 12 do
    local g = brute.random_graph(2 + trial % 6, 0.2 + 0.6 * math.random(), trial % 2 == 0)
    local net, gamma = brute.network(g), trial % 3 == 0 and 1 or 0.3 + 2 * math.random()
    local most = brute.best(net, gamma)
    local best = -math.huge
    for k = 1, g.n_nodes do
      local exactly = g:potts { exactly = k, resolution = gamma, starts = 3 }
      eq(exactly.n_communities, k)
      near(exactly.modularity, most[k], 1e-9)
      best = math.max(best, most[k])
      local at_most = g:potts { at_most = k, resolution = gamma, starts = 3 }
      eq(at_most.n_communities <= k, true)
      near(at_most.modularity, best, 1e-9)
    end
    near(g:potts { resolution = gamma, starts = 5 }.modularity, best, 1e-9)
  end
end)

test("nine nodes: the best of all 21147 partitions is found", function()
  math.randomseed(7)
  local g = brute.random_graph(9, 0.5, true)
  local net = brute.network(g)
  local most = brute.best(net, 1)
  for k = 2, 8, 2 do
    near(g:potts { exactly = k, starts = 5 }.modularity, most[k], 1e-9)
  end
end)

-- Proved by integer programming (igraph, GLPK), or the best known: at most k
-- communities, resolution.
local known = {
  karate = { { nil, 1, 0.419789612 }, { 2, 1, 0.371794872 },
    { 3, 1, 0.402038133 }, { nil, 0.5, 0.621794872 }, { nil, 2, 0.164529915 } },
  karate_w = { { nil, 1, 0.444903581 }, { 2, 1, 0.403628118 } },
  dolphins = { { nil, 1, 0.528519441 }, { 2, 1, 0.402733278 },
    { 4, 1, 0.526798782 } },
  lesmis = { { nil, 1, 0.566687983 }, { 3, 1, 0.518735872 },
    { 4, 1, 0.547121505 }, { nil, 0.5, 0.708365928 }, { nil, 2, 0.345075848 } },
}

test("the best known modularity of known networks is found", function()
  for name, cases in pairs(known) do
    local g = load_network(name)
    local net = brute.network(g)
    for _, case in ipairs(cases) do
      local p = g:potts { at_most = case[1], resolution = case[2], starts = 5 }
      near(p.modularity, case[3], 1e-8)
      near(brute.modularity(net, communities(p), case[2]), p.modularity, 1e-12)
      near(brute.codelength(net, communities(p)), p.codelength, 1e-12)
    end
  end
end)

test("exactly as many communities as wanted, and what that costs", function()
  local g = load_network "karate"
  for _, k in ipairs { 1, 2, 4, 10, 33, 34 } do
    local p = g:potts { exactly = k, starts = 2 }
    eq(p.n_communities, k)
    near(p.gap, 0.419789612 - p.modularity, 1e-8)
    near(p.free_modularity, 0.419789612, 1e-8)
  end
  near(g:potts { exactly = 1 }.modularity, 0)
  eq(g:potts { exactly = 4 }.gap, 0.0)
  eq(g:potts { at_most = 40 }.n_communities, 4)
end)

test("annealing finds it too", function()
  local g = load_network "karate"
  local p = g:potts { method = "annealing", starts = 5 }
  near(p.modularity, 0.419789612, 1e-8)
  eq(p.method, "annealing")
  for _, k in ipairs { 1, 2, 3, 12 } do
    eq(g:potts { method = "annealing", exactly = k, starts = 2 }.n_communities, k)
  end
  near(g:potts { method = "annealing", exactly = 2, starts = 5 }.modularity,
    0.371794872, 1e-8)
end)


-- ---- planted communities ----

-- Groups of `size`; each node has edges to others of its group and fewer to
-- the rest; weights as given.
local function planted(groups, size, weight)
  local edges, nodes = {}, {}
  for i = 1, groups * size do nodes[i] = ("node %03d"):format(i) end
  for i = 1, #nodes do
    for _ = 1, 6 do
      local first = (i - 1) // size * size
      local j = first + math.random(size)
      if j ~= i then edges[#edges + 1] = { nodes[i], nodes[j], weight(true) } end
    end
    local j = math.random(#nodes)
    if j ~= i then edges[#edges + 1] = { nodes[i], nodes[j], weight(false) } end
  end
  return edges, nodes
end

test("planted communities are recovered", function()
  math.randomseed(3)
  local edges, nodes = planted(8, 25, function() return 1 end)
  local g = graph(edges)
  local truth = {}
  for i = 1, #nodes do truth[i] = (i - 1) // 25 end
  local known_groups = g:partition(frame { node = nodes, community = truth })
  for _, p in ipairs { g:potts { starts = 3 }, g:mapequation { trials = 3 },
    g:potts { method = "annealing", starts = 2 } } do
    eq(p:compare(known_groups).nmi > 0.97, true)
    eq(p.modularity >= known_groups.modularity, true)
  end
end)

test("the energy of the Potts model, by hand and from its definition", function()
  -- Two triangles and a tie: W = 7, K = 7 each; - 2 (3 - 49 / 28) = - 2.5.
  local two = { { "a", "b" }, { "b", "c" }, { "c", "a" }, { "c", "d" }, { "d", "e" },
    { "e", "f" }, { "f", "d" } }
  near(graph(two):potts().energy, -2.5)
  eq(graph(two):potts { exactly = 1 }.energy, 0.0)
  local g = load_network "lesmis"
  local p, edges = g:potts { resolution = 2 }, g:edges()
  local of, W, inside, strength = p.membership:column "community", 0, {}, {}
  local place = {}
  for i, node in ipairs(g.nodes) do place[node] = i end
  for edge in edges:each() do
    local a, b = of[place[edge.from]], of[place[edge.to]]
    W = W + edge.weight
    strength[a] = (strength[a] or 0) + edge.weight
    strength[b] = (strength[b] or 0) + edge.weight
    if a == b then inside[a] = (inside[a] or 0) + edge.weight end
  end
  local energy = 0
  for c, K in pairs(strength) do energy = energy - inside[c] + 2 * K ^ 2 / (4 * W) end
  near(p.energy, energy, 1e-9)
  local heavy = g:edges():with { weight = function(edge) return 10 * edge.weight end }:graph()
  near(heavy:potts { resolution = 2 }.energy, 10 * energy, 1e-8)
end)

test("searches are counted by whichever name", function()
  local g = graph { { "a", "b" }, { "b", "c" }, { "c", "d" } }
  for _, name in ipairs { "starts", "trials", "runs" } do
    eq(g:potts { [name] = 3 }.n_runs, 3)
    eq(g:mapequation { [name] = 2 }.n_runs, 2)
    eq(g:leiden { [name] = 2 }.n_communities, 2)
  end
  raises("unknown option 'runs'", g.potts, g, { starts = 2, runs = 3 })
end)

test("a frame of nodes stands for a partition, nothing else does", function()
  local g = graph { { "a", "b" }, { "b", "c" }, { "c", "d" } }
  local two, four = g:potts { exactly = 2 }, g:potts { exactly = 4 }
  eq(two:compare(four.membership).vi, two:compare(four).vi)
  eq(two:changes(four.membership).movers.n_rows, two:changes(four).movers.n_rows)
  local counted = 0
  for flow in two:compare(four).flows:each() do
    counted = counted + (is_na(flow.nodes) and 0 or flow.nodes)
  end
  eq(counted, 4)
  raises("compare: expected a partition, or a frame of nodes", two.compare, two, g)
end)


-- ---- what must not matter ----

test("the unit of weight does not matter", function()
  math.randomseed(11)
  local edges = planted(5, 12, function() return math.random() + 0.1 end)
  local function found(factor)
    local scaled = {}
    for k, e in ipairs(edges) do scaled[k] = { e[1], e[2], e[3] * factor } end
    local g = graph(scaled)
    return { g:potts { starts = 2 }, g:mapequation { trials = 2 },
      g:potts { exactly = 3, starts = 2 },
      g:potts { method = "annealing", starts = 2 } }
  end
  local first = found(1)
  for _, factor in ipairs { 1e-6, 7, 1e6, 1e-200, 1e200 } do
    for k, p in ipairs(found(factor)) do
      eq(p.membership, first[k].membership)
      near(p.modularity, first[k].modularity, 1e-10)
      near(p.codelength, first[k].codelength, 1e-9)
    end
  end
end)

local function shuffled(list)
  local copy = { table.unpack(list) }
  for i = #copy, 2, -1 do
    local j = math.random(i)
    copy[i], copy[j] = copy[j], copy[i]
  end
  return copy
end

test("the order of nodes and edges does not matter, to the last bit", function()
  math.randomseed(12)
  local edges, nodes = planted(5, 12, function() return math.random() + 0.1 end)
  local function found(g)
    local list = {}
    for k, p in ipairs { g:potts { starts = 3 }, g:mapequation { trials = 3 },
      g:potts { method = "annealing", starts = 2 } } do
      list[k] = { p.modularity, p.codelength, p.membership:sort "node":column "community" }
    end
    return list
  end
  local first = found(graph { nodes = nodes, table.unpack(edges) })
  for _ = 1, 3 do
    local turned = {}
    for k, e in ipairs(shuffled(edges)) do turned[k] = { e[2], e[1], e[3] } end
    turned.nodes = shuffled(nodes)
    eq(found(graph(turned)), first)
  end
end)

test("names do not matter where weights tell nodes apart", function()
  math.randomseed(13)
  local edges, nodes = planted(5, 12, function() return math.random() + 0.1 end)
  local p = graph(edges):potts { starts = 2 }
  local other, back = {}, shuffled(nodes)
  for i, node in ipairs(nodes) do other[node] = back[i] end
  local renamed = {}
  for k, e in ipairs(edges) do renamed[k] = { other[e[1]], other[e[2]], e[3] } end
  local q = graph(renamed):potts { starts = 2 }
  eq(q.modularity, p.modularity)
  local of, of_other = {}, {}
  for i, node in ipairs(p.membership:column "node") do
    of[i] = communities(p)[i]
    of_other[node] = communities(q)[i]
  end
  for i, node in ipairs(p.membership:column "node") do
    of_other[i] = of_other[other[node]]
  end
  -- the same groups; only those of equal size may be numbered otherwise
  local met = {}
  for i in ipairs(of) do
    met[of[i]] = met[of[i]] or of_other[i]
    eq(of_other[i], met[of[i]])
  end
end)

test("the number of threads does not matter", function()
  local g = load_network "lesmis"
  for _, annealing in ipairs { false, true } do
    local one = detect.potts(g, 0, 4, 1, 4, 5, annealing, 0, 1)
    local four = detect.potts(g, 0, 4, 1, 4, 5, annealing, 0, 3)
    eq(one.membership, four.membership)
    eq(one.runs, four.runs)
  end
  eq(detect.mapequation(g, 8, 5, 0, 1).runs, detect.mapequation(g, 8, 5, 0, 3).runs)
end)

test("a seed gives the same runs again, another seed others", function()
  local g = load_network "dolphins"
  local p = g:potts { method = "annealing", starts = 8, seed = 4 }
  eq(p.runs, g:potts { method = "annealing", starts = 8, seed = 4 }.runs)
  eq(p.runs == g:potts { method = "annealing", starts = 8, seed = 5 }.runs, false)
  eq(p.seed, 4)
  -- the first runs of many are those of few
  eq(p.runs:head(5), g:potts { method = "annealing", starts = 5, seed = 4 }.runs)
end)


-- ---- small and odd graphs ----

test("two nodes are one community, or two when they must", function()
  local g = graph { { "a", "b", 3 } }
  eq(g:potts().n_communities, 1)
  eq(g:potts().modularity, 0.0)
  eq(g:potts { exactly = 2 }.modularity, -0.5)
  eq(g:potts { method = "annealing" }.n_communities, 1)
  eq(g:potts { method = "annealing", exactly = 2 }.n_communities, 2)
end)

test("a node with nothing but a self loop is a community", function()
  local p = graph { { "a", "a", 2 }, { "b", "c" } }:potts()
  eq(communities(p), { 2, 1, 1 })
  -- 4/6 - (4/6)^2 + 2/6 - (2/6)^2
  near(p.modularity, 4 / 9)
  eq(graph { { "a", "a" } }:potts().n_communities, 1)
end)

test("parts that do not hang together are different communities", function()
  local g = graph { { "a", "b" }, { "c", "d" }, { "e", "f" } }
  local p = g:potts()
  eq(communities(p), { 1, 1, 2, 2, 3, 3 })
  near(p.modularity, 2 / 3)
  near(p.codelength, 1)  -- within a pair, the walk says which of two
  eq(g:potts { at_most = 2 }.n_communities, 2)
  near(g:potts { at_most = 2 }.modularity, 1 - (2 / 3) ^ 2 - (1 / 3) ^ 2)
  eq(g:potts { at_most = 1 }.n_communities, 1)
end)

test("many parts go into few communities, evenly", function()
  local edges = {}
  for i = 1, 60 do edges[i] = { "a" .. i, "b" .. i } end
  local p = graph(edges):potts { at_most = 3, starts = 2 }
  eq(p.sizes:column "size", { 40, 40, 40 })
  near(p.modularity, 1 - 1 / 3)  -- 3 (40/120 - (40/120)^2)
  near(p.free_modularity, 1 - 1 / 60)
end)

test("nodes without edges have no community, and that is said", function()
  local g = graph { { "b", "c" }, nodes = { "a", "b", "c", "d" } }
  local p = g:potts()
  eq(communities(p), { na, 1, 1, na })
  eq(p.n_apart, 2)
  eq(p.n_communities, 1)
  eq(tostring(p):find("2 without edges", 1, true) ~= nil, true)
  raises("potts: exactly 3 communities are wanted, but only 2 nodes have edges",
    g.potts, g, { exactly = 3 })
end)

test("all nodes alike: a ring of equal weights", function()
  local edges = {}
  for i = 1, 12 do edges[i] = { "n" .. i, "n" .. i % 12 + 1 } end
  local p = graph(edges):potts()
  -- 3 paths of 4: 3 (6/24 - (8/24)^2); 4 paths of 3: 4 (4/24 - (6/24)^2)
  near(p.modularity, math.max(3 * (1 / 4 - 1 / 9), 4 * (1 / 6 - 1 / 16)))
end)

test("a complete graph is one community", function()
  local edges = {}
  for i = 1, 9 do
    for j = i + 1, 9 do edges[#edges + 1] = { "n" .. i, "n" .. j, 0.25 } end
  end
  local p = graph(edges):potts()
  eq(p.n_communities, 1)
  near(p.modularity, 0)
end)

test("weights may differ by many orders", function()
  local g = graph { { "a", "b", 1e9 }, { "b", "c", 1e-9 }, { "c", "d", 1e9 } }
  eq(communities(g:potts()), { 1, 1, 2, 2 })
  eq(communities(g:mapequation()), { 1, 1, 2, 2 })
end)


-- ---- what is refused ----

test("what cannot be done is said in a sentence", function()
  local g = graph(two_triangles)
  raises("finding communities: the graph has no edges", function()
    graph {}:potts()
  end)
  raises("the graph has no edges", function()
    graph { nodes = { "a" } }:potts()
  end)
  raises("the graph has directions", function()
    graph { { "a", "b" }, directed = true }:potts()
  end)
  raises("'at_most' and 'exactly' exclude each other", g.potts, g,
    { at_most = 2, exactly = 2 })
  raises("potts: exactly 7 communities are wanted, but only 6 nodes have edges",
    g.potts, g, { exactly = 7 })
  raises("'exactly' should be at least 1, found 0", g.potts, g, { exactly = 0 })
  raises("'at_most' should be at least 1, found -2", g.potts, g, { at_most = -2 })
  raises("the resolution is 0", g.potts, g, { resolution = 0 })
  raises("the resolution is -1", g.potts, g, { resolution = -1 })
  raises("resolution", g.potts, g, { resolution = 0 / 0 })
  raises("'starts' should be from 1 to 100000, found 0", g.potts, g, { starts = 0 })
  raises("option 'exactly' should be a whole number", g.potts, g, { exactly = 2.5 })
  raises("unknown option 'resoluton' (did you mean 'resolution'?)", g.potts, g,
    { resoluton = 1 })
  raises("option 'method' should be one of search, annealing", g.potts, g,
    { method = "serach" })
end)

test("weights that cannot be are refused with the edge named", function()
  local function of_weight(w)
    return function()
      frame { from = { "a", "b" }, to = { "b", "c" }, weight = { 1, w } }:graph()
    end
  end
  raises('row 2: the weight in column "weight" is -1', of_weight(-1))
  raises("", of_weight(0 / 0))
  raises("", of_weight(1 / 0))
end)

test("little patience gives what much gives where that is easy to find", function()
  local g = load_network "karate"
  local quick = g:potts { patience = 1, starts = 30 }
  near(quick.modularity, g:potts().modularity, 1e-12)
  eq(g:potts { patience = 500 }.runs, g:potts().runs)  -- 60000 / 34, at most 500
  eq(g:mapequation { patience = 500 }.runs, g:mapequation().runs)
  raises("'patience' should be at least 1, found 0", g.potts, g, { patience = 0 })
  raises("'patience' should be from 1 to 100000", g.mapequation, g,
    { patience = 100001 })
end)
