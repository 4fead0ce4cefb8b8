-- Several scenarios beside each other.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local field_list = require "vane.study.scenario.fields"
local file = require "vane.study.scenario.file"
local frame = require "vane.data.frame"
local result = require "vane.base.result"
local text = require "vane.study.scenario.text"
local verbs = require "vane.study.scenario.verbs"

local set = {}


local function check_list(list)
  local known = {}
  for i, s in ipairs(list) do
    if check.kind_of(s) ~= "scenario" then
      fail("scenario.compare: entry %d should be a scenario, found %s", i,
        check.found(s))
    end
    if known[s.name] then
      fail("scenario.compare: \"%s\" stands twice", s.name)
    end
    known[s.name] = true
  end
end


-- ---- tables ----

local function written(s, field)
  local value = s[field.name]
  if field.kind == "string" then return value end
  return #value > 0 and table.concat(value, "; ") or base.na
end


-- Fields x scenarios: their variants first, then what is written.
local function comparison_of(list)
  local sides = file.side_by_side(list)
  local names = sides:column "descriptor"
  for _, field in ipairs(field_list) do names[#names + 1] = field.title end
  local columns, types = { { "field", names } }, { field = "text" }
  for k, s in ipairs(list) do
    local cells = sides:column(s.name)
    for _, field in ipairs(field_list) do cells[#cells + 1] = written(s, field) end
    columns[k + 1], types[s.name] = { s.name, cells }, "text"
  end
  return frame(columns, { types = types })
end


local function open_frame(list)
  local question = { variants = "Which variant does each descriptor have?" }
  for _, field in ipairs(field_list) do question[field.name] = field.question end
  local c = { scenario = {}, field = {}, question = {} }
  for _, s in ipairs(list) do
    for _, name in ipairs(s.open) do
      local k = #c.field + 1
      c.scenario[k], c.field[k], c.question[k] = s.name, name, question[name]
    end
  end
  return frame({ { "scenario", c.scenario }, { "field", c.field },
    { "question", c.question } }, { types = { scenario = "text", field = "text",
    question = "text" } })
end


-- ---- the result ----

set.fields = {
  scenarios = "the scenarios, a list in order",
  n_scenarios = "how many scenarios",
  variants = "frame: descriptors x scenarios, side by side",
  comparison = "frame: every field, side by side",
  open = "frame: a row for each field still empty, with its question",
}


local function record_of(list)
  local record = { study = "scenario", version = base.version, options = {},
    inputs = {}, synthetic = false, at = base.at() }
  for _, s in ipairs(list) do
    record.synthetic = record.synthetic or s.provenance.synthetic
    for _, input in ipairs(s.provenance.inputs) do
      record.inputs[#record.inputs + 1] = input
    end
  end
  return record
end


-- The scenarios of a list.
function set.make(list)
  check_list(list)
  return result("scenarios", {
    fields = { scenarios = list, n_scenarios = #list,
      variants = file.side_by_side(list), comparison = comparison_of(list),
      open = open_frame(list) },
    methods = verbs, text = text.all,
    next = #list > 0 and { "comparison", "open" } or nil,
    provenance = record_of(list),
    pictures = function(r)
      return { { kind = "scenarios", title = "What tells the scenarios apart",
        frame = r.variants } }
    end,
  })
end


return set
