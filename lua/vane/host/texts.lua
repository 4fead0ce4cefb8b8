-- The help texts, which stand beside their functions: finding them, reading
-- their parts, and the list of all that is public.

local base = require "vane.core.base"

local texts = {}

local files = {}  -- path -> its lines


local function lines_of(path)
  if files[path] then return files[path] end
  local lines = {}
  local file <close> = io.open(path)
  for line in file and file:lines() or function() end do
    lines[#lines + 1] = line
  end
  files[path] = lines
  return lines
end


-- The lines directly above line n that start with `mark`, without it.
local function remark_above(lines, n, mark)
  local remark = {}
  for i = n - 1, 1, -1 do
    local text = (lines[i] or ""):match("^%s*" .. mark .. " ?(.*)$")
    if not text then break end
    table.insert(remark, 1, text)
  end
  return #remark > 0 and table.concat(remark, "\n") .. "\n" or nil
end


-- The help text of a function, or nil: what was registered with a native
-- one, the remark above one in Lua.
function texts.of(f)
  local text = base.help_of(f)
  if text or type(f) ~= "function" then return text end
  local info = debug.getinfo(f, "S")
  local path = info.source:match "^@(.*)$"
  if not path or info.linedefined < 1 then return nil end
  local lines = lines_of(path)
  return remark_above(lines, info.linedefined, "%-%-%-")
    or remark_above(lines, info.linedefined, "%-%-")
end


-- Usage lines stand at the left margin; one that is long goes on in the next
-- line, with "-> ..." or until its brackets are closed.
local function is_usage(line, usage)
  if #usage == 0 then return true end
  if line:find "^%s+%->" then return true end
  local so_far = table.concat(usage)
  local _, opened = so_far:gsub("[({]", "")
  local _, closed = so_far:gsub("[)}]", "")
  return opened > closed or not line:find "^%s" and line ~= ""
end


-- The options that a line explains: one in "  types     types by column name",
-- four in "  title, subtitle, notes (a text), width as in chart.heat".
function texts.options_of(line)
  local bare = line:gsub(" *%b()", ""):match "^  (%l.-)%s*$" or ""
  local head = bare:match "^(.-)  +%S" or bare:match "^(.-, .-) as in " or bare
  if head == bare and not bare:find ", " then return {} end
  local list = {}
  for name in (head .. ", "):gmatch "(.-), " do
    if not name:find "^%l[%w_]*$" then return {} end
    list[#list + 1] = name
  end
  return list
end


local function first_sentence(body)
  local text = {}
  for _, line in ipairs(body) do
    if line == "" or #texts.options_of(line) > 0 then break end
    text[#text + 1] = line:match "^%s*(.-)%s*$"
    if line:find ":%s*$" then break end  -- a list follows
  end
  text = table.concat(text, " "):gsub("[:,]$", "")
  return text:match "^(.-[^.])%. [%u`]" or text:match "^(.-)%.$" or text
end


-- The examples: { typed = line, printed = text } each.
local function examples_of(lines)
  local list, current = {}, nil
  for _, line in ipairs(lines) do
    local typed = line:match "^  > (.*)$"
    if typed then
      current = { typed = typed, printed = "" }
      list[#list + 1] = current
    elseif line == "" then
      current = nil
    elseif current then
      current.printed = current.printed .. line:gsub("^  ", "", 1) .. "\n"
    end
  end
  return list
end


-- A text in its parts: `usage` and `body` (lists of lines), `first` (the
-- first sentence), `gives` (the kind of what comes back, or nil), `examples`.
function texts.parts(text)
  local usage, body = {}, {}
  for line in text:gmatch "([^\n]*)\n?" do
    if #body == 0 and is_usage(line, usage) then
      usage[#usage + 1] = line
    else
      body[#body + 1] = line
    end
  end
  while body[#body] == "" do body[#body] = nil end
  local gives = table.concat(usage, " "):match "%->%s*([%a_ ]+)"
  return {
    usage = usage, body = body, first = first_sentence(body),
    gives = gives and gives:match "^[%a_]+",
    gives_whole = gives and gives:match "^(.-) *$",
    examples = examples_of(body),
  }
end


-- ---- all that is public ----

local function sorted_keys(t)
  local keys = {}
  for key in pairs(t) do
    if type(key) == "string" then keys[#keys + 1] = key end
  end
  table.sort(keys)
  return keys
end


local function add(list, name, kind, value, text)
  list[#list + 1] = { name = name, kind = kind, value = value,
    text = text or texts.of(value) }
end


local function add_members(list, word, functions, methods, fields)
  for _, key in ipairs(sorted_keys(functions)) do
    if type(functions[key]) == "function" then
      add(list, word .. "." .. key, "function", functions[key])
    end
  end
  for _, key in ipairs(sorted_keys(methods)) do
    add(list, word .. ":" .. key, "method", methods[key])
  end
  for _, key in ipairs(sorted_keys(fields)) do
    local field = fields[key]  -- worked out by a function, or its help
    add(list, word .. "." .. key, "field", field,
      type(field) == "string" and field or nil)
  end
end


local function add_word(list, word, value)
  local meta = type(value) == "table" and getmetatable(value) or {}
  if type(value) == "function" then
    add(list, word, "function", value)
  elseif type(value) == "table" then
    local call = meta.make or meta.__call
    add(list, word, "module", value, call and texts.of(call))
    add_members(list, word, value, meta.methods or {}, meta.fields or {})
    for _, name in ipairs(sorted_keys(meta.results or {})) do
      local result = meta.results[name]  -- what a word of a study gives
      add_members(list, word .. "." .. name, {}, result.methods, result.fields)
    end
  else
    add(list, word, "value", value)
  end
end


-- Nouns without a word, which functions of other nouns give.
local function add_given_nouns(list, words)
  for _, name in ipairs(sorted_keys(package.loaded)) do
    local noun, core = name:match "^vane%.core%.(%w+)$", package.loaded[name]
    local is_noun = noun and type(core) == "table" and core.methods
      and core.fields
    if is_noun and words[noun] == nil then
      add(list, noun, "module", core)
      add_members(list, noun, {}, core.methods, core.fields)
    end
  end
end


-- Everything public of the words given: { name =, kind =, value =, text = }
-- each, kind being "function", "module", "method", "field" or "value".
function texts.entries(words)
  local list = {}
  for _, word in ipairs(sorted_keys(words)) do
    add_word(list, word, words[word])
  end
  add_given_nouns(list, words)
  return list
end


return texts
