-- Projects and codebooks of programs for qualitative analysis (REFI-QDA 1.5,
-- qdasoftware.org): from their XML to the tables a coding is made of, and
-- what could not be carried over.

local core = require "vane.core.refi"
local fail = require "vane.base.fail"
local stage = require "vane.core.stage"
local elements = require "vane.data.refi.elements"
local tables = require "vane.data.refi.tables"
local texts = require "vane.data.refi.text"

local NAMESPACES = { ["urn:QDA-XML:project:1.0"] = true,
  ["urn:QDA-XML:codebook:1.0"] = true }


-- ---- reading the stream ----

local function new_project()
  return {
    users = {}, user_of = {}, codes = {}, code_of = {}, sources = {},
    source_of = {}, units = {}, variable_of = {}, cases = {},
    losses = {},
    lose = function(p, what, n)
      p.losses[what] = (p.losses[what] or 0) + (n or 1)
    end,
  }
end


local function check_root(reader, p, name, path)
  if name ~= "Project" and name ~= "CodeBook" then
    fail("%s: the file begins with <%s>; a project begins with <Project>, a "
      .. "codebook with <CodeBook>", path, name)
  end
  p.origin = core.attribute(reader, "origin")
  p.is_ours = p.origin ~= nil and p.origin:find "^vane " ~= nil
  if core.attribute(reader, "creatingUserGUID")
    or core.attribute(reader, "creationDateTime") then
    p:lose "who made the project, and when"
  end
  if not NAMESPACES[core.namespace(reader)] then
    p:lose(("the namespace \"%s\", which is none of the standard's")
      :format(core.namespace(reader)))
  end
end


local function open_element(reader, p, stack, name, path)
  if #stack == 0 then check_root(reader, p, name, path) end
  local e = core.element(reader, elements.attributes[name])
  local around, opens = stack[#stack], elements.opens[name]
  if elements.lost[name] then p:lose(elements.lost[name]) end
  if opens then opens(p, e, around) end
  stack[#stack + 1] = e
end


local function close_element(p, stack, name)
  local e = table.remove(stack)
  local closes = elements.closes[name]
  if closes then closes(p, e, stack[#stack]) end
end


local function read_stream(reader, path)
  local p, stack = new_project(), {}
  local _ <close> = stage.begin("reading " .. path:match "[^/]*$", "bytes", core.size(reader))
  for event, said in function() return core.next(reader) end do
    local e = stack[#stack]
    if event == "opens" then open_element(reader, p, stack, said, path)
    elseif event == "closes" then close_element(p, stack, said)
    elseif elements.closes[e.is] then
      e.says = e.says or {}
      e.says[#e.says + 1] = said
    end
  end
  return p
end


-- The tables of a project: rows, codes, coders, losses, and the sources'
-- texts by their names.
local function read(path)
  local reader <close> = core.open(path)
  local p = read_stream(reader, path)
  tables.name(p)
  texts.fill(p, reader)
  local found = tables.of(p, path:match "[^/]*$")
  found.contents = texts.contents(p)
  return found
end


return { read = read }
