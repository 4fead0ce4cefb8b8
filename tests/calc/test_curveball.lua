local chance = loadfile("tests/calc/chance.lua", "t", _ENV)()

local function sets_of(e)
  local sets = {}
  for row in e:frame():each() do
    sets[row.group] = (sets[row.group] or "") .. row.member
  end
  return sets
end

local function random_events(seed, n_groups, n, most, frame_of)
  local unit, group, class = chance.stream(seed), {}, {}
  for g = 1, n_groups do
    for _ = 1, 1 + unit() * most // 1 do
      group[#group + 1] = g
      class[#class + 1] = ("m%02d"):format(unit() ^ 2 * n // 1)
    end
  end
  return (frame_of or frame) { group = group, class = class }
    :events { group = "group", class = "class" }
end

test("both margins are kept exactly", function()
  for seed = 1, 5 do
    local e = random_events(seed, 150, 20, 6)
    local s = e:shuffled { seed = seed }
    eq(s:totals(), e:totals())
    eq(s:frame():column "group", e:frame():column "group")
    eq(s:frame() == e:frame(), false)
  end
end)

test("a group has each member once, in order", function()
  local last, of
  for row in random_events(2, 200, 15, 9):shuffled():frame():each() do
    if row.group == of then eq(last < row.member, true) end
    of, last = row.group, row.member
  end
end)

test("the seed decides", function()
  local e = random_events(3, 50, 9, 4)
  eq(e:shuffled { seed = 4 }:frame(), e:shuffled { seed = 4 }:frame())
  eq(e:shuffled { seed = 4 }:frame() == e:shuffled { seed = 5 }:frame(), false)
end)

test("all events with these margins come up equally often", function()
  -- Two groups of two, one of one; A twice, B twice, C once. By hand: the
  -- group of one holds A, B or C; the others then have
  --   A: {B, A}, {B, C} or {B, C}, {A, B};  B: the same with A for B;
  --   C: {A, B}, {A, B}.
  local e = chance.events { { "A", "B" }, { "A", "B" }, { "C" } }
  local ways, n = {}, 0
  for seed = 1, 2000 do
    local way = table.concat(sets_of(e:shuffled { seed = seed }), " ")
    if not ways[way] then n = n + 1 end
    ways[way] = (ways[way] or 0) + 1
  end
  eq(n, 5)
  local chi2 = 0
  for _, times in pairs(ways) do chi2 = chi2 + (times - 400) ^ 2 / 400 end
  eq(chi2 < 18.47, true)  -- 0.999 of chi-square with 4 degrees of freedom
end)

test("within periods totals are kept in each", function()
  local unit, rows = chance.stream(8), { group = {}, class = {}, year = {} }
  for g = 1, 90 do
    for _ = 1, 1 + unit() * 4 // 1 do
      local k = #rows.group + 1
      rows.group[k], rows.class[k] = g, ("m%d"):format(unit() * 9 // 1)
      rows.year[k] = g % 3 < 2 and 2000 + g % 3 or na
    end
  end
  local e = frame(rows, { types = { year = "integer" } })
    :events { group = "group", class = "class", period = "year" }
  local function totals(x)
    local of = {}
    for row in x:frame():each() do
      local key = row.group % 3 .. row.member
      of[key] = (of[key] or 0) + 1
    end
    return of
  end
  eq(totals(e:shuffled { within = "period" }), totals(e))
  eq(e:shuffled { within = "period" }:frame() == e:frame(), false)
  local function differs(a, b)
    for key, n in pairs(a) do if b[key] ~= n then return true end end
  end
  eq(differs(totals(e:shuffled()), totals(e)), true)
  raises("needs events with periods", function()
    random_events(1, 5, 5, 2):shuffled { within = "period" }
  end)
end)

test("events that can be dealt in one way stay as they are", function()
  local e = chance.events { { "A" }, { "A", "B" }, { "A", "B", "C" } }
  eq(e:shuffled():frame(), e:frame())
  local none = frame({ group = {}, class = {} }, { types = { group = "integer",
    class = "text" } }):events { group = "group", class = "class" }
  eq(none:shuffled().n_groups, 0)
end)


-- ---- beside the fitted null ----

-- Counts of pairs in shuffled events: mean, variance, share of at least n.
local function shuffled_counts(e, rounds)
  local sums = {}
  for seed = 1, rounds do
    for row in e:shuffled { seed = seed }:pairs { null = "totals" }:each() do
      local key = row.a .. row.b
      sums[key] = sums[key] or {}
      sums[key][seed] = row.count
    end
  end
  return sums
end

-- A group of d members that keeps that number in expectation only has
-- d^2 - (sum of P^2) pairs on average, in both orders; one that keeps it has
-- d (d - 1). What is expected is larger by that much, and p more careful.
local function pairs_of(e)
  local of, fitted, kept = {}, 0, 0
  for row in e:chances():each() do
    of[row.size] = of[row.size] or {}
    of[row.size][row.total] = row.chance
  end
  local totals = e:totals():column "total"
  for size in e:sizes():each() do
    local squares = 0
    for _, total in ipairs(totals) do
      squares = squares + of[size.size][total] ^ 2
    end
    fitted = fitted + size.groups * (size.size ^ 2 - squares)
    kept = kept + size.groups * size.size * (size.size - 1)
  end
  return fitted / kept
end

local function compare(e, rounds, tolerance)
  local counts, off, n = shuffled_counts(e, rounds), 0, 0
  local larger = pairs_of(e)
  for row in e:pairs():each() do
    local sum, squares, as_many = 0, 0, 0
    for seed = 1, rounds do
      local count = counts[row.a .. row.b][seed] or 0
      sum, squares = sum + count, squares + count * count
      if count >= row.count then as_many = as_many + 1 end
    end
    local mean = sum / rounds
    local error = math.sqrt((squares / rounds - mean ^ 2) / rounds)
    near(mean, row.expected / larger, 4 * error + tolerance * mean)
    off, n = off + as_many / rounds - row.p, n + 1
  end
  return larger, off / n
end

test("where groups are large, expected is what shuffling gives", function()
  local larger, off = compare(random_events(6, 60, 40, 40), 150, 0.06)
  eq(larger < 1.06, true)
  near(off, 0, 0.1)
end)

test("where groups are small, expected is larger and p careful", function()
  local larger, off = compare(random_events(6, 400, 12, 5), 150, 0.15)
  eq(larger > 1.1 and larger < 1.4, true)
  eq(off < 0, true)  -- p is larger than the share of shuffles
end)

test("with sizes kept, expected and p are those of shuffling", function()
  for _, e in ipairs { random_events(6, 60, 40, 40), random_events(6, 400, 12, 5),
    random_events(7, 500, 30, 3) } do
    local rounds, off, n = 150, 0, 0
    local counts = shuffled_counts(e, rounds)
    for row in e:pairs { null = "sizes" }:each() do
      local sum, squares, as_many = 0, 0, 0
      for seed = 1, rounds do
        local count = counts[row.a .. row.b] and counts[row.a .. row.b][seed] or 0
        sum, squares = sum + count, squares + count * count
        if count >= row.count then as_many = as_many + 1 end
      end
      local mean = sum / rounds
      local error = math.sqrt((squares / rounds - mean ^ 2) / rounds)
      near(mean, row.expected, 4 * error + 0.06 * row.expected + 0.02)
      off, n = off + as_many / rounds - row.p, n + 1
    end
    near(off / n, 0, 0.04)
  end
end)


-- ---- resampling ----

-- One group for each number, of the member and the firm of that name.
local function firms(first, last, firm)
  local f = { patent = {}, ipc = {}, firm = {} }
  for i = first, last do
    table.insert(f.patent, i)
    table.insert(f.ipc, "c" .. i)
    table.insert(f.firm, firm and "firm " .. i or na)
  end
  return frame({ { "patent", f.patent }, { "ipc", f.ipc }, { "firm", f.firm } },
    { types = { firm = "text" } })
    :events { group = "patent", class = "ipc", cluster = "firm" }
end

local function times_of(e)
  local times = {}
  for row in e:totals():each() do times[row.member] = row.total end
  return times
end

test("clusters that two events name are drawn for both together", function()
  for seed = 1, 20 do
    local a, b = firms(1, 6, true):resampled { beside = firms(4, 9, true), seed = seed }
    local early, late, n = times_of(a), times_of(b), 0
    for i = 4, 6 do eq(early["c" .. i], late["c" .. i]) end
    for i = 1, 9 do n = n + (early["c" .. i] or late["c" .. i]) end
    eq(n, 9)  -- as many as there are in both
  end
end)

test("groups without a cluster are drawn in each for themselves", function()
  local sums = {}
  for seed = 1, 400 do
    local a, b = firms(1, 5):resampled { beside = firms(1, 5), seed = seed }
    eq({ a.n_groups, b.n_groups }, { 5, 5 })
    sums[1] = (sums[1] or 0) + times_of(a).c1
    sums[2] = (sums[2] or 0) + times_of(a).c1 * times_of(b).c1
  end
  near(sums[1] / 400, 1, 0.15)
  near(sums[2] / 400, 1, 0.2)  -- the mean of a product of what is apart
end)

test("resampled events are groups of the events", function()
  local e = random_events(4, 60, 9, 4)
  local known = {}
  for _, set in pairs(sets_of(e)) do known[set] = true end
  local r = e:resampled { seed = 2 }
  eq(r.n_groups, 60)
  for _, set in pairs(sets_of(r)) do eq(known[set], true) end
  eq(r.members, e.members)
  eq(e:resampled { seed = 2 }:frame(), r:frame())
end)

test("a cluster is drawn as a whole", function()
  local f = frame { group = { 1, 2, 3, 4, 5 }, class = { "A", "A", "A", "B", "C" },
    firm = { "x", "x", "x", "y", "z" } }
  local e = f:events { group = "group", class = "class", cluster = "firm" }
  for seed = 1, 20 do
    local totals = e:resampled { seed = seed }:totals():column "total"
    eq(totals[1] % 3, 0)
    eq(totals[1] // 3 + totals[2] + totals[3], 3)
  end
end)
