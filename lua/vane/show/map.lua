-- The word `map`: pictures of where things are.

local fail = require "vane.base.fail"
local noun = require "vane.base.noun"
local picture = require "vane.show.picture"

local core = { methods = picture.methods, fields = picture.fields,
  regions = require "vane.show.regions".regions }


--- map.regions(frame, {...}) -> chart
---   Pictures of where things are, in the projection of Eurostat's maps.
---
---   > f = frame{ nuts2 = {"DE21"}, patents = {120} }
---   > map.regions(f, { region = "nuts2", value = "patents" }).kind
---   regions
local function make()
  fail "map: say of what, as in map.regions(frame, { region =, value = })"
end


return noun("map", core, make, "study")
