-- Frames put together, and turned into matrices.

local core = require "vane.core.frame"
local verbs = require "vane.core.frame_verbs"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
require "vane.core.matrix"  -- what f:matrix{} makes

local methods, self = core.methods, core.meta.self


-- The key columns of `by` on the left and on the right: "id", {"a", "b"} or
-- { left = "right" }.
local function keys_of(by)
  if type(by) == "string" then return { by }, { by } end
  local left, right = {}, {}
  for name in pairs(by) do
    if type(name) == "string" then left[#left + 1] = name end
  end
  table.sort(left)
  for i, name in ipairs(left) do right[i] = by[name] end
  for _, name in ipairs(by) do
    left[#left + 1], right[#right + 1] = name, name
  end
  if #left == 0 then fail "join: 'by' should name at least one column" end
  return left, right
end


--- f:join(other, { by = "id", kind = "left", many = false, suffix = }) -> frame
---   The columns of `other` beside those of f, where the cells of `by` are
---   equal: a column of both, a list of them, or { here = "there" }. `kind`
---   is "left" (all rows of f, missing cells where nothing matches), "inner"
---   (rows that match) or "anti" (the rows of f that match nothing, without
---   new columns). A missing key matches nothing. A row that matches several
---   is an error unless `many = true`, which repeats it. Columns of both
---   frames are an error unless `suffix` is added to the other's names.
---
---   > f = frame{ id = {"a", "b"}, x = {1, 2} }
---   > g = frame{ id = {"b", "c"}, y = {5, 6} }
---   > f:join(g, { by = "id" })
---   frame 2 x 3
---     id  x   y
---     a   1  na
---     b   2   5
---   > f:join(g, { by = "id", kind = "anti" }):get(1, "id")
---   a
function methods.join(f, other, opts)
  self(f, "join")
  opts = check("join", opts, {
    by     = { kind = { "string", "table" }, needed = true },
    kind   = { one_of = { "left", "inner", "anti" }, default = "left" },
    many   = { kind = "boolean" },
    suffix = { kind = "string" },
  })
  local left, right = keys_of(opts.by)
  return verbs.join(f, other, left, right, opts.kind, opts.many, opts.suffix)
end


--- f:append(other, ...) -> frame
---   The rows of the other frames below those of f. All have the same
---   columns, in any order; integers and numbers mix to number, and a column
---   without values fits any.
---   Raises when the columns differ, naming them.
---
---   > frame{ x = {1} }:append(frame{ x = {2.5} }):column("x")[2]
---   2.5
function methods.append(f, ...)
  self(f, "append")
  for _, other in ipairs { ... } do f = verbs.append(f, other) end
  return f
end


--- f:matrix{ rows = column, cols = column, value = column, fill =, sum = }
---   -> matrix
---   Turns a frame of one row for each cell into a matrix: the columns that
---   name the matrix's rows and columns, in order of appearance, and the one
---   that holds the values. Without `value` rows are counted. Cells that no
---   row stands for are missing (0 when counting) or hold `fill`.
---   Raises when a cell has two values, unless `sum = true` adds them up
---   (missing ones skipped), and when a name is missing.
---
---   > f = frame{ trend = {"a", "a"}, sector = {"x", "y"}, mark = {1, 0} }
---   > m = f:matrix{ rows = "trend", cols = "sector", value = "mark" }
---   > m:get("a", "y")
---   0.0
---   > f:matrix{ rows = "trend", cols = "sector" }:get("a", "y")
---   1.0
function methods.matrix(f, opts)
  self(f, "matrix")
  opts = check("matrix", opts, {
    rows  = { kind = "string", needed = true },
    cols  = { kind = "string", needed = true },
    value = { kind = "string" },
    fill  = { kind = "number" },
    sum   = { kind = "boolean" },
  })
  return verbs.pivot(f, opts.rows, opts.cols, opts.value, opts.sum, opts.fill)
end
