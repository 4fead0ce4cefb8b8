-- A project in the making: what is known of units, codings and the rest, by what
-- it belongs to, and what has been written so far.

local base = require "vane.core.base"
local guids = require "vane.data.refi.guids"
local notes_of = require "vane.data.refi.notes"
local plain_rows = require "vane.data.plain_rows"
local variables = require "vane.data.refi.variables"

local na = base.na

local UNKNOWN <const> = "unknown"


-- ---- what is known of units, codings and the rest ----

-- Puts those first that have a place in an order, and leaves the others as they
-- are.
local function in_order(list, place_of)
  local at, last, is_ordered = {}, 0, true
  for i, one in ipairs(list) do
    local place = place_of(one) or math.huge
    at[one], last, is_ordered = { place, i }, place, is_ordered and last <= place
  end
  if is_ordered then return end
  table.sort(list, function(a, b)
    a, b = at[a], at[b]
    return a[1] < b[1] or a[1] == b[1] and a[2] < b[2]
  end)
end


local function key_of(row)
  if row.code == na then return tostring(row.unit) end
  return table.concat({ tostring(row.unit), row.code, row.coder }, "\0")
end


-- What is known of when codings and selections were made, by what they are.
local function stamps_by_key(stamps)
  local of = {}
  for i, row in ipairs(plain_rows(stamps)) do
    local key = key_of(row)
    row.place = i
    of[key] = of[key] or row
  end
  return of
end


-- Codings by unit: { { code, coder }, ... }.
local function codings_of(c, stamps)
  local of = {}
  for _, row in ipairs(plain_rows(c:rows())) do
    local list = of[row.unit] or {}
    of[row.unit] = list
    list[#list + 1] = row
  end
  if not next(stamps) then return of end
  for _, list in pairs(of) do
    in_order(list, function(row)
      local stamp = row.code ~= na and stamps[key_of(row)]
      return stamp and stamp.place
    end)
  end
  return of
end


-- The rows of what stands beside the coding, by their elements.
local function rows_by_element(extras)
  local of = setmetatable({}, { __index = function() return {} end })
  for i, row in ipairs(plain_rows(extras)) do
    row.place = i
    local list = rawget(of, row.element) or {}
    of[row.element] = list
    list[#list + 1] = row
  end
  return of
end


-- The first row of each unit, source or GUID.
local function put_first(of, key, row)
  if key ~= na then of[key] = of[key] or row end
end


local function by_thing(p)
  p.extra_of_unit, p.extra_of_source, p.parts_of_source = {}, {}, {}
  p.extra_of_guid, p.notes_of_coding = {}, {}
  for element, rows in pairs(p.extras) do
    for _, row in ipairs(rows) do
      if element:find "Source$" then
        put_first(p.extra_of_source, row.source, row)
      elseif row.source ~= na then
        local list = p.parts_of_source[row.source] or {}
        p.parts_of_source[row.source] = list
        list[#list + 1] = row
      elseif element == "Coding" then
        put_first(p.notes_of_coding, row.guid, row.inside)
      else
        put_first(p.extra_of_unit, row.unit, row)
        put_first(p.extra_of_guid, row.guid, row)
      end
    end
  end
end


-- The units of each source, in their order, and first the sources that a project
-- came with.
local function units_of(p, c)
  local names, of = {}, {}
  for _, name in ipairs(p.came_with) do
    if not of[name] then names[#names + 1], of[name] = name, {} end
  end
  for _, row in ipairs(plain_rows(c:units())) do
    local name = row.source ~= nil and row.source ~= na and tostring(row.source)
      or "units"
    local kind = row.kind ~= nil and row.kind ~= na and row.kind or "plaintext"
    if kind ~= "plaintext" and kind ~= "source" and not p.extra_of_unit[row.unit] then
      p:lose "units that are no parts of texts"
    elseif not of[name] then
      of[name] = { row }
      names[#names + 1] = name
    else
      table.insert(of[name], row)
    end
  end
  for _, list in pairs(of) do
    in_order(list, function(unit)
      local row = p.extra_of_unit[unit.unit]
      return row and row.place
    end)
  end
  return names, of
end


-- ---- the project in the making ----

local Writing = {}
Writing.__index = Writing


function Writing:lose(what, n)
  self.losses[what] = (self.losses[what] or 0) + (n or 1)
end


-- The GUID of a coder, who is written among the users then.
function Writing:user(coder)
  if coder == nil then return nil end
  self.is_used[coder] = true
  return self.guid_of_coder[coder]
end


-- Attributes without those that name users who are none of the coders any more.
function Writing:with_users(said)
  return (said:gsub(' %a+User="([^"]+)"', function(guid)
    if self.coder_of_guid[guid] then return nil end
    self:lose "makers who are none of the coders"
    return ""
  end))
end


function Writing:has_file(name)
  return self.file_at[name] ~= nil
end


function Writing:add_file(name, bytes)
  if self.file_at[name] then return end
  self.names[#self.names + 1], self.texts[#self.texts + 1] = name, bytes
  self.file_at[name] = true
end


local function new(c, known)
  local stamps = stamps_by_key(known.stamps)
  local p = setmetatable({ contents = known.contents, stamps = stamps,
    codings = codings_of(c, stamps), taken = {}, tells = {}, losses = {},
    names = { "project.qde" }, texts = { "" }, file_at = {}, is_used = {},
    came_with = {}, coder_of_guid = {},
    extras = rows_by_element(known.extras),
    guid_of_coder = guids.of_column(c:coders(), "coder", "coder"),
    guid_of_code = guids.of_column(c:codes(), "code", "code") }, Writing)
  p.coders = plain_rows(c:coders())
  for _, row in ipairs(p.coders) do
    local comes_with_guid = row.guid ~= nil and row.guid ~= na
    if row.coder == UNKNOWN and not comes_with_guid then p.unknown = UNKNOWN end
    p.coder_of_guid[p.guid_of_coder[row.coder]] = row.coder
  end
  by_thing(p)
  for row in known.extras:each() do
    if row.element:find "Source$" then table.insert(p.came_with, row.source) end
  end
  p.notes, p.refs = notes_of(p, known.notes)
  p.variables, p.case_values = variables.of(p, c:units()), variables.of_cases(p)
  return p
end


return { new = new, units_of = units_of }
