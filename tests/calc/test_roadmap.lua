-- The picture of a roadmap: sizes worked out by hand, and of thousands of
-- random ones that no box overlaps another and no link crosses a box.

package.path = "tests/data/?.lua;" .. package.path
local core = require "vane.core.roadmap"
local lettering = require "vane.core.lettering"
local random = require "vane.core.random"

local SIZE, WIDTH, WIDEST = 10, 400, 60
-- the distances of core/calc/picture/roadmap.c in letters of that size
local PAD, GAP, LINE = 4, 12, 12.5


local function place(items, links, n_lanes)
  local lane, from, to, label = {}, {}, {}, {}
  for i, item in ipairs(items) do
    lane[i], from[i], to[i], label[i] = table.unpack(item)
  end
  return core.place(lane, from, to, label, n_lanes or 2, links or {}, WIDTH,
    SIZE, WIDEST)
end


-- ---- by hand ----

test("a box is as wide as its label and as its time", function()
  -- H 0.752, e 0.615, l 0.278 twice, o 0.612 of the size
  local p = place { { 1, 0, 10, "Hello" }, { 2, 20, 320, "Hello" } }
  near(p.boxes[1].width, 25.35 + 2 * PAD)
  near(p.boxes[2].width, 300)
  near(p.boxes[1].height, LINE + 2 * PAD)
  -- the left edge of the picture is a gap wide
  near(p.boxes[1].x, GAP)
  near(p.boxes[2].x, 20 + GAP)
  near(p.width, WIDTH + 2 * GAP)
end)

test("a box that would stick out is pushed left", function()
  local p = place { { 1, 395, 400, "Hello" } }
  near(p.boxes[1].x + p.boxes[1].width, WIDTH + GAP)
end)

test("a label breaks at blanks and not within words", function()
  local p = place { { 1, 0, 0, "Hello Hello Hello" }, { 1, 0, 0, "Hellohellohellohello" },
    { 1, 0, 0, "a\nb" }, { 1, 0, 0, "" } }
  -- two words and a blank are 2 x 25.35 + 3.18 wide, three are more than 60
  eq(p.boxes[1].label, "Hello Hello\nHello")
  near(p.boxes[1].width, 53.88 + 2 * PAD)
  near(p.boxes[1].height, 2 * LINE + 2 * PAD)
  eq(p.boxes[2].label, "Hellohellohellohello")
  eq({ p.boxes[3].label, p.boxes[4].label }, { "a b", "" })
end)

test("boxes share a row where they do not meet, and an empty lane has one", function()
  local p = place({ { 1, 0, 100, "a" }, { 1, 100, 200, "b" }, { 1, 112, 200, "c" },
    { 3, 0, 10, "d" } }, {}, 3)
  -- a ends at 100 and needs a gap of 12, so that b has to go below, c has not
  eq({ p.boxes[1].row, p.boxes[2].row, p.boxes[3].row, p.boxes[4].row }, { 1, 2, 1, 4 })
  eq({ p.lanes[1].row, p.lanes[2].row, p.lanes[3].row }, { 1, 3, 4 })
end)

test("a link to the next box of a row is straight", function()
  local p = place({ { 1, 0, 100, "a" }, { 1, 200, 300, "b" } }, { 1, 2 })
  local y = p.boxes[1].y + PAD + LINE / 2
  eq(p.paths[1], ("%.10g,%.10g %.10g,%.10g"):format(112, y, 212, y))
end)

test("nothing at all is a picture of empty lanes", function()
  local p = place({}, {}, 4)
  eq({ #p.boxes, #p.lanes, #p.paths }, { 0, 4, 0 })
  assert(p.height > 0)
end)


-- ---- random maps ----

local stream = 0


-- n numbers from 0 to below 1.
local function units(n)
  stream = stream + 1
  return random.units(7, stream, n)
end


local function whole(unit, n) return math.floor(unit * n) + 1 end


local words = { "Data", "platform", "pilots", "of", "a", "European", "Exchange", "5G" }


local function random_map()
  local draw = units(4)
  local n, n_links, items, links = whole(draw[1], 14), whole(draw[2], 16) - 1, {}, {}
  local widest = 40 + 300 * draw[3]
  for i = 1, n do
    local u = units(8)
    local from = u[2] * WIDTH
    local label = {}
    for k = 1, whole(u[4], 4) do label[k] = words[whole(u[4 + k], #words)] end
    items[i] = { whole(u[1], 4), from, math.min(WIDTH, from + u[3] * u[3] * WIDTH),
      table.concat(label, " ") }
  end
  for _ = 1, n > 1 and n_links or 0 do
    local u = units(2)
    local a, b = whole(u[1], n), whole(u[2], n)
    if a ~= b then links[#links + 1], links[#links + 2] = a, b end
  end
  return items, links, widest
end


local function points_of(path)
  local points = {}
  for x, y in path:gmatch "(%S+),(%S+)" do
    points[#points + 1] = { tonumber(x), tonumber(y) }
  end
  return points
end


-- True when the inside of a piece of line meets the inside of a box.
local function crosses(p, q, box)
  local e = 1e-6
  return math.max(p[1], q[1]) > box.x + e and math.min(p[1], q[1]) < box.x + box.width - e
    and math.max(p[2], q[2]) > box.y + e and math.min(p[2], q[2]) < box.y + box.height - e
end


local function overlap(a, b)
  local e = 1e-9
  return a.x + e < b.x + b.width and b.x + e < a.x + a.width
    and a.y + e < b.y + b.height and b.y + e < a.y + a.height
end


local function check_boxes(items, p)
  for i, a in ipairs(p.boxes) do
    local lane = p.lanes[items[i][1]]
    assert(a.x >= GAP - 1e-9 and a.x + a.width <= p.width - GAP + 1e-9, "outside")
    assert(a.y >= lane.y and a.y + a.height <= lane.y + lane.height, "not in its lane")
    assert(a.width + 1e-9 >= items[i][3] - items[i][2], "narrower than its time")
    for line in a.label:gmatch "[^\n]+" do
      assert(lettering.width(line) * SIZE <= a.width - 2 * PAD + 1e-9, "narrower than its label")
    end
    eq(a.label:gsub("\n", " "), items[i][4])
    for j = i + 1, #p.boxes do
      local b = p.boxes[j]
      assert(not overlap(a, b), "two boxes overlap")
      assert(a.row ~= b.row or a.x + a.width + GAP <= b.x + 1e-9
        or b.x + b.width + GAP <= a.x + 1e-9, "too near in a row")
    end
  end
end


-- The fewest rows there can be: the most boxes, a gap to the right of each
-- included, over any left edge.
local function fewest_rows(items, boxes, lane)
  local most = 1
  for i, a in ipairs(boxes) do
    local n = 0
    for j, b in ipairs(boxes) do
      if items[i][1] == lane and items[j][1] == lane and b.x <= a.x
        and a.x < b.x + b.width + GAP then n = n + 1 end
    end
    most = math.max(most, n)
  end
  return most
end


local function check_rows(items, p)
  for lane = 1, 4 do
    local last = p.lanes[lane + 1] and p.lanes[lane + 1].row or nil
    if last then
      eq(last - p.lanes[lane].row, fewest_rows(items, p.boxes, lane))
    end
  end
end


local function check_links(links, p)
  for k, path in ipairs(p.paths) do
    local points = points_of(path)
    local a, b = p.boxes[links[2 * k - 1]], p.boxes[links[2 * k]]
    near(points[1][1], a.x + a.width, 1e-6)
    near(points[#points][1], b.x, 1e-6)
    assert(points[1][2] > a.y and points[1][2] < a.y + a.height)
    assert(points[#points][2] > b.y and points[#points][2] < b.y + b.height)
    for i = 2, #points do
      local from, to = points[i - 1], points[i]
      assert(from[1] == to[1] or from[2] == to[2], "neither level nor upright")
      assert(math.min(from[1], to[1]) >= -1e-9 and math.max(from[1], to[1]) <= p.width + 1e-9)
      for _, box in ipairs(p.boxes) do
        assert(not crosses(from, to, box), "a link crosses a box")
      end
    end
  end
end


-- Level pieces between rows, of different links, never lie on each other.
local function check_tracks(p)
  local level = {}
  for k, path in ipairs(p.paths) do
    local points = points_of(path)
    for i = 3, #points - 1 do
      local from, to = points[i - 1], points[i]
      if from[2] == to[2] and from[1] ~= to[1] then
        level[#level + 1] = { y = from[2], link = k, from = math.min(from[1], to[1]),
          to = math.max(from[1], to[1]) }
      end
    end
  end
  for i, a in ipairs(level) do
    for j = i + 1, #level do
      local b = level[j]
      local ports = a.link ~= b.link and math.abs(a.y - b.y) < 1e-9
      assert(not (ports and a.from < b.to and b.from < a.to), "two links lie on each other")
    end
  end
end


test("on 4000 random maps boxes never overlap, rows are the fewest, links cross no box",
  function()
    local n_links = 0
    for _ = 1, 4000 do
      local items, links, widest = random_map()
      local lane, from, to, label = {}, {}, {}, {}
      for i, item in ipairs(items) do
        lane[i], from[i], to[i], label[i] = table.unpack(item)
      end
      local p = core.place(lane, from, to, label, 4, links, WIDTH, SIZE, widest)
      check_boxes(items, p)
      check_rows(items, p)
      check_links(links, p)
      check_tracks(p)
      n_links = n_links + #p.paths
    end
    assert(n_links > 10000)
  end)

test("a picture twice as large in all its measures is the same one", function()
  for _ = 1, 100 do
    local items, links = random_map()
    local lane, from, to, label, from2, to2 = {}, {}, {}, {}, {}, {}
    for i, item in ipairs(items) do
      lane[i], from[i], to[i], label[i] = table.unpack(item)
      from2[i], to2[i] = 2 * from[i], 2 * to[i]
    end
    local p = core.place(lane, from, to, label, 4, links, WIDTH, SIZE, WIDEST)
    local q = core.place(lane, from2, to2, label, 4, links, 2 * WIDTH, 2 * SIZE, 2 * WIDEST)
    near(q.height, 2 * p.height, 1e-6)
    for i, box in ipairs(p.boxes) do
      eq(q.boxes[i].row, box.row)
      near(q.boxes[i].x, 2 * box.x, 1e-6)
    end
  end
end)


-- ---- names that look alike ----

local function alike(a, b)
  local found = core.alike({ a, b }, 1e-9)[1]
  return found and found[3] or 0
end

test("likeness is twice the pairs in common over all pairs", function()
  -- ni ig gh ht and na ac ch ht: one of 4 + 4 (Dice's usual example)
  near(alike("night", "nacht"), 0.25)
  near(alike("data act", "act data"), 1)
  near(alike("roll-out", "Rollout"), 1)
  near(alike("Société", "societe"), 1)
  -- da at ta + sp pa ac ce, once with es: 14 of 15
  near(alike("data space", "data spaces"), 14 / 15)
  near(alike("data", "port"), 0)
  near(alike("", ""), 0)
  near(alike("a b", "b a"), 1)
end)

test("names with different numbers are not alike", function()
  eq(alike("Pilot 1", "Pilot 2"), 0)
  eq(alike("5G roll-out", "6G roll-out"), 0)
  near(alike("5G roll-out", "Rollout of 5G"), 14 / 15)
end)

test("likeness goes both ways, and every pair is found once", function()
  local names = { "Data act", "Data acts", "Act on data", "Chips act", "Data Act" }
  local list = core.alike(names, 0.5)
  local known = {}
  for _, pair in ipairs(list) do
    near(alike(names[pair[2]], names[pair[1]]), pair[3])
    known[pair[1] .. " " .. pair[2]] = true
  end
  for i = 1, #names do
    for j = i + 1, #names do
      eq(known[i .. " " .. j] == true, alike(names[i], names[j]) >= 0.5)
    end
  end
end)
