local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()

local function sorted(list)
  local copy = { table.unpack(list) }
  table.sort(copy)
  return copy
end

local function edge_set(g)
  local set, n = {}, 0
  for row in g:edges():each() do
    set[row.from .. " " .. row.to] = row.weight
    n = n + 1
  end
  return set, n
end

-- Cliques of equal size, joined in a ring.
local function caves(n, size)
  local edges = {}
  for c = 1, n do
    for i = 1, size do
      for j = i + 1, size do
        edges[#edges + 1] = { c .. "-" .. i, c .. "-" .. j }
      end
    end
    edges[#edges + 1] = { c .. "-1", c % n + 1 .. "-2" }
  end
  return graph(edges)
end


-- ---- rewiring ----

test("a rewired graph keeps nodes, degrees, weights and loops", function()
  local g = load_network "lesmis"
  for seed = 1, 3 do
    local h = g:rewired { seed = seed }
    eq(h.nodes, g.nodes)
    eq(h.n_edges, g.n_edges)
    eq(h:degree(), g:degree())
    eq(sorted(h:edges():column "weight"), sorted(g:edges():column "weight"))
  end
  local loops = graph { { "a", "a", 2 }, { "a", "b" }, { "c", "d" }, { "e", "f" } }
  local set = edge_set(loops:rewired())
  eq(set["a a"], 2.0)
end)

test("strengths come near", function()
  local g = load_network "lesmis"
  local before = g:strength():column "strength"
  local after = g:rewired():strength():column "strength"
  local apart, total = 0, 0
  for i, s in ipairs(before) do
    apart = apart + math.abs(s - after[i])
    total = total + s
  end
  eq(apart / total < 0.05, true)
end)

test("most edges are others than before", function()
  local g = load_network "dolphins"
  local before, n = edge_set(g)
  local same = 0
  for edge in pairs(edge_set(g:rewired())) do
    if before[edge] then same = same + 1 end
  end
  eq(same / n < 0.35, true)
end)

test("on small graphs each way to join comes up", function()
  -- Degrees 1: six nodes fall into pairs in 15 ways.
  local g = graph { { "a", "b" }, { "c", "d" }, { "e", "f" } }
  local ways, n = {}, 0
  for seed = 1, 300 do
    local names = {}
    for row in g:rewired { seed = seed }:edges():each() do
      names[#names + 1] = row.from .. row.to
    end
    local way = table.concat(names, " ")
    if not ways[way] then n = n + 1 end
    ways[way] = (ways[way] or 0) + 1
  end
  eq(n, 15)
  for _, times in pairs(ways) do eq(times > 5 and times < 45, true) end
end)

test("the seed decides, not the order of nodes", function()
  local edges = load_network "dolphins":edges()
  local g = edges:graph()
  local nodes = {}
  for i, node in ipairs(g.nodes) do nodes[#g.nodes + 1 - i] = node end
  local h = edges:graph { nodes = nodes }
  local function set_of(x)
    local list = {}
    for row in x:edges():each() do
      local a, b = row.from, row.to
      list[#list + 1] = a < b and a .. " " .. b or b .. " " .. a
    end
    return sorted(list)
  end
  eq(set_of(h:rewired { seed = 3 }), set_of(g:rewired { seed = 3 }))
  eq(g:rewired { seed = 3 } == g:rewired { seed = 4 }, false)
end)

test("what cannot be rewired stays or is refused", function()
  local star = graph { { "a", "b" }, { "a", "c" }, { "a", "d" } }
  eq(star:rewired() == star, true)
  eq(graph {}:rewired().n_edges, 0)
  raises("rewiring: the graph has directions", function()
    graph { { "a", "b" }, directed = true }:rewired()
  end)
end)


-- ---- beside chance ----

test("planted communities are worth more than chance, none is not", function()
  local found = caves(6, 5):potts { starts = 2 }:null { replicates = 39 }
  eq(found.p, 1 / 40)
  eq(found.z > 5, true)
  eq(found.replicates.n_rows, 39)
  local chance = caves(6, 5):rewired():potts { starts = 2 }:null { replicates = 39 }
  eq(chance.p > 0.05, true)
end)

test("bits saved are compared for the map equation", function()
  local n = caves(6, 5):mapequation { trials = 2 }:null { replicates = 19 }
  eq(n.p, 1 / 20)
  eq(n.observed > n.mean, true)
end)

test("p, mean, sd and z are those of the replicates", function()
  local p = load_network "karate":potts { starts = 1 }
  local n = p:null { replicates = 30, seed = 5 }
  local q, sum, squares, as_good = n.replicates:column "quality", 0, 0, 0
  for _, x in ipairs(q) do sum = sum + x end
  for _, x in ipairs(q) do
    squares = squares + (x - sum / 30) ^ 2
    if x >= p.modularity - 1e-12 then as_good = as_good + 1 end
  end
  near(n.mean, sum / 30)
  near(n.sd, math.sqrt(squares / 29))
  near(n.z, (p.modularity - n.mean) / n.sd, 1e-9)
  eq(n.p, (1 + as_good) / 31)
  eq(n.replicates, p:null { replicates = 30, seed = 5 }.replicates)
end)

test("few replicates are warned of", function()
  local p = caves(3, 4):potts { starts = 1 }
  local few = tostring(p:null { replicates = 9, starts = 1 })
  assert(few:find("of so few replicates p is 0.1 at least; 199 or more are wanted", 1, true), few)
  assert(not tostring(p:null { starts = 1 }):find("wanted", 1, true))
end)

test("the number of communities that was wanted holds for replicates too", function()
  local n = load_network "karate":potts { exactly = 3, starts = 1 }
    :null { replicates = 5 }
  eq(n.replicates:column "communities", { 3, 3, 3, 3, 3 })
end)

test("a network that can be joined in one way only", function()
  local n = graph { { "a", "b" }, { "a", "c" } }:potts():null { replicates = 4 }
  eq({ n.p, n.z }, { 1.0, na })
end)

test("what cannot be done is said in a sentence", function()
  local g = load_network "karate"
  local p = g:potts { starts = 1 }
  raises("wants 1 replicate or more", p.null, p, { replicates = 0 })
  raises("1 start or more", p.null, p, { starts = -1 })
  raises("a partition that was given was not found by a search", function()
    g:partition(p.membership):null()
  end)
end)


-- ---- of events ----

-- Groups of one to four members, most of them of one of three kinds.
local function events_of_kinds(share)
  local group, class = {}, {}
  local units = require "vane.core.random".units(7, 0, 2400)
  for g = 1, 300 do
    local kind = g % 3
    for k = 1, 1 + g % 4 do
      local at = (g - 1) * 8 + 2 * k
      local own = units[at - 1] < share
      group[#group + 1] = g
      class[#class + 1] = ("%s%d"):format(own and "klm" or "xyz",
        units[at] * 8 // 1 + (own and 10 * kind or 10 * (units[at] * 97 % 3 // 1)))
    end
  end
  return frame { group = group, class = class }
    :events { group = "group", class = "class" }
end

test("kinds that are in the events are worth more than shuffled ones", function()
  local e = events_of_kinds(0.95)
  local n = e:graph():potts { starts = 2 }:null { events = e, replicates = 39 }
  eq(n.p, 1 / 40)
  eq(n.z > 5, true)
  eq(tostring(n):find("39 networks of shuffled events", 1, true) ~= nil, true)
end)

test("shuffled events are worth no more than shuffled ones", function()
  local e = events_of_kinds(0.95):shuffled { seed = 9 }
  local n = e:graph():potts { starts = 2 }:null { events = e, replicates = 39 }
  eq(n.p > 0.05, true)
end)

test("replicates are those of shuffled events, found in the same way", function()
  local e = events_of_kinds(0.5)
  local p = e:graph():potts { exactly = 3, starts = 1 }
  local n = p:null { events = e, replicates = 3, seed = 4 }
  eq(n.replicates:column "communities", { 3, 3, 3 })
  -- The first replicate draws stream 0 of the seed, as e:shuffled() does.
  local by_hand = e:shuffled { seed = 4 }:graph():potts { exactly = 3, starts = 1 }
  near(n.replicates:get(1, "quality"), by_hand.modularity, 1e-12)
end)

test("options of shuffling belong to events", function()
  local e = events_of_kinds(0.5)
  local p = e:graph():potts { starts = 1 }
  raises("null: 'top' belongs to events", p.null, p, { top = 3 })
  raises("null: within = \"period\" needs events with periods", p.null, p,
    { events = e, within = "period" })
end)
