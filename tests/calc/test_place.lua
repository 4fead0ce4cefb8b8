-- Names beside points, and outlines around them.

local place = require "vane.core.place"
local random = require "vane.core.random"

local TALL = 10


local function drawn(seed, n)
  local units, flat = random.units(seed, 1, 3 * n), {}
  for i = 1, n do
    flat[4 * i - 3], flat[4 * i - 2] = 400 * units[3 * i - 2], 300 * units[3 * i - 1]
    flat[4 * i - 1], flat[4 * i] = 4, 20 + 60 * units[3 * i]
  end
  return flat
end


local function boxes_of(flat, found)
  local list = {}
  for i = 1, #found // 2 do
    local left, top = found[2 * i - 1], found[2 * i]
    list[i] = left and { left, top, left + flat[4 * i], top + TALL } or false
  end
  return list
end


local function meet(a, b)
  return a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]
end


-- Whether a box covers point j.
local function is_over(box, flat, j)
  local x = math.max(box[1], math.min(flat[4 * j - 3], box[3]))
  local y = math.max(box[2], math.min(flat[4 * j - 2], box[4]))
  local dx, dy = x - flat[4 * j - 3], y - flat[4 * j - 2]
  return dx * dx + dy * dy < flat[4 * j - 1] ^ 2 - 1e-9
end


local function n_placed_of(boxes)
  local n = 0
  for _, box in ipairs(boxes) do n = n + (box and 1 or 0) end
  return n
end


test("no name covers another, a point or the edge", function()
  local n_placed = 0
  for seed = 1, 30 do
    local flat = drawn(seed, 40)
    local boxes = boxes_of(flat, place.names(flat, TALL, 0, 0, 400, 300))
    for i, box in ipairs(boxes) do
      if box then
        n_placed = n_placed + 1
        assert(box[1] >= 0 and box[2] >= 0 and box[3] <= 400 and box[4] <= 300)
        for j = 1, i - 1 do assert(not boxes[j] or not meet(box, boxes[j])) end
        for j = 1, 40 do assert(not is_over(box, flat, j)) end
      end
    end
  end
  assert(n_placed > 30 * 20)  -- most find a place
end)

test("a name stands to the right when nothing is there", function()
  -- radius 4 and a gap of 2: from 106 on, its middle level with the point
  local found = place.names({ 100, 50, 4, 30 }, TALL, 0, 0, 400, 300)
  near(found[1], 106)
  near(found[2], 45)
end)

test("a point without a name is not covered", function()
  local found = place.names({ 100, 50, 4, 30, 120, 50, 4, 0 }, TALL, 0, 0, 400, 300)
  near(found[1], 64)  -- so the name goes to the left
  eq(found[3], false)
end)

test("over points that come later, where nothing else is free", function()
  local n_beside, n_over = 0, 0
  for seed = 1, 30 do
    local flat = drawn(seed, 120)
    n_beside = n_beside + n_placed_of(boxes_of(flat,
      place.names(flat, TALL, 0, 0, 400, 300)))
    local boxes = boxes_of(flat, place.names(flat, TALL, 0, 0, 400, 300, true))
    n_over = n_over + n_placed_of(boxes)
    for i, box in ipairs(boxes) do
      for j = 1, box and i - 1 or 0 do
        assert(not boxes[j] or not meet(box, boxes[j]))
        assert(not is_over(box, flat, j))
      end
    end
  end
  assert(n_over > n_beside)
end)

test("a name that nothing is free for stands in the middle of its point", function()
  -- a wide point on which a small one lies, in a room too narrow for more
  local flat = { 50, 20, 18, 30, 55, 20, 2, 0 }
  eq(place.names(flat, TALL, 20, 0, 80, 40)[1], false)
  local found = place.names(flat, TALL, 20, 0, 80, 40, true)
  near(found[1], 35)
  near(found[2], 15)
end)


-- ---- outlines ----

-- Whether c is to the left of, or on, the way from a to b.
local function is_left(a, b, c)
  return (b[1] - a[1]) * (c[2] - a[2]) - (b[2] - a[2]) * (c[1] - a[1]) >= -1e-9
end


test("every spot is inside the outline, whose corners are spots", function()
  for seed = 1, 40 do
    local n = 3 + seed
    local units, flat, known = random.units(seed, 2, 2 * n), {}, {}
    for i = 1, 2 * n do flat[i] = math.floor(20 * units[i]) end
    for i = 1, n do known[flat[2 * i - 1] .. " " .. flat[2 * i]] = true end
    local hull, corners = place.hull(flat), {}
    for k = 1, #hull, 2 do
      corners[#corners + 1] = { hull[k], hull[k + 1] }
      assert(known[math.floor(hull[k]) .. " " .. math.floor(hull[k + 1])])
    end
    for k, corner in ipairs(corners) do
      local after = corners[k % #corners + 1]
      for i = 1, n do
        assert(is_left(corner, after, { flat[2 * i - 1], flat[2 * i] }))
      end
    end
  end
end)

test("outlines of one spot, of two, of a line", function()
  eq(place.hull {}, {})
  eq(place.hull { 1, 2 }, { 1.0, 2.0 })
  eq(#place.hull { 1, 2, 3, 4 }, 4)
  eq(#place.hull { 0, 0, 1, 1, 2, 2 }, 4)
end)
