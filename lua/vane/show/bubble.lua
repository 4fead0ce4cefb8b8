-- Points in a plane with two axes: bubbles of a portfolio, and the quadrants
-- that lines cut it into.

local base = require "vane.core.base"
local check = require "vane.base.check"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local legend = require "vane.show.legend"
local letters = require "vane.show.letters"
local names = require "vane.show.names"
local picture = require "vane.show.picture"
local scale = require "vane.show.scale"
local sizes = require "vane.show.sizes"
local subject = require "vane.base.subject"

local MOST = 5000            -- points
local LARGEST, DOT = 26, 4   -- radius in pixels: of the largest, without sizes
local SHAPE = 0.62           -- height over width
local PIXELS_A_TICK = 90


-- ---- drawing ----

local function draw_axes(s, c, x, y, at)
  for _, tick in ipairs(x.ticks) do
    local place = x.at(tick.value)
    if s.style.on_paper then
      s:line { x = place, y = 0, x2 = place, y2 = at.bottom, stroke = "rule" }
    end
    s:text { x = place, y = at.bottom + s.style.line / 2, text = tick.text,
      anchor = "middle", size = s.style.small, fill = "soft" }
  end
  for _, tick in ipairs(y.ticks) do
    local place = y.at(tick.value)
    if s.style.on_paper then
      s:line { x = at.left, y = place, x2 = s.width, y2 = place, stroke = "rule" }
    end
    s:text { x = at.left - s.style.gap, text = tick.text,
      y = math.min(place, at.bottom - s.style.rise),
      anchor = "end", size = s.style.small, fill = "soft" }
  end
  s:text { x = s.width, y = at.bottom + 1.5 * s.style.line, text = c.x_title .. " →",
    anchor = "end", size = s.style.small, room = s.width }
  s:text { x = 0, y = -s.style.line / 2, text = "↑ " .. c.y_title,
    size = s.style.small, room = s.width }
end


-- The lines of the quadrants, and what the quadrants are called.
local function draw_quadrants(s, c, x, y, at)
  local q = c.quadrants
  if not q then return end
  local across, down = x.at(q.x), y.at(q.y)
  s:line { x = across, y = 0, x2 = across, y2 = at.bottom, stroke = "soft", dash = "4 3" }
  s:line { x = at.left, y = down, x2 = s.width, y2 = down, stroke = "soft", dash = "4 3" }
  local line, gap = s.style.line, s.style.gap
  for k, place in ipairs { { s.width - gap, line / 2, "end" },
    { at.left + gap, line / 2, "start" }, { at.left + gap, at.bottom - line / 2, "start" },
    { s.width - gap, at.bottom - line / 2, "end" } } do
    s:text { x = place[1], y = place[2], anchor = place[3], text = q[k] or "",
      fill = "soft", size = s.style.small, bold = true, halo = s.style.on_paper,
      room = (s.width - at.left) / 2 - 1.5 * gap }
  end
end


local function draw_points(s, c, x, y)
  local points = {}
  for i, name in ipairs(c.names) do
    local p = { x = x.at(c.x[i]), y = y.at(c.y[i]), r = c.radius[i], name = name,
      key = name }
    local words = { name, c.x_title .. ": " .. letters.number(c.x[i]),
      c.y_title .. ": " .. letters.number(c.y[i]) }
    if c.sizes then words[4] = c.size_title .. ": " .. letters.number(c.sizes[i]) end
    s:circle { x = p.x, y = p.y, r = p.r, alpha = 0.85, key = name,
      fill = colour.of_category(c.group_of and c.group_of[i] or 1), stroke = "paper",
      tip = table.concat(words, "\n") }
    points[i] = p
  end
  return points
end


local function draw(s, c)
  local height = math.floor(s.width * SHAPE / s.style.ROW) * s.style.ROW
  local edge = s.style.on_paper and c.widest or s.style.gap
  local at = { left = s.style.on_paper and 52 or 64, bottom = height }
  s:from(s.left, s.top + s.style.line)
  local x = scale.of(c.x)(c.range[1], c.range[2], at.left + edge, s.width - edge,
    (s.width - at.left) // PIXELS_A_TICK)
  -- The names of quadrants have a line of their own, above and below.
  local above = edge + (c.quadrants and s.style.line or 0)
  local y = scale.of(c.y)(c.range[3], c.range[4], height - above, above,
    math.max(2, height // PIXELS_A_TICK))
  draw_axes(s, c, x, y, at)
  draw_quadrants(s, c, x, y, at)
  local points = draw_points(s, c, x, y)
  if c.is_named then names(s, points, at.left, height) end
  local below = legend(s, c.groups, height + 2 * s.style.line, c.group_title)
  if c.sizes then
    below = sizes(s, c.size_title, c.smallest, c.largest, c.radius_of, below)
  end
  return below + s.style.line
end


-- ---- the declaration ----

local options = {
  name = { kind = "string" },
  x = { kind = "string", needed = true },
  y = { kind = "string", needed = true },
  size = { kind = "string" },
  group = { kind = "string" },
  quadrants = { kind = "table" },
}


-- Rows that have all their numbers, the largest bubbles first, so that small
-- ones stay visible on top.
local function complete(f, opts)
  local wanted = { opts.x, opts.y,
    opts.size ~= opts.x and opts.size ~= opts.y and opts.size or nil }
  local function is_whole(row)
    for _, name in pairs(wanted) do
      if base.is_na(row[name]) or math.abs(row[name]) == math.huge then return false end
    end
    return true
  end
  local kept = f:where(is_whole)
  if kept.n_rows == 0 then
    fail("chart.bubble: no row has all of its numbers (%s)", table.concat(wanted, ", "))
  end
  return opts.size and kept:sort("-" .. opts.size) or kept
end


local function reach_of(values)
  local least, most = math.huge, 0
  for _, size in ipairs(values) do
    if size < 0 then
      fail("chart.bubble: a bubble cannot have a size below 0, found %g", size)
    end
    least, most = math.min(least, size), math.max(most, size)
  end
  return least, most
end


local function add_radii(c, n)
  c.smallest, c.largest = reach_of(c.sizes or {})
  c.radius = {}
  function c.radius_of(size)
    if c.largest == 0 then return DOT end
    return math.max(1.5, LARGEST * math.sqrt(size / c.largest))
  end
  for i = 1, n do c.radius[i] = c.radius_of(c.sizes and c.sizes[i]) end
end


local function span(list, more)
  local low, high = math.huge, -math.huge
  for _, value in ipairs(list) do
    low, high = math.min(low, value), math.max(high, value)
  end
  if more then low, high = math.min(low, more), math.max(high, more) end
  return low, high
end


local function check_quadrants(q)
  if q and (type(q.x) ~= "number" or type(q.y) ~= "number") then
    fail("chart.bubble: 'quadrants' wants the place of both lines, as in "
      .. "quadrants = { x = 0.5, y = 0.5, \"stars\", \"hopes\", \"past\", \"cows\" }")
  end
end


-- What rows without names are called in their tips.
local function row_numbers(f)
  local list = {}
  for i = 1, f.n_rows do list[i] = "row " .. i end
  return list
end


--- chart.bubble(frame, { x =, y =, size =, name =, group =, ... }) -> chart
---   A point for each row: a portfolio when bubbles have sizes, a strategic
---   diagram or an impact/likelihood plane when lines cut it into quadrants.
---   Names are written where there is room for them; all stand in the tips.
---   x, y       columns of numbers
---   size       column of what the area of a bubble says, not below 0
---   name       column of names; left out: the first of texts, if any
---   group      column by which bubbles have colours
---   quadrants  { x =, y =, names of the upper right, upper left, lower left
---              and lower right quadrant }
---   title, subtitle, notes, width as in chart.heat
---   Rows without one of the numbers are counted below. Raises when none is
---   whole, a size is below 0, or there are more than 5,000.
---
---   > f = frame{ theme = {"a", "b"}, now = {1, 2}, later = {3, 1} }
---   > chart.bubble(f, { x = "now", y = "later" }).kind
---   bubble
local function bubble(f, opts)
  f, opts = picture.options("chart.bubble", f, opts, options)
  columns.check_frame("chart.bubble", f)
  opts.name = opts.name or columns.any_text(f)
  columns.check("chart.bubble", f, opts, { x = "number", y = "number",
    size = "number", name = "any", group = "any" })
  check_quadrants(opts.quadrants)
  local rows = complete(f, opts)
  if rows.n_rows > MOST then
    fail("chart.bubble: %d points cannot be told apart; draw at most %d, as in "
      .. "f:sort(\"-x\"):head(100)", rows.n_rows, MOST)
  end
  local q = opts.quadrants
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), table = rows, is_named = opts.name ~= nil,
    names = opts.name and columns.texts(rows, opts.name) or row_numbers(rows),
    x = rows:column(opts.x), y = rows:column(opts.y), x_title = opts.x,
    y_title = opts.y, sizes = opts.size and rows:column(opts.size),
    size_title = opts.size, quadrants = q, about = ("%d points by %s and %s"):format(
      rows.n_rows, opts.x, opts.y) }
  add_radii(c, rows.n_rows)
  c.widest = opts.size and LARGEST + 2 or DOT + 8
  if opts.group then c.group_of, c.groups = columns.numbers_of(rows, opts.group) end
  c.group_title = opts.group
  local low_x, high_x = span(c.x, q and q.x)
  c.range = { low_x, high_x, span(c.y, q and q.y) }
  if rows.n_rows < f.n_rows then
    table.insert(c.notes, 1, ("%d rows without a number are not drawn"):format(
      f.n_rows - rows.n_rows))
  end
  return picture.make("bubble", c, draw)
end


-- The frame of a frame, or of a result that declares such a picture, as
-- c:diagram{} does, with what that says of it; themes say it by their columns.
local function themes_of(noun)
  local d = picture.declared(noun, "bubbles")
  if d and d.quadrants then
    return d.frame, { title = d.title, x = d.x, y = d.y, size = d.size, name = d.name,
      quadrants = d.quadrants }
  end
  local has = check.kind_of(noun) == "frame" and noun.types or {}
  if has.centrality and has.density then
    return noun, { x = "centrality", y = "density", size = has.size and "size" }
  end
  return noun
end


-- The analyst's options, and those of the declaration that they leave out.
local function with_own(declared, opts)
  if not declared or opts ~= nil and type(opts) ~= "table" then return opts end
  for name, value in pairs(opts or {}) do declared[name] = value end
  return declared
end


--- chart.diagram(frame, { x =, y =, name =, quadrants =, ... }) -> chart
--- chart.diagram(result, { title =, ... }) -> chart
---   A plane of four quadrants, as strategic diagrams (centrality and
---   density of themes) and planes of impact and likelihood are: chart.bubble
---   with lines at the medians of both columns unless `quadrants` says where.
---   The result of c:diagram{} brings its columns and lines along, its themes
---   their columns.
---   Raises as chart.bubble does.
---
---   > f = frame{ theme = {"a", "b", "c"}, c = {1, 2, 5}, d = {4, 3, 1} }
---   > chart.diagram{ frame = f, x = "c", y = "d" }.kind
---   bubble
local function diagram(noun, opts)
  noun, opts = subject(noun, opts)
  local f, declared = themes_of(noun)
  f, opts = picture.options("chart.diagram", f, with_own(declared, opts), options)
  columns.check_frame("chart.diagram", f)
  columns.check("chart.diagram", f, opts, { x = "number", y = "number" })
  if not opts.quadrants then
    local middle = f:aggregate { x = "median " .. opts.x, y = "median " .. opts.y }
    local x, y = middle:get(1, "x"), middle:get(1, "y")
    opts.quadrants = not (base.is_na(x) or base.is_na(y)) and { x = x, y = y } or nil
  end
  return bubble(f, opts)
end


return { bubble = bubble, diagram = diagram }
