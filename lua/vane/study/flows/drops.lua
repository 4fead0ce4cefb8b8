-- How many rows each level of a classification would drop, counted as they come.

local condition = require "vane.data.condition".words
local flow = require "vane.core.flow"
local rows_of = require "vane.study.rows"
local typed = require "vane.study.typed"

local drops = {}


-- How many rows there are, and how many of them stay inside one sector of the
-- level, whose columns are those of that number.
local function count(rows, level, k)
  if level.none then return rows.n_rows, 0 end
  local from, to = "from", "to"
  if level.from then
    from, to = "from_level_" .. k, "to_level_" .. k
    rows = rows:where(rows_of.present(rows, { from, to }))
  end
  local inside = flow.inside(rows, from, to, level.digits or 0, "inside")
  return rows.n_rows, inside:where { inside = condition.at_least "" }.n_rows
end


-- Adds some rows, which have their columns as texts.
function drops.add(levels, rows)
  for k, level in ipairs(levels) do
    local n, n_dropped = count(rows, level, k)
    level.n_rows = (level.n_rows or 0) + n
    level.n_dropped = (level.n_dropped or 0) + n_dropped
  end
end


-- A row for each level: level, n_rows, n_dropped, share_across.
function drops.frame(levels, source)
  local columns = { { "level", {} }, { "n_rows", {} }, { "n_dropped", {} },
    { "share_across", {} } }
  for k, level in ipairs(levels) do
    columns[1][2][k], columns[2][2][k] = level.name, level.n_rows
    columns[3][2][k] = level.n_dropped
    columns[4][2][k] = (level.n_rows - level.n_dropped) / level.n_rows
  end
  return typed(columns, { level = "text", n_rows = "integer", n_dropped = "integer",
    share_across = "number" }, source)
end


return drops
