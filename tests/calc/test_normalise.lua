local m = matrix.of({ "a", "b", "c" }, { "x", "y", "z" },
  { { 1, 2, 5 }, { 3, na, 1 }, { 0, 0, 0 } })


-- Row a adds up to 8, b to 4, c to 0.
test("shares of rows add up to 1; a row of zeros has none", function()
  local shares = { { 1 / 8, 2 / 8, 5 / 8 }, { 3 / 4, na, 1 / 4 },
    { na, na, na } }
  eq(m:normalise("rows"):cells(), shares)
  eq(m:normalise("share", "rows"):cells(), shares)
end)

-- Columns add up to 4, 2 and 6; all cells to 12.
test("shares of columns and of everything", function()
  local shares = { { 1 / 4, 1.0, 5 / 6 }, { 3 / 4, na, 1 / 6 },
    { 0.0, 0.0, 0.0 } }
  eq(m:normalise("cols"):cells(), shares)
  eq(m:normalise("share", "cols"):cells(), shares)
  eq(m:normalise("share"):get("a", "z"), 5 / 12)
  near(m:normalise("share"):total(), 1)
end)

test("max divides by the largest absolute cell", function()
  local signed = matrix.of({ "a", "b" }, { "x", "y" }, { { -4, 2 }, { 1, 0 } })
  eq(signed:normalise("max", "rows"):cells(), { { -1.0, 0.5 }, { 1.0, 0.0 } })
  eq(signed:normalise("max", "cols"):cells(), { { -1.0, 1.0 }, { 0.25, 0.0 } })
  eq(signed:normalise("max"):cells(), { { -1.0, 0.5 }, { 0.25, 0.0 } })
end)

-- 2, 4, 6: mean 4, deviations -2, 0, 2, variance (4 + 4) / 2 = 4.
test("z is the distance from the mean in standard deviations", function()
  local line = matrix.of({ "a" }, { "x", "y", "z" }, { { 2, 4, 6 } })
  eq(line:normalise("z", "rows"):cells(), { { -1.0, 0.0, 1.0 } })
  eq(line:normalise("z"):cells(), { { -1.0, 0.0, 1.0 } })
  eq(line:normalise("z", "cols").n_missing, 3)
end)

test("z has no value where there is no spread", function()
  local flat = matrix.of({ "a", "b" }, { "x", "y", "z" },
    { { 0.1, 0.1, 0.1 }, { 7, na, na } })
  eq(flat:normalise("z", "rows").n_missing, 6)
end)

-- Two cells of 1e9 and 1e9 + 1: variance 0.5, so z is -+ sqrt(0.5).
test("z loses nothing when the mean is large beside the spread", function()
  local far = matrix.of({ "a" }, { "x", "y" }, { { 1e9, 1e9 + 1 } })
  near(far:normalise("z"):get("a", "y"), 0.5 ^ 0.5, 1e-15)
end)

test("scaling the cells changes no share and no z", function()
  local some = m:select { rows = { "a", "b" } }
  eq((some * 4):normalise "share" == some:normalise "share", true)
  eq((some * 4):normalise "max" == some:normalise "max", true)
  local moved = (some * 4 + 32):normalise "z" - some:normalise "z"
  near(moved:maximum(-moved):total(), 0, 1e-14)
end)

test("shares are refused below 0", function()
  local debt = matrix.of({ "a", "b" }, { "x" }, { { 1 }, { -2 } })
  raises('"b" has a cell below 0 (-2), and shares want cells of 0 or more',
    debt.normalise, debt, "rows")
  raises('"the matrix" has a cell below 0', debt.normalise, debt, "share")
end)

test("cells too large for a scale are refused", function()
  local large = matrix.of({ "a" }, { "x", "y" }, { { 1e300, -1e300 } })
  raises('"a" are too large to be brought to a scale', large.normalise, large,
    "z", "rows")
end)

test("unknown words are named", function()
  raises('found "shares" (did you mean "share"?)', m.normalise, m, "shares")
  raises('wants "rows", "cols" or "all", found "columns"', m.normalise, m,
    "z", "columns")
  raises('"rows" is short for ("share", "rows"); leave the second word out',
    m.normalise, m, "rows", "cols")
end)

test("a normalised matrix has no unit", function()
  eq(m:titled { unit = "EUR" }:normalise("rows").unit, nil)
end)

test("an empty matrix stays empty", function()
  eq(matrix.of({}, { "x" }, {}):normalise("cols").n_rows, 0)
end)
