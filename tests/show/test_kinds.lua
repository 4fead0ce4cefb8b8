-- Slopes, planes, scenarios, basins, agreement, chords, tube maps and chains:
-- what stands in them, and where.

local marks_of = dofile "tests/show/marks_of.lua"


local function texts_of(p)
  local list = {}
  for i, mark in ipairs(marks_of(p, "text")) do list[i] = mark.text end
  return list
end


local function has(list, text)
  for _, item in ipairs(list) do
    if item == text then return true end
  end
  return false
end


-- ---- slopes ----

local two = frame { name = { "a", "b", "c", "d" }, before = { 4, 3, 3, na },
  after = { 1, 3, 5, 2 } }

test("ranks are those of all rows, ties share the best", function()
  -- before: a 1, b and c 2; after: c 1, b 2, d 3, a 4
  local texts = texts_of(chart.slope(two, { from = "before", to = "after", ranks = true }))
  for _, text in ipairs { "a  1", "b  2", "c  2", "1  c", "2  b", "3  d", "4  a" } do
    assert(has(texts, text), text)
  end
  local cut = chart.slope(two, { from = "before", to = "after", ranks = true, most = 1 })
  assert(has(texts_of(cut), "1  c"))
  eq(cut.notes[1], "3 more rows are not drawn")
end)

test("ranks stand below each other, each line beside its names", function()
  -- before: n01 has 50 and n50 has 1; after: n40 is the first
  local names, before, after = {}, {}, {}
  for i = 1, 50 do names[i], before[i], after[i] = ("n%02d"):format(i), 51 - i, 51 - i end
  after[40] = 60
  local p = chart.slope(frame({ { "name", names }, { "before", before }, { "after", after } }),
    { from = "before", to = "after", ranks = true, most = 10 })
  local heights = {}  -- of each row, from left to right
  for _, mark in ipairs(marks_of(p, "circle")) do
    heights[mark.key] = heights[mark.key] or {}
    heights[mark.key][mark.x] = mark.y
  end
  local n_names = 0
  for _, mark in ipairs(marks_of(p, "text")) do
    local left, right = math.huge, -math.huge
    for x in pairs(heights[mark.key] or {}) do
      left, right = math.min(left, x), math.max(right, x)
    end
    if heights[mark.key] then
      n_names = n_names + 1
      near(mark.y, heights[mark.key][mark.x < left and left or right], 1e-6)
    end
  end
  eq(n_names, 20)
  assert(has(texts_of(p), "1  n40"))
end)

test("a slope rises where its value grows, and lies level where it does not",
  function()
    local p = chart.slope(two, { from = "before", to = "after" })
    local way = {}
    for _, mark in ipairs(marks_of(p, "line")) do
      if mark.weight == 2 then way[mark.key] = mark.y2 - mark.y end
    end
    assert(way.a > 0 and way.c < 0)
    near(way.b, 0)
    eq(way.d, nil)
    near(way.a / way.c, -3 / 2, 1e-9)  -- 3 down, 2 up, on one scale
  end)

test("names at a side of a slope never lie over each other", function()
  local names, from, to = {}, {}, {}
  for i = 1, 25 do names[i], from[i], to[i] = "n" .. i, 1 + i % 3 / 1000, i end
  local p = chart.slope(frame { name = names, from = from, to = to },
    { from = "from", to = "to" })
  local ys = {}
  for _, mark in ipairs(marks_of(p, "text")) do
    if mark.anchor == "end" and mark.key then ys[#ys + 1] = mark.y end
  end
  eq(#ys, 25)
  table.sort(ys)
  for i = 2, #ys do assert(ys[i] - ys[i - 1] >= 16 - 1e-9) end
  local f = frame({ { "n", { "a" } }, { "x", { na } }, { "y", { na } } },
    { types = { x = "number", y = "number" } })
  raises("no row has a value", chart.slope, f, { from = "x", to = "y" })
  raises("'from' and 'to' are one column", chart.slope, f, { from = "x", to = "x" })
end)


-- ---- planes ----

test("what lies in a cell of the plane stands in that cell", function()
  local f = frame { card = { "Flood", "Drought" }, impact = { 5, 3 },
    likelihood = { "remote", "likely" } }
  local p = chart.plane(f)
  eq(#marks_of(p, "rect"), 12)  -- impacts 3 to 5 x four likelihoods
  local place = {}
  for _, mark in ipairs(marks_of(p, "circle")) do place[mark.key] = mark end
  assert(place.Flood.x < place.Drought.x and place.Flood.y < place.Drought.y)
  local texts = texts_of(p)
  for _, text in ipairs { "3", "4", "5", "remote", "unlikely", "possible", "likely" } do
    assert(has(texts, text), text)
  end
end)

test("classes that nobody listed, and rows without one, are said", function()
  local f = frame { card = { "Flood", "Drought" }, impact = { 5, na },
    likelihood = { "often", "rare" } }
  eq(chart.plane(f).notes[1], "Without likelihood or impact: Drought")
  raises("row 1 has 'x' \"often\", which is none of the classes rare", chart.plane, f,
    { x_classes = { "rare" } })
  raises("no row has a value in 'y'", chart.plane, frame({ { "card", { "a" } },
    { "impact", { na } }, { "likelihood", { "rare" } } }, { types = { impact = "number" } }))
end)


-- ---- scenarios ----

test("scenarios of one name stand beside each other", function()
  local f = frame({ { "name", { "A", "A" } }, { "Trade", { "open", "shut" } } })
  eq(chart.scenarios(f, { name = "name" }).table.names, { "descriptor", "A", "A 2" })
end)

test("what differs between scenarios is coloured, what all share is not", function()
  local f = frame { id = { "a", "b", "c" }, Aid = { "x", "x", "x" },
    Trade = { "open", "shut", "open" } }
  local p = chart.scenarios(f, { name = "id" })
  local fills = {}
  for _, mark in ipairs(marks_of(p, "rect")) do fills[mark.fill] = (fills[mark.fill] or 0) + 1 end
  -- three grey cells of Aid; of Trade two of the commoner, one of the other,
  -- each with its edge
  eq(fills, { faint = 3, series0 = 4, series1 = 2 })
  eq(p.notes, { "1 of 2 descriptors differ" })
  eq(chart.scenarios(f, { name = "id", differing = true }).table:column "descriptor",
    { "Trade" })
end)

test("scenarios come of frames either way round, and of results", function()
  local sides = frame({ { "descriptor", { "Trade" } }, { "one", { "open" } },
    { "two", { "shut" } } })
  eq(chart.scenarios(sides).table:column "two", { "shut" })
  local a, b = { "A", "x", "y" }, { "B", "x", "y" }
  local x = impact { a, b, judgements = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 } } }
  local p = chart.scenarios(x:consistent {})
  eq(p.table:column "descriptor", { "A", "B" })
  eq(#p.table.names, 3)
  raises("nothing to compare", chart.scenarios, frame { descriptor = { "Trade" } })
end)


-- ---- basins ----

test("basins are bars of the parts of all combinations", function()
  local f = frame { Trade = { "open", "shut" }, share = { 0.75, 0.25 }, cycle = { 1, 2 } }
  local bars = marks_of(chart.basins(f), "rect")
  near(bars[1].w / bars[2].w, 3, 1e-9)
  eq(bars[1].tip, "open: 75")
  assert(bars[1].fill ~= bars[2].fill)
  raises("columns of numbers share and cycle", chart.basins, frame { share = { 1 } })
end)

test("ends of basins are told apart by as few descriptors as it takes", function()
  local f = frame { A = { "x", "x", "y" }, B = { "u", "v", "v" }, C = { "k", "k", "k" },
    share = { 0.5, 0.3, 0.2 }, cycle = { 1, 1, 1 } }
  eq(chart.basins(f).table:column "end", { "x, u", "x, v", "y, v" })
end)


-- ---- agreement ----

test("coders stand against coders, either way round, with what is known in tips",
  function()
    local f = frame { a = { "Jonas", "Ines" }, b = { "Ines", "Maria" },
      agreement = { 0.8, -0.1 }, low = { 0.7, -0.3 }, high = { 0.9, 0.1 },
      n_units = { 30, 20 } }
    local tips, fills = {}, {}
    for _, mark in ipairs(marks_of(chart.agreement(f), "rect")) do
      tips[#tips + 1], fills[#fills + 1] = mark.tip, mark.fill
    end
    eq(tips[2], "Jonas, Ines: 0.8\ninterval 0.7 to 0.9\n30 units")
    eq(tips[2], tips[4])
    eq(tips[6], "Jonas, Maria: not compared")
    eq(fills, { "faint", "ramp7", "ramp0", "ramp7", "faint", "paper", "ramp0", "paper",
      "faint" })
  end)


-- ---- chords ----

test("arcs are as long as what leaves and reaches them", function()
  local m = matrix.of({ "a", "b", "c" }, { "a", "b", "c" },
    { { 9, 3, 0 }, { 1, 0, 2 }, { 0, 0, 0 } })
  local p = chart.chord(m)
  eq(p.notes[2], "9 inside one of them is not drawn")
  local tips = {}
  for _, mark in ipairs(marks_of(p, "path")) do
    if mark.tip then tips[#tips + 1] = mark.tip end
  end
  eq(tips, { "a → b: 3", "b → c: 2", "b → a: 1", "a: 3 out, 1 in", "b: 3 out, 3 in",
    "c: 0 out, 2 in" })
  eq(p.table:column "value", { 3, 2, 1 })
end)

test("ribbons fill their arcs, and arcs the circle but for its gaps", function()
  local function arc(i, sum, ...)
    local ends = {}
    for k, value in ipairs { ... } do ends[k] = { value = value, other = 3 - i } end
    return { i = i, sum = sum, ends = ends }
  end
  local c = { arcs = { arc(1, 4, 3, 1), arc(2, 6, 1, 5) }, total = 10 }
  require "vane.show.chord".place(c)
  local a, b = c.arcs[1], c.arcs[2]
  local gap = b.from - a.to
  near((a.to - a.from) / (b.to - b.from), 4 / 6)
  near(a.to - a.from + b.to - b.from + 2 * gap, 2 * math.pi)
  assert(gap > 0)
  for _, each in ipairs { a, b } do
    near(each.ends[1].from, each.from)
    near(each.ends[1].to, each.ends[2].from)
    near(each.ends[2].to, each.to)
  end
  near((a.ends[1].to - a.ends[1].from) / (b.ends[2].to - b.ends[2].from), 3 / 5)
end)

test("a symmetric matrix has one ribbon for both ways", function()
  local m = matrix.of({ "a", "b" }, { "a", "b" }, { { 0, 3 }, { 3, 0 } })
  eq(chart.chord(m).table:column "value", { 3 })
  raises("\"a\" to \"b\" is -3", chart.chord, matrix.of({ "a", "b" }, { "a", "b" },
    { { 0, -3 }, { 3, 0 } }))
  raises("nothing flows", chart.chord, matrix.of({ "a" }, { "a" }, { { 5 } }))
end)

test("flows come of frames too, and the smaller ones are counted", function()
  local f = frame { from = { "a", "a", "b" }, to = { "b", "b", "c" }, n = { 1, 2, 1 } }
  local p = chart.chord(f, { value = "n", most = 1 })
  eq(p.notes[2], "1 smaller flows, 1 together, are not drawn")
  eq(p.table:column "value", { 3 })
end)


-- ---- tube maps ----

local journeys = frame { line = { "A", "A", "A", "B", "B", "B", "B" },
  station = { "scan", "learn", "pilot", "meet", "learn", "invest", "meet" } }

test("a line goes through its stations, and meets others where it shares one",
  function()
    local p = chart.tube(journeys)
    local stations, paths = {}, {}
    for _, mark in ipairs(marks_of(p, "rect")) do stations[mark.key] = mark end
    for _, mark in ipairs(marks_of(p, "path")) do paths[mark.tip] = mark.steps end
    local function is_called(line, name)
      local at = stations[name]
      for _, step in ipairs(paths[line]) do
        local x, y = step[#step - 1], step[#step]
        if x >= at.x and x <= at.x + at.w and math.abs(y - at.y - at.h / 2) < 1e-6 then
          return true
        end
      end
      return false
    end
    for row in journeys:each() do assert(is_called(row.line, row.station), row.station) end
    assert(not is_called("A", "invest"))
    assert(stations.learn.w > stations.scan.w)  -- two lines side by side
    eq(stations.learn.tip, "learn\nA, B")
  end)

test("stations stand in the order of all lines, each in a place of its own", function()
  local y = {}
  for _, mark in ipairs(marks_of(chart.tube(journeys), "rect")) do y[mark.key] = mark.y end
  assert(y.scan < y.learn and y.learn < y.pilot and y.meet < y.learn and y.learn < y.invest)
  local seen = {}
  for _, place in pairs(y) do
    assert(not seen[place])
    seen[place] = true
  end
end)

test("what a tube map cannot hold is said", function()
  local lines, stops = {}, {}
  for i = 1, 17 do lines[i], stops[i] = "l" .. i, "s" end
  raises("17 lines with 1 stations", chart.tube, frame { line = lines, station = stops })
  local f = frame { line = { "A", "A" }, station = { "x", na } }
  eq(chart.tube(f).notes[1], "1 rows without a line or a station are not drawn")
end)


-- ---- chains ----

test("boxes stand under their stages, links lead on from one to a later one", function()
  local f = frame { stage = { "make", "make", "use" }, who = { "MT", "LS", "DI" } }
  local links = frame { from = { "MT", "DI" }, to = { "DI", "MT" }, n = { 2, 1 } }
  local p = chart.chain(f, { name = "who", links = links, value = "n" })
  local x = {}
  for _, mark in ipairs(marks_of(p, "rect")) do x[mark.key] = x[mark.key] or mark.x end
  near(x["make: MT"], x["make: LS"])
  assert(x["use: DI"] > x["make: MT"])
  eq(p.notes[1], "1 links that lead to no later stage are not drawn")
  local tips = {}
  for _, mark in ipairs(marks_of(p, "path")) do tips[#tips + 1] = mark.tip end
  eq(tips, { "MT → DI: 2", "make: 2", "use: 1" })
end)

test("linked boxes come to stand opposite each other", function()
  local f = frame { stage = { "1", "1", "2", "2" }, who = { "a", "b", "c", "d" } }
  local p = chart.chain(f, { name = "who", links = frame { from = { "a", "b" },
    to = { "d", "c" } } })
  local y = {}
  for _, mark in ipairs(marks_of(p, "rect")) do y[mark.key] = y[mark.key] or mark.y end
  near(y["1: a"], y["2: d"])
  near(y["1: b"], y["2: c"])
end)

test("a stage that is not listed, and none at all, are said", function()
  local f = frame { stage = { "make" }, who = { "MT" } }
  raises("the stage \"make\", which 'stages' does not list", chart.chain, f,
    { stages = { "use" }, name = "who" })
  raises("no row has a stage", chart.chain, frame({ { "stage", { na } }, { "who", { "x" } } },
    { types = { stage = "text" } }))
  raises("is -1; a link is not below 0", chart.chain, frame { stage = { "1", "2" },
    who = { "a", "b" } }, { name = "who", value = "n",
    links = frame { from = { "a" }, to = { "b" }, n = { -1 } } })
end)
