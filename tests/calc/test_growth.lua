local tail = require "vane.core.tail"
local chance = loadfile("tests/calc/chance.lua", "t", _ENV)()

local function close(found, wanted, relative)
  near(found, wanted, math.abs(wanted) * (relative or 1e-9) + 1e-12)
end

-- Patents of two years: how often each pair goes together in either, and how
-- many other patents, of one class, there are.
local function events_of(counts, others, clusters)
  local rows = { patent = {}, ipc = {}, year = {}, firm = {} }
  local n = 0
  local function add(year, classes, firm)
    n = n + 1
    for _, class in ipairs(classes) do
      local k = #rows.patent + 1
      rows.patent[k], rows.ipc[k], rows.year[k] = n, class, year
      rows.firm[k] = firm or "firm " .. n
    end
  end
  for _, pair in ipairs(counts) do
    for year = 0, 1 do
      for i = 1, pair[3 + year] do
        add(2000 + year, { pair[1], pair[2] }, pair.firm and pair.firm(year, i))
      end
    end
  end
  for year = 0, 1 do
    for i = 1, others[1 + year] do add(2000 + year, { "z" .. i % 5 }) end
  end
  return frame(rows):events { group = "patent", class = "ipc", period = "year",
    cluster = clusters and "firm" or nil }
end

local function growth_of(e, more)
  local opts = { before = { 2000, 2000 }, after = { 2001, 2001 } }
  for key, value in pairs(more or {}) do opts[key] = value end
  return e:growth(opts)
end

local counts = { { "a", "b", 10, 30 }, { "a", "c", 5, 5 }, { "b", "c", 0, 9 },
  { "b", "d", 9, 0 }, { "c", "d", 1, 2 }, { "d", "e", 40, 41 } }

-- N is 165 before, 287 after.
local e = events_of(counts, { 100, 200 })


test("counts and rates are those of the two years", function()
  local f = growth_of(e)
  eq(f:column "a", { "a", "a", "b", "b", "c", "d" })
  eq(f:column "n_before", { 10, 5, 0, 9, 1, 40 })
  eq(f:column "n_after", { 30, 5, 9, 0, 2, 41 })
  local rates = f:column "rate"
  close(rates[1], 30 / 287 / (10 / 165))
  close(rates[4], 0)
  eq(rates[3], na)  -- none before
end)

test("p is that of a binomial draw, on both sides", function()
  local share = 287 / (165 + 287)
  for row in growth_of(e):each() do
    local n, k = row.n_before + row.n_after, row.n_after
    local above, below = 0, 0
    for x = 0, n do
      local p = chance.choose(n, x) * share ^ x * (1 - share) ^ (n - x)
      if x >= k then above = above + p end
      if x <= k then below = below + p end
    end
    close(row.p, math.min(1, 2 * above, 2 * below))
  end
end)

test("limits are exact: at each the counts are just as unlikely", function()
  for row in growth_of(e):each() do
    local n, k = row.n_before + row.n_after, row.n_after
    local function share(rate) return rate * 287 / (rate * 287 + 165) end
    if k > 0 then close(tail.binomial(k, n, share(row.low)), 0.025, 1e-7) end
    if row.n_before > 0 then
      close(1 - tail.binomial(k + 1, n, share(row.high)), 0.025, 1e-7)
    end
  end
end)

test("limits leave 1 out just when p is below 0.05", function()
  for n_before = 0, 12 do
    for n_after = 1, 12, 3 do
      local f = growth_of(events_of({ { "a", "b", n_before, n_after } },
        { 50, 60 }))
      local low, high, p = f:get(1, "low"), f:get(1, "high"), f:get(1, "p")
      eq(low > 1 or (not is_na(high) and high < 1), p < 0.05)
    end
  end
end)

test("what is new has a lower limit only, what is gone an upper one", function()
  local f = growth_of(e)
  eq({ f:get(3, "rate"), f:get(3, "high") }, { na, na })
  local share = 0.025 ^ (1 / 9)  -- 9 of 9
  close(f:get(3, "low"), share / (1 - share) * 165 / 287)
  eq(f:get(4, "low"), 0.0)
  eq(f:get(4, "high") < 1, true)
end)

test("change is the difference of shares in a thousand", function()
  local row = growth_of(e):row(1)
  close(row.change, 1000 * (30 / 287 - 10 / 165))
  local l1, u1 = tail.limits(10, 165, 0.05)
  local l2, u2 = tail.limits(30, 287, 0.05)
  local from, to = 10 / 165, 30 / 287
  close(row.change_low, row.change - 1000 * math.sqrt((to - l2) ^ 2 + (u1 - from) ^ 2))
  close(row.change_high, row.change + 1000 * math.sqrt((u2 - to) ^ 2 + (from - l1) ^ 2))
end)

test("q is over all pairs of members with enough groups in both years", function()
  -- 5 letters and 5 others: 45 pairs. Three of them are small by p.
  local f = growth_of(e)
  local p = f:column "p"
  local order = { table.unpack(p) }
  table.sort(order)
  for i, q in ipairs(f:column "q") do
    local least = 1
    for rank, x in ipairs(order) do
      if x >= p[i] then least = math.min(least, x * 45 / rank) end
    end
    close(q, least)
  end
  -- Only "d" and "e" are in more than 61 groups of both years.
  f = growth_of(e, { least = 61 })
  eq(f:column "q", { na, na, na, na, na, f:get(6, "p") })
end)

test("growth is beside all groups: twice of everything is no growth", function()
  local f = growth_of(events_of({ { "a", "b", 20, 40 }, { "a", "c", 7, 14 } },
    { 73, 146 }))
  close(f:get(1, "rate"), 1)
  close(f:get(2, "rate"), 1)
  eq(f:column "p", { 1.0, 1.0 })
end)

test("before and after change places: rates turn round, p stays", function()
  local f = growth_of(e)
  local g = e:growth { before = { 2001, 2001 }, after = { 2000, 2000 } }
  for i = 1, f.n_rows do
    close(f:get(i, "p"), g:get(i, "p"))
    close(f:get(i, "change"), -g:get(i, "change"))
    if f:get(i, "n_before") > 0 and f:get(i, "n_after") > 0 then
      close(f:get(i, "rate"), 1 / g:get(i, "rate"))
      close(f:get(i, "low"), 1 / g:get(i, "high"))
    end
  end
end)

test("growth that is none is seldom found", function()
  local unit, found, n = chance.stream(5), 0, 0
  for _ = 1, 150 do
    local counts_of = { { "a", "b", 0, 0 } }
    for _ = 1, 60 do
      local year = unit() < 0.4 and 3 or 4
      counts_of[1][year] = counts_of[1][year] + 1
    end
    -- All groups: 400 before, 600 after.
    local f = growth_of(events_of(counts_of,
      { 400 - counts_of[1][3], 600 - counts_of[1][4] }))
    n = n + 1
    if f:get(1, "p") < 0.05 then found = found + 1 end
  end
  eq(found / n <= 0.08, true)
end)

test("periods that cannot be compared are refused", function()
  raises("growth: 'before' and 'after' share periods", function()
    e:growth { before = { 2000, 2001 }, after = { 2001, 2001 } }
  end)
  raises("growth: 'after', from 2005 to 2006, holds none", function()
    e:growth { before = { 2000, 2000 }, after = { 2005, 2006 } }
  end)
  raises("growth: the events have no periods", function()
    chance.events { { "a", "b" } }:growth { before = { 1, 1 }, after = { 2, 2 } }
  end)
  raises("growth: 'before' should be { first, last }", function()
    e:growth { before = { 2000 }, after = { 2001, 2001 } }
  end)
end)


-- ---- applicants ----

test("what one applicant says many times is no growth", function()
  local function of_one(year, i)
    return year == 1 and "large" or "small " .. i
  end
  local many = { { "a", "b", 4, 40, firm = of_one }, { "c", "d", 4, 40 } }
  local f = growth_of(events_of(many, { 300, 300 }, true))
  eq(f:column "clusters", { 5, 44 })
  local p = f:column "p"
  eq(p[1] > 0.05, true)
  eq(p[2] < 1e-6, true)
  eq(f:get(1, "low") < 1, true)
  eq(f:get(2, "low") > 1, true)
  -- Patents alone would have found both.
  local plain = growth_of(events_of(many, { 300, 300 }))
  eq(plain:get(1, "p") < 1e-6, true)
end)

test("p by applicants is that of all ways their blocks can fall", function()
  -- Before: blocks of 3, 1, 1; after: 4, 2. N is 105 before, 106 after.
  local owners = { [0] = { "x", "x", "x", "y", "z" },
    { "x", "x", "x", "x", "v", "v" } }
  local f = growth_of(events_of({ { "a", "b", 5, 6,
    firm = function(year, i) return owners[year][i] end } }, { 100, 100 }, true))
  local blocks, share, above, below = { 3, 1, 1, 4, 2 }, 106 / 211, 0, 0
  for way = 0, 31 do
    local n, p = 0, 1
    for i, size in ipairs(blocks) do
      local after = way >> (i - 1) & 1
      n, p = n + after * size, p * (after == 1 and share or 1 - share)
    end
    if n >= 6 then above = above + p end
    if n <= 6 then below = below + p end
  end
  close(f:get(1, "p"), math.min(1, 2 * above, 2 * below))
  eq(f:get(1, "clusters"), 4)
end)

test("where each group is a cluster limits stay nearly the exact ones", function()
  local exact = growth_of(events_of({ { "a", "b", 60, 90 } }, { 400, 400 }))
  local drawn = growth_of(events_of({ { "a", "b", 60, 90 } }, { 400, 400 }, true))
  eq(drawn:get(1, "low") <= exact:get(1, "low"), true)
  near(drawn:get(1, "low"), exact:get(1, "low"), 0.05)
  near(drawn:get(1, "high"), exact:get(1, "high"), 0.1)
  eq(drawn:get(1, "p"), exact:get(1, "p"))
end)

test("limits by clusters are those of drawing them by hand", function()
  -- Firms with one to five patents of the pair, in either year; the second
  -- route draws whole firms, as many as there are, without the Poisson trick.
  local function firm(year, i) return ("f%d"):format((i + 7 * year) // 5) end
  local ev = events_of({ { "a", "b", 40, 70, firm = firm } }, { 300, 300 }, true)
  local rates = {}
  for seed = 1, 400 do
    local f = growth_of(ev:resampled { seed = seed }, { replicates = 1 })
    local n, m = f:get(1, "n_before"), f:get(1, "n_after")
    rates[#rates + 1] = f:get(1, "rate")
    eq(n > 0 and m > 0, true)
  end
  table.sort(rates)
  local f = growth_of(ev)
  near(math.log(f:get(1, "low")), math.log(rates[11]), 0.25)
  near(math.log(f:get(1, "high")), math.log(rates[390]), 0.25)
end)

test("the seed decides, and is the same for any order of rows", function()
  local ev = events_of(counts, { 30, 30 }, true)
  eq(growth_of(ev, { seed = 3 }), growth_of(ev, { seed = 3 }))
end)
