local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()
local random = loadfile("tests/data/random.lua", "t", _ENV)()
local search = require "vane.core.consistent"

local KNOWN, known, drawn = cross.KNOWN, cross.known, cross.drawn
local taken_apart, each_configuration = cross.taken_apart, cross.each_configuration
local key_of, by_definition, listed = cross.key_of, cross.by_definition, cross.listed

local function agree(x, threshold, opts, allowed)
  opts.threshold = threshold
  local r = x:consistent(opts)
  local wanted, n = by_definition(x, threshold, allowed)
  eq({ r.count, r.complete, r.scenarios.n_rows }, { n, true, n })
  for key, values in pairs(listed(x, r.scenarios)) do
    assert(wanted[key], key .. " is not consistent by the definition")
    if wanted[key][2] == math.huge then wanted[key][2], values[2] = 0, 0 end
    for i = 1, 3 do near(values[i], wanted[key][i], 1e-9) end
  end
end


-- ---- published answers ----

test("Somewhereland has ten consistent scenarios, fifteen within 1", function()
  local x = known "somewhereland.csv"
  local expected = frame.read(KNOWN .. "somewhereland_expected.csv",
    { types = { scenario = "text" } })
  local r = x:consistent {}
  eq({ r.count, r.complete }, { 10, true })
  eq(r.scenarios:column "total_impact",
    expected:sort("-total_impact_score"):with { t = function(row)
      return row.total_impact_score * 1.0 end }:column "t")
  local found = listed(x, r.scenarios)
  local first = taken_apart(x)
  for row in expected:each() do
    local z = {}
    for digit in row.scenario:gmatch "%d+" do
      z[#z + 1] = first[#z + 1] + tonumber(digit) - 1
    end
    eq(found[key_of(x, z)], { 0.0, row.consistency_value * 1.0,
      row.total_impact_score * 1.0 })
  end
  eq(x:consistent { threshold = 1 }.count, 15)
end)

test("ScenarioWizard's solutions are found, and no others", function()
  for name, n in pairs { CIB_global = 4, CIB_natl_regional = 16 } do
    local x = known(name .. ".scw")
    local first = taken_apart(x)
    local r = x:consistent { threshold = 0 }
    local found = listed(x, r.scenarios)
    local at_zero = 0
    for line in io.lines(KNOWN .. name .. ".sl") do
      local digits, rest = line:match '^"([%d ]+)",(.*)$'
      local _, lead, lack, total = (rest or ""):match "^(%d+),(%-?%d+),(%-?%d+),(%-?%d+)"
      if digits and lack == "0" then
        local z = {}
        for digit in digits:gmatch "%d+" do
          z[#z + 1] = first[#z + 1] + tonumber(digit) - 1
        end
        eq(found[key_of(x, z)], { 0.0, tonumber(lead) * 1.0, tonumber(total) * 1.0 })
        at_zero = at_zero + 1
      end
    end
    eq({ at_zero, r.count }, { n, n })
  end
end)

test("the model of Lloyd and Schweizer has three consistent scenarios", function()
  eq(known("lloyd_schweizer_3x3.csv", { separator = "-" }):consistent {}.count, 3)
end)


-- ---- the definition, on random matrices ----

test("the search finds what the definition says, for any threshold", function()
  local draw = random.numbers(7)
  for _ = 1, 300 do
    local counts = {}
    for i = 1, 2 + draw(4) do counts[i] = 1 + draw(4) end
    local x = drawn(draw, counts, 1 + draw(10))
    agree(x, draw(4), {})
  end
end)

test("thousands of small matrices agree with the definition", function()
  local draw = random.numbers(8)
  for _ = 1, 2500 do
    local counts = {}
    for i = 1, 2 + draw(2) do counts[i] = 1 + draw(3) end
    agree(drawn(draw, counts, 1 + draw(10)), draw(3), {})
  end
end)

test("halves, thirds and sevenths are summed without loss", function()
  local draw = random.numbers(11)
  for _ = 1, 100 do
    for _, unit in ipairs { 2, 3, 7 } do
      agree(drawn(draw, { 3, 2, 3, 2 }, 8, unit), draw(3) / unit, {})
    end
  end
end)

test("large judgements take the wider sums", function()
  local draw = random.numbers(5)
  for _ = 1, 40 do agree(drawn(draw, { 3, 3, 2, 3 }, 8, 1 / 9000), 0, {}) end
end)

test("a descriptor of many variants needs no tables", function()
  local draw = random.numbers(3)
  for _ = 1, 20 do agree(drawn(draw, { 9, 3, 11 }, 10), draw(3), {}) end
end)

test("a variant that promotes itself counts its own judgement", function()
  -- alone, B promotes A|b by 1; A|a holds against it by 2 of its own
  local x = impact { { "A", "a", "b" }, { "B", "c", "d" }, judgements = {
    { "B|c", "A|b", 1 }, { "A|a", "A|a", 2 } } }
  eq(x:consistent { force = { B = "c" } }.count, 2)
  eq(x:consistent { force = { B = "c" } }.scenarios:column "A", { "a", "b" })
end)


-- ---- rules ----

test("forced variants, forbidden pairs and implications are kept", function()
  local draw = random.numbers(13)
  for _ = 1, 100 do
    local x = drawn(draw, { 3, 2, 3, 2 }, 6)
    local first = taken_apart(x)
    agree(x, 2, { force = { D1 = { "v1", "v3" } } }, function(z)
      return z[1] ~= first[1] + 1
    end)
    agree(x, 2, { forbid = { { D1 = "v1", D3 = { "v2", "v3" } } } }, function(z)
      return z[1] ~= first[1] or z[3] == first[3]
    end)
    agree(x, 2, { imply = { { { D3 = "v1" }, { D4 = "v2" } } } }, function(z)
      return z[3] ~= first[3] or z[4] == first[4] + 1
    end)
  end
end)

test("contradicting rules leave nothing, and it is said", function()
  local x = impact { { "A", "a", "b" }, { "B", "c", "d" } }
  local r = x:consistent { force = { A = "a", B = "c" },
    forbid = { { A = "a", B = "c" } } }
  eq({ r.count, r.complete }, { 0, true })
  eq(tostring(r):find("none: 'force', 'forbid' and 'imply' contradict each other", 1,
    true) ~= nil, true)
  local round = impact { { "A", "a", "b" }, { "B", "c", "d" },
    judgements = { { "A|a", "B|d", 1 }, { "A|b", "B|d", 1 } } }
  r = round:consistent { force = { B = "c" }, forbid = { { A = "a", B = "d" } } }
  eq({ r.count, r.complete }, { 0, true })  -- the judgements, not the rules, leave none
  eq(tostring(r):find("none: no scenario keeps to all the judgements", 1, true) ~= nil, true)
end)

test("names in rules are checked", function()
  local x = impact { { "Trade", "free", "closed" }, { "B", "c", "d" } }
  raises('force: no descriptor "Trde" (did you mean "Trade"?)', x.consistent, x,
    { force = { Trde = "free" } })
  raises('force: "Trade" has no variant "fre" (did you mean "free"?)',
    x.consistent, x, { force = { Trade = "fre" } })
  raises("forbid: entry 1 should name two descriptors", x.consistent, x,
    { forbid = { { Trade = "free" } } })
  raises("imply: entry 1 should be written", x.consistent, x,
    { imply = { { Trade = "free" } } })
  raises("wants variants by descriptor", x.consistent, x, { force = { "free" } })
  raises("'threshold' should be at least 0 and finite", x.consistent, x, { threshold = -1 })
  raises("'limit' should be at least 1", x.consistent, x, { limit = 0 })
  raises("unknown option 'treshold' (did you mean 'threshold'?)", x.consistent,
    x, { treshold = 1 })
end)


-- ---- the best of many ----

-- The k highest totals by the definition.
local function best_totals(x, threshold, k)
  local totals = {}
  each_configuration(x, function(_, lack, _, total)
    if lack <= threshold then totals[#totals + 1] = total end
  end)
  table.sort(totals, function(a, b) return a > b end)
  return table.move(totals, 1, math.min(k, #totals), 1, {}), #totals
end

test("the top scenarios are those with the highest totals", function()
  local draw = random.numbers(19)
  for _ = 1, 150 do
    local counts = {}
    for i = 1, 3 + draw(3) do counts[i] = 1 + draw(3) end
    -- few sections: often several islands
    local x, threshold, k = drawn(draw, counts, 1 + draw(4)), draw(5), 1 + draw(9)
    local r = x:consistent { threshold = threshold, top = k }
    local wanted, n = best_totals(x, threshold, k)
    eq({ r.count, r.complete }, { n, true })
    eq(r.scenarios:column "total_impact", wanted)
    local all = cross.by_definition(x, threshold)
    for key in pairs(listed(x, r.scenarios)) do assert(all[key]) end
    local unique = r.scenarios:unique(table.unpack(x.descriptors))
    eq(unique.n_rows, #wanted)
  end
end)

test("the best of more scenarios than could be listed are found", function()
  local list, judgements = {}, {}
  for i = 1, 40 do
    list[2 * i - 1], list[2 * i] = { "A" .. i, "x", "y" }, { "B" .. i, "x", "y" }
    for k, v in ipairs { "x", "y" } do
      judgements[#judgements + 1] = { ("A%d|%s"):format(i, v), ("B%d|%s"):format(i, v), k }
      judgements[#judgements + 1] = { ("B%d|%s"):format(i, v), ("A%d|%s"):format(i, v), k }
    end
  end
  list.judgements = judgements
  -- each island has both x (total 2) and both y (total 4)
  local r = impact(list):consistent { top = 42 }
  eq({ r.count, r.complete }, { 1 << 40, true })
  eq(r.scenarios:head(2):column "total_impact", { 160.0, 158.0 })
  eq(r.scenarios:tail(2):column "total_impact", { 158.0, 156.0 })
end)


-- ---- counts, limits, islands ----

test("islands are searched apart and their counts multiplied", function()
  local list, judgements = {}, {}
  for i = 1, 40 do
    list[2 * i - 1], list[2 * i] = { "A" .. i, "x", "y" }, { "B" .. i, "x", "y" }
    for _, v in ipairs { "x", "y" } do
      judgements[#judgements + 1] = { ("A%d|%s"):format(i, v), ("B%d|%s"):format(i, v), 1 }
      judgements[#judgements + 1] = { ("B%d|%s"):format(i, v), ("A%d|%s"):format(i, v), 1 }
    end
  end
  list.judgements = judgements
  local x = impact(list)
  -- each island: both x or both y; 2^40 together
  eq({ x:count {} }, { 1 << 40, true })
  local r = x:consistent { limit = 5 }
  eq({ r.complete, r.scenarios.n_rows, r.count }, { false, 5, 1 << 40 })
  for row in r.scenarios:each() do
    for i = 1, 40 do eq(row["A" .. i], row["B" .. i]) end
  end
end)

test("without judgements every configuration is consistent", function()
  local list = {}
  for i = 1, 70 do list[i] = { "D" .. i, "a", "b" } end
  eq(impact(list):count {}, "1180591620717411303424")  -- 2^70
end)

test("a limit ends the search and says so", function()
  local x = drawn(random.numbers(21), { 3, 3, 3, 3 }, 10)
  local all = x:consistent { threshold = 9 }
  eq(all.count > 3, true)
  local r = x:consistent { threshold = 9, limit = 3 }
  eq({ r.count, r.complete, r.scenarios.n_rows }, { 3, false, 3 })
  local same = x:consistent { threshold = 9, limit = all.count }
  eq({ same.count, same.complete }, { all.count, true })
end)

test("any number of threads lists the same scenarios in the same order", function()
  local x = drawn(random.numbers(17), { 3, 3, 3, 3, 3, 3, 3, 3 }, 7)
  local open = {}
  for i = 1, x.n_variants do open[i] = true end
  for limit, top in pairs { [0] = 0, [7] = 0, [1e9 // 1 | 0] = 5 } do
    local one = search.find(x, 2, open, {}, limit, 0, true, 1, top)
    for _, workers in ipairs { 2, 3, 8 } do
      eq(search.find(x, 2, open, {}, limit, 0, true, workers, top) == one, true)
    end
  end
end)

test("a list that does not fit into half of the memory is cut", function()
  local list = {}
  for i = 1, 16 do list[i] = { "D" .. i, "a", "b" } end
  local r = impact(list):consistent { memory = 1 }
  eq(r.complete, false)
  eq(r.scenarios.n_rows, (1 << 19) // (14 * 16 + 300))
  raises("'memory' should be at least 1", function() impact(list):consistent { memory = 0 } end)
end)

-- n descriptors of v variants, each of which pushes all others a little.
local function dense(n, v)
  local counts = {}
  for i = 1, n do counts[i] = v end
  return drawn(random.numbers(3), counts, 10)
end

test("a search that needs more than the memory says how much it needs", function()
  local x = dense(16, 20)
  local function with(word, given)
    return function() return x[word](x, given) end
  end
  for _, word in ipairs { "consistent", "count", "least_inconsistent" } do
    raises("impact: this search needs ", with(word, { memory = 4, time = 1 }))
    raises(" MiB, 'memory' allows 4", with(word, { memory = 4, time = 1 }))
  end
  raises("ensemble: solving a member needs ", with("ensemble", { memory = 4, members = 2 }))
  local ok = pcall(with("count", { memory = 64, time = 0.05 }))
  eq(ok, true)
end)

test("the best that do not fit are refused, not cut", function()
  local counts, open = {}, {}
  for i = 1, 12 do counts[i] = 3 end
  for i = 1, 36 do open[i] = true end
  raises("ask for fewer ('top', 'limit'), or allow more 'memory'", search.find,
    drawn(random.numbers(5), counts, 1), 1000, open, {}, 0, 0, true, 0, 500000, 1)
end)

test("members that find more than the memory holds are refused", function()
  local list = {}
  for i = 1, 16 do list[i] = { "D" .. i, "a", "b" } end
  raises("the scenarios of all members need more than the 2 MiB", function()
    impact(list):ensemble { memory = 4, members = 20 }
  end)
end)

-- The most memory that the program ever had, less what it has at rest, as the
-- system counts it.
test("searches keep to their memory", function()
  if arg[-1]:find "/san/" then skip "sanitizers keep memory of their own" end
  local function peak(code)
    local pipe <close> = io.popen(arg[-1] .. " -e '" .. code .. [[
      for line in io.lines "/proc/self/status" do
        local kib = line:match "VmHWM:%s*(%d+)"
        if kib then print(kib) end
      end' 2>&1]])
    return tonumber(pipe:read "a")
  end
  local made = [[local list = {} for i = 1, 20 do list[i] = { "D" .. i, "a", "b", "c" } end
    list.judgements = { { "D1|a", "D2|b", 1 } } local x = impact(list) ]]
  local rest = peak(made)
  if not rest then skip "the system does not tell how much memory was taken" end
  for _, memory in ipairs { 8, 64 } do
    local used = peak(made .. ("local r = x:consistent { memory = %d } "):format(memory))
    assert(used - rest <= memory * 1024, used - rest)
    assert(used - rest > memory * 100, used - rest)  -- it was used at all
  end
  local used = peak(made .. "pcall(x.ensemble, x, { memory = 64, members = 40 }) ")
  assert(used - rest <= 64 * 1024, used - rest)
end)

test("a search that runs out of time says that it is incomplete", function()
  local draw = random.numbers(1)
  local counts = {}
  for i = 1, 40 do counts[i] = 4 end
  local r = drawn(draw, counts, 10):consistent { time = 0.05 }
  eq(r.complete, false)
  eq(tostring(r):find("incomplete", 1, true) ~= nil, true)
end)


-- ---- properties ----

-- x with f(value, i, k, j, l) in place of each judgement.
local function changed(x, f)
  local list, judgements = {}, {}
  local m = x:matrix()
  for i, name in ipairs(x.descriptors) do
    list[i] = { name, table.unpack(x:variants(name)) }
  end
  for i, a in ipairs(x.descriptors) do
    for k, v in ipairs(x:variants(a)) do
      for j, b in ipairs(x.descriptors) do
        for l, w in ipairs(x:variants(b)) do
          local row, col = a .. "|" .. v, b .. "|" .. w
          judgements[#judgements + 1] = { row, col, f(m:get(row, col), i, k, j, l) }
        end
      end
    end
  end
  list.judgements = judgements
  return impact(list)
end

local function keys(x)
  local set = {}
  for key in pairs(listed(x, x:consistent {}.scenarios)) do set[key] = true end
  return set
end

test("adding a number to a row of a section changes no scenario", function()
  local draw = random.numbers(23)
  for _ = 1, 20 do
    local x = drawn(draw, { 3, 2, 3, 3 }, 8)
    local add = draw(9) - 4
    eq(keys(changed(x, function(v, i, k, j)
      return v + ((i == 2 and k == 1 and j == 3) and add or 0)
    end)), keys(x))
  end
end)

test("the unit in which one descriptor is promoted changes no scenario", function()
  local draw = random.numbers(29)
  for _ = 1, 20 do
    local x = drawn(draw, { 3, 2, 3, 3 }, 8)
    eq(keys(changed(x, function(v, _, _, j)
      return v * (j == 3 and 5 or 1)
    end)), keys(x))
  end
end)


-- ---- nothing consistent ----

test("the least inconsistent scenarios are those of the definition", function()
  local draw = random.numbers(31)
  for _ = 1, 100 do
    local x = drawn(draw, { 3, 2, 3, 2 }, 9)
    local all = {}
    each_configuration(x, function(_, lack, _, total)
      all[#all + 1] = { lack, -total }
    end)
    table.sort(all, function(a, b)
      if a[1] ~= b[1] then return a[1] < b[1] end
      return a[2] < b[2]
    end)
    local k = 1 + draw(6)
    local r = x:least_inconsistent { k = k }
    eq({ r.complete, r.scenarios.n_rows }, { true, k })
    for i = 1, k do
      near(r.scenarios:get(i, "inconsistency"), all[i][1])
      near(r.scenarios:get(i, "total_impact"), -all[i][2])
    end
  end
end)
