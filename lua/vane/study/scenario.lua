-- Scenarios: what is written of each future, kept in order of declaration.

local check = require "vane.base.check"
local document = require "vane.study.scenario.document"
local fail = require "vane.base.fail"
local file = require "vane.study.scenario.file"
local noun = require "vane.base.noun"
local run = require "vane.study.run"
local set = require "vane.study.scenario.set"
local verbs = require "vane.study.scenario.verbs"

local declared = {}  -- scenarios in order; a name said again takes its place


local function declare(s)
  for i, other in ipairs(declared) do
    if other.name == s.name then
      declared[i] = s
      return s
    end
  end
  declared[#declared + 1] = s
  return s
end


-- ---- the words ----

local words = {}


--- scenario.all() -> scenarios result
---   All scenarios declared so far, in order of declaration; one declared
---   again takes the place it had. Gives .scenarios, a list, .n_scenarios,
---   .variants (descriptors x scenarios, side by side), .comparison (every
---   field side by side) and .open (a row for each field still empty, with the
---   question it answers).
---
---   > scenario.forget()
---   > a = scenario "Open" { variants = { Trade = "free" } }
---   > b = scenario "Closed" { variants = { Trade = "none" } }
---   > scenario.all().variants
---   frame 1 x 3
---     descriptor  Open  Closed
---     Trade       free  none
function words.all(...)
  if select("#", ...) > 0 then
    fail "scenario.all: takes nothing; scenario.compare{ ... } takes a list"
  end
  return set.make(table.move(declared, 1, #declared, 1, {}))
end


--- scenario.compare{ scenario, ... } -> scenarios result
---   Some scenarios side by side, as scenario.all() has all of them.
---   Raises on what is no scenario, and on two of one name.
---
---   > a = scenario "Open" { variants = { Trade = "free" } }
---   > b = scenario "Closed" { variants = { Trade = "none" } }
---   > scenario.compare{ a, b }.variants:get(1, "Closed")
---   none
function words.compare(list)
  if check.kind_of(list) ~= "table" then
    fail("scenario.compare: wants a list of scenarios, found %s",
      check.found(list))
  end
  local chosen = {}
  for i, s in ipairs(list) do chosen[i] = s end
  return set.make(chosen)
end


--- scenario.read(path) -> scenarios result
---   The scenarios of a file that :save wrote: a .csv with the columns
---   scenario, field and item. They are not declared: scenario.all() goes on
---   with what the script says.
---   Raises, naming the row, on a field that scenarios do not have.
---
---   > s = scenario "Open" { policy = { "open up", "stay open" } }
---   > s:save "build/open.csv"
---   > scenario.read "build/open.csv".scenarios[1].policy
---   { "open up", "stay open" }
function words.read(path)
  local list = {}
  for i, entry in ipairs(file.read(path)) do
    list[i] = document.make(entry.name, entry.fields)
  end
  return set.make(list)
end


--- scenario.forget()
---   Forgets the scenarios declared so far, for a fresh start at the prompt.
---
---   > scenario.forget()
---   > scenario.all().n_scenarios
---   0
function words.forget()
  declared = {}
end


local core = { methods = {}, fields = {}, run = run.make }
for name, word in pairs(words) do core[name] = word end
for _, part in ipairs { document, set, run } do
  for name, text in pairs(part.fields) do core.fields[name] = text end
end
for _, methods in ipairs { verbs, run.methods } do
  for name, verb in pairs(methods) do core.methods[name] = verb end
end


--- scenario "name" { variants =, story =, ... } -> scenario result
---   Declares a scenario: an account of a possible future that an answer is
---   sought for. Every field may be left out; what is empty is open work, which
---   the scenario lists when it is printed.
---   variants       { Descriptor = "variant" }, a list in an order of its own
---                  { "Descriptor|variant" }, or a row of a frame of scenarios
---                  such as x:consistent{}.scenarios
---   model          the cross-impact model that the variants belong to; then
---                  their names are checked
---   horizon        a text or { first year, last year }; "5 to 10 years"
---   story          a text
---   drivers, uncertainties, events, actors, signals, opportunities,
---   challenges, position, policy, implications, evidence
---                  a text, a list of texts, or a frame with the column text
---                  (and source, date), such as the units of a coding
---   Raises on another field, and on variants that the model does not have.
---   Source: the questions are those of European Cluster Trends,
---   Methodological Report 2014, chapters 4.3.6 to 4.3.8.
---
---   > w = scenario "Boom" { variants = { Trade = "free" }, policy = "open" }
---   > w.open[1]
---   story
local function make(name)
  if type(name) ~= "string" or not name:find "%S" then
    fail("scenario: wants a name, as in scenario \"Open borders\" { ... }, "
      .. "found %s", name == "" and "an empty text" or check.found(name))
  end
  return function(given) return declare(document.make(name, given)) end
end


return noun("scenario", core, make, "study")
