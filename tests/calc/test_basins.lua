local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()
local random = loadfile("tests/data/random.lua", "t", _ENV)()
local search = require "vane.core.consistent"

local KNOWN, known, drawn = cross.KNOWN, cross.known, cross.drawn


-- ---- second route: the rules by their words, in plain Lua ----

local function scores_of(x, m, z)
  local scores = {}
  for j, name in ipairs(x.descriptors) do
    scores[j] = {}
    for l, variant in ipairs(x:variants(name)) do
      local sum = 0
      for i, other in ipairs(x.descriptors) do
        sum = sum + m[other .. "|" .. x:variants(other)[z[i]]][name .. "|" .. variant]
      end
      scores[j][l] = sum
    end
  end
  return scores
end

local function best_of(scores, now)
  local best = now
  for l, s in ipairs(scores) do
    if s > scores[best] then best = l end
  end
  return best
end

local speeds = { 2, 1, 2, 3 }

local steps = {}

function steps.global(x, m, z)
  local scores, to = scores_of(x, m, z), {}
  for j in ipairs(z) do to[j] = best_of(scores[j], z[j]) end
  return to
end

function steps.incremental(x, m, z)
  local to = steps.global(x, m, z)
  for j in ipairs(z) do
    to[j] = to[j] > z[j] and z[j] + 1 or to[j] < z[j] and z[j] - 1 or z[j]
  end
  return to
end

steps["local"] = function(x, m, z)
  local scores, worst, most = scores_of(x, m, z), 1, 0
  for j in ipairs(z) do
    local lack = scores[j][best_of(scores[j], z[j])] - scores[j][z[j]]
    if lack > most then worst, most = j, lack end
  end
  local to = table.move(z, 1, #z, 1, {})
  to[worst] = best_of(scores[worst], z[worst])
  return to
end

function steps.sequential(x, m, z)
  local to = table.move(z, 1, #z, 1, {})
  for j in ipairs(z) do to[j] = best_of(scores_of(x, m, to)[j], to[j]) end
  return to
end

function steps.adiabatic(x, m, z)
  local all, fastest = steps.global(x, m, z), -math.huge
  for j in ipairs(z) do
    if all[j] ~= z[j] then fastest = math.max(fastest, speeds[j]) end
  end
  for j in ipairs(z) do
    if speeds[j] ~= fastest then all[j] = z[j] end
  end
  return all
end

local function cells_of(x)
  local m, cells = x:matrix(), {}
  for _, row in ipairs(x.labels) do
    cells[row] = {}
    for _, col in ipairs(x.labels) do cells[row][col] = m:get(row, col) end
  end
  return cells
end

-- attractor's first scenario -> weight and cycle, by walking from everywhere.
local function walked(x, rule)
  local m, found, n, z = cells_of(x), {}, x.n_descriptors, {}
  local function walk()
    local at, seen, path = table.move(z, 1, n, 1, {}), {}, {}
    while not seen[table.concat(at, " ")] do
      path[#path + 1] = table.concat(at, " ")
      seen[path[#path]] = #path
      at = steps[rule](x, m, at)
    end
    local from, first = seen[table.concat(at, " ")], nil
    for p = from, #path do
      if not first or path[p] < first then first = path[p] end
    end
    found[first] = found[first] or { 0, #path - from + 1 }
    found[first][1] = found[first][1] + 1
  end
  local function go(i)
    if i > n then return walk() end
    for k in ipairs(x:variants(x.descriptors[i])) do
      z[i] = k
      go(i + 1)
    end
  end
  go(1)
  return found
end

local function listed(x, f)
  local found = {}
  for row in f:each() do
    local z = {}
    for i, name in ipairs(x.descriptors) do
      for k, variant in ipairs(x:variants(name)) do
        if row[name] == variant then z[i] = k end
      end
    end
    found[table.concat(z, " ")] = { row.weight, row.cycle }
  end
  return found
end


-- ---- published answers ----

test("Somewhereland's basins are the published ones", function()
  local x = known "somewhereland.csv"
  local expected = frame.read(KNOWN .. "somewhereland_expected.csv",
    { types = { scenario = "text" } })
  local found = listed(x, x:basins {})
  for row in expected:each() do
    eq(found[row.scenario], { row.basin_global, 1 })
  end
end)

test("ScenarioWizard's weights come out", function()
  local x = known "CIB_global.scw"
  local found = listed(x, x:basins {})
  for line in io.lines(KNOWN .. "CIB_global.sl") do
    local z, weight = line:match '^" ([%d ]+)",(%d+),'
    if z then eq(found[z], { tonumber(weight), 1 }) end
  end
  -- exact sizes of the two largest of 22,674,816, published beside the file
  local f = known("CIB_natl_regional.scw"):basins {}
  eq({ f:get(1, "weight"), f:get(2, "weight") }, { 7521415, 6609563 })
end)

test("Lloyd and Schweizer's model has a cycle of two with 8 of 27 starts", function()
  local f = known("lloyd_schweizer_3x3.csv", { separator = "-" }):basins {}
  eq(f:where { cycle = 2 }:column "weight", { 8 })
  eq(f:where { cycle = 1 }.n_rows, 3)
end)


-- ---- the rules ----

test("every rule goes where its words say", function()
  local draw = random.numbers(41)
  for _ = 1, 15 do
    local x = drawn(draw, { 3, 2, 4, 2 })
    local fast = {}
    for i, name in ipairs(x.descriptors) do fast[name] = speeds[i] end
    for rule in pairs(steps) do
      local f = x:basins { rule = rule, speeds = rule == "adiabatic" and fast or nil }
      eq(listed(x, f), walked(x, rule))
    end
  end
end)

test("islands put together go where the words of the rules say", function()
  local draw = random.numbers(97)
  for _ = 1, 25 do
    local x = drawn(draw, { 3, 2, 2, 3, 2 }, 1 + draw(2))
    local fast = {}
    local kept = speeds
    speeds = {}
    for i, name in ipairs(x.descriptors) do
      speeds[i] = draw(3)
      fast[name] = speeds[i]
    end
    for rule in pairs(steps) do
      local f = x:basins { rule = rule, speeds = rule == "adiabatic" and fast or nil }
      eq(listed(x, f), walked(x, rule))
    end
    speeds = kept
  end
end)

-- Pairs that copy each other: both x, both y, and a round of two; of three
-- pairs the rounds come in step or out of it.
test("rounds of several islands come in step and out of step", function()
  local list, judgements = {}, {}
  for i = 1, 3 do
    local a, b = "A" .. i, "B" .. i
    list[2 * i - 1], list[2 * i] = { a, "x", "y" }, { b, "x", "y" }
    for _, v in ipairs { "x", "y" } do
      judgements[#judgements + 1] = { a .. "|" .. v, b .. "|" .. v, 1 }
      judgements[#judgements + 1] = { b .. "|" .. v, a .. "|" .. v, 1 }
    end
  end
  list.judgements = judgements
  local x = impact(list)
  local f = x:basins {}
  eq(listed(x, f), walked(x, "global"))
  eq(f:where { cycle = 2, weight = 2 }.n_rows, (64 - 8) / 2)
end)

test("weights of islands together are exact at any size", function()
  local list, judgements = {}, {}
  for i = 1, 40 do
    local a, b = "A" .. i, "B" .. i
    list[2 * i - 1], list[2 * i] = { a, "x", "y" }, { b, "x", "y", "z" }
    for _, v in ipairs { "x", "y" } do
      judgements[#judgements + 1] = { a .. "|" .. v, b .. "|x", 1 }
    end
    for _, v in ipairs { "x", "y", "z" } do
      judgements[#judgements + 1] = { b .. "|" .. v, a .. "|x", 1 }
    end
  end
  list.judgements = judgements
  local f = impact(list):basins {}
  eq(f.n_rows, 1)
  -- 6^40, by another route: x = 1; repeated 40 times: x = 6x, in Python
  eq(f:get(1, "weight"), "13367494538843734067838845976576")
  eq(f:get(1, "share"), 1.0)
end)

test("attractors that outgrow the memory leave a sample", function()
  local list = {}
  for i = 1, 18 do list[i] = { "D" .. i, "a", "b" } end
  -- one judgement of each on the next: one island, many attractors
  list.judgements = {}
  for i = 1, 17 do
    list.judgements[i] = { ("D%d|a"):format(i), ("D%d|b"):format(i + 1), 0.001 }
  end
  local f = impact(list):basins { memory = 2, starts = 50 }
  local sum = 0
  for row in f:each() do sum = sum + row.weight end
  eq({ sum, is_na(f:get(1, "low")) }, { 50, false })
end)

test("what holds under any rule is what is consistent", function()
  local draw = random.numbers(43)
  for _ = 1, 20 do
    local x = drawn(draw, { 3, 3, 2, 3 })
    local n = x:consistent {}.count
    for _, rule in ipairs { "global", "local", "incremental", "sequential" } do
      -- a tie keeps the present variant, so that every consistent one holds
      eq(x:basins { rule = rule }:where { cycle = 1 }.n_rows, n)
    end
  end
end)

test("any number of threads follows to the same basins", function()
  local x = drawn(random.numbers(47), { 4, 4, 4, 4, 4, 4, 4, 4, 3 })
  local one = search.basins(x, "global", nil, 64, 1, 1, 1)
  eq(search.basins(x, "global", nil, 64, 1, 1, 3) == one, true)
  local sum = 0
  for _, weight in ipairs(one:column "weight") do sum = sum + weight end
  eq(sum, 4 ^ 8 * 3 // 1 | 0)
end)

test("a sample bounds the shares that all scenarios give", function()
  local x = drawn(random.numbers(59), { 3, 3, 3, 3, 3, 2 })
  local all, n_inside, n = listed(x, x:basins {}), 0, 0
  local sample = x:basins { memory = 0, starts = 20000, seed = 3 }
  for row in sample:each() do
    local z = {}
    for i, name in ipairs(x.descriptors) do z[i] = row[name]:match "%d" end
    local share = all[table.concat(z, " ")][1] / x.n_configurations
    n = n + 1
    if row.low <= share and share <= row.high then n_inside = n_inside + 1 end
    eq(row.cycle, all[table.concat(z, " ")][2])
  end
  eq(n_inside >= n - 1, true)
  eq(sample == x:basins { memory = 0, starts = 20000, seed = 3 }, true)
  eq(sample == x:basins { memory = 0, starts = 20000, seed = 4 }, false)
end)

test("wrong options of basins are named", function()
  local x = impact { { "A", "a", "b" }, { "B", "c", "d" } }
  raises("should be one of global", x.basins, x, { rule = "globl" })
  raises("a whole number for each descriptor", x.basins, x,
    { rule = "adiabatic", speeds = { A = 1 } })
  raises("belongs to the rule \"adiabatic\"", x.basins, x, { speeds = { A = 1 } })
  raises("'starts' should be from 1", x.basins, x, { starts = 0 })
end)
