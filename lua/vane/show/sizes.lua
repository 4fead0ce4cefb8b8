-- What the areas of bubbles mean: a few round numbers, each beside its circle.

local letters = require "vane.show.letters"

local PARTS = { 1, 4, 20 }  -- of the largest value, before rounding


-- The largest of 1, 2 and 5 times a power of ten that is not above x.
local function round_below(x)
  local power = 10.0 ^ math.floor(math.log(x, 10))
  for _, step in ipairs { 5, 2 } do
    if step * power <= x then return step * power end
  end
  return power
end


-- Round numbers between `low` and `high`, the largest first.
local function examples(low, high)
  local list = {}
  for _, part in ipairs(PARTS) do
    local value = high > 0 and high < math.huge and round_below(high / part) or 0
    if value > 0 and (value >= low or #list == 0) then list[#list + 1] = value end
  end
  return list
end


-- Writes the circles from y on; `radius` gives that of a value. Gives the
-- place below them.
return function(s, title, low, high, radius, y)
  local values = examples(low, high)
  if not s.style.on_paper or #values == 0 then return y end
  local reach = radius(values[1])
  local middle, x = y + reach, 0
  s:text { x = x, y = middle, text = title .. ":", size = s.style.small, fill = "soft" }
  x = x + s.style.measure(title .. ":", s.style.small) + s.style.gap
  for _, value in ipairs(values) do
    local r, text = radius(value), letters.number(value)
    s:circle { x = x + r, y = middle, r = r, stroke = "soft" }
    x = x + 2 * r + s.style.gap / 2
    s:text { x = x, y = middle, text = text, size = s.style.small, fill = "soft" }
    x = x + s.style.measure(text, s.style.small) + 2 * s.style.gap
  end
  return middle + reach + s.style.gap
end
