-- What crossover{} is given, made into marks 0, 1 and 2 of sub-trends by
-- parameters, missing apart from none.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local index = require "vane.base.index"
local judgement = require "vane.study.judgement"
local panel = require "vane.core.panel"

local WORD = "crossover"
local SYMBOLS = { [0] = "- – — ○", "● • x X ✓ +", "●● •• xx XX ✓✓ ++" }

local ROW = { "row_id", "subtrend", "subtrend_id", "id" }
local INDUSTRY = { "industry", "industry_id" }
local PARAMETER = { "parameter", "parameter_id" }

-- Columns of a frame of marks that say what its rows are.
local DESCRIBES = { industry = true, industry_id = true, label = true,
  subtrend = true, subtrend_key = true, fig7_order = true }

local is_na = base.is_na


-- ---- sheets ----

local LONG = { expert = { "expert" }, row = ROW, col = PARAMETER,
  score = { "mark", "score" } }


local function from_long(opts, told)
  if opts.marks then fail("%s: give either 'panel' or 'marks'", WORD) end
  told.option = "panel"
  local s = judgement.from_long(opts.panel, LONG, told)
  if #s.experts < 2 then
    fail("%s: 'panel' has %d experts; give at least two, or 'marks'", WORD,
      #s.experts)
  end
  return { rows = s.rows, cols = s.cols, experts = s.experts,
    sheets = s.kinds.panel or {} }
end


local function read_marks(opts)
  local told = { word = WORD, option = "marks", empty = base.na,
    symbols = judgement.symbols(WORD, SYMBOLS, opts.symbols), skip = DESCRIBES }
  if opts.panel then return from_long(opts, told) end
  if not opts.marks then
    fail("%s: needs the option 'marks' (sub-trends x parameters: a matrix, a "
      .. "frame, or a table of these by expert), or 'panel'", WORD)
  end
  local found = judgement.read(opts.marks, told)
  if found.experts then return judgement.united(found) end
  return { rows = found.rows, cols = found.cols, sheet = found }
end


local SCALE = { low = 0, high = 2, whole = true, mend =
  "1 is strong, 2 very strong, missing what nobody judged" }


local function check_scale(s)
  if s.sheet then judgement.check(WORD, s.sheet, "'marks'", SCALE) end
  for _, expert in ipairs(s.experts or {}) do
    local sheet = s.sheets[expert]
    if sheet then
      judgement.check(WORD, sheet, ("\"%s\""):format(expert), SCALE)
    end
  end
end


-- ---- one mark for each cell ----

-- 2 where more than half of the experts see it, else 1 where more than half
-- see 1 or 2, else 0; missing where nobody judged.
local function marks_of_panel(s)
  s.panel = judgement.panel(s.experts, s.sheets, s.rows, s.cols)
  s.stats = panel.cells(s.panel, 1, 2)
  local names, marks = judgement.cell_names(s.rows, s.cols), {}
  for i = 1, #s.rows do
    marks[i] = {}
    for j = 1, #s.cols do
      local cell = names[(i - 1) * #s.cols + j]
      local strong, very = s.stats:get(cell, "strong"), s.stats:get(cell, "top")
      if is_na(strong) then marks[i][j] = strong
      else marks[i][j] = very > 0.5 and 2 or strong > 0.5 and 1 or 0 end
    end
  end
  return marks
end


-- ---- what is known of sub-trends and parameters ----

local function column_of(f, names)
  local name = judgement.column_among(f, names)
  return name and f:column(name)
end


-- { id = value } of a frame's columns; na where the frame has no such column.
local function lookup(ids, values)
  local found = {}
  for k, id in ipairs(ids) do
    found[tostring(id)] = values and values[k] or base.na
  end
  return found
end


-- Raises when the ids of a frame are not exactly the names of the marks.
local function same_ids(option, ids, names, side)
  local known, wanted = {}, {}
  for k, id in ipairs(ids) do
    local name = tostring(id)
    if is_na(id) then fail("%s: row %d of '%s' has no id", WORD, k, option) end
    if known[name] then
      fail("%s: '%s' has \"%s\" twice, in rows %d and %d", WORD, option, name,
        known[name], k)
    end
    known[name] = k
  end
  for _, name in ipairs(names) do
    wanted[name] = true
    if not known[name] then
      fail("%s: the marks have the %s \"%s\", which '%s' does not have", WORD,
        side, name, option)
    end
  end
  for _, id in ipairs(ids) do
    if not wanted[tostring(id)] then
      fail("%s: '%s' has the %s \"%s\", for which there are no marks", WORD,
        option, side, tostring(id))
    end
  end
end


-- What a frame of marks says of its rows besides, once for each row.
local function rows_of_marks(f)
  if column_of(f, { "expert" }) then f = f:drop "expert" end
  local id = f.names[1]
  return f:unique(id), id
end


local function describe_subtrends(s, opts)
  local f, option, id = opts.subtrends, "subtrends"
  if f then
    id = judgement.column_called(f, ROW, WORD, option)
  elseif check.kind_of(opts.marks) == "frame" then
    f, id = rows_of_marks(opts.marks)
    option = "marks"
  else
    return
  end
  local ids = f:column(id)
  same_ids(option, ids, s.rows, "sub-trend")
  s.label = lookup(ids, column_of(f, { "label", "subtrend_key" }))
  local industries = column_of(f, INDUSTRY)
  s.industry = industries and lookup(ids, industries)
end


local function describe_parameters(s, opts)
  local f = opts.parameters
  if not f then return end
  local ids = f:column(judgement.column_called(f,
    { "id", "parameter", "parameter_id" }, WORD, "parameters"))
  same_ids("parameters", ids, s.cols, "parameter")
  s.name = lookup(ids, column_of(f, { "name" }))
  local named = column_of(f, { "named_most_relevant" })
  if named and not opts.most_relevant then
    s.most_relevant = {}
    for k, id in ipairs(ids) do
      if named[k] == 1 then table.insert(s.most_relevant, tostring(id)) end
    end
  end
end


local function name_relevant(s, opts)
  local given = opts.most_relevant
  if check.kind_of(given) == "frame" then
    given = given:column(judgement.column_called(given, PARAMETER, WORD,
      "most_relevant"))
  end
  if not given then return end
  if #given == 0 then fail("%s: 'most_relevant' names no parameter", WORD) end
  s.most_relevant = {}
  local known = index.set(s.cols)
  for k, id in ipairs(given) do
    if known[id] == nil then
      local near = base.nearest(tostring(id), s.cols)
      fail("%s: 'most_relevant' names \"%s\", which is no parameter%s", WORD,
        tostring(id), near and (" (did you mean \"%s\"?)"):format(near) or "")
    elseif not known[id] then
      fail("%s: 'most_relevant' names \"%s\" twice", WORD, id)
    end
    known[id], s.most_relevant[k] = false, id
  end
end


-- rows, cols, marks[i][j] (0, 1, 2 or na), experts or nil with panel and
-- stats, and what is known: label, industry, name, most_relevant.
return function(opts)
  local s = read_marks(opts)
  if #s.rows == 0 or #s.cols == 0 then
    fail("%s: there are no sub-trends or no parameters", WORD)
  end
  check_scale(s)
  s.marks = s.experts and marks_of_panel(s) or s.sheet.cells
  describe_subtrends(s, opts)
  describe_parameters(s, opts)
  name_relevant(s, opts)
  return s
end
