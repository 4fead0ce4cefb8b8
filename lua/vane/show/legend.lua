-- What the colours of categories mean: a square and a name each, in lines.

local colour = require "vane.show.colour"
local letters = require "vane.show.letters"

local MOST = 24        -- categories; the rest share colours with them
local ROOM = 0.32      -- of the width, for a name


-- Writes the names from y on, behind what they are (`title`) where that is
-- said; gives the place below them. Their colours are `roles`, or those of
-- categories.
return function(s, groups, y, title, roles)
  if not groups or #groups < 2 then return y end
  local square = s.style.on_paper and 10 or s.style.COLUMN
  local x, line, most = 0, s.style.line, math.floor(ROOM * s.width)
  local function write(name, indent, fill)
    local text, whole = letters.shorten(name, most, s.style.measure, s.style.small)
    local width = indent + s.style.measure(text, s.style.small)
    if x > 0 and x + width > s.width then x, y = 0, y + line end
    s:text { x = x + indent, y = y + line / 2, text = text, size = s.style.small,
      tip = whole, fill = fill }
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
    local role = roles and roles[i] or colour.of_category(i)
    s:rect { x = left, y = y + (line - square) / 2, w = square,
      h = s.style.on_paper and square or line,
      fill = role, stroke = role == "paper" and "soft" or nil }
  end
  if #groups > MOST then write(("and %d more"):format(#groups - MOST), 0, "soft") end
  return y + line
end
