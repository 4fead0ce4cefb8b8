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


-- Units of the other coding by the names they have here: the same place in
-- the same source is the same unit; without places the same name is.
local function names_of_units(c, other, source_here)
  local at, taken, known = {}, {}, {}
  for _, row in ipairs(plain_rows(c:units())) do
    local place = place_of(row)
    taken[row.unit] = place or true
    if place then at[place] = row.unit end
  end
  for _, row in ipairs(plain_rows(other:units())) do
    row.source = source_here[row.source] or row.source
    local place = place_of(row)
    local name = place and at[place] or row.unit
    if place and not at[place] and taken[name] then
      name = ("%s (2)"):format(tostring(name))
    end
    known[row.unit] = name
  end
  return known
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


-- The names that the sources and units of the other coding have here.
function same.names(c, other)
  local source_here = names_of_sources(c, other)
  return source_here, names_of_units(c, other, source_here)
end


return same
