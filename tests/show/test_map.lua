-- Maps: regions where they lie.

local atlas = require "vane.show.atlas"
local geometry = require "vane.core.geometry"

local files = dofile "tests/data/files.lua"
local marks_of = dofile "tests/show/marks_of.lua"


local two = frame { nuts2 = { "DE21", "FR10", "XX99" }, n = { 4, 1, 2 } }


test("bubbles stand at the middles of their regions, by area", function()
  local circles = marks_of(map.regions(two, { region = "nuts2", value = "n" }), "circle")
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

test("regions without a value are counted, not drawn", function()
  local some = frame({ { "nuts2", { "DE21", "FR10", "SE11" } }, { "n", { 4, na, na } } })
  local p = map.regions(some, { region = "nuts2", value = "n" })
  eq(p.notes[1], "2 regions without a value are not drawn")
  eq(marks_of(p, "circle")[2].key, nil)  -- what 4 looks like
end)

test("regions may differ by community alone, by group or by a value of texts", function()
  local f = frame({ { "nuts2", { "DE21", "FR10", "SE11" } }, { "space", { "A", "B", "A" } } })
  for _, opts in ipairs { { group = "space" }, { value = "space" } } do
    opts.region = "nuts2"
    local p = map.regions(f, opts)
    local circles, fill = marks_of(p, "circle"), {}
    eq(#circles, 3)
    for _, circle in ipairs(circles) do
      fill[circle.key] = circle.fill
      eq(circle.r, circles[1].r)
    end
    eq(fill, { DE21 = "series0", FR10 = "series1", SE11 = "series0" })
    eq(circles[1].tip, "Oberbayern (DE21)\nspace: A")
    eq(#marks_of(p, "rect"), 2)  -- what the colours mean
  end
  raises("needs the option 'value', a column of numbers, or 'group'", map.regions, f,
    { region = "nuts2" })
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

test("a name too long for its box gives way to the code", function()
  local p = map.regions(frame { r = { "PT20", "PT30", "ES70" }, n = { 1, 2, 3 } },
    { region = "r", value = "n" })
  local text, tips = {}, {}
  for _, mark in ipairs(marks_of(p, "text")) do text[mark.text] = true end
  for _, mark in ipairs(marks_of(p, "circle")) do tips[mark.key or ""] = mark.tip end
  eq({ text.PT20, text.PT30, text.Canarias, text.ES70 }, { true, true, true, nil })
  assert(tips.PT30:find("Madeira", 1, true), tips.PT30)
end)

test("overseas regions stand in boxes below", function()
  local f = frame { r = { "FRY1", "DE21" }, n = { 1, 2 } }
  local p = map.regions(f, { region = "r", value = "n" })
  local boxes = marks_of(p, "rect")
  eq(#boxes, 1)
  assert(boxes[1].y > 700)
end)

test("boundaries colour areas, with the notice they ask for", function()
  local p, area
  files.with([=[{"type":"FeatureCollection","features":[{"type":"Feature",
    "id":"DE21","properties":{},"geometry":{"type":"Polygon",
    "coordinates":[[[11,48],[12,48],[12,49],[11,49],[11,48]]]}}]}]=], function(path)
    p = map.regions(two, { region = "nuts2", value = "n", boundaries = path })
    for _, mark in ipairs(marks_of(p, "path")) do
      if mark.key == "DE21" then area = mark end
    end
  end)
  eq(area.fill, "ramp8")
  local x, y = geometry.project(11, 48)
  local w = atlas.WINDOW
  local k = (720 - 24) / (w.right - w.left)
  near(area.steps[1][2], 12 + (x - w.left) * k, 1e-6)
  assert(table.concat(p.notes, "\n"):find("Without a shape in the file: FR10", 1, true))
  assert(y > 0 and table.concat(p.notes, "\n"):find("(c) EuroGeographics", 1, true))
end)

local function curves_of(p)
  local list = {}
  for _, mark in ipairs(marks_of(p, "path")) do
    if mark.tip and mark.tip:find "→" then list[#list + 1] = mark end
  end
  return list
end

test("links join their regions, as wide as they are heavy", function()
  local links = frame { from = { "DE21", "FR10" }, to = { "FR10", "DE21" }, value = { 3, 1 } }
  local p = map.regions(two, { region = "nuts2", value = "n", links = links })
  local curves, circles = curves_of(p), marks_of(p, "circle")
  eq(#curves, 2)
  local light, heavy = curves[1], curves[2]
  eq(heavy.tip, "Oberbayern → Ile-de-France: 3")
  near(heavy.steps[1][2], circles[1].x, 1e-9)
  near(heavy.steps[2][7], circles[2].y, 1e-9)
  near(light.steps[1][2], circles[2].x, 1e-9)
  -- from 0.6 for nothing to 7 for the heaviest
  near((light.weight - 0.6) / (heavy.weight - 0.6), 1 / 3, 1e-9)
  assert(math.abs(light.steps[2][3] - heavy.steps[2][3]) > 1)  -- side by side
end)

test("links of the same ends are added up, what is not drawn is said", function()
  local links = frame { from = { "DE21", "DE21", "DE21", "DE21", "FRY1" },
    to = { "SE11", "SE11", "DE21", "XX99", "DE21" }, value = { 1, 2, 5, 1, 1 } }
  local p = map.regions(two, { region = "nuts2", value = "n", links = links })
  local curves = curves_of(p)
  eq(#curves, 1)
  eq(curves[1].tip, "Oberbayern → Stockholm: 3")
  local notes = table.concat(p.notes, "\n")
  assert(notes:find("2 links have an end that is not on this map", 1, true), notes)
  assert(notes:find("1 link inside one region is not drawn", 1, true), notes)
  raises("from \"DE21\" to \"FR10\" is -1; a link is not below 0", map.regions, two,
    { region = "nuts2", value = "n", links = frame { from = { "DE21" }, to = { "FR10" },
      value = { -1 } } })
end)

test("colours in quantiles hold as many regions each", function()
  local function square(id, x)
    return ('{"type":"Feature","id":"%s","properties":{},"geometry":{"type":"Polygon",'
      .. '"coordinates":[[[%d,48],[%d,48],[%d,49],[%d,49],[%d,48]]]}}'):format(id, x, x + 1,
      x + 1, x, x)
  end
  local squares = '{"type":"FeatureCollection","features":[' .. square("DE21", 8) .. ","
    .. square("DE22", 10) .. "," .. square("FR10", 2) .. "]}"
  local f = frame { r = { "DE21", "DE22", "FR10" }, n = { 1, 2, 1000 } }
  local function fills(levels)
    local found = {}
    files.with(squares, function(path)
      for _, mark in ipairs(marks_of(map.regions(f, { region = "r", value = "n",
        boundaries = path, levels = levels }), "path")) do
        if mark.key then found[mark.key] = mark.fill end
      end
    end)
    return { found.DE21, found.DE22, found.FR10 }
  end
  eq(fills "even", { "ramp0", "ramp0", "ramp8" })
  eq(fills "quantiles", { "ramp0", "ramp3", "ramp6" })  -- 0, 1 and 2 of 3 are below
end)

test("boundaries that are broken, or of other regions, are said", function()
  local function with(text)
    return pcall(files.with, text, function(path)
      map.regions(two, { region = "nuts2", value = "n", boundaries = path })
    end)
  end
  for text, said in pairs {
    [""] = "it is not JSON",
    ["[1, 2]"] = "it should be a GeoJSON FeatureCollection or a TopoJSON Topology",
    ['{"type":"FeatureCollection","features":[null]}'] = "no shape in .* is of a region",
    ['{"type":"Topology"}'] = "there is no object",
    ['{"type":"FeatureCollection","features":[{"type":"Feature","id":"DE21","geometry":'
      .. '{"type":"Polygon","coordinates":[[["a",48],[12]]]}}]}'] =
      "a position should be two numbers",
  } do
    local ok, found = with(text)
    assert(not ok and found:find(said), text .. ": " .. tostring(found))
  end
end)

test("what cannot be mapped is said", function()
  raises("stands in several rows", map.regions,
    frame { r = { "DE21", "DE21" }, n = { 1, 2 } }, { region = "r", value = "n" })
  raises("no code in \"r\" is a region of NUTS 2, as \"DE21\" is; found \"here\"", map.regions,
    frame { r = { "here" }, n = { 1 } }, { region = "r", value = "n" })
  raises("a bubble cannot be smaller than 0, found -2", map.regions,
    frame { r = { "DE21", "FR10" }, n = { 1, -2 } }, { region = "r", value = "n" })
  raises("no region has a value", map.regions, frame { r = { "DE21" }, n = { na } },
    { region = "r", value = "n" })
  raises("should be one of 2003, 2006", map.regions, two,
    { region = "nuts2", value = "n", version = 1999 })
  raises("reading /nowhere.geojson", map.regions, two,
    { region = "nuts2", value = "n", boundaries = "/nowhere.geojson" })
end)
