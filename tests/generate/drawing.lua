-- How generators draw: words of a list by an even number from 0 to 1, and
-- numbers around 0.

local random = require "vane.core.random"

local drawing = {}


function drawing.even(list, unit)
  return list[1 + math.floor(unit * #list)]
end


-- One of a list; early ones are drawn more often, place i for 1 / (i + flat).
function drawing.early(list, unit, flat)
  local sum = 0
  for i = 1, #list do sum = sum + 1 / (i + flat) end
  local left = unit * sum
  for i = 1, #list do
    left = left - 1 / (i + flat)
    if left < 0 then return list[i] end
  end
  return list[#list]
end


-- n numbers around 0, each the sum of three even ones: -1.5 to 1.5.
function drawing.around_zero(seed, stream, n)
  local units, list = random.units(seed, stream, 3 * n), {}
  for k = 1, n do
    list[k] = units[3 * k - 2] + units[3 * k - 1] + units[3 * k] - 1.5
  end
  return list
end


return drawing
