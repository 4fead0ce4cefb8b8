-- Where scenarios of a cross-impact matrix move, and what doubt about the
-- judgements does to them.

local core = require "vane.core.impact"
local search = require "vane.core.consistent"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local panel = require "vane.data.impact_panel"
local rules = require "vane.data.impact_rules"

local methods, self = core.methods, core.meta.self

local MOST_OF_MEMBER = 100000  -- scenarios of one member


-- ---- basins ----

-- The speed of each descriptor in their order; nil unless the rule wants it.
local function speeds_of(x, opts)
  if opts.rule ~= "adiabatic" then
    if opts.speeds then
      fail("basins: 'speeds' belongs to the rule \"adiabatic\", found \"%s\"",
        opts.rule)
    end
    return nil
  end
  local speeds = {}
  for i, name in ipairs(x.descriptors) do
    local speed = opts.speeds and opts.speeds[name]
    if math.type(speed) ~= "integer" then
      fail("basins: 'speeds' should have a whole number for each descriptor, "
        .. "the larger the faster; found %s for \"%s\"", check.found(speed), name)
    end
    speeds[i] = speed
  end
  return speeds
end


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
---   Every scenario is followed where 4 bytes for each fit into `memory` (MiB);
---   else `starts` scenarios drawn at random, and `low` and `high` bound each
---   share at 95 %.
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
  local opts = check("basins", given, {
    rule = { one_of = { "global", "local", "incremental", "sequential",
      "adiabatic" }, default = "global" },
    speeds = { kind = "table" },
    memory = { kind = "integer", default = 1024 },
    starts = { kind = "integer", default = 100000 },
    seed = { kind = "integer", default = 1 },
  })
  for name, least in pairs { memory = 0, starts = 1 } do
    if opts[name] < least then
      fail("basins: option '%s' should be at least %d, found %d", name, least,
        opts[name])
    end
  end
  local f, exact = search.basins(x, opts.rule, speeds_of(x, opts), opts.memory,
    opts.starts, opts.seed)
  if not exact then
    note(("basins: %s scenarios are too many to follow; a sample of %d was, "
      .. "seed %d"):format(x.n_configurations, opts.starts, opts.seed))
  end
  return f:sort "-weight"
end


-- ---- ensembles ----

local function check_ensemble(opts)
  if opts.members < 1 or opts.members > 10000000 then
    fail("ensemble: 1 to 10000000 'members' are possible, found %d", opts.members)
  end
  local chance = type(opts.spread) == "number" and opts.spread
  if opts.spread ~= "panel" and not (chance and chance >= 0 and chance <= 1) then
    fail("ensemble: 'spread' is the chance of a judgement to move, from 0 to 1, "
      .. "or \"panel\", found %s", tostring(opts.spread))
  end
  if opts.step <= 0 then
    fail("ensemble: 'step' should be above 0, found %g", opts.step)
  end
end


local function say_about(none, cut, opts)
  if none > 0 then
    note(("ensemble: %d of %d members have no consistent scenario"):format(none,
      opts.members))
  end
  if cut > 0 then
    note(("ensemble: %d of %d members have more than %d scenarios; those beyond "
      .. "are not counted"):format(cut, opts.members, MOST_OF_MEMBER))
  end
end


--- x:ensemble{ members = 1000, spread = 0.3, step = 1, seed = 1,
---             threshold = 0, force = , forbid = , imply = } -> frame
---   How far each scenario bears doubt about the judgements. In each member
---   every judgement but 0 moves, with the chance `spread`, one `step` up or
---   down, never beyond the largest size in the matrix; rows of a section that
---   sum to 0 do so afterwards. With `spread = "panel"` each member takes the
---   means over experts drawn anew, as many as there are (5 or more), from the
---   panel given to impact.read. Each member is solved exactly. A row for every
---   scenario that is consistent in any: `members`, in how many, and their
---   `share`; `low` and `high` bound at 95 % what more members would give (not
---   how likely the scenario is). Shares need not add up to 1: a member may
---   have several consistent scenarios, or none, which is said.
---   Source: interval by Wilson 1927.
---
---   > t, g = { "Trade", "free", "closed" }, { "Growth", "high", "low" }
---   > list = { { "Trade|free", "Growth|high", 3 } }
---   > list[2] = { "Growth|high", "Trade|free", 3 }
---   > x = impact{ t, g, judgements = list }
---   > f = x:ensemble{ members = 200 }
---   > f:get(1, "share")
---   1.0
function methods.ensemble(x, given)
  self(x, "ensemble")
  local fields = {
    members = { kind = "integer", default = 1000 },
    spread = { kind = { "number", "string" }, default = 0.3 },
    step = { kind = "number", default = 1 },
    seed = { kind = "integer", default = 1 },
    threshold = { kind = "number", default = 0 },
  }
  for name, field in pairs(rules.options) do fields[name] = field end
  local opts = check("ensemble", given, fields)
  check_ensemble(opts)
  local domains, forbidden = rules.of(x, opts)
  local experts, places
  if opts.spread == "panel" then experts, places = panel.of(x) end
  local f, none, cut = search.ensemble(x, opts.threshold, domains, forbidden,
    MOST_OF_MEMBER, opts.members, experts and 0 or opts.spread, opts.step,
    opts.seed, 0, experts, places)
  say_about(none, cut, opts)
  return f:sort "-members"
end
