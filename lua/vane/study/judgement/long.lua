-- One long frame of judgements, a row for each, as sheets.

local base = require "vane.core.base"
local cells_of = require "vane.study.judgement.cells"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local is_na = base.is_na
local long = {}


-- The distinct texts of a list in order of appearance, and their places.
function long.distinct(list)
  local names, place = {}, {}
  for _, name in ipairs(list) do
    if not place[name] then
      names[#names + 1] = name
      place[name] = #names
    end
  end
  return names, place
end


local function scores_of(f, column, told)
  local list = f:column(column)
  for k, value in ipairs(list) do
    local where = ("row %d of '%s'"):format(k, told.option)
    list[k] = cells_of.number(value, told, where, false)
  end
  return list
end


function long.empty_sheet(rows, cols)
  local sheet = { rows = rows, cols = cols, cells = {} }
  for i = 1, #rows do
    sheet.cells[i] = {}
    for j = 1, #cols do sheet.cells[i][j] = base.na end
  end
  return sheet
end


-- Puts the judgement of row k where it belongs.
local function put(given, k, panel, told)
  local expert, i, j = given.expert[k], given.row[k], given.col[k]
  local kind = given.kind and given.kind[k] or told.option
  local sheets = panel.kinds[kind] or {}
  local sheet = sheets[expert] or long.empty_sheet(panel.rows, panel.cols)
  panel.kinds[kind], sheets[expert] = sheets, sheet
  local cells = sheet.cells[panel.row_place[i]]
  local at = panel.col_place[j]
  if not is_na(cells[at]) then
    fail("%s: expert \"%s\" judges \"%s\" x \"%s\" twice in '%s'%s",
      told.word, expert, i, j, told.option,
      given.kind and (", both \"%s\""):format(kind) or "")
  end
  cells[at] = given.score[k]
end


-- A long frame, a row for each judgement, as { rows, cols, experts, kinds },
-- where kinds[kind][expert] is a sheet. `wants` lists the names under which
-- the columns expert, row, col, score and, if any, kind may stand. Rows and
-- cols keep their order of appearance.
function long.read(f, wants, told)
  local given, panel = {}, { kinds = {} }
  for _, what in ipairs(check.keys(wants)) do
    local column = cells_of.column_called(f, wants[what], told.word,
      told.option)
    local read = what == "score" and scores_of or cells_of.texts
    given[what] = read(f, column, told)
  end
  panel.rows, panel.row_place = long.distinct(given.row)
  panel.cols, panel.col_place = long.distinct(given.col)
  panel.experts = long.distinct(given.expert)
  table.sort(panel.experts)
  for k = 1, f.n_rows do put(given, k, panel, told) end
  return panel
end


return long
