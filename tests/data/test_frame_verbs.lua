-- Choosing and changing the columns and rows of a frame.

local host = require "host.vane"
local random = loadfile("tests/data/random.lua", "t", _ENV)()


local function xs(...)
  return frame { x = { ... } }
end


-- ---- columns ----

test("select takes columns in the order asked for", function()
  local f = frame { x = { 1 }, y = { "a" }, z = { true } }
  eq(f:select("z", "x").names, { "z", "x" })
  eq(f:select { "y" }:get(1, "y"), "a")
  raises('select: no column "w"', f.select, f, "x", "w")
  raises('column "x" stands twice', f.select, f, "x", "x")
  raises('select: wants column names, as in f:select("a", "b")', f.select, f)
  raises("a column's name should be a text, found a whole number", f.select, f, 3)
end)

test("drop leaves the others", function()
  local f = frame { x = { 1 }, y = { 2 }, z = { 3 } }
  eq(f:drop("y").names, { "x", "z" })
  eq(f:drop("x", "y", "z").n_rows, 1)
  raises('drop: no column "w"', f.drop, f, "w")
end)

test("rename gives old columns new names", function()
  local f = frame { x = { 1 }, y = { 2 } }
  eq(f:rename { x = "width" }.names, { "width", "y" })
  eq(f:rename { x = "y", y = "x" }:get(1, "x"), 2)
  raises('rename: no column "xx"', function() return f:rename { xx = "a" } end)
  raises('column "y" stands twice', f.rename, f, { x = "y" })
  raises("should be a text, found a whole number", f.rename, f, { x = 3 })
end)

test("with works out columns from the row, a list or one value", function()
  local f = frame { x = { 1, 2, na } }:with {
    { "twice", function(row) return 2 * row.x end },
    { "name",  { "a", "b", "c" } },
    { "year",  2014 },
  }
  eq(f.names, { "x", "twice", "name", "year" })
  eq(f:column "twice", { 2, 4, na })
  eq(f:get(3, "name"), "c")
  eq(f:get(3, "year"), 2014)
end)

test("with replaces a column where it stands, seeing the old ones", function()
  local f = frame { x = { 1 }, y = { 10 } }:with {
    x = function(row) return row.y end, y = function(row) return row.x end,
  }
  eq(f.names, { "x", "y" })
  eq(f:row(1).x, 10)
  eq(f:row(1).y, 1)
end)

test("with declares types", function()
  local f = xs(1):with({ day = "2014-12-31" }, { types = { day = "date" } })
  eq(f.types.day, "date")
end)

test("with says what does not fit", function()
  local f = xs(1, 2)
  raises('with: column "y" has 1 cell, but the frame has 2 rows', f.with, f,
    { y = { 1 } })
  raises('the function for column "y" gave nothing for row 1', f.with, f,
    { y = function() end })
  raises('column "y", row 2: found a text', f.with, f, { y = { 1, "a" } })
  raises('a cell is a number, a text', f.with, f, { y = f })
  raises("with: wants a table", f.with, f)
end)

test("an error in a function comes at the analyst's line", function()
  local f = xs(1)
  raises('test_frame_verbs.lua:80: the row has no column "y"', function()
    return f:with { z = function(row) return row.y end }
  end)
  raises("test_frame_verbs.lua:83: mine", function()
    f:where(function() error "mine" end)
  end)
end)

test("a frame without rows keeps its columns through every verb", function()
  local f = frame({ x = {}, t = {} }, { types = { t = "text", x = "integer" } })
  local function same(g) eq(g == f, true) end
  same(f:where { x = 1, t = "a" })
  same(f:where(function() return true end))
  same(f:sort("x", "-t"))
  same(f:unique())
  same(f:unique "t")
  same(f:append(f))
  same(f:with { x = function(row) return row.x end }:with({ x = {} },
    { types = { x = "integer" } }))
  same(f:join(f, { by = { "x", "t" } }))
  eq(f:group("t"):aggregate { n = "count" }.n_rows, 0)
  eq(f:aggregate { n = "count", s = "sum x", m = "max t" }:row(1).n, 0)
  eq(is_na(f:aggregate { s = "sum x" }:get(1, "s")), true)
  eq(f:matrix { rows = "t", cols = "x" }.n_rows, 0)
  for _ in f:each() do error "no row" end
  for _ in f:group("t"):each() do error "no group" end
end)

-- ---- rows ----

test("a row is a table that knows its columns", function()
  local f = frame { name = { "a", "b" }, x = { 4, na } }
  local row = f:row(2)
  eq(row.name, "b")
  eq(is_na(row.x), true)
  raises('no column "nmae" (did you mean "name"?)', function() return row.nmae end)
  raises("row: no row 3; the frame has rows 1 to 2", f.row, f, 3)
  raises("row: no row 1; the frame has no rows", xs().row, xs(), 1)
end)

test("each goes through the rows in order", function()
  local seen = {}
  for row in xs(3, 1, 2):each() do seen[#seen + 1] = row.x end
  eq(seen, { 3, 1, 2 })
end)

test("where wants all fields to hold", function()
  local f = frame { x = { 1, 2, 3, na }, t = { "a", "b", "b", "b" } }
  eq(f:where { x = 2, t = "b" }:column "x", { 2 })
  eq(f:where { x = { 3, 1 } }:column "x", { 1, 3 })
  eq(f:where { t = "b", x = na }.n_rows, 1)
  eq(f:where { x = { na, 1 } }:column "x", { 1, na })
  eq(f:where { x = {} }.n_rows, 0)
  eq(f:where {} == f, true)
end)

test("where knows ranges of numbers", function()
  local f = frame { x = { 1, 2, 2.5, 3, na } }
  eq(f:where { x = below(2.5) }:column "x", { 1.0, 2.0 })
  eq(f:where { x = at_most(2.5) }:column "x", { 1.0, 2.0, 2.5 })
  eq(f:where { x = above(2) }:column "x", { 2.5, 3.0 })
  eq(f:where { x = at_least(2) }:column "x", { 2.0, 2.5, 3.0 })
  eq(f:where { x = between(2, 2.5) }:column "x", { 2.0, 2.5 })
end)

test("where knows ranges of integers, also with fractions as bounds", function()
  local f = xs(1, 2, 3, na)
  eq(f:where { x = below(2.5) }:column "x", { 1, 2 })
  eq(f:where { x = below(2.0) }:column "x", { 1 })
  eq(f:where { x = at_most(2.5) }:column "x", { 1, 2 })
  eq(f:where { x = above(1.5) }:column "x", { 2, 3 })
  eq(f:where { x = above(2) }:column "x", { 3 })
  eq(f:where { x = between(1.5, 2.5) }:column "x", { 2 })
  eq(f:where { x = 2.0 }:column "x", { 2 })
  eq(f:where { x = 2.5 }.n_rows, 0)
  eq(f:where { x = below(math.huge) }.n_rows, 3)
  eq(f:where { x = above(-math.huge) }.n_rows, 3)
  eq(f:where { x = above(math.maxinteger) }.n_rows, 0)
  eq(xs(math.maxinteger):where { x = at_least(math.maxinteger) }.n_rows, 1)
end)

test("where knows the order of texts and dates", function()
  local f = frame({ t = { "a", "b", "c", na },
    d = { "2013-01-01", "2014-12-31", "2015-06-01", na } },
    { types = { d = "date" } })
  eq(f:where { t = below "b" }:column "t", { "a" })
  eq(f:where { t = below "bb" }:column "t", { "a", "b" })
  eq(f:where { t = above "b" }:column "t", { "c" })
  eq(f:where { t = at_least "aa" }:column "t", { "b", "c" })
  eq(f:where { t = at_most "c" }:column "t", { "a", "b", "c" })
  eq(f:where { t = between("b", "c") }:column "t", { "b", "c" })
  eq(f:where { d = below "2014-12-31" }:column "d", { "2013-01-01" })
  eq(f:where { d = between("2014-01-01", "2015-12-31") }.n_rows, 2)
  eq(f:where { d = "2014-12-31" }:column "t", { "b" })
  eq(f:where { d = na }.n_rows, 1)
end)

test("where finds true and false", function()
  local f = frame { l = { true, false, na }, x = { 1, 2, 3 } }
  eq(f:where { l = true }:column "x", { 1 })
  eq(f:where { l = { false, na } }:column "x", { 2, 3 })
  raises('column "l" is of type logical and cannot be compared with an integer',
    f.where, f, { l = below(1) })
end)

test("where by a function keeps what is true", function()
  local f = xs(1, 2, na)
  eq(f:where(function(row) return row.x > 1 end):column "x", { 2 })
  eq(f:where(function(row) return is_na(row.x) end).n_rows, 1)
  eq(f:where(function(row) if row.x == 1 then return true end end).n_rows, 1)
  eq(f:where(function() return na end).n_rows, 0)
  raises("should answer true or false, but gave a whole number for row 1",
    f.where, f, function(row) return row.x end)
end)

test("where says which column cannot be compared with what", function()
  local f = frame({ x = { 1 }, t = { "a" }, d = { "2014-12-31" } },
    { types = { d = "date" } })
  raises('where: no column "nmae"', f.where, f, { nmae = 1 })
  raises('where: column "x" is of type integer and cannot be compared with '
    .. 'the text "a"', f.where, f, { x = "a" })
  raises('column "t" is of type text and cannot be compared with an integer',
    f.where, f, { t = 3 })
  raises('column "t" is of type text and cannot be compared with a number',
    f.where, f, { t = { "a", 3.5 } })
  raises('cannot be compared with the text "y"', f.where, f,
    { x = between("y", "z") })
  raises('column "d" holds dates, and "31.12.2014" is none; write one as '
    .. "2014-12-31", f.where, f, { d = below "31.12.2014" })
  raises('column "x" cannot be compared with a function', f.where, f,
    { x = print })
  raises('column "x" cannot be compared with a number that is none', f.where, f,
    { x = 0 / 0 })
  raises("where: wants fields", f.where, f, below(3))
  raises("where: wants fields", f.where, f, "x > 3")
  raises("where: entry 1 should be a pair", f.where, f, { false })
end)

test("a column without values is compared with anything", function()
  eq(xs(na, na):where { x = "a" }.n_rows, 0)
  eq(xs():where { x = below "a" }.n_rows, 0)
end)

test("conditions say what they are and refuse what has no order", function()
  eq(tostring(below(3)), "below 3")
  eq(tostring(at_least "b"), "at least b")
  eq(tostring(between(1, 2.5)), "between 1 and 2.5")
  raises("below: wants a number or a text", below, true)
  raises('above: wants a number or a text (a date as "2014-12-31"), found na',
    above, na)
  raises("found a number that is none", at_most, 0 / 0)
  raises("between: wants the lower bound first, found 3 and then 1", between, 3, 1)
  raises("between: wants two numbers or two texts", between, 1, "a")
  raises("between: wants a number or a text", between, 1)
end)

-- Whether a cell equals, or lies in a range, worked out in Lua.
local second_route = {
  one_of = function(cell, a, b) return cell == a or cell == b end,
  below = function(cell, a) return cell < a end,
  above = function(cell, a) return cell > a end,
  at_least = function(cell, a) return cell >= a end,
  at_most = function(cell, a) return cell <= a end,
  between = function(cell, a, b) return cell >= a and cell <= b end,
}

local words = { below = below, above = above, at_least = at_least,
  at_most = at_most, between = between,
  one_of = function(a, b) return { a, b } end }

test("where agrees with a loop over random frames", function()
  local draw = random.numbers(7)
  for _, n in ipairs { 1, 5, 60 } do
    local f = random.frame(draw, n)
    for _, type in ipairs(random.types) do
      for kind, holds in pairs(second_route) do
        local a = random.cells(draw, type, 1, 1e9)[1]
        local b = random.cells(draw, type, 1, 1e9)[1]
        if type ~= "logical" or kind == "one_of" then
          if kind == "between" and b < a then a, b = b, a end
          local wanted = {}
          for row in f:each() do
            local cell = row[type]
            if not is_na(cell) and holds(cell, a, b) then
              wanted[#wanted + 1] = row.id
            end
          end
          eq(f:where { [type] = words[kind](a, b) }:column "id", wanted)
        end
      end
    end
  end
end)

test("sort orders every type, missing cells last either way", function()
  eq(xs(2, na, 3, 1):sort("x"):column "x", { 1, 2, 3, na })
  eq(xs(2, na, 3, 1):sort("-x"):column "x", { 3, 2, 1, na })
  eq(xs(-1.5, 2, na, -3, 0.0):sort("x"):column "x", { -3.0, -1.5, 0.0, 2.0, na })
  eq(xs("b", na, "é", "a", "B"):sort("x"):column "x", { "B", "a", "b", "é", na })
  eq(xs("b", na, "a"):sort("-x"):column "x", { "b", "a", na })
  eq(xs(true, na, false):sort("x"):column "x", { false, true, na })
  eq(frame({ d = { "2014-02-01", na, "2013-12-31" } },
    { types = { d = "date" } }):sort("d"):column "d",
    { "2013-12-31", "2014-02-01", na })
  eq(xs(math.maxinteger, math.mininteger + 1, 0, na):sort("x"):column "x",
    { math.mininteger + 1, 0, math.maxinteger, na })
  eq(xs(math.maxinteger, math.mininteger + 1, 0, na):sort("-x"):column "x",
    { math.maxinteger, 0, math.mininteger + 1, na })
end)

test("sort keeps the order of ties", function()
  local f = frame { x = { 1, 0, 1, 0, na, na }, id = { 1, 2, 3, 4, 5, 6 } }
  eq(f:sort("x"):column "id", { 2, 4, 1, 3, 5, 6 })
  eq(f:sort("-x"):column "id", { 1, 3, 2, 4, 5, 6 })
  eq(frame { x = { 0.0, -0.0, 0.0 }, id = { 1, 2, 3 } }:sort("-x"):column "id",
    { 1, 2, 3 })
end)

test("sort by several columns takes the first one first", function()
  local f = frame { a = { "x", "y", "x", "y" }, b = { 1, 2, 3, 4 } }
  eq(f:sort("-a", "b"):column "b", { 2, 4, 1, 3 })
  eq(f:sort { "a", "-b" }:column "b", { 3, 1, 4, 2 })
  raises('sort: no column "c"', f.sort, f, "-c")
  raises('sort: no column "desc"; with - before its name a column goes from the greatest '
    .. 'down, as in f:sort "-x"', f.sort, f, "a", "desc")
  raises('f:sort "-x"', f.sort, f, "a DESC")
  raises('no column "asc"; columns go from the least up anyway', f.sort, f, "a", "asc")
  raises('(did you mean "price_desc"?)', f.sort, frame { price_desc = { 1 } },
    "prices_desc")
  eq(frame { desc = { 1, 2 } }:sort "-desc":column "desc", { 2, 1 })
end)

test("a column whose name begins with - can be sorted by", function()
  eq(frame { ["-x"] = { 2, 1 } }:sort("-x"):column "-x", { 1, 2 })
  eq(frame { ["-x"] = { 1, 2 } }:sort("--x"):column "-x", { 2, 1 })
end)

test("sort agrees with table.sort over random frames", function()
  local draw = random.numbers(11)
  local function rank(cell)
    if type(cell) == "boolean" then return cell and 1 or 0 end
    return cell
  end
  for _, keys in ipairs { { "integer" }, { "-number", "text" },
    { "logical", "-date", "integer" }, { "-text", "-integer", "number" } } do
    local f = random.frame(draw, 200)
    local rows = random.rows(f)
    table.sort(rows, function(a, b)
      for _, key in ipairs(keys) do
        local down = key:sub(1, 1) == "-"
        local name = key:gsub("^-", "")
        local x, y = a[name], b[name]
        if is_na(x) ~= is_na(y) then return is_na(y) end
        if not is_na(x) and rank(x) ~= rank(y) then
          return (rank(x) < rank(y)) ~= down
        end
      end
      return a.id < b.id
    end)
    local ids = {}
    for i, row in ipairs(rows) do ids[i] = row.id end
    eq(f:sort(keys):column "id", ids)
  end
end)

test("unique keeps the first row of each combination", function()
  local f = frame { a = { 1, na, 1, na, 1 }, b = { "x", "y", "x", "y", "z" },
    id = { 1, 2, 3, 4, 5 } }
  eq(f:unique("a"):column "id", { 1, 2 })
  eq(f:unique("a", "b"):column "id", { 1, 2, 5 })
  eq(f:unique() == f, true)
  eq(f:select("a", "b"):unique().n_rows, 3)
  eq(xs(0.0, -0.0):unique().n_rows, 1)
  raises('unique: no column "c"', f.unique, f, "c")
end)

test("a dot for a colon is mended in Lua's methods too", function()
  local f = xs(1)
  for _, word in ipairs { "select", "drop", "rename", "with", "where", "sort",
    "unique", "group", "aggregate", "describe", "join", "append", "matrix",
    "row", "each" } do
    raises(word .. ": expected a frame in front, found a text; write it with "
      .. "a colon, as in x:" .. word .. "(...)", f[word], "x")
  end
end)

test("a function is called with each row", function()
  local seen = {}
  frame { x = { 4, 5 } }:each(function(row) seen[#seen + 1] = row.x end)
  eq(seen, { 4, 5 })
end)

test("a text asked for in other capitals is told, where nothing is found", function()
  local function said(asked)
    local _, err = host.run { "-e", 'print(frame{ name = {"LS", "MT", na}, n = {1, 2, 3} }'
      .. ":where" .. asked .. ".n_rows)" }
    return err
  end
  eq(said '{ name = "ls" }',
    'vane: where: no row has "ls" in "name" (did you mean "LS"?)\n')
  eq(said '{ name = "ls", n = 1 }',
    'vane: where: no row has "ls" in "name" (did you mean "LS"?)\n')
  eq(said '{ name = "XX" }', "")
  eq(said '{ name = "LS", n = 2 }', "")
  eq(said '{ name = "MT" }', "")
end)
