-- Europe on paper.

local geometry = require "vane.core.geometry"


test("the published check point of EPSG:3035 comes out", function()
  -- EPSG Guidance Note 7-2, method 9820: 50 N 5 E is 3962799.45, 2999718.85
  local east, north = geometry.project(5, 50)
  near(east, 3962799.45, 0.005)
  near(north, 2999718.85, 0.005)
end)

test("the natural origin is where the false origin says", function()
  local east, north = geometry.project(10, 52)
  near(east, 4321000, 1e-6)
  near(north, 3210000, 1e-6)
end)

test("what lies on both sides of the middle mirrors", function()
  for away = 1, 30, 7 do
    local east, north = geometry.project(10 + away, 60)
    local west, same = geometry.project(10 - away, 60)
    near(east - 4321000, 4321000 - west, 1e-6)
    near(north, same, 1e-6)
  end
end)

test("equal areas stay equal", function()
  -- A cell of 0.1 by 0.1 degrees on the ellipsoid, by its authalic latitudes,
  -- and its area on paper by the shoelace formula.
  local a, f = 6378137, 1 / 298.257222101
  local e2 = f * (2 - f)
  local e = e2 ^ 0.5
  local function q(latitude)
    local s = math.sin(math.rad(latitude))
    return (1 - e2) * (s / (1 - e2 * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))
  end
  for _, at in ipairs { { 5, 40 }, { -9, 38 }, { 25, 65 }, { 33, 35 } } do
    local lon, lat = at[1], at[2]
    local wanted = a * a / 2 * math.rad(0.1) * (q(lat + 0.1) - q(lat))
    local corners = { { 0, 0 }, { 0.1, 0 }, { 0.1, 0.1 }, { 0, 0.1 } }
    local sum = 0
    for k = 1, 4 do
      local x, y = geometry.project(lon + corners[k][1], lat + corners[k][2])
      local after = corners[k % 4 + 1]
      local x2, y2 = geometry.project(lon + after[1], lat + after[2])
      sum = sum + x * y2 - x2 * y
    end
    near(sum / 2 / wanted, 1, 1e-5)
  end
end)
