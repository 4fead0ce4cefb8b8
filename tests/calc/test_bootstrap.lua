local bootstrap = require "vane.core.bootstrap"
local random = require "vane.core.random"

local quantile = dofile "tests/calc/quantile.lua"

local COLUMNS = { "record", "region", "class", "value" }

-- Some records with one to three rows each.
local function some_records(n, seed)
  local u = random.units(seed, 0, 4 * n)
  local lists = { record = {}, region = {}, class = {}, value = {} }
  for i = 1, n do
    local k = 1 + math.floor(3 * u[i])
    for j = 1, k do
      local at = #lists.record + 1
      lists.record[at] = "record " .. i
      lists.region[at] = "r" .. 1 + math.floor(4 * u[n + (i * j) % n + 1])
      lists.class[at] = "c" .. 1 + math.floor(3 * u[2 * n + i])
      lists.value[at] = 1 / k
    end
  end
  return frame(lists)
end

local function table_of(f)
  return f:matrix { rows = "region", cols = "class", value = "value",
    sum = true, fill = 0 }
end


-- ---- second routes ----

-- The table of one replicate, drawn as the seed's stream of its number says.
local function drawn(f, m, seed, replicate)
  local entries, order = {}, {}
  for row in f:each() do
    if not entries[row.record] then
      entries[row.record] = {}
      order[#order + 1] = row.record
    end
    table.insert(entries[row.record], row)
  end
  local cells = {}
  for _, name in ipairs(m.rows) do cells[name] = {} end
  for _, at in ipairs(random.below(seed, replicate - 1, #order, #order)) do
    for _, row in ipairs(entries[order[at + 1]]) do
      local line = cells[row.region]
      line[row.class] = (line[row.class] or 0) + row.value
    end
  end
  local list = {}
  for i, name in ipairs(m.rows) do
    list[i] = {}
    for j, class in ipairs(m.cols) do list[i][j] = cells[name][class] or 0 end
  end
  return matrix.of(m.rows, m.cols, list):titled { rows = "region", cols = "class" }
end


local function indices_of(m)
  local c = concentration { frame = m:long(), region = "region",
    class = "class", value = "value", counts = false }
  return c.regions, c.classes
end


test("replicates are the indices of records drawn one by one", function()
  local f = some_records(30, 5)
  local m = table_of(f)
  local found = { bootstrap.lines(f, COLUMNS, m, 6, 11, "rows", true) }
  local turned = { bootstrap.lines(f, COLUMNS, m, 6, 11, "cols", true) }
  for r = 1, 6 do
    local regions, classes = indices_of(drawn(f, m, 11, r))
    for k, index in ipairs { "hhi", "entropy", "gini" } do
      for i, x in ipairs(regions:column(index)) do
        near(found[k]:cells()[r][i], x, 1e-13)
      end
      for j, x in ipairs(classes:column(index)) do
        near(turned[k]:cells()[r][j], x, 1e-13)
      end
    end
  end
end)

test("limits of quotients are quantiles over the replicates", function()
  local f = some_records(40, 6)
  local m = table_of(f)
  local low, high = bootstrap.quotients(f, COLUMNS, m, 25, 3, 0.9)
  local values = {}
  for r = 1, 25 do values[r] = drawn(f, m, 3, r):lq() end
  for _, region in ipairs(m.rows) do
    for _, class in ipairs(m.cols) do
      local list = {}
      for r = 1, 25 do list[r] = values[r]:get(region, class) end
      if m:get(region, class) > 0 then
        near(low:get(region, class), quantile(list, 0.05), 1e-12)
        near(high:get(region, class), quantile(list, 0.95), 1e-12)
      else
        eq(is_na(low:get(region, class)), true)
      end
    end
  end
end)

test("limits of columns leave out what is missing", function()
  local m = matrix.of({ "1", "2", "3", "4" }, { "x", "none" },
    { { 4, na }, { na, na }, { 0, na }, { 2, na } })
  local limits = bootstrap.limits(m, 0.5)
  eq(limits:cells(), { { 1.0, na }, { 3.0, na } })
end)

test("a record counts once in each line it has", function()
  local f = frame { record = { 1, 1, 1, 2 }, region = { "a", "a", "b", "a" },
    class = { "x", "y", "x", "x" }, value = { 1, 1, 1, 1 } }
  local m = table_of(f)
  eq(bootstrap.n_records(f, COLUMNS, m, "rows"), { 2, 1 })
  eq(bootstrap.n_records(f, COLUMNS, m, "cols"), { 2, 1 })
end)

test("a table that lacks a name of the records is refused", function()
  local f = some_records(10, 1)
  local m = table_of(f):select { rows = { "r1" } }
  raises('the table has no "r', bootstrap.lines, f, COLUMNS, m, 5, 1, "rows")
  raises("wants 1 to 1000000 replicates", bootstrap.lines, f, COLUMNS,
    table_of(f), 0, 1, "rows")
end)

test("more quotients than fit memory are refused", function()
  local lists = { record = {}, region = {}, class = {}, value = {} }
  for k = 0, 63 do
    lists.record[k + 1], lists.value[k + 1] = k, 1
    lists.region[k + 1], lists.class[k + 1] = "r" .. k // 8, "c" .. k % 8
  end
  local f = frame(lists)
  raises("limits of 64 cells from 1000000 replicates want too much memory; say "
    .. "fewer 'replicates'", bootstrap.quotients, f, COLUMNS, table_of(f),
    1000000, 1, 0.9)
end)


-- ---- in the study ----

local function study(f, more)
  local given = { frame = f, region = "region", class = "class",
    value = "value", record = "record", replicates = 200 }
  for name, value in pairs(more or {}) do given[name] = value end
  return concentration(given)
end

test("limits turn the drawn values round the found one", function()
  local f = some_records(60, 8)
  local c, m = study(f), table_of(f)
  local gini = select(3, bootstrap.lines(f, COLUMNS, m, 200, 1, "rows", true))
  for i, region in ipairs(m.rows) do
    local row, list = c.regions:row(i), {}
    eq(row.region, region)
    for r = 1, 200 do list[r] = gini:cells()[r][i] end
    near(row.gini_low, math.max(0, 2 * row.gini - quantile(list, 0.975)), 1e-12)
    near(row.gini_high, math.min(2 / 3, 2 * row.gini - quantile(list, 0.025)),
      1e-12)
  end
  eq(c.n_records, 60)
  eq(c.gini.names, { "region", "total", "gini", "location_gini", "gini_low",
    "gini_high", "n_records" })
end)

test("the same seed gives the same limits, another one others", function()
  local f = some_records(40, 2)
  eq(study(f).regions == study(f).regions, true)
  eq(study(f).regions == study(f, { seed = 2 }).regions, false)
end)

test("fewer than ten records have no limits", function()
  local f = some_records(9, 3)
  for row in study(f).regions:each() do
    eq({ is_na(row.hhi_low), is_na(row.gini_high) }, { true, true })
  end
end)

test("fractions with records are ranked by their lower limit, few last",
  function()
    local c = study(some_records(80, 4))
    local last, few = math.huge, false
    for cell in c.excess:each() do
      if cell.few and not few then last, few = math.huge, true end
      eq(cell.few, few)
      if not is_na(cell.low) then
        assert(cell.low <= last and cell.low <= cell.lq)
        last = cell.low
      end
    end
    eq(few, true)
    assert(tostring(c):find "limits from 80 records drawn anew 200 times, seed 1")
  end)

test("growth has limits, each period drawn for itself", function()
  local f = some_records(120, 9)
  local years = {}
  for i, name in ipairs(f:column "record") do
    years[i] = 2000 + tonumber(name:match "%d+") % 10
  end
  f = f:with { year = years }
  local given = { year = "year", periods = { { 2000, 2004 }, { 2005, 2009 } } }
  local c = study(f, given)
  local n = 0
  for row in c.growth:each() do
    if row.index ~= "total" and not is_na(row.low) then
      n = n + 1
      assert(row.low < row.change and row.change < row.high)
    end
  end
  assert(n >= 6)
  local turned = study(f:with { year = function(row) return 4009 - row.year end },
    given)
  for _, row in ipairs { 1, 5, 9 } do
    local class = c.growth:get(row, "class")
    near(turned.growth:where({ class = class }):get(1, "change"),
      -c.growth:get(row, "change"), 1e-12)
    eq(c.growth:get(row, "index"), "total")
  end
end)

-- 60 samples of 150 records from five classes of shares .4 .3 .15 .1 .05,
-- whose hhi is .285: limits of 90 % hold it in 47 to 60 of them with a chance
-- of 99.7 %.
test("limits hold the true index about as often as they say", function()
  local shares, held = { 0.4, 0.7, 0.85, 0.95, 1 }, 0
  for seed = 1, 60 do
    local lists = { record = {}, class = {}, region = {}, value = {} }
    for i, u in ipairs(random.units(seed, 77, 150)) do
      local k = 1
      while u >= shares[k] do k = k + 1 end
      lists.record[i], lists.region[i] = i, "all"
      lists.class[i], lists.value[i] = "c" .. k, 0.5
    end
    local c = study(frame(lists), { level = 0.9 })
    local row = c.regions:row(1)
    if row.hhi_low <= 0.285 and 0.285 <= row.hhi_high then held = held + 1 end
  end
  assert(held >= 47, held)
end)
