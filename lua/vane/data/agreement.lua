-- How far coders agree: one word over all coefficients and all the tables in
-- which ratings are kept.

local core = require "vane.core.reliability"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local continua = require "vane.data.agreement.continua"
local plans = require "vane.data.agreement.plan"
local read = require "vane.data.agreement.read"
local result = require "vane.base.result"
local says = require "vane.data.agreement.text"
local subject = require "vane.base.subject"
require "vane.data.frame"

local WORD = "agreement"

local text = { kind = "string" }
local list = { kind = "table" }

local options = {
  coefficient = { default = "krippendorff", one_of = { "percent", "cohen",
    "fleiss", "krippendorff", "gwet_ac1", "gwet_ac2", "brennan_prediger",
    "alpha_u" } },
  level = { one_of = { "nominal", "ordinal", "interval", "ratio", "circular",
    "bipolar", "jaccard", "masi", "masi_product", "unweighted", "linear",
    "quadratic" } },
  weights = { one_of = { "unweighted", "linear", "quadratic", "ordinal" } },
  shape = { default = "wide", one_of = { "wide", "long", "contingency",
    "counts", "intervals" } },
  unit = text, coder = text, value = text, code = text, cluster = text,
  start = text, finish = text,
  coders = list, categories = list, scale = list, continuum = list,
  period = { kind = "number", above = 0, below = math.huge },
  blank = { one_of = { "empty", "missing" } },
  method = { one_of = { "2004", "2016", "binary", "coding" }, default = "2004" },
  replicates = { kind = "integer", default = 1000, least = 0, most = 1000000 },
  seed = { kind = "integer", default = 1 },
  confidence = { kind = "number", default = 0.95, above = 0, below = 1 },
}


-- Why there is no value, or nil.
local function why_undefined(found)
  if found.value ~= base.na then return nil end
  if found.n_units == 0 then return "no unit was rated by two coders" end
  return "nothing varies, all ratings say the same"
end


-- Tables that are worked out when they are first asked for.
local function with_tables(fields, ratings, plan)
  local makers = {
    by_value = function() return core.by_value(ratings, plan) end,
    by_pair = function()
      if not ratings.coders then
        fail("%s: counts do not say which coder said what", WORD)
      end
      return core.by_pair(ratings, plan)
    end,
    disputed = function() return core.disputed(ratings, plan) end,
  }
  return setmetatable(fields, { __index = function(t, name)
    local make = makers[name]
    if make then rawset(t, name, make()) end
    return rawget(t, name)
  end })
end


-- ---- ratings of units ----

local function of_units(f, opts)
  local ratings = read.ratings[opts.shape](f, opts)
  local plan = plans.of(opts, ratings)
  local fields = core.of(ratings, plan)
  fields.n_coders, fields.n_values = ratings.n_coders, ratings.n_values
  fields.n_ratings = ratings.n_ratings
  fields.n_left_out = fields.n_single + fields.n_unrated + ratings.n_left_out
  fields.undefined = why_undefined(fields)
  fields.range = says.range(fields, opts)
  if read.empty_is_said(opts) then
    opts.blank_said = "an empty cell is the empty set"
  end
  local level = opts.coefficient == "krippendorff" and plan.level
    or plan.weights
  with_tables(fields, ratings, plan)
  return fields, function() return says.units(fields, opts, level) end
end


-- ---- stretches ----

local function of_stretches(f, opts)
  local from, to = plans.pair(opts, "continuum")
  local names = { read.column(f, opts, "coder"), read.column(f, opts, "start"),
    read.column(f, opts, "finish"), read.column(f, opts, "code") }
  local coder, start, finish, code = table.unpack(names)
  local fields, by_code
  if opts.cluster then
    fields, by_code = continua(f, names, from, to, opts)
  elseif opts.method == "2004" then
    by_code, fields = core.unitizing(f, coder, start, finish, code, from, to)
  else
    fields, by_code = core.alpha_u(f, coder, start, finish, code, from, to,
      opts.method)
  end
  fields.by_value, fields.n_units = by_code, fields.n_stretches
  if not opts.cluster then fields.low, fields.high = base.na, base.na end
  fields.range = opts.cluster and says.range(fields, opts)
    or "no interval: one continuum alone; 'cluster' tells several texts apart"
  fields.undefined = fields.value == base.na and (opts.method == "coding"
    and "where coders' stretches meet, nothing varies"
    or "nothing varies, all say the same everywhere") or nil
  return fields, function() return says.stretches(fields, opts) end
end


-- ---- the word ----

-- Coders against coders, where there are more than two who have names.
local function pictures_of(opts)
  local has_pairs = opts.shape ~= "intervals" and opts.shape ~= "counts"
  return function(r)
    if not has_pairs or r.n_coders < 3 then return {} end
    return { { kind = "agreement", title = "How far each two coders agree",
      frame = r.by_pair } }
  end
end


local function check_numbers(opts)
  if opts.cluster and (opts.shape == "contingency"
    or not opts.frame.types[opts.cluster]) then
    fail(opts.shape == "contingency"
      and "%s: a contingency table has no units that a 'cluster' could be of"
      or "%s: 'cluster' should be a column of the table, found \"%s\"", WORD,
      opts.cluster)
  end
  local stretches = opts.coefficient == "alpha_u"
  if stretches ~= (opts.shape == "intervals") then
    fail("%s: the coefficient alpha_u and the shape \"intervals\" belong "
      .. "together", WORD)
  end
end


local field_texts = {
  value = "the coefficient; na where it is undefined",
  low = "lower end of its interval", high = "upper end of its interval",
  observed = "observed disagreement (alpha) or agreement (all others)",
  expected = "what chance lets expect of it",
  range = "what low and high are, or why there are none",
  maximum = "Cohen's kappa at most, given how often each coder said what",
  undefined = "why there is no value, or nil",
  n_units = "how many units have two ratings or more",
  n_ratings = "how many ratings", n_coders = "how many coders",
  n_values = "how many different values could be said",
  n_left_out = "how many units or rows did not count",
  by_value = "frame: the coefficient of each value against all others",
  by_pair = "frame: the coefficient of each two coders, with its interval",
  disputed = "frame: units on which coders differ, the worst first",
  provenance = "inputs with fingerprints, options, seed, version",
}


-- Longer and shorter names of coefficients.
local called = { alpha = "krippendorff", krippendorff_alpha = "krippendorff",
  kappa = "cohen", cohen_kappa = "cohen", fleiss_kappa = "fleiss",
  percent_agreement = "percent", ac1 = "gwet_ac1", ac2 = "gwet_ac2" }


local function shape_of(f, given)
  if given.shape or given.coders then return given.shape end
  return given.coefficient == "alpha_u" and "intervals" or read.shape_of(f)
end


-- Krippendorff's alpha of stretches is alpha_u.
local function name_of(given, shape)
  local name = called[given.coefficient] or given.coefficient
  local as_stretches = shape == "intervals" and (name or "krippendorff") == "krippendorff"
  return as_stretches and "alpha_u" or name
end


-- The options with the coefficient under its own name, and the shape.
local function completed(f, given)
  local opts = {}
  if given ~= nil and type(given) ~= "table" then return given end
  for key, value in pairs(given or {}) do opts[key] = value end
  opts.shape = shape_of(f, opts)
  opts.coefficient = name_of(opts, opts.shape)
  return opts
end


--- agreement(f, { coefficient =, level =, shape =, ... }) -> agreement result
---   How far coders agree, with an interval.
---   coefficient  "krippendorff" (alpha: any number of coders, gaps),
---                "percent", "cohen" (two coders), "fleiss", "gwet_ac1",
---                "gwet_ac2", "brennan_prediger", or "alpha_u" for stretches;
---                "alpha" is Krippendorff's and "kappa" Cohen's
---   level        of alpha: "nominal", "ordinal", "interval", "ratio",
---                "circular" (`period` apart is the same; highest - lowest + 1
---                when not said), "bipolar" (`scale = { 1, 5 }`), and for sets
---                of codes "jaccard", "masi" (1 - J M), "masi_product"
---                ((1 - J)(1 - M), called MASI elsewhere)
---   weights      of all others: "unweighted", "linear", "quadratic",
---                "ordinal"; a level says them too (interval is quadratic)
---   categories   all that could be said, in order; without it what was said
---   shape        "wide": a row for each unit, a column for each coder; "long":
---                a row for each rating (columns unit, coder, value);
---                "contingency": two coders' values against each other;
---                "counts": a row for each unit, in a column for each value
---                the number of coders; "intervals": coder, start, end (behind
---                the last place), code. When not said the columns' names tell
---                long tables and intervals; any other is wide
---   unit, coder, value, start, finish, code  name those columns; `coders`
---                lists the columns of "wide". Without `unit` a column called
---                unit, segment, subject ... names the units, or a first column
---                of texts before columns of numbers
---   blank        of sets: an empty cell is the "empty" set or "missing"
---   continuum    { from, to } of stretches (of each text); else from first to
---                last mark
---   method       of stretches: "2004" (each code on its own, codes may
---                overlap), "2016" (u-alpha), "binary" (marked or not),
---                "coding" (cu-alpha: which code, where stretches meet; with
---                (k)u-alpha of each code in .by_value)
---   replicates, seed, confidence  of the interval: 1000, 1, 0.95; it holds
---                the middle of what resampled units give
---   cluster      a column that tells which units belong together, such as
---                their source: these are drawn instead; of fewer than 8 each
---                is left out once, and low and high are the least and greatest
---                of that (low is na where nothing varies then). Of stretches
---                it tells texts apart, which are laid end to end: without it
---                all lie on one continuum, of which there is no interval
---   A set is written "a|b". Units with a single rating do not count (for
---   Fleiss and Gwet they count in how often each value is said). Where
---   nothing varies the value is na, and .undefined says why.
---   Gives .value, .low, .high, .range (what these are), .observed, .expected,
---   .n_units, and the frames .by_value, .by_pair and .disputed.
---   Raises when a coder rates a unit twice, values do not fit the level, or
---   two stretches of one code and coder overlap.
---   Source: Krippendorff, Content Analysis, 4th ed. (2019), ch. 12; Gwet,
---   Handbook of Inter-Rater Reliability, 4th ed. (2014); Cohen (1960, 1968);
---   Fleiss (1971); Brennan and Prediger (1981); Passonneau, LREC 2006.
---
---   > f = frame{ meg = {0,1,0,0,0,0,0,0,1,0}, owen = {1,1,1,0,0,1,0,0,0,0} }
---   > a = agreement(f, { replicates = 0 })
---   > a
---   Krippendorff's alpha, nominal: 0.095
---     2 coders, 10 units rated twice or more, 20 ratings, 2 values
---     observed disagreement 0.400, by chance 0.442
---     look next at .by_value, .by_pair, .disputed
---   > a.disputed.n_rows
---   4
local function make(f, given)
  f, given = subject(f, given)
  if check.kind_of(f) == "matrix" then f = f:frame() end
  if check.kind_of(f) ~= "frame" then
    fail("%s: wants a frame of ratings, as in agreement(f, { level = "
      .. "\"nominal\" }), found %s", WORD, check.found(f))
  end
  local opts = check(WORD, completed(f, given), options)
  opts.frame = f
  check_numbers(opts)
  local record = provenance(WORD, opts)
  local fields, text_maker =
    (opts.shape == "intervals" and of_stretches or of_units)(f, opts)
  return result(WORD, {
    fields = fields, text = text_maker, provenance = record, pictures = pictures_of(opts),
    next = opts.shape ~= "intervals"
      and { "by_value", "by_pair", "disputed" } or nil,
    absent = { undefined = "it has a value",
      by_value = "it is of the methods \"2004\" and \"coding\"",
      by_pair = "stretches are compared all at once",
      disputed = "stretches are no units" },
  })
end


return noun(WORD, { methods = {}, fields = field_texts }, make, "word")
