-- igraph's own methods, as partitions to compare with.
local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()

test("igraph's methods are measured as ours are", function()
  for _, name in ipairs { "karate", "dolphins", "lesmis" } do
    local g = load_network(name)
    local best, shortest = g:potts().modularity, g:mapequation().codelength
    for _, engine in ipairs { "leiden", "louvain", "infomap", "spinglass" } do
      local p = g[engine](g)
      eq(p.modularity <= best + 1e-12, true)
      eq(p.codelength >= shortest - 1e-12, true)
      local again = g:partition(p.membership)
      near(again.modularity, p.modularity)
      near(again.codelength, p.codelength)
    end
    near(g:leiden { runs = 100 }.modularity, best, 1e-9)
  end
end)

test("infomap of igraph splits more, and its codelength is told as ours", function()
  -- igraph 0.10 and Infomap 2 agree on these modules; 4.31179 bits.
  near(load_network "karate":infomap().codelength, 4.311792646, 1e-6)
end)

test("a method says how it was called", function()
  local g = load_network "karate"
  local p = g:spinglass { spins = 4, seed = 3 }
  eq(p.method, "spinglass of igraph, best of 1, seed 3")
  eq(p.n_communities <= 4, true)
  eq(p.seed, nil)
  eq(p.membership, g:spinglass { spins = 4, seed = 3 }.membership)
  eq(g:leiden { resolution = 2 }.resolution, 2.0)
end)

-- The network with all weights that many times as heavy.
local function in_units(name, factor)
  return load_network(name):edges():with { weight = function(edge)
    return edge.weight * factor
  end }:graph()
end

test("no engine minds the unit of weight, tiny or huge", function()
  for _, engine in ipairs { "leiden", "louvain", "infomap", "spinglass" } do
    local plain = in_units("lesmis", 1)
    local found = plain[engine](plain).membership
    for _, factor in ipairs { 1 / 1024, 1e-6, 1e6, 1e-300, 1e300 } do
      local g = in_units("lesmis", factor)
      eq(g[engine](g).membership:column "community", found:column "community")
    end
    eq(in_units("lesmis", 1e-320)[engine](in_units("lesmis", 1e-320)).n_communities > 3,
      true)
  end
  near(in_units("karate", 1e300):eigenvector():get(1, "eigenvector"),
    in_units("karate", 1):eigenvector():get(1, "eigenvector"), 1e-9)
end)

test("nodes without edges are apart, as everywhere", function()
  local g = graph { { "a", "b" }, { "b", "c" }, nodes = { "a", "b", "c", "d" } }
  for _, engine in ipairs { "leiden", "louvain", "infomap" } do
    eq(g[engine](g).n_apart, 1)
  end
end)

test("what igraph cannot do is said before it is asked", function()
  raises("spinglass needs a graph that hangs together, and this one falls into "
    .. "2 parts", function()
    graph { { "a", "b" }, { "b", "c" }, { "x", "y" } }:spinglass()
  end)
  raises("spinglass needs 3 nodes or more, found 2", function()
    graph { { "a", "b" } }:spinglass()
  end)
  local g = load_network "karate"
  raises("'spins' should be from 2 to 500, found 1", g.spinglass, g, { spins = 1 })
  raises("'spins' should be from 2 to 500, found 501", g.spinglass, g,
    { spins = 501 })
  raises("'runs' should be from 1", g.spinglass, g, { runs = 0 })
  raises("'spins' belongs to spinglass; leiden has none", g.communities, g,
    { spins = 3 })
  for _, engine in ipairs { "leiden", "louvain", "infomap", "spinglass" } do
    raises("directions", function()
      local d = graph { { "a", "b" }, { "b", "c" }, directed = true }
      return d[engine](d)
    end)
    raises("", function() return graph {}[engine](graph {}) end)
  end
end)
