-- Where each number of a page came from: what made each picture and table, the
-- inputs with their sizes and fingerprints, options, seeds, the program.

local base = require "vane.core.base"
local check = require "vane.base.check"
local items_at = require "vane.show.items_at"

local record = {}


-- ", 120 rows, 3 columns"; of a file that streamed by only its rows are known.
local function size_of(input)
  if not input.n_rows then return "" end
  local columns = input.n_cols and (", %d columns"):format(input.n_cols) or ""
  return (", %d rows%s"):format(input.n_rows, columns)
end


-- Each once, in their order: { option =, text =, fingerprint = }.
local function inputs_of(made)
  local list, seen = {}, {}
  for _, input in ipairs(made.inputs or {}) do
    local text = (input.source or input.kind) .. size_of(input)
    local key = input.option .. "\0" .. text .. (input.fingerprint or "")
    if not seen[key] then
      list[#list + 1] = { option = input.option, text = text,
        fingerprint = input.fingerprint, at = input.at ~= made.at and input.at or nil }
    end
    seen[key] = true
  end
  return list
end


local function options_of(made)
  local words = {}
  for i, name in ipairs(check.keys(made.options or {})) do
    words[i] = ("%s = %s"):format(name, tostring(made.options[name]))
  end
  return #words > 0 and table.concat(words, ", ") or "none"
end


-- What is known of each result on the page: { study =, at =, inputs =,
-- options = }.
function record.studies(parts)
  local list = {}
  for _, part in ipairs(parts) do
    local made = part.of and part.of.provenance
    if made then
      list[#list + 1] = { study = made.study, at = made.at, inputs = inputs_of(made),
        options = options_of(made) }
    end
  end
  return list
end


-- The moment of making; SOURCE_DATE_EPOCH stands for it where builds repeat.
function record.moment()
  local told = tonumber(os.getenv "SOURCE_DATE_EPOCH")
  return os.date("!%Y-%m-%d %H:%M UTC", told and math.tointeger(told) or os.time())
end


-- "vane 0.1 on 2026-11-21 13:48 UTC"
function record.maker()
  return ("vane %s on %s"):format(base.version, record.moment())
end


-- The file and the line of "scripts/trends.lua:12"; nil where it says none.
function record.line_of(at)
  local path, line = (at or ""):match "^(.*):(%d+)$"
  return path, math.tointeger(tonumber(line))
end


-- A script's text, without its last line end; nil when it cannot be read.
local function text_of(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text and (text:gsub("\r\n", "\n"):gsub("\n+$", ""))
end


-- The scripts that made a page, the one that asked for it first, each once:
-- { path =, text = }.
function record.scripts(at, parts)
  local list, seen = {}, {}
  local function add(where)
    local path = record.line_of(where)
    local text = path and not seen[path] and text_of(path)
    if text then list[#list + 1] = { path = path, text = text } end
    seen[path or ""] = true
  end
  add(at)
  for _, part in ipairs(parts) do add(part.at) end
  return list
end


-- The lines on which the items of the page at that place stand.
function record.item_lines(at)
  local path, line = record.line_of(at)
  local text = path and text_of(path)
  return path, text and items_at(text, line) or {}
end


local function sentence(text)
  if not text or text == "" then return nil end
  local whole = text:sub(1, 1):upper() .. text:sub(2)
  return whole:find "[%.!%?]$" and whole or whole .. "."
end


-- What stands below a figure or above a table: its number, and sentences on
-- what it shows and where it is from. scene: the picture's, of figures.
function record.caption(part, scene)
  local label, list = ("Table %d."):format(part.number), { sentence(part.caption) }
  if scene then
    label = ("Figure %d."):format(part.number)
    list[#list + 1] = sentence(scene.about or scene.title)
  elseif part.frame.source then
    list[#list + 1] = sentence("from " .. part.frame.source)
  end
  return label, list
end


return record
