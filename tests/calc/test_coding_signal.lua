-- What speaks for a code coming up, beside its trend: worked by hand, and gone
-- through source by source; rates period by period.

local random = loadfile("tests/data/random.lua", "t", _ENV)()
local made = dofile "tests/calc/coded.lua"

local coded, row_of = made.of, made.row


-- ---- by hand ----

-- Two sources a year of five units each, one of each type, 2001 to 2006; "late"
-- in one unit of the second source from 2003 on, "all" in one of each source.
local function small()
  local rows = {}
  for year = 2001, 2006 do
    for s = 1, 2 do
      for i = 1, 5 do
        rows[#rows + 1] = { ("%d %d"):format(year, s), year, "type " .. s,
          i == 1 and "all" or i == 2 and s == 2 and year >= 2003 and "late" or na }
      end
    end
  end
  return coded(rows)
end


test("the parts of a score, by hand", function()
  local row = row_of(small():emerging { least = 4, draws = 9 }, "late")
  -- first in 2003: 20 of 60 units are older; two of four are of 2005 and 2006
  near(row.novelty, 20 / 60)
  near(row.recent, 2 / 4)
  near(row.spread, 1 / 2)
  -- shares 0 0 .1 .1 .1 .1 at times -2.5 .. 2.5: .1 (-.5 + .5 + 1.5 + 2.5)
  -- over 17.5; from nothing to twice its mean 4/60 within 5 years is 1
  near(row.slope, 0.4 / 17.5)
  near(row.growth, 0.4 / 17.5 / (4 / 60))
  near(row.rise, 0.4 / 17.5 * 5 / (2 * 4 / 60))
  near(row.score, (0.5 * row.rise * 0.5) ^ (1 / 3))
end)

test("what is seen later counts more, what is everywhere does not spread",
  function()
    local f = small():emerging { least = 4, draws = 9 }
    local late, all = row_of(f, "late"), row_of(f, "all")
    -- 5 % less for each year before the last
    near(late.visibility, 0.1 * (0.85 + 0.9 + 0.95 + 1) / 6)
    near(late.diffusion, 0.5 * (0.85 + 0.9 + 0.95 + 1) / 6)
    near(all.visibility, 0.2 * (0.75 + 0.8 + 0.85 + 0.9 + 0.95 + 1) / 6)
    -- weights rise by 0.05 a year
    near(all.spreading, 0.05 / (5.25 / 6))
    eq({ late.signal, all.signal }, { "weak", "known" })
    eq(all.score, 0.0)  -- it does not rise
    near(all.slope, 0)
  end)

test("without types the score rests on its other parts", function()
  local c = small()
  local bare = coding(c:rows():join(c:units():drop "type",
    { by = "unit", kind = "left" }))
  local row = row_of(bare:emerging { least = 4, draws = 9 }, "late")
  eq(row.spread, na)
  near(row.score, math.sqrt(row.recent * row.rise))
end)


-- ---- gone through ----

local function drawn(seed)
  local draw, rows = random.numbers(seed), {}
  for s = 1, 30 do
    local year = 2001 + draw(7)
    for _ = 1, 2 + draw(5) do
      rows[#rows + 1] = { "s" .. s, year, "t" .. s % 4, "c" .. draw(5) }
    end
  end
  return rows
end


local function size(set)
  local n = 0
  for _ in pairs(set) do n = n + 1 end
  return n
end


-- Of each year the units and sources, with the code and all.
local function by_year(rows, code)
  local years = {}
  for _, row in ipairs(rows) do
    local y = years[row[2]] or { units = 0, all = 0, sources = {}, from = {} }
    years[row[2]] = y
    y.all, y.from[row[1]] = y.all + 1, true
    if row[4] == code then
      y.units, y.sources[row[1]] = y.units + 1, true
    end
  end
  return years
end


test("visibility and diffusion are those of going through all sources",
  function()
    local rows = drawn(3)
    local f = coded(rows):emerging { least = 1, draws = 9 }
    eq(f.n_rows, 5)
    for row in f:each() do
      local years = by_year(rows, row.code)
      local list = {}
      for year in pairs(years) do list[#list + 1] = year end
      table.sort(list)
      local seen, spread = 0, 0
      for i, year in ipairs(list) do
        local y, weight = years[year], 1 - 0.05 * (#list - i)
        seen = seen + y.units / y.all * weight / #list
        spread = spread + size(y.sources) / size(y.from) * weight / #list
      end
      near(row.visibility, seen)
      near(row.diffusion, spread)
    end
  end)

test("growth has the range of leaving each of few sources out", function()
  local rows = {}
  for year = 2001, 2006 do
    for i = 1, 6 do
      rows[#rows + 1] = { "s" .. year, year, "t",
        i <= year - 2000 - year % 2 and "a" or na }
    end
  end
  local low, high = math.huge, -math.huge
  for out = 2001, 2006 do
    local n, r, t, rt, tt = 0, 0, 0, 0, 0
    for _, row in ipairs(rows) do
      if row[2] ~= out then
        local has = is_na(row[4]) and 0 or 1
        n, r, t = n + 1, r + has, t + row[2]
        rt, tt = rt + has * row[2], tt + row[2] ^ 2
      end
    end
    local growth = (rt - r * t / n) / (tt - t * t / n) / (r / n)
    low, high = math.min(low, growth), math.max(high, growth)
  end
  local row = row_of(coded(rows):emerging { draws = 9 }, "a")
  near(row.growth_low, low)
  near(row.growth_high, high)
end)


-- ---- rates ----

test("rates are counts over counts, and add up to what there is", function()
  local rows = drawn(4)
  local c = coded(rows)
  local f, n_units = c:rates {}, 0
  for row in f:each() do
    local y = by_year(rows, row.code)[math.tointeger(row.period)]
    eq({ row.units, row.of, row.sources },
      { y and y.units or 0, y and y.all or 0, y and size(y.sources) or 0 })
    n_units = n_units + row.units
  end
  eq(n_units, c.n_codings)
end)

test("periods without sources are there, without a share", function()
  local c = coded { { "s", 2001, "t", "a" }, { "t", 2004, "t", "b" } }
  local f = c:rates():where { code = "a" }
  eq(f:column "period", { "2001", "2002", "2003", "2004" })
  eq(f:column "share", { 1.0, na, na, 0.0 })
  eq(f:column "low", { f:get(1, "low"), na, na, 0.0 })
end)

test("quarters run through the turn of the year", function()
  local f = { unit = { 1, 2 }, source = { "s", "t" }, code = { "a", "a" },
    date = { "2014-11-30", "2015-04-01" } }
  eq(coding(frame(f)):rates { by = "quarter" }:column "period",
    { "2014-Q4", "2015-Q1", "2015-Q2" })
  eq(coding(frame(f)):rates { by = "month" }.n_rows, 6)
end)

test("cuts may be years where dates are years; the last period may be empty",
  function()
    local rows = {}
    for year = 2001, 2006 do rows[#rows + 1] = { "s" .. year, year, "t", "a" } end
    local f = coded(rows):rates { cuts = { 2003, 2005, 2010 } }
    eq(f:column "period", { "before 2003", "from 2003", "from 2005",
      "from 2010" })
    eq(f:column "units", { 2, 2, 2, 0 })
  end)

test("pairs have rates, and the codes that are too rare do not", function()
  local f = frame { unit = { 1, 1, 2 }, source = { "s", "s", "t" },
    date = { 2001, 2001, 2002 }, code = { "a", "b", "a" } }
  eq(coding(f):rates { of = "pairs" }:select("a", "b", "period", "units"),
    frame({ { "a", { "a", "a" } }, { "b", { "b", "b" } },
      { "period", { "2001", "2002" } }, { "units", { 1, 0 } } }))
  eq(coding(f):rates { least = 2 }:unique("code").n_rows, 1)
end)

test("cuts by year stand for the first days of years", function()
  local c = coded { { "s", "2001-12-31", "t", "a" }, { "t", "2002-01-01", "t", "a" },
    { "u", "2003-06-30", "t", "a" } }
  local rates = c:rates { cuts = { 2002, 2003 } }
  eq(rates:column "period", { "before 2002", "from 2002", "from 2003" })
  eq(rates:column "units", { 1, 1, 1 })
  eq(rates:column "units", c:rates { cuts = { "2002-01-01", "2003-01-01" } }
    :column "units")
end)

test("of dates in mixed forms the years count", function()
  local c = coded { { "s", "2001", "t", "a" }, { "t", "2001-05", "t", "a" },
    { "u", "2002-02-28", "t", "a" } }
  eq(c:rates():column "units", { 2, 1 })
  eq(c:rates { cuts = { 2002 } }:column "units", { 2, 1 })
  raises("of the date 2001 only the year is known", c.rates, c, { by = "month" })
  raises("found the date 2001, which names no day; 'cuts' should be years", c.rates,
    c, { cuts = { "2002-01-01" } })
end)

test("years may be numbers with a point, and no others", function()
  local function of(date)
    return coding(frame { { "unit", { 1, 2 } }, { "source", { "s", "t" } },
      { "date", { 2001.0, date } }, { "code", { "a", "a" } } })
  end
  eq(of(2002.0):rates():column "period", { "2001", "2002" })
  local half = of(2002.5)
  raises('found the date "2002.5"', half.rates, half)
  raises("found the date 2001.0, which names no day", half.rates, half,
    { cuts = { "2002-01-01" } })
end)

test("what is no day is refused, wherever periods begin", function()
  for _, wrong in ipairs { "31.12.2001", "2001-02-29", "2001-13-01", "2001-13",
    "20011", "2001-", "2001-01-00" } do
    local c = coded { { "s", wrong, "t", "a" }, { "t", "2004-02-29", "t", "a" } }
    for _, opts in ipairs { {}, { by = "month" }, { cuts = { 2002 } },
      { cuts = { "2002-01-01" } } } do
      raises('found the date "' .. wrong, c.rates, c, opts)
    end
  end
  local c = coded { { "s", "2001-01-01", "t", "a" } }
  raises("'cuts' should be days or years in their order", c.rates, c,
    { cuts = { "2001-02-30" } })
end)

test("dates and cuts of different kinds are refused", function()
  local c = coded { { "s", 2001, "t", "a" }, { "t", 2004, "t", "b" } }
  raises("'cuts' should be years, as in { 2001 }", c.rates, c,
    { cuts = { "2002-01-01" } })
  raises("'cuts' should be days or years in their order", c.rates, c,
    { cuts = { 2003, 2003 } })
  raises("'cuts' should be days or years in their order", c.rates, c,
    { cuts = { 2003, "2004-01-01" } })
  raises("lists no day", c.rates, c, { cuts = {} })
  raises("'by' can only be \"year\"", c.rates, c, { by = "month" })
end)
