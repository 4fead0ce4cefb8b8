-- Numbers that are uncertain: uniform(1, 3), triangular(1, 2, 5) ...

local check = require "vane.base.check"
local fail = require "vane.base.fail"

local meta = { __name = "distribution" }

local MOST_SHAPE = 1000000  -- of beta: beyond, it is a normal distribution


function meta.__tostring(d)
  local texts = {}
  for i, value in ipairs(d.said) do texts[i] = ("%g"):format(value) end
  return ("%s(%s)"):format(d.word, table.concat(texts, ", "))
end


-- `word` says the shape, unless the native numbers say another one.
local function distribution(word, said, native)
  native.word, native.said, native.shape = word, said, native.shape or word
  return setmetatable(native, meta)
end


-- Raises unless all are finite numbers.
local function check_numbers(word, wanted, ...)
  local list = { ... }
  if select("#", ...) ~= wanted then
    fail("%s: wants %d numbers, found %d", word, wanted, select("#", ...))
  end
  for i = 1, wanted do
    local x = list[i]
    if type(x) ~= "number" then
      fail("%s: wants numbers, found %s", word, check.found(x))
    end
    if x ~= x or x == math.huge or x == -math.huge then
      fail("%s: wants finite numbers, found %g", word, x)
    end
  end
end


local words = {}


--- uniform(low, high) -> distribution
---   An uncertain number, anywhere between low and high alike; for the drivers
---   of scenario.run and system.
---   Raises unless low is below high.
---
---   > uniform(0.01, 0.05)
---   uniform(0.01, 0.05)
function words.uniform(...)
  check_numbers("uniform", 2, ...)
  local low, high = ...
  if low >= high then
    fail("uniform: wants the lower number first, found %g and then %g", low,
      high)
  end
  return distribution("uniform", { low, high }, { a = low, b = high })
end


--- normal(mean, deviation) -> distribution
---   An uncertain number of the normal distribution. Values below 0 come up;
---   lognormal has none.
---   Raises unless the standard deviation is above 0.
---
---   > normal(10, 2)
---   normal(10, 2)
function words.normal(...)
  check_numbers("normal", 2, ...)
  local mean, deviation = ...
  if deviation <= 0 then
    fail("normal: wants a standard deviation above 0, found %g", deviation)
  end
  return distribution("normal", { mean, deviation }, { a = mean, b = deviation })
end


--- lognormal(median, spread) -> distribution
---   An uncertain number above 0 whose logarithm is normal: half of the values
---   are below the median, and the logarithm has the standard deviation
---   `spread`; with 0.5 two thirds lie between 0.6 and 1.65 times the median.
---   Raises unless both are above 0 and the spread is at most 20.
---
---   > lognormal(100, 0.5)
---   lognormal(100, 0.5)
function words.lognormal(...)
  check_numbers("lognormal", 2, ...)
  local median, spread = ...
  if median <= 0 or spread <= 0 or spread > 20 then
    fail("lognormal: wants a median above 0 and a spread above 0, at most 20, "
      .. "found %g and %g", median, spread)
  end
  return distribution("lognormal", { median, spread }, { a = median, b = spread })
end


-- The lowest, the likely and the highest number, in that order.
local function check_three(word, low, likely, high)
  if low <= likely and likely <= high and low < high then
    return low, likely, high
  end
  fail("%s: wants the lowest, the likely and the highest number, found %g, %g, "
    .. "%g", word, low, likely, high)
end


--- triangular(low, likely, high) -> distribution
---   An uncertain number from low to high, most likely around `likely`: what
---   experts say most easily.
---   Raises unless the three rise, or `likely` is one of the ends.
---   Source: the usual triangular distribution.
---
---   > triangular(1, 2, 5)
---   triangular(1, 2, 5)
function words.triangular(...)
  check_numbers("triangular", 3, ...)
  local low, likely, high = check_three("triangular", ...)
  return distribution("triangular", { low, likely, high },
    { a = low, b = high, c = likely })
end


--- beta(a, b, low = 0, high = 1) -> distribution
---   An uncertain share, or a number from low to high: the larger a beside b,
---   the nearer to the high end, and the larger both, the narrower. a - 1 and
---   b - 1 may be read as cases seen for and against; beta(1, 1) is uniform.
---   Raises unless 0 < a, b <= 1000000 and low is below high.
---   Source: quantiles by Newton's steps on the regularized incomplete beta
---   function, which is a continued fraction (Abramowitz and Stegun 1964,
---   26.5.8).
---
---   > beta(2, 5)
---   beta(2, 5)
---   > beta(2, 5, 10, 20)
---   beta(2, 5, 10, 20)
function words.beta(...)
  local said = { ... }
  check_numbers("beta", #said > 2 and 4 or 2, ...)
  local a, b, low, high = table.unpack(said)
  low, high = low or 0, high or 1
  if math.min(a, b) <= 0 or math.max(a, b) > MOST_SHAPE then
    fail("beta: wants shapes above 0, at most %d, found %g and %g", MOST_SHAPE,
      a, b)
  end
  if low >= high then
    fail("beta: wants the lower end first, found %g and then %g", low, high)
  end
  return distribution("beta", said, { a = low, b = high, c = a, d = b })
end


--- pert(low, likely, high) -> distribution
---   An uncertain number from low to high, most likely around `likely`, whose
---   mean is (low + 4 likely + high) / 6: as triangular, which takes the ends
---   for more likely. It is a beta distribution.
---   Raises unless the three rise, or `likely` is one of the ends.
---   Source: Malcolm, Roseboom, Clark and Fazar, Operations Research 7 (1959),
---   646-669; as a beta distribution of shapes 1 + 4 (likely - low) / (high -
---   low) and 1 + 4 (high - likely) / (high - low), Vose, Risk Analysis (2000).
---
---   > pert(1, 2, 5)
---   pert(1, 2, 5)
function words.pert(...)
  check_numbers("pert", 3, ...)
  local low, likely, high = check_three("pert", ...)
  local wide = high - low
  return distribution("pert", { low, likely, high }, { shape = "beta", a = low,
    b = high, c = 1 + 4 * (likely - low) / wide, d = 1 + 4 * (high - likely) / wide })
end


-- A value, or { value, weight }.
local function value_and_weight(entry)
  if type(entry) ~= "table" then return entry, 1 end
  return entry[1], entry[2]
end


--- discrete{ value, ... } -> distribution
--- discrete{ { value, weight }, ... } -> distribution
---   An uncertain number that is one of a few, all alike or by weights, which
---   need not add up to 1.
---   Raises on no value, and on weights that are not above 0.
---
---   > discrete{ 1, 2, 5 }
---   discrete(1, 2, 5)
function words.discrete(list)
  if type(list) ~= "table" or #list == 0 then
    fail("discrete: wants a list of numbers, as in discrete{ 1, 2, 5 }, found %s",
      check.found(list))
  end
  local values, weights, sum = {}, {}, 0
  for i, entry in ipairs(list) do
    values[i], weights[i] = value_and_weight(entry)
    check_numbers("discrete", 2, values[i], weights[i])
    if weights[i] <= 0 then
      fail("discrete: wants weights above 0, found %g for %g", weights[i],
        values[i])
    end
    sum = sum + weights[i]
  end
  local until_here, upto = {}, 0
  for i, weight in ipairs(weights) do
    upto = upto + weight
    until_here[i] = upto / sum
  end
  return distribution("discrete", values, { values = values, ["until"] = until_here })
end


local function is_distribution(x)
  return getmetatable(x) == meta
end


-- What an analyst may write for a number: { 1, 3 } is uniform(1, 3).
local function amount(value)
  local is_range = type(value) == "table" and getmetatable(value) == nil
    and #value == 2 and type(value[1]) == "number" and type(value[2]) == "number"
  return is_range and words.uniform(value[1], value[2]) or value
end


-- A number as a distribution of nothing else.
local function always(x)
  return { shape = "discrete", values = { x }, ["until"] = { 1 } }
end


return { words = words, is_distribution = is_distribution, always = always,
  amount = amount }
