-- Pictures: what stands in them, where, and what is said of them.

local style = require "vane.show.style"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local scale = require "vane.show.scale"

local files = dofile "tests/data/files.lua"
local marks_of = dofile "tests/show/marks_of.lua"

local marks = matrix.of({ "carbon", "ageing" }, { "MT", "LS" },
  { { 1, 4 }, { 2, na } })


local function count(text, part)
  return select(2, text:gsub(part, ""))
end


-- ---- letters ----

test("a text is cut so that it fits, with the longest start that does",
  function()
    local paper = style.paper(100)
    local text = "immediate_availability"
    for room = 20, 160, 7 do
      local short = letters.shorten(text, room, paper.measure, 12)
      assert(paper.measure(short, 12) <= room + 1e-6)
      if short ~= text then
        local longer = text:sub(1, #short - #"…" + 1) .. "…"
        assert(paper.measure(longer, 12) > room, longer)
      end
    end
  end)

test("widths are those of DejaVu Sans", function()
  -- advance widths in the font's own units (1/2048 em): a 1255, i 569, M 1767
  near(style.paper(9).measure("aiM", 1), (1255 + 569 + 1767) / 2048, 0.002)
  near(style.paper(9).measure("日", 10), 10)
  near(style.terminal(9).measure "日a", 24)
end)

test("texts are wrapped at blanks, and what is left is shortened", function()
  local terminal = style.terminal(10)
  eq(letters.wrap("one two three", 56, terminal.measure, 1),
    { "one two", "three" })
  eq(letters.wrap("one two three", 56, terminal.measure, 1, false, 1),
    { "one tw…" })
  eq(letters.wrap("abcdefghij", 40, terminal.measure, 1), { "abcd…" })
  eq(letters.wrap("", 40, terminal.measure, 1), {})
end)


-- ---- scales ----

test("ticks are round and inside the range", function()
  local x = scale.linear(0, 97, 0, 100, 5)
  local values = {}
  for i, tick in ipairs(x.ticks) do values[i] = tick.text end
  eq(values, { "0", "20", "40", "60", "80" })
  near(x.at(48.5), 50)
  eq(scale.linear(0, 97, 0, 100, 5, true).high, 100)
end)

test("no tick stands between two whole values", function()
  local function ticks(axis)
    local texts = {}
    for i, tick in ipairs(axis.ticks) do texts[i] = tick.text end
    return texts
  end
  eq(ticks(scale.whole(0, 3, 0, 100, 7)), { "0", "1", "2", "3" })
  eq(ticks(scale.whole(2000, 2012, 0, 100, 5)), { "2000", "2005", "2010" })
  eq(ticks(scale.linear(0, 1, 0, 100, 2)), { "0.0", "0.5", "1.0" })
  eq(scale.of({ 1, 2, na }, { 3.0 }), scale.whole)
  eq(scale.of({ 1, 2 }, { 2.5 }), scale.linear)
  eq(scale.of { "2020-01-02" }, scale.linear)
end)

test("numbers beside each other have the same decimals", function()
  local write = letters.writer({ 42.614, 7.5, na }, { 0.5335, 0.00122 })
  eq({ write(42.614), write(7.5), write(0.5335) }, { "42.61", "7.50", "0.53" })
  eq({ write(0.00122), write(0), write(-0.0001) }, { "0.001", "0.00", "-0.0001" })
  write = letters.writer { 3, 2.5, 10 }
  eq({ write(3), write(2.5), write(10) }, { "3.0", "2.5", "10.0" })
  eq({ letters.writer { 3, 250 }(3), letters.writer {}(1e20) },
    { "3", letters.number(1e20) })
  eq(letters.writer { 123456.7, 5 }(123456.7), "123457")
end)

test("values that no axis can hold are said", function()
  raises("from -1e+308 to 1e+308, too far for one axis", scale.linear, -1e308, 1e308,
    0, 9, 3)
end)

test("points of a frame without texts have their row in the tip, and no name", function()
  local p = chart.bubble(frame { x = { 1, 2 }, y = { 2, 1 } }, { x = "x", y = "y" })
  eq(marks_of(p, "circle")[2].tip, "row 2\nx: 2\ny: 1")
  assert(not p:svg():find ">row 1</text>")
end)

test("notes are texts", function()
  eq(chart.heat(marks, { notes = { "a", 2 } }).notes, { "a", "2" })
  raises("note 2 of the picture should be a text, found a table", chart.heat, marks,
    { notes = { "a", {} } })
end)

test("one year alone has the years beside it, not the centuries", function()
  local texts = {}
  local p = chart.series(frame { year = { 2010 }, n = { 3 } }, { time = "year", value = "n" })
  for _, mark in ipairs(marks_of(p, "text")) do texts[mark.text] = true end
  assert(texts["2010"] and not texts["1500"] and not texts["2500"])
end)

test("what to draw is missed where there are options alone", function()
  raises("chart.bubble: what to draw should stand in front", chart.bubble,
    { data = frame { n = { 1 } }, x = "n", y = "n" })
end)

test("a bar chart takes the first column of numbers that is not said to be another",
  function()
    local f = frame({ { "name", { "a" } }, { "low", { 1 } }, { "high", { 3 } }, { "n", { 2 } } })
    local p = chart.bar(f, { low = "low", high = "high" })
    eq(p.table:column "n", { 2 })
    assert(p:svg():find "2 %[1, 3%]")
    raises("no column of numbers is left", chart.bar, f:select "name")
  end)

test("flows without a value are counted", function()
  local f = frame({ { "from", { "a", "b" } }, { "to", { "x", "y" } }, { "n", { 1, na } } })
  eq(chart.flow(f, { value = "n" }).notes[1], "1 row without a value is not drawn")
end)

test("one value alone still has a range", function()
  local x = scale.linear(3, 3, 0, 10, 4)
  near(x.at(3), 5)
  assert(#x.ticks >= 2)
end)


-- ---- heat ----

test("a heat picture has a cell for each cell, the more the darker", function()
  local cells = marks_of(chart.heat(marks), "rect")
  eq(#cells, 4)
  eq(cells[1].fill, "ramp0")
  eq(cells[2].fill, "ramp8")
  eq(cells[4].fill, "paper")
  eq(cells[4].tip, "ageing, LS: missing")
end)

test("from the middle on cells grow away in two colours", function()
  local m = matrix.of({ "a" }, { "x", "y", "z" }, { { -2, 0, 1 } })
  local cells = marks_of(chart.heat(m, { middle = 0 }), "rect")
  eq(cells[1].fill, "spread0")
  eq(cells[2].fill, "spread4")
  eq(cells[3].fill, "spread6")  -- 3/4 of the way: step floor(0.75 * 9)
end)

test("rows and columns are put in order", function()
  local m = matrix.of({ "b", "a" }, { "y", "x" }, { { 1, 2 }, { 3, 9 } })
  local function first(order)
    return marks_of(chart.heat(m, { order = order }), "rect")[1].tip
  end
  eq(first "given", "b, y: 1")
  eq(first "name", "a, x: 9")
  eq(first "value", "a, x: 9")
end)


-- ---- bars ----

test("bars are as long as their values", function()
  local f = frame { t = { "a", "b", "c" }, x = { 1, 4, na } }
  local bars = marks_of(chart.bar(f, { value = "x" }), "rect")
  eq(#bars, 2)
  near(bars[1].w / bars[2].w, 4, 1e-9)
  near(bars[1].x, bars[2].x, 1e-9)
end)

test("the first numbers are the value, whatever the title is", function()
  local f = frame { t = { "a", "b" }, x = { 1, 4 } }
  eq(#marks_of(chart.bar(f, { title = "x", unit = "x" }), "rect"), 2)
  raises('say which, as in { value = "patents" }', chart.bar, f, { group = "x" })
end)

test("bars below zero end where those above begin", function()
  local f = frame { t = { "a", "b" }, x = { -2, 6 } }
  local bars = marks_of(chart.bar(f, { value = "x" }), "rect")
  near(bars[2].x + bars[2].w, bars[1].x, 1e-9)
  near(bars[1].w / bars[2].w, 3, 1e-9)
end)

test("what is not drawn is counted", function()
  local f = frame { t = { "a", "b", "c" }, x = { 1, 2, 3 } }
  eq(chart.bar(f, { value = "x", most = 2 }).notes, { "1 more rows are not drawn" })
end)


-- ---- bubbles ----

test("the area of a bubble says its size", function()
  local f = frame { t = { "a", "b" }, x = { 1, 2 }, y = { 1, 2 }, n = { 1, 4 } }
  local circles = marks_of(chart.bubble(f, { x = "x", y = "y", size = "n" }), "circle")
  near(circles[1].r / circles[2].r, 2, 1e-9)  -- the larger one is drawn first
  assert(circles[1].x > circles[2].x and circles[1].y < circles[2].y)
end)

test("round sizes stand below, in circles of their area", function()
  local f = frame { t = { "a", "b" }, x = { 1, 2 }, y = { 1, 2 }, n = { 10, 300 } }
  local p = chart.bubble(f, { x = "x", y = "y", size = "n" })
  local circles = marks_of(p, "circle")  -- two bubbles, then 200, 50 and 10
  eq(#circles, 5)
  near((circles[3].r / circles[1].r) ^ 2, 200 / 300, 1e-9)
  near((circles[4].r / circles[3].r) ^ 2, 50 / 200, 1e-9)
  near(circles[5].r, circles[2].r, 1e-9)
end)

test("quadrants stand around their lines", function()
  local f = frame { t = { "a", "b" }, x = { 0, 1 }, y = { 0, 1 } }
  local p = chart.bubble(f, { x = "x", y = "y",
    quadrants = { x = 0.5, y = 0.5, "up", "hope", "past", "cow" } })
  local at = {}
  for _, t in ipairs(marks_of(p, "text")) do at[t.text] = t end
  assert(at.up.x > at.hope.x and at.up.y < at.cow.y and at.past.y == at.cow.y)
end)

test("a diagram is cut at the medians, and one table may hold all", function()
  local f = frame { t = { "a", "b", "c" }, x = { 1, 2, 9 }, y = { 5, 3, 1 } }
  local p = chart.diagram { frame = f, x = "x", y = "y" }
  local circles = {}
  for _, circle in ipairs(marks_of(p, "circle")) do circles[circle.key] = circle end
  local dashed = {}
  for _, line in ipairs(marks_of(p, "line")) do
    if line.dash then dashed[#dashed + 1] = line end
  end
  near(dashed[1].x, circles.b.x, 1e-9)  -- b has both medians
  near(dashed[2].y, circles.b.y, 1e-9)
end)

test("points without their numbers are counted", function()
  local f = frame { t = { "a", "b" }, x = { 1, na }, y = { 1, 2 } }
  eq(chart.bubble(f, { x = "x", y = "y" }).notes[1],
    "1 rows without a number are not drawn")
end)


-- ---- networks ----

local two_parts = graph { { "a", "b", 3 }, { "b", "c" }, { "c", "a" }, { "x", "y" } }

test("the largest component is drawn, the rest is counted", function()
  local p = chart.network(two_parts)
  eq(#marks_of(p, "circle"), 3)
  eq(#marks_of(p, "line"), 3)
  eq(p.notes[1], "Only the largest component is drawn: 3 of 5 nodes")
end)

test("heavier edges are wider, stronger nodes larger", function()
  local p = chart.network(two_parts)
  local lines, circles = marks_of(p, "line"), marks_of(p, "circle")
  assert(lines[1].weight > lines[2].weight)
  assert(circles[1].r >= circles[3].r)
  eq(circles[3].key, "c")  -- strength 2; the others have 4
end)

test("communities have colours, outlines and names", function()
  local g = graph { { "a", "b" }, { "b", "c" }, { "c", "a" }, { "c", "d" },
    { "d", "e" }, { "e", "f" }, { "f", "d" } }
  local p = chart.network(g, { groups = g:potts { exactly = 2 } })
  eq(#marks_of(p, "path"), 2)
  local colours = {}
  for _, circle in ipairs(marks_of(p, "circle")) do colours[circle.fill] = true end
  eq(colours, { series0 = true, series1 = true })
end)

test("nodes of a group called none are not those without a group", function()
  local groups = frame { node = { "a", "b", "c" }, group = { "none", "none", "m" } }
  local p = chart.network(graph { { "a", "b" }, { "b", "c" }, { "c", "d" } },
    { groups = groups })
  local fill_of = {}
  for _, circle in ipairs(marks_of(p, "circle")) do fill_of[circle.key] = circle.fill end
  eq({ fill_of.d, fill_of.a == fill_of.b, fill_of.a == "paper" }, { "paper", true, false })
end)

test("only the heaviest edges are drawn when there are many", function()
  local p = chart.network(two_parts, { edges = 1 })
  eq(marks_of(p, "line")[1].tip, "a – b: 3")
  eq(p.notes[2], "The 1 heaviest of 3 edges are drawn")
end)


-- ---- dots ----

test("each cell has the sign of its marks", function()
  local f = frame { t = { "a", "a", "b" }, i = { "x", "y", "x" }, d = { 1, 0, 1 },
    u = { 1, 1, 0 }, p = { 1, 0, 0 } }
  local p = chart.dots(f, { rows = "t", cols = "i", down = "d", up = "u",
    outline = "p" })
  eq(#marks_of(p, "circle"), 1)   -- a, x: both
  eq(#marks_of(p, "path"), 2)     -- a, y: up; b, x: down
  eq(#marks_of(p, "rect"), 1)     -- a, x was published
  local up, down = table.unpack(marks_of(p, "path"))
  eq({ up.tip, down.tip }, { "a, y: up", "b, x: down" })
  assert(up.steps[1][3] < up.steps[2][3] and down.steps[1][3] > down.steps[2][3])
end)

test("rows and columns of marks are ordered by name, by marks or by likeness", function()
  -- marks: b has two at y and one at z, a one at x, c one at y and one at z
  local f = frame({ { "t", { "b", "a", "c", "b", "c" } }, { "i", { "z", "x", "y", "y", "z" } },
    { "d", { 1, 1, 0, 1, 1 } }, { "u", { 0, 0, 1, 1, 0 } } })
  local function names(order)
    local list = {}
    local p = chart.dots(f, { rows = "t", cols = "i", down = "d", up = "u", order = order })
    for _, mark in ipairs(marks_of(p, "text")) do list[#list + 1] = mark.text end
    return table.concat(list, " ", 1, 6), p:svg()
  end
  eq(names "given", "b a c z x y")
  eq(names "name", "a b c x y z")
  eq(names "value", "b c a y z x")
  assert(names "cluster":find "[bc] [bc] a" or names "cluster":find "a [bc] [bc]")
  for _, order in ipairs { "given", "name", "value", "cluster" } do
    local _, text = names(order)
    for _, tip in ipairs { "b, y: both ways", "a, x: down", "c, y: up", "b, z: down" } do
      assert(text:find("<title>" .. tip, 1, true), order .. ": " .. tip)
    end
  end
end)

test("marks may be true and false", function()
  local f = frame({ { "t", { "a", "b" } }, { "i", { "x", "x" } }, { "d", { true, false } },
    { "u", { true, na } } })
  local opts = { rows = "t", cols = "i", down = "d", up = "u" }
  eq(#marks_of(chart.dots(f, opts), "circle"), 1)
  opts.up = "t"
  raises("'up' wants a column of marks, as numbers or as true and false", chart.dots, f, opts)
end)


-- ---- trees ----

test("leaves merge at their heights, each group together", function()
  local tree = matrix.of({ "a", "b", "c" }, { "x" }, { { 1 }, { 9 }, { 2 } }):cluster()
  local p = chart.tree(tree)
  local first, last = table.unpack(marks_of(p, "path"))
  local base_x = first.steps[1][2]
  -- single distances: a and c merge at 1, b joins at (8 + 7) / 2
  near((last.steps[2][2] - base_x) / (first.steps[2][2] - base_x), 7.5, 1e-9)
  local names = {}
  for _, t in ipairs(marks_of(p, "text")) do names[#names + 1] = t.text end
  eq({ names[1], names[2], names[3] }, { "a", "c", "b" })
end)


-- ---- series ----

test("a line goes through its values, and a missing one breaks it", function()
  local f = frame { year = { 2012, 2010, 2011, 2013 }, n = { na, 1, 3, 2 } }
  local line = marks_of(chart.series(f, { time = "year", value = "n" }), "path")[1]
  local pens = {}
  for i, step in ipairs(line.steps) do pens[i] = step[1] end
  eq(pens, { "M", "L", "M" })
  assert(line.steps[1][3] > line.steps[2][3])  -- 3 is above 1
  near(line.steps[3][2] - line.steps[2][2], 2 * (line.steps[2][2]
    - line.steps[1][2]), 1e-9)
end)

test("a fan reaches from its lower to its upper limit", function()
  local f = frame { year = { 2010, 2011 }, n = { 2, 2 }, low = { 1, 0 },
    high = { 3, 4 } }
  local p = chart.series(f, { time = "year", value = "n", low = "low", high = "high" })
  local fan, line = table.unpack(marks_of(p, "path"))
  near(fan.steps[2][3] - line.steps[2][3], line.steps[2][3] - fan.steps[3][3], 1e-9)
end)

test("a fan with a missing limit falls into parts, each around its own values", function()
  local f = frame { year = { 2001, 2002, 2003, 2004, 2005, 2006 },
    x = { 1, 2, na, 2, 3, 2 }, low = { 0, 1, na, 1, 2, 1 }, high = { 2, 3, na, 3, 4, 3 } }
  local p = chart.series(f, { time = "year", value = "x", low = "low", high = "high" })
  local pens
  for _, mark in ipairs(picture.scene(p).marks) do
    if mark.shape == "path" and mark.alpha then
      pens = {}
      for i, step in ipairs(mark.steps) do pens[i] = step[1] end
    end
  end
  eq(table.concat(pens), "MLLLZ" .. "MLLLLLZ")
end)

test("texts say times, too", function()
  for text, year in pairs { ["2014"] = 2014, ["2014-07"] = 2014.5, ["2014-Q2"] = 2014.25,
    ["2000-2007"] = 2003.5, ["2014-07-01"] = 2014.5 } do
    local function drawn(time)
      local f = frame({ { "t", { time, time } }, { "x", { 1, 2 } } })
      return chart.series(f, { time = "t", value = "x" }):svg()
    end
    eq(drawn(text), drawn(year))
  end
  raises("no row has a time", chart.series, frame { t = { "soon" }, x = { 1 } },
    { time = "t", value = "x" })
end)

test("dates are years and parts of them", function()
  local f = frame({ day = { "2010-01-01", "2010-07-01", "2011-01-01" },
    n = { 1, 2, 3 } }, { types = { day = "date" } })
  local line = marks_of(chart.series(f, { time = "day", value = "n" }), "path")[1]
  near(line.steps[2][2] - line.steps[1][2], line.steps[3][2] - line.steps[2][2], 1e-6)
end)

test("names at the ends of lines never cover each other", function()
  local year, n, g = {}, {}, {}
  for k = 1, 12 do
    year[#year + 1], n[#n + 1], g[#g + 1] = 2010, k % 3, "series " .. k
    year[#year + 1], n[#n + 1], g[#g + 1] = 2011, 1, "series " .. k
  end
  local p = chart.series(frame { year = year, n = n, g = g }, { time = "year",
    value = "n", group = "g" })
  local places = {}
  for _, t in ipairs(marks_of(p, "text")) do
    if t.text:find "^series" then places[#places + 1] = t.y end
  end
  table.sort(places)
  eq(#places, 12)
  for k = 2, 12 do assert(places[k] - places[k - 1] >= 15.99) end
end)


-- ---- flows ----

test("bands are as wide as what flows, blocks as their sums", function()
  local f = frame { from = { "a", "a", "b" }, to = { "x", "y", "y" }, n = { 3, 1, 2 } }
  local p = chart.flow(f, { value = "n" })
  local heights = {}
  for _, block in ipairs(marks_of(p, "rect")) do
    heights[block.tip:match "^(%w+):"] = block.h
  end
  near(heights.a / heights.b, 2, 1e-9)
  near(heights.x, heights.y, 1e-9)
  local band = marks_of(p, "path")[1]
  eq(band.tip, "a → x: 3")
  near(band.steps[3][3] - band.steps[2][7], heights.x, 1e-9)
end)

test("a name on both sides has one colour", function()
  local f = frame { from = { "a", "b" }, to = { "b", "a" }, n = { 1, 9 } }
  local colours = {}
  for _, block in ipairs(marks_of(chart.flow(f, { value = "n" }), "rect")) do
    local name = block.tip:match "^(%w+):"
    assert(not colours[name] or colours[name] == block.fill)
    colours[name] = block.fill
  end
  assert(colours.a ~= colours.b)
end)

test("blocks on the right have the colour of their name, or of what comes in", function()
  local f = frame { from = { "a", "a", "b", "c" }, to = { "a", "x", "y", "z" },
    n = { 9, 2, 5, 1 } }
  local role = {}
  for _, mark in ipairs(marks_of(chart.flow(f, { value = "n" }), "rect")) do
    role[mark.key] = mark.fill
  end
  eq(role["to a"], role["from a"])
  eq(role["to y"], role["from b"])
  eq(role["to z"], role["from c"])
  eq(role["to x"], "soft")  -- the colour of a stands there already
end)

test("smaller flows are added up below", function()
  local f = frame { from = { "a", "b", "c" }, to = { "x", "x", "x" }, n = { 5, 1, 2 } }
  eq(chart.flow(f, { value = "n", most = 1 }).notes[1],
    "2 smaller flows, 3 together, are not drawn")
end)


-- ---- around them ----

test("sources and inventions are said below a picture", function()
  local f = frame({ t = { "a" }, x = { 1 } }, { source = "synthetic_deals.csv" })
  eq(chart.bar(f, { value = "x", notes = "By count." }).notes, { "By count.",
    "Source: synthetic_deals.csv", "Synthetic data: invented, not observed" })
end)

test("no text leaves the picture, however long it is", function()
  local long = ("wide "):rep(100)
  local m = matrix.of({ long, "b" }, { long, "y" }, { { 1, 2 }, { 3, 4 } })
  local f = frame { t = { long, "b" }, x = { 12345.678, 2 } }
  for _, width in ipairs { 200, 720, 1400 } do
    for _, p in ipairs { chart.heat(m, { title = long, notes = long, width = width }),
      chart.bar(f, { value = "x", title = long, width = width }) } do
      local s = picture.scene(p)
      for _, t in ipairs(marks_of(p, "text")) do
        local wide = t.turn and 0 or s.style.measure(t.text, t.size, t.bold)
        local left = t.anchor == "end" and t.x - wide
          or t.anchor == "middle" and t.x - wide / 2 or t.x
        assert(left >= -1e-6 and left + wide <= s.width + 1e-6, t.text)
      end
    end
  end
end)

test("SVG is well formed and escapes what data hold", function()
  local m = matrix.of({ "<b>&\"'", "]]>\1" }, { "</svg>", "y" },
    { { 1, 2 }, { 3, 4 } })
  if not os.execute "command -v xmllint >/dev/null" then
    skip "xmllint is not there"
  end
  files.at(".svg", function(path)
    chart.heat(m, { title = "<script>" }):save(path)
    assert(os.execute("xmllint --noout " .. path))
  end)
end)

test("the same picture is the same text", function()
  eq(chart.heat(marks):svg(), chart.heat(marks):svg())
  eq(chart.heat(marks):vega(), chart.heat(marks):vega())
  eq(count(chart.heat(marks):svg(), "<rect"), 5)
end)

local function on_terminal(p, columns)
  return require "vane.show.signs"(picture.scene(p, style.terminal(columns)), {})
end

test("on a terminal no number is cut, and none runs into another", function()
  local f = frame { t = { "a", "b", "c" }, x = { 1, 2.5, 3 }, y = { 2, 1, 4 } }
  assert(on_terminal(chart.bubble(f, { x = "x", y = "y" }), 60):find(" 3.0\n", 1, true))
  f = frame { year = { 2010, 2012 }, n = { 1, 3 } }
  local text = on_terminal(chart.series(f, { time = "year", value = "n" }), 60)
  assert(text:find "\n +2010 ", text)
  f = frame { from = { "Transport and logistics" }, to = { "b" }, n = { 216 } }
  text = on_terminal(chart.flow(f, { value = "n" }), 60)
  assert(text:find("… (216)", 1, true), text)
end)

test("on a terminal names of columns are apart, and bars name their group", function()
  local m = matrix.of({ "a" }, { "Transport", "Logistics", "Materials" }, { { 1, 2, 3 } })
  assert(on_terminal(chart.heat(m), 60):find "Transport +Logistics +Materials")
  assert(on_terminal(chart.heat(m), 24):find "…%s+%S+…", on_terminal(chart.heat(m), 24))
  local f = frame { t = { "a", "b" }, n = { 2, 1 }, kind = { "rest", "cycle" } }
  local text = on_terminal(chart.bar(f, { value = "n", name = "t", group = "kind" }), 40)
  assert(text:find "a .* 2  rest\nb .* 1  cycle", text)
end)

test("on a terminal without UTF-8 a picture is ASCII", function()
  local vane = loadfile("tests/host/vane.lua", "t", _ENV)()
  local out = vane.run({ "-e", [[m = matrix.of({"a"}, {"x", "y"}, {{1, 9}})
    show(chart.heat(m, { title = "Marks" }))]] }, { before = "LC_ALL=C" })
  assert(out:find "Marks" and out:find "#" and not out:find "[\128-\255]", out)
end)

-- What each kind shows, and the options it cannot do without.
local shows = {
  agreement = { "frame", frame { a = { "I" }, b = { "J" }, agreement = { 0.5 } } },
  bar = { "frame", frame { t = { "a" }, n = { 1 } }, { value = "n" } },
  basins = { "frame", frame { A = { "x" }, share = { 1 }, cycle = { 1 } } },
  bubble = { "frame", frame { t = { "a" }, n = { 1 } }, { x = "n", y = "n" } },
  chain = { "frame", frame { t = { "a" }, s = { "one" } }, { stage = "s", name = "t" } },
  chord = { "matrix", matrix.of({ "a" }, { "b" }, { { 1 } }) },
  diagram = { "frame", frame { t = { "a" }, n = { 1 } }, { x = "n", y = "n" } },
  distribution = { "frame", frame { n = { 1, 2 } }, { value = "n" } },
  dots = { "frame", frame { r = { "a" }, c = { "x" }, n = { 1 } },
    { rows = "r", cols = "c", down = "n", up = "n" } },
  flow = { "frame", frame { from = { "a" }, to = { "b" } } },
  heat = { "matrix", marks },
  network = { "graph", graph { { "a", "b" } } },
  plane = { "frame", frame { t = { "a" }, impact = { 1 }, likelihood = { "remote" } } },
  roadmap = { "roadmap", roadmap { { "Data act", lane = "framework", time = 2027 } } },
  scenarios = { "frame", frame { id = { "a", "b" }, X = { "x", "y" } }, { name = "id" } },
  series = { "frame", frame { year = { 2010, 2011 }, n = { 1, 2 } },
    { time = "year", value = "n" } },
  slope = { "frame", frame { t = { "a" }, m = { 1 }, n = { 2 } }, { from = "m", to = "n" } },
  tree = { "tree", marks:fill_missing(0):cluster() },
  tube = { "frame", frame { l = { "A" }, s = { "x" } }, { line = "l", station = "s" } },
}

test("what is shown stands in front, or among the options", function()
  for word, make in pairs(chart) do
    local name, noun, opts = table.unpack(shows[word] or error(word .. " is not tried"))
    local together = { title = "Both", [name] = noun }
    for option, value in pairs(opts or {}) do together[option] = value end
    local front = { title = "Both" }
    for option, value in pairs(opts or {}) do front[option] = value end
    eq({ word, make(together):svg() }, { word, make(noun, front):svg() })
  end
end)

test("what cannot be drawn is said", function()
  raises("chart.bar: option 'most' should be at least 1, found 0", chart.bar,
    { frame = frame { t = { "a" }, n = { 1 } }, value = "n", most = 0 })
  raises("chart.flow: option 'most' should be at least 1", chart.flow,
    frame { from = { "a" }, to = { "b" } }, { most = 0 })
  raises("chart.heat: expected a matrix in front, found a text", chart.heat, "x")
  raises("has no cells (0 x 0)", chart.heat, matrix.of({}, {}, {}))
  raises("known ones", chart.heat, marks, { zzz = 1 })
  raises("from 160 to 10000, found 1", chart.heat, marks, { width = 1 })
  raises("the frame has no rows", chart.bar, frame { x = {} }, { value = "x" })
  raises("'value' wants a column of numbers, \"t\" is of texts", chart.bar,
    frame { t = { "a" } }, { value = "t" })
  raises("did you mean \"areas\"?", chart.bar,
    frame { t = { "a" }, areas = { 1 } }, { value = "area" })
  raises("a bubble cannot have a size below 0", chart.bubble,
    frame { t = { "a" }, x = { 1 }, n = { -1 } }, { x = "x", y = "x", size = "n" })
  raises("no row has all of its numbers", chart.bubble,
    frame { t = { "a" }, x = { na } }, { x = "x", y = "x" })
  raises("expected a graph, a partition or the result of space{}", chart.network, 1)
  raises("a flow is not below 0", chart.flow,
    frame { from = { "a" }, to = { "b" }, n = { -1 } }, { value = "n" })
  raises("nothing flows", chart.flow, frame { from = { "a" }, to = { "b" },
    n = { 0 } }, { value = "n" })
  raises("no row has a time", chart.series, frame { t = { "a" }, n = { 1 } },
    { time = "t", value = "n" })
  raises("expected a tree in front", chart.tree, marks)
  raises("should end in", function() chart.heat(marks):save "x.gif" end)
  raises("there is no such folder", function()
    chart.heat(marks):save "/nowhere/at/all.svg"
  end)
end)
