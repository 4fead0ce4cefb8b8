-- The periods of a count: those an analyst declares, in order of their first
-- year, and for neighbours that share years the two without these, which are
-- counted in the same pass so that growth compares apart from apart.

local fail = require "vane.base.fail"
local periods_of = require "vane.study.periods"

local MOST = 64  -- with those for comparison


local function refuse_nested(word, list)
  for i = 2, #list do
    local a, b = list[i - 1], list[i]
    if b.to <= a.to or b.from == a.from then
      fail("%s: of the periods %s and %s one lies within the other; two may "
        .. "share years at their ends only", word, a.name, b.name)
    end
  end
end


-- The place of the period from..to in the list, to which it is added when it
-- is not there.
local function place_of(list, from, to)
  for i, period in ipairs(list) do
    if period.from == from and period.to == to then return i end
  end
  list[#list + 1] = { name = ("%d-%d"):format(from, to), from = from, to = to }
  return #list
end


-- The list to count, how many of it were declared, and for each pair of
-- neighbours { before =, after = }, places in the list.
return function(word, given)
  if not given then return {}, 0, {} end
  local list = periods_of(word, given)
  refuse_nested(word, list)
  local n, compared = #list, {}
  for i = 1, n - 1 do
    local a, b = list[i], list[i + 1]
    local before = place_of(list, a.from, math.min(a.to, b.from - 1))
    local after = place_of(list, math.max(b.from, a.to + 1), b.to)
    compared[i] = { before = before, after = after,
      shared = math.max(0, a.to - b.from + 1) }
  end
  if #list > MOST then
    fail("%s: %d periods are too many to count at once; %d are possible, and "
      .. "fewer when they share years", word, n, MOST)
  end
  return list, n, compared
end
