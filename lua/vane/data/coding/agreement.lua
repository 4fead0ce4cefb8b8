-- How far the coders of a coding agree: on each code, and on the sets of
-- codes that they gave.

local core = require "vane.core.coding"
local verbs = require "vane.core.code_verbs"
local base = require "vane.core.base"
local agreement = require "vane.data.agreement"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local few_clusters = require "vane.core.reliability".few_clusters
local grid = require "vane.base.grid"
local result = require "vane.base.result"

local methods = core.methods

local na = base.na

local options = {
  coefficient = { default = "krippendorff", one_of = { "percent", "cohen",
    "fleiss", "krippendorff", "gwet_ac1", "brennan_prediger" } },
  sets = { default = "jaccard", one_of = { "jaccard", "masi",
    "masi_product" } },
  replicates = { kind = "integer", default = 1000 },
  seed = { kind = "integer", default = 1 },
  confidence = { kind = "number", default = 0.95, above = 0, below = 1 },
  cluster = { kind = "string" },
}


-- ---- code by code ----

local function plan_of(opts)
  return { coefficient = opts.coefficient:gsub("_ac1$", ""), level = "nominal",
    weights = "unweighted", replicates = opts.replicates, seed = opts.seed,
    confidence = opts.confidence }
end


local function by_code(c, opts)
  return verbs.agreement(c, plan_of(opts), opts.column)
    :with({ { "units", c:use():column "units" } }, { types = { units = "integer" } })
    :select("code", "units", "n_units", "value", "low", "high", "percent")
    :sort "-value"
end


-- Of each code and two coders.
local function by_code_and_pair(c, opts)
  return verbs.agreement_of_pairs(c, plan_of(opts), opts.column):sort("code")
end


-- ---- what is drawn anew ----

-- The column of the units that tells what hangs together; nil: their sources.
-- Where no source is known units are all there is.
local function cluster_column(c, opts)
  local column = opts.cluster or (c.n_sources == 0 and "unit" or "source")
  if column ~= "source" and not c:units():head(0).types[column] then
    fail("agreement: 'cluster' should be \"source\" or a column of the units, "
      .. "found \"%s\"", column)
  end
  if column == "source" and c.n_sources == 0 then
    fail "agreement: the coding does not say from which sources its units come"
  end
  return column ~= "source" and column or nil
end


local function things_of(opts)
  if not opts.column then return "sources" end
  return opts.column == "unit" and "units" or "clusters"
end


-- What low and high are, of n things that are drawn or left out.
local function range_of(n, value, opts)
  local what = things_of(opts)
  if value == na then return "no interval: nothing varies" end
  if n < 2 then return ("no interval: it needs two %s"):format(what) end
  if n < few_clusters then
    return ("low to high: one %s left out"):format(what:sub(1, -2))
  end
  return opts.replicates > 0 and ("low to high: %s drawn anew"):format(what)
    or "no interval asked for"
end


-- ---- all codes as one ----

-- Every unit and code is a decision.
local function pooled_of(c, opts)
  local found = verbs.pooled(c, plan_of(opts), opts.column)
  return { value = found.value, low = found.low, high = found.high,
    observed = found.observed, expected = found.expected,
    n_decisions = found.n_units, n_clusters = found.n_clusters,
    n_sources = not opts.column and found.n_clusters or nil,
    range = range_of(found.n_clusters, found.value, opts) }
end


-- ---- sets of codes ----

-- The strokes between the codes of a set must not stand in their names.
local function rows_without_strokes(c)
  local rows = c:rows()
  local codes = rows:column "code"
  local found = false
  for i, code in ipairs(codes) do
    if code ~= na and code:find("|", 1, true) then
      codes[i], found = code:gsub("|", "¦"), true
    end
  end
  return found and rows:with({ { "code", codes } },
    { types = { code = "text" } }) or rows
end


local function of_sets(c, opts)
  local rows, column = rows_without_strokes(c), opts.column or "source"
  if column ~= "unit" then
    rows = rows:join(c:units():select("unit", column), { by = "unit",
      kind = "left" })
  end
  return agreement(rows, { shape = "long", unit = "unit", coder = "coder",
    value = "code", level = opts.sets, replicates = opts.replicates,
    seed = opts.seed, confidence = opts.confidence, cluster = column })
end


-- ---- the result ----

-- "0.712   95 % interval 0.640 to 0.780", or why there is no value.
local function value_text(r, n, opts)
  if r.value == na then return "undefined, nothing varies" end
  if r.high == na then return ("%.3f"):format(r.value) end
  local low = r.low == na and "?" or ("%.3f"):format(r.low)
  local how = n < few_clusters and ("with one %s left out"):format(
    things_of(opts):sub(1, -2)) or ("%g %% interval"):format(100 * opts.confidence)
  return ("%.3f   %s %s to %.3f"):format(r.value, how, low, r.high)
end


local function text_of(r, opts, how)
  local n, pooled = r.pooled.n_clusters, r.pooled
  local lines = { ("agreement of %d coders, %s of each code"):format(r.n_coders,
    opts.coefficient),
    ("  on the sets of codes (alpha, %s): %s"):format(opts.sets,
      value_text(r, n, opts)),
    ("  on all codes at once (%s): %s"):format(opts.coefficient,
      value_text(pooled, n, opts)),
    ("  units that two coders or more looked at: %d; disputed: %d"):format(
      r.n_units, r.disputed.n_rows),
    "  " .. pooled.range }
  if n >= few_clusters and opts.replicates > 0 then
    lines[5] = ("  intervals from %d resamples of %d %s, seed %d"):format(
      opts.replicates, n, things_of(opts), opts.seed)
  end
  lines[6] = grid.frame(r.codes, how)
  return table.concat(lines, "\n")
end


local MOST_DRAWN = 25  -- codes, those on which coders agree least

local function pictures_of(r)
  local codes = r.codes:where(function(row) return row.value ~= na end):sort("value", "code")
  local list = { { kind = "bars", title = "Codes on which coders agree least",
    frame = codes, order = "given", most = MOST_DRAWN, name = "code", value = "value",
    low = "low", high = "high" } }
  if r.n_coders > 2 then
    table.insert(list, 1, { kind = "agreement", title = "How far each two coders agree",
      frame = r.by_pair })
  end
  return list
end


--- c:agreement{ coefficient =, sets =, cluster =, replicates = } -> result
---   How far the coders agree. Of each code: does a coder who looked at a unit
---   give it that code? Coders who did not look at a unit are missing there.
---   And once for all codes together: alpha of the sets of codes.
---   coefficient  of each code, as for agreement: "krippendorff" when not said
---   sets         the distance of sets: "jaccard", "masi", "masi_product"
---   cluster      what is drawn anew for all intervals: "source", or a column
---                of the units. Units of one source are alike, so that sources
---                are drawn; of fewer than 8 each is left out once, and low and
---                high are the least and greatest of that (low is na where
---                nothing varies then). Where no source is known units are
---                drawn, which `cluster = "unit"` asks for elsewhere
---   replicates, seed, confidence  of the intervals: 1000, 1, 0.95
---   Gives .value, .low, .high, .n_units of the sets; .codes, a row for each
---   code: code, units that have it, n_units that two coders looked at, value,
---   low, high, percent; .by_pair of coders and .disputed units, the worst
---   first, both by the sets; .codes_by_pair, a row for each code and two
---   coders; .pooled, the coefficient of all yes and no of all codes together:
---   value, low, high, observed, expected, n_decisions, n_clusters (sources
---   that have some) and range; and .range, which says what low and high are.
---   A code without variation has no value; where coders never differ every
---   resample says 1, and so does the interval: then n_units tells how much
---   that is worth.
---   Raises when no unit was looked at by two coders.
---
---   > who, what = {"x", "y", "x", "y"}, {"a", "a", "b", "a"}
---   > c = coding(frame{ unit = {1, 1, 2, 2}, coder = who, code = what })
---   > c:agreement{ replicates = 0 }.codes:select("code", "percent")
---   frame 2 x 2
---     code  percent
---     a         0.5
---     b         0.5
function methods.agreement(c, given)
  core.meta.self(c, "agreement")
  local opts = check("agreement", given, options)
  local shared = 0
  for row in c:overlap():each() do
    if row.coders > 1 then shared = shared + row.units end
  end
  if shared == 0 then
    fail "agreement: no unit was looked at by two coders"
  end
  opts.column = cluster_column(c, opts)
  local sets = of_sets(c, opts)
  local fields = { value = sets.value, low = sets.low, high = sets.high,
    n_units = sets.n_units, n_coders = sets.n_coders,
    range = sets.too_long and sets.range
      or range_of(sets.n_clusters, sets.value, opts),
    undefined = sets.value == na and sets.undefined or nil,
    codes = by_code(c, opts) }
  return result("agreement", {
    fields = fields, provenance = sets.provenance,
    absent = { undefined = "it has a value" },
    later = {
      by_pair = function() return sets.by_pair end,
      codes_by_pair = function() return by_code_and_pair(c, opts) end,
      pooled = function() return pooled_of(c, opts) end,
      disputed = function() return sets.disputed end,
    },
    next = { "codes", "by_pair", "codes_by_pair", "pooled", "disputed" },
    text = function(r, how) return text_of(r, opts, how) end,
    pictures = pictures_of,
  })
end
