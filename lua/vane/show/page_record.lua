-- The end of a page: where each number came from. Inputs with their sizes and
-- fingerprints, options, seeds, the program and the script itself.

local base = require "vane.core.base"
local check = require "vane.base.check"
local html = require "vane.show.html"

local record = {}


-- ", 120 x 3"; of a file that streamed by only its rows are known.
local function size_of(input)
  if not input.n_rows then return "" end
  if not input.n_cols then return (", %d rows"):format(input.n_rows) end
  return (", %d x %d"):format(input.n_rows, input.n_cols)
end


local function inputs_of(made)
  local rows = {}
  for _, input in ipairs(made.inputs or {}) do
    rows[#rows + 1] = ("<li>%s: %s%s, fingerprint <code>%s</code></li>"):format(
      html.escape(input.option), html.escape(input.source or input.kind),
      size_of(input),
      html.escape(input.fingerprint or "-"))
  end
  return rows
end


local function options_of(made)
  local words = {}
  for i, name in ipairs(check.keys(made.options or {})) do
    words[i] = ("%s = %s"):format(name, tostring(made.options[name]))
  end
  return #words > 0 and table.concat(words, ", ") or "none"
end


-- A result's own record, as a list.
function record.of_result(r)
  local made = r.provenance
  if not made then return "" end
  local rows = inputs_of(made)
  rows[#rows + 1] = "<li>options: " .. html.escape(options_of(made)) .. "</li>"
  local at = made.at and " at " .. html.escape(made.at) or ""
  return ("<h3>%s%s</h3><ul>%s</ul>"):format(html.escape(made.study), at,
    table.concat(rows))
end


local function script_text(path)
  local file = path and io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end


-- The moment of making; SOURCE_DATE_EPOCH stands for it where builds repeat.
local function moment()
  local told = tonumber(os.getenv "SOURCE_DATE_EPOCH")
  return os.date("!%Y-%m-%d %H:%M UTC", told and math.tointeger(told) or os.time())
end


-- The section; script: the path of the script that asked for the page.
function record.section(parts, script)
  local list = { ('<section id="record"><h2>Where this comes from</h2>'
    .. "<p>Made by vane %s on %s%s.</p>"):format(base.version, moment(),
    script and " by <code>" .. html.escape(script) .. "</code>" or "") }
  for _, part in ipairs(parts) do
    if part.of then list[#list + 1] = record.of_result(part.of) end
  end
  local text = script_text(script)
  if text then
    list[#list + 1] = "<h3>The script</h3><pre>" .. html.escape(text) .. "</pre>"
  end
  list[#list + 1] = "</section>"
  return table.concat(list, "\n")
end


return record
