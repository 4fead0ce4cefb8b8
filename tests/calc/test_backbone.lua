local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()
local graphs = loadfile("tests/calc/graphs.lua", "t", _ENV)()

local function edge_set(g)
  local set = {}
  for row in g:edges():each() do set[row.from .. " " .. row.to] = row.weight end
  return set
end

-- Degree and strength of each node's edges out and in, self loops left out.
local function sides(g)
  local w, n = graphs.weights(g), g.n_nodes
  local k, s = { {}, {} }, { {}, {} }
  for i = 1, n do
    for side = 1, 2 do
      k[side][i], s[side][i] = 0, 0
      for j = 1, n do
        local weight = side == 1 and w[i][j] or w[j][i]
        if weight > 0 then
          k[side][i], s[side][i] = k[side][i] + 1, s[side][i] + weight
        end
      end
    end
  end
  return w, k, s
end


-- ---- disparity ----

test("disparity agrees with its formula, edge by edge", function()
  for round = 1, 6 do
    local g = graphs.random(9, 0.4, round > 3, true)
    local _, k, s = sides(g)
    local place = {}
    for i, node in ipairs(g.nodes) do place[node] = i end
    for row in g:disparity():each() do
      local i, j, p = place[row.from], place[row.to], {}
      for side, node in ipairs { i, j } do
        local degree = k[side][node]
        p[side] = degree < 2 and 1
          or (1 - row.weight / s[side][node]) ^ (degree - 1)
      end
      eq(is_na(row.p_from), i == j)
      if i ~= j then
        near(row.p_from, p[1], 1e-12)
        near(row.p_to, p[2], 1e-12)
      end
    end
  end
end)

test("p is the share of random cuts with so large a piece", function()
  -- The strength 1 cut at 3 random places: the first of 4 pieces is 0.5 or
  -- more with probability 0.5 ^ 3.
  local hits, n = 0, 40000
  for _ = 1, n do
    local least = math.min(math.random(), math.random(), math.random())
    if least >= 0.5 then hits = hits + 1 end
  end
  local g = graph { { "a", "b", 3 }, { "a", "c" }, { "a", "d" }, { "a", "e" } }
  near(g:disparity():get(1, "p_from"), 0.125, 1e-15)
  near(hits / n, 0.125, 0.01)
end)

test("the backbone is the edges whose p is below alpha", function()
  for round = 1, 6 do
    local g = graphs.random(12, 0.4, round > 3)
    for _, rule in ipairs { "either", "both", "from", "to" } do
      if g.directed or rule == "either" or rule == "both" then
        local wanted = {}
        for row in g:disparity():each() do
          local from, to = row.p_from < 0.3, row.p_to < 0.3
          if rule == "either" and (from or to) or rule == "both" and from and to
            or rule == "from" and from or rule == "to" and to then
            wanted[row.from .. " " .. row.to] = row.weight
          end
        end
        local backbone = g:backbone { alpha = 0.3, rule = rule }
        eq(edge_set(backbone), wanted)
        eq(backbone.nodes, g.nodes)
      end
    end
  end
end)

test("equal weights have no backbone, whatever their unit", function()
  local g = load_network "karate"
  eq(g:backbone { alpha = 0.05 }.n_edges, graphs.scaled(g, 1e-6):backbone().n_edges)
  eq(graph { { "a", "b" }, { "b", "c" }, { "c", "a" } }:backbone { alpha = 0.5 }.n_edges, 0)
  -- p is 1/2 at each end, and alpha = 1 keeps all that is not an only edge.
  eq(graph { { "a", "b" }, { "b", "c" }, { "c", "a" } }:backbone { alpha = 1 }.n_edges, 3)
end)

test("a backbone keeps what is known of the nodes, not self loops", function()
  local about = frame { { "node", { "a", "b", "c", "d" } }, { "x", { 1, 2, 3, 4 } } }
  local g = graph { { "a", "b", 9 }, { "a", "c" }, { "a", "d" }, { "a", "a", 50 },
    nodes = about }
  eq(g:backbone { alpha = 0.1 }:attributes(), about)
  eq(edge_set(g:backbone { alpha = 0.1 }), { ["a b"] = 9.0 })
end)

test("what cannot be a backbone is said", function()
  local g = graph { { "a", "b" } }
  raises("alpha is 0; it lies above 0, up to 1", g.backbone, g, { alpha = 0 })
  raises("the edges have no directions", g.backbone, g, { rule = "from" })
  raises("one of either, both, from, to, found eiter (did you mean 'either'?)",
    g.backbone, g, { rule = "eiter" })
  raises("top: 0 edges of each node", g.top, g, { k = 0 })
  raises("top: needs the option 'k'", g.top, g)
end)


-- ---- the heaviest ----

test("the strongest ties agree with sorting every row", function()
  for round = 1, 8 do
    local g = graphs.random(10, 0.5, round > 4, true)
    local w, n, names = graphs.weights(g), g.n_nodes, g.nodes
    local function bar(i, side, k)
      local list = {}
      for j = 1, n do
        local weight = side == 1 and w[i][j] or w[j][i]
        if weight > 0 then list[#list + 1] = weight end
      end
      table.sort(list, function(a, b) return a > b end)
      return list[k] or 0
    end
    for k = 1, 3 do
      for _, rule in ipairs { "either", "both" } do
        local wanted = {}
        for i = 1, n do
          for j = g.directed and 1 or i + 1, n do
            local from = w[i][j] >= bar(i, 1, k)
            local to = w[i][j] >= bar(j, g.directed and 2 or 1, k)
            if w[i][j] > 0 and (rule == "either" and (from or to) or from and to) then
              wanted[names[i] .. " " .. names[j]] = w[i][j]
            end
          end
        end
        eq(edge_set(g:top { k = k, rule = rule }), wanted)
      end
    end
  end
end)

test("of directed edges the strongest out or in can be asked for", function()
  local g = graph { { "a", "c", 5 }, { "b", "c", 9 }, { "a", "d", 2 }, directed = true }
  eq(edge_set(g:top { k = 1, rule = "from" }), { ["a c"] = 5.0, ["b c"] = 9.0 })
  eq(edge_set(g:top { k = 1, rule = "to" }), { ["b c"] = 9.0, ["a d"] = 2.0 })
end)


-- ---- prediction ----

test("predictions agree with looking at every pair", function()
  for _ = 1, 6 do
    local g = graphs.random(11, 0.3, false, true)
    local w, n, names, k = graphs.weights(g), g.n_nodes, g.nodes, {}
    for i = 1, n do
      k[i] = 0
      for j = 1, n do k[i] = k[i] + (w[i][j] > 0 and 1 or 0) end
    end
    local wanted = {}
    for i = 1, n do
      for j = i + 1, n do
        local one = { common = 0, adamic_adar = 0, resource_allocation = 0,
          preferential = k[i] * k[j] }
        for q = 1, n do
          if w[i][q] > 0 and w[j][q] > 0 then
            one.common = one.common + 1
            one.adamic_adar = one.adamic_adar + 1 / math.log(k[q])
            one.resource_allocation = one.resource_allocation + 1 / k[q]
          end
        end
        one.jaccard = one.common / (k[i] + k[j] - one.common)
        if w[i][j] == 0 and one.common > 0 then
          wanted[names[i] .. " " .. names[j]] = one
        end
      end
    end
    local f, n_wanted = g:predict { n = 1000 }, 0
    for _ in pairs(wanted) do n_wanted = n_wanted + 1 end
    eq(f.n_rows, n_wanted)
    for row in f:each() do
      for name, value in pairs(wanted[row.from .. " " .. row.to]) do
        near(row[name], value, 1e-12)
      end
    end
    for _, by in ipairs { "common", "jaccard", "adamic_adar", "preferential" } do
      local all = g:predict { by = by, n = 1000 }
      eq(g:predict { by = by, n = 7 }, all:head(7))
      local before = math.huge
      for _, value in ipairs(all:column(by)) do
        eq(value <= before, true)
        before = value
      end
    end
  end
end)

test("nothing is predicted where no neighbour is shared", function()
  eq(graph { { "a", "b" }, { "c", "d" } }:predict().n_rows, 0)
  eq(graph {}:predict().n_rows, 0)
  eq(graph { { "a", "b" }, { "b", "c" }, { "c", "a" } }:predict().n_rows, 0)
  raises("take g:undirected() first", function()
    return graph { { "a", "b" }, directed = true }:predict()
  end)
  raises("0 pairs are wanted, 1 at least", function()
    return graph { { "a", "b" } }:predict { n = 0 }
  end)
end)


-- ---- comparison ----

test("a comparison is worked out by hand", function()
  local early = graph { { "a", "b", 2 }, { "b", "c" }, { "c", "d", 4 } }
  local late = graph { { "b", "a", 3 }, { "c", "d", 4 }, { "d", "e", 1 } }
  local c = early:compare(late)
  eq(c.edges, frame { { "from", { "a", "b", "c", "d" } }, { "to", { "b", "c", "d", "e" } },
    { "before", { 2.0, 1.0, 4.0, 0.0 } }, { "after", { 3.0, 0.0, 4.0, 1.0 } },
    { "difference", { 1.0, -1.0, 0.0, 1.0 } },
    { "change", { "stronger", "lost", "same", "gained" } } })
  eq({ c.n_gained, c.n_lost, c.n_kept }, { 1, 1, 2 })
  near(c.jaccard, 2 / 4, 1e-15)
  near(c.weighted_jaccard, (2 + 0 + 4 + 0) / (3 + 1 + 4 + 1), 1e-15)
  eq(c.nodes:column "kept", { 1, 1, 1, 1, 0 })
  eq(c.nodes:column "overlap", { 1.0, 0.5, 0.5, 0.5, 0.0 })
  eq(c.nodes:column "before", { 2.0, 3.0, 5.0, 4.0, 0.0 })
  eq(c.nodes:column "after", { 3.0, 3.0, 4.0, 5.0, 1.0 })
end)

test("a comparison agrees with that of matrices, and can be turned round", function()
  for round = 1, 6 do
    local a = graphs.random(9, 0.3, round > 3, true)
    local b = graphs.shuffled(graphs.random(11, 0.3, round > 3, true))
    local forth, back = a:compare(b), b:compare(a)
    eq({ forth.n_gained, forth.n_lost }, { back.n_lost, back.n_gained })
    near(forth.weighted_jaccard, back.weighted_jaccard, 1e-12)
    local m, n = a:matrix(), b:matrix()
    local sum = 0
    for row in forth.edges:each() do
      local function cell(x, g)
        local known = {}
        for _, node in ipairs(g.nodes) do known[node] = true end
        return known[row.from] and known[row.to] and x:get(row.from, row.to) or 0.0
      end
      eq(row.before, cell(m, a))
      eq(row.after, cell(n, b))
      sum = sum + 1
    end
    eq(sum, forth.n_gained + forth.n_lost + forth.n_kept)
    eq(a.n_edges, forth.n_lost + forth.n_kept)
    eq(b.n_edges, forth.n_gained + forth.n_kept)
  end
end)

test("a graph is the same as itself, and empty ones compare", function()
  local g = load_network "karate"
  local c = g:compare(g)
  eq({ c.n_gained, c.n_lost, c.jaccard, c.weighted_jaccard }, { 0, 0, 1.0, 1.0 })
  eq(is_na(graph {}:compare(graph {}).jaccard), true)
  eq(tostring(graph {}:compare(g)):match "^[^\n]*",
    "network comparison: edges 78 gained, 0 lost, 0 kept")
  raises("only one of the two graphs has directions", g.compare, g,
    graph { directed = true })
end)
