-- What megatrend{} is given, made into marks: which trend acts strongly on
-- which industry, and the other way round.

local base = require "vane.core.base"
local fail = require "vane.base.fail"
local judgement = require "vane.study.judgement"
local panel = require "vane.core.panel"

local WORD = "megatrend"
local DIRECTIONS = { "downstream", "upstream" }
local EXTREME = 2 / 3  -- of the experts at the scale's maximum
local STRONG = 3 / 4   -- of the way up the scale, when nothing else is said

local SYMBOLS = { [0] = "- – — · ○ .", "● • ■ ◆ ▲ ▼ ✓ ✔ × x X v V +" }

local is_na = base.is_na


-- ---- sheets ----

local LONG = {
  expert = { "expert" }, kind = { "direction" }, score = { "score", "mark" },
  row = { "trend", "megatrend", "megatrend_id" },
  col = { "industry", "industry_id" },
}


local function from_long(opts, told)
  if opts.downstream or opts.upstream then
    fail("%s: give either 'panel' or 'downstream' and 'upstream'", WORD)
  end
  told.option = "panel"
  local read = judgement.from_long(opts.panel, LONG, told)
  for kind in pairs(read.kinds) do
    if kind ~= "downstream" and kind ~= "upstream" then
      fail("%s: 'panel' has the direction \"%s\"; wants \"downstream\" or "
        .. "\"upstream\"", WORD, kind)
    end
  end
  if #read.experts < 2 then
    fail("%s: 'panel' has %d experts; give at least two, or two matrices",
      WORD, #read.experts)
  end
  return { rows = read.rows, cols = read.cols, experts = read.experts,
    downstream = read.kinds.downstream or {},
    upstream = read.kinds.upstream or {} }
end


-- Every expert of either direction, in order.
local function all_experts(...)
  local names, known = {}, {}
  for _, read in ipairs { ... } do
    for _, name in ipairs(read.experts) do
      if not known[name] then names[#names + 1] = name end
      known[name] = true
    end
  end
  table.sort(names)
  return names
end


local function from_panels(found)
  local down, up = found.downstream, found.upstream
  if not (down.experts and up.experts) then
    fail("%s: '%s' is a panel, '%s' is not; give both by expert, or both as "
      .. "one matrix", WORD, down.experts and "downstream" or "upstream",
      down.experts and "upstream" or "downstream")
  end
  down, up = judgement.united(down), judgement.united(up)
  judgement.same_names(WORD, up, "upstream", down, "downstream")
  local s = { experts = all_experts(down, up), rows = down.rows,
    cols = down.cols, downstream = down.sheets, upstream = {} }
  for expert, sheet in pairs(up.sheets) do
    s.upstream[expert] = judgement.spread(sheet, s.rows, s.cols)
  end
  return s
end


local function from_options(opts, told)
  local found = {}
  for _, direction in ipairs(DIRECTIONS) do
    if not opts[direction] then
      fail("%s: needs the option '%s' (trends x industries: a matrix, a frame, "
        .. "or a table of these by expert), or 'panel'", WORD, direction)
    end
    told.option = direction
    found[direction] = judgement.read(opts[direction], told)
  end
  local down, up = found.downstream, found.upstream
  if down.experts or up.experts then return from_panels(found) end
  return { rows = down.rows, cols = down.cols, downstream = down,
    upstream = judgement.aligned(WORD, up, "'upstream'", down, "'downstream'") }
end


-- Calls look(sheet, what to call it) for every sheet.
local function each_sheet(s, look)
  for _, direction in ipairs(DIRECTIONS) do
    if not s.experts then look(s[direction], "'" .. direction .. "'") end
    for _, expert in ipairs(s.experts or {}) do
      local sheet = s[direction][expert]
      if sheet then look(sheet, ("\"%s\" %s"):format(expert, direction)) end
    end
  end
end


-- ---- the scale ----

-- The least and the greatest judgement, and whether all are 0 or 1.
local function extent(s)
  local least, most, only_marks = math.huge, -math.huge, true
  each_sheet(s, function(sheet)
    judgement.each(sheet, function(value)
      least, most = math.min(least, value), math.max(most, value)
      only_marks = only_marks and (value == 0 or value == 1)
    end)
  end)
  return least, most, only_marks
end


local function is_finite(x)
  return type(x) == "number" and x - x == 0
end


local function declared_scale(given)
  local low, high, step = given[1], given[2], given.step or 1
  local is_scale = is_finite(low) and is_finite(high) and is_finite(step)
    and low < high and step > 0
  if not is_scale then
    fail("%s: option 'scale' should be { lowest, highest }, as in { 0, 4 }, "
      .. "or { 0, 100, step = 25 }", WORD)
  end
  return { low = low, high = high, step = step }
end


-- 0 and 1 are marks. Scores say their scale or their strong score; then, and
-- for panels, 0 to 4 is taken, the scale of points used beside these reports.
local function scale_of(s, opts)
  local _, _, only_marks = extent(s)
  local scale
  if opts.scale then
    scale = declared_scale(opts.scale)
  elseif only_marks and (opts.strong or 1) <= 1 then
    scale = { low = 0, high = 1, step = 1 }
  elseif opts.strong or s.experts then
    scale = { low = 0, high = 4, step = 1, assumed = true }
  else
    scale = { low = 0, high = 1, step = 1 }
  end
  local span = scale.high - scale.low
  scale.strong = opts.strong
    or scale.low + math.ceil(STRONG * span / scale.step) * scale.step
  scale.whole = span == 1 and scale.strong == scale.high
  scale.mend = scale.whole
    and "for scores say their scale, as in scale = { 0, 4 }"
    or "say another scale, as in scale = { 0, 10 }"
  if scale.strong <= scale.low or scale.strong > scale.high then
    fail("%s: option 'strong' should lie above %g and be at most %g, the "
      .. "scale; found %g", WORD, scale.low, scale.high, scale.strong)
  end
  return scale
end


-- ---- marks ----

-- Of one sheet: 1 from the strong score on. Every cell must be judged.
local function marks_of_sheet(sheet, direction, strong)
  local marks = {}
  for i, cells in ipairs(sheet.cells) do
    marks[i] = {}
    for j, value in ipairs(cells) do
      if is_na(value) then
        fail("%s: '%s' has nothing for \"%s\" x \"%s\"; no influence is 0",
          WORD, direction, sheet.rows[i], sheet.cols[j])
      end
      marks[i][j] = value >= strong and 1 or 0
    end
  end
  return marks
end


local is_strong = {
  share  = function(stats, cell) return stats:get(cell, "strong") > 0.5 end,
  mean   = function(stats, cell, strong)
    return stats:get(cell, "mean") >= strong
  end,
  median = function(stats, cell, strong)
    return stats:get(cell, "median") >= strong
  end,
}


-- Of a panel: by the share of experts from the strong score on, by the mean
-- or the median. Somebody must have judged every cell.
local function marks_of_panel(s, direction, opts)
  local stats, marks = s.stats[direction], {}
  local names = judgement.cell_names(s.rows, s.cols)
  for i, row in ipairs(s.rows) do
    marks[i] = {}
    for j, col in ipairs(s.cols) do
      local cell = names[(i - 1) * #s.cols + j]
      if stats:get(cell, "n_experts") == 0 then
        fail("%s: nobody judged \"%s\" x \"%s\" %s; leave the trend or the "
          .. "industry out, or ask", WORD, row, col, direction)
      end
      local strong = is_strong[opts.aggregate](stats, cell, s.scale.strong)
      marks[i][j] = strong and 1 or 0
    end
  end
  return marks
end


local function read_panel(s, opts)
  s.panels, s.stats = {}, {}
  for _, direction in ipairs(DIRECTIONS) do
    local p = judgement.panel(s.experts, s[direction], s.rows, s.cols)
    s.panels[direction] = p
    s.stats[direction] = panel.cells(p, s.scale.strong, s.scale.high)
  end
  s.down = marks_of_panel(s, "downstream", opts)
  s.up = marks_of_panel(s, "upstream", opts)
end


-- ---- one-sided but extreme ----

-- Cells marked one way that two thirds of the experts give the scale's
-- maximum that way. Plain marks have no maximum above strong.
local function add_extremes(s, found)
  if not s.experts or s.scale.strong >= s.scale.high then return end
  local names = judgement.cell_names(s.rows, s.cols)
  for i in ipairs(s.rows) do
    for j in ipairs(s.cols) do
      local one_sided = s.down[i][j] + s.up[i][j] == 1
      local way = s.down[i][j] == 1 and "downstream" or "upstream"
      local cell = names[(i - 1) * #s.cols + j]
      local top = one_sided and s.stats[way]:get(cell, "top") or 0
      if top >= EXTREME - 1e-9 and not found[i][j] then
        found[i][j] = { value = 1, because =
          ("%.0f %% of the experts give %g %s"):format(top * 100, s.scale.high,
            way) }
      end
    end
  end
end


local read = {}


-- rows, cols, experts or nil, scale, down[i][j], up[i][j]; of a panel also
-- panels and stats by direction.
function read.marks(opts)
  local told = { word = WORD, empty = 0,
    symbols = judgement.symbols(WORD, SYMBOLS, opts.symbols) }
  local s = opts.panel and from_long(opts, told) or from_options(opts, told)
  if #s.rows == 0 or #s.cols == 0 then
    fail("%s: there are no trends or no industries", WORD)
  end
  s.scale = scale_of(s, opts)
  each_sheet(s, function(sheet, name)
    judgement.check(WORD, sheet, name, s.scale)
  end)
  if s.experts then
    read_panel(s, opts)
  else
    s.down = marks_of_sheet(s.downstream, "downstream", s.scale.strong)
    s.up = marks_of_sheet(s.upstream, "upstream", s.scale.strong)
  end
  return s
end


-- The named extremes, which must have a mark one way at least, and those of
-- the panel.
function read.extremes(s, found)
  for i, row in ipairs(s.rows) do
    for j, col in ipairs(s.cols) do
      if found[i][j] and s.down[i][j] + s.up[i][j] == 0 then
        fail("%s: 'extreme' names \"%s\" x \"%s\", which has no mark either "
          .. "way; to count it as an area nevertheless, name it in 'override'",
          WORD, row, col)
      end
    end
  end
  add_extremes(s, found)
end


return read
