-- The map of Europe that comes with the program: where regions of every
-- version of NUTS lie, and the outlines of countries.

local geometry = require "vane.core.geometry"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"

local atlas = {}

-- What is drawn, in metres of EPSG:3035: from Iceland to Cyprus.
atlas.WINDOW = { left = 2.45e6, bottom = 1.3e6, right = 6.55e6, top = 5.5e6 }


local function shipped(name)
  local here = assert(package.searchpath("vane.show.atlas", package.path))
  return (here:gsub("lua/vane/show/atlas%.lua$", "datasets/regions/" .. name))
end


-- { id =, rings = } of a file's shapes, cut at the window and thinned to
-- `least` metres.
function atlas.shapes(path, least, object)
  local w = atlas.WINDOW
  return geometry.read(path, object, w.left, w.bottom, w.right, w.top, least)
end


function atlas.outlines(least)
  return atlas.shapes(shipped "europe_outline.topojson", least)
end


-- ---- regions ----

local places  -- code -> version -> { x =, y =, name =, overseas = }

local function read_places()
  places = {}
  local f = frame.read(shipped "nuts2.csv")
  for row in f:each() do
    local x, y = geometry.project(row.lon, row.lat)
    places[row.code] = places[row.code] or {}
    places[row.code][row.version] = { x = x, y = y, name = row.name,
      overseas = row.overseas == 1 }
  end
end


-- The version that most of the codes belong to; of several the latest.
local function version_of(codes)
  local counts, best = {}, nil
  for _, code in ipairs(codes) do
    for version in pairs(places[code] or {}) do
      counts[version] = (counts[version] or 0) + 1
    end
  end
  for version, n in pairs(counts) do
    if not best or n > counts[best] or n == counts[best] and version > best then
      best = version
    end
  end
  return best
end


local function nearest_version(by_version, version)
  local best
  for other in pairs(by_version) do
    if not best or math.abs(other - version) < math.abs(best - version) then
      best = other
    end
  end
  return best
end


-- Where codes lie: { [code] = place }, the version of most of them, how many
-- are of another version, and a list of those that are nowhere.
function atlas.locate(codes, version)
  if not places then read_places() end
  version = version or version_of(codes)
  local found, nowhere, others = {}, {}, 0
  for _, code in ipairs(codes) do
    local by_version = places[code]
    if by_version and version then
      local used = by_version[version] and version
        or nearest_version(by_version, version)
      found[code] = by_version[used]
      if used ~= version then others = others + 1 end
    elseif code ~= "-" then
      nowhere[#nowhere + 1] = code
    end
  end
  return found, version, others, nowhere
end


-- Raises unless the version is one that the list of regions has.
function atlas.check_version(word, version)
  if not places then read_places() end
  local known = {}
  for _, by_version in pairs(places) do
    for each in pairs(by_version) do known[each] = true end
  end
  if version and not known[version] then
    local list = {}
    for each in pairs(known) do list[#list + 1] = each end
    table.sort(list)
    fail("%s: option 'version' should be one of %s, found %s", word,
      table.concat(list, ", "), tostring(version))
  end
end


return atlas
