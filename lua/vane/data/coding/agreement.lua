-- How far the coders of a coding agree: on each code, and on the sets of
-- codes that they gave.

local core = require "vane.core.coding"
local verbs = require "vane.core.code_verbs"
local reliability = require "vane.core.reliability"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local agreement = require "vane.data.agreement"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
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
  confidence = { kind = "number", default = 0.95 },
}


-- ---- code by code ----

local function plan_of(opts)
  return { coefficient = opts.coefficient:gsub("_ac1$", ""), level = "nominal",
    weights = "unweighted", replicates = opts.replicates, seed = opts.seed,
    confidence = opts.confidence }
end


local function by_code(c, opts)
  local names, types = { "code", "units", "n_units", "value", "low", "high",
    "percent" }, { code = "text", value = "number", low = "number",
    high = "number", percent = "number" }
  local lists = { {}, {}, {}, {}, {}, {}, {} }
  local percent = plan_of(opts)
  percent.coefficient, percent.replicates = "percent", 0
  for i, row in ipairs(c:use():column "code") do
    local ratings = verbs.ratings(c, row)
    local found = reliability.of(ratings, plan_of(opts))
    lists[1][i], lists[3][i] = row, found.n_units
    lists[4][i], lists[5][i], lists[6][i] = found.value, found.low, found.high
    lists[7][i] = reliability.of(ratings, percent).value
  end
  lists[2] = c:use():column "units"
  return frames.of(names, lists, types, c.source):sort "-value"
end


-- Of each code and two coders.
local function by_code_and_pair(c, opts)
  local parts, plan = {}, plan_of(opts)
  plan.replicates = 0
  for i, code in ipairs(c:use():column "code") do
    local f = reliability.by_pair(verbs.ratings(c, code), plan)
    local codes = {}
    for k = 1, f.n_rows do codes[k] = code end
    parts[i] = f:with({ { "code", codes } }, { types = { code = "text" } })
  end
  return parts[1]:append(table.unpack(parts, 2))
    :select("code", "a", "b", "n_units", "agreement")
end


local FEW = 8  -- sources; of fewer each is left out once


-- What low and high are.
local function range_of(n_sources, value, opts)
  if value == na then return "no interval: nothing varies" end
  if n_sources < 2 then return "no interval: it needs two sources" end
  if n_sources < FEW then return "low to high: one source left out" end
  return opts.replicates > 0 and "low to high: sources drawn anew"
    or "no interval asked for"
end


-- All codes as one: every unit and code is a decision. Those on one unit hang
-- together, and units of one source do, so that sources are drawn.
local function pooled_of(c, opts)
  local found = verbs.pooled(c, plan_of(opts))
  return { value = found.value, low = found.low, high = found.high,
    observed = found.observed, expected = found.expected,
    n_decisions = found.n_units, n_sources = found.n_sources,
    range = range_of(found.n_sources, found.value, opts) }
end


-- ---- sets of codes ----

-- The strokes between the codes of a set must not stand in their names.
local function rows_without_strokes(c)
  local rows = c:rows()
  local codes = rows:column "code"
  local found = false
  for i, code in ipairs(codes) do
    if code ~= na and code:find("|", 1, true) then
      codes[i], found = code:gsub("|", "/"), true
    end
  end
  return found and rows:with({ { "code", codes } },
    { types = { code = "text" } }) or rows
end


local function of_sets(c, opts)
  return agreement(rows_without_strokes(c), { shape = "long", unit = "unit",
    coder = "coder", value = "code", level = opts.sets,
    replicates = opts.replicates, seed = opts.seed,
    confidence = opts.confidence })
end


-- ---- the result ----

-- "0.712   95 % interval 0.640 to 0.780", or why there is no value.
local function value_text(r, opts, left_out)
  if r.value == na then return "undefined, nothing varies" end
  if r.high == na then return ("%.3f"):format(r.value) end
  local low = r.low == na and "?" or ("%.3f"):format(r.low)
  return ("%.3f   %s %s to %.3f"):format(r.value, left_out
    and "with one source left out" or ("%g %% interval"):format(
      100 * opts.confidence), low, r.high)
end


local function text_of(r, opts, how)
  return table.concat({
    ("agreement of %d coders, %s of each code"):format(r.n_coders,
      opts.coefficient),
    ("  on the sets of codes (alpha, %s): %s"):format(opts.sets,
      value_text(r, opts)),
    ("  on all codes at once (%s): %s"):format(opts.coefficient,
      value_text(r.pooled, opts, r.pooled.n_sources < FEW)),
    ("  units that two coders or more looked at: %d; disputed: %d"):format(
      r.n_units, r.disputed.n_rows),
    ("  intervals from %d resamples, of units (all codes at once: of sources), "
      .. "seed %d"):format(opts.replicates, opts.seed),
    grid.frame(r.codes, how),
  }, "\n")
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


--- c:agreement{ coefficient =, sets =, replicates =, seed = } -> result
---   How far the coders agree. Of each code: does a coder who looked at a unit
---   give it that code? Coders who did not look at a unit are missing there.
---   And once for all codes together: alpha of the sets of codes.
---   coefficient  of each code, as for agreement: "krippendorff" when not said
---   sets         the distance of sets: "jaccard", "masi", "masi_product"
---   replicates, seed, confidence  of the intervals: 1000, 1, 0.95
---   Gives .value, .low, .high, .n_units of the sets; .codes, a row for each
---   code: code, units that have it, n_units that two coders looked at, value,
---   low, high, percent; .by_pair of coders and .disputed units, the worst
---   first, both by the sets; .codes_by_pair, a row for each code and two
---   coders; and .pooled, the coefficient of all yes and no of all codes
---   together: value, low, high, observed, expected, n_decisions, n_sources and
---   range, which says what low and high are. Decisions on one source hang
---   together, so that sources are drawn anew; fewer than 8 are left out one by
---   one; without sources there is no interval. A code without variation has no
---   value; where coders never differ every resample says 1, and so does the
---   interval: then n_units tells how much that is worth.
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
  local sets = of_sets(c, opts)
  local fields = { value = sets.value, low = sets.low, high = sets.high,
    n_units = sets.n_units, n_coders = sets.n_coders,
    undefined = sets.value == na and sets.undefined or nil,
    codes = by_code(c, opts), by_pair = sets.by_pair,
    disputed = sets.disputed }
  return result("agreement", {
    fields = fields, provenance = sets.provenance,
    absent = { undefined = "it has a value" },
    later = {
      codes_by_pair = function() return by_code_and_pair(c, opts) end,
      pooled = function() return pooled_of(c, opts) end,
    },
    next = { "codes", "by_pair", "codes_by_pair", "pooled", "disputed" },
    text = function(r, how) return text_of(r, opts, how) end,
    pictures = pictures_of,
  })
end
