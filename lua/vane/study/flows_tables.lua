-- The tables of a study of flows.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local count = require "vane.study.flows_count"
local excess = require "vane.study.flows_excess"
local growth = require "vane.study.flows_growth"
local read = require "vane.study.flows_read"
local typed = require "vane.study.typed"

local MOST_SECTORS = 5000  -- of a matrix

local is_na = base.is_na


-- ---- frames ----

local function columns_of(s, names)
  local columns = {}
  for i, name in ipairs(names) do columns[i] = { name, {} } end
  local types = { from = "text", to = "text", sector = "text", period = "text",
    type = "text", place = "text", value = "number", share = "number",
    n_valued = "integer", count = s.fractional and "number" or "integer" }
  return columns, types
end


-- The columns of numbers that every table has.
local function numbers(s, has_share)
  local names = { "count" }
  if has_share then names[2] = "share" end
  if s.opts.value then
    names[#names + 1], names[#names + 2] = "value", "n_valued"
  end
  return names
end


local function joined(first, second)
  return table.move(second, 1, #second, #first + 1, { table.unpack(first) })
end


-- The cells of a period as a frame, in the order of their names.
local function of_period(s, period, cells, names, keys)
  local columns, types = columns_of(s, names)
  local total = count.sum(cells, "count")
  for i, cell in ipairs(cells) do
    cell.period, cell.share = period.name, cell.count / total
    for k, name in ipairs(names) do columns[k][2][i] = cell[name] end
  end
  return typed(columns, types, s.frame.source):sort(keys)
end


-- One row for each cell of each period; `share` is of the period's count.
local function long(s, keys, cells_of, has_share)
  local names = joined(joined(keys, { "period" }), numbers(s, has_share))
  local all
  for _, period in ipairs(s.periods) do
    local f = of_period(s, period, cells_of(period), names, keys)
    all = all and all:append(f) or f
  end
  return all
end


-- ---- matrices ----

local function sectors_of(s)
  local seen, list = {}, {}
  for _, cell in ipairs(s.all.between) do
    for _, name in ipairs { cell.from, cell.to } do
      if not seen[name] then list[#list + 1] = name end
      seen[name] = true
    end
  end
  table.sort(list)
  return list
end


-- The diagonal first, which puts the names in order: { from, to, number } each.
local function diagonal(s, cells, field)
  local known, list = {}, {}
  for _, cell in ipairs(cells) do
    if cell.from == cell.to then known[cell.from] = cell[field] end
  end
  for i, name in ipairs(s.sectors) do list[i] = { name, name, known[name] or 0 } end
  return list
end


-- Sectors x sectors; a cell that nobody stands for is 0, and one of which no
-- value is known is missing.
local function matrix_of(s, cells, field)
  local entries = diagonal(s, cells, field)
  local columns = { { "from", {} }, { "to", {} }, { field, {} } }
  for _, cell in ipairs(cells) do
    local from, to, x = cell.from, cell.to, cell[field]
    if from ~= to then
      entries[#entries + 1] = { from, to, x }
      if s.symmetric then entries[#entries + 1] = { to, from, x } end
    end
  end
  for i, entry in ipairs(entries) do
    for k = 1, 3 do columns[k][2][i] = entry[k] end
  end
  return typed(columns, { from = "text", to = "text", [field] = "number" },
    s.frame.source):matrix { rows = "from", cols = "to", value = field,
    fill = 0 }
end


local function add_matrices(s, f)
  if #s.sectors > MOST_SECTORS then return end
  f.matrix, f.matrices = matrix_of(s, s.all.between, "count"), {}
  for i, period in ipairs(s.periods) do
    f.matrices[period.name] = matrix_of(s, s.each_between[i], "count")
  end
  if not s.opts.value then return end
  f.value, f.values = matrix_of(s, s.all.between, "value"), {}
  for i, period in ipairs(s.periods) do
    f.values[period.name] = matrix_of(s, s.each_between[i], "value")
  end
end


-- ---- sectors ----

local function sector_at(list, name)
  if not list[name] then
    list[name] = { out = 0, into = 0, inside = 0, n_partners = 0, met = {} }
  end
  return list[name]
end


local function meet(sector, other)
  if sector.met[other] then return end
  sector.met[other] = true
  sector.n_partners = sector.n_partners + 1
end


-- What goes out of each sector, comes in, and stays inside.
local function sector_sums(s)
  local list = {}
  for _, cell in ipairs(s.all.between) do
    local from, to = sector_at(list, cell.from), sector_at(list, cell.to)
    from.out, to.into = from.out + cell.count, to.into + cell.count
    if from ~= to then
      meet(from, to)
      meet(to, from)
    end
  end
  for _, cell in ipairs(s.all.inside) do
    if list[cell.sector] then list[cell.sector].inside = cell.count end
  end
  return list
end


-- Where the level is coarser, what stays inside belongs to no single sector.
local function sector_columns(s)
  local names = s.symmetric and { "ties" } or { "out", "into" }
  names[#names + 1] = "n_partners"
  if s.level.name == "sector" then
    names[#names + 1], names[#names + 2] = "inside", "share_outside"
  end
  return names
end


local function sectors(s)
  local sums, names = sector_sums(s), sector_columns(s)
  local columns = { { "sector", s.sectors } }
  for k, name in ipairs(names) do columns[k + 1] = { name, {} } end
  for i, name in ipairs(s.sectors) do
    local sector = sums[name]
    sector.ties = sector.out + sector.into
    sector.share_outside = sector.ties / (sector.ties + 2 * sector.inside)
    for k, field in ipairs(names) do columns[k + 1][2][i] = sector[field] end
  end
  return typed(columns, { sector = "text", share_outside = "number" },
    s.frame.source)
end


-- ---- by level, type, year, region ----

-- How much each level of aggregation would drop.
local function by_level(s)
  local columns = { { "level", {} }, { "n_rows", {} }, { "n_dropped", {} },
    { "share_across", {} } }
  for i, level in ipairs(s.opts.levels) do
    local opts = setmetatable({ level = level }, { __index = s.opts })
    local at = read(opts)
    local between, inside = count.period(at, at.rows)
    local kept, dropped = count.sum(between, "n"), count.sum(inside, "n")
    columns[1][2][i], columns[2][2][i] = at.level.name, kept + dropped
    columns[3][2][i], columns[4][2][i] = dropped, kept / (kept + dropped)
  end
  return typed(columns, { level = "text", share_across = "number" },
    s.frame.source)
end


-- Flows between sectors by other columns: `name_of` gives a row's name.
local function by_columns(s, columns, key, name_of)
  return long(s, { key }, function(period)
    local cells = {}
    for row in count.combinations(s, count.rows_of(s, period), columns) do
      local name = name_of(row)
      count.add(count.cell_at(cells, s, name, { [key] = name }), s, row)
    end
    return cells
  end, true)
end


local function types_of(s)
  return by_columns(s, { "type" }, "type", function(row)
    return is_na(row.type) and "(missing)" or tostring(row.type)
  end)
end


local function regions(s)
  return by_columns(s, { "from_region", "to_region" }, "place", function(row)
    if is_na(row.from_region) or is_na(row.to_region) then
      return "a region is missing"
    end
    return row.from_region == row.to_region and "inside a region"
      or "between regions"
  end)
end


local function years(s)
  local names, cells = joined({ "year" }, numbers(s)), {}
  local columns, types = columns_of(s, names)
  for row in count.combinations(s, s.rows_between, { "year" }) do
    count.add(count.cell_at(cells, s, "y" .. row.year, { year = row.year }), s, row)
  end
  for i, cell in ipairs(cells) do
    for k, name in ipairs(names) do columns[k][2][i] = cell[name] end
  end
  return typed(columns, types, s.frame.source):sort "year"
end


-- ---- all of it ----

local function count_all(s)
  local between, inside = count.period(s, s.rows)
  s.all, s.each_between, s.each_inside = { between = between, inside = inside },
    {}, {}
  s.rows_between = count.rows_between(s)
  for i, period in ipairs(s.periods) do
    if s.opts.periods then between, inside = count.period(s, period.rows) end
    s.each_between[i], s.each_inside[i] = between, inside
    period.between, period.inside = s.each_between[i], s.each_inside[i]
  end
  s.sectors = sectors_of(s)
end


return function(s)
  count_all(s)
  local f = { n_rows = s.frame.n_rows, n_sectors = #s.sectors,
    n_flows = count.sum(s.all.between, "n"),
    dropped = count.sum(s.all.inside, "n") }
  f.pairs = long(s, { "from", "to" },
    function(period) return period.between end, true)
  f.within = long(s, { "sector" },
    function(period) return period.inside end)
  add_matrices(s, f)
  f.rows = s.rows_between
  f.sectors = sectors(s)
  f.growth, s.no_growth = growth(s)
  f.excess, s.no_excess = excess(s)
  if s.opts.type then f.types = types_of(s) end
  if s.opts.year then f.years = years(s) end
  if s.rows.types.from_region then f.regions = regions(s) end
  if s.opts.levels then f.levels = by_level(s) end
  if s.opts.value then
    f.n_valued = count.sum(s.all.between, "n_valued")
    f.n_no_value = f.n_flows - f.n_valued
  end
  f.strongest = f.pairs:where { period = s.periods[#s.periods].name,
    count = condition.above(0) }:sort("-count", "from", "to")
  return f
end
