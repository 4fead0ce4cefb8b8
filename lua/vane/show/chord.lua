-- Flows around a circle: each thing has an arc as long as all that leaves and
-- reaches it, and ribbons go across from where a flow begins to where it ends.

local base = require "vane.core.base"
local check = require "vane.base.check"
local circles = require "vane.show.circle"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local heaviest = require "vane.show.heaviest"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local spread = require "vane.show.spread"

local at, add_arc, add_across = circles.at, circles.add_arc, circles.add_across

local MOST = 60          -- ribbons, the heaviest
local MOST_ARCS = 40     -- things round the circle
local FEW = 16           -- ribbons on a terminal
local NAME_SHARE = 0.27  -- of the width, at most, for names on either side
local LARGEST = 210      -- radius, pixels
local RING = 12          -- pixels across
local SHORT = 5          -- pixels that a ribbon stops before the ring it goes to
local BETWEEN = 0.14     -- of the circle, at most, for gaps between arcs


-- ---- places ----

-- Where arcs and the ends of ribbons lie. On an arc ribbons leave and arrive in
-- the order of their other ends, so that few of them cross.
local function place(c)
  local n = #c.arcs
  local gap = n > 1 and math.min(0.05, BETWEEN / n) * 2 * math.pi or 0
  local scale, angle = (2 * math.pi - n * gap) / c.total, 0
  for _, arc in ipairs(c.arcs) do
    arc.from, arc.to = angle, angle + arc.sum * scale
    angle = arc.to + gap
    local ends = arc.ends
    table.sort(ends, function(a, b)
      local da, db = (a.other - arc.i) % n, (b.other - arc.i) % n
      if da ~= db then return da > db end
      return a.is_start and not b.is_start
    end)
    local place_now = arc.from
    for _, e in ipairs(ends) do
      e.from, e.to = place_now, place_now + e.value * scale
      place_now = e.to
    end
  end
end


-- ---- drawing ----

local function draw_ribbons(s, c, circle)
  for i, band in ipairs(c.bands) do
    local role = colour.of_category(band.from)
    if s.style.on_paper then
      s:path { steps = circles.ribbon(circle, band.start, band.finish), fill = role, alpha = 0.5,
        tip = band.tip, key = c.arcs[band.from].name, near = { c.arcs[band.to].name } }
    elseif i <= FEW then
      local x, y = at(circle, (band.start.from + band.start.to) / 2, circle.r)
      local x2, y2 = at(circle, (band.finish.from + band.finish.to) / 2, circle.r)
      local steps = { { "M", x, y } }
      add_across(steps, circle, x, y, x2, y2)
      s:path { steps = steps, stroke = role }
    end
  end
end


local function draw_arc(s, circle, arc)
  local role, outer = colour.of_category(arc.i), circle.r + RING
  local x, y = at(circle, arc.from, circle.r + 2)
  local steps = { { "M", x, y } }
  if not s.style.on_paper then
    add_arc(steps, circle, arc.from, arc.to, circle.r)
    s:path { steps = steps, stroke = role }
    return
  end
  add_arc(steps, circle, arc.from, arc.to, circle.r + 2)
  local x2, y2 = at(circle, arc.to, outer)
  steps[#steps + 1] = { "L", x2, y2 }
  add_arc(steps, circle, arc.to, arc.from, outer)
  steps[#steps + 1] = { "Z" }
  s:path { steps = steps, fill = role, tip = arc.tip, key = arc.name, near = arc.near }
end


-- Names stand beside the circle, moved apart, each with a line to its arc.
local function draw_names(s, c, circle, height)
  local sides = { {}, {} }
  for _, arc in ipairs(c.arcs) do
    local middle = (arc.from + arc.to) / 2
    local x, y = at(circle, middle, circle.r + RING)
    local item = { name = arc.name, arc = arc, x = x, at = y, angle = middle }
    table.insert(sides[middle < math.pi and 1 or 2], item)
  end
  for side, items in ipairs(sides) do
    spread(items, s.style.line, height)
    local is_right = side == 1
    local edge = circle.x + (is_right and 1 or -1) * (circle.r + RING + 2 * s.style.gap)
    for _, item in ipairs(items) do
      if s.style.on_paper then
        local x, y = at(circle, item.angle, circle.r + RING + 4)
        s:path { stroke = "rule", steps = { { "M", item.x, item.at }, { "L", x, y },
          { "L", edge - (is_right and 3 or -3), item.y } } }
      end
      s:text { x = edge, y = item.y, text = item.name, size = s.style.small,
        anchor = is_right and "start" or "end", key = item.name, near = item.arc.near,
        tip = item.arc.tip, fill = not s.style.on_paper and colour.of_category(item.arc.i)
          or nil, room = is_right and s.width - edge or edge }
    end
  end
end


local function draw(s, c)
  local widest = 0
  for _, arc in ipairs(c.arcs) do
    widest = math.max(widest, s.style.measure(arc.name, s.style.small))
  end
  local side = math.min(widest, NAME_SHARE * s.width) + 2 * s.style.gap + RING
  local r = math.max(40, math.min(LARGEST, s.width / 2 - side))
  local height = 2 * (r + RING + s.style.line / 2)
  local per_side = math.ceil(#c.arcs / 2) + 1
  height = math.max(height, per_side * s.style.line)
  height = math.ceil(height / s.style.ROW) * s.style.ROW
  local circle = { x = s.width / 2, y = height / 2, r = r }
  draw_ribbons(s, c, circle)
  for _, arc in ipairs(c.arcs) do draw_arc(s, circle, arc) end
  draw_names(s, c, circle, height)
  return height
end


-- ---- the declaration ----

local options = {
  from  = { kind = "string", default = "from" },
  to    = { kind = "string", default = "to" },
  value = { kind = "string" },
  most  = { kind = "integer", default = MOST, least = 1 },
}


-- The flows of a frame or of a matrix, and the names in their order.
local function read(noun, opts)
  local list, order, number = {}, {}, {}
  local function add(from, to, value)
    if base.is_na(value) or value == 0 then return end
    if value < 0 then
      fail("chart.chord: what goes from \"%s\" to \"%s\" is %g; a flow is not below 0",
        from, to, value)
    end
    list[#list + 1] = { from = from, to = to, value = value }
  end
  local function know(name)
    if not number[name] then
      order[#order + 1] = name
      number[name] = #order
    end
  end
  if check.kind_of(noun) == "matrix" then
    local cells, rows, cols = noun:cells(), noun.rows, noun.cols
    for _, name in ipairs(rows) do know(name) end
    for _, name in ipairs(cols) do know(name) end
    for i, row in ipairs(cells) do
      for j, value in ipairs(row) do add(rows[i], cols[j], value) end
    end
    return list, order
  end
  columns.check_frame("chart.chord", noun)
  columns.check("chart.chord", noun, opts, { from = "any", to = "any", value = "number" })
  local from, to = columns.texts(noun, opts.from), columns.texts(noun, opts.to)
  local values = opts.value and noun:column(opts.value)
  for i = 1, noun.n_rows do
    know(from[i])
    know(to[i])
    add(from[i], to[i], values and values[i] or 1)
  end
  return list, order
end


-- One flow for each two things, those inside one left out; of a symmetric
-- matrix one for both ways.
local function merged(list)
  local bands, of, inside, back = {}, {}, 0, {}
  for _, flow in ipairs(list) do
    local key = flow.from .. "\0" .. flow.to
    if flow.from == flow.to then
      inside = inside + flow.value
    elseif of[key] then
      of[key].value = of[key].value + flow.value
    else
      of[key] = { from = flow.from, to = flow.to, value = flow.value }
      bands[#bands + 1] = of[key]
    end
  end
  local symmetric = #bands > 0
  for _, band in ipairs(bands) do
    local other = of[band.to .. "\0" .. band.from]
    if not other or other.value ~= band.value then symmetric = false end
  end
  if not symmetric then return bands, inside, false end
  local half = {}
  for _, band in ipairs(bands) do
    if not back[band.to .. "\0" .. band.from] then
      half[#half + 1] = band
      back[band.from .. "\0" .. band.to] = true
    end
  end
  return half, inside, true
end


-- The arcs in their order, with the ends of their ribbons.
local function fill(c, bands, order, symmetric)
  local arcs, total = {}, 0
  c.arcs, c.bands = {}, bands
  for _, band in ipairs(bands) do arcs[band.from], arcs[band.to] = true, true end
  for _, name in ipairs(order) do
    if arcs[name] then
      local arc = { name = name, i = #c.arcs + 1, sum = 0, out = 0, into = 0, ends = {},
        near = {} }
      c.arcs[arc.i], arcs[name] = arc, arc
    end
  end
  for _, band in ipairs(bands) do
    local a, b = arcs[band.from], arcs[band.to]
    band.tip = ("%s %s %s: %s"):format(a.name, symmetric and "–" or "→", b.name,
      letters.number(band.value))
    band.start = { value = band.value, other = b.i, is_start = true }
    band.finish = { value = band.value, other = a.i, short = not symmetric and SHORT or 0 }
    band.from, band.to = a.i, b.i
    table.insert(a.ends, band.start)
    table.insert(b.ends, band.finish)
    a.sum, b.sum, total = a.sum + band.value, b.sum + band.value, total + 2 * band.value
    a.out, b.into = a.out + band.value, b.into + band.value
    table.insert(a.near, b.name)
    table.insert(b.near, a.name)
  end
  for _, arc in ipairs(c.arcs) do
    arc.tip = symmetric and ("%s: %s"):format(arc.name, letters.number(arc.sum))
      or ("%s: %s out, %s in"):format(arc.name, letters.number(arc.out),
        letters.number(arc.into))
  end
  c.total = total
end


local function table_of(bands, source)
  local from, to, value = {}, {}, {}
  for i, band in ipairs(bands) do
    from[i], to[i], value[i] = band.from, band.to, band.value
  end
  return frame({ { "from", from }, { "to", to }, { "value", value } }, { source = source,
    types = { from = "text", to = "text", value = "number" } })
end


--- chart.chord(matrix or frame, { from =, to =, value =, ... }) -> chart
---   Flows around a circle, as between sectors: an arc for each thing, as long
---   as all that leaves and reaches it, and ribbons across, as wide as what
---   flows. A ribbon has the colour of where it comes from and stops just
---   before the arc it goes to; of a symmetric matrix it goes both ways.
---   Of a matrix rows give and columns take; of a frame
---   from, to   columns of names: "from" and "to" when not said
---   value      column of numbers, not below 0; left out: each row counts 1
---   most       ribbons at most, the heaviest: 60; what others carry is said
---   title, subtitle, notes, width as in chart.heat
---   Flows inside one thing are counted below. Raises when a value is below 0,
---   nothing flows, or there are more than 40 arcs.
---
---   > m = matrix.of({"MT", "LS"}, {"MT", "LS"}, {{0, 3}, {1, 0}})
---   > chart.chord(m).kind
---   chord
local function chord(noun, opts)
  noun, opts = picture.options("chart.chord", noun, opts, options)
  local list, order = read(noun, opts)
  local bands, inside, symmetric = merged(list)
  if #bands == 0 then
    fail "chart.chord: nothing flows between two things; every value is 0 or missing"
  end
  local notes = picture.notes(opts, noun)
  local rest, n_rest = heaviest(bands, opts.most)
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = notes, table = table_of(bands, noun.source) }
  fill(c, bands, order, symmetric)
  if #c.arcs > MOST_ARCS then
    fail("chart.chord: %d arcs cannot be told apart; at most %d, as with most = 20",
      #c.arcs, MOST_ARCS)
  end
  place(c)
  if inside > 0 then
    table.insert(notes, 1, ("%s inside one of them is not drawn"):format(
      letters.number(inside)))
  end
  if n_rest > 0 then
    table.insert(notes, 1, ("%d smaller flows, %s together, are not drawn"):format(n_rest,
      letters.number(rest)))
  end
  if not symmetric then
    table.insert(notes, 1, "Ribbons have the colour of where they come from")
  end
  c.about = ("%d flows between %d things round a circle"):format(#bands, #c.arcs)
  return picture.make("chord", c, draw)
end


return { chord = chord, place = place }
