-- The four lanes of a roadmap, from top to bottom: the thematic domains of
-- visual roadmapping (European Cluster Trends, Methodological Report 2014,
-- chapter 4.3.4).

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local lanes = {
  { name = "framework", title = "Framework conditions" },
  { name = "technology", title = "Technological developments" },
  { name = "products", title = "Products and services" },
  { name = "outcomes", title = "Outcomes and impacts" },
}

-- Other ways of writing them.
local also = { conditions = 1, frameworks = 1, technologies = 2,
  technological = 2, product = 3, services = 3, outcome = 4, impacts = 4 }

local place_of, names = {}, {}
for i, lane in ipairs(lanes) do
  place_of[lane.name], place_of[lane.title:lower()] = i, i
  names[i] = lane.name
end
for word, i in pairs(also) do place_of[word] = i end


-- The place of a lane by its name or title, blind to capitals.
function lanes.place(word, item, given)
  local place = type(given) == "string" and place_of[given:lower()]
  if place then return place end
  local near = type(given) == "string" and base.nearest(given, names)
  fail("%s: the lane of \"%s\" should be one of %s, found %s%s", word, item,
    table.concat(names, ", "), type(given) == "string" and ("%q"):format(given)
    or check.found(given), near and (" (did you mean \"%s\"?)"):format(near) or "")
end


return lanes
