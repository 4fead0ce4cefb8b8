-- codes.lua CODINGS RATINGS: what is worked out of codings and ratings that
-- are in memory; name, CPU seconds, and what must be equal whoever does it.

local plans = require "vane.data.agreement.plan"
local reliability = require "vane.core.reliability"

local N_TIMES = 5


-- The median of the CPU seconds of f, and what it gives.
local function timed(f, n_times)
  local times, result = {}, nil
  for i = 1, n_times or N_TIMES do
    local start = os.clock()
    result = f()
    times[i] = os.clock() - start
  end
  table.sort(times)
  return times[(#times + 1) // 2], result
end


local function say(name, seconds, answer)
  print(("%s %.4f %s"):format(name, seconds, answer))
end


local codings, rated = ...
local c, f = coding.read(codings), frame.read(rated)

local counts, m = timed(function() return c:matrix() end)
local together = 0
for _, code in ipairs(m.rows) do
  together = together - m:get(code, code)
  for _, other in ipairs(m.cols) do together = together + m:get(code, other) end
end
say("counts", counts, ("%.0f"):format(together))

local function pairs_of(replicates, cluster, n_times)
  return timed(function()
    return c:cooccurrence { replicates = replicates, cluster = cluster }
  end, n_times)
end

say("sources-1000", pairs_of(1000) - pairs_of(0), "-")
say("units-1000", pairs_of(1000, "unit", 1) - pairs_of(0, "unit", 1), "-")

-- Of ratings whose values are numbered, as NumPy has them from the start.
local ratings = reliability.long(f, "unit", "coder", "value", nil, false)

local function alpha_of(replicates)
  local plan = plans.of({ coefficient = "krippendorff", level = "nominal",
    replicates = replicates, seed = 1, confidence = 0.95 }, ratings)
  return timed(function() return reliability.of(ratings, plan) end)
end

local once, alpha = alpha_of(0)
say("alpha", once, ("%.8f"):format(alpha.value))
say("alpha-1000", alpha_of(1000) - once, "-")
say("agreement", timed(function()
  return agreement(f, { shape = "long", replicates = 0 })
end), "-")
