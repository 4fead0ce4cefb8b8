-- The tables of the mega-trend study, from its marks.

local base = require "vane.core.base"
local consensus = require "vane.study.consensus"
local judgement = require "vane.study.judgement"
local matrix = require "vane.data.matrix"
local ranking = require "vane.study.ranking"
local typed = require "vane.study.typed"

local na, is_na = base.na, base.is_na
local each_cell = judgement.each_cell
local tables = {}


-- ---- cell by cell ----

local CLASSES = {  -- by number of marks, then not published, published
  [0] = { "agree_none", "published_without_mark" },
  { "one_sided_not_published", "published_one_sided" },
  { "both_not_published", "agree_both" },
}


-- What marks say against what was published.
local function class_of(down, up, published)
  return CLASSES[down + up][published + 1]
end


local function reason_of(s, i, j)
  local told = s.override[i][j] or s.extreme[i][j]
  return told and told.because or na
end


function tables.audit(s)
  local c = { trend = {}, industry = {}, downstream = {}, upstream = {},
    rule = {}, published = {}, class = {}, extreme = {}, override = {},
    area = {}, because = {} }
  each_cell(s, function(i, j)
    local k = #c.trend + 1
    local published = s.published and (s.published[i][j] and 1 or 0) or na
    c.trend[k], c.industry[k] = s.rows[i], s.cols[j]
    c.downstream[k], c.upstream[k] = s.down[i][j], s.up[i][j]
    c.rule[k], c.area[k] = s.down[i][j] * s.up[i][j], s.area[i][j]
    c.published[k] = published
    c.class[k] = is_na(published) and na
      or class_of(s.down[i][j], s.up[i][j], published)
    c.extreme[k] = s.extreme[i][j] and 1 or 0
    c.override[k] = s.override[i][j] and s.override[i][j].value or na
    c.because[k] = reason_of(s, i, j)
  end)
  local order = { "trend", "industry", "downstream", "upstream", "rule",
    "published", "class", "extreme", "override", "area", "because" }
  local columns = {}
  for k, name in ipairs(order) do columns[k] = { name, c[name] } end
  return typed(columns, { published = "integer", class = "text",
    override = "integer", because = "text" }, s.source)
end


-- ---- exposure and reach ----

local MEASURES = { "downstream", "upstream", "both", "areas" }
local RANKED = { "areas", "downstream", "upstream", "both" }  -- most asked first


local function marks_of(s, measure, i, j)
  if measure == "downstream" then return s.down[i][j] end
  if measure == "upstream" then return s.up[i][j] end
  if measure == "both" then return s.down[i][j] * s.up[i][j] end
  return s.area[i][j]
end


-- An area that was declared stays what it is whatever the marks say.
local function is_declared(s, i, j)
  return s.override[i][j] ~= nil or s.extreme[i][j] ~= nil
end


-- What a mark stands at, and the least and the most it could be when one mark
-- changes.
local function one_change(s, measure, i, j)
  local now = marks_of(s, measure, i, j)
  if measure == "downstream" or measure == "upstream" then return now, 0, 1 end
  if measure == "areas" and is_declared(s, i, j) then return now, now, now end
  return now, 0, s.down[i][j] + s.up[i][j] > 0 and 1 or 0
end


local function cells_of_marks(s, measure)
  local lines = { {}, {}, {} }
  each_cell(s, function(i, j)
    local k = #lines[1] + 1
    lines[1][k], lines[2][k], lines[3][k] = one_change(s, measure, i, j)
  end)
  return matrix.of({ "now", "least", "most" },
    judgement.cell_names(s.rows, s.cols), lines)
end


-- Each expert's own marks; declared areas are everybody's.
local function cells_of_panel(s, measure)
  local down = s.panels.downstream:threshold(s.scale.strong)
  local up = s.panels.upstream:threshold(s.scale.strong)
  if measure == "downstream" then return down end
  if measure == "upstream" then return up end
  local both = down * up
  if measure == "both" then return both end
  local cells = both:cells()
  each_cell(s, function(i, j)
    if not is_declared(s, i, j) then return end
    for _, line in ipairs(cells) do
      line[(i - 1) * #s.cols + j] = s.area[i][j]
    end
  end)
  return matrix.of(both.rows, both.cols, cells)
end


local function count(s, measure, names, side)
  local list = {}
  for k = 1, #names do list[k] = 0 end
  each_cell(s, function(i, j)
    local k = side == "industry" and j or i
    list[k] = list[k] + marks_of(s, measure, i, j)
  end)
  return list
end


local function add_ranks(columns, s, measure, names, things)
  local cells = s.experts and cells_of_panel(s, measure)
    or cells_of_marks(s, measure)
  local ranks = ranking.of { names = names, things = things, cells = cells,
    n_experts = s.experts and #s.experts, opts = s.opts }
  local function add(name, list) columns[#columns + 1] = { name, list } end
  if s.experts then add("mean_" .. measure, ranks.value) end
  add("rank_" .. measure, ranks.rank)
  add("low_" .. measure, ranks.low)
  add("high_" .. measure, ranks.high)
  if ranks.top then add("top_" .. measure, ranks.top) end
end


-- Of industries (side "industry") or trends: counts, ranks and their ranges.
function tables.standing(s, side)
  local names = side == "industry" and s.cols or s.rows
  local columns, things = { { side, names } }, {}
  each_cell(s, function(i, j)
    things[#things + 1] = side == "industry" and s.cols[j] or s.rows[i]
  end)
  for _, measure in ipairs(MEASURES) do
    columns[#columns + 1] = { measure, count(s, measure, names, side) }
  end
  for _, measure in ipairs(RANKED) do
    add_ranks(columns, s, measure, names, things)
  end
  return typed(columns, {}, s.source)
end


-- ---- retroactivity ----

function tables.retroactivity(s)
  local c = { of = {}, name = {}, downstream = {}, answered = {}, share = {} }
  local function add(of, name, down, both)
    local k = #c.of + 1
    c.of[k], c.name[k], c.downstream[k], c.answered[k] = of, name, down, both
    c.share[k] = down > 0 and both / down or na
  end
  local total, answered = 0, 0
  for _, side in ipairs { "trend", "industry" } do
    local names = side == "industry" and s.cols or s.rows
    local down = count(s, "downstream", names, side)
    local both = count(s, "both", names, side)
    total, answered = 0, 0
    for k, name in ipairs(names) do
      add(side, name, down[k], both[k])
      total, answered = total + down[k], answered + both[k]
    end
  end
  add("all", "all", total, answered)
  return typed({ { "of", c.of }, { "name", c.name },
    { "downstream", c.downstream }, { "answered", c.answered },
    { "share", c.share } }, { share = "number" }, s.source)
end


-- ---- similarity ----

-- Industries by their marks, a row for each trend and direction; or trends.
local function profiles(s, side)
  local rows, cells = {}, {}
  for _, direction in ipairs { "down", "up" } do
    for i, row in ipairs(s.rows) do
      rows[#rows + 1] = direction .. " " .. row
      cells[#cells + 1] = s[direction][i]
    end
  end
  if side == "industry" then
    return matrix { rows = rows, cols = s.cols, cells = cells,
      col_title = "industry" }
  end
  local cols, lines = {}, {}
  for _, direction in ipairs { "down", "up" } do
    for j, col in ipairs(s.cols) do
      cols[#cols + 1] = direction .. " " .. col
      for i in ipairs(s.rows) do
        lines[i] = lines[i] or {}
        lines[i][#cols] = s[direction][i][j]
      end
    end
  end
  return matrix { rows = s.rows, cols = cols, cells = lines,
    row_title = "trend" }
end


-- The similarity matrix and the tree. Profiles without a mark are like
-- nothing: their similarity is missing, and 0 for the tree.
function tables.similarity(s, side, by)
  local of = side == "industry" and "cols" or "rows"
  local p = profiles(s, side)
  local alike = p[by](p, of):titled { rows = side, cols = side,
    source = s.source }
  return alike, alike:fill_missing(0):cluster { by = "similarity" }
end


-- ---- the panel ----

local function each_panel_cell(s, look)
  local names = judgement.cell_names(s.rows, s.cols)
  for _, direction in ipairs { "downstream", "upstream" } do
    local stats = s.stats[direction]
    each_cell(s, function(i, j)
      local cell = names[(i - 1) * #s.cols + j]
      look(direction, i, j, function(name) return stats:get(cell, name) end)
    end)
  end
end


-- What the panel says of each cell and direction, and its mark.
function tables.cells(s)
  local names = { "n_experts", "mean", "median", "sd", "iqr", "strong", "top" }
  local c = { direction = {}, trend = {}, industry = {}, mark = {} }
  for _, name in ipairs(names) do c[name] = {} end
  each_panel_cell(s, function(direction, i, j, get)
    local k = #c.trend + 1
    c.direction[k], c.trend[k], c.industry[k] = direction, s.rows[i], s.cols[j]
    for _, name in ipairs(names) do c[name][k] = get(name) end
    c.n_experts[k] = math.tointeger(c.n_experts[k])
    c.mark[k] = (direction == "downstream" and s.down or s.up)[i][j]
  end)
  local columns = { { "direction", c.direction }, { "trend", c.trend },
    { "industry", c.industry } }
  for _, name in ipairs(names) do columns[#columns + 1] = { name, c[name] } end
  columns[#columns + 1] = { "mark", c.mark }
  return typed(columns, { sd = "number" }, s.source)
end


-- The experts who judged anything in that direction.
local function judges_of(s, direction)
  local names = {}
  for _, expert in ipairs(s.experts) do
    if s[direction][expert] then names[#names + 1] = expert end
  end
  return s.panels[direction]:select { rows = names }
end


function tables.consensus(s)
  return consensus.frame("direction", { "downstream", "upstream" },
    { judges_of(s, "downstream"), judges_of(s, "upstream") }, s.source)
end


-- Cells whose middle half of judgements spans more than one category.
function tables.disputed(s)
  local c = { direction = {}, trend = {}, industry = {}, n_experts = {},
    median = {}, q1 = {}, q3 = {}, iqr = {} }
  each_panel_cell(s, function(direction, i, j, get)
    if get "iqr" <= s.scale.step then return end
    local k = #c.trend + 1
    c.direction[k], c.trend[k], c.industry[k] = direction, s.rows[i], s.cols[j]
    c.n_experts[k] = math.tointeger(get "n_experts")
    for _, name in ipairs { "median", "q1", "q3", "iqr" } do
      c[name][k] = get(name)
    end
  end)
  local columns, types = {}, { direction = "text", trend = "text",
    industry = "text", n_experts = "integer" }
  for _, name in ipairs { "direction", "trend", "industry", "n_experts",
    "median", "q1", "q3", "iqr" } do
    columns[#columns + 1] = { name, c[name] }
    types[name] = types[name] or "number"
  end
  return typed(columns, types, s.source):sort "-iqr"
end


return tables
