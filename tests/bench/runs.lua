-- runs.lua [RUNS]: how long runs of a model and the search for what leads to
-- an outcome take, on systems and cases made by a seed: seconds of CPU, all
-- processors together. A function is timed beside the same function alone.

local SEED, STEPS, DRIVERS = 20301231, 50, 10
local LEAST = 300000  -- runs of a system in a second of one processor
local MOST = 1.5  -- times what a function takes alone
local n_runs = tonumber(... or "300000")


local function verdict(met) return met and "met" or "MISSED" end


-- Prints the seconds of a job and, with `per`, how many of these a second has.
local function time(what, per, job, least)
  local before = os.clock()
  local answer = job()
  local seconds = os.clock() - before
  print(("  %-44s %8.3f s"):format(what, seconds)
    .. (per and ("  %10.0f runs/s"):format(per / seconds) or "")
    .. (least and ("  goal %d %s"):format(least, verdict(per / seconds >= least)) or ""))
  return answer, seconds
end


-- Ten drivers in a ring, each of uncertain growth, weight and start.
local function ring()
  local drivers, influences = {}, {}
  for i = 1, DRIVERS do
    drivers["d" .. i] = { start = uniform(5, 15), growth = uniform(0, 0.02), low = 0,
      limit = i % 2 == 0 and 500 or nil }
    influences[i] = { "d" .. i, "d" .. i % DRIVERS + 1, weight = uniform(0, 0.01),
      lag = 1 + i % 3, saturation = 100 }
  end
  return system { drivers = drivers, influences = influences, steps = STEPS }
end


-- The same shape of model as an analyst would write it.
local function model(x)
  local d = {}
  for i = 1, DRIVERS do d[i] = 10 end
  for _ = 1, STEPS do
    local last = d[DRIVERS]
    for i = 1, DRIVERS do
      local before = d[i]
      d[i] = before + x.growth * before * (1 - before / 500)
        + x.weight * last / (1 + last / 100)
      last = before
    end
  end
  return { last = d[DRIVERS] }
end


print(("runs: %d drivers, %d steps"):format(DRIVERS, STEPS))
local s = ring()
local r = time("runs of a system, draws and outcomes", n_runs, function()
  return scenario.run { model = s, runs = n_runs, seed = SEED }
end, LEAST)
time("the same by Sobol's sequence", n_runs, function()
  return scenario.run { model = s, runs = n_runs, seed = SEED, sampling = "sobol" }
end)
local few = scenario.run { model = s, runs = n_runs // 10, seed = SEED }
time(("trajectories of %d runs"):format(n_runs // 10), nil, function()
  return few.trajectories
end)

-- One of about a microsecond, of which what stands around it is a larger part.
local function short(x)
  local v = 0
  for i = 1, 60 do v = v + x.growth * (i % 3) - x.weight end
  return { last = v }
end


local inputs = { growth = uniform(0, 0.1), weight = uniform(0, 1) }

local function time_function(what, f, n_calls)
  local _, bare = time(("%s alone, %d times"):format(what, n_calls), n_calls, function()
    local x = { growth = 0.05, weight = 0.3 }
    for _ = 1, n_calls do f(x) end
  end)
  local _, ours = time("runs of that function", n_calls, function()
    return scenario.run { model = f, drivers = inputs, runs = n_calls, seed = SEED }
  end)
  print(("  %-44s %8.2f                       goal %.1f %s"):format(
    "times the function alone", ours / bare, MOST, verdict(ours <= MOST * bare)))
end

time_function("a function", model, n_runs // 30)
time_function("a short function", short, n_runs)

local cases = r.outcomes:head(n_runs // 3)
local from = {}
for _, name in ipairs(cases.names) do
  if name:find "_" then from[#from + 1] = name end
end
local high = cases:sort("-d1"):get(cases.n_rows // 5, "d1")
time(("boxes of %d cases, %d inputs"):format(cases.n_rows, #from), nil, function()
  return prim(cases, { outcome = "d1", threshold = high, inputs = from, boxes = 1 })
end)
time("a tree of them, 10 folds", nil, function()
  return cart(cases, { outcome = "d1", threshold = high, inputs = from })
end)
