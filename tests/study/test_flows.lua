-- linkage.flows: hand-worked cases, a second route by brute force, properties.

local random = require "vane.core.random"

local files = dofile "tests/data/files.lua"

local deals = frame({
  { "buyer", { "food", "ict", "ict", "bio", na, "bio", "food" } },
  { "seller", { "ict", "ict", "food", "ict", "ict", "food", na } },
  { "sum", { 4, 9, na, 3, 1, 2, 7 } },
  { "year", { 2000, 2001, 2007, 2006, 2001, 1999, 2000 } },
  { "kind", { "merger", "merger", "stake", na, "merger", "stake", "stake" } },
  { "buyer_macro", { "F", "D", "D", "F", "D", "F", "F" } },
  { "seller_macro", { "D", "D", "F", "D", "D", "F", "D" } },
  { "here", { "AT1", "AT1", "DE2", na, "AT1", "FR1", "FR1" } },
  { "there", { "AT1", "DE2", "AT1", "AT1", "AT1", "FR1", "FR1" } },
}, { source = "deals.csv" })

local function flows(more, f)
  local given = { frame = f or deals, from = "buyer", to = "seller" }
  for name, value in pairs(more or {}) do given[name] = value end
  return linkage.flows(given)
end


-- ---- by hand ----

test("rows without a sector are left out, those inside one are dropped", function()
  local r = flows { value = "sum" }
  eq({ r.n_rows, r.n_flows, r.dropped, r.n_sectors }, { 7, 4, 1, 3 })
  eq(r.left_out:column "n_rows", { 2 })
  eq(r.left_out:column "why", { "without one of the sectors" })
  eq(r.within:row(1).sector, "ict")
  eq({ r.within:get(1, "count"), r.within:get(1, "value") }, { 1, 9.0 })
  eq(r.pairs:column "from", { "bio", "bio", "food", "ict" })
  eq(r.pairs:column "to", { "food", "ict", "ict", "food" })
  eq(r.pairs:column "count", { 1, 1, 1, 1 })
  eq(r.pairs:column "value", { 2.0, 3.0, 4.0, na })
  eq(r.pairs:column "n_valued", { 1, 1, 1, 0 })
  eq({ r.n_valued, r.n_no_value }, { 3, 1 })
end)

test("the matrix has a row and a column for each sector", function()
  local r = flows { value = "sum" }
  eq(r.matrix.rows, { "bio", "food", "ict" })
  eq(r.matrix:cells(), { { 0.0, 1.0, 1.0 }, { 0.0, 0.0, 1.0 }, { 0.0, 1.0, 0.0 } })
  eq(r.value:cells(), { { 0.0, 2.0, 3.0 }, { 0.0, 0.0, 4.0 }, { 0.0, na, 0.0 } })
end)

test("periods may share a year, whose rows count in both", function()
  local r = flows { year = "year", periods = { { 2000, 2006 }, { 2006, 2007 } } }
  eq(r.matrices["2000-2006"]:total(), 2.0)  -- 2000, 2006
  local names = {}
  for name, m in pairs(r.matrices) do names[#names + 1] = name .. " " .. m.n_rows end
  eq(names, { "2000-2006 " .. r.n_sectors, "2006-2007 " .. r.n_sectors })
  eq(r.matrices["2006-2007"]:total(), 2.0)  -- 2006, 2007
  eq(r.matrix:total(), 3.0)  -- each row once
  eq(r.left_out:row(2), { n_rows = 1, why = "of years outside the periods" })
  eq(r.dropped, 1)
  local named = flows { year = "year", periods = { early = { 2000, 2003 },
    late = { 2004, 2010 } } }
  eq(named.pairs:column "period", { "early", "late", "late" })
end)

test("the level decides what is one sector", function()
  local macro = flows { level = "macro" }
  eq({ macro.n_flows, macro.dropped }, { 3, 2 })  -- bio and food are both F
  eq(macro.within:column "sector", { "D", "F" })
  local told = flows { level = { "buyer_macro", "seller_macro" } }
  eq(told.matrix == macro.matrix, true)
  eq({ flows { level = false }.n_flows, flows { level = false }.dropped }, { 5, 0 })
  eq(flows { level = false }.matrix:get("ict", "ict"), 1.0)
  local levels = flows { levels = { "macro", 1 } }.levels
  eq(levels:column "n_dropped", { 2, 1 })
  eq(levels:column "share_across", { 0.6, 0.8 })
end)

test("codes are the same sector by their first digits", function()
  local f = frame { from = { 111110, 111120, 311111 }, to = { 111199, 112000, 111110 } }
  local function dropped(level)
    return linkage.flows { frame = f, from = "from", to = "to", level = level }.dropped
  end
  eq({ dropped(1), dropped(2), dropped(3), dropped(4), dropped(6) }, { 2, 2, 1, 1, 0 })
end)

test("types are filtered and counted", function()
  local r = flows { type = "kind" }
  eq(r.types:column "type", { "(missing)", "merger", "stake" })
  eq(r.types:column "count", { 1, 1, 2 })
  local only = flows { type = "kind", types = { "stake" } }
  eq({ only.n_flows, only.dropped }, { 2, 0 })
  eq(only.left_out:row(2), { n_rows = 3, why = "of other types" })
end)

test("years, sectors and regions are counted", function()
  local r = flows { year = "year", from_region = "here", to_region = "there" }
  eq(r.years:column "year", { 1999, 2000, 2006, 2007 })
  eq(r.sectors:column "out", { 2, 1, 1 })
  eq(r.sectors:column "into", { 0, 2, 2 })
  eq(r.sectors:column "n_partners", { 2, 2, 2 })
  eq(r.sectors:column "share_outside", { 1.0, 1.0, 0.6 })  -- ict: 3 of 3 + 2
  eq(r.regions:column "place", { "a region is missing", "between regions",
    "inside a region" })
  eq(r.regions:column "count", { 1, 1, 2 })
end)

local alliances = frame { alliance = { 1, 1, 1, 2, 2, 3, na },
  sector = { "b", "a", "b", "b", "c", "z", "a" }, sum = { 5, 5, 5, 6, 6, 7, 1 } }

local function allied(more)
  local given = { frame = alliances, group = "alliance", member = "sector" }
  for name, value in pairs(more or {}) do given[name] = value end
  return linkage.flows(given)
end

test("participants of an alliance go in pairs", function()
  local r = allied { value = "sum" }
  eq(r.pairs:select("from", "to", "count", "value"):row(1).from, "a")
  eq(r.pairs:column "to", { "b", "c" })
  eq(r.pairs:column "count", { 2, 1 })
  eq(r.pairs:column "value", { 10.0, 6.0 })
  eq(r.dropped, 1)  -- b with b
  eq(r.matrix:cells(), { { 0.0, 2.0, 0.0 }, { 2.0, 0.0, 1.0 }, { 0.0, 1.0, 0.0 } })
  eq(r.left_out:row(1), { n_rows = 1, why = "without a group" })
  eq(r.sectors:column "ties", { 2, 3, 1 })
end)

test("groups may weigh alike, name a sector once, or have a direction", function()
  local parts = allied { weight = "fractional" }.pairs:column "count"
  near(parts[1], 2 / 3)
  near(parts[2], 1)
  eq(allied { distinct = true }.pairs:column "count", { 1, 1 })
  eq(allied { distinct = true }.dropped, 0)
  local directed = allied { directed = true }.pairs
  eq(directed:column "from", { "a", "b", "b" })
  eq(directed:column "to", { "b", "a", "c" })
end)

test("a graph is made of all rows or of a period", function()
  local r = flows { year = "year", value = "sum",
    periods = { { 2000, 2005 }, { 2006, 2007 } } }
  eq({ r:graph{}.n_edges, r:graph { period = "2000-2005" }.n_edges }, { 3, 1 })
  eq(r:graph { weight = "value" }.n_edges, 2)
  raises('linkage.flows: there is no period "2000"; there are 2000-2005, 2006-2007',
    function() return r:graph { period = "2000" } end)
end)

test("a file is read as a frame is", function()
  local path = "datasets/deals/synthetic_deals.csv"
  local by = { from = "acquirer_macro", to = "target_macro" }
  by.file = path
  local of_file = linkage.flows(by)
  by.file, by.frame = nil, frame.read(path)
  eq(of_file.matrix == linkage.flows(by).matrix, true)
  eq(of_file.provenance.synthetic, true)
  eq(of_file.provenance.inputs[1].source, "synthetic_deals.csv")
end)

test("what is printed fits a page and says what is synthetic", function()
  local told = tostring(flows({ value = "sum" }, deals:with { x = 1 }))
  for line in told:gmatch "[^\n]+" do assert(#line <= 80, line) end
  eq(told:find "SYNTHETIC", nil)
  local made = frame({ { "a", { "x" } }, { "b", { "y" } } },
    { source = "synthetic_deals.csv" })
  local r = linkage.flows { frame = made, from = "a", to = "b" }
  eq(tostring(r):find "SYNTHETIC DATA" ~= nil, true)
  eq(r:pictures()[1].synthetic, true)
end)


-- ---- growth ----

-- Ten rows in each period: a to b once and then four times, b to a five times
-- and then once; 2005 is in both periods and counts in neither.
local function growing(more)
  local from, to, year = {}, {}, {}
  local function put(n, a, b, y)
    for _ = 1, n do from[#from + 1], to[#to + 1], year[#year + 1] = a, b, y end
  end
  put(1, "a", "b", 2001)
  put(5, "b", "a", 2002)
  put(4, "c", "c", 2003)
  put(9, "a", "c", 2005)
  put(4, "a", "b", 2007)
  put(1, "b", "a", 2008)
  put(5, "c", "c", 2009)
  local given = { frame = frame { from = from, to = to, year = year }, from = "from",
    to = "to", year = "year", periods = { { 2000, 2005 }, { 2005, 2010 } } }
  for name, value in pairs(more or {}) do given[name] = value end
  return linkage.flows(given)
end

test("growth is that of a share of all rows, worked out by hand", function()
  local g = growing().growth
  eq(g:column "from", { "a", "b" })
  eq({ g:get(1, "n_before"), g:get(1, "n_after") }, { 1, 4 })
  near(g:get(1, "rate"), 4)
  near(g:get(2, "rate"), 1 / 5)
  near(g:get(1, "p"), 2 * (5 + 1) / 2 ^ 5)  -- 4 or 5 of 5, twice
  near(g:get(2, "p"), 2 * (6 + 1) / 2 ^ 6)  -- 5 or 6 of 6, twice
  near(g:get(1, "change"), 1000 * (0.4 - 0.1))
  -- six flows are possible between three sectors: q = 6 p / rank, from below
  near(g:get(2, "q"), math.min(1, 6 * 0.21875))
  near(g:get(1, "q"), math.min(1, 6 * 0.375 / 2))
  eq(g:get(1, "period"), "2005-2010")
end)

test("growth is judged among the flows that are possible", function()
  local all, none = growing(), growing { level = false }
  eq({ all.growth.n_rows, none.growth.n_rows }, { 2, 3 })  -- c to c, too
  raises("it needs two periods", function()
    return growing { periods = { { 2000, 2010 } } }.growth
  end)
  raises("no two periods have years of their own", function()
    return growing { periods = { { 2001, 2005 }, { 2001, 2009 } } }.growth
  end)
  raises("weight = \"fractional\" counts parts", function()
    return linkage.flows { frame = alliances:with { year = 2000 }, group = "alliance",
      member = "sector", weight = "fractional", year = "year",
      periods = { { 1999, 2000 }, { 2000, 2001 } } }.growth
  end)
end)

test("what was planted to rise in the synthetic deals rises, and nothing else", function()
  local r = linkage.flows { frame = frame.read "datasets/deals/synthetic_deals.csv",
    from = "acquirer_macro", to = "target_macro", year = "year",
    periods = { { 2000, 2007 }, { 2007, 2014 } } }
  local found = {}
  for row in r.growth:where { q = below(0.05) }:each() do
    if row.rate > 1 then found[row.from .. row.to] = true end
  end
  local planted = {}
  for row in frame.read "datasets/deals/planted.csv":where { kind = "rising" }:each() do
    planted[row.from .. row.to] = true
  end
  eq(found, planted)
end)


-- ---- a second route ----

local function random_rows(n, seed)
  local units, f = random.units(seed, 0, 5 * n), { a = {}, b = {}, y = {}, v = {} }
  local function name(u) return u < 0.05 and na or "s" .. math.floor(u * 7) end
  for i = 1, n do
    f.a[i], f.b[i] = name(units[i]), name(units[n + i])
    f.y[i] = 2000 + math.floor(10 * units[2 * n + i])
    local v = units[3 * n + i]
    f.v[i] = v < 0.2 and na or math.floor(100 * v)
  end
  return f
end

test("counts and sums agree with a loop over the rows", function()
  for seed = 1, 5 do
    local rows = random_rows(300, seed)
    local r = linkage.flows { frame = frame(rows), from = "a", to = "b",
      value = "v", year = "y", periods = { { 2000, 2004 }, { 2003, 2008 } } }
    local dropped = 0
    for i = 1, 300 do
      if not is_na(rows.a[i]) and rows.a[i] == rows.b[i] and rows.y[i] <= 2008 then
        dropped = dropped + 1
      end
    end
    eq(r.dropped, dropped)
    for row in r.pairs:each() do
      local from, to = row.period:match "(%d+)%-(%d+)"
      local n, sum = 0, na
      for i = 1, 300 do
        if rows.a[i] == row.from and rows.b[i] == row.to
          and rows.y[i] >= tonumber(from) and rows.y[i] <= tonumber(to) then
          n = n + 1
          if not is_na(rows.v[i]) then
            sum = (is_na(sum) and 0 or sum) + rows.v[i]
          end
        end
      end
      eq(row.count, n)
      if is_na(sum) then eq(row.value, na) else near(row.value, sum) end
      eq(r.matrices[row.period]:get(row.from, row.to), n + 0.0)
    end
  end
end)

test("pairs of participants agree with two loops", function()
  for seed = 1, 5 do
    local rows, by_pair = random_rows(120, seed), {}
    local total = 0
    for i = 1, 120 do
      for j = i + 1, 120 do
        local a, b = rows.a[i], rows.a[j]
        if rows.y[i] == rows.y[j] and not is_na(a) and not is_na(b) and a ~= b then
          if b < a then a, b = b, a end
          by_pair[a .. b] = (by_pair[a .. b] or 0) + 1
          total = total + 1
        end
      end
    end
    local r = linkage.flows { frame = frame(rows), group = "y", member = "a" }
    eq(r.n_flows, total)
    for row in r.pairs:each() do eq(row.count, by_pair[row.from .. row.to]) end
  end
end)

test("the order of rows and the names of sectors do not matter", function()
  local rows = frame(random_rows(200, 9))
  local by = { frame = rows, from = "a", to = "b", value = "v" }
  local r = linkage.flows(by)
  by.frame = rows:sort("v", "-y")
  eq(linkage.flows(by).pairs == r.pairs, true)
  by.frame, by.from, by.to = rows, "b", "a"
  eq(linkage.flows(by).matrix:transpose():cells(), r.matrix:cells())
end)


-- ---- what the sizes of both sides let expect ----

-- Quasi-independence in the plainest way: a table of ones with holes is scaled
-- by rows and by columns, over and over, until both sums fit.
local function scaled(counts, may)
  local n, e = #counts, {}
  for i = 1, n do
    e[i] = {}
    for j = 1, n do e[i][j] = may(i, j) and 1 or 0 end
  end
  local function fit(at)
    for i = 1, n do
      local wanted, is = 0, 0
      for j = 1, n do
        local r, c = at(i, j)
        wanted, is = wanted + counts[r][c], is + e[r][c]
      end
      for j = 1, n do
        local r, c = at(i, j)
        e[r][c] = is > 0 and e[r][c] * wanted / is or 0
      end
    end
  end
  for _ = 1, 3000 do
    fit(function(i, j) return i, j end)
    fit(function(i, j) return j, i end)
  end
  return e
end

local function counted(rows, names, may)
  local at, counts = {}, {}
  for i, name in ipairs(names) do
    at[name], counts[i] = i, {}
    for j = 1, #names do counts[i][j] = 0 end
  end
  for i = 1, #rows.a do
    local a, b = at[rows.a[i]], at[rows.b[i]]
    if a and b and may(a, b) then counts[a][b] = counts[a][b] + 1 end
  end
  return counts, at
end

local function choose(n, k)
  local c = 1
  for i = 1, k do c = c * (n - k + i) / i end
  return c
end

local function upper_tail(k, n, chance)
  local sum = 0
  for x = k, n do sum = sum + choose(n, x) * chance ^ x * (1 - chance) ^ (n - x) end
  return sum
end

test("where everything may flow, expected is row times column over all", function()
  local f = frame { from = { "x", "x", "x", "y" }, to = { "x", "y", "y", "x" } }
  local e = linkage.flows { frame = f, from = "from", to = "to", level = false }
    .excess:sort("from", "to")
  for k, expected in ipairs { 3 * 2 / 4, 3 * 2 / 4, 1 * 2 / 4 } do
    near(e:get(k, "expected"), expected)
  end
  near(e:get(2, "ratio"), 2 / 1.5)
  near(e:get(2, "z"), 0.5 / math.sqrt(1.5 * (1 - 1.5 / 4)))
  near(e:get(2, "p"), upper_tail(2, 4, 1.5 / 4))
end)

test("two sectors that can only meet each other are no surprise", function()
  local f = frame { from = { "x", "x", "y" }, to = { "y", "y", "x" } }
  local e = linkage.flows { frame = f, from = "from", to = "to" }.excess
  eq(e:column "expected", { 2.0, 1.0 })
  eq(e:column "ratio", { 1.0, 1.0 })
end)

test("expected flows agree with a table that is scaled", function()
  local names = { "s0", "s1", "s2", "s3", "s4", "s5", "s6" }
  local function apart(i, j) return i ~= j end
  for seed = 1, 3 do
    local rows = random_rows(250, seed)
    local counts, at = counted(rows, names, apart)
    local e, total = scaled(counts, apart), 0
    for i = 1, 7 do for j = 1, 7 do total = total + counts[i][j] end end
    local r = linkage.flows { frame = frame(rows), from = "a", to = "b" }
    for row in r.excess:each() do
      local expected = e[at[row.from]][at[row.to]]
      near(row.expected, expected, 1e-8)
      near(row.z, (row.count - expected) / math.sqrt(expected * (1 - expected / total)),
        1e-7)
      near(row.p, upper_tail(row.count, total, expected / total), 1e-7)
    end
    eq(r.excess.n_rows, r.pairs.n_rows)
  end
end)

test("expected pairs without direction agree with a symmetric table", function()
  local names = { "s0", "s1", "s2", "s3", "s4", "s5", "s6" }
  local rows = random_rows(60, 4)
  local r = linkage.flows { frame = frame(rows), group = "y", member = "a" }
  local function apart(i, j) return i ~= j end
  local both = { a = {}, b = {} }
  for row in r.pairs:each() do
    for _ = 1, row.count do
      local n = #both.a
      both.a[n + 1], both.b[n + 1] = row.from, row.to
      both.a[n + 2], both.b[n + 2] = row.to, row.from
    end
  end
  local counts, at = counted(both, names, apart)
  local e = scaled(counts, apart)
  for row in r.excess:each() do near(row.expected, e[at[row.from]][at[row.to]], 1e-8) end
end)

test("flows dealt out at random are hardly ever called more than expected", function()
  local n_called, n_small, n_flows = 0, 0, 0
  for seed = 1, 20 do
    local r = linkage.flows { frame = frame(random_rows(400, 100 + seed)),
      from = "a", to = "b" }
    n_called = n_called + r.excess:where { q = below(0.05) }.n_rows
    n_small = n_small + r.excess:where { p = below(0.05) }.n_rows
    n_flows = n_flows + r.excess.n_rows
  end
  eq(n_called <= 2, true)
  eq(n_small / n_flows <= 0.05, true)
end)

test("what was planted in the synthetic deals, and nothing else, is more than "
  .. "expected", function()
  local r = linkage.flows { frame = frame.read "datasets/deals/synthetic_deals.csv",
    from = "acquirer_macro", to = "target_macro", year = "year",
    periods = { { 2000, 2007 }, { 2007, 2014 } } }
  local found, planted = {}, {}
  for row in r.excess:where { period = "2007-2014", q = below(0.05) }:each() do
    found[row.from .. row.to] = true
  end
  for row in frame.read "datasets/deals/planted.csv":each() do
    planted[row.from .. row.to] = true
  end
  eq(found, planted)
end)

test("parts of pairs have no chance to be compared with", function()
  raises("weight = \"fractional\" counts parts", function()
    return allied { weight = "fractional" }.excess
  end)
end)


-- ---- bad input ----

test("what cannot be counted is said", function()
  local function refused(sentence, more, f)
    raises(sentence, function() return flows(more, f) end)
  end
  refused("'value' names no column \"sums\" (did you mean \"sum\"?)", { value = "sums" })
  refused("'value' should be a column of numbers, but \"kind\" is of type text",
    { value = "kind" })
  refused("'periods' need 'year'", { periods = { { 2000, 2001 } } })
  refused("'types' need 'type'", { types = { "stake" } })
  refused("no row lies in any of the periods 1990-1991, 1995-1996; the years of "
    .. "\"year\" go from", { year = "year", periods = { { 1990, 1991 }, { 1995, 1996 } } })
  refused("no row lies in the period \"1990-1991\"",
    { year = "year", periods = { { 1990, 1991 }, { 2000, 2001 } } })
  refused("the level \"mid\" should have a column beside \"buyer\", such as "
    .. "\"buyer_mid\"", { level = "mid" })
  refused("'level' should name two columns", { level = { "buyer_macro" } })
  refused("'level' should be 1 digit or more", { level = 0 })
  refused("'to' names no column", { to = "nobody" })
  refused("both \"buyer\"", { to = "buyer" })
  refused("'from_region' and 'to_region' go together", { from_region = "here" })
  refused("'distinct' goes with 'group' and 'member'", { distinct = true })
  refused("wants either 'from' and 'to'", { group = "kind", member = "kind" })
  refused("'value' should be 0 or more, but \"sum\" is -1",
    { value = "sum" }, deals:with { sum = -1 })
  refused("there is no row that counts; left out: 1 row", nil, deals:where { buyer = na })
  refused("'caveats' should be a list of texts, found a whole number",
    { caveats = { 1 } })
  raises("wants a 'frame' or a 'file'", function()
    return linkage.flows { from = "a", to = "b" }
  end)
  raises("no \"g\" has two participants", function()
    return linkage.flows { frame = frame { g = { 1, 2 }, m = { "a", "b" } },
      group = "g", member = "m" }
  end)
  raises("say what is counted", function() return linkage {} end)
end)

test("rows that all stay inside their sector leave no flow", function()
  local f = frame { a = { "x", "y" }, b = { "x", "y" } }
  local r = linkage.flows { frame = f, from = "a", to = "b" }
  eq({ r.n_flows, r.dropped, r.pairs.n_rows, r.n_sectors }, { 0, 2, 0, 0 })
  eq(r.overview:get(1, "finding"), "nothing goes from one sector to another")
  eq(tostring(r):find("dropped: 2 rows", 1, true) ~= nil, true)
end)

test("a group of very many participants is refused by name", function()
  local group, member = {}, {}
  for i = 1, 10000 do group[i], member[i] = "huge", "s" .. i % 9 end
  raises("\"huge\" has 10000 participants, more than the 5000 that are paired",
    function()
      return linkage.flows { frame = frame { g = group, m = member }, group = "g",
        member = "m" }
    end)
end)

test("of more sectors than a matrix holds there are pictures without it", function()
  local from, to = {}, {}
  for i = 1, 5001 do from[i], to[i] = "s" .. i, "s" .. i % 5001 + 1 end
  local r = linkage.flows { frame = frame { a = from, b = to }, from = "a", to = "b" }
  raises("at most 5000 sectors; use .pairs", function() return r.matrix end)
  local kinds = {}
  for i, picture in ipairs(r:pictures()) do kinds[i] = picture.kind end
  eq(kinds, { "ranks" })
  files.saved(page "Flows" { r }, ".html")
end)

test("the verbs of linkages say what should stand in front", function()
  local links = linkage.cooccur { class = "c", separator = ";",
    frame = frame { c = { "a;b" } } }
  raises("graph: expected a linkage.flows result in front, found a table",
    function() return flows().graph {} end)
  for _, verb in ipairs { "graph", "relatedness", "rising", "strong" } do
    raises(verb .. ": expected a linkage.cooccur result in front, found nothing; write "
      .. "it with a colon, as in r:" .. verb .. "{ ... }", function() links[verb]() end)
  end
end)

test("digits of names are letters, whatever their bytes", function()
  local f = frame { a = { "Ärzte", "Ärzte", "Ä" }, b = { "Ämter", "Öl", "Öl" } }
  local r = linkage.flows { frame = f, from = "a", to = "b", level = 1 }
  eq({ r.n_flows, r.dropped, r.within:column "sector" }, { 2, 1, { "Ä" } })
  eq(r.excess.n_rows, 2)
end)

test("what is told of a file is refused of a frame, and reasons are told", function()
  raises("'na' belongs to 'file'", function() return flows { na = "-" } end)
  raises("'decimal' belongs to 'file'", function() return flows { decimal = "," } end)
  raises("there is no row that counts; left out: 1 row without one of the sectors, "
    .. "4 rows of other types", function()
      return flows({ type = "kind", types = { "sale" } }, deals:where { sum = above(1) })
    end)
  raises('"a" is of type number; read it with types = { a = "text" }', function()
    return linkage.flows { frame = frame { a = { 1.5 }, b = { 2.5 } }, from = "a", to = "b" }
  end)
end)

test("dates count by their years", function()
  local years = deals:column "year"
  local days = {}
  for i, year in ipairs(years) do days[i] = i == 4 and na or ("%d-06-30"):format(year) end
  local dated = frame({ { "buyer", deals:column "buyer" }, { "seller", deals:column "seller" },
    { "year", days } }, { types = { year = "date" }, source = "deals.csv" })
  years[4] = na
  local plain = frame { { "buyer", deals:column "buyer" }, { "seller", deals:column "seller" },
    { "year", years } }
  local by = { year = "year", periods = { { 1999, 2001 }, { 2001, 2010 } } }
  local one, other = flows(by, dated), flows(by, plain)
  eq({ one.pairs == other.pairs, one.years == other.years }, { true, true })
  eq(one.left_out:column "why", { "without one of the sectors", "without a year" })
end)

test("years may be texts, fractions of 0 or dates, and nothing else", function()
  local by = { year = "year", periods = { { 1999, 2001 }, { 2001, 2010 } } }
  local function with(years)
    return flows(by, frame { { "buyer", deals:column "buyer" },
      { "seller", deals:column "seller" }, { "year", years } })
  end
  local years = deals:column "year"
  local texts, halves = {}, {}
  for i, year in ipairs(years) do
    texts[i] = i % 2 == 0 and tostring(year) or ("%d-06-30"):format(year)
    halves[i] = year + 0.0
  end
  local one = with(years)
  eq({ with(texts).pairs == one.pairs, with(halves).growth == one.growth }, { true, true })
  halves[2] = 2000.5
  raises('linkage.flows: row 2: "2000.5" of column "year" is neither a year nor a date', with,
    halves)
end)

test("a single type needs no list", function()
  local by = { type = "kind", types = { deals:get(1, "kind") } }
  local one = flows(by)
  by.types = by.types[1]
  eq(flows(by).pairs == one.pairs, true)
end)
