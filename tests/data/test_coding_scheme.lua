-- Schemes of codes: looked over, compared, and codings brought under them.

local files = dofile "tests/data/files.lua"


test("a scheme is the same from a Lua table, a CSV and a codebook", function()
  local s = coding.scheme { { "digital", definition = "Bits", colour = "#0af",
    { "big data", rule = "big data" }, "cloud" }, { "skills" } }
  eq(s.names, { "code", "parent", "definition", "colour", "rule" })
  eq(s:column "code", { "digital", "big data", "cloud", "skills" })
  eq(s:column "parent", { na, "digital", "digital", na })
  files.with("", function(path)
    s:write(path)
    eq(coding.scheme(path), s)
  end)
  local c = coding(frame { unit = { 1 }, code = { "cloud" } }, { codes = s })
  eq(coding.scheme(c), s)
  files.with("", function(path)
    c:write(path)
    local back = coding.scheme(path)
    eq(back:column "parent", s:column "parent")
    eq(back:column "colour", s:column "colour")
  end, ".qdc")
end)

test("names as keys have rules behind them", function()
  local s = coding.scheme { green = { "green*", "low carbon" }, blue = "blue" }
  eq(s:column "code", { "blue", "green" })
  eq(s:column "rule", { "blue", "(green*) or (low carbon)" })
end)

test("bad schemes are told", function()
  local function bad(sentence, given) raises(sentence, coding.scheme, given) end
  bad("the code \"a\" stands twice, in rows 1 and 3", { "a", "b", "a" })
  bad("the parent \"digitel\" of \"b\" is no code (did you mean \"digital\"?)",
    frame { code = { "digital", "b" }, parent = { na, "digitel" } })
  bad('the codes "b", "c" stand below each other in a circle', frame {
    code = { "a", "b", "c" }, parent = { "b", "c", "b" } })
  bad('the codes "a" stand below', frame { code = { "a" }, parent = { "a" } })
  bad("the colour of \"a\" should be written as", { { "a", colour = "red" } })
  bad("row 2 names no code", frame { code = { "a", na } })
  bad("no column is called \"code\"", frame { name = { "a" } })
  bad("a code should begin with its name", { { definition = "x" } })
  bad("unknown option 'color' (did you mean 'colour'?)", { { "a", color = "" } })
  bad("wants a frame, a path or a table", 3)
end)

test("a scheme may be very large", function()
  local codes, parents = {}, {}
  for i = 1, 100000 do
    codes[i], parents[i] = "c" .. i, i > 1 and "c" .. i // 2 or na
  end
  local f = frame({ { "code", codes }, { "parent", parents } })
  eq(coding.scheme(f).n_rows, 100000)
  parents[1] = "c99999"
  raises("stand below each other in a circle", coding.scheme,
    frame({ { "code", codes }, { "parent", parents } }))
end)


-- ---- versions ----

test("what became of each code", function()
  local old = { { "a", { "b", definition = "Bee" }, { "c", colour = "#000" } },
    { "d", definition = "Dee", rule = "d" }, { "gone" } }
  local new = { { "z", { "c", colour = "#fff" } }, { "b", definition = "Be" },
    { "dd", definition = "Dee", rule = "d or dd" }, { "came" } }
  local f = coding.changes(old, new, { renamed = { a = "z" } })
  local said = {}
  for row in f:each() do
    said[#said + 1] = ("%s %s: %s > %s"):format(row.code, row.change,
      tostring(row.before), tostring(row.after))
  end
  table.sort(said)
  eq(said, { "b moved: a > na", "b redefined: Bee > Be", "c recoloured: #000 > #fff",
    "came added: na > came", "dd renamed: d > dd",
    "dd rule changed: d > d or dd", "gone removed: gone > na",
    "z renamed: a > z" })
  eq(coding.changes(old, old).n_rows, 0)
  raises("'renamed' names \"x\", which is no code of the old", coding.changes,
    old, new, { renamed = { x = "z" } })
end)

test("of two that could be the same none is taken for it", function()
  local old = { { "a", definition = "X" }, { "b", definition = "X" } }
  eq(coding.changes(old, { { "c", definition = "X" } }):column "change",
    { "removed", "removed", "added" })
end)

local c = coding(frame { unit = { 1, 1, 2, 3, 4 },
  coder = { "x", "x", "x", "y", "y" }, code = { "a", "b", "b", "c", "d" },
  text = { "p", "p", "q", "r", "s" } }, { codes = coding.scheme { { "a",
  definition = "Ay", { "b", { "c" } } }, { "d" } } })

test("codes are renamed, joined, split and dropped", function()
  local r = c:recode { a = "m", b = "m", c = { "c", "k" }, d = na }
  local rows = {}
  for row in r:rows():each() do
    rows[#rows + 1] = ("%d %s %s"):format(row.unit, row.coder, tostring(row.code))
  end
  eq(rows, { "1 x m", "2 x m", "3 y c", "3 y k", "4 y na" })
  eq(r:codes():column "code", { "m", "c", "k" })
  eq(r:codes():column "parent", { na, "m", "m" })
  eq(r:codes():column "definition", { "Ay", na, na })
  eq({ r.n_repeated, r.n_nothing }, { 1, 1 })
  eq(r:units(), c:units())
end)

test("codes below a dropped one stand below the next one above", function()
  eq(c:recode { b = na }:codes():column "parent", { na, "a", na })
end)

test("changes between two schemes recode a coding", function()
  local new = coding.scheme { { "A", definition = "Ay" }, { "b" }, { "c" } }
  local r = c:recode(coding.changes(c, new), { scheme = new })
  eq(r:codes(), new)
  eq(r:rows():column "code", { "A", "b", "b", "c", na })
end)

test("recoding to nothing else changes nothing", function()
  local r = c:recode {}
  eq(r:rows(), c:rows())
  eq(r:codes():column "code", c:codes():column "code")
end)

test("what cannot be recoded is told", function()
  raises('no code is called "A" (did you mean "a"?)', c.recode, c, { A = "x" })
  raises("should become a code", c.recode, c, { a = 3 })
  raises("one that coding.changes gives", c.recode, c, frame { x = { 1 } })
  raises("not among those there are", c.recode, c, { a = "x" },
    { scheme = { "b", "c", "d" } })
end)
