-- A graph in which nodes hang together as told, so that a partition can be
-- given.
local function told(of)
  local nodes, community, edges = {}, {}, {}
  for node in pairs(of) do nodes[#nodes + 1] = node end
  table.sort(nodes)
  for i, node in ipairs(nodes) do
    community[i] = of[node]
    edges[i] = { node, nodes[i % #nodes + 1] }
  end
  return graph(edges):partition(frame { node = nodes, community = community })
end


test("communities that stay are paired", function()
  local a = told { a = 1, b = 1, c = 1, d = 2, e = 2 }
  local c = a:changes(a)
  eq(c.before, frame { { "community", { 1, 2 } }, { "size", { 3, 2 } },
    { "fate", { "continued", "continued" } }, { "next", { 1, 2 } },
    { "shared", { 3, 2 } } })
  eq(c.flows, frame { { "from", { 1, 2 } }, { "to", { 1, 2 } }, { "nodes", { 3, 2 } } })
  eq(c.movers.n_rows, 0)
end)

test("fates worked by hand", function()
  -- before: 1 = a-f (6), 2 = g-j (4), 3 = k-m (3), 4 = n,o (2)
  local before = told { a = 1, b = 1, c = 1, d = 1, e = 1, f = 1, g = 2, h = 2,
    i = 2, j = 2, k = 3, l = 3, m = 3, n = 4, o = 4 }
  -- after: 1 splits into a-c and d-f; 2 and 3 merge (7); 4 goes; p,q come
  local after = told { a = "x", b = "x", c = "x", d = "y", e = "y", f = "y",
    g = "z", h = "z", i = "z", j = "z", k = "z", l = "z", m = "z", p = "w", q = "w" }
  local c = before:changes(after)
  eq(c.before:column "fate", { "split", "merged", "merged", "died" })
  eq(c.before:column "next", { 2, 1, 1, na })  -- 3 into what 2 became
  eq(c.before:column "shared", { 3, 4, 3, 0 })
  eq(c.after:column "size", { 7, 3, 3, 2 })
  eq(c.after:column "origin", { "merged", "split off", "split off", "born" })
  eq(c.after:column "previous", { 2, 1, 1, na })  -- 3 of what 2 came from
  eq(c.flows, frame {
    { "from",  { 1, 1, 2, 3, 4,  na } },
    { "to",    { 2, 3, 1, 1, na, 4 } },
    { "nodes", { 3, 3, 4, 3, 2,  2 } } })
  -- those that did not go with their community's pair
  eq(c.movers:column "node", { "d", "e", "f", "k", "l", "m" })
end)

test("pairs share as many nodes as can be, not the largest first", function()
  -- Shared nodes: 1-x 3, 1-y 3, 2-x 3, 2-y 1. The most is 1-y and 2-x: 6.
  local before = told { a = 1, b = 1, c = 1, d = 1, e = 1, f = 1, g = 2, h = 2,
    i = 2, j = 2 }
  local after = told { a = "x", b = "x", c = "x", d = "y", e = "y", f = "y",
    g = "x", h = "x", i = "x", j = "y" }
  eq(before:changes(after).before:column "next", { 2, 1 })
  eq(before:changes(after).before:column "shared", { 3, 3 })
end)

test("all pairings of small partitions: none shares more", function()
  math.randomseed(21)
  for _ = 1, 30 do
    local of_a, of_b = {}, {}
    for i = 1, 24 do
      of_a[("n%02d"):format(i)] = math.random(1 + i % 5)
      of_b[("n%02d"):format(i)] = math.random(4)
    end
    local a, b = told(of_a), told(of_b)
    local c = a:changes(b)
    local shared = {}
    for row in c.flows:each() do
      shared[row.from] = shared[row.from] or {}
      shared[row.from][row.to] = row.nodes
    end
    local function best(from, taken)
      if from > a.n_communities then return 0 end
      local most = best(from + 1, taken)
      for to, n in pairs(shared[from]) do
        if not taken[to] then
          taken[to] = true
          most = math.max(most, n + best(from + 1, taken))
          taken[to] = nil
        end
      end
      return most
    end
    local found, back = 0, c.after:column "previous"
    for row in c.before:each() do  -- pairs are those who name each other
      if row.next ~= na and back[row.next] == row.community then found = found + row.shared end
    end
    eq(found, best(1, {}))
    eq(c.movers.n_rows, 24 - found)
  end
end)

test("what is counted adds up", function()
  local before = told { a = 1, b = 1, c = 2, d = 2, e = 2 }
  local after = told { b = 1, c = 1, d = 2, e = 2, f = 2, g = 1 }
  local c = before:changes(after)
  local from, to = 0, 0
  for row in c.flows:each() do
    if not is_na(row.from) then from = from + row.nodes end
    if not is_na(row.to) then to = to + row.nodes end
  end
  eq({ from, to }, { 5, 6 })
end)

test("the share that links can be said", function()
  local before = told { a = 1, b = 1, c = 1, d = 1, e = 2, f = 2, g = 2, h = 2 }
  local after = told { a = 1, b = 1, c = 1, d = 2, e = 2, f = 2, g = 2, h = 2 }
  eq(before:changes(after).before:column "fate", { "continued", "continued" })
  -- d is a quarter of community 1
  eq(before:changes(after, { share = 0.25 }).before:column "fate",
    { "split", "merged" })
  raises("a share of 0", before.changes, before, after, { share = 0 })
  raises("a share of 1.5", before.changes, before, after, { share = 1.5 })
end)

test("partitions without a node in common: all die, all are born", function()
  local c = told { a = 1, b = 1 }:changes(told { x = 1, y = 2 })
  eq(c.before:column "fate", { "died" })
  eq(c.after:column "origin", { "born", "born" })
  eq(c.flows:column "nodes", { 2, 1, 1 })
end)

test("changes print what happened", function()
  local c = told { a = 1, b = 1, c = 2 }:changes(told { a = 1, b = 1, d = 2 })
  eq(tostring(c), "changes of 2 communities into 2; 0 movers\n"
    .. "  before: 1 continued, 1 died\n  after: 1 born, 1 continued\n"
    .. "  from  to  nodes\n     1   1      2\n     2  na      1\n"
    .. "    na   2      1")
end)
