-- The analyst's environment: the vocabulary, Lua's own library, and the
-- names the analyst makes. A name that is none of these is an error with a
-- suggestion. Nothing here touches _G, so foreign modules never notice.

local base = require "vane.core.base"
local elsewhere = require "vane.base.elsewhere"
local fail = require "vane.base.fail"
local foreign = require "vane.base.foreign"
local plain = require "vane.core.plain"


local function known_names(...)
  local list = {}
  for _, t in ipairs { ... } do
    for name in pairs(t) do
      if type(name) == "string" then list[#list + 1] = name end
    end
  end
  table.sort(list)
  return list
end


local SHORT = 2  -- letters, of names that stand for anything


-- What an unknown name may be: a slip, a word of another language, or a text
-- without its quotes.
local function hint(name, mine, words)
  if foreign[name] then return "; " .. foreign[name] end
  local near = #name > SHORT and base.nearest(name, known_names(mine, words, _G))
    or base.nearest(name, known_names(mine, words))
  if near then return (" (did you mean '%s'?)"):format(near) end
  if #name == 1 then return "" end
  local known = elsewhere(name) and ', and help "%s" tells what it is called here' or ""
  return ('; a text is written "%s"' .. known):format(name, name)
end


local function unknown(name, mine, words)
  fail("no such name '%s'%s", name, hint(name, mine, words))
end


local function environment(words)
  local mine = {}
  local function read(_, name)
    local value = words[name]
    if value == nil then value = plain[name] or _G[name] end
    if value == nil then unknown(name, mine, words) end
    return value
  end
  local function write(_, name, value)
    if words[name] ~= nil then
      fail("'%s' is a word of vane and cannot be given another meaning; "
        .. "choose another name, such as my_%s", name, name)
    end
    rawset(mine, name, value)
  end
  mine._G = mine
  return setmetatable(mine, { __index = read, __newindex = write,
    words = words, library = _G })
end


return { environment = environment }
