-- Units with their codings, as elements in those of their sources.

local base = require "vane.core.base"
local guids = require "vane.data.refi.guids"
local schema = require "vane.data.refi.schema"
local xml = require "vane.data.refi.xml"

local na = base.na

local attributes = xml.attributes

local NO_PLACE <const> = "units without a place in their source"


local function is_known(cell)
  return cell ~= nil and cell ~= na
end


-- The moment as the schema wants it, or nil.
local function moment(p, said)
  if not is_known(said) then return nil end
  said = tostring(said)
  if said:find(schema.MOMENT) then return said end
  p:lose "times at which something was made that are no date and time"
end


-- ---- codings ----

-- GUIDs and times need no escapes.
local CODING <const> = '<Coding guid="%s"%s%s><CodeRef targetGUID="%s"/>%s</Coding>'


local function said(name, value)
  return value and (' %s="%s"'):format(name, value) or ""
end


-- Of a unit that nobody is known to have made, codings by nobody known stay so.
local function maker_of_coding(p, coder, unit)
  if coder == p.unknown and unit.came_with and not unit.maker then return nil end
  return p:user(coder)
end


local function put_codings(p, node, unit)
  for _, row in ipairs(p.codings[unit.unit] or {}) do
    if row.code ~= na then
      local id = table.concat({ tostring(unit.unit), row.code, row.coder }, "\0")
      local stamp = p.stamps[id]
      local guid = guids.own(p.taken, stamp and stamp.guid, "coding", id)
      local notes = (p.notes_of_coding[guid] or "")
        .. (p.refs[tostring(unit.unit) .. "\0" .. row.code] or "")
      xml.put(node, "Coding", CODING:format(guid,
        said("creatingUser", maker_of_coding(p, row.coder, unit)),
        said("creationDateTime", moment(p, stamp and stamp.created)),
        p.guid_of_code[row.code], notes:gsub("\n", "")))
    end
  end
end


-- ---- selections ----

-- Who made the selection; of one without a code, whoever looked at it.
local function maker_of(rows, stamp, came_with)
  local is_coded = rows[1] and rows[1].code ~= na
  if is_coded and stamp and stamp.coder ~= na then return stamp.coder end
  if is_coded and came_with then return nil end
  return rows[1] and rows[1].coder
end


-- An element for the unit, made by that coder. What it is called is left for
-- ourselves, where the selection has a name of its own.
local function selection(p, unit, guid, coder, stamp)
  local row = p.extra_of_unit[unit.unit]
  local is = row and row.element or "PlainTextSelection"
  local name = unit.unit
  if row then name = row.name end
  if name ~= unit.unit then
    p.tells[#p.tells + 1] = ("<?vane unit %s %s?>"):format(guid,
      xml.escaped(unit.unit))
  end
  local from, to = unit.from, unit.to
  if is ~= "PlainTextSelection" then from, to = nil, nil end
  return xml.node(is, said("guid", guid) .. attributes("name", name)
    .. said("startPosition", from) .. said("endPosition", to)
    .. said("creatingUser", p:user(coder))
    .. said("creationDateTime", moment(p, stamp and stamp.created))
    .. (row and is_known(row.attributes) and p:with_users(row.attributes) or ""))
end


local function selection_of(p, unit)
  local rows, row = p.codings[unit.unit] or {}, p.extra_of_unit[unit.unit]
  local stamp = p.stamps[tostring(unit.unit)]
  local maker = maker_of(rows, stamp, row)
  unit.came_with = row ~= nil
  local guid = guids.own(p.taken, unit.guid, "unit", tostring(unit.unit))
  if row and is_known(unit.guid) and unit.guid ~= guid then
    p.tells[#p.tells + 1] = ("<?vane shared %s %s?>"):format(guid, unit.guid)
  end
  local node = selection(p, unit, guid, maker, stamp)
  unit.maker = unit.maker or maker
  xml.put_description(node, unit.memo)
  put_codings(p, node, unit)
  xml.put_lines(node, row and row.inside)
  xml.put_lines(node, p.refs["unit\0" .. tostring(unit.unit)])
  return node
end


-- Whoever looked at a unit and gave it no code has a selection of the same
-- name to show it.
local function put_idle(p, around, unit)
  local rows = p.codings[unit.unit] or {}
  for i = 2, #rows do
    if rows[i].code == na then
      local node = selection(p, unit, guids.of_name("looked",
        tostring(unit.unit) .. "\0" .. rows[i].coder), rows[i].coder)
      xml.put(around, node.is, xml.text(node))
    end
  end
end


-- ---- what units stand in ----

-- Representations and transcripts of the source as elements, by their GUIDs.
local function parts_of(p, name)
  local list, of = {}, {}
  for _, row in ipairs(p.parts_of_source[name] or {}) do
    if not of[row.guid] then
      local node = xml.node(row.element, attributes("guid", row.guid,
        "name", row.name) .. (is_known(row.attributes)
        and p:with_users(row.attributes) or ""))
      xml.put_lines(node, row.inside)
      list[#list + 1] = { node = node, within = row.within }
      of[row.guid] = node
    end
  end
  return list, of
end


-- Puts a unit where it stands; one that stands in the source itself may have a
-- part in it, and is left in a list until that is known.
local function put_unit(p, source, around, unit, list)
  local row = p.extra_of_unit[unit.unit]
  local is = row and row.element or "PlainTextSelection"
  if not around.ranks[is] or is == "PlainTextSelection" and not unit.from then
    return p:lose(NO_PLACE)
  end
  unit.maker = source.maker or around.attributes:find 'creatingUser="'
  local node = selection_of(p, unit)
  if around == source then
    list[#list + 1] = { node = node, unit = unit }
    if node.ranks.Representation then list[row.guid] = node end
  else
    xml.put(around, node.is, xml.text(node))
    put_idle(p, around, unit)
  end
end


-- Puts the units into the source or into its parts, these into selections or
-- the source, selections into the source.
local function put_units(p, source, name, units)
  local parts, part_of = parts_of(p, name)
  local list = {}
  for _, unit in ipairs(units) do
    local row = p.extra_of_unit[unit.unit]
    if unit.kind == "source" then
      unit.maker, unit.came_with = source.maker, p.extra_of_source[name] ~= nil
      put_codings(p, source, unit)
      xml.put_lines(source, p.refs["unit\0" .. tostring(unit.unit)])
    else
      put_unit(p, source, row and is_known(row.within) and part_of[row.within]
        or source, unit, list)
    end
  end
  for _, part in ipairs(parts) do
    local around = is_known(part.within) and list[part.within] or source
    if not xml.put(around, part.node.is, xml.text(part.node)) then p:lose(NO_PLACE) end
  end
  for _, one in ipairs(list) do
    xml.put(source, one.node.is, xml.text(one.node))
    put_idle(p, source, one.unit)
  end
end


return { put = put_units, is_known = is_known, moment = moment }
