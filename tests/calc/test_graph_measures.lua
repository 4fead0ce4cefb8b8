local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()
local graphs = loadfile("tests/calc/graphs.lua", "t", _ENV)()
local by_node, same = graphs.by_node, graphs.same

-- A triangle with a tail, and a pair apart.
local g = graph { { "a", "b", 3 }, { "b", "c" }, { "c", "a", 2 }, { "c", "d" },
  { "x", "y" } }

-- Each of the methods that give a column, as by_node.
local measures = {
  { "clustering", "clustering" }, { "clustering", "weighted" },
  { "cores", "core" }, { "constraint", "constraint" },
  { "constraint", "efficiency" }, { "closeness", "closeness" },
  { "closeness", "harmonic" }, { "pagerank", "pagerank" },
  { "betweenness", "betweenness" },
}


-- ---- properties all have ----

test("no measure depends on the order of nodes and edges", function()
  for _ = 1, 5 do
    local h = graphs.random(12, 0.25, false, true)
    local other = graphs.shuffled(h)
    for _, m in ipairs(measures) do
      same(by_node(other[m[1]](other), m[2]), by_node(h[m[1]](h), m[2]), 1e-12)
    end
  end
end)

test("no measure depends on the unit of the weights", function()
  local h = graphs.random(12, 0.3)
  for _, factor in ipairs { 1e-6, 7, 1e6 } do
    local other = graphs.scaled(h, factor)
    for _, m in ipairs(measures) do
      same(by_node(other[m[1]](other), m[2]), by_node(h[m[1]](h), m[2]), 1e-9)
    end
  end
end)

test("every measure takes the smallest graphs", function()
  for _, h in ipairs { graph {}, graph { nodes = { "a" } },
      graph { nodes = { "a", "b" } }, graph { { "a", "b" } },
      graph { { "a", "a", 3 } }, graph { { "a", "b" }, directed = true } } do
    for _, m in ipairs(measures) do eq(h[m[1]](h).n_rows, h.n_nodes) end
    eq(h:bridges().n_rows, h.n_edges - h.n_loops)
    eq(h:articulation().n_rows, 0)
    eq(h:distances().n_rows, h.n_nodes)
  end
end)


-- ---- how tightly knit ----

test("density is the share of possible edges", function()
  near(g:density(), 5 / 15, 1e-15)
  near(graph { { "a", "b" }, { "b", "a" }, { "a", "c" }, { "c", "c" },
    directed = true }:density(), 3 / 6, 1e-15)
  eq(is_na(graph { { "a", "a" } }:density()), true)
end)

test("clustering is worked out by hand", function()
  -- c has a, b, d: of its 3 pairs a-b is joined.
  local f = g:clustering()
  eq(f:column "triangles", { 1, 1, 1, 0, 0, 0 })
  same(by_node(f, "clustering"), { a = 1, b = 1, c = 1 / 3, d = na, x = na })
  -- Barrat: c is 2, 1, 1 strong; its triangle has (2 + 1) / 2, twice, over
  -- 4 x 2.
  same(by_node(f, "weighted"), { a = 1, b = 1, c = 3 / 8 })
  near(g:transitivity(), 3 / 5, 1e-15)
  eq(is_na(graph { { "a", "b" } }:transitivity()), true)
end)

test("clustering agrees with looking at every triple", function()
  for round = 1, 8 do
    local h = graphs.random(9, 0.4, round > 4, true)
    local w, n = graphs.weights(h, true), h.n_nodes
    local triangles, plain, weighted, closed, ways = {}, {}, {}, 0, 0
    for i, node in ipairs(h.nodes) do
      local k, s, t, sum = 0, 0, 0, 0
      for j = 1, n do
        if w[i][j] > 0 then k, s = k + 1, s + w[i][j] end
        for l = j + 1, n do
          if w[i][j] > 0 and w[i][l] > 0 then
            ways = ways + 1
            if w[j][l] > 0 then t, sum = t + 1, sum + w[i][j] + w[i][l] end
          end
        end
      end
      closed = closed + t
      triangles[node] = t
      plain[node] = k < 2 and na or 2 * t / (k * (k - 1))
      weighted[node] = k < 2 and na or sum / (s * (k - 1))
    end
    local f = h:clustering()
    eq(by_node(f, "triangles"), triangles)
    same(by_node(f, "clustering"), plain)
    same(by_node(f, "weighted"), weighted)
    near(h:transitivity(), closed / ways, 1e-12)
  end
end)

test("the club is as tightly knit as published", function()
  -- Zachary's karate club: transitivity 0.256, mean clustering 0.571
  -- (Newman 2010, Networks; Watts and Strogatz' coefficient).
  local h = load_network "karate"
  near(h:transitivity(), 0.2557, 5e-5)
  local sum, n = 0, 0
  for _, c in ipairs(h:clustering():column "clustering") do
    sum, n = sum + (is_na(c) and 0 or c), n + 1
  end
  near(sum / n, 0.5706, 5e-5)
end)

test("cores agree with taking nodes away", function()
  eq(by_node(g:cores(), "core"), { a = 2, b = 2, c = 2, d = 1, x = 1, y = 1 })
  for round = 1, 8 do
    local h = graphs.random(14, 0.25, round > 5, true)
    local w, core, gone = graphs.weights(h, true), {}, {}
    for k = 1, h.n_nodes do
      local again = true
      while again do
        again = false
        for i, node in ipairs(h.nodes) do
          local left = 0
          for j = 1, h.n_nodes do
            if w[i][j] > 0 and not gone[j] then left = left + 1 end
          end
          if not gone[i] and left < k then
            gone[i], again, core[node] = true, true, k - 1
          end
        end
      end
    end
    eq(by_node(h:cores(), "core"), core)
  end
end)

test("bridges and articulation points agree with taking each away", function()
  local function n_parts(h)
    local most = 0
    for _, c in ipairs(h:components():column "component") do
      most = math.max(most, c)
    end
    return most
  end
  for round = 1, 8 do
    local h = graphs.random(10, 0.18, round > 5, true)
    local u, bridges, parts = h:undirected(), {}, {}
    local edges = u:edges()
    for i = 1, edges.n_rows do
      local from, to = edges:get(i, "from"), edges:get(i, "to")
      local rest = u:where(function(e) return e.from ~= from or e.to ~= to end)
      if n_parts(rest) > n_parts(u) then bridges[#bridges + 1] = from .. to end
    end
    for i, node in ipairs(u.nodes) do
      local others = u.nodes
      table.remove(others, i)
      local more = n_parts(u:subgraph(others)) - n_parts(u) + 1
      if more > 1 then parts[node] = more end
    end
    local found = {}
    for row in h:bridges():each() do found[#found + 1] = row.from .. row.to end
    eq(found, bridges)
    eq(by_node(h:articulation(), "parts"), parts)
  end
end)

test("a bridge keeps its weight", function()
  eq(g:bridges(), frame { { "from", { "c", "x" } }, { "to", { "d", "y" } },
    { "weight", { 1.0, 1.0 } } })
end)


-- ---- who is central ----

test("closeness in a star is worked out by hand", function()
  local star = graph { { "m", "a" }, { "m", "b" }, { "m", "c" }, nodes =
    { "m", "a", "b", "c", "alone" } }
  local f = star:closeness()
  -- m reaches 3 of 4 at 1; a reaches m at 1, b and c at 2.
  same(by_node(f, "closeness"), { m = 3 / 4, a = 3 / 4 * 3 / 5, alone = 0 })
  same(by_node(f, "harmonic"), { m = 3 / 4, a = (1 + 1 / 2 + 1 / 2) / 4, alone = 0 })
  eq(by_node(f, "reached"), { m = 3, a = 3, b = 3, c = 3, alone = 0 })
  same(by_node(f, "mean_distance"), { m = 1, a = 5 / 3, alone = na })
end)

test("paths agree with Floyd and Warshall", function()
  local lengths = { ["1"] = function() return 1 end,
    ["1/weight"] = function(x) return 1 / x end,
    weight = function(x) return x end }
  for round = 1, 6 do
    local h = graphs.random(10, 0.2, round > 3, true)
    for name, length in pairs(lengths) do
      local d, n = graphs.distances(h, length), h.n_nodes
      local found, closeness = h:distances { length = name }:cells(), {}
      for i, node in ipairs(h.nodes) do
        local r, sum = 0, 0
        for j = 1, n do
          local far = d[i][j]
          if far == math.huge then eq(is_na(found[i][j]), true)
          else near(found[i][j], far, 1e-12) end
          if j ~= i and far < math.huge then r, sum = r + 1, sum + far end
          local path = h:path { from = node, to = h.nodes[j], length = name }
          eq(path == nil, far == math.huge)
          if path then
            near(path:get(path.n_rows, "distance"), far, 1e-12)
            eq(path:get(1, "node"), node)
            eq(path:get(path.n_rows, "node"), h.nodes[j])
          end
        end
        closeness[node] = r == 0 and 0 or r / (n - 1) * (r / sum)
      end
      same(by_node(h:closeness { length = name }, "closeness"), closeness)
    end
  end
end)

test("each step of a path is an edge of its length", function()
  local h = load_network "lesmis"
  local w, place = graphs.weights(h), {}
  for i, node in ipairs(h.nodes) do place[node] = i end
  local path = h:path { from = "0", to = "76", length = "1/weight" }
  for i = 2, path.n_rows do
    local a, b = path:get(i - 1, "node"), path:get(i, "node")
    near(path:get(i, "distance") - path:get(i - 1, "distance"),
      1 / w[place[a]][place[b]], 1e-12)
  end
end)

test("betweenness with weights as lengths is that of their inverses", function()
  for _ = 1, 3 do
    local h = graphs.random(9, 0.4)
    local inverse = h:edges():with {
      weight = function(e) return 1 / e.weight end }:graph { nodes = h.nodes }
    same(by_node(inverse:betweenness { length = "weight" }, "betweenness"),
      by_node(h:betweenness { length = "1/weight" }, "betweenness"))
  end
  raises("'weighted' stands for length", g.betweenness, g,
    { weighted = true, length = "1" })
end)

-- By hand: of a directed edge a = (1 - d) / 2 + d b / 2 with a + b = 1; with a
-- loop a = 0.075 + 0.85 (2 a / 3 + b), b = 0.075 + 0.85 a / 3.
test("PageRank begins anew where no edge goes on, and counts loops twice", function()
  near(graph { { "a", "b" }, directed = true }:pagerank { damping = 0.5 }:get(1, "pagerank"),
    0.4, 1e-15)
  near(graph { { "a", "b" }, { "a", "a" } }:pagerank():get(1, "pagerank"),
    0.13875 / (1 - 1.7 / 3 - 0.85 * 0.85 / 3), 1e-15)
  local ring = { directed = true }
  for i = 1, 50 do ring[i] = { "n" .. i, "n" .. i % 50 + 1, i } end
  for _, damping in ipairs { 0.01, 0.5, 0.99, 0.9999 } do
    for row in graph(ring):pagerank { damping = damping }:each() do
      near(row.pagerank, 1 / 50, 1e-12)
    end
  end
end)

test("PageRank agrees with walking on and on", function()
  for round = 1, 4 do
    local h = graphs.random(9, 0.3, round > 2)
    local w, n = graphs.weights(h), h.n_nodes
    local rank = {}
    for i = 1, n do rank[i] = 1 / n end
    for _ = 1, 300 do
      local next_rank, lost = {}, 0
      for i = 1, n do next_rank[i] = 0 end
      for i = 1, n do
        local out = 0
        for j = 1, n do out = out + w[i][j] end
        if out == 0 then lost = lost + rank[i] end
        for j = 1, n do
          if out > 0 then next_rank[j] = next_rank[j] + rank[i] * w[i][j] / out end
        end
      end
      for i = 1, n do
        rank[i] = 0.15 / n + 0.85 * (next_rank[i] + lost / n)
      end
    end
    local wanted = {}
    for i, node in ipairs(h.nodes) do wanted[node] = rank[i] end
    same(by_node(h:pagerank(), "pagerank"), wanted)
  end
  raises("the damping is 1; it lies between 0 and 1", g.pagerank, g, { damping = 1 })
end)

test("eigenvector centrality is an eigenvector", function()
  for _, name in ipairs { "karate_w", "lesmis", "dolphins" } do
    local h = load_network(name)
    local w, x = graphs.weights(h), h:eigenvector():column "eigenvector"
    local most, value = 0, nil
    for i = 1, h.n_nodes do
      local sum = 0
      for j = 1, h.n_nodes do sum = sum + w[i][j] * x[j] end
      if x[i] > 1e-3 then
        value = value or sum / x[i]
        near(sum / x[i], value, 1e-6)
      end
      most = math.max(most, x[i])
    end
    near(most, 1, 1e-12)
  end
end)

test("eigenvector centrality says where it has no one answer", function()
  raises("the graph falls into 2 parts; take g:main_component()", g.eigenvector, g)
  raises("the edges have directions", function()
    return graph { { "a", "b" }, directed = true }:eigenvector()
  end)
  eq(g:main_component():eigenvector().n_rows, 4)
  eq(graph {}:eigenvector().n_rows, 0)
  eq(graph { { "a", "b", 7 } }:eigenvector():column "eigenvector", { 1.0, 1.0 })
  local chain = graph { { "a", "b" }, { "b", "c" }, { "c", "d" } }
  same(by_node(chain:eigenvector(), "eigenvector"),  -- the golden ratio less 1
    { a = (math.sqrt(5) - 1) / 2, b = 1, c = 1, d = (math.sqrt(5) - 1) / 2 })
end)


-- ---- who stands between ----

test("constraint agrees with its definition", function()
  for round = 1, 8 do
    local h = graphs.random(8, 0.4, round > 4, true)
    local w, n = graphs.weights(h, true), h.n_nodes
    local s, most = {}, {}
    for i = 1, n do
      s[i], most[i] = 0, 0
      for j = 1, n do s[i], most[i] = s[i] + w[i][j], math.max(most[i], w[i][j]) end
    end
    local constraint, size = {}, {}
    for i, node in ipairs(h.nodes) do
      local sum, left = 0, 0
      for j = 1, n do
        if w[i][j] > 0 then
          local tied, repeated = w[i][j] / s[i], 0
          for q = 1, n do
            if q ~= i and q ~= j and w[i][q] > 0 then
              tied = tied + w[i][q] / s[i] * w[q][j] / s[q]
              repeated = repeated + w[i][q] / s[i] * w[j][q] / most[j]
            end
          end
          sum, left = sum + tied ^ 2, left + 1 - repeated
        end
      end
      constraint[node] = s[i] > 0 and sum or na
      size[node] = s[i] > 0 and left or na
    end
    same(by_node(h:constraint(), "constraint"), constraint)
    same(by_node(h:constraint(), "effective_size"), size)
  end
end)

local roles = { "coordinator", "itinerant", "gatekeeper", "representative",
  "liaison" }

test("brokers are counted way by way", function()
  local sides = frame { { "node", { "a", "b", "c", "d", "e" } },
    { "side", { "x", "x", "x", "y", "z" } } }
  local function role(a, b, c)
    local h = graph { { a, b }, { b, c }, directed = true, nodes = sides }
    local row = h:brokerage { group = "side" }:where { node = b }:row(1)
    eq(row.total, 1)
    for _, name in ipairs(roles) do
      if row[name] == 1 then return name end
    end
  end
  eq(role("a", "b", "c"), "coordinator")
  eq(role("a", "d", "b"), "itinerant")
  eq(role("d", "a", "b"), "gatekeeper")
  eq(role("a", "b", "d"), "representative")
  eq(role("a", "d", "e"), "liaison")
end)

test("brokerage agrees with looking at every triple", function()
  for round = 1, 6 do
    local h = graphs.random(9, 0.3, round > 3, true)
    local w, n, group, names = graphs.weights(h), h.n_nodes, {}, h.nodes
    for i = 1, n do group[i] = i % 4 == 0 and na or i % 3 end
    local f = h:brokerage { group = frame { { "node", names }, { "kind", group } } }
    for b = 1, n do
      local count = { total = 0 }
      for _, role in ipairs(roles) do count[role] = 0 end
      for a = 1, n do
        for c = 1, n do
          if a ~= c and w[a][b] > 0 and w[b][c] > 0 and w[a][c] == 0
            and not (is_na(group[a]) or is_na(group[b]) or is_na(group[c])) then
            local ab, bc = group[a] == group[b], group[b] == group[c]
            local role = ab and (bc and "coordinator" or "representative")
              or bc and "gatekeeper" or group[a] == group[c] and "itinerant"
              or "liaison"
            count[role], count.total = count[role] + 1, count.total + 1
          end
        end
      end
      for name, value in pairs(count) do eq(f:get(b, name), value) end
    end
  end
end)

test("communities may be the groups of brokerage", function()
  local h = load_network "karate"
  local f = h:brokerage { group = h:potts() }
  eq(f.names[2], "group")
  eq(f.n_rows, 34)
  raises('brokerage: no column "sied"', h.brokerage, h, { group = "sied" })
  raises("should be a frame of two columns", h.brokerage, h,
    { group = frame { node = { "0" } } })
end)


-- ---- several at once ----

test("several measures stand beside each other", function()
  local f = g:measures { "core", "degree", "closeness" }
  eq(f.names, { "node", "core", "degree", "closeness" })
  eq(f:column "core", g:cores():column "core")
  eq(g:measures().n_rows, 6)
  eq(g:measures {} == g:measures(), true)
  eq(g:measures { "strength", "harmonic", "constraint" }.n_cols, 4)
  raises("option 'measure' should be one of", g.measures, g, { "degre" })
  raises("wants a list of names", g.measures, g, "degree")
end)

test("weights too small for their inverse are refused", function()
  local h = graph { { "a", "b", 1e-309 } }
  raises("1/weight is more than a number holds", h.distances, h,
    { length = "1/weight" })
end)

test("nodes that are not there are named", function()
  raises('path: no node "1l" (did you mean "10"?)', function()
    return load_network "karate":path { from = "1l", to = "2" }
  end)
  raises("option 'length' should be one of 1, 1/weight, weight", g.path, g,
    { from = "a", to = "b", length = "strength" })
  eq(g:path { from = "a", to = "x" }, nil)
end)
