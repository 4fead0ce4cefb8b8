-- Hard data: many columns, long names in many scripts, nothing at all.

local picture = require "vane.show.picture"
local shown = require "vane.base.text"
local width_of = require "vane.core.base".width

local long = ("a very long name of an industry that goes on "):rep(12)
local names = { long, "שלום עולם", "مرحبا بالعالم", "欧洲产业集群政策研究", "a\tb\nc\27[31m",
  "<script>&\"'" }


-- A frame with a row for each name, each leading to the next.
local function hard()
  local x, y, to = {}, {}, {}
  for i = 1, #names do x[i], y[i], to[i] = i, #names - i, names[i % #names + 1] end
  return frame({ { "name", names }, { "to", to }, { "x", x }, { "y", y } })
end


local function cells_of(f) return f:matrix { rows = "name", cols = "to", value = "x" } end

-- Each kind, of a frame with the columns name, to, x and y.
local makers = {
  agreement = function(f, o) o.a, o.b, o.value = "name", "to", "x" return chart.agreement(f, o) end,
  bar = function(f, o)
    o.name, o.value, o.group, o.unit = "name", "x", "to", long
    return chart.bar(f, o)
  end,
  basins = function(f, o) return chart.basins(f:rename { x = "share", y = "cycle" }, o) end,
  bubble = function(f, o)
    o.x, o.y, o.size, o.quadrants = "x", "y", "x", { x = 3, y = 3, long, long, long, long }
    return chart.bubble(f, o)
  end,
  chain = function(f, o) o.stage, o.name = "to", "name" return chart.chain(f, o) end,
  chord = function(f, o) o.from, o.value = "name", "x" return chart.chord(f, o) end,
  distribution = function(f, o) o.value = "x" return chart.distribution(f, o) end,
  dots = function(f, o)
    o.rows, o.cols, o.down, o.up = "name", "to", "x", "y"
    return chart.dots(f, o)
  end,
  flow = function(f, o) o.from, o.value = "name", "x" return chart.flow(f, o) end,
  heat = function(f, o) return chart.heat(cells_of(f), o) end,
  network = function(f, o)
    return chart.network(f:graph { from = "name", to = "to", weight = "x" }, o)
  end,
  plane = function(f, o) o.x, o.y, o.name = "x", "y", "name" return chart.plane(f, o) end,
  scenarios = function(f, o)
    o.name, o.descriptors = "name", { "to", "x" }
    return chart.scenarios(f, o)
  end,
  series = function(f, o) o.time, o.value, o.group = "x", "y", "name" return chart.series(f, o) end,
  slope = function(f, o) o.from, o.to, o.name = "x", "y", "name" return chart.slope(f, o) end,
  tree = function(f, o) return chart.tree(cells_of(f):fill_missing(0):cluster(), o) end,
  tube = function(f, o) o.line, o.station = "to", "name" return chart.tube(f, o) end,
}


local function in_ascii(p, columns)
  local made = require "vane.show.style".terminal(columns)
  return require "vane.show.signs"(picture.scene(p, made), { ascii = true })
end


-- How far the marks of a picture reach to either side.
local function reach(p)
  local s, low, high = picture.scene(p), math.huge, -math.huge
  for _, m in ipairs(s.marks) do
    if m.shape == "path" then goto next end
    local from, to = m.x, m.x2 or m.x
    if m.shape == "text" then
      local w = s.style.measure(m.text, m.size, m.bold)
      local back = m.anchor == "end" and 1 or m.anchor == "middle" and 0.5 or 0
      local turned = m.turn and math.cos(math.rad(m.turn)) or 1
      from, to = m.x - back * w * turned, m.x + (1 - back) * w * turned
    elseif m.shape == "rect" then
      to = m.x + m.w
    end
    low, high = math.min(low, from, to), math.max(high, to, from)
    ::next::
  end
  return low, high, s.width
end


test("no name, however long and in whatever script, leaves its picture", function()
  for kind, make in pairs(makers) do
    for _, width in ipairs { 430, 1000 } do
      local p = make(hard(), { width = width, title = long })
      local low, high, wide = reach(p)
      assert(low >= -0.5 and high <= wide + 0.5, ("%s: %g to %g of %g"):format(kind, low,
        high, wide))
      assert(utf8.len(p:svg()) and not p:svg():find "[%z\1-\8\27]", kind)
      assert(not p:svg():find("<script", 1, true), kind)
    end
  end
end)

-- The first two texts of a picture that lie over each other, or nil. Boxes are
-- those of letters, somewhat lower than a line.
local function overlap(p)
  local s, boxes = picture.scene(p), {}
  for _, m in ipairs(s.marks) do
    if m.shape == "text" and not m.turn then
      local w = s.style.measure(m.text, m.size, m.bold)
      local back = m.anchor == "end" and 1 or m.anchor == "middle" and 0.5 or 0
      local box = { m.x - back * w, m.x + (1 - back) * w, m.y - 0.35 * m.size,
        m.y + 0.35 * m.size, m.text }
      for _, other in ipairs(boxes) do
        if box[1] < other[2] - 1 and other[1] < box[2] - 1 and box[3] < other[4]
          and other[3] < box[4] then
          return other[5] .. " | " .. box[5]
        end
      end
      boxes[#boxes + 1] = box
    end
  end
end


test("no text of a picture lies over another one", function()
  local one = frame { name = { "only" }, to = { "other" }, x = { 5 }, y = { 5 } }
  for kind, make in pairs(makers) do
    for _, width in ipairs { 430, 1000 } do
      eq({ kind, overlap(make(hard(), { width = width, title = long })) }, { kind })
      if kind ~= "tree" then eq({ kind, overlap(make(one, { width = width })) }, { kind }) end
    end
  end
end)

test("pictures on terminals keep to their columns", function()
  for kind, make in pairs(makers) do
    for _, columns in ipairs { 20, 60, 140 } do
      for line in shown(make(hard(), {}), { width = columns }):gmatch "[^\n]+" do
        assert(width_of(line) <= columns, ("%s: %d columns: %s"):format(kind, width_of(line),
          line))
      end
    end
  end
end)

test("where there are no signs but ASCII, cells and stations still differ", function()
  local f = frame { id = { "a", "b", "c" }, Trade = { "open", "shut", "half" } }
  local text = in_ascii(chart.scenarios(f, { name = "id" }), 60)
  assert(text:find "%* open" and text:find "%^ shut" and text:find "# half", text)
  text = in_ascii(chart.tube(frame { line = { "A", "A", "B" }, station = { "x", "y", "y" } }),
    60)
  assert(text:find "%* *x" and text:find "@.* y", text)
  text = in_ascii(chart.bar(frame { n = { "Île", "Łódź" }, v = { 1, 2 } }, { value = "v" }), 30)
  assert(text:find "Ile #" and text:find "?odz #", text)
  for kind, make in pairs(makers) do
    assert(not in_ascii(make(hard(), {}), 60):find "[\128-\255]", kind)
  end
end)

test("a frame without rows, or without a number, is said or drawn", function()
  local empty = hard():where { x = -1 }
  local none = frame({ { "name", { "a", "b" } }, { "to", { "b", "a" } }, { "x", { na, na } },
    { "y", { na, na } } }, { types = { x = "number", y = "number" } })
  for kind, make in pairs(makers) do
    local ok, said = pcall(make, empty, {})
    assert(not ok and said:find "^[^\n]+: chart%.%a+: [^\n]+$", kind .. ": " .. tostring(said))
    ok, said = pcall(make, none, {})
    assert(ok and said:svg() or tostring(said):find "chart%.%a+: [^\n]+$", kind)
  end
end)

test("one row alone is drawn", function()
  local one = frame { name = { "only" }, to = { "other" }, x = { 5 }, y = { 5 } }
  for kind, make in pairs(makers) do
    if kind == "tree" then raises("two leaves at least", make, one, {})
    else assert(make(one, {}):svg():find "<svg", kind) end
  end
end)

test("a matrix of many columns stays inside, with a key of its colours", function()
  local cols, row = {}, {}
  for j = 1, 300 do cols[j], row[j] = "column " .. j, j end
  local p = chart.heat(matrix.of({ "a" }, cols, { row }))
  local low, high, wide = reach(p)
  assert(low >= 0 and high <= wide)
  assert(p:svg():find(">300</text>", 1, true))
  assert(shown(p, { width = 60 }):find "more columns find no room")
end)

test("a network that falls into many parts is drawn as its largest ones", function()
  local from, to = { "x1", "x2", "x3" }, { "x2", "x3", "x1" }
  for i = 1, 30 do from[#from + 1], to[#to + 1] = "a" .. i, "b" .. i end
  local g = frame { a = from, b = to }:graph { from = "a", to = "b" }
  local p = chart.network(g)
  assert(p.notes[1] == "The largest 12 of 31 components are drawn: 25 of 63 nodes",
    p.notes[1])
  local nodes = {}
  for _, mark in ipairs(picture.scene(p).marks) do
    if mark.shape == "circle" then nodes[#nodes + 1] = mark end
  end
  eq(#nodes, 25)
  for i, a in ipairs(nodes) do  -- and none lies over another
    for k = 1, i - 1 do
      local b = nodes[k]
      assert((a.x - b.x) ^ 2 + (a.y - b.y) ^ 2 > (a.r + b.r) ^ 2)
    end
  end
  eq(g:main_component().n_nodes, 3)
end)

test("a network without edges is said", function()
  local g = graph { { "a", "b" }, { "b", "c" } }:where { weight = above(5) }
  raises("the graph has no edges, so that nothing says where its 3 nodes lie",
    chart.network, g)
end)
