-- Judgements as analysts have them - a matrix of marks or scores, a frame of
-- symbols, a panel of either by expert, one long frame - made into sheets:
-- rows, cols, and cells[i][j], a number or na.

local base = require "vane.core.base"
local cells_of = require "vane.study.judgement.cells"
local fail = require "vane.base.fail"
local index = require "vane.base.index"
local long = require "vane.study.judgement.long"
local matrix = require "vane.data.matrix"

local is_na = base.is_na

local judgement = {
  symbols = cells_of.symbols,
  column_among = cells_of.column_among,
  column_called = cells_of.column_called,
  read = require "vane.study.judgement.sheets",
  from_long = long.read,
}


-- ---- sheets that meet ----

local function only_in(names, others)
  local known, list = index.set(others), {}
  for _, name in ipairs(names) do
    if not known[name] then list[#list + 1] = ("\"%s\""):format(name) end
  end
  return list
end


local function same_side(word, side, a, a_name, b, b_name)
  local parts = {}
  local function tell(list, name)
    if #list == 0 then return end
    parts[#parts + 1] = ("only in %s %s"):format(name,
      table.concat(list, ", ", 1, math.min(#list, 5)))
  end
  tell(only_in(a, b), a_name)
  tell(only_in(b, a), b_name)
  if #parts == 0 then return end
  fail("%s: the %s of %s and %s differ: %s", word, side, a_name, b_name,
    table.concat(parts, "; "))
end


-- Raises with the names that only one of two sheets has.
function judgement.same_names(word, sheet, name, to, to_name)
  same_side(word, "rows", to.rows, to_name, sheet.rows, name)
  same_side(word, "columns", to.cols, to_name, sheet.cols, name)
end


-- The sheet with those rows and cols, missing where it has none.
function judgement.spread(sheet, rows, cols)
  local row_place, col_place = index.places(sheet.rows), index.places(sheet.cols)
  local wide = long.empty_sheet(rows, cols)
  for i, row in ipairs(rows) do
    local cells = sheet.cells[row_place[row]]
    for j, col in ipairs(cells and cols or {}) do
      if col_place[col] then wide.cells[i][j] = cells[col_place[col]] end
    end
  end
  return wide
end


-- Every name of the sheets, those of the largest one first.
local function all_names(panel, side)
  local largest = panel.experts[1]
  for _, expert in ipairs(panel.experts) do
    if #panel.sheets[expert][side] > #panel.sheets[largest][side] then
      largest = expert
    end
  end
  local list = {}
  local function add(expert)
    local names = panel.sheets[expert][side]
    table.move(names, 1, #names, #list + 1, list)
  end
  add(largest)
  for _, expert in ipairs(panel.experts) do add(expert) end
  return (long.distinct(list))
end


-- A panel whose sheets all have the rows and cols that any of them has; what
-- an expert did not judge is missing.
function judgement.united(panel)
  local s = { experts = panel.experts, sheets = {},
    rows = all_names(panel, "rows"), cols = all_names(panel, "cols") }
  for expert, sheet in pairs(panel.sheets) do
    s.sheets[expert] = judgement.spread(sheet, s.rows, s.cols)
  end
  return s
end


-- The sheet with its rows and cols in the order of another's, after checking
-- that both have the same names. Sheets meet by name, never by position.
function judgement.aligned(word, sheet, name, to, to_name)
  judgement.same_names(word, sheet, name, to, to_name)
  return judgement.spread(sheet, to.rows, to.cols)
end


-- ---- the scale ----

-- Calls look(value, row, col) for every judgement that is not missing.
function judgement.each(sheet, look)
  for i, row in ipairs(sheet.cells) do
    for j, value in ipairs(row) do
      if not is_na(value) then look(value, sheet.rows[i], sheet.cols[j]) end
    end
  end
end


-- Raises when a judgement lies outside the scale, or between its marks.
function judgement.check(word, sheet, name, scale)
  judgement.each(sheet, function(value, row, col)
    local whole = scale.whole and value ~= math.floor(value)
    if value >= scale.low and value <= scale.high and not whole then return end
    fail("%s: %s of \"%s\" x \"%s\" is %.14g, outside the scale %s; %s",
      word, name, row, col, value, judgement.scale_text(scale), scale.mend)
  end)
end


function judgement.scale_text(scale)
  if scale.whole and scale.high - scale.low == 1 then
    return ("of marks, %g or %g"):format(scale.low, scale.high)
  end
  return ("%g to %g"):format(scale.low, scale.high)
end


-- ---- cells ----

-- Calls look(i, j) for every cell of rows x cols, row by row.
function judgement.each_cell(s, look)
  for i = 1, #s.rows do
    for j = 1, #s.cols do look(i, j) end
  end
end


-- The names of all cells, row by row.
function judgement.cell_names(rows, cols)
  local names = {}
  for _, row in ipairs(rows) do
    for _, col in ipairs(cols) do names[#names + 1] = row .. "\t" .. col end
  end
  return names
end


-- One row for each expert, one column for each cell; what an expert has no
-- sheet for is missing.
function judgement.panel(experts, sheets, rows, cols)
  local lines = {}
  for e, expert in ipairs(experts) do
    local line, sheet = {}, sheets[expert] or long.empty_sheet(rows, cols)
    for _, cells in ipairs(sheet.cells) do
      table.move(cells, 1, #cells, #line + 1, line)
    end
    lines[e] = line
  end
  return matrix.of(experts, judgement.cell_names(rows, cols), lines)
end


return judgement
