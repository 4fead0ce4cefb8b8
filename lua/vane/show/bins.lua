-- The bins of a histogram: how wide they are, where they begin and end, and how
-- many values lie in each. Values come sorted, and (.frame) as a column x.

local fail = require "vane.base.fail"
local sample = require "vane.core.sample"
local scale = require "vane.show.scale"

local MOST = 80        -- bins; wider ones where the rule asks for more
local FAR = 0.005      -- of the values at either end, left out where they are far away
local MANY = 200       -- values, with fewer of which none is left out
local FINEST = 10000   -- bins, of a width that was asked for
local ROUNDING = 1e-9  -- of a bin


-- The quantile of values, between them as f:aggregate{} has it (type 7 of
-- Hyndman and Fan 1996).
local function quantile(sorted, p)
  local _, list = sample.spread(sorted.frame, "x", { p })
  return list[1]
end


local function deviation(sorted)
  return #sorted > 1 and sorted.frame:aggregate { sd = "sd x" }:get(1, "sd") or 0
end


-- The width that a rule gives, 0 where the values leave it none.
local rules = {
  freedman_diaconis = function(sorted)
    local middle = quantile(sorted, 0.75) - quantile(sorted, 0.25)
    return 2 * middle / (#sorted) ^ (1 / 3)
  end,
  scott = function(sorted)
    return (24 * math.sqrt(math.pi)) ^ (1 / 3) * deviation(sorted)
      / (#sorted) ^ (1 / 3)
  end,
}

local rule_names = { freedman_diaconis = "Freedman and Diaconis", scott = "Scott" }


-- The rule that was asked for; where the quartiles are the same, Scott's.
local function width_by_rule(sorted, rule)
  local width = rules[rule](sorted)
  if width > 0 or sorted[1] == sorted[#sorted] then return width, rule end
  return rules.scott(sorted), "scott"
end


local function are_whole(list)
  for _, x in ipairs(list) do
    if x ~= math.floor(x) then return false end
  end
  return true
end


-- What a rule's width becomes for values from low to high: round, whole for
-- whole numbers, and such that there are at most MOST bins.
local function round_width(sorted, width, low, high)
  if low == high then return low == 0 and 1 or scale.round_up(math.abs(low) / 10) end
  if are_whole(sorted) then width = math.max(1, width) end
  return scale.round_up(math.max(width, (high - low) / (MOST - 1)))
end


-- Where bins begin and end: at the least and the largest value, or, where a few
-- far away would ask for more than MOST bins, without them, on one side if that
-- is enough.
local function window_of(sorted, width)
  local low, high = sorted[1], sorted[#sorted]
  local function is_short() return (high - low) / width <= MOST - 1 end
  if width == 0 or #sorted < MANY or is_short() then return low, high end
  local near_low, near_high = quantile(sorted, FAR), quantile(sorted, 1 - FAR)
  if high - near_high > near_low - low then
    high = near_high
    return is_short() and low or near_low, high
  end
  low = near_low
  return low, is_short() and high or near_high
end


-- How many values lie in each bin from its lower end to below its upper one, and
-- how many before the first and after the last.
local function counts_of(sorted, first, width, n)
  local counts, n_below, n_above = {}, 0, 0
  for k = 1, n do counts[k] = 0 end
  for _, x in ipairs(sorted) do
    local k = math.floor((x - first) / width + ROUNDING) + 1
    if k < 1 then n_below = n_below + 1
    elseif k > n then n_above = n_above + 1
    else counts[k] = counts[k] + 1 end
  end
  return counts, n_below, n_above
end


-- The bins of sorted values: of the width opts.bin, or by opts.rule.
local function bins_of(sorted, opts)
  local low, high, rule = sorted[1], sorted[#sorted], nil
  local width = opts.bin
  if high - low == math.huge or (high - low) / (width or 1) == math.huge then
    fail("chart.distribution: the values reach from %g to %g, too far for one axis",
      low, high)
  end
  if not width then
    width, rule = width_by_rule(sorted, opts.rule)
    low, high = window_of(sorted, width)
    width = round_width(sorted, width, low, high)
  end
  local first = math.floor(low / width + ROUNDING) * width
  local n = math.floor((high - first) / width + ROUNDING) + 1
  if n > FINEST then
    fail("chart.distribution: a bin of %g cuts %g to %g into more than %d", width, low,
      high, FINEST)
  end
  local counts, n_below, n_above = counts_of(sorted, first, width, n)
  return { first = first, width = width, n = n, rule = rule, counts = counts,
    n_below = n_below, n_above = n_above, low = sorted[1], high = sorted[#sorted] }
end


return { of = bins_of, quantile = quantile, rules = rule_names }
