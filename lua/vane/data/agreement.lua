-- How far coders agree: one word over all coefficients and all the tables in
-- which ratings are kept.

local core = require "vane.core.reliability"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
require "vane.data.frame"

local WORD = "agreement"

local text, number = { kind = "string" }, { kind = "number" }
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
  unit = text, coder = text, value = text, code = text,
  start = text, finish = text,
  coders = list, categories = list, scale = list, continuum = list,
  period = number,
  blank = { one_of = { "empty", "missing" } },
  method = { one_of = { "2004", "2016", "binary" }, default = "2004" },
  replicates = { kind = "integer", default = 1000 },
  seed = { kind = "integer", default = 1 },
  confidence = { kind = "number", default = 0.95 },
}

local titles = {
  percent = "percent agreement", cohen = "Cohen's kappa",
  fleiss = "Fleiss' kappa", krippendorff = "Krippendorff's alpha",
  gwet_ac1 = "Gwet's AC1", gwet_ac2 = "Gwet's AC2",
  brennan_prediger = "Brennan and Prediger's kappa",
  alpha_u = "Krippendorff's alpha of stretches",
}

-- What columns are called that need not be said.
local usual = {
  unit = { "unit", "segment", "paragraph", "subject", "item", "case", "id" },
  coder = { "coder", "rater", "judge", "expert", "observer" },
  value = { "value", "category", "code", "rating", "score" },
  code = { "code", "category", "value" },
  start = { "start", "begin", "from" },
  finish = { "end", "finish", "to" },
}


-- ---- columns ----

local function usual_column(f, opts, role)
  if opts[role] then return opts[role] end
  for _, name in ipairs(usual[role]) do
    if f.types[name] then return name end
  end
end


-- The column with the units' names, if there is one: said, called so, or the
-- only column of texts, in front of columns of numbers.
local function unit_column(f, opts)
  local known = usual_column(f, opts, "unit")
  if known or f.n_cols < 2 or f.types[f.names[1]] ~= "text" then return known end
  for j = 2, f.n_cols do
    local type = f.types[f.names[j]]
    if type ~= "integer" and type ~= "number" then return nil end
  end
  return f.names[1]
end


local function column(f, opts, role)
  return usual_column(f, opts, role)
    or fail("%s: no column is called \"%s\"; say which one it is, as in "
      .. "{ %s = \"...\" }", WORD, usual[role][1], role)
end


-- All columns but the one with the units' names.
local function others(f, unit)
  local names = {}
  for _, name in ipairs(f.names) do
    if name ~= unit then names[#names + 1] = name end
  end
  return names
end


-- ---- ratings ----

local readers = {}


-- An empty cell of sets is the empty set unless said otherwise.
local function empty_is_said(opts)
  local sets = opts.level == "jaccard" or opts.level == "masi"
    or opts.level == "masi_product"
  return sets and opts.blank ~= "missing"
end


function readers.wide(f, opts)
  local unit = unit_column(f, opts)
  return core.wide(f, unit, opts.coders or others(f, unit), opts.categories,
    empty_is_said(opts))
end


-- One row for each unit and coder: their codes, joined to a set.
local function joined(f, unit, coder, value)
  local row_of, units, coders, sets = {}, {}, {}, {}
  local us, cs, vs = f:column(unit), f:column(coder), f:column(value)
  for i = 1, f.n_rows do
    if us[i] ~= base.na and cs[i] ~= base.na then
      local key = tostring(us[i]) .. "\0" .. tostring(cs[i])
      local row = row_of[key]
      if not row then
        row = #units + 1
        row_of[key], units[row], coders[row], sets[row] = row, us[i], cs[i], ""
      end
      if vs[i] ~= base.na then sets[row] = sets[row] .. "|" .. tostring(vs[i]) end
    end
  end
  return require "vane.core.frame".of({ "unit", "coder", "value" },
    { units, coders, sets }, { value = "text" })
end


function readers.long(f, opts)
  local unit, coder = column(f, opts, "unit"), column(f, opts, "coder")
  local value = column(f, opts, "value")
  if empty_is_said(opts) then
    f, unit, coder, value = joined(f, unit, coder, value), "unit", "coder",
      "value"
  end
  return core.long(f, unit, coder, value, opts.categories, false)
end


function readers.contingency(f, opts)
  return core.contingency(f, opts.unit or f.names[1]
    or fail("%s: the table has no columns", WORD))
end


function readers.counts(f, opts)
  local unit = unit_column(f, opts)
  return core.counts(f, unit, opts.categories or others(f, unit))
end


-- ---- levels and weights ----

local weights_of = { nominal = "unweighted", unweighted = "unweighted",
  ordinal = "ordinal", interval = "quadratic", linear = "linear",
  quadratic = "quadratic" }


local function alpha_level(opts)
  local level = opts.level or "nominal"
  if opts.weights then
    fail("%s: 'weights' belong to the other coefficients; the distances of "
      .. "krippendorff are said by 'level'", WORD)
  end
  if level == "linear" or level == "quadratic" or level == "unweighted" then
    fail("%s: krippendorff has no level \"%s\"; it knows nominal, ordinal, "
      .. "interval, ratio, circular, bipolar, jaccard, masi, masi_product",
      WORD, level)
  end
  return level, "unweighted"
end


local function weights(opts)
  local word = opts.weights or weights_of[opts.level or "nominal"]
  if not word then
    fail("%s: %s has no level \"%s\"; it knows nominal, ordinal, interval "
      .. "(quadratic weights) and linear", WORD, opts.coefficient, opts.level)
  end
  if opts.coefficient == "gwet_ac1" and word ~= "unweighted" then
    fail("%s: gwet_ac1 has no weights; with weights it is gwet_ac2", WORD)
  end
  if opts.coefficient == "gwet_ac2" and word == "unweighted" then
    fail("%s: gwet_ac2 wants weights, as in { weights = \"quadratic\" }; "
      .. "without them it is gwet_ac1", WORD)
  end
  return "nominal", word
end


-- Texts have an order only when somebody says it.
local function check_order(opts, ratings, level, word)
  local has_order = ratings.numeric or opts.categories
    or opts.shape == "contingency" or opts.shape == "counts"
  if (level == "ordinal" or word ~= "unweighted") and not has_order
    and ratings.n_values > 0 then
    fail("%s: the values are texts; say their order, as in { categories = "
      .. "{ \"%s\", ... } }", WORD, ratings.values[1])
  end
end


local function pair_of(opts, name)
  local pair = opts[name]
  if not pair then return nil, nil end
  local low, high = pair[1], pair[2]
  if #pair ~= 2 or type(low) ~= "number" or type(high) ~= "number"
    or low >= high then
    fail("%s: '%s' should be two numbers, the lower one first, as in "
      .. "{ 1, 5 }", WORD, name)
  end
  return low, high
end


local function plan_of(opts, ratings)
  local is_alpha = opts.coefficient == "krippendorff"
  local level, word = (is_alpha and alpha_level or weights)(opts)
  check_order(opts, ratings, level, word)
  local least, most = pair_of(opts, "scale")
  return {
    coefficient = opts.coefficient:gsub("_ac[12]$", ""), level = level,
    weights = word, period = opts.period, least = least, most = most,
    replicates = opts.replicates, seed = opts.seed,
    confidence = opts.confidence,
  }
end


-- ---- what is said of it ----

local function counted(n, one, many)
  return ("%d %s"):format(n, n == 1 and one or many or one .. "s")
end


local function rounded(x)
  return x == base.na and "undefined" or ("%.3f"):format(x)
end


local function headline(fields, opts, level)
  local line = ("%s, %s: %s"):format(titles[opts.coefficient], level,
    rounded(fields.value))
  if fields.low ~= base.na then
    line = line .. ("   %g %% interval %s to %s"):format(
      100 * opts.confidence, rounded(fields.low), rounded(fields.high))
  end
  return line
end


local function left_out_line(n, why_one, why_many, lines)
  if n > 0 then
    lines[#lines + 1] = ("  %s left out: %s"):format(counted(n, why_one,
      why_many), "not enough was said of " .. (n == 1 and "it" or "them"))
  end
end


local function interval_line(fields, opts, lines)
  if fields.low == base.na then return end
  local line = ("  interval from %d resamples of units, seed %d"):format(
    opts.replicates, opts.seed)
  if fields.n_undefined > 0 then
    line = line .. ("; %d of them without variation"):format(fields.n_undefined)
  end
  lines[#lines + 1] = line
end


local function text_of(fields, opts, level)
  local lines = { headline(fields, opts, level) }
  if fields.undefined then lines[2] = "  undefined: " .. fields.undefined end
  lines[#lines + 1] = ("  %s, %s rated twice or more, %s, %s"):format(
    counted(fields.n_coders, "coder"), counted(fields.n_units, "unit"),
    counted(fields.n_ratings, "rating"), counted(fields.n_values, "value"))
  left_out_line(fields.n_left_out, "unit", "units", lines)
  if opts.blank_said then lines[#lines + 1] = "  " .. opts.blank_said end
  if fields.observed ~= base.na then
    local word = opts.coefficient == "krippendorff" and "disagreement"
      or "agreement"
    lines[#lines + 1] = ("  observed %s %s, by chance %s"):format(word,
      rounded(fields.observed), fields.expected == base.na and "not considered"
      or rounded(fields.expected))
  end
  interval_line(fields, opts, lines)
  return table.concat(lines, "\n")
end


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
  local ratings = readers[opts.shape](f, opts)
  local plan = plan_of(opts, ratings)
  local fields = core.of(ratings, plan)
  fields.n_coders, fields.n_values = ratings.n_coders, ratings.n_values
  fields.n_ratings = ratings.n_ratings
  fields.n_left_out = fields.n_single + fields.n_unrated + ratings.n_left_out
  fields.undefined = why_undefined(fields)
  if empty_is_said(opts) then
    opts.blank_said = "an empty cell is the empty set"
  end
  local level = opts.coefficient == "krippendorff" and plan.level
    or plan.weights
  with_tables(fields, ratings, plan)
  return fields, function() return text_of(fields, opts, level) end
end


-- ---- stretches ----

local function stretches_text(fields, opts)
  local lines = { ("%s (%s): %s"):format(titles.alpha_u, opts.method,
    rounded(fields.value)),
    ("  %s, %s of %s on %g to %g"):format(counted(fields.n_coders, "coder"),
      counted(fields.n_stretches, "stretch", "stretches"),
      counted(fields.n_codes, "code"), fields.from, fields.to) }
  if fields.n_left_out > 0 then
    lines[#lines + 1] = ("  %s left out for want of a coder, code or place")
      :format(counted(fields.n_left_out, "row"))
  end
  if fields.undefined then
    lines[#lines + 1] = "  undefined: " .. fields.undefined
  end
  lines[#lines + 1] = "  no interval: stretches are no independent units"
  return table.concat(lines, "\n")
end


local function of_stretches(f, opts)
  local from, to = pair_of(opts, "continuum")
  local names = { column(f, opts, "coder"), column(f, opts, "start"),
    column(f, opts, "finish"), column(f, opts, "code") }
  local fields, by_code
  if opts.method == "2004" then
    by_code, fields = core.unitizing(f, names[1], names[2], names[3], names[4],
      from, to)
  else
    fields = core.alpha_u(f, names[1], names[2], names[3], names[4], from, to,
      opts.method == "binary")
  end
  fields.by_value = by_code
  fields.low, fields.high, fields.n_units = base.na, base.na, fields.n_stretches
  fields.undefined = fields.value == base.na
    and "nothing varies, all say the same everywhere" or nil
  return fields, function() return stretches_text(fields, opts) end
end


-- ---- the word ----

local function check_numbers(opts)
  if opts.replicates < 0 or opts.replicates > 1000000 then
    fail("%s: 'replicates' should be from 0 to 1000000, found %d", WORD,
      opts.replicates)
  end
  if not (opts.confidence > 0 and opts.confidence < 1) then
    fail("%s: 'confidence' should be between 0 and 1, found %g", WORD,
      opts.confidence)
  end
  if opts.period and opts.period <= 0 then
    fail("%s: 'period' should be above 0, found %g", WORD, opts.period)
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
  maximum = "Cohen's kappa at most, given how often each coder said what",
  undefined = "why there is no value, or nil",
  n_units = "how many units have two ratings or more",
  n_ratings = "how many ratings", n_coders = "how many coders",
  n_values = "how many different values could be said",
  n_left_out = "how many units or rows did not count",
  by_value = "frame: the coefficient of each value against all others",
  by_pair = "frame: the coefficient of each two coders",
  disputed = "frame: units on which coders differ, the worst first",
  provenance = "inputs with fingerprints, options, seed, version",
}


--- agreement(f, { coefficient =, level =, shape =, ... }) -> agreement result
---   How far coders agree, with an interval.
---   coefficient  "krippendorff" (alpha: any number of coders, gaps),
---                "percent", "cohen" (two coders), "fleiss", "gwet_ac1",
---                "gwet_ac2", "brennan_prediger", or "alpha_u" for stretches
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
---                the last place), code
---   unit, coder, value, start, finish, code  name those columns; `coders`
---                lists the columns of "wide". Without `unit` a column called
---                unit, segment, subject ... names the units, or a first column
---                of texts before columns of numbers
---   blank        of sets: an empty cell is the "empty" set or "missing"
---   continuum    { from, to } of stretches; else from first to last mark
---   method       of stretches: "2004" (each code on its own, codes may
---                overlap), "2016" (u-alpha), "binary" (marked or not)
---   replicates, seed, confidence  of the interval: 1000, 1, 0.95; it holds
---                the middle of what resampled units give
---   A set is written "a|b". Units with a single rating do not count (for
---   Fleiss and Gwet they count in how often each value is said). Where
---   nothing varies the value is na, and .undefined says why.
---   Gives .value, .low, .high, .observed, .expected, .n_units, and the frames
---   .by_value, .by_pair and .disputed.
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
  if check.kind_of(f) ~= "frame" then
    fail("%s: wants a frame of ratings, as in agreement(f, { level = "
      .. "\"nominal\" }), found %s", WORD, check.found(f))
  end
  local opts = check(WORD, given, options)
  check_numbers(opts)
  opts.frame = f
  local record = provenance(WORD, opts)
  local fields, text_maker =
    (opts.shape == "intervals" and of_stretches or of_units)(f, opts)
  return result(WORD, {
    fields = fields, text = text_maker, provenance = record,
    next = opts.shape ~= "intervals"
      and { "by_value", "by_pair", "disputed" } or nil,
    absent = { undefined = "it has a value",
      by_value = "it is of the method \"2004\"",
      by_pair = "stretches are compared all at once",
      disputed = "stretches are no units" },
  })
end


return noun(WORD, { methods = {}, fields = field_texts }, make, "word")
