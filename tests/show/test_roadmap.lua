-- The picture of a roadmap: what stands in it, and that labels stay in their
-- boxes.

local picture = require "vane.show.picture"

local function map()
  return roadmap { title = "Map", horizon = { 2027, 2030 },
    { "Law on data", lane = "framework", time = 2027, leads_to = { "Chip", "Phone" } },
    { "Chip", lane = "technology", time = "2027-2029", certainty = "uncertain" },
    { "Phone", lane = "products", time = 2030 },
    { "Flood", lane = "outcomes", time = "2029", certainty = "wild card" },
    { "Later", lane = "outcomes" } }
end


local function marks_of(p)
  local by = {}
  for _, mark in ipairs(picture.scene(p).marks) do
    by[mark.shape] = by[mark.shape] or {}
    table.insert(by[mark.shape], mark)
  end
  return by
end


local function framed(rects)
  local list = {}
  for _, mark in ipairs(rects) do
    if mark.fill == "paper" then list[mark.key] = mark end
  end
  return list
end


test("a box for each item with a time, a path and its arrow for each link", function()
  local by = marks_of(chart.roadmap(map()))
  local boxes, n = framed(by.rect), 0
  for _ in pairs(boxes) do n = n + 1 end
  eq(n, 4)
  eq(boxes.Later, nil)
  eq(#by.path, 4)
  eq({ boxes.Chip.dash ~= nil, boxes.Phone.dash ~= nil }, { true, false })
  eq({ boxes.Flood.stroke, boxes.Phone.stroke }, { "series1", "series0" })
end)

test("every label lies in its box, and the years stand in order", function()
  local by = marks_of(chart.roadmap(map(), { width = 700 }))
  local boxes, x = framed(by.rect), 0
  for _, text in ipairs(by.text) do
    local box = boxes[text.text]
    if box then
      assert(text.x > box.x and text.y > box.y and text.y < box.y + box.h)
    end
    local year = text.text:match "^20%d%d$"
    if year then
      assert(text.x > x)
      x = text.x
    end
  end
  assert(x > 0)
end)

test("what is drawn fits the width that was asked for", function()
  for _, width in ipairs { 500, 720, 1400 } do
    local scene = picture.scene(chart.roadmap(map(), { width = width }))
    eq(scene.width, width)
    for _, mark in ipairs(scene.marks) do
      if mark.shape == "rect" then assert(mark.x + mark.w <= width + 1e-6) end
    end
  end
end)

test("pages draw roadmaps, and say what is invented", function()
  local declared = require "vane.show.declared"
  local p = declared.draw(map():pictures()[1])
  eq({ p.kind, p.title }, { "roadmap", "Map" })
  local made = roadmap.read "datasets/futures/synthetic_roadmap.csv"
  eq(declared.is_synthetic(declared.draw(made:pictures()[1])), true)
end)

test("now is marked, and nonsense refused", function()
  local p = chart.roadmap(map(), { now = "2028-07" })
  local found = false
  for _, mark in ipairs(marks_of(p).text) do found = found or mark.text == "2028-07" end
  eq(found, true)
  raises("chart.roadmap: wants a roadmap, found a frame", chart.roadmap, map().items)
  raises("'now' should be a time", chart.roadmap, map(), { now = "soon" })
  raises("unknown option 'nw' (did you mean 'now'?)", chart.roadmap, map(), { nw = 1 })
end)

test("on terminals the lines of a label stand in rows that follow each other", function()
  local style = require "vane.show.style"
  local map_read = roadmap.read "datasets/futures/synthetic_roadmap.csv"
  local row_of = {}
  for _, mark in ipairs(picture.scene(chart.roadmap(map_read), style.terminal(60)).marks) do
    if mark.shape == "text" then row_of[mark.text] = mark.y // style.ROW end
  end
  eq(row_of["at scale"], row_of["Battery recycling"] + 1)
  eq(row_of["networks abroad"], row_of["More firms in"] + 1)
end)
