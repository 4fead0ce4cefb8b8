local path = {}
for i = 1, 5 do path[i] = { "n" .. i, "n" .. i + 1 } end
local g = graph(path)

local function of(communities)
  return g:partition(frame { node = { "n1", "n2", "n3", "n4", "n5", "n6" },
    community = communities })
end


test("equal partitions are as alike as can be", function()
  local p = of { 1, 1, 1, 2, 2, 2 }
  local c = p:compare(of { "y", "y", "y", "x", "x", "x" })
  eq({ c.n, c.vi, c.nmi, c.adjusted_rand }, { 6, 0.0, 1.0, 1.0 })
  local one = of { 1, 1, 1, 1, 1, 1 }
  eq({ one:compare(one).vi, one:compare(one).nmi, one:compare(one).adjusted_rand },
    { 0.0, 1.0, 1.0 })
end)

test("likeness worked by hand", function()
  -- 3+3 against 2+2+2: cells 2, 1, 1, 2 of 6.
  local c = of { 1, 1, 1, 2, 2, 2 }:compare(of { 1, 1, 2, 2, 3, 3 })
  local joint = -(2 * (2 / 6) * math.log(2 / 6) + 2 * (1 / 6) * math.log(1 / 6))
  local h_a, h_b = math.log(2), math.log(3)
  near(c.vi, 2 * joint - h_a - h_b)
  near(c.nmi, 2 * (h_a + h_b - joint) / (h_a + h_b))
  -- pairs together: in both 2, in a 6, in b 3, of 15
  near(c.adjusted_rand, (2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15))
end)

test("one community tells nothing about others", function()
  local c = of { 1, 1, 1, 1, 1, 1 }:compare(of { 1, 1, 1, 2, 2, 2 })
  near(c.vi, math.log(2))
  near(c.nmi, 0)
  near(c.adjusted_rand, 0)
end)

test("likeness is the same from both sides", function()
  local a, b = of { 1, 2, 1, 3, 3, 1 }, of { 1, 1, 2, 2, 1, 3 }
  for _, word in ipairs { "vi", "nmi", "adjusted_rand" } do
    near(a:compare(b)[word], b:compare(a)[word])
  end
end)

test("a pair counting second route for the adjusted Rand index", function()
  math.randomseed(9)
  local a, b, edges = {}, {}, {}
  for i = 1, 30 do
    a[i], b[i] = math.random(4), math.random(3)
    edges[i] = { ("n%02d"):format(i), ("n%02d"):format(i % 30 + 1) }
  end
  local big = graph(edges)
  local both, in_a, in_b, pairs_all = 0, 0, 0, 0
  for i = 1, 30 do
    for j = i + 1, 30 do
      local same_a, same_b = a[i] == a[j], b[i] == b[j]
      pairs_all = pairs_all + 1
      if same_a then in_a = in_a + 1 end
      if same_b then in_b = in_b + 1 end
      if same_a and same_b then both = both + 1 end
    end
  end
  local p = big:partition(frame { node = big.nodes, community = a })
  local q = big:partition(frame { node = big.nodes, community = b })
  local expected = in_a * in_b / pairs_all
  near(p:compare(q).adjusted_rand,
    (both - expected) / ((in_a + in_b) / 2 - expected))
end)

test("partitions meet by the names of nodes", function()
  local other = graph { { "n6", "n5" }, { "n5", "x" }, { "n1", "n2" } }
  local q = other:partition(frame { node = { "x", "n6", "n5", "n2", "n1" },
    community = { 1, 1, 1, 2, 2 } })
  local c = of { 1, 1, 1, 2, 2, 2 }:compare(q)
  eq({ c.n, c.vi, c.adjusted_rand }, { 4, 0.0, 1.0 })
  raises("the two partitions have no node in common", function()
    of { 1, 1, 1, 1, 1, 1 }:compare(graph { { "x", "y" } }:potts())
  end)
end)

test("a node without community is left out", function()
  local h = graph { { "n1", "n2" }, nodes = { "n1", "n2", "n3" } }
  eq(of { 1, 1, 1, 2, 2, 2 }:compare(h:potts()).n, 2)
end)

test("a single node: no pairs, no index", function()
  local loop = graph { { "n1", "n1" } }
  eq(of { 1, 1, 1, 2, 2, 2 }:compare(loop:potts()).adjusted_rand, na)
end)


-- ---- partitions that are given ----

test("a given partition is measured", function()
  -- path of 6: 5 edges, strengths 1 2 2 2 2 1 of 10
  local p = of { "west", "west", "west", "east", "east", "east" }
  near(p.modularity, 2 * (4 / 10 - (5 / 10) ^ 2))
  eq(p.n_communities, 2)
  eq(p.method, "given")
  eq(p.n_runs, 0)
  eq(p.seed, nil)
  eq(p.membership:column "community", { 1, 1, 1, 2, 2, 2 })
end)

test("communities are numbered the largest first, equal ones by name", function()
  local p = of { "z", "z", "b", "a", "a", "a" }
  eq(p.membership:column "community", { 2, 2, 3, 1, 1, 1 })
  eq(of { 5, 5, 4, 4, 3, 3 }.membership:column "community", { 1, 1, 2, 2, 3, 3 })
  eq(p.sizes, frame { { "community", { 1, 2, 3 } }, { "size", { 3, 2, 1 } } })
  -- the order of nodes does not matter, their names do
  local h = graph { { "b", "d" }, { "a", "c" }, nodes = { "d", "b", "c", "a" } }
  eq(h:potts().membership:column "community", { 2, 2, 1, 1 })
end)

test("what a frame cannot say is refused", function()
  raises('the node "n6" has no community', function()
    of { 1, 1, 1, 2, 2, na }
  end)
  raises('partition: the graph has no node "n7"', function()
    g:partition(frame { node = { "n7" }, community = { 1 } })
  end)
  raises('the node "n1" stands twice, the second time in row 2', function()
    g:partition(frame { node = { "n1", "n1" }, community = { 1, 1 } })
  end)
  raises('partition: no column "community"', function()
    g:partition(frame { node = { "n1" }, group = { 1 } })
  end)
  raises("row 1 names no node", function()
    g:partition(frame { node = { na, "n1" }, community = { 1, 1 } })
  end)
  raises("unknown option 'comunity' (did you mean 'community'?)", g.partition, g,
    frame { node = { "n1" }, group = { 1 } }, { comunity = "group" })
end)
