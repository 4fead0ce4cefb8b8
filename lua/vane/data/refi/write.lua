-- A coding as a project (.qdpx) or codebook (.qdc) for exchange, by REFI-QDA
-- 1.5: elements in the order the schemas want, no empty lists, positions in
-- characters, half-open, texts beside the project.

local core = require "vane.core.refi"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local codes = require "vane.data.refi.codes"
local guids = require "vane.data.refi.guids"
local plain_rows = require "vane.data.plain_rows"
local xml = require "vane.data.refi.xml"

local na = base.na

local attributes, escaped = xml.attributes, xml.escaped


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


-- What is known of when codings and selections were made, by what they are.
local function stamps_by_key(stamps)
  local of = {}
  for _, row in ipairs(plain_rows(stamps)) do
    local key = row.code == na and row.unit
      or table.concat({ row.unit, row.code, row.coder }, "\0")
    of[key] = of[key] or row
  end
  return of
end


-- The moment as the schema wants it, or nil.
local function moment(p, said)
  if not is_known(said) then return nil end
  said = tostring(said)
  if said:find "^%-?%d%d%d%d+%-%d%d%-%d%dT%d%d:%d%d:%d%d[%d.:Z+-]*$" then
    return said
  end
  p:lose "times at which something was made that are no date and time"
end


-- ' creationDateTime="..."', or nothing.
local function created(p, stamp)
  return attributes("creationDateTime", moment(p, stamp and stamp.created))
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
  finish = true, text = true, memo = true, guid = true, source_guid = true,
  source_maker = true, source_created = true, source_changer = true,
  source_changed = true }


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

-- GUIDs need no escapes.
local CODING = '<Coding guid="%s" creatingUser="%s"%s>'
  .. '<CodeRef targetGUID="%s"/></Coding>'


local function add_codings(p, lines, unit)
  for _, row in ipairs(p.codings[unit.unit] or {}) do
    if row.code ~= na then
      local id = table.concat({ tostring(unit.unit), row.code, row.coder }, "\0")
      local stamp = p.stamps[id]
      lines[#lines + 1] = CODING:format(
        guids.own(p.taken, stamp and stamp.guid, "coding", id),
        p.guid_of_coder[row.coder], created(p, stamp), p.guid_of_code[row.code])
    end
  end
end


local function open_selection(p, unit, guid, coder, stamp)
  return "<PlainTextSelection" .. attributes("guid", guid, "name", unit.unit,
    "startPosition", unit.from, "endPosition", unit.to,
    "creatingUser", p.guid_of_coder[coder]) .. created(p, stamp) .. ">"
end


-- Who made the selection; of one without a code, whoever looked at it.
local function maker_of(rows, stamp)
  local is_coded = rows[1] and rows[1].code ~= na
  if is_coded and stamp and stamp.coder ~= na then return stamp.coder end
  return rows[1] and rows[1].coder
end


-- Whoever looked at a unit and gave it no code has a selection of the same
-- name to show it.
local function add_idle(p, lines, unit, rows)
  for i = 2, #rows do
    if rows[i].code == na then
      lines[#lines + 1] = open_selection(p, unit, guids.of_name("looked",
        tostring(unit.unit) .. "\0" .. rows[i].coder), rows[i].coder)
        .. "</PlainTextSelection>"
    end
  end
end


local function add_selection(p, lines, unit)
  local rows = p.codings[unit.unit] or {}
  local stamp = p.stamps[tostring(unit.unit)]
  lines[#lines + 1] = open_selection(p, unit,
    guids.own(p.taken, unit.guid, "unit", tostring(unit.unit)),
    maker_of(rows, stamp), stamp)
  xml.definition(lines, unit.memo)
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
        attributes("targetGUID", guids.of_name("variable", variable.name)),
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


-- What the first unit that knows it says of its source.
local function said_of_source(units, name)
  for _, unit in ipairs(units) do
    if is_known(unit[name]) then return unit[name] end
  end
end


-- Who made and changed a source, and when, as attributes.
local function makers(p, units)
  local function user(name)
    local said = said_of_source(units, name)
    if not said then return nil end
    if not p.guid_of_coder[said] then
      p:lose "makers of sources who are none of the coders"
    end
    return p.guid_of_coder[said]
  end
  return attributes("creatingUser", user "source_maker",
    "creationDateTime", moment(p, said_of_source(units, "source_created")),
    "modifyingUser", user "source_changer",
    "modifiedDateTime", moment(p, said_of_source(units, "source_changed")))
end


local function add_source(p, lines, name, units)
  local guid = guids.own(p.taken,
    said_of_source(units, "source_guid"), "source", name)
  local text = text_for(units, p.contents[name])
  local path = ("%s.txt"):format(guid)
  lines[#lines + 1] = "<TextSource" .. attributes("guid", guid, "name", name,
    "plainTextPath", "internal://" .. path) .. makers(p, units) .. ">"
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
      "guid", guids.of_name("variable", variable.name), "name", variable.name,
      "typeOfVariable", variable.type) .. "/>"
  end
  lines[#lines + 1] = "</Variables>"
end


local function new_project(c, contents, stamps)
  local p = { contents = contents, codings = codings_of(c), taken = {},
    stamps = stamps_by_key(stamps),
    guid_of_coder = guids.of_column(c:coders(), "coder", "coder"),
    guid_of_code = guids.of_column(c:codes(), "code", "code"),
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


local function write_project(c, path, contents, stamps)
  local p = new_project(c, contents, stamps)
  local lines = { '<?xml version="1.0" encoding="UTF-8"?>',
    '<Project xmlns="urn:QDA-XML:project:1.0"' .. attributes(
      "name", path:match "([^/]*)%.%w+$", "origin", codes.ORIGIN) .. ">" }
  add_users(p, lines)
  if c.n_codes > 0 then
    lines[#lines + 1] = "<CodeBook>"
    for _, line in ipairs(codes.codebook(c)) do lines[#lines + 1] = line end
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


return { project = write_project, codebook = codes.write }
