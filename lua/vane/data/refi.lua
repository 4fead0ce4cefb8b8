-- Projects and codebooks of programs for qualitative analysis (REFI-QDA 1.5,
-- qdasoftware.org): from their XML to the tables a coding is made of, and
-- what could not be carried over.

local core = require "vane.core.refi"
local fail = require "vane.base.fail"
local stage = require "vane.core.stage"
local elements = require "vane.data.refi.elements"
local extras = require "vane.data.refi.extras"
local losses = require "vane.data.coding.losses"
local lines = require "vane.data.refi.lines"
local names = require "vane.data.refi.names"
local tables = require "vane.data.refi.tables"
local texts = require "vane.data.refi.text"
local xml = require "vane.data.refi.xml"

local NAMESPACES = { ["urn:QDA-XML:project:1.0"] = true,
  ["urn:QDA-XML:codebook:1.0"] = true }


-- ---- reading the stream ----

local function new_project()
  return {
    users = {}, user_of = {}, codes = {}, code_of = {}, sources = {},
    source_of = {}, parts = {}, units = {}, variable_of = {}, variable_names = {}, cases = {},
    lines = {}, label_of = {}, shared_of = {}, losses = {},
    lose = function(p, what, n)
      p.losses[what] = (p.losses[what] or 0) + (n or 1)
    end,
  }
end


local function check_root(reader, p, e, path)
  if e.is ~= "Project" and e.is ~= "CodeBook" then
    fail("%s: the file begins with <%s>; a project begins with <Project>, a "
      .. "codebook with <CodeBook>", path, e.is)
  end
  p.root = e
  p.is_ours = e.origin ~= nil and e.origin:find "^vane " ~= nil
  if not NAMESPACES[core.namespace(reader)] then
    p:lose(("the namespace \"%s\", which is none of the standard's")
      :format(core.namespace(reader)))
  end
end


-- Notes are kept as they are, whatever is selected in them.
local function open_element(reader, p, stack, path)
  local e, around = core.element(reader), stack[#stack]
  lines.name_attributes(p, e)
  if #stack == 0 then check_root(reader, p, e, path) end
  lines.opens(e, around)
  e.is_quiet = around and (around.is_quiet or around.is == "Note")
  local opens = not e.is_quiet and elements.opens[e.is]
  if opens then opens(p, e, around) end
  stack[#stack + 1] = e
end


local function close_element(p, stack)
  local e = table.remove(stack)
  local closes = not e.is_quiet and elements.closes[e.is]
  if closes then closes(p, e, stack[#stack]) end
  lines.closes(p, e, stack[#stack])
end


-- What we left for ourselves: what units are called, where selections have names
-- of their own, and the GUIDs that they came with, where they shared one.
local function remember(p, said, name)
  if name ~= "vane" then return end
  local guid, label = said:match "^unit ([%x-]+) (.*)$"
  if guid then p.label_of[guid] = xml.plain(label) end
  local own, shared = said:match "^shared ([%x-]+) ([%x-]+)$"
  if own then p.shared_of[own] = shared end
end


local function recall(p)
  for _, unit in ipairs(p.is_ours and p.units or {}) do
    local guid = unit.guid and names.plain_guid(unit.guid) or ""
    unit.called, unit.guid = p.label_of[guid], p.shared_of[guid] or unit.guid
  end
end


local function read_stream(reader, path)
  local p, stack = new_project(), {}
  local _ <close> = stage.begin("reading " .. path:match "[^/]*$", "bytes", core.size(reader))
  for event, said, name in function() return core.next(reader) end do
    local e = stack[#stack]
    if event == "opens" then open_element(reader, p, stack, path)
    elseif event == "closes" then close_element(p, stack)
    elseif event == "tells" then remember(p, said, name)
    elseif e.node or elements.closes[e.is] then
      e.says = e.says or {}
      e.says[#e.says + 1] = said
    end
  end
  recall(p)
  return p
end


-- The tables of a project: rows, codes, coders, losses, what it says beside
-- them, the sources' texts by their names, and its other files. The reader is
-- let go of with these.
local function read(path)
  local reader = core.open(path)
  local p = read_stream(reader, path)
  tables.name(p)
  texts.fill(p, reader)
  local found = tables.of(p, path:match "[^/]*$")
  found.contents = texts.contents(p)
  found.extras = extras.of(p)
  found.files = texts.files(p, reader, found.extras)
  tables.count_idle(p)
  found.losses = losses.frame(p.losses)
  return found
end


return { read = read }
