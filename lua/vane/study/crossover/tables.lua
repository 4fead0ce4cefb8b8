-- The tables of the cross-over study, from its marks.

local base = require "vane.core.base"
local consensus = require "vane.study.consensus"
local judgement = require "vane.study.judgement"
local matrix = require "vane.data.matrix"
local ranking = require "vane.study.ranking"
local typed = require "vane.study.typed"

local na, is_na = base.na, base.is_na
local each_cell = judgement.each_cell
local above = require "vane.data.condition".words.above
local tables = {}


-- ---- rankings ----

-- What a cell belongs to on each side, and what it weighs there.
local SIDES = {
  parameter = {
    names = function(s) return s.cols end,
    thing = function(s, _, j) return s.cols[j] end,
    weight = function(s, i) return s.row_weight[i] end,
  },
  subtrend = {
    names = function(s) return s.rows end,
    thing = function(s, i) return s.rows[i] end,
    weight = function(s, _, j) return s.col_weight[j] end,
  },
  industry = {
    names = function(s) return s.industries end,
    thing = function(s, i) return s.industry[s.rows[i]] end,
    weight = function(s, i, j) return s.row_weight[i] * s.col_weight[j] end,
  },
}


-- Experts x cells, or what stands, the least and the most it could be.
local function cells_of(s)
  if s.experts then return s.panel end
  local lines = { {}, {}, {} }
  each_cell(s, function(i, j)
    local k, mark = #lines[1] + 1, s.marks[i][j]
    lines[1][k] = mark
    lines[2][k], lines[3][k] = is_na(mark) and na or 0, is_na(mark) and na or 2
  end)
  return matrix.of({ "now", "least", "most" },
    judgement.cell_names(s.rows, s.cols), lines)
end


-- How many cells of each thing have marks of which kind.
local function counts_of(s, side, names)
  local c, place = { points = {}, strong = {}, none = {}, missing = {} }, {}
  for k, name in ipairs(names) do
    place[name] = k
    for _, list in pairs(c) do list[k] = 0 end
  end
  each_cell(s, function(i, j)
    local k, mark = place[side.thing(s, i, j)], s.marks[i][j]
    local list = is_na(mark) and c.missing
      or mark == 2 and c.points or mark == 1 and c.strong or c.none
    if k then list[k] = list[k] + 1 end
  end)
  return c
end


-- The parameters, sub-trends or industries: score (weighted mean of marks),
-- counts, rank and range; `more` are columns that stand after the name.
function tables.ranked(s, what, more)
  local side = SIDES[what]
  local names, things, weights = side.names(s), {}, {}
  each_cell(s, function(i, j)
    things[#things + 1] = side.thing(s, i, j)
    weights[#weights + 1] = side.weight(s, i, j)
  end)
  local r = ranking.of { names = names, things = things, weights = weights,
    mean = true, cells = cells_of(s), n_experts = s.experts and #s.experts,
    opts = s.opts }
  local c = counts_of(s, side, names)
  local columns = { { what, names } }
  for _, column in ipairs(more or {}) do columns[#columns + 1] = column end
  table.move({ { "score", r.value }, { "n_points", c.points },
    { "n_strong", c.strong }, { "n_none", c.none }, { "n_missing", c.missing },
    { "rank", r.rank }, { "low", r.low }, { "high", r.high } }, 1, 8,
    #columns + 1, columns)
  if r.top then columns[#columns + 1] = { "top", r.top } end
  return typed(columns, { score = "number", rank = "integer", low = "integer",
    high = "integer", top = "number", label = "text", name = "text",
    industry = "text" }, s.source)
end


-- The values of a lookup for the names, or nil without one.
function tables.told(names, known)
  if not known then return nil end
  local list = {}
  for k, name in ipairs(names) do list[k] = known[name] end
  return list
end


-- ---- cross-over points ----

-- Every cell marked 2.
function tables.points(s)
  local c = { subtrend = {}, label = {}, industry = {}, parameter = {},
    share = {}, service_innovation = {} }
  local cells = judgement.cell_names(s.rows, s.cols)
  each_cell(s, function(i, j)
    if is_na(s.marks[i][j]) or s.marks[i][j] ~= 2 then return end
    local k, row = #c.subtrend + 1, s.rows[i]
    c.subtrend[k], c.parameter[k] = row, s.cols[j]
    c.label[k] = s.label and s.label[row] or na
    c.industry[k] = s.industry and s.industry[row] or na
    c.share[k] = s.stats and s.stats:get(cells[(i - 1) * #s.cols + j], "top")
      or na
    c.service_innovation[k] = s.flag and (s.flag[i][j] and 1 or 0) or na
  end)
  local columns = {}
  for k, name in ipairs { "subtrend", "label", "industry", "parameter", "share",
    "service_innovation" } do
    columns[k] = { name, c[name] }
  end
  return typed(columns, { subtrend = "text", label = "text",
    industry = "text", parameter = "text", share = "number",
    service_innovation = "integer" }, s.source)
end


-- Of the cross-over points, how many are flagged as driven by service
-- innovation: in all, by parameter, by industry.
function tables.service_innovation(points, s)
  local c = { of = {}, name = {}, n_points = {}, n_flagged = {}, share = {} }
  local function add(of, name, part)
    local k, flagged = #c.of + 1, 0
    for _, flag in ipairs(part:column "service_innovation") do
      flagged = flagged + flag
    end
    c.of[k], c.name[k], c.n_points[k], c.n_flagged[k] = of, name, part.n_rows,
      flagged
    c.share[k] = part.n_rows > 0 and flagged / part.n_rows or na
  end
  add("all", "all", points)
  for _, parameter in ipairs(s.cols) do
    add("parameter", parameter, points:where { parameter = parameter })
  end
  for _, industry in ipairs(s.industries or {}) do
    add("industry", industry, points:where { industry = industry })
  end
  return typed({ { "of", c.of }, { "name", c.name }, { "n_points", c.n_points },
    { "n_flagged", c.n_flagged }, { "share", c.share } },
    { share = "number" }, s.source)
end


-- ---- the named parameters, and entry points ----

-- The parameters named as most relevant, with the ranks that the marks give
-- them and whether they are among the first ones.
function tables.relevance(s, parameters)
  local place, c = {}, { rank = {}, low = {}, high = {}, among = {}, top = {} }
  for k, name in ipairs(parameters:column "parameter") do place[name] = k end
  local first = #s.most_relevant
  for k, name in ipairs(s.most_relevant) do
    local row = parameters:row(place[name])
    c.rank[k], c.low[k], c.high[k] = row.rank, row.low, row.high
    c.among[k] = is_na(row.rank) and na or row.rank <= first and 1 or 0
    c.top[k] = rawget(row, "top")
  end
  local columns = { { "parameter", s.most_relevant }, { "rank", c.rank },
    { "low", c.low }, { "high", c.high }, { "among_first", c.among } }
  if #c.top > 0 and s.opts.top == first then
    columns[#columns + 1] = { "probability", c.top }
  end
  return typed(columns, { rank = "integer", low = "integer", high = "integer",
    among_first = "integer" }, s.source)
end


-- Sub-trends by what they change and how well they fit the firm: the score
-- as a share of the most it could be, times the fit. Without a fit the score
-- decides alone.
function tables.entry_points(s, subtrends)
  local c = { fit = {}, value = {} }
  for k, name in ipairs(subtrends:column "subtrend") do
    local score, fit = subtrends:get(k, "score"), s.fit and s.fit[name] or na
    c.fit[k] = fit
    if is_na(score) then c.value[k] = na
    elseif not s.fit then c.value[k] = score / 2
    else c.value[k] = is_na(fit) and na or score / 2 * fit end
  end
  local kept = { "subtrend" }
  for _, name in ipairs { "label", "industry" } do
    if s[name] then kept[#kept + 1] = name end
  end
  table.move({ "score", "n_points", "low", "high" }, 1, 4, #kept + 1, kept)
  return subtrends:select(kept):with({ { "fit", c.fit }, { "value", c.value } },
    { types = { fit = "number", value = "number" } }):sort("-value")
end


-- ---- the panel ----

function tables.consensus(s)
  return consensus.frame("of", { "marks" }, { s.panel }, s.source)
end


-- What the panel says of each cell, and its mark.
function tables.cells(s)
  local names = { "n_experts", "mean", "median", "sd", "iqr", "strong", "top" }
  local c = { subtrend = {}, parameter = {}, mark = {} }
  for _, name in ipairs(names) do c[name] = {} end
  local cells = judgement.cell_names(s.rows, s.cols)
  each_cell(s, function(i, j)
    local k = #c.mark + 1
    c.subtrend[k], c.parameter[k] = s.rows[i], s.cols[j]
    c.mark[k] = s.marks[i][j]
    for _, name in ipairs(names) do c[name][k] = s.stats:get(cells[k], name) end
    c.n_experts[k] = math.tointeger(c.n_experts[k])
  end)
  local columns = { { "subtrend", c.subtrend }, { "parameter", c.parameter } }
  for _, name in ipairs(names) do columns[#columns + 1] = { name, c[name] } end
  columns[#columns + 1] = { "mark", c.mark }
  return typed(columns, { mark = "integer", sd = "number" }, s.source)
end


-- Cells whose middle half of judgements spans more than one category.
function tables.disputed(cells)
  return cells:where { iqr = above(1) }:sort "-iqr"
end


return tables
