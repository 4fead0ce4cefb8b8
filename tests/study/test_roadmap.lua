-- Roadmaps: times as people say them, what is odd, groups' maps merged, and
-- files that bring back what was written.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local time_of = require "vane.study.roadmap.time"


-- One item, in the lane of products unless said otherwise.
local function item(name, time, more)
  local given = { name, lane = "products", time = time }
  for key, value in pairs(more or {}) do given[key] = value end
  return given
end


local function problems(r)
  local list = {}
  for row in r.problems:each() do list[#list + 1] = row.problem .. ": " .. row.item end
  return list
end


local function has_problem(r, wanted)
  for _, problem in ipairs(problems(r)) do
    if problem == wanted then return true end
  end
  return false
end


-- ---- times ----

local inf = math.huge

for text, wanted in pairs {
  ["2027"] = { 2027, 2028 }, ["2027-2029"] = { 2027, 2030 }, ["2027-29"] = { 2027, 2030 },
  ["2027–2029"] = { 2027, 2030 }, ["2027 to 2029"] = { 2027, 2030 },
  ["between 2027 and 2029"] = { 2027, 2030 }, ["from 2027 to 2029"] = { 2027, 2030 },
  ["Q2 2028"] = { 2028.25, 2028.5 }, ["2028 Q2"] = { 2028.25, 2028.5 },
  ["2028-q4"] = { 2028.75, 2029 }, ["H1 2028"] = { 2028, 2028.5 },
  ["Q2 2028 - Q1 2029"] = { 2028.25, 2029.25 },
  ["2028-01"] = { 2028, 2028 + 1 / 12 }, ["March 2028"] = { 2028 + 2 / 12, 2028 + 3 / 12 },
  ["dec 2028"] = { 2028 + 11 / 12, 2029 }, ["2030s"] = { 2030, 2040 },
  ["mid 2028"] = { 2028 + 1 / 3, 2028 + 2 / 3 }, ["early-2028"] = { 2028, 2028 + 1 / 3 },
  ["by 2030"] = { -inf, 2031 }, ["before 2030"] = { -inf, 2030 }, ["By  2030 "] = { -inf, 2031 },
  ["until Q1 2030"] = { -inf, 2030.25 }, ["after 2030"] = { 2031, inf },
  ["from 2030"] = { 2030, inf }, ["2030+"] = { 2030, inf }, ["2030 onwards"] = { 2030, inf },
  ["around 2030"] = { 2029, 2032 }, ["ca. 2030"] = { 2029, 2032 },
} do
  test("a time may be " .. text, function()
    local time = time_of(text)
    near(time[1] == wanted[1] and 0 or time[1] - wanted[1], 0)
    near(time[2] == wanted[2] and 0 or time[2] - wanted[2], 0)
  end)
end

test("days are told apart and stand in order", function()
  local last = 0
  for month = 1, 12 do
    for day = 1, 28 do
      local time = time_of(("2028-%02d-%02d"):format(month, day))
      assert(time[1] >= last and time[2] > time[1])
      last = time[1]
    end
  end
  assert(time_of "2028-02-29")
  eq(time_of "2027-02-29", nil)
end)

test("times that make no sense are refused", function()
  for _, text in ipairs { "", "soon", "20277", "2029-2027", "Q5 2028", "2028-13", "2028-00-10",
    "H3 2028", "by", "after soon", "late", "2027-", "-2027", "1e3", "Q2", "Juvember 2028" } do
    eq(time_of(text), nil)
    raises("is not understood", function() roadmap { item("x", text) } end)
  end
  raises("should be a text or a whole number, found a number",
    function() roadmap { item("x", 2027.5) } end)
end)


-- ---- what is odd ----

test("an effect that ends before its cause begins is found, others are not", function()
  local function found(cause, effect)
    return has_problem(roadmap { item("A", cause, { leads_to = "B" }), item("B", effect) },
      "effect before its cause: B")
  end
  eq({ found(2028, 2027), found("after 2030", "by 2030"), found("Q2 2028", "Q1 2028") },
    { true, true, true })
  -- the same time, times that overlap, open ends that may be right
  eq({ found(2028, 2028), found("2027-2029", 2028), found("by 2030", 2026),
    found(2028, "after 2020"), found(2028, "by 2030"), found("2028-2030", "2027-2028") },
    { false, false, false, false, false, false })
  eq(found(2028, nil), false)
end)

test("circles of links are named, each once", function()
  local function circles(...)
    local items, links = {}, {}
    for i, name in ipairs { "A", "B", "C", "D", "E" } do items[i] = item(name, 2027) end
    for i, link in ipairs { ... } do links[i] = { link:sub(1, 1), link:sub(2, 2) } end
    items.links = links
    local list = {}
    for row in roadmap(items).problems:where { problem = "circle of links" }:each() do
      list[#list + 1] = row.detail
    end
    table.sort(list)
    return list
  end
  eq(circles("AB", "BC", "CD"), {})
  eq(#circles("AB", "BC", "CA", "CD", "DE"), 1)
  eq(#circles("AB", "BA", "CD", "DC"), 2)
  local one = circles("AB", "BC", "CA")[1]
  assert(({ ["A > B > C > A"] = 1, ["B > C > A > B"] = 1, ["C > A > B > C"] = 1 })[one], one)
end)

-- A circle is there exactly when no order of the items has all links forward:
-- here, when some power of the links leads back (a second route).
test("a circle is found whenever somebody can be reached from itself", function()
  local draw = require "random".numbers(11)
  for _ = 1, 300 do
    local n, items, links, reach = 5, {}, {}, {}
    for i = 1, n do items[i], reach[i] = item("i" .. i, 2027), {} end
    for _ = 1, 6 do
      local a, b = draw(n) + 1, draw(n) + 1
      if a ~= b then links[#links + 1], reach[a][b] = { "i" .. a, "i" .. b }, true end
    end
    for k = 1, n do for i = 1, n do for j = 1, n do
      if reach[i][k] and reach[k][j] then reach[i][j] = true end
    end end end
    local expected = false
    for i = 1, n do expected = expected or reach[i][i] or false end
    items.links = links
    eq(roadmap(items).problems:where { problem = "circle of links" }.n_rows > 0, expected)
  end
end)

test("orphans, empty lanes and times outside the horizon are found", function()
  local r = roadmap { horizon = { 2027, 2030 }, item("A", 2025), item("B", "2026-2028"),
    item("C", nil), item("D", "after 2030"), item("E", "by 2031"),
    { "Law", lane = "framework", time = 2027, leads_to = "B" } }
  for _, wanted in ipairs { "orphan product: A", "product without effect: B",
    "empty lane: technology", "empty lane: outcomes", "outside the horizon: A",
    "partly outside the horizon: B", "without a time: C", "outside the horizon: D",
    "partly outside the horizon: E" } do
    assert(has_problem(r, wanted), wanted)
  end
  eq(has_problem(r, "orphan product: B"), false)
  eq(has_problem(r, "empty lane: framework"), false)
  eq(r.problems:where { item = "Law" }.n_rows, 0)
end)

test("a roadmap with nothing odd has no problems", function()
  local r = roadmap { { "Law", lane = "framework", time = 2027, leads_to = "Chip" },
    { "Chip", lane = "technology", time = 2028, leads_to = "Phone" },
    { "Phone", lane = "products", time = 2029, leads_to = "Jobs" },
    { "Jobs", lane = "outcomes", time = "2029-2031" } }
  eq(problems(r), {})
  eq(r.horizon, { 2027, 2031 })
end)


-- ---- tables, parts, files ----

local function full()
  return roadmap { title = "Map",
    { "Law", lane = "Framework conditions", time = "by 2027",
      leads_to = { "Chip", "Phone" }, comment = { "hard", "slow" }, group = "G1" },
    { "Chip", lane = "technology", time = "2027-2029", scenarios = { "Open", "Closed" },
      certainty = "uncertain" },
    { "Phone", lane = "products", time = 2030, scenarios = "Open" },
    { "Flood", lane = "outcomes", certainty = "wild card" }, links = { { "Chip", "Phone" } } }
end

test("what was written as .csv reads back the same", function()
  files.with("", function(path)
    local r = full()
    r:save(path)
    local back = roadmap.read(path, { title = "Map" })
    eq(back.items == r.items, true)
    eq(back.links == r.links, true)
    eq({ back.title, back.horizon }, { "Map", r.horizon })
  end)
end)

test("links may stand in a file of their own", function()
  files.with("item,lane,time\nA,products,2027\nB,products,2028\n", function(path)
    files.with("from,to\nA,B\n", function(links)
      eq(roadmap.read(path, { links = links }).links:column "to", { "B" })
    end)
  end)
end)

test("the table has a row for each period and a column for each lane", function()
  local t = full().table
  eq(t.names, { "time", "framework", "technology", "products", "outcomes" })
  eq(t:column "time", { "2027", "2028", "2029", "2030" })
  eq(t:column "framework", { "Law", na, na, na })
  eq(t:column "technology", { "? Chip", na, na, na })
  eq(t:column "products", { na, na, na, "Phone" })
  -- 40 years in rows of four
  local long = roadmap { horizon = { 2001, 2040 }, item("A", 2040) }.table
  eq({ long.n_rows, long:get(10, "time"), long:get(10, "products") }, { 10, "2037-2040", "A" })
end)

test("a part holds what is tagged for a scenario and what is for all", function()
  local r = full()
  eq(r:only { scenario = "Closed" }.items:column "item", { "Law", "Chip", "Flood" })
  eq(r:only { scenario = "Closed" }.n_links, 1)
  eq(r:only { group = "G1" }.n_items, 1)
  eq(r:only { lane = "Products and services" }.items:column "item", { "Phone" })
  eq(r:only { certainty = "wild card" }.items:column "item", { "Flood" })
  raises("no item names the scenario \"Opn\" (did you mean \"Open\"?)", r.only, r,
    { scenario = "Opn" })
end)

test("Markdown and Mermaid say every item", function()
  local r = full()
  local function written(ending)
    local text
    files.with("", function(path) r:save(path); text = files.bytes(path) end, ending)
    return text
  end
  local md, mmd = written ".md", written ".mmd"
  for _, part in ipairs { "# Map\n", "| 2027 | Law | ? Chip |", "## Outcomes and impacts",
    "hard; slow", "## To be looked at" } do
    assert(md:find(part, 1, true), part)
  end
  for _, part in ipairs { "gantt\n  title Map\n  dateFormat YYYY-MM-DD\n",
    "section Framework conditions\n  Law (by 2027) :milestone, i1, 2028-01-01, 0d\n",
    "Chip (2027-2029) :active, i2, 2027-01-01, 2030-01-01\n", "%% Chip leads to Phone\n" } do
    assert(mmd:find(part, 1, true), part)
  end
  eq(mmd:find("Flood", 1, true), nil)  -- it has no time
  local odd = roadmap { item("a: b#c", 2027), item("Click here", 2027), title = "x:y" }
  files.with("", function(path)
    odd:save(path)
    assert(files.bytes(path):find("a b c (2027) :", 1, true))
    assert(files.bytes(path):find("\n  \"Click here\" (2027) :", 1, true))
  end, ".mmd")
end)

test("a roadmap writes its picture", function()
  files.with("", function(path)
    full():save(path)
    local text = files.bytes(path)
    for _, part in ipairs { "<svg", "Map</", "Chip", "Framework" } do
      assert(text:find(part, 1, true), part)
    end
  end, ".svg")
end)

test("the geometry has a row for each lane, tick, item drawn and link", function()
  local g = full():geometry { width = 800, now = "2028-07" }
  local n = {}
  for _, part in ipairs(g:column "part") do n[part] = (n[part] or 0) + 1 end
  eq(n, { lane = 4, tick = 4, now = 1, item = 3, link = 3 })
  -- four years on 800: 2027 is left, 2028.5 a third and a half from there
  local ticks = g:where { part = "tick" }:column "x"
  near(ticks[3] - ticks[1], 400)
  near(g:where { part = "now" }:get(1, "x") - ticks[1], 300)
  near(g:where { name = "Chip" }:get(1, "bar_width"), 600)
  eq(full():pictures()[1].title, "Map")
end)


-- ---- merging ----

local function two()
  return roadmap { title = "North", item("5G roll-out", 2027, { comment = "cheap",
    leads_to = "Jobs" }), item("Jobs", 2030), item("Data act", 2027) },
    roadmap { title = "South", item("5G Rollout", 2028, { comment = "dear", scenarios = "Open",
      leads_to = "Jobs" }), item("Jobs", 2030, { lane = "outcomes" }), item("Data acts", 2027) }
end

test("items of the same name are one, with everybody's comments", function()
  local a, b = two()
  local m = roadmap.merge { a, b, title = "Both" }
  eq(m.items:column "item", { "5G roll-out", "Jobs", "Data act", "Data acts" })
  eq({ m.items:get(1, "comment"), m.items:get(1, "group"), m.items:get(1, "scenarios") },
    { "North: cheap; South: dear", "North; South", "Open" })
  eq(m.n_links, 1)
  eq(m.disagreements:column "said", { "North: 2027; South: 2028",
    "North: products; South: outcomes" })
  local alike = m.duplicates:where { item = "Data act" }
  eq({ alike:get(1, "other"), alike:get(1, "merged") }, { "Data acts", false })
  -- da at ta ac ct: five pairs, and one more, ts
  near(alike:get(1, "likeness"), 10 / 11)
end)

test("what looks alike is merged when it is said to be", function()
  local a, b = two()
  eq(roadmap.merge { a, b, same = { { "Data act", "Data acts" } } }.n_items, 3)
  eq(roadmap.merge { a, b, similar = "merge" }.n_items, 3)
  eq(roadmap.merge { a, b, alike = 1 }.duplicates.n_rows, 2)
  eq(roadmap.merge { a, b, a, b }.n_items, 4)
end)

test("a map merged with itself is the same map", function()
  local r = full()
  local m = roadmap.merge { r, r }
  eq(m.items:column "item", r.items:column "item")
  eq(m.links == r.links, true)
  eq(m.items:column "time", r.items:column "time")
  eq(m.disagreements.n_rows, 0)
end)


-- ---- what cannot be ----

test("roadmaps that make no sense are refused", function()
  local function refused(part, ...) raises(part, roadmap, ...) end
  refused("wants items, as in roadmap{", nil)
  refused("item 1 should be a table", { "x" })
  refused("item 1 should begin with its name", { { lane = "products" } })
  refused("needs the option 'lane'", { { "A" } })
  refused("should be one of framework, technology, products, outcomes, found \"prducts\" "
    .. "(did you mean \"products\"?)", { { "A", lane = "prducts" } })
  refused("unknown option 'tme'", { { "A", lane = "products", tme = 1 } })
  refused("\"A\" stands twice", { item "A", item "A" })
  refused("should have at most 400 letters and no ;", { item "a;b" })
  refused("a link names \"Phne\", which is no item (did you mean \"Phone\"?)",
    { item("Phone", 2027), item("Chip", 2027, { leads_to = "Phne" }) })
  refused("\"A\" cannot lead to itself", { item("A", 2027, { leads_to = "A" }) })
  refused("link 1 should be written", { item "A", links = { "A" } })
  refused("'horizon' should be { first year, last year }", { item "A", horizon = { 2030, 2020 } })
  refused("not both", { item "A", items = { item "B" } })
  refused("unknown option 'itms' (did you mean 'items'?)", { itms = {} })
  raises("2 to 4 roadmaps can be merged, found 1", roadmap.merge, { full() })
  raises("found 5", roadmap.merge, { full(), full(), full(), full(), full() })
  raises("entry 2 should be a roadmap", roadmap.merge, { full(), {} })
  raises("'same' names \"Lw\", which is no item (did you mean \"Law\"?)", roadmap.merge,
    { full(), full(), same = { { "Law", "Lw" } } })
  for _, same in ipairs { { "Law" }, { { "Law" } } } do
    raises("entry 1 of 'same' should be { \"name\", \"other name\" }", roadmap.merge,
      { full(), full(), same = same })
  end
  raises("'alike' should be above 0", roadmap.merge, { full(), full(), alike = 0 })
  raises("written as .csv, .md, .mmd or .svg", function() full():save "x.gif" end)
  raises("'width' should be from 1", function() full():geometry { width = 0 / 0 } end)
  raises("'now' should be a time", function() full():geometry { now = "soon" } end)
  raises("it was not merged from several", function() return full().duplicates end)
end)

test("files that hold no roadmap are refused", function()
  files.with("item,time\nA,2027\n", function(path)
    raises("there is no column \"lane\"", roadmap.read, path)
  end)
  files.with("item,lane,time\nA,products,soon\n", function(path)
    raises("the time of \"A\", \"soon\", is not understood", roadmap.read, path)
  end)
  files.with("item,lane,owner\nA,products,me\n", function(path)
    local said = files.said(function() roadmap.read(path) end)
    assert(said:find("passed over the column owner", 1, true), said)
  end)
end)

test("a cell of several scenarios holds them behind semicolons", function()
  local f = frame { item = { "A" }, lane = { "products" }, time = { 2027 },
    scenarios = { "Open; Closed" } }
  local listed = { "A", lane = "products", time = 2027, scenarios = { "Open", "Closed" } }
  eq(roadmap { items = f }.items == roadmap { listed }.items, true)
  -- what several scenarios share is drawn as lines that meet
  eq(#roadmap { items = f }:pictures(), #roadmap { listed }:pictures())
end)

test("a roadmap says that it is invented, and how much more is odd", function()
  local items = {}
  for k = 1, 7 do items[k] = ("A%d,products"):format(k) end
  files.with("item,lane\n" .. table.concat(items, "\n") .. "\n", function(path)
    local r = roadmap.read(path)
    local text = tostring(r)
    assert(text:match "^[^\n]*":find("  SYNTHETIC DATA", 1, true), text)
    eq(text:find(("... %d more in .problems"):format(r.problems.n_rows - 5), 1, true) ~= nil, true)
  end, "_synthetic.csv")
end)

test("an empty roadmap says that every lane is empty", function()
  local r = roadmap {}
  eq(problems(r), { "empty lane: framework", "empty lane: technology", "empty lane: products",
    "empty lane: outcomes" })
  assert(tostring(r):find("(nothing)", 1, true))
  assert(r:geometry {}.n_rows > 4)
end)
