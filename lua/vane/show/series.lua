-- Values over time: a line for each series, with a fan of intervals around it.

local base = require "vane.core.base"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local scale = require "vane.show.scale"

local MOST = 40        -- series
local SHAPE = 0.5      -- height over width
local NAME_SHARE = 0.3 -- of the width, at most, for the names at the lines' ends
local PIXELS_A_TICK = 70


-- ---- drawing ----

local function draw_axes(s, c, x, y, left, right, bottom)
  for _, tick in ipairs(y.ticks) do
    local place = y.at(tick.value)
    if s.style.on_paper then
      s:line { x = left, y = place, x2 = right, y2 = place, stroke = "rule" }
    end
    s:text { x = left - s.style.gap, y = math.min(place, bottom - s.style.rise),
      text = tick.text, anchor = "end", size = s.style.small, fill = "soft" }
  end
  for _, tick in ipairs(x.ticks) do
    s:text { x = x.at(tick.value), y = bottom + s.style.line / 2, text = tick.text,
      anchor = "middle", size = s.style.small, fill = "soft" }
  end
  s:text { x = 0, y = -s.style.line + (s.style.on_paper and 0 or s.style.line / 2),
    text = "↑ " .. c.y_title, size = s.style.small, room = s.width }
end


-- The steps of a line through the points that have a value; a missing one
-- breaks it.
local function way(points, x, y, field)
  local steps, pen = {}, "M"
  for _, p in ipairs(points) do
    if base.is_na(p[field]) then pen = "M"
    else
      steps[#steps + 1] = { pen, x.at(p.time), y.at(p[field]) }
      pen = "L"
    end
  end
  return steps
end


-- The points that follow each other without a missing limit, list by list.
local function stretches(points, fan)
  local list, open = {}, nil
  for _, p in ipairs(points) do
    if base.is_na(p[fan[1]]) or base.is_na(p[fan[2]]) then open = nil
    else
      if not open then
        open = {}
        list[#list + 1] = open
      end
      open[#open + 1] = p
    end
  end
  return list
end


-- Along the lower limits, and back along the upper ones.
local function around(points, fan, x, y, steps)
  local pen = "M"
  for _, p in ipairs(points) do
    steps[#steps + 1] = { pen, x.at(p.time), y.at(p[fan[1]]) }
    pen = "L"
  end
  for k = #points, 1, -1 do
    steps[#steps + 1] = { "L", x.at(points[k].time), y.at(points[k][fan[2]]) }
  end
  steps[#steps + 1] = { "Z" }
end


local function draw_fans(s, c, one, x, y, role)
  for _, fan in ipairs(c.fans) do
    local steps = {}
    for _, points in ipairs(stretches(one.points, fan)) do
      if #points > 1 then around(points, fan, x, y, steps) end
    end
    if s.style.on_paper and #steps > 0 then
      s:path { steps = steps, fill = role, alpha = 0.18, key = one.name,
        tip = ("%s: %s to %s"):format(one.name, fan[1], fan[2]) }
    end
  end
end


local function draw_line(s, one, x, y, role)
  local steps = way(one.points, x, y, "value")
  if #steps == 0 then return nil end
  s:path { steps = steps, stroke = role, weight = 2, key = one.name, tip = one.name }
  for _, p in ipairs(one.points) do
    if not base.is_na(p.value) and s.style.on_paper then
      s:circle { x = x.at(p.time), y = y.at(p.value), r = 2.6, fill = role,
        key = one.name, tip = ("%s, %s: %s"):format(one.name, letters.number(p.time),
          letters.number(p.value)) }
    end
  end
  return steps[#steps][3]
end


-- The names at the ends of their lines, pushed apart so that none covers
-- another.
local function name_lines(s, ends, right, bottom)
  table.sort(ends, function(a, b) return a.y < b.y end)
  local tall = s.style.line
  for k, e in ipairs(ends) do
    e.at = math.max(e.y, k > 1 and ends[k - 1].at + tall or tall / 2)
  end
  for k = #ends, 1, -1 do
    local most = k < #ends and ends[k + 1].at - tall or bottom - tall / 2
    ends[k].at = math.min(ends[k].at, most)
  end
  for _, e in ipairs(ends) do
    s:text { x = right + s.style.gap, y = e.at, text = e.name, fill = e.role,
      size = s.style.small, key = e.name, room = s.width - right - s.style.gap }
  end
end


local function width_of_names(s, c)
  local width = 0
  for _, one in ipairs(c.series) do
    width = math.max(width, s.style.measure(one.name, s.style.small))
  end
  return math.min(width + 2 * s.style.gap, NAME_SHARE * s.width)
end


local function draw(s, c)
  local bottom = math.floor(SHAPE * s.width / s.style.ROW) * s.style.ROW
  if #c.series * s.style.line > bottom then bottom = #c.series * s.style.line end
  local left, right = s.style.on_paper and 56 or 64, s.width - width_of_names(s, c)
  local head = s.style.on_paper and 1.5 * s.style.line or s.style.line
  s:from(s.left, s.top + head)
  local y = c.scale(c.low, c.high, bottom, 0, math.max(2, bottom // PIXELS_A_TICK),
    true)
  local x = c.time_scale(c.first, c.last, left + s.style.gap, right - s.style.gap,
    (right - left) // PIXELS_A_TICK)
  draw_axes(s, c, x, y, left, right, bottom)
  local ends = {}
  for i, one in ipairs(c.series) do
    local role = colour.of_category(i)
    draw_fans(s, c, one, x, y, role)
    local finish = draw_line(s, one, x, y, role)
    if finish then ends[#ends + 1] = { name = one.name, y = finish, role = role } end
  end
  name_lines(s, ends, right, bottom)
  return bottom + head + s.style.line
end


-- ---- the declaration ----

local options = {
  time  = { kind = "string", needed = true },
  value = { kind = "string", needed = true },
  group = { kind = "string" },
  fans  = { kind = "table" },
  low   = { kind = "string" },
  high  = { kind = "string" },
  unit  = { kind = "string" },
}


-- Pairs of columns, the widest interval first.
local function fans_of(opts)
  local fans = {}
  for _, fan in ipairs(opts.fans or {}) do fans[#fans + 1] = fan end
  if opts.low and opts.high then fans[#fans + 1] = { opts.low, opts.high } end
  for _, fan in ipairs(fans) do
    if type(fan) ~= "table" or type(fan[1]) ~= "string" or type(fan[2]) ~= "string" then
      fail "chart.series: 'fans' wants pairs of columns, as in { { \"p10\", \"p90\" } }"
    end
  end
  return fans
end


-- How a text says a time behind its year: a day, a month, a quarter, the last
-- year of a period. Each gives what has passed since the year began.
local behind_year = {
  { "^$", function() return 0 end },
  { "^%-(%d%d)%-(%d%d)", function(_, month, day) return (month - 1 + (day - 1) / 31) / 12 end },
  { "^%-(%d%d)$", function(_, month) return (month - 1) / 12 end },
  { "^%-Q(%d)$", function(_, quarter) return (quarter - 1) / 4 end },
  { "^%-(%d%d%d%d)$", function(year, last) return (last - year) / 2 end },
}


-- A time as the year it is in and the part of it that has passed; a period as
-- its middle.
local function number_of_time(value)
  if type(value) == "number" then return value end
  local year, rest = tostring(value):match "^(%d%d%d%d)(.*)$"
  for _, said in ipairs(year and behind_year or {}) do
    local first, second = rest:match(said[1])
    if first then
      return tonumber(year) + said[2](tonumber(year), tonumber(first), tonumber(second))
    end
  end
end


local function times_of(f, column)
  local list = {}
  for i, value in ipairs(f:column(column)) do list[i] = number_of_time(value) or base.na end
  return list
end


local function widen(c, time, values)
  c.first, c.last = math.min(c.first, time), math.max(c.last, time)
  for _, value in ipairs(values) do
    if not base.is_na(value) then
      c.low, c.high = math.min(c.low, value), math.max(c.high, value)
    end
  end
end


local function read_rows(f, c, opts)
  local by_name, n_left = {}, 0
  c.first, c.last, c.low, c.high = math.huge, -math.huge, math.huge, -math.huge
  for row in f:each() do
    local name = opts.group and tostring(row[opts.group]) or opts.value
    local time = number_of_time(row[opts.time])
    if not time then n_left = n_left + 1
    else
      if not by_name[name] then
        by_name[name] = { name = name, points = {} }
        c.series[#c.series + 1] = by_name[name]
      end
      local p, values = { time = time, value = row[opts.value] }, { row[opts.value] }
      for _, fan in ipairs(c.fans) do
        for _, column in ipairs(fan) do
          p[column] = row[column]
          values[#values + 1] = row[column]
        end
      end
      table.insert(by_name[name].points, p)
      widen(c, time, values)
    end
  end
  for _, one in ipairs(c.series) do
    table.sort(one.points, function(a, b) return a.time < b.time end)
  end
  return n_left
end


-- Values and their limits share one axis.
local function scale_of_values(f, c, opts)
  local lists = { f:column(opts.value) }
  for _, fan in ipairs(c.fans) do
    lists[#lists + 1], lists[#lists + 2] = f:column(fan[1]), f:column(fan[2])
  end
  return scale.of(table.unpack(lists))
end


--- chart.series(frame, { time =, value =, group =, low =, high =, ... })
---   -> chart
---   Values over time: a line for each series, with its name at its end; an
---   interval around it as a shade, several as a fan. A missing value breaks
---   the line.
---   time       column of years, other numbers or dates, or of texts that say
---              a year, month ("2014-03"), quarter ("2014-Q1") or period
---              ("2000-2007", drawn in its middle)
---   value      column of numbers
---   group      column by which rows are series
---   low, high  columns of an interval's limits
---   fans       several intervals, the widest first:
---              { { "p10", "p90" }, { "p25", "p75" } }
---   unit       what values count
---   title, subtitle, notes, width as in chart.heat
---   Raises when no row has a time, or there are more than 40 series.
---
---   > f = frame{ year = {2010, 2011, 2012}, n = {1, 3, 2} }
---   > chart.series(f, { time = "year", value = "n" }).kind
---   series
local function series(f, opts)
  f, opts = picture.options("chart.series", f, opts, options)
  columns.check_frame("chart.series", f)
  columns.check("chart.series", f, opts, { time = "any", value = "number",
    group = "any", low = "number", high = "number" })
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), table = f, series = {}, fans = fans_of(opts),
    y_title = opts.unit or opts.value }
  for _, fan in ipairs(c.fans) do
    columns.check("chart.series", f, { fans = fan[1] }, { fans = "number" })
    columns.check("chart.series", f, { fans = fan[2] }, { fans = "number" })
  end
  local n_left = read_rows(f, c, opts)
  c.scale = scale_of_values(f, c, opts)
  c.time_scale = scale.of(times_of(f, opts.time))
  if #c.series == 0 or c.low > c.high then
    fail("chart.series: no row has a time in \"%s\" and a value in \"%s\"", opts.time,
      opts.value)
  end
  if #c.series > MOST then
    fail("chart.series: %d lines cannot be told apart; draw at most %d", #c.series, MOST)
  end
  if n_left > 0 then
    table.insert(c.notes, 1, ("%d rows without a time are not drawn"):format(n_left))
  end
  c.about = ("%d lines of %s by %s"):format(#c.series, opts.value, opts.time)
  return picture.make("series", c, draw)
end


return { series = series }
