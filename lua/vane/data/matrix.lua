-- The matrix, made pleasant: named options over what C does.

local arithmetic = require "vane.core.arithmetic"
local core = require "vane.core.matrix"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local noun = require "vane.base.noun"
local rank = require "vane.core.rank"
local similar = require "vane.core.similar"
local tree = require "vane.data.tree"

local methods, native = core.methods, core.native


local function adopt(into, verbs)
  for name, verb in pairs(verbs) do into[name] = verb end
end


adopt(methods, arithmetic.methods)
adopt(methods, require "vane.core.margin")
adopt(methods, require "vane.core.normalise")
adopt(methods, require "vane.core.product")
adopt(methods, require "vane.data.relate")
adopt(methods, similar)
adopt(core.meta, arithmetic.operators)


-- One name stands for a list of one.
local function list(names)
  if type(names) == "string" then return { names } end
  return names
end


local names = { kind = { "table", "string" } }
local needed_names = { kind = { "table", "string" }, needed = true }
local text = { kind = "string" }


--- matrix{ rows = {...}, cols = {...}, cells = {{...}, ...} } -> matrix
---   Dense numbers with a name for each row and each column. `cells` is a
---   list of rows, each a list of numbers, na where missing; `value` instead
---   fills every cell. `row_title` and `col_title` say what the rows and
---   columns are, `unit` what the cells count, `source` where they come from.
---   Matrices meet by name: in `a + b`, `a - b`, `a * b`, `a / b` and `a ^ b`
---   both have the same names, in any order, and each cell meets its namesake;
---   either may be a number. A missing cell stays missing, and so is one that
---   has no value, such as a division by 0. `a == b` when names, order and
---   cells are the same.
---   Raises when a name stands twice, the lists do not fit, or the names of
---   two matrices differ.
---
---   > m = matrix{ rows = {"a", "b"}, cols = {"x"}, cells = {{1}, {2}} }
---   > m:get("b", "x")
---   2.0
---   > (10 * m + m):get("b", "x")
---   22.0
local function make(given)
  local opts = check("matrix", given, {
    rows = needed_names, cols = needed_names,
    cells = { kind = "table" }, value = { kind = { "number", "na" } },
    row_title = text, col_title = text, unit = text, source = text,
  })
  if (opts.cells == nil) == (opts.value == nil) then
    fail "matrix: wants either 'cells', a list of rows, or 'value', one number for every cell"
  end
  local m = core.of(list(opts.rows), list(opts.cols), opts.cells or opts.value)
  return native.titled(m, opts.row_title, opts.col_title, opts.unit,
    opts.source)
end


local matrix = noun("matrix", core, make)


local from_fields = { rows = text, drop = names, col_title = text }


-- The column that names the rows: the first, when it is one of texts and none
-- is said.
local function column_of_rows(word, f, said)
  local first = f.names[1]
  if said or first and f.types[first] == "text" then return said or first end
  fail("%s: needs the option 'rows', the column that names the rows, as the first one is not "
    .. "of texts", word)
end


local function from_frame(word, f, given)
  local opts = check(word, given, from_fields)
  local m = native.from_frame(f, column_of_rows(word, f, opts.rows), list(opts.drop))
  return native.titled(m, nil, opts.col_title)
end


--- matrix.from_frame(frame, { rows = column, drop = {columns} }) -> matrix
---   The column `rows` (text, integers or dates) names the rows, when not said
---   the first one, if it is text; each other column becomes a column of the
---   matrix, but for those in `drop`.
---   `col_title` says what the columns are.
---   Raises when a row name is missing or stands twice, and when a column
---   that is kept holds anything but numbers (true counts 1, false 0).
---
---   > f = frame{ {"id", {"a", "b"}}, {"x", {1, 2}}, {"note", {"p", "q"}} }
---   > matrix.from_frame(f, { rows = "id", drop = {"note"} }):get("b", "x")
---   2.0
function matrix.from_frame(f, given)
  if check.kind_of(f) ~= "frame" then
    fail("matrix.from_frame: expected a frame in front, found %s", check.found(f))
  end
  return from_frame("matrix.from_frame", f, given)
end


--- matrix.read(path, { rows = column, drop = {columns}, ... }) -> matrix
---   A matrix from a file: frame.read, then matrix.from_frame. The column
---   `rows` names the rows (the first one, if it is text, when not said); each
---   other column that is not in `drop` is one of the matrix. `col_title` says
---   what the columns are; all other options are those of frame.read.
---   Raises where frame.read or matrix.from_frame would.
---
---   > file = "datasets/megatrends/downstream.csv"
---   > m = matrix.read(file, { rows = "megatrend_id" })
---   > m.n_rows
---   12
function matrix.read(path, given)
  local mine, others = {}, {}
  for name, value in pairs(type(given) == "table" and given or {}) do
    (from_fields[name] and mine or others)[name] = value
  end
  check("matrix.read", mine, from_fields)
  return from_frame("matrix.read", frame.read(path, others), mine)
end


--- m:select{ rows = {...}, cols = {...} } -> matrix
---   The rows and columns of those names, in that order; all when left out.
---   Raises on an unknown name.
---
---   > m = matrix.of({"a", "b"}, {"x", "y"}, {{1, 2}, {3, 4}})
---   > m:select{ rows = "b", cols = {"y", "x"} }:cells()[1][1]
---   4.0
function methods.select(m, given)
  local opts = check("select", given, { rows = names, cols = names })
  return native.select(m, list(opts.rows), list(opts.cols))
end


--- m:titled{ rows = text, cols = text, unit = text, source = text } -> matrix
---   The same cells with other words about them: what the rows are, what the
---   columns are, what the cells count, where they come from.
---
---   > m = matrix.of({"a"}, {"x"}, {{1}}):titled{ rows = "trend" }
---   > m.row_title
---   trend
function methods.titled(m, given)
  local opts = check("titled", given,
    { rows = text, cols = text, unit = text, source = text })
  return native.titled(m, opts.rows, opts.cols, opts.unit, opts.source)
end


--- m:rank{ within = "cols", ties = "average", order = "descending" } -> matrix
---   The rank of each cell within its column (the default), its row ("rows")
---   or the whole matrix ("all"). Rank 1 is the largest; order = "ascending"
---   makes it the smallest. Equal cells share the mean of their places, the
---   least of them (ties = "min"), or take one place together ("dense").
---   Missing cells stay missing.
---
---   > m = matrix.of({"a", "b", "c"}, {"x"}, {{5}, {7}, {5}})
---   > m:rank():get("a", "x")
---   2.5
---   > m:rank{ ties = "min", order = "ascending" }:get("a", "x")
---   1.0
function methods.rank(m, given)
  local opts = check("rank", given, {
    within = { one_of = { "rows", "cols", "all" }, default = "cols" },
    ties = { one_of = { "average", "min", "dense" }, default = "average" },
    order = { one_of = { "descending", "ascending" }, default = "descending" },
  })
  return rank.matrix(m, opts.within, opts.ties, opts.order == "descending")
end


local compares = { euclidean = similar.distance, cosine = similar.cosine,
  correlation = similar.correlation, jaccard = similar.jaccard }
local is_similarity = { correlation = true, cosine = true, jaccard = true,
  similarity = true }


--- m:cluster{ method = "average", by = "euclidean", of = "rows" } -> tree
---   Hierarchical clustering of the rows (or "cols"): the two nearest groups
---   become one, again and again. `by` says what is near: "euclidean" (the
---   default), "correlation", "cosine" or "jaccard", where the distance is
---   1 - similarity; or the cells are themselves a "distance" or a
---   "similarity", the same names on both sides. `method` says how far groups
---   are: the "average" of their pairs, their nearest ("single") or farthest
---   ("complete") pair, or Ward's increase of the squared error ("ward", made
---   for Euclidean distances; heights as R's "ward.D2"). Of equally near pairs
---   the one that stands first is taken. t.merges, t.order and t:cut(k) tell
---   the outcome.
---   Raises when a distance is missing, negative or not symmetric.
---   Source: Lance and Williams, Computer Journal 9 (1967), 373-380; Murtagh
---   and Legendre, Journal of Classification 31 (2014), 274-295.
---
---   > m = matrix.of({"a", "b", "c"}, {"x"}, {{1}, {9}, {2}})
---   > m:cluster()
---   tree of 3 leaves, average linkage
---     step  a   b  height  size
---        1  a   c     1.0     2
---        2  #1  b     7.5     3
function methods.cluster(m, given)
  local opts = check("cluster", given, {
    method = { one_of = { "average", "single", "complete", "ward" },
      default = "average" },
    by = { one_of = { "euclidean", "correlation", "cosine", "jaccard",
      "distance", "similarity" }, default = "euclidean" },
    of = { one_of = { "rows", "cols" }, default = "rows" },
  })
  local compare = compares[opts.by]
  if compare then m = compare(m, opts.of) end
  return tree.cluster(m, opts.method, is_similarity[opts.by])
end


--- m:write(path, {...})
---   Writes the matrix as a table, the names of the rows in its first column:
---   m:frame() and then f:write, with the same options.
---   Raises as f:write does.
---
---   > matrix.of({"a"}, {"x"}, {{1}}):write "build/m.csv"
---   > matrix.read("build/m.csv", { rows = "row" }):get("a", "x")
---   1.0
function methods.write(m, path, opts)
  core.meta.self(m, "write")
  m:frame():write(path, opts)
end


--- m:save(path, {...})
---   The same as m:write for names that end in .csv, .tsv or .xlsx. Raises for
---   other endings.
---
---   > matrix.of({"a"}, {"x"}, {{1}}):save "build/m.xlsx"
---   > frame.read("build/m.xlsx").names[2]
---   x
function methods.save(m, path, opts)
  core.meta.self(m, "save")
  m:frame():save(path, opts)
end


-- ---- printing ----

-- "matrix 12 x 10  (megatrend_id x industry)  in marks  3 missing   x.csv"
local function headline(m)
  local parts = { ("matrix %d x %d"):format(m.n_rows, m.n_cols) }
  if m.row_title or m.col_title then
    parts[#parts + 1] = ("(%s x %s)"):format(m.row_title or "row",
      m.col_title or "col")
  end
  if m.unit then parts[#parts + 1] = "in " .. m.unit end
  if m.n_missing > 0 then parts[#parts + 1] = m.n_missing .. " missing" end
  local line = table.concat(parts, "  ")
  return m.source and line .. "   " .. m.source or line
end


-- The values with another one in front.
local function behind(first, values)
  return table.move(values, 1, #values, 2, { first })
end


-- The first line and the grid of the matrix, within opts (see grid.room).
local function text_of(m, opts)
  local n = grid.n_shown(m.n_rows, opts)
  local shown = m:head(n)
  local columns = behind(shown.rows, shown:transpose():cells())
  if m.n_rows == 0 and m.n_cols == 0 then return headline(m) end
  return headline(m) .. "\n" .. grid.columns(behind("", m.cols), columns, {
    all = opts and opts.all, width = opts and opts.width,
    more_rows = m.n_rows - n,
  })
end


-- ---- first mistakes ----

local function holds(known_names, name)
  for _, known in ipairs(known_names) do
    if known == name then return true end
  end
end


-- m.x and m[1], for those who look for cells there.
function core.meta.otherwise(m, key)
  if type(key) == "number" then
    return "a matrix's cells are read by name: m:get(row, col)"
  end
  local side = holds(m.rows, key) and "row" or holds(m.cols, key) and "col"
  if not side then return nil end
  return ("\"%s\" is a name of the matrix; m:get(row, col) reads a cell, "
    .. "m:select{ %ss = \"%s\" } takes it out"):format(key, side, key)
end


function core.meta.__pairs()
  fail "a matrix is gone through cell by cell: for cell in m:long():each() do"
end


core.meta.show = text_of
core.meta.__tostring = function(m) return text_of(m) end

return matrix
