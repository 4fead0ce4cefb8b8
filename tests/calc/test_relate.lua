-- Inputs as in the examples of the R package EconGeo (P.-A. Balland); the
-- values of the four measures and of the quotients worked out anew from the
-- published formulas, to twelve digits.

local items = { "I1", "I2", "I3", "I4", "I5", "I6" }

local meetings = matrix.of(items, items, {
  { 0, 10, 1, 5, 5, 9 },
  { 10, 8, 0, 1, 5, 7 },
  { 1, 0, 0, 9, 4, 4 },
  { 5, 1, 9, 6, 6, 5 },
  { 5, 5, 4, 6, 8, 1 },
  { 9, 7, 4, 5, 1, 10 },
})

local known = {  -- pair, probability, association, cosine, Jaccard
  { "I1", "I2", 1.70138760407, 2.08695652174, 0.380693493813, 0.232558139535 },
  { "I1", "I3", 0.221666666667, 0.266666666667, 0.0430331482912,
    0.0212765957447 },
  { "I1", "I4", 0.743368700265, 0.923076923077, 0.17902871851,
    0.0980392156863 },
  { "I1", "I5", 0.939119951778, 1.14285714286, 0.199204768222,
    0.108695652174 },
  { "I1", "I6", 1.33806366048, 1.66153846154, 0.322251693318, 0.191489361702 },
  { "I2", "I3", 0, 0, 0, 0 },
  { "I2", "I4", 0.199801290214, 0.240802675585, 0.0408930410055,
    0.0208333333333 },
  { "I2", "I5", 1.2628551064, 1.49068322981, 0.227507877597, 0.128205128205 },
  { "I2", "I6", 1.3986090315, 1.6856187291, 0.286251287038, 0.166666666667 },
  { "I3", "I4", 2.34363177806, 2.76923076923, 0.416025147169, 0.257142857143 },
  { "I3", "I5", 1.31726907631, 1.52380952381, 0.205737799949, 0.114285714286 },
  { "I3", "I6", 1.04161412358, 1.23076923077, 0.184900065408, 0.1 },
  { "I4", "I5", 1.32360585473, 1.58241758242, 0.256776295507,
    0.146341463415 },
  { "I4", "I6", 0.872781065089, 1.0650887574, 0.192307692308, 0.106382978723 },
  { "I5", "I6", 0.220600975788, 0.263736263736, 0.0427960492511,
    0.0217391304348 },
}

local measures = { "probability", "association", "cosine", "jaccard" }


-- Equal to the twelve digits that are printed.
local function to_twelve_digits(found, wanted)
  near(found, wanted, 1e-11 * math.max(wanted, 1e-3))
end


local function related(m, method)
  return m:relatedness { method = method }
end


test("four measures of relatedness give the known values", function()
  for k, method in ipairs(measures) do
    local m = related(meetings, method)
    for _, row in ipairs(known) do
      to_twelve_digits(m:get(row[1], row[2]), row[k + 2])
      eq(m:get(row[1], row[2]), m:get(row[2], row[1]))
    end
    eq(m.n_missing, 6)
    eq(m.unit, method)
  end
end)

-- Sums without the diagonal: I1 30, I3 18.
test("inclusion and the conditional minimum, by hand", function()
  near(related(meetings, "inclusion"):get("I1", "I3"), 1 / 18)
  near(related(meetings, "conditional"):get("I1", "I3"), 1 / 30)
end)

-- x in 4 of 20 patents, y in 5, both in 2; z in none.
test("totals from the diagonal are counts of groups", function()
  local names = { "x", "y", "z" }
  local m = matrix.of(names, names, { { 4, 2, 0 }, { 2, 5, 0 }, { 0, 0, 0 } })
  local wanted = { association = 2 * 20 / (4 * 5), cosine = 2 / 20 ^ 0.5,
    jaccard = 2 / 7, inclusion = 2 / 4, conditional = 2 / 5,
    probability = 2 / (20 / 2 * (4 / 20 * 5 / 16 + 5 / 20 * 4 / 15)) }
  for method, value in pairs(wanted) do
    local r = m:relatedness { method = method, totals = "diagonal",
      n_groups = 20 }
    near(r:get("x", "y"), value)
    eq(is_na(r:get("x", "z")), true)
  end
end)

local function scaled_by(method, factor)
  return related(meetings * factor, method)
end

local function largest_difference(a, b)
  local most = 0
  for _, x in ipairs((a - b):long():column "value") do
    if not is_na(x) then most = math.max(most, math.abs(x)) end
  end
  return most
end

test("no measure minds the unit of the counts or the order of names", function()
  local order = { "I4", "I1", "I6", "I2", "I5", "I3" }
  local turned = meetings:select { rows = order, cols = items }
  for _, method in ipairs { "probability", "association", "cosine", "jaccard",
    "inclusion", "conditional" } do
    local m = related(meetings, method)
    near(largest_difference(scaled_by(method, 1e-9), m), 0, 1e-14)
    near(largest_difference(scaled_by(method, 1e9), m), 0, 1e-14)
    near(largest_difference(related(turned, method), m), 0, 1e-14)
    eq(related(turned, method).rows, order)
  end
end)

test("missing meetings are left out of the totals and stay missing", function()
  local names = { "a", "b", "c" }
  local m = matrix.of(names, names,
    { { 0, 3, na }, { 3, 0, 1 }, { na, 1, 0 } })
  local r = related(m, "cosine")
  near(r:get("a", "b"), 3 / (3 * 4) ^ 0.5)
  eq(is_na(r:get("a", "c")), true)
end)

test("a table that is no table of meetings is refused", function()
  local names = { "a", "b" }
  local flows = matrix.of(names, names, { { 0, 3 }, { 2, 0 } })
  raises('relatedness: wants a table that reads the same both ways, but "b" x '
    .. '"a" is 2 and "a" x "b" 3; for a table of flows there is :lq()',
    flows.relatedness, flows)
  local below_zero = matrix.of(names, names, -1)
  raises('wants counts of 0 or more, but "a" x "a" is -1', function()
    return below_zero:relatedness {}
  end)
  raises("wants the same names", function()
    return matrix.of({ "a" }, { "x" }, 1):relatedness {}
  end)
  raises("'n_groups', how many patents", function()
    return meetings:relatedness { totals = "diagonal" }
  end)
  raises("unknown option 'measure'", function()
    return meetings:relatedness { measure = "cosine" }
  end)
end)

test("one name, or none, is related to nobody", function()
  eq(matrix.of({ "a" }, { "a" }, 5):relatedness({}).n_missing, 1)
  eq(matrix.of({}, {}, {}):relatedness({}).n_rows, 0)
end)


-- ---- quotients ----

local regions = loadfile("tests/calc/five_regions.lua", "t", _ENV)()

test("location quotients give the known values, by either name", function()
  local wanted = {
    { 5.0, 0.0, 0.0, 0.0, 0.0 }, { 0.0, 0.75, 0.25, 3.5, 0.5 },
    { 0.0, 1.0, 0.5, 1.0, 2.5 }, { 0.0, 1.25, 1.5, 0.25, 2.0 },
    { 0.0, 2.0, 2.75, 0.25, 0.0 },
  }
  eq(regions:lq():cells(), wanted)
  eq(regions:rca() == regions:lq(), true)
end)

test("a row or a column of zeros has no quotient", function()
  local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 2, 0 }, { 0, 0 } })
  eq(m:lq():cells(), { { 1.0, na }, { na, na } })
end)

test("quotients of a share are those of the counts", function()
  near(largest_difference((regions * 1e-6):lq(), regions:lq()), 0, 1e-14)
  near(largest_difference(regions:normalise("share"):lq(), regions:lq()), 0,
    1e-14)
  eq(regions:transpose():lq() == regions:lq():transpose(), true)
end)

test("quotients weighted by the columns' shares average to 1", function()
  local lq, n = regions:lq():cells(), regions:total()
  for i = 1, 5 do
    local mean = 0
    for j, col in ipairs(regions:sum("cols"):column "sum") do
      mean = mean + lq[i][j] * col / n
    end
    near(mean, 1)
  end
end)

-- Products of a row's and a column's number.
test("what is just expected has a quotient of just 1", function()
  local cells = {}
  for i, r in ipairs { 1, 3, 7, 11, 49 } do
    cells[i] = {}
    for j, c in ipairs { 1, 3, 7, 13, 29, 5 } do cells[i][j] = r * c end
  end
  local m = matrix.of({ "a", "b", "c", "d", "e" },
    { "u", "v", "w", "x", "y", "z" }, cells)
  for _, x in ipairs(m:lq():long():column "value") do eq(x, 1.0) end
end)


-- ---- quotients beside missing cells ----

-- Rows of 1, 2, 3 times columns of 1, 1, 2, but for the diagonal.
test("cells empty by design do not make the others larger than expected",
  function()
    local names = { "a", "b", "c" }
    local m = matrix.of(names, names, { { na, 1, 2 }, { 2, na, 4 }, { 3, 3, na } })
    for _, x in ipairs(m:lq():long():column "value") do
      if not is_na(x) then near(x, 1, 1e-11) end
    end
    eq(m:lq().n_missing, 3)
    assert(m:fill_missing(0):lq():get("b", "c") > 1.2)
  end)

test("expectations keep the sums of the known cells", function()
  local draw = require("vane.core.random").below(5, 0, 63, 10)
  local rows, cols, cells = {}, {}, {}
  for i = 1, 7 do
    rows[i], cells[i] = "r" .. i, {}
    for j = 1, 9 do
      cols[j] = "c" .. j
      local x = draw[(i - 1) * 9 + j]
      cells[i][j] = (i + 2 * j) % 5 == 0 and na or x + 1
    end
  end
  local m = matrix.of(rows, cols, cells)
  local expected = m / m:lq()
  for _, side in ipairs { "rows", "cols" } do
    local wanted = m:sum(side):column "sum"
    for k, sum in ipairs(expected:sum(side):column "sum") do
      near(sum, wanted[k], 1e-9)
    end
  end
end)

test("a cell below 0 has no quotient", function()
  raises('lq: wants counts of 0 or more, but "R1" x "I1" is -1',
    function() return regions:with("R1", "I1", -1):lq() end)
  raises('rca: wants counts', function()
    return regions:with("R1", "I1", -1):rca()
  end)
end)


-- ---- proximity ----

-- The share of the rows specialised in both over the more common one.
local function counted_proximity(lq, j, k)
  local both, one, other = 0, 0, 0
  for i = 1, #lq do
    local a, b = lq[i][j] >= 1, lq[i][k] >= 1
    one, other = one + (a and 1 or 0), other + (b and 1 or 0)
    both = both + (a and b and 1 or 0)
  end
  return both / math.max(one, other)
end

test("proximity agrees with counting rows", function()
  local lq, found = regions:lq():cells(), regions:proximity()
  local turned = regions:transpose()
  for j, a in ipairs(regions.cols) do
    for k, b in ipairs(regions.cols) do
      if j ~= k then near(found:get(a, b), counted_proximity(lq, j, k)) end
    end
  end
  eq(found == turned:proximity "rows", true)
  raises('proximity: wants "rows" or "cols", found a text', regions.proximity,
    regions, "columns")
end)
