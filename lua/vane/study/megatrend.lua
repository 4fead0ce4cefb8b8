-- Mega trends and industries: which act strongly on each other, where both
-- ways, and how that compares with what was published.

local check = require "vane.base.check"
local compare = require "vane.study.megatrend.compare"
local fail = require "vane.base.fail"
local judgement = require "vane.study.judgement"
local matrix = require "vane.data.matrix"
local named = require "vane.study.named"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local ranking = require "vane.study.ranking"
local read = require "vane.study.megatrend.read"
local result = require "vane.base.result"
local subtrends_of = require "vane.study.megatrend.subtrends"
local tables = require "vane.study.megatrend.tables"
local text_of = require "vane.study.megatrend.text"

local WORD = "megatrend"

local judged = { kind = { "matrix", "frame", "table" } }
local cells = { kind = { "frame", "matrix", "table" } }

local options = {
  downstream = judged, upstream = judged,
  panel      = { kind = "frame" },
  scale      = { kind = "table" },
  strong     = { kind = "number" },
  symbols    = { kind = "table" },
  aggregate  = { one_of = { "share", "mean", "median" }, default = "share" },
  extreme    = cells, published = cells, override = cells,
  subtrends  = { kind = "frame" },
  similarity = { one_of = { "jaccard", "cosine", "correlation" },
    default = "jaccard" },
  date       = { kind = "string" },
}

for name, field in pairs(ranking.options) do options[name] = field end


-- ---- areas ----

local function named_cells(s, option, only_ones)
  return named(s.opts[option], {
    word = WORD, option = option, only_ones = only_ones,
    rows = s.rows, cols = s.cols,
    row_word = "trend", col_word = "industry",
    row_columns = { "trend", "megatrend_id", "megatrend" },
    col_columns = { "industry", "industry_id" },
  })
end


-- Both marks, or extreme; an override has the last word.
local function decide(s)
  s.area = {}
  for i = 1, #s.rows do
    s.area[i] = {}
    for j = 1, #s.cols do
      local area = s.down[i][j] * s.up[i][j]
      if s.extreme[i][j] then area = s.extreme[i][j].value end
      if s.override[i][j] then area = s.override[i][j].value end
      s.area[i][j] = area
    end
  end
end


local function count_up(s)
  local n = { downstream = 0, upstream = 0, rule = 0, areas = 0, added = 0,
    removed = 0, published = 0, agree = 0 }
  judgement.each_cell(s, function(i, j)
    local rule, area = s.down[i][j] * s.up[i][j], s.area[i][j]
    local published = s.published and s.published[i][j] and 1 or 0
    n.downstream = n.downstream + s.down[i][j]
    n.upstream = n.upstream + s.up[i][j]
    n.rule, n.areas = n.rule + rule, n.areas + area
    n.added = n.added + math.max(area - rule, 0)
    n.removed = n.removed + math.max(rule - area, 0)
    n.published, n.agree = n.published + published, n.agree + published * rule
  end)
  return n
end


-- "a.csv, b.csv", of the marks.
local function source_of(inputs)
  local names, known = {}, {}
  for _, input in ipairs(inputs) do
    local option = input.option:match "^%a+"
    local is_marks = option == "downstream" or option == "upstream"
      or option == "panel"
    if is_marks and input.source and not known[input.source] then
      known[input.source] = true
      names[#names + 1] = input.source
    end
  end
  if #names > 3 then return ("%s and %d more"):format(names[1], #names - 1) end
  return #names > 0 and table.concat(names, ", ") or nil
end


local function as_matrix(s, marks, unit)
  return matrix { rows = s.rows, cols = s.cols, cells = marks, unit = unit,
    row_title = "trend", col_title = "industry", source = s.source }
end


-- ---- the result ----

local function pictures_of(r)
  return {
    { kind = "dots", title = "Mega trends and emerging industries",
      frame = r.audit, rows = "trend", cols = "industry",
      down = "downstream", up = "upstream", outline = "published" },
    { kind = "heat", title = "Areas of strong interdependency",
      matrix = r.areas },
    { kind = "ranks", title = "Exposure of industries", frame = r.exposure,
      name = "industry", value = "areas", rank = "rank_areas",
      low = "low_areas", high = "high_areas" },
    { kind = "tree", title = "Similarity of industries", tree = r.tree },
  }
end


local methods = { compare = compare, pictures = result.pictures }

local fields = {
  areas = "matrix of 0 and 1: both marks, extreme, or by override",
  downstream = "matrix of marks: the trend acts strongly on the industry",
  upstream = "matrix of marks: the industry acts strongly on the trend",
  audit = "frame, a row for each cell: marks, rule, published, class, area",
  exposure = "frame, a row for each industry: marks, areas, ranks, ranges",
  reach = "frame, a row for each trend: the same",
  retroactivity = "frame: share of downstream marks answered upstream",
  similarity = "matrix: how alike industries are by their marks",
  tree = "tree: industries clustered by that",
  trend_similarity = "matrix: how alike trends are",
  trend_tree = "tree: trends clustered by that",
  cells = "frame: what the panel says of each cell and direction",
  consensus = "frame: Kendall's W or ordinal alpha of each direction",
  disputed = "frame: cells whose middle half spans over one category",
  subtrends = "frame, a row for each sub-trend: in how many areas, which",
  area_subtrends = "frame, a row for each area: its sub-trends, shared ones",
  two_mode = "matrix, sub-trends x areas: 1 where the area has it",
  shared = "matrix, areas x areas: how many sub-trends both have",
  n_downstream = "how many downstream marks",
  n_upstream = "how many upstream marks",
  n_rule = "how many cells with both marks",
  n_areas = "how many areas, declared ones too",
  n_published = "how many areas were published",
  n_agree = "how many of these have both marks",
  n_experts = "how many experts the panel has",
  provenance = "inputs with fingerprints, options, seed, version",
}

local NEEDS_PANEL = "it needs a panel of experts"
local NEEDS_SUBTRENDS = "it needs the option 'subtrends'"

local absent = {
  cells = NEEDS_PANEL, consensus = NEEDS_PANEL, disputed = NEEDS_PANEL,
  subtrends = NEEDS_SUBTRENDS, area_subtrends = NEEDS_SUBTRENDS,
  two_mode = NEEDS_SUBTRENDS, shared = NEEDS_SUBTRENDS,
  n_published = "it needs the option 'published'",
  n_agree = "it needs the option 'published'",
  n_experts = NEEDS_PANEL,
}


local function add_subtrends(f, s)
  if not s.opts.subtrends then return end
  local published = check.kind_of(s.opts.published) == "frame"
    and s.opts.published or nil
  for name, value in pairs(subtrends_of(s, s.opts.subtrends, published)) do
    f[name] = value
  end
end


local function fields_of(s)
  local f = {
    areas = as_matrix(s, s.area), downstream = as_matrix(s, s.down),
    upstream = as_matrix(s, s.up), audit = tables.audit(s),
    exposure = tables.standing(s, "industry"),
    reach = tables.standing(s, "trend"),
    retroactivity = tables.retroactivity(s),
    n_downstream = s.counts.downstream, n_upstream = s.counts.upstream,
    n_rule = s.counts.rule, n_areas = s.counts.areas,
  }
  f.similarity, f.tree = tables.similarity(s, "industry", s.opts.similarity)
  f.trend_similarity, f.trend_tree = tables.similarity(s, "trend",
    s.opts.similarity)
  if s.published then
    f.n_published, f.n_agree = s.counts.published, s.counts.agree
  end
  if s.experts then
    f.n_experts, f.cells = #s.experts, tables.cells(s)
    f.consensus, f.disputed = tables.consensus(s), tables.disputed(s)
  end
  add_subtrends(f, s)
  return f
end


local function next_of(s)
  local list = { "areas", "audit", "exposure", "reach" }
  if s.experts then
    list[#list + 1], list[#list + 2] = "consensus", "disputed"
  end
  if s.opts.subtrends then list[#list + 1] = "subtrends" end
  return table.move({ "retroactivity", "similarity", "tree" }, 1, 3, #list + 1,
    list)
end


--- megatrend{ downstream =, upstream =, ... } -> megatrend result
---   Merges what trends do to industries and what industries do to trends
---   into areas of strong interdependency: cells where both are strong, or
---   one side is extreme.
---   downstream  trends x industries, the trend acts on the industry: a matrix
---               of marks (0, 1) or scores, a frame of symbols ("●", "x", "";
---               its first column names the trends), or a panel: a table of
---               these by expert, or one frame with a column "expert"
---   upstream    the same, the industry acts on the trend
---   panel       instead of both a frame with a row for each judgement:
---               expert, trend, industry, direction, score
---   scale       { lowest, highest } of scores, categories one apart (or
---               `step`, as in { 0, 100, step = 25 }); 0 to 4 when only
---               `strong` is given, and for a panel with more than 0 and 1
---   strong      from this score on; without it three quarters up the scale
---   aggregate   of a panel: a mark stands when more than half of the experts
---               give a strong score ("share"), or the "mean" or the "median"
---               is strong
---   extreme     one-sided areas: { { trend, industry, because = "..." }, ...}.
---               A panel adds cells marked one way to which two thirds of the
---               experts give the scale's maximum that way
---   published   the areas that were published: a list, a frame, or a matrix
---   override    { { trend, industry, area = false, because = "..." }, ... },
---               with the last word; area = true when left out
---   subtrends   a frame: subtrend, and trend and industry (or area ids of
---               `published`), for the tables of sub-trends
---   symbols     what other symbols stand for: { ["!"] = 1 }
---   similarity  "jaccard", "cosine" or "correlation" of profiles
---   date        of the assessment, as "2014-06-30", for m:compare(other)
---   replicates, seed, level, top  of the ranks: 1000, 1, 0.95 and 3
---
---   Gives .areas (matrix of 0 and 1), .downstream, .upstream, .audit (a row
---   for each cell: marks, rule, published, class; extreme and override stand
---   apart, so that no audit agrees with itself), .exposure of industries and
---   .reach of trends (marks downstream, upstream, both, areas, their ranks),
---   .retroactivity (share of downstream marks answered upstream),
---   .similarity and .tree of industries, .trend_similarity and .trend_tree,
---   with a panel .cells, .consensus and .disputed (middle half of the
---   judgements wider than one category), with sub-trends .subtrends,
---   .area_subtrends, .two_mode and .shared.
---   Ranks have a range from low_ to high_. One matrix: when any one mark
---   changes. 2 to 7 experts: when any one is left out. 8 or more: sets that
---   hold all together with 95 %, from resamples of whole experts, and in
---   top_ the share of resamples among the first `top`; with a panel ranks go
---   by mean_, the number of marks of an expert on average.
---   Raises when names differ between the matrices, a name stands twice, a
---   mark lies outside the scale, or a cell is judged by nobody.
---   Source: Summary Report of Cluster Internationalisation and Global Mega
---   Trends, European Cluster Observatory, chapter 2; ranks: Mogstad, Romano,
---   Shaikh and Wilhelm, Review of Economic Studies 91 (2024), 476-518.
---
---   > folder, id = "datasets/megatrends/", { rows = "megatrend_id" }
---   > down = matrix.read(folder .. "downstream.csv", id)
---   > up = matrix.read(folder .. "upstream.csv", id)
---   > listed = frame.read(folder .. "aosi_published.csv")
---   > m = megatrend{ downstream = down, upstream = up, published = listed }
---   > m.n_rule
---   11
---   > missed = m.audit:where{ class = "both_not_published" }
---   > missed:select("trend", "industry")
---   frame 1 x 2   downstream.csv, upstream.csv
---     trend     industry
---     big_data  DI
---   > m.exposure:sort("-downstream"):get(1, "industry")
---   DI
local function make(given)
  local opts = check(WORD, given, options)
  opts.top = opts.top or 3
  if opts.date and not opts.date:match "^%d%d%d%d%-%d%d%-%d%d$" then
    fail("%s: option 'date' should read as \"2014-06-30\", found \"%s\"", WORD,
      opts.date)
  end
  local s = read.marks(opts)
  s.opts = opts
  s.extreme = named_cells(s, "extreme")
  read.extremes(s, s.extreme)
  s.override = named_cells(s, "override")
  s.published = opts.published and named_cells(s, "published", true)
  decide(s)
  s.counts = count_up(s)
  local record = provenance(WORD, opts)
  s.source, s.synthetic = source_of(record.inputs), record.synthetic
  return result(WORD, {
    fields = fields_of(s), absent = absent, next = next_of(s),
    methods = methods,
    text = function(_, how) return text_of(s, how) end,
    provenance = record, pictures = pictures_of,
  })
end


return noun(WORD, { methods = methods, fields = fields }, make, "study")
