-- A picture as marks in the order they are drawn: rectangles, lines, paths,
-- circles and texts, with places in pixels and colours by role (see colour).
-- svg, vega and signs turn a scene into what a reader sees.
--
-- Every mark may have `tip`, what it says when pointed at; `key`, the thing it
-- belongs to; `near`, a list of keys that stay bright with it.

local letters = require "vane.show.letters"

local scene, methods = {}, {}


-- origin: where the marks that are added now count from.
local function add(s, shape, mark)
  mark.shape = shape
  for _, axis in ipairs { "x", "x2" } do
    if mark[axis] then mark[axis] = mark[axis] + s.left end
  end
  for _, axis in ipairs { "y", "y2" } do
    if mark[axis] then mark[axis] = mark[axis] + s.top end
  end
  s.marks[#s.marks + 1] = mark
end


-- { x =, y =, w =, h =, fill =, stroke =, round =, is_bar = }: a bar's length
-- says something, and so is drawn to an eighth of a column on terminals.
function methods.rect(s, mark) add(s, "rect", mark) end


-- { x =, y =, x2 =, y2 =, stroke =, weight =, dash = }
function methods.line(s, mark) add(s, "line", mark) end


-- { x =, y =, r =, fill =, stroke = }
function methods.circle(s, mark) add(s, "circle", mark) end


-- { steps = { { "M", x, y }, { "L", x, y }, { "C", six numbers }, { "Z" } },
-- fill =, stroke =, weight =, alpha = }
function methods.path(s, mark)
  local steps = {}
  for i, step in ipairs(mark.steps) do
    steps[i] = { step[1] }
    for k = 2, #step do
      steps[i][k] = step[k] + (k % 2 == 0 and s.left or s.top)
    end
  end
  mark.steps = steps
  add(s, "path", mark)
end


-- { x =, y =, text =, size =, anchor = "start", "middle" or "end", fill =,
-- bold =, room =, turn =, halo = }: y is the middle of the line; `room`
-- shortens the text, and the whole of it is then the tip; a halo of the
-- ground's colour parts it from what lies below.
function methods.text(s, mark)
  local size = mark.size or s.style.text
  local text, whole = letters.shorten(mark.text, mark.room or math.huge,
    s.style.measure, size, mark.bold)
  if text == "" then return end
  mark.text, mark.size, mark.tip = text, size, mark.tip or whole
  mark.fill, mark.anchor = mark.fill or "ink", mark.anchor or "start"
  add(s, "text", mark)
end


-- Counts places from (x, y), or from the corner.
function methods.from(s, x, y)
  s.left, s.top = x or 0, y or 0
end


function scene.new(style)
  return setmetatable({ style = style, width = style.width, height = 0,
    left = 0, top = 0, marks = {} }, { __index = methods })
end


return scene
