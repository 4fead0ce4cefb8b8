local tail = require "vane.core.tail"
local chance = loadfile("tests/calc/chance.lua", "t", _ENV)()

local function close(found, wanted, relative)
  near(found, wanted, math.abs(wanted) * (relative or 1e-12) + 1e-300)
end


-- ---- independent trials ----

test("the tail of trials by hand", function()
  -- One of 1/2 and one of 1/4: both 1/8, at least one 5/8.
  close(tail.trials({ 0.5, 0.25 }, { 1, 1 }, 2), 1 / 8)
  close(tail.trials({ 0.5, 0.25 }, { 1, 1 }, 1), 5 / 8)
  eq(tail.trials({ 0.5, 0.25 }, { 1, 1 }, 0), 1.0)
  eq(tail.trials({ 0.5, 0.25 }, { 1, 1 }, 3), 0.0)
  -- Three coins: 1/2 for at least two.
  close(tail.trials({ 0.5 }, { 3 }, 2), 1 / 2)
end)

test("trials that are sure or impossible only shift the count", function()
  close(tail.trials({ 1, 0.5, 0 }, { 2, 3, 5 }, 4), 1 / 2)
  eq(tail.trials({ 1, 0 }, { 2, 5 }, 2), 1.0)
  eq(tail.trials({ 1, 0 }, { 2, 5 }, 3), 0.0)
  eq(tail.trials({}, {}, 0), 1.0)
end)

test("tails agree with adding up, to 1e-12, however small", function()
  local unit = chance.stream(11)
  local sizes = { 1, 1, 2, 3, 5, 10, 30, 70 }
  for _ = 1, 200 do
    local chances, times, n, mean = {}, {}, 0, 0
    local scale = 10 ^ (-6 * unit())
    for i = 1, 1 + unit() * 8 // 1 do
      chances[i], times[i] = unit() * scale, sizes[1 + unit() * 8 // 1 | 0]
      n, mean = n + times[i], mean + chances[i] * times[i]
    end
    local near_mean = math.min(n, mean * 2 * unit() // 1 + unit() * 4 // 1) | 0
    for _, k in ipairs { near_mean, n * unit() // 1 | 0, math.min(n, 3) } do
      local wanted = chance.tail_of_trials(chances, times, k)
      if wanted > 1e-290 then
        close(tail.trials(chances, times, k), wanted)
      end
    end
  end
end)

test("many trials agree with the binomial distribution", function()
  for _, p in ipairs { 1e-4, 0.01, 0.3, 0.9 } do
    local n = 100000
    for _, z in ipairs { -5, -1, 0, 0.3, 1, 4, 9 } do
      local k = math.max(0, n * p + z * math.sqrt(n * p * (1 - p))) // 1 | 0
      local wanted = tail.binomial(k, n, p)
      close(tail.trials({ p }, { n }, k), wanted, 1e-10)
      close(tail.trials({ p, p }, { n - 777, 777 }, k), wanted, 1e-10)
    end
  end
end)


-- ---- binomial and hypergeometric ----

test("binomial tails by hand", function()
  close(tail.binomial(2, 3, 0.5), 0.5)
  close(tail.binomial(3, 3, 0.1), 0.001)
  close(tail.binomial(1, 2, 0.1), 0.19)
  close(tail.binomial(9, 10, 1e-30), 10 * 1e-270)
  eq({ tail.binomial(0, 5, 0.3), tail.binomial(6, 5, 0.3) }, { 1.0, 0.0 })
  eq({ tail.binomial(2, 5, 0), tail.binomial(5, 5, 1) }, { 0.0, 1.0 })
end)

test("binomial tails agree with adding up", function()
  for n = 1, 40, 3 do
    for k = 0, n do
      for _, p in ipairs { 1e-9, 0.03, 0.5, 0.8, 0.999 } do
        close(tail.binomial(k, n, p), chance.tail_of_trials({ p }, { n }, k))
      end
    end
  end
end)

test("Fisher's tea: 3 of 4 cups right, 17 in 70", function()
  close(tail.hypergeometric(3, 4, 4, 8), 17 / 70)
  close(tail.hypergeometric(4, 4, 4, 8), 1 / 70)
end)

test("hypergeometric tails agree with counting draws", function()
  local choose = chance.choose
  for all = 1, 14 do
    for marked = 0, all do
      for drawn = 0, all do
        local sum = 0.0
        for k = math.min(marked, drawn), math.max(0, marked + drawn - all), -1 do
          sum = sum + choose(marked, k) * choose(all - marked, drawn - k)
            / choose(all, drawn)
          close(tail.hypergeometric(k, marked, drawn, all), sum)
        end
      end
    end
  end
end)

test("few draws of very many are as good as with putting back", function()
  close(tail.hypergeometric(3, 10 ^ 8 | 0, 4, 10 ^ 9 | 0),
    tail.binomial(3, 4, 0.1), 1e-7)
end)


-- ---- limits ----

test("limits of a share are those of Clopper and Pearson", function()
  -- No success in n trials: high = 1 - (error / 2)^(1 / n).
  local low, high = tail.limits(0, 10, 0.05)
  eq(low, 0.0)
  close(high, 1 - 0.025 ^ 0.1)
  low, high = tail.limits(10, 10, 0.05)
  close(low, 0.025 ^ 0.1)
  eq(high, 1.0)
  -- 10 of 20, tabulated.
  low, high = tail.limits(10, 20, 0.05)
  near(low, 0.27196, 1e-5)
  near(high, 0.72804, 1e-5)
end)

test("limits leave half the error on either side", function()
  for _, n in ipairs { 1, 2, 7, 100, 5000 } do
    for _, k in ipairs { 1, n // 3, n - 1, n } do
      if k > 0 then
        local low, high = tail.limits(k, n, 0.05)
        close(tail.binomial(k, n, low), 0.025, 1e-9)
        if k < n then
          close(1 - tail.binomial(k + 1, n, high), 0.025, 1e-9)
        end
      end
    end
  end
end)
