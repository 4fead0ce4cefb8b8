-- Counting linkages: hand examples, a second route by plain loops, what must
-- not matter, and what cannot be counted.

package.path = "tests/data/?.lua;tests/study/?.lua;" .. package.path
local random = require "random"
local brute = require "brute_cooccur"

local function refuses(job, sentence)
  raises(sentence, job)
end

-- The cells of a frame, row by row.
local function cells(f, ...)
  if ... then f = f:select(...) end
  local list = {}
  for i = 1, f.n_rows do
    list[i] = {}
    for j, name in ipairs(f.names) do list[i][j] = f:get(i, name) end
  end
  return list
end


local TWO = { { 2000, 2007 }, { 2007, 2014 } }


local function rows_of(list)
  local columns = { group = {}, class = {}, year = {} }
  for i, row in ipairs(list) do
    columns.group[i] = row[1] == nil and na or row[1]
    columns.class[i] = row[2] == nil and na or row[2]
    columns.year[i] = row[3] == nil and na or row[3]
  end
  return frame({ { "group", columns.group }, { "class", columns.class },
    { "year", columns.year } }, { types = { group = "text", class = "text",
    year = "integer" } })
end


local function study(list, more)
  local given = { frame = rows_of(list), group = "group", class = "class" }
  for name, value in pairs(more or {}) do given[name] = value end
  if given.group == false then given.group = nil end
  if given.periods then given.year = "year" end
  return linkage.cooccur(given)
end


-- period -> "a b" -> { count =, n_groups = } of the result.
local function found_in(links)
  local found, f = {}, links.pairs
  for _, name in ipairs(links.periods:column "period") do found[name] = {} end
  for i = 1, f.n_rows do
    local row = f:row(i)
    assert(row.a < row.b, "pairs are written in order")
    found[row.period][row.a .. " " .. row.b] = { count = row.count,
      n_groups = f.types.n_groups and row.n_groups or row.count }
  end
  return found
end


local function same(found, wanted, distinct)
  for period, pairs_wanted in pairs(wanted) do
    for name, pair in pairs(pairs_wanted) do
      local other = found[period][name]
      if not other then error(("%s: no pair %s"):format(period, name)) end
      near(other.count, pair.count, 1e-9)
      if distinct ~= false then eq(other.n_groups, pair.n_groups) end
    end
    for name in pairs(found[period]) do assert(pairs_wanted[name], name) end
  end
end


-- ---- by hand ----

local patents = {
  { "p1", "A", 2001 }, { "p1", "B", 2001 }, { "p1", "C", 2001 },
  { "p2", "A", 2007 }, { "p2", "B", 2007 },
  { "p3", "B", 2010 }, { "p3", "C", 2010 }, { "p3", "B", 2010 },
  { "p4", "A", 2010 },
}

test("a pair counts once in each group with both, in each of its periods", function()
  local links = study(patents, { periods = TWO })
  eq(cells(links.pairs, "a", "b", "count"), {
    { "A", "B", 2 }, { "A", "C", 1 }, { "B", "C", 1 },
    { "A", "B", 1 }, { "B", "C", 1 } })
  eq(links.pairs:column "period", { "2000-2007", "2000-2007", "2000-2007",
    "2007-2014", "2007-2014" })
  eq(links.periods:column "n_groups", { 2, 3 })
  eq({ links.n_rows, links.n_groups, links.n_members }, { 9, 4, 3 })
end)

test("matrices are symmetric, with names, 0 on the diagonal", function()
  local links = study(patents, { periods = TWO })
  local m = links.matrices["2000-2007"]
  eq({ m:get("A", "B"), m:get("B", "A"), m:get("A", "A"), m:get("A", "C") },
    { 2.0, 2.0, 0.0, 1.0 })
  local names = {}
  for name in pairs(links.matrices) do names[#names + 1] = name end
  eq(names, { "2000-2007", "2007-2014" })
  for i, one in ipairs(links.matrices) do eq(one == links.matrices[names[i]], true) end
  eq({ #links.matrices, links.matrices[3] }, { 2 })
  eq(m.rows, { "A", "B", "C" })
end)

test("a group of n gives each of its classes a weight of 1", function()
  local links = study(patents, { weight = "fractional" })
  local f = links.pairs
  near(f:get(1, "count"), 1 / 2 + 1, 1e-15)  -- A and B: p1 of 3, p2 of 2
  near(f:get(2, "count"), 1 / 2, 1e-15)
  near(f:get(3, "count"), 1 / 2 + 1, 1e-15)
  eq(f:column "n_groups", { 2, 1, 2 })
  local sums = {}
  for i = 1, f.n_rows do
    for _, side in ipairs { "a", "b" } do
      local name = f:get(i, side)
      sums[name] = (sums[name] or 0) + f:get(i, "count")
    end
  end
  eq(sums, { A = 2.0, B = 3.0, C = 2.0 })  -- patents that link it to another
end)

test("repeats count once, or each with each when they are not distinct", function()
  eq(study(patents).pairs:column "count", { 2, 1, 2 })
  eq(study(patents, { distinct = false }).pairs:column "count", { 2, 1, 3 })
end)

test("a group of several years is in each period with that period's classes",
  function()
    local links = study({ { "p", "A", 2003 }, { "p", "B", 2003 }, { "p", "C", 2010 },
      { "p", "B", 2010 }, { "q", "A", 2007 }, { "q", "C", 2012 } }, { periods = TWO })
    same(found_in(links), { ["2000-2007"] = { ["A B"] = { count = 1, n_groups = 1 } },
      ["2007-2014"] = { ["B C"] = { count = 1, n_groups = 1 },
        ["A C"] = { count = 1, n_groups = 1 } } })
    assert(tostring(links):find("2 groups have rows of several years", 1, true))
  end)

test("a separator splits cells; each row is then a group", function()
  local f = frame { ipc = { "A;B", "B ; A;", ";C;", "A", ";;", na } }
  local links = linkage.cooccur { frame = f, class = "ipc", separator = ";" }
  eq(cells(links.pairs, "a", "b", "count"), { { "A", "B", 2 } })
  eq({ links.n_groups, links.n_members }, { 4, 3 })
  eq(cells(links.left_out), { { 2, "without a class" } })
end)

test("codes are cut to a level, and others left out", function()
  local f = frame { p = { 1, 1, 1, 1, 1, 2, 2 }, ipc = { "H04L 12/24", "H04L0012/56",
    "H04L1/18", "h04l", "G06F", "H04", "B60L11/18" } }
  local function members(level)
    return linkage.cooccur { frame = f, group = "p", class = "ipc", level = level }
      .members:column "member"
  end
  eq(members "section", { "B", "G", "H" })
  eq(members "class", { "B60", "G06", "H04" })
  eq(members "subclass", { "B60L", "G06F", "H04L" })
  eq(members "group", { "B60L11", "H04L1", "H04L12" })
  local text = tostring(linkage.cooccur { frame = f, group = "p", class = "ipc",
    level = "subclass" })
  assert(text:find("left out: 2 classes that are no IPC code at the level of "
    .. "subclass, as \"h04l\"", 1, true), text)
end)

test("years may be dates or texts; what is none is counted", function()
  local function n_left(years, types)
    local f = frame({ { "p", { 1, 1, 1, 1 } }, { "c", { "A", "B", "C", "D" } },
      { "year", years } }, { types = types })
    local links = linkage.cooccur { frame = f, group = "p", class = "c", year = "year",
      periods = TWO }
    return links.pairs.n_rows, cells(links.left_out)
  end
  eq({ n_left { 2001, 2002, 2003, 2004 } }, { 6, {} })
  eq({ n_left({ "2001-05-06", "2002-12-31", na, "2020-01-01" }, { year = "date" }) },
    { 1, { { 1, "without a year" }, { 1, "outside the periods" } } })
  eq({ n_left { "2001", "2001-02-03", "n.d.", "1999" } },
    { 1, { { 1, "whose year is none, as \"n.d.\"" }, { 1, "outside the periods" } } })
  eq({ n_left { 2001.0, 2002.5, 2003.0, na } },
    { 1, { { 1, "without a year" }, { 1, "whose year is none, as \"2002.5\"" } } })
end)


-- ---- periods ----

test("periods in which no row lies are refused with the years there are", function()
  local f = frame{ p = {1, 1, 2}, c = {"A", "B", "A"}, y = {1990, 1990, 1995} }
  local function refused(rows, periods, sentence)
    raises(sentence, linkage.cooccur, { frame = rows, group = "p", class = "c",
      year = "y", periods = periods })
  end
  refused(f, TWO, "cooccur: no row lies in any of the periods 2000-2007, "
    .. "2007-2014; the years of \"y\" go from 1990 to 1995")
  refused(f:head(2), { boom = { 2000, 2007 } },
    "no row lies in the period boom; the years of \"y\" are all 1990")
  local some = linkage.cooccur { frame = f, group = "p", class = "c", year = "y",
    periods = { { 1990, 1991 }, { 2000, 2001 } } }
  eq(some.periods:column "n_groups", { 1, 0 })
end)

test("years that a calculation gave are years", function()
  local half = { { 2000, 2000 + 14 / 2 }, { 2007, 2014 } }
  eq(study(patents, { periods = half }).pairs == study(patents, { periods = TWO }).pairs, true)
end)

test("periods come in order of their first year, and may have names", function()
  local links = study(patents, { periods = { later = { 2008, 2014 }, first = { 2000, 2007 } } })
  eq(links.periods:column "period", { "first", "later" })
  eq(links.matrices.later:get("B", "C"), 1.0)
  refuses(function() return links.matrices.second end,
    "cooccur: there is no period \"second\"; there are first, later")
end)

test("without periods all years are one", function()
  eq(study(patents).periods:column "period", { "all" })
  eq(cells(study(patents, { year = "year" }).periods), { { "2001-2010", 2001, 2010, 4, 3 } })
end)

test("a last year of few rows is said to be perhaps incomplete", function()
  local list = {}
  for i = 1, 100 do list[i] = { "p" .. i, "A", 2010 + i // 30 } end
  local links = study(list, { year = "year" })
  eq(cells(links.years), { { 2010, 29 }, { 2011, 30 }, { 2012, 30 }, { 2013, 11 } })
  assert(tostring(links):find("2013 has 11 rows, 2012 had 30: perhaps", 1, true))
  for i = 101, 112 do list[i] = { "p" .. i, "A", 2013 } end
  assert(not tostring(study(list, { year = "year" })):find("perhaps", 1, true))
  eq(study(list).years.n_rows, 0)
end)

test("a period without rows is empty, and said", function()
  local links = study(patents, { periods = { { 1990, 1999 }, { 2000, 2014 } } })
  eq(links.pairs:where { period = "1990-1999" }.n_rows, 0)
  assert(tostring(links):find("1990-1999: 0 groups, 0 pairs that meet; no row is of "
    .. "this period", 1, true))
end)

test("periods that make no sense are refused", function()
  local function refuse(periods, sentence)
    refuses(function() study(patents, { periods = periods }) end, sentence)
  end
  refuse({ { 2007, 2000 } }, "cooccur: period 1 ends before it begins (2007 to 2000)")
  refuse({ { 2000, 2014 }, { 2003, 2005 } }, "lies within the other")
  refuse({ { 2000, 2007 }, { 2000, 2007 } }, "stands twice")
  refuse({}, "cooccur: 'periods' should name at least one")
  refuse({ { "2000", 2007 } }, "should be { first year, last year }")
  refuse({ { 2000, 2007.5 } }, "should be { first year, last year }")
  refuses(function()
    linkage.cooccur { frame = rows_of(patents), group = "group", class = "class", periods = TWO }
  end, "'periods' need the option 'year'")
end)


-- ---- the second route ----

local function some_rows(draw, separator)
  local list = {}
  for i = 1, draw(60) do
    local class = draw(9) > 0 and ("C" .. draw(7)) or nil
    if class and separator then
      for _ = 1, draw(4) do class = class .. ("; "):sub(1, 1 + draw(2)) .. "C" .. draw(7) end
    end
    list[i] = { draw(12) > 0 and ("g" .. draw(15)) or nil, class,
      draw(12) > 0 and 1998 + draw(20) or nil }
  end
  list[#list + 1] = { "g1", "C1", 2005 }  -- one at least lies in the periods
  return list
end


local function by_group(a, b)
  return (a[1] or "") < (b[1] or "")
end


test("every count agrees with plain loops", function()
  local draw = random.numbers(56)
  for round = 1, 400 do
    local separator = draw(2) == 0 and ";" or nil
    local list = some_rows(draw, separator)
    if draw(2) == 0 then table.sort(list, by_group) end
    local opts = { separator = separator,
      periods = ({ false, TWO, { { 1998, 2003 }, { 2002, 2009 }, { 2010, 2012 } } })[1 + draw(3)]
        or nil,
      weight = draw(2) == 0 and "fractional" or nil }
    if not opts.weight and draw(2) == 0 then opts.distinct = false end
    opts.group = separator and draw(3) == 0 and false or "group"
    local links = study(list, opts)
    local wanted = { group = opts.group or nil, separator = separator, weight = opts.weight,
      distinct = opts.distinct, periods = opts.periods }
    local ok, problem = pcall(same, found_in(links), brute(list, wanted), opts.distinct)
    if not ok then error(("round %d: %s"):format(round, problem)) end
  end
end)

test("the order of the rows does not matter", function()
  local draw = random.numbers(57)
  for _ = 1, 50 do
    local list = some_rows(draw)
    local once = study(list, { periods = TWO, weight = "fractional" })
    for i = #list, 2, -1 do
      local j = 1 + draw(i)
      list[i], list[j] = list[j], list[i]
    end
    local again = study(list, { periods = TWO, weight = "fractional" })
    eq(once.pairs == again.pairs, true)
    eq(once.members == again.members, true)
  end
end)

test("thousands of members are counted as few are", function()
  local draw, list = random.numbers(58), {}
  for group = 1, 3000 do
    for _ = 1, 1 + draw(4) do
      list[#list + 1] = { ("g%05d"):format(group), ("m%04d"):format(draw(5000)), 2000 }
    end
  end
  for _, weight in ipairs { "full", "fractional" } do
    same(found_in(study(list, { weight = weight })), brute(list, { group = "group",
      weight = weight }))
  end
end)

test("groups sorted in any usual way need no sorting", function()
  local function sorted(names)
    local list = {}
    for i, name in ipairs(names) do list[i] = { name, "A", 2000 } end
    return not tostring(study(list)):find("not sorted", 1, true)
  end
  eq(sorted { "P8", "P9", "P10", "P11" }, true)
  eq(sorted { "10", "9", "8" }, true)
  eq(sorted { "a", "b", "c" }, true)
  eq(sorted { "US 2, 9", "US 2, 10", "US 3, 1" }, true)
  eq(sorted { "a", "c", "b" }, false)
  eq(sorted { "a", "b", "a" }, false)
end)

test("groups whose numbers lie far apart are told apart", function()
  local list = {}
  for i = 1, 40 do
    list[i] = { tostring(i % 20 * 900719925474099 + 1), "C" .. i % 7, 2000 }
  end
  list[41], list[42] = { "x", "C1", 2000 }, { "1", "C2", 2000 }
  same(found_in(study(list)), brute(list, { group = "group" }))
end)


-- ---- ties ----

test("strong ties are those from a threshold up, the strongest first", function()
  local links = study(patents, { periods = TWO })
  eq(cells(links:strong { at_least = 2 }),
    { { "A", "B", "2000-2007", 2 } })
  eq(links:strong { period = "2007-2014" }.n_rows, 2)
  eq(links:strong { top = 1, period = "2007-2014" }.n_rows, 2)
  refuses(function() links:strong { period = "2015" } end, "there is no period \"2015\"")
end)

test("the graph of a period has its members and their ties", function()
  local links = study(patents, { periods = TWO })
  local g = links:graph { period = "2000-2007" }
  eq({ g.n_nodes, g.n_edges }, { 3, 3 })
  eq(links:graph().n_edges, 2)
  eq({ links:graph { at_least = 2 }.n_nodes, links:graph { at_least = 2 }.n_edges }, { 3, 0 })
end)


-- ---- what cannot be counted ----

test("a group of too many classes is named", function()
  local list = {}
  for i = 1, 1500 do list[i] = { "big", "c" .. i, 2000 } end
  local sentence = "group \"big\": it has more than 1000 members, and so many say little"
  refuses(function() study(list) end, sentence)
  eq(study(list, { largest = 1500 }).pairs.n_rows, 1500 * 1499 // 2)
  table.insert(list, 1, { "zebra", "c1", 2000 })
  list[#list + 1] = { "zebra", "c2", 2000 }
  refuses(function() study(list) end, sentence)
  list[#list] = { 77, "c2", 2000 }
  for i = 1, 1200 do list[#list + 1] = { "77", "c" .. i, 2000 } end
  for i = #list, 2, -1 do if list[i][1] == "big" then table.remove(list, i) end end
  refuses(function() study(list) end, "group \"77\": it has more than 1000")
end)

test("matrices of very many members point to the pairs", function()
  local groups, classes = {}, {}
  for i = 1, 20001 do groups[i], classes[i] = i // 2, i end
  local links = linkage.cooccur { frame = frame { group = groups, class = classes },
    group = "group", class = "class" }
  refuses(function() return links.matrices end, "cooccur: 20001 members are too many for a "
    .. "matrix of each by each (20000 are possible); .pairs lists those that meet")
  eq(links:strong().n_rows, 10000)
end)

test("periods of single years are counted at once, up to a number", function()
  local years, list, wanted = {}, {}, {}
  local draw = random.numbers(65)
  for i = 1, 60 do years[i] = { 1950 + i, 1950 + i } end
  for i = 1, 500 do list[i] = { "g" .. draw(200), "C" .. draw(6), 1951 + draw(60) } end
  for i, year in ipairs(years) do wanted[i] = year end
  same(found_in(study(list, { periods = years })), brute(list, { group = "group",
    periods = wanted }))
  for i = 61, 65 do years[i] = { 1950 + i, 1950 + i } end
  refuses(function() study(list, { periods = years }) end, "65 periods are too many to count")
end)

test("options that do not fit together are refused", function()
  local f = rows_of(patents)
  refuses(function() linkage.cooccur { group = "group", class = "class" } end,
    "cooccur: wants either 'frame' or 'file', found neither")
  refuses(function() linkage.cooccur { frame = f, class = "class" } end,
    "cooccur: needs the option 'group'")
  refuses(function() linkage.cooccur { frame = f, group = "grop", class = "class" } end,
    "\"grop\"")
  refuses(function() linkage.cooccur { frame = f, group = "class", class = "class" } end,
    "both \"class\"")
  refuses(function() study(patents, { weight = "fractional", distinct = false }) end,
    "leave distinct = false out")
  refuses(function() study(patents, { largest = 1 }) end, "from 2 to 16000")
  refuses(function() study(patents, { level = "main" }) end, "section, class, subclass, group")
  refuses(function() linkage { frame = f } end, "linkage.cooccur")
end)

test("nothing to count is no error", function()
  local empty = study({})
  eq({ empty.n_rows, empty.n_groups, empty.n_members, empty.pairs.n_rows }, { 0, 0, 0, 0 })
  assert(#tostring(empty) > 0 and empty:graph().n_nodes == 0 and empty.overview)
  eq(cells(study({ { nil, "A", 2000 } }).left_out), { { 1, "without a group" } })
end)

test("its text fits the terminal and says what was left out", function()
  local links = study({ { "p", "A", 2001 }, { "p", nil, 2001 }, { nil, "B", 2001 },
    { "q", "B", 1990 }, { "q", "A", nil }, { "a", "A", 2001 }, { "p", "A", 2001 } },
    { periods = TWO, caveats = { "made up for this test" } })
  local text = tostring(links)
  for line in text:gmatch "[^\n]+" do assert(utf8.len(line) <= 80, line) end
  for _, words in ipairs { "2 groups of 1 member", "read: 7 rows, not sorted by group",
    "1 row without a group", "1 row without a class", "1 row without a year",
    "1 row outside the periods", "1 time a group named a class again",
    "share a year", "made up for this test" } do
    assert(text:find(words, 1, true), words)
  end
end)

test("a column without a year is refused, an empty table is not", function()
  local function dated(years, types)
    return linkage.cooccur { group = "g", class = "c", year = "y",
      frame = frame({ { "g", { 1, 1 } }, { "c", { "a", "b" } }, { "y", years } }, types) }
  end
  raises('no row has a year in the column "y" ("2001.5" is none); leave \'year\' out',
    function() return dated { 2001.5, 2001.5 } end)
  raises('no row has a year in the column "y"; leave', function()
    return dated { na, na }
  end)
  local r = linkage.cooccur { group = "g", class = "c", year = "y",
    frame = frame { g = { 1 }, c = { "a" }, y = { 2001 } }:head(0) }
  eq({ r.n_groups, r.periods:column "period", r.periods.n_cols }, { 0, { "all" }, 3 })
end)

test("what the verbs of linkages cannot do is said in their own words", function()
  local f = frame { g = { 1, 1, 2, 2 }, c = { "a", "b", "a", "c" } }
  local function count(more)
    local given = { frame = f, group = "g", class = "c" }
    for name, value in pairs(more or {}) do given[name] = value end
    return linkage.cooccur(given)
  end
  raises("cooccur: 'least' should be 0 groups or more, found -1", count, { least = -1 })
  raises("cooccur: 'least' should be 0 groups or more", count, { least = 0 / 0 })
  local links = count()
  for _, verb in ipairs { "strong", "graph", "relatedness" } do
    raises(verb .. ": option 'top' should be at least 0, found -1", function()
      return links[verb](links, { top = -1 })
    end)
  end
  eq({ links:strong({ top = 0 }).n_rows, links:graph({ top = 0 }).n_edges }, { 0, 0 })
  raises("matrices are never changed", function() links.matrices.all = 1 end)
end)
