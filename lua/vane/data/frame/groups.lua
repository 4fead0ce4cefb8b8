-- Frames by groups of rows: counts, sums, means and their like.

local base = require "vane.core.base"
local core = require "vane.core.frame"
local verbs = require "vane.core.frame_verbs"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local names_of = require "vane.base.names"
local row_at = require "vane.data.row"

local methods, self = core.methods, core.meta.self


local groups = {}
local Groups = { __name = "groups" }


function Groups.__index(_, key)
  local near = base.nearest(tostring(key), check.keys(groups))
  return groups[key] or fail("groups have no \"%s\"%s; they answer "
    .. ":aggregate{ n = \"count\", m = \"mean x\" } and :each()", tostring(key),
    near and (" (did you mean \"%s\"?)"):format(near) or "")
end


-- "sum of sales" is the function and the column; "count" needs none.
local function function_and_column(name, text)
  if type(text) ~= "string" then
    fail("aggregate: \"%s\" should say what is worked out, as in \"count\" or "
      .. "\"sum x\", found %s", name, check.found(text))
  end
  local word, column = text:match "^(%S+) (.+)$"
  return word or text, column or ""
end


-- One row for each group; see f:aggregate.
function groups.aggregate(g, given)
  local names, texts = entries("aggregate", given)
  local words, columns = {}, {}
  for i, text in ipairs(texts) do
    words[i], columns[i] = function_and_column(names[i], text)
  end
  return verbs.aggregate(g.frame, g.by, names, words, columns)
end


--- f:group("a"):each() -> iterator
---   For a loop over the groups: the columns grouped by, as a table, and the
---   frame of the group's rows.
---
---   > f = frame{ team = {"p", "q", "p"}, x = {1, 5, 2} }
---   > most = 0
---   > for key, rows in f:group("team"):each() do most = math.max(most, rows.n_rows) end
---   > most
---   2
function groups.each(g)
  local keys = verbs.unique(verbs.select(g.frame, g.by), g.by)
  local size = table.concat(g.by) .. " rows"  -- no name of a column grouped by
  local sizes = groups.aggregate(g, { [size] = "count" }):column(size)
  local gathered = verbs.gather(g.frame, g.by)
  local i, start = 0, 0
  return function()
    i = i + 1
    if i > #sizes then return nil end
    start = start + sizes[i]
    return row_at(keys, i), verbs.slice(gathered, start - sizes[i], start)
  end
end


function Groups.__tostring(g)
  return ("%s of a frame %d x %d by %s"):format(
    counted(verbs.unique(g.frame, g.by).n_rows, "group"), g.frame.n_rows,
    g.frame.n_cols, table.concat(g.by, ", "))
end


--- f:group("a", "b") -> groups
---   The rows by their values in those columns, for :aggregate{} (one row for
---   each group, see f:aggregate) and :each() (for key, rows in ... do).
---   Missing cells are a group of their own.
---   Raises on an unknown column.
---
---   > frame{ team = {"p", "q", "p"} }:group("team")
---   2 groups of a frame 3 x 1 by team
function methods.group(f, ...)
  self(f, "group")
  local by = names_of.some("group", ...)
  verbs.select(f, by, nil, "group")
  return setmetatable({ frame = f, by = by }, Groups)
end


--- f:group("a", "b"):aggregate{ name = "function column", ... } -> frame
--- f:aggregate{ name = "function column", ... } -> frame
---   One row for each combination of values of the columns grouped by, in
---   order of appearance, or one row for the whole frame. New columns are
---   sorted by name, or in the order given as { {"n", "count"}, ... }.
---   Functions: count (rows, or cells that are not missing), sum, mean,
---   median, sd (of a sample, n - 1), min, max, first, share (of the total:
---   of a column's sum, or of the rows), n_distinct, n_missing. Missing
---   cells are skipped; without any value the answer is missing.
---   Raises on an unknown function or column, and on sums of texts.
---
---   > f = frame{ team = {"p", "q", "p"}, x = {1, 5, 2} }
---   > f:group("team"):aggregate{ n = "count", total = "sum x" }
---   frame 2 x 3
---     team  n  total
---     p     2      3
---     q     1      5
---   > f:aggregate{ mean = "mean x" }:get(1, "mean")
---   2.6666666666667
function methods.aggregate(f, given)
  self(f, "aggregate")
  return groups.aggregate({ frame = f, by = {} }, given)
end


-- What describe says of one column.
local function summary_of(f, name, type)
  local wanted = {
    n_missing = "n_missing " .. name, n_distinct = "n_distinct " .. name,
    min = "min " .. name, max = "max " .. name,
  }
  if type ~= "text" and type ~= "date" then wanted.mean = "mean " .. name end
  return f:aggregate(wanted):row(1)
end


--- f:describe() -> frame
---   One row for each column: its type, how many cells are missing, how many
---   different values there are, the least, the mean and the greatest (as
---   texts, since columns differ in type).
---
---   > frame{ x = {1, 3, na} }:describe():get(1, "mean")
---   2.0
function methods.describe(f)
  self(f, "describe")
  local rows = { column = f.names, type = {}, n_missing = {}, n_distinct = {},
    min = {}, mean = {}, max = {} }
  for i, name in ipairs(f.names) do
    rows.type[i] = f.types[name]
    local summary = summary_of(f, name, rows.type[i])
    for _, word in ipairs { "n_missing", "n_distinct", "min", "max" } do
      rows[word][i] = rawget(summary, word)
    end
    rows.mean[i] = rawget(summary, "mean") or base.na
    for _, word in ipairs { "min", "max" } do
      local value = rows[word][i]
      if not base.is_na(value) then rows[word][i] = tostring(value) end
    end
  end
  local order = { "column", "type", "n_missing", "n_distinct", "min", "mean",
    "max" }
  local columns = {}
  for i, name in ipairs(order) do columns[i] = rows[name] end
  return core.of(order, columns, { column = "text", type = "text",
    min = "text", max = "text", n_missing = "integer", n_distinct = "integer" },
    f.source)
end
