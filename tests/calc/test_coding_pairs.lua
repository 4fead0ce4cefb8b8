-- Which codes are given together: published and hand-worked numbers, all
-- pairs counted one by one, resampling done over in Lua, and noise.

local quantile = dofile "tests/calc/quantile.lua"
local random = loadfile("tests/data/random.lua", "t", _ENV)()
local units_of = require "vane.core.random"


-- A coding from { { source, code, code, ... }, ... }, a list of units.
local function coded(list)
  local unit, source, code = {}, {}, {}
  for u, entry in ipairs(list) do
    for k = 2, math.max(#entry, 2) do
      unit[#unit + 1], source[#source + 1] = u, entry[1]
      code[#code + 1] = entry[k] or na
    end
  end
  return coding(frame({ { "unit", unit }, { "source", source },
    { "code", code } }, { types = { code = "text" } }))
end


local function pair(f, a, b)
  for row in f:each() do
    if row.a == a and row.b == b then return row end
  end
end


-- n units of each kind: both codes, one, the other, none.
local function table_of(both, only_a, only_b, none)
  local list = {}
  local function add(n, ...)
    for _ = 1, n do list[#list + 1] = { "s", ... } end
  end
  add(both, "a", "b")
  add(only_a, "a")
  add(only_b, "b")
  add(none)
  return coded(list)
end


test("Fisher's tea: 3 of 4 right by chance", function()
  local row = pair(table_of(3, 1, 1, 3):cooccurrence {}, "a", "b")
  near(row.p, 17 / 70)
  eq({ row.n1, row.n2, row.n12, row.units }, { 4, 4, 3, 3 })
  near(row.c, 3 / 5)
  near(row.phi, 0.5)  -- (9 - 1) / 16
  near(row.lift, 3 * 8 / 16)
  near(row.cosine, 3 / 4)
end)

test("Dunning's \"the swiss\" has G2 270.72", function()
  local row = pair(table_of(110, 2442, 111, 29114):cooccurrence {}, "a", "b")
  near(row.g2, 270.72, 0.005)
end)

test("c of the manual's example is 0.048", function()
  near(pair(table_of(5, 95, 5, 0):cooccurrence {}, "a", "b").c, 0.047619, 5e-7)
end)

test("the family is all pairs of codes used often enough", function()
  local c = coded { { "s", "a", "b" }, { "s", "a", "b" }, { "s", "c" },
    { "t", "a", "d" } }
  local all = c:cooccurrence {}
  eq(all.n_rows, 6)
  assert(all.source:find "family of 6 tests")
  local often = c:cooccurrence { least = 2 }
  assert(often.source:find "family of 1 test,")
  eq(often.n_rows, 2)  -- a d occurs, but is not tested
  eq(pair(often, "a", "d").q, na)
  eq(pair(all, "b", "c").n12, 0)
  eq(pair(all, "b", "c").p_null, 1.0)
end)

test("sources can be what is counted", function()
  local c = coded { { "s", "a" }, { "s", "b" }, { "t", "a" }, { "t", "a" } }
  local row = pair(c:cooccurrence { unit = "source" }, "a", "b")
  eq({ row.n1, row.n2, row.n12, row.sources }, { 2, 1, 1, 1 })
end)


-- ---- one by one ----

local function noise(draw, n_units, n_sources, n_codes, most)
  local list = {}
  for u = 1, n_units do
    list[u] = { "s" .. draw(n_sources) }
    local has = {}
    for _ = 1, draw(most + 1) do
      local k = draw(n_codes)
      if not has[k] then
        has[k] = true
        table.insert(list[u], "c" .. k)
      end
    end
  end
  return list
end


local function sets_of(list)
  local sets = {}
  for u, entry in ipairs(list) do
    sets[u] = {}
    for k = 2, #entry do sets[u][entry[k]] = true end
  end
  return sets
end


local function count(sets, a, b, times)
  local n1, n2, n12 = 0, 0, 0
  for u, set in ipairs(sets) do
    local t = times and times[u] or 1
    n1 = n1 + (set[a] and t or 0)
    n2 = n2 + (set[b] and t or 0)
    n12 = n12 + (set[a] and set[b] and t or 0)
  end
  return n1, n2, n12
end


-- Units as they come, and source by source, some without one in the end.
local function orders_of(list)
  local sorted = table.move(list, 1, #list, 1, {})
  table.sort(sorted, function(x, y) return x[1] < y[1] end)
  for k = 1, 5 do
    sorted[#sorted + 1] = table.move(sorted[k * 9], 2, #sorted[k * 9], 2, { na })
  end
  return { list, sorted }
end


test("counts are those of going through all units", function()
  for _, list in ipairs(orders_of(noise(random.numbers(3), 80, 9, 6, 4))) do
    local sets, f = sets_of(list), coded(list):cooccurrence { replicates = 0 }
    eq(f.n_rows, 15)
    for row in f:each() do
      local n1, n2, n12 = count(sets, row.a, row.b)
      eq({ row.n1, row.n2, row.n12 }, { n1, n2, n12 })
      local of = {}
      for u, set in ipairs(sets) do
        if set[row.a] and set[row.b] then of[list[u][1]] = true end
      end
      local n = 0
      for _ in pairs(of) do n = n + 1 end
      eq(row.sources, n)
    end
  end
end)


local function sources_of(list)
  local names, known = {}, {}
  for _, entry in ipairs(list) do
    if not known[entry[1]] then
      known[entry[1]] = true
      names[#names + 1] = entry[1]
    end
  end
  table.sort(names)
  return names
end


-- c where source number s counts times[s].
local function c_of(list, sets, names, times, a, b)
  local place = {}
  for s, name in ipairs(names) do place[name] = s end
  local of_unit = {}
  for u, entry in ipairs(list) do of_unit[u] = times[place[entry[1]]] end
  local n1, n2, n12 = count(sets, a, b, of_unit)
  if n1 + n2 - n12 > 0 then return n12 / (n1 + n2 - n12) end
end


test("the interval holds the middle of c over sources drawn anew", function()
  local list = noise(random.numbers(4), 90, 10, 5, 3)
  local sets, names = sets_of(list), sources_of(list)
  eq(#names, 10)
  local f = coded(list):cooccurrence { replicates = 60, confidence = 0.9,
    seed = 7 }
  local draws = {}
  for r = 1, 60 do
    draws[r] = {}
    for s = 1, 10 do draws[r][s] = 0 end
    for _, s in ipairs(units_of.below(7, r, 10, 10)) do
      draws[r][s + 1] = draws[r][s + 1] + 1
    end
  end
  for row in f:each() do
    local values = {}
    for r = 1, 60 do
      values[#values + 1] = c_of(list, sets, names, draws[r], row.a, row.b)
    end
    near(row.low, quantile(values, 0.05))
    near(row.high, quantile(values, 0.95))
  end
end)

test("with few sources low and high are those of one left out", function()
  local list = noise(random.numbers(6), 40, 4, 5, 3)
  local sets, names = sets_of(list), sources_of(list)
  for row in coded(list):cooccurrence {}:each() do
    local low, high = math.huge, -math.huge
    for out = 1, #names do
      local times = {}
      for s = 1, #names do times[s] = s == out and 0 or 1 end
      local c = c_of(list, sets, names, times, row.a, row.b)
      if c then low, high = math.min(low, c), math.max(high, c) end
    end
    near(row.low, low)
    near(row.high, high)
  end
end)

test("one source alone gives no interval", function()
  local row = table_of(3, 1, 1, 3):cooccurrence {}:row(1)
  eq({ row.low, row.high }, { na, na })
end)

test("many codes are gone through in parts, with the same result", function()
  -- more pairs than one panel holds
  local list = noise(random.numbers(8), 200, 12, 30, 9)
  local f = coded(list):cooccurrence { replicates = 20 }
  local sets, names = sets_of(list), sources_of(list)
  local drawn = {}
  for r = 1, 20 do
    drawn[r] = {}
    for s = 1, #names do drawn[r][s] = 0 end
    for _, s in ipairs(units_of.below(1, r, #names, #names)) do
      drawn[r][s + 1] = drawn[r][s + 1] + 1
    end
  end
  for i = 1, f.n_rows, 37 do
    local row, values = f:row(i), {}
    for r = 1, 20 do
      values[#values + 1] = c_of(list, sets, names, drawn[r], row.a, row.b)
    end
    near(row.low, quantile(values, 0.025))
  end
end)

test("so are very many pairs, each from the sources it meets in", function()
  -- more than the sums of 1000 draws have room for at once
  local list = noise(random.numbers(9), 700, 60, 400, 70)
  local f = coded(list):cooccurrence { replicates = 1000, seed = 2 }
  assert(f.n_rows > 70000)
  local sets, names, drawn = sets_of(list), sources_of(list), {}
  for r = 1, 1000 do
    drawn[r] = {}
    for s = 1, #names do drawn[r][s] = 0 end
    for _, s in ipairs(units_of.below(2, r, #names, #names)) do
      drawn[r][s + 1] = drawn[r][s + 1] + 1
    end
  end
  for _, i in ipairs { 1, 20000, f.n_rows - 2000 } do
    local row, values = f:row(i), {}
    for r = 1, 1000 do
      values[#values + 1] = c_of(list, sets, names, drawn[r], row.a, row.b)
    end
    near(row.low, quantile(values, 0.025))
    near(row.high, quantile(values, 0.975))
  end
end)

-- Drawn one by one, and counted through all units each time.
test("single units can be drawn, when they are named as clusters", function()
  local list = noise(random.numbers(12), 150, 3, 12, 5)
  local sets, n, n_draws = sets_of(list), #list, 40
  local f = coded(list):cooccurrence { replicates = n_draws, seed = 3,
    confidence = 0.8, cluster = "unit" }
  local drawn = {}
  for r = 1, n_draws do
    drawn[r] = {}
    for u = 1, n do drawn[r][u] = 0 end
    for _, u in ipairs(units_of.below(3, r, n, n)) do
      drawn[r][u + 1] = drawn[r][u + 1] + 1
    end
  end
  for i = 1, f.n_rows, 5 do
    local row, values = f:row(i), {}
    for r = 1, n_draws do
      local n1, n2, n12 = count(sets, row.a, row.b, drawn[r])
      if n1 + n2 > 0 then values[#values + 1] = n12 / (n1 + n2 - n12) end
    end
    eq(row.sources, row.n12)
    near(row.low, quantile(values, 0.1))
    near(row.high, quantile(values, 0.9))
  end
end)

-- A few large clusters and many small ones are added up in two ways: sources
-- of equal size, told apart by as many more clusters as there are.
test("however clusters are added up, a cluster without codes is one", function()
  local list = noise(random.numbers(14), 240, 12, 8, 5)
  local sets, names = sets_of(list), sources_of(list)
  for s = 1, 900 do
    list[#list + 1] = { ("z%03d"):format(s) }
    sets[#list], names[#names + 1] = {}, list[#list][1]
  end
  local f = coded(list):cooccurrence { replicates = 30, seed = 5 }
  for i = 1, f.n_rows, 4 do
    local row, values = f:row(i), {}
    for r = 1, 30 do
      local times = {}
      for s = 1, #names do times[s] = 0 end
      for _, s in ipairs(units_of.below(5, r, #names, #names)) do
        times[s + 1] = times[s + 1] + 1
      end
      values[#values + 1] = c_of(list, sets, names, times, row.a, row.b)
    end
    near(row.low, quantile(values, 0.025))
    near(row.high, quantile(values, 0.975))
  end
end)

test("the order of rows does not matter", function()
  local draw = random.numbers(9)
  local list = noise(draw, 60, 9, 6, 4)
  local f = coded(list):rows():join(coded(list):units(),
    { by = "unit", kind = "left" })
  local key = {}
  for i = 1, f.n_rows do key[i] = draw(1000) end
  local turned = f:with({ { "key", key } }):sort("key"):drop "key"
  eq(coding(f):cooccurrence { replicates = 50 },
    coding(turned):cooccurrence { replicates = 50 })
end)


-- ---- noise ----

-- Codes of falling frequency, drawn independently; a tenth of the units has
-- 12 to 30 of them, all others 1 to 4.
local function uneven(draw, n_units, planted)
  local list = {}
  for u = 1, n_units do
    local wanted = u % 10 == 0 and 12 + draw(19) or 1 + draw(4)
    local has, entry, n = {}, { "s" .. draw(40) }, 0
    while n < wanted do
      local k = draw(draw(99) + 1)
      if not has[k] then
        has[k], n = true, n + 1
        entry[#entry + 1] = ("k%02d"):format(k)
      end
    end
    if planted and u % 10 == 3 then
      for _, k in ipairs { "x", "y" } do entry[#entry + 1] = k end
    end
    list[u] = entry
  end
  return list
end


test("noise in units with many codes fools Fisher's test, not the null",
  function()
    local fisher, null = 0, 0
    for seed = 1, 5 do
      local f = coded(uneven(random.numbers(seed), 300)):cooccurrence {
        replicates = 0 }
      fisher = fisher + f:where { q = below(0.05) }.n_rows
      null = null + f:where { q_null = below(0.05) }.n_rows
    end
    assert(fisher > 200, fisher)
    assert(null <= 1, null)
  end)

test("a planted pair is found first among the noise", function()
  local f = coded(uneven(random.numbers(2), 300, true)):cooccurrence {
    replicates = 100, least = 5 }
  eq({ f:get(1, "a"), f:get(1, "b") }, { "x", "y" })
  assert(f:get(1, "q_null") < 1e-6)
  eq(f:where { q_null = below(0.05) }.n_rows, 1)
end)


-- ---- events ----

-- Selections { from, to, code } of one source, a unit each.
local function selected(list)
  local f = { unit = {}, source = {}, start = {}, finish = {}, code = {} }
  for i, one in ipairs(list) do
    f.unit[i], f.source[i] = i, "s"
    f.start[i], f.finish[i], f.code[i] = one[1], one[2], one[3]
  end
  return coding(frame(f))
end


test("overlapping selections take c out of its range, which is told", function()
  -- one long A over three B: 3 / (1 + 3 - 3); two A, three B, all overlapping:
  -- 6 / (2 + 3 - 6); one A over two B: 2 / (1 + 2 - 2) and 1 A, 1 B: 1 / 1
  local function events(list)
    local row = selected(list):cooccurrence { events = true, replicates = 0 }
    return pair(row, "A", "B")
  end
  local row = events { { 0, 90, "A" }, { 1, 5, "B" }, { 9, 12, "B" },
    { 20, 30, "B" } }
  eq({ row.n12, row.c, row.out_of_range, row.units }, { 3, 3.0, true, 0 })
  row = events { { 0, 9, "A" }, { 1, 9, "A" }, { 0, 5, "B" }, { 2, 8, "B" },
    { 3, 9, "B" } }
  eq({ row.n12, row.c, row.out_of_range }, { 6, -6.0, true })
  row = events { { 0, 9, "A" }, { 3, 9, "A" }, { 0, 9, "B" }, { 3, 5, "B" } }
  eq({ row.n12, row.c, row.out_of_range }, { 4, na, true })
  row = events { { 0, 5, "A" }, { 5, 9, "B" } }  -- they only touch
  eq({ row.n12, row.c, row.out_of_range }, { 0, 0.0, false })
end)

test("without positions events are units", function()
  local c = table_of(3, 1, 2, 4)
  local row = pair(c:cooccurrence { events = true }, "a", "b")
  eq({ row.n12, row.units, row.out_of_range }, { 3, 3, false })
  near(row.c, 3 / 6)
  local bare = coding(frame { unit = { 1, 1 }, code = { "a", "b" } })
  eq(bare:cooccurrence { events = true }:get(1, "n12"), 1)
end)


-- ---- what cannot be done ----

test("what does not fit is refused in one sentence", function()
  local c = table_of(1, 1, 1, 1)
  raises("did you mean 'cluster'", c.cooccurrence, c, { clsuter = "source" })
  raises("'least' should be at least 1", c.cooccurrence, c, { least = 0 })
  raises("above 0 and below 1", c.cooccurrence, c, { confidence = 1 })
  raises("column of the units", c.cooccurrence, c, { cluster = "colour" })
  local f = frame { unit = { 1, 1 }, code = { "a", "b" } }
  raises("from which sources", coding(f).cooccurrence, coding(f),
    { unit = "source" })
end)

test("more pairs than can be counted are refused in one sentence", function()
  local f = { unit = {}, code = {} }
  for i = 1, 30000 do f.unit[i], f.code[i] = 1, "k" .. i end
  local c = coding(frame(f))
  raises("30000 codes may meet in 449985000 pairs, too many to count",
    c.cooccurrence, c, {})
  raises("let c:recode join or drop rare codes", c.diagram, c, {})
  f.source, f.date = {}, {}
  for i = 1, 30000 do f.source[i], f.date[i] = "s", 2001 end
  for i = 1, 9 do
    f.unit[30000 + i], f.source[30000 + i] = 1 + i, "t" .. i
    f.date[30000 + i], f.code[30000 + i] = 2001 + i, "k1"
  end
  c = coding(frame(f))
  raises("emerging: 30000 codes may meet in", c.emerging, c, { of = "pairs" })
  eq(c:emerging {}.n_rows, 1)
end)

test("more pairs than a table holds are refused in one sentence", function()
  local f = { unit = {}, code = {} }
  for i = 1, 7000 do f.unit[i], f.code[i] = 1, "k" .. i end
  local c = coding(frame(f))
  raises("7000 codes meet in 24496500 pairs, more than the 20000000",
    c.cooccurrence, c, {})
end)
