local random = require "vane.core.random"

-- ---- by hand ----

test("growth, change and influences of two steps, by hand", function()
  local s = system { steps = 2, first = 2025, drivers = {
    funding = { start = 10, growth = 0.1 }, patents = { start = 4, change = 1 } },
    influences = { { "funding", "patents", weight = 0.5 } } }
  local f = scenario.run { model = s, runs = 1 }:path {}
  eq(f:column "step", { 2025, 2026, 2027 })
  near(f:get(2, "funding"), 11)
  near(f:get(3, "funding"), 12.1)
  near(f:get(2, "patents"), 4 + 1 + 5)      -- funding of 2025
  near(f:get(3, "patents"), 10 + 1 + 5.5)   -- funding of 2026
end)

test("a limit, bounds and a saturation, by hand", function()
  local s = system { steps = 1, drivers = {
    a = { start = 50, growth = 0.2, limit = 100 }, b = { start = 5, change = 9, high = 12 },
    c = { start = 5, change = -9, low = 1 }, d = { start = 0 } },
    influences = { { "a", "d", weight = 3, saturation = 25 } } }
  local f = scenario.run { model = s, runs = 1 }:path {}
  near(f:get(2, "a"), 50 + 0.2 * 50 * 0.5)
  near(f:get(2, "b"), 12)
  near(f:get(2, "c"), 1)
  near(f:get(2, "d"), 3 * 50 / (1 + 50 / 25))
end)

test("a path follows straight lines between its dates", function()
  local s = system { steps = 6, first = 2025, drivers = {
    a = { path = { [2026] = 10, [2028] = 14, [2030] = 2 } },
    b = { start = 1, path = { [2020] = 0, [2030] = 10 } } } }
  local f = scenario.run { model = s, runs = 1 }:path {}
  eq(f:column "a", { 10.0, 10.0, 12.0, 14.0, 8.0, 2.0, 2.0 })
  eq(f:column "b", { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 6.0 })
end)

test("levers act from their first date to their last", function()
  local s = system { steps = 5, first = 2025, drivers = { a = { start = 0 } },
    levers = { late = { "a", add = 2, from = 2028, to = 2029 },
      both = { { "a", add = 1 }, { "a", add = 10, to = 2026 } } } }
  local r = scenario.run { model = s, runs = 1 }
  eq(r:path({ lever = "late" }):column "a", { 0.0, 0.0, 0.0, 2.0, 4.0, 4.0 })
  eq(r:path({ lever = "both" }):column "a", { 0.0, 11.0, 12.0, 13.0, 14.0, 15.0 })
  eq(r:path({ lever = "none" }):column "a", { 0.0, 0.0, 0.0, 0.0, 0.0, 0.0 })
end)

test("influences without lag are followed in their order", function()
  local s = system { steps = 2, drivers = { a = { start = 1 }, b = { start = 0 },
    c = { start = 0, change = 1 } }, influences = {
    { "b", "a", weight = 1, lag = 0 }, { "c", "b", weight = 2, lag = 0 } } }
  local f = scenario.run { model = s, runs = 1 }:path {}
  eq(f:column "c", { 0.0, 1.0, 2.0 })
  eq(f:column "b", { 0.0, 2.0, 6.0 })
  eq(f:column "a", { 1.0, 3.0, 9.0 })
end)

test("a circle without lag is said, naming who is in it", function()
  local function run(list)
    return function()
      return scenario.run { runs = 2, model = system { influences = list,
        drivers = { a = 1, b = 1, c = 1, d = 1 } } }
    end
  end
  raises("in a circle without lag", run { { "a", "b", weight = 1, lag = 0 },
    { "b", "c", weight = 1, lag = 0 }, { "c", "a", weight = 1, lag = 0 },
    { "c", "d", weight = 1, lag = 0 } })
  raises('"a" waits for "a", itself', run { { "a", "a", weight = 1, lag = 0 } })
  run { { "a", "a", weight = 1, lag = 1 } }()
end)


-- ---- brute force ----

-- A system with everything, and the same worked out in Lua from each run's
-- draws.
local function declared(seed)
  local u = random.units(seed, 0, 60)
  return { steps = 12, drivers = {
    a = { start = uniform(1, 20), growth = uniform(-0.05, 0.1), limit = 60 },
    b = { start = 5 + u[1], change = normal(0, 1), low = 0 },
    c = { start = triangular(1, 2, 4), growth = 0.02, high = uniform(8, 12) },
    d = { start = lognormal(3, 0.4), path = { [0] = 1, [12] = 1 + 20 * u[2] } } },
    influences = { { "a", "b", weight = uniform(0, 0.2), lag = 3 },
      { "b", "c", weight = 0.3 * u[3], lag = 0, saturation = uniform(2, 9) },
      { "c", "a", weight = -0.2 * u[4], lag = 2 },
      { "d", "a", weight = 0.1, lag = 1, saturation = 4 } },
    levers = { push = { { "b", add = uniform(0, 1), from = 3, to = 7 } } } }
end

local function worked_out(d, numbers, lever)
  local x, names = {}, { "a", "b", "c", "d" }
  local function number(name, value)
    return rawget(numbers, name) or (type(value) == "number" and value) or nil
  end
  for _, j in ipairs(names) do
    x[j] = { [0] = number(j .. "_start", d.drivers[j].start) }
  end
  for step = 1, d.steps do
    for _, j in ipairs { "d", "b", "c", "a" } do
      local own = d.drivers[j]
      local now = x[j][step - 1]
      local growth = number(j .. "_growth", own.growth) or 0
      local to = now + growth * now * (own.limit and 1 - now / own.limit or 1)
      to = to + (number(j .. "_change", own.change) or 0)
      if own.path then to = to + (own.path[12] - own.path[0]) / 12 end
      for _, f in ipairs(d.influences) do
        if f[2] == j then
          local from = x[f[1]][math.max(step - f.lag, 0)]
          local name = f[1] .. "_" .. j
          local saturation = number(name .. "_saturation", f.saturation)
          if saturation then from = from / (1 + math.abs(from) / saturation) end
          to = to + number(name .. "_weight", f.weight) * from
        end
      end
      if lever and j == "b" and step >= 3 and step <= 7 then
        to = to + numbers.push_b_add
      end
      if own.low then to = math.max(to, own.low) end
      if own.high then to = math.min(to, number(j .. "_high", own.high)) end
      x[j][step] = to
    end
  end
  return x
end

test("every run agrees with its equations worked out", function()
  for seed = 1, 4 do
    local d = declared(seed)
    local r = scenario.run { model = system(d), runs = 150, seed = seed,
      sampling = seed % 2 == 0 and "sobol" or "random",
      outcomes = { "a", "b", "c", "d", mean_b = { "b", "mean" },
        sum_a = { "a", "sum" }, low_c = { "c", "lowest" }, top_a = { "a", "highest" } } }
    for row in r.outcomes:each() do
      local x = worked_out(d, row, row.lever == "push")
      for _, j in ipairs { "a", "b", "c", "d" } do near(row[j], x[j][12], 1e-9) end
      local sum_a, sum_b, low, top = 0, 0, math.huge, -math.huge
      for step = 1, 12 do
        sum_a, sum_b = sum_a + x.a[step], sum_b + x.b[step]
        low, top = math.min(low, x.c[step]), math.max(top, x.a[step])
      end
      near(row.sum_a, sum_a, 1e-9)
      near(row.mean_b, sum_b / 12, 1e-9)
      near(row.low_c, low, 1e-9)
      near(row.top_a, top, 1e-9)
    end
  end
end)

test("trajectories are the quantiles of all paths", function()
  local n = 61
  local r = scenario.run { model = system(declared(7)), runs = n, levers = {} }
  local paths = {}
  for run = 1, n do paths[run] = r:path { run = run } end
  local fan = r.trajectories:where { lever = "none" }
  eq(fan.n_rows, 13 * 4)
  for row in fan:each() do
    local v, sum = {}, 0
    for run = 1, n do
      v[run] = paths[run]:get(row.step + 1, row.outcome)
      sum = sum + v[run]
    end
    table.sort(v)
    near(row.mean, sum / n, 1e-9)
    for name, share in pairs { q05 = 0.05, q25 = 0.25, q50 = 0.5, q75 = 0.75,
      q95 = 0.95 } do
      local place = 1 + share * (n - 1)
      local low = math.floor(place)
      local high = math.min(low + 1, n)
      near(row[name], v[low] + (place - low) * (v[high] - v[low]), 1e-9)
    end
  end
end)

test("memory and the number of runs beside do not change a run", function()
  local s = system(declared(3))
  local function of(given)
    given.model, given.sampling, given.levers = s, "random", {}
    return scenario.run(given)
  end
  local many = of { runs = 3000, memory = 2 }
  local roomy = of { runs = 3000, memory = 512 }
  eq(tostring(many.trajectories), tostring(roomy.trajectories))
  local few = of { runs = 100 }
  eq(few.outcomes:column "a", many.outcomes:head(100):column "a")
end)


-- ---- chance ----

test("noise is normal, of each step and driver by itself, the same for levers", function()
  local s = system { steps = 2, drivers = { a = { start = 0, noise = 2 },
    b = { start = 0, noise = 2 } }, levers = { push = { "a", add = 1 } } }
  local n = 20000
  local r = scenario.run { model = s, runs = n,
    outcomes = { "a", "b", sum = { "a", "sum" } } }
  local none = r.outcomes:where { lever = "none" }
  local push = r.outcomes:where { lever = "push" }
  local a, b, sum = none:column "a", none:column "b", none:column "sum"
  local mean, square, cross, steps = 0, 0, 0, 0
  for i = 1, n do
    mean, square, cross = mean + a[i] / n, square + a[i] ^ 2 / n, cross + a[i] * b[i] / n
    local first = sum[i] - a[i]
    steps = steps + first * (a[i] - first) / n
    near(push:get(i, "a"), a[i] + 2, 1e-9)
  end
  near(mean, 0, 5 * (8 / n) ^ 0.5)
  near(square, 8, 5 * 8 * (2 / n) ^ 0.5)
  near(cross, 0, 5 * 8 / n ^ 0.5)
  near(steps, 0, 5 * 4 / n ^ 0.5)
end)


-- ---- bad input ----

test("what is declared wrongly is refused", function()
  local function of(given) return function() return system(given) end end
  raises("needs the option 'drivers'", of {})
  raises("wants one driver at least", of { drivers = {} })
  raises("driver 'a' needs 'start'", of { drivers = { a = { growth = 1 } } })
  raises("unknown option 'grow' (did you mean 'growth'?)",
    of { drivers = { a = { start = 1, grow = 2 } } })
  raises("'start' of 'a' is a number that is none (NaN)", of { drivers = { a = 0 / 0 } })
  raises("bounded by low = 5 and high = 2, which contradict",
    of { drivers = { a = { start = 3, low = 5, high = 2 } } })
  raises("starts at 9, outside of its bounds", of { drivers = { a = { start = 9, high = 2 } } })
  raises("'noise' of 'a' should not be below 0", of { drivers = { a = { start = 1, noise = -1 } } })
  raises("'limit' should not be 0", of { drivers = { a = { start = 1, limit = 0 } } })
  raises("driver 'a' stands twice", of { drivers = { { "a", 1 }, { "a", 2 } } })
  local d = { funding = 1, patents = 2 }
  raises("names no driver 'fundin' (did you mean 'funding'?)",
    of { drivers = d, influences = { { "fundin", "patents", weight = 1 } } })
  raises("needs the option 'weight'", of { drivers = d, influences = { { "funding", "patents" } } })
  raises("influence 1: option 'lag' should be from 0 to 100000",
    of { drivers = d, influences = { { "funding", "patents", weight = 1, lag = -1 } } })
  raises("the saturation of influence 1 should be above 0",
    of { drivers = d, influences = { { "funding", "patents", weight = 1, saturation = 0 } } })
  raises("should be { \"source\", \"target\"", of { drivers = d, influences = { "funding" } })
  raises("'steps' should be from 1", of { drivers = d, steps = 0 })
  raises("ends before it begins (4 to 2)",
    of { drivers = d, levers = { l = { "funding", add = 1, from = 4, to = 2 } } })
  raises("but the steps end at",
    of { drivers = d, levers = { l = { "funding", add = 1, from = 99 } } })
  raises('"none" is what runs without a lever',
    of { drivers = d, levers = { none = { "funding", add = 1 } } })
  raises("names no driver 'jobs'", of { drivers = d, levers = { l = { "jobs", add = 1 } } })
  raises("needs two dates", of { drivers = { a = { path = { [2025] = 1 } } } })
  raises("values by date", of { drivers = { a = { path = { x = 1, y = 2 } } } })
  raises("grows beyond all numbers in run 1", function()
    return scenario.run { runs = 3, model = system { steps = 5000,
      drivers = { a = { start = 1, growth = 5 } } } }
  end)
end)
