-- Bars with the interval of each value, the longest first or as they stand.

local base = require "vane.core.base"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local legend = require "vane.show.legend"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local scale = require "vane.show.scale"

local MOST = 40         -- bars; of more the first, and how many are left out
local NAME_SHARE = 0.4  -- of the width, at most, for names
local GROUP_SHARE = 0.25  -- of a terminal's, for the name of a group
local NAME_LINES = 2    -- on paper
local TALL = 22         -- pixels of a row with a name of one line
local NARROW = 440      -- pixels
local PIXELS_A_TICK = 90


-- ---- drawing ----

local function name_width(s, c)
  local width = 0
  for _, name in ipairs(c.names) do
    width = math.max(width, s.style.measure(name, s.style.small))
  end
  return math.min(width, NAME_SHARE * s.width)
end


local function number_text(c, i)
  return base.is_na(c.values[i]) and "missing" or c.write(c.values[i])
end


local function with_limits(c, i)
  local low, high, text = c.low and c.low[i], c.high and c.high[i], number_text(c, i)
  if not low or base.is_na(low) or base.is_na(high) then return text end
  return ("%s [%s, %s]"):format(text, c.write(low), c.write(high))
end


-- What stands behind a bar. On narrow paper its limits are drawn, and not said
-- but in its tip; on terminals, which may have no colours, its group is, too.
local function value_text(s, c, i)
  if s.style.on_paper then
    return s.width < NARROW and number_text(c, i) or with_limits(c, i)
  end
  local text = with_limits(c, i)
  if not c.groups then return text end
  return text .. "  " .. letters.shorten(c.groups[c.group_of[i]], GROUP_SHARE * s.width,
    s.style.measure)
end


local function draw_axis(s, c, x, bottom)
  for _, tick in ipairs(x.ticks) do
    local at = x.at(tick.value)
    s:line { x = at, y = 0, x2 = at, y2 = bottom,
      stroke = tick.value == 0 and "soft" or "rule" }
    s:text { x = at, y = bottom + s.style.line / 2, text = tick.text,
      anchor = "middle", size = s.style.small, fill = "soft" }
  end
  s:text { x = x.at(x.high), y = bottom + 1.5 * s.style.line, text = c.unit,
    anchor = "end", size = s.style.small, fill = "soft", room = x.at(x.high) }
end


-- Gives where the interval ends; without one, where the bar does.
local function draw_interval(s, c, x, i, y)
  local low, high = c.low and c.low[i], c.high and c.high[i]
  if not low or base.is_na(low) or base.is_na(high) then return -math.huge end
  for _, line in ipairs { { low, high, 0 }, { low, low, 4 }, { high, high, 4 } } do
    s:line { x = x.at(line[1]), y = y - line[3], x2 = x.at(line[2]),
      y2 = y + line[3], stroke = "ink", weight = 1.5 }
  end
  return x.at(high)
end


-- On paper a long name has two lines, and then each row is higher.
local function wrap_names(s, c)
  local room, most = c.left - s.style.gap, 1
  c.lines = {}
  for i, name in ipairs(c.names) do
    c.lines[i] = s.style.on_paper and letters.wrap(name, room, s.style.measure, s.style.small,
      false, NAME_LINES) or { name }
    most = math.max(most, #c.lines[i])
  end
  if not s.style.on_paper then return s.style.line end
  return most == 1 and TALL or TALL + s.style.line / 2
end


local function draw_name(s, c, i, y)
  local lines, room = c.lines[i], c.left - s.style.gap
  for k, text in ipairs(lines) do
    s:text { x = room, y = y + (k - (#lines + 1) / 2) * (s.style.line - 3), text = text,
      anchor = "end", size = s.style.small, room = room,
      tip = text:find "…$" and c.names[i] or nil }
  end
end


local function draw_bar(s, c, x, i, y, thick)
  local value, finish = c.values[i], x.at(x.zero)
  if not base.is_na(value) then
    local from, to = finish, x.at(value)
    s:rect { x = math.min(from, to), y = y - thick / 2, w = math.abs(to - from),
      h = thick, fill = colour.of_category(c.group_of and c.group_of[i] or 1),
      is_bar = true, tip = ("%s: %s"):format(c.names[i], with_limits(c, i)) }
    finish = math.max(from, to, s.style.on_paper and draw_interval(s, c, x, i, y)
      or to)
  end
  draw_name(s, c, i, y)
  if not s.style.on_paper then finish = math.ceil(finish / s.style.COLUMN) * s.style.COLUMN end
  s:text { x = finish + s.style.gap, y = y, text = value_text(s, c, i),
    size = s.style.small, fill = "soft", room = s.width - finish - s.style.gap }
end


local function text_width(s, c)
  local width = 0
  for i = 1, #c.names do
    width = math.max(width, s.style.measure(value_text(s, c, i), s.style.small))
  end
  return width
end


local function draw(s, c)
  c.left = name_width(s, c) + s.style.gap
  local tall = wrap_names(s, c)
  local right = math.max(c.left + 40, s.width - text_width(s, c) - 2 * s.style.gap)
  local x = c.scale(c.lowest, c.highest, c.left, right,
    math.max(2, (right - c.left) // PIXELS_A_TICK), s.style.on_paper)
  x.zero = math.max(x.low, math.min(0, x.high))
  local bottom = #c.names * tall
  if s.style.on_paper then draw_axis(s, c, x, bottom) end
  local thick = 0.7 * (s.style.on_paper and TALL or tall)
  for i = 1, #c.names do draw_bar(s, c, x, i, (i - 0.5) * tall, thick) end
  if not s.style.on_paper then return bottom end
  return legend(s, c.groups, bottom + 2 * s.style.line, c.group_title)
end


-- ---- the declaration ----

-- The least and the most of lists that may have missing values; 0 is always
-- among them, as bars begin there.
local function reach(...)
  local low, high = 0, 0
  for _, list in ipairs { ... } do
    for _, value in ipairs(list) do
      if not base.is_na(value) then
        low, high = math.min(low, value), math.max(high, value)
      end
    end
  end
  return low, high
end


local options = {
  name  = { kind = "string" },
  value = { kind = "string" },
  low   = { kind = "string" },
  high  = { kind = "string" },
  group = { kind = "string" },
  unit  = { kind = "string" },
  order = { one_of = { "given", "value", "name" }, default = "value" },
  most  = { kind = "integer", default = MOST, least = 1 },
}

local orders = { value = "-", name = "" }


-- The rows that are drawn, and how many are not.
local function pick(f, opts)
  if opts.order ~= "given" then
    f = f:sort(orders[opts.order] .. (opts.order == "name" and opts.name
      or opts.value))
  end
  return f:head(opts.most), math.max(0, f.n_rows - opts.most)
end


--- chart.bar(frame, { name =, value =, low =, high =, ... }) -> chart
---   A bar for each row, from 0 to its value, with its interval where the
---   frame has one.
---   name        the column that names rows; left out: the first of texts
---   value       the column of numbers; left out: the first
---   low, high   columns of the limits of each value's interval
---   group       a column by which bars have colours
---   unit        what the values count
---   order       "value": largest first; "name"; "given": as they stand
---   most        how many bars: 40; the rest is counted below
---   title, subtitle, notes, width as in chart.heat
---   Raises when a column is not there, is not of numbers, or no row is left.
---
---   > f = frame{ industry = {"MT", "LS", "DI"}, areas = {3, 1, 2} }
---   > p = chart.bar(f, { value = "areas", title = "Areas" })
---   > show(p, { width = 30 })
---   Areas
---   MT ████████████████████████ 3
---   DI ████████████████ 2
---   LS ████████ 1
local function bar(f, opts)
  f, opts = picture.options("chart.bar", f, opts, options)
  columns.check_frame("chart.bar", f)
  opts.name = opts.name or columns.first_text("chart.bar", f)
  opts.value = opts.value or columns.first_number("chart.bar", f, opts, "name", "low",
    "high", "group")
  columns.check("chart.bar", f, opts, { value = "number", low = "number",
    high = "number", name = "any", group = "any" })
  if (opts.low == nil) ~= (opts.high == nil) then
    fail "chart.bar: an interval needs both 'low' and 'high'"
  end
  local rows, left = pick(f, opts)
  local c = { title = opts.title, subtitle = opts.subtitle,
    unit = opts.unit or opts.value,
    notes = picture.notes(opts, f), width = opts.width, table = rows,
    names = columns.texts(rows, opts.name), values = rows:column(opts.value),
    low = opts.low and rows:column(opts.low),
    high = opts.high and rows:column(opts.high),
    about = ("%d bar%s of %s by %s"):format(rows.n_rows, rows.n_rows == 1 and "" or "s",
      opts.unit or opts.value, opts.name) }
  if opts.group then c.group_of, c.groups = columns.numbers_of(rows, opts.group) end
  c.group_title = opts.group
  c.lowest, c.highest = reach(c.values, c.low or {}, c.high or {})
  c.scale = scale.of(c.values, c.low or {}, c.high or {})
  c.write = letters.writer(c.values, c.low or {}, c.high or {})
  if left > 0 then
    table.insert(c.notes, 1, ("%d more rows are not drawn"):format(left))
  end
  return picture.make("bar", c, draw)
end


return { bar = bar }
