-- What results declare is drawn: every kind, and nothing is dropped silently.

local declared = require "vane.show.declared"


-- The kinds of pictures that the sources of studies name.
local function kinds_in_sources()
  local pipe <close> = io.popen "find lua/vane/study lua/vane/data -name '*.lua' -exec cat {} +"
  local seen = {}
  for kind in pipe:read "a":gmatch '{%s*kind = "(%w+)",%s*title =' do seen[kind] = true end
  return seen
end


local function drawn(r)
  local kinds = {}
  for i, d in ipairs(r:pictures()) do
    local p = declared.draw(d)
    kinds[i] = d.kind .. " " .. (p and p.kind or "-")
    if p then
      assert(p:svg():find("<svg", 1, true))
      assert(p:vega():find('"marks"', 1, true))
      assert(#tostring(p) > 0)
    end
  end
  return kinds
end


test("every kind that a study declares is one that somebody draws", function()
  local n = 0
  for kind in pairs(kinds_in_sources()) do
    assert(declared.knows(kind), "nobody draws " .. kind)
    n = n + 1
  end
  assert(n >= 15, n .. " kinds found")
end)

test("a kind that nobody draws is an error, not a gap", function()
  raises("\"Pie\" is of a kind that nobody draws: \"pie\"", declared.draw,
    { kind = "pie", title = "Pie" })
end)

test("scenario runs bring their histogram, and over steps their fan", function()
  local drivers = { a = uniform(1, 2) }
  eq(drawn(scenario.run { model = function(x) return x.a end, drivers = drivers, runs = 50 }),
    { "histogram distribution" })
  local jobs = { start = uniform(10, 20), growth = 0.01 }
  eq(drawn(scenario.run { model = system { drivers = { jobs = jobs }, steps = 3 }, runs = 50 }),
    { "histogram distribution", "fan series" })
end)

test("the largest regions are called by their names, too", function()
  local r = concentration { frame = frame { nuts2 = { "DE21", "XX99" }, n = { 2, 1 } },
    region = "nuts2", value = "n" }
  local text = tostring(declared.draw(r:pictures()[1]))
  assert(text:find "DE21 Oberbayern" and text:find "\n *XX99 ", text)
end)

test("boxes and trees of conditions bring pictures that can be drawn", function()
  local f = frame { x = { 1, 2, 3, 4, 5, 6, 7, 8 }, hit = { 0, 0, 0, 0, 0, 1, 1, 1 } }
  for _, r in ipairs { prim(f, { outcome = "hit", peel = 0.2, mass = 0.2 }),
    cart(f, { outcome = "hit", leaf = 1, split = 2 }) } do
    assert(page "Conditions" { r }.n_parts > 1)
  end
end)

test("scenarios, wild cards and roadmaps bring their pictures", function()
  local a, b = { "A", "x", "y" }, { "B", "x", "y" }
  local list = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 }, { "B|x", "A|x", 1 } }
  local x = impact { a, b, judgements = list }
  eq(drawn(x:consistent {}), { "scenarios scenarios" })
  eq(drawn(x:wildcards { { "Flood", force = { A = "y" }, impact = 4, likelihood = "remote" },
    { "Rain", force = { A = "x" } } }), { "plane plane" })
  eq(drawn(x:wildcards { { "Flood", force = { A = "y" } } }), { "plane -" })
  local item = { "Data act", lane = "framework", time = 2027, scenarios = { "one", "two" } }
  eq(drawn(roadmap { item }), { "roadmap roadmap", "tube tube" })
  item.scenarios = { "one" }
  eq(drawn(roadmap { item }), { "roadmap roadmap" })
end)

test("flows bring their circle, and where periods are compared their ranks", function()
  local f = frame { a = { "x", "x", "y", "y", "z" }, b = { "y", "z", "z", "x", "x" },
    year = { 2001, 2002, 2008, 2009, 2008 } }
  eq(drawn(linkage.flows { frame = f, from = "a", to = "b" }),
    { "heat heat", "chord chord", "ranks bar" })
  eq(drawn(linkage.flows { frame = f, from = "a", to = "b", year = "year",
    periods = { { 2000, 2004 }, { 2005, 2009 } } }),
    { "heat heat", "chord chord", "ranks bar", "slope slope" })
end)

test("spaces on two sides bring the chain from research to production", function()
  local function two_groups(a, b)
    return graph { { a .. 1, a .. 2 }, { a .. 2, a .. 3 }, { a .. 1, a .. 3 },
      { b .. 1, b .. 2 }, { b .. 2, b .. 3 }, { b .. 1, b .. 3 }, { a .. 1, b .. 1 } }
  end
  local here = two_groups("x", "y")
  local r = space { research = here, production = here, communities = 2, runs = 2 }
  eq(drawn(r), { "chain chain" })
  local members = r:pictures()[1].links
  eq(members:column "members", { 3, 3 })
  r = space { research = here, production = two_groups("u", "v"), communities = 2, runs = 2 }
  eq(r:pictures()[1].links.n_rows, 0)
  eq(drawn(r), { "chain chain" })
end)

test("agreement of three coders brings coders against coders", function()
  local f = frame { p = { 1, 2, 2, 1 }, q = { 1, 2, 1, 1 }, r = { 1, 2, 2, 2 } }
  eq(drawn(agreement(f, { replicates = 20 })), { "agreement agreement" })
  eq(drawn(agreement(f:select { "p", "q" }, { replicates = 20 })), {})
end)

test("invented data is called so on what a result brings", function()
  local f = frame({ { "a", { "x", "y" } }, { "b", { "y", "x" } } },
    { source = "synthetic_deals.csv" })
  for _, d in ipairs(linkage.flows { frame = f, from = "a", to = "b" }:pictures()) do
    assert(declared.is_synthetic(declared.draw(d)), d.title)
  end
end)

test("of more than can be read the largest are drawn, which is said", function()
  local names, cells = {}, {}
  for i = 1, 70 do
    names[i], cells[i] = "n" .. i, {}
    for j = 1, 70 do cells[i][j] = i + j end
  end
  local p = declared.draw { kind = "heat", title = "All",
    matrix = matrix.of(names, names, cells) }
  eq(p.notes[1], "The 60 x 60 with the largest sums, of 70 x 70")
  eq({ p.table.n_rows, p.table:get(1, p.table.names[1]) }, { 60, "n11" })
  local f, x = {}, {}
  for i = 1, 2500 do f[i], x[i] = "p" .. i, i end
  p = declared.draw { kind = "scatter", title = "Points", x = "x", y = "x", label = "name",
    frame = frame { name = f, x = x } }
  eq(p.notes[1], "500 more rows are not drawn")
  local from, to = {}, {}
  for i = 1, 2400 do from[i], to[i] = "n" .. i, "n" .. i + 1 end
  p = declared.draw { kind = "network", title = "Path",
    graph = frame { a = from, b = to }:graph { from = "a", to = "b" } }
  eq(p.notes[1], "The 2000 strongest of 2401 nodes")
end)

-- The names a1, a2, ... and the numbers 1, 2, ...
local function numbered(letter, n)
  local names, numbers = {}, {}
  for i = 1, n do names[i], numbers[i] = letter .. i, i end
  return names, numbers
end

test("of more lines, stations, boxes, cards and coders the first are drawn", function()
  local line, number = numbered("l", 20)
  local p = declared.draw { kind = "tube", title = "Ways", line = "line", station = "station",
    frame = frame { line = line, station = numbered("s", 20) } }
  eq(p.notes[1], "8 more lines are not drawn")
  p = declared.draw { kind = "fan", title = "Courses", x = "t", by = "line", low = "t",
    middle = "t", high = "t", frame = frame { line = line, t = number } }
  eq(p.notes[1], "8 more lines are not drawn")
  assert(p:svg():find("12 lines of t by t", 1, true))
  local stop, order = numbered("s", 201)
  p = declared.draw { kind = "tube", title = "Way", line = "line", station = "station",
    order = "n", frame = frame { station = stop, n = order }:with { line = "one" } }
  eq({ p.notes[1], p.table.n_rows }, { "1 more stations are not drawn", 200 })
  p = declared.draw { kind = "chain", title = "Chain", stage = "stage", name = "name",
    frame = frame { name = numbered("b", 103) }:with { stage = "research" } }
  eq({ p.notes[1], p.table.n_rows }, { "3 more names are not drawn", 100 })
  p = declared.draw { kind = "plane", title = "Plane", name = "card", x = "n", y = "n",
    frame = frame { card = numbered("c", 62) }:with { n = 3 } }
  eq({ p.notes[1], p.table.n_rows }, { "2 more rows are not drawn", 60 })
  p = declared.draw { kind = "agreement", title = "Coders",
    frame = frame { b = numbered("b", 41) }:with { a = "a", agreement = 0.5 } }
  eq({ p.notes[1], p.table.n_rows }, { "2 more coders are not drawn", 39 })
end)

test("a circle has the heaviest ribbons of more things than it has room for", function()
  local function ring(n)
    local names, cells = numbered("n", n), {}
    for i = 1, n do
      cells[i] = {}
      for j = 1, n do cells[i][j] = (j == i % n + 1) and i or 0 end
    end
    return { kind = "chord", title = "Ring", matrix = matrix.of(names, names, cells) }
  end
  eq(declared.draw(ring(40)).table.n_rows, 40)
  eq(declared.draw(ring(41)).notes[2], "21 smaller flows, 231 together, are not drawn")
  local alone = matrix.of({ "a", "b" }, { "a", "b" }, { { 3, 0 }, { 0, 2 } })
  eq(declared.draw { kind = "chord", title = "Alone", matrix = alone }, nil)
end)
