-- What may stand where the cursor is: names, fields, methods, options. Looks
-- at values, never runs the analyst's code.

local backwards = require "vane.host.backwards"
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


-- ---- what a chain stands for ----

-- The tables that hold the names in sight, nearest first.
local function scopes()
  local names = session.names()
  local meta = getmetatable(names)
  return names, meta.words, meta.library
end


local function global(name)
  local names, words, library = scopes()
  local own = rawget(names, name)
  if own ~= nil then return own end
  if words[name] ~= nil then return words[name] end
  return library[name]
end


local function with_methods(t)
  return type(t) == "table" and type(rawget(t, "methods")) == "table" and t
end


-- The methods and fields of what a chain stands for: a result carries its
-- own, a value of a noun has those of the noun.
local function class_of(thing)
  local meta = getmetatable(thing.value)
  if type(meta) == "table" and rawget(meta, "noun") then return nil end
  local own = with_methods(meta)
  if own then return own end
  local word = type(thing.kind) == "string" and global(thing.kind)
  return with_methods(type(word) == "table" and getmetatable(word))
    or with_methods(package.loaded["vane.core." .. tostring(thing.kind)])
end


-- What a call of the function gives, from its help.
local function kind_given(f)
  local meta = type(f) == "table" and getmetatable(f)
  if type(meta) == "table" then f = meta.make or meta.__call end
  local text = texts.of(f)
  return text and { kind = texts.parts(text).gives } or nil
end


local function found(value)
  return value ~= nil and { value = value, kind = check.kind_of(value) }
end


local function member(thing, mark, name)
  local class = class_of(thing)
  if class then
    local is_result = class == getmetatable(thing.value)
    return found(class.methods[name])
      or (is_result and mark == "." and found(class.fields[name]))
  end
  return type(thing.value) == "table" and found(rawget(thing.value, name))
end


-- { value =, kind = } of the chain, as far as is known without running it.
local function resolve(chain)
  local thing = found(global(chain[#chain]))
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
  local own, words, library = scopes()
  local all = {}
  for name, value in pairs(words) do all[name] = value end
  local list = gather(own, all, library)
  for _, keyword in ipairs(KEYWORDS) do list[#list + 1] = keyword end
  return list
end


-- Fields, which are worked out when asked for, by name only.
local function plain_names(t)
  local plain = {}
  for name in next, t or {} do plain[name] = true end
  return plain
end


local function members(thing, mark)
  if thing.kind == "string" and mark == ":" then return gather(string) end
  local class = class_of(thing)
  if class then
    if mark == ":" then return gather(class.methods) end
    return gather(plain_names(class.fields), class.methods)
  end
  if type(thing.value) ~= "table" then return {} end
  local own = getmetatable(thing.value)
  local parent = type(own) == "table" and rawget(own, "__index")
  return gather(thing.value, type(parent) == "table" and parent or {})
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
    if line:find "^  > " or line:find "^  Gives " then break end  -- of what comes back
    for _, name in ipairs(texts.options_of(line)) do collect(list, seen, name) end
  end
  for i, name in ipairs(list) do list[i] = name .. " = " end
  return list
end


-- Inside `{` or after a comma in it: the options of what is called.
local function options_at(before)
  if not before:find "[{,]%s*$" then return nil end
  local letter, place = backwards.still_open(before)
  if letter ~= "{" then return nil end
  local head = before:sub(1, place - 1)
  if head:find "[,(]%s*$" then
    letter, place = backwards.still_open(head)
    if letter ~= "(" then return nil end
    head = head:sub(1, place - 1)
  end
  local chain = backwards.chain(head)
  return chain and options_of(resolve(chain))
end


local function candidates(before)
  local mark = before:match "[^.]([.:])$"
  if mark then
    local chain = backwards.chain(before:sub(1, -2))
    local thing = chain and resolve(chain)
    return thing and members(thing, mark) or {}
  end
  local options = options_at(before) or {}
  if #options > 0 then return options end
  return names()
end


-- The call whose argument or entry begins at the end of the text.
local function call_around(before)
  local chain = backwards.chain(before)
  if chain then return chain end
  local letter, place = backwards.still_open(before)
  if letter == "[" or (letter == "{" and not before:find "[{,]%s*$") then
    return nil
  end
  return letter and backwards.chain(before:sub(1, place - 1))
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


-- What help "..." may be asked for.
local function asked_for()
  local list, seen = {}, {}
  for _, entry in ipairs(texts.entries(select(2, scopes()))) do
    collect(list, seen, entry.name:match "[^.:]+$")
  end
  return list
end


local function quoted(before)
  local chain = call_around(before:sub(1, -2))
  if chain and #chain == 1 and chain[1] == "help" then return asked_for() end
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
