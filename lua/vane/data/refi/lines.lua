-- What a project says beside its codings (notes, links, sets, graphs, cases,
-- points in time), kept as lines of XML that a project which is written says
-- again; what the standard's schemas do not know is left out, and told.

local schema = require "vane.data.refi.schema"
local xml = require "vane.data.refi.xml"

local lines = {}

local UNKNOWN <const> = "elements and attributes that the standard does not know"
local WANTING <const> = "elements that lack what the standard wants of them"

-- What stands for itself in a project, and what belongs to something else.
local own = { Note = true, Link = true, Set = true, Graph = true, Case = true,
  Variable = true }
local of_others = { NoteRef = true, SyncPoint = true }

-- Whose descriptions a coding knows.
local described = { Code = true }

for name in pairs(schema.elements) do
  if name:find "Selection$" then described[name] = true end
end


-- Gives the element its attributes by their names.
function lines.name_attributes(p, e)
  local known = schema.elements[e.is]
  if not known then return p:lose(UNKNOWN) end
  for i = 1, #e, 2 do
    if known.may[e[i]] then e[e[i]] = e[i + 1] end
  end
  if known.may.targetGUID and not e.targetGUID then  -- as codebooks have it
    for i = 1, #e, 2 do
      if e[i] == "guid" then e[i], e.targetGUID = "targetGUID", e[i + 1] end
    end
  end
end


-- ' name="value"' of each attribute that is as it should be, but for those in
-- a set; nil where one that is needed is none of them.
function lines.attributes(p, e, except)
  local known, parts, has = schema.elements[e.is], {}, {}
  for i = 1, #e, 2 do
    local name = e[i]
    local value = known.may[name] and schema.value(name, e[i + 1])
    if not value then
      p:lose(UNKNOWN)
    elseif not (except and except[name]) then
      parts[#parts + 1] = xml.attributes(name, value)
    end
    has[name] = value
  end
  for _, name in ipairs(known.needs) do
    if not has[name] then return nil, p:lose(WANTING) end
  end
  return table.concat(parts)
end


-- Whether the element is kept as a line.
function lines.opens(e, around)
  if not around or not schema.elements[e.is] then return end
  if around.node or own[e.is] or of_others[e.is]
    or e.is == "Description" and not described[around.is] then
    e.node = xml.node(e.is)
  end
end


-- Some programs say what is meant in the element, not in its attribute.
local function point_by_text(e)
  local guid = schema.value("guid", table.concat(e.says):match "^%s*(.-)%s*$")
  if guid and #e == 0 and schema.elements[e.is].may.targetGUID then
    e[1], e[2] = "targetGUID", guid
  end
end


local function line_of(p, e)
  local says = schema.elements[e.is].says
  local said = says and table.concat(e.says or {})
  if e.says and not says then point_by_text(e) end
  e.node.attributes = lines.attributes(p, e)
  if not e.node.attributes then return nil end
  if says and not said:find(says) then return nil, p:lose(WANTING) end
  if said then e.node.said = xml.escaped(said) end
  return xml.text(e.node)
end


-- Gives a line to whatever it stands in.
function lines.closes(p, e, around)
  local line = e.node and line_of(p, e)
  if not line then return end
  if around.node then
    if not xml.put(around.node, e.is, line) then p:lose(UNKNOWN) end
  elseif own[e.is] then
    p.lines[#p.lines + 1] = { element = e.is, guid = schema.value("guid", e.guid),
      name = e.label or e.name, inside = line }
  elseif schema.elements[around.is] and schema.elements[around.is].ranks[e.is] then
    around.inside = around.inside or xml.node(around.is)
    xml.put(around.inside, e.is, line)
  else
    p:lose(UNKNOWN)
  end
end


return lines
