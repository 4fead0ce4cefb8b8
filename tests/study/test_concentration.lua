local regions = loadfile("tests/calc/five_regions.lua", "t", _ENV)()

-- The indices worked out anew from the published formulas, to twelve digits.
local known = {
  hhi = { 1, 0.525, 0.34, 0.315, 0.465 },
  entropy = { 0, 1.31903527434, 1.76096404744, 1.76595732095, 1.21924070464 },
  krugman = { 1.6, 1, 0.6, 0.7, 1.1 },
  specialisation = { 0.8, 0.5, 0.3, 0.35, 0.55 },
  hachman = { 0.2, 0.380952380952, 0.588235294118, 0.634920634921,
    0.430107526882 },
  n_specialised = { 1, 1, 3, 3, 2 },
}


local function study(m, more)
  local given = { frame = m:long(), region = m.row_title,
    class = m.col_title, value = "value" }
  for name, value in pairs(more or {}) do given[name] = value end
  return concentration(given)
end

local function near_all(found, wanted, tolerance)
  eq(#found, #wanted)
  for i, x in ipairs(found) do near(x, wanted[i], tolerance or 1e-14) end
end


-- ---- known answers ----

test("the indices of regions give the known values", function()
  local c = study(regions)
  for name, wanted in pairs(known) do
    near_all(c.regions:column(name), wanted, 6e-12)
  end
  near_all(c.hhi:column "hhi", known.hhi, 6e-12)
  near_all(c.entropy:column "entropy", known.entropy, 6e-12)
  eq(c.lq == regions:lq(), true)
end)

test("entropy is in bits, or in nats", function()
  local nats = study(regions, { entropy = "nats" }).entropy:column "entropy"
  for i, bits in ipairs(known.entropy) do
    near(nats[i], bits * math.log(2), 6e-12)
  end
  local even = matrix.of({ "a", "b" }, { "x", "y" }, 1)
    :titled { rows = "r", cols = "c" }
  eq(study(even).entropy:column "entropy", { 1.0, 1.0 })
end)

-- 10, 30, 60: shares .1, .3, .6. hhi .01 + .09 + .36 = .46, normalised
-- (3 x .46 - 1) / 2 = .19, unbiased (100 x .46 - 1) / 99 = 5 / 11;
-- gini (-2 x .1 + 0 + 2 x .6) / 3 = 1 / 3.
test("the indices of one class, by hand", function()
  local one = frame { place = { "p", "q", "r" }, n = { 10, 30, 60 } }
  local c = concentration { frame = one, region = "place", value = "n",
    top = { 1, 2 } }
  local row = c.classes:row(1)
  near_all({ row.hhi, row.hhi_normalised, row.hhi_unbiased, row.gini,
    row.top_1, row.top_2 }, { 0.46, 0.19, 5 / 11, 1 / 3, 0.6, 0.9 })
  near(row.entropy, -(0.1 * math.log(0.1, 2) + 0.3 * math.log(0.3, 2)
    + 0.6 * math.log(0.6, 2)))
  near(row.evenness, row.entropy / math.log(3, 2))
  eq({ row.class, row.total, row.n_present }, { "all", 100.0, 3 })
  eq(c.hhi:get(1, "hhi"), row.hhi)
  raises('this concentration result has no "lq": it needs the option \'class\'',
    function() return c.lq end)
end)

-- Two regions of 1 and 3 in all; x lies 1 : 0, so that the curve goes from
-- (0, 0) along (3/4, 0) to (1, 1): 1 less twice its area is 1 - 1/4.
test("the locational Gini, by hand", function()
  local m = matrix.of({ "small", "large" }, { "x", "y" }, { { 1, 0 }, { 0, 3 } })
    :titled { rows = "region", cols = "class" }
  local classes = study(m).classes
  near_all(classes:column "location_gini", { 3 / 4, 1 / 4 })
  near_all(study(regions).classes:column("location_gini"),
    study(regions).classes:column("gini"))  -- all regions are of one size
end)


-- ---- properties ----

local function random_table(n_rows, n_cols, seed)
  local draw = require("vane.core.random").below(seed, 0, n_rows * n_cols, 9)
  local rows, cols, cells = {}, {}, {}
  for i = 1, n_rows do
    rows[i], cells[i] = "r" .. i, {}
    for j = 1, n_cols do
      cols[j] = "c" .. j
      local x = draw[(i - 1) * n_cols + j]
      cells[i][j] = x > 3 and x * x or 0
    end
  end
  cells[1][1] = 5
  return matrix.of(rows, cols, cells):titled { rows = "r", cols = "c" }
end


-- Over all ordered pairs of cells, as the index is defined.
local function gini_by_pairs(line)
  local apart, sum = 0, 0
  for _, x in ipairs(line) do
    sum = sum + x
    for _, y in ipairs(line) do apart = apart + math.abs(x - y) end
  end
  return apart / (2 * #line * sum)
end

-- The same of cells of unequal sizes b.
local function location_gini_by_pairs(line, b)
  local apart, sum, all = 0, 0, 0
  for j in ipairs(line) do sum, all = sum + line[j], all + b[j] end
  for j in ipairs(line) do
    for k in ipairs(line) do
      apart = apart + math.abs(line[j] / sum * b[k] / all
        - line[k] / sum * b[j] / all)
    end
  end
  return apart / 2
end

test("Gini coefficients agree with their definition by pairs", function()
  for seed = 1, 5 do
    local m = random_table(7, 11, seed)
    local found = study(m).regions
    local all = m:sum("cols"):column "sum"
    for i, line in ipairs(m:cells()) do
      if found:get(i, "total") > 0 then
        near(found:get(i, "gini"), gini_by_pairs(line), 1e-14)
        near(found:get(i, "location_gini"), location_gini_by_pairs(line, all),
          1e-14)
      end
    end
  end
end)

local SCALE_FREE = { "hhi", "entropy", "gini", "location_gini", "krugman",
  "hachman", "evenness", "top_4" }

test("no index minds the unit, or the order of rows", function()
  local m = random_table(6, 9, 3)
  local turned = m:select { rows = { "r4", "r1", "r6", "r3", "r2", "r5" } }
  local scaled = study(m * 1e-7).regions
  local mixed = study(turned).regions:sort "r"
  for _, name in ipairs(SCALE_FREE) do
    near_all(scaled:column(name), study(m).regions:column(name), 1e-12)
    near_all(mixed:column(name), study(m).regions:column(name), 1e-12)
  end
end)

test("classes over regions are regions over classes, turned round", function()
  local m = random_table(6, 9, 4)
  local c, turned = study(m), study(m:transpose())
  for _, name in ipairs { "hhi", "gini", "entropy", "krugman", "total" } do
    near_all(c.classes:column(name), turned.regions:column(name), 1e-14)
  end
end)

test("a line in one cell is as concentrated as can be, an even one least",
  function()
    local m = matrix.of({ "one", "even" }, { "w", "x", "y", "z" },
      { { 8, 0, 0, 0 }, { 2, 2, 2, 2 } }):titled { rows = "r", cols = "c" }
    local f = study(m).regions
    eq(f:column "hhi", { 1.0, 0.25 })
    eq(f:column "hhi_normalised", { 1.0, 0.0 })
    eq(f:column "gini", { 0.75, 0.0 })
    eq(f:column "entropy", { 0.0, 2.0 })
    eq(f:column "evenness", { 0.0, 1.0 })
  end)

test("composition adds up by region, distribution by class", function()
  local c = study(regions)
  near_all(c.composition:sum("rows"):column "sum", { 1, 1, 1, 1, 1 })
  near_all(c.distribution:sum("cols"):column "sum", { 1, 1, 1, 1, 1 })
end)


-- ---- excess ----

-- R2 x I4: 70 where 100 x 100 / 500 = 20 are expected.
test("an excess is observed over expected, with exact Poisson limits",
  function()
    local gamma = require "vane.core.gamma"
    local c = study(regions)
    local row = c.excess:where { region = "R2", industry = "I4" }:row(1)
    eq({ row.value, row.expected, row.lq, row.few }, { 70.0, 20.0, 3.5, false })
    near(row.low, gamma.poisson_low(70, 0.025) / 20)
    near(row.high, gamma.poisson_high(70, 0.025) / 20)
    eq(c.excess.n_rows, 25)
  end)

test("a matrix of regions and classes does as well as a frame", function()
  local c = concentration { matrix = regions }
  eq(c.regions == study(regions).regions, true)
  eq(c.regions.names[1], "region")
  local flows = matrix.of({ "a", "b" }, { "a", "b" }, { { 1, 4 }, { 3, na } })
    :titled { rows = "sector", cols = "sector" }
  c = concentration { matrix = flows }
  eq(c.regions:column "row", { "a", "b" })
  eq(c.left_out:column "why", { "without a value" })
  eq(c.values:cells(), { { 1.0, 4.0 }, { 3.0, na } })
  eq({ c.regions:get(2, "total"), c.regions:get(2, "hhi") }, { 3.0, 1.0 })
  eq(c.excess.n_rows, 3)
  raises("leave 'region' out", concentration, { matrix = regions, region = "r" })
  raises("needs either 'frame', with 'region' its column of regions, or "
    .. "'matrix'", concentration, { frame = regions:long() })
end)

-- The log likelihood of counts that are negative binomial with means m e and
-- variance m e (1 + m e / a), but for a constant.
local function likelihood(cells, a, m)
  local sum = 0
  for cell in cells:each() do
    local mean = m * cell.expected
    for k = 0, cell.value - 1 do sum = sum + math.log(a + k) end
    sum = sum + cell.value * math.log(mean / (a + mean))
      + a * math.log(a / (a + mean))
  end
  return sum
end

test("the gamma of the quotients is the likeliest", function()
  for seed = 1, 4 do
    local c = study(random_table(8, 10, seed))
    local a, m = c.spread.shape, c.spread.mean
    local best = likelihood(c.excess, a, m)
    for _, by in ipairs { 0.5, 0.9, 0.999, 1.001, 1.1, 2 } do
      assert(likelihood(c.excess, a * by, m) < best)
      assert(likelihood(c.excess, a, m * by) < best)
      assert(likelihood(c.excess, a * by, m / by) < best)
    end
  end
end)

test("shrunk quotients are those of the gamma that a count leaves", function()
  local gamma = require "vane.core.gamma"
  local c = study(random_table(8, 10, 2))
  local a, b = c.spread.shape, c.spread.shape / c.spread.mean
  for cell in c.excess:each() do
    local shape, rate = a + cell.value, b + cell.expected
    near(cell.shrunk, shape / rate, 1e-12)
    near(gamma.below(shape, cell.shrunk_low * rate), 0.025, 1e-12)
    near(gamma.above(shape, cell.shrunk_high * rate), 0.025, 1e-12)
  end
end)

test("shrinking draws quotients of few events furthest, and ranks by the "
  .. "lower limit", function()
  local m = matrix.of({ "tiny", "a", "b", "c" }, { "x", "y" },
    { { 2, 0 }, { 300, 100 }, { 100, 300 }, { 200, 202 } })
    :titled { rows = "region", cols = "class" }
  local c = study(m)
  local tiny = c.excess:where { region = "tiny", class = "x" }:row(1)
  local large = c.excess:where { region = "a", class = "x" }:row(1)
  assert(tiny.lq > large.lq and tiny.shrunk < large.shrunk)
  eq({ tiny.few, large.few }, { true, false })
  eq(c.excess:get(1, "region"), "a")
  local last = math.huge
  for cell in c.excess:each() do
    assert(cell.shrunk_low <= last)
    last = cell.shrunk_low
  end
end)

-- 12 in every cell: less spread than chance would give.
test("where counts do not stray all quotients are drawn to one", function()
  local even = matrix.of({ "a", "b", "c" }, { "x", "y", "z" }, 12)
    :titled { rows = "region", cols = "class" }
  local c = study(even)
  eq({ c.spread.shape, c.spread.mean }, { 1e6, 1.0 })
  for cell in c.excess:each() do near(cell.shrunk, 1, 1e-9) end
end)

test("sums that are no counts have quotients, and no limits", function()
  local c = study(regions * 0.7)
  eq(c.excess.names, { "region", "industry", "value", "expected", "lq", "few" })
  near(c.excess:get(1, "lq"), 5)
  raises("no \"spread\": it is worked out of counts only", function() return c.spread end)
  eq(study(regions, { counts = false }).excess.n_cols, 6)
  raises("'counts' says that values count events, but \"value\" holds fractions",
    study, regions * 0.7, { counts = true })
  eq(study(regions * 1e6).excess.n_cols, 6)  -- millions are money
end)


-- ---- what is left out ----

local rows = frame {
  region = { "AT11", "ATZZ", "XX", na, "AT11", "AT12", "AT12", "AT12" },
  class = { "x", "x", "y", "x", na, "y", "x", "x" },
  n = { 2, 5, 7, 1, 1, 3, na, 4 },
}

test("rows without a place, a class or a value are left out and counted",
  function()
    local c = concentration { frame = rows, region = "region", class = "class",
      value = "n" }
    eq({ c.n_rows, c.n_left_out, c.total }, { 3, 5, 9.0 })
    eq(c.left_out:column "n_rows", { 1, 1, 1, 2 })
    eq(c.left_out:column "why", { "without a region", "without a class",
      "without a value", "of codes that stand for no region" })
    eq(c.unallocated:column "region", { "ATZZ", "XX" })
    eq(c.unallocated:column "total", { 5, 7 })
    eq(c.values:get("AT12", "x"), 4.0)
    assert(tostring(c):find "left out: 2 rows of codes that stand for no region")
  end)

test("which codes stand for no region can be said", function()
  local c = concentration { frame = rows, region = "region", class = "class",
    value = "n", unallocated = { "AT12" } }
  eq(c.values.rows, { "AT11", "ATZZ", "XX" })
  eq(c.unallocated:column "region", { "AT12" })
end)

test("a region without rows of a class has 0 of it, which counts", function()
  local f = frame { r = { "a", "b", "b" }, c = { "x", "y", "z" },
    n = { 5, 1, 1 }, year = { 1, 2, 2 } }
  local given = { frame = f, region = "r", class = "c", value = "n" }
  local c = concentration(given)
  eq(c.values:cells(), { { 5.0, 0.0, 0.0 }, { 0.0, 1.0, 1.0 } })
  near(c.gini:get(1, "gini"), 2 / 3)
  eq(c.excess.n_rows, 6)
  given.year, given.periods = "year", { { 1, 1 }, { 2, 2 } }
  c = concentration(given)
  eq(c.values:cells(), { { 0.0, 0.0, 0.0 }, { 0.0, 1.0, 1.0 } })
  eq(c.hhi:column "hhi", { na, 0.5 })
  eq(c.movers.n_rows, 6)
end)

test("without a value rows are counted", function()
  local c = concentration { frame = rows, region = "region", class = "class" }
  eq(c.values:get("AT12", "x"), 2.0)
  eq(c.total, 4.0)
end)

test("a value below 0 is refused, and so is a frame with nothing in it",
  function()
    local debts = frame { r = { "a" }, c = { "x" }, v = { -5 } }
    raises("'value' should be 0 or more, but \"v\" is -5 for the region \"a\"",
      concentration, { frame = debts, region = "r", class = "c", value = "v" })
    raises("no row of the frame has a region, a class and a value",
      concentration, { frame = debts:head(0), region = "r", class = "c" })
    local none = frame { r = { "a", "b" }, c = { "x", "y" }, v = { 0, 0 } }
    local c = concentration { frame = none, region = "r", class = "c",
      value = "v" }
    eq({ c.total, c.excess.n_rows, c.lq.n_missing }, { 0.0, 0, 4 })
    eq(c.hhi:column "hhi", { na, na })
    eq(tostring(c.overview):find("nan", 1, true), nil)
  end)

test("what names no region at all is said", function()
  raises("has a region, a class and a value (2 of codes that stand for no "
    .. "region)", concentration, { frame = frame { r = { "XX", "ZZ" },
      c = { "a", "b" } }, region = "r", class = "c" })
end)

test("a column with a name of the result's own wants another", function()
  raises("'region' is the column \"total\", a name that the result has for a "
    .. 'column of its own; rename it, as with :rename{ total = "region_name" }',
    concentration, { frame = frame { total = { "a" }, c = { "x" } },
      region = "total", class = "c" })
end)

test("wrong options are named", function()
  local given = { frame = rows, region = "regoin", class = "class" }
  raises("'region' names no column \"regoin\" (did you mean \"region\"?)",
    concentration, given)
  given.region = "class"
  raises("'region' and 'class' are both \"class\"", concentration, given)
  given.region, given.value = "region", "class"
  raises("'value' should be a column of numbers, but \"class\" is of type text",
    concentration, given)
  given.value, given.top = "n", 0
  raises("'top' should be a whole number of 1 or more", concentration, given)
  given.top, given.level = { 1, 2 }, 95
  raises("'level' should be above 0 and below 1, found 95", concentration,
    given)
  given.level, given.year = nil, "n"
  raises("'year' and 'periods' go together", concentration, given)
  raises("concentration: needs either 'frame'", concentration, {})
end)


-- ---- two periods ----

local dated = frame {
  region = { "a", "b", "a", "b", "a", "b" },
  class = { "x", "x", "x", "x", "x", "x" },
  year = { 2000, 2001, 2002, 2003, 2004, 2004 },
  n = { 6, 4, 10, 10, 9, 1 },
}

-- Before, 2000-2001: 6, 4; shared 2002-2003: 10, 10; after, 2004: 9, 1.
test("growth leaves out years that both periods have", function()
  local c = concentration { frame = dated, region = "region", class = "class",
    value = "n", year = "year", periods = { { 2000, 2003 }, { 2002, 2004 } } }
  eq(c.values:cells(), { { 19.0 }, { 11.0 } })
  local hhi = c.growth:where { index = "hhi" }:row(1)
  near(hhi.before, 0.36 + 0.16)
  near(hhi.after, 0.81 + 0.01)
  near(hhi.change, 0.3)
  eq(c.growth:where({ index = "total" }):get(1, "change"), 0.0)
  eq(c.movers:column "region", { "a", "b" })
  near_all(c.movers:column "change", { 0.3, -0.3 })
  near_all(c.movers:column "share_before", { 0.6, 0.4 })
end)

-- 56 of 70 against 48 of 80: Newcombe (1998), table II, method 10, example (a)
-- prints 0.0524 to 0.3339.
test("changes of shares have Newcombe's limits", function()
  local f = frame { region = { "a", "b", "a", "b" }, year = { 2, 2, 1, 1 },
    n = { 56, 14, 48, 32 }, class = { "x", "x", "x", "x" } }
  local c = concentration { frame = f, region = "region", class = "class",
    value = "n", year = "year", periods = { { 1, 1 }, { 2, 2 } } }
  local row = c.movers:where({ region = "a" }):row(1)
  near(row.change, 0.2)
  near(row.low, 0.0524, 5e-5)
  near(row.high, 0.3339, 5e-5)
end)

test("a large change of few comes behind a sure one of many", function()
  local f = frame { region = { "a", "b", "a", "b", "a", "b" },
    class = { "many", "many", "many", "many", "few", "few" },
    year = { 1, 1, 2, 2, 1, 2 }, n = { 500, 500, 600, 400, 1, 1 } }
  local given = { frame = f, region = "region", class = "class", value = "n",
    year = "year", periods = { { 1, 1 }, { 2, 2 } } }
  local movers = concentration(given).movers
  eq(movers:column "class", { "many", "many", "few", "few" })
  eq(movers:column "few", { false, false, true, true })
  given.counts = false
  movers = concentration(given).movers
  eq(movers:column "class", { "many", "many", "few", "few" })
  eq(movers.names, { "region", "class", "share_before", "share_after", "change",
    "few" })
end)

test("periods have names, and must hold something", function()
  local given = { frame = dated, region = "region", class = "class",
    year = "year", periods = { late = { 2004, 2004 }, early = { 2000, 2001 } } }
  assert(tostring(concentration(given)):find("late", 1, true))
  given.periods = { { 1990, 1995 } }
  raises('no row lies in the period "1990-1995" (1990 to 1995)', concentration,
    given)
  given.periods = { { 2004, 2000 } }
  raises("period 1 ends before it begins (2004 to 2000)", concentration, given)
  given.periods = { { 2000, 2001 }, { 2000, 2001 } }
  raises('the period "2000-2001" stands twice', concentration, given)
  given.periods = { 2000, 2001 }
  raises("period 1 should be { first year, last year }", concentration, given)
  given.periods = {}
  raises("'periods' should name at least one", concentration, given)
end)

test("rows outside all periods are left out and counted", function()
  local c = concentration { frame = dated, region = "region", class = "class",
    value = "n", year = "year", periods = { { 2000, 2001 } } }
  eq({ c.total, c.n_left_out }, { 10.0, 4 })
  eq(c.left_out:column "why", { "without a year, or outside all periods" })
end)

test("years may be dates", function()
  local days = frame({ r = { "a", "b", "a", "b" }, n = { 1, 2, 4, 8 },
    day = { "2001-12-31", "2002-01-01", na, "1999-05-05" } },
    { types = { day = "date" } })
  local c = concentration { frame = days, region = "r", value = "n",
    year = "day", periods = { { 2001, 2001 }, { 2002, 2003 } } }
  eq({ c.total, c.n_left_out }, { 2.0, 2 })
  eq(c.growth:where({ index = "total" }):column "before", { 1.0 })
end)

test("one period has no growth, and says what it needs", function()
  local c = concentration { frame = dated, region = "region", class = "class" }
  raises("no \"growth\": it needs 'year' and two 'periods'",
    function() return c.growth end)
end)


-- ---- linkages ----

-- Patent 1 links A with B and C, and B with C, in both regions; 2 links A with
-- B in one, naming it twice; 3 has one class.
local linked = frame {
  patent = { 1, 1, 1, 1, 2, 2, 2, 3 },
  region = { "R", "S", "R", "S", "S", "S", "S", "R" },
  ipc = { "A", "A", "C", "B", "B", "A", "A", "A" },
}

test("linkages are pairs of classes in the same record, once a region",
  function()
    local c = concentration { frame = linked, region = "region", class = "ipc",
      record = "patent", linkages = true, replicates = 20 }
    eq(c.values.cols, { "A + B", "A + C", "B + C" })
    eq(c.values:cells(), { { 1.0, 1.0, 1.0 }, { 2.0, 1.0, 1.0 } })
    eq({ c.n_rows, c.n_left_out, c.n_records }, { 7, 1, 2 })
    eq(c.left_out:column "why", { "of records with one class, which link nothing" })
  end)

test("linkages agree with what linkage.cooccur counts, region by region",
  function()
    local path = "datasets/patents/synthetic_dated.csv"
    local f = frame.read(path):where { region = { "FR10", "PT17" } }
    local c = concentration { frame = f:unfold { ipc = ";" }, region = "region",
      class = "ipc", record = "patent", linkages = true, replicates = 1 }
    for _, region in ipairs { "FR10", "PT17" } do
      local links = linkage.cooccur { frame = f:where { region = region },
        group = "patent", class = "ipc", separator = ";" }
      local n = 0
      for pair in links.pairs:each() do
        n = n + pair.count
        eq(c.values:get(region, pair.a .. " + " .. pair.b), pair.count + 0.0)
      end
      eq(c.regions:where({ region = region }):get(1, "total"), n + 0.0)
    end
  end)

test("linkages want classes and records, and count", function()
  local given = { frame = linked, region = "region", linkages = true,
    record = "patent" }
  raises("they need the options 'class' and 'record'", concentration, given)
  given.class, given.value = "ipc", "patent"
  raises("leave 'value' out", concentration, given)
  given.value, given.frame = nil, linked:where { patent = 3 }
  raises("no record has two classes", concentration, given)
end)


-- ---- two counts ----

-- Shares .6 .4 0 and .9 0 .1; ranks 1 2 3 and 1 3 2.
test("regions counted in two ways stand beside each other", function()
  local function by(f)
    return concentration { frame = f, region = "r", value = "n" }
  end
  local here = by(frame { r = { "a", "b" }, n = { 6, 4 } })
  local there = by(frame { r = { "c", "a" }, n = { 1, 9 } })
  local f = here:compare(there)
  eq(f:column "region", { "b", "a", "c" })
  near_all(f:column "difference", { -0.4, 0.3, 0.1 })
  eq(f:column "total_there", { 0.0, 9.0, 1.0 })
  eq(f.source, "3 regions, rank correlation 0.500; alone here 1, there 1")
  eq(here:compare(here).source, "2 regions, rank correlation 1.000")
  raises("compare: wants two concentration results, as in c:compare(other), "
    .. "found nothing", here.compare, here)
  raises("found a matrix", here.compare, here, here.values)
end)


-- ---- the text ----

test("a study of concentration fits 78 columns and ends with caveats",
  function()
    local c = study(regions:titled { source = ("long name "):rep(7) },
      { caveats = { "Regions are those of inventors, not of applicants; half "
        .. "of the patents name several of them." } })
    for line in tostring(c):gmatch "[^\n]+" do
      assert(utf8.len(line) <= 78, line)
    end
    assert(tostring(c):find("Regions are those of inventors", 1, true))
    eq(c.overview:column "aspect",
      { "composition", "strength and trend", "geography" })
    eq(c:pictures()[2].kind, "heat")
  end)


-- ---- real data ----

local SHARED = "../shared/data/"

local function shared(path, types)
  local file = io.open(SHARED .. path)
  if not file then skip(SHARED .. path .. " is not here") end
  file:close()
  return frame.read(SHARED .. path, types)
end

test("patents by region: codes of nowhere are set aside, shares add up",
  function()
    local f = shared "epo_nuts/epo_patents_nuts2.csv"
    local c = concentration { frame = f, region = "nuts2",
      value = "applications", year = "year",
      periods = { { 2000, 2007 }, { 2007, 2012 } } }
    local apart = f:where(function(row)
      return row.nuts2:find "[XZ][XZ]$" ~= nil
    end)
    eq(c.n_left_out, apart.n_rows)
    near(c.unallocated:aggregate({ t = "sum total" }):get(1, "t"),
      apart:aggregate({ t = "sum applications" }):get(1, "t"), 1e-6)
    near(c.distribution:total(), 1, 1e-12)
    eq(c.growth.n_rows, 4)
  end)

test("trade: quotients by long division", function()
  local f = shared("trade_sitc/exports_sitc2.csv", { types = { product = "text" } })
  local c = concentration { frame = f, region = "country", class = "product",
    value = "value" }
  local by_country, by_product, all = {}, {}, 0
  for row in f:each() do
    by_country[row.country] = (by_country[row.country] or 0) + row.value
    by_product[row.product] = (by_product[row.product] or 0) + row.value
    all = all + row.value
  end
  local most = 0
  for row in f:each() do
    local wanted = row.value / by_country[row.country]
      / (by_product[row.product] / all)
    local found = c.lq:get(row.country, row.product)
    if wanted > 0 then most = math.max(most, math.abs(found / wanted - 1)) end
  end
  near(most, 0, 1e-13)
end)
