-- How values are spread: a histogram, with marks at quantiles.

local base = require "vane.core.base"
local binned = require "vane.show.bins"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local scale = require "vane.show.scale"

local FEW = 4             -- bins that stand with room around them
local SHAPE = 0.38        -- height over width
local TERMINAL_ROWS = 12
local PIXELS_A_TICK = 90
local QUANTILES = { 0.05, 0.5, 0.95 }


-- ---- drawing ----

local function draw_axes(s, c, x, y, at)
  for _, tick in ipairs(x.ticks) do
    local half = s.style.measure(tick.text, s.style.small) / 2
    local least = s.style.on_paper and at.left - s.style.gap + half or 0
    s:text { x = math.max(least, math.min(s.width - half, x.at(tick.value))),
      y = at.bottom + s.style.line / 2, text = tick.text, anchor = "middle",
      size = s.style.small, fill = "soft" }
  end
  for _, tick in ipairs(y.ticks) do
    local place = y.at(tick.value)
    if s.style.on_paper then
      s:line { x = at.left, y = place, x2 = s.width, y2 = place, stroke = "rule" }
    end
    s:text { x = at.left - s.style.gap, y = math.min(place, at.bottom - s.style.rise),
      text = tick.text, anchor = "end", size = s.style.small, fill = "soft" }
  end
  s:text { x = s.width, y = at.bottom + 1.5 * s.style.line, text = c.x_title .. " →",
    anchor = "end", size = s.style.small, room = s.width }
  s:text { x = 0, y = -s.style.line / 2, text = "↑ rows in a bin", size = s.style.small,
    room = s.width }
end


local function draw_bins(s, c, x, y, at)
  local b, between = c.bins, s.style.on_paper and 1 or 0
  for k, n in ipairs(b.counts) do
    local from, to = b.first + (k - 1) * b.width, b.first + k * b.width
    local left, top = x.at(from), y.at(n)
    if n > 0 then
      s:rect { x = left, y = top, w = math.max(0.5, x.at(to) - left - between),
        h = math.max(1, at.bottom - top), fill = "series0", key = "bin " .. k,
        tip = ("%s to %s: %d rows (%.1f %%)"):format(letters.number(from),
          letters.number(to), n, 100 * n / c.n) }
    end
  end
  if not s.style.on_paper then return end
  s:line { x = at.left, y = at.bottom, x2 = s.width, y2 = at.bottom, stroke = "soft" }
end


-- Gives each mark its place and, as two names that would stand over each other
-- take a line each, its line; and how many lines there are.
local function place_marks(s, c, x, left)
  local free, n = {}, 0
  for _, mark in ipairs(c.marks) do
    local place, width = x.at(mark.value), s.style.measure(mark.text, s.style.small)
    mark.x, mark.row = place, 1
    mark.left = math.max(left, math.min(s.width - width, place - width / 2))
    while free[mark.row] and free[mark.row] > mark.left do mark.row = mark.row + 1 end
    free[mark.row] = mark.left + width + s.style.gap
    n = math.max(n, mark.row)
  end
  return n
end


local function draw_marks(s, c, at)
  local line = s.style.line
  for _, mark in ipairs(c.marks) do
    s:line { x = mark.x, y = mark.row * line, x2 = mark.x, y2 = at.bottom,
      stroke = "series1", weight = 1.5, dash = mark.p ~= 0.5 and "4 3" or nil,
      tip = mark.tip }
    s:text { x = mark.left, y = (mark.row - 0.5) * line, text = mark.text,
      size = s.style.small, tip = mark.tip }
  end
end


local function draw(s, c)
  local line, b, most = s.style.line, c.bins, math.max(table.unpack(c.bins.counts))
  local height = s.style.on_paper and math.max(180, SHAPE * s.width)
    or TERMINAL_ROWS * line
  local left = 2 * s.style.gap + s.style.measure(("%d"):format(most), s.style.small)
  local around = b.n < FEW and b.width or 0  -- so that a bin alone is no wall
  s:from(s.left, s.top + line)
  local x = scale.linear(b.first - around, b.first + b.n * b.width + around, left,
    s.width, math.max(2, (s.width - left) // PIXELS_A_TICK))
  local head = math.max(place_marks(s, c, x, left) * line, s.style.on_paper and line / 2 or 0)
  local at = { left = left, bottom = head + height }
  local y = scale.whole(0, most, at.bottom, head, math.max(2, height // 50))
  draw_axes(s, c, x, y, at)
  draw_bins(s, c, x, y, at)
  draw_marks(s, c, at)
  return at.bottom + 3 * line
end


-- ---- the declaration ----

local options = {
  value     = { kind = "string", needed = true },
  bin       = { kind = "number", above = 0, below = math.huge },
  rule      = { one_of = { "freedman_diaconis", "scott" }, default = "freedman_diaconis" },
  quantiles = { kind = "table", default = QUANTILES },
  unit      = { kind = "string" },
}


-- The values in their order, and (.frame) as a column of numbers.
local function sorted_of(f, name)
  local list, n_left = {}, 0
  for _, value in ipairs(f:column(name)) do
    if base.is_na(value) then n_left = n_left + 1
    else list[#list + 1] = value end
  end
  if #list == 0 then
    fail("chart.distribution: no row has a value in \"%s\"", name)
  end
  table.sort(list)
  list.frame = frame({ { "x", list } }, { types = { x = "number" } })
  return list, n_left
end


local function check_quantiles(quantiles)
  for i, p in ipairs(quantiles) do
    if type(p) ~= "number" or not (p >= 0 and p <= 1) then
      fail("chart.distribution: quantile %d should be from 0 to 1, found %s", i,
        tostring(p))
    end
  end
end


local function name_of(p)
  if p == 0.5 then return "median" end
  return ("%s %%"):format(letters.number(100 * p))
end


local function marks_of(sorted, quantiles)
  local list = {}
  if sorted[1] == sorted[#sorted] then return list end
  for _, p in ipairs(quantiles) do
    local value, i = binned.quantile(sorted, p), #list + 1
    list[i] = { p = p, value = value,
      text = ("%s %s"):format(name_of(p), letters.number(value)) }
    list[i].tip = ("%s of the %d values lie at %s or below"):format(
      letters.number(100 * p) .. " %", #sorted, letters.number(value))
  end
  table.sort(list, function(a, b) return a.value < b.value end)
  return list
end


local function table_of(b, f)
  local from, to = {}, {}
  for k = 1, b.n do
    from[k], to[k] = b.first + (k - 1) * b.width, b.first + k * b.width
  end
  return frame({ { "from", from }, { "to", to }, { "rows", b.counts } }, { source = f.source,
    types = { from = "number", to = "number", rows = "integer" } })
end


-- What lies beyond the bins, in words.
local function say_beyond(notes, b)
  local function say(n, where, edge, far, value)
    if n == 0 then return end
    table.insert(notes, 1, ("%d %s %s %s, %s %s: not drawn"):format(n,
      n == 1 and "value" or "values", where, letters.number(edge), far,
      letters.number(value)))
  end
  say(b.n_above, "from", b.first + b.n * b.width, "up to", b.high)
  say(b.n_below, "below", b.first, "down to", b.low)
end


local function rule_note(b)
  if b.low == b.high then return "All values are " .. letters.number(b.low) end
  local how = b.rule and ("by the rule of %s, rounded up"):format(binned.rules[b.rule])
    or "as asked for"
  return ("%d bin%s of %s %s"):format(b.n, b.n == 1 and "" or "s",
    letters.number(b.width), how)
end


--- chart.distribution(frame, { value =, bin =, rule =, quantiles =, ... })
---   -> chart
---   How the values of a column are spread: how many rows lie in each bin,
---   with lines at quantiles. Bins begin at round multiples of their width;
---   each holds its lower end.
---   value      the column of numbers; missing ones are counted below
---   bin        width of a bin; left out: by `rule`, rounded up to 1, 2, 2.5
---              or 5 times a power of ten, and at most 80 of them. Where a
---              few values far away would ask for more, the half percent at
---              that end is left out and counted below
---   rule       "freedman_diaconis": 2 times the interquartile range over the
---              cube root of the number of rows; "scott": 3.49 standard
---              deviations over it. Scott's also where the quartiles are
---              the same
---   quantiles  a list of parts, { 0.05, 0.5, 0.95 }, between the values as in
---              f:aggregate{}; {} for none
---   unit       what the values count
---   title, subtitle, notes, width as in chart.heat
---   Raises when no row has a value.
---   Source: Freedman and Diaconis, Zeitschrift für Wahrscheinlichkeitstheorie
---   57 (1981), 453-476; Scott, Biometrika 66 (1979), 605-610.
---
---   > f = frame{ jobs = {1, 2, 2, 3, 3, 3, 4, 4, 5} }
---   > p = chart.distribution(f, { value = "jobs", bin = 1 })
---   > p.table:column "rows"
---   { 1, 2, 3, 2, 1 }
local function distribution(f, opts)
  f, opts = picture.options("chart.distribution", f, opts, options)
  columns.check_frame("chart.distribution", f)
  columns.check("chart.distribution", f, opts, { value = "number" })
  check_quantiles(opts.quantiles)
  local sorted, n_left = sorted_of(f, opts.value)
  local bins = binned.of(sorted, opts)
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), bins = bins, n = #sorted, table = table_of(bins, f),
    x_title = opts.unit or opts.value, marks = marks_of(sorted, opts.quantiles),
    about = ("%d values of %s in %d bins"):format(#sorted, opts.value, bins.n) }
  table.insert(c.notes, 1, rule_note(bins))
  say_beyond(c.notes, bins)
  if n_left > 0 then
    table.insert(c.notes, 1, ("%d rows without a value are not drawn"):format(n_left))
  end
  return picture.make("distribution", c, draw)
end


return { distribution = distribution }
