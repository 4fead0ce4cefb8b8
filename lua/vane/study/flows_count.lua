-- The counting in a study of flows: rows by their two sectors, and which of
-- them stay inside one sector of the level.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local frame = require "vane.data.frame"
local verbs = require "vane.core.frame_verbs"

local is_na = base.is_na

local count = {}


function count.is_same(level, row)
  if level.none then return false end
  if level.from then return row.from_level == row.to_level end
  local from, to = tostring(row.from), tostring(row.to)
  if level.digits then
    from, to = from:sub(1, level.digits), to:sub(1, level.digits)
  end
  return from == to
end


local function aggregates(s)
  local list = { { "n", "count" } }
  if s.fractional then list[#list + 1] = { "parts", "sum part" } end
  if s.opts.value then
    list[#list + 1] = { "n_valued", "count value" }
    list[#list + 1] = { "total", "sum value" }
  end
  return list
end


local function ends(s)
  return s.level.from and { "from", "to", "from_level", "to_level" }
    or { "from", "to" }
end


-- For a loop over rows counted by those columns; the row is the same table
-- each time.
function count.combinations(s, rows, by)
  local f = rows:group(by):aggregate(aggregates(s))
  local lists, row, i, n = {}, {}, 0, f.n_rows
  for _, name in ipairs(f.names) do lists[name] = f:column(name) end
  return function()
    i = i + 1
    if i > n then return nil end
    for name, list in pairs(lists) do row[name] = list[i] end
    return row
  end
end


function count.add(cell, s, row)
  cell.n = cell.n + row.n
  cell.count = cell.count + (s.fractional and row.parts or row.n)
  if s.opts.value and row.n_valued > 0 then
    cell.n_valued = cell.n_valued + row.n_valued
    cell.value = (is_na(cell.value) and 0 or cell.value) + row.total
  end
end


local function new_cell(s, fields)
  fields.n, fields.n_valued, fields.value = 0, 0, base.na
  fields.count = s.fractional and 0.0 or 0
  return fields
end


-- The cell of that key in a list that is its own index.
function count.cell_at(list, s, key, fields)
  local cell = list[key]
  if not cell then
    cell = new_cell(s, fields)
    list[key], list[#list + 1] = cell, cell
  end
  return cell
end


-- What flows between sectors, and what stays inside one of the level.
function count.period(s, rows)
  local between, inside = {}, {}
  for row in count.combinations(s, rows, ends(s)) do
    local from, to = tostring(row.from), tostring(row.to)
    if count.is_same(s.level, row) then
      local name = s.level.from and row.from_level or from
      if s.level.digits then name = from:sub(1, s.level.digits) end
      count.add(count.cell_at(inside, s, tostring(name), { sector = tostring(name) }), s, row)
    else
      local key = ("%d:%s%s"):format(#from, from, to)
      count.add(count.cell_at(between, s, key, { from = from, to = to }), s, row)
    end
  end
  return between, inside
end


function count.sum(cells, field)
  local sum = 0
  for _, cell in ipairs(cells) do
    if not is_na(cell[field]) then sum = sum + cell[field] end
  end
  return sum
end


-- The rows that go from one sector to another, with a column that says both.
function count.rows_between(s)
  local by, names = ends(s), {}
  local between = s.symmetric and "%s - %s" or "%s > %s"
  for row in count.combinations(s, s.rows, by) do
    names[#names + 1] = count.is_same(s.level, row) and base.na
      or between:format(row.from, row.to)
  end
  local answers = frame({ { "linkage", names } }, { types = { linkage = "text" } })
  return verbs.extend(s.rows, verbs.spread(s.rows, by, answers))
    :where { linkage = condition.at_least "" }
end


-- Those of a period.
function count.rows_of(s, period)
  if not s.opts.periods then return s.rows_between end
  return s.rows_between:where {
    year = condition.between(period.from, period.to) }
end


return count
