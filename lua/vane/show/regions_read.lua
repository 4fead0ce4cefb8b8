-- What a map of regions is to show, read and checked: where its regions lie, what
-- they hold, and what is said of those that have no place.

local atlas = require "vane.show.atlas"
local base = require "vane.core.base"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local links = require "vane.show.region_links"
local picture = require "vane.show.picture"

local COARSE = 20000  -- metres: what outlines are thinned to, to see whose they are
local NOTICE = "(c) EuroGeographics for the administrative boundaries"


-- Each region stands once; what several rows say cannot be drawn at one place.
local function check_once(codes)
  local seen = {}
  for _, code in ipairs(codes) do
    if seen[code] and code ~= "-" then
      fail("map.regions: region \"%s\" stands in several rows; add them up first, "
        .. "as in f:group(\"nuts2\"):aggregate{ value = \"sum value\" }", code)
    end
    seen[code] = true
  end
end


-- Ends of links that are no rows of the frame have places too.
local function add_ends(c, list)
  local found = atlas.locate(links.ends(list), c.version)
  for code, place in pairs(found) do c.places[code] = c.places[code] or place end
end


-- Raises when no code is a region's that has a place.
local function check_places(c, opts, nowhere)
  if opts.boundaries or next(c.places) then return end
  fail("map.regions: no code in \"%s\" is a region of NUTS 2, as \"DE21\" is; found %s",
    opts.region, #nowhere == 0 and "only missing ones"
      or "\"" .. table.concat(nowhere, "\", \"", 1, math.min(3, #nowhere)) .. "\"")
end


-- Raises when the file of boundaries has no shape of any region; says which it
-- lacks. Those overseas lie outside the map.
local function check_shapes(c, notes)
  if not c.boundaries then return end
  local has, lacking, overseas, n_found = {}, {}, {}, 0
  for _, shape in ipairs(atlas.shapes(c.boundaries, COARSE, c.object)) do
    if shape.id then has[shape.id] = true end
  end
  for i, code in ipairs(c.codes) do
    if not has[code] and not base.is_na(c.values[i]) then
      local place = c.places[code]
      local list = not place and {} or place.overseas and overseas or lacking
      list[#list + 1] = code
    elseif has[code] then
      n_found = n_found + 1
    end
  end
  if n_found == 0 then
    fail("map.regions: no shape in %s is of a region in the frame, such as \"%s\"",
      c.boundaries, c.codes[1])
  end
  for _, said in ipairs { { lacking, "Without a shape in the file" },
    { overseas, "Overseas, outside this map" } } do
    if #said[1] > 0 then
      notes[#notes + 1] = ("%s: %s"):format(said[2], table.concat(said[1], ", "))
    end
  end
end


local function sorted_of(c)
  local list = {}
  for i, value in ipairs(c.values) do
    if c.places[c.codes[i]] and not base.is_na(value) then list[#list + 1] = value end
  end
  table.sort(list)
  return list
end


local function reach(values)
  local low, high = math.huge, -math.huge
  for _, value in ipairs(values) do
    if not base.is_na(value) then
      low, high = math.min(low, value), math.max(high, value)
    end
  end
  return low, high
end


-- The column of values, or, where regions are told apart by communities alone, 1
-- for each that is in one.
local function values_of(f, opts)
  if opts.value then return f:column(opts.value) end
  local list = f:column(opts.group)
  for i, group in ipairs(list) do list[i] = base.is_na(group) and base.na or 1 end
  return list
end


-- A column of texts is one of communities. Raises when there is neither.
local function check_what(f, opts)
  if opts.value and not opts.group and f.types[opts.value] == "text" then
    opts.group, opts.value = opts.value, nil
  end
  if not (opts.value or opts.group) then
    fail("map.regions: needs the option 'value', a column of numbers, or 'group', one of "
      .. "communities")
  end
  columns.check("map.regions", f, opts, { region = "any", value = "number",
    group = "any" })
end


local function say_missing(notes, c, opts)
  local n = 0
  for i, code in ipairs(c.codes) do
    if c.places[code] and base.is_na(c.values[i]) then n = n + 1 end
  end
  if n > 0 and not opts.boundaries then
    notes[#notes + 1] = ("%d %s without a value %s not drawn"):format(n,
      n == 1 and "region" or "regions", n == 1 and "is" or "are")
  end
end


local function say_places(notes, c, opts, others, nowhere)
  say_missing(notes, c, opts)
  notes[#notes + 1] = ("Regions of NUTS %s%s; ETRS89-LAEA (EPSG:3035)"):format(
    c.version or "-", opts.boundaries and "" or " at their middles")
  if others > 0 then
    notes[#notes + 1] = ("%s of another version of NUTS"):format(
      others == 1 and "1 code is" or others .. " codes are")
  end
  if #nowhere > 0 then
    notes[#notes + 1] = ("%s in no version of NUTS 2: %s"):format(
      #nowhere == 1 and "1 code is" or #nowhere .. " codes are", table.concat(nowhere, ", "))
  end
  if opts.boundaries then notes[#notes + 1] = NOTICE end
end


local function check_values(c, opts)
  if not opts.boundaries and c.low < 0 then
    fail("map.regions: a bubble cannot be smaller than 0, found %g; areas can show it, with "
      .. "a file of boundaries", c.low)
  end
  if c.low > c.high then
    fail("map.regions: no region has a value in \"%s\"", c.what)
  end
end


-- Gives places to the regions and to the ends of links; says what has none.
local function place(c, opts)
  local list, n_inside, others, nowhere = {}, 0
  if opts.links then list, n_inside = links.read(opts.links) end
  c.places, c.version, others, nowhere = atlas.locate(c.codes, opts.version)
  add_ends(c, list)
  check_places(c, opts, nowhere)
  c.links = links.pick(list, c.places, n_inside, c.notes)
  say_places(c.notes, c, opts, others, nowhere)
  check_shapes(c, c.notes)
  return #nowhere
end


-- The declaration of the picture.
return function(f, opts)
  columns.check_frame("map.regions", f)
  check_what(f, opts)
  atlas.check_version("map.regions", opts.version)
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f, opts.links), table = f, codes = columns.texts(f, opts.region),
    values = values_of(f, opts), value_title = opts.value, group_title = opts.group,
    what = opts.value or opts.group, boundaries = opts.boundaries, object = opts.object }
  check_once(c.codes)
  c.low, c.high = reach(c.values)
  check_values(c, opts)
  local n_nowhere = place(c, opts)
  if opts.group then c.group_of, c.groups = columns.numbers_of(f, opts.group) end
  if opts.levels == "quantiles" then c.sorted = sorted_of(c) end
  c.about = ("a map of %d regions by %s"):format(f.n_rows - n_nowhere, c.what)
  return c
end
