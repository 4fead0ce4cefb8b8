local gamma = require "vane.core.gamma"


-- Relative to what is wanted.
local function close(found, wanted, tolerance)
  near(found / wanted, 1, tolerance or 1e-13)
end


-- log of x^k e^-x / k!, by Stirling's series where k is large.
local function log_poisson(k, x)
  local log_factorial = 0
  if k < 100 then
    for i = 2, k do log_factorial = log_factorial + math.log(i) end
  else
    log_factorial = k * math.log(k) - k + math.log(2 * math.pi * k) / 2
      + 1 / (12 * k) - 1 / (360 * k ^ 3)
  end
  return k * math.log(x) - x - log_factorial
end

-- Q(a, x) of a whole shape is the chance of fewer than a events: added up
-- from the last of them downwards.
local function fewer_than(a, x)
  local term, sum, k = math.exp(log_poisson(a - 1, x)), 0, a - 1
  while k >= 0 and term > 1e-22 * sum do
    sum = sum + term
    term, k = term * k / x, k - 1
  end
  return sum
end


test("of whole shapes the tail above is a sum of Poisson chances", function()
  for a = 1, 60 do
    for _, x in ipairs { 0.01, 0.7, 3, 12, 30, 61, 90 } do
      close(gamma.above(a, x), fewer_than(a, x), 2e-13)
    end
  end
  for _, a in ipairs { 1000, 999999, 1000000 } do
    for _, z in ipairs { -3, -1, 0 } do
      local x = a + z * a ^ 0.5
      near(gamma.above(a, x), fewer_than(a, x), 3e-9)
    end
  end
end)

-- The density x^1.7 e^-x / Gamma(2.7) by Simpson's rule; Gamma(2.7) is
-- 1.544685845... (Abramowitz and Stegun 1964, table 6.1).
test("of a broken shape the tail below is the integral of the density",
  function()
    local function density(x) return x ^ 1.7 * math.exp(-x) end
    local n, sum = 20000, 0
    for i = 0, n do
      local weight = (i == 0 or i == n) and 1 or i % 2 == 1 and 4 or 2
      sum = sum + weight * density(2 * i / n)
    end
    near(gamma.below(2.7, 2), sum * 2 / n / 3 / 1.5446858458, 1e-9)
  end)

test("both tails add up to 1, and nothing lies below 0", function()
  for _, a in ipairs { 0.001, 0.3, 1, 5.5, 40, 1e5, 2e6, 1e9 } do
    for _, part in ipairs { 0.1, 0.9, 1, 1.1, 3 } do
      near(gamma.below(a, a * part) + gamma.above(a, a * part), 1, 1e-12)
    end
    eq({ gamma.below(a, 0), gamma.above(a, -1) }, { 0.0, 1.0 })
  end
end)

-- Twice a gamma of shape df / 2 is chi-square: the usual table.
test("quantiles give the table of chi-square", function()
  local table_of = { { 1, 0.05, 3.841 }, { 2, 0.05, 5.991 }, { 3, 0.01, 11.345 },
    { 10, 0.025, 20.483 }, { 30, 0.95, 18.493 }, { 100, 0.5, 99.334 } }
  for _, row in ipairs(table_of) do
    near(2 * gamma.with_above(row[1] / 2, row[2]), row[3], 5e-4)
  end
end)

test("a quantile has just that share below it, or above it", function()
  for _, a in ipairs { 0.02, 0.5, 1, 2.5, 16, 333, 1e4, 999999, 1000001, 1e8 } do
    for _, share in ipairs { 1e-12, 1e-4, 0.025, 0.5, 0.9, 0.999 } do
      local tolerance = a > 1e7 and 1e-9 or a > 1e5 and 1e-11 or 1e-12
      local low, high = gamma.with_below(a, share), gamma.with_above(a, share)
      if low > 1e-300 then close(gamma.below(a, low), share, tolerance) end
      if high > 1e-300 then close(gamma.above(a, high), share, tolerance) end
    end
  end
end)

test("where the expansion takes over the quantiles go on smoothly", function()
  for _, share in ipairs { 1e-9, 0.025, 0.3 } do
    local below = gamma.with_below(999999, share)
    local at = gamma.with_below(1000000, share)
    local above = gamma.with_below(1000001, share)
    near(at - below, above - at, 1e-6)
  end
end)

-- 95 % limits as printed in tables since Garwood, Biometrika 28 (1936).
test("the limits of a Poisson count are Garwood's", function()
  local known = { [0] = { 0, 3.689 }, { 0.0253, 5.572 }, { 0.242, 7.225 },
    { 0.619, 8.767 }, { 1.090, 10.242 }, { 1.623, 11.668 }, [10] = { 4.795, 18.390 },
    [20] = { 12.217, 30.888 }, [50] = { 37.111, 65.919 },
    [100] = { 81.364, 121.627 } }
  for n, limits in pairs(known) do
    near(gamma.poisson_low(n, 0.025), limits[1], 5.1e-4)
    near(gamma.poisson_high(n, 0.025), limits[2], 5.1e-4)
  end
  near(gamma.poisson_high(0, 0.025), -math.log(0.025), 1e-14)
end)

test("the limits are where just that share lies as far off", function()
  for n = 1, 40, 3 do
    local low, high = gamma.poisson_low(n, 0.05), gamma.poisson_high(n, 0.05)
    close(1 - fewer_than(n, low), 0.05, 1e-11)
    close(fewer_than(n + 1, high), 0.05, 1e-11)
  end
end)
