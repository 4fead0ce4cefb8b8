local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()
local vane = require "host.vane"

local small = "tests/data/fixtures/small.scw"

local files = loadfile("tests/data/files.lua", "t", _ENV)()
local content, write = files.bytes, files.put

-- What a line says on stderr.
local function said(line)
  local _, err = vane.run { "-e", line }
  return err
end


-- ---- ScenarioWizard's solutions ----

test("ScenarioWizard's solutions read back with the numbers worked out anew", function()
  for name, n in pairs { CIB_global = 4, CIB_natl_regional = 16 } do
    local x = cross.known(name .. ".scw")
    local f = x:solutions(cross.KNOWN .. name .. ".sl")
    eq(f.n_rows, n)
    local lines = io.lines(cross.KNOWN .. name .. ".sl")
    for _ = 1, 4 do lines() end
    for row in f:each() do
      local weight, lead, lack, total = lines():match '",(%d+),(%-?%d+),(%d+),(%-?%d+)'
      eq({ row.weight, row.consistency, row.inconsistency, row.total_impact },
        { weight * 1.0, lead * 1.0, lack * 1.0, total * 1.0 })
    end
  end
end)

test("solutions that are written are ScenarioWizard's own, line by line", function()
  local x = cross.known "CIB_global.scw"
  local f = x:solutions(cross.KNOWN .. "CIB_global.sl")
  x:write("build/tests.sl", f)
  eq(content "build/tests.sl", content(cross.KNOWN .. "CIB_global.sl"))
  -- the same scenarios and weights when nothing is given
  x:write "build/tests.sl"
  eq(x:solutions "build/tests.sl":sort "id" == f:sort "id", true)
  x:write("build/tests.sl", x:consistent {})
  eq(x:solutions "build/tests.sl":sort "id" == f:sort "id", true)
end)

test("spoiled solutions are refused with the line", function()
  local x = impact.read(small)
  x:write "build/spoiled.sl"
  local text = content "build/spoiled.sl"
  local function spoiled(from, to, sentence)
    local changed = text:gsub(from, to, 1)
    assert(changed ~= text)
    write("build/spoiled.sl", changed)
    raises(sentence, x.solutions, x, "build/spoiled.sl")
  end
  spoiled('" 1 1"', '" 1"', "line 5 has 1 variants, but the matrix has 2 descriptors")
  spoiled('" 1 1"', '" 1 3"', "line 5, variant 2 should be a number from 1 to 2")
  spoiled('" 1 1"', '" 1 x"', "line 5, variant 2 should be a number from 1 to 2")
  spoiled('" 1 1",%d+', '" 1 1",', "line 5 should be")
  spoiled("Solution set", "Other", "this is no list of ScenarioWizard's solutions")
  write("build/spoiled.sl", "")
  raises("this is no list of solutions", x.solutions, x, "build/spoiled.sl")
  raises('read its matrix first, then x:solutions("build/spoiled.sl")', impact.read,
    "build/spoiled.sl")
end)

test("numbers that the matrix does not give are said", function()
  local err = said [[x = impact.read "tests/data/fixtures/small.scw"
    x:write "build/other.sl"
    y = impact{ { "Trade", "free", "closed" }, { "Growth", "high", "low" } }
    y:solutions "build/other.sl"]]
  eq(err:find("the numbers of 2 of 2 scenarios in build/other.sl are not those", 1, true) ~= nil,
    true)
end)


-- ---- texts and confidence ----

local list = { { "A|a", "B|c", 2, 4 }, { "B|d", "A|b", -1.5 }, { "B|c", "A|a", na } }
local texts = { A = "what A is", ["B|d"] = "what d is" }
local x = impact { { "A", "a", "b" }, { "B", "c", "d" }, judgements = list, texts = texts }

test("texts and confidence stand beside the judgements", function()
  eq(x:confidence():get("A|a", "B|c"), 4.0)
  eq(is_na(x:confidence():get("B|d", "A|b")), true)
  local f = x:texts()
  eq({ f:get(1, "text"), f:get(6, "text"), is_na(f:get(2, "text")) },
    { "what A is", "what d is", true })
  raises("should be a whole number from 1 (a guess) to 5 (sure), found 6", function()
    return impact { { "A", "a" }, { "B", "b" }, judgements = { { "A|a", "B|b", 1, 6 } } }
  end)
  raises("'texts' is about \"A|x\", which is no descriptor and no variant", function()
    return impact { { "A", "a" }, { "B", "b" }, texts = { ["A|x"] = "" } }
  end)
end)

test("texts of a .scw file are known, and written to a new one", function()
  local y = impact.read(small)
  eq(y:texts():get(1, "text"), "How open borders are")
  local z = impact { { "A", "a", "b" }, { "B", "c", "d" }, texts = texts }
  z:write "build/texts.scw"
  eq(impact.read "build/texts.scw":texts() == z:texts(), true)
end)

test("a list of judgements loses nothing but texts", function()
  x:judgements():write "build/list.csv"
  local y = impact.read "build/list.csv"
  eq(y == x, true)
  eq(y:judgements() == x:judgements(), true)
  eq(y:confidence() == x:confidence(), true)
  local z = impact { { "A", "a", "b" }, { "B", "c", "d" }, judgements = y:judgements() }
  eq({ z == x, z:confidence() == x:confidence() }, { true, true })
  write("build/list.csv", "from,to,judgement\nA-a,B-b,1\nB-b,A-a,2\n")
  eq(impact.read("build/list.csv", { separator = "-" }):matrix():get("B|b", "A|a"), 2.0)
  write("build/list.csv", "from,to,judgement\nA-a,B-b,1\n")
  raises('row 1 should name "Descriptor|Variant", found "A-a"', impact.read, "build/list.csv")
  write("build/list.csv", "expert,from,to,judgement\n1,A|a,B|b,1\n")
  raises("is what a panel said", impact.read, "build/list.csv")
end)

test("what a format has no place for is said", function()
  local make = [[x = impact{ { "A", "a" }, { "B", "b" }, texts = { A = "t" },
    judgements = { { "A|a", "B|b", 1, 3 } } } ]]
  eq(said(make .. 'x:write "build/lost.csv"'):find(
    "confidence (x:judgements() keeps it), texts (x:texts() keeps them)", 1, true) ~= nil, true)
  local err = said(make .. 'x:write "build/lost.scw"')
  eq({ err:find("confidence", 1, true) ~= nil, err:find("texts", 1, true) }, { true })
  raises("1 judgements are not made yet, which ScenarioWizard cannot say", x.write, x,
    "build/never.scw")
end)


-- ---- forms and panels ----

test("a form asks for what is missing and fills it in", function()
  local f = x:form {}
  eq({ f.n_rows, f:get(1, "from"), f:get(1, "to") }, { 1, "B|c", "A|a" })
  f:with { judgement = { 2 }, confidence = { 5 } }:write "build/form.csv"
  local y = x:filled "build/form.csv"
  eq({ y.n_missing, y:matrix():get("B|c", "A|a"), y:confidence():get("B|c", "A|a") },
    { 0, 2.0, 5.0 })
  -- what was there stays
  eq({ y:matrix():get("A|a", "B|c"), y:confidence():get("A|a", "B|c"),
    y:texts():get(1, "text") }, { 2.0, 4.0, "what A is" })
  eq(x:filled(f).n_missing, 1)
  raises("wants a form", x.filled, x, 3)
end)

test("forms of several experts make a panel with its medians", function()
  local empty = impact { { "A", "a", "b" }, { "B", "c" }, judgements = {
    { "A|a", "B|c", na }, { "A|b", "B|c", na } } }
  local form = empty:form {}
  local y = empty:panelled {
    Ann = form:with { judgement = { 3, 1 } },
    Ben = form:with { judgement = { 2, -1 } },
    Cem = form:with { judgement = { -2, na } },
  }
  eq(y:matrix():get("A|a", "B|c"), 2.0)
  eq(y:aggregated { by = "mean" }:matrix():get("A|a", "B|c"), 1.0)
  local f = y:dispersion {}
  eq(f:column "n_experts", { 3, 2 })
  eq(f:column "promote", { 2, 1 })
  eq(f:column "restrict", { 1, 1 })
  near(f:get(1, "sd"), 7 ^ 0.5)  -- 3, 2, -2 about 1: (4 + 1 + 9) / 2
  eq(f:column "disputed", { true, true })
  eq(y:panel().n_rows, 5)
  y:panel():write "build/panel.csv"
  y:write "build/matrix.csv"
  local back = impact.read("build/matrix.csv", { panel = "build/panel.csv" })
  eq(back:dispersion {} == f, true)
  raises("needs the experts' judgements", empty.dispersion, empty)
  raises("needs the experts' judgements", empty.panel, empty)
  raises("which is no variant", empty.panelled, empty, { Ann = form:with { to = "B|x" } :with {
    judgement = 1 } })
end)

test("experts are disputed by sign or by distance, and only then", function()
  local one = impact { { "A", "a" }, { "B", "b" } }
  local function of(values)
    local forms = {}
    for i, value in ipairs(values) do
      forms["E" .. i] = frame { from = { "A|a" }, to = { "B|b" }, judgement = { value } }
    end
    return one:panelled(forms):dispersion {}:get(1, "disputed")
  end
  eq({ of { 1, 2, 1 }, of { 1, 1, -1 }, of { 0, 0, 3, 3 }, of { 0, 1, 1, 2 } },
    { false, true, true, false })
end)
