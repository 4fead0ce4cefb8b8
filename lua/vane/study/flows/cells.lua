-- The counting in a study of flows: rows become cells, one for each different
-- row of some columns, with how many there are and what they add up to. Rows
-- may come in blocks, of which only the cells are kept.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local flow = require "vane.core.flow"
local typed = require "vane.study.typed"
local verbs = require "vane.core.frame_verbs"

local is_na = base.is_na

local MOST_PENDING = 30000  -- cells that wait to be added up, while there are few

local cells = {}


-- ---- rows, annotated ----

-- The rows with a column that says of each what `call` gives of some others.
local function mapped(rows, by, name, type, call)
  local each = rows:select(by):unique()
  local columns, answers = {}, {}
  for k, column in ipairs(by) do columns[k] = each:column(column) end
  for i = 1, each.n_rows do
    answers[i] = call(columns[1][i], columns[2] and columns[2][i])
  end
  return verbs.extend(rows, verbs.spread(rows, by,
    typed({ { name, answers } }, { [name] = type }, rows.source)))
end


local function as_text(value)
  return is_na(value) and value or tostring(value)
end


-- Of years that no period divides the first is as good as any.
local function slot_of(bounds)
  return function(year)
    for i = #bounds, 1, -1 do
      if year >= bounds[i] then return bounds[i] end
    end
    return year
  end
end


local function place_of(from, to)
  if is_na(from) or is_na(to) then return "a region is missing" end
  return from == to and "inside a region" or "between regions"
end


-- What both ends are at the level, where they are the same.
local function inside_of(rows, level)
  if level.none then return rows:with({ inside = base.na }, { types = { inside = "text" } }) end
  return verbs.extend(rows, flow.inside(rows, level.from and "from_level" or "from",
    level.to and "to_level" or "to", level.digits or 0, "inside"))
end


local function as_numbers(rows, name)
  if rows.types[name] ~= "integer" then return rows end
  return verbs.extend(rows, typed({ { name, rows:column(name) } },
    { [name] = "number" }, rows.source))
end


local function is_code(name)
  return name == "from" or name == "to" or name == "type" or name:find "_level" ~= nil
end


-- With the columns that cells are made by: texts, `inside`, `slot`, `place`.
function cells.annotate(rows, level, bounds)
  for _, name in ipairs(rows.names) do
    if is_code(name) and rows.types[name] ~= "text" then
      rows = mapped(rows, { name }, name, "text", as_text)
    end
  end
  rows = inside_of(rows, level)
  if rows.types.value then rows = as_numbers(rows, "value") end
  if rows.types.year then
    rows = mapped(rows, { "year" }, "slot", "integer", slot_of(bounds))
  end
  if rows.types.type then
    rows = mapped(rows, { "type" }, "type", "text", function(type)
      return is_na(type) and "(missing)" or type
    end)
  end
  if rows.types.from_region then
    rows = mapped(rows, { "from_region", "to_region" }, "place", "text", place_of)
  end
  return rows
end


-- ---- rows to cells ----

local function sums_of_rows(rows)
  local list = { { "n", "count" } }
  if rows.types.part then list[#list + 1] = { "parts", "sum part" } end
  if rows.types.value then
    list[#list + 1] = { "n_valued", "count value" }
    list[#list + 1] = { "total", "sum value" }
  end
  return list
end


local function sums_of_cells(f)
  local list = {}
  for _, name in ipairs { "n", "parts", "n_valued", "total" } do
    if f.types[name] then list[#list + 1] = { name, "sum " .. name } end
  end
  return list
end


-- The columns of `by` that the rows have.
local function known(rows, by)
  local list = {}
  for _, name in ipairs(by) do
    if rows.types[name] then list[#list + 1] = name end
  end
  return list
end


-- Cells by those columns; rows come by cells.add, and cells.all gives them.
function cells.new(by)
  return { by = by, pending = {}, n_pending = 0 }
end


-- Frames one below the other, each copied but a few times.
local function joined(list, from, to)
  if from == to then return list[from] end
  local middle = (from + to) // 2
  return joined(list, from, middle):append(joined(list, middle + 1, to))
end


-- The first of what is pending are all cells so far. Lua does not know how large
-- frames are, so what is left of them is collected at once.
local function add_up(t)
  local f, n = t.pending[1], #t.pending
  if n > 1 then f = f:append(joined(t.pending, 2, n)) end
  t.pending = {}
  collectgarbage()
  if f.n_rows > (t.n or 0) then
    f = f:group(known(f, t.by)):aggregate(sums_of_cells(f))
  end
  t.pending, t.n_pending, t.n = { f }, 0, f.n_rows
end


function cells.add(t, rows)
  local f = rows:group(known(rows, t.by)):aggregate(sums_of_rows(rows))
  t.pending[#t.pending + 1] = f
  t.n_pending = t.n_pending + f.n_rows
  if t.n_pending > math.max(MOST_PENDING, t.n or 0) then add_up(t) end
end


function cells.all(t)
  add_up(t)
  return t.pending[1]
end


-- ---- cells of some years ----

-- The cells that lie between two years; none when there are none.
function cells.within(f, from, to)
  if from > to then return f:head(0) end
  return f:where { slot = condition.between(from, to) }
end


-- Those of a period; all where nothing is said of periods.
function cells.of_period(f, period)
  return period.from and cells.within(f, period.from, period.to) or f
end


return cells
