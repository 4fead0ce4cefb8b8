-- Cross-over points: which sub-trends change which parameters of a value
-- chain, and where service innovation or a small firm can come in.

local base = require "vane.core.base"
local check = require "vane.base.check"
local grid = require "vane.base.grid"
local judgement = require "vane.study.judgement"
local matrix = require "vane.data.matrix"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local ranking = require "vane.study.ranking"
local read = require "vane.study.crossover.read"
local result = require "vane.base.result"
local tables = require "vane.study.crossover.tables"
local weigh = require "vane.study.crossover.weigh"

local WORD = "crossover"
local is_na = base.is_na

local options = {
  marks              = { kind = { "matrix", "frame", "table" } },
  panel              = { kind = "frame" },
  subtrends          = { kind = "frame" },
  parameters         = { kind = "frame" },
  weights            = { kind = "table" },
  service_innovation = { kind = { "frame", "matrix", "table" } },
  most_relevant      = { kind = { "frame", "table" } },
  fit                = { kind = { "frame", "table" } },
  symbols            = { kind = "table" },
}

for name, field in pairs(ranking.options) do options[name] = field end


local function list_industries(s)
  if not s.industry then return end
  local known = {}
  s.industries = {}
  for _, row in ipairs(s.rows) do
    local industry = s.industry[row]
    if not is_na(industry) and not known[industry] then
      s.industries[#s.industries + 1] = industry
      known[industry] = true
    end
  end
end


-- ---- the result ----

local function source_of(s, inputs)
  local found
  for _, input in ipairs(inputs) do
    local option = input.option:match "^%a+"
    if option == "marks" or option == "panel" then
      found = found or input.source
    end
  end
  s.source = found
end


local function count_up(s)
  local n = { points = 0, strong = 0, missing = 0, cells = #s.rows * #s.cols }
  judgement.each_cell(s, function(i, j)
    local mark = s.marks[i][j]
    if is_na(mark) then n.missing = n.missing + 1
    elseif mark == 2 then n.points = n.points + 1
    elseif mark == 1 then n.strong = n.strong + 1 end
  end)
  return n
end


local function columns_of(names, known, title)
  local list = tables.told(names, known)
  return list and { title, list }
end


local function compact(...)
  local list = {}
  for k = 1, select("#", ...) do list[#list + 1] = select(k, ...) or nil end
  return list
end


local function ranked_subtrends(s)
  return tables.ranked(s, "subtrend", compact(
    columns_of(s.rows, s.label, "label"),
    columns_of(s.rows, s.industry, "industry")))
end


local function fields_of(s)
  local f = {
    marks = matrix { rows = s.rows, cols = s.cols, cells = s.marks,
      row_title = "subtrend", col_title = "parameter", source = s.source },
    points = tables.points(s),
    parameters = tables.ranked(s, "parameter",
      compact(columns_of(s.cols, s.name, "name"))):sort "rank",
    n_points = s.counts.points, n_strong = s.counts.strong,
    n_missing = s.counts.missing, n_cells = s.counts.cells,
  }
  local subtrends = ranked_subtrends(s)
  f.subtrends = subtrends:sort "rank"
  f.entry_points = tables.entry_points(s, subtrends)
  if s.industries then
    f.industries = tables.ranked(s, "industry"):sort "rank"
  end
  if s.most_relevant then f.relevance = tables.relevance(s, f.parameters) end
  if s.flag then
    f.service_innovation = tables.service_innovation(f.points, s)
  end
  if s.experts then
    f.n_experts, f.cells = #s.experts, tables.cells(s)
    f.consensus, f.disputed = tables.consensus(s), tables.disputed(f.cells)
  end
  return f
end


local methods = { pictures = result.pictures }

local fields = {
  marks = "matrix, sub-trends x parameters: 0, 1, 2 or missing",
  points = "frame, a row for each cross-over point (a mark of 2)",
  parameters = "frame, ranked: score, counts of marks, range of the rank",
  subtrends = "frame, ranked: the same of sub-trends",
  industries = "frame, ranked: the same of industries",
  relevance = "frame: the named parameters and the ranks marks give them",
  service_innovation = "frame: share of the points flagged",
  entry_points = "frame: sub-trends by score and fit",
  cells = "frame: what the panel says of each cell",
  consensus = "frame: Kendall's W or ordinal alpha",
  disputed = "frame: cells whose middle half spans over one category",
  n_points = "how many cross-over points",
  n_strong = "how many strong marks",
  n_missing = "how many cells without a mark",
  n_cells = "how many cells",
  n_experts = "how many experts the panel has",
  provenance = "inputs with fingerprints, options, seed, version",
}

local NEEDS_PANEL = "it needs a panel of experts"

local absent = {
  industries = "it needs the option 'subtrends' with a column \"industry\"",
  relevance = "it needs the option 'most_relevant', or 'parameters' with a "
    .. "column \"named_most_relevant\"",
  service_innovation = "it needs the option 'service_innovation'",
  cells = NEEDS_PANEL, consensus = NEEDS_PANEL, disputed = NEEDS_PANEL,
  n_experts = NEEDS_PANEL,
}


-- The marks with the long names of sub-trends behind the short ones.
local function named_marks(r)
  if not r.subtrends.types.label then return r.marks end
  local label, rows = {}, r.marks.rows
  for row in r.subtrends:each() do label[row.subtrend] = row.label end
  for i, row in ipairs(rows) do
    if label[row] and not is_na(label[row]) then rows[i] = row .. " " .. label[row] end
  end
  return matrix { rows = rows, cols = r.marks.cols, cells = r.marks:cells(),
    row_title = "subtrend", col_title = "parameter", source = r.marks.source }
end


-- Sub-trends by their short names, and the long ones where these are known.
local function pictures_of(r)
  local named = r.subtrends.types.label and { "subtrend", "label" } or "subtrend"
  return {
    { kind = "heat", title = "Cross-over points", matrix = named_marks(r),
      subtitle = "2: very strong, a cross-over point; 1: strong; 0: neither" },
    { kind = "ranks", title = "Parameters by how far sub-trends change them",
      frame = r.parameters, name = "parameter", value = "score", unit = "mean mark",
      rank = "rank", low = "low", high = "high" },
    { kind = "ranks", title = "Sub-trends by how far they change parameters",
      frame = r.subtrends, name = named, between = " ", value = "score", unit = "mean mark",
      rank = "rank", low = "low", high = "high" },
  }
end


-- ---- printing ----

local function headline(s)
  local parts = { ("cross-over: %d sub-trends x %d parameters"):format(#s.rows,
    #s.cols) }
  if s.source then parts[#parts + 1] = s.source end
  if s.synthetic then parts[#parts + 1] = "SYNTHETIC DATA" end
  return table.concat(parts, "   ")
end


local function relevance_line(s, relevance)
  local n_among = 0
  for _, among in ipairs(relevance:column "among_first") do
    if among == 1 then n_among = n_among + 1 end
  end
  local n = #s.most_relevant
  return ("  of the %d parameters named as most relevant %d are among the "
    .. "first %d"):format(n, n_among, n)
end


local function text_of(s, r, opts)
  local n, lines = s.counts, { headline(s) }
  if s.experts then
    lines[#lines + 1] = ("  %d experts; a cell has the mark that more than "
      .. "half of them reach"):format(#s.experts)
  end
  lines[#lines + 1] = ("  %d cross-over points, %d strong marks, %d of %d "
    .. "cells missing"):format(n.points, n.strong, n.missing, n.cells)
  if s.most_relevant then lines[#lines + 1] = relevance_line(s, r.relevance) end
  lines[#lines + 1] = grid.frame(r.parameters, opts)
  lines[#lines + 1] = "  ranks: " .. ranking.basis(s.experts and #s.experts,
    s.opts)
  return table.concat(lines, "\n")
end


local function next_of(s)
  local list = { "points", "subtrends" }
  if s.industries then list[#list + 1] = "industries" end
  if s.most_relevant then list[#list + 1] = "relevance" end
  if s.flag then list[#list + 1] = "service_innovation" end
  list[#list + 1] = "entry_points"
  if s.experts then list[#list + 1] = "consensus" end
  return list
end


--- crossover{ marks =, subtrends =, parameters =, ... } -> crossover result
---   Which sub-trends change which parameters of a value chain. A mark is 0
---   (none), 1 (strong) or 2 (very strong: a cross-over point); a cell that
---   nobody judged is missing and counts for nothing.
---   marks       sub-trends x parameters: a matrix, a frame (its first column
---               names the sub-trends; symbols such as "x" and "xx" are marks,
---               an empty cell is missing), or a panel: a table of these by
---               expert, or one frame with a column "expert"
---   panel       instead a frame with a row for each judgement: expert,
---               subtrend, parameter, mark
---   subtrends   a frame: row_id (or subtrend), label, industry
---   parameters  a frame: id, name, named_most_relevant
---   weights     { name = number }, of parameters and sub-trends; 1 otherwise
---   service_innovation  the cells driven by it: { { subtrend, parameter },
---               ... }, a frame, or a matrix of 0 and 1
---   most_relevant       the parameters named so, a list or a frame
---   fit         how well a sub-trend fits the firm, 0 to 1: { name = number }
---               or a frame subtrend, fit
---   symbols     what other symbols stand for: { ["!"] = 2, ["?"] = na }
---   replicates, seed, level, top  of the ranks: 1000, 1, 0.95; top is the
---               number of most_relevant, or 4
---
---   A score is the weighted mean of the marks there are. Gives .parameters,
---   .subtrends and .industries, ranked frames with the range of their ranks
---   from low to high (one matrix: when any one mark changes; 2 to 7 experts:
---   when any one is left out; 8 or more: sets that hold all together with
---   95 %, and in `top` the share of resamples among the first), .points,
---   .relevance (the named parameters: rank, whether among the first, with
---   which probability), .service_innovation (share of the points flagged),
---   .entry_points (score as a share of the most, times fit), .marks, and with
---   a panel .cells, .consensus and .disputed.
---   Of a panel a cell is 2 when more than half of its judges give 2, else 1
---   when more than half give 1 or 2.
---   Raises when names differ, a name stands twice or a mark is not 0, 1 or 2.
---   Source: Summary Report of Cluster Internationalisation and Global Mega
---   Trends, European Cluster Observatory, chapters 3 and 4.5; ranks as in
---   megatrend.
---
---   > rows, cols = {"e_commerce", "sensors"}, {"agility", "learning"}
---   > c = crossover{ marks = matrix.of(rows, cols, {{2, 1}, {1, na}}) }
---   > c.parameters:select("parameter", "score", "n_points", "rank")
---   frame 2 x 4
---     parameter  score  n_points  rank
---     agility      1.5         1     1
---     learning     1.0         0     2
local function make(given)
  local opts = check(WORD, given, options)
  local s = read(opts)
  opts.top = opts.top or math.max(1, #(s.most_relevant or { 1, 2, 3, 4 }))
  s.opts = opts
  weigh(s, opts)
  list_industries(s)
  s.counts = count_up(s)
  local record = provenance(WORD, opts)
  source_of(s, record.inputs)
  s.synthetic = record.synthetic
  return result(WORD, {
    fields = fields_of(s), absent = absent, next = next_of(s),
    methods = methods, text = function(r, how) return text_of(s, r, how) end,
    provenance = record, pictures = pictures_of,
  })
end


return noun(WORD, { methods = methods, fields = fields }, make, "study")
