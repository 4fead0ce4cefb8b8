-- The notes of a study as those of a project: each stands by itself, and what it
-- is about refers to it.

local base = require "vane.core.base"
local guids = require "vane.data.refi.guids"
local plain_rows = require "vane.data.plain_rows"
local xml = require "vane.data.refi.xml"

local na = base.na


-- "2026-11-21 18:10:04", which is UTC, as the standard says it.
local function moment(time)
  local day, clock = time:match "^(%d+%-%d+%-%d+) (%d+:%d+:%d+)$"
  return day and ("%sT%sZ"):format(day, clock)
end


local function line_of(p, row, guid)
  local maker = p.guid_of_coder[row.who] and p:user(row.who)
  if not maker then p:lose "makers of notes who are none of the coders" end
  local note = xml.node("Note", xml.attributes("guid", guid,
    "creatingUser", maker or nil, "creationDateTime", moment(row.time)))
  xml.put_content(note, row.text)
  return xml.text(note)
end


-- A note about a code in a unit belongs to its codings there, where there are
-- any, else to the unit.
local function is_coded(p, row)
  for _, coding in ipairs(p.codings[row.unit] or {}) do
    if coding.code == row.code then return true end
  end
  return false
end


-- What the note is about, as a key of the references.
local function about(p, row)
  if row.unit ~= na and row.code ~= na and is_coded(p, row) then
    return tostring(row.unit) .. "\0" .. row.code
  elseif row.unit ~= na then return "unit\0" .. tostring(row.unit)
  elseif row.code ~= na then return "code\0" .. row.code
  end
  return "project"
end


-- The notes as lines, and the lines that refer to them, by what they are about.
return function(p, notes)
  local lines, refs = {}, {}
  for _, row in ipairs(notes and plain_rows(notes) or {}) do
    local guid = guids.of_name("note", ("%d\0%s\0%s"):format(row.note, row.time,
      row.text))
    local key = about(p, row)
    refs[key] = (refs[key] or "") .. ('<NoteRef targetGUID="%s"/>\n'):format(guid)
    lines[#lines + 1] = { guid = guid, text = line_of(p, row, guid) }
  end
  return lines, refs
end
