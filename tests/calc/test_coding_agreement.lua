-- Agreement between the coders of a coding, beside that on the same ratings
-- written out as tables.

local quantile = dofile "tests/calc/quantile.lua"
local random = loadfile("tests/data/random.lua", "t", _ENV)()

local CODES = { "a", "b", "c" }

local pooled_coefficients = { "krippendorff", "percent", "fleiss", "gwet_ac1",
  "brennan_prediger" }


-- Three coders of 40 units, each of whom looks at most of them; has[u][coder]
-- is the set of codes, or nil. Unit u is of source number u % n_sources.
local function drawn(seed, n_sources)
  local draw, has = random.numbers(seed), {}
  local f = { { "unit", {} }, { "coder", {} }, { "code", {} },
    { "source", {} } }
  local function add(u, coder, code)
    local n = #f[1][2] + 1
    f[1][2][n], f[2][2][n], f[3][2][n] = u, coder, code
    f[4][2][n] = n_sources and "s" .. u % n_sources or na
  end
  for u = 1, 40 do
    has[u] = {}
    local truth = CODES[1 + draw(3)]
    for _, coder in ipairs { "x", "y", "z" } do
      if draw(5) > 0 then
        local set = {}
        for _, code in ipairs(CODES) do
          if (code == truth) == (draw(6) > 0) then
            set[code] = true
            add(u, coder, code)
          end
        end
        if not next(set) then add(u, coder, na) end
        has[u][coder] = set
      end
    end
  end
  return coding(frame(f, { types = { code = "text", source = "text" } })), has
end


-- Columns of 0 and 1 for the coders, a row for each unit and each code.
local function written_out(has, codes, coders)
  local lists = {}
  for k, coder in ipairs(coders) do
    lists[k] = { coder, {} }
    for _, code in ipairs(codes) do
      for u = 1, #has do
        local set = has[u][coder]
        table.insert(lists[k][2], set and (set[code] and 1 or 0) or na)
      end
    end
  end
  return frame(lists)
end


test("of each code and two coders it is that of their two columns", function()
  local c, has = drawn(11)
  for _, coefficient in ipairs { "krippendorff", "fleiss", "gwet_ac1" } do
    local f = c:agreement { coefficient = coefficient, replicates = 0 }
      .codes_by_pair
    eq(f.n_rows, 9)
    for row in f:each() do
      local same = agreement(written_out(has, { row.code }, { row.a, row.b }),
        { coefficient = coefficient, replicates = 0 })
      near(row.agreement, same.value)
      eq(row.n_units, same.n_units)
    end
  end
end)

test("pooled it is that of all decisions one below the other", function()
  local c, has = drawn(12)
  for _, coefficient in ipairs(pooled_coefficients) do
    local pooled = c:agreement { coefficient = coefficient, replicates = 0 }
      .pooled
    local same = agreement(written_out(has, CODES, { "x", "y", "z" }),
      { coefficient = coefficient, replicates = 0 })
    near(pooled.value, same.value)
    near(pooled.observed, same.observed)
    eq(pooled.n_decisions, same.n_units)
  end
end)

-- What the drawn sources' units say, source by source.
local function of_sources(has, n_sources, drawn_sources)
  local some = {}
  for _, s in ipairs(drawn_sources) do
    for u = 1, #has do
      if u % n_sources == s then some[#some + 1] = has[u] end
    end
  end
  return some
end

test("its interval is that of all decisions of sources drawn anew", function()
  local below = require "vane.core.random".below
  local c, has = drawn(13, 9)
  for _, coefficient in ipairs(pooled_coefficients) do
    local values = {}
    for r = 1, 30 do
      local some = of_sources(has, 9, below(4, r, 9, 9))
      values[r] = agreement(written_out(some, CODES, { "x", "y", "z" }),
        { coefficient = coefficient, replicates = 0 }).value
    end
    table.sort(values)
    local pooled = c:agreement { coefficient = coefficient, replicates = 30,
      seed = 4, confidence = 0.5 }.pooled
    near(pooled.low, values[8] + 0.25 * (values[9] - values[8]))
    near(pooled.high, values[22] + 0.75 * (values[23] - values[22]))
    eq({ pooled.n_sources, pooled.range }, { 9, "low to high: sources drawn anew" })
  end
end)

test("of few sources each is left out once", function()
  local c, has = drawn(14, 3)
  local values = {}
  for s = 1, 3 do
    local others = {}
    for k = 0, 2 do if k ~= s - 1 then others[#others + 1] = k end end
    values[s] = agreement(written_out(of_sources(has, 3, others), CODES,
      { "x", "y", "z" }), { replicates = 0 }).value
  end
  table.sort(values)
  local pooled = c:agreement {}.pooled
  near(pooled.low, values[1])
  near(pooled.high, values[3])
  eq(pooled.range, "low to high: one source left out")
end)

test("Cohen's kappa of all decisions is told apart by coder", function()
  local f = { unit = {}, coder = {}, code = {}, source = {} }
  local draw = random.numbers(15)
  for u = 1, 60 do
    for k, coder in ipairs { "x", "y" } do
      local n = #f.unit + 1
      f.unit[n], f.coder[n], f.source[n] = u, coder, "s" .. u % 12
      f.code[n] = CODES[1 + (u + (draw(3) == 0 and k or 0)) % 3]
    end
  end
  local c = coding(frame(f))
  local wide = { { "x", {} }, { "y", {} } }
  for _, code in ipairs(CODES) do
    for i = 1, #f.unit, 2 do
      table.insert(wide[1][2], f.code[i] == code and 1 or 0)
      table.insert(wide[2][2], f.code[i + 1] == code and 1 or 0)
    end
  end
  local same = agreement(frame(wide), { coefficient = "cohen", replicates = 0 })
  local pooled = c:agreement { coefficient = "cohen", replicates = 200 }.pooled
  near(pooled.value, same.value)
  near(pooled.expected, same.expected)
  assert(pooled.low < pooled.value and pooled.value < pooled.high)
end)

test("sources that are copies of each other give no doubt", function()
  local f = { unit = {}, coder = {}, code = {}, source = {} }
  for s = 1, 10 do
    for k, said in ipairs { { "a", "a" }, { "a", "b" }, { "b", "b" } } do
      for j, code in ipairs(said) do
        local n = #f.unit + 1
        f.unit[n], f.source[n] = s .. "-" .. k, "s" .. s
        f.coder[n], f.code[n] = "c" .. j, code
      end
    end
  end
  local pooled = coding(frame(f)):agreement { coefficient = "percent" }.pooled
  near(pooled.low, 2 / 3)
  near(pooled.high, 2 / 3)
end)

test("where nothing varies there is no interval",
  function()
    local same = { unit = {}, coder = {}, code = {}, source = {} }
    for u = 1, 20 do
      for j = 1, 2 do
        local n = #same.unit + 1
        same.unit[n], same.source[n] = u, "s" .. u
        same.coder[n], same.code[n] = "c" .. j, "a"
      end
    end
    local pooled = coding(frame(same)):agreement {}.pooled
    eq({ pooled.value, pooled.low, pooled.high, pooled.range },
      { na, na, na, "no interval: nothing varies" })
  end)

test("with one source there is no interval, without any units are drawn",
  function()
    local one = drawn(16, 1):agreement {}
    eq({ one.low, one.high, one.pooled.low, one.pooled.n_sources },
      { na, na, na, 1 })
    eq({ one.range, one.pooled.range }, { "no interval: it needs two sources",
      "no interval: it needs two sources" })
    local c = drawn(16)
    local units = c:agreement { replicates = 60, seed = 3 }
    eq(units.range, "low to high: units drawn anew")
    eq(units.pooled.n_clusters, units.n_units)
    assert(units.low < units.value and units.value < units.high)
  end)

test("a code that nobody disputes and nobody gives has no value", function()
  local f = frame { unit = { 1, 1, 2, 2 }, coder = { "x", "y", "x", "y" },
    code = { "a", "a", "b", "a" } }
  local codes = frame { code = { "a", "b", "never" } }
  local a = coding(f, { codes = codes }):agreement { replicates = 20 }
  for row in a.codes:each() do
    if row.code == "never" then
      eq({ row.value, row.percent, row.units }, { na, 1.0, 0 })
    end
  end
  eq(a.codes.n_rows, 3)
end)

test("disputed units show the sets that were given, the worst first",
  function()
    local f = frame { unit = { 1, 1, 1, 2, 2, 3, 3 },
      coder = { "x", "x", "y", "x", "y", "x", "y" },
      code = { "a", "b", "a", "a", "b", "a", "a" } }
    local d = coding(f):agreement { replicates = 0 }.disputed
    eq(d:column "unit", { "2", "1" })
    eq(d:column "ratings", { "a, b", "a, a|b" })
  end)

test("long sets of codes are shown whole", function()
  local f = { unit = {}, coder = {}, code = {} }
  for k = 1, 40 do
    f.unit[k], f.coder[k] = 1, "x"
    f.code[k] = ("c%02d "):format(k) .. ("é"):rep(10)
  end
  local whole = table.concat(f.code, "|")
  f.unit[41], f.coder[41], f.code[41] = 1, "y", "z"
  local d = coding(frame(f)):agreement { replicates = 0 }.disputed
  eq(d:get(1, "ratings"), whole .. ", z")
end)

-- The middle of the values that `of` gives for sources drawn from a stream
-- each, or with each of few left out.
local function by_hand(n_sources, n, seed, confidence, of)
  local below = require "vane.core.random".below
  local values = {}
  for r = 1, n_sources < 8 and n_sources or n do
    local some = {}
    if n_sources < 8 then
      for s = 0, n_sources - 1 do
        if s ~= r - 1 then some[#some + 1] = s end
      end
    else
      some = below(seed, r, n_sources, n_sources)
    end
    local value = of(some)
    if value ~= na then values[#values + 1] = value end
  end
  if n_sources < 8 then confidence = 1 end
  return quantile(values, (1 - confidence) / 2), quantile(values, (1 + confidence) / 2)
end


test("intervals of each code are those of its columns, sources drawn anew",
  function()
    for _, n_sources in ipairs { 9, 4 } do
      local c, has = drawn(17, n_sources)
      for _, coefficient in ipairs(pooled_coefficients) do
        local codes = c:agreement { coefficient = coefficient, replicates = 30,
          seed = 5, confidence = 0.6 }.codes
        eq(codes.n_rows, 3)
        for row in codes:each() do
          local low, high = by_hand(n_sources, 30, 5, 0.6, function(some)
            return agreement(written_out(of_sources(has, n_sources, some),
              { row.code }, { "x", "y", "z" }), { coefficient = coefficient,
              replicates = 0 }).value
          end)
          near(row.low, low)
          near(row.high, high)
        end
      end
    end
  end)

-- The sets of codes of each unit and coder, as rows.
local function sets_of(has)
  local f = { { "unit", {} }, { "coder", {} }, { "code", {} } }
  for u = 1, #has do
    for coder, set in pairs(has[u]) do
      for _, code in ipairs(next(set) and CODES or { na }) do
        if code == na or set[code] then
          local n = #f[1][2] + 1
          f[1][2][n], f[2][2][n], f[3][2][n] = u, coder, code
        end
      end
    end
  end
  return frame(f, { types = { code = "text" } })
end


test("the interval of sets is that of alpha of sources drawn anew", function()
  local c, has = drawn(18, 10)
  for _, sets in ipairs { "jaccard", "masi", "masi_product" } do
    local low, high = by_hand(10, 40, 7, 0.8, function(some)
      return agreement(sets_of(of_sources(has, 10, some)), { shape = "long",
        level = sets, replicates = 0 }).value
    end)
    local a = c:agreement { sets = sets, replicates = 40, seed = 7,
      confidence = 0.8 }
    near(a.low, low)
    near(a.high, high)
  end
end)

test("a hundred thousand codes are compared, and units with very many", function()
  local f = { unit = {}, coder = {}, code = {}, source = {} }
  for i = 1, 100000 do
    for j = 1, 2 do
      local n = #f.unit + 1
      f.unit[n], f.source[n] = i // 5000, "s" .. i // 10000
      f.coder[n] = "c" .. j
      f.code[n] = (i % 4 == 0 and f.coder[n] or "both") .. i
    end
  end
  local a = coding(frame(f)):agreement { replicates = 3, cluster = "unit" }
  eq({ a.codes.n_rows, a.n_units }, { 125000, 21 })
  near(a.pooled.observed, 50000 / (21 * 125000))
  near(a.pooled.n_decisions, 21 * 125000)
  -- 20 units of which both give 3 codes of 5, one of which they share none;
  -- of 42 sets each differs in all from 40.
  local apart = (20 * 0.4 + 1) / 21
  near(a.value, 1 - apart / ((40 + apart) / 41), 1e-4)
end)
