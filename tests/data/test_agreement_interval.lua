-- Intervals of agreement: from coefficients of units drawn anew, one by one.

local quantile = dofile "tests/calc/quantile.lua"
local random = loadfile("tests/data/random.lua", "t", _ENV)()
local below = require "vane.core.random".below


test("the interval holds the value, is seeded, and narrows with the data",
  function()
    local _, f = random.ratings(random.numbers(15), 60, 3, 3)
    local a = agreement(f, { replicates = 400 })
    assert(a.low < a.value and a.value < a.high)
    local again = agreement(f, { replicates = 400 })
    eq({ a.low, a.high }, { again.low, again.high })
    local other = agreement(f, { replicates = 400, seed = 2 })
    assert(a.low ~= other.low)
    local wide = a.high - a.low
    local four = agreement(f:append(f):append(f:append(f)),
      { replicates = 400 })
    near((four.high - four.low) / wide, 0.5, 0.12)
  end)

-- The rows with two ratings or more, which count.
local function rows_that_count(f)
  local rows = {}
  for i = 1, f.n_rows do
    local n = 0
    for _, name in ipairs(f.names) do
      n = n + (is_na(f:get(i, name)) and 0 or 1)
    end
    if n > 1 then rows[#rows + 1] = i end
  end
  return rows
end


-- Alpha of those rows drawn anew n times, sorted.
local function drawn_values(f, rows, level, seed, n)
  local values = {}
  for r = 1, n do
    local columns = {}
    for j, name in ipairs(f.names) do columns[j] = { name, {} } end
    for _, at in ipairs(below(seed, r, #rows, #rows)) do
      for _, column in ipairs(columns) do
        table.insert(column[2], f:get(rows[at + 1], column[1]))
      end
    end
    values[r] = agreement(frame(columns), { level = level, replicates = 0 }).value
  end
  table.sort(values)
  return values
end


test("the interval is the quantiles of coefficients of drawn units", function()
  local _, f = random.ratings(random.numbers(16), 25, 3, 3)
  local values = drawn_values(f, rows_that_count(f), "ordinal", 1, 20)
  local a = agreement(f, { level = "ordinal", replicates = 20,
    confidence = 0.8 })
  near(a.low, values[2] + 0.9 * (values[3] - values[2]))
  near(a.high, values[18] + 0.1 * (values[19] - values[18]))
end)

test("many units are drawn together with the same result as one by one",
  function()
    local _, f = random.ratings(random.numbers(17), 130, 4, 5)
    local rows = rows_that_count(f)
    assert(#rows > 100)
    for _, level in ipairs { "nominal", "interval", "ratio" } do
      local values = drawn_values(f, rows, level, 3, 70)
      local a = agreement(f, { level = level, replicates = 70, seed = 3,
        confidence = 0.5 })
      near(a.low, values[18] + 0.25 * (values[19] - values[18]), 1e-11)
      near(a.high, values[52] + 0.75 * (values[53] - values[52]), 1e-11)
    end
  end)


-- ---- clusters ----

-- 40 units of `n` clusters, each rated by two or three coders: rows, and the
-- rows of each cluster.
local function clustered(n, seed)
  local draw = random.numbers(seed)
  local f, of = { { "p", {} }, { "q", {} }, { "r", {} }, { "source", {} } }, {}
  for u = 1, 40 do
    local truth, s = draw(4), u % n
    for j = 1, 3 do
      local said = draw(4) == 0 and draw(4) or truth
      f[j][2][u] = j == 3 and draw(3) == 0 and na or said
    end
    f[4][2][u] = "s" .. s
    of[s] = of[s] or {}
    table.insert(of[s], u)
  end
  return frame(f), of
end


-- The middle of coefficients of the rows of drawn clusters; with few of them,
-- of all but one.
local function by_hand(f, of, n, opts)
  local values = {}
  for r = 1, n < 8 and n or opts.replicates do
    local rows = {}
    for _, s in ipairs(n < 8 and below(1, 1, n, n) or below(opts.seed, r, n, n)) do
      for _, u in ipairs(n >= 8 and of[s] or {}) do rows[#rows + 1] = u end
    end
    for s = 0, n < 8 and n - 1 or -1 do
      for _, u in ipairs(s ~= r - 1 and of[s] or {}) do rows[#rows + 1] = u end
    end
    local columns = {}
    for j, name in ipairs { "p", "q", "r" } do
      columns[j] = { name, {} }
      for i, u in ipairs(rows) do columns[j][2][i] = f:get(u, name) end
    end
    values[r] = agreement(frame(columns), { coefficient = opts.coefficient,
      level = opts.level, weights = opts.weights, replicates = 0,
      categories = { 0, 1, 2, 3 } }).value
  end
  table.sort(values)
  return values
end


test("clusters are drawn together, and of few each is left out", function()
  local kinds = { { level = "nominal" }, { level = "ordinal" },
    { level = "ratio" }, { coefficient = "gwet_ac2", weights = "linear" },
    { coefficient = "fleiss" } }
  for _, n in ipairs { 9, 5 } do
    local f, of = clustered(n, 23)
    for _, kind in ipairs(kinds) do
      local opts = { coefficient = kind.coefficient, level = kind.level,
        weights = kind.weights, replicates = 21, seed = 2, confidence = 0.9,
        categories = { 0, 1, 2, 3 }, cluster = "source" }
      local values = by_hand(f, of, n, opts)
      local a = agreement(f, opts)
      eq(a.n_units, 40)
      near(a.low, n < 8 and values[1] or values[2])
      near(a.high, n < 8 and values[5] or values[20])
      eq(a.range, n < 8 and "low to high: one cluster left out"
        or "low to high: clusters drawn anew")
    end
  end
end)

test("counts and long tables know clusters, too", function()
  local f = clustered(9, 24)
  local long = { unit = {}, coder = {}, value = {}, source = {} }
  local counts = { { "source", {} }, { "0", {} }, { "1", {} }, { "2", {} },
    { "3", {} } }
  for u = 1, f.n_rows do
    counts[1][2][u] = f:get(u, "source")
    for v = 0, 3 do counts[v + 2][2][u] = 0 end
    for _, coder in ipairs { "p", "q", "r" } do
      local said = f:get(u, coder)
      if said ~= na then
        local k, column = #long.unit + 1, counts[said + 2][2]
        long.unit[k], long.coder[k], long.value[k] = u, coder, said
        long.source[k], column[u] = f:get(u, "source"), column[u] + 1
      end
    end
  end
  local opts = { cluster = "source", replicates = 50 }
  local a = agreement(f, opts)
  opts.shape = "long"
  local b = agreement(frame(long), opts)
  opts.shape = "counts"
  local d = agreement(frame(counts), opts)
  eq({ b.value, b.low, b.high }, { a.value, a.low, a.high })
  eq({ d.value, d.low, d.high }, { a.value, a.low, a.high })
end)

test("what cannot be a cluster is said", function()
  local f = clustered(9, 25)
  raises("'cluster' should be a column of the table, found \"sources\"",
    agreement, f, { cluster = "sources" })
  local g = frame { unit = { 1, 1 }, coder = { "x", "y" }, value = { 1, 1 },
    source = { "s", "t" } }
  raises("row 2 puts the unit \"1\" into the cluster \"t\"", agreement, g,
    { shape = "long", cluster = "source" })
  local one = agreement(f:with({ { "source", "s" } }), { cluster = "source" })
  eq({ one.low, one.high, one.range }, { na, na,
    "no interval: it needs two clusters (\"source\")" })
end)

test("so many values that draws would take minutes have no interval", function()
  local f = { x = {}, y = {} }
  for u = 1, 1200 do
    f.x[u], f.y[u] = "a|x" .. u, "a|y" .. u
  end
  local a = agreement(frame(f), { level = "jaccard", replicates = 1000000 })
  near(a.value, 0)
  eq({ a.low, a.high }, { na, na })
  assert(a.range:find("2401 different values in 1000000 resamples", 1, true))
  assert(tostring(a):find("say a 'cluster' of units", 1, true))
end)


-- ---- stretches of several texts ----

-- n texts of 20 places, on each of which two coders mark a stretch or two;
-- marks[s] are those of text number s.
local function marked(n, seed)
  local draw, marks = random.numbers(seed), {}
  for s = 0, n - 1 do
    marks[s] = {}
    for _, coder in ipairs { "i", "j" } do
      local at = draw(4)
      for _ = 1, 1 + draw(2) do
        local length = 2 + draw(4)
        table.insert(marks[s], { coder, at, at + length, draw(3) == 0 and "x" or "y" })
        at = at + length + draw(5)
      end
    end
  end
  return marks
end


-- As a frame: each text on its own places, or one behind the other.
local function rows_of(marks, list, behind)
  local f = { { "coder", {} }, { "start", {} }, { "end", {} }, { "code", {} },
    { "text", {} } }
  for k, s in ipairs(list) do
    local shift = behind and (k - 1) * 20 or 0
    for _, mark in ipairs(marks[s]) do
      local row = { mark[1], mark[2] + shift, mark[3] + shift, mark[4], "t" .. s }
      for j, cell in ipairs(row) do table.insert(f[j][2], cell) end
    end
  end
  return frame(f)
end


local function numbers_below(n, without)
  local list = {}
  for s = 0, n - 1 do
    if s ~= without then list[#list + 1] = s end
  end
  return list
end


test("alpha_u of texts is that of one behind the other, texts drawn anew",
  function()
    for _, n in ipairs { 9, 4 } do
      local marks = marked(n, 31)
      for _, method in ipairs { "2004", "2016", "binary", "coding" } do
        local function of(list)
          return agreement(rows_of(marks, list, true), { shape = "intervals",
            coefficient = "alpha_u", method = method,
            continuum = { 0, 20 * #list } }).value
        end
        local values = {}
        for r = 1, n < 8 and n or 21 do
          local value = of(n < 8 and numbers_below(n, r - 1) or below(3, r, n, n))
          if value ~= na then values[#values + 1] = value end
        end
        table.sort(values)
        local a = agreement(rows_of(marks, numbers_below(n)), {
          shape = "intervals", coefficient = "alpha_u", method = method,
          cluster = "text", continuum = { 0, 20 }, replicates = 21, seed = 3,
          confidence = 0.9 })
        near(a.value, of(numbers_below(n)))
        near(a.low, quantile(values, n < 8 and 0 or 0.05))
        near(a.high, quantile(values, n < 8 and 1 or 0.95))
      end
    end
  end)

test("one continuum has no interval of alpha_u, and says so", function()
  local f = rows_of(marked(1, 32), { 0 })
  local a = agreement(f, { shape = "intervals", coefficient = "alpha_u" })
  eq({ a.low, a.high }, { na, na })
  assert(a.range:find("one continuum alone; 'cluster' tells", 1, true))
  assert(tostring(a):find("no interval: one continuum alone", 1, true))
  a = agreement(f, { shape = "intervals", coefficient = "alpha_u",
    cluster = "text" })
  eq({ a.low, a.range }, { na,
    "no interval: it needs two clusters (\"text\")" })
end)
