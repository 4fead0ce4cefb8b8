-- Points that lie over each other are moved apart, and stay in their order.

local uncrowd = require "vane.show.uncrowd"
local marks_of = dofile "tests/show/marks_of.lua"


local function n_over(points)
  local n = 0
  for i, p in ipairs(points) do
    for k = 1, i - 1 do
      local q = points[k]
      if (p.x - q.x) ^ 2 + (p.y - q.y) ^ 2 < (p.r + q.r) ^ 2 then n = n + 1 end
    end
  end
  return n
end


-- The numbers of the points from the least to the greatest along that axis.
local function order_of(points, axis)
  local order = {}
  for i in ipairs(points) do order[i] = i end
  table.sort(order, function(a, b) return points[a][axis] < points[b][axis] end)
  return order
end


-- A spiral of 60 points around the middle, and one far away.
local function crowd()
  local list = { { x = 690, y = 20, r = 8 } }
  for i = 1, 60 do
    list[i + 1] = { x = 300 + i * math.cos(i), y = 250 + i * math.sin(i), r = 8 }
  end
  return list
end


test("a crowd gets the room of the picture, in its order", function()
  local points, before = crowd(), n_over(crowd())
  local across, down = order_of(points, "x"), order_of(points, "y")
  uncrowd(points, 20, 20, 700, 500)
  assert(n_over(points) < before / 10, ("%d of %d"):format(n_over(points), before))
  eq(order_of(points, "x"), across)
  eq(order_of(points, "y"), down)
  for _, p in ipairs(points) do
    assert(p.x >= 20 and p.x <= 700 and p.y >= 20 and p.y <= 500)
  end
end)

test("points that lie apart stay where they are", function()
  local points = { { x = 30, y = 30, r = 5 }, { x = 60, y = 30, r = 5 }, { x = 31, y = 90, r = 5 } }
  uncrowd(points, 0, 0, 700, 500)
  eq(points, { { x = 30, y = 30, r = 5 }, { x = 60, y = 30, r = 5 }, { x = 31, y = 90, r = 5 } })
  uncrowd({}, 0, 0, 700, 500)
  -- Of two at one place the order of the list decides: both ends of the picture,
  -- and a fifth of the way there is enough.
  local two = { { x = 350, y = 250, r = 5 }, { x = 350, y = 250, r = 5 } }
  uncrowd(two, 0, 0, 700, 500)
  eq({ two[1].x, two[1].y, two[2].x, two[2].y }, { 280.0, 200.0, 420.0, 300.0 })
end)


-- ---- in networks ----

test("nodes in no group are hollow, come last and have no outline", function()
  local g = graph { { "a", "b" }, { "b", "c" }, { "c", "a" }, { "c", "d" }, { "d", "e" },
    { "e", "f" } }
  local p = chart.network(g, { groups = frame { node = { "a", "b", "c" },
    group = { "x", "x", "x" } } })
  eq(#marks_of(p, "path"), 1)
  local fill = {}
  for _, circle in ipairs(marks_of(p, "circle")) do fill[circle.key] = circle.fill end
  eq(fill, { a = "series0", b = "series0", c = "series0", d = "paper", e = "paper",
    f = "paper" })
  local squares = marks_of(p, "rect")
  eq({ squares[1].fill, squares[2].fill }, { "series0", "paper" })
end)

test("a group among which more others lie than its own has no outline", function()
  -- 36 nodes on a circle. The twelve corners of every third one have the other 24
  -- between them, not 10 pixels outside their sides, which an outline goes round
  -- in 11 at least; the outline of these holds twelve others. Of every ninth one
  -- the sides are too far from the circle to hold any.
  local nodes, list = {}, {}
  for i = 1, 36 do
    nodes[i] = ("n%02d"):format(i)
    list[i] = { nodes[i], ("n%02d"):format(i % 36 + 1) }
  end
  local function outlined(step)
    local names, group = {}, {}
    for i = 1, 36 do group[i] = i % step == 0 and "few" or "many" end
    for i, path in ipairs(marks_of(chart.network(graph(list), { method = "circle",
      groups = frame { node = nodes, group = group } }), "path")) do names[i] = path.tip end
    return names
  end
  eq(outlined(3), { "many" })
  eq(outlined(9), { "few", "many" })
end)

test("groups that name no node of the graph are said", function()
  local g = graph { { "a", "b" }, { "b", "c" } }
  raises("no node of the graph stands in the column \"x\"", chart.network, g,
    { groups = frame { x = { 1, 2 }, y = { "a", "b" } } })
end)
