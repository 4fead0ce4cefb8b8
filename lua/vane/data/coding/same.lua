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


-- The units here: by name, and the names by place and by source and name.
local function units_here(c)
  local by_name, at, within = {}, {}, {}
  for _, row in ipairs(plain_rows(c:units())) do
    local place = place_of(row)
    by_name[row.unit] = row
    if place then at[place] = row.unit end
    if is_known(row.source) then within[name_within(row)] = row.unit end
  end
  return { by_name = by_name, at = at, within = within }
end


local function by_place(row, place, here)
  if here.at[place] then return here.at[place] end
  return here.by_name[row.unit] and ("%s (2)"):format(tostring(row.unit)) or row.unit
end


-- Units numbered within their sources may be called by both in one coding.
local function by_name(row, here)
  local own, name = here.by_name[row.unit], name_within(row)
  if own and not of_other_source(row, own) then return row.unit end
  local other = here.by_name[name]
  if other and other.source == row.source then return name end
  if not own then return here.within[row.unit] or row.unit end
  if type(row.unit) ~= "string" then return row.unit, own.source end
  return other and name .. " (2)" or name
end


-- Units of the other coding by the names they have here: the same place in
-- the same source is the same unit; without places the same name is, in the
-- same source. Whole numbers keep theirs: of those that then name units of two
-- sources the first is given, too, with these.
local function names_of_units(c, other, source_here)
  local here, known, mixed = units_here(c), {}, nil
  for _, row in ipairs(plain_rows(other:units())) do
    row.source = source_here[row.source] or row.source
    local place, elsewhere = place_of(row), nil
    if place then known[row.unit] = by_place(row, place, here)
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


-- The frame with the names in a column as they are here.
function same.renamed(f, column, names)
  if not f.types[column] then return f end
  local cells = f:column(column)
  for i, cell in ipairs(cells) do
    cells[i] = cell ~= na and names[cell] or cell
  end
  return f:with({ { column, cells } }, { types = { [column] = f.types[column] } })
end


-- The names that the sources and units of the other coding have here; and of
-- numbers that name units of two sources the first, with these.
function same.names(c, other)
  local source_here = names_of_sources(c, other)
  return source_here, names_of_units(c, other, source_here)
end


return same
