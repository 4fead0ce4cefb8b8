local m = matrix.of({ "a", "b", "c", "d" }, { "x", "y" },
  { { 5, 1 }, { 7, na }, { 5, 3 }, { 2, 2 } })


test("within a column rank 1 is the largest, and ties share their places",
  function()
    eq(m:rank():cells(),
      { { 2.5, 3.0 }, { 1.0, na }, { 2.5, 1.0 }, { 4.0, 2.0 } })
  end)

test("ties may share the least place, or one place together", function()
  local x = { cols = "x" }
  eq(m:select(x):rank { ties = "min" }:cells(),
    { { 2.0 }, { 1.0 }, { 2.0 }, { 4.0 } })
  eq(m:select(x):rank { ties = "dense" }:cells(),
    { { 2.0 }, { 1.0 }, { 2.0 }, { 3.0 } })
end)

test("ascending ranks begin with the smallest", function()
  eq(m:rank { order = "ascending" }:cells(),
    { { 2.5, 1.0 }, { 4.0, na }, { 2.5, 3.0 }, { 1.0, 2.0 } })
end)

-- All seven cells from the largest: 7, 5 and 5, 3, 2 and 2, 1.
test("ranks within rows and over everything", function()
  eq(m:rank { within = "rows" }:cells(),
    { { 1.0, 2.0 }, { 1.0, na }, { 1.0, 2.0 }, { 1.5, 1.5 } })
  eq(m:rank { within = "all" }:cells(),
    { { 2.5, 7.0 }, { 1.0, na }, { 2.5, 4.0 }, { 5.5, 5.5 } })
end)

-- A second route: a cell's midrank is 1, and 1 for each larger cell, and a
-- half for each other equal one.
test("midranks agree with counting", function()
  local rows, cells = {}, {}
  for i = 1, 200 do
    rows[i], cells[i] = "r" .. i, { (i * i * 7) % 31 }
  end
  local ranks = matrix.of(rows, { "x" }, cells):rank():cells()
  for i = 1, 200 do
    local rank = 1
    for k = 1, 200 do
      if cells[k][1] > cells[i][1] then rank = rank + 1 end
      if k ~= i and cells[k][1] == cells[i][1] then rank = rank + 0.5 end
    end
    eq(ranks[i][1], rank)
  end
end)

test("ranks of n cells add up to n (n + 1) / 2, however they are tied",
  function()
    eq(m:select { cols = "x" }:rank():total(), 10.0)
    eq(matrix.of({ "a" }, { "x", "y", "z" }, 4):rank { within = "rows" }
      :total(), 6.0)
  end)

test("any growing change of scale keeps the ranks", function()
  eq((2 ^ m):rank() == m:rank(), true)
end)

test("options are checked", function()
  raises("option 'ties' should be one of average, min, dense, found mni "
    .. "(did you mean 'min'?)", m.rank, m, { ties = "mni" })
  raises("unknown option 'with'", m.rank, m, { with = "rows" })
end)

test("empty and all missing matrices rank to themselves", function()
  eq(matrix.of({}, { "x" }, {}):rank().n_rows, 0)
  eq(matrix.of({ "a" }, { "x" }, na):rank().n_missing, 1)
end)
