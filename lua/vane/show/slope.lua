-- What changed between two times: a line for each thing from its value, or its
-- rank, before to the one after.

local base = require "vane.core.base"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local scale = require "vane.show.scale"
local spread = require "vane.show.spread"

local MOST = 25          -- lines; of more those with the largest values
local NAME_SHARE = 0.34  -- of the width, at most, for names on either side
local SHORTEST = 260     -- pixels high
local DOT = 3.5          -- radius, pixels

local ROLES = { up = "series0", down = "series1", same = "series6", alone = "soft" }
local WORDS = { up = "up", down = "down", same = "as before" }


-- ---- places ----

local function label_of(s, c, i, side)
  local value = c[side][i]
  local text = c.ranks and ("%d"):format(c.rank[side][i]) or letters.number(value)
  if side == "to" then return ("%s  %s"):format(text, c.names[i]) end
  return letters.before(c.names[i], "  " .. text, NAME_SHARE * s.width, s.style.measure,
    s.style.small)
end


-- The names of a side, at the heights of their values.
local function side_of(s, c, y, side)
  local items = {}
  for i, name in ipairs(c.names) do
    if not base.is_na(c[side][i]) then
      items[#items + 1] = { i = i, name = name, text = label_of(s, c, i, side),
        at = y.at((c.ranks and c.place or c)[side][i]) }
    end
  end
  spread(items, s.style.line, c.height)
  local width = 0
  for _, item in ipairs(items) do
    width = math.max(width, s.style.measure(item.text, s.style.small))
  end
  return items, math.min(width, NAME_SHARE * s.width)
end


-- ---- drawing ----

local function way_of(c, i)
  if base.is_na(c.from[i]) or base.is_na(c.to[i]) then return "alone" end
  local by = c.ranks and c.rank.from[i] - c.rank.to[i] or c.to[i] - c.from[i]
  return by > 0 and "up" or by < 0 and "down" or "same"
end


local function said(c, side, i)
  if base.is_na(c[side][i]) then return "missing" end
  local text = letters.number(c[side][i])
  return c.rank and ("%s (rank %d)"):format(text, c.rank[side][i]) or text
end


local function tip_of(c, i)
  return ("%s\n%s: %s\n%s: %s"):format(c.names[i], c.from_title, said(c, "from", i),
    c.to_title, said(c, "to", i))
end


local function draw_names(s, c, items, x, is_left)
  local edge = is_left and x - 2 * s.style.gap or x + 2 * s.style.gap
  for _, item in ipairs(items) do
    local role, key = ROLES[way_of(c, item.i)], c.names[item.i]
    if s.style.on_paper then
      s:line { x = is_left and edge + 2 or edge - 2, y = item.y, x2 = x, y2 = item.at,
        stroke = "rule", key = key }
      s:circle { x = x, y = item.at, r = DOT, fill = role, key = key,
        tip = tip_of(c, item.i) }
    end
    s:text { x = edge, y = item.y, text = item.text, anchor = is_left and "end" or "start",
      size = s.style.small, key = key, tip = tip_of(c, item.i),
      room = is_left and edge or s.width - edge }
  end
end


local function draw_lines(s, c, y, x, x2)
  local list = c.ranks and c.place or c
  for i, name in ipairs(c.names) do
    local way = way_of(c, i)
    if way ~= "alone" then
      s:line { x = x, y = y.at(list.from[i]), x2 = x2, y2 = y.at(list.to[i]),
        stroke = ROLES[way], weight = 2, key = name, tip = tip_of(c, i),
        dash = way == "down" and "6 3" or nil }
    end
  end
end


local function draw_key(s, c, y)
  local words = {}
  for _, way in ipairs { "up", "down", "same" } do
    local n = 0
    for i = 1, #c.names do n = n + (way_of(c, i) == way and 1 or 0) end
    if n > 0 then
      words[#words + 1] = ("%d %s%s"):format(n, WORDS[way], s.style.on_paper
        and (way == "up" and " (blue)" or way == "down" and " (broken, orange)"
          or " (grey)") or "")
    end
  end
  s:text { x = 0, y = y + s.style.line / 2, text = table.concat(words, " · "),
    size = s.style.small, fill = "soft", room = s.width }
  return y + s.style.line
end


local function draw(s, c)
  local line, n = s.style.line, #c.names
  c.height = math.max(n * (s.style.on_paper and line + 2 or line),
    s.style.on_paper and not c.ranks and SHORTEST or 0)
  s:from(s.left, s.top + line)
  local y = c.ranks and scale.linear(1, math.max(2, n), line / 2,
      c.height - line / 2, 2)
    or scale.linear(c.low, c.high, c.height - line / 2, line / 2, 4)
  local left, from_width = side_of(s, c, y, "from")
  local right, to_width = side_of(s, c, y, "to")
  local x, x2 = from_width + 2 * s.style.gap, s.width - to_width - 2 * s.style.gap
  for _, mark in ipairs { { x, "end", c.from_title, x }, { x2, "start", c.to_title,
    s.width - x2 } } do
    s:text { x = mark[1], y = -line / 2, text = mark[3], anchor = mark[2], bold = true,
      size = s.style.small, room = mark[4] }
    if s.style.on_paper then
      s:line { x = mark[1], y = 0, x2 = mark[1], y2 = c.height, stroke = "rule" }
    end
  end
  draw_lines(s, c, y, x, x2)
  draw_names(s, c, left, x, true)
  draw_names(s, c, right, x2, false)
  return line + draw_key(s, c, c.height + (s.style.on_paper and line / 2 or 0))
end


-- ---- the declaration ----

local options = {
  name  = { kind = "string" },
  from  = { kind = "string", needed = true },
  to    = { kind = "string", needed = true },
  ranks = { kind = "boolean" },
  most  = { kind = "integer", default = MOST, least = 1 },
}


-- Competition ranks, the largest first; ties share the best of theirs.
local function ranks_of(values)
  local present, rank, list = {}, {}, {}
  for _, value in ipairs(values) do
    if not base.is_na(value) then present[#present + 1] = value end
  end
  table.sort(present, function(a, b) return a > b end)
  for place, value in ipairs(present) do rank[value] = rank[value] or place end
  for i, value in ipairs(values) do list[i] = rank[value] or base.na end
  return list
end


-- The places, from 1 on, of the rows that are drawn: by rank, and of one rank by
-- name, so that each has a height of its own.
local function places_of(c, side)
  local order, place = {}, {}
  for i in ipairs(c.names) do
    if not base.is_na(c.rank[side][i]) then order[#order + 1] = i end
  end
  table.sort(order, function(a, b)
    local x, y = c.rank[side][a], c.rank[side][b]
    if x ~= y then return x < y end
    if c.names[a] ~= c.names[b] then return c.names[a] < c.names[b] end
    return a < b
  end)
  for k, i in ipairs(order) do place[i] = k end
  return place
end


-- Which rows are drawn: those with the largest value on either side.
local function picked(from, to, most)
  local order = {}
  local function weight(i)
    local a, b = from[i], to[i]
    if base.is_na(a) then return base.is_na(b) and -math.huge or b end
    return base.is_na(b) and a or math.max(a, b)
  end
  for i = 1, #from do
    if weight(i) > -math.huge then order[#order + 1] = i end
  end
  table.sort(order, function(a, b)
    if weight(a) ~= weight(b) then return weight(a) > weight(b) end
    return a < b
  end)
  local n_more = math.max(0, #order - most)
  for k = #order, most + 1, -1 do order[k] = nil end
  return order, n_more, #from - #order - n_more
end


local function fill(c, f, opts)
  local names, from, to = columns.texts(f, opts.name), f:column(opts.from),
    f:column(opts.to)
  local rank = opts.ranks and { from = ranks_of(from), to = ranks_of(to) }
  local order, n_more, n_empty = picked(from, to, opts.most)
  c.names, c.from, c.to, c.rank = {}, {}, {}, rank and { from = {}, to = {} }
  c.low, c.high = math.huge, -math.huge
  for k, i in ipairs(order) do
    c.names[k], c.from[k], c.to[k] = names[i], from[i], to[i]
    for _, side in ipairs { "from", "to" } do
      local value, place = c[side][k], rank and rank[side][i]
      if rank then c.rank[side][k] = place end
      if not base.is_na(value) then
        c.low, c.high = math.min(c.low, value), math.max(c.high, value)
      end
    end
  end
  if rank then c.place = { from = places_of(c, "from"), to = places_of(c, "to") } end
  return n_more, n_empty
end


--- chart.slope(frame, { from =, to =, name =, ranks =, ... }) -> chart
---   What changed between two times: a line for each row from its value in one
---   column to its value in another. Rising lines are blue, falling ones
---   broken and orange. A row that lacks one of the two has its name on the
---   side that it has.
---   from, to  columns of numbers: before and after; they name the two sides
---   name      the column that names rows; left out: the first of texts
---   ranks     true: lines go from rank to rank, the largest value first; rows
---             of one value share a rank. All rows are ranked, drawn or not;
---             those that are drawn stand below each other, without gaps
---   most      how many lines: 25, those with the largest values; the rest is
---             counted below
---   title, subtitle, notes, width as in chart.heat
---   Raises when no row has a value.
---
---   > f = frame{ sector = {"MT", "LS"}, n2005 = {4, 1}, n2012 = {3, 5} }
---   > p = chart.slope(f, { from = "n2005", to = "n2012", ranks = true })
---   > show(p, { width = 32 })
---     n2005                  n2012
---   MT  1  ⠤⠤⠤⠤⢄⣀⣀⣀⣀⢀⣀⣀⣀⣀⠤⠤⠤⠤⠄ 1  LS
---   LS  2  ⠔⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉⠉⠉⠑⠒⠒⠒⠒⠄ 2  MT
---   1 up · 1 down
local function slope(f, opts)
  f, opts = picture.options("chart.slope", f, opts, options)
  columns.check_frame("chart.slope", f)
  opts.name = opts.name or columns.first_text("chart.slope", f)
  columns.check("chart.slope", f, opts, { name = "any", from = "number", to = "number" })
  if opts.from == opts.to then
    fail("chart.slope: 'from' and 'to' are one column, \"%s\"; a line needs two", opts.to)
  end
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), table = f:select(opts.name, opts.from, opts.to),
    from_title = opts.from, to_title = opts.to, ranks = opts.ranks }
  local n_more, n_empty = fill(c, f, opts)
  if #c.names == 0 then
    fail("chart.slope: no row has a value in \"%s\" or \"%s\"", opts.from, opts.to)
  end
  if n_empty > 0 then
    table.insert(c.notes, 1, ("%d rows without a value are not drawn"):format(n_empty))
  end
  if n_more > 0 then
    table.insert(c.notes, 1, ("%d more rows are not drawn"):format(n_more))
  end
  c.about = ("%d %s from %s to %s"):format(#c.names, opts.ranks and "ranks" or "values",
    opts.from, opts.to)
  return picture.make("slope", c, draw)
end


return { slope = slope }
