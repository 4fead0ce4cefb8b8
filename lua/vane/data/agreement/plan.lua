-- Which distances or weights a coefficient of agreement goes by.

local fail = require "vane.base.fail"

local WORD = "agreement"

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


return { of = plan_of, pair = pair_of }
