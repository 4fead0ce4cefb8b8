-- Where scenarios of a cross-impact matrix move.

local core = require "vane.core.impact"
local search = require "vane.core.consistent"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local scenario_of = require "vane.data.impact.scenario"
local scenarios = require "vane.core.scenarios"

local methods, self = core.methods, core.meta.self

local RULES = { "global", "local", "incremental", "sequential", "adiabatic" }


-- The speed of each descriptor in their order; nil unless the rule wants it.
local function speeds_of(x, word, opts)
  if opts.rule ~= "adiabatic" then
    if opts.speeds then
      fail("%s: 'speeds' belongs to the rule \"adiabatic\", found \"%s\"", word,
        opts.rule)
    end
    return nil
  end
  local speeds = {}
  for i, name in ipairs(x.descriptors) do
    local speed = opts.speeds and opts.speeds[name]
    if math.type(speed) ~= "integer" then
      fail("%s: 'speeds' should have a whole number for each descriptor, the "
        .. "larger the faster; found %s for \"%s\"", word, check.found(speed), name)
    end
    speeds[i] = speed
  end
  return speeds
end


local basin_fields = {
  rule = { one_of = RULES, default = "global" },
  speeds = { kind = "table" },
  memory = { kind = "integer", default = 1024, least = 0, most = 1 << 24 },
  starts = { kind = "integer", default = 100000, least = 1, most = 1 << 28 },
  seed = { kind = "integer", default = 1 },
}


--- x:basins{ rule = "global", speeds = , memory = 1024, starts = 100000,
---           seed = 1 } -> frame
---   Where every scenario ends up when descriptors follow the judgements, step
---   by step: each attractor with `weight`, the number of scenarios that end
---   there, their `share` of all, and `cycle`, how many scenarios it goes
---   round (1: it holds, and is consistent). Of a cycle the row names the
---   scenario that comes first. The largest basin comes first.
---   A descriptor moves to the variant promoted most (of several: the one it
---   has, else the first). `rule` says which move in one step:
---   "global"       all that lack something
---   "local"        the one that lacks most
---   "incremental"  all that lack something, one variant towards it
---   "sequential"   one after the other, each seeing what those before did
---   "adiabatic"    the fastest of those that lack something, by `speeds`:
---                  { Trade = 2, Growth = 1 }
---   Islands of descriptors that do not touch are followed apart and put
---   together exactly, so that a weight may be a text of digits (at most 100000
---   attractors are listed then, the largest); under "local" and "adiabatic"
---   only where nothing goes round, which could keep other islands waiting.
---   Every scenario is followed where 4 bytes for each, and the attractors, fit
---   into `memory` (MiB, which is never exceeded); else `starts` scenarios
---   drawn at random, and `low` and `high` bound each share at 95 %; starts
---   that do not settle in 20000 steps are said.
---   Source: Weimer-Jehle 2006; interval by Wilson 1927.
---
---   > a, b, c = { "A", "x", "y" }, { "B", "x", "y" }, {}
---   > c[1], c[2] = { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 }
---   > c[3], c[4] = { "B|x", "A|x", 1 }, { "B|y", "A|y", 1 }
---   > x = impact{ a, b, judgements = c }
---   > x:basins{}:select("A", "B", "weight", "cycle")
---   frame 3 x 4
---     A  B  weight  cycle
---     x  y       2      2
---     x  x       1      1
---     y  y       1      1
function methods.basins(x, given)
  self(x, "basins")
  local opts = check("basins", given, basin_fields)
  local f, exact, cut, lost = search.basins(x, opts.rule,
    speeds_of(x, "basins", opts), opts.memory, opts.starts, opts.seed)
  if not exact then
    note(("basins: %s scenarios are too many to follow; a sample of %d was, "
      .. "seed %d"):format(x.n_configurations, opts.starts, opts.seed))
  end
  if lost > 0 then
    note(("basins: %d of %d starts did not settle in 20000 steps and count for "
      .. "no attractor"):format(lost, opts.starts))
  end
  if cut then
    note(("basins: of the attractors of islands together the %d largest are "
      .. "listed"):format(f.n_rows))
  end
  return f:sort "-share"
end


--- x:follow(scenario, { rule = "global", speeds = }) -> frame, number
---   Where one scenario goes when descriptors follow the judgements, by the
---   rules of x:basins: a row for each scenario passed, the given one first,
---   with the columns of x:consistent{}.scenarios and `step` from 0 on. The
---   number says to which row the last one leads: to itself where it holds,
---   else the rows from there on are the cycle it goes round. Scenario as in
---   x:balance.
---   Raises when the scenario lacks a descriptor or names another variant.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|y", 2 } } }
---   > x:follow{ A = "x", B = "x" }:select("step", "A", "B", "inconsistency")
---   frame 2 x 4
---     step  A  B  inconsistency
---        0  x  x              2
---        1  x  y              0
function methods.follow(x, scenario, given)
  self(x, "follow")
  local opts = check("follow", given, {
    rule = { one_of = RULES, default = "global" },
    speeds = { kind = "table" },
  })
  local f, back = scenarios.follow(x, scenario_of.variants(x, "follow", scenario),
    opts.rule, speeds_of(x, "follow", opts))
  local steps = {}
  for i = 1, f.n_rows do steps[i] = i - 1 end
  return f:with { step = steps }, back
end
