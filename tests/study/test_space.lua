local random = require "vane.core.random"
local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()

-- Groups of `size` members with many heavy ties inside and few light ones
-- between; letters name the groups. `unit` multiplies all weights.
local function planted(k, size, seed, unit)
  local edges, units, at = {}, random.units(seed, 1, 3 * (k * size) ^ 2), 0
  local function draw() at = at + 1 return units[at] end
  for i = 0, k * size - 1 do
    for j = i + 1, k * size - 1 do
      local same = i // size == j // size
      if draw() < (same and 0.7 or 0.05) then
        edges[#edges + 1] = { string.char(65 + i // size) .. i % size,
          string.char(65 + j // size) .. j % size,
          (unit or 1) * (1 + math.floor(draw() * (same and 9 or 3))) }
      end
    end
  end
  return edges
end

local four = planted(4, 8, 1)


local function by_node(f, column)
  local map = {}
  for row in f:each() do map[row.node] = row[column] end
  return map
end

-- "A0 A1 A2 | B0 B1": the groups of a partition, whatever their numbers.
local function groups_of(p)
  local lists = {}
  for row in p.membership:each() do
    lists[row.community] = lists[row.community] or {}
    table.insert(lists[row.community], row.node)
  end
  for c, list in ipairs(lists) do
    table.sort(list)
    lists[c] = table.concat(list, " ")
  end
  table.sort(lists)
  return table.concat(lists, " | ")
end


-- ---- what is planted is found ----

test("planted communities are found, and as many as there are", function()
  local s = space { graph = graph(four), runs = 20 }
  eq(s.partition.n_communities, 4)
  eq(s.proposed.n_communities, 4)
  for row in s.partition.membership:each() do
    eq(s.partition.membership:where { community = row.community }
      :column "node"[1]:sub(1, 1), row.node:sub(1, 1))
  end
  eq(s.gap, 0.0)
  for row in s.stability:each() do eq(row.holds, "belongs") end
end)

test("exactly as many as wanted, with what that costs", function()
  local g = graph(four)
  for k = 1, 6 do
    local s = space { graph = g, communities = k, runs = 20 }
    eq(s.partition.n_communities, k)
    eq(s.spaces.n_rows, k)
    near(s.gap, g:potts().modularity - s.partition.modularity, 1e-9)
    eq(s.proposed.n_communities, 4)
  end
end)

test("where no spaces stand out, no share of nothing is given up", function()
  local s = space { graph = graph { { "a", "b" }, { "a", "c" } }, communities = 2, runs = 3 }
  local text = tostring(s):gsub("%s+", " ")
  assert(text:find("0.000 with the number that suits it best. 3 of", 1, true), text)
end)

test("spaces do not see the unit of weight or the order of what is given", function()
  local wanted = groups_of(space { graph = graph(four), communities = 3, runs = 9 }.partition)
  for _, unit in ipairs { 1e-6, 1e6, 0.37 } do
    local s = space { graph = graph(planted(4, 8, 1, unit)), communities = 3, runs = 9 }
    eq(groups_of(s.partition), wanted)
  end
  local backwards = {}
  for i, edge in ipairs(four) do backwards[#four + 1 - i] = { edge[2], edge[1], edge[3] } end
  local s = space { graph = graph(backwards), communities = 3, runs = 9 }
  eq(groups_of(s.partition), wanted)
end)

test("the same seed gives the same study", function()
  local a = space { graph = graph(four), runs = 9, seed = 7 }
  local b = space { graph = graph(four), runs = 9, seed = 7 }
  eq(tostring(a), tostring(b))
  eq(a.null.replicates, b.null.replicates)
  eq(a.number, b.number)
  eq(a.provenance.seed, 7)
end)


-- ---- the frames ----

-- Runs by node, from the partition, as a second route.
local function runs_by_node(p)
  local of = {}
  for run = 1, p.n_runs do
    for row in p:run(run).membership:each() do
      of[row.node] = of[row.node] or {}
      of[row.node][run] = row.community
    end
  end
  return of
end

test("with_own and with_next are shares of runs, counted another way", function()
  local s = space { graph = graph(planted(3, 6, 5)), communities = 5, runs = 12,
    patience = 1 }
  local of, home = runs_by_node(s.partition), by_node(s.partition.membership, "community")
  local n_wavering = 0
  for row in s.stability:each() do
    local sums, sizes = {}, {}
    for other, c in pairs(home) do
      if other ~= row.node then
        sizes[c] = (sizes[c] or 0) + 1
        for run = 1, 12 do
          if of[other][run] == of[row.node][run] then sums[c] = (sums[c] or 0) + 1 / 12 end
        end
      end
    end
    local own = home[row.node]
    near(row.with_own, sizes[own] and (sums[own] or 0) / sizes[own] or 1, 1e-9)
    local most = 0
    for c, sum in pairs(sums) do
      if c ~= own then most = math.max(most, sum / sizes[c]) end
    end
    near(row.with_next, most, 1e-9)
    eq(row.holds, row.with_own >= 0.75 and "belongs" or "wavers")
    if row.holds == "wavers" then n_wavering = n_wavering + 1 end
  end
  eq(s.stability:where { holds = "wavers" }.n_rows, n_wavering)
end)

test("spaces bear the names of their strongest members", function()
  local g = graph { { "hub", "a", 5 }, { "hub", "b", 5 }, { "hub", "c", 4 }, { "a", "b", 4 },
    { "c", "far" }, { "far", "x", 6 }, { "far", "y", 5 }, { "x", "y", 4 } }
  local s = space { graph = g, runs = 5 }
  eq(s.spaces:column "space", { "hub, a", "far, x" })
  eq(s.spaces:column "size", { 4, 3 })
  near(s.spaces:column "share"[1], (2 * 18 + 1) / 68, 1e-12)
  near(s.spaces:column "cohesion"[2], 30 / 31, 1e-12)
  eq(s.spaces:column "strongest", { "hub, a, b, c", "far, x, y" })
  eq(s.members:where { node = "far" }:get(1, "space"), "far, x")
  eq(s.members:where { node = "far" }:get(1, "inside"), 11.0)
end)

test("labels say what members are", function()
  local g = graph { { "A61B", "A61K", 3 }, { "A61K", "H04W" }, { "H04W", "G06F", 2 } }
  local s = space { graph = g, runs = 3, communities = 2,
    labels = { A61B = "diagnosis", G06F = "computing" } }
  eq(s.spaces:column "about", { "diagnosis", "computing" })
  eq(by_node(s.members, "label").A61K, na)
  local f = frame { { "ipc", { "A61B", "A61K" } }, { "name", { "diagnosis", na } } }
  eq(space { graph = g, runs = 3, labels = f }.members:where { node = "A61B" }
    :get(1, "label"), "diagnosis")
  raises("'labels' should be a frame of two columns", space,
    { graph = g, labels = frame { a = { 1 } } })
end)

test("small spaces can be left out, and are said", function()
  local g = graph { { "a", "b", 9 }, { "b", "c", 9 }, { "a", "c", 9 }, { "c", "d" },
    { "d", "e", 9 } }
  local s = space { graph = g, communities = 2, runs = 3, smallest = 3 }
  eq(s.spaces.n_rows, 1)
  eq(s.members.n_rows, 3)
  eq(s.stability.n_rows, 3)
  eq(s.partition.n_communities, 2)
  assert(tostring(s):find("1 space of fewer than 3 members left out: d, e", 1, true))
end)

test("very small spaces are pointed out", function()
  local g = graph { { "a", "b", 9 }, { "b", "c", 9 }, { "a", "c", 9 }, { "c", "d" },
    { "d", "e", 9 } }
  local line = "1 of 2 spaces has fewer than 3 members; smallest = 3 leaves them out"
  local found = tostring(space { graph = g, communities = 2, runs = 3 })
  assert(found:find(line, 1, true))
  assert(not tostring(space { graph = graph(four), runs = 3 }):find("fewer than", 1, true))
end)

test("the number is looked for in several ways", function()
  local s = space { graph = graph(four), runs = 10 }
  local f = s.number
  for i = 1, 3 do eq(f:get(i, "number"), 4) end
  eq(f:column "over"[3], "networks with these planted")
  eq(f:column "n", { 10, 10, 49, 49 })
  for row in f:each() do eq(row.low <= row.number and row.number <= row.high, true) end
end)

test("thresholds that leave too little say how little", function()
  local s = space { graph = graph { { "a", "b" }, { "b", "c" }, { "c", "a" } },
    communities = 2, runs = 3, backbones = { 0.01 } }
  local row = s.sensitivity:where { choice = "backbone" }:row(1)
  eq({ row.n, row.edges, row.free, row.nmi }, { 0, 0, na, na })
end)

test("engines look at the same resolution", function()
  local s = space { graph = graph(four), resolution = 3, communities = 9, runs = 20,
    starts = 20, engines = { "potts" } }
  near(s.engines:get(1, "modularity"), s.partition.modularity, 1e-12)
end)

test("one run is not said to be sure of anything", function()
  local text = tostring(space { graph = graph(four), runs = 1 })
  eq(text:match "proposes 4, in one run" ~= nil, true)
  eq(text:match "One run %(seed 1%), which cannot say who wavers%." ~= nil, true)
end)

test("p counts the networks at random that are as good", function()
  local s = space { graph = graph(planted(1, 14, 2)), communities = 3, runs = 5,
    replicates = 39 }
  local n = 0
  for _, q in ipairs(s.null.replicates:column "quality") do
    if q >= s.null.observed - 1e-12 then n = n + 1 end
  end
  near(s.null.p, (1 + n) / 40, 1e-12)
  eq(s.null.p > 0.05, true)  -- nothing is planted
  near(space { graph = graph(four), runs = 5 }.null.p, 1 / 200, 1e-12)
end)

test("what runs, engines and other choices give", function()
  local s = space { graph = graph(four), runs = 10, tops = { 3 }, shares = { 0.5 },
    backbones = { 0.3 }, resolutions = { 1.5 } }
  eq(s.between_runs:column "measure", { "vi", "nmi", "adjusted_rand" })
  eq(s.between_runs:column "least", { 0.0, 1.0, 1.0 })
  eq(s.engines:column "engine", { "potts", "annealing", "mapequation", "infomap",
    "spinglass", "leiden" })
  for _, n in ipairs(s.engines:column "communities") do eq(n, 4) end
  eq(s.sensitivity:column "choice", { "as chosen", "strongest of each",
    "heaviest ties", "backbone", "resolution" })
  eq(s.sensitivity:get(1, "nmi"), 1.0)
  eq(s.sensitivity:get(1, "free"), 4)
  eq(space { graph = graph(four), runs = 3, resolutions = { 0.2, 9 } }.sensitivity
    :where { choice = "resolution" }:column "free"[1] < 4, true)
  eq(groups_of(s.consensus), groups_of(s.partition))
end)


-- ---- the main component ----

test("what is outside the main component is left out, and named", function()
  local edges = planted(2, 6, 3)
  edges[#edges + 1] = { "Z1", "Z2", 50 }
  edges.nodes = nil
  local s = space { graph = graph(edges), runs = 5 }
  eq(s.left_out, { "Z1", "Z2" })
  eq(s.graph.n_nodes, 12)
  assert(tostring(s):find("Outside the main component, left out: Z1, Z2.", 1, true))
end)

test("the smallest networks", function()
  local two = space { graph = graph { { "a", "b" } }, runs = 3, replicates = 3 }
  eq(two.partition.n_communities, 1)
  eq(two.members:column "role", { "ultra-peripheral", "ultra-peripheral" })
  eq(space { graph = graph { { "a", "b" } }, communities = 2, runs = 3 }
    .spaces:column "size", { 1, 1 })
  eq(two.engines.n_rows, 5)  -- the spin glass wants three nodes
  eq(two.number.n_rows, 4)
  eq(two.sensitivity.n_rows > 0, true)
  local one = space { graph = graph { { "a", "a", 2 } }, runs = 3 }
  eq(one.partition.n_communities, 1)
end)

test("weights that are all equal are no obstacle", function()
  local s = space { graph = load_network "karate", runs = 10 }
  eq(s.partition.n_nodes, 34)
  near(space { graph = load_network "karate", communities = 4, runs = 10 }
    .partition.modularity, 0.419790, 1e-6)
end)


-- ---- bad input ----

test("what cannot be done is said in a sentence", function()
  local g = graph(four)
  raises("space: needs a network, as graph = g", space, {})
  raises("space: the graph has no edges", space, { graph = graph { nodes = { "a", "b" } } })
  raises("space: the graph has no edges", space, { graph = graph { { "a", "b", 0 } } })
  raises("space: the graph has directions", space,
    { graph = graph { { "a", "b" }, directed = true } })
  raises("space: 40 communities are wanted, but the main component has only 32 members",
    space, { graph = g, communities = 40 })
  raises("space: 0 communities are wanted", space, { graph = g, communities = 0 })
  raises("'runs' should be 1 or more, found 0", space, { graph = g, runs = 0 })
  raises("'replicates' should be 1 or more", space, { graph = g, replicates = 0 })
  raises("unknown option 'comunities' (did you mean 'communities'?)", space,
    { graph = g, comunities = 3 })
  raises("'engines' names spinglas (did you mean spinglass?)", space,
    { graph = g, engines = { "spinglas" } })
  raises("'shares' should be a list of numbers above 0 and at most 1, found 2", space,
    { graph = g, shares = { 2 } })
  raises("'tops' should be a list of whole numbers, found 2.5", space,
    { graph = g, tops = { 2.5 } })
  raises("'engines' names none", space, { graph = g, engines = {} })
  raises("'graph' should be a graph", space, { graph = 7 })
  raises("it needs the option 'events'", function()
    return space { graph = g, runs = 2 }.sampling
  end)
end)


test("members are known by the names of nodes, also where these are numbers", function()
  local g = frame { from = { 1, 1, 2, 3 }, to = { 2, 3, 3, 4 } }:graph()
  local codes = frame { { "code", { 1, 4 } }, { "words", { "one", "four" } } }
  local s = space { graph = g, runs = 3, communities = 1, labels = codes,
    industries = codes }
  eq(by_node(s.members, "label")["4"], "four")
  eq(s.covers:where { industry = "four" }:get(1, "members"), "4")
  local others = frame { { "words", { "one" } }, { "code", { 1 } } }
  for _, option in ipairs { "labels", "industries", "consolidate" } do
    raises(("no member of the network stands in '%s'; its first column should hold "
      .. 'names such as "1"'):format(option), space, { graph = g, [option] = others })
  end
end)


-- ---- patents ----

test("samples that lack members are studied all the same", function()
  -- All six members of six groups stand in few samples, and in some nobody is
  -- joined to anybody.
  local e = frame { patent = { 1, 1, 2, 2, 3, 3, 4, 5, 6 },
    ipc = { "A", "B", "B", "C", "C", "D", "A", "B", "C" } }
    :events { group = "patent", class = "ipc" }
  local s = space { events = e, communities = 4, runs = 3 }
  eq(s.sampling.members.n_rows, 4)
  local numbers = s.sampling.partition.runs:column "communities"
  table.sort(numbers)
  eq({ numbers[1], numbers[#numbers] }, { 0, 4 })
end)

local function events_of(first, last)
  return frame.read "datasets/patents/synthetic_dated.csv"
    :where { year = between(first, last) }
    :events { group = "patent", class = "ipc", cluster = "applicant", separator = ";" }
end

local function planted_spaces(column)
  local lists = { {}, {} }
  for row in frame.read "datasets/patents/planted.csv":each() do
    if type(row[column]) == "string" then
      table.insert(lists[1], row.ipc)
      table.insert(lists[2], row[column])
    end
  end
  return frame { { "node", lists[1] }, { "community", lists[2] } }
end

test("the spaces planted in the synthetic patents are found, in both periods", function()
  for column, years in pairs { space_before = { 2000, 2007 }, space_after = { 2008, 2014 } } do
    local s = space { events = events_of(years[1], years[2]), runs = 10 }
    eq(s.partition.n_communities, 6)
    local known = s.graph:partition(planted_spaces(column))
    eq(s.partition:compare(known).adjusted_rand, 1.0)
    eq(s.provenance.synthetic, true)
    assert(tostring(s):find("SYNTHETIC DATA", 1, true))
  end
end)

test("with events chance is to shuffle them", function()
  local s = space { events = events_of(2000, 2007), communities = 3, runs = 5,
    replicates = 19 }
  near(s.null.p, 1 / 20, 1e-12)
  eq(s.null.replicates.names, { "replicate", "quality", "communities" })
  eq(s.number:column "over"[4], "patents shuffled")
  eq(s.number.n_rows, 5)
end)

test("other samples of patents waver where classes change their space", function()
  local s = space { events = events_of(2000, 2014), communities = 6, runs = 10,
    replicates = 60 }
  local wavering = {}
  for row in s.sampling.members:where { holds = "wavers" }:each() do
    wavering[row.node] = row.with_own
  end
  for row in s.stability:each() do eq(row.holds, "belongs") end
  assert(wavering.H01L or wavering.G06K or wavering.G08G)
  for row in s.sampling.spaces:each() do eq(row.stability > 0.75, true) end
  eq(s.sampling.partition.n_runs, 60)
end)

test("the text fits 80 columns", function()
  local s = space { events = events_of(2000, 2014), communities = 3, runs = 10,
    labels = frame.read "datasets/patents/ipc_names.csv" }
  for line in tostring(s):gmatch "[^\n]+" do eq(utf8.len(line) <= 80, true) end
  for line in tostring(s.sampling):gmatch "[^\n]+" do eq(utf8.len(line) <= 80, true) end
end)
