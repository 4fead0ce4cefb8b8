-- Sources with their units and codings, as elements of a project.

local guids = require "vane.data.refi.guids"
local index = require "vane.base.index"
local selections = require "vane.data.refi.selections"
local variables = require "vane.data.refi.variables"
local xml = require "vane.data.refi.xml"

local attributes, is_known = xml.attributes, selections.is_known


-- ---- texts ----

-- The texts of units one below the other, and where each stands.
local function composed(units)
  local parts, at = {}, 0
  for _, unit in ipairs(units) do
    local said = is_known(unit.text) and unit.text or tostring(unit.unit)
    unit.from, unit.to = at, at + xml.check_letters(said)
    parts[#parts + 1] = said
    at = unit.to + 2
  end
  return table.concat(parts, "\n\n")
end


-- The text of a source, with `from` and `to` of its units; nil when it is not
-- known.
local function text_for(units, text, came_with)
  local placed = text ~= nil or came_with
  for _, unit in ipairs(units) do
    placed = placed or unit.from or unit.kind == "source"
  end
  if placed then return text end
  return composed(units)
end


local function place_units(units)
  for _, unit in ipairs(units) do
    if is_known(unit.start) and is_known(unit.finish) then
      unit.from, unit.to = unit.start, unit.finish
    end
  end
end

-- ---- a source ----

local makers = { source_maker = "creatingUser", source_created = "creationDateTime",
  source_changer = "modifyingUser", source_changed = "modifiedDateTime" }


-- What the first unit that knows it says of its source.
local function said_of_source(units, name)
  for _, unit in ipairs(units) do
    if is_known(unit[name]) then return unit[name] end
  end
end


local function user(p, said)
  if not said then return nil end
  if not p.guid_of_coder[said] then
    p:lose "makers of sources who are none of the coders"
    return nil
  end
  return p:user(said)
end


-- Who made and changed a source, and when: as its units say, where it has any.
local function with_makers(p, list, values, units)
  for column, name in pairs(makers) do
    local said = said_of_source(units, column)
    if name:find "User" then said = user(p, said) else said = selections.moment(p, said) end
    if #units > 0 then values[name] = said end
  end
  local has = index.set(list)
  for _, name in ipairs { "creatingUser", "creationDateTime", "modifyingUser",
    "modifiedDateTime" } do
    if not has[name] then list[#list + 1] = name end
  end
end


-- Puts the text into the source where it came so, else into a file beside the
-- project. Gives where that is.
local function place_text(p, node, values, text, guid, came_with)
  if not text then
    p:lose "texts of sources, which are not known"
    return values.plainTextPath
      or not came_with and ("internal://%s.txt"):format(guid) or nil
  end
  xml.check_letters(text)
  if came_with and not values.plainTextPath and xml.is_sayable(text) then
    xml.put_content(node, text)
    return nil
  end
  local path = (values.plainTextPath or ""):match "^internal://(%x+%-[%x-]+%.%w+)$"
  if not path or p:has_file("sources/" .. path) then path = guid .. ".txt" end
  p:add_file("sources/" .. path, text)
  return "internal://" .. path
end


-- The name that a source came with, unless it is called otherwise now.
local function own_name(row, name)
  if row and name:gsub(" %(%d+%)$", "") == row.name then return row.name end
  if row and not is_known(row.name) and name:find "^%(no name%)" then return nil end
  return name
end


-- One source as a line.
local function source_line(p, name, units)
  local row = p.extra_of_source[name]
  local guid = guids.own(p.taken, row and row.guid
    or said_of_source(units, "source_guid"), "source", name)
  local list, values = xml.parsed(row and is_known(row.attributes)
    and p:with_users(row.attributes) or "")
  local node = xml.node(row and row.element or "TextSource")
  place_units(units)
  if node.is == "TextSource" then
    local text = text_for(units, p.contents[name], row ~= nil)
    if not values.plainTextPath then table.insert(list, 1, "plainTextPath") end
    values.plainTextPath = place_text(p, node, values, text, guid, row ~= nil)
  end
  with_makers(p, list, values, units)
  node.maker = values.creatingUser
  local said = { attributes("guid", guid, "name", own_name(row, name)) }
  for _, key in ipairs(list) do said[#said + 1] = attributes(key, values[key]) end
  selections.put(p, node, name, units)
  if units[1] then variables.put(p, node, guid, units[1]) end
  xml.put_lines(node, row and row.inside)
  node.attributes = table.concat(said)
  return xml.text(node)
end


return source_line
