-- A coding as a project (.qdpx) or codebook (.qdc) for exchange, by REFI-QDA
-- 1.5: elements in the order the schemas want, no empty lists, positions in
-- characters, half-open, texts beside the project.

local core = require "vane.core.refi"
local text_file = require "vane.core.text_file"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local plain_rows = require "vane.data.plain_rows"

local na = base.na

local ORIGIN = "vane " .. base.version


-- ---- GUIDs ----

-- Two halves of 64 bits, each by FNV-1a from its own start.
local function hashed(name, start)
  local h = start
  for i = 1, #name do h = (h ~ name:byte(i)) * 0x100000001b3 end
  return h ~ (h >> 29)
end


-- The same name has the same GUID in every file.
local function guid_for(kind, name)
  local full = kind .. "\0" .. name
  local high = hashed(full, 0xcbf29ce484222325 - (1 << 64))
  local low = hashed(full, 0x6c62272e07bb0142)
  high = high & ~0xf000 | 0x8000
  low = low & ~(0xc << 60) | 0x8 << 60
  return ("%08X-%04X-%04X-%04X-%012X"):format(high >> 32 & 0xffffffff,
    high >> 16 & 0xffff, high & 0xffff, low >> 48 & 0xffff,
    low & 0xffffffffffff)
end


-- The GUID that a thing came with, unless another one has it; else one of
-- its name.
local function own_guid(taken, known, kind, name)
  local fits = known and known ~= na
    and known:find "^%x+%-%x+%-%x+%-%x+%-%x+$" and not taken[known]
  local guid = fits and known or guid_for(kind, name)
  taken[guid] = true
  return guid
end


-- Of each name in a column of a frame.
local function guids_of(f, column, kind)
  local of, taken = {}, {}
  for i = 1, f.n_rows do
    local name = f:get(i, column)
    of[name] = own_guid(taken, f.types.guid and f:get(i, "guid"), kind, name)
  end
  return of
end


-- ---- XML ----

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ['"'] = "&quot;", ["\n"] = "&#10;", ["\r"] = "&#13;", ["\t"] = "&#9;" }


-- A text as XML can say it; control characters have no place there.
local function escaped(text)
  return (tostring(text):gsub("[%z\1-\8\11\12\14-\31]", "?")
    :gsub('[&<>"\n\r\t]', escapes))
end


-- ' name="value"' of those that are known, in the order given.
local function attributes(...)
  local parts = {}
  for i = 1, select("#", ...), 2 do
    local name, value = select(i, ...)
    if value ~= nil and value ~= na then
      parts[#parts + 1] = (' %s="%s"'):format(name, escaped(value))
    end
  end
  return table.concat(parts)
end


local function definition(lines, text)
  if text and text ~= na then
    lines[#lines + 1] = "<Description>" .. escaped(text) .. "</Description>"
  end
end


-- ---- codes ----

-- A list of codes by the code above them; those without one, or in a circle,
-- stand at the top.
local function tree_of(c)
  local rows, by_name, below, top = {}, {}, {}, {}
  for _, row in ipairs(plain_rows(c:codes())) do
    rows[#rows + 1], by_name[row.code] = row, row
  end
  local function is_below_itself(row)
    local seen = {}
    while row do
      if seen[row] then return true end
      seen[row] = true
      row = by_name[row.parent or na]
    end
    return false
  end
  local has_parents = c:codes().types.parent
  for _, row in ipairs(rows) do
    local parent = has_parents and by_name[row.parent]
    local list = parent and not is_below_itself(row)
      and (below[parent] or {}) or top
    if list ~= top then below[parent] = list end
    list[#list + 1] = row
  end
  return top, below
end


-- The last step of "a / b", where that is how the names were told apart.
local function short_name(row)
  local parent = row.parent
  if not parent or parent == na then return row.code end
  local front = parent .. " / "
  if row.code:sub(1, #front) ~= front then return row.code end
  return row.code:sub(#front + 1)
end


local function add_codes(lines, list, below, columns, guids)
  for _, row in ipairs(list) do
    local codable = not columns.codable or row.codable == na or row.codable
    lines[#lines + 1] = "<Code" .. attributes(
      "guid", guids[row.code],
      "name", columns.parent and short_name(row) or row.code,
      "isCodable", codable and "true" or "false",
      "color", columns.colour and row.colour or nil) .. ">"
    definition(lines, columns.definition and row.definition)
    add_codes(lines, below[row] or {}, below, columns, guids)
    lines[#lines + 1] = "</Code>"
  end
end


local function codebook(c)
  local lines, columns = {}, c:codes().types
  if c.n_codes == 0 then return lines end
  local top, below = tree_of(c)
  lines[1] = "<Codes>"
  add_codes(lines, top, below, columns, guids_of(c:codes(), "code", "code"))
  lines[#lines + 1] = "</Codes>"
  return lines
end


local function write_codebook(c, path)
  local lines = { '<?xml version="1.0" encoding="UTF-8"?>',
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"'
      .. attributes("origin", ORIGIN) .. ">" }
  table.move(codebook(c), 1, c.n_codes * 4 + 2, #lines + 1, lines)
  lines[#lines + 1] = "</CodeBook>\n"
  text_file.write(path, table.concat(lines, "\n"))
end


-- ---- what a project says of each unit and source ----

-- Codings by unit: { { code, coder }, ... }.
local function codings_of(c)
  local of = {}
  for _, row in ipairs(plain_rows(c:rows())) do
    local list = of[row.unit] or {}
    of[row.unit] = list
    list[#list + 1] = row
  end
  return of
end


local function is_known(cell)
  return cell ~= nil and cell ~= na
end


local function is_of_text(unit)
  return not is_known(unit.kind) or unit.kind == "plaintext"
    or unit.kind == "source"
end


-- The units of each source that are parts of texts, in their order.
local function units_of(p, c)
  local names, of = {}, {}
  for _, row in ipairs(plain_rows(c:units())) do
    local name = is_known(row.source) and tostring(row.source) or "units"
    if not is_of_text(row) then
      p:lose "units that are no parts of texts"
    elseif not of[name] then
      of[name] = { row }
      names[#names + 1] = name
    else
      table.insert(of[name], row)
    end
  end
  return names, of
end


local fixed = { unit = true, source = true, kind = true, start = true,
  finish = true, text = true, memo = true, guid = true, source_guid = true }


-- Whether all units of a source say the same in a column.
local function is_of_sources(units, column)
  local sources = units.types.source and units:column "source" or {}
  local said = {}
  for i, cell in ipairs(units:column(column)) do
    local source = sources[i] or na
    if said[source] == nil then said[source] = cell end
    if said[source] ~= cell then return false end
  end
  return true
end


-- The columns that say something of sources: { name, type by REFI }.
local function variables_of(p, c)
  local types = { integer = "Integer", number = "Float", date = "Date",
    logical = "Boolean", text = "Text" }
  local list, units = {}, c:units()
  for _, name in ipairs(units.names) do
    if fixed[name] then goto next end
    if is_of_sources(units, name) then
      list[#list + 1] = { name = name, type = types[units.types[name]] }
    else
      p:lose(("what the column \"%s\" says of units of the same source")
        :format(name))
    end
    ::next::
  end
  return list
end


-- ---- texts ----

-- The texts of units one below the other, and where each stands.
local function composed(units)
  local parts, at = {}, 0
  for _, unit in ipairs(units) do
    local said = is_known(unit.text) and unit.text or tostring(unit.unit)
    unit.from, unit.to = at, at + utf8.len(said)
    parts[#parts + 1] = said
    at = unit.to + 2
  end
  return table.concat(parts, "\n\n")
end


-- The text of a source, with `from` and `to` of its units; nil when it is not
-- known.
local function text_for(units, text)
  local placed = text ~= nil
  for _, unit in ipairs(units) do
    if is_known(unit.start) and is_known(unit.finish) then
      unit.from, unit.to, placed = unit.start, unit.finish, true
    end
    placed = placed or unit.kind == "source"
  end
  if placed then return text end
  return composed(units)
end


-- ---- a source ----

local function add_codings(p, lines, unit)
  for _, row in ipairs(p.codings[unit.unit] or {}) do
    if row.code ~= na then
      local id = table.concat({ tostring(unit.unit), row.code, row.coder }, "\0")
      lines[#lines + 1] = "<Coding" .. attributes(
        "guid", guid_for("coding", id),
        "creatingUser", p.guid_of_coder[row.coder]) .. "><CodeRef"
        .. attributes("targetGUID", p.guid_of_code[row.code]) .. "/></Coding>"
    end
  end
end


local function open_selection(p, unit, guid, coder)
  return "<PlainTextSelection" .. attributes("guid", guid, "name", unit.unit,
    "startPosition", unit.from, "endPosition", unit.to,
    "creatingUser", p.guid_of_coder[coder]) .. ">"
end


-- Whoever looked at a unit and gave it no code has a selection of the same
-- name to show it.
local function add_idle(p, lines, unit, rows)
  for i = 2, #rows do
    if rows[i].code == na then
      lines[#lines + 1] = open_selection(p, unit, guid_for("looked",
        tostring(unit.unit) .. "\0" .. rows[i].coder), rows[i].coder)
        .. "</PlainTextSelection>"
    end
  end
end


local function add_selection(p, lines, unit)
  local rows = p.codings[unit.unit] or {}
  lines[#lines + 1] = open_selection(p, unit,
    own_guid(p.taken, unit.guid, "unit", tostring(unit.unit)),
    rows[1] and rows[1].coder)
  definition(lines, unit.memo)
  add_codings(p, lines, unit)
  lines[#lines + 1] = "</PlainTextSelection>"
  add_idle(p, lines, unit, rows)
end


local function add_values(p, lines, unit)
  for _, variable in ipairs(p.variables) do
    local value = unit[variable.name]
    if value ~= na then
      lines[#lines + 1] = ("<VariableValue><VariableRef%s/><%sValue>%s</%sValue>"
        .. "</VariableValue>"):format(
        attributes("targetGUID", guid_for("variable", variable.name)),
        variable.type, escaped(value), variable.type)
    end
  end
end


-- A whole source that is coded stands behind its selections.
local function add_units(p, lines, units)
  local whole
  for _, unit in ipairs(units) do
    if unit.from then add_selection(p, lines, unit)
    elseif unit.kind == "source" then whole = unit
    else p:lose "units without a place in their text" end
  end
  if whole then add_codings(p, lines, whole) end
  add_values(p, lines, units[1])
end


local function add_source(p, lines, name, units)
  local guid = own_guid(p.taken, units[1].source_guid, "source", name)
  local text = text_for(units, p.contents[name])
  local path = ("%s.txt"):format(guid)
  lines[#lines + 1] = "<TextSource" .. attributes("guid", guid, "name", name,
    "plainTextPath", "internal://" .. path) .. ">"
  add_units(p, lines, units)
  lines[#lines + 1] = "</TextSource>"
  if text then
    p.names[#p.names + 1], p.texts[#p.texts + 1] = "sources/" .. path, text
  else
    p:lose "texts of sources, which are not known"
  end
end


-- ---- the project ----

local function add_users(p, lines)
  if #p.coders == 0 then return end
  lines[#lines + 1] = "<Users>"
  for _, row in ipairs(p.coders) do
    local guid = p.guid_of_coder[row.coder]
    lines[#lines + 1] = "<User" .. attributes("guid", guid, "name", row.coder)
      .. "/>"
  end
  lines[#lines + 1] = "</Users>"
end


local function add_variables(p, lines)
  if #p.variables == 0 then return end
  lines[#lines + 1] = "<Variables>"
  for _, variable in ipairs(p.variables) do
    lines[#lines + 1] = "<Variable" .. attributes(
      "guid", guid_for("variable", variable.name), "name", variable.name,
      "typeOfVariable", variable.type) .. "/>"
  end
  lines[#lines + 1] = "</Variables>"
end


local function new_project(c, contents)
  local p = { contents = contents, codings = codings_of(c), taken = {},
    guid_of_coder = guids_of(c:coders(), "coder", "coder"),
    guid_of_code = guids_of(c:codes(), "code", "code"),
    names = {}, texts = {}, losses = {} }
  function p:lose(what) self.losses[what] = (self.losses[what] or 0) + 1 end
  p.coders = plain_rows(c:coders())
  p.variables = variables_of(p, c)
  return p
end


local function loss_frame(losses)
  local whats, counts = {}, {}
  for what in pairs(losses) do whats[#whats + 1] = what end
  table.sort(whats)
  for i, what in ipairs(whats) do counts[i] = losses[what] end
  return #whats > 0 and frames.of({ "what", "n" }, { whats, counts },
    { what = "text", n = "integer" }) or nil
end


local function write_project(c, path, contents)
  local p = new_project(c, contents)
  local lines = { '<?xml version="1.0" encoding="UTF-8"?>',
    '<Project xmlns="urn:QDA-XML:project:1.0"' .. attributes(
      "name", path:match "([^/]*)%.%w+$", "origin", ORIGIN) .. ">" }
  add_users(p, lines)
  if c.n_codes > 0 then
    lines[#lines + 1] = "<CodeBook>"
    for _, line in ipairs(codebook(c)) do lines[#lines + 1] = line end
    lines[#lines + 1] = "</CodeBook>"
  end
  add_variables(p, lines)
  local names, units = units_of(p, c)
  if #names > 0 then lines[#lines + 1] = "<Sources>" end
  for _, name in ipairs(names) do add_source(p, lines, name, units[name]) end
  if #names > 0 then lines[#lines + 1] = "</Sources>" end
  lines[#lines + 1] = "</Project>\n"
  table.insert(p.names, 1, "project.qde")
  table.insert(p.texts, 1, table.concat(lines, "\n"))
  core.pack(path, p.names, p.texts)
  return loss_frame(p.losses)
end


return { project = write_project, codebook = write_codebook }
