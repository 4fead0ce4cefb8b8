-- Judgements as analysts have them - a matrix of marks or scores, a frame of
-- symbols, a panel of either by expert, one long frame - made into sheets:
-- rows, cols, and cells[i][j], a number or na.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local matrix = require "vane.data.matrix"

local is_na = base.is_na
local judgement = {}


-- ---- symbols ----

-- What symbols stand for: `known` lists some by the number, as texts with
-- blanks between; the analyst's own come on top.
function judgement.symbols(word, known, own)
  local symbols = {}
  for number, list in pairs(known) do
    for symbol in list:gmatch "%S+" do symbols[symbol] = number end
  end
  for symbol, value in pairs(own or {}) do
    local is_value = type(value) == "number" or is_na(value)
    if type(symbol) ~= "string" or not is_value then
      fail("%s: option 'symbols' wants a number, or na, for each symbol, as in "
        .. "{ [\"●\"] = 1 }", word)
    end
    symbols[symbol] = value
  end
  return symbols
end


-- The number a symbol stands for; a cell without any is `empty`.
local function number_of(text, told, where)
  local symbol = text:match "^%s*(.-)%s*$"
  if symbol == "" then return told.empty end
  local number = told.symbols[symbol] or tonumber(symbol)
  if number then return number end
  fail("%s: %s holds \"%s\", which is no mark known here; say what it stands "
    .. "for, as in symbols = { [\"%s\"] = 1 } (na: unknown), or drop the "
    .. "column", told.word, where, text, symbol)
end


-- Whether a frame is drawn in symbols: an empty cell then has a meaning.
local function has_symbols(f, names)
  for _, name in ipairs(names) do
    if f.types[name] == "text" then return true end
  end
  return false
end


local function cell_of(value, told, where, drawn)
  if type(value) == "string" then return number_of(value, told, where) end
  if is_na(value) then return drawn and told.empty or value end
  if type(value) == "boolean" then return value and 1 or 0 end
  return value
end


-- The columns of judgements: all but the first, which names the rows, and
-- those that the study skips.
local function judged_columns(f, told)
  local names = {}
  for j, name in ipairs(f.names) do
    if j > 1 and not (told.skip and told.skip[name]) then
      names[#names + 1] = name
    end
  end
  if #names == 0 then
    fail("%s: '%s' needs a column of row names and at least one more",
      told.word, told.option)
  end
  return names
end


local function row_names(f, told)
  local id = f.names[1]
  local rows = f:column(id)
  for i, row in ipairs(rows) do
    if is_na(row) then
      fail("%s: row %d of '%s' has no name in column \"%s\"", told.word, i,
        told.option, id)
    end
    rows[i] = tostring(row)
  end
  return rows
end


local function sheet_of_frame(f, told)
  local names, rows = judged_columns(f, told), row_names(f, told)
  local drawn, cells = has_symbols(f, names), {}
  for i in ipairs(rows) do cells[i] = {} end
  for j, name in ipairs(names) do
    for i, value in ipairs(f:column(name)) do
      local where = ("\"%s\" x \"%s\" of '%s'"):format(rows[i], name,
        told.option)
      cells[i][j] = cell_of(value, told, where, drawn)
    end
  end
  -- a matrix knows how to say that a name stands twice
  local m = matrix.of(rows, names, cells)
  return { rows = m.rows, cols = m.cols, cells = cells, row_title = f.names[1] }
end


-- ---- one sheet, or several by expert ----

-- `told`: word (of the study), option, symbols, empty (what a cell without a
-- symbol stands for), skip (columns of a frame that are no judgements).
local function sheet_of(given, told)
  local kind = check.kind_of(given)
  if kind == "frame" then return sheet_of_frame(given, told) end
  if kind == "matrix" then
    return { rows = given.rows, cols = given.cols, cells = given:cells(),
      row_title = given.row_title, col_title = given.col_title }
  end
  fail("%s: '%s' should be a matrix, a frame, or a table of these by expert, "
    .. "found %s", told.word, told.option, check.found(given))
end


local function is_noun(given)
  local kind = check.kind_of(given)
  return kind == "frame" or kind == "matrix"
end


local function expert_names(given, told)
  local names = {}
  for name in pairs(given) do names[#names + 1] = name end
  if #names < 2 then
    fail("%s: '%s' is a panel of %d; give at least two experts, or one matrix "
      .. "without a table around it", told.word, told.option, #names)
  end
  table.sort(names, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  return names
end


-- A frame with a column "expert" is a panel: a table of frames by expert.
local function by_expert(f)
  local is_frame = check.kind_of(f) == "frame"
  if not is_frame or not judgement.column_among(f, { "expert" }) then
    return f
  end
  local found = {}
  for key, rows in f:group("expert"):each() do
    found[tostring(key.expert)] = rows:drop "expert"
  end
  return found
end


-- A sheet, or { experts = { names }, sheets = { by name } }.
function judgement.read(given, told)
  given = by_expert(given)
  if is_noun(given) then return sheet_of(given, told) end
  if type(given) ~= "table" then return sheet_of(given, told) end
  local panel = { experts = {}, sheets = {} }
  for i, key in ipairs(expert_names(given, told)) do
    local name = type(key) == "number" and "expert " .. key or tostring(key)
    panel.experts[i] = name
    panel.sheets[name] = sheet_of(given[key], told)
  end
  return panel
end


-- ---- the long frame ----

-- The first of the names that the frame has as a column, or nil.
function judgement.column_among(f, names)
  local known = {}
  for _, name in ipairs(f.names) do known[name] = true end
  for _, name in ipairs(names) do
    if known[name] then return name end
  end
end


-- The same; raises when there is none.
function judgement.column_called(f, names, word, option)
  return judgement.column_among(f, names)
    or fail("%s: '%s' needs a column \"%s\"; its columns are %s", word, option,
      names[1], table.concat(f.names, ", "))
end


-- The distinct texts of a list in order of appearance, and their places.
local function distinct(list)
  local names, place = {}, {}
  for _, name in ipairs(list) do
    if not place[name] then
      names[#names + 1] = name
      place[name] = #names
    end
  end
  return names, place
end


local function texts_of(f, column, told)
  local list = f:column(column)
  for k, value in ipairs(list) do
    if is_na(value) then
      fail("%s: row %d of '%s' has nothing in column \"%s\"", told.word, k,
        told.option, column)
    end
    list[k] = tostring(value)
  end
  return list
end


local function scores_of(f, column, told)
  local list = f:column(column)
  for k, value in ipairs(list) do
    local where = ("row %d of '%s'"):format(k, told.option)
    list[k] = cell_of(value, told, where, false)
  end
  return list
end


local function empty_sheet(rows, cols)
  local sheet = { rows = rows, cols = cols, cells = {} }
  for i = 1, #rows do
    sheet.cells[i] = {}
    for j = 1, #cols do sheet.cells[i][j] = base.na end
  end
  return sheet
end


-- Puts the judgement of row k where it belongs.
local function put(long, k, panel, told)
  local expert, i, j = long.expert[k], long.row[k], long.col[k]
  local kind = long.kind and long.kind[k] or told.option
  local sheets = panel.kinds[kind] or {}
  local sheet = sheets[expert] or empty_sheet(panel.rows, panel.cols)
  panel.kinds[kind], sheets[expert] = sheets, sheet
  local cells = sheet.cells[panel.row_place[i]]
  local at = panel.col_place[j]
  if not is_na(cells[at]) then
    fail("%s: expert \"%s\" judges \"%s\" x \"%s\" twice in '%s'%s",
      told.word, expert, i, j, told.option,
      long.kind and (", both \"%s\""):format(kind) or "")
  end
  cells[at] = long.score[k]
end


-- A long frame, a row for each judgement, as { rows, cols, experts, kinds },
-- where kinds[kind][expert] is a sheet. `wants` lists the names under which
-- the columns expert, row, col, score and, if any, kind may stand. Rows and
-- cols keep their order of appearance.
function judgement.from_long(f, wants, told)
  local long, panel = {}, { kinds = {} }
  for _, what in ipairs(check.keys(wants)) do
    local column = judgement.column_called(f, wants[what], told.word,
      told.option)
    local read = what == "score" and scores_of or texts_of
    long[what] = read(f, column, told)
  end
  panel.rows, panel.row_place = distinct(long.row)
  panel.cols, panel.col_place = distinct(long.col)
  panel.experts = distinct(long.expert)
  table.sort(panel.experts)
  for k = 1, f.n_rows do put(long, k, panel, told) end
  return panel
end


-- ---- sheets that meet ----

local function only_in(names, others)
  local known, list = {}, {}
  for _, name in ipairs(others) do known[name] = true end
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


local function places(names)
  local place = {}
  for i, name in ipairs(names) do place[name] = i end
  return place
end


-- The sheet with those rows and cols, missing where it has none.
function judgement.spread(sheet, rows, cols)
  local row_place, col_place = places(sheet.rows), places(sheet.cols)
  local wide = empty_sheet(rows, cols)
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
  return (distinct(list))
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
    local line, sheet = {}, sheets[expert] or empty_sheet(rows, cols)
    for _, cells in ipairs(sheet.cells) do
      table.move(cells, 1, #cells, #line + 1, line)
    end
    lines[e] = line
  end
  return matrix.of(experts, judgement.cell_names(rows, cols), lines)
end


return judgement
