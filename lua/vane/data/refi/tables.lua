-- A project that was read, as the tables that a coding is made of.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local stamps_of = require "vane.data.refi.stamps"
local typed = require "vane.data.refi.types"
local guids = require "vane.data.refi.guids"
local names = require "vane.data.refi.names"
local note = require "vane.base.note"

local plain_guid, unused = names.plain_guid, names.unused

local na = base.na

local UNKNOWN <const> = "unknown"


-- ---- codes and users ----

-- Names of several codes are told apart by those above them.
local function path_of(code)
  local steps = {}
  while code do
    table.insert(steps, 1, code.name)
    code = code.parent
  end
  return table.concat(steps, " / ")
end


local function name_codes(codes)
  local times, taken = {}, {}
  for _, code in ipairs(codes) do
    times[code.name] = (times[code.name] or 0) + 1
  end
  for _, code in ipairs(codes) do
    local name = times[code.name] > 1 and path_of(code) or code.name
    code.label = unused(name, taken)
  end
end


local function or_na(value)
  if value == nil or value == "" then return na end
  return value
end


local function code_frame(p)
  name_codes(p.codes)
  local lists = { {}, {}, {}, {}, {}, {} }
  for i, code in ipairs(p.codes) do
    lists[1][i] = code.label
    lists[2][i] = code.parent and code.parent.label or na
    lists[3][i] = code.isCodable ~= "false" and code.isCodable ~= "0"
    lists[4][i] = or_na(code.color)
    lists[5][i] = or_na(code.definition)
    lists[6][i] = or_na(plain_guid(code.guid))
  end
  return frames.of({ "code", "parent", "codable", "colour", "definition",
    "guid" }, lists, { code = "text", parent = "text", codable = "logical",
    colour = "text", definition = "text", guid = "text" })
end


-- The name of a user whose GUID is told, or nil.
local function user_called(p, guid)
  local user = guid and p.user_of[plain_guid(guid)]
  return user and user.label
end


-- The user that made a coding, else its unit, else its source.
local function coder_of(p, coding, unit)
  local source, owner = unit.source, unit.owner
  local name = user_called(p, coding.creatingUser)
  if coding.creatingUser and not name then
    p:lose "codings whose maker is not among the users"
  end
  name = name or user_called(p, unit.creatingUser)
    or owner and user_called(p, owner.creatingUser)
    or source and user_called(p, source.creatingUser)
  if not name then p.unknown = true end
  return name or UNKNOWN
end


local function name_users(p)
  local taken = {}
  for _, user in ipairs(p.users) do
    user.label = unused(user.name and user.name ~= "" and user.name
      or "(no name)", taken)
  end
end


-- Whoever made what a project tells no maker of has a GUID only where it had
-- to be written.
local function coder_frame(p)
  local labels, guid_of, known = {}, {}, {}
  for i, user in ipairs(p.users) do
    labels[i], guid_of[i] = user.label, or_na(plain_guid(user.guid))
    known[user.label] = true
    if user.label == UNKNOWN and guid_of[i] == guids.of_name("coder", UNKNOWN) then
      guid_of[i] = na
    end
  end
  if p.unknown and not known[UNKNOWN] then
    labels[#labels + 1], guid_of[#guid_of + 1] = UNKNOWN, na
  end
  return frames.of({ "coder", "guid" }, { labels, guid_of },
    { coder = "text", guid = "text" })
end


-- ---- sources ----

-- What cases say of their sources counts where a source says nothing itself.
local function spread_cases(p)
  for _, case in ipairs(p.cases) do
    for _, guid in ipairs(case.sources) do
      local source = p.source_of[plain_guid(guid)]
      for name, value in pairs(source and case.values or {}) do
        if source.values[name] == nil then source.values[name] = value end
      end
    end
  end
end


local function name_sources(p)
  local taken = {}
  for _, source in ipairs(p.sources) do
    source.label = unused(source.name or "(no name)", taken)
  end
end


-- Who made and changed sources, and when, in columns of their units; those of
-- which a project says nothing are left out.
local function makers_of(p)
  local list = {}
  for _, made in ipairs { { "source_maker", "creatingUser", true },
    { "source_created", "creationDateTime" },
    { "source_changer", "modifyingUser", true },
    { "source_changed", "modifiedDateTime" } } do
    local name, attribute, is_user = table.unpack(made)
    local cells, some = {}, false
    for _, source in ipairs(p.sources) do
      local said = source[attribute]
      if is_user then said = user_called(p, said) end
      cells[source], some = or_na(said), some or said ~= nil
    end
    if some then list[#list + 1] = { name = name, of = cells } end
  end
  return list
end


-- ---- units and their codings ----

-- "Mabel.txt 0-410", "report.pdf page 2", "speech.mp3"; what we wrote
-- ourselves has the unit's own name, or says it elsewhere.
local function unit_label(p, unit)
  if p.is_ours and unit.kind ~= "source" then
    if unit.called or unit.name then return unit.called or unit.name end
  end
  local source = unit.source and unit.source.label or "(no source)"
  if unit.startPosition and unit.endPosition then
    return ("%s %d-%d"):format(source, unit.startPosition, unit.endPosition)
  end
  if unit.page then return ("%s page %s"):format(source, unit.page) end
  return unit.kind == "source" and source or source .. " " .. unit.kind
end


-- The variables' names, sorted.
local function variable_names(p)
  local known, list = {}, {}
  for _, source in ipairs(p.sources) do
    for name in pairs(source.values) do
      if not known[name] then
        known[name] = true
        list[#list + 1] = name
      end
    end
  end
  table.sort(list)
  return list
end


-- Whoever looked at a unit without a code; in what we wrote ourselves that is
-- said, and where it is not nobody did.
local function looked_at_by(p, unit)
  if p.is_ours and unit.kind ~= "source" and not unit.creatingUser then
    return na
  end
  return coder_of(p, {}, unit)
end


local function tell_places(n)
  if n == 0 then return end
  note(("coding.read: %d selection%s at the place of another one; c:merge_units() makes "
    .. "one unit of those with the same text"):format(n, n == 1 and " stands" or "s stand"))
end


-- Gives each unit a name of its own.
local function name_units(p)
  local taken, n_at_place = {}, 0
  for _, unit in ipairs(p.units) do
    local label = unit_label(p, unit)
    if not p.is_ours and unit.startPosition and taken[label] then
      n_at_place = n_at_place + 1
    end
    unit.label = p.is_ours and label or unused(label, taken)
  end
  tell_places(n_at_place)
end


-- Calls add(unit, coder, code) for each coding, and once for each unit without
-- any.
local function each_coding(p, add)
  for _, unit in ipairs(p.units) do
    local some = false
    for _, coding in ipairs(unit.codings) do
      local code = p.code_of[plain_guid(coding.code) or ""]
      if code then
        coding.label, coding.coder = code.label, coder_of(p, coding, unit)
        add(unit, coding.coder, coding.label)
        some = true
      else
        p:lose "codings whose code is not in the codebook"
      end
    end
    if not some then add(unit, looked_at_by(p, unit), na) end
  end
end


local columns = { "unit", "source", "coder", "code", "kind", "start", "finish",
  "text", "memo", "guid", "source_guid" }


-- A row for each coding, in those columns, and which source each is of.
local function coding_rows(p)
  local units, sources, coders, codes, kinds, starts, finishes, texts, memos,
    own_guids, source_guids, source_of = {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}
  local n = 0
  name_units(p)
  each_coding(p, function(unit, coder, code)
    local source = unit.source
    n = n + 1
    units[n], coders[n], codes[n] = unit.label, coder, code
    kinds[n], texts[n] = unit.kind, or_na(unit.text)
    starts[n], finishes[n] = or_na(unit.startPosition), or_na(unit.endPosition)
    memos[n], own_guids[n] = or_na(unit.definition), or_na(plain_guid(unit.guid))
    sources[n] = or_na(source and source.label)
    source_guids[n] = or_na(source and plain_guid(source.guid))
    source_of[n] = source or false
  end)
  return { units, sources, coders, codes, kinds, starts, finishes, texts, memos,
    own_guids, source_guids }, source_of
end


-- A row for each coding, with all that is known of its unit and its source.
local function rows_of(p, file)
  local lists, source_of = coding_rows(p)
  local labels, types = table.move(columns, 1, #columns, 1, {}), {}
  for _, name in ipairs(columns) do types[name] = "text" end
  types.start, types.finish = "integer", "integer"
  local function put(name, cell_of)
    local list = {}
    for i, source in ipairs(source_of) do
      list[i] = source and or_na(cell_of(source)) or na
    end
    labels[#labels + 1], lists[#lists + 1] = name, list
  end
  for _, name in ipairs(variable_names(p)) do
    put(names.column(name), function(source) return source.values[name] end)
  end
  for _, made in ipairs(makers_of(p)) do
    put(made.name, function(source) return made.of[source] end)
    types[made.name] = "text"
  end
  return typed(p, frames.of(labels, lists, types, file))
end


-- Sources that nobody selected anything in are none of the coding's.
local function count_idle(p)
  local used = {}
  for _, unit in ipairs(p.units) do used[unit.source or 0] = true end
  for _, source in ipairs(p.sources) do
    if not used[source] then p:lose "sources without a unit" end
  end
end


-- The project with all its things named, before texts are cut.
local function name_all(p)
  name_users(p)
  name_sources(p)
  spread_cases(p)
end


-- The tables: rows, codes, coders, losses; from that file.
local function all_of(p, file)
  local codes = code_frame(p)
  local rows = rows_of(p, file)
  return { rows = rows, codes = codes, coders = coder_frame(p),
    stamps = stamps_of(p) }
end


return { name = name_all, of = all_of, count_idle = count_idle }
