-- What a study gives back: fields that know their names, a text that opens
-- with a headline and ends with what to look at next, and a record of where
-- it all came from.
--
--   result("megatrend", {
--     fields     = { areas = areas, audit = audit },
--     absent     = { consensus = "it needs a panel of experts" },
--     later      = { null = function() return ... end },  -- when first asked for
--     methods    = { compare = compare, pictures = result.pictures },
--     text       = function(r, opts) return "12 areas\n..." end,
--     next       = { "audit", "exposure" },
--     provenance = record,
--     pictures   = function(r) return {} end,
--   })

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local WIDE = 78

local TO_A_FILE = '; page "Title" { x }:save "x.html" writes it all, and each of its '
  .. "tables is written by itself"

-- What is looked for at a result and stands elsewhere.
local mistakes = { save = TO_A_FILE, write = TO_A_FILE, export = TO_A_FILE }


local function known_names(...)
  local list, known = {}, {}
  for _, t in ipairs { ... } do
    for name in pairs(t) do
      if not known[name] then list[#list + 1] = name end
      known[name] = true
    end
  end
  table.sort(list)
  return list
end


-- "  look next at .a, .b, ..." in lines of at most WIDE columns.
local function closing_lines(given)
  local text, line = "", "\n  look next at"
  for i, name in ipairs(given.next or {}) do
    local word = " ." .. name .. (i < #given.next and "," or "")
    if #line + #word > WIDE then text, line = text .. line, "\n   " end
    line = line .. word
  end
  return given.next and #given.next > 0 and text .. line or ""
end


-- What a result was made of, as make() below was told; nil of anything else.
local function given_of(x)
  local meta = type(x) == "table" and getmetatable(x)
  return type(meta) == "table" and rawget(meta, "given") or nil
end


--- r:pictures() -> list of tables
---   What could be drawn of a result, as plain declarations: each names its
---   kind, its title and the frame or matrix it shows. Pages and charts draw
---   them; anything else may read them. Those made from synthetic data say so.
---
---   > one = matrix.of({"t"}, {"x"}, {{1}})
---   > m = megatrend{ downstream = one, upstream = one }
---   > m:pictures()[1].title
---   Mega trends and emerging industries
local function pictures(r)
  local given = given_of(r)
  if not given then
    fail("pictures: expected a result in front, found %s; write it with a "
      .. "colon, as in r:pictures()", check.found(r))
  end
  local list, record = given.pictures and given.pictures(r) or {}, given.provenance or {}
  for _, picture in ipairs(list) do picture.synthetic = record.synthetic or nil end
  return list
end


-- ---- the parts of a result ----

-- A field, worked out when first asked for where that takes long; else a method.
local function value_of(given, key)
  local fields, later = given.fields, given.later
  if fields[key] == nil and later[key] then fields[key] = later[key]() end
  if fields[key] ~= nil then return fields[key] end
  return given.methods[key]
end


-- Where the key is found instead, the nearest that there is, or all there are.
local function hint(given, key)
  if mistakes[key] then return mistakes[key] end
  local known = known_names(given.fields, given.methods, given.absent, given.later)
  local near = base.nearest(tostring(key), known)
  return near and (" (did you mean \"%s\"?)"):format(near)
    or "; it has " .. table.concat(known, ", ")
end


local function index(kind, given, key)
  local value = value_of(given, key)
  if value ~= nil then return value end
  if given.absent[key] then
    fail("this %s result has no \"%s\": %s", kind, key, given.absent[key])
  end
  fail("%s result has no \"%s\"%s", check.phrase(kind), tostring(key),
    hint(given, key))
end


-- The fields in the order of their names.
local function each(given)
  local names, i = known_names(given.fields, given.later), 0
  return function()
    i = i + 1
    return names[i], names[i] and value_of(given, names[i])
  end
end


local function never_changed(kind)
  fail("%s result is never changed; its fields can be kept under names of your "
    .. "own", check.phrase(kind))
end


local function text_of(given, r, opts)
  return given.text(r, opts) .. closing_lines(given)
end


local function make(kind, given)
  given.absent, given.later = given.absent or {}, given.later or {}
  given.methods = given.methods or { pictures = pictures }
  given.fields.provenance = given.provenance
  local function show(r, opts) return text_of(given, r, opts) end
  return setmetatable({}, {
    __name = kind, methods = given.methods, fields = given.fields, given = given,
    -- No tail call: progress reads the name of the field from this one.
    __index = function(_, key) return (index(kind, given, key)) end,
    __newindex = function() never_changed(kind) end,
    __pairs = function() return each(given) end,
    show = show, __tostring = show,
  })
end


return setmetatable({ given = given_of, pictures = pictures }, {
  __call = function(_, ...) return make(...) end,
})
