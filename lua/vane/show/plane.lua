-- Impact and likelihood in classes: a grid whose cells hold the names of what
-- lies in them. No product of the two is made, for it would put what is rare
-- and grave in the middle.

local base = require "vane.core.base"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local legend = require "vane.show.legend"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"

local MOST = 200         -- things
local MOST_CLASSES = 12  -- on a side
local MOST_LINES = 3     -- of a name in its cell
local DOT = 4            -- radius, pixels

local LIKELIHOODS = require "vane.data.impact.wildcard_read".LIKELIHOODS


-- ---- drawing ----

-- The names of a cell in lines, each with what it belongs to.
local function lines_of(s, c, cell, room)
  local dot = s.style.on_paper and 2 * DOT + s.style.gap or 2 * s.style.COLUMN
  local list = {}
  for _, i in ipairs(cell) do
    for k, text in ipairs(letters.wrap(c.names[i], room - dot, s.style.measure,
      s.style.small, false, MOST_LINES)) do
      list[#list + 1] = { i = i, text = text, is_first = k == 1 }
    end
  end
  return list, dot
end


local function draw_cell(s, c, lines, dot, x, y)
  for k, line in ipairs(lines) do
    local middle, name = y + (k - 0.5) * s.style.line, c.names[line.i]
    if line.is_first then
      local role = colour.of_category(c.group_of and c.group_of[line.i] or 1)
      if s.style.on_paper then
        s:circle { x = x + DOT, y = middle, r = DOT, fill = role, key = name,
          tip = c.tips[line.i] }
      else
        s:text { x = x, y = middle, text = "●", fill = role }
      end
    end
    s:text { x = x + dot, y = middle, text = line.text, size = s.style.small, key = name,
      tip = c.tips[line.i] }
  end
end


-- The columns of the grid, and of each row its names and how high it is.
local function layout(s, c)
  local left, edge = 0, s.style.on_paper and s.style.gap or s.style.COLUMN
  for _, class in ipairs(c.ys) do
    left = math.max(left, s.style.measure(class, s.style.small))
  end
  left = math.min(left, 0.25 * s.width) + s.style.gap
  local at = { left = left, edge = edge, w = (s.width - left) / #c.xs, rows = {} }
  if not s.style.on_paper then at.w = at.w // s.style.COLUMN * s.style.COLUMN end
  for row in ipairs(c.ys) do
    local cells, most = {}, 1
    for col in ipairs(c.xs) do
      local lines, dot = lines_of(s, c, c.cells[row][col], at.w - 2 * edge)
      cells[col], at.dot = lines, dot
      most = math.max(most, #lines)
    end
    at.rows[row] = { cells = cells, h = most * s.style.line + (s.style.on_paper and 2 * edge
      or s.style.line) }
  end
  return at
end


local function draw_row(s, c, at, row, y)
  local r, inner = at.rows[row], s.style.on_paper and at.edge or 0
  s:text { x = at.left - s.style.gap, y = y + inner + s.style.line / 2, text = c.ys[row],
    anchor = "end", size = s.style.small, fill = "soft", room = at.left - s.style.gap }
  for col = 1, #c.xs do
    local x = at.left + (col - 1) * at.w
    if s.style.on_paper then
      s:rect { x = x + 1, y = y + 1, w = at.w - 2, h = r.h - 2, fill = "faint", round = 3 }
    end
    draw_cell(s, c, r.cells[col], at.dot, x + at.edge, y + inner)
  end
  return y + r.h
end


local function draw(s, c)
  local line, at = s.style.line, layout(s, c)
  s:text { x = 0, y = line / 2, text = "↑ " .. c.y_title, size = s.style.small,
    room = s.width }
  local y = line * 1.25
  if not s.style.on_paper then y = line end
  for row = #c.ys, 1, -1 do y = draw_row(s, c, at, row, y) end
  for col, class in ipairs(c.xs) do
    s:text { x = at.left + (col - 0.5) * at.w, y = y + line / 2, text = class,
      anchor = "middle", size = s.style.small, fill = "soft", room = at.w - 4 }
  end
  s:text { x = s.width, y = y + 1.5 * line, text = c.x_title .. " →", anchor = "end",
    size = s.style.small, room = s.width }
  return legend(s, c.groups, y + 2 * line, c.group_title)
end


-- ---- the declaration ----

local options = {
  x = { kind = "string", default = "likelihood" },
  y = { kind = "string", default = "impact" },
  name = { kind = "string" },
  group = { kind = "string" },
  x_classes = { kind = "table" },
  y_classes = { kind = "table" },
}


local function is_one_of(list, text)
  for _, item in ipairs(list) do
    if item == text then return true end
  end
  return false
end


local function check_classes(option, given)
  for i, class in ipairs(given) do
    if type(class) ~= "string" and type(class) ~= "number" then
      fail("chart.plane: entry %d of '%s' should be a class, found %s", i, option,
        type(class))
    end
  end
end


-- The classes of a column from the least to the most: those given; numbers in
-- their order, with the whole ones between them; the likelihoods of wild
-- cards; else in the order they come.
local function classes_of(f, option, name, given)
  local list = {}
  if given then
    check_classes(option, given)
    for i, class in ipairs(given) do list[i] = tostring(class) end
    return list
  end
  local seen, low, high, whole = {}, math.huge, -math.huge, f.types[name] ~= "text"
  for _, value in ipairs(f:column(name)) do
    if not base.is_na(value) then
      if not seen[value] then list[#list + 1] = value end
      seen[value] = true
      if whole then
        whole = math.floor(value) == value
        low, high = math.min(low, value), math.max(high, value)
      end
    end
  end
  if f.types[name] == "text" then
    for _, text in ipairs(list) do
      if not is_one_of(LIKELIHOODS, text) then return list end
    end
    return LIKELIHOODS
  end
  if whole and high - low < MOST_CLASSES then
    list = {}
    for value = low, high do list[#list + 1] = value end
  end
  table.sort(list)
  for i, value in ipairs(list) do list[i] = letters.number(value) end
  return list
end


local function place_of(classes, option, texts)
  local number = {}
  for i, class in ipairs(classes) do number[class] = i end
  if #classes == 0 then
    fail("chart.plane: no row has a value in '%s'", option)
  end
  if #classes > MOST_CLASSES then
    fail("chart.plane: '%s' has %d classes; at most %d can be told apart, so draw "
      .. "many values with chart.diagram", option, #classes, MOST_CLASSES)
  end
  return function(i)
    local text = texts[i]
    if text ~= "-" and not number[text] then
      fail("chart.plane: row %d has '%s' \"%s\", which is none of the classes %s", i,
        option, text, table.concat(classes, ", "))
    end
    return number[text]
  end
end


-- The cells as classes are written.
local function texts_of(f, name)
  local list = f:column(name)
  for i, value in ipairs(list) do
    list[i] = base.is_na(value) and "-" or type(value) == "number"
      and letters.number(value) or tostring(value)
  end
  return list
end


-- Puts each row into its cell; gives the names of those that have none.
local function fill(c, f, opts)
  local nowhere = {}
  c.names, c.cells, c.tips = columns.texts(f, opts.name), {}, {}
  c.xs = classes_of(f, "x_classes", opts.x, opts.x_classes)
  c.ys = classes_of(f, "y_classes", opts.y, opts.y_classes)
  local col_of = place_of(c.xs, "x", texts_of(f, opts.x))
  local row_of = place_of(c.ys, "y", texts_of(f, opts.y))
  for row in ipairs(c.ys) do
    c.cells[row] = {}
    for col in ipairs(c.xs) do c.cells[row][col] = {} end
  end
  for i = 1, f.n_rows do
    local row, col = row_of(i), col_of(i)
    c.tips[i] = columns.tip(f, i)
    if row and col then table.insert(c.cells[row][col], i)
    else nowhere[#nowhere + 1] = c.names[i] end
  end
  return nowhere
end


--- chart.plane(frame, { x =, y =, name =, group =, ... }) -> chart
---   The plane of impact and likelihood, in classes: each thing stands by its
---   name in the cell of its two classes, as wild cards do. Where both are
---   numbers of any size, chart.diagram draws them.
---   x, y       columns of classes: "likelihood" and "impact" when not said
---   name       the column of names; left out: the first of texts
---   group      a column by which dots have colours
---   x_classes, y_classes  the classes from least to most; left out: numbers
---              in their order, remote to likely for wild cards, else in the
---              order they come
---   title, subtitle, notes, width as in chart.heat
---   Rows without one of the classes are listed below. Raises when a row has a
---   class that is not listed, or there are more than twelve on a side.
---
---   > f = frame{ card = {"Flood"}, impact = {4}, likelihood = {"remote"} }
---   > chart.plane(f).kind
---   plane
local function plane(f, opts)
  f, opts = picture.options("chart.plane", f, opts, options)
  columns.check_frame("chart.plane", f)
  opts.name = opts.name or columns.first_text("chart.plane", f)
  columns.check("chart.plane", f, opts, { x = "any", y = "any", name = "any",
    group = "any" })
  if f.n_rows > MOST then
    fail("chart.plane: %d names cannot be read in one plane; draw at most %d", f.n_rows,
      MOST)
  end
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), table = f, x_title = opts.x, y_title = opts.y,
    about = ("%d things by %s and %s"):format(f.n_rows, opts.x, opts.y) }
  local nowhere = fill(c, f, opts)
  if opts.group then c.group_of, c.groups = columns.numbers_of(f, opts.group) end
  c.group_title = opts.group
  if #nowhere > 0 then
    table.insert(c.notes, 1, ("Without %s or %s: %s"):format(opts.x, opts.y,
      table.concat(nowhere, ", ")))
  end
  return picture.make("plane", c, draw)
end


return { plane = plane }
