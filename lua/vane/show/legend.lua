-- What the colours of categories mean: a square and a name each, in lines.

local colour = require "vane.show.colour"

local MOST = 24        -- categories; the rest share colours with them
local ROOM = 0.32      -- of the width, for a name


-- Writes the names from y on; gives the place below them.
return function(s, groups, y)
  if not groups or #groups < 2 then return y end
  local square = s.style.on_paper and 10 or s.style.COLUMN
  local x, line = 0, s.style.line
  for i = 1, math.min(#groups, MOST) do
    local room = math.floor(ROOM * s.width)
    local width = square + s.style.gap
      + math.min(room, s.style.measure(groups[i], s.style.small))
    if x > 0 and x + width > s.width then x, y = 0, y + line end
    s:rect { x = x, y = y + (line - square) / 2, w = square,
      h = s.style.on_paper and square or line, fill = colour.of_category(i) }
    s:text { x = x + square + s.style.gap / 2, y = y + line / 2, text = groups[i],
      size = s.style.small, room = room }
    x = x + width + 2 * s.style.gap
  end
  return y + line
end
