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


-- Powers until the ranks of both sides stay; the power is scaled each time,
-- which changes no share.
local function settle(m)
  local power, seen = m, { standing(m) }
  for k = 2, MOST do
    power = power:multiply(m)
    local all = power:total()
    if all == 0 then
      fail("structure: nothing acts through %d others, so that there are no "
        .. "indirect influences; x:strength() has the direct ones", k - 1)
    end
    power = power / all
    seen[k] = standing(power)
    if seen[k].key == seen[k - 1].key then return seen[k - 1], k - 1, true end
  end
  return seen[MOST], MOST, false
end


-- By the means of both sides: driver, relay, result or autonomous.
local function role_of(influence, dependence, mean)
  if influence >= mean then
    return dependence >= mean and "relay" or "driver"
  end
  return dependence >= mean and "result" or "autonomous"
end


--- x:structure{} -> frame
---   Structural analysis (MICMAC): how much each descriptor acts on the others
---   (`influence`) and is acted on (`dependence`), as shares of all, from the
---   mean size of the judgements; the same through chains of others
---   (`indirect_...`), by the power of the matrix at which the ranks of both
---   sides stay as they are; the ranks of all four; and `role` by the indirect
---   shares against their mean: driver (acts, is hardly acted on), relay
---   (both), result (is acted on), autonomous (neither). Says the power, and
---   when ranks never stay.
---   Raises when no chain of influences is longer than one.
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
  check("structure", given, {})
  local m = x:strength()
  if m:total() == 0 then
    fail "structure: there are no judgements but 0"
  end
  local direct = standing(m)
  local indirect, power, stays = settle(m)
  if not stays then
    note(("structure: the ranks do not stay in %d powers of the matrix (they "
      .. "may alternate); those of the last are given"):format(power))
  end
  local roles, mean = {}, 1 / x.n_descriptors
  for i in ipairs(x.descriptors) do
    roles[i] = role_of(indirect.influence[i], indirect.dependence[i], mean)
  end
  return frame({
    { "descriptor", x.descriptors },
    { "role", roles },
    { "influence", direct.influence }, { "dependence", direct.dependence },
    { "indirect_influence", indirect.influence },
    { "indirect_dependence", indirect.dependence },
    { "rank_influence", direct.rank_influence },
    { "rank_indirect_influence", indirect.rank_influence },
    { "rank_dependence", direct.rank_dependence },
    { "rank_indirect_dependence", indirect.rank_dependence },
  }, { source = ("powers until ranks stay: %d"):format(power) })
end
