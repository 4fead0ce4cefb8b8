-- Shapes of GeoJSON and TopoJSON files.

local geometry = require "vane.core.geometry"

local files = dofile "tests/data/files.lua"

local ALL = { -1e8, -1e8, 1e8, 1e8, 0 }  -- a window that cuts nothing


local function read(text, object, window)
  return files.with(text, function(path)
    return geometry.read(path, object, table.unpack(window or ALL))
  end)
end


-- Places in metres as degrees in the file had them.
local function near_places(ring, degrees)
  eq(#ring, #degrees)
  for k = 1, #degrees, 2 do
    local x, y = geometry.project(degrees[k], degrees[k + 1])
    near(ring[k], x, 1e-6)
    near(ring[k + 1], y, 1e-6)
  end
end


local SQUARE = [=[{"type":"FeatureCollection","features":[
  {"type":"Feature","id":"A","properties":{},"geometry":{"type":"Polygon",
   "coordinates":[[[5,50],[6,50],[6,51],[5,51],[5,50]]]}},
  {"type":"Feature","properties":{"NUTS_ID":"B"},"geometry":{"type":"MultiPolygon",
   "coordinates":[[[[1,45],[2,45],[2,46],[1,45]]],[[[3,45],[4,45],[4,46],[3,45]]]]}},
  {"type":"Feature","properties":{"name":"C"},"geometry":{"type":"Point",
   "coordinates":[5,50]}}]}]=]

test("GeoJSON polygons become rings, by their ids", function()
  local shapes = read(SQUARE)
  eq({ shapes[1].id, shapes[2].id, shapes[3].id }, { "A", "B", "C" })
  eq({ #shapes[1].rings, #shapes[2].rings, #shapes[3].rings }, { 1, 2, 0 })
  near_places(shapes[1].rings[1], { 5, 50, 6, 50, 6, 51, 5, 51, 5, 50 })
end)

-- Two squares that share an arc, quantised: scale 0.5, translate 5, 50.
local TOPOLOGY = [=[{"type":"Topology",
  "transform":{"scale":[0.5,0.5],"translate":[5,50]},
  "objects":{"left":{"type":"GeometryCollection","geometries":[
     {"type":"Polygon","id":"L","arcs":[[0,1]]}]},
   "right":{"type":"GeometryCollection","geometries":[
     {"type":"Polygon","id":"R","arcs":[[2,-2]]}]}},
  "arcs":[[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[0,2]],[[2,0],[2,0],[0,2],[-2,0]]]}]=]

test("TopoJSON arcs are joined, also the other way round", function()
  near_places(read(TOPOLOGY)[1].rings[1], { 6, 51, 5, 51, 5, 50, 6, 50, 6, 51 })
  near_places(read(TOPOLOGY, "right")[1].rings[1],
    { 6, 50, 7, 50, 7, 51, 6, 51, 6, 50 })
end)

test("rings are cut at the window", function()
  local x, y = geometry.project(5.5, 50.5)
  local ring = read(SQUARE, nil, { x, y - 1e6, x + 1e6, y + 1e6, 0 })[1].rings[1]
  for k = 1, #ring, 2 do assert(ring[k] >= x - 1e-6) end
  eq(#read(SQUARE, nil, { 0, 0, 1, 1, 0 })[1].rings, 0)
end)

test("the part inside a window has the area it should", function()
  -- Each of 200 rings of 7 places is cut and measured; the same area is
  -- counted by 40,000 points that are inside the ring and the window.
  local random = require "vane.core.random"
  local clip = [=[{"type":"FeatureCollection","features":[{"type":"Feature","geometry":
    {"type":"Polygon","coordinates":[[%s]]}}]}]=]
  for seed = 1, 12 do
    local units, places, spots = random.units(seed, 1, 14), {}, {}
    for k = 1, 7 do
      local angle, r = 2 * math.pi * k / 7, 0.3 + 1.2 * units[k]
      places[k] = ("[%.6f,%.6f]"):format(10 + r * math.cos(angle), 52 + r * math.sin(angle))
      spots[k] = { geometry.project(tonumber(places[k]:match "%[([^,]+)"),
        tonumber(places[k]:match ",([^%]]+)")) }
    end
    local w = { 4.30e6, 3.18e6, 4.36e6, 3.26e6, 0 }
    local rings = read(clip:format(table.concat(places, ",")), nil, w)[1].rings
    local area = 0
    for _, ring in ipairs(rings) do
      for k = 1, #ring, 2 do
        local x2, y2 = ring[k + 2] or ring[1], ring[k + 3] or ring[2]
        area = area + (ring[k] * y2 - x2 * ring[k + 1]) / 2
      end
    end
    local inside, n = 0, 200
    for i = 1, n do
      for j = 1, n do
        local x = w[1] + (i - 0.5) / n * (w[3] - w[1])
        local y, odd = w[2] + (j - 0.5) / n * (w[4] - w[2]), false
        for k = 1, 7 do
          local a, b = spots[k], spots[k % 7 + 1]
          if (a[2] > y) ~= (b[2] > y)
            and x < a[1] + (y - a[2]) / (b[2] - a[2]) * (b[1] - a[1]) then odd = not odd end
        end
        if odd then inside = inside + 1 end
      end
    end
    local counted = inside / (n * n) * (w[3] - w[1]) * (w[4] - w[2])
    near(math.abs(area) / counted, 1, 0.02)
  end
end)

test("what is no map is said", function()
  raises("it is not JSON", read, "{")
  raises("should be a GeoJSON FeatureCollection or a TopoJSON Topology", read, "{}")
  raises("should be two numbers", read, [=[{"type":"FeatureCollection","features":[
    {"geometry":{"type":"Polygon","coordinates":[[["a",1]]]}}]}]=])
  raises("in degrees (EPSG:4326), found 4.321e+06", read,
    [=[{"type":"FeatureCollection","features":[{"geometry":{"type":"Polygon",
    "coordinates":[[[4321000,3210000]]]}}]}]=])
  raises("there is no object \"x\" in it", read, TOPOLOGY, "x")
  raises("arc 9 is not there", read, (TOPOLOGY:gsub("%[%[0,1%]%]", "[[9]]")))
  raises("reading /nowhere", geometry.read, "/nowhere", nil, table.unpack(ALL))
end)

test("Eurostat's boundaries are read as they were published", function()
  local path = "../shared/data/nuts/nuts2_2013."
  local file = io.open(path .. "geojson")
  if not file then skip "no shared data beside the tree" end
  file:close()
  local list = geometry.read(path .. "geojson", nil, table.unpack(ALL))
  local other = geometry.read(path .. "topojson", "nuts2", table.unpack(ALL))
  eq(#list, 320)
  eq(#other, 320)
end)
