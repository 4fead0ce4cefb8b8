-- A scenario as an analyst names it: { Descriptor = "variant", ... }, or a row
-- of a frame of scenarios.

local core = require "vane.core.impact"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local scenario_of = {}


--- The place of each descriptor's variant among all variants.
function scenario_of.places(x, word, scenario)
  if check.kind_of(scenario) ~= "row" and type(scenario) ~= "table" then
    fail("%s: wants a scenario as { Descriptor = \"variant\", ... } or a row "
      .. "of a frame of them, found %s", word, check.found(scenario))
  end
  local places = {}
  for i, name in ipairs(x.descriptors) do
    local variant = rawget(scenario, name)
    if type(variant) ~= "string" then
      fail("%s: the scenario says no variant of \"%s\"", word, name)
    end
    places[i] = core.native.place(x, name, variant, word)
  end
  return places
end


--- The same, each counted from 1 in its descriptor.
function scenario_of.variants(x, word, scenario)
  local list, first = scenario_of.places(x, word, scenario), 0
  for i, name in ipairs(x.descriptors) do
    list[i] = list[i] - first
    first = first + #x:variants(name)
  end
  return list
end


return scenario_of
