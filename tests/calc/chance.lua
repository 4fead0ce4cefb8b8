-- Seeded chance for tests, and second routes for what counts are compared
-- with: distributions by adding up all that can happen.

local random = require "vane.core.random"

local chance = {}


-- A stream of numbers from 0 to 1: chance.stream(seed)() is the next.
function chance.stream(seed)
  local block, list, at = 0, {}, 0
  return function()
    if at == #list then
      list, at, block = random.units(seed, block, 4096), 0, block + 1
    end
    at = at + 1
    return list[at]
  end
end


-- P(X >= k) of independent trials, by convolution: no term is ever taken
-- away, so that small tails keep their digits.
function chance.tail_of_trials(chances, times, k)
  local density, n = { [0] = 1.0 }, 0
  for i, p in ipairs(chances) do
    for _ = 1, times[i] do
      for x = n, 0, -1 do
        density[x + 1] = (density[x + 1] or 0) + density[x] * p
        density[x] = density[x] * (1 - p)
      end
      n = n + 1
    end
  end
  local sum = 0.0
  for x = n, k, -1 do sum = sum + density[x] end
  return sum
end


-- n over k.
function chance.choose(n, k)
  local product = 1.0
  for i = 1, k do product = product * (n - k + i) / i end
  return product
end


-- Events of groups that are lists of member names.
function chance.events(groups)
  local group, class = {}, {}
  for g, list in ipairs(groups) do
    for _, member in ipairs(list) do
      group[#group + 1], class[#class + 1] = g, member
    end
  end
  return frame({ group = group, class = class },
    { types = { group = "integer", class = "text" } })
    :events { group = "group", class = "class" }
end


return chance
