-- The tables of a study of concentration.

local condition = require "vane.data.condition".words
local drawn = require "vane.study.concentration.drawn"
local inequality = require "vane.core.inequality"
local movers = require "vane.study.concentration.movers"
local rows_of = require "vane.study.rows"
local typed = require "vane.study.typed"

local INDICES = { "hhi", "entropy", "gini" }


-- ---- indices ----

local function lines(s, counts, side)
  return inequality.lines(counts, side, s.opts.entropy == "bits", s.whole,
    s.opts.top)
end


-- The same of a period, with limits where there are records.
local function lines_of(s, period, side)
  local f = lines(s, period.counts, side)
  if not s.opts.record then return f end
  return drawn.with_limits(s, f, period, side)
end


-- The frames .hhi, .entropy and .gini.
local function add_single(s, f, from)
  local name, n = from.names[1], s.opts.record and "n_records"
  local function pick(index, ...)
    local columns = { name, "total", index, ... }
    if n then
      table.move({ index .. "_low", index .. "_high", n }, 1, 3, #columns + 1,
        columns)
    end
    f[index] = from:select(columns)
  end
  pick("hhi", "hhi_normalised", s.whole and "hhi_unbiased" or nil)
  pick("entropy", "evenness")
  pick("gini", "location_gini")
end


-- ---- cells ----

local function add_excess(s, f, period)
  local cells, shape, mean = inequality.excess(period.counts, s.whole,
    s.opts.level)
  if s.opts.record then cells = drawn.cells_with_limits(s, cells, period) end
  if s.whole then f.excess = cells:sort("-shrunk_low", "-lq")
  elseif s.opts.record then f.excess = cells:sort("few", "-low", "-lq")
  else f.excess = cells:sort("few", "-lq") end
  if s.whole then f.spread = { shape = shape, mean = mean } end
end


-- ---- two periods ----

-- A row for each class and index: before, after, change.
local function growth(s)
  local before = lines(s, s.before.counts, "cols")
  local after = lines(s, s.after.counts, "cols")
  local name = before.names[1]
  local rows = { [name] = {}, index = {}, before = {}, after = {}, change = {} }
  for i, class in ipairs(before:column(name)) do
    for _, index in ipairs { "total", table.unpack(INDICES) } do
      local k = #rows.index + 1
      local b, a = before:get(i, index), after:get(i, index)
      rows[name][k], rows.index[k] = class, index
      rows.before[k], rows.after[k], rows.change[k] = b, a, a - b
    end
  end
  local types = { before = "number", after = "number", change = "number" }
  local f = typed({ { name, rows[name] }, { "index", rows.index },
    { "before", rows.before }, { "after", rows.after },
    { "change", rows.change } }, types, s.opts.frame.source)
  return s.opts.record and drawn.growth_with_limits(s, f) or f
end


-- ---- what is said of them ----

local function percent(x)
  if x ~= x then return "of nothing" end
  return ("%.3g %%"):format(100 * x)
end


-- "DI 40 %, MT 30 %, AP 10 %": the largest three of a frame of lines.
local function largest(f, total)
  local parts = {}
  for row in f:sort("-total"):head(3):each() do
    parts[#parts + 1] = ("%s %s"):format(row[f.names[1]],
      percent(row.total / total))
  end
  return table.concat(parts, ", ")
end


local function trend(s, f)
  local total = ("%.15g in all"):format(f.total)
  if not s.before then return total .. "; one period, so no trend" end
  local before, after = s.before.counts:total(), s.after.counts:total()
  return ("%s; %.15g in %s, %.15g in %s%s"):format(total, before,
    s.before.name, after, s.after.name,
    s.shared > 0 and ", without the years of both" or "")
end


local function geography(f, regions)
  local text = largest(regions, f.total)
  if not f.spread then return text end
  local n = f.excess:where { shrunk_low = condition.above(1) }.n_rows
  return ("%s; %d of %d cells hold more than expected by their shrunk_low"):format(text, n,
    f.excess.n_rows)
end


local function overview(s, f, regions)
  local aspects = { "composition", "strength and trend", "geography" }
  local findings = { largest(f.classes, f.total), trend(s, f),
    geography(f, regions) }
  return typed({ { "aspect", aspects }, { "finding", findings } }, {},
    s.opts.frame.source)
end


local function caveats(s, f)
  local list = {}
  local function say(sentence, ...)
    list[#list + 1] = select("#", ...) > 0 and sentence:format(...) or sentence
  end
  if f.n_left_out > 0 then
    say("%d of %d rows were left out; see .left_out", f.n_left_out, s.n_given)
  end
  if f.excess and s.whole then
    local few = f.excess:where { few = true }.n_rows
    if few > 0 then
      say("%d of %d cells expect less than 5: their lq says little", few,
        f.excess.n_rows)
    end
    if not s.opts.record then
      say "limits take each value for a count of separate events"
    end
  elseif f.excess and not s.opts.record then
    say "sums that are no counts have no limits"
  end
  if not s.one_class then
    say "expected is by the regions and classes in the data alone"
  end
  if s.opts.record then
    say("limits from %d records drawn anew %d times, seed %d", f.n_records,
      s.opts.replicates, s.opts.seed)
  end
  for _, sentence in ipairs(s.opts.caveats or {}) do say(sentence) end
  return list
end


-- The fields of the result.
return function(s)
  local period = s.periods[#s.periods]
  local counts, n_left_out = period.counts, 0
  for _, entry in ipairs(s.left_out) do n_left_out = n_left_out + entry.n end
  local f = { values = counts, classes = lines_of(s, period, "cols"),
    distribution = counts:normalise "cols", unallocated = s.unallocated,
    left_out = rows_of.left_out(s.left_out, s.opts.frame.source), n_regions = counts.n_rows,
    n_classes = counts.n_cols, n_rows = s.n_given - n_left_out,
    n_left_out = n_left_out, total = counts:total(),
    n_records = s.opts.record and drawn.n_records(s, period) }
  local regions = s.one_class and lines(s, counts, "rows")
    or lines_of(s, period, "rows")
  if s.one_class then
    add_single(s, f, f.classes)
  else
    f.regions, f.lq = regions, counts:lq()
    f.composition = counts:normalise "rows"
    add_single(s, f, regions)
    add_excess(s, f, period)
    if s.before then f.movers = movers(s) end
  end
  if s.before then f.growth = growth(s) end
  f.overview, f.caveats = overview(s, f, regions), caveats(s, f)
  return f
end
