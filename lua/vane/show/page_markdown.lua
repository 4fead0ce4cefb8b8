-- A page as Markdown that reads well as it stands: tables as GitHub and Pandoc
-- know them, pictures as SVG files beside it, the record at the end.

local text_file = require "vane.core.text_file"
local cells = require "vane.show.cells"
local picture = require "vane.show.picture"
local record = require "vane.show.page_record"
local svg = require "vane.show.svg"

local MOST_ROWS = 100  -- of a table; the rest is counted


-- ---- letters ----

-- Data as text: nothing in it is Markdown or HTML, all on one line.
local function plain(text)
  if not utf8.len(text) then text = text:gsub("[\128-\255]", "?") end
  return (text:gsub("%s+", " "):gsub("[%z\1-\31\127]", "?")
    :gsub("[\\`*_%[%]<>|#&~]", "\\%0"))
end


-- What the analyst wrote keeps its marks; only HTML in it is text, as on pages.
local function written(text)
  local parts, at = {}, 1
  while true do
    local from, to = text:find("`[^`]+`", at)
    parts[#parts + 1] = text:sub(at, (from or 0) - 1):gsub("[<&]", "\\%0")
    if not from then return table.concat(parts) end
    parts[#parts + 1] = text:sub(from, to)
    at = to + 1
  end
end


-- A block that shows signs as they are, behind a fence that they do not hold.
local function fenced(text, kind)
  local longest = 2
  for ticks in text:gmatch "`+" do longest = math.max(longest, #ticks) end
  local fence = ("`"):rep(longest + 1)
  return fence .. (kind or "") .. "\n" .. text .. "\n" .. fence
end


-- ---- parts ----

local writers = {}

-- A comment, which readers of the Markdown see and those of the page do not.
local function above_text(part)
  return part.at and part.at ~= "" and ("<!-- %s -->\n\n"):format(
    (part.at:gsub("%-%-", "- -"))) or ""
end


function writers.heading(part)
  return above_text(part) .. ("#"):rep(part.level) .. " " .. plain(part.text)
end


local marks = {
  list = function() return "- " end,
  numbered = function(i) return i .. ". " end,
  quote = function() return "> " end,
}


function writers.text(part)
  local block, lines = part.block, {}
  if block.kind == "code" then
    return above_text(part) .. fenced(table.concat(block.lines, "\n"))
  end
  local mark = marks[block.kind]
  for i, line in ipairs(block.lines) do
    lines[i] = (mark and mark(i) or "") .. written(line)
  end
  return above_text(part) .. table.concat(lines, "\n")
end


function writers.printed(part)
  local made = part.of and part.at and part.at ~= ""
  return (part.of and "" or above_text(part)) .. fenced(part.text)
    .. (made and ("\n\nMade by `%s`."):format(part.at) or "")
end


local function caption_of(part, scene)
  local label, sentences = record.caption(part, scene)
  local words = { "**" .. label .. "**" }
  for _, text in ipairs(sentences) do words[#words + 1] = plain(text) end
  if part.at and part.at ~= "" then
    words[#words + 1] = ("Made by `%s`."):format(part.at)
  end
  return table.concat(words, " ")
end


local function row_of(texts)
  return "| " .. table.concat(texts, " | ") .. " |"
end


local function grid_of(columns, n)
  local names, rules, lines = {}, {}, {}
  for j, column in ipairs(columns) do
    names[j], rules[j] = plain(column.name), column.numeric and "---:" or "---"
  end
  lines[1], lines[2] = row_of(names), row_of(rules)
  for i = 1, n do
    local texts = {}
    for j, column in ipairs(columns) do texts[j] = plain(column.texts[i]) end
    lines[#lines + 1] = row_of(texts)
  end
  return table.concat(lines, "\n")
end


local function legend_of(part)
  local words = {}
  for _, name in ipairs(part.frame.names) do
    local about = part.columns and part.columns[name]
    if about then words[#words + 1] = ("- `%s`: %s"):format(name, plain(about)) end
  end
  return #words > 0 and "\n\n" .. table.concat(words, "\n") or ""
end


function writers.table(part)
  local n, left = cells.rows_shown(part.frame, MOST_ROWS)
  local more = left > 0 and (" %d more rows are not shown."):format(left) or ""
  return caption_of(part) .. more .. "\n\n"
    .. grid_of(cells.columns(part.frame, n), n) .. legend_of(part)
end


-- A file's name as links write it.
local function linked(name)
  return (name:gsub("[^%w%-%._~]", function(letter)
    return ("%%%02X"):format(letter:byte())
  end))
end


-- The picture goes to a file of its own.
function writers.figure(part, state)
  local scene = picture.scene(part.picture)
  local name = ("%s-%d.svg"):format(state.stem, part.number)
  state.files[#state.files + 1] = { path = state.folder .. name, text = svg.text(scene) }
  local label = plain(scene.title or part.picture.kind)
  return ("![%s](%s)\n\n%s"):format(label, linked(name), caption_of(part, scene))
end


-- ---- the record ----

local function study_record(study)
  local at = study.at and (" at `%s`"):format(study.at) or ""
  local lines = { ("### %s%s\n"):format(plain(study.study), at) }
  for _, input in ipairs(study.inputs) do
    local made = (input.at or "") ~= "" and (", made by `%s`"):format(input.at)
    lines[#lines + 1] = ("- %s: %s, fingerprint `%s`%s"):format(plain(input.option),
      plain(input.text), input.fingerprint or "-", made or "")
  end
  lines[#lines + 1] = "- options: " .. plain(study.options)
  return table.concat(lines, "\n")
end


local function record_section(page)
  local list = { "## Where this comes from", ("Made by %s%s."):format(record.maker(),
    page.scripts[1] and " by `" .. page.scripts[1].path .. "`" or "") }
  for _, study in ipairs(record.studies(page.parts)) do
    list[#list + 1] = study_record(study)
  end
  for _, script in ipairs(page.scripts) do
    list[#list + 1] = ("### The script `%s`\n\n"):format(script.path)
      .. fenced(script.text, "lua")
  end
  return table.concat(list, "\n\n")
end


-- ---- files ----

local function is_there(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end


-- All pictures, then the text; when one fails, those that were not there before
-- are taken away again.
local function write_all(files)
  local new = {}
  local done, problem = pcall(function()
    for _, file in ipairs(files) do
      local old = is_there(file.path)
      text_file.write(file.path, file.text)
      if not old then new[#new + 1] = file.path end
    end
  end)
  if done then return end
  for _, path in ipairs(new) do os.remove(path) end
  error(problem, 0)
end


local warnings = {
  all = "> This page shows synthetic data: invented, not observed.",
  some = "> Some of what this page shows is synthetic data: invented, not observed.",
}


-- Writes the page. page: title, parts, scripts, synthetic.
return function(page, path)
  local folder, stem = path:match "^(.*/)([^/]*)%.%w+$"
  folder, stem = folder or "", stem or path:match "^(.*)%.%w+$"
  local state = { folder = folder, stem = stem, files = {} }
  local body = { "# " .. plain(page.title), warnings[page.synthetic] }
  for _, part in ipairs(page.parts) do
    body[#body + 1] = writers[part.kind](part, state)
  end
  body[#body + 1] = record_section(page)
  state.files[#state.files + 1] = { path = path,
    text = table.concat(body, "\n\n") .. "\n" }
  write_all(state.files)
end
