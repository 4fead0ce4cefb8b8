-- Regions on the map of Europe: bubbles at their middles, or their areas
-- coloured when the analyst has a file of boundaries; links between them.

local atlas = require "vane.show.atlas"
local base = require "vane.core.base"
local colour = require "vane.show.colour"
local legend = require "vane.show.legend"
local letters = require "vane.show.letters"
local links = require "vane.show.region_links"
local names = require "vane.show.names"
local picture = require "vane.show.picture"
local read = require "vane.show.regions_read"
local sizes = require "vane.show.sizes"

local LARGEST, SMALLEST = 22, 2  -- radius of bubbles, pixels
local ALIKE = 6                  -- radius of bubbles that say no value
local FINE = 2                   -- pixels: what outlines are thinned to
local MOST_NAMES = 25
local INSET = 76                 -- pixels, of an overseas region


-- ---- places ----

-- Metres to pixels.
local function projection(width)
  local w = atlas.WINDOW
  local k = width / (w.right - w.left)
  return function(x, y) return (x - w.left) * k, (w.top - y) * k end,
    (w.top - w.bottom) * k, 1 / k
end


local function steps_of(rings, to)
  local steps = {}
  for _, ring in ipairs(rings) do
    for k = 1, #ring, 2 do
      local x, y = to(ring[k], ring[k + 1])
      steps[#steps + 1] = { k == 1 and "M" or "L", x, y }
    end
    steps[#steps + 1] = { "Z" }
  end
  return steps
end


-- ---- drawing ----

local function draw_ground(s, to, metres)
  for _, shape in ipairs(atlas.outlines(FINE * metres)) do
    local steps = steps_of(shape.rings, to)
    if #steps > 0 then
      s:path { steps = steps, fill = s.style.on_paper and "faint" or nil,
        stroke = "rule", weight = 0.8 }
    end
  end
end


local function tip_of(c, i, place)
  local words = { ("%s (%s)"):format(place and place.name or c.codes[i], c.codes[i]) }
  if c.value_title then
    words[2] = ("%s: %s"):format(c.value_title, base.is_na(c.values[i]) and "missing"
      or letters.number(c.values[i]))
  end
  if c.groups then
    words[#words + 1] = ("%s: %s"):format(c.group_title, c.groups[c.group_of[i]])
  end
  return table.concat(words, "\n")
end


local function role_of(c, i)
  if c.group_of then return colour.of_category(c.group_of[i]) end
  return "series0"
end


-- Where a value lies from the lowest to the highest, 0 to 1, or among all values.
local function part_of(c, value)
  if not c.sorted then return (value - c.low) / math.max(1e-300, c.high - c.low) end
  local low, high = 0, #c.sorted  -- how many values are below it
  while low < high do
    local middle = (low + high) // 2
    if c.sorted[middle + 1] < value then low = middle + 1 else high = middle end
  end
  return low / math.max(1, #c.sorted)
end


-- Areas, where the analyst gave boundaries.
local function draw_areas(s, c, to, metres)
  local index = {}
  for i, code in ipairs(c.codes) do index[code] = i end
  for _, shape in ipairs(atlas.shapes(c.boundaries, FINE * metres, c.object)) do
    local i, steps = index[shape.id], steps_of(shape.rings, to)
    if #steps > 0 then
      local missing = not i or base.is_na(c.values[i])
      s:path { steps = steps, stroke = "paper", weight = 0.5, key = shape.id,
        tip = i and tip_of(c, i, c.places[shape.id]),
        fill = missing and "faint" or c.group_of and role_of(c, i)
          or colour.of_part(part_of(c, c.values[i])) }
    end
  end
end


local function radius_of(c, value)
  if not c.value_title then return ALIKE end
  local part = math.max(0, value) / math.max(1e-300, c.high)
  return math.max(SMALLEST, LARGEST * math.sqrt(part))
end


-- Bubbles, the largest first; those overseas are kept for their insets.
local function draw_bubbles(s, c, to)
  local points, overseas = {}, {}
  for i, code in ipairs(c.codes) do
    local place = c.places[code]
    if place and not base.is_na(c.values[i]) then
      local p = { r = radius_of(c, c.values[i]), name = place.name, key = code, i = i,
        place = place }
      p.x, p.y = to(place.x, place.y)
      local list = place.overseas and overseas or points
      list[#list + 1] = p
    end
  end
  local function larger(a, b)
    if a.r ~= b.r then return a.r > b.r end
    return a.key < b.key
  end
  table.sort(points, larger)
  table.sort(overseas, larger)
  for _, p in ipairs(points) do
    s:circle { x = p.x, y = p.y, r = p.r, fill = role_of(c, p.i), alpha = 0.75,
      stroke = "paper", key = p.key, tip = tip_of(c, p.i, p.place) }
  end
  return points, overseas
end


-- Regions whose bubbles, or areas, stand on the map.
local function with_bubble(c)
  local set = {}
  for i, code in ipairs(c.codes) do
    if c.boundaries or not base.is_na(c.values[i]) then set[code] = true end
  end
  return set
end


-- What an inset's box has room for: cut short, two names may be the same.
local function name_in_box(s, p)
  local fits = s.style.measure(p.name, s.style.small) <= INSET - 4
  return fits and p.name or p.key
end


-- Regions outside the map of Europe, each in a box of its own below it.
local function draw_insets(s, c, overseas, y)
  local x = 0
  for _, p in ipairs(overseas) do
    if x + INSET > s.width then x, y = 0, y + INSET + s.style.gap end
    if s.style.on_paper then
      s:rect { x = x, y = y, w = INSET, h = INSET, stroke = "rule", round = 3 }
    end
    s:circle { x = x + INSET / 2, y = y + INSET / 2 - 8, r = p.r, fill = role_of(c, p.i),
      alpha = 0.75, key = p.key, tip = tip_of(c, p.i, p.place) }
    s:text { x = x + INSET / 2, y = y + INSET - s.style.line / 2, text = name_in_box(s, p),
      anchor = "middle", size = s.style.small, room = INSET - 4 }
    x = x + INSET + s.style.gap
  end
  return #overseas > 0 and y + INSET + s.style.gap or y
end


local function draw_ramp(s, c, y)
  local w = 24
  for step = 0, colour.N_STEPS - 1 do
    s:rect { x = step * w, y = y + 4, w = w, h = 8, fill = "ramp" .. step }
  end
  s:text { x = colour.N_STEPS * w + s.style.gap, y = y + s.style.line / 2,
    size = s.style.small, fill = "soft", room = s.width - colour.N_STEPS * w,
    text = ("%s: %s to %s%s"):format(c.value_title, letters.number(c.low),
      letters.number(c.high), c.sorted and ", as many regions in each colour" or "") }
  return y + s.style.line
end


local function draw(s, c)
  local to, height, metres = projection(s.width)
  draw_ground(s, to, metres)
  local y = height + s.style.gap
  if c.boundaries then
    draw_areas(s, c, to, metres)
    links.draw(s, c.links, c.places, to, with_bubble(c))
    if not c.group_of then y = draw_ramp(s, c, y) end
  else
    links.draw(s, c.links, c.places, to, with_bubble(c))
    local points, overseas = draw_bubbles(s, c, to)
    names(s, points, 0, height, MOST_NAMES, true)
    y = draw_insets(s, c, overseas, y)
    if c.value_title then
      y = sizes(s, c.value_title, c.low, c.high, function(v) return radius_of(c, v) end, y)
    end
  end
  return legend(s, c.groups, links.key(s, c.links, y), c.group_title)
end


-- ---- the declaration ----

local options = {
  region     = { kind = "string", needed = true },
  value      = { kind = "string" },
  group      = { kind = "string" },
  version    = { kind = "integer" },
  boundaries = { kind = "string" },
  object     = { kind = "string" },
  levels     = { one_of = { "even", "quantiles" }, default = "even" },
  links      = { kind = "frame" },
}


--- map.regions(frame, { region =, value =, group =, ... }) -> chart
---   Regions of Europe (NUTS 2) by what they hold: bubbles at their middles
---   on the outlines of countries or, with a file of boundaries, coloured
---   areas. Overseas regions stand in insets. Codes of every version of NUTS
---   from 2003 to 2024 are known; the version of most of them is found, and
---   codes that are in none are listed below.
---   region      column of codes; each stands once
---   value       column of numbers; left out: regions differ by group alone
---   group       column by which regions have colours, such as communities;
---               so is a `value` of texts
---   version     of NUTS; left out: that of most codes
---   boundaries  path of a GeoJSON or TopoJSON file whose shapes have codes;
---               Eurostat's are not free to pass on, and the notice that
---               they want is written below
---   object      which object of a TopoJSON file
---   levels      of the areas' colours: "even" steps from the lowest to the
---               highest value, or "quantiles": as many regions in each
---   links       frame of from, to and value, not below 0: curves between
---               regions, the 150 heaviest, those of the same ends added up;
---               an end may be a region that is no row of the frame
---   title, subtitle, notes, width as in chart.heat
---   Raises when a region stands twice, none has a value, none is known, or a
---   bubble or a link is below 0.
---   Source of the projection: EPSG Guidance Note 7-2, method 9820.
---
---   > f = frame{ nuts2 = {"DE21", "FR10"}, patents = {120, 90} }
---   > map.regions(f, { region = "nuts2", value = "patents" }).kind
---   regions
local function regions(f, opts)
  f, opts = picture.options("map.regions", f, opts, options)
  return picture.make("regions", read(f, opts), draw)
end


return { regions = regions }
