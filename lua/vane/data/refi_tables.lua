-- A project that was read, as the tables that a coding is made of.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local with_dates = require "vane.data.coding_dates"
local plain_guid = require "vane.data.refi_names".plain_guid
local unused = require "vane.data.refi_names".unused

local na = base.na


-- ---- codes and users ----

-- Names of several codes are told apart by those above them.
local function path_of(code)
  local names = {}
  while code do
    table.insert(names, 1, code.name)
    code = code.parent
  end
  return table.concat(names, " / ")
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


-- The user that made a coding, else its unit, else its source.
local function coder_of(p, coding, unit)
  local source, owner = unit.source, unit.owner
  for _, guid in ipairs { coding.creatingUser or false,
    unit.creatingUser or false, owner and owner.creatingUser or false,
    source and source.creatingUser or false } do
    local user = guid and p.user_of[plain_guid(guid)]
    if user then return user.label end
  end
  p.unknown = true
  return "unknown"
end


local function name_users(p)
  local taken = {}
  for _, user in ipairs(p.users) do
    user.label = unused(user.name and user.name ~= "" and user.name
      or "(no name)", taken)
  end
end


local function coder_frame(p)
  local names, guids = {}, {}
  for i, user in ipairs(p.users) do
    names[i], guids[i] = user.label, or_na(plain_guid(user.guid))
  end
  local known = {}
  for _, name in ipairs(names) do known[name] = true end
  if p.unknown and not known.unknown then
    names[#names + 1], guids[#guids + 1] = "unknown", na
  end
  return frames.of({ "coder", "guid" }, { names, guids },
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


-- ---- units and their codings ----

-- "Mabel.txt 0-410", "report.pdf page 2", "speech.mp3"; what we wrote
-- ourselves has the unit's own name.
local function unit_label(p, unit)
  if p.is_ours and unit.kind ~= "source" then return unit.name end
  local source = unit.source and unit.source.label or "(no source)"
  if unit.startPosition and unit.endPosition then
    return ("%s %d-%d"):format(source, unit.startPosition, unit.endPosition)
  end
  if unit.page then return ("%s page %s"):format(source, unit.page) end
  return unit.kind == "source" and source or source .. " " .. unit.kind
end


local roles = { unit = true, source = true, coder = true, code = true,
  kind = true, start = true, finish = true, text = true, memo = true,
  guid = true, source_guid = true }


-- The variables' names, sorted; those that a column is called already get a
-- stroke behind them.
local function variable_names(p)
  local known, list = {}, {}
  for _, source in ipairs(p.sources) do
    for name in pairs(source.values) do
      if not known[name] then
        known[name] = roles[name:lower()] and name .. "_" or name
        list[#list + 1] = name
      end
    end
  end
  table.sort(list)
  return list, known
end


-- Whoever looked at a unit without a code; in what we wrote ourselves that is
-- said, and where it is not nobody did.
local function looked_at_by(p, unit)
  if p.is_ours and unit.kind ~= "source" and not unit.creatingUser then
    return na
  end
  return coder_of(p, {}, unit)
end


-- A row for each coding; one without a code for each unit without any.
local function rows_of(p, file)
  local variables, called = variable_names(p)
  local names = { "unit", "source", "coder", "code", "kind", "start", "finish",
    "text", "memo", "guid", "source_guid" }
  local fixed, lists = #names, {}
  for _, name in ipairs(variables) do names[#names + 1] = called[name] end
  for j = 1, #names do lists[j] = {} end
  local n, taken = 0, {}

  local function add(unit, coder, code)
    n = n + 1
    local source = unit.source
    local cells = { unit.label, or_na(source and source.label), coder, code,
      unit.kind, or_na(unit.startPosition), or_na(unit.endPosition),
      or_na(unit.text), or_na(unit.definition), or_na(plain_guid(unit.guid)),
      or_na(source and plain_guid(source.guid)) }
    for j = 1, fixed do lists[j][n] = cells[j] end
    for j, name in ipairs(variables) do
      lists[fixed + j][n] = or_na(source and source.values[name])
    end
  end

  for _, unit in ipairs(p.units) do
    local label = unit_label(p, unit)
    unit.label = p.is_ours and label or unused(label, taken)
    local n_before = n
    for _, coding in ipairs(unit.codings) do
      local code = p.code_of[plain_guid(coding.code) or ""]
      if code then add(unit, coder_of(p, coding, unit), code.label)
      else p:lose "codings whose code is not in the codebook" end
    end
    if n == n_before then add(unit, looked_at_by(p, unit), na) end
  end
  local types = {}
  for j = 1, fixed do
    types[names[j]] = (names[j] == "start" or names[j] == "finish")
      and "integer" or "text"
  end
  return frames.of(names, lists, types, file)
end


-- Who made each coding and each selection, under which GUID, and when: a row
-- for each that says more than its coder. Selections have no code.
local function stamps_of(p)
  local lists, n = { {}, {}, {}, {}, {} }, 0

  local function add(unit, code, coder, guid, created)
    n = n + 1
    lists[1][n], lists[2][n], lists[3][n] = unit, code, coder
    lists[4][n], lists[5][n] = or_na(plain_guid(guid)), or_na(created)
  end

  for _, unit in ipairs(p.units) do
    local maker = unit.creatingUser and p.user_of[plain_guid(unit.creatingUser)]
    if maker or unit.creationDateTime then
      add(unit.label, na, maker and maker.label or na, unit.guid,
        unit.creationDateTime)
    end
    for _, coding in ipairs(unit.codings) do
      local code = p.code_of[plain_guid(coding.code) or ""]
      if code then
        add(unit.label, code.label, coder_of(p, coding, unit), coding.guid,
          coding.creationDateTime)
      end
    end
  end
  return frames.of({ "unit", "code", "coder", "guid", "created" }, lists,
    { unit = "text", code = "text", coder = "text", guid = "text",
      created = "text" })
end


-- Sources that nobody selected anything in are none of the coding's.
local function count_idle(p)
  local used = {}
  for _, unit in ipairs(p.units) do used[unit.source or 0] = true end
  for _, source in ipairs(p.sources) do
    if not used[source] then p:lose "sources without a unit" end
  end
end


local function loss_frame(p)
  local whats, counts = {}, {}
  for what in pairs(p.losses) do whats[#whats + 1] = what end
  table.sort(whats)
  for i, what in ipairs(whats) do counts[i] = p.losses[what] end
  return frames.of({ "what", "n" }, { whats, counts },
    { what = "text", n = "integer" })
end


-- The project with all its things named, before texts are cut.
local function name_all(p)
  name_users(p)
  name_sources(p)
  spread_cases(p)
end


-- The tables: rows, codes, coders, losses; from that file.
local function all_of(p, file)
  count_idle(p)
  local codes = code_frame(p)
  local rows = with_dates(rows_of(p, file))
  return { rows = rows, codes = codes, coders = coder_frame(p),
    losses = loss_frame(p), stamps = stamps_of(p) }
end


return { name = name_all, of = all_of }
