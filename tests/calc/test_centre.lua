local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()

local function by_node(f, column)
  local values = {}
  for i, node in ipairs(f:column "node") do values[node] = f:column(column)[i] end
  return values
end

-- Betweenness by counting all shortest paths with a queue or, where lengths
-- differ, by relaxing every edge until nothing changes: slow and plain.
local function brute_betweenness(g, length)
  local n, place, ends = g.n_nodes, {}, {}
  for i, name in ipairs(g.nodes) do place[name] = i end
  local e = g:edges()
  for k = 1, e.n_rows do
    local a, b = place[e:get(k, "from")], place[e:get(k, "to")]
    local long = length(e:get(k, "weight"))
    ends[#ends + 1] = { a, b, long }
    if not g.directed then ends[#ends + 1] = { b, a, long } end
  end
  local far, paths = {}, {}
  for s = 1, n do
    local d = {}
    for i = 1, n do d[i] = math.huge end
    d[s] = 0
    for _ = 1, n do
      for _, edge in ipairs(ends) do
        d[edge[2]] = math.min(d[edge[2]], d[edge[1]] + edge[3])
      end
    end
    far[s] = d
    -- Count paths to the nodes in order of their distance.
    local order, count = {}, {}
    for i = 1, n do order[i], count[i] = i, 0 end
    table.sort(order, function(i, j) return d[i] < d[j] end)
    count[s] = 1
    for _, v in ipairs(order) do
      for _, edge in ipairs(ends) do
        if v ~= s and edge[2] == v and edge[1] ~= v and d[v] < math.huge
          and math.abs(d[edge[1]] + edge[3] - d[v]) < 1e-9 then
          count[v] = count[v] + count[edge[1]]
        end
      end
    end
    paths[s] = count
  end
  local found = {}
  for v = 1, n do
    local sum = 0.0
    for s = 1, n do
      for t = 1, n do
        if s ~= v and t ~= v and s ~= t and paths[s][t] > 0
          and math.abs(far[s][v] + far[v][t] - far[s][t]) < 1e-9 then
          sum = sum + paths[s][v] * paths[v][t] / paths[s][t]
        end
      end
    end
    found[v] = g.directed and sum or sum / 2
  end
  return found
end

local function same_as_brute(g, weighted)
  local length = weighted and function(w) return 1 / w end or function() return 1 end
  local wanted = brute_betweenness(g, length)
  local found = g:betweenness { weighted = weighted }:column "betweenness"
  eq(#found, #wanted)
  for i, value in ipairs(wanted) do near(found[i], value, 1e-9) end
end


test("degree and strength count each end of an edge", function()
  local g = graph { { "a", "b", 2 }, { "a", "c", 0.5 } }
  eq(by_node(g:degree(), "degree"), { a = 2, b = 1, c = 1 })
  eq(by_node(g:strength(), "strength"), { a = 2.5, b = 2.0, c = 0.5 })
end)

test("with directions they are told apart", function()
  local g = graph { { "a", "b", 2 }, { "b", "a", 3 }, { "a", "c" }, { "c", "c", 4 },
    directed = true }
  local f = g:degree()
  eq(f.names, { "node", "degree", "degree_out", "degree_in" })
  eq(by_node(f, "degree"), { a = 3, b = 2, c = 3 })
  eq(by_node(f, "degree_out"), { a = 2, b = 1, c = 1 })
  eq(by_node(f, "degree_in"), { a = 1, b = 1, c = 2 })
  eq(by_node(g:strength(), "strength_in"), { a = 3.0, b = 2.0, c = 5.0 })
  eq(by_node(g:strength(), "strength"), { a = 6.0, b = 5.0, c = 9.0 })
end)

test("degrees add up to twice the edges, strengths to twice the weights", function()
  local g = load_network "lesmis"
  local degrees, strengths = 0, 0.0
  for _, d in ipairs(g:degree():column "degree") do degrees = degrees + d end
  for _, s in ipairs(g:strength():column "strength") do strengths = strengths + s end
  eq(degrees, 2 * 254)
  eq(strengths, 2 * 820.0)
end)

test("in a star every path leads through the middle", function()
  local g = graph { { "m", "a" }, { "m", "b" }, { "m", "c" }, { "m", "d" } }
  eq(by_node(g:betweenness(), "betweenness"),  -- 4 * 3 / 2 pairs
    { m = 6.0, a = 0.0, b = 0.0, c = 0.0, d = 0.0 })
end)

test("paths of equal length share one", function()
  local g = graph { { "a", "b" }, { "b", "c" }, { "c", "d" }, { "d", "a" } }
  eq(g:betweenness():column "betweenness", { 0.5, 0.5, 0.5, 0.5 })
end)

test("strong edges are short when weights count", function()
  -- a - c directly is 1 long, by b 1/4 + 1/4.
  local g = graph { { "a", "b", 4 }, { "b", "c", 4 }, { "a", "c", 1 } }
  eq(g:betweenness { weighted = true }:column "betweenness", { 0.0, 1.0, 0.0 })
  eq(g:betweenness():column "betweenness", { 0.0, 0.0, 0.0 })
end)

test("betweenness agrees with counting every path", function()
  same_as_brute(load_network "karate", false)
  same_as_brute(load_network "karate_w", true)
  same_as_brute(graph { { "a", "b", 2 }, { "b", "c", 3 }, { "c", "a", 5 },
    { "c", "d", 1 }, { "d", "b", 7 }, { "e", "e" }, directed = true }, true)
end)

test("the club's two leaders stand between most pairs", function()
  -- Zachary's karate club, as published for this network (Brandes 2001 on).
  local value = by_node(load_network "karate":betweenness(), "betweenness")
  near(value["0"], 231.07142857142858, 1e-9)
  near(value["33"], 160.5515873015873, 1e-9)
end)

test("the unit of the weights does not matter", function()
  local g, h = {}, {}
  for i, edge in ipairs { { "a", "b", 3 }, { "b", "c", 2 }, { "a", "c", 1 } } do
    g[i] = edge
    h[i] = { edge[1], edge[2], edge[3] * 1e-200 }
  end
  eq(graph(g):betweenness { weighted = true }:column "betweenness",
    graph(h):betweenness { weighted = true }:column "betweenness")
end)

test("weights too far apart are refused in igraph and said here", function()
  local g = graph { { "a", "b", 1e300 }, { "b", "c", 1e-300 } }
  raises("betweenness: the weights lie too far apart", g.betweenness, g,
    { weighted = true })
  eq(g:betweenness():column "betweenness", { 0.0, 1.0, 0.0 })
end)
