-- Structural analysis of a cross-impact matrix: which descriptors drive, which
-- are driven, directly and through others.

local core = require "vane.core.impact"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local note = require "vane.base.note"

local methods, self = core.methods, core.meta.self

local MOST = 50  -- powers tried


local function sums(m, side)
  local f = m:sum(side)
  return f:column "sum"
end


local function total(list)
  local sum = 0.0
  for _, value in ipairs(list) do sum = sum + value end
  return sum
end


local function shares(list)
  local sum, parts = total(list), {}
  for i, value in ipairs(list) do parts[i] = value / sum end
  return parts
end


-- Ranks from the largest; ties share the smallest of theirs.
local function ranks(list)
  local places = {}
  for i, value in ipairs(list) do
    places[i] = 1
    for _, other in ipairs(list) do
      if other > value * (1 + 1e-12) then places[i] = places[i] + 1 end
    end
  end
  return places
end


local function standing(m)
  local s = { influence = shares(sums(m, "rows")),
    dependence = shares(sums(m, "cols")) }
  s.rank_influence, s.rank_dependence = ranks(s.influence), ranks(s.dependence)
  s.key = table.concat(s.rank_influence, " ") .. "|"
    .. table.concat(s.rank_dependence, " ")
  return s
end


-- The next power, scaled, which changes no share.
local function raised(power, m, k)
  power = power:multiply(m)
  local all = power:total()
  if all == 0 then
    fail("structure: nothing acts through %d others, so that there are no "
      .. "indirect influences; x:strength() has the direct ones", k - 1)
  end
  return power / all
end


-- The power that was asked for.
local function at_power(m, wanted)
  local power = m
  for k = 2, wanted do power = raised(power, m, k) end
  return standing(power), ("power %d"):format(wanted)
end


-- Powers until the ranks of both sides stay.
local function settle(m)
  local power, seen = m, { standing(m) }
  for k = 2, MOST do
    power = raised(power, m, k)
    seen[k] = standing(power)
    if seen[k].key == seen[k - 1].key then
      return seen[k - 1], ("powers until ranks stay: %d"):format(k - 1)
    end
  end
  local alternate = seen[MOST].key == seen[MOST - 2].key
  note(("structure: the ranks do not stay in %d powers of the matrix%s; those "
    .. "of the last are given"):format(MOST, alternate
    and " but alternate between two orders" or ""))
  return seen[MOST], ("powers, ranks do not stay: %d"):format(MOST)
end


local function shifts(direct, indirect)
  local list = {}
  for i, rank in ipairs(direct) do list[i] = rank - indirect[i] end
  return list
end


-- By the means of both sides: driver, relay, result or autonomous.
local function role_of(influence, dependence, mean)
  if influence >= mean then
    return dependence >= mean and "relay" or "driver"
  end
  return dependence >= mean and "result" or "autonomous"
end


local function roles_of(x, s)
  local roles, mean = {}, 1 / x.n_descriptors
  for i in ipairs(x.descriptors) do
    roles[i] = role_of(s.influence[i], s.dependence[i], mean)
  end
  return roles
end


local function frame_of(x, direct, indirect, source)
  return frame({
    { "descriptor", x.descriptors },
    { "role", roles_of(x, indirect) },
    { "influence", direct.influence }, { "dependence", direct.dependence },
    { "indirect_influence", indirect.influence },
    { "indirect_dependence", indirect.dependence },
    { "rank_influence", direct.rank_influence },
    { "rank_indirect_influence", indirect.rank_influence },
    { "rank_dependence", direct.rank_dependence },
    { "rank_indirect_dependence", indirect.rank_dependence },
    { "shift_influence", shifts(direct.rank_influence, indirect.rank_influence) },
    { "shift_dependence", shifts(direct.rank_dependence,
      indirect.rank_dependence) },
    { "direct_role", roles_of(x, direct) },
  }, { source = source })
end


--- x:structure{ power = k } -> frame
---   Structural analysis (MICMAC): how much each descriptor acts on the others
---   (`influence`) and is acted on (`dependence`), as shares of all, from the
---   mean size of the judgements; the same through chains of others
---   (`indirect_...`), by the power of the matrix at which the ranks of both
---   sides stay as they are, or the power that is asked for; the ranks of all
---   four (ties share the smallest), and by how many places they rise from
---   direct to indirect (`shift_...`). `role` by the indirect shares against
---   their mean: driver (acts, is hardly acted on), relay (both), result (is
---   acted on), autonomous (neither); `direct_role` by the direct ones. Says
---   the power, and when ranks never stay.
---   Raises when no chain of influences is longer than one, or none so long as
---   the power.
---   Source: Duperrin and Godet 1973; Godet 1994.
---
---   > a, b, c = { "A", "x", "y" }, { "B", "x", "y" }, { "C", "x", "y" }
---   > list = { { "A|x", "B|x", 3 }, { "A|y", "C|x", 1 } }
---   > list[3], list[4] = { "B|y", "C|x", 2 }, { "C|x", "A|x", 1 }
---   > x = impact{ a, b, c, judgements = list }
---   > x:structure{}:select("descriptor", "influence", "dependence")
---   frame 3 x 3   powers until ranks stay: 6
---     descriptor  influence  dependence
---     A              0.5714      0.1429
---     B              0.2857      0.4286
---     C              0.1429      0.4286
function methods.structure(x, given)
  self(x, "structure")
  local opts = check("structure", given, { power = { kind = "integer", least = 1 } })
  local m = x:strength()
  if m:total() == 0 then
    fail "structure: there are no judgements but 0"
  end
  local reach = opts.power and at_power or settle
  return frame_of(x, standing(m), reach(m, opts.power))
end
