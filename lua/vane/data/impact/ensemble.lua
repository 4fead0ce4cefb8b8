-- What doubt about the judgements of a cross-impact matrix does to scenarios:
-- many members, each with judgements moved, each solved exactly.

local core = require "vane.core.impact"
local search = require "vane.core.consistent"
local scenarios = require "vane.core.scenarios"
local base = require "vane.core.base"
local beside = require "vane.data.impact.beside"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local matrix = require "vane.data.matrix"
local note = require "vane.base.note"
local panel = require "vane.data.impact.panel"
local rules = require "vane.data.impact.rules"
local scenario_of = require "vane.data.impact.scenario"

local methods, self = core.methods, core.meta.self

local memory = { kind = "integer", default = 1024 }  -- MiB
local MOST_OF_MEMBER = 100000  -- scenarios of one member
local MOST_MEMORY = 1 << 24    -- MiB
local SPREAD = 0.3             -- where nobody says how sure a judgement is

-- How often a judgement of each confidence, 1 to 5, moves; our own choice.
local CHANCES = { 0.7, 0.5, 0.3, 0.15, 0.05 }


-- ---- options ----

local doubt = {
  members = { kind = "integer", default = 1000, least = 1, most = 10000000 },
  spread = { kind = { "number", "string", "table" } },
  step = { kind = "number", default = 1, above = 0, below = math.huge },
  seed = { kind = "integer", default = 1 },
  threshold = { kind = "number", default = 0, least = 0, below = math.huge },
}


local function with_doubt(own)
  for name, field in pairs(doubt) do own[name] = field end
  return own
end


local function check_chances(word, chances)
  for code = beside.UNSURE, beside.SURE do
    local chance = chances[code]
    if type(chance) ~= "number" or chance < 0 or chance > 1 then
      fail("%s: 'spread' as a list should have five chances from 0 to 1, for "
        .. "the confidences 1 to 5; number %d is %s", word, code,
        tostring(chance))
    end
  end
  return chances
end


local function check_doubt(word, opts)
  local spread = opts.spread
  local named = spread == "panel" or spread == "confidence"
  local chance = type(spread) == "number" and spread
  if not named and type(spread) ~= "table"
    and not (chance and chance >= 0 and chance <= 1) then
    fail("%s: 'spread' is the chance of a judgement to move, from 0 to 1, "
      .. "\"confidence\" or \"panel\", found %s", word, tostring(spread))
  end
end


local function check_memory(word, opts)
  if opts.memory < 1 or opts.memory > MOST_MEMORY then
    fail("%s: option 'memory' should be from 1 to %d MiB, found %d", word,
      MOST_MEMORY, opts.memory)
  end
end


-- The chance of each judgement by its confidence.
local function chances_of(x, word, chances)
  if not beside.of(x).confidence then
    fail("%s: spread = \"confidence\" needs judgements with their confidence, "
      .. "as x:judgements() lists it", word)
  end
  check_chances(word, chances)
  local cells = beside.of(x).confidence:cells()
  for _, line in ipairs(cells) do
    for l, code in ipairs(line) do
      line[l] = base.is_na(code) and SPREAD or chances[math.tointeger(code)]
    end
  end
  return matrix { rows = x.labels, cols = x.labels, cells = cells }
end


-- What the searches take as spread, and the places of a panel.
local function spread_of(x, word, opts)
  opts.spread = opts.spread
    or (beside.of(x).confidence and "confidence" or SPREAD)
  check_doubt(word, opts)
  if opts.spread == "panel" then return panel.of(x) end
  if type(opts.spread) == "table" then return chances_of(x, word, opts.spread) end
  if opts.spread == "confidence" then return chances_of(x, word, CHANCES) end
  return opts.spread, nil
end


-- ---- scenarios ----

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
---             threshold = 0, force = , forbid = , imply = , memory = 1024 }
---   -> frame
---   How far each scenario bears doubt about the judgements. In each member
---   every judgement but 0 moves, with the chance `spread`, one `step` up or
---   down, never beyond the largest size in the matrix; rows of a section that
---   sum to 0 do so afterwards. `spread = "confidence"`, the rule where any is
---   said, takes the chance from each judgement's confidence: 0.7, 0.5, 0.3,
---   0.15 and 0.05 for 1 to 5 (our choice; a list of five stands for others),
---   0.3 where none is said. With `spread = "panel"` each member takes the
---   means over experts drawn anew, as many as there are (5 or more), from the
---   panel given to impact.read. Each member is solved exactly. A row for every
---   scenario that is consistent in any: `members`, in how many, and their
---   `share`; `low` and `high` bound at 95 % what more members would give (not
---   how likely the scenario is), and `id`. Shares need not add up to 1: a
---   member may have several consistent scenarios, or none, which is said.
---   `memory` is in MiB; raises when it is too little.
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
  local fields = with_doubt { memory = memory }
  for name, field in pairs(rules.options) do fields[name] = field end
  local opts = check("ensemble", given, fields)
  local spread, places = spread_of(x, "ensemble", opts)
  check_memory("ensemble", opts)
  local domains, forbidden = rules.of(x, opts)
  local f, none, cut = search.ensemble(x, domains, forbidden, MOST_OF_MEMBER,
    opts.members, spread, opts.step, opts.seed, places, opts.threshold,
    0, opts.memory)
  say_about(none, cut, opts)
  return f:sort "-members"
end


-- ---- judgements ----

local function of_members(give, x, word, scenario, given)
  local fields = with_doubt { memory = memory }
  local opts = check(word, given, fields)
  local spread, places = spread_of(x, word, opts)
  check_memory(word, opts)
  return give(x, scenario_of.variants(x, word, scenario), opts.memory,
    opts.members, spread, opts.step, opts.seed, places, opts.threshold)
end


--- x:leverage(scenario, { members = 1000, spread = 0.3, step = 1, seed = 1,
---                        threshold = 0, memory = 1024 }) -> frame
---   Which judgements a scenario hangs on, in the ensemble of the same options:
---   a row for each judgement that moves in any member, with `from`, `to` and
---   `judgement`; the shares in which the scenario is consistent of the members
---   where the judgement lies above (`up`) and below (`down`) the matrix's, na
---   where it never does; `effect`, by how much that share grows with each
---   unit of the judgement, and its 95 % interval (`low`, `high`). The largest
---   effects come first, whatever their sign. `memory` is in MiB.
---   Raises as x:ensemble and x:balance do, and when members and judgements do
---   not fit into `memory`.
---   Source: least squares on the members, our own use of it.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 1 }, { "A|x", "B|y", 1 }, { "A|y", "B|x", 3 } }
---   > x = impact{ a, b, judgements = list }
---   > x:leverage({ A = "x", B = "x" }):select("from", "to", "down", "up")
---   frame 3 x 4
---     from  to     down      up
---     A|x   B|y  1.0000  0.1438
---     A|x   B|x  0.1625  1.0000
---     A|y   B|x  0.7533      na
function methods.leverage(x, scenario, given)
  self(x, "leverage")
  local f = of_members(scenarios.leverage, x, "leverage", scenario, given)
  return f:with { size = function(row) return math.abs(row.effect) end }
    :sort "-size":drop "size"
end


--- x:members(scenario, { members = 1000, spread = 0.3, step = 1, seed = 1,
---                       threshold = 0, memory = 1024 }) -> frame
---   The members of an ensemble one by one, for prim and other ways to find
---   out what a scenario needs: a column for each judgement that moves, called
---   "from > to", and `holds`, whether the scenario is consistent there.
---   Raises as x:leverage does.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|x", 2 } } }
---   > x:members({ A = "x", B = "x" }, { members = 3, spread = 1 })
---   frame 3 x 2
---     A|x > B|x  holds
---             2  true
---             1  true
---             2  true
function methods.members(x, scenario, given)
  self(x, "members")
  return of_members(scenarios.members, x, "members", scenario, given)
end


-- ---- for other studies ----

-- How many members at most a study goes through one by one.
local MOST_ONE_BY_ONE = 100000


-- The options of those who ask for `members` where none is not doubted at all.
local function of_others(fields)
  fields.members = { kind = "integer", least = 1, most = MOST_ONE_BY_ONE }
  for _, name in ipairs { "spread", "step", "seed" } do fields[name] = doubt[name] end
  return fields
end


-- A function that gives member 1, 2, ... of the ensemble of these options.
local function maker(x, word, opts)
  opts.threshold = 0
  local spread, places = spread_of(x, word, opts)
  return function(member)
    return scenarios.member(x, opts.members, spread, opts.step, opts.seed,
      places, 0, nil, member)
  end
end


return { options = of_others, maker = maker }
