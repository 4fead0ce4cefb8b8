-- Codings whose rows contradict each other: units that are numbered within
-- their sources, and cells that differ. All expected values by hand.

local files = dofile "tests/data/files.lua"


local function heard_of(frame_of, make)
  local c
  local heard = files.said(function() c = (make or coding)(frame_of) end)
  return c, heard
end


-- Paragraphs 1 and 2 of source s, and 1 of t, which has other codes.
local numbered = { unit = { 1, 1, 2, 1 }, source = { "s", "s", "s", "t" },
  code = { "a", "b", "a", "c" } }


test("units numbered within their sources are units of their own", function()
  local c, heard = heard_of(frame(numbered))
  eq(c:units():column "unit", { "s 1", "s 2", "t 1" })
  eq(c:units():column "source", { "s", "s", "t" })
  eq({ c.n_units, c.n_sources, c.n_codings, c.n_repeated }, { 3, 2, 4, 0 })
  eq(c:units { "a", "b" }:column "unit", { "s 1" })
  assert(heard:find('the name of a unit stands in more than one source; all are '
    .. 'called by source and unit, as in "s 1"', 1, true), heard)
end)

test("the same of files, and of tables of 0 and 1", function()
  files.with("doc,segment,code\n1,1,a\n1,2,b\n2,1,a\n", function(path)
    local c = heard_of(path, coding.read)
    eq(c:units():column "unit", { "1 1", "1 2", "2 1" })
  end)
  local c = heard_of(frame { unit = { 1, 1 }, source = { "s", "t" }, a = { 1, 0 },
    b = { 0, 1 } })
  eq(c:rows():column "code", { "a", "b" })
end)

test("a source that only some rows of a unit tell is its source", function()
  local c, heard = heard_of(frame { unit = { 1, 1, 2 }, source = { na, "t", na },
    date = { na, 2014, na }, code = { "a", "b", "a" } })
  eq(c:units():column "source", { "t", na })
  eq(c:units():column "date", { 2014, na })
  eq(heard, "")
end)

test("the same where another name stands in two sources", function()
  local c = heard_of(frame { unit = { 7, 7, 8, 8, 9 }, source = { "s", na, "s", "t", na },
    code = { "a", "b", "a", "b", "a" } })
  eq(c:units():column "unit", { "9", "s 7", "s 8", "t 8" })
  eq(c:units { "a", "b" }:column "unit", { "s 7" })
end)

test("columns in which rows of a unit differ are told", function()
  local f = frame { unit = { "p", "p", "q", "q", "r" }, code = { "a", "b", "a", "b",
    "a" }, text = { "one", "two", "three", "drei", "four" }, page = { 1, 1, 2, 3, 3 },
    share = { 0.5, na, 0.25, 0.25, na } }
  local c, heard = heard_of(f)
  eq(c:units():column "text", { "one", "three", "four" })
  eq(c:units():column "page", { 1, 2, 3 })
  eq(c:units():column "share", { 0.5, 0.25, na })
  assert(heard:find('2 units (such as "p") have rows that differ in "text"', 1, true))
  assert(heard:find('the unit "q" has rows that differ in "page"', 1, true))
  assert(not heard:find("share", 1, true))
end)


-- ---- two codings ----

local function of_one(unit, source, code, coder)
  return coding(frame { unit = { unit }, source = { source }, code = { code },
    coder = { coder } })
end


test("merged, paragraph 1 of another source is another unit", function()
  local both = of_one("1", "s", "a", "ann"):merge(of_one("1", "t", "a", "bob"))
  eq(both:units():column "unit", { "1", "t 1" })
  eq(both:units():column "source", { "s", "t" })
  local numbers
  files.said(function()
    numbers = of_one(1, "s", "a", "ann"):merge(of_one(1, "t", "a", "bob"))
  end)
  eq(numbers:units():column "unit", { "s 1", "t 1" })
end)

test("a unit called by its source is that of the source's own name", function()
  local whole = heard_of(frame { unit = { "1", "2", "1" }, source = { "s", "s", "t" },
    code = { "a", "b", "c" }, coder = { "ann", "ann", "ann" } })
  local part = of_one("1", "s", "a", "bob")
  for _, both in ipairs { whole:merge(part), part:merge(whole) } do
    eq(both.n_units, 3)
    eq(both:overlap():column "units", { 2, 1 })
  end
end)

test("a name made of source and unit is that of no unit of another source", function()
  local report = of_one("1", "report", "a", "ann")
  local both = report:merge(of_one("report 1", "annual", "b", "bob"))
  eq(both:units():column "unit", { "1", "report 1" })
  eq(both:units():column "source", { "report", "annual" })
end)

test("codings of numbers merge one after the other", function()
  local all
  files.said(function()
    all = of_one(1, "s", "a", "ann"):merge(of_one(1, "t", "b", "bob"))
      :merge(of_one(1, "s", "b", "cyd"))
  end)
  eq(all:units():column "unit", { "s 1", "t 1" })
  eq(all:overlap():column "units", { 1, 1 })
  local other = of_one(1, "s", "b", "cyd"):merge(all)
  eq(other:units():column "unit", { "1", "t 1" })
  eq(other:overlap():column "units", { 1, 1 })
end)

test("places of two codings keep names of their own", function()
  local function at(names, starts)
    return coding(frame { unit = names, source = { "s", "s" }, start = starts,
      finish = { starts[1] + 8, starts[2] + 8 }, code = { "a", "a" } })
  end
  local both = at({ "p1", "p2" }, { 0, 9 }):merge(at({ "p1", "p1 (2)" }, { 20, 30 }))
  eq(both:units():select("unit", "start"), frame { { "unit", { "p1", "p1 (2)", "p1 (3)",
    "p2" } }, { "start", { 0, 30, 20, 9 } } })
end)

test("a study keeps units of two sources apart", function()
  local c = coding.open ":memory:"
  c:add(of_one("1", "s", "a", "ann"))
  eq(c:add(of_one("1", "t", "b", "bob")), 1)
  eq(c:units():column "unit", { "1", "t 1" })
  eq(c:add(of_one("1", "t", "b", "bob")), 0)
  eq(c.n_units, 2)
  c:close()
  local numbers = coding.open ":memory:"
  numbers:add(of_one(1, "s", "a", "ann"))
  raises('the unit 1 is of the source "s" here and of "t" in the other coding',
    numbers.add, numbers, of_one(1, "t", "b", "bob"))
  eq(numbers.n_codings, 1)
  numbers:close()
end)
