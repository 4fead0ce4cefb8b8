-- One scenario as a document: what its author says of it, and what is open.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local field_list = require "vane.study.scenario.fields"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local text = require "vane.study.scenario.text"
local variants = require "vane.study.scenario.variants"
local verbs = require "vane.study.scenario.verbs"

local HORIZON = "5 to 10 years"  -- the same report, chapter 4.3.1

local options = {
  model    = { kind = "impact" },
  variants = { kind = { "table", "row" } },
  horizon  = { kind = { "string", "table" }, default = HORIZON },
}

for _, field in ipairs(field_list) do options[field.name] = { kind = field.kind } end


-- ---- what the author says ----

-- "text (source, date)" of each row of a frame of units or of signals.
local function texts_of_units(word, option, f)
  if not f.types.text then
    fail("%s: '%s' should have the column \"text\"; it has %s", word, option,
      table.concat(f.names, ", "))
  end
  local list = {}
  for row in f:each() do
    local about = {}
    for _, name in ipairs { "source", "date" } do
      local cell = f.types[name] and row[name]
      if cell and not base.is_na(cell) then about[#about + 1] = tostring(cell) end
    end
    list[#list + 1] = tostring(row.text)
      .. (#about > 0 and (" (%s)"):format(table.concat(about, ", ")) or "")
  end
  return list
end


local function add_entries(list, word, option, entry, where)
  if check.kind_of(entry) == "frame" then
    for _, item in ipairs(texts_of_units(word, option, entry)) do
      list[#list + 1] = item
    end
  elseif type(entry) ~= "string" then
    fail("%s: %s of '%s' should be a text, found %s", word, where, option,
      check.found(entry))
  elseif entry:find "%S" then
    list[#list + 1] = entry
  end
end


-- A text stands for a list of one; empty texts are none.
local function list_of(word, option, given)
  local list = {}
  local entries = check.kind_of(given) == "table" and given or { given }
  for i, entry in ipairs(entries) do
    add_entries(list, word, option, entry, "entry " .. i)
  end
  return list
end


local function is_year(value)
  return math.type(value) == "integer" and value >= 1 and value <= 9999
end


-- "2030-2035" of { 2030, 2035 }.
local function horizon_of(word, given)
  if type(given) == "string" then return given end
  local from, to = given[1], given[2]
  if #given ~= 2 or not is_year(from) or not is_year(to) or from > to then
    fail("%s: 'horizon' should be a text or { first year, last year }, as in "
      .. "{ 2030, 2035 }", word)
  end
  return ("%d-%d"):format(from, to)
end


local function is_empty(value)
  return value == nil or base.is_na(value) or #value == 0
end


-- The names of the fields that nobody has filled in yet.
local function open_of(fields, model)
  local open = {}
  local n = #fields.descriptors
  if n == 0 or (model and n < model.n_descriptors) then open[1] = "variants" end
  for _, field in ipairs(field_list) do
    if is_empty(fields[field.name]) then open[#open + 1] = field.name end
  end
  return open
end


-- ---- the result ----

local fields = {
  name = "what the scenario is called",
  variants = "{ Descriptor = \"variant\" }",
  descriptors = "the descriptors it names, in the model's order",
  model = "the cross-impact model, where one was given",
  horizon = "the time it is about, a text",
  open = "the names of the fields still empty: open work",
  provenance = "inputs with fingerprints, options, version",
}

for _, field in ipairs(field_list) do
  fields[field.name] = field.name == "story" and "what happens, a text, or na"
    or ("%s, a list of texts"):format(field.title:lower())
end


local function filled_in(word, opts)
  local filled = { model = opts.model, horizon = horizon_of(word, opts.horizon) }
  filled.descriptors, filled.variants = variants.of(word, opts.variants,
    opts.model)
  for _, field in ipairs(field_list) do
    local value = opts[field.name]
    filled[field.name] = field.kind == "string" and (value or base.na)
      or list_of(word, field.name, value)
  end
  filled.open = open_of(filled, opts.model)
  return filled
end


local function make(name, given)
  local word = ("scenario \"%s\""):format(name)
  local opts = check(word, given, options)
  local filled = filled_in(word, opts)
  filled.name = name
  return result("scenario", {
    fields = filled, methods = verbs, text = text.one,
    absent = { model = "it was declared without one" },
    provenance = provenance("scenario", { name = name, horizon = filled.horizon,
      model = opts.model and opts.model:matrix(), evidence = opts.evidence,
      signals = opts.signals }),
  })
end


return { make = make, fields = fields }
