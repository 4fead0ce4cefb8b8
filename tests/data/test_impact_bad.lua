-- Bad input of every sort: a clear sentence, and nothing lost.

local a, b = { "A", "x", "y" }, { "B", "x", "y" }
local x = impact { a, b, judgements = { { "A|x", "B|x", 2 } } }

test("judgements that are no numbers are refused where they stand", function()
  for _, value in ipairs { 0 / 0, 1 / 0, -1 / 0 } do
    raises('cell "A|x" x "B|x" is not a finite number', function()
      return impact { a, b, judgements = { { "A|x", "B|x", value } } }
    end)
  end
  raises("should be a number or na, found a text", function()
    return impact { a, b, judgements = { { "A|x", "B|x", "3" } } }
  end)
  raises("is too large beside the others", function()
    return impact { a, b, judgements = { { "A|x", "B|x", 1e300 } } }:consistent {}
  end)
end)

test("declarations that hold themselves are refused", function()
  local cyclic = { "A", "x" }
  cyclic[3] = cyclic
  raises("should be a name without", function() return impact { cyclic, b } end)
  local list = {}
  list[1] = list
  raises("judgement 1 should be written", function()
    return impact { a, b, judgements = list }
  end)
  local force = {}
  force.A = force
  raises("should have a variant or a list of variants", x.consistent, x, { force = force })
end)

test("rules that go round or contradict each other end, and leave what they leave", function()
  local round = { { { A = "x" }, { B = "x" } }, { { B = "x" }, { A = "y" } } }
  for row in x:consistent { imply = round, threshold = 9 }.scenarios:each() do
    eq(row.A, "y")  -- x would need B x, which needs y
  end
  local both = { { { A = "x" }, { B = "x" } }, { { A = "x" }, { B = "y" } } }
  local r = x:consistent { force = { A = "x" }, imply = both }
  eq({ r.count, r.complete }, { 0, true })
end)

test("one variant is enough, sixty-four are possible, a thousand are not", function()
  local many = { "A" }
  for i = 1, 64 do many[i + 1] = "v" .. i end
  eq(impact { many, { "B", "x" } }:consistent {}.count, 64)
  for i = 65, 1000 do many[i + 1] = "v" .. i end
  raises("has 1000 variants; 1 to 64 are possible", function() return impact { many, b } end)
end)

test("two hundred descriptors are searched, counted and written", function()
  local list, judgements = {}, {}
  for i = 1, 200 do
    list[i] = { "D" .. i, "x", "y", "z" }
    judgements[#judgements + 1] = { ("D%d|x"):format(i), ("D%d|x"):format(i % 200 + 1), 1 }
    judgements[#judgements + 1] = { ("D%d|y"):format(i), ("D%d|y"):format(i % 200 + 1), 2 }
  end
  list.judgements = judgements
  local y = impact(list)
  -- each copies the one before it: all x, all y; z leaves the next one free, so
  -- that it may stand anywhere, but a chain that left z would never come back
  local r = y:consistent { limit = 100 }
  eq({ r.complete, r.count }, { true, 3 })
  y:write "build/wide.csv"
  eq(impact.read "build/wide.csv" == y, true)
  eq(y:structure {}.n_rows, 200)
end)

test("numbers that are no numbers are refused by their options", function()
  local nan = 0 / 0
  for _, case in ipairs {
    { "'threshold' should be at least 0 and finite, found", x.consistent, { threshold = nan } },
    { "'threshold' should be at least 0 and finite", x.consistent, { threshold = math.huge } },
    { "'time' should be above 0", x.consistent, { time = nan } },
    { "'memory' is in MiB, at most", x.consistent, { memory = 1 << 60 } },
    { "'memory' should be from 0 to 16777216, found", x.basins, { memory = 1 << 60 } },
    { "'starts' should be from 1 to 268435456, found", x.basins, { starts = 1 << 40 } },
    { "from 0 to 1", x.ensemble, { spread = nan } },
    { "'step' should be above 0", x.ensemble, { step = nan } },
    { "'threshold' should be at least 0 and finite", x.ensemble, { threshold = nan } },
    { "'scale' should be above 0", x.check, { scale = nan } },
    { "should be at least 0 and finite", x.significance, { factor = nan } },
  } do
    raises(case[1], case[2], x, case[3])
  end
  eq(x:consistent { threshold = 1e300 }.count, 4)
  eq(x:least_inconsistent { k = 1 << 62 }.count, 4)
  eq(x:consistent { top = 1 << 62 }.count, 3)
end)

test("solutions that cannot be written are named, and the file stays", function()
  x:write "build/kept.sl"
  local before = x:solutions "build/kept.sl"
  raises("wants a frame of scenarios", x.write, x, "build/kept.sl", 3)
  raises('no column "B"', x.write, x, "build/kept.sl", frame { A = { "x" } })
  local f = x:consistent {}.scenarios
  raises('"A" has no variant "q"', x.write, x, "build/kept.sl", f:with { A = "q", weight = 1 })
  eq(x:solutions "build/kept.sl" == before, true)
end)

test("a list of judgements does not say two things of one pair", function()
  local one = { "A|x", "B|x", 1 }
  eq(impact { { "A", "x" }, { "B", "x" }, judgements = { one, one } }
    :matrix():get("A|x", "B|x"), 1.0)
  raises('judgement 2 says 2 of "A|x" on "B|x", but judgement 1 1; several experts',
    impact, { { "A", "x" }, { "B", "x" }, judgements = { one, { "A|x", "B|x", 2 } } })
end)

test("a cell that is no number is named by what acts on what", function()
  local path = "build/word.csv"
  local file <close> = assert(io.open(path, "w"))
  file:write ",A|x,A|y,B|x,B|y\nA|x,,,1,2\nA|y,,,high,1\nB|x,1,1,,\nB|y,1,1,,\n"
  file:close()
  raises('the judgement of "A|y" on "B|x" should be a number, found "high"',
    impact.read, path)
end)

test("names with another sign between them are told how to be read", function()
  local path = "build/sign.csv"
  local file <close> = assert(io.open(path, "w"))
  file:write ",A-x,A-y,B-x\nA-x,,,1\nA-y,,,2\nB-x,1,1,\n"
  file:close()
  raises('"A-x" should be called "Descriptor|Variant"; separator = "-" reads these names',
    impact.read, path)
  eq(impact.read(path, { separator = "-" }).n_descriptors, 2)
end)
