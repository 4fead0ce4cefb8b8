-- Named cells: what a list of { row, col, because = "..." }, a frame or a
-- matrix of 0 and 1 says of single cells of a study.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local judgement = require "vane.study.judgement"

local is_na = base.is_na


-- 1 or 0 of what may be said as true, false, 1, 0 or nothing.
local function yes_or_no(value, where, told)
  if value == nil or value == true or value == 1 then return 1 end
  if value == false or value == 0 then return 0 end
  fail("%s: %s should be true or false, found %s", told.word, where,
    tostring(value))
end


local function nearest_of(name, names)
  local near = base.nearest(name, names)
  return near and (" (did you mean \"%s\"?)"):format(near) or ""
end


local function place_of(name, names, kind, where, told)
  for i, known in ipairs(names) do
    if known == name then return i end
  end
  fail("%s: %s: no %s \"%s\"%s", told.word, where, kind, tostring(name),
    nearest_of(tostring(name), names))
end


-- A name may be written as a whole number.
local function name_of(value)
  if type(value) == "string" then return value end
  return math.type(value) == "integer" and tostring(value) or nil
end


-- Notes { value, because } for the cell, once.
local function note(found, entry, where, told)
  entry.row, entry.col = name_of(entry.row), name_of(entry.col)
  if not entry.row or not entry.col then
    fail("%s: %s should name a %s and an %s, as in { \"%s\", \"%s\" }",
      told.word, where, told.row_word, told.col_word, told.rows[1] or "...",
      told.cols[1] or "...")
  end
  local i = place_of(entry.row, told.rows, told.row_word, where, told)
  local j = place_of(entry.col, told.cols, told.col_word, where, told)
  if found[i][j] then
    fail("%s: %s: \"%s\" x \"%s\" is named twice", told.word, where, entry.row,
      entry.col)
  end
  if entry.because ~= nil and type(entry.because) ~= "string" then
    fail("%s: %s: 'because' should be a text, found %s", told.word, where,
      check.found(entry.because))
  end
  found[i][j] = { value = yes_or_no(entry.value, where, told),
    because = entry.because }
end


local function from_list(given, found, told)
  for k, entry in ipairs(given) do
    local where = ("entry %d of '%s'"):format(k, told.option)
    if type(entry) ~= "table" then
      fail("%s: %s should be { \"%s\", \"%s\" }, found %s", told.word, where,
        told.rows[1] or "...", told.cols[1] or "...", check.found(entry))
    end
    local value = entry[3]
    if value == nil then value = entry.area end
    note(found, { row = entry[1] or entry[told.row_word],
      col = entry[2] or entry[told.col_word], value = value,
      because = entry.because }, where, told)
  end
end


local function from_frame(f, found, told)
  local rows = f:column(judgement.column_called(f, told.row_columns, told.word,
    told.option))
  local cols = f:column(judgement.column_called(f, told.col_columns, told.word,
    told.option))
  local because = judgement.column_among(f, { "because" })
  local area = judgement.column_among(f, { "area" })
  for k = 1, f.n_rows do
    local entry = { row = rows[k], col = cols[k] }
    if area then entry.value = f:get(k, area) end
    if because then entry.because = f:get(k, because) end
    if is_na(entry.value) then entry.value = nil end
    if is_na(entry.because) then entry.because = nil end
    note(found, entry, ("row %d of '%s'"):format(k, told.option), told)
  end
end


local function from_matrix(m, found, told)
  local sheet = judgement.aligned(told.word,
    { rows = m.rows, cols = m.cols, cells = m:cells() },
    "'" .. told.option .. "'", told, "the marks")
  for i, cells in ipairs(sheet.cells) do
    for j, value in ipairs(cells) do
      if value == 1 then
        found[i][j] = { value = 1 }
      elseif value ~= 0 then
        fail("%s: '%s' of \"%s\" x \"%s\" is %s, not 0 or 1", told.word,
          told.option, told.rows[i], told.cols[j], tostring(value))
      end
    end
  end
end


-- found[i][j] is nil or { value = 1 or 0, because = text or nil }. `told`:
-- word, option, rows, cols, row_word, col_word, row_columns, col_columns (the
-- names a frame's columns may have), only_ones (leave out what is 0).
return function(given, told)
  local found = {}
  for i = 1, #told.rows do found[i] = {} end
  if given == nil then return found end
  local kind = check.kind_of(given)
  if kind == "frame" then from_frame(given, found, told)
  elseif kind == "matrix" then from_matrix(given, found, told)
  else from_list(given, found, told) end
  for _, row in ipairs(told.only_ones and found or {}) do
    for j, cell in pairs(row) do
      if cell.value == 0 then row[j] = nil end
    end
  end
  return found
end
