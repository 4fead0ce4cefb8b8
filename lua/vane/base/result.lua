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


local function unknown(kind, key, known)
  local near = base.nearest(tostring(key), known)
  fail("a %s has no \"%s\"%s", kind, tostring(key),
    near and (" (did you mean \"%s\"?)"):format(near)
    or "; it has " .. table.concat(known, ", "))
end


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
  local list = given.pictures and given.pictures(r) or {}
  for _, picture in ipairs(list) do
    picture.synthetic = given.provenance.synthetic or nil
  end
  return list
end


local function make(kind, given)
  local fields, absent = given.fields, given.absent or {}
  local later = given.later or {}
  local methods = given.methods or { pictures = pictures }
  fields.provenance = given.provenance
  local meta = { __name = kind, methods = methods, fields = fields,
    given = given }

  -- What takes long is worked out once, when somebody asks for it.
  local function value_of(key)
    if fields[key] == nil and later[key] then fields[key] = later[key]() end
    return fields[key]
  end

  function meta.__index(_, key)
    local value = value_of(key)
    if value == nil then value = methods[key] end
    if value ~= nil then return value end
    if absent[key] then
      fail("this %s result has no \"%s\": %s", kind, key, absent[key])
    end
    return unknown(kind .. " result", key,
      known_names(fields, methods, absent, later))
  end

  function meta.__newindex()
    fail("a %s result is never changed; its fields can be kept under names of "
      .. "your own", kind)
  end

  function meta.__pairs()
    local names, i = known_names(fields, later), 0
    return function()
      i = i + 1
      return names[i], value_of(names[i])
    end
  end

  function meta.show(r, opts)
    return given.text(r, opts) .. closing_lines(given)
  end

  meta.__tostring = meta.show
  return setmetatable({}, meta)
end


return setmetatable({ given = given_of, pictures = pictures }, {
  __call = function(_, ...) return make(...) end,
})
