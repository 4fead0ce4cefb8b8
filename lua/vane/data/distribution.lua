-- Numbers that are uncertain: uniform(1, 3), triangular(1, 2, 5) ...

local check = require "vane.base.check"
local fail = require "vane.base.fail"

local meta = { __name = "distribution" }


function meta.__tostring(d)
  local texts = {}
  for i, value in ipairs(d.said) do texts[i] = ("%g"):format(value) end
  return ("%s(%s)"):format(d.shape, table.concat(texts, ", "))
end


local function distribution(shape, said, native)
  native.shape, native.said = shape, said
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
  local low, likely, high = ...
  if not (low <= likely and likely <= high and low < high) then
    fail("triangular: wants the lowest, the likely and the highest number, "
      .. "found %g, %g, %g", low, likely, high)
  end
  return distribution("triangular", { low, likely, high },
    { a = low, b = high, c = likely })
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
