-- From values to places, with ticks at round values (1, 2, 2.5 or 5 times a
-- power of ten, after Heckbert 1990).

local fail = require "vane.base.fail"

local scale = {}

local ROUND = { 1, 2, 2.5, 5, 10 }


-- The smallest round number that is at least x.
function scale.round_up(x)
  local power = 10.0 ^ math.floor(math.log(x, 10))
  for _, times in ipairs(ROUND) do
    if times * power >= x * (1 - 1e-9) then return times * power end
  end
  return 10 * power
end


local function decimals_of(step)
  for n = 0, 12 do
    local times = step * 10.0 ^ n
    if math.abs(times - math.floor(times + 0.5)) < 1e-6 * times then return n end
  end
  return 12
end


-- Texts of ticks; large and small values are written with a power of ten.
local function writer(step, reach)
  if reach >= 1e7 or step < 1e-6 then
    return function(x) return x == 0 and "0" or ("%.4g"):format(x) end
  end
  local format = ("%%.%df"):format(decimals_of(step))
  return function(x) return (format:format(x == 0 and 0 or x)) end
end


local function ticks_of(low, high, step)
  local list = {}
  local write = writer(step, math.max(math.abs(low), math.abs(high)))
  for k = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) do
    list[#list + 1] = { value = k * step, text = write(k * step) }
  end
  return list
end


-- { at(value) -> place, low, high, ticks = { { value =, text = } } } of values
-- from low to high on places from `from` to `to`; about n ticks. `loose`
-- widens the range to the ticks outside it.
function scale.linear(low, high, from, to, n, loose)
  if low == high then
    local half = low == 0 and 1 or math.abs(low) / 2
    low, high = low - half, high + half
  end
  if high - low == math.huge then
    fail("the values reach from %g to %g, too far for one axis", low, high)
  end
  local step = scale.round_up((high - low) / math.max(1, n))
  if loose then
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
  end
  return { low = low, high = high, ticks = ticks_of(low, high, step),
    at = function(value)
      return from + (value - low) / (high - low) * (to - from)
    end }
end


return scale
