-- Values as JSON text that may also stand inside a page's script: "<" is
-- written as an escape. Keys stand in order, so that the text is the same
-- whenever it is written.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local json = {}

-- Stands for an empty list; a plain {} is an object.
json.empty = setmetatable({}, { __name = "json list" })

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n",
  ["\r"] = "\\r", ["\t"] = "\\t" }


local function text_of(text)
  if not utf8.len(text) then text = text:gsub("[\128-\255]", "?") end
  return '"' .. text:gsub('[%c"\\<>\127]', function(letter)
    return escapes[letter] or ("\\u%04x"):format(letter:byte())
  end) .. '"'
end


local function number_of(x)
  if x ~= x or x == math.huge or x == -math.huge then return "null" end
  if math.type(x) == "integer" then return ("%d"):format(x) end
  if x == math.floor(x) and math.abs(x) < 1e15 then return ("%.0f"):format(x) end
  return ("%.6g"):format(x)
end


local write

local function list_of(list)
  local parts = {}
  for i, value in ipairs(list) do parts[i] = write(value) end
  return "[" .. table.concat(parts, ",") .. "]"
end


local function object_of(t)
  local parts = {}
  for i, key in ipairs(check.keys(t)) do
    parts[i] = text_of(tostring(key)) .. ":" .. write(t[key])
  end
  return "{" .. table.concat(parts, ",") .. "}"
end


function write(value)
  if base.is_na(value) then return "null" end
  local kind = type(value)
  if kind == "string" then return text_of(value) end
  if kind == "number" then return number_of(value) end
  if kind == "boolean" then return tostring(value) end
  if kind ~= "table" then fail("a %s has no place in JSON", kind) end
  if value == json.empty or #value > 0 then return list_of(value) end
  return object_of(value)
end


json.write = write

return json
