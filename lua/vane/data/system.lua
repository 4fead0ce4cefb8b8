-- Systems: drivers that grow, are bounded and influence each other, with the
-- levers that act on them, as scenario.run runs them.

local counted = require "vane.base.counted"
local noun = require "vane.base.noun"
local read = require "vane.data.system.read"

local WORD = "system"


-- ---- printing ----

local function amount_text(value)
  return type(value) == "number" and ("%g"):format(value) or tostring(value)
end


local function driver_text(s, d)
  local parts = {}
  for _, field in ipairs(read.NUMBERS) do
    if d[field] ~= nil then
      parts[#parts + 1] = field .. " " .. amount_text(d[field])
    end
  end
  if d.path then parts[#parts + 1] = "along a path" end
  for _, f in ipairs(s.influences) do
    if s.drivers[f.to] == d then
      parts[#parts + 1] = ("from %s: %s, lag %d"):format(s.names[f.from],
        amount_text(f.weight), f.lag)
    end
  end
  return ("  %s: %s"):format(d.name, table.concat(parts, "; "))
end


local meta = { __name = WORD }


function meta.__tostring(s)
  local lines = { ("system: %s, %s, %s, %s"):format(counted(#s.drivers, "driver"),
    counted(#s.influences, "influence"), counted(#s.levers, "lever"),
    counted(s.steps, "step")) }
  for _, d in ipairs(s.drivers) do lines[#lines + 1] = driver_text(s, d) end
  for _, lever in ipairs(s.levers) do
    local parts = {}
    for i, e in ipairs(lever.effects) do
      parts[i] = ("adds %s to %s in steps %d to %d"):format(amount_text(e.add),
        s.names[e.driver], e.first, e.last)
    end
    lines[#lines + 1] = ("  lever %s: %s"):format(lever.name, table.concat(parts, "; "))
  end
  return table.concat(lines, "\n")
end


--- system{ drivers =, influences =, levers =, steps = 10, first = 0 }
---   -> system
---   Declares drivers that move step by step, for scenario.run. Each number
---   may be certain or a distribution, such as uniform(0.01, 0.05), for
---   which { 0.01, 0.05 } stands too.
---   drivers     { name = { start =, growth =, ... } }, or a list of pairs
---     start       its first value
---     growth      share of itself that it grows by in each step
---     limit       growth falls to nothing as the driver comes near it
---     change      what each step adds
---     path        values by date, { [2025] = 10, [2030] = 14 }: each step
---                 adds what the straight line between two dates does
---     noise       standard deviation of what chance adds in each step
---     low, high   what it never falls below or rises above
---   influences  { { "source", "target", weight = 0.3, lag = 1,
---               saturation = 100 }, ... }: each step adds weight times the
---               source `lag` steps before to the target (before the start:
---               its start). lag = 0 takes the source of the same step. With
---               a saturation s the source counts as x / (1 + |x| / s):
---               never more than s
---   levers      { name = { "driver", add = 2, from =, to = } }, or a list of
---               such: what a policy adds to drivers in each step from one
---               date to another (all)
---   steps       how many; `first` is the date of the start
---   In one step a driver becomes x + growth x (1 - x / limit) + change +
---   path + influences + levers + noise, kept within low and high.
---   Each number has a name, by which scenario.run can change it:
---   funding_start, funding_patents_weight, subsidy_funding_add.
---   Raises on unknown drivers, bounds that contradict each other, and when
---   influences without lag go in a circle (as scenario.run says).
---   Source: a system of difference equations, as in Forrester, Industrial
---   Dynamics, MIT Press 1961.
---
---   > d = { funding = { start = 10, growth = uniform(0, 0.1) }, patents = 5 }
---   > i = { { "funding", "patents", weight = 1 } }
---   > system{ drivers = d, influences = i }
---   system: 2 drivers, 1 influence, 0 levers, 10 steps
---     funding: start 10; growth uniform(0, 0.1)
---     patents: start 5; from funding: 1, lag 1
local function make(given)
  return setmetatable(read.system(given), meta)
end


return noun(WORD, { methods = {}, fields = {} }, make)
