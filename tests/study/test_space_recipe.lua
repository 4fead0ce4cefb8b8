local random = require "vane.core.random"

-- a belongs to X, c to Y, b to both; t and u to none.
local g = graph { { "a", "t", 5 }, { "a", "u", 3 }, { "a", "c", 4 }, { "b", "t", 2 },
  { "c", "u", 1 }, { "a", "b", 2 }, { "t", "u", 9 } }
local belongs = frame { { "ipc", { "a", "b", "b", "c" } },
  { "industry", { "X", "X", "Y", "Y" } }, { "weight", { 1, 0.5, 0.5, 1 } } }


local function weights_of(h)
  local map = {}
  for row in h:edges():each() do map[row.from .. row.to] = row.weight end
  return map
end


-- ---- lists and network ----

test("the strongest of each industry, and the network of them, by hand", function()
  local s = space { graph = g, consolidate = belongs, per_industry = 2, runs = 3 }
  -- X: from a t 5, c 4, u 3 and half of b's 2, from half of b t 1.
  -- Y: from c a 4, u 1, from half of b a 1, t 1: t and u weigh the same.
  eq(s.lists:column "industry", { "X", "X", "Y", "Y", "Y" })
  eq(s.lists:column "rank", { 1, 2, 1, 2, 3 })
  eq(s.lists:column "member", { "t", "c", "a", "t", "u" })
  eq(s.lists:column "weight", { 6.0, 4.0, 5.0, 1.0, 1.0 })
  eq(s.lists:column "joined_to", { na, "Y", "X", na, na })
  -- a - c counts by X's list, a - b by Y's; a - u stands in none.
  eq(weights_of(s.graph), { Xt = 6.0, XY = 5.0, Yt = 1.0, Yu = 1.0 })
  assert(tostring(s):find("1 more is as strong as the last and kept, too", 1, true))
end)


-- A second route over matrices: everything is kept when lists are long.
test("with long lists the network is the weights' own sum", function()
  local names, edges, rows = { "X", "Y", "Z" }, {}, { {}, {}, {} }
  local units, share = random.units(3, 1, 200), {}
  for i = 1, 9 do
    local node, w = "m" .. i, math.floor(units[i] * 4) / 4
    share[node] = { [names[1 + i % 3]] = w, [names[1 + (i + 1) % 3]] = (1 - w) / 2 }
    for name, weight in pairs(share[node]) do
      table.insert(rows[1], node)
      table.insert(rows[2], name)
      table.insert(rows[3], weight)
    end
    share[node][node] = 1 - w - (1 - w) / 2
    for j = 1, i - 1 do
      edges[#edges + 1] = { "m" .. j, node, 1 + math.floor(9 * units[10 + 9 * i + j]) }
    end
  end
  local wanted = {}
  for _, edge in ipairs(edges) do
    for a, p in pairs(share[edge[1]]) do
      for c, q in pairs(share[edge[2]]) do
        if a ~= c and p * q > 0 and (#a == 1 or #c == 1) then
          local key = math.min(a:byte(1), c:byte(1)) == a:byte(1)
            and (a < c and a .. c or c .. a) or c .. a
          wanted[key] = (wanted[key] or 0) + p * q * edge[3]
        end
      end
    end
  end
  local s = space { graph = graph(edges), runs = 2, per_industry = 100,
    consolidate = frame { { "m", rows[1] }, { "i", rows[2] }, { "weight", rows[3] } } }
  local found, n = weights_of(s.graph), 0
  for key, weight in pairs(found) do
    near(weight, wanted[key], 1e-9)
    n = n + 1
  end
  for _ in pairs(wanted) do n = n - 1 end
  eq(n, 0)
end)

test("what cannot be consolidated is said", function()
  raises("no member of the network stands in 'consolidate'", space,
    { graph = graph { { "p", "q" } }, consolidate = belongs })
  raises('"X" is both a member and an industry', space,
    { graph = graph { { "a", "X" } }, consolidate = belongs })
  raises("'consolidate' gives \"a\" weights that add up to 1.5, more than 1", space,
    { graph = g, consolidate = frame { { "m", { "a", "a" } }, { "i", { "X", "Y" } },
      { "weight", { 1, 0.5 } } } })
  raises("'per_industry' should be 1 or more", space,
    { graph = g, consolidate = belongs, per_industry = 0 })
  raises("it needs the option 'consolidate'", function()
    return space { graph = g, runs = 2 }.lists
  end)
end)

test("samples of patents are not of a network of industries", function()
  local e = frame { patent = { 1, 1, 2, 2 }, ipc = { "a", "c", "a", "t" } }
    :events { group = "patent", class = "ipc" }
  local s = space { events = e, consolidate = belongs, runs = 2, replicates = 3 }
  raises("without 'consolidate'", function() return s.sampling end)
  eq(s.null.replicates.n_rows, 3)
end)


-- ---- two sides ----

local other = graph { { "a", "b", 4 }, { "b", "c", 4 }, { "p", "q", 4 }, { "q", "r", 4 },
  { "a", "c", 4 }, { "p", "r", 4 }, { "c", "p" } }

test("research and production stand apart and are compared", function()
  local s = space { research = g, production = other, runs = 3 }
  eq(s.research.spaces, space { graph = g, runs = 3 }.spaces)
  eq(s.production.stability, space { graph = other, runs = 3 }.stability)
  eq(s.n_common, 3)
  eq(s.both.n_rows, 8)
  eq(s.both:where { node = "p" }:get(1, "research"), na)
  local c = s.research.partition:compare(s.production.partition)
  eq({ s.vi, s.nmi, s.adjusted_rand }, { c.vi, c.nmi, c.adjusted_rand })
  for line in tostring(s):gmatch "[^\n]+" do eq(utf8.len(line) <= 80, true) end
  raises("it has two sides: look in .research and .production",
    function() return s.partition end)
end)

test("sides without a common member say so", function()
  local s = space { research = graph { { "a", "b" } }, production = graph { { "c", "d" } },
    runs = 2 }
  eq({ s.n_common, s.nmi }, { 0, na })
  assert(tostring(s):find("no member in common", 1, true))
end)

test("the source's lists: 20 on the research side, 15 on the production side", function()
  local edges, members, industries = {}, { "hub", "pub" }, { "X", "Y" }
  for i = 1, 30 do
    edges[#edges + 1] = { "hub", ("t%02d"):format(i), 100 - i }
    edges[#edges + 1] = { "pub", ("t%02d"):format(i), 1 }
  end
  local s = space { research = graph(edges), production = graph(edges), runs = 2,
    consolidate = frame { { "m", members }, { "i", industries } } }
  eq(s.research.lists:where { industry = "X" }.n_rows, 20)
  eq(s.production.lists:where { industry = "X" }.n_rows, 15)
  eq(s.production.lists:where { industry = "Y" }.n_rows, 30)  -- all weigh the same
end)

test("each side can have its own table of what belongs where", function()
  local narrow = graph { { "s1", "s2", 3 }, { "s2", "s3", 2 }, { "s1", "s3", 1 } }
  local s = space { research = g, production = narrow, runs = 2, consolidate = {
    research = belongs,
    production = frame { { "m", { "s1", "s2", "s3" } }, { "i", { "X", "Y", "Y" } } } } }
  eq(weights_of(s.production.graph), { XY = 4.0 })
  eq(s.n_common, 2)
  raises("'consolidate' of production should be a frame", space,
    { research = g, production = narrow, consolidate = { research = belongs,
      production = 7 } })
  raises("'consolidate' should be a frame of members", space,
    { graph = g, consolidate = { research = belongs } })
end)

test("one side alone is refused", function()
  raises("one side is given", space, { research = g })
  raises("one side is given", space, { production = g })
  raises("stand instead of 'graph'", space, { research = g, production = g, graph = g })
  raises("'research' should be a graph or an events", space,
    { research = "g", production = g })
end)
