-- Maps: regions where they lie.

local atlas = require "vane.show.atlas"
local geometry = require "vane.core.geometry"
local picture = require "vane.show.picture"


local function shapes_of(p, shape)
  local list = {}
  for _, mark in ipairs(picture.scene(p).marks) do
    if mark.shape == shape then list[#list + 1] = mark end
  end
  return list
end


local two = frame { nuts2 = { "DE21", "FR10", "XX99" }, n = { 4, 1, 2 } }


test("bubbles stand at the middles of their regions, by area", function()
  local circles = shapes_of(map.regions(two, { region = "nuts2", value = "n" }), "circle")
  eq(#circles, 4)  -- below them what 2 and 1 look like
  eq(circles[1].key, "DE21")
  near(circles[1].r / circles[2].r, 2, 1e-9)
  local w = atlas.WINDOW
  -- centroid of Oberbayern in the list of 2024
  local found = atlas.locate { "DE21" }
  local k = (720 - 24) / (w.right - w.left)
  near(circles[1].x, 12 + (found.DE21.x - w.left) * k, 1e-6)
  assert(found.DE21.x > 4.4e6 and found.DE21.x < 4.6e6)
end)

test("codes that are nowhere are listed", function()
  local notes = map.regions(two, { region = "nuts2", value = "n" }).notes
  assert(table.concat(notes, "\n"):find("1 code is in no version of NUTS 2: XX99",
    1, true))
end)

test("the version of most codes is found, the others are placed too", function()
  -- FR21 was Champagne-Ardenne until 2013, FRF2 from 2016 on
  local _, version, others = atlas.locate { "FR21", "FR22", "FRF2" }
  eq(others, 1)
  assert(version <= 2013)
end)

test("overseas regions stand in boxes below", function()
  local f = frame { r = { "FRY1", "DE21" }, n = { 1, 2 } }
  local p = map.regions(f, { region = "r", value = "n" })
  local boxes = shapes_of(p, "rect")
  eq(#boxes, 1)
  assert(boxes[1].y > 700)
end)

test("boundaries colour areas, with the notice they ask for", function()
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "w"))
  file:write [=[{"type":"FeatureCollection","features":[{"type":"Feature","id":"DE21",
    "properties":{},"geometry":{"type":"Polygon",
    "coordinates":[[[11,48],[12,48],[12,49],[11,49],[11,48]]]}}]}]=]
  file:flush()
  local p = map.regions(two, { region = "nuts2", value = "n", boundaries = path })
  local area
  for _, mark in ipairs(shapes_of(p, "path")) do
    if mark.key == "DE21" then area = mark end
  end
  os.remove(path)
  eq(area.fill, "ramp8")
  local x, y = geometry.project(11, 48)
  local w = atlas.WINDOW
  local k = (720 - 24) / (w.right - w.left)
  near(area.steps[1][2], 12 + (x - w.left) * k, 1e-6)
  assert(y > 0 and table.concat(p.notes, "\n"):find("(c) EuroGeographics", 1, true))
end)

test("links join their regions", function()
  local links = frame { from = { "DE21" }, to = { "FR10" }, value = { 3 } }
  local line = shapes_of(map.regions(two, { region = "nuts2", value = "n",
    links = links }), "line")[1]
  local circles = shapes_of(map.regions(two, { region = "nuts2", value = "n" }), "circle")
  near(line.x, circles[1].x, 1e-9)
  near(line.y2, circles[2].y, 1e-9)
end)

test("what cannot be mapped is said", function()
  raises("stands in several rows", map.regions,
    frame { r = { "DE21", "DE21" }, n = { 1, 2 } }, { region = "r", value = "n" })
  raises("no region has a value", map.regions, frame { r = { "DE21" }, n = { na } },
    { region = "r", value = "n" })
  raises("should be one of 2003, 2006", map.regions, two,
    { region = "nuts2", value = "n", version = 1999 })
  raises("reading /nowhere.geojson", tostring, map.regions(two,
    { region = "nuts2", value = "n", boundaries = "/nowhere.geojson" }))
end)
