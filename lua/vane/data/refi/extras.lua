-- What a project says that a coding has no place for, as a frame: a row for each
-- thing, and lines for what stands in it.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local index = require "vane.base.index"
local lines = require "vane.data.refi.lines"
local schema = require "vane.data.refi.schema"
local xml = require "vane.data.refi.xml"

local na = base.na


local columns = { "element", "guid", "name", "unit", "source", "within",
  "attributes", "inside" }
local types = {}

local extras = { columns = columns }

for _, name in ipairs(columns) do types[name] = "text" end


-- What is said elsewhere, and not among the attributes.
local named = index.set { "guid", "name" }
local placed = index.set { "guid", "name", "startPosition", "endPosition",
  "creatingUser", "creationDateTime" }
local project_named = index.set { "name", "origin" }
local code_known = index.set { "guid", "name", "isCodable", "color" }


-- ---- rows ----

-- A row for the element; nothing where it could not be written again.
local function row_of(p, e, except, more)
  local attributes = lines.attributes(p, e, except)
  if not attributes then return nil end
  more.element, more.name, more.attributes = e.is, e.name, attributes
  more.guid = e.guid and schema.value("guid", e.guid)
  more.inside = e.inside and table.concat(xml.lines(e.inside), "\n")
  return more
end


local function says_nothing(row)
  return row.attributes == "" and not row.inside
end


local function add_users_and_codes(p, add)
  for _, user in ipairs(p.users) do
    local row = row_of(p, user, named, {})
    if row and not (says_nothing(row) and user.name == user.label) then add(row) end
  end
  for _, code in ipairs(p.codes) do
    if code.inside or code.label ~= code.name then
      local row = row_of(p, code, code_known, {})
      if row then add(row) end
    end
  end
end


-- Sources as we write them ourselves say no more than their units.
local function is_usual(p, source, row)
  local path = (' plainTextPath="internal://%s.txt"'):format(row.guid)
  return p.is_ours and source.is == "TextSource" and not row.inside
    and source.label == source.name and source.is_used
    and row.attributes:sub(1, #path) == path and not source.richTextPath
end


-- A path that does not say so is one inside the archive. A layout that is a plain
-- text is none, and would make ATLAS.ti refuse the project.
local function with_paths(p, row)
  row.attributes = row.attributes:gsub('TextPath="/*([^":]*)"',
    'TextPath="internal://%1"'):gsub(' richTextPath="[^"]*%.[tT][xX][tT]"', function()
    p:lose "layouts of texts that are plain texts"
    return ""
  end)
  return row
end


local function add_sources(p, add)
  for _, unit in ipairs(p.units) do
    if unit.source then unit.source.is_used = true end
  end
  for _, source in ipairs(p.sources) do
    local row = row_of(p, source, named, { source = source.label })
    if row and not is_usual(p, source, with_paths(p, row)) then add(row) end
  end
end


-- Representations and transcripts; their texts are counted in as they were read.
local function add_parts(p, add)
  for _, part in ipairs(p.parts) do
    local text = part.text or part.content
    if text and part.content then
      part.inside = part.inside or xml.node(part.is)
      xml.put_content(part.inside, text)
    end
    local row = part.source and row_of(p, part, named,
      { source = part.source.label, within = part.within
        and schema.value("guid", part.within) })
    if row then add(with_paths(p, row)) end
  end
end


-- Selections as we write them ourselves say no more than is known of them.
local function is_plain(p, unit)
  return p.is_ours and unit.is == "PlainTextSelection" and unit.owner == unit.source
    and not (unit.called or unit.inside or unit.modifyingUser or unit.modifiedDateTime)
end


local function add_units(p, add)
  local told = {}
  for _, unit in ipairs(p.units) do
    local owner = unit.owner
    if unit.kind ~= "source" and not is_plain(p, unit) and not told[unit.label] then
      told[unit.label] = true
      local row = row_of(p, unit, placed, { unit = unit.label,
        within = owner and owner ~= unit.source
          and schema.value("guid", owner.guid or "") or nil })
      if row then add(row) end
    end
    for _, coding in ipairs(unit.codings) do
      local row = coding.inside and coding.label and row_of(p, coding, named, {})
      if row then
        row.attributes = nil
        add(row)
      end
    end
  end
end


-- ---- all ----

function extras.of(p)
  local lists, n = {}, 0
  for i in ipairs(columns) do lists[i] = {} end

  local function add(row)
    n = n + 1
    for i, name in ipairs(columns) do
      local cell = row[name]
      lists[i][n] = cell ~= nil and cell ~= "" and cell or na
    end
  end

  local root = p.root.is == "Project" and row_of(p, p.root, project_named, {})
  if root and not (says_nothing(root) and p.is_ours) then add(root) end
  for _, line in ipairs(p.lines) do add(line) end
  add_users_and_codes(p, add)
  add_sources(p, add)
  add_parts(p, add)
  add_units(p, add)
  return frames.of(columns, lists, types)
end


-- A frame without a row.
function extras.none()
  local lists = {}
  for i in ipairs(columns) do lists[i] = {} end
  return frames.of(columns, lists, types)
end


return extras
