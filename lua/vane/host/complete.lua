-- What may stand where the cursor is: names, fields, methods, options. Looks
-- at values, never runs the analyst's code.

local check = require "vane.base.check"
local session = require "vane.host.session"
local texts = require "vane.host.texts"

local complete = {}

local before_line = ""  -- what was typed of the chunk so far

local KEYWORDS = { "and", "break", "do", "else", "elseif", "end", "false",
  "for", "function", "goto", "if", "in", "local", "nil", "not", "or",
  "repeat", "return", "then", "true", "until", "while" }


function complete.typed_before(text)
  before_line = text and text .. "\n" or ""
end


-- ---- reading backwards ----

local OPENING = { [")"] = "(", ["}"] = "{", ["]"] = "[" }


-- Where the bracket or quote that closes at `last` was opened, or nil.
local function opening_of(text, last)
  local closing = text:sub(last, last)
  if closing == '"' or closing == "'" then
    for i = last - 1, 1, -1 do
      if text:sub(i, i) == closing then return i end
    end
    return nil
  end
  local depth, i = 0, last
  while i >= 1 do
    local letter = text:sub(i, i)
    if letter == '"' or letter == "'" then
      i = opening_of(text, i) or 0
    elseif OPENING[letter] then
      depth = depth + 1
    elseif letter == "(" or letter == "{" or letter == "[" then
      depth = depth - 1
      if depth == 0 then return letter == OPENING[closing] and i or nil end
    end
    i = i - 1
  end
end


-- The bracket that is still open at the end of the text, its place, or nil.
local function still_open(text)
  local i = #text
  while i >= 1 do
    local letter = text:sub(i, i)
    if letter == "{" or letter == "(" or letter == "[" then return letter, i end
    if OPENING[letter] or letter == '"' or letter == "'" then
      i = opening_of(text, i) or 0
    end
    i = i - 1
  end
end


-- The chain of names and calls that ends the text, innermost first:
-- `down:sum "rows"` is { call, ":sum", "down" }.
local function chain_of(text)
  local chain = {}
  local last = #text:gsub("%s+$", "")
  while last >= 1 do
    if text:find("^[)}\"'%]]", last) then
      local first = opening_of(text, last)
      if not first or text:sub(last, last) == "]" then return nil end
      chain[#chain + 1] = "call"
      last = #text:sub(1, first - 1):gsub("%s+$", "")
    else
      local name = text:sub(1, last):match "[%a_][%w_]*$"
      if not name then return nil end
      local before = text:sub(1, last - #name):gsub("%s+$", "")
      local mark = before:match "[^.]([.:])$" or before:match "^([.:])$"
      chain[#chain + 1] = (mark or "") .. name
      if not mark then return chain end
      last = #before:sub(1, -2):gsub("%s+$", "")
    end
  end
  return nil
end


-- ---- what a chain stands for ----

-- The tables that hold the names in sight, nearest first.
local function scopes()
  local environment = session.names()
  local meta = getmetatable(environment)
  return environment, meta.words, meta.library
end


local function global(name)
  for _, scope in ipairs { scopes() } do
    local value = rawget(scope, name)
    if value ~= nil then return value end
  end
end


-- The noun of the vocabulary that values of this kind belong to.
local function noun_meta(kind)
  local noun = type(kind) == "string" and global(kind)
  local meta = type(noun) == "table" and getmetatable(noun)
  return type(meta) == "table" and meta.methods and meta or nil
end


-- What a call of the function gives, from its help.
local function kind_given(f)
  local meta = type(f) == "table" and getmetatable(f)
  if type(meta) == "table" then f = meta.make or meta.__call end
  local text = texts.of(f)
  return text and { kind = texts.parts(text).gives } or nil
end


local function member(thing, mark, name)
  local value = thing.value
  if type(value) == "table" and not (mark == ":" and noun_meta(thing.kind)) then
    local found = rawget(value, name)
    return found ~= nil and { value = found, kind = check.kind_of(found) }
  end
  local meta = noun_meta(thing.kind)
  local found = meta and meta.methods[name]
  return found and { value = found, kind = "function" }
end


-- { value =, kind = } of the chain, as far as is known without running it.
local function resolve(chain)
  local value = global(chain[#chain])
  local thing = value ~= nil and { value = value, kind = check.kind_of(value) }
  for i = #chain - 1, 1, -1 do
    if not thing then return nil end
    if chain[i] == "call" then
      thing = thing.value ~= nil and kind_given(thing.value)
    else
      thing = member(thing, chain[i]:sub(1, 1), chain[i]:sub(2))
    end
  end
  return thing or nil
end


-- ---- candidates ----

local function collect(list, seen, name, value)
  if type(name) ~= "string" or not name:find "^[%a_][%w_]*$" then return end
  if seen[name] then return end
  seen[name] = true
  list[#list + 1] = type(value) == "function" and name .. "(" or name
end


local function gather(...)
  local list, seen = {}, {}
  for _, t in ipairs { ... } do
    for name, value in next, t do collect(list, seen, name, value) end
  end
  return list
end


local function names()
  local list = gather(scopes())
  for _, keyword in ipairs(KEYWORDS) do list[#list + 1] = keyword end
  return list
end


-- Fields worked out by a function are named without a bracket.
local function plain_names(t)
  local plain = {}
  for name in pairs(t or {}) do plain[name] = true end
  return plain
end


local function members(thing, mark)
  if thing.kind == "string" and mark == ":" then return gather(string) end
  local meta = noun_meta(thing.kind)
  if thing.value == nil or type(thing.value) ~= "table" then
    if not meta then return {} end
    if mark == ":" then return gather(meta.methods) end
    return gather(plain_names(meta.fields), meta.methods)
  end
  local own = getmetatable(thing.value)
  local class = type(own) == "table" and own.__index
  return gather(thing.value, type(class) == "table" and class or {})
end


-- The options a function declares in its help: those of its usage lines and,
-- where these say "...", those its body explains line by line.
local function options_of(thing)
  local f = thing and thing.value
  local meta = type(f) == "table" and getmetatable(f)
  if type(meta) == "table" then f = meta.make or meta.__call end
  local text = f and texts.of(f)
  if not text then return {} end
  local parts = texts.parts(text)
  local usage = table.concat(parts.usage, " ")
  local list, seen = {}, {}
  for name in usage:gmatch "([%a_][%w_]*)%s*=" do
    collect(list, seen, name)
  end
  for _, line in ipairs(usage:find("...", 1, true) and parts.body or {}) do
    local name = line:match "^  (%l[%w_]*)  +%S"
    if name then collect(list, seen, name) end
  end
  for i, name in ipairs(list) do list[i] = name .. " = " end
  return list
end


-- Inside `{` or after a comma in it: the options of what is called.
local function options_at(before)
  if not before:find "[{,]%s*$" then return nil end
  local letter, place = still_open(before)
  if letter ~= "{" then return nil end
  local head = before:sub(1, place - 1)
  if head:find "[,(]%s*$" then
    letter, place = still_open(head)
    if letter ~= "(" then return nil end
    head = head:sub(1, place - 1)
  end
  local chain = chain_of(head)
  return chain and options_of(resolve(chain))
end


local function candidates(before)
  local mark = before:match "[^.]([.:])$"
  if mark then
    local chain = chain_of(before:sub(1, -2))
    local thing = chain and resolve(chain)
    return thing and members(thing, mark) or {}
  end
  local options = options_at(before) or {}
  if #options > 0 then return options end
  return names()
end


-- The call whose argument or entry begins at the end of the text.
local function call_around(before)
  local chain = chain_of(before)
  if chain then return chain end
  local letter, place = still_open(before)
  if letter == "[" or (letter == "{" and not before:find "[{,]%s*$") then
    return nil
  end
  return letter and chain_of(before:sub(1, place - 1))
end


local function wants_path(method)
  local text = method and method.value and texts.of(method.value)
  return text and text:find "^[^\n]*%(path" ~= nil
end


-- The names that a method of a frame or matrix may want in quotes.
local function names_of(thing)
  if type(thing.value) ~= "userdata" then return nil end
  if thing.kind == "frame" then return thing.value.names end
  if thing.kind ~= "matrix" then return nil end
  local list, cols = thing.value.rows, thing.value.cols
  return table.move(cols, 1, #cols, #list + 1, list)
end


local function quoted(before)
  local chain = call_around(before:sub(1, -2))
  if not chain or chain[1]:sub(1, 1) ~= ":" then return nil end
  if wants_path(resolve(chain)) then return nil end
  table.remove(chain, 1)
  local thing = resolve(chain)
  return thing and names_of(thing)
end


-- What may stand in place of `word`, which follows `before`; nil where file
-- names are meant.
function complete.at(before, word, quote)
  local list = quote ~= "" and quoted(before) or nil
  if quote ~= "" and not list then return nil end
  local sign = list and word:match "^%-" or ""  -- :sort "-name"
  local fitting = {}
  for _, candidate in ipairs(list or candidates(before)) do
    local text = sign .. candidate
    if text:sub(1, #word) == word then fitting[#fitting + 1] = text end
  end
  table.sort(fitting)
  return fitting
end


-- The same as readline asks: `word` begins behind `start` bytes of the line.
function complete.at_cursor(line, start, word, quote)
  return complete.at(before_line .. line:sub(1, start), word, quote)
end


return complete
