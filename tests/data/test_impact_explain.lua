local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()

local function somewhereland()
  return cross.known "somewhereland.csv"
end

local a, b = { "A", "x", "y" }, { "B", "x", "y", "z" }


-- the balance printed with Weimer-Jehle's demonstration matrix
test("the published balance of a scenario comes out", function()
  local f = somewhereland():balance { Government = "Prosperity party",
    ["Foreign policy"] = "Cooperation", Economy = "Dynamic",
    ["Distribution of wealth"] = "Balanced", ["Social cohesion"] = "Social peace",
    ["Social values"] = "Meritocratic" }
  eq(f:column "score", { 0.0, 3.0, -3.0, 2.0, 1.0, -3.0, -9.0, -1.0, 10.0, -7.0,
    7.0, 4.0, -1.0, -3.0, 2.0, -1.0, -1.0 })
  eq(f:where { chosen = 1 }:column "lead", { 3.0, 1.0, 11.0, -14.0, 5.0, 3.0 })
end)

test("the smallest lead is the consistency of each scenario found", function()
  local x = somewhereland()
  for row in x:least_inconsistent { k = 15 }.scenarios:each() do
    local least, behind, total = math.huge, 0, 0
    for line in x:balance(row):where { chosen = 1 }:each() do
      least, behind = math.min(least, line.lead), math.max(behind, -line.lead)
      total = total + line.score
    end
    eq({ least, behind, total }, { row.consistency, row.inconsistency,
      row.total_impact })
  end
end)

test("why sums to the balance", function()
  local x = somewhereland()
  local row = x:consistent {}.scenarios:tail(1):each()()
  local f = x:balance(row)
  for _, name in ipairs(x.descriptors) do
    local sums = x:why(row, name):sum "cols"
    eq(sums:column "sum", f:where { descriptor = name }:column "score")
  end
end)

test("a scenario that lacks something is refused", function()
  local x = impact { a, b }
  raises('balance: the scenario says no variant of "B"', x.balance, x, { A = "x" })
  raises('"B" has no variant "q"', x.balance, x, { A = "x", B = "q" })
  raises("wants a scenario as", x.balance, x, 3)
  raises('no descriptor "C"', x.why, x, { A = "x", B = "y" }, "C")
end)


-- ---- the matrix itself ----

test("check lists what is odd", function()
  local x = impact { a, b, { "C", "only" }, { "D", "x", "y" }, judgements = {
    { "A|x", "B|x", 2 }, { "A|y", "B|z", na } } }
  local f = x:check {}
  local found = {}
  for row in f:each() do
    found[#found + 1] = row.problem .. ": "
      .. (is_na(row.descriptor) and "" or row.descriptor)
  end
  eq(found, { "judgements not made yet: ", "nothing acts on it: A",
    "acts on nothing: B", "acts on nothing: C", "nothing acts on it: C",
    "has one variant only: C", "acts on nothing: D", "nothing acts on it: D",
    "rows that do not sum to 0: A",
    "begins an island that does not touch the first: C",
    "begins an island that does not touch the first: D" })
  eq(f:where { problem = "rows that do not sum to 0" }:column "n", { 1 })
end)

test("a sound matrix has nothing to say", function()
  local list = {}
  for _, pair in ipairs { { "A", "B" }, { "B", "A" } } do
    for _, v in ipairs { "x", "y" } do
      for _, w in ipairs { "x", "y" } do
        list[#list + 1] = { pair[1] .. "|" .. v, pair[2] .. "|" .. w, v == w and 1 or -1 }
      end
    end
  end
  eq(impact { a, { "B", "x", "y" }, judgements = list }:check {}.n_rows, 0)
end)

test("standardising takes row means off and changes no basin", function()
  local x = impact { a, b, judgements = { { "A|x", "B|x", 3 }, { "A|y", "B|z", 1 },
    { "B|y", "A|y", 1 }, { "B|x", "A|x", na } } }
  local s = x:standardised {}
  eq({ s:matrix():get("A|x", "B|x"), s:matrix():get("A|x", "B|z") }, { 2.0, -1.0 })
  eq(s.n_missing, 1)
  eq(s:basins {} == x:basins {}, true)
  local y = somewhereland()
  eq(y:standardised {}:basins {} == y:basins {}, true)
end)
