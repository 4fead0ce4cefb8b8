-- quantile(numbers, share): by another route than ours, all numbers sorted.
-- Type 7 of Hyndman and Fan, American Statistician 50 (1996), 361-365.

return function(numbers, share)
  local sorted = table.move(numbers, 1, #numbers, 1, {})
  table.sort(sorted)
  local place = share * (#sorted - 1)
  local below = math.floor(place)
  local a, b = sorted[below + 1], sorted[math.min(below + 2, #sorted)]
  return a + (place - below) * (b - a)
end
