-- Codes over time and over types of sources: hand-worked numbers, all courses
-- and all exchanges gone through, planted trends and what only looks like one.

local random = loadfile("tests/data/random.lua", "t", _ENV)()
local made = dofile "tests/calc/coded.lua"

local coded, row_of = made.of, made.row


-- ---- trends ----

-- One source a year: x of n units with "a" in each.
local function yearly(x, n)
  local rows = {}
  for t = 1, #x do
    for i = 1, n[t] do
      rows[#rows + 1] = { "s" .. t, 2000 + t, "one", i <= x[t] and "a" or na }
    end
  end
  return coded(rows)
end


-- Slope and z by the formulas as they are printed, with times 1 .. #x.
local function trend(x, n)
  local N, R, nt, ntt, xt = 0, 0, 0, 0, 0
  for t = 1, #x do
    N, R, nt = N + n[t], R + x[t], nt + n[t] * t
    ntt, xt = ntt + n[t] * t * t, xt + x[t] * t
  end
  local p, rise, below = R / N, xt - R / N * nt, ntt - nt * nt / N
  return rise / below, rise / math.sqrt(p * (1 - p) * below)
end


test("slope and z of five years, by hand", function()
  -- shares 0 .1 .2 .3 .4 of ten units each: a slope of 0.1 a year;
  -- rise = 40 - 10/50 x 150 = 10 (times 1 .. 5), below = 10 x 10 = 100,
  -- z = 10 / sqrt(.2 x .8 x 100) = 2.5
  local row = row_of(yearly({ 0, 1, 2, 3, 4 }, { 10, 10, 10, 10, 10 })
    :emerging { draws = 99 }, "a")
  near(row.slope, 0.1)
  near(row.z, 2.5)
  eq({ row.units, row.sources, row.types, row.first }, { 10, 4, 1, "2002" })
  near(row.recent, 0.4)  -- of 2001 .. 2005 the last third is 2005
end)

test("slope and z are those of the printed formulas", function()
  local draw = random.numbers(21)
  for _ = 1, 5 do
    local x, n = {}, {}
    for t = 1, 6 do n[t], x[t] = 4 + draw(9), 1 + draw(4) end
    local slope, z = trend(x, n)
    local row = row_of(yearly(x, n):emerging { draws = 9, least = 1 }, "a")
    near(row.slope, slope)
    near(row.z, z)
  end
end)


-- Calls f with each order of the list.
local function each_order(list, f, n)
  n = n or #list
  if n <= 1 then return f(list) end
  for i = 1, n do
    list[i], list[n] = list[n], list[i]
    each_order(list, f, n - 1)
    list[i], list[n] = list[n], list[i]
  end
end


test("p is the share of all exchanges of dates that rise as much", function()
  local x, n = { 1, 0, 2, 1, 3, 3 }, { 5, 4, 6, 5, 5, 7 }
  local _, seen = trend(x, n)
  local reach, all = 0, 0
  each_order({ 1, 2, 3, 4, 5, 6 }, function(order)
    local ox, on = {}, {}
    for t = 1, 6 do ox[t], on[t] = x[order[t]], n[order[t]] end
    local _, z = trend(ox, on)
    all, reach = all + 1, reach + (z >= seen - 1e-9 and 1 or 0)
  end)
  eq(all, 720)
  -- draws end when 50 reach what was seen: 1 / sqrt(50) = 14 %
  local row = row_of(yearly(x, n):emerging { draws = 99999 }, "a")
  near(row.p / (reach / all), 1, 0.45)
end)

test("few sources are left out one by one for the slope's range", function()
  local x, n = { 1, 0, 2, 1, 3, 3 }, { 5, 4, 6, 5, 5, 7 }
  local low, high = math.huge, -math.huge
  for out = 1, 6 do
    local ox, on = table.move(x, 1, 6, 1, {}), table.move(n, 1, 6, 1, {})
    ox[out], on[out] = 0, 0
    local slope = trend(ox, on)
    low, high = math.min(low, slope), math.max(high, slope)
  end
  local row = row_of(yearly(x, n):emerging { draws = 9 }, "a")
  near(row.low, low)
  near(row.high, high)
end)


-- Sources of two types; blogs take over from year to year. Blogs say "web"
-- always more often; "new" comes up in both types; "flat" nowhere.
local function changing(seed)
  local draw, rows = random.numbers(seed), {}
  for s = 1, 120 do
    local year = 2001 + (s - 1) // 12
    local is_blog = draw(120) < s
    for _ = 1, 5 do
      local code = na
      local roll = draw(100)
      if roll < (is_blog and 40 or 5) then code = "web"
      elseif roll < (is_blog and 40 or 5) + 4 * (year - 2000) then code = "new"
      elseif roll > 85 then code = "flat" end
      rows[#rows + 1] = { "s" .. s, year, is_blog and "blog" or "report", code }
    end
  end
  return coded(rows)
end


test("a planted trend is found, a changing mix of sources is none", function()
  for seed = 1, 3 do
    local f = changing(seed):emerging { seed = seed }
    eq(f:get(1, "code"), "new")
    assert(row_of(f, "new").q < 0.01)
    assert(row_of(f, "new").low > 0)
    assert(row_of(f, "web").p > 0.05, row_of(f, "web").p)
    assert(row_of(f, "flat").q > 0.05)
    -- without types the mix looks like a trend
    local rows = changing(seed)
    local bare = coding(rows:rows():join(rows:units():drop "type",
      { by = "unit", kind = "left" }))
    assert(row_of(bare:emerging {}, "web").q < 0.05)
  end
end)

test("pairs are judged like codes", function()
  local f = { unit = {}, source = {}, date = {}, code = {} }
  for i = 1, 100 do
    for k, code in ipairs { "a", i > 60 and "b" or "c" } do
      local n = 2 * (i - 1) + k
      f.unit[n], f.source[n], f.code[n] = i, "s" .. i // 4, code
      f.date[n] = 2001 + i // 12
    end
  end
  local e = coding(frame(f)):emerging { of = "pairs", draws = 999 }
  eq({ e:get(1, "a"), e:get(1, "b") }, { "a", "b" })
  assert(e:get(1, "q") < 0.05)
end)

test("periods are years, quarters, months, or between cuts", function()
  local rows = {}
  for i = 1, 40 do
    rows[i] = { "s" .. i, ("20%02d-%02d-15"):format(10 + i // 8, 1 + i % 8),
      "t", "a" }
  end
  rows[41] = { "x", "2010-01-01", "t", "b" }
  local c = coded(rows)
  local function first(opts)
    opts.draws = 9
    return row_of(c:emerging(opts), "a").first
  end
  eq(first { by = "year" }, "2010")
  eq(first { by = "quarter" }, "2010-Q1")
  eq(first { by = "month" }, "2010-02")
  eq(first { cuts = { "2011-01-01", "2012-01-01", "2013-01-01", "2014-01-01" } },
    "before 2011-01-01")
end)

test("under five periods there is no trend", function()
  local c = yearly({ 1, 2, 3 }, { 5, 5, 5 })
  raises("wants 5 periods at least, found 3 (2001, 2002, 2003)", c.emerging, c)
  raises("wants 8 periods", c.bursts, c)
  local no_date = coding(frame { unit = { 1 }, source = { "s" }, code = { "a" } })
  raises("no column \"date\"", no_date.emerging, no_date)
  local no_source = coding(frame { unit = { 1 }, code = { "a" } })
  raises("from which sources", no_source.emerging, no_source)
end)


-- ---- bursts ----

-- The cheapest course of all 2^n, and its cost.
local function cheapest(r, d, s, gamma)
  local R, D, periods = 0, 0, 0
  for t = 1, #r do
    R, D = R + r[t], D + d[t]
    periods = periods + (d[t] > 0 and 1 or 0)
  end
  local p = { [0] = R / D, math.min(s * R / D, 0.99) }
  local function cost(i, t)
    return -(r[t] > 0 and r[t] * math.log(p[i]) or 0)
      - (d[t] > r[t] and (d[t] - r[t]) * math.log(1 - p[i]) or 0)
  end
  local best, course = math.huge, nil
  for bits = 0, (1 << #r) - 1 do
    local total, before = 0, 0
    for t = 1, #r do
      local i = bits >> (t - 1) & 1
      if i > before then total = total + gamma * math.log(periods) end
      total, before = total + cost(i, t), i
    end
    if total < best - 1e-9 then best, course = total, bits end
  end
  local bursts = {}
  for t = 1, #r do
    if course >> (t - 1) & 1 == 1 then
      local last = bursts[#bursts]
      if not (last and last[2] == t - 1) then
        last = { t, t, 0 }
        bursts[#bursts + 1] = last
      end
      last[2], last[3] = t, last[3] + cost(0, t) - cost(1, t)
    end
  end
  return bursts
end


test("bursts are the cheapest course of all", function()
  local draw = random.numbers(31)
  local n_bursts = 0
  for _ = 1, 40 do
    local x, n = {}, {}
    for t = 1, 9 do
      n[t] = 6 + draw(10)
      x[t] = draw(draw(4) == 0 and n[t] or 3)
    end
    local wanted = cheapest(x, n, 2, 1)
    local c = yearly(x, n)
    local f = c:bursts { least = 1, draws = 1 }
    eq(f.n_rows, #wanted)
    f = f:sort "from"
    for i, burst in ipairs(wanted) do
      eq({ f:get(i, "from"), f:get(i, "to") },
        { ("%d"):format(2000 + burst[1]), ("%d"):format(2000 + burst[2]) })
      near(f:get(i, "weight"), burst[3], 1e-9)
      n_bursts = n_bursts + 1
    end
  end
  assert(n_bursts > 20)
end)

test("pairs burst like codes", function()
  local f = { unit = {}, source = {}, date = {}, code = {} }
  local function add(u, year, ...)
    for _, code in ipairs { ... } do
      local n = #f.unit + 1
      f.unit[n], f.source[n], f.date[n], f.code[n] = u, "s" .. u, year, code
    end
  end
  for u = 1, 90 do
    local year = 2001 + (u - 1) // 9
    if year == 2006 then add(u, year, "a", "b") else add(u, year, u % 9 == 0
      and "a" or "c", "c") end
  end
  for u = 91, 95 do add(u, 2001 + u - 91, "a", "b") end
  local c = coding(frame(f))
  local pairs_frame = c:bursts { of = "pairs", draws = 9 }
  eq({ pairs_frame:get(1, "a"), pairs_frame:get(1, "b"),
    pairs_frame:get(1, "from"), pairs_frame:get(1, "to") },
    { "a", "b", "2006", "2006" })
  -- the same as of one code that stands for the pair
  local both = c:units { "a", "b" }
  local single = { unit = {}, source = {}, date = {}, code = {} }
  local has = {}
  for row in both:each() do has[row.unit] = true end
  for i, row in ipairs { table.unpack(c:units():column "unit") } do
    single.unit[i], single.source[i] = row, c:units():get(i, "source")
    single.date[i] = c:units():get(i, "date")
    single.code[i] = has[row] and "ab" or na
  end
  near(coding(frame(single)):bursts { draws = 9 }:get(1, "weight"),
    pairs_frame:get(1, "weight"))
end)

test("a burst in the first period is found", function()
  local f = yearly({ 9, 9, 1, 1, 1, 1, 1, 1 }, { 10, 10, 10, 10, 10, 10, 10, 10 })
    :bursts { draws = 99 }
  eq({ f:get(1, "from"), f:get(1, "to"), f:get(1, "units"), f:get(1, "of") },
    { "2001", "2002", 18, 20 })
end)

test("a burst of one source among many is no sure one", function()
  local draw, rows = random.numbers(41), {}
  for s = 1, 100 do
    local hot = s == 50
    for i = 1, 6 do
      local lasting = s > 40 and s <= 60 and draw(2) == 0
      rows[#rows + 1] = { "s" .. s, 2001 + (s - 1) // 10, "t",
        hot and "artefact" or lasting and "real"
        or (i == 1 and draw(12) == 0 and "real" or na) }
    end
  end
  local f = coded(rows):bursts {}
  assert(row_of(f, "real").q < 0.01)
  assert(row_of(f, "artefact").q > 0.05, row_of(f, "artefact").q)
end)


-- ---- triangulation ----

test("shares and chi-square of two types, by hand", function()
  local rows = {}
  for i = 1, 40 do
    local blog = i <= 20
    local has = blog and i <= 10 or not blog and i <= 25
    rows[i] = { "s" .. i, 2001, blog and "blog" or "news", has and "a" or na }
  end
  rows[41] = { "x", 2001, "blog", "b" }
  -- 10 of 21 blogs, 5 of 20 news: expected 15 x 21/41 and 15 x 20/41
  local row = row_of(coded(rows):triangulate { by = "type", least = 1 }, "a")
  near(row.share, 10 / 21)
  near(row.elsewhere, 5 / 20)
  local e1, e2 = 15 * 21 / 41, 15 * 20 / 41
  near(row.chi2, (10 - e1) ^ 2 / (e1 * 26 / 41) + (5 - e2) ^ 2 / (e2 * 26 / 41))
  eq({ row.top, row.only, row.types, row.sources }, { "blog", na, 2, 15 })
  assert(row.p > 0.05 and row.p < 0.5)
end)

test("a code of one type alone is named, one of one source is not sure",
  function()
    local rows = {}
    for s = 1, 40 do
      local blog = s % 2 == 0
      for i = 1, 4 do
        rows[#rows + 1] = { "s" .. s, 2001, blog and "blog" or "news",
          s == 7 and "one" or blog and i == 1 and "hype" or "all" }
      end
    end
    local f = coded(rows):triangulate { by = "source_type", least = 4 }
    eq(row_of(f, "hype").only, "blog")
    assert(row_of(f, "hype").q < 0.001)
    eq(row_of(f, "one").only, "news")
    assert(row_of(f, "one").q > 0.05)
  end)

-- q of Benjamini and Hochberg, as it is printed.
local function judged(p)
  local q = {}
  for i, x in ipairs(p) do
    q[i] = 1
    for _, y in ipairs(p) do
      local n = 0
      for _, z in ipairs(p) do n = n + (z <= y and 1 or 0) end
      if y >= x then q[i] = math.min(q[i], y * #p / n) end
    end
  end
  return q
end


test("types and actor groups are judged together", function()
  local draw, f = random.numbers(61), { unit = {}, source = {}, type = {},
    actor = {}, code = {} }
  for u = 1, 120 do
    local s = draw(24)
    f.unit[u], f.source[u], f.type[u] = u, "s" .. s, "t" .. s % 3
    f.actor[u], f.code[u] = "g" .. s // 8, "c" .. draw(4)
  end
  for u = 1, 120 do
    if f.type[u] == "t1" and u % 2 == 0 then f.code[u] = "claim" end
  end
  local c = coding(frame(f))
  local both = c:triangulate { by = { "type", "actor_group" } }
  eq(both:unique("by"):sort("by"):column "by", { "actor", "type" })
  local q = judged(both:column "p")
  for i = 1, both.n_rows do near(both:get(i, "q"), q[i]) end
  local alone = c:triangulate { by = "type" }
  eq(both:where { by = "type" }:drop("by", "q"):sort "code",
    alone:drop("q"):sort "code")
  eq(row_of(both:where { by = "type" }, "claim").only, "t1")
end)

test("what cannot be triangulated is refused", function()
  local c = yearly({ 1 }, { 2 })
  raises("two values of \"type\" at least, found 1", c.triangulate, c)
  raises("no column \"colour\"", c.triangulate, c, { by = "colour" })
  raises("'by' lists no column", c.triangulate, c, { by = {} })
end)


-- ---- agreement ----

test("agreement on a code is that of its 0 and 1", function()
  local draw = random.numbers(51)
  local f = { { "unit", {} }, { "coder", {} }, { "code", {} } }
  local wide = { {}, {} }
  for u = 1, 30 do
    for k, coder in ipairs { "x", "y" } do
      local has = draw(3) > 0
      wide[k][u] = has and 1 or 0
      local n = #f[1][2] + 1
      f[1][2][n], f[2][2][n], f[3][2][n] = u, coder, has and "a" or "b"
    end
  end
  local a = coding(frame(f)):agreement { replicates = 50 }
  local same = agreement(frame { x = wide[1], y = wide[2] },
    { replicates = 50 })
  local row = row_of(a.codes, "a")
  near(row.value, same.value)
  near(row.low, same.low)
  near(row.high, same.high)
  eq(row.n_units, 30)
  near(a.value, same.value)  -- of sets with one code each
end)

test("coders who did not look are missing, not disagreeing", function()
  local f = frame { unit = { 1, 1, 2, 2, 3 }, coder = { "x", "y", "x", "y", "x" },
    code = { "a", "a", "b", "b", "a" } }
  local a = coding(f):agreement { replicates = 0 }
  eq(a.n_units, 2)
  near(a.value, 1)
  local alone = coding(frame { unit = { 1 }, code = { "a" } })
  raises("looked at by two coders", alone.agreement, alone)
end)

test("very many pairs are refused, a larger least takes fewer", function()
  local f = { unit = {}, source = {}, date = {}, code = {} }
  for u = 1, 8 do
    for k = 1, 1500 do
      local n = #f.unit + 1
      f.unit[n], f.source[n], f.date[n] = u, "s" .. u, 2000 + u
      f.code[n] = "k" .. k
    end
  end
  local c = coding(frame(f))
  raises("1124250 pairs have 5 units or more, too many to look at one by one",
    c.emerging, c, { of = "pairs" })
  eq(c:emerging { of = "pairs", least = 9 }.n_rows, 0)
end)

test("too few periods between cuts ask for more cuts", function()
  local f = { unit = {}, source = {}, date = {}, code = {} }
  for i = 1, 12 do
    f.unit[i], f.source[i], f.date[i], f.code[i] = i, "s" .. i, 2000 + i, "a"
  end
  local c = coding(frame(f))
  raises("found 2 (before 2003, from 2003); more 'cuts' may help", c.emerging,
    c, { cuts = { 2003 } })
end)
