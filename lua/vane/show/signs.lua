-- A scene in the signs of a terminal: letters where texts stand, shades where
-- rectangles are filled, small dots for lines and circles.

local native = require "vane.core.raster"
local base = require "vane.core.base"
local style = require "vane.show.style"

local DOT_X, DOT_Y = style.COLUMN // 2, style.ROW // 4

-- Of the 256 colours of terminals, those near the categories on any ground.
local pens = { series0 = 32, series1 = 166, series2 = 36, series3 = 132,
  series4 = 178, series5 = 74, series6 = 244, series7 = 136, series8 = 62,
  series9 = 126, series10 = 30, series11 = 94, soft = 245, rule = 240 }


local function pen_of(role)
  if not role then return 0 end
  return pens[role] or (role:find "^ramp" and 32)
    or (role:find "^spread[0-3]" and 166) or (role:find "^spread" and 32) or 0
end


-- How dark a fill is, 0 to 4.
local function shade_of(role)
  if role == "paper" or role == "faint" then return 0 end
  local name, step = role:match "^(%a+)(%d)$"
  if name == "ramp" then return (tonumber(step) + 1) // 2 end
  if name == "spread" then return math.abs(tonumber(step) - 4) end
  return 3
end


local shapes = {}

function shapes.rect(raster, m)
  if not m.fill then return end
  native.pen(raster, pen_of(m.fill))
  if m.is_bar then
    native.bar(raster, m.x / DOT_X, (m.x + m.w) / DOT_X, (m.y + m.h / 2) / DOT_Y)
  else
    native.fill(raster, m.x / DOT_X, m.y / DOT_Y, (m.x + m.w) / DOT_X,
      (m.y + m.h) / DOT_Y, shade_of(m.fill))
  end
end


function shapes.line(raster, m)
  native.pen(raster, pen_of(m.stroke))
  native.line(raster, m.x / DOT_X, m.y / DOT_Y, m.x2 / DOT_X, m.y2 / DOT_Y)
end


function shapes.circle(raster, m)
  native.pen(raster, pen_of(m.fill or m.stroke))
  native.disc(raster, m.x / DOT_X, m.y / DOT_Y, m.r / DOT_X, m.fill ~= nil)
end


function shapes.path(raster, m)
  native.pen(raster, pen_of(m.stroke or m.fill))
  local x, y, first_x, first_y
  for _, step in ipairs(m.steps) do
    local to = {}
    for k = 2, #step do to[k - 1] = step[k] / (k % 2 == 0 and DOT_X or DOT_Y) end
    if step[1] == "M" then
      first_x, first_y = to[1], to[2]
    elseif step[1] == "L" then
      native.line(raster, x, y, to[1], to[2])
    elseif step[1] == "C" then
      native.curve(raster, x, y, table.unpack(to))
    else
      native.line(raster, x, y, first_x, first_y)
      to = { first_x, first_y }
    end
    x, y = to[#to - 1], to[#to]
  end
end


-- A text that would leave the picture on the right stands at its edge.
function shapes.text(raster, m, n_columns)
  local columns = base.width(m.text)
  local back = m.anchor == "end" and columns or m.anchor == "middle" and columns / 2
    or 0
  local from = math.floor(m.x / style.COLUMN - back + 0.5)
  native.pen(raster, pen_of(m.fill))
  native.text(raster, math.max(0, math.min(from, n_columns - columns)),
    math.floor(m.y / style.ROW), m.text)
end


-- The scene as lines of text; options: ascii, colours.
return function(s, opts)
  local n_columns = math.max(1, math.ceil(s.width / style.COLUMN))
  local raster <close> = native.new(n_columns, math.max(1, math.ceil(s.height / style.ROW)))
  for _, mark in ipairs(s.marks) do shapes[mark.shape](raster, mark, n_columns) end
  return native.print(raster, opts.ascii, opts.colours)
end
