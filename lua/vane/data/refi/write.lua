-- A coding as a project (.qdpx) or codebook (.qdc) for exchange, by REFI-QDA
-- 1.5: elements in the order the schemas want, no empty lists, positions in
-- characters, half-open, texts beside the project.

local core = require "vane.core.refi"
local base = require "vane.core.base"
local codes = require "vane.data.refi.codes"
local source_line = require "vane.data.refi.sources"
local variables = require "vane.data.refi.variables"
local writing = require "vane.data.refi.writing"
local xml = require "vane.data.refi.xml"

local na = base.na

local attributes = xml.attributes


-- ---- its parts ----

local function user_lines(p)
  local lines = {}
  for _, row in ipairs(p.coders) do
    local guid = p.guid_of_coder[row.coder]
    local extra = p.extra_of_guid[guid]
    local is_user = extra and extra.element == "User"
    if row.coder ~= p.unknown or p.is_used[row.coder] then
      lines[#lines + 1] = ("<User%s%s/>"):format(attributes("guid", guid, "name",
        is_user and extra.name or row.coder),
        is_user and extra.attributes ~= na and extra.attributes or "")
    end
  end
  return lines
end


-- The lines that a project came with, each thing once, and a study's own notes.
local function lines_of(p, element)
  local lines, told = {}, {}
  for _, row in ipairs(p.extras[element]) do
    if not told[row.guid] then
      told[row.guid] = true
      lines[#lines + 1] = p:with_users(row.inside)
    end
  end
  for _, note in ipairs(element == "Note" and p.notes or {}) do
    if not told[note.guid] then lines[#lines + 1] = note.text end
  end
  return lines
end


local function source_lines(p, c)
  local names, units = writing.units_of(p, c)
  local lines = {}
  for i, name in ipairs(names) do lines[i] = source_line(p, name, units[name]) end
  return lines
end


-- A list of elements as one, or nothing where there is none.
local function put_list(project, name, lines)
  if #lines == 0 then return end
  local list = table.concat(lines, "\n")
  xml.put(project, name, ("<%s>\n%s\n</%s>"):format(name, list, name))
end


local function new_node(p, path)
  local root = p.extras.Project[1]
  local node = xml.node("Project", ' xmlns="urn:QDA-XML:project:1.0"'
    .. attributes("name", root and root.name or path:match "([^/]*)%.%w+$",
      "origin", codes.ORIGIN)
    .. (root and root.attributes ~= na and p:with_users(root.attributes) or ""))
  xml.put_lines(node, root and root.inside)
  xml.put_lines(node, p.refs.project)
  return node
end


local function project_text(p, c, path)
  local node = new_node(p, path)
  put_list(node, "Sources", source_lines(p, c))
  put_list(node, "Users", user_lines(p))
  if c.n_codes > 0 then
    put_list(node, "CodeBook", codes.codebook(c, p.extra_of_guid, p.refs, p.losses))
  end
  put_list(node, "Variables", variables.lines(p.variables))
  for _, name in ipairs { "Case", "Note", "Link", "Set", "Graph" } do
    put_list(node, name .. "s", lines_of(p, name))
  end
  return table.concat({ '<?xml version="1.0" encoding="UTF-8"?>', xml.text(node),
    table.concat(p.tells, "\n") }, "\n") .. "\n"
end


-- ---- files ----

-- Files that something in the project names, such as pictures.
local function add_files(p, files)
  for _, rows in pairs(p.extras) do
    for _, row in ipairs(rows) do
      for _, path in ipairs(xml.paths(row)) do
        local name = "sources/" .. path
        if p.file_at[name] then goto next end
        local bytes = files[name] and files[name]()
        if bytes then p:add_file(name, bytes) end
        ::next::
      end
    end
  end
end


-- `known` is what is known beside the coding: contents, stamps, extras, files,
-- notes.
local function write_project(c, path, known)
  xml.replaced()
  local p = writing.new(c, known)
  p.texts[1] = project_text(p, c, path)
  p:lose(codes.UNSAYABLE, xml.replaced())
  add_files(p, known.files)
  core.pack(path, p.names, p.texts)
  return p.losses
end


return { project = write_project, codebook = codes.write }
