-- The picture of a roadmap as a frame: lanes, ticks of the time line, boxes of
-- items and the ways of links, from which it is drawn.

local base = require "vane.core.base"
local check = require "vane.base.check"
local core = require "vane.core.roadmap"
local fail = require "vane.base.fail"
local lanes = require "vane.study.roadmap.lanes"
local time_of = require "vane.study.roadmap.time"
local typed = require "vane.study.typed"

local na = base.na
local MOST_TICKS = 12

local COLUMNS = { "part", "name", "lane", "row", "x", "y", "width", "height",
  "bar_x", "bar_width", "label", "path", "kind", "certainty", "scenarios",
  "group" }

local TYPES = { part = "text", name = "text", lane = "text", row = "integer",
  x = "number", y = "number", width = "number", height = "number",
  bar_x = "number", bar_width = "number", label = "text", path = "text",
  kind = "text", certainty = "text", scenarios = "text", group = "text" }


-- ---- the time line ----

-- Where a year stands, from 0 to the width of the time line.
local function scale_of(m, width)
  local from, years = m.horizon[1], m.horizon[2] + 1 - m.horizon[1]
  return function(year)
    return (math.max(0, math.min(1, (year - from) / years)) * width)
  end
end


-- An open end is drawn as one year.
local function span_of(item)
  local from = item.from > -math.huge and item.from or item.to - 1
  return from, item.to < math.huge and item.to or from + 1
end


-- ---- the parts ----

local function new_parts()
  local c = {}
  for _, name in ipairs(COLUMNS) do c[name] = {} end
  return c, function(part)
    local k = #c.part + 1
    for _, name in ipairs(COLUMNS) do
      c[name][k] = part[name] == nil and na or part[name]
    end
  end
end


local function add_lanes(add, picture)
  for i, lane in ipairs(picture.lanes) do
    add { part = "lane", name = lanes[i].title, lane = lanes[i].name, x = 0,
      row = lane.row, y = lane.y, width = picture.width, height = lane.height,
      label = lanes[i].title }
  end
end


local function add_tick(add, picture, kind, at, label)
  add { part = kind, name = label, x = picture.left + at, y = 0, width = 0,
    height = picture.height, label = label }
end


local function add_ticks(add, m, picture, place)
  local years = m.horizon[2] - m.horizon[1] + 1
  local step = math.max(1, math.ceil(years / MOST_TICKS))
  for year = m.horizon[1], m.horizon[2], step do
    add_tick(add, picture, "tick", place(year), tostring(year))
  end
  if m.now then add_tick(add, picture, "now", place(m.now.at), m.now.text) end
end


local function add_items(add, drawn, picture, place)
  for i, item in ipairs(drawn) do
    local box, from, to = picture.boxes[i], span_of(item)
    add { part = "item", name = item.name, lane = lanes[item.lane].name,
      row = box.row, x = box.x, y = box.y, width = box.width,
      height = box.height, bar_x = picture.left + place(from),
      bar_width = place(to) - place(from), label = box.label,
      kind = item.kind, certainty = item.certainty,
      scenarios = item.scenarios[1] and table.concat(item.scenarios, "; "),
      group = item.group[1] and table.concat(item.group, "; ") }
  end
end


local function add_links(add, drawn, links, picture)
  for k, path in ipairs(picture.paths) do
    local from, to = drawn[links[2 * k - 1]], drawn[links[2 * k]]
    add { part = "link", name = ("%s > %s"):format(from.name, to.name),
      path = path }
  end
end


-- ---- the whole ----

-- The items that have a time within the horizon, and the links among them, as
-- a flat list of their places.
local function drawn_of(m)
  local drawn, place, links = {}, {}, {}
  for i, item in ipairs(m.items) do
    if item.from and item.to > m.horizon[1] and item.from < m.horizon[2] + 1 then
      drawn[#drawn + 1] = item
      place[i] = #drawn
    end
  end
  for _, link in ipairs(m.links) do
    if place[link[1]] and place[link[2]] then
      links[#links + 1] = place[link[1]]
      links[#links + 1] = place[link[2]]
    end
  end
  return drawn, links
end


local function placed(drawn, links, place, opts)
  local lane, from, to, label = {}, {}, {}, {}
  for i, item in ipairs(drawn) do
    local first, last = span_of(item)
    lane[i], label[i] = item.lane, item.name
    from[i], to[i] = place(first), place(last)
  end
  return core.place(lane, from, to, label, #lanes, links, opts.width, opts.size,
    opts.widest)
end


local options = {
  width  = { kind = "number", default = 960 },
  size   = { kind = "number", default = 12 },
  widest = { kind = "number", default = 150 },
  now    = { kind = { "string", "integer" } },
}


local function check_sizes(opts)
  for _, name in ipairs { "width", "size", "widest" } do
    if not (opts[name] >= 1 and opts[name] <= 1e6) then
      fail("geometry: option '%s' should be from 1 to 1000000, found %s", name,
        tostring(opts[name]))
    end
  end
end


local function now_of(given)
  if given == nil then return nil end
  local time = time_of(given)
  if not time or time[1] == -math.huge then
    fail("geometry: 'now' should be a time such as \"2026-11\", found \"%s\"",
      tostring(given))
  end
  return { at = time[1], text = tostring(given) }
end


-- Of a roadmap's items, links and horizon, with the options of r:geometry.
return function(m, given)
  local opts = check("geometry", given, options)
  check_sizes(opts)
  local drawn, links = drawn_of(m)
  local place, c, add = scale_of(m, opts.width), new_parts()
  local picture = placed(drawn, links, place, opts)
  add_lanes(add, picture)
  add_ticks(add, { horizon = m.horizon, now = now_of(opts.now) }, picture, place)
  add_items(add, drawn, picture, place)
  add_links(add, drawn, links, picture)
  local columns = {}
  for k, name in ipairs(COLUMNS) do columns[k] = { name, c[name] } end
  return typed(columns, TYPES, m.source)
end
