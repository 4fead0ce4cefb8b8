-- Matrices as coloured cells, and as dots that say which way a mark goes.

local colour = require "vane.show.colour"
local fail = require "vane.base.fail"
local base = require "vane.core.base"
local check = require "vane.base.check"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"

local MOST = 40000     -- cells
local WIDEST = 14       -- columns of a cell on a terminal
local NAME_SHARE = 0.4 -- of the width, at most, for the names of rows
local CELL = { paper = { 18, 60, 22 }, terminal = { 8, 48, 16 } }  -- narrow, wide, high
local TURN = -60       -- degrees, of column names too long for their cells
local LONGEST = 140    -- pixels, of such a name


-- ---- places ----

local function widest(names, s, size)
  local width = 0
  for _, name in ipairs(names) do
    width = math.max(width, s.style.measure(tostring(name), size))
  end
  return width
end


-- Where cells stand: left, top, their width and height, whether the names of
-- columns are turned, which of them are written, and how many columns there is
-- room for: on paper for all, as cells may be thin.
local function places(s, rows, cols)
  local gap, size, n = s.style.gap, s.style.small, math.max(1, #cols)
  local low, high, tall = table.unpack(s.style.on_paper and CELL.paper
    or CELL.terminal)
  if not s.style.on_paper then  -- whole names, one column apart, where there is room
    high = math.max(high, math.min(widest(cols, s, size) + gap, WIDEST * gap))
  end
  local left = math.min(widest(rows, s, size), NAME_SHARE * s.width) + gap
  local w = math.max(low, math.min(high, (s.width - left) / n))
  if not s.style.on_paper then
    w = w // gap * gap
    return { left = left, top = s.style.line, w = w, h = tall, every = 1,
      n_cols = math.min(#cols, math.max(1, (s.width - left) // w)) }
  end
  local names = math.min(widest(cols, s, size), LONGEST)
  local turned, top = names > w - 4, s.style.line
  if turned then
    local beyond = names * math.cos(math.rad(TURN))  -- the last name, to the right
    w, top = math.min(high, (s.width - left - beyond) / n),
      names * math.sin(-math.rad(TURN)) + gap + size / 2
  end
  return { left = left, top = top, w = w, h = tall, turned = turned, n_cols = #cols,
    every = math.max(1, math.ceil(size / w)) }
end


local function name_rows(s, rows, at)
  for i, name in ipairs(rows) do
    s:text { x = at.left - s.style.gap, y = at.top + (i - 0.5) * at.h, text = name,
      anchor = "end", size = s.style.small, room = at.left - s.style.gap,
      key = "row " .. name }
  end
end


local function name_cols(s, cols, at)
  for j = 1, at.n_cols, at.every do
    local x = at.left + (j - 0.5) * at.w
    if at.turned then
      s:text { x = x, y = at.top - s.style.gap, text = cols[j], turn = TURN,
        size = s.style.small, room = LONGEST }
    else
      s:text { x = x, y = at.top - s.style.line / 2, text = cols[j],
        anchor = "middle", size = s.style.small,
        room = s.style.on_paper and at.w or at.w - s.style.COLUMN }
    end
  end
end


local function height_of(rows, at)
  return at.top + #rows * at.h
end


-- Says how many columns a terminal had no room for; gives the place below.
local function say_more(s, cols, at, y)
  if at.n_cols == #cols then return y end
  s:text { x = 0, y = y + s.style.line / 2, size = s.style.small, fill = "soft",
    text = ("%d more columns find no room"):format(#cols - at.n_cols), room = s.width }
  return y + s.style.line
end


-- ---- heat ----

local function range_of(cells)
  local low, high
  for _, row in ipairs(cells) do
    for _, value in ipairs(row) do
      if not base.is_na(value) and math.abs(value) < math.huge then
        low, high = math.min(low or value, value), math.max(high or value, value)
      end
    end
  end
  return low, high
end


-- value -> role: a ramp from the lowest to the highest, or, where values lie
-- on both sides of `middle`, one that grows away from it.
local function scale_of(low, high, middle)
  if not low then return function() return "faint" end end
  if middle then
    local reach = math.max(high - middle, middle - low)
    return function(value)
      local part = reach > 0 and (value - middle) / reach or 0
      return colour.of_part((part + 1) / 2, "spread")
    end
  end
  return function(value)
    return colour.of_part(high > low and (value - low) / (high - low) or 0.5)
  end
end


local function each_cell(c, at, visit)
  for i = 1, #c.rows do
    for j = 1, at.n_cols do
      local value = c.cells[i][j]
      local missing = base.is_na(value)
      visit(at.left + (j - 1) * at.w, at.top + (i - 1) * at.h,
        missing and "·" or letters.number(value),
        missing and "paper" or c.role(value), ("%s, %s"):format(c.rows[i], c.cols[j]))
    end
  end
end


local function draw_cells(s, c, at)
  local between = s.style.on_paper and at.w > 4 and 1 or 0
  each_cell(c, at, function(x, y, text, role, name)
    s:rect { x = x, y = y, w = at.w - between, h = at.h - between, fill = role,
      tip = name .. ": " .. (text == "·" and "missing" or text) }
  end)
end


-- Gives whether every number found room.
local function write_cells(s, c, at)
  local all = true
  each_cell(c, at, function(x, y, text, role)
    if s.style.measure(text, s.style.small) > at.w - 2 then
      all = false
      return
    end
    s:text { x = x + at.w / 2, y = y + at.h / 2, text = text, anchor = "middle",
      size = s.style.small, fill = text == "·" and "soft" or colour.upon(role) }
  end)
  return all
end


-- What the darkest and the lightest cells hold, where cells are too narrow for
-- their numbers.
local function draw_key(s, c, y)
  if not s.style.on_paper or not c.low then return y end
  local step = 16
  local function number(x, value, anchor)
    s:text { x = x, y = y + s.style.line, text = letters.number(value), anchor = anchor,
      size = s.style.small, fill = "soft" }
  end
  local from, to = c.low, c.high
  if c.middle then
    local reach = math.max(c.high - c.middle, c.middle - c.low)
    from, to = c.middle - reach, c.middle + reach
  end
  local left = s.style.measure(letters.number(from), s.style.small) + s.style.gap
  number(0, from, "start")
  for k = 0, colour.N_STEPS - 1 do
    s:rect { x = left + k * step, y = y + s.style.line - 5, w = step, h = 10,
      fill = (c.middle and "spread" or "ramp") .. k }
  end
  number(left + colour.N_STEPS * step + s.style.gap, to, "start")
  return y + 1.5 * s.style.line
end


local function draw_heat(s, c)
  local at = places(s, c.rows, c.cols)
  name_rows(s, c.rows, at)
  name_cols(s, c.cols, at)
  draw_cells(s, c, at)
  local all = write_cells(s, c, at)
  local y = say_more(s, c.cols, at, height_of(c.rows, at))
  return all and y or draw_key(s, c, y)
end


-- ---- order ----

-- The matrix with its rows, its columns, or both in another order.
local orders = {
  given = function(m) return m end,
  name = function(m)
    local rows, cols = m.rows, m.cols
    table.sort(rows)
    table.sort(cols)
    return m:select { rows = rows, cols = cols }
  end,
  value = function(m)
    local function by_sum(way)
      local f = m:sum(way)
      return f:sort("-sum"):column(f.names[1])
    end
    return m:select { rows = by_sum "rows", cols = by_sum "cols" }
  end,
  cluster = function(m)
    local whole = m:fill_missing(0)
    local function by_tree(matrix, names)
      return #names > 2 and matrix:cluster().order or names
    end
    return m:select { rows = by_tree(whole, m.rows),
      cols = by_tree(whole:transpose(), m.cols) }
  end,
}


local function check_matrix(word, m)
  if check.kind_of(m) ~= "matrix" then
    fail("%s: expected a matrix in front, found %s; f:matrix{ rows =, cols =, "
      .. "value = } makes one of a frame", word, check.found(m))
  end
  if m.n_rows == 0 or m.n_cols == 0 then
    fail("%s: the matrix has no cells (%d x %d)", word, m.n_rows, m.n_cols)
  end
  if m.n_rows * m.n_cols > MOST then
    fail("%s: %d x %d cells cannot be told apart; show at most %d of them, as in "
      .. "m:select{ rows = ..., cols = ... }", word, m.n_rows, m.n_cols, MOST)
  end
end


local heat_options = {
  order  = { one_of = { "given", "name", "value", "cluster" }, default = "given" },
  middle = { kind = "number" },
}


--- chart.heat(matrix or result, { order =, middle =, title =, ... }) -> chart
---   A matrix as cells that are the darker the more they hold, with the
---   numbers inside where there is room; a missing cell is blank with a dot.
---   order    "given"; "name"; "value": largest sums first; "cluster": what
---            is alike stands together, by m:cluster()
---   middle   the value from which cells grow away in two colours, as 0 for
---            changes or 1 for location quotients
---   title, subtitle, notes (a text or a list), width (pixels, 720)
---   Raises when there is no cell, or more than 40,000.
---
---   > m = matrix.of({"carbon", "ageing"}, {"MT", "LS"}, {{1, 4}, {2, na}})
---   > show(chart.heat(m, { title = "Marks" }), { width = 30 })
---   Marks
---            MT    LS
---   carbon    1  ███4██
---   ageing ▒▒▒2▒▒   ·
local function heat(m, opts)
  m, opts = picture.options("chart.heat", m, opts, heat_options)
  local declared = picture.declared(m, "heat")
  m = declared and declared.matrix or m
  check_matrix("chart.heat", m)
  m = orders[opts.order](m)
  local cells = m:cells()
  local low, high = range_of(cells)
  return picture.make("heat", { title = opts.title, subtitle = opts.subtitle,
    notes = picture.notes(opts, m), width = opts.width, table = m:frame(),
    rows = m.rows, cols = m.cols, cells = cells,
    about = ("%d x %d cells as colours"):format(m.n_rows, m.n_cols),
    low = low, high = high, middle = opts.middle,
    role = scale_of(low, high, opts.middle) }, draw_heat)
end


return { heat = heat, places = places, name_rows = name_rows,
  name_cols = name_cols, height_of = height_of, say_more = say_more, orders = orders }
