local random = require "vane.core.random"

local function named(cells)
  local rows, cols = {}, {}
  for i = 1, #cells do rows[i] = "p" .. i end
  for j = 1, #cells[1] do cols[j] = "a" .. j end
  return matrix.of(rows, cols, cells):titled { rows = "place", cols = "activity" }
end

local function of_marks(cells, more)
  local given = { matrix = named(cells), marks = true }
  for name, value in pairs(more or {}) do given[name] = value end
  return complexity(given)
end

local function near_all(found, wanted, tolerance)
  eq(#found, #wanted)
  for i, x in ipairs(found) do near(x, wanted[i], tolerance or 1e-14) end
end

local NESTED = { { 1, 1, 1 }, { 1, 1, 0 }, { 1, 0, 0 } }


-- ---- by hand ----

-- Averaging over activities and back has rows (11/18, 5/18, 1/9), (5/12, 5/12,
-- 1/6), (1/3, 1/3, 1/3) here, eigenvalues 1, 1/4, 1/9, and for 1/4 the vector
-- (2, -1, -4): mean -1, deviation 3 over n - 1. Its means over the places of
-- each activity are -1, 1/2, 2.
test("eci and pci of three nested places, by hand", function()
  local c = of_marks(NESTED)
  near_all(c.places:column "eci", { 1, 0, -1 })
  near_all(c.activities:column "pci", { -1, 0, 1 })
  near(c.eigenvalues.second, 1 / 4)
  near(c.eigenvalues.third, 1 / 9)
  eq(c.places:column "diversity", { 3, 2, 1 })
  eq(c.activities:column "ubiquity", { 3, 2, 1 })
  local population = of_marks(NESTED, { deviation = "population" })
  near_all(population.places:column "eci", { 1.5 ^ 0.5, 0, -(1.5 ^ 0.5) })
end)

-- One round: fitness 3, 2, 1 over their mean 2; complexity 1/3, 1/2, 1 over
-- their mean 11/18. Second: fitness 3, 15/11, 6/11 over 18/11; complexity
-- 1 / (2/3 + 1 + 2), 1 / (2/3 + 1), 1 / (2/3): 3/11, 3/5, 3/2.
test("fitness and complexity of two rounds, by hand", function()
  local c = of_marks(NESTED, { rounds = 1 })
  near_all(c.places:column "fitness", { 1.5, 1, 0.5 })
  near_all(c.activities:column "complexity", { 6 / 11, 9 / 11, 18 / 11 })
  c = of_marks(NESTED, { rounds = 2 })
  near_all(c.places:column "fitness", { 11 / 6, 5 / 6, 1 / 3 })
  local sum = 3 / 11 + 3 / 5 + 3 / 2
  near_all(c.activities:column "complexity", { 3 / 11 * 3 / sum,
    3 / 5 * 3 / sum, 3 / 2 * 3 / sum })
end)

-- Proximities: a1 a2 2/3, a1 a3 1/3, a2 a3 1/2. Of a2, p3 does a1 alone:
-- 2/3 of 2/3 + 1/2.
test("density and outlook, by hand", function()
  local c = of_marks(NESTED)
  near(c.proximity:get("a1", "a2"), 2 / 3)
  near(c.density:get("p3", "a2"), (2 / 3) / (2 / 3 + 1 / 2))
  near(c.density:get("p1", "a2"), 1)
  local p2 = (1 / 3 + 1 / 2) / (1 / 3 + 1 / 2) * 1  -- of a3, whose pci is 1
  near(c.places:get(2, "outlook"), p2)
  near(c.places:get(1, "outlook"), 0)
end)


-- ---- brute force ----

-- Marks of which every place and activity has one.
local function random_marks(n_rows, n_cols, seed)
  local draw, cells = random.units(seed, 0, n_rows * n_cols), {}
  for i = 1, n_rows do
    cells[i] = {}
    for j = 1, n_cols do
      local likely = (1.3 - i / n_rows) * (1.2 - j / n_cols)
      cells[i][j] = (draw[(i - 1) * n_cols + j] < likely or j == 1
        or i == 1) and 1 or 0
    end
  end
  return cells
end


-- Standard scores over n - 1, of the sign that goes with `like`.
local function scores(x, like)
  local n, mean, squares, together, middle = #x, 0, 0, 0, 0
  for i = 1, n do mean, middle = mean + x[i] / n, middle + like[i] / n end
  for i = 1, n do
    squares = squares + (x[i] - mean) ^ 2
    together = together + (x[i] - mean) * (like[i] - middle)
  end
  local by = (together < 0 and -1 or 1) / (squares / (n - 1)) ^ 0.5
  local list = {}
  for i = 1, n do list[i] = (x[i] - mean) * by end
  return list
end


-- The method of reflections: means over activities and back, again and again,
-- with what all places share taken out.
local function reflected(cells, rounds)
  local n_rows, n_cols = #cells, #cells[1]
  local diversity, ubiquity, x = {}, {}, {}
  for i = 1, n_rows do
    diversity[i], x[i] = 0, i % 3 + i / 7
    for j = 1, n_cols do
      diversity[i] = diversity[i] + cells[i][j]
      ubiquity[j] = (ubiquity[j] or 0) + cells[i][j]
    end
  end
  for _ = 1, rounds do
    local y, sum, all = {}, 0, 0
    for j = 1, n_cols do
      y[j] = 0
      for i = 1, n_rows do y[j] = y[j] + cells[i][j] * x[i] / ubiquity[j] end
    end
    for i = 1, n_rows do
      x[i] = 0
      for j = 1, n_cols do x[i] = x[i] + cells[i][j] * y[j] / diversity[i] end
      sum, all = sum + x[i] * diversity[i], all + diversity[i]
    end
    local largest = 0
    for i = 1, n_rows do
      x[i] = x[i] - sum / all
      largest = math.max(largest, math.abs(x[i]))
    end
    for i = 1, n_rows do x[i] = x[i] / largest end
  end
  return scores(x, diversity)
end

test("eci agrees with the method of reflections", function()
  for seed = 1, 6 do
    local cells = random_marks(9 + seed, 20 - seed, seed)
    local c = of_marks(cells)
    assert(c.eigenvalues.third / c.eigenvalues.second < 0.97)
    near_all(c.places:column "eci", reflected(cells, 1200), 1e-11)
  end
end)

-- All eigenvalues and vectors of a symmetric table, by rotations (Jacobi 1846).
local function rotated(a)
  local n, v = #a, {}
  for i = 1, n do
    v[i] = {}
    for j = 1, n do v[i][j] = i == j and 1 or 0 end
  end
  local function turn(p, q)
    if math.abs(a[p][q]) < 1e-300 then return end
    local theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
    local t = (theta < 0 and -1 or 1) / (math.abs(theta) + (theta ^ 2 + 1) ^ 0.5)
    local c = 1 / (t ^ 2 + 1) ^ 0.5
    local sine = t * c
    for k = 1, n do
      a[k][p], a[k][q] = c * a[k][p] - sine * a[k][q], sine * a[k][p] + c * a[k][q]
      v[k][p], v[k][q] = c * v[k][p] - sine * v[k][q], sine * v[k][p] + c * v[k][q]
    end
    for k = 1, n do
      a[p][k], a[q][k] = c * a[p][k] - sine * a[q][k], sine * a[p][k] + c * a[q][k]
    end
  end
  for _ = 1, 60 do
    for p = 1, n - 1 do for q = p + 1, n do turn(p, q) end end
  end
  return a, v
end

-- As py-ecomplexity has it: the vector of the second largest eigenvalue on the
-- side of the activities, averaged over each place's, with the sign of its
-- correlation with diversity, as scores over n. The table is made symmetric
-- first, which leaves its eigenvalues as they are.
local function by_eigenvectors(cells)
  local n_rows, n_cols, diversity, ubiquity, a = #cells, #cells[1], {}, {}, {}
  for i = 1, n_rows do
    diversity[i] = 0
    for j = 1, n_cols do
      diversity[i] = diversity[i] + cells[i][j]
      ubiquity[j] = (ubiquity[j] or 0) + cells[i][j]
    end
  end
  for j = 1, n_cols do
    a[j] = {}
    for k = 1, n_cols do
      local sum = 0
      for i = 1, n_rows do sum = sum + cells[i][j] * cells[i][k] / diversity[i] end
      a[j][k] = sum / (ubiquity[j] * ubiquity[k]) ^ 0.5
    end
  end
  local values, vectors = rotated(a)
  local order = {}
  for j = 1, n_cols do order[j] = j end
  table.sort(order, function(x, y) return values[x][x] > values[y][y] end)
  local kp, kc, second = {}, {}, order[2]
  for j = 1, n_cols do kp[j] = vectors[j][second] / ubiquity[j] ^ 0.5 end
  for i = 1, n_rows do
    kc[i] = 0
    for j = 1, n_cols do kc[i] = kc[i] + cells[i][j] * kp[j] / diversity[i] end
  end
  local eci, of_sample = scores(kc, diversity), ((n_rows - 1) / n_rows) ^ 0.5
  for i = 1, n_rows do eci[i] = eci[i] / of_sample end
  return eci, kp, values[second][second], values[order[3]][order[3]]
end

test("eci and eigenvalues agree with all eigenvectors, scores over n as "
  .. "py-ecomplexity has them", function()
  for seed = 1, 6 do
    local cells = random_marks(8 + seed, 19 - seed, 20 + seed)
    local c = of_marks(cells, { deviation = "population" })
    local eci, kp, second, third = by_eigenvectors(cells)
    near(c.eigenvalues.second, second, 1e-10)
    near(c.eigenvalues.third, third, 1e-10)
    near_all(c.places:column "eci", eci, 1e-8)
    -- pci is the same vector, here as scores of its own over n - 1
    local pci = of_marks(cells).activities:column "pci"
    near_all(pci, scores(kp, pci), 1e-8)
  end
end)

test("pci is the mean eci of an activity's places, standardised", function()
  local cells = random_marks(12, 15, 9)
  local c = of_marks(cells)
  local eci, mean = c.places:column "eci", {}
  for j = 1, 15 do
    local sum, n = 0, 0
    for i = 1, 12 do sum, n = sum + cells[i][j] * eci[i], n + cells[i][j] end
    mean[j] = sum / n
  end
  near_all(c.activities:column "pci", scores(mean, mean), 1e-12)
end)

test("scores have mean 0 and deviation 1", function()
  local c = of_marks(random_marks(12, 15, 4))
  for _, list in ipairs { c.places:column "eci", c.activities:column "pci" } do
    local sum, squares = 0, 0
    for _, x in ipairs(list) do sum, squares = sum + x, squares + x * x end
    near(sum, 0, 1e-12)
    near(squares / (#list - 1), 1, 1e-12)
  end
end)

local function fitness_of(cells, rounds)
  local n_rows, n_cols, f, q = #cells, #cells[1], {}, {}
  for i = 1, n_rows do f[i] = 1 end
  for j = 1, n_cols do q[j] = 1 end
  for _ = 1, rounds do
    local g, r, sum_g, sum_r = {}, {}, 0, 0
    for i = 1, n_rows do
      g[i] = 0
      for j = 1, n_cols do g[i] = g[i] + cells[i][j] * q[j] end
      sum_g = sum_g + g[i]
    end
    for j = 1, n_cols do
      local over = 0
      for i = 1, n_rows do over = over + cells[i][j] / f[i] end
      r[j] = 1 / over
      sum_r = sum_r + r[j]
    end
    for i = 1, n_rows do f[i] = g[i] * n_rows / sum_g end
    for j = 1, n_cols do q[j] = r[j] * n_cols / sum_r end
  end
  return f, q
end

test("fitness agrees with its two formulas, round by round", function()
  local cells = random_marks(11, 8, 5)
  for _, rounds in ipairs { 1, 3, 20, 100 } do
    local c = of_marks(cells, { rounds = rounds })
    local f, q = fitness_of(cells, rounds)
    near_all(c.places:column "fitness", f, 1e-12)
    near_all(c.activities:column "complexity", q, 1e-12)
  end
end)


-- ---- properties ----

test("the order of places and activities does not matter", function()
  local m = named(random_marks(10, 12, 2))
  local rows, cols = {}, {}
  for i = 1, 10 do rows[i] = "p" .. (i * 7) % 11 end
  for j = 1, 12 do cols[j] = "a" .. (j * 5) % 13 end
  local c = complexity { matrix = m, marks = true }
  local mixed = complexity { matrix = m:select { rows = rows, cols = cols },
    marks = true }
  local function by_name(f, name)
    return f:sort(f.names[1]):column(name)
  end
  near_all(by_name(mixed.places, "eci"), by_name(c.places, "eci"), 1e-12)
  near_all(by_name(mixed.activities, "pci"), by_name(c.activities, "pci"), 1e-12)
end)

test("neither the unit of values nor a mark's size matters", function()
  local cells = random_marks(8, 9, 3)
  local values = named(cells):multiply(matrix { rows = named(cells).cols,
    cols = named(cells).cols, value = 1 }) + named(cells) * 5
  local c = complexity { matrix = values }
  local scaled = complexity { matrix = values * 1e-6 }
  near_all(scaled.places:column "eci", c.places:column "eci", 1e-12)
  near_all(of_marks(cells).places:column "eci",
    complexity { matrix = named(cells) * 3, marks = true }.places:column "eci")
end)

test("marks are quotients of at least so much", function()
  local m = matrix.of({ "a", "b" }, { "x", "y", "z" },
    { { 3, 1, 2 }, { 1, 3, 2 } })
  eq(complexity({ matrix = m }).marks:cells(),
    { { 1.0, 0.0, 1.0 }, { 0.0, 1.0, 1.0 } })
  eq(complexity({ matrix = m, least = 1.2 }).marks:cells(),
    { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 } })
end)


-- ---- what has no index ----

test("places apart from most have no eci, and are counted", function()
  local c = of_marks { { 1, 1, 1, 0, 0 }, { 1, 1, 0, 0, 0 }, { 1, 0, 0, 0, 0 },
    { 0, 0, 0, 1, 0 }, { 0, 0, 0, 0, 0 } }
  near_all(c.places:head(3):column "eci", { 1, 0, -1 })
  eq(c.places:tail(2):column "eci", { na, na })
  eq(c.activities:tail(2):column "pci", { na, na })
  local text = tostring(c)
  assert(text:find("share no activity with most and have no index: 1", 1, true))
  assert(text:find("without a mark, which have no index: 1", 1, true))
end)

-- Three alike places around one activity of all: both further eigenvalues are
-- the same, and no direction is the second.
test("where two eigenvalues are the same nobody has an index", function()
  local c = of_marks { { 1, 1, 0, 0 }, { 1, 0, 1, 0 }, { 1, 0, 0, 1 } }
  near(c.eigenvalues.second, c.eigenvalues.third)
  eq(c.places:column "eci", { na, na, na })
  assert(tostring(c):find("does not stand apart: no eci", 1, true))
end)

test("one place, or one activity, has no index", function()
  eq(of_marks({ { 1, 1 } }).places:column "eci", { na })
  eq(of_marks({ { 1 }, { 1 } }).places:column "eci", { na, na })
  eq(of_marks({ { 0 } }).places:column "fitness", { na })
end)


-- ---- options ----

test("small places and activities can be left out", function()
  local m = named { { 50, 60, 1 }, { 70, 20, 0 }, { 1, 0, 1 } }
  local c = complexity { matrix = m, minimum = { rows = 10, cols = 10 } }
  eq({ c.marks.rows, c.marks.cols }, { { "p1", "p2" }, { "a1", "a2" } })
  assert(tostring(c):find("too small: 1 of 3 places, 1 of 3 activities", 1,
    true))
  raises("no one of the rows adds up to 1e+06 or more, the 'minimum'",
    complexity, { matrix = m, minimum = { rows = 1e6 } })
  raises("complexity: 'minimum': unknown option 'row'", complexity,
    { matrix = m, minimum = { row = 1 } })
end)

test("small places among the first are named as such", function()
  local m = named { { 1e6, 1e6, 0 }, { 1e6, 2e6, 0 }, { 0, 1, 1 } }
  assert(tostring(complexity { matrix = m }):find("among the first 3 places by eci, 1 with less", 1,
    true))
end)

test("wrong input is named", function()
  raises("needs the option 'matrix'", complexity, {})
  raises("'rounds' should be at least 1, found 0", of_marks, NESTED,
    { rounds = 0 })
  raises("'rounds' should be 100000 at most, found 1000000000", of_marks, NESTED,
    { rounds = 1000000000 })
  raises('wants counts of 0 or more, but "p1" x "a1" is -1', complexity,
    { matrix = named { { -1, 2 } } })
  raises("wants a matrix with rows and columns, found 0 x 1", complexity,
    { matrix = matrix.of({}, { "x" }, {}) })
end)

test("a study of complexity fits 78 columns", function()
  local c = of_marks(random_marks(12, 15, 7), { caveats = { ("word "):rep(40) } })
  for line in tostring(c):gmatch "[^\n]+" do
    assert(utf8.len(line) <= 78, line)
  end
end)


-- ---- real data ----

test("world trade: tiny places rank first unless they are left out", function()
  local path = "../shared/data/trade_sitc/exports_sitc2.csv"
  local file = io.open(path)
  if not file then skip(path .. " is not here") end
  file:close()
  local values = frame.read(path, { types = { product = "text" } }):matrix {
    rows = "country", cols = "product", value = "value", sum = true, fill = 0 }
  local c = complexity { matrix = values }
  eq(c.places:sort("-eci"):get(1, "country"), "sgs")  -- South Georgia
  near_all(c.places:column "eci", reflected(c.marks:cells(), 250), 1e-11)
  local large = complexity { matrix = values, minimum = { rows = 1e8 } }
  eq(large.places:sort("-eci"):head(3):column "country", { "jpn", "deu", "gbr" })
end)
