local random = loadfile("tests/data/random.lua", "t", _ENV)()
local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()


-- ---- second route: every set of k ----

local function distance(x, a, b)
  local n = 0
  for _, name in ipairs(x.descriptors) do
    if a[name] ~= b[name] then n = n + 1 end
  end
  return n
end

-- The weakest part of a set, and the sum of its weights.
local function worth_of(x, rows, weights, set)
  local apart, least, sum = x.n_descriptors, math.huge, 0
  for s, i in ipairs(set) do
    least, sum = math.min(least, weights[i]), sum + weights[i]
    for t = 1, s - 1 do
      apart = math.min(apart, distance(x, rows[i], rows[set[t]]))
    end
  end
  return apart * least, sum
end

local function best_of_all(x, rows, weights, k)
  local best, most, set = -1, -1, {}
  local function go(s, from)
    if s > k then
      local worth, sum = worth_of(x, rows, weights, set)
      if worth > best + 1e-9 or (worth > best - 1e-9 and sum > most) then
        best, most = worth, sum
      end
      return
    end
    for i = from, #rows do
      if weights[i] > 0 then
        set[s] = i
        go(s + 1, i + 1)
        set[s] = nil
      end
    end
  end
  go(1, 1)
  return best, most
end

local function rows_of(f)
  local rows = {}
  for i = 1, f.n_rows do rows[i] = f:row(i) end
  return rows
end


test("no set of scenarios has a better weakest part than the chosen one", function()
  local draw = random.numbers(61)
  for _ = 1, 60 do
    local x = cross.drawn(draw, { 3, 2, 3, 2 }, 6)
    local f = x:consistent { threshold = 3 }.scenarios:head(14)
    local weights = {}
    for i = 1, f.n_rows do weights[i] = draw(6) / 5 end
    f = f:with { plausible = weights }
    local n = f:where { plausible = above(0) }.n_rows
    local k = 1 + draw(4)
    if n >= k then
      local r = x:select(f, { k = k, weigh = "plausible" })
      local rows, all = rows_of(f), {}
      for i = 1, k do all[i] = i end
      local chosen = rows_of(r.scenarios)
      local worth, sum = worth_of(x, chosen, r.scenarios:column "plausible", all)
      local best, most = best_of_all(x, rows, weights, k)
      near(worth, best, 1e-9)
      near(sum, most, 1e-9)
      eq({ r.exact, r.n_candidates }, { true, n })
    end
  end
end)

test("the nearest other scenario and where it differs are said", function()
  local x = impact { { "A", "a", "b" }, { "B", "a", "b" }, { "C", "a", "b" } }
  local f = x:consistent {}:select { k = 2 }.scenarios
  eq(f:column "distance", { 3, 3 })
  eq(f:column "differs", { "A, B, C", "A, B, C" })
  eq({ f:get(1, "nearest"), f:get(2, "nearest") }, { f:get(2, "id"), f:get(1, "id") })
end)

test("weights come from an ensemble or from basins, by the scenarios' ids", function()
  local x = cross.known "somewhereland.csv"
  local futures = x:consistent {}
  local sure, basins = x:ensemble { members = 60 }, x:basins {}
  for name, weigh in pairs { share = sure, weight = basins:drop "share" } do
    local shares = {}
    for row in weigh:each() do shares[cross.key_of_row(x, row)] = row[name] end
    for row in futures:select { k = 4, weigh = weigh }.scenarios:each() do
      eq(row.weight, shares[cross.key_of_row(x, row)] * 1.0)
    end
  end
  local heaviest = futures:select { k = 3, weigh = "total_impact", diverse = false }
  eq(heaviest.scenarios:column "total_impact", { 21.0, 19.0, 18.0 })
end)

test("a scenario keeps its id wherever it turns up and however it is ordered", function()
  local list = { { "A|a", "B|x", 2 }, { "B|y", "A|b", 1 } }
  local x = impact { { "A", "a", "b" }, { "B", "x", "y" }, judgements = list }
  local y = impact { { "B", "y", "x" }, { "A", "b", "a" }, judgements = list }
  local ids = {}
  for row in x:consistent { threshold = 9 }.scenarios:each() do
    ids[row.A .. row.B] = row.id
    eq(#row.id, 8)
  end
  for row in y:consistent { threshold = 9 }.scenarios:each() do
    eq(ids[row.A .. row.B], row.id)
  end
  eq({ ids.ax == ids.ay, ids.ax == ids.by }, { false, false })
  for row in x:basins {}:each() do eq(ids[row.A .. row.B], row.id) end
  for row in x:ensemble { members = 9 }:each() do eq(ids[row.A .. row.B], row.id) end
end)

test("labels name what is rare, with the descriptor where a name is not enough", function()
  local x = impact { { "A", "up", "down" }, { "B", "up", "calm" }, { "C", "one" } }
  local r = x:consistent { force = { A = "up" } }
  local labels = {}
  for row in r.scenarios:each() do labels[row.B] = row.label end
  -- C and A are the same in both
  eq(labels, { up = "B up", calm = "calm" })
  eq(x:consistent { force = { A = "up", B = "calm" } }.scenarios:get(1, "label"),
    "A up, calm, one")
end)

test("what cannot be chosen from is said", function()
  local x = impact { { "A", "a", "b" }, { "B", "x", "y" } }
  local futures = x:consistent {}
  raises("select: 'k' is 5, but only 4 scenarios are there", futures.select, futures, { k = 5 })
  raises("'k' should be at least 1", futures.select, futures, { k = 0 })
  raises("only 0 scenarios weigh more than 0", futures.select, futures,
    { weigh = "total_impact" })
  raises('no column "totl_impact"', futures.select, futures, { weigh = "totl_impact" })
  raises("should have a column \"share\" or \"weight\"", futures.select, futures,
    { weigh = futures.scenarios })
  raises("wants what x:consistent{} gave", x.select, x, 3)
  raises('should begin with the column "A"', x.select, x, frame { a = { 1 } })
  raises("unknown option 'diverze' (did you mean 'diverse'?)", futures.select, futures,
    { diverze = true })
end)
