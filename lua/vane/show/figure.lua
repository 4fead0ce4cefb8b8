-- A picture around what a chart draws: its title above, its notes below.

local letters = require "vane.show.letters"
local scene = require "vane.show.scene"

local figure = {}

local MOST_LINES = 3  -- of a title, of a note


-- Lines one below the other from y on; gives the place below them.
local function write(s, text, y, mark)
  local size = mark.size or s.style.text
  local lines = letters.wrap(text, s.width, s.style.measure, size,
    mark.bold, MOST_LINES)
  for _, line in ipairs(lines) do
    y = y + s.style.line / 2
    s:text { x = 0, y = y, text = line, size = size, fill = mark.fill,
      bold = mark.bold }
    y = y + s.style.line / 2 + (size - s.style.text)
  end
  return y
end


local function head(s, c)
  local y = 0
  if c.title then
    y = write(s, c.title, y, { size = s.style.title, bold = s.style.on_paper })
  end
  if c.subtitle then y = write(s, c.subtitle, y, { fill = "soft" }) end
  return y > 0 and y + s.style.skip or 0
end


local function foot(s, c, y)
  for i, note in ipairs(c.notes or {}) do
    if i == 1 then y = y + s.style.skip end
    y = write(s, note, y, { size = s.style.small, fill = "soft" })
  end
  return y
end


-- The scene of a declaration: draw(s, c) puts marks into s.width from (0, 0)
-- on and gives how high they reach.
function figure.of(c, style, draw)
  local s, edge = scene.new(style), style.edge
  s.width = s.width - 2 * edge
  s:from(edge, edge)
  local top = head(s, c)
  s:from(edge, edge + top)
  local height = draw(s, c)
  s:from(edge, edge)
  s.height = math.ceil(foot(s, c, top + height)) + 2 * edge
  s.width = s.width + 2 * edge
  s.title, s.about = c.title, c.about
  return s
end


return figure
