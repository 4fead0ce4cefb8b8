-- The tables of a study of flows.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local count = require "vane.study.flows.count"
local drops = require "vane.study.flows.drops"
local excess = require "vane.study.flows.excess"
local growth = require "vane.study.flows.growth"
local matrices = require "vane.study.matrices"
local rows_of = require "vane.study.flows.rows"
local typed = require "vane.study.typed"

local MOST_SECTORS = 5000  -- of a matrix


-- ---- matrices ----

local function sectors_of(s)
  local seen, list = {}, {}
  for _, column in ipairs { "from", "to" } do
    for _, name in ipairs(s.between:select(column):unique():column(column)) do
      if not seen[name] then list[#list + 1] = name end
      seen[name] = true
    end
  end
  table.sort(list)
  return list
end


-- The diagonal first, which puts the names in order.
local function diagonal(s, f, field)
  local known, list = {}, {}
  for row in f:each() do known[row.from] = row[field] end
  for i, name in ipairs(s.sectors) do list[i] = known[name] or 0 end
  return typed({ { "from", s.sectors }, { "to", s.sectors }, { field, list } },
    { from = "text", to = "text", [field] = "number" }, s.source)
end


-- Sectors x sectors; a cell that nobody stands for is 0, and one of which no
-- value is known is missing.
local function matrix_of(s, f, field)
  local cells = f:select { "from", "to", field, "self" }
  local others = cells:where { self = base.na }:drop "self"
  local all = diagonal(s, cells:where { self = condition.at_least "" }, field)
    :append(others)
  if s.symmetric then
    all = all:append(others:rename { from = "to", to = "from" })
  end
  return all:matrix { rows = "from", cols = "to", value = field, fill = 0 }
end


local function whole_matrix(s, field)
  return matrix_of(s, count.selves(count.by(s.between, { "from", "to" })), field)
end


-- By the names of the periods, in order of first year.
local function matrices_of(s, f, field)
  local names = {}
  for i, period in ipairs(s.periods) do names[i] = period.name end
  return matrices("linkage.flows", names, ("%d by %d sectors"):format(#s.sectors,
    #s.sectors), function(i)
    return matrix_of(s, count.selves(f.pairs:where { period = names[i] }), field)
  end)
end


local function add_matrices(s, f, later)
  if #s.sectors > MOST_SECTORS then return end
  function later.matrix() return whole_matrix(s, "count") end
  function later.matrices() return matrices_of(s, f, "count") end
  if not s.opts.value then return end
  function later.value() return whole_matrix(s, "value") end
  function later.values() return matrices_of(s, f, "value") end
end


-- ---- sectors ----

-- What goes out of each sector or comes in: sector -> sum of that column.
local function sums_by(f, column, what)
  local by_name = {}
  if f.n_rows == 0 then return by_name end
  local each = f:group(column):aggregate { sum = what }
  local names, numbers = each:column(column), each:column "sum"
  for i, name in ipairs(names) do by_name[name] = numbers[i] end
  return by_name
end


-- How many others each sector meets, in either direction.
local function partners(s)
  local there = s.between:select { "from", "to" }:unique()
  local back = there:rename { from = "to", to = "from" }
  local others = count.selves(there:append(back):unique()):where { self = base.na }
  return sums_by(others, "from", "count")
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
  local what = "sum " .. s.counted
  local out, into = sums_by(s.between, "from", what), sums_by(s.between, "to", what)
  local inside = sums_by(s.within, "inside", what)
  local n_partners, names = partners(s), sector_columns(s)
  local columns = { { "sector", s.sectors } }
  for k, name in ipairs(names) do columns[k + 1] = { name, {} } end
  for i, name in ipairs(s.sectors) do
    local sector = { out = out[name] or 0, into = into[name] or 0,
      inside = inside[name] or 0, n_partners = n_partners[name] or 0 }
    sector.ties = sector.out + sector.into
    sector.share_outside = sector.ties / (sector.ties + 2 * sector.inside)
    for k, field in ipairs(names) do columns[k + 1][2][i] = sector[field] end
  end
  return typed(columns, { sector = "text", share_outside = "number" }, s.source)
end


-- ---- all of it ----

-- What takes long or much memory, when somebody asks for it; and what there
-- is not, and why.
local function later_of(s, f)
  local later, absent = {}, { growth = growth.absent(s), excess = excess.absent(s) }
  if not absent.growth then function later.growth() return growth.of(s) end end
  if not absent.excess then function later.excess() return excess.of(s) end end
  if s.rows then function later.rows() return rows_of(s) end end
  add_matrices(s, f, later)
  return later, absent
end


-- The fields, those that are found later, and those there are not.
return function(s)
  s.within = s.cells:where { inside = condition.at_least "" }
  s.counted = s.cells.types.parts and "parts" or "n"
  s.sectors = sectors_of(s)
  local f = { n_rows = s.n_given, n_sectors = #s.sectors,
    n_flows = count.sum(s.between, "n"), dropped = count.sum(s.within, "n") }
  f.pairs = count.each(s, s.between, { "from", "to" }, true)
  f.within = count.each(s, s.within:rename { inside = "sector" }
    :drop { "from", "to" }, { "sector" })
  f.sectors = sectors(s)
  if s.types then f.types = count.each(s, s.types, { "type" }, true) end
  if s.places then f.regions = count.each(s, s.places, { "place" }, true) end
  if s.years then f.years = count.by(s.years, { "year" }) end
  if s.opts.levels then f.levels = drops.frame(s.levels, s.source) end
  if s.opts.value then
    f.n_valued = count.sum(s.between, "n_valued")
    f.n_no_value = f.n_flows - f.n_valued
  end
  f.strongest = f.pairs:where { period = s.periods[#s.periods].name,
    count = condition.above(0) }:sort("-count", "from", "to")
  return f, later_of(s, f)
end
