-- The texts of a project's sources: finding them, deciding how they count
-- their characters, and cutting out what was selected.

local core = require "vane.core.refi"
local stage = require "vane.core.stage"
local xml = require "vane.data.refi.xml"

local text_of = {}


-- The name inside the archive of a path as projects write it, or nil.
local function inside(path)
  local name = path:match "^internal://(.+)$" or (not path:find "://" and path)
  return name and "sources/" .. name:gsub("^/+", "") or nil
end


local function load_text(p, owner, reader)
  if owner.content then return owner.content end
  if not owner.plainTextPath then return nil end
  local name = inside(owner.plainTextPath)
  local text = name and core.text(reader, name)
  if not text then p:lose "texts that are not in the file" end
  owner.file = text and name
  return text
end


-- ---- characters ----

-- Characters `from` up to but not including `to`, which count from 0; nil
-- where the text is shorter.
local function cut(text, from, to)
  if from < 0 or to < from then return nil end
  local first = utf8.offset(text, from + 1)
  local last = first and utf8.offset(text, to - from + 1, first)
  return last and text:sub(first, last - 1) or nil
end


local function squeezed(text)
  return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end


-- How many selections have names that say what is cut out for them: programs
-- put the beginning of a selection into its name.
local function n_matching(text, units)
  local n = 0
  for _, unit in ipairs(units) do
    local found = cut(text, unit.startPosition, unit.endPosition)
    local name = unit.name and squeezed(unit.name):gsub("…$", "")
      :gsub("%.%.%.$", "") or ""
    if found and #name > 0 and squeezed(found):sub(1, #name) == name then
      n = n + 1
    end
  end
  return n
end


-- Some programs count a line's two ends (CR LF) as one character, others as
-- two: what fits the selections' names better is right.
local function settle_lines(p, text, units)
  if p.is_ours or not text:find("\r\n", 1, true) then return text end
  local joined = text:gsub("\r\n", "\n")
  if n_matching(joined, units) >= n_matching(text, units) then
    p:lose "texts whose line ends CR LF count as one character"
    return joined
  end
  return text
end


-- ---- all texts ----

local function units_by_owner(p)
  local of = {}
  for _, unit in ipairs(p.units) do
    if unit.owner and unit.startPosition and unit.endPosition then
      local list = of[unit.owner] or {}
      of[unit.owner] = list
      list[#list + 1] = unit
    end
  end
  return of
end


local function cut_units(p, owner, units)
  for _, unit in ipairs(units) do
    unit.text = cut(owner.text, unit.startPosition, unit.endPosition)
    if not unit.text then p:lose "selections that lie outside their text" end
  end
end


-- Gives each source its text and each selection its own.
function text_of.fill(p, reader)
  local units_of, n_done = units_by_owner(p), 0
  local told <close> = stage.begin("reading texts", "sources", 2 * #p.sources)
  for i, source in ipairs(p.sources) do
    told:step(i)
    local own = load_text(p, source, reader)
    source.text = own and settle_lines(p, own, units_of[source] or {})
  end
  for owner, units in pairs(units_of) do
    if owner.text == nil and owner.values == nil then
      local own = load_text(p, owner, reader)
      owner.text = own and settle_lines(p, own, units)
    end
    if owner.text then cut_units(p, owner, units) end
    n_done = n_done + 1
    told:step(#p.sources + n_done)
  end
  for _, unit in ipairs(p.units) do
    local is_named = not p.is_ours or unit.called
    if not unit.text and is_named and unit.kind ~= "source" then
      unit.text = unit.name
    end
  end
end


-- The texts of the sources by their names.
function text_of.contents(p)
  local contents = {}
  for _, source in ipairs(p.sources) do
    contents[source.label] = source.text
  end
  return contents
end


-- The other files of the archive that are named, each as a function that gives
-- its bytes; a text that was counted otherwise than it stands there is as counted.
function text_of.files(p, reader, extras)
  local files, text_at, is_packed = {}, {}, core.has(reader, "project.qde")
  for _, part in ipairs(p.parts) do
    if part.file then text_at[part.file] = part.text end
  end
  for _, source in ipairs(p.sources) do
    if source.file then text_at[source.file] = false end
  end
  for row in extras:each() do
    for _, path in ipairs(xml.paths(row)) do
      local name = "sources/" .. path
      if text_at[name] then
        files[name] = function() return text_at[name] end
      elseif text_at[name] == nil and core.has(reader, name) then
        files[name] = function() return core.file(reader, name) end
      elseif text_at[name] == nil and not files[name] and is_packed then
        p:lose "files that are named, but are not in the archive"
      end
    end
  end
  return files
end


return text_of
