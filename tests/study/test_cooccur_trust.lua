-- How sure a count of linkages is: columns of .pairs, .growth, rising ties.

local chance = loadfile("tests/calc/chance.lua", "t", _ENV)()

local TWO = { { 2000, 2007 }, { 2007, 2014 } }

-- Patents of 2000 to 2014 with one to five of 15 classes; from 2010 on every
-- fifth has both p and q.
local function patents(seed, n)
  local unit = chance.stream(seed)
  local rows = { patent = {}, ipc = {}, year = {} }
  local function add(patent, class, year)
    local k = #rows.patent + 1
    rows.patent[k], rows.ipc[k], rows.year[k] = patent, class, year
  end
  for i = 1, n do
    local year = 2000 + unit() * 15 // 1 | 0
    for _ = 1, 1 + unit() * 4 // 1 do
      add(i, ("c%02d"):format(unit() ^ 2 * 15 // 1), year)
    end
    if year >= 2010 and i % 5 == 0 then
      add(i, "p", year)
      add(i, "q", year)
    elseif i % 9 == 0 then
      add(i, i % 2 == 0 and "p" or "q", year)
    end
  end
  return frame(rows)
end

local f = patents(1, 600)

local function study(more)
  local opts = { frame = f, group = "patent", class = "ipc", year = "year",
    periods = TWO }
  for key, value in pairs(more or {}) do opts[key] = value end
  return linkage.cooccur(opts)
end

local function events_of(from, to)
  return f:where { year = between(from, to) }
    :events { group = "patent", class = "ipc", period = "year" }
end

local function same_columns(found, wanted, names)
  eq(found.n_rows, wanted.n_rows)
  for _, name in ipairs(names) do
    local x, y = found:column(name), wanted:column(name)
    for i = 1, found.n_rows do
      if is_na(y[i]) or type(y[i]) == "string" then eq(x[i], y[i])
      else near(x[i], y[i], 1e-9 * math.abs(y[i]) + 1e-12) end
    end
  end
end


test("pairs of each period are those of its events, beside chance", function()
  for _, null in ipairs { "both", "totals", "sizes" } do
    local links = study { null = null, least = 20, fdr = "BY" }
    for i, name in ipairs { "2000-2007", "2007-2014" } do
      same_columns(links.pairs:where { period = name },
        events_of(TWO[i][1], TWO[i][2]):pairs { null = null, least = 20, fdr = "BY" },
        { "a", "b", "count", "expected", "z", "p", "q" })
    end
  end
end)

test("growth leaves years out that both periods share", function()
  local links = study()
  local wanted = events_of(2000, 2014)
    :growth { before = { 2000, 2006 }, after = { 2008, 2014 } }
  -- Members that are only in 2007 belong to neither family.
  same_columns(links.growth, wanted, { "a", "b", "n_before", "n_after", "rate",
    "low", "high", "change", "change_low", "change_high", "p", "q" })
  eq(links.growth:get(1, "period"), "2007-2014")
end)

test("a planted pair rises, and nothing else does", function()
  local rising = study():rising()
  eq({ rising.n_rows, rising:get(1, "a"), rising:get(1, "b") }, { 1, "p", "q" })
  eq(study():rising { top = 0 }.n_rows, 0)
  eq(study():rising { q = 0 }.n_rows, 0)
  raises("rising: option 'q' should be from 0 to 1, found 2", function()
    study():rising { q = 2 }
  end)
  raises("rising: option 'top' should be at least 0, found -1", function()
    study():rising { top = -1 }
  end)
end)

test("several periods are each compared with the next", function()
  local links = study { periods = { { 2000, 2004 }, { 2005, 2009 }, { 2010, 2014 } } }
  local g = links.growth
  local last = events_of(2000, 2014)
    :growth { before = { 2005, 2009 }, after = { 2010, 2014 } }
  same_columns(g:where { period = "2010-2014" }, last, { "a", "b", "n_before",
    "n_after", "rate", "p" })
  eq(g:where { period = "2005-2009" }.n_rows > 0, true)
end)

test("without a null nothing is tested", function()
  eq(study { null = "none" }.pairs.names, { "a", "b", "period", "count" })
  eq(study { distinct = false }.pairs.names, { "a", "b", "period", "count" })
end)

test("fractional weights are tested by the groups that have a pair", function()
  same_columns(study { weight = "fractional" }.pairs, study().pairs,
    { "a", "b", "expected", "z", "p", "q" })
end)

test("the result says what q is over", function()
  local text = tostring(study { least = 30 }):gsub("%s+", " ")
  local n = { 0, 0 }
  for i = 1, 2 do
    for row in events_of(TWO[i][1], TWO[i][2]):totals():each() do
      if row.total >= 30 then n[i] = n[i] + 1 end
    end
  end
  local wanted = ("q is over all pairs of members in 30 groups or more, also "
    .. "those that never meet: %d in 2000-2007, %d in 2007-2014 (Benjamini and "
    .. "Hochberg)"):format(n[1] * (n[1] - 1) / 2, n[2] * (n[2] - 1) / 2)
  eq(text:find(wanted, 1, true) ~= nil, true)
  eq(text:find("keeps in how many groups a member is, and how many", 1, true) ~= nil,
    true)
end)

test("growth needs two periods with groups", function()
  raises('has no "growth": it needs two periods', function()
    return study { periods = { { 2000, 2014 } } }.growth
  end)
  raises('has no "growth": one of each two periods has no groups', function()
    return study { periods = { { 1990, 1994 }, { 2000, 2014 } } }.growth
  end)
  raises('has no "growth": it compares groups', function()
    return study { distinct = false }.growth
  end)
  raises("option 'null' should be one of both, sizes, totals", study, { null = "all" })
end)


-- ---- applicants ----

-- One firm files twenty patents with p and q in 2011; many firms one each
-- with r and s. Both pairs are as rare before.
local function filed()
  local rows = { patent = {}, ipc = {}, year = {}, firm = {} }
  local n = 0
  local function add(year, classes, firm)
    n = n + 1
    local k = #rows.patent + 1
    rows.patent[k], rows.ipc[k], rows.year[k] = n, classes, year
    rows.firm[k] = firm or "firm " .. n
  end
  for i = 1, 20 do
    add(2011, "p; q", "large")
    add(2011, "r; s")
    if i < 5 then
      add(2003, "p; q")
      add(2003, "r; s")
    end
  end
  for year = 2000, 2014 do
    for i = 1, 20 do add(year, ("c%d; c%d"):format(i % 4, i % 5)) end
  end
  return frame(rows)
end

local function of_firms(more)
  local opts = { frame = filed(), group = "patent", class = "ipc", year = "year",
    separator = ";", periods = TWO }
  for key, value in pairs(more or {}) do opts[key] = value end
  return linkage.cooccur(opts)
end

test("what one applicant files is no growth when applicants are drawn", function()
  local plain, drawn = of_firms().growth, of_firms { cluster = "firm" }.growth
  local both = { "a", "b", "period", "n_before", "n_after", "rate", "change" }
  eq(drawn:select(both), plain:select(both))
  local function row(growth, a)
    return growth:where { a = a, b = a == "p" and "q" or "s" }:row(1)
  end
  eq(row(plain, "p").p, row(plain, "r").p)
  eq(row(drawn, "r").p, row(plain, "r").p)
  eq({ row(drawn, "p").clusters, row(drawn, "r").clusters }, { 5, 24 })
  eq(row(plain, "p").p < 0.01 and row(drawn, "p").p > 0.05, true)
  eq(row(drawn, "p").low < 1 and row(drawn, "r").low > 1, true)
  eq(tostring(of_firms { cluster = "firm" }):gsub("%s+", " "):find(
    'hold when all of a "firm" is drawn anew together (999 times, seed 1)',
    1, true) ~= nil, true)
end)

test("dates have years, and rows can be groups of their own", function()
  local rows = filed()
  local years, dates = rows:column "year", {}
  for i, year in ipairs(years) do dates[i] = ("%d-06-30"):format(year) end
  local g = frame({ ipc = rows:column "ipc", day = dates, firm = rows:column "firm" },
    { types = { day = "date" } })
  local links = linkage.cooccur { frame = g, class = "ipc", separator = ";",
    year = "day", periods = TWO, cluster = "firm" }
  eq(links.growth, of_firms { cluster = "firm" }.growth)
end)

test("a column that is no cluster is refused", function()
  raises("firn", function() return of_firms { cluster = "firn" }.growth end)
end)


-- ---- where the nulls differ ----

local function dated(null)
  return linkage.cooccur { file = "datasets/patents/synthetic_dated.csv",
    group = "patent", class = "ipc", separator = ";", null = null }
end

local function told_excess(links)
  return tostring(links):gsub("%s+", " "):match "up to (%d+) %% larger"
end

test("small groups are said to differ between nulls, by no less than they do", function()
  local both, sizes = dated "both", dated "sizes"
  local function expected(links)
    return links.pairs:aggregate { sum = "sum expected" }:get(1, "sum")
  end
  local more = expected(both) / expected(sizes) - 1
  local told = tonumber(told_excess(both)) / 100
  assert(told >= more - 0.005 and told <= more + 0.1)
  eq(told_excess(sizes), nil)
end)

test("groups of two are said to have twice the pairs on average, large ones not to "
  .. "differ", function()
  local group, class = {}, {}
  local function fill(n_groups, size)
    group, class = {}, {}
    for g = 1, n_groups do
      for k = 1, size do
        group[#group + 1], class[#class + 1] = g, "c" .. (g * 7 + k) % 40
      end
    end
    return linkage.cooccur { frame = frame { g = group, c = class }, group = "g",
      class = "c" }
  end
  eq(told_excess(fill(100, 2)), "100")  -- 2 * 2 / (2 * 1)
  eq(told_excess(fill(99, 2)), nil)
  eq(told_excess(fill(100, 20)), nil)   -- 20 / 19
end)
