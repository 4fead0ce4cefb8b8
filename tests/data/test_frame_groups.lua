-- One row for each group.

local random = loadfile("tests/data/random.lua", "t", _ENV)()

local teams = frame {
  team = { "p", "q", "p", "q", na, "p" },
  x    = { 1,   5,   2,   na,  7,  6 },
}


test("groups come in order of appearance, missing ones too", function()
  local g = teams:group("team"):aggregate { n = "count" }
  eq(g:column "team", { "p", "q", na })
  eq(g:column "n", { 3, 2, 1 })
end)

test("every function skips missing cells", function()
  local g = teams:group("team"):aggregate {
    count = "count x", missing = "n_missing x", sum = "sum x", mean = "mean x",
    median = "median x", min = "min x", max = "max x", first = "first x",
  }
  eq(g:row(1), { team = "p", count = 3, missing = 0, sum = 9, mean = 3.0,
    median = 2.0, min = 1, max = 6, first = 1 })
  eq(g:row(2), { team = "q", count = 1, missing = 1, sum = 5, mean = 5.0,
    median = 5.0, min = 5, max = 5, first = 5 })
end)

test("without any value the answer is missing, the counts are 0", function()
  local f = frame({ x = { na, na } }, { types = { x = "integer" } })
  local row = f:aggregate {
    sum = "sum x", mean = "mean x", median = "median x", sd = "sd x",
    min = "min x", max = "max x", first = "first x", share = "share x",
    count = "count x", distinct = "n_distinct x",
  }:row(1)
  for _, word in ipairs { "sum", "mean", "median", "sd", "min", "max", "first",
    "share" } do
    eq(is_na(row[word]), true)
  end
  eq(row.count, 0)
  eq(row.distinct, 0)
end)

test("the standard deviation is that of a sample", function()
  -- 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 9+1+1+1+0+0+4+16 = 32, 32/7
  local f = frame { x = { 2, 4, 4, 4, 5, 5, 7, 9 } }
  near(f:aggregate { sd = "sd x" }:get(1, "sd"), math.sqrt(32 / 7), 1e-15)
  eq(is_na(frame { x = { 3 } }:aggregate { sd = "sd x" }:get(1, "sd")), true)
end)

test("a median of an even number of values is their middle", function()
  eq(frame { x = { 4, 1, 3, 2 } }:aggregate { m = "median x" }:get(1, "m"), 2.5)
end)

test("a share is part of the total", function()
  local g = teams:group("team"):aggregate { rows = "share", x = "share x" }
  eq(g:column "rows", { 3 / 6, 2 / 6, 1 / 6 })
  eq(g:column "x", { 9 / 21, 5 / 21, 7 / 21 })
  eq(is_na(frame { x = { 0, 0 } }:aggregate { s = "share x" }:get(1, "s")), true)
end)

test("min, max and first keep the type", function()
  local f = frame({ d = { "2014-12-31", "2013-01-01" }, t = { "b", "a" },
    l = { true, false }, x = { 2, 1 } }, { types = { d = "date" } })
  local g = f:aggregate { d = "min d", t = "max t", l = "first l", x = "min x" }
  eq(g.types, { d = "date", t = "text", l = "logical", x = "integer" })
  eq(g:row(1), { d = "2013-01-01", t = "b", l = true, x = 1 })
end)

test("true counts 1 in sums and means", function()
  local row = frame { l = { true, false, true, na } }
    :aggregate { n = "sum l", share = "mean l" }:row(1)
  eq(row.n, 2)
  near(row.share, 2 / 3)
end)

test("integers add up exactly or not at all", function()
  local big = math.maxinteger - 1
  eq(frame { x = { big, 1 } }:aggregate { s = "sum x" }:get(1, "s"),
    math.maxinteger)
  raises('aggregate: "sum x": a sum of integers is too large to be exact',
    function() return frame { x = { big, 2 } }:aggregate { s = "sum x" } end)
end)

test("small numbers are not lost beside large ones", function()
  eq(frame { x = { 1e16, 1, -1e16 } }:aggregate { s = "sum x" }:get(1, "s"), 1.0)
  raises('"sum x": the numbers are too large', function()
    return frame { x = { 1e308, 1e308, -1e308 } }:aggregate { s = "sum x" }
  end)
end)

test("columns of the result stand in the order asked for", function()
  local g = teams:group("team"):aggregate { { "total", "sum x" }, { "n", "count" } }
  eq(g.names, { "team", "total", "n" })
  eq(teams:aggregate { b = "count", a = "sum x" }.names, { "a", "b" })
end)

test("a column's name may hold blanks", function()
  local f = frame { ["two words"] = { 1, 2 } }
  eq(f:aggregate { s = "sum two words" }:get(1, "s"), 3)
end)

test("aggregate says what it cannot work out", function()
  local function aggregate(wanted)
    return function() return teams:group("team"):aggregate(wanted) end
  end
  raises('aggregate: "avg" is no function (but "count", "sum", "mean", "median", "sd", "min", '
    .. '"max", "first", "share", "n_distinct", "n_missing")',
    function() teams:aggregate { m = "avg score" } end)
  raises('aggregate: "man" is no function (did you mean "mean"?)',
    aggregate { m = "man x" })
  raises('aggregate: no column "y"', aggregate { m = "mean y" })
  raises('aggregate: "mean": wants a column, as in "mean x"',
    aggregate { m = "mean" })
  raises('aggregate: "sum team": wants numbers, but the column is of type text',
    aggregate { s = "sum team" })
  raises('aggregate: column "team" stands twice', aggregate { team = "count" })
  raises('"m" should say what is worked out', aggregate { m = 3 })
  raises("aggregate: wants entries with names", aggregate { [2] = "count" })
  raises('group: wants column names', teams.group, teams)
  raises('group: no column "taem" (did you mean "team"?)', teams.group, teams, "taem")
end)

test("groups say how many they are", function()
  eq(tostring(teams:group "team"), "3 groups of a frame 6 x 2 by team")
end)

test("groups know what they answer", function()
  raises('groups have no "agregate" (did you mean "aggregate"?); they answer '
    .. ':aggregate{ n = "count", m = "mean x" } and :each()', function()
    return teams:group("team"):agregate {}
  end)
end)

test("each group can be looked at by itself", function()
  local seen = {}
  for key, rows in teams:group("team"):each() do
    seen[#seen + 1] = { key.team, rows:column "x" }
  end
  eq(seen, { { "p", { 1, 2, 6 } }, { "q", { 5, na } }, { na, { 7 } } })
end)

-- The cells of one column of these rows that are not missing.
local function values_of(rows, name)
  local values = {}
  for _, row in ipairs(rows) do
    if not is_na(row[name]) then values[#values + 1] = row[name] end
  end
  return values
end

local function mean_of(values)
  local sum = 0
  for _, x in ipairs(values) do sum = sum + x end
  return #values > 0 and sum / #values or na
end

local function median_of(values)
  table.sort(values)
  local n = #values
  if n == 0 then return na end
  return (values[(n + 1) // 2] + values[n // 2 + 1]) / 2
end

local function n_distinct(values)
  local seen, n = {}, 0
  for _, x in ipairs(values) do
    if not seen[x] then seen[x], n = true, n + 1 end
  end
  return n
end

test("groups agree with a loop over random frames", function()
  local draw = random.numbers(3)
  for _, by in ipairs { { "text" }, { "number", "logical" },
    { "date", "integer", "logical" } } do
    local f = random.frame(draw, 150)
    local order, parts = {}, {}
    for row in f:each() do
      local key = {}
      for i, name in ipairs(by) do key[i] = tostring(row[name]) end
      key = table.concat(key, "|")
      if not parts[key] then
        parts[key] = {}
        order[#order + 1] = parts[key]
      end
      table.insert(parts[key], row)
    end
    local g = f:group(by):aggregate { n = "count", mean = "mean number",
      median = "median integer", distinct = "n_distinct text",
      low = "min date", id = "first id" }
    eq(g.n_rows, #order)
    for i, rows in ipairs(order) do
      local dates = values_of(rows, "date")
      table.sort(dates)
      eq(g:get(i, "n"), #rows)
      eq(g:get(i, "id"), rows[1].id)
      eq(g:get(i, "mean"), mean_of(values_of(rows, "number")))
      eq(g:get(i, "median"), median_of(values_of(rows, "integer")))
      eq(g:get(i, "distinct"), n_distinct(values_of(rows, "text")))
      eq(g:get(i, "low"), dates[1] or na)
      for _, name in ipairs(by) do eq(g:get(i, name), rows[1][name]) end
    end
  end
end)

test("describe says what each column holds", function()
  local f = frame({ { "t", { "b", "a", na } }, { "x", { 1, 3, na } },
    { "l", { true, false, true } }, { "none", { na, na, na } } })
  local d = f:describe()
  eq(d.names, { "column", "type", "n_missing", "n_distinct", "min", "mean",
    "max" })
  eq(d:row(1), { column = "t", type = "text", n_missing = 1, n_distinct = 2,
    min = "a", mean = na, max = "b" })
  eq(d:row(2), { column = "x", type = "integer", n_missing = 1, n_distinct = 2,
    min = "1", mean = 2.0, max = "3" })
  near(d:get(3, "mean"), 2 / 3)
  eq(d:get(4, "n_missing"), 3)
  eq(frame {}:describe().n_rows, 0)
end)
