-- What one scenario and several of them can be asked alike.

local check = require "vane.base.check"
local fail = require "vane.base.fail"
local file = require "vane.study.scenario.file"
local holds = require "vane.study.scenario.check"
local result = require "vane.base.result"

local verbs = { pictures = result.pictures }


local function list_of(r, verb)
  local kind = check.kind_of(r)
  if kind == "scenarios" then return r.scenarios end
  if kind == "scenario" then return { r } end
  fail("%s: expected a scenario in front, found %s; write it with a colon, as "
    .. "in s:%s(...)", verb, check.found(r), verb)
end


--- s:check(model) -> check result
--- scenarios:check(model) -> frame
---   Whether a scenario holds in a cross-impact model; without one, in the
---   `model` it was declared with. Gives .consistent, .inconsistency (how far
---   its worst descriptor is behind its best variant), .balance (a row for
---   each descriptor: its variant, score and lead) and .missing, the
---   descriptors it says nothing of; while there are any, the rest is na.
---   Several scenarios are a row each: consistent, inconsistency, the weakest
---   descriptor with its lead, n_missing.
---   Raises when a scenario names what the model does not have.
---   Source: Weimer-Jehle 2006.
---
---   > t, g = { "Trade", "free", "closed" }, { "Growth", "high", "low" }
---   > list = { { "Trade|free", "Growth|high", 2 } }
---   > model = impact{ t, g, judgements = list }
---   > s = scenario "Boom" { variants = { Trade = "free", Growth = "low" } }
---   > s:check(model)
---   "Boom" does not hold: inconsistency 2
---     descriptor  variant  score  lead
---     Trade       free         0     0
---     Growth      low          0    -2
---     look next at .balance
function verbs.check(r, model)
  local list = list_of(r, "check")
  if check.kind_of(r) == "scenario" then return holds.one(r, model) end
  return holds.all(list, model)
end


--- s:frame() -> frame
---   A scenario, or several, as rows, one for each variant and each entry of a
---   field: scenario, field, item. :save writes the same as .csv.
---
---   > scenario "Boom" { policy = { "open up" } }:frame()
---   frame 2 x 3
---     scenario  field    item
---     Boom      horizon  5 to 10 years
---     Boom      policy   open up
function verbs.frame(r)
  return file.frame(list_of(r, "frame"))
end


--- s:save(path)
---   A scenario as a document (.md) that also lists what is still open, or as
---   rows (.csv) that scenario.read takes back. scenario.all():save(path)
---   writes all of them, with their variants side by side in front.
---   Raises on another ending, and where the file cannot be written.
---
---   > scenario "Boom" { policy = { "open up" } }:save "build/boom.csv"
---   > scenario.read "build/boom.csv".n_scenarios
---   1
function verbs.save(r, path)
  file.save(path, list_of(r, "save"))
end


return verbs
