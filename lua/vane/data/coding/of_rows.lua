-- A coding of a table: what its columns are called, and codes in columns of
-- their own.

local native = require "vane.core.coding".native
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"

local WORD = "coding"

local text = { kind = "string" }

local column_options = { unit = text, source = text, date = text, type = text,
  language = text, actor = text, coder = text, code = text, text = text,
  codes = { kind = { "frame", "table" } }, coders = { kind = "frame" },
  separator = text }

-- What columns are called that need not be said.
local usual = {
  unit = { "unit", "segment", "paragraph", "quotation" },
  source = { "source", "document", "doc" },
  date = { "date", "year" },
  type = { "type", "source_type" },
  language = { "language", "lang" },
  actor = { "actor", "actor_group" },
  coder = { "coder" }, code = { "code" }, text = { "text" },
}


-- By how their names are written in small letters; "Source type" is one, too.
local function columns_by_plain_name(f)
  local of = {}
  for _, name in ipairs(f.names) do
    local plain = name:lower():gsub(" ", "_")
    of[plain] = of[plain] or name
  end
  return of
end


local function column_for(f, plain, opts, role)
  local said = opts[role]
  if said and not f.types[said] then
    fail("%s: '%s' names no column \"%s\"; there are %s", WORD, role, said,
      table.concat(f.names, ", "))
  end
  if said then return said end
  for _, name in ipairs(usual[role]) do
    if f.types[name] then return name end
  end
  for _, name in ipairs(usual[role]) do
    if plain[name] then return plain[name] end
  end
end


-- The frame with its columns called by their roles.
local function with_roles(f, opts)
  local names, plain = {}, columns_by_plain_name(f)
  for role in pairs(usual) do
    local name = column_for(f, plain, opts, role)
    if name and name ~= role then names[name] = role end
  end
  return next(names) and f:rename(names) or f
end


-- All columns that have no role: in a wide table, the codes.
local function columns_of_codes(f, opts)
  if opts.codes and check.kind_of(opts.codes) ~= "frame" then
    return opts.codes
  end
  local list = {}
  for _, name in ipairs(f.names) do
    if not usual[name] then list[#list + 1] = name end
  end
  return list
end


-- A column without any value is read as one of numbers, which no name is.
local function with_texts(f)
  for _, role in ipairs { "unit", "source", "coder", "code" } do
    if f.types[role] == "number"
      and f:aggregate { n = "count " .. role }:get(1, "n") == 0 then
      f = f:with({ { role, f:column(role) } }, { types = { [role] = "text" } })
    end
  end
  return f
end


return function(f, given)
  local opts = check(WORD, given, column_options)
  if type(f) == "table" and getmetatable(f) == nil then f = frame(f) end
  if check.kind_of(f) ~= "frame" then
    fail("%s: wants a frame with a row for each coding, found %s", WORD,
      check.found(f))
  end
  local names = f.names
  f = with_texts(with_roles(f, opts))
  if not f.types.unit then
    fail("%s: no column is called \"unit\"; say which one names the units, as "
      .. "in { unit = %q } (there are %s)", WORD, names[1],
      table.concat(names, ", "))
  end
  if opts.separator then f = f:unfold { code = opts.separator } end
  if not f.types.code then
    local columns = columns_of_codes(f, opts)
    if #columns == 0 then
      fail("%s: no column is called \"code\", and none is left that could be one of "
        .. "0 and 1 for a code, among %s", WORD, table.concat(names, ", "))
    end
    f = native.from_wide(f, columns)
  end
  local codes = check.kind_of(opts.codes) == "frame" and opts.codes or nil
  return native.from_rows(f, "unit", f.types.source and "source" or nil,
    f.types.coder and "coder" or nil, "code", codes, opts.coders)
end
