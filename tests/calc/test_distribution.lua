-- The number that has a share of a distribution below it, against published
-- tables, closed forms and sums.
local at = require "vane.core.sample".at

-- The share of beta(a, b) below x for whole shapes: the chance of a or more
-- successes in a + b - 1 trials (Abramowitz and Stegun 1964, 26.5.24), the
-- terms added up from the smaller ones.
local function at_least(a, n, x)
  local sum, term = 0, x ^ n
  for j = n, a, -1 do
    sum = sum + term
    term = term * j / (n - j + 1) * (1 - x) / x
  end
  return sum
end

local SHARES = { 1e-9, 0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999 }

test("beta of whole shapes agrees with sums of binomial chances", function()
  for a = 1, 12 do
    for b = 1, 12 do
      for _, share in ipairs(SHARES) do
        local x = at(beta(a, b), share)
        near(at_least(a, a + b - 1, x) / share, 1, 1e-11)
      end
    end
  end
end)

test("beta agrees with its closed forms", function()
  for _, share in ipairs(SHARES) do
    near(at(beta(0.5, 0.5), share), math.sin(math.pi / 2 * share) ^ 2, 1e-14)
    for _, a in ipairs { 0.05, 0.7, 3.3, 2000 } do
      near(at(beta(a, 1), share) / share ^ (1 / a), 1, 1e-12)
      near(at(beta(1, a), share), 1 - (1 - share) ^ (1 / a), 1e-12)
    end
  end
end)

test("beta turned round is beta with its shapes changed", function()
  for _, shapes in ipairs { { 0.2, 3.7 }, { 2.5, 2.5 }, { 40, 900 }, { 1e5, 3e5 } } do
    local a, b = table.unpack(shapes)
    for _, share in ipairs { 0.125, 0.25, 0.5, 0.75 } do
      near(at(beta(a, b), share), 1 - at(beta(b, a), 1 - share), 1e-13)
    end
  end
end)

-- The exact limits of Clopper and Pearson, which are quantiles of beta
-- distributions, as R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872,
-- table I prints them.
test("published limits of proportions are quantiles of beta", function()
  for _, of in ipairs { { 81, 263, 0.2527, 0.3676 }, { 15, 148, 0.0578, 0.1617 },
    { 1, 29, 0.0009, 0.1776 } } do
    local n, all, low, high = table.unpack(of)
    near(at(beta(n, all - n + 1), 0.025), low, 5e-5)
    near(at(beta(n + 1, all - n), 0.975), high, 5e-5)
  end
  near(at(beta(1, 20), 0.975), 0.1684, 5e-5)
end)

-- Student's t with n degrees: n / (n + t^2) is beta(n / 2, 1 / 2). Upper points
-- of 5 % on both sides together, as every table prints them.
test("tables of Student's t are quantiles of beta", function()
  for n, t in pairs { [1] = 12.706, [2] = 4.303, [5] = 2.571, [10] = 2.228,
    [30] = 2.042, [120] = 1.980 } do
    local x = at(beta(n / 2, 0.5), 0.05)
    near((n * (1 - x) / x) ^ 0.5, t, 5e-4)
  end
end)

test("a large beta is near the normal distribution", function()
  local a, b = 4e5, 6e5
  local mean, n = a / (a + b), a + b
  local deviation = (mean * (1 - mean) / (n + 1)) ^ 0.5
  for _, z in ipairs { { 0.02275013194817921, -2 }, { 0.5, 0 },
    { 0.8413447460685429, 1 } } do
    near((at(beta(a, b), z[1]) - mean) / deviation, z[2], 2e-3)
  end
end)

-- The mean over shares evenly spread.
local function mean(d)
  local sum, n = 0, 4000
  for i = 1, n do sum = sum + at(d, (i - 0.5) / n) end
  return sum / n
end

test("the means of triangular and pert are those of their formulas", function()
  for _, of in ipairs { { 1, 2, 9 }, { 0, 0, 3 }, { -4, 7, 7 } } do
    local low, likely, high = table.unpack(of)
    near(mean(triangular(low, likely, high)), (low + likely + high) / 3, 1e-3)
    near(mean(pert(low, likely, high)), (low + 4 * likely + high) / 6, 1e-3)
  end
  near(mean(beta(2, 6, 10, 18)), 12, 1e-3)
end)

test("published quantiles of the normal distribution", function()
  -- Abramowitz and Stegun 1964, table 26.5 and text: the usual points
  for share, z in pairs { [0.9] = 1.281551565545, [0.95] = 1.644853626951,
    [0.975] = 1.959963984540, [0.99] = 2.326347874041, [0.999] = 3.090232306168 } do
    near(at(normal(0, 1), share), z, 1e-12)
    near(at(normal(10, 3), 1 - share), 10 - 3 * z, 1e-11)
    near(math.log(at(lognormal(7, 0.5), share) / 7), 0.5 * z, 1e-12)
  end
end)

test("quantiles rise with the share, and stay within the ends", function()
  for _, d in ipairs { uniform(2, 3), normal(0, 1), lognormal(1, 2), pert(1, 1.5, 4),
    triangular(1, 2, 5), beta(0.05, 0.1), beta(0.3, 800), beta(1e6, 1e6), beta(3, 9, -2, 2),
    discrete { { 1, 2 }, { 4, 1 } } } do
    local last = -math.huge
    for i = 1, 2000 do
      local x = at(d, (i - 0.5) / 2000)
      assert(x >= last, tostring(d))
      last = x
    end
  end
  for _, share in ipairs { 2.0 ^ -53, 1 - 2.0 ^ -53 } do
    for _, d in ipairs { beta(0.01, 0.01), beta(2, 3), beta(1e6, 0.5), pert(0, 0, 1) } do
      local x = at(d, share)
      assert(x >= 0 and x <= 1, tostring(d))
    end
  end
end)

test("wrong shapes are refused", function()
  raises("beta: wants 2 numbers, found 1", beta, 2)
  raises("beta: wants 4 numbers, found 3", beta, 2, 3, 4)
  raises("beta: wants shapes above 0, at most 1000000, found 0 and 3", beta, 0, 3)
  raises("at most 1000000", beta, 2e6, 3)
  raises("beta: wants finite numbers", beta, 0 / 0, 3)
  raises("beta: wants the lower end first, found 3 and then 3", beta, 1, 1, 3, 3)
  raises("pert: wants the lowest, the likely and the highest number, found 1, 6, 5",
    pert, 1, 6, 5)
  raises("pert: wants 3 numbers", pert, 1, 6)
  raises("pert: wants numbers, found a text", pert, 1, "a", 5)
  eq(tostring(pert(1, 2, 5)), "pert(1, 2, 5)")
  eq(tostring(beta(2, 5, 10, 20)), "beta(2, 5, 10, 20)")
end)
