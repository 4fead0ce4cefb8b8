-- How any value reads: nouns as they print themselves, tables as they would
-- be written, everything else as tostring says.

local base = require "vane.core.base"
local grid = require "vane.base.grid"
local plain = require "vane.core.plain"

local NARROW = 76  -- a table that fits stands on one line
local DEEP = 4     -- tables further down are written {...}

local laid_out


-- The keys of a table that are no part of its list, in order.
local function other_keys(t)
  local keys, n = {}, rawlen(t)
  for key in next, t do
    local in_list = math.type(key) == "integer" and key >= 1 and key <= n
    if not in_list then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and type(a) ~= "boolean" and type(a) ~= "table" then
      local ok, before = pcall(function() return a < b end)
      if ok then return before end
    end
    return tostring(a) < tostring(b)
  end)
  return keys
end


local function named(key, text)
  if type(key) == "string" and key:match "^[%a_][%w_]*$" then
    return key .. " = " .. text
  end
  local written = type(key) == "string" and ("%q"):format(key) or tostring(key)
  return ("[%s] = %s"):format(written, text)
end


local function has_text(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and rawget(meta, "__tostring") ~= nil
end


-- tostring, but never an address, which says nothing to anybody.
local function without_address(value)
  local kind = type(value)
  if kind == "function" or kind == "thread" then return kind end
  return plain.tostring(value)
end


-- A value inside a table; of a noun only its first line.
local function inside(value, depth, seen, opts)
  if type(value) == "string" then return '"' .. grid.plain(value) .. '"' end
  if type(value) ~= "table" or has_text(value) then
    return without_address(value):match "^[^\n]*"
  end
  if depth > DEEP or seen[value] then return "{...}" end
  return laid_out(value, depth, seen, opts)
end


-- The first `most` entries as texts, and how many there are in all.
local function entries_of(t, most, depth, seen, opts)
  local parts, n, keys = {}, rawlen(t), other_keys(t)
  for i = 1, math.min(n, most) do
    parts[i] = inside(rawget(t, i), depth + 1, seen, opts)
  end
  for i = 1, math.min(#keys, most - #parts) do
    local text = inside(rawget(t, keys[i]), depth + 1, seen, opts)
    parts[#parts + 1] = named(keys[i], text)
  end
  return parts, n + #keys
end


function laid_out(t, depth, seen, opts)
  local _, rows = grid.room(opts)
  seen[t] = true
  local parts, n = entries_of(t, rows or math.huge, depth, seen, opts)
  seen[t] = nil
  if n == 0 then return "{}" end
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  local is_whole = #parts == n and not line:find "\n"
  if is_whole and base.width(line) <= NARROW then return line end
  local indent, outdent = ("  "):rep(depth), ("  "):rep(depth - 1)
  if #parts < n then
    parts[#parts + 1] = ("... %d more; show(x, {all=true})"):format(n - #parts)
  end
  return "{\n" .. indent .. table.concat(parts, ",\n" .. indent) .. "\n"
    .. outdent .. "}"
end


-- The text of a value, within opts (see grid.room).
return function(value, opts)
  local meta = getmetatable(value)
  local show = type(meta) == "table" and rawget(meta, "show")
  if show then return show(value, opts) end
  if type(value) == "table" and not has_text(value) then
    return laid_out(value, 1, {}, opts)
  end
  return without_address(value)
end
