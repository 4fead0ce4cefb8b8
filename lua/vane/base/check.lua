-- Declared fields: what an options table may hold, said once, checked here.
--
--   local opts = check("megatrend", given, {
--     downstream = { kind = "matrix", needed = true },
--     strong     = { kind = "number", default = 1 },
--     method     = { one_of = { "mean", "median" }, default = "mean" },
--   })
--
-- `kind` is a type name or a list of them; nouns answer with their own. `least`
-- and `most` say how far a number may go, `above` and `below` what it does not
-- reach; below = math.huge: it is finite.

local base = require "vane.core.base"
local called = require "vane.base.called"
local fail = require "vane.base.fail"


-- A table that bears the name of a native noun is none.
local function is_pretending(value, name)
  local core = type(value) == "table" and package.loaded["vane.core." .. name]
  return type(core) == "table" and core.meta ~= nil
    and core.meta.__name == name
end


-- "number", "matrix", "na" ...: Lua's type, or the noun's name.
local function kind_of(value)
  local meta = getmetatable(value)
  local name = type(meta) == "table" and rawget(meta, "__name")
  if type(name) == "string" and not is_pretending(value, name) then
    return name
  end
  return math.type(value) == "integer" and "integer" or type(value)
end


local function fits(value, kind)
  local found = kind_of(value)
  return found == kind or (kind == "number" and found == "integer")
    or (kind == "table" and type(value) == "table")
    or (kind == "any")
end


local function fits_one(value, kinds)
  if type(kinds) == "string" then return fits(value, kinds) end
  for _, kind in ipairs(kinds) do
    if fits(value, kind) then return true end
  end
  return false
end


-- 6 / 2 and 1e3 are whole, though Lua holds them as numbers with a fraction;
-- where a whole number is wanted, they are one.
local function as_whole(value, kinds)
  if math.type(value) ~= "float" or fits_one(value, kinds) then return value end
  local whole = math.tointeger(value)
  return whole and fits_one(whole, kinds) and whole or value
end


local phrases = { string = "a text", boolean = "true or false",
  integer = "a whole number", ["nil"] = "nothing", na = "na",
  ["FILE*"] = "a file" }


-- "a matrix", "an impact", "a text": a kind as a sentence says it.
local function phrase(kind)
  return phrases[kind] or (kind:find "^[aeiou]" and "an " or "a ") .. kind
end


-- The same of a value; true and false are named themselves.
local function found(value)
  return type(value) == "boolean" and tostring(value) or phrase(kind_of(value))
end


local function either(kinds)
  if type(kinds) == "string" then return phrase(kinds) end
  local list = {}
  for i, kind in ipairs(kinds) do list[i] = phrase(kind) end
  local last = table.remove(list)
  return #list > 0 and table.concat(list, ", ") .. " or " .. last or last
end


-- Texts in their order; what else may be a key stands by its type.
local function before(a, b)
  if type(a) ~= type(b) then return type(a) < type(b) end
  return (type(a) == "string" or type(a) == "number") and a < b
end


local function keys(t)
  local list = {}
  for key in next, t do list[#list + 1] = key end
  table.sort(list, before)
  return list
end


-- The option that stands for all in a sentence: one that is needed, if any is.
local function first_of(fields)
  local known = keys(fields)
  for _, name in ipairs(known) do
    if fields[name].needed then return name end
  end
  return known[1] or "name"
end


local function refuse_unknown(what, given, fields)
  for key in pairs(given) do
    if type(key) ~= "string" then
      fail("%s: wants its options by name in braces, as in { %s = ... }, found a "
        .. "value without a name", what, first_of(fields))
    end
    if not fields[key] then
      local known = keys(fields)
      local near = called(key, fields) or base.nearest(key, known)
      fail("%s: unknown option '%s'%s", what, key,
        near and (" (did you mean '%s'?)"):format(near)
        or "; known ones: " .. table.concat(known, ", "))
    end
  end
end


local function check_choice(what, name, value, allowed)
  for _, choice in ipairs(allowed) do
    if value == choice then return end
  end
  local near = type(value) == "string" and base.nearest(value, allowed)
  fail("%s: option '%s' should be one of %s, found %s%s", what, name,
    table.concat(allowed, ", "),
    type(value) == "string" and value or found(value),
    near and (" (did you mean '%s'?)"):format(near) or "")
end


-- How a noun is made of what stands in its place: of a file's path, by the
-- first kind that reads one.
local readers = { coding = true, frame = true, graph = true, impact = true, matrix = true }

local function reader_of(value, kinds)
  if type(value) ~= "string" or not value:find "%.%w+$" then return "" end
  for _, kind in ipairs(type(kinds) == "table" and kinds or { kinds }) do
    if readers[kind] then return ("; %s.read %q reads one"):format(kind, value) end
  end
  return ""
end


-- In the order of a sentence, with what a value has to be.
local limits = {
  { "least", "at least %.14g", function(value, least) return value >= least end },
  { "above", "above %.14g", function(value, least) return value > least end },
  { "most", "at most %.14g", function(value, most) return value <= most end },
  { "below", "below %.14g", function(value, most) return value < most end },
}


-- "at least 1", "above 0 and below 1", "from 1 to 9"
local function reach(field)
  if field.least and field.most then
    return ("from %.14g to %.14g"):format(field.least, field.most)
  end
  local parts = {}
  for _, limit in ipairs(limits) do
    local said = field[limit[1]]
    if said then
      parts[#parts + 1] = said == math.huge and "finite" or limit[2]:format(said)
    end
  end
  return table.concat(parts, " and ")
end


local function is_within(value, field)
  for _, limit in ipairs(limits) do
    local said = field[limit[1]]
    if said and not limit[3](value, said) then return false end
  end
  return true
end


local function check_reach(what, name, value, field)
  if type(value) ~= "number" or is_within(value, field) then return end
  fail("%s: option '%s' should be %s, found %s", what, name, reach(field),
    value == value and ("%.14g"):format(value) or "no number (NaN)")
end


local function check_field(what, name, value, field)
  if field.kind and not fits_one(value, field.kind) then
    fail("%s: option '%s' should be %s, found %s%s", what, name,
      either(field.kind), found(value), reader_of(value, field.kind))
  end
  if field.one_of then check_choice(what, name, value, field.one_of) end
  check_reach(what, name, value, field)
end


-- The given options with the defaults filled in; raises on what is unknown,
-- missing or of the wrong kind.
local function check(what, given, fields)
  if given == nil then given = {} end
  if type(given) ~= "table" then
    fail("%s: wants its options by name in braces, as in { %s = ... }, found %s",
      what, first_of(fields), found(given))
  end
  refuse_unknown(what, given, fields)
  local opts = {}
  for name, field in pairs(fields) do
    local value = given[name]
    if value ~= nil then
      if field.kind then value = as_whole(value, field.kind) end
      check_field(what, name, value, field)
    elseif field.needed then
      fail("%s: needs the option '%s' (%s)", what, name, either(field.kind))
    else
      value = field.default
    end
    opts[name] = value
  end
  return opts
end


return setmetatable({ kind_of = kind_of, phrase = phrase, found = found, keys = keys }, {
  __call = function(_, ...) return check(...) end,
})
