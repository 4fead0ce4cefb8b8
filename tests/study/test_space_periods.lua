-- Groups as lists of names become cliques, hung together by light ties.
local function cliques(groups, weight)
  local edges = {}
  for g, names in ipairs(groups) do
    for i = 1, #names do
      for j = i + 1, #names do edges[#edges + 1] = { names[i], names[j], weight or 4 } end
    end
    local other = groups[g % #groups + 1]
    edges[#edges + 1] = { names[1], other[1], 0.5 }
  end
  return graph(edges)
end

local early = cliques { { "a1", "a2", "a3", "a4" }, { "b1", "b2", "b3", "b4" },
  { "c1", "c2", "c3", "c4" } }
local late = cliques { { "a1", "a2", "a3", "a4", "b4" }, { "b1", "b2", "b3" },
  { "d1", "d2", "d3" } }


local function study(g, more)
  local given = { graph = g, runs = 5 }
  for name, value in pairs(more or {}) do given[name] = value end
  return space(given)
end

local row_of = loadfile("tests/data/row_of.lua", "t", _ENV)()


-- ---- changes ----

test("spaces go on, die and are born; members move", function()
  local c = study(early):changes(study(late))
  eq(row_of(c.before, { space = "a1, a2" }).fate, "continued")
  eq(row_of(c.before, { space = "c1, c2" }).fate, "died")
  eq(row_of(c.before, { space = "c1, c2" }).next, na)
  eq(row_of(c.after, { space = "d1, d2" }).origin, "born")
  eq(row_of(c.after, { space = "d1, d2" }).new, 3)
  eq(c.movers:column "node", { "b4" })
  eq(row_of(c.movers, { node = "b4" }).from, "b1, b2")
  eq(row_of(c.movers, { node = "b4" }).to, "a1, a2")
end)

test("flows hold every member of both studies once", function()
  local c = study(early):changes(study(late))
  local from, to = 0, 0
  for row in c.flows:each() do
    if not is_na(row.from) then from = from + row.members end
    if not is_na(row.to) then to = to + row.members end
  end
  eq({ from, to }, { 12, 11 })
  eq(row_of(c.flows, { from = "b1, b2", to = "a1, a2" }).members, 1)
  eq(row_of(c.flows, { from = "c1, c2" }).to, na)
  eq(row_of(c.flows, { to = "d1, d2" }).from, na)
end)

test("growth of the ties inside, by hand", function()
  local c = study(early):changes(study(late))
  local a = row_of(c.after, { space = "a1, a2" })
  eq({ a.inside, a.inside_before }, { 40.0, 24.0 })  -- 10 ties of 4, before 6
  near(a.growth, 40 / 24 - 1, 1e-12)
  -- All ties: 3 x 24 + 1.5 before, 40 + 12 + 12 + 1.5 after.
  near(a.beyond_all, 40 / 24 / (65.5 / 73.5) - 1, 1e-12)
  local d = row_of(c.after, { space = "d1, d2" })
  eq({ d.inside_before, d.growth }, { 0.0, na })
end)

test("merged and split spaces are called so", function()
  local parts = cliques { { "a", "b", "c" }, { "d", "e", "f" }, { "x", "y", "z" } }
  local whole = cliques { { "a", "b", "c", "d", "e", "f" }, { "x", "y", "z" } }
  local merged = study(parts, { communities = 3 }):changes(study(whole, { communities = 2 }))
  eq(merged.after:where { origin = "merged" }.n_rows, 1)
  eq(merged.before:where { fate = "merged" }.n_rows, 2)
  local split = study(whole, { communities = 2 }):changes(study(parts, { communities = 3 }))
  eq(split.before:where { fate = "split" }.n_rows, 1)
  eq(split.after:where { origin = "split off" }.n_rows, 2)
end)

test("nothing changes between a study and itself, in another order", function()
  local c = study(early):changes(study(early))
  eq({ c.adjusted_rand, c.vi, c.movers.n_rows }, { 1.0, 0.0, 0 })
  for row in c.after:each() do
    eq(row.origin, "continued")
    near(row.beyond_all, 0, 1e-12)
  end
end)

test("changes want two studies of one network each", function()
  local s = study(early)
  raises("wants two studies of spaces", s.changes, s, early)
  raises("wants two studies of spaces", s.changes, s)
  raises("unknown option 'shar'", s.changes, s, s, { shar = 1 })
end)


-- ---- two periods ----

test("two periods at once are the two studies and what changed", function()
  local s = space { graph = { before = early, later = late }, runs = 5 }
  eq(s.periods, { "before", "later" })
  eq(s.before.spaces, study(early).spaces)
  eq(s.after.stability, study(late).stability)
  eq(s.movers, study(early):changes(study(late)).movers)
  eq(s.flows, s.changes.flows)
  eq(s.spaces, s.changes.after)
  raises("it has two periods: look in .before and .after",
    function() return s.partition end)
  for line in tostring(s):gmatch "[^\n]+" do eq(utf8.len(line) <= 80, true) end
end)

test("periods that are no pair are refused", function()
  raises("should hold two periods by name", space, { graph = { a = early } })
  local f = frame { g = { 1, 1 }, c = { "x", "y" } }
  raises("'graph' should be a graph, or two by the names of their periods, found a cooccur",
    space, { graph = linkage.cooccur { frame = f, group = "g", class = "c" } })
  raises("should hold two periods by name", space,
    { graph = { a = early, b = late, c = late } })
  raises("should hold two periods by name", space, { graph = { early, late } })
  raises("period \"b\" of 'graph' should be a graph, found a text", space,
    { graph = { a = early, b = "late" } })
end)

test("the classes that were planted to move are found to move", function()
  local f = frame.read "datasets/patents/synthetic_dated.csv"
  local function events_of(first, last)
    return f:where { year = between(first, last) }
      :events { group = "patent", class = "ipc", separator = ";" }
  end
  local s = space { events = { ["2000-2007"] = events_of(2000, 2007),
    ["2008-2014"] = events_of(2008, 2014) }, runs = 10 }
  local wanted = {}
  for row in frame.read "datasets/patents/planted.csv":where { kind = "mover" }:each() do
    wanted[#wanted + 1] = row.ipc
  end
  local found = s.movers:column "node"
  table.sort(found)
  table.sort(wanted)
  eq(found, wanted)
  for row in s.changes.before:each() do eq(row.fate, "continued") end
  eq(s.provenance.synthetic, true)
  assert(tostring(s):find("SYNTHETIC DATA", 1, true))
  eq(s:pictures()[1].synthetic, true)
end)


-- ---- how sure growth is ----

-- Twelve patents before and eighteen after, in two fields of four classes; the
-- second field grows. The clusters are the holders.
local function of_holders(first, last, n_holders)
  local patent, holder, ipc = {}, {}, {}
  for i = first, last do
    patent[#patent + 1] = i
    local field = i > 12 and i % 3 > 0 and "b" or i % 2 == 0 and "a" or "b"
    local one = 1 + i % 4
    ipc[#ipc + 1] = ("%s%d;%s%d;%s%d"):format(field, one, field, 1 + one % 4,
      i % 5 == 0 and "b" or field, 1 + (one + 1) % 4)
    holder[#holder + 1] = i % n_holders
  end
  return frame { patent = patent, ipc = ipc, holder = holder }
    :events { group = "patent", class = "ipc", separator = ";", cluster = "holder" }
end

local function of_periods(n_holders)
  return space { runs = 5, replicates = 99, events = {
    early = of_holders(1, 12, n_holders), late = of_holders(13, 30, n_holders) } }
end

test("one holder of all patents leaves nothing to draw: limits are the growth", function()
  local growth = of_periods(1).growth
  eq(growth.n_rows, 2)
  for row in growth:each() do
    near(row.low, row.growth, 1e-12)
    near(row.high, row.growth, 1e-12)
    near(row.beyond_low, row.beyond_all, 1e-12)
    near(row.beyond_high, row.beyond_all, 1e-12)
  end
end)

test("limits lie around the growth, and are the same each time", function()
  local width = {}
  for _, n_holders in ipairs { 3, 12 } do
    local growth = of_periods(n_holders).growth
    for row in growth:each() do
      assert(row.low <= row.growth and row.growth <= row.high)
      assert(row.beyond_low <= row.beyond_all and row.beyond_all <= row.beyond_high)
      width[n_holders] = (width[n_holders] or 0) + row.beyond_high - row.beyond_low
    end
    eq(of_periods(n_holders).growth == growth, true)
  end
  eq(width[3] > 0 and width[12] > 0, true)
  raises("it needs the option 'events' in both periods", function()
    return space { graph = { early = early, late = late }, runs = 5 }.growth
  end)
  raises("it needs both studies of 'events'", function()
    return study(early):changes(study(late)).growth
  end)
end)

-- Groups of two, `each` for every pair of a triangle of either field.
local function triangles(each, cluster)
  local patent, ipc = {}, {}
  for _, field in ipairs { "a", "b" } do
    for _, pair in ipairs { "%1;%2", "%2;%3", "%1;%3" } do
      for _ = 1, each do
        patent[#patent + 1] = #patent
        ipc[#ipc + 1] = pair:gsub("%%", field)
      end
    end
  end
  return frame { patent = patent, ipc = ipc }
    :events { group = "patent", class = "ipc", separator = ";", cluster = cluster }
end

test("groups are drawn in each period for themselves", function()
  -- Of 600 groups a field has 300: the logarithm of a ratio of two such counts
  -- varies by 2 (1/300 - 1/600), and 95 % of it lie within 1.96 deviations.
  local s = space { events = { early = triangles(100), late = triangles(100) },
    runs = 3, replicates = 399 }
  local deviation = math.sqrt(2 * (1 / 300 - 1 / 600))
  eq(s.growth.n_rows, 1)
  for row in s.growth:each() do
    eq(row.growth, 0.0)
    near(math.log(1 + row.low), -1.96 * deviation, 0.03)
    near(math.log(1 + row.high), 1.96 * deviation, 0.03)
  end
end)

test("holders of both periods are drawn for both together", function()
  local s = space { events = { early = triangles(20, "patent"),
    late = triangles(20, "patent") }, runs = 3, replicates = 99 }
  eq(s.growth.n_rows, 1)
  for row in s.growth:each() do eq({ row.low, row.growth, row.high }, { 0.0, 0.0, 0.0 }) end
end)

test("studies without a common member change altogether", function()
  local s = space { runs = 3, graph = { early = graph { { "a", "b" }, { "b", "c" } },
    late = graph { { "x", "y" }, { "y", "z" } } } }
  eq(s.before.spaces.n_rows, 1)
  eq(s.changes.before:column "fate", { "died" })
  eq(s.changes.after:column "origin", { "born" })
  eq({ s.changes.vi, s.changes.nmi, s.changes.adjusted_rand }, { na, na, na })
  eq(tostring(s):match "adjusted rand (%w+)", "na")
end)


-- ---- what spaces cover ----

test("industries by the strength of their members, by hand", function()
  local g = graph { { "a", "b", 3 }, { "b", "c", 3 }, { "a", "c", 3 }, { "c", "d" },
    { "d", "e", 3 } }
  local f = frame { { "ipc", { "a", "b", "b", "c", "z" } },
    { "industry", { "X", "X", "Y", "Y", "Q" } }, { "weight", { 1, 0.5, 0.5, 0.25, 1 } } }
  local s = study(g, { communities = 2, industries = f })
  local x = row_of(s.covers, { space = "a, b", industry = "X" })
  near(x.share, (6 + 3) / 19, 1e-12)  -- strengths 6, 6, 7
  eq(x.members, "a, b")
  near(row_of(s.covers, { space = "a, b", industry = "Y" }).share, (3 + 7 / 4) / 19, 1e-12)
  local none = s.covers:where { industry = na }
  near(none:where { space = "a, b" }:get(1, "share"), 7 * 0.75 / 19, 1e-12)
  near(none:where { space = "d, e" }:get(1, "share"), 1, 1e-12)
  raises("the column \"weight\" of 'industries' should hold numbers, but is text", study, g,
    { industries = frame { { "a", { "a" } }, { "b", { "X" } }, { "weight", { "1" } } } })
  raises("'industries' gives \"a\" a weight of 2", study, g,
    { industries = frame { { "a", { "a" } }, { "b", { "X" } }, { "weight", { 2 } } } })
end)

test("without weights a member is shared among its industries; shares add up", function()
  local f = frame { { "ipc", { "a1", "a1", "b1" } }, { "industry", { "X", "Y", "Y" } } }
  local s = study(early, { industries = f })
  local sums = {}
  for row in s.covers:each() do sums[row.space] = (sums[row.space] or 0) + row.share end
  for _, sum in pairs(sums) do near(sum, 1, 1e-12) end
  eq(row_of(s.covers, { space = "a1, a2", industry = "X" }).share,
    row_of(s.covers, { space = "a1, a2", industry = "Y" }).share)
  raises("it needs the option 'industries'", function() return study(early).covers end)
end)
