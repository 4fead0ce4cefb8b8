local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()
local KNOWN, known = cross.KNOWN, cross.known

local files = loadfile("tests/data/files.lua", "t", _ENV)()
local content, write = files.bytes, files.put

local small = "tests/data/fixtures/small.scw"


-- ---- made of lists ----

test("an impact knows its descriptors and variants", function()
  local x = impact { { "Trade", "free", "mixed", "closed" },
    { "Growth", "high", "low" } }
  eq(x.n_descriptors, 2)
  eq(x.n_variants, 5)
  eq(x.n_configurations, 6)
  eq(x.descriptors, { "Trade", "Growth" })
  eq(x:variants "Growth", { "high", "low" })
  eq(x.labels, { "Trade|free", "Trade|mixed", "Trade|closed", "Growth|high",
    "Growth|low" })
end)

test("judgements come from a list or a frame, the rest is 0", function()
  local list = { { "A|a", "B|a", 2 }, { "B|b", "A|b", -1.5 }, { "B|a", "A|a", na } }
  local x = impact { { "A", "a", "b" }, { "B", "a", "b" }, judgements = list }
  eq(x:matrix():get("A|a", "B|a"), 2.0)
  eq(x:matrix():get("B|b", "A|b"), -1.5)
  eq(x:matrix():get("A|b", "B|b"), 0.0)
  eq(x.n_missing, 1)
  local rows = frame { { "from", { "A|a", "B|b", "B|a" } },
    { "to", { "B|a", "A|b", "A|a" } }, { "value", { 2, -1.5, na } } }
  eq(x == impact { { "A", "a", "b" }, { "B", "a", "b" }, judgements = rows }, true)
  eq(x == impact { { "A", "a", "b" }, { "B", "a", "b" } }, false)
end)

test("configurations beyond 2^63 - 1 are counted in digits", function()
  local list = {}
  for i = 1, 40 do list[i] = { "D" .. i, "a", "b", "c" } end
  -- 3^40, by hand: 3^20 = 3486784401, squared
  eq(impact(list).n_configurations, "12157665459056928801")
  for i = 1, 100 do list[i] = { "D" .. i, "a", "b" } end
  eq(impact(list).n_configurations, "1267650600228229401496703205376")
end)

test("what cannot be an impact is named", function()
  raises("wants a list of descriptors", function() return impact(3) end)
  raises("at least 2 descriptors are needed, found 1", function()
    return impact { { "A", "a", "b" } }
  end)
  raises('descriptor 2 should be written', function()
    return impact { { "A", "a" }, "B" }
  end)
  raises('"A" has no variants', function() return impact { { "A" }, { "B", "x" } } end)
  raises('the variant "A|a" stands twice', function()
    return impact { { "A", "a", "a" }, { "B", "x" } }
  end)
  raises('the variant "A|a" stands twice', function()
    return impact { { "A", "a" }, { "B", "x" }, { "A", "a" } }
  end)
  raises('descriptor "A" stands twice', function()
    return impact { { "A", "a" }, { "B", "x" }, { "A", "c" } }
  end)
  raises('should be a name without "|"', function()
    return impact { { "A", "a|b" }, { "B", "x" } }
  end)
  raises('judgement 1 is about "A|x", which is no variant (did you mean "A|a"?)',
    function()
      return impact { { "A", "a" }, { "B", "b" }, judgements = { { "A|x", "B|b", 1 } } }
    end)
  raises("not a finite number", function()
    return impact { { "A", "a" }, { "B", "b" },
      judgements = { { "A|a", "B|b", 1 / 0 } } }
  end)
  raises("unknown option 'judgments' (did you mean 'judgements'?)", function()
    return impact { { "A", "a" }, { "B", "b" }, judgments = {} }
  end)
  local many = { "A" }
  for i = 1, 1000 do many[i + 1] = "v" .. i end
  raises('"A" has 1000 variants; 1 to 64 are possible', function()
    return impact { many, { "B", "b" } }
  end)
  raises('no descriptor "Grwth"', function()
    return impact { { "A", "a" }, { "Growth", "b" } }:variants "Grwth"
  end)
end)


-- ---- files ----

test("a .scw file is read and written back byte by byte", function()
  local x = impact.read(small)
  eq(x.descriptors, { "Trade", "Growth" })
  eq(x:matrix():get("Trade|free", "Growth|low"), -2.0)
  eq(x.source, "small.scw")
  x:write "build/tests.scw"
  eq(content "build/tests.scw", content(small))
end)

test("ScenarioWizard's own files come back byte by byte", function()
  for _, name in ipairs { "CIB_global.scw", "CIB_natl_regional.scw" } do
    known(name):write "build/tests.scw"
    eq(content "build/tests.scw", content(KNOWN .. name))
  end
end)

test("an impact of other origin is written as .scw and read again", function()
  local x = impact { { "A", "a", "b" }, { "B", "c", "d", "e" },
    judgements = { { "A|a", "B|d", -12 }, { "B|e", "A|b", 3 } } }
  x:write "build/tests.scw"
  eq(impact.read "build/tests.scw" == x, true)
  x:write "build/tests.csv"
  eq(impact.read "build/tests.csv" == x, true)
  raises("ScenarioWizard knows whole judgements only, and one is 0.5", function()
    impact { { "A", "a" }, { "B", "b" }, judgements = { { "A|a", "B|b", 0.5 } } }
      :write "build/never.scw"
  end)
end)

test("a table of variants is read, also with another separator", function()
  local x = known("lloyd_schweizer_3x3.csv", { separator = "-" })
  eq(x.descriptors, { "Pop", "$$$", "Edu" })
  eq(x.n_configurations, 27)
  local y = known "somewhereland.csv"
  eq(y.n_descriptors, 6)
  eq(y.n_configurations, 486)
  eq(y:matrix():get("Foreign policy|Conflict", "Government|Patriots party"), 3.0)
end)

test("spoiled .scw files are refused with the line", function()
  local text = content(small)
  local function spoiled(from, to, sentence)
    local changed = text:gsub(from, to, 1)
    assert(changed ~= text)
    write("build/spoiled.scw", changed)
    raises(sentence, impact.read, "build/spoiled.scw")
  end
  spoiled("2 ,%-2 ", "2 ", "line 24 has 3 judgements, but there are 4 variants")
  spoiled("%-2 ", "-2x", 'line 24, judgement 4 should be a number, found "-2x"')
  spoiled(" %-high", " high", 'line 7 should be a variant, written -name')
  spoiled(" 0 , 0 ,%-1 , 1 \n", "", "there are 3 lines of judgements, but 4 variants")
  spoiled(" %-low", " -low\n -low", "5 variants")
  write("build/spoiled.scw", "hello\n")
  raises("this is no ScenarioWizard matrix", impact.read, "build/spoiled.scw")
  write("build/spoiled.scw", "")
  raises("this is no ScenarioWizard matrix", impact.read, "build/spoiled.scw")
  raises("no such file", impact.read, "build/none.scw")
  raises("wants a path", impact.read, 3)
end)

test("tables whose rows and columns differ are refused", function()
  write("build/spoiled.csv", "v,A|a,B|b\nA|a,0,1\nB|c,1,0\n")
  raises("rows and columns should be the same variants", impact.read, "build/spoiled.csv")
  write("build/spoiled.csv", "v,Aa,B|b\nAa,0,1\nB|b,1,0\n")
  raises('"Aa" should be called "Descriptor|Variant"', impact.read, "build/spoiled.csv")
end)

test("Windows line ends and another encoding are read", function()
  write("build/windows.scw", (content(small):gsub("free", "fr\xE4i"):gsub("\n", "\r\n")))
  raises("windows-1252", impact.read, "build/windows.scw")
  local x = impact.read("build/windows.scw", { encoding = "windows-1252" })
  eq(x:variants "Trade", { "fräi", "closed" })
end)

test("an impact prints its descriptors", function()
  local text = tostring(impact.read(small))
  eq(text, "impact 2 descriptors, 4 variants, 4 configurations   small.scw\n"
    .. "  Trade   free, closed\n  Growth  high, low")
end)
