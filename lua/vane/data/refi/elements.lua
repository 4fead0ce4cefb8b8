-- What the elements of a project's XML say, as they open and close.

local names = require "vane.data.refi.names"

local plain_guid, unused = names.plain_guid, names.unused

-- p: the project as it comes in. Handlers get it, the element and the one
-- around it, when an element opens or closes.
local opens, closes = {}, {}


-- What is named by a GUID that another one had before is the later one.
local function put_by_guid(p, of, e, things)
  local guid = plain_guid(e.guid) or ""
  if of[guid] then p:lose(("%s that share a GUID: the last one counts"):format(things)) end
  of[guid] = e
end


function opens.User(p, e)
  p.users[#p.users + 1] = e
  put_by_guid(p, p.user_of, e, "users")
end


function opens.Code(p, e, around)
  e.parent = around and around.is == "Code" and around or nil
  e.name = e.name or "(no name)"
  p.codes[#p.codes + 1] = e
  put_by_guid(p, p.code_of, e, "codes")
end


local function open_source(p, e)
  e.values = {}
  e.kind = e.is:match "^(%u%l+)Source$" or e.is:match "^(%u+)Source$"
  e.kind = (e.kind or "?"):lower()
  p.sources[#p.sources + 1] = e
  put_by_guid(p, p.source_of, e, "sources")
  e.text_owner = e
end


for _, kind in ipairs { "Text", "Picture", "PDF", "Audio", "Video" } do
  opens[kind .. "Source"] = open_source
end


-- A text that belongs to a source of another kind, or to a selection there.
local function open_text(p, e, around)
  e.source = around and (around.source or (around.values and around)) or nil
  e.text_owner = e
  e.within = around and around.codings and around.guid
  p.parts[#p.parts + 1] = e
end

opens.Representation, opens.TextDescription = open_text, open_text
opens.Transcript = open_text


-- The places of letters, of which a text's selection wants both.
local function place(p, e)
  local from, to = e.startPosition, e.endPosition
  e.startPosition, e.endPosition = math.tointeger(tonumber(from)),
    math.tointeger(tonumber(to))
  local lacks = e.kind == "plaintext" or from or to
  if lacks and not (e.startPosition and e.endPosition) then
    p:lose "selections whose place in the text cannot be read"
  end
end


local function open_selection(p, e, around)
  e.source = around and (around.source or (around.values and around)) or nil
  e.owner = around and around.text_owner
  e.kind = e.is:match "^(%a+)Selection$":lower()
  p.units[#p.units + 1] = e
  e.codings = {}
  place(p, e)
end


for _, kind in ipairs { "PlainText", "Picture", "PDF", "Audio", "Video",
  "Transcript" } do
  opens[kind .. "Selection"] = open_selection
end


-- The unit that stands for a whole source.
local function whole(p, source)
  if not source.unit then
    source.unit = { is = "Source", kind = "source", source = source,
      codings = {}, name = source.name, creatingUser = source.creatingUser }
    p.units[#p.units + 1] = source.unit
  end
  return source.unit
end


function opens.Coding(p, e, around)
  local unit = around and around.codings and around
    or around and around.values and whole(p, around)
    or around and around.source and whole(p, around.source)
  if unit then unit.codings[#unit.codings + 1] = e end
end


function opens.CodeRef(_, e, around)
  if around and around.is == "Coding" then around.code = e.targetGUID end
end


function opens.Variable(p, e)
  e.label = unused(e.name or "?", p.variable_names)
  put_by_guid(p, p.variable_of, e, "variables")
end


function opens.Case(p, e)
  e.values, e.sources = {}, {}
  p.cases[#p.cases + 1] = e
end


function opens.SourceRef(_, e, around)
  if around and around.sources then
    around.sources[#around.sources + 1] = e.targetGUID
  end
end


function opens.VariableRef(_, e, around)
  if around then around.variable = e.targetGUID end
end


function closes.VariableValue(p, e, around)
  local variable = p.variable_of[plain_guid(e.variable) or ""]
  if not (around and around.values and variable and e.value) then
    return p:lose "values of variables without a place"
  end
  around.values[variable.label] = e.value
end


for _, kind in ipairs { "Text", "Boolean", "Integer", "Float", "Date",
  "DateTime" } do
  closes[kind .. "Value"] = function(_, e, around)
    if around then around.value = table.concat(e.says or {}) end
  end
end


function closes.Description(_, e, around)
  if around then around.definition = table.concat(e.says or {}) end
end


function closes.PlainTextContent(_, e, around)
  if around then around.content = table.concat(e.says or {}) end
end


return { opens = opens, closes = closes }
