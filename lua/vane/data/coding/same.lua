-- Which sources and units of two codings are the same, whatever each calls
-- them.

local base = require "vane.core.base"
local beside = require "vane.data.coding.beside"
local plain_rows = require "vane.data.plain_rows"

local na = base.na

local same = {}


-- Sources of the other coding by the names they have here: those with the
-- same text are the same, whatever they are called.
local function names_of_sources(c, other)
  local here, there = beside.contents[c] or {}, beside.contents[other] or {}
  local name_of_text, known = {}, {}
  for name, content in pairs(here) do name_of_text[content] = name end
  for name, content in pairs(there) do known[name] = name_of_text[content] end
  return known
end


local function place_of(row)
  if not row.start or row.start == na then return nil end
  return ("%s\0%d\0%d"):format(tostring(row.source), row.start, row.finish)
end


local function name_within(row)
  return ("%s %s"):format(tostring(row.source), tostring(row.unit))
end


local function is_known(value) return value ~= nil and value ~= na end


local function of_other_source(row, here)
  return is_known(row.source) and is_known(here.source) and row.source ~= here.source
end


-- The units here: by name, by source and name, and the names by place.
local function units_here(c)
  local by_name, at, within = {}, {}, {}
  for _, row in ipairs(plain_rows(c:units())) do
    local place = place_of(row)
    by_name[row.unit] = row
    if place then at[place] = row.unit end
    if is_known(row.source) then within[name_within(row)] = row end
  end
  return { by_name = by_name, at = at, within = within }
end


-- The name, or where some unit has it already the first free one after it.
local function unused(name, here, there)
  local own, n = name, 1
  while here.by_name[own] or there[own] do
    n = n + 1
    own = ("%s (%d)"):format(tostring(name), n)
  end
  there[own] = true
  return own
end


local function by_place(row, place, here, there)
  if here.at[place] then return here.at[place] end
  return here.by_name[row.unit] and unused(row.unit, here, there) or row.unit
end


-- Units numbered within their sources may be called by both in one coding.
local function by_name(row, here)
  local own, name = here.by_name[row.unit], name_within(row)
  if own and not of_other_source(row, own) then return row.unit end
  local other = here.by_name[name]
  if other and other.source == row.source then return name end
  if not own then
    local that = here.within[row.unit]
    return that and not of_other_source(row, that) and that.unit or row.unit
  end
  if type(row.unit) ~= "string" then return row.unit, own.source end
  return other and name .. " (2)" or name
end


-- Units of the other coding by the names they have here: the same place in
-- the same source is the same unit; without places the same name is, in the
-- same source. Whole numbers keep theirs: of those that then name units of two
-- sources the first is given, too, with these.
local function names_of_units(c, other, source_here)
  local here, known, mixed = units_here(c), {}, nil
  local rows, there = plain_rows(other:units()), {}
  for _, row in ipairs(rows) do there[row.unit] = true end
  for _, row in ipairs(rows) do
    row.source = source_here[row.source] or row.source
    local place, elsewhere = place_of(row), nil
    if place then known[row.unit] = by_place(row, place, here, there)
    else known[row.unit], elsewhere = by_name(row, here) end
    if elsewhere then mixed = mixed or { row.unit, elsewhere, row.source } end
  end
  return known, mixed
end


-- Of units that stand at the place of another one, the name of the first
-- there; and how many there are.
function same.places(c)
  local first, known, n = {}, {}, 0
  for _, row in ipairs(plain_rows(c:units())) do
    local place = place_of(row)
    local key = place and ("%s\0%s\0%s"):format(place, tostring(row.kind),
      tostring(row.text))
    if key and first[key] then known[row.unit], n = first[key], n + 1 end
    if key then first[key] = first[key] or row.unit end
  end
  return known, n
end


-- Whether a unit of the first coding is called by its source in the second.
function same.numbered_within(c, other)
  local there = units_here(other).by_name
  for _, row in ipairs(plain_rows(c:units())) do
    local that = is_known(row.source) and there[name_within(row)]
    if that and that.source == row.source then return true end
  end
  return false
end


-- Of units that are numbers the same as texts.
function same.texts(c)
  local texts = {}
  for _, unit in ipairs(c:units():column "unit") do texts[unit] = tostring(unit) end
  return texts
end


-- The frame with the names in a column as they are here.
function same.renamed(f, column, names)
  if not f.types[column] then return f end
  local cells, kind = f:column(column), f.types[column]
  for i, cell in ipairs(cells) do
    cells[i] = cell ~= na and names[cell] or cell
    if type(cells[i]) == "string" then kind = "text" end
  end
  return f:with({ { column, cells } }, { types = { [column] = kind } })
end


-- The names that the sources and units of the other coding have here; and of
-- numbers that name units of two sources the first, with these.
function same.names(c, other)
  local source_here = names_of_sources(c, other)
  return source_here, names_of_units(c, other, source_here)
end


return same
