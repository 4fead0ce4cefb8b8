-- Scenarios beside each other: a row for each descriptor, a column for each
-- scenario, their variants in the cells. What differs is coloured, what all
-- share is not.

local base = require "vane.core.base"
local check = require "vane.base.check"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local result = require "vane.base.result"

local MOST = 8           -- scenarios; of more the first, and how many are left out
local MOST_ROWS = 200    -- descriptors
local NAME_SHARE = 0.26  -- of the width, at most, for names of descriptors
local MOST_LINES = 3     -- of a variant in its cell
local PAD = 4            -- pixels in a cell
local ALPHA = 0.24       -- of the colour of a variant

local SIGNS = { "●", "▲", "◆", "○", "◔", "◑", "◕", "·" }


-- ---- drawing ----

local function wrapped(s, text, room)
  return letters.wrap(text, room, s.style.measure, s.style.small, false, MOST_LINES)
end


-- The number of a row's variant among those of its row, by how often they
-- stand there; nil where all scenarios have the same.
local function numbers_of(row)
  local counts, order = {}, {}
  for _, text in ipairs(row) do
    if not counts[text] then order[#order + 1] = text end
    counts[text] = (counts[text] or 0) + 1
  end
  if #order < 2 then return {} end
  local first = {}
  for i, text in ipairs(order) do first[text] = i end
  table.sort(order, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return first[a] < first[b]
  end)
  local number = {}
  for i, text in ipairs(order) do number[text] = i end
  return number
end


local function draw_cell(s, text, x, y, w, h, mark, tip)
  local sign = not s.style.on_paper
  if mark and not sign then
    local role = colour.of_category(mark)
    s:rect { x = x, y = y, w = w - 2, h = h - 2, fill = role, alpha = ALPHA, round = 3 }
    s:rect { x = x, y = y, w = 3, h = h - 2, fill = role, tip = tip }
  elseif not sign then
    s:rect { x = x, y = y, w = w - 2, h = h - 2, fill = "faint", round = 3, tip = tip }
  end
  local left = sign and 2 * s.style.COLUMN or PAD + 4
  if mark and sign then
    s:text { x = x, y = y + s.style.line / 2, text = SIGNS[(mark - 1) % #SIGNS + 1],
      fill = colour.of_category(mark) }
  end
  local lines = wrapped(s, text, w - left - PAD)
  local top = sign and y or y + (h - 2 - #lines * s.style.line) / 2
  for k, line in ipairs(lines) do
    s:text { x = x + left, y = top + (k - 0.5) * s.style.line, text = line,
      size = s.style.small, fill = not mark and "soft" or "ink", tip = tip }
  end
end


local function height_of(s, texts, room)
  local most = 1
  for _, text in ipairs(texts) do most = math.max(most, #wrapped(s, text, room)) end
  return most * s.style.line + (s.style.on_paper and 2 * PAD or 0)
end


local function draw_head(s, c, left, w)
  local room = w - 2 * PAD
  local h = height_of(s, c.cols, room * 0.88)  -- bold letters are wider
  for j, name in ipairs(c.cols) do
    for k, line in ipairs(letters.wrap(name, room, s.style.measure, s.style.small, true,
      MOST_LINES)) do
      s:text { x = left + (j - 1) * w + (s.style.on_paper and PAD or 2 * s.style.COLUMN),
        y = (k - 0.5) * s.style.line, text = line, size = s.style.small, bold = true,
        tip = name }
    end
  end
  return h
end


local function draw(s, c)
  local left = 0
  for _, name in ipairs(c.rows) do
    left = math.max(left, s.style.measure(name, s.style.small))
  end
  left = math.min(left, NAME_SHARE * s.width) + s.style.gap
  local w = (s.width - left) / #c.cols
  if not s.style.on_paper then w = w // s.style.COLUMN * s.style.COLUMN end
  local y = draw_head(s, c, left, w)
  for i, name in ipairs(c.rows) do
    local sign, number = not s.style.on_paper, numbers_of(c.cells[i])
    local room = w - PAD - (sign and 2 * s.style.COLUMN or PAD + 4)
    local h = math.max(height_of(s, c.cells[i], room), height_of(s, { name },
      left - s.style.gap))
    local names = wrapped(s, name, left - s.style.gap)
    local top = sign and y or y + (h - 2 - #names * s.style.line) / 2
    for k, line in ipairs(names) do
      s:text { x = left - s.style.gap, y = top + (k - 0.5) * s.style.line, text = line,
        anchor = "end", size = s.style.small, tip = name }
    end
    for j, text in ipairs(c.cells[i]) do
      draw_cell(s, text, left + (j - 1) * w, y, w, h, number[text],
        ("%s, %s: %s"):format(c.cols[j], name, text))
    end
    y = y + h
  end
  return y
end


-- ---- the declaration ----

local options = {
  name        = { kind = "string" },
  descriptors = { kind = "table" },
  differing   = { kind = "boolean" },
  most        = { kind = "integer", default = MOST, least = 1 },
}


local function text_of(value)
  if base.is_na(value) then return "-" end
  return type(value) == "number" and letters.number(value) or tostring(value)
end


-- Descriptors x scenarios, from the side by side of scenario.compare{}: a
-- column of descriptors, then one for each scenario.
local function from_sides(f)
  local rows, cols, cells = columns.texts(f, f.names[1]), {}, {}
  for i = 1, f.n_rows do
    cells[i] = {}
    for j = 2, #f.names do
      cols[j - 1], cells[i][j - 1] = f.names[j], text_of(f:get(i, f.names[j]))
    end
  end
  return rows, cols, cells
end


-- The columns that are descriptors: those given, else all of texts but names.
local function descriptors_of(f, opts)
  if opts.descriptors then
    for _, name in ipairs(opts.descriptors) do
      columns.check("chart.scenarios", f, { descriptors = tostring(name) },
        { descriptors = "any" })
    end
    return opts.descriptors
  end
  local list = {}
  for _, name in ipairs(f.names) do
    if f.types[name] == "text" and name ~= "id" and name ~= "label" and name ~= opts.name then
      list[#list + 1] = name
    end
  end
  return list
end


-- The same from rows that are scenarios, as x:consistent{}.scenarios has them.
local function from_rows(f, opts)
  local rows, cols, cells = descriptors_of(f, opts), {}, {}
  for j = 1, f.n_rows do
    cols[j] = opts.name and text_of(f:get(j, opts.name)) or tostring(j)
  end
  for i, name in ipairs(rows) do
    cells[i] = {}
    for j = 1, f.n_rows do cells[i][j] = text_of(f:get(j, name)) end
  end
  return rows, cols, cells
end


-- What was given: scenarios (scenario.all(), scenario.compare), a result that
-- has a frame of them, or the frame itself.
local function parts_of(noun, opts)
  local given = result.given(noun)
  local fields = given and given.fields
  if fields and check.kind_of(fields.variants) == "frame" then
    return fields.variants, from_sides
  end
  local f = fields and check.kind_of(fields.scenarios) == "frame" and fields.scenarios
    or noun
  columns.check_frame("chart.scenarios", f)
  local is_rows = opts.descriptors or f.types.id or f.types.total_impact or opts.name
  return f, is_rows and from_rows or from_sides
end


-- Keeps the first scenarios, and of the rows those that differ.
local function cut(c, opts)
  local n_more = math.max(0, #c.cols - opts.most)
  for j = #c.cols, opts.most + 1, -1 do
    c.cols[j] = nil
    for _, row in ipairs(c.cells) do row[j] = nil end
  end
  local rows, cells, n_same = {}, {}, 0
  for i, name in ipairs(c.rows) do
    local same = next(numbers_of(c.cells[i])) == nil
    n_same = n_same + (same and 1 or 0)
    if not (same and opts.differing) then
      rows[#rows + 1], cells[#cells + 1] = name, c.cells[i]
    end
  end
  c.rows, c.cells = rows, cells
  return n_more, n_same
end


-- Scenarios of one name are told apart by their numbers.
local function table_of(c, f)
  local list = { { "descriptor", c.rows } }
  local types = { descriptor = "text" }
  for j, name in ipairs(c.cols) do
    local cells = {}
    for i = 1, #c.rows do cells[i] = c.cells[i][j] end
    local title = types[name] and ("%s %d"):format(name, j) or name
    list[j + 1], types[title] = { title, cells }, "text"
  end
  return frame(list, { types = types, source = f.source })
end


local function check_size(c)
  if #c.cols == 0 or #c.rows == 0 then
    fail("chart.scenarios: there is nothing to compare (%d scenarios, %d descriptors)",
      #c.cols, #c.rows)
  end
  if #c.rows > MOST_ROWS then
    fail("chart.scenarios: %d descriptors cannot be read in one picture; choose at most "
      .. "%d, as in { descriptors = { \"Trade\", ... } }", #c.rows, MOST_ROWS)
  end
end


--- chart.scenarios(scenarios, { name =, descriptors =, differing =, ... })
---   -> chart
---   Scenarios beside each other, with the variant of each descriptor in the
---   cells. Where scenarios differ, each variant of the row has its colour (on
---   terminals its sign), the commonest first; where all have the same, the
---   cells are grey.
---   scenarios    scenario.all(), scenario.compare{}, the result of
---                x:consistent{} or another with .scenarios, a frame with a
---                row for each scenario, or of descriptors and a column each
---   name         of rows: the column that names them; left out: 1, 2, ...
---   descriptors  of rows: which columns; left out: those of texts
---   differing    true: only descriptors on which they differ
---   most         how many scenarios: 8; the rest is counted below
---   title, subtitle, notes, width as in chart.heat
---   Raises when there is no scenario or no descriptor.
---
---   > two = { id = {"a", "b"}, Aid = {"x", "x"}, Trade = {"open", "shut"} }
---   > f = frame(two)
---   > show(chart.scenarios(f, { name = "id" }), { width = 40 })
---           a                b
---     Aid   x                x
---   Trade ● open           ▲ shut
---   1 of 2 descriptors differ
local function scenarios(noun, opts)
  noun, opts = picture.options("chart.scenarios", noun, opts, options)
  local f, read = parts_of(noun, opts)
  columns.check("chart.scenarios", f, opts, { name = "any" })
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f) }
  c.rows, c.cols, c.cells = read(f, opts)
  local n_rows = #c.rows
  local n_more, n_same = cut(c, opts)
  check_size(c)
  table.insert(c.notes, 1, #c.cols > 1 and ("%d of %d descriptors differ"):format(
    n_rows - n_same, n_rows) or nil)
  if n_more > 0 then
    table.insert(c.notes, 1, ("%d more scenarios are not drawn"):format(n_more))
  end
  c.table = table_of(c, f)
  c.about = ("%d scenarios on %d descriptors"):format(#c.cols, #c.rows)
  return picture.make("scenarios", c, draw)
end


return { scenarios = scenarios }
