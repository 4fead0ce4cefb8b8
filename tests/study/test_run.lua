local function profits(x)
  return { profit = x.price * x.sold }
end

local PRICES = { price = uniform(1, 3), sold = discrete { 10, 20 } }


-- ---- functions ----

test("a function is called once for each run with its inputs", function()
  local n = 0
  local r = scenario.run { drivers = PRICES, runs = 50, model = function(x)
    n = n + 1
    return profits(x)
  end }
  eq(n, 50)
  eq(r.outcomes.names, { "run", "price", "sold", "profit" })
  for row in r.outcomes:each() do near(row.profit, row.price * row.sold) end
  eq(r.outcomes:column("run")[50], 50)
end)

test("a number is an outcome, courses of numbers give trajectories", function()
  local drivers = { rate = uniform(0, 1) }
  local r = scenario.run { drivers = drivers, runs = 4,
    model = function(x) return x.rate end }
  eq(r.outcomes:column "outcome", r.outcomes:column "rate")
  eq(r.trajectories.n_rows, 1)
  near(r.trajectories:get(1, "q50"), (function()
    local v = r.outcomes:sort("outcome"):column "outcome"
    return (v[2] + v[3]) / 2
  end)())
  r = scenario.run { drivers = drivers, runs = 5, steps = 3, model = function(x)
    local jobs = { 10 }
    for step = 2, x.steps do jobs[step] = jobs[step - 1] * (1 + x.rate) end
    return { jobs = jobs }
  end }
  eq(r.trajectories:column "step", { 1, 2, 3 })
  eq(r.trajectories:get(1, "q95"), 10.0)
  local last = r.outcomes:sort("jobs"):column "jobs"
  near(r.trajectories:get(3, "q50"), last[3])
end)

test("each run has a table of its own, which the model may keep or change", function()
  local kept = {}
  local r = scenario.run { drivers = { a = uniform(0, 1), b = 2 }, runs = 6,
    model = function(x)
      kept[#kept + 1] = x
      x.b = x.b + 1
      return { c = x.b }
    end }
  for i = 1, 6 do eq(kept[i].a, r.outcomes:get(i, "a")) end
  eq(r.outcomes:column "c", { 3.0, 3.0, 3.0, 3.0, 3.0, 3.0 })
end)

test("hundreds of inputs and outcomes, or no input", function()
  local drivers = {}
  for i = 1, 300 do drivers["i" .. i] = i % 2 == 0 and i or uniform(i, i + 1) end
  local r = scenario.run { drivers = drivers, runs = 3, model = function(x)
    local out = {}
    for i = 1, 300 do out["o" .. i] = 2 * x["i" .. i] end
    return out
  end }
  eq(r.outcomes.n_cols, 1 + 150 + 300)
  eq(r.outcomes:get(3, "o300"), 600.0)
  eq(r.outcomes:get(3, "o299"), 2 * r.outcomes:get(3, "i299"))
  eq(scenario.run({ runs = 3, model = function() return 7 end })
    .outcomes:column "outcome", { 7.0, 7.0, 7.0 })
end)

test("courses should be equally long", function()
  local r = scenario.run { drivers = { x = 1 }, runs = 2, model = (function()
    local n = 3
    return function()
      n = n - 1
      return { jobs = n == 2 and { 1, 2 } or { 1 } }
    end
  end)() }
  raises("run 2 gave 'jobs' fewer steps than the first one", function()
    return r.trajectories
  end)
end)

test("two numbers in a list are the ends of a range", function()
  local r = scenario.run { model = function(x) return x.a end, runs = 10,
    drivers = { a = { 2, 4 } } }
  eq(r.inputs:column "value", { "uniform(2, 4)" })
  local s = system { drivers = { a = { start = { 1, 2 } }, b = { 3, 4 } } }
  assert(tostring(s):find("start uniform(1, 2)", 1, true))
  eq(#scenario.run({ model = s, runs = 2 }).outcomes.names, 5)
end)

test("levers and futures of a function set its inputs, with the same draws", function()
  local r = scenario.run { drivers = PRICES, runs = 20, model = profits,
    levers = { dear = { price = 5 } }, futures = { boom = { sold = 100 }, usual = {} } }
  eq(r.levers, { "none", "dear" })
  eq(r.futures, { "boom", "usual" })
  eq(r.outcomes.n_rows, 80)
  for row in r.outcomes:each() do
    near(row.profit, (row.lever == "dear" and 5 or row.price) * row.sold)
    if row.future == "boom" then eq(row.sold, 100.0) end
  end
  local function prices(future, lever)
    return r.outcomes:where({ future = future, lever = lever }):column "price"
  end
  eq(prices("boom", "none"), prices("usual", "dear"))
end)


-- ---- functions that misbehave ----

local function refused(part, model, more)
  local given = { model = model, drivers = { x = uniform(0, 1) }, runs = 5 }
  for name, value in pairs(more or {}) do given[name] = value end
  raises(part, scenario.run, given)
end

test("a function that fails is told by run and inputs", function()
  refused("the model stops in run 1 (x = ", function() error "no idea" end)
  refused("no idea", function() error "no idea" end)
  local n = 0
  refused("the model stops in run 3 (x = ", function(x)
    n = n + 1
    return n < 3 and 1 or x.y + 1
  end)
  refused("stops in run 1", function() error { code = 3 } end)
  refused("stack overflow", function() local function f() return 1 + f() end return f() end)
end)

test("what is no finite number is told by run and name", function()
  refused("in run 1 (x = ", function() return nil end)
  refused("the model gave nothing; wants a number", function() return nil end)
  refused("the model gave a text", function() return "high" end)
  refused("the model gave an empty table", function() return {} end)
  refused("'jobs' as inf", function() return { jobs = 1 / 0 } end)
  refused("'jobs' as a text", function() return { jobs = "3" } end)
  refused("'jobs' no values", function() return { jobs = {} } end)
  refused("'jobs' at step 2 as", function() return { jobs = { 1, 0 / 0 } } end)
  refused("a value without a name", function() return { 3, 4 } end)
  refused("has the name of an input", function() return { x = 3 } end)
  local n = 0
  refused("in run 2", function()
    n = n + 1
    return { [n == 1 and "a" or "b"] = 1 }
  end)
  n = 0
  refused("'b', which it did not in the first run", function()
    n = n + 1
    return { a = 1, b = n > 1 and 1 or nil }
  end)
end)

test("a changed global is put back and said", function()
  local code = [[
    total = 5
    local ok, problem = pcall(scenario.run, { runs = 3, drivers = { x = 1 },
      model = function(x) total = total + x.x return total end })
    print(ok, problem:find("changes the global 'total'", 1, true) ~= nil, total)
    ok, problem = pcall(scenario.run, { runs = 3, drivers = { x = 1 },
      model = function(x) fresh = 1 return 1 end })
    print(ok, problem:find("changes the global 'fresh'", 1, true) ~= nil)
    print(pcall(function() return fresh end))]]
  local file <close> = assert(io.open("build/globals.lua", "w"))
  file:write(code)
  file:close()
  local pipe <close> = io.popen(arg[-1] .. " build/globals.lua 2>&1")
  local said = pipe:read "a"
  eq(said:match "^[^\n]+\n[^\n]+", "false\ttrue\t5\nfalse\ttrue")
  assert(said:find("no such name 'fresh'", 1, true), said)
end)


-- ---- stress tests ----

test("regret and shares of levers, by hand", function()
  -- two runs, sold 10 and 20 by one draw in each half: profits of none 10, 20;
  -- of flat 15, 15; the best are 15 and 20
  local r = scenario.run { runs = 2, drivers = { sold = discrete { 10, 20 }, flat = 0 },
    levers = { flat = { flat = 15 } },
    model = function(x) return { profit = x.flat > 0 and x.flat or x.sold } end }
  local t = r:stress { outcome = "profit", goal = at_least(15) }
  eq(t.levers:column "lever", { "none", "flat" })
  eq(t.levers:column "mean", { 15.0, 15.0 })
  eq(t.levers:column "largest_regret", { 5.0, 5.0 })
  eq(t.levers:column "mean_regret", { 2.5, 2.5 })
  eq(t.levers:column "share", { 0.5, 1.0 })
  eq(t.satisfying, "flat")
  local low = r:stress { better = "low" }
  eq(low.levers:column "largest_regret", { 5.0, 5.0 })
  -- Wilson, 2 of 2: z^2 / (2 + z^2) below
  local z = 1.959963984540054
  near(t.levers:get(2, "low"), 2 / (2 + z * z), 1e-12)
  raises("it needs a 'goal'", function() return low.satisfying end)
end)

test("the best lever of each future, and the robust one, by brute force", function()
  local s = system { steps = 8, drivers = { a = { start = uniform(5, 9),
    growth = uniform(-0.1, 0.2) }, b = { start = uniform(1, 4) } },
    influences = { { "a", "b", weight = uniform(-0.1, 0.3) } },
    levers = { push = { "a", add = 0.5 }, direct = { "b", add = 1.2 } } }
  local r = scenario.run { model = s, runs = 300, outcomes = { "b" },
    futures = { boom = { a_growth = 0.3 }, bust = { a_growth = -0.2 },
      usual = {} } }
  local t = r:stress { outcome = "b" }
  local values, most, sums = {}, {}, {}
  for row in r.outcomes:each() do
    local key = row.future .. row.run
    values[key] = values[key] or {}
    values[key][row.lever] = row.b
    sums[row.lever] = sums[row.lever] or {}
    sums[row.lever][row.future] = (sums[row.lever][row.future] or 0) + row.b / 300
  end
  for _, of in pairs(values) do
    local best = math.max(of.none, of.push, of.direct)
    for lever, value in pairs(of) do
      most[lever] = math.max(most[lever] or 0, best - value)
    end
  end
  local robust
  for row in t.levers:each() do
    near(row.largest_regret, most[row.lever], 1e-9)
    near(row.worst, math.min(sums[row.lever].boom, sums[row.lever].bust,
      sums[row.lever].usual), 1e-9)
    if not robust or most[row.lever] < most[robust] then robust = row.lever end
  end
  eq(t.robust, robust)
  for row in t.table:each() do
    for _, future in ipairs { "boom", "bust", "usual" } do
      near(row[future], sums[row.lever][future], 1e-9)
    end
  end
  for row in t.best:each() do
    for _, of in pairs(sums) do assert(row.mean >= of[row.future] - 1e-9) end
    near(row.mean, sums[row.best][row.future], 1e-9)
  end
end)


-- ---- what is said of it ----

test("runs say what went in, and what to look at", function()
  local s = system { drivers = { a = { start = uniform(1, 2) } }, steps = 3 }
  local text = tostring(scenario.run { model = s, runs = 10, seed = 4 })
  assert(text:find("scenario.run: 10 runs, 3 steps, 1 uncertain input (latin), seed 4",
    1, true))
  local r = scenario.run { model = s, runs = 10, steps = 7,
    drivers = { a_start = 3 } }
  assert(tostring(r):find("7 steps, 0 uncertain inputs", 1, true))
  eq(r.inputs:column "value", { "3" })
  eq(r.provenance.seed, 1)
  assert(#r:pictures() == 2)
end)

test("any whole number is a seed", function()
  local s = system { drivers = { a = { start = 1, noise = 1 } }, steps = 2 }
  local seen = {}
  for _, seed in ipairs { 0, 1, -5, math.maxinteger } do
    local a = scenario.run({ model = s, runs = 1, seed = seed }).outcomes:get(1, "a")
    assert(not seen[a])
    seen[a] = true
  end
end)

test("a table declares a system, and runs lead to prim", function()
  local r = scenario.run { runs = 400, model = { drivers = {
    a = { start = uniform(0, 1) }, b = { start = uniform(0, 1) } }, steps = 1 } }
  local p = prim(r.outcomes, { outcome = "a", threshold = 0.8,
    inputs = { "a_start", "b_start" }, boxes = 1 })
  eq(p.limits:column "input", { "a_start" })
  near(p.boxes:get(1, "coverage"), 1, 0.05)
end)


-- ---- bad input ----

test("what cannot be run is refused", function()
  local s = system { drivers = { funding = { start = uniform(1, 2), growth = 0.1 } },
    levers = { aid = { "funding", add = 1 } } }
  local function of(given)
    return function()
      given.model = given.model or s
      return scenario.run(given)
    end
  end
  raises("needs the option 'model'", scenario.run, {})
  raises("option 'model' should be", of { model = 3 })
  raises("'runs' should be from 1 to 1000000000, found 0", of { runs = 0 })
  raises("'memory' allows 1024; ask for fewer 'runs'", of { runs = 1000000000 })
  raises("'steps' should be at least 1, found 0", of { steps = 0 })
  raises("'memory' should be 1 MiB or more", of { memory = 0 })
  raises("names no input 'funding_strat' (did you mean 'funding_start'?)",
    of { drivers = { funding_strat = 3 } })
  raises("'funding_start' should be a number or a distribution",
    of { drivers = { funding_start = "a" } })
  raises("such as uniform(1, 2), found", of { drivers = { funding_start = 0 / 0 } })
  raises("names no driver 'jobs'", of { outcomes = { "jobs" } })
  raises("outcome 'funding' should be last, mean", of { outcomes = { funding = "avg" } })
  raises("the system has no lever 'aidd' (did you mean 'aid'?)", of { levers = { "aidd" } })
  raises("future 'f' names no input", of { futures = { f = { jobs = 1 } } })
  raises("should name one at least", of { futures = {} })
  raises("'correlations' names no input 'x'",
    of { correlations = { { "x", "y", 0.5 } } })
  raises("with a number between -1 and 1",
    of { correlations = { { "funding_start", "y", 2 } } })
  raises("correlated with itself",
    of { correlations = { { "funding_start", "funding_start", 0.5 } } })
  raises("should be one of latin, sobol, shifted, random", of { sampling = "grid" })
  raises("a function gives its own", of { model = profits, drivers = PRICES, outcomes = { "a" } })
  raises("should set inputs among the 'drivers'",
    of { model = profits, drivers = PRICES, levers = { a = { tax = 3 } } })
  raises("an input cannot be called 'run'",
    of { model = profits, drivers = { run = 1 } })
  local r = scenario.run { model = s, runs = 3 }
  raises("no run 4; there are 3", function() return r:path { run = 4 } end)
  raises("there is no lever 'ai' (did you mean 'aid'?)", function()
    return r:path { lever = "ai" }
  end)
  raises("there is no outcome 'jobs'", function() return r:stress { outcome = "jobs" } end)
  raises("there are no levers to compare", function()
    return scenario.run({ model = profits, drivers = PRICES, runs = 2 }):stress {}
  end)
end)
