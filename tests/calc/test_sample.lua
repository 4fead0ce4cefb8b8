local core = require "vane.core.sample"
local random = require "vane.core.random"
local distribution = require "vane.data.distribution"

local function drawn(list, n, sampling, seed, correlations)
  local names = {}
  for j in ipairs(list) do names[j] = "x" .. j end
  return core.draw(names, list, n, sampling, seed or 1, correlations)
end

local function units(n_columns, n, sampling, seed)
  local list = {}
  for j = 1, n_columns do list[j] = uniform(0, 1) end
  return drawn(list, n, sampling, seed)
end


-- ---- the sequence of Sobol' ----

-- The 32 bits behind the point of a coordinate.
local function bits(x) return math.floor(x * 2.0 ^ 32) end

-- The first eight points in three dimensions, as Joe and Kuo's own program and
-- others print them (in Gray's order); the shift by the seed is that of point 0.
test("the published points of Sobol', apart from the shift", function()
  local published = { { 0, 0, 0 }, { 0.5, 0.5, 0.5 }, { 0.75, 0.25, 0.25 },
    { 0.25, 0.75, 0.75 }, { 0.375, 0.375, 0.625 }, { 0.875, 0.875, 0.125 },
    { 0.625, 0.125, 0.875 }, { 0.125, 0.625, 0.375 } }
  local f = units(3, 8, "shifted", 5)
  for j = 1, 3 do
    local x = f:column("x" .. j)
    for i, point in ipairs(published) do
      eq((bits(x[i]) ~ bits(x[1])) / 2.0 ^ 32, point[j])
    end
  end
end)

-- Of 2^m points each of 2^m equal shares of a side holds one, in all 64
-- dimensions; and of each of 16 x 16 squares of the first two, one.
for _, sampling in ipairs { "sobol", "shifted" } do
test(sampling .. ": each dimension is even, and the first two together", function()
  local f = units(64, 256, sampling, 3)
  for j = 1, 64 do
    local seen = {}
    for _, x in ipairs(f:column("x" .. j)) do
      local share = math.floor(x * 256)
      assert(not seen[share])
      seen[share] = true
    end
  end
  local a, b, seen = f:column "x1", f:column "x2", {}
  for i = 1, 256 do
    local square = math.floor(a[i] * 16) * 16 + math.floor(b[i] * 16)
    assert(not seen[square])
    seen[square] = true
  end
end)
end

-- The definition: what a scrambled point's bit is turned by depends on the
-- point's higher bits alone. Of two points that share so many leading bits,
-- the scrambled ones share as many and no more.
test("scrambling keeps halves of halves together", function()
  local plain, scrambled = units(5, 512, "shifted", 8), units(5, 512, "sobol", 8)
  local function shared(a, b)
    local n, x = 0, bits(a) ~ bits(b)
    while n < 32 and x >> (31 - n) == 0 do n = n + 1 end
    return n
  end
  for j = 1, 5 do
    local a, b = plain:column("x" .. j), scrambled:column("x" .. j)
    for i = 1, 512 do
      for k = i + 1, 512, 37 do eq(shared(b[i], b[k]), shared(a[i], a[k])) end
    end
  end
end)

-- Of each bit of a place, over many seeds, half are turned: a point is as
-- likely anywhere (4 standard deviations of 2000 draws: 0.045).
test("over seeds a scrambled point is anywhere alike", function()
  local n, counts, sums = 2000, {}, { 0, 0, 0 }
  for seed = 1, n do
    local f = units(3, 3, "sobol", seed)
    for j = 1, 3 do
      local x = f:get(3, "x" .. j)
      sums[j] = sums[j] + x / n
      for bit = 1, 16 do
        local at = j * 100 + bit
        counts[at] = (counts[at] or 0) + (bits(x) >> (32 - bit) & 1) / n
      end
    end
  end
  for _, share in pairs(counts) do near(share, 0.5, 0.045) end
  for j = 1, 3 do near(sums[j], 0.5, 4 * (1 / 12 / n) ^ 0.5) end
end)

-- Means of smooth functions: an error near n^-1.5 where a shift leaves n^-1
-- and chance n^-0.5 (Owen, Annals of Statistics 25 (1997), 1541-1562).
test("scrambled means are nearer than shifted ones, and both than chance", function()
  local n, n_seeds = 1024, 30
  local function error_of(sampling)
    local sum = 0
    for seed = 1, n_seeds do
      local f, mean = units(3, n, sampling, seed), 0
      local a, b, c = f:column "x1", f:column "x2", f:column "x3"
      for i = 1, n do mean = mean + math.exp(a[i]) * b[i] * c[i] ^ 2 / n end
      sum = sum + (mean - (math.exp(1) - 1) / 6) ^ 2 / n_seeds
    end
    return sum ^ 0.5
  end
  local scrambled, shifted, chance = error_of "sobol", error_of "shifted", error_of "random"
  assert(scrambled < shifted / 2, scrambled .. " " .. shifted)
  assert(shifted < chance / 5, shifted .. " " .. chance)
end)

test("more dimensions than there are numbers for are refused", function()
  raises("65 uncertain numbers are too many for the sequence of Sobol', which has 64",
    units, 65, 4, "sobol")
end)


-- ---- Latin hypercube ----

test("each of as many equal shares as draws holds one", function()
  for _, n in ipairs { 1, 7, 1000 } do
    local f = units(3, n, "latin", 4)
    for j = 1, 3 do
      local seen = {}
      for _, x in ipairs(f:column("x" .. j)) do
        local share = math.floor(x * n)
        assert(not seen[share] and share < n)
        seen[share] = true
      end
    end
  end
end)


-- ---- distributions ----

-- The share of the normal distribution below x, by Simpson's rule.
local function below(x)
  local n, sum = 4000, 0
  local h = math.abs(x) / n
  for i = 0, n do
    local weight = (i == 0 or i == n) and 1 or i % 2 == 1 and 4 or 2
    sum = sum + weight * math.exp(-(i * h) ^ 2 / 2)
  end
  local half = sum * h / 3 / (2 * math.pi) ^ 0.5
  return x < 0 and 0.5 - half or 0.5 + half
end

test("random draws are the quantiles of the seed's units", function()
  local n, seed = 300, 9
  local f = drawn({ uniform(2, 5), normal(10, 3), lognormal(4, 0.5),
    triangular(1, 2, 6), discrete { { 1, 3 }, { 7, 1 } } }, n, "random", seed)
  for i = 1, n do
    local u = {}
    for j = 1, 5 do u[j] = random.units(seed, j - 1, n)[i] end
    near(f:get(i, "x1"), 2 + 3 * u[1])
    near(below((f:get(i, "x2") - 10) / 3), u[2], 1e-12)
    near(below(math.log(f:get(i, "x3") / 4) / 0.5), u[3], 1e-12)
    local x = f:get(i, "x4")
    near(x < 2 and (x - 1) ^ 2 / 5 or 1 - (6 - x) ^ 2 / 20, u[4], 1e-12)
    eq(f:get(i, "x5"), u[5] < 0.75 and 1.0 or 7.0)
  end
end)

test("each normal draw of a Latin hypercube lies in its share", function()
  local x = drawn({ normal(0, 1) }, 20000, "latin", 2):sort("x1"):column "x1"
  for i = 1, 20000, 199 do
    local share = below(x[i]) * 20000
    assert(share > i - 1 - 1e-6 and share < i + 1e-6)
  end
end)

test("wrong distributions are refused", function()
  raises("wants the lower number first, found 3 and then 1", uniform, 3, 1)
  raises("wants the lower number first", uniform, 2, 2)
  raises("wants 2 numbers, found 1", uniform, 3)
  raises("wants numbers, found a text", uniform, "a", 3)
  raises("wants finite numbers", normal, 0, math.huge)
  raises("wants finite numbers", normal, 0 / 0, 1)
  raises("wants a standard deviation above 0, found 0", normal, 1, 0)
  raises("wants a median above 0", lognormal, -1, 1)
  raises("found 3, 2, 5", triangular, 3, 2, 5)
  raises("found 2, 2, 2", triangular, 2, 2, 2)
  raises("wants a list of numbers", discrete, {})
  raises("wants weights above 0, found 0 for 3", discrete, { { 3, 0 } })
  eq(tostring(discrete { 1, 2.5 }), "discrete(1, 2.5)")
  eq(distribution.is_distribution(uniform(1, 2)), true)
end)


-- ---- correlations ----

local function ranks(values)
  local order, list = {}, {}
  for i in ipairs(values) do order[i] = i end
  table.sort(order, function(a, b) return values[a] < values[b] end)
  for rank, i in ipairs(order) do list[i] = rank end
  return list
end

local function rank_correlation(a, b)
  local n, sum = #a, 0
  local x, y = ranks(a), ranks(b)
  for i = 1, n do sum = sum + (x[i] - y[i]) ^ 2 end
  return 1 - 6 * sum / (n * (n * n - 1))
end

test("correlated columns keep their values and go together as wanted", function()
  local list = { uniform(0, 1), lognormal(1, 1), normal(0, 1), uniform(5, 6) }
  local wanted = { 1, 0.8, -0.4, 0, 0.8, 1, 0, 0, -0.4, 0, 1, 0, 0, 0, 0, 1 }
  local plain = drawn(list, 4000, "latin", 2)
  local f = drawn(list, 4000, "latin", 2, wanted)
  for j = 1, 4 do
    local name = "x" .. j
    eq(f:select(name):sort(name):column(name),
      plain:select(name):sort(name):column(name))
  end
  eq(f:column "x4", plain:column "x4")  -- alone: stays as it was
  for i = 1, 3 do
    for j = 1, 3 do
      -- ranks of normal scores correlate by 6/pi asin(r/2)
      local r = wanted[(i - 1) * 4 + j]
      near(rank_correlation(f:column("x" .. i), f:column("x" .. j)),
        i == j and 1 or 6 / math.pi * math.asin(r / 2), 0.03)
    end
  end
end)

test("correlations that contradict each other are refused", function()
  local list = { uniform(0, 1), uniform(0, 1), uniform(0, 1) }
  raises("not positive definite", drawn, list, 100, "latin", 1,
    { 1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1 })
  raises("2 runs are too few to correlate 3", drawn, list, 2, "latin", 1,
    { 1, 0.1, 0, 0.1, 1, 0, 0, 0, 1 })
end)


-- ---- the same for all ----

test("the same seed gives the same draws with one thread", function()
  local code = [[local c = require "vane.core.sample"
    local r = scenario.run { model = system { drivers = { x = { start = uniform(0, 1),
      noise = 1 }, y = { start = 1, growth = normal(0, 0.1) } }, steps = 7 },
      runs = 5000, correlations = { { "x_start", "y_growth", 0.5 } } }
    local n = require "vane.core.fingerprint"
    print(n.of(r.outcomes), n.of(r.trajectories))]]
  local function said(before)
    local pipe <close> = io.popen(before .. arg[-1] .. " -e '" .. code .. "'")
    return pipe:read "a"
  end
  local all = said ""
  assert(all:find "%d")
  eq(said "taskset -c 0 ", all)
end)


-- ---- quantiles ----

local quantile = dofile "tests/calc/quantile.lua"
local spread = require "vane.core.sample".spread

test("quantiles are those of sorted numbers, also of many and of ties", function()
  local draw = loadfile("tests/data/random.lua", "t", _ENV)().numbers(5)
  local shares = { 0, 0.01, 0.025, 0.5, 0.9, 0.975, 1 }
  for _, n in ipairs { 1, 2, 24, 25, 256, 257, 300, 1000, 2001 } do
    for _, most in ipairs { 1, 2, 9, 100000 } do
      local list = {}
      for i = 1, n do list[i] = draw(most) / 8 end
      local orders = { frame { x = list } }
      orders[2], orders[3] = orders[1]:sort "x", orders[1]:sort "-x"
      for _, f in ipairs(orders) do
        local _, found = spread(f, "x", shares)
        for k, share in ipairs(shares) do near(found[k], quantile(list, share), 1e-12) end
      end
    end
  end
end)
