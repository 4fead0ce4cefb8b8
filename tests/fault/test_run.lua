local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local s = system { steps = 3, drivers = { a = { start = uniform(1, 2), noise = 1 },
  b = { start = discrete { 1, 2 }, path = { [0] = 1, [3] = 2 } } },
  influences = { { "a", "b", weight = uniform(0, 1) } },
  levers = { aid = { "a", add = 1 } } }

local function run(more)
  local given = { model = s, runs = 20 }
  for name, value in pairs(more or {}) do given[name] = value end
  return scenario.run(given)
end

refuse("runs of a system", 300, run, 2)
refuse("correlated runs", 200, function()
  return run { correlations = { { "a_start", "a_b_weight", 0.5 } }, levers = {} }
end, 2)
refuse("trajectories and a path", 300, function()
  local r = run { futures = { one = {} }, levers = {} }
  return { r.trajectories, r:path {} }
end, 3)
refuse("a stress test", 300, function() return run():stress { goal = at_least(2) } end, 4)
refuse("runs of a function", 100, function()
  return scenario.run { model = function(x) return { y = { x.a, 2 } } end, runs = 5,
    drivers = { a = uniform(1, 2) } }.trajectories
end)

test("runs can be interrupted, and nothing is lost", function()
  local r = run()
  stops(run)
  stops(function() return run { sampling = "random" } end)
  stops(function() return r.trajectories end)
  stops(function() return r:path {} end)
  eq(r.trajectories.n_rows, 2 * 4 * 2)
end)
