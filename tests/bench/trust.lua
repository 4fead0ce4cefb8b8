-- trust.lua [GROUPS]: how long it takes to tell counts from chance, on groups
-- of 640 members drawn by a seed: seconds of CPU, all processors together.

local random = require "vane.core.random"

local SEED = 20140714
local n_groups = tonumber(... or "100000")


-- Three rows for each group, the first members more often, in two periods.
local function rows()
  local group, class, year = {}, {}, {}
  for block = 0, n_groups // 4096 do
    local units = random.units(SEED, block, 3 * 4096)
    for g = block * 4096 + 1, math.min(n_groups, (block + 1) * 4096) do
      for k = 1, 3 do
        local at = #group + 1
        local unit = units[3 * (g - block * 4096 - 1) + k]
        group[at], year[at] = g, 2000 + g % 15
        class[at] = ("k%03d"):format(unit ^ 2 * 640 // 1)
      end
    end
  end
  return frame { group = group, class = class, year = year }
end


local function time(what, job)
  local before = os.clock()
  local answer = job()
  print(("  %-44s %8.3f s"):format(what, os.clock() - before))
  return answer
end


local f = rows()
print(("trust: %d groups of 640 members"):format(n_groups))
local e = time("events", function()
  return f:events { group = "group", class = "class", period = "year" }
end)
for _, null in ipairs { "both", "sizes", "totals" } do
  time(("pairs beside chance, null = %q"):format(null), function()
    return e:pairs { null = null }
  end)
end
time("growth of pairs", function()
  return e:growth { before = { 2000, 2006 }, after = { 2008, 2014 } }
end)
time("10 shuffles with both margins kept", function()
  for seed = 1, 10 do e:shuffled { seed = seed } end
end)
