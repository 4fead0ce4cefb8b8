-- Two marks of each cell at once: down, up, or both, as the mega-trend report
-- draws them.

local base = require "vane.core.base"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local grid = require "vane.show.heat"
local letters = require "vane.show.letters"
local matrix = require "vane.data.matrix"
local picture = require "vane.show.picture"

local SIGNS = { [0] = "·", "▼", "▲", "●" }  -- none, down, up, both
local COLOURS = { [0] = "soft", "series0", "series1", "series2" }
local WORDS = { [0] = "neither", "down", "up", "both ways" }
local MOST = 10000  -- cells
local RADIUS = 7
local FRAME = 40    -- pixels wide, at most


-- ---- drawing ----

-- A dot for both, a triangle that points down or up for one of them.
local function sign(s, kind, x, y, tip, r)
  if not s.style.on_paper or kind == 0 then
    s:text { x = x, y = y, text = SIGNS[kind], anchor = "middle", fill = COLOURS[kind] }
  elseif kind == 3 then
    s:circle { x = x, y = y, r = r, fill = COLOURS[kind], tip = tip }
  else
    local up = kind == 2 and -1 or 1
    s:path { fill = COLOURS[kind], tip = tip, steps = {
      { "M", x, y + up * r * 0.8 }, { "L", x - r * 0.8, y - up * r * 0.6 },
      { "L", x + r * 0.8, y - up * r * 0.6 }, { "Z" } } }
  end
end


local function outline(s, x, y, at)
  if s.style.on_paper then
    local w = math.max(1, math.min(FRAME, at.w - 4))
    s:rect { x = x - w / 2, y = y - at.h / 2 + 1, w = w, h = at.h - 2, stroke = "ink",
      round = 3 }
  else
    s:text { x = x + s.style.gap, y = y, text = "◆", anchor = "start" }
  end
end


local function draw_rules(s, c, at)
  if not s.style.on_paper then return end
  for i = 0, #c.rows do
    local y = at.top + i * at.h
    s:line { x = at.left, y = y, x2 = at.left + #c.cols * at.w, y2 = y, stroke = "rule" }
  end
end


-- What a sign means, at (x, y) or where it does not fit at the start of the next
-- line; gives where the next one stands.
local function draw_meaning(s, kind, said, x, y)
  local gap, size, measure = s.style.gap, s.style.small, s.style.measure
  local indent = kind and gap + measure(SIGNS[kind], size) or 0
  local text, whole = letters.shorten(said, s.width - indent, measure, size)
  local width = indent + measure(text, size)
  if x > 0 and x + width > s.width then x, y = 0, y + s.style.line end
  if kind then s:text { x = x, y = y, text = SIGNS[kind], size = size, fill = COLOURS[kind] } end
  s:text { x = x + indent, y = y, text = text, size = size, tip = whole }
  return x + width + 2 * gap, y
end


local function draw_key(s, c, y)
  local x, at = 0, y + s.style.line
  for kind = 3, 1, -1 do
    x, at = draw_meaning(s, kind, kind == 3 and WORDS[3] or kind == 1 and c.down or c.up, x, at)
  end
  if c.outlined then
    at = select(2, draw_meaning(s, nil, (s.style.on_paper and "framed: " or "◆ ")
      .. c.outlined, x, at))
  end
  return at + s.style.line / 2
end


local function draw(s, c)
  local at = grid.places(s, c.rows, c.cols)
  grid.name_rows(s, c.rows, at)
  grid.name_cols(s, c.cols, at)
  draw_rules(s, c, at)
  for i, row in ipairs(c.rows) do
    for j = 1, at.n_cols do
      local col = c.cols[j]
      local x, y = at.left + (j - 0.5) * at.w, at.top + (i - 0.5) * at.h
      local kind = c.cells[i][j]
      if c.framed[i][j] then outline(s, x, y, at) end
      sign(s, kind, x, y, ("%s, %s: %s"):format(row, col, WORDS[kind]),
        math.min(RADIUS, 0.45 * at.w))
    end
  end
  return draw_key(s, c, grid.say_more(s, c.cols, at, grid.height_of(c.rows, at)))
end


-- ---- the declaration ----

local options = {
  rows = { kind = "string", needed = true },
  cols = { kind = "string", needed = true },
  down = { kind = "string", needed = true },
  up   = { kind = "string", needed = true },
  outline = { kind = "string" },
  order   = { one_of = { "given", "name", "value", "cluster" }, default = "given" },
}


local function is_set(value)
  return not base.is_na(value) and value ~= 0 and value ~= false
end


-- Cells by place: the marks of a cell as 0 to 3, and whether it is framed.
local function cells_of(f, c, opts)
  local row_of, rows = columns.numbers_of(f, opts.rows)
  local col_of, cols = columns.numbers_of(f, opts.cols)
  c.rows, c.cols, c.cells, c.framed = rows, cols, {}, {}
  for i = 1, #rows do
    c.cells[i], c.framed[i] = {}, {}
    for j = 1, #cols do c.cells[i][j] = 0 end
  end
  local down, up = f:column(opts.down), f:column(opts.up)
  local framed = opts.outline and f:column(opts.outline)
  for k = 1, f.n_rows do
    c.cells[row_of[k]][col_of[k]] = (is_set(down[k]) and 1 or 0)
      + (is_set(up[k]) and 2 or 0)
    c.framed[row_of[k]][col_of[k]] = framed and is_set(framed[k]) or false
  end
end


-- The numbers of rows and columns in another order: by their names, or as a
-- matrix of how many marks cells have is ordered.
local function places_by(c, order)
  if order == "name" then
    local function by_name(names)
      local list = {}
      for i = 1, #names do list[i] = i end
      table.sort(list, function(a, b) return names[a] < names[b] end)
      return list
    end
    return by_name(c.rows), by_name(c.cols)
  end
  local function numbered(names)
    local list = {}
    for i = 1, #names do list[i] = ("%d"):format(i) end
    return list
  end
  local counts = {}
  for i, row in ipairs(c.cells) do
    counts[i] = {}
    for j, kind in ipairs(row) do counts[i][j] = kind == 3 and 2 or kind > 0 and 1 or 0 end
  end
  local m = grid.orders[order](matrix.of(numbered(c.rows), numbered(c.cols), counts))
  return m.rows, m.cols
end


local function put_in_order(c, order)
  if order == "given" then return end
  local of_rows, of_cols = places_by(c, order)
  local rows, cols, cells, framed = {}, {}, {}, {}
  for j, at in ipairs(of_cols) do cols[j] = c.cols[tonumber(at)] end
  for i, at in ipairs(of_rows) do
    local from = tonumber(at)
    rows[i], cells[i], framed[i] = c.rows[from], {}, {}
    for j, place in ipairs(of_cols) do
      cells[i][j] = c.cells[from][tonumber(place)]
      framed[i][j] = c.framed[from][tonumber(place)]
    end
  end
  c.rows, c.cols, c.cells, c.framed = rows, cols, cells, framed
end


--- chart.dots(frame, { rows =, cols =, down =, up =, ... }) -> chart
---   Two marks of each cell at once: a triangle that points down or up for
---   one of them, a dot for both, as the European Cluster Trends report draws
---   mega trends and industries.
---   rows, cols  the columns that name a cell's row and column
---   down, up    columns of marks: 0, false and na are none
---   outline     column of marks that frame a cell, such as those published
---   order       "given"; "name"; "value": most marks first; "cluster": what
---               has marks in the same places stands together
---   title, subtitle, notes, width as in chart.heat
---
---   > f = frame{ t = {"a", "a"}, i = {"x", "y"}, d = {1, 1}, u = {1, 0} }
---   > p = chart.dots(f, { rows = "t", cols = "i", down = "d", up = "u" })
---   > p.kind
---   dots
local function dots(f, opts)
  f, opts = picture.options("chart.dots", f, opts, options)
  columns.check_frame("chart.dots", f)
  columns.check("chart.dots", f, opts, { rows = "any", cols = "any", down = "mark",
    up = "mark", outline = "any" })
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), table = f, down = opts.down, up = opts.up,
    outlined = opts.outline }
  cells_of(f, c, opts)
  if #c.rows * #c.cols > MOST then
    fail("chart.dots: %d x %d cells cannot be told apart; draw at most %d", #c.rows,
      #c.cols, MOST)
  end
  put_in_order(c, opts.order)
  c.about = ("%d x %d cells with marks %s and %s"):format(#c.rows, #c.cols, opts.down,
    opts.up)
  return picture.make("dots", c, draw)
end


return { dots = dots }
