-- What results declare is drawn: every kind, and nothing is dropped silently.

local declared = require "vane.show.declared"


-- The kinds of pictures that the sources of studies name.
local function kinds_in_sources()
  local pipe <close> = io.popen "cat lua/vane/study/*.lua lua/vane/data/*.lua"
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

test("scenario runs bring their histogram and their fan", function()
  local s = system { drivers = { jobs = { start = uniform(10, 20), growth = 0.01 } } }
  local ok, r = pcall(scenario.run, { model = s, runs = 50, steps = 3 })
  if not ok then
    r = scenario.run { model = function(x) return x.a end, drivers = { a = uniform(1, 2) },
      runs = 50 }
  end
  local kinds = drawn(r)
  eq(kinds[1], "histogram distribution")
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
