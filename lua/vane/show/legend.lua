-- What the colours of categories mean: a square and a name each, in lines.

local colour = require "vane.show.colour"

local MOST = 24        -- categories; the rest share colours with them
local ROOM = 0.32      -- of the width, for a name


-- Writes the names from y on, behind what they are (`title`) where that is
-- said; gives the place below them.
return function(s, groups, y, title)
  if not groups or #groups < 2 then return y end
  local square = s.style.on_paper and 10 or s.style.COLUMN
  local x, line, most = 0, s.style.line, math.floor(ROOM * s.width)
  local function write(text, indent, fill)
    local width = indent + math.min(most, s.style.measure(text, s.style.small))
    if x > 0 and x + width > s.width then x, y = 0, y + line end
    s:text { x = x + indent, y = y + line / 2, text = text, size = s.style.small,
      room = most, fill = fill }
    x = x + width + 2 * s.style.gap
    return x - width - 2 * s.style.gap
  end
  if title then
    write(title .. ":", 0, "soft")
    x = x - s.style.gap
  end
  for i = 1, math.min(#groups, MOST) do
    local left = write(groups[i], square + (s.style.on_paper and s.style.gap / 2
      or s.style.COLUMN))
    s:rect { x = left, y = y + (line - square) / 2, w = square,
      h = s.style.on_paper and square or line, fill = colour.of_category(i) }
  end
  if #groups > MOST then write(("and %d more"):format(#groups - MOST), 0, "soft") end
  return y + line
end
