-- Codings: from long and wide tables, back to them, and finding units.

local files = dofile "tests/data/files.lua"
local random = loadfile("tests/data/random.lua", "t", _ENV)()


local function long(units, coders, codes, sources)
  return frame({ { "unit", units }, { "coder", coders }, { "code", codes },
    { "source", sources or units } }, { types = { code = "text" } })
end


local some = long({ "p", "p", "p", "q", "q", "r" },
  { "ann", "ann", "bob", "ann", "bob", "bob" },
  { "b", "a", "a", "a", na, na }, { "s", "s", "s", "t", "t", "t" })


test("counts of a coding, by hand", function()
  local c = coding(some)
  eq({ c.n_units, c.n_codes, c.n_coders, c.n_sources, c.n_codings,
    c.n_nothing }, { 3, 2, 2, 2, 4, 2 })
  local use = c:use()
  eq(use:column "code", { "a", "b" })
  eq(use:column "units", { 2, 1 })
  eq(use:column "coders", { 2, 1 })
  eq(use:column "sources", { 2, 1 })
  eq(c:overlap():column "units", { 1, 2 })
end)

test("nothing coded is not the same as not looked at", function()
  local rows = coding(some):rows()
  eq(rows:where { unit = "q" }:column "code", { "a", na })
  eq(rows:where { unit = "r" }:column "coder", { "bob" })
end)

test("a coding said twice counts once, and rows without a unit are told",
  function()
    local c = coding(long({ "p", "p", na }, { "x", "x", "x" },
      { "a", "a", "b" }))
    eq({ c.n_codings, c.n_repeated, c.n_left_out }, { 1, 1, 1 })
    eq(c.n_codes, 2)
  end)

test("a row without a coder is of the coder unknown", function()
  local c = coding(long({ "p", "q" }, { "x", na }, { "a", "b" }))
  eq(c:coders():column "coder", { "x", "unknown" })
  eq(c.n_coders, 1)
  eq(coding(frame { unit = { 1 }, code = { "a" } }).n_coders, 1)
end)

test("a table of 0 and 1 says the same as its rows", function()
  local wide = frame({ { "unit", { "p", "p", "q", "q", "r" } },
    { "coder", { "ann", "bob", "ann", "bob", "bob" } },
    { "source", { "s", "s", "t", "t", "t" } },
    { "a", { 1, 1, 1, 0, 0 } }, { "b", { 1, 0, 0, 0, 0 } } })
  eq(coding(wide):rows(), coding(some):rows())
  eq(coding(wide):units(), coding(some):units())
end)

test("a row of 0 and 1 that is all empty says that nobody looked", function()
  local c = coding(frame({ { "unit", { 1, 2 } }, { "x", { 1, na } } }))
  eq(c.n_units, 1)
  raises("should be 0 or 1, found \"2\"", coding,
    frame { unit = { 1 }, x = { 2 } })
end)

test("columns of other names are said, and others are kept", function()
  local f = frame { paragraph = { 1, 2 }, theme = { "a", "b" },
    year = { 2014, 2015 }, page = { 7, 8 } }
  local c = coding(f, { code = "theme" })
  eq(c:units():column "date", { 2014, 2015 })
  eq(c:units():column "page", { 7, 8 })
  raises("no column is called \"unit\"", coding, frame { code = { "a" } })
end)

test("codes that nobody used are there when they are listed", function()
  local codes = frame { code = { "z", "a", "b" }, definition = { "1", "2", na } }
  local c = coding(some, { codes = codes })
  eq(c.n_codes, 3)
  eq(c:use():column "code", { "z", "a", "b" })
  eq(c:use():column "units", { 0, 2, 1 })
  raises("not among those there are", coding, some,
    { codes = frame { code = { "a" } } })
end)

test("units that carry all codes, and those of pairs", function()
  local c = coding(some)
  eq(c:units { "a" }:column "unit", { "p", "q" })
  eq(c:units { "a", "b" }:column "unit", { "p" })
  eq(c:units().n_rows, 3)
  local of = c:units(frame { a = { "a", "a" }, b = { "b", "a" } })
  eq(of:column "unit", { "p", "p", "q" })
  eq(of:column "b", { "b", "a", "a" })
  raises("no code is called \"aa\"", c.units, c, { "aa" })
end)

test("units are found by all, any, none and by coder", function()
  local c = coding(long({ 1, 1, 1, 2, 2, 3, 4 },
    { "x", "x", "y", "x", "y", "y", "x" }, { "a", "b", "c", "a", "c", "b", na }))
  local function found(query) return c:units(query):column "unit" end
  eq(found { "a", any = { "b", "c" } }, { 1, 2 })
  eq(found { any = { "b" } }, { 1, 3 })
  eq(found { none = { "a" } }, { 3, 4 })
  eq(found { "a", none = "b" }, { 2 })
  eq(found { coder = "y" }, { 1, 2, 3 })
  eq(found { "a", coder = "y" }, {})
  eq(found { none = "b", coder = "x" }, { 2, 4 })
  eq(found { "a", "a" }, { 1, 2 })
  raises("no coder is called \"z\"", c.units, c, { coder = "z" })
  raises("did you mean 'none'", c.units, c, { non = "a" })
end)

test("codes are counted by what is known of their units", function()
  local c = coding(some)
  local m = c:table { by = "source" }
  eq({ m:get("a", "s"), m:get("a", "t"), m:get("b", "s"), m:get("b", "t") },
    { 1.0, 1.0, 1.0, 0.0 })
  raises("no column \"colour\"", c.table, c, { by = "colour" })
end)

test("a coding written as CSV reads back the same", function()
  local c = coding(some)
  files.with("", function(path)
    c:write(path)
    local back = coding.read(path)
    eq(back:rows(), c:rows())
    eq(back:sources(), c:sources())
  end)
end)

test("more about sources is joined, in place of what was there", function()
  local c = coding(some)
  local more = frame { source = { "s", "x" }, date = { 2014, 2015 } }
  local heard = files.said(function() c = c:join(more) end)
  assert(heard:find "1 of 2 sources have no row")
  eq(c:sources():column "date", { 2014, na })
  eq(c:rows(), coding(some):rows())
  c = c:join(frame { source = { "s", "t" }, date = { 2001, 2002 } })
  eq(c:sources():column "date", { 2001, 2002 })
  c = c:join(frame { unit = { "p", "q", "r" }, page = { 1, 2, 3 } },
    { by = "unit" })
  eq(c:units():column "page", { 1, 2, 3 })
  raises("no source of the coding", c.join, c, frame { source = { "z" } })
  raises("not in both", c.join, c, frame { name = { "z" } })
end)

test("tables of two coders merge by the names of their units", function()
  local a = coding(long({ 1, 2 }, { "x", "x" }, { "a", "b" }, { "s", "s" }))
  local b = coding(frame { unit = { 2, 3 }, coder = { "y", "y" },
    code = { "b", na }, page = { 7, 8 } })
  local c = a:merge(b)
  eq(c:rows():column "unit", { 1, 2, 2, 3 })
  eq(c:rows():column "coder", { "x", "x", "y", "y" })
  eq(c:rows():column "code", { "a", "b", "b", na })
  eq({ c.n_coders, c.n_codes }, { 2, 2 })
  raises("wants another coding", a.merge, a, 3)
  raises("is integer in one coding", a.merge, a,
    coding(frame { unit = { "p" }, code = { "a" } }))
end)

test("rows come in any order, and the coding is the same", function()
  local draw = random.numbers(5)
  local units, coders, codes, key = {}, {}, {}, {}
  for i = 1, 200 do
    units[i], coders[i] = draw(30), "c" .. draw(3)
    codes[i], key[i] = draw(6) == 0 and na or "k" .. draw(9), draw(1000)
  end
  local f = frame({ { "unit", units }, { "coder", coders }, { "code", codes },
    { "key", key } })
  local one = coding(f:drop "key")
  local two = coding(f:sort("key"):drop "key")
  eq(one:rows(), two:rows())
  -- by brute force: each code's units
  local seen = {}
  for i = 1, 200 do
    if not is_na(codes[i]) then
      seen[codes[i]] = seen[codes[i]] or {}
      seen[codes[i]][units[i]] = true
    end
  end
  for row in one:use():each() do
    local n = 0
    for _ in pairs(seen[row.code]) do n = n + 1 end
    eq(row.units, n)
  end
end)

test("nothing beside a code of the same coder is no news", function()
  local c = coding(frame { unit = { 1, 1, 1 }, coder = { "x", "x", "y" },
    code = { "a", na, na } })
  eq({ c.n_codings, c.n_nothing, c.n_repeated }, { 1, 1, 1 })
  local wide = coding(frame { unit = { 1, 1 }, a = { 0, 1 } })
  eq({ wide.n_codings, wide.n_nothing }, { 1, 0 })
end)

test("without codes there is a family of no tests", function()
  local c = coding(frame { unit = { 1, 1 }, code = { "a", "b" } })
  assert(c:cooccurrence { least = 9 }.source:find "family of 0 tests")
end)

test("several codes stand in one cell, and columns make a coding without a frame", function()
  local c = coding({ unit = { 1, 2, 3 }, code = { "b; a", "a", "" } }, { separator = ";" })
  eq({ c.n_units, c.n_codings, c.n_nothing }, { 3, 3, 1 })
  eq(c:units("a", "b"):column "unit", { 1 })
  raises("'unit' names no column \"part\"; there are", coding,
    frame { unit = { 1 }, code = { "a" } }, { unit = "part" })
end)

test("columns are known however their names are written", function()
  local c = coding(frame { Unit = { "p", "q" }, ["Source type"] = { "blog", "news" },
    CODE = { "x", "y" } })
  eq(c:units(), frame({ { "unit", { "p", "q" } }, { "type", { "blog", "news" } } }))
end)

test("a table without a column of codes is refused", function()
  raises('no column is called "code", and none is left that could be one of 0 and '
    .. "1 for a code, among text, unit", coding, frame { unit = { 1 }, text = { "a" } })
  raises('say which one names the units, as in { unit = "where" } (there are where)',
    coding, frame { where = { 1 } })
end)

test("sources are told more of by a table's path", function()
  local c = coding(frame { unit = { 1, 2 }, source = { "s", "t" }, code = { "a", "b" } })
  files.with("source,type\ns,blog\nt,news\n", function(path)
    eq(c:join(path):units():column "type", { "blog", "news" })
  end)
end)
