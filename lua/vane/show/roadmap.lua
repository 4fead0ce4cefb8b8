-- The picture of a roadmap: four lanes over time, boxes with labels, and links
-- that go round them. Where everything stands is the roadmap's own geometry.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"

local GUTTER = 112  -- pixels for the names of lanes
local ARROW = 4     -- pixels
local BAR = 3       -- pixels: the time of an item, below its box
local DASH = "4 3"

local STROKES = { certain = "series0", uncertain = "series0",
  ["wild card"] = "series1" }


-- ---- drawing ----

local function draw_lane(s, row, i, left)
  if i % 2 == 1 then
    s:rect { x = 0, y = row.y, w = left + row.width, h = row.height, fill = "faint" }
  end
  local lines = letters.wrap(row.label, left - s.style.gap, s.style.measure,
    s.style.small, true, 3)
  for k, line in ipairs(lines) do
    s:text { x = s.style.gap / 2, y = row.y + k * s.style.line, text = line,
      size = s.style.small, bold = true }
  end
end


local function draw_tick(s, row, left)
  local is_now = row.part == "now"
  s:line { x = left + row.x, y = 0, x2 = left + row.x, y2 = row.height,
    stroke = is_now and "series1" or "rule" }
  s:text { x = left + row.x + 2, size = s.style.small, text = row.label,
    y = is_now and row.height + s.style.line / 2 or -s.style.line / 2,
    fill = is_now and "series1" or "soft" }
end


-- { { "M", x, y }, { "L", x, y }, ... } of "x,y x,y ..."
local function steps_of(path, left)
  local steps = {}
  for x, y in path:gmatch "(%S+),(%S+)" do
    steps[#steps + 1] = { #steps == 0 and "M" or "L", left + tonumber(x),
      tonumber(y) }
  end
  return steps
end


local function draw_link(s, row, left)
  local steps = steps_of(row.path, left)
  local x, y = steps[#steps][2], steps[#steps][3]
  s:path { stroke = "soft", steps = steps, tip = row.name, key = row.name }
  s:path { fill = "soft", steps = { { "M", x, y }, { "L", x - ARROW, y - ARROW / 2 },
    { "L", x - ARROW, y + ARROW / 2 }, { "Z" } } }
end


local function tip_of(row)
  local parts = { row.name }
  for _, name in ipairs { "kind", "certainty", "scenarios", "group" } do
    if not base.is_na(row[name]) then parts[#parts + 1] = row[name] end
  end
  return table.concat(parts, ", ")
end


local function draw_item(s, row, left, line)
  local stroke = STROKES[row.certainty]
  s:rect { x = left + row.x, y = row.y, w = row.width, h = row.height,
    fill = "paper", stroke = stroke, round = row.kind == "phase" and 0 or 6,
    dash = row.certainty == "uncertain" and DASH or nil, tip = tip_of(row),
    key = row.name }
  s:rect { x = left + row.bar_x, y = row.y + row.height - BAR, h = BAR,
    w = math.max(BAR, row.bar_width), fill = stroke, is_bar = true }
  -- On a terminal the lines of a label stand in rows that follow each other.
  local y, step = row.y + 0.4 * s.style.small + line / 2, s.style.on_paper and line or s.style.ROW
  for text in row.label:gmatch "[^\n]+" do
    s:text { x = left + row.x + 0.4 * s.style.small, y = y, text = text, size = s.style.small }
    y = y + step
  end
end


local function draw_key(s, y)
  local lines = letters.wrap("broken frame: uncertain · orange frame: wild card · "
    .. "bar: when · square: phase, round: milestone", s.width, s.style.measure,
    s.style.small)
  for k, text in ipairs(lines) do
    s:text { x = 0, y = y + k * s.style.line, size = s.style.small, fill = "soft",
      text = text }
  end
  return y + (#lines + 0.5) * s.style.line
end


-- Links lie above lanes and ticks, boxes above links.
local LAYERS = { lane = 1, tick = 2, now = 2, link = 3, item = 4 }


local function draw(s, c)
  local left, size = math.min(GUTTER, s.width / 4), s.style.small
  local room = math.max(2 * GUTTER, s.width - left) - 2 * 1.2 * size
  local f = c.roadmap:geometry { width = room, size = size, now = c.now }
  local layers = { {}, {}, {}, {} }
  for row in f:each() do table.insert(layers[LAYERS[row.part]], row) end
  s:from(s.left, s.top + s.style.line)
  local height = 0
  for i, row in ipairs(layers[1]) do
    draw_lane(s, row, i, left)
    height = math.max(height, row.y + row.height)
  end
  for _, row in ipairs(layers[2]) do draw_tick(s, row, left) end
  for _, row in ipairs(layers[3]) do draw_link(s, row, left) end
  for _, row in ipairs(layers[4]) do draw_item(s, row, left, 1.25 * size) end
  return s.style.line + draw_key(s, height + (c.now and s.style.line or 0))
end


-- ---- the declaration ----

--- chart.roadmap(roadmap, { now = , ... }) -> chart
---   A roadmap as a picture: lanes below each other, time from left to right,
---   boxes that never overlap, and links past them. Broken frames are
---   uncertain, orange ones wild cards; the bar below a box is its time. `now`
---   marks a time such as "2026-11". Items without a time are not drawn.
---   title, subtitle, notes, width as in chart.heat
---
---   > r = roadmap{ { "Data act", lane = "framework", time = 2027 } }
---   > chart.roadmap(r, { title = "To 2030" }).kind
---   roadmap
local function roadmap(r, opts)
  r, opts = picture.options("chart.roadmap", r, opts, {
    now = { kind = { "string", "integer" } } })
  if check.kind_of(r) ~= "roadmap" then
    fail("chart.roadmap: wants a roadmap, found %s", check.found(r))
  end
  r:geometry { now = opts.now }
  return picture.make("roadmap", { title = opts.title, subtitle = opts.subtitle,
    width = opts.width, notes = picture.notes(opts, r.items), roadmap = r,
    now = opts.now, table = r.items, about = ("%d items and %d links in four lanes")
      :format(r.n_items, r.n_links) }, draw)
end


return { roadmap = roadmap }
