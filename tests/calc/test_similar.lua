local marks = matrix.of({ "a", "b", "c", "none" }, { "u", "v", "w", "x" }, {
  { 1, 1, 0, 0 },
  { 0, 1, 1, 0 },
  { 1, 1, na, 1 },
  { 0, 0, 0, 0 },
}):titled { rows = "trend", cols = "industry", source = "m.csv", unit = "marks" }


-- a and b: v in both, u, v, w in either. a and c without w: u, v in both,
-- u, v, x in either. b and c without w: v in both, u, v, x in either.
test("Jaccard is the share of what both have in what either has", function()
  local alike = marks:jaccard "rows"
  eq(alike:get("a", "b"), 1 / 3)
  eq(alike:get("a", "c"), 2 / 3)
  eq(alike:get("b", "c"), 1 / 3)
  eq(alike:get("a", "a"), 1.0)
  eq(alike:get("a", "none"), 0.0)
  eq(is_na(alike:get("none", "none")), true)
end)

test("what is alike has the same names on both sides, and no unit", function()
  local alike = marks:jaccard "cols"
  eq(alike.rows, { "u", "v", "w", "x" })
  eq(alike.cols, alike.rows)
  eq({ alike.row_title, alike.col_title, alike.source },
    { "industry", "industry", "m.csv" })
  eq(alike.unit, nil)
  eq(alike == marks:transpose():jaccard("rows"), true)
  eq(alike == alike:transpose(), true)
end)

local function jaccard_of_sets(x, y)
  local both, either = 0, 0
  for name in pairs(x) do
    either = either + 1
    if y[name] then both = both + 1 end
  end
  for name in pairs(y) do
    if not x[name] then either = either + 1 end
  end
  return either > 0 and both / either or na
end

test("Jaccard of marks agrees with sets", function()
  local rows, cols, cells, sets = {}, {}, {}, {}
  for j = 1, 40 do cols[j] = "c" .. j end
  for i = 1, 25 do
    rows[i], cells[i], sets[i] = "r" .. i, {}, {}
    for j = 1, 40 do
      local mark = (i * j + i + j) % (2 + i % 5) == 0
      cells[i][j] = mark and 1 or 0
      if mark then sets[i][j] = true end
    end
  end
  local alike = matrix.of(rows, cols, cells):jaccard("rows"):cells()
  for i = 1, 25 do
    for k = 1, 25 do eq(alike[i][k], jaccard_of_sets(sets[i], sets[k])) end
  end
end)

test("Jaccard wants marks, and says how to make them", function()
  local scores = marks:with("a", "u", 2)
  raises('jaccard: wants cells of 0 and 1, found 2 in "a" x "u"; :threshold(x)',
    scores.jaccard, scores, "rows")
end)

-- a: 1 2 3 4, mean 2.5; b: 2 1 4 3, mean 2.5; products of the deviations
-- 0.75 + 0.75 + 0.75 + 0.75 = 3, squares 2.25 + 0.25 + 0.25 + 2.25 = 5 each.
test("Pearson's correlation, worked by hand", function()
  local m = matrix.of({ "a", "b", "c" }, { "w", "x", "y", "z" },
    { { 1, 2, 3, 4 }, { 2, 1, 4, 3 }, { 8, 6, 4, 2 } })
  local r = m:correlation "rows"
  near(r:get("a", "b"), 3 / 5)
  near(r:get("a", "c"), -1)
  eq(r:get("b", "b"), 1.0)
end)

test("correlation uses the cells that both have", function()
  local m = matrix.of({ "a", "b" }, { "v", "w", "x", "y", "z" },
    { { 1, 2, 3, 4, na }, { 2, 1, 4, 3, 99 } })
  near(m:correlation("rows"):get("a", "b"), 3 / 5)
end)

test("correlation is missing without spread or without two cells", function()
  local m = matrix.of({ "a", "flat", "few" }, { "x", "y", "z" },
    { { 1, 2, 4 }, { 0.1, 0.1, 0.1 }, { 7, na, na } })
  local r = m:correlation "rows"
  eq(r:cells(), { { 1.0, na, na }, { na, na, na }, { na, na, na } })
end)

test("correlation keeps its digits far from 0, and near the largest number",
  function()
    local near_by = matrix.of({ "a", "b" }, { "x", "y", "z" },
      { { 0, 1, 2 }, { 1, 0, 5 } })
    local wanted = near_by:correlation("rows"):get("a", "b")
    near((near_by + 1e9):correlation("rows"):get("a", "b"), wanted, 1e-12)
    near((near_by * 1e300):correlation("rows"):get("a", "b"), wanted, 1e-14)
    near((near_by * 1e-300):correlation("rows"):get("a", "b"), wanted, 1e-14)
  end)

test("correlation does not change when a line is moved and stretched",
  function()
    local m = matrix.of({ "a", "b" }, { "x", "y", "z", "w" },
      { { 3, 1, 4, 1 }, { 2, 7, 1, 8 } })
    local moved = matrix.of({ "a", "b" }, { "x", "y", "z", "w" },
      { { 16, 12, 18, 12 }, { 2, 7, 1, 8 } })    -- 10 + 2 x
    near(moved:correlation("rows"):get("a", "b"),
      m:correlation("rows"):get("a", "b"))
  end)

-- 3 * 4 + 4 * 3 = 24, 5 * 5 = 25.
test("the cosine, worked by hand", function()
  local m = matrix.of({ "a", "b", "zero" }, { "x", "y", "z" },
    { { 3, 4, na }, { 4, 3, 7 }, { 0, 0, 1 } })
  local c = m:cosine "rows"
  near(c:get("a", "b"), 24 / 25)
  eq(is_na(c:get("a", "zero")), true)
  eq(c:get("zero", "zero"), 1.0)
end)

-- a and b: 9 + 16 = 25. a and c know x alone: 4, times 2 / 1.
test("the distance scales up for cells left out", function()
  local m = matrix.of({ "a", "b", "c", "none" }, { "x", "y" },
    { { 0, 0 }, { 3, 4 }, { 2, na }, { na, na } }):titled { unit = "km" }
  local d = m:distance "rows"
  eq(d:get("a", "b"), 5.0)
  near(d:get("a", "c"), 8 ^ 0.5)
  eq(is_na(d:get("a", "none")), true)
  eq(d.unit, "km")
  raises("lie too far apart", m.distance, m * 1e200, "rows")
end)

test("permuting the rows permutes what is alike", function()
  local order = { "c", "none", "a", "b" }
  eq(marks:select { rows = order }:jaccard "rows"
    == marks:jaccard("rows"):select { rows = order, cols = order }, true)
end)

test("sides are rows or cols", function()
  for _, verb in ipairs { "correlation", "cosine", "jaccard", "distance" } do
    raises('wants "rows" or "cols", found "all"', marks[verb], marks, "all")
  end
end)

test("lines without cells have nothing in common", function()
  local m = matrix.of({ "a", "b" }, {}, { {}, {} })
  eq(m:cosine("rows").n_missing, 4)
  eq(m:correlation("cols").n_rows, 0)
end)
