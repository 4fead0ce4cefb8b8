-- Curves on and across a circle { x =, y =, r = }, as steps of a path.

local BEND = math.pi / 6  -- the most of an arc in one curve


-- Angles grow clockwise from the top.
local function at(circle, angle, r)
  return circle.x + r * math.sin(angle), circle.y - r * math.cos(angle)
end


-- Adds an arc to steps, from where they stand, in curves that differ from it
-- by less than a thousandth of the radius.
local function add_arc(steps, circle, from, to, r)
  local n = math.max(1, math.ceil(math.abs(to - from) / BEND))
  local part = (to - from) / n
  local k = 4 / 3 * math.tan(part / 4) * r
  for i = 1, n do
    local a, b = from + (i - 1) * part, from + i * part
    local x, y = at(circle, a, r)
    local x2, y2 = at(circle, b, r)
    steps[#steps + 1] = { "C", x + k * math.cos(a), y + k * math.sin(a),
      x2 - k * math.cos(b), y2 - k * math.sin(b), x2, y2 }
  end
end


-- Adds a curve across the circle that is drawn towards its middle.
local function add_across(steps, circle, x, y, x2, y2)
  steps[#steps + 1] = { "C", x + (circle.x - x) * 2 / 3, y + (circle.y - y) * 2 / 3,
    x2 + (circle.x - x2) * 2 / 3, y2 + (circle.y - y2) * 2 / 3, x2, y2 }
end


-- From the arc a of the circle to the arc b and back; b may be nearer to the
-- middle by b.short.
local function ribbon(circle, a, b)
  local r, r2 = circle.r, circle.r - (b.short or 0)
  local x, y = at(circle, a.from, r)
  local steps = { { "M", x, y } }
  add_arc(steps, circle, a.from, a.to, r)
  local x2, y2 = at(circle, a.to, r)
  local x3, y3 = at(circle, b.from, r2)
  add_across(steps, circle, x2, y2, x3, y3)
  add_arc(steps, circle, b.from, b.to, r2)
  local x4, y4 = at(circle, b.to, r2)
  add_across(steps, circle, x4, y4, x, y)
  steps[#steps + 1] = { "Z" }
  return steps
end


return { at = at, add_arc = add_arc, add_across = add_across, ribbon = ribbon }
