-- How closely the members of counted linkages go together.

local core = require "vane.core.relate"
local fail = require "vane.base.fail"

local MEASURES = { "association", "probability", "cosine", "jaccard",
  "inclusion", "conditional" }

local relate = { measures = MEASURES }

relate.options = {
  method = { one_of = MEASURES, default = "association" },
  totals = { one_of = { "groups", "sums" } },
}


-- A class that counts by weight, or several times in a group, is not measured
-- by the number of its groups.
local function totals_of(s, verb, totals)
  local by_groups = s.opts.weight == "full" and s.opts.distinct ~= false
  if totals == "groups" and not by_groups then
    fail("%s: totals = \"groups\" wants pairs that count once in a group; with "
      .. "fractional weights, or distinct = false, write totals = \"sums\"", verb)
  end
  return (totals or by_groups and "groups") == "groups" and "diagonal" or "sums"
end


-- The pairs of all periods, with `relatedness`. `s` is the state of a count.
function relate.pairs(s, verb, method, totals)
  return core.native.pairs(s.tally, method, totals_of(s, verb, totals))
end


return relate
