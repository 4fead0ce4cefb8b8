local tail = require "vane.core.tail"
local chance = loadfile("tests/calc/chance.lua", "t", _ENV)()

local function close(found, wanted, relative)
  near(found, wanted, math.abs(wanted) * (relative or 1e-11) + 1e-300)
end

-- Groups with members drawn at will: up to `most` of n members each, the
-- first ones more often.
local function random_groups(seed, n_groups, n, most)
  local unit, groups = chance.stream(seed), {}
  for g = 1, n_groups do
    local seen, list = {}, {}
    for _ = 1, 1 + unit() * most // 1 do
      local member = ("m%03d"):format(unit() ^ 2 * n // 1)
      if not seen[member] then list[#list + 1] = member end
      seen[member] = true
    end
    groups[g] = list
  end
  return groups
end

-- By total and size: the fitted chance.
local function chances_of(e)
  local of = {}
  for row in e:chances():each() do
    of[row.total] = of[row.total] or {}
    of[row.total][row.size] = row.chance
  end
  return of
end

local function totals_of(e)
  local of = {}
  for row in e:totals():each() do of[row.member] = row.total end
  return of
end


-- ---- chances ----

test("chances by hand: three groups of sizes 1, 1, 2, totals 2, 1, 1", function()
  -- By the margins c = (1 - a) / 2, d = a, b = 2 - 2a, and equal odds ratios
  -- give a^2 (2a - 1) (1 + a) = 2 (1 - a)^4.
  local e = chance.events { { "B", "A" }, { "B" }, { "C" } }
  local of = chances_of(e)
  local a = of[2][1]
  near(a ^ 2 * (2 * a - 1) * (1 + a), 2 * (1 - a) ^ 4, 1e-14)
  near(of[2][2], 2 - 2 * a)
  near(of[1][1], (1 - a) / 2)
  near(of[1][2], a)
end)

test("chances are equal where all groups or all members are alike", function()
  local e = chance.events { { "A", "B" }, { "B", "C" }, { "C", "A" } }
  near(chances_of(e)[2][2], 2 / 3)
end)

test("both margins add up", function()
  for seed = 1, 12 do
    local e = chance.events(random_groups(seed, 20 * seed, 4 * seed, 3 * seed))
    local of, n_alike, sums = chances_of(e), {}, {}
    for _, total in pairs(totals_of(e)) do
      n_alike[total] = (n_alike[total] or 0) + 1
    end
    for row in e:sizes():each() do
      local members = 0
      for total, n in pairs(n_alike) do
        local p = of[total][row.size]
        eq(p >= 0 and p <= 1, true)
        members = members + n * p
        sums[total] = (sums[total] or 0) + row.groups * p
      end
      close(members, row.size)
    end
    for total in pairs(n_alike) do close(sums[total], total) end
  end
end)

test("odds are products of a member's and a group's part", function()
  local of = chances_of(chance.events(random_groups(5, 200, 30, 9)))
  local function odds(t, d) return of[t][d] / (1 - of[t][d]) end
  local totals = {}
  for t in pairs(of) do totals[#totals + 1] = t end
  for i = 2, #totals do
    local t, u = totals[i - 1], totals[i]
    close(odds(t, 2) * odds(u, 5), odds(t, 5) * odds(u, 2), 1e-9)
  end
end)

test("where margins leave no choice chances are 0 and 1", function()
  -- A is in all groups; the rest is nested: each group holds the smaller ones.
  local nested = chances_of(chance.events { { "A" }, { "A", "B" },
    { "A", "B", "C" } })
  eq(nested, { [3] = { 1.0, 1.0, 1.0 }, [2] = { 0.0, 1.0, 1.0 },
    [1] = { 0.0, 0.0, 1.0 } })
  -- A in all groups, the others as likely as each other.
  local e = chance.events { { "A", "B" }, { "A", "C" }, { "A", "B", "C", "D" },
    { "A", "D" } }
  local of = chances_of(e)
  eq(of[4], { [2] = 1.0, [4] = 1.0 })
  eq(of[2][4], 1.0)
  near(of[2][2], 1 / 3)
end)

test("a block that margins keep apart is fitted on its own", function()
  -- A and B are in all large groups, C and D only there.
  local e = chance.events { { "A" }, { "B" }, { "A", "B", "C" },
    { "A", "B", "D" } }
  local of = chances_of(e)
  eq(of[3][3], 1.0)
  eq(of[1][1], 0.0)
  near(of[3][1], 1 / 2)
  near(of[1][3], 1 / 2)
end)

test("very uneven margins are fitted too", function()
  local groups = {}
  for g = 1, 400 do groups[g] = { "a" } end
  for g = 1, 399 do groups[g][2] = "b" end
  for k = 1, 60 do groups[1][#groups[1] + 1] = "r" .. k end
  groups[2][#groups[2] + 1] = "r1"
  groups[400][1] = "c"
  local e = chance.events(groups)
  for row in e:totals():each() do
    local sum = 0
    for size in e:sizes():each() do
      sum = sum + size.groups * chances_of(e)[row.total][size.size]
    end
    close(sum, row.total)
  end
end)


-- ---- expected, z, p ----

test("expected, z and p are those of the chances, added up", function()
  for seed = 1, 6 do
    local e = chance.events(random_groups(seed, 40, 8, 5))
    local of, totals = chances_of(e), totals_of(e)
    for row in e:pairs():each() do
      local both, times, mean, variance = {}, {}, 0, 0
      for size in e:sizes():each() do
        local p = of[totals[row.a]][size.size] * of[totals[row.b]][size.size]
        both[#both + 1], times[#times + 1] = p, size.groups
        mean = mean + size.groups * p
        variance = variance + size.groups * p * (1 - p)
      end
      close(row.expected, mean)
      close(row.z, (row.count - mean) / math.sqrt(variance), 1e-9)
      close(row.p, chance.tail_of_trials(both, times, row.count))
    end
  end
end)

test("with sizes kept, alike members share the pairs that groups have", function()
  -- Three groups of two of three members: each pair once, of three possible.
  local e = chance.events { { "A", "B" }, { "B", "C" }, { "C", "A" } }
  for row in e:pairs { null = "sizes" }:each() do close(row.expected, 1) end
  -- Groups of one have no pairs, whatever is expected of their members.
  e = chance.events { { "A" }, { "B" }, { "A", "B" }, { "A" }, { "C" } }
  local expected = 0
  for row in e:pairs { null = "sizes" }:each() do
    expected = expected + row.expected
  end
  eq(expected < 1, true)  -- of the one pair there is, some could be A C or B C
end)

test("with sizes kept, all pairs together are as many as they are", function()
  for seed = 1, 4 do
    local e = chance.events(random_groups(seed, 400, 7, 5))
    local found = e:pairs { null = "sizes" }
    eq(found.n_rows, e.n_members * (e.n_members - 1) // 2)  -- all of them meet
    local sum, wanted = 0, 0
    for row in found:each() do sum = sum + row.expected end
    for size in e:sizes():each() do
      wanted = wanted + size.groups * size.size * (size.size - 1) / 2
    end
    close(sum, wanted)
  end
end)

test("with totals alone p is Fisher's test", function()
  local e = chance.events(random_groups(3, 60, 9, 4))
  local totals = totals_of(e)
  for row in e:pairs { null = "totals" }:each() do
    local a, b = totals[row.a], totals[row.b]
    close(row.expected, a * b / 60)
    close(row.p, tail.hypergeometric(row.count, a, b, 60))
    close(row.z, (row.count - a * b / 60) / math.sqrt(a * b * (60 - a)
      * (60 - b) / (60 * 60 * 59)), 1e-9)
  end
end)

test("where nothing is left to chance z is missing and p is 1", function()
  local e = chance.events { { "A", "B" }, { "A", "B" } }
  for _, null in ipairs { "both", "totals" } do
    local row = e:pairs { null = null }:row(1)
    eq({ row.expected, row.z, row.p }, { 2.0, na, 1.0 })
  end
end)


-- ---- the family ----

test("q is that of Benjamini and Hochberg over all pairs there could be", function()
  local e = chance.events(random_groups(4, 80, 10, 4))
  local m = e.n_members * (e.n_members - 1) / 2
  local f = e:pairs()
  local p, q = f:column "p", f:column "q"
  for i = 1, #p do
    local least = 1
    for j = 1, #p do
      local rank = 0
      for k = 1, #p do if p[k] <= p[j] then rank = rank + 1 end end
      if p[j] >= p[i] then least = math.min(least, p[j] * m / rank) end
    end
    close(q[i], least)
  end
  local harmonic = 0
  for k = 1, m do harmonic = harmonic + 1 / k end
  local by = e:pairs { fdr = "BY" }:column "q"
  for i = 1, #p do
    if q[i] * harmonic < 1 then close(by[i], q[i] * harmonic) end
  end
end)

test("the family is declared by totals, never by what was found", function()
  local e = chance.events(random_groups(4, 80, 10, 4))
  local totals, large = totals_of(e), 0
  for _, total in pairs(totals) do if total >= 12 then large = large + 1 end end
  local f = e:pairs { least = 12 }
  eq(f.source, ("null both, q by BH over %d pairs"):format(large * (large - 1) / 2))
  for row in f:each() do
    local inside = totals[row.a] >= 12 and totals[row.b] >= 12
    eq(is_na(row.q), not inside)
    eq(is_na(row.p), false)
  end
end)


-- ---- noise ----

-- 100 codes, some frequent, some rare, drawn independently for 300 paragraphs:
-- 1 to 4 codes each, a tenth of them 12 to 30.
local function noise(seed)
  local unit, weights, total, groups = chance.stream(seed), {}, 0, {}
  for c = 1, 100 do
    total = total + 1 / (c + 5)
    weights[c] = total
  end
  for g = 1, 300 do
    local size = unit() < 0.1 and 12 + unit() * 19 // 1 or 1 + unit() * 4 // 1
    local seen, list = {}, {}
    while #list < size do
      local x, c = unit() * total, 1
      while weights[c] < x do c = c + 1 end
      if not seen[c] then list[#list + 1] = "c" .. c end
      seen[c] = true
    end
    groups[g] = list
  end
  return chance.events(groups)
end

test("independent codes: Fisher's test finds hundreds of pairs, ours none", function()
  local by_totals, by_both, by_sizes = 0, 0, 0
  for seed = 1, 5 do
    local e = noise(seed)
    by_totals = by_totals
      + e:pairs { null = "totals" }:where { q = below(0.05) }.n_rows
    by_both = by_both + e:pairs():where { q = below(0.05) }.n_rows
    by_sizes = by_sizes
      + e:pairs { null = "sizes" }:where { q = below(0.05) }.n_rows
  end
  eq({ by_both, by_sizes }, { 0, 0 })
  eq(by_totals / 5 > 100, true)
end)

test("a pair that is planted among the noise is found", function()
  local f = noise(1):frame()
  local group, class = f:column "group", f:column "member"
  for g = 1, 12 do
    for _, name in ipairs { "planted a", "planted b" } do
      group[#group + 1], class[#class + 1] = g * 20, name
    end
  end
  local e = frame { group = group, class = class }
    :events { group = "group", class = "class" }
  local found = e:pairs():where { q = below(0.05) }
  eq(found.n_rows, 1)
  eq({ found:get(1, "a"), found:get(1, "b"), found:get(1, "count") },
    { "planted a", "planted b", 12 })
end)
