-- help: what a word does, what a noun can do, or where a word is found.

local base = require "vane.core.base"
local check = require "vane.base.check"
local elsewhere = require "vane.base.elsewhere"
local fail = require "vane.base.fail"
local texts = require "vane.host.texts"

local WIDTH = 76

local words = {}    -- the vocabulary
local entries       -- all that is public, once somebody asked

local START = [[
Tables are read into frames and matrices, studied, shown and written:

  f = frame.read "file.csv"          rows and named columns
  f:where{ year = at_least(2010) }   what fits, as a new frame
  m = f:matrix{ rows = "a", cols = "b", value = "n" }
  show(m)                            a value alone on a line shows it too

help(frame)        what a frame can do       help(frame.read)  one function
help "join"        where a word is found     ?join             the same
Tab                completes what you type   Ctrl-C            stops

]]


local function all_entries()
  entries = entries or texts.entries(words)
  return entries
end


-- Fills lines of at most WIDTH with the words of a text, all but the first
-- behind `indent`.
local function filled(text, indent)
  local lines, line = {}, ""
  for word in text:gmatch "%S+" do
    if #line + #word + 1 > WIDTH - #indent and line ~= "" then
      lines[#lines + 1] = line
      line = word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n" .. indent)
end


-- The words, and the nouns that have none, which other nouns give.
local function start()
  local names, given = {}, {}
  for _, entry in ipairs(all_entries()) do
    local list = words[entry.name] ~= nil and names or given
    if not entry.name:find "[.:]" then list[#list + 1] = entry.name end
  end
  return START .. filled("The words: " .. table.concat(names, ", "), "") .. "\n"
    .. filled(('What they give, too (help "%s"): '):format(given[1])
      .. table.concat(given, ", "), "")
end


-- An entry's name, and beside it the first sentence of its text.
local function told_briefly(entry)
  local text = entry.text or ""
  local first = text:find "\n" and texts.parts(text).first or text
  local name = ("  %-20s  "):format(entry.name)
  return (name .. filled(first, (" "):rep(#name))):gsub("%s+$", "")
end


-- The functions that give a value of that kind.
local function makers_of(kind)
  local list = {}
  for _, entry in ipairs(all_entries()) do
    local parts = entry.text and texts.parts(entry.text)
    local gives = parts and parts.gives_whole
    if gives == kind or gives == kind .. " result" then
      list[#list + 1] = entry
    end
  end
  return list
end


local function given_by(kind)
  local lines = {}
  for i, maker in ipairs(makers_of(kind)) do
    lines[i] = table.concat(texts.parts(maker.text).usage, "\n")
  end
  return table.concat(lines, "\n")
end


local function belongs(entry, word)
  return entry.name:sub(1, #word):lower() == word
    and entry.name:sub(#word + 1, #word + 1):find "[.:]"
end


-- A noun or module: its own text, then a line for each thing it has.
local function module_text(entry)
  local own = entry.text or given_by(entry.name)
  local lines = { (own:gsub("\n+$", "")) }
  local title
  for _, part in ipairs(all_entries()) do
    if belongs(part, entry.name) then
      if part.kind ~= title then
        title = part.kind
        lines[#lines + 1] = "\n" .. title .. "s"
      end
      lines[#lines + 1] = told_briefly(part)
    end
  end
  return table.concat(lines, "\n")
end


local function text_of(entry)
  if entry.kind == "module" then return module_text(entry) end
  if not entry.text then return entry.name .. "  (no help is written)" end
  if entry.text:find "\n" then return (entry.text:gsub("\n+$", "")) end
  return entry.name .. "  " .. entry.text
end


-- ---- finding ----

-- "frame:head" is called frame:head, f:head, frame.head and head.
local function is_called(entry, word)
  if entry.name:lower() == word then return true end
  local own = entry.name:match "[.:](.*)$"
  local usage = entry.text and entry.text:match "^%a[%w_]*[.:][%a_][%w_]*"
  return own and (own:lower() == word
    or (usage and usage:lower() == word)
    or entry.name:gsub(":", "."):lower() == word)
end


local function mentions(entry, word)
  return (entry.name .. "\n" .. (entry.text or "")):lower()
    :find(word, 1, true)
end


local function select_entries(fits, word)
  local list = {}
  for _, entry in ipairs(all_entries()) do
    if fits(entry, word) then list[#list + 1] = entry end
  end
  return list
end


local function briefly(list, title)
  local lines = { title }
  for _, entry in ipairs(list) do lines[#lines + 1] = told_briefly(entry) end
  return table.concat(lines, "\n")
end


local function nothing_found(word)
  local names = {}
  for _, entry in ipairs(all_entries()) do
    names[#names + 1] = entry.name:match "[^.:]+$"
  end
  local near = base.nearest(word, names)
  return ('nothing is called "%s" or speaks of it%s'):format(word,
    near and (' (did you mean "%s"?)'):format(near) or "; help() starts")
end


local function found(word)
  local exact = select_entries(is_called, word)
  if #exact > 0 then
    local list = {}
    for i, entry in ipairs(exact) do list[i] = text_of(entry) end
    return table.concat(list, "\n\n")
  end
  local others = select_entries(mentions, word)
  if #others == 0 then return nil end
  return briefly(others, ('these speak of "%s":'):format(word))
end


-- The text of what bears the whole name, or nil.
local function named(name)
  for _, entry in ipairs(all_entries()) do
    if entry.name == name then return text_of(entry) end
  end
end


-- A word of another program is said in ours, with what that word finds.
local function translated(word)
  local head, ours = elsewhere(word)
  local more = head and (named(ours) or found(ours))
  return more and head .. "\n\n" .. more or head
end


local function look_up(given)
  local word = given:lower():match "^%s*(.-)%s*$"
  if word == "" then return start() end
  if #select_entries(is_called, word) == 0 then
    return translated(word) or found(word) or nothing_found(given)
  end
  local meant, ours = elsewhere(word)  -- something else, too
  local is_other = meant and ours:match "[^.:]+$" ~= word
  return found(word) .. (is_other and "\n\n" .. meant or "")
end


-- ---- values ----

local function entry_of(value)
  for _, entry in ipairs(all_entries()) do
    if rawequal(entry.value, value) then return entry end
  end
end


local function of_function(f)
  local text = texts.of(f)
  return text and text:gsub("\n+$", "")
    or "no help is written; a remark above the function would be shown here"
end


local function of_value(value)
  local entry = entry_of(value)
  if entry then return text_of(entry) end
  if type(value) == "function" then return of_function(value) end
  local kind = check.kind_of(value)
  for _, noun in ipairs(all_entries()) do
    if noun.kind == "module" and noun.name == kind then return text_of(noun) end
  end
  local list = {}
  for i, maker in ipairs(makers_of(kind)) do list[i] = text_of(maker) end
  return #list > 0 and table.concat(list, "\n\n") or ("a %s"):format(kind)
end


--- help()
--- help(x)
--- help "word"
---   Where to start; what a function, a noun or a value of one can do; or
---   what is called by a word or speaks of it. Words of other programs
---   (quotation, data frame, VLOOKUP) are found too. At the prompt ?x is
---   short for help(x). A function of your own shows the remark above it.
---
---   > help "frame.n_rows"
---   frame.n_rows  how many rows
local function help(...)
  if select("#", ...) == 0 then return print(start()) end
  local x = ...
  if x == nil then
    fail 'help: found nil, which has no help; for a word write help "word"'
  end
  print(type(x) == "string" and look_up(x) or of_value(x))
end


-- Tells the help what the vocabulary is, and gives the function.
return function(vocabulary)
  words = vocabulary
  return help
end
