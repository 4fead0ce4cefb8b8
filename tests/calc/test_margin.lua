local m = matrix {
  rows = { "a", "b", "c" }, cols = { "x", "y", "z" }, row_title = "id",
  col_title = "what", source = "some.csv",
  cells = { { 1, 2, 4 }, { 3, na, 6 }, { na, na, na } },
}


test("sums and means of rows leave missing cells out", function()
  local sum = m:sum "rows"
  eq(sum.names, { "id", "sum" })
  eq(sum:column "id", { "a", "b", "c" })
  eq(sum:column "sum", { 7.0, 9.0, na })
  eq(m:mean("rows"):column "mean", { 7 / 3, 4.5, na })
  eq(m:count("rows"):column "count", { 3, 2, 0 })
end)

test("sums and means of columns too", function()
  local sum = m:sum "cols"
  eq(sum.names, { "what", "sum" })
  eq(sum:column "sum", { 4.0, 2.0, 10.0 })
  eq(m:mean("cols"):column "mean", { 2.0, 2.0, 5.0 })
  eq(m:count("cols"):column "count", { 2, 1, 2 })
end)

test("a sum says where it comes from and what was left out", function()
  eq(m:sum("rows").source, "sum of some.csv, 4 missing cells left out")
  local one = matrix.of({ "a" }, { "x", "y" }, { { 1, na } })
  eq(one:mean("rows").source, "mean of a matrix, 1 missing cell left out")
  eq(matrix.of({ "a" }, { "x" }, 1):count("cols").source, "count of a matrix")
end)

test("the total is the sum of all known cells", function()
  eq(m:total(), 16.0)
  eq(is_na(m:select { rows = "c" }:total()), true)
  eq(is_na(matrix.of({}, { "x" }, {}):total()), true)
end)

test("the margins of an empty matrix are empty or missing", function()
  local empty = matrix.of({}, { "x", "y" }, {})
  eq(empty:sum("rows").n_rows, 0)
  eq(empty:sum("cols"):column "sum", { na, na })
  eq(empty:count("cols"):column "count", { 0, 0 })
end)

-- Added one by one in double numbers, 1e16 + 1 is 1e16, so that a plain sum
-- of these is 0.
test("sums keep what rounding loses", function()
  local hard = matrix.of({ "a" }, { "p", "q", "r", "s" },
    { { 1, 1e100, 1, -1e100 } })
  eq(hard:sum("rows"):get(1, "sum"), 2.0)
  eq(hard:total(), 2.0)
end)

test("a sum too large for a number names its row", function()
  local large = matrix.of({ "a", "b" }, { "x", "y" },
    { { 1, 1 }, { 1.7e308, 1.7e308 } })
  raises('sum: the cells of "b" add up to more than a number can hold',
    large.sum, large, "rows")
  raises("total: the cells add up to more", large.total, large)
end)

test("rows and cols are the only sides of a sum", function()
  raises('wants "rows" or "cols", found nothing', m.sum, m)
  raises('wants "rows" or "cols", found "row" (did you mean "rows"?)',
    m.mean, m, "row")
  raises('wants "rows" or "cols", found a table', m.count, m, {})
end)

test("the sums of rows and of columns have the same sum", function()
  local function total(side)
    local sum = 0
    for _, x in ipairs(m:sum(side):column "sum") do
      if not is_na(x) then sum = sum + x end
    end
    return sum
  end
  eq(total "rows", total "cols")
end)

test("permuting the rows permutes their sums", function()
  local order = { "c", "a", "b" }
  eq(m:select { rows = order }:sum("rows"):column "sum", { na, 7.0, 9.0 })
end)

test("the diagonal is where a name meets itself, whatever the order",
  function()
    local square = matrix.of({ "p", "q" }, { "q", "p" }, { { 2, 1 }, { 4, na } })
    eq(square:diagonal():column "row", { "p", "q" })
    eq(square:diagonal():column "diagonal", { 1.0, 4.0 })
    raises('diagonal: wants the same names for rows and columns', m.diagonal, m)
  end)
