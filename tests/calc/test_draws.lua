local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()
local random = require "vane.core.random"


-- Patents of which each draws its classes from one of k groups of `size`
-- classes; one class in ten is from anywhere.
local function drawn_patents(k, size, n, seed)
  local patents, classes = {}, {}
  local names = {}
  for c = 1, k do for i = 1, size do names[#names + 1] = ("%s%d"):format(
    string.char(64 + c), i) end end
  for patent = 1, n do
    local units = random.units(seed, patent, 9)
    local group = math.floor(units[1] * k)
    for j = 1, 4 do
      local any = units[2 * j] < 0.1
      patents[#patents + 1] = patent
      classes[#classes + 1] = any and names[1 + math.floor(units[2 * j + 1] * #names)]
        or names[1 + group * size + math.floor(units[2 * j + 1] * size)]
    end
  end
  return frame { patent = patents, ipc = classes }
end

local function events_of(f)
  return f:events { group = "patent", class = "ipc" }
end


-- ---- from events to a graph ----

test("the graph of events counts pairs as a second route does", function()
  local f = drawn_patents(3, 5, 60, 1)
  local held, counts = {}, {}
  for row in f:each() do
    held[row.patent] = held[row.patent] or {}
    held[row.patent][row.ipc] = true
  end
  for _, set in pairs(held) do
    for a in pairs(set) do
      for b in pairs(set) do
        if a < b then counts[a .. " " .. b] = (counts[a .. " " .. b] or 0) + 1.0 end
      end
    end
  end
  local found = {}
  for row in events_of(f):graph():edges():each() do
    found[row.from .. " " .. row.to] = row.weight
  end
  eq(found, counts)
  eq(events_of(f):graph().n_added, 0)
end)

test("members without company are nodes all the same", function()
  local f = frame { patent = { 1, 1, 2 }, ipc = { "A", "B", "C" } }
  local g = events_of(f):graph()
  eq({ g.n_nodes, g.n_edges }, { 3, 1 })
end)

test("a group too large to pair is refused", function()
  local patents, classes = {}, {}
  for i = 1, 5001 do patents[i], classes[i] = 7, i end
  local e = events_of(frame { patent = patents, ipc = classes })
  raises("group 1 has 5001 members, more than the 5000 that are paired", e.graph, e)
end)


-- ---- planted ----

-- The weight of the edges between each two communities, and their number.
local function blocks(g, of)
  local weight, n_edges = {}, {}
  for row in g:edges():each() do
    local x, y = of[row.from], of[row.to]
    local key = math.min(x, y) .. "-" .. math.max(x, y)
    weight[key] = (weight[key] or 0) + row.weight
    n_edges[key] = (n_edges[key] or 0) + 1
  end
  return weight, n_edges
end

test("a planted network keeps degrees, and edges between communities", function()
  local g = load_network "lesmis"
  local p = g:potts { starts = 2 }
  local of = {}
  for row in p.membership:each() do of[row.node] = row.community end
  local weight, n_edges = blocks(g, of)
  for seed = 1, 3 do
    local h = p:rewired { seed = seed }
    local h_weight, h_n_edges = blocks(h, of)
    eq(h_n_edges, n_edges)
    eq(h:degree(), g:degree())
    for key, sum in pairs(weight) do near(h_weight[key], sum, 1e-9) end
    eq(h:edges() == g:edges(), false)
    eq(h.n_edges, g.n_edges)
  end
end)

test("communities are found again where they are planted", function()
  local g = events_of(drawn_patents(4, 6, 400, 2)):graph()
  local p = g:mapequation { patience = 10 }
  eq(p.n_communities, 4)
  local q = p:planted { replicates = 30 }
  eq(q:numbers():column "communities", { 4 })
  eq(q.n_runs, 30)
  for _, share in ipairs(q:stability():column "stability") do eq(share, 1.0) end
  eq(q.membership, p.membership)
  near(q.modularity, p.modularity, 0)
end)

test("where nothing is planted little is found again", function()
  local g = events_of(drawn_patents(1, 24, 60, 3)):graph()
  local p = g:potts { exactly = 4, patience = 10 }
  local sum = 0
  local stability = g:potts { exactly = 4, patience = 10 }:planted {
    replicates = 20 }:stability():column "stability"
  for _, share in ipairs(stability) do sum = sum + share / #stability end
  eq(sum < 1, true)
  eq(p:planted { replicates = 3, seed = 5 }.runs,
    p:planted { replicates = 3, seed = 5 }.runs)
end)


-- ---- resampled ----

test("strong communities are found in every sample, noise in few", function()
  local clear = events_of(drawn_patents(3, 6, 400, 4))
  local p = clear:graph():potts { exactly = 3, patience = 10 }
  local q = p:resampled(clear, { replicates = 50 })
  for _, share in ipairs(q:communities():column "stability") do
    eq(share > 0.95, true)
  end
  local noise = events_of(drawn_patents(1, 18, 40, 5))
  local at_random = noise:graph():potts { exactly = 3, patience = 10 }
  local found = at_random:resampled(noise, { replicates = 50 })
  for _, share in ipairs(found:communities():column "stability") do
    eq(share < 0.75, true)
  end
  -- The seeds agree on it nevertheless: that is why the two stand apart.
  eq(at_random:communities():column "stability"[1] > 0.9, true)
end)

test("all of a cluster is drawn together", function()
  local f = frame { patent = { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 },
    ipc = { "A", "B", "A", "B", "A", "B", "C", "D", "B", "C" },
    firm = { "x", "x", "x", "x", "x", "x", "y", "y", "y", "y" } }
  local e = f:events { group = "patent", class = "ipc", cluster = "firm" }
  local p = e:graph():potts { starts = 1 }
  -- Both firms, one twice, the other twice: only "both" holds all four nodes,
  -- in half of the samples.
  local q = p:resampled(e, { replicates = 400 })
  local n_all = 0
  for _, n in ipairs(q.runs:column "communities") do
    if n == p.n_communities then n_all = n_all + 1 end
  end
  eq(n_all > 150 and n_all < 250, true)
end)

test("the strongest edges are kept in samples, too", function()
  local e = events_of(drawn_patents(3, 6, 200, 6))
  local p = e:graph():top { k = 3 }:potts { exactly = 3, patience = 10 }
  local q = p:resampled(e, { replicates = 5, top = 3 })
  eq(q.n_runs, 5)
end)

test("shuffled events keep no communities", function()
  local e = events_of(drawn_patents(3, 6, 300, 7))
  local p = e:graph():potts { patience = 10 }
  local q = p:shuffled(e, { replicates = 30 })
  for _, worth in ipairs(q.runs:column "quality") do
    eq(worth < p.modularity / 2, true)
  end
  -- The same as shuffling, joining and searching one after the other.
  local one = e:shuffled { seed = 1 }:graph():potts { starts = 1, patience = 10 }
  near(p:shuffled(e, { replicates = 1 }).runs:column "quality"[1], one.modularity, 1e-12)
end)

test("a partition that was given cannot be found again", function()
  local g = graph { { "a", "b" }, { "c", "d" } }
  local p = g:partition(frame { node = { "a", "b", "c", "d" }, community = { 1, 1, 2, 2 } })
  raises("was not found by a search that could be done again", p.planted, p)
  raises("wants 1 replicate or more", p.planted, g:potts(), { replicates = 0 })
end)
