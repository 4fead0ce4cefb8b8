-- What is written down from the help: reference, manual page, definitions,
-- completion.

local host = require "vane.core.host"
local reference = require "vane.host.reference"
local texts = require "vane.host.texts"
local vane = require "host.vane"

local entries = texts.entries(getmetatable(_ENV).words)


local function has(text, part)
  if not text:find(part, 1, true) then error("lacks " .. part, 2) end
end


local function succeeds(command)
  local pipe <close> = io.popen(command .. " 2>&1; echo $?")
  local said = pipe:read "a"
  eq(said, "0\n")
end


test("the reference has every help text", function()
  local text = reference.markdown()
  for _, entry in ipairs(entries) do
    if entry.text then has(text, (entry.text:gsub("\n+$", ""))) end
  end
end)


test("the manual page has every option and every word", function()
  local text = reference.manual():gsub("\\%-", "-")
  for option in host.usage:gmatch "%-%-[%a-]+" do has(text, option) end
  for _, entry in ipairs(entries) do
    if entry.text and not entry.name:find "[.:]" then
      has(text, "\n.B " .. entry.name .. "\n")
    end
  end
end)


test("troff has nothing to complain about", function()
  if not os.execute "command -v groff >/dev/null" then skip "no groff" end
  local folder <close> = vane.folder()
  local path = folder:write("vane.1", reference.manual())
  succeeds(("groff -man -Tutf8 -ww -Kutf8 %s >%s/out"):format(path,
    folder.path))
end)


test("the definitions are Lua, and define every function", function()
  local text = reference.definitions()
  has(text, "---@meta\n")
  local names = setmetatable({}, { __index = function(t, key)
    t[key] = {}
    return t[key]
  end })
  assert(load(text, "=definitions", "t", names))()
  for _, entry in ipairs(entries) do
    local word, own = entry.name:match "^(%w+)%.([%w_]+)$"
    if entry.kind == "function" and entry.text and word then
      eq(type(names[word][own]), "function")
    end
  end
  has(text, "---@return Frame\nfunction Frame:head(n) end")
  has(text, "---@field n_rows integer how many rows")
end)


-- What bash offers for the words of a line, the last of which is unfinished.
local function offered(...)
  local words = {}
  for i, word in ipairs { ... } do words[i] = vane.quote(word) end
  local folder <close> = vane.folder()
  folder:write("complete", (reference.completion()) .. ([[
COMP_WORDS=(%s)
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_vane
printf '%%s\n' "${COMPREPLY[@]}"
]]):format(table.concat(words, " ")))
  local pipe <close> = io.popen("bash " .. folder.path .. "/complete 2>&1")
  return pipe:read "a"
end


test("bash completes options, studies and colours", function()
  eq(offered("vane", "--tr"), "--trace\n")
  eq(offered("vane", "--no"), "--no-init\n")
  eq(offered("vane", "new", "mega"), "megatrend\n")
  eq(offered("vane", "ne"), "new\n")
  eq(offered("vane", "--color", "=", "al"), "always\n")
  eq(offered("vane", "--progress", "=", "p"), "plain\n")
  eq(offered("vane", "--pro"), "--progress\n")
  eq(offered("vane", "a.lua", "x"), "\n")
end)
