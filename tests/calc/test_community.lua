local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()

-- Modularity from its definition: over all pairs of nodes of one group,
-- A_ij - gamma k_i k_j / 2W, divided by 2W.
local function modularity(g, group, gamma)
  local m = g:matrix()
  local cells, n, strength, total = m:cells(), m.n_rows, {}, 0.0
  for i = 1, n do
    cells[i][i] = 2 * cells[i][i]
    strength[i] = 0
    for j = 1, n do strength[i] = strength[i] + cells[i][j] end
    total = total + strength[i]
  end
  local sum = 0.0
  for i = 1, n do
    for j = 1, n do
      if group[i] == group[j] then
        sum = sum + cells[i][j] - gamma * strength[i] * strength[j] / total
      end
    end
  end
  return sum / total
end

local function n_groups(f)
  local most = 0
  for _, c in ipairs(f:column "community") do most = math.max(most, c) end
  return most
end


test("the proved best modularity is found", function()
  for name, best in pairs {
    twotriangles = 0.357142857, karate = 0.419789612, karate_w = 0.444903581,
    dolphins = 0.528519441, lesmis = 0.566687983,
  } do
    local g = load_network(name)
    local f, q = g:communities { runs = 100 }
    near(q, best, 1e-8)
    near(modularity(g, f:column "community", 1), q, 1e-12)
  end
end)

test("louvain comes near, and its modularity is what it says", function()
  local g = load_network "karate"
  local f, q = g:communities { method = "louvain", runs = 50 }
  near(modularity(g, f:column "community", 1), q, 1e-12)
  eq(q > 0.4155 and q <= 0.419789613, true)
end)

test("a resolution above 1 finds smaller groups", function()
  local g = load_network "karate"
  local f, q = g:communities { resolution = 2, runs = 100 }
  near(q, 0.164529915, 1e-8)  -- the best known
  near(modularity(g, f:column "community", 2), q, 1e-12)
  eq(n_groups(f), 7)
  local coarse, r = g:communities { resolution = 0.5, runs = 100 }
  near(r, 0.621794872, 1e-8)
  eq(n_groups(coarse), 2)
end)

test("infomap gives igraph's own bits per step", function()
  -- Recorded teleportation, as before igraph 1.0; the same numbers by two
  -- triangles in igraph's own discussion of the change (2.51787).
  for name, bits in pairs {
    twotriangles = 2.517873103, karate = 4.606058612, karate_w = 4.445467663,
    dolphins = 5.282683315, lesmis = 4.838404527,
  } do
    local _, found = load_network(name):communities {
      method = "infomap", runs = 20 }
    near(found, bits, 1e-6)
  end
end)

test("two triangles are two groups for every method", function()
  local g = load_network "twotriangles"
  for _, method in ipairs { "leiden", "louvain", "infomap" } do
    local f = g:communities { method = method }
    eq(f:column "node", { "0", "1", "2", "3", "4", "5" })
    eq(f:column "community", { 1, 1, 1, 2, 2, 2 })
  end
end)

test("the largest group is number 1; of equal ones the first", function()
  local f = graph {
    { "a", "b" }, { "c", "d" }, { "x", "y" }, { "y", "z" }, { "x", "z" },
  }:communities()
  eq(f:column "community", { 2, 2, 3, 3, 1, 1, 1 })
end)

test("the same seed gives the same groups, and is said", function()
  local g = load_network "lesmis"
  for _, method in ipairs { "leiden", "louvain", "infomap" } do
    local f, q = g:communities { method = method, runs = 1, seed = 7 }
    local h, r = g:communities { method = method, runs = 1, seed = 7 }
    eq(f == h and q == r, true)
    eq(f.source, method .. ", best of 1, seed 7")
  end
end)

test("the unit of the weights does not matter", function()
  local e = load_network "lesmis":edges()
  local function scaled(by)
    local weights = e:column "weight"
    for i, w in ipairs(weights) do weights[i] = w * by end
    return frame { from = e:column "from", to = e:column "to", weight = weights }
      :graph():communities { seed = 3 }
  end
  eq(scaled(2.0 ^ -20):column "community", scaled(1.0):column "community")
  eq(scaled(2.0 ^ 20):column "community", scaled(1.0):column "community")
end)

test("a node without edges stands alone", function()
  local g = graph { { "a", "b" }, nodes = { "a", "b", "c" } }
  for _, method in ipairs { "leiden", "louvain", "infomap" } do
    eq(g:communities { method = method }:column "community", { 1, 1, 2 })
  end
  local f, q = graph { nodes = { "a", "b" } }:communities()
  eq(f:column "community", { 1, 2 })
  eq(is_na(q), true)
end)

test("directions need infomap", function()
  local g = graph { { "a", "b" }, { "b", "a" }, { "b", "c" }, { "c", "d" },
    { "d", "c" }, directed = true }
  raises("leiden needs a graph without directions; take g:undirected() "
    .. 'first, or g:communities{ method = "infomap" }', g.communities, g)
  eq(g:communities { method = "infomap" }:column "community", { 1, 1, 2, 2 })
end)

test("options are checked", function()
  local g = graph { { "a", "b" } }
  raises("should be one of leiden, louvain, infomap, spinglass, found ledien (did you mean "
    .. "'leiden'?)", g.communities, g, { method = "ledien" })
  raises("'runs' should be from 1 to 100000, found 0", g.communities, g, { runs = 0 })
  raises("'resolution' should be above 0, found -1", g.communities, g,
    { resolution = -1 })
  raises("infomap has none", g.communities, g,
    { method = "infomap", resolution = 2 })
end)

test("components hang together by paths, whatever their directions", function()
  local g = graph { { "d", "c" }, { "b", "c" }, { "x", "y" }, { "s", "s" },
    directed = true, nodes = { "x", "y", "b", "c", "d", "s", "alone" } }
  eq(g:components():column "component", { 2, 2, 1, 1, 1, 3, 4 })
end)

test("a long chain is one component", function()
  local edges = {}
  for i = 1, 2000 do edges[i] = { i % 2 == 0 and i or i + 1, i % 2 == 0 and i + 1 or i } end
  local f = graph(edges):components()
  eq(f.n_rows, 2001)
  for _, c in ipairs(f:column "component") do eq(c, 1) end
end)
