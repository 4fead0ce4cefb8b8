-- From values to places, with ticks at round values (1, 2, 2.5 or 5 times a
-- power of ten, after Heckbert 1990).

local base = require "vane.core.base"
local fail = require "vane.base.fail"

local scale = {}

local ROUND = { 1, 2, 2.5, 5, 10 }
local ROUND_WHOLE = { 1, 2, 5, 10 }


local function round_up(x, round)
  local power = 10.0 ^ math.floor(math.log(x, 10))
  for _, times in ipairs(round) do
    if times * power >= x * (1 - 1e-9) then return times * power end
  end
  return 10 * power
end


-- The smallest round number that is at least x.
function scale.round_up(x)
  return round_up(x, ROUND)
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


local function check_reach(low, high)
  if high - low == math.huge then
    fail("drawing: the values reach from %g to %g, too far for one axis; leave out those "
      .. "that are furthest away", low, high)
  end
end


-- A range of one value is widened, so that it stands in the middle.
local function widened(low, high)
  if low ~= high then return low, high end
  local half = low == 0 and 1 or math.abs(low) / 2
  return low - half, high + half
end


-- The same of what has whole values only, of which a year, too, is one.
local function widened_whole(low, high)
  if low ~= high then return low, high end
  local half = math.max(1, math.floor(math.abs(low) / 1000))
  return low - half, high + half
end


local function axis(low, high, step, from, to, loose)
  if loose then
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
  end
  return { low = low, high = high, ticks = ticks_of(low, high, step),
    at = function(value)
      return from + (value - low) / (high - low) * (to - from)
    end }
end


-- { at(value) -> place, low, high, ticks = { { value =, text = } } } of values
-- from low to high on places from `from` to `to`; about n ticks. `loose`
-- widens the range to the ticks outside it.
function scale.linear(low, high, from, to, n, loose)
  low, high = widened(low, high)
  check_reach(low, high)
  return axis(low, high, scale.round_up((high - low) / math.max(1, n)), from, to, loose)
end


-- The same of what has whole values only, as counts and years: no tick stands
-- between two of them.
function scale.whole(low, high, from, to, n, loose)
  low, high = widened_whole(low, high)
  check_reach(low, high)
  local step = math.max(1, round_up((high - low) / math.max(1, n), ROUND_WHOLE))
  return axis(low, high, step, from, to, loose)
end


local function is_whole(value)
  return type(value) == "number" and value == math.floor(value)
end


-- The one or the other, as the values of all lists are.
function scale.of(...)
  for _, list in ipairs { ... } do
    for _, value in ipairs(list) do
      if not base.is_na(value) and not is_whole(value) then return scale.linear end
    end
  end
  return scale.whole
end


return scale
