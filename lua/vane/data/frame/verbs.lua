-- What can be done with the columns and rows of one frame: methods that give
-- a new one.

local core = require "vane.core.frame"
local verbs = require "vane.core.frame_verbs"
local check = require "vane.base.check"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local index = require "vane.base.index"
local names_of = require "vane.base.names"
local condition = require "vane.data.condition"
local row_at = require "vane.data.row"
local stage = require "vane.core.stage"
local tell_unmet = require "vane.data.frame.unmet"

local OFTEN = 256  -- rows between two looks at how far a function has come

local methods, self = core.methods, core.meta.self


-- ---- rows ----

--- f:row(i) -> table
---   The cells of one row (rows count from 1) by column name; a missing one
---   is na. Asking it for an unknown column is an error.
---   Raises when there is no such row.
---
---   > frame{ name = {"a", "b"}, x = {4, na} }:row(2).name
---   b
function methods.row(f, i)
  self(f, "row")
  return row_at(f, i)
end


--- f:each() -> iterator
--- f:each(visit)
---   For a loop over the rows, each a table of cells by column name; or calls
---   the function `visit` with each.
---
---   > sum = 0
---   > for row in frame{ x = {4, 5} }:each() do sum = sum + row.x end
---   > sum
---   9
function methods.each(f, visit)
  self(f, "each")
  local i, n = 0, f.n_rows
  local function next_row()
    i = i + 1
    if i <= n then return row_at(f, i) end
  end
  if visit == nil then return next_row end
  if type(visit) ~= "function" then
    fail("each: what visits the rows should be a function, found %s", check.found(visit))
  end
  for row in next_row do visit(row) end
end


-- ---- choosing columns ----

--- f:select("a", "b") -> frame
--- f:select{"a", "b"} -> frame
---   The named columns, in that order.
---   Raises on an unknown column or one named twice.
---
---   > frame{ x = {1}, y = {2}, z = {3} }:select("z", "x").names[1]
---   z
function methods.select(f, ...)
  self(f, "select")
  return verbs.select(f, names_of.some("select", ...))
end


--- f:drop("a", "b") -> frame
---   All columns but the named ones.
---   Raises on an unknown column.
---
---   > frame{ x = {1}, y = {2}, z = {3} }:drop("x", "z").names[1]
---   y
function methods.drop(f, ...)
  self(f, "drop")
  local dropped = verbs.select(f, names_of.some("drop", ...), nil, "drop")
  local gone, kept = index.set(dropped.names), {}
  for _, name in ipairs(f.names) do
    if not gone[name] then kept[#kept + 1] = name end
  end
  return verbs.select(f, kept)
end


--- f:rename{ old = "new", ... } -> frame
---   The same columns under other names.
---   Raises on an unknown column, and when two columns would have one name.
---
---   > frame{ x = {1}, y = {2} }:rename{ x = "width" }.names[1]
---   width
function methods.rename(f, given)
  self(f, "rename")
  local old, new = entries("rename", given)
  local called = {}
  verbs.select(f, old, nil, "rename")
  for i, name in ipairs(old) do
    if type(new[i]) ~= "string" then
      fail("rename: the new name of \"%s\" should be a text, found %s", name,
        check.found(new[i]))
    end
    called[name] = new[i]
  end
  local names = {}
  for i, name in ipairs(f.names) do names[i] = called[name] or name end
  return verbs.select(f, f.names, names, "rename")
end


-- The cells of a new column: a function of the row, a list, or a constant.
local function cells_of(f, name, given)
  if type(given) == "table" then return given end
  local cells, told <close> = {}, stage.begin("with", "rows", f.n_rows)
  for i = 1, f.n_rows do
    if i % OFTEN == 0 then told:step(i) end
    local cell = given
    if type(given) == "function" then cell = given(row_at(f, i)) end
    if cell == nil then
      fail("with: the function for column \"%s\" gave nothing for row %d; "
        .. "a missing cell is na", name, i)
    end
    cells[i] = cell
  end
  return cells
end


--- f:with{ name = function(row) ... end, ... } -> frame
--- f:with({ {"name", ...}, ... }, {types=}) -> frame
---   With new columns, each from a function of the row (a table of cells by
---   column name), a list of cells, or one value for all rows. A column of
---   that name is replaced where it stands; others come last, sorted by name
---   or, in the second form, in the order given. Functions see the rows as
---   they were before. `types` declares types, as in frame{}.
---   Raises when a list has another length, or cells do not fit together.
---
---   > f = frame{ x = {1, 2} }
---   > f = f:with{ twice = function(row) return 2 * row.x end }
---   > f:get(2, "twice")
---   4
---   > frame{ x = {1, 2} }:with{ year = 2014 }:get(2, "year")
---   2014
function methods.with(f, given, opts)
  self(f, "with")
  local names, columns = entries("with", given)
  opts = check("with", opts, { types = { kind = "table" } })
  for i, name in ipairs(names) do columns[i] = cells_of(f, name, columns[i]) end
  return verbs.extend(f, core.of(names, columns, opts.types))
end


-- ---- choosing rows ----

local function where_function(f, holds)
  local rows, told <close> = {}, stage.begin("where", "rows", f.n_rows)
  for i = 1, f.n_rows do
    if i % OFTEN == 0 then told:step(i) end
    local answer = holds(row_at(f, i))
    if answer == true then
      rows[#rows + 1] = i
    elseif answer and check.kind_of(answer) ~= "na" then
      fail("where: the function should answer true or false, but gave %s "
        .. "for row %d", check.found(answer), i)
    end
  end
  return verbs.keep(f, rows)
end


--- f:where{ name = wanted, ... } -> frame
--- f:where(function(row) ... end) -> frame
---   The rows that satisfy every field. `wanted` is a value, a list of values
---   of which one is found, or a condition: below(x), above(x), at_least(x),
---   at_most(x), between(a, b). na finds missing cells, which satisfy nothing
---   else. A function gets the row as a table of cells by column name and
---   answers true or false.
---   A text that no row has, but for its capitals, is told.
---   Raises on an unknown column, or a value that its type cannot equal.
---
---   > f = frame{ name = {"a", "b", "c"}, x = {1, 5, na} }
---   > f:where{ x = above(2) }:get(1, "name")
---   b
---   > f:where{ name = {"a", "c"}, x = na }:get(1, "name")
---   c
---   > f:where(function(row) return row.x < 2 end):get(1, "name")
---   a
function methods.where(f, wanted)
  self(f, "where")
  if type(wanted) == "function" then return where_function(f, wanted) end
  if condition.is_condition(wanted) or type(wanted) ~= "table" then
    fail("where: wants fields, as in f:where{ name = wanted }, or a function "
      .. "of the row, found %s", check.found(wanted))
  end
  local names, kinds, values = condition.parts("where", wanted)
  local rows = verbs.where(f, names, kinds, values)
  if rows.n_rows == 0 then tell_unmet(f, names, kinds, values) end
  return rows
end


local DOWN = 'with - before its name a column goes from the greatest down, as in f:sort "-x"'
local UP = 'columns go from the least up anyway, as in f:sort "x"'

-- What other programs say behind a column's name.
local ways = { desc = DOWN, descending = DOWN, decreasing = DOWN, reverse = DOWN,
  asc = UP, ascending = UP, increasing = UP }

local function check_ways(f, names)
  for _, name in ipairs(names) do
    local way = ways[name:lower():match "^%a+$" or name:lower():match "%s(%a+)$"]
    if way and not f.types[name] and not f.types[name:match "^%-?(.*)"] then
      fail("sort: no column \"%s\"; %s", name, way)
    end
  end
  return names
end


--- f:sort("a", "-b") -> frame
---   The rows in the order of column a, ties by b with the greatest first,
---   then as they were. Texts go by their bytes; missing cells come last.
---   Raises on an unknown column.
---
---   > frame{ x = {2, na, 3} }:sort("-x"):column("x")[1]
---   3
function methods.sort(f, ...)
  self(f, "sort")
  return verbs.sort(f, check_ways(f, names_of.some("sort", ...)))
end


--- f:unique("a", "b") -> frame
---   The first row of each combination of values in those columns, or in all
---   when none is named; all columns are kept. Missing cells are alike.
---   Raises on an unknown column.
---
---   > frame{ x = {1, 2, 1}, y = {"p", "q", "r"} }:unique("x").n_rows
---   2
function methods.unique(f, ...)
  self(f, "unique")
  return verbs.unique(f, names_of.any("unique", ...))
end


--- f:unfold{ name = separator } -> frame
---   A row for each of several values that stand in one cell, such as the
---   classes of a patent, without the blanks around them; the other cells are
---   repeated. Empty parts are none. A row whose cell is missing or empty
---   stays, with a missing cell.
---   Raises when the column is not text.
---
---   > f = frame{ {"patent", {1, 2}}, {"ipc", {"A61B; H04W", "G06F"}} }
---   > f:unfold{ ipc = ";" }
---   frame 3 x 2
---     patent  ipc
---          1  A61B
---          1  H04W
---          2  G06F
function methods.unfold(f, given)
  self(f, "unfold")
  local column, separator = next(type(given) == "table" and given or {})
  if type(column) ~= "string" or next(given, column) ~= nil then
    fail("unfold: wants one column and what parts its values, as in "
      .. "f:unfold{ ipc = \";\" }")
  end
  return verbs.unfold(f, column, separator)
end
