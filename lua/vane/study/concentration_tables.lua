-- The tables of a study of concentration.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local inequality = require "vane.core.inequality"
local typed = require "vane.study.typed"

local INDICES = { "hhi", "entropy", "gini" }


-- ---- indices ----

local function lines(s, counts, side)
  return inequality.lines(counts, side, s.opts.entropy == "bits", s.whole,
    s.opts.top)
end


-- The frames .hhi, .entropy and .gini.
local function add_single(s, f, from)
  local name = from.names[1]
  local unbiased = s.whole and "hhi_unbiased" or nil
  f.hhi = from:select { name, "total", "hhi", "hhi_normalised", unbiased }
  f.entropy = from:select { name, "total", "entropy", "evenness" }
  f.gini = from:select { name, "total", "gini", "location_gini" }
end


-- ---- cells ----

local function add_excess(s, f, counts)
  local cells, shape, mean = inequality.excess(counts, s.whole, s.opts.level)
  if s.whole then
    f.spread = { shape = shape, mean = mean }
    f.excess = cells:sort("-shrunk_low", "-lq")
  else
    f.excess = cells:sort("-lq", "-expected")
  end
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
  return typed({ { name, rows[name] }, { "index", rows.index },
    { "before", rows.before }, { "after", rows.after },
    { "change", rows.change } }, types, s.opts.frame.source)
end


-- A row for each region and class: its share of the class in both periods.
local function movers(s)
  local before = s.before.counts:normalise "cols"
  local after = s.after.counts:normalise "cols"
  local change = (after - before):long():rename { value = "change" }
  return change:with({
    { "share_before", before:long():column "value" },
    { "share_after", after:long():column "value" },
    { "size", function(row) return base.is_na(row.change) and base.na
      or math.abs(row.change) end },
  }, { types = { share_before = "number", share_after = "number",
    size = "number" } }):sort "-size":drop "size"
end


-- ---- what is said of them ----

local function left_out(s)
  local n, why = {}, {}
  for i, entry in ipairs(s.left_out) do n[i], why[i] = entry.n, entry.why end
  return typed({ { "n_rows", n }, { "why", why } },
    { n_rows = "integer", why = "text" }, s.opts.frame.source)
end


local function percent(x)
  return ("%.3g %%"):format(100 * x)
end


-- "DI 40 %, MT 30 %, AP 10 %": the largest three of a frame of lines.
local function largest(lines_of, total)
  local parts = {}
  for row in lines_of:sort("-total"):head(3):each() do
    parts[#parts + 1] = ("%s %s"):format(row[lines_of.names[1]],
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
  return ("%s; %d of %d cells surely hold more than expected"):format(text, n,
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
    say "limits take each value for a count of separate events"
  elseif f.excess then
    say "sums that are no counts have no limits"
  end
  if not s.one_class then
    say "expected is by the regions and classes in the data alone"
  end
  for _, sentence in ipairs(s.opts.caveats or {}) do say(sentence) end
  return list
end


-- The fields of the result.
return function(s)
  local counts = s.periods[#s.periods].counts
  local f = { values = counts, classes = lines(s, counts, "cols"),
    distribution = counts:normalise "cols", unallocated = s.unallocated,
    left_out = left_out(s), n_regions = counts.n_rows,
    n_classes = counts.n_cols, n_rows = s.rows.n_rows,
    n_left_out = s.n_given - s.rows.n_rows, total = counts:total() }
  local regions = lines(s, counts, "rows")
  if s.one_class then
    add_single(s, f, f.classes)
  else
    f.regions, f.lq = regions, counts:lq()
    f.composition = counts:normalise "rows"
    add_single(s, f, regions)
    add_excess(s, f, counts)
    if s.before then f.movers = movers(s) end
  end
  if s.before then f.growth = growth(s) end
  f.overview, f.caveats = overview(s, f, regions), caveats(s, f)
  return f
end
