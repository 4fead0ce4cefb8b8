local a = matrix.of({ "p", "q" }, { "x", "y", "z" }, { { 1, 2, 3 }, { 4, 5, 6 } })
local b = matrix.of({ "z", "x", "y" }, { "u", "v" },
  { { 1, 10 }, { 2, 20 }, { 3, 30 } })


-- p x u: 1*2 (x) + 2*3 (y) + 3*1 (z) = 11; q x u: 4*2 + 5*3 + 6*1 = 29.
test("the inner names meet by name", function()
  local product = a:multiply(b)
  eq(product.rows, { "p", "q" })
  eq(product.cols, { "u", "v" })
  eq(product:cells(), { { 11.0, 110.0 }, { 29.0, 290.0 } })
end)

test("a missing cell makes its row, or its column, of the product missing",
  function()
    eq(a:with("p", "y", na):multiply(b):cells(), { { na, na }, { 29.0, 290.0 } })
    eq(a:multiply(b:with("z", "v", na)):cells(), { { 11.0, na }, { 29.0, na } })
  end)

test("inner names that differ are listed", function()
  raises("multiply: the left's column and the right's row names differ; only "
    .. 'in the left: "x", "y", "z"; only in the right: "p", "q"',
    a.multiply, a, a)
  raises("should be a matrix, found a whole number", a.multiply, a, 2)
end)

local function numbered(prefix, n)
  local names = {}
  for i = 1, n do names[i] = prefix .. i end
  return names
end

-- Cells from a small multiplicative generator, so that each run is the same.
local function filled(rows, cols, seed)
  local cells = {}
  for i = 1, #rows do
    cells[i] = {}
    for j = 1, #cols do
      seed = seed * 16807 % 2147483647
      cells[i][j] = seed % 2001 - 1000
    end
  end
  return matrix.of(rows, cols, cells), cells
end

test("a product of many cells agrees with three loops", function()
  local r, k, c = numbered("r", 37), numbered("k", 53), numbered("c", 41)
  local left, x = filled(r, k, 1)
  local right, y = filled(k, c, 2)
  local product = left:multiply(right):cells()
  for i = 1, 37 do
    for j = 1, 41 do
      local sum = 0.0
      for l = 1, 53 do sum = sum + x[i][l] * y[l][j] end
      eq(product[i][j], sum)
    end
  end
end)

test("a long inner side is worked off in blocks with the same result",
  function()
    local long = numbered("n", 5000)
    local names = numbered("m", 60)
    local ones = matrix.of(names, long, 1)
    local product = ones:multiply(ones:transpose())
    eq(product == matrix.of(names, names, 5000), true)
  end)

test("the product of transposes is the transpose of the product", function()
  eq(b:transpose():multiply(a:transpose()) == a:multiply(b):transpose(), true)
end)

test("titles come from the outer sides, sources from both", function()
  local left = a:titled { rows = "trend", cols = "sub", source = "a.csv",
    unit = "EUR" }
  local right = b:titled { rows = "sub", cols = "region", source = "b.csv" }
  local product = left:multiply(right)
  eq({ product.row_title, product.col_title, product.source, product.unit },
    { "trend", "region", "a.csv, b.csv", "EUR" })
end)

test("a product over nothing is 0", function()
  local none = matrix.of({ "a" }, {}, { {} })
  eq(none:multiply(none:transpose()):cells(), { { 0.0 } })
  eq(none:transpose():multiply(none).n_rows, 0)
end)

test("a product too large for a number names its cell", function()
  local large = matrix.of({ "a" }, { "x" }, 1e200)
  raises('multiply: cell "a" x "a" becomes too large', large.multiply, large,
    large:transpose())
end)

local step = matrix.of({ "a", "b" }, { "b", "a" }, { { 1, 1 }, { 0, 1 } })

-- By name: a -> a 1, a -> b 1, b -> a 1, b -> b 0: Fibonacci's matrix, whose
-- n-th power holds F(n + 1), F(n), F(n), F(n - 1).
test("powers of Fibonacci's matrix", function()
  local power = step:power(30)
  eq(power.cols, { "a", "b" })
  eq(power:cells(), { { 1346269.0, 832040.0 }, { 832040.0, 514229.0 } })
  eq(step:power(13):get("a", "b"), 233.0)
end)

test("power 0 is the identity, power 1 the matrix in the rows' order",
  function()
    eq(step:power(0):cells(), { { 1.0, 0.0 }, { 0.0, 1.0 } })
    eq(step:power(1) == step:select { cols = { "a", "b" } }, true)
  end)

test("the powers of m and n steps make the power of m + n", function()
  eq(step:power(7):multiply(step:power(6)) == step:power(13), true)
end)

test("powers want a square matrix and a whole number from 0", function()
  raises('power: wants the same names for rows and columns, but the row "p" '
    .. "is no column", a.power, a, 2)
  raises("wants a power of 0 or more, found -1", step.power, step, -1)
  raises("the power should be a whole number", step.power, step, 0.5)
  raises("becomes too large for a number", step.power, step, 5000)
end)
