-- How scenarios read: at the prompt, and as a document in Markdown.

local base = require "vane.core.base"
local field_list = require "vane.study.scenario.fields"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local lines_of = require "vane.study.lines"
local markdown = require "vane.study.markdown"

local text = {}


-- ---- what has been filled in ----

-- A field's entries; a story is one.
local function entries_of(s, field)
  local value = s[field.name]
  if field.kind ~= "string" then return value end
  return base.is_na(value) and {} or { value }
end


-- ---- at the prompt ----

local function open_words(into, s)
  local words = table.move(s.open, 1, #s.open, 1, {})
  for i = 1, #words - 1 do words[i] = words[i] .. "," end
  if #words == 0 then words = { "nothing" } end
  lines_of.flow(into, "  open:", words, " ")
end


local function synthetic_mark(s)
  return s.provenance.synthetic and "  SYNTHETIC DATA" or ""
end


-- One scenario: its variants, what is written, what is open.
function text.one(s)
  local into = { ("scenario \"%s\"  %s%s"):format(s.name, s.horizon,
    synthetic_mark(s)) }
  for _, name in ipairs(s.descriptors) do
    into[#into + 1] = ("  %s: %s"):format(name, s.variants[name])
  end
  for _, field in ipairs(field_list) do
    for i, entry in ipairs(entries_of(s, field)) do
      if i == 1 then into[#into + 1] = "  " .. field.title end
      lines_of.sentence(into, "    -", entry)
    end
  end
  open_words(into, s)
  return table.concat(into, "\n")
end


-- Several: their variants side by side, and what is open in each.
function text.all(r, opts)
  local n = r.n_scenarios
  local into = { ("%s%s"):format(lines_of.counted(n, "scenario"),
    synthetic_mark(r)) }
  if r.variants.n_rows > 0 then
    into[#into + 1] = grid.frame(r.variants, opts)
  end
  for _, s in ipairs(r.scenarios) do
    lines_of.sentence(into, ("  \"%s\": %d of %d fields filled; open:"):format(
      s.name, #field_list + 1 - #s.open, #field_list + 1),
      #s.open > 0 and table.concat(s.open, ", ") or "nothing")
  end
  return table.concat(into, "\n")
end


-- ---- Markdown ----

local function add_field(into, s, field, level)
  into[#into + 1] = ("%s %s\n"):format(level, field.title)
  local entries = entries_of(s, field)
  for _, entry in ipairs(entries) do
    into[#into + 1] = (field.kind == "string" and "%s" or "- %s"):format(
      (entry:gsub("%s*\n%s*", " ")))
  end
  if #entries == 0 then into[#into + 1] = ("*Open: %s*"):format(field.question) end
  into[#into + 1] = ""
end


local function add_document(into, s, level)
  into[#into + 1] = ("%s %s\n"):format(level, s.name)
  into[#into + 1] = ("Horizon: %s%s\n"):format(s.horizon,
    s.provenance.synthetic and ". Made from synthetic data." or "")
  if #s.descriptors > 0 then
    local variants = {}
    for i, name in ipairs(s.descriptors) do variants[i] = s.variants[name] end
    markdown.add_table(into, frame { { "descriptor", s.descriptors },
      { "variant", variants } })
  end
  for _, field in ipairs(field_list) do
    add_field(into, s, field, level .. "#")
  end
end


-- The documents of a list of scenarios; several begin with their variants
-- side by side (a frame).
function text.markdown(list, variants)
  local into = {}
  if #list > 1 then
    into[1] = "# Scenarios\n"
    if variants.n_rows > 0 then markdown.add_table(into, variants) end
  end
  for _, s in ipairs(list) do
    add_document(into, s, #list > 1 and "##" or "#")
  end
  return markdown.joined(into)
end


return text
