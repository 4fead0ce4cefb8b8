-- One sheet of judgements, or several by expert, of a matrix, a frame, or a
-- table of these.

local cells_of = require "vane.study.judgement.cells"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local matrix = require "vane.data.matrix"


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


local function sheet_of_frame(f, told)
  local names, rows = judged_columns(f, told), cells_of.texts(f, f.names[1], told)
  local drawn, cells = cells_of.has_symbols(f, names), {}
  for i in ipairs(rows) do cells[i] = {} end
  for j, name in ipairs(names) do
    for i, value in ipairs(f:column(name)) do
      local where = ("\"%s\" x \"%s\" of '%s'"):format(rows[i], name,
        told.option)
      cells[i][j] = cells_of.number(value, told, where, drawn)
    end
  end
  -- a matrix knows how to say that a name stands twice
  local m = matrix.of(rows, names, cells)
  return { rows = m.rows, cols = m.cols, cells = cells, row_title = f.names[1] }
end


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
  if not is_frame or not cells_of.column_among(f, { "expert" }) then
    return f
  end
  local found = {}
  for key, rows in f:group("expert"):each() do
    found[tostring(key.expert)] = rows:drop "expert"
  end
  return found
end


-- A sheet, or { experts = { names }, sheets = { by name } }.
return function(given, told)
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
