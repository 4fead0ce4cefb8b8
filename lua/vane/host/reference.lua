-- Writes down what the help tells: a reference in Markdown, the manual page,
-- a definition file for the Lua language server, and completion for bash.

local host = require "vane.core.host"
local session = require "vane.host.session"
local texts = require "vane.host.texts"

local reference = {}


local function entries_by_word()
  local words, order = {}, {}
  for _, entry in ipairs(texts.entries(getmetatable(session.names()).words)) do
    local word = entry.name:match "^[^.:]+"
    if not words[word] then
      words[word] = {}
      order[#order + 1] = word
    end
    table.insert(words[word], entry)
  end
  return order, words
end


local function is_short(entry)
  return not (entry.text and entry.text:find "\n")
end


-- ---- Markdown ----

local function markdown_of(entry, word)
  if is_short(entry) then
    return ("- `%s` %s\n"):format(entry.name, entry.text or "")
  end
  local title = entry.name == word and "" or ("### %s\n\n"):format(entry.name)
  return title .. "```\n" .. entry.text:gsub("\n+$", "") .. "\n```\n\n"
end


function reference.markdown()
  local order, words = entries_by_word()
  local parts = { "# Reference\n\nWhat `help(x)` tells, all in one place.\n\n" }
  for _, word in ipairs(order) do
    parts[#parts + 1] = ("## %s\n\n"):format(word)
    local after_list = false
    for _, entry in ipairs(words[word]) do
      local line = (entry.kind ~= "module" or entry.text)
        and markdown_of(entry, word) or ""
      if after_list and not is_short(entry) then line = "\n" .. line end
      after_list = is_short(entry) and line ~= ""
      parts[#parts + 1] = line
    end
    if after_list then parts[#parts + 1] = "\n" end
  end
  return table.concat(parts)
end


-- ---- the manual page ----

-- Text that troff takes as it is.
local function roff(text)
  text = text:gsub("\\", "\\e"):gsub("-", "\\-")
  return (("\n" .. text):gsub("\n([.'])", "\n\\&%1"):sub(2))
end


-- The parts of --help, apart by empty lines: usage, about, options, and a
-- list of the paragraphs behind.
local function parts_of_usage()
  local parts = {}
  for part in (host.usage .. "\n"):gmatch "(.-)\n\n" do
    parts[#parts + 1] = part
  end
  return parts[1], parts[2], parts[3], { table.unpack(parts, 4) }
end


local function options_in_roff(options)
  local list = {}
  for line in options:gmatch "[^\n]+" do
    local option, text = line:match "^%s+(%-.-)%s%s+(.*)$"
    list[#list + 1] = (".TP\n.B %s\n%s\n"):format(roff(option), roff(text))
  end
  return table.concat(list)
end


local function words_in_roff()
  local order, words = entries_by_word()
  local list = {}
  for _, word in ipairs(order) do
    local entry = words[word][1]
    if entry.text then
      local first = is_short(entry) and entry.text
        or texts.parts(entry.text).first
      list[#list + 1] = (".TP\n.B %s\n%s.\n"):format(roff(word), roff(first))
    end
  end
  return table.concat(list)
end


function reference.manual()
  local usage, about, options, more = parts_of_usage()
  for i, paragraph in ipairs(more) do more[i] = ".PP\n" .. roff(paragraph) end
  return table.concat {
    '.TH VANE 1 "" "vane ', host.version, '" "User Commands"\n',
    ".SH NAME\nvane \\- studies for cluster policy and foresight, in Lua\n",
    ".SH SYNOPSIS\n.nf\n", roff((usage:gsub("usage:", ""):gsub("%f[^\n%z] +", ""))), "\n.fi\n",
    ".SH DESCRIPTION\n", roff(about), "\n",
    ".SH OPTIONS\n", options_in_roff(options), table.concat(more, "\n"), "\n",
    ".SH WORDS\nAt the prompt help(x) or ?x tells more of each.\n",
    words_in_roff(),
    ".SH FILES\n.TP\n.I $XDG_CONFIG_HOME/vane/init.lua\n",
    "runs before the prompt; ~/.config when not set.\n",
    ".TP\n.I $XDG_STATE_HOME/vane/history\n",
    "what was typed at the prompt; ~/.local/state when not set.\n",
  }
end


-- ---- definitions for the language server ----

-- The parameters of a usage line when they are plain names, else "...".
local function parameters_of(entry)
  local usage = texts.parts(entry.text).usage[1] or ""
  local inside = usage:match "%(([^()]*)%)"
  if not inside then return usage:find "{" and "options" or "..." end
  local names = {}
  for part in inside:gmatch "[^,]+" do
    local name = part:match "^%s*([%a_][%w_]*)%s*$"
    if not name or name == "function" then return "..." end
    names[#names + 1] = name
  end
  return table.concat(names, ", ")
end


local function remark(text)
  return (text:gsub("\n+$", ""):gsub("[^\n]+", "---%0"):gsub("\n\n", "\n---\n"))
end


local function class_name(word)
  return word:sub(1, 1):upper() .. word:sub(2)
end


-- What a function gives, as the language server says it. `words`: those that
-- have a class.
local function type_of(gives, words)
  local list = gives and words[gives]
  if list and list[1].kind == "module" then return class_name(gives) end
  local plain = { number = "number", text = "string", list = "table",
    table = "table", boolean = "boolean" }
  return plain[gives] or "any"
end


local function definition(entry, name, words)
  local gives = texts.parts(entry.text).gives
  local returned = gives and ("---@return %s\n"):format(type_of(gives, words))
  return ("%s\n%sfunction %s(%s) end\n\n"):format(remark(entry.text),
    returned or "", name, parameters_of(entry))
end


local function fields_of(list)
  local lines = {}
  for _, entry in ipairs(list) do
    if entry.kind == "field" then
      local name = entry.name:match "[^.]+$"
      lines[#lines + 1] = ("---@field %s %s %s\n"):format(name,
        name:find "^n_" and "integer" or "any",
        (entry.text or ""):match "^[^\n]*")
    end
  end
  return table.concat(lines)
end


-- A noun: the class of its values, and the word itself if it is one.
local function define_noun(word, words)
  local list, class = words[word], class_name(word)
  local parts = { ("---@class %s\n%slocal %s = {}\n\n"):format(class,
    fields_of(list), class) }
  if list[1].text then
    parts[2] = ("%s\n---@overload fun(...): %s\n%s = {}\n\n"):format(
      remark(list[1].text), class, word)
  end
  for _, entry in ipairs(list) do
    local name = entry.name
    if entry.kind == "method" then name = name:gsub("^[^:]+", class) end
    if (entry.kind == "method" or entry.kind == "function") and entry.text then
      parts[#parts + 1] = definition(entry, name, words)
    end
  end
  return table.concat(parts)
end


function reference.definitions()
  local order, words = entries_by_word()
  local parts = { "---@meta\n\n" }
  for _, word in ipairs(order) do
    local first = words[word][1]
    if first.kind == "module" then
      parts[#parts + 1] = define_noun(word, words)
    elseif first.kind == "function" then
      parts[#parts + 1] = definition(first, word, words)
    else
      parts[#parts + 1] = ("%s\n%s = {}\n\n"):format(
        remark(first.text or word), word)
    end
  end
  return table.concat(parts)
end


-- ---- completion for bash ----

local COMPLETION = [[
# bash completion for vane
_vane() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$before" = new ]; then
    COMPREPLY=($(compgen -W "STUDIES" -- "$word"))
  elif [ "$before" = --color ] || [ "$before" = --progress ] || [ "$before" = = ]; then
    local first=${COMP_WORDS[COMP_CWORD-2]} words="auto always never"
    [ "$first" = --progress ] || [ "$before" = --progress ] && words="auto plain never"
    COMPREPLY=($(compgen -W "$words" -- "${word#=}"))
  elif [ "${word#-}" != "$word" ]; then
    COMPREPLY=($(compgen -W "OPTIONS" -- "$word"))
  elif [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W new -- "$word") $(compgen -f -- "$word"))
  fi
}
complete -o default -o filenames -F _vane vane
]]


-- "-i", "--interactive" and all others, as the usage names them.
local function option_names()
  local _, _, options = parts_of_usage()
  local names = {}
  for line in options:gmatch "[^\n]+" do
    for name in line:match "^%s*(%-.-)%s%s":gmatch "%-%-?[%a-]+" do
      names[#names + 1] = name
    end
  end
  return names
end


function reference.completion()
  return (COMPLETION:gsub("%u%u%u+S", {
    STUDIES = table.concat(require "vane.host.new".studies, " "),
    OPTIONS = table.concat(option_names(), " "),
  }))
end


local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(text))
end


-- Writes all of it into a folder.
function reference.write(folder)
  write(folder .. "/reference.md", reference.markdown())
  write(folder .. "/vane.1", reference.manual())
  write(folder .. "/vane.d.lua", reference.definitions())
  write(folder .. "/vane.bash", reference.completion())
end


return reference
