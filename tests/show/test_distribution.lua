-- Histograms: their bins, their quantiles, and what stays outside.

local marks_of = dofile "tests/show/marks_of.lua"


local function numbers(n)
  local list = {}
  for i = 1, n do list[i] = i end
  return list
end


local function drawn(list, opts)
  opts = opts or {}
  opts.value = "x"
  return chart.distribution(frame({ { "x", list } }, { types = { x = "number" } }), opts)
end


test("bins are as wide as Freedman and Diaconis say, rounded up", function()
  -- 1 to 27: quartiles 7.5 and 20.5, 2 * 13 / 27^(1/3) = 8.67, up to 10
  local p = drawn(numbers(27))
  eq(p.table:column "from", { 0, 10, 20 })
  eq(p.table:column "rows", { 9, 10, 8 })
  eq(p.notes[1], "3 bins of 10 by the rule of Freedman and Diaconis, rounded up")
end)

test("bins are as wide as Scott says, rounded up", function()
  -- 1 to 8: deviation sqrt(6), 3.4908 * 2.4495 / 2 = 4.28, up to 5
  local p = drawn(numbers(8), { rule = "scott" })
  eq(p.table:column "from", { 0, 5 })
  eq(p.table:column "rows", { 4, 4 })
end)

test("where the middle half is one value, Scott's rule is taken and named",
  function()
    -- 8 x 0, 0.5, 1: deviation sqrt((1.25 - 10 * 0.15^2) / 9) = 0.3375;
    -- 3.4908 * 0.3375 / 10^(1/3) = 0.547, up to 1
    local p = drawn { 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 1 }
    eq(p.table:column "rows", { 9, 1 })
    assert(p.notes[1]:find "rule of Scott", p.notes[1])
  end)

test("every value lies in one bin, whatever the order of the rows", function()
  local list, back = {}, {}
  for i = 1, 500 do list[i] = math.sin(i * 12.9898) * 43758.5 % 7 end
  for i = 1, 500 do back[i] = list[501 - i] end
  local p = drawn(list)
  local t, sum = p.table, 0
  for row in t:each() do
    local n = 0
    for _, x in ipairs(list) do
      if x >= row.from and x < row.to then n = n + 1 end
    end
    eq(row.rows, n)
    sum = sum + n
  end
  eq(sum, 500)
  eq(drawn(back).table:column "rows", t:column "rows")
end)

test("a histogram's bars are as high as their counts", function()
  local bars = marks_of(drawn({ 1, 2, 2, 2, 3 }, { bin = 1 }), "rect")
  eq(#bars, 3)
  near(bars[2].h / bars[1].h, 3, 1e-9)
  assert(bars[2].tip:find("2 to 3: 3 rows (60.0 %)", 1, true), bars[2].tip)
end)

test("quantiles lie between the values", function()
  -- sorted 1 1 2 3 4 5 6 9: the lower quartile is three quarters of the way
  -- from the second to the third, the median in the middle of 3 and 4
  local list = { 3, 1, 4, 1, 5, 9, 2, 6 }
  local p = drawn(list, { quantiles = { 0.25, 0.5 } })
  local tips = {}
  for _, mark in ipairs(marks_of(p, "line")) do
    if mark.tip then tips[#tips + 1] = mark.tip end
  end
  eq(tips, { "25 % of the 8 values lie at 1.75 or below",
    "50 % of the 8 values lie at 3.5 or below" })
  eq(frame { x = list }:aggregate { m = "median x" }:get(1, "m"), 3.5)
end)

test("missing values are counted, and none at all is said", function()
  local p = drawn { 1, na, 2, na, na }
  eq(p.notes[1], "3 rows without a value are not drawn")
  raises("no row has a value in \"x\"", drawn, { na, na })
  raises("'bin' should be above 0", drawn, { 1 }, { bin = 0 })
  raises("quantile 1 should be from 0 to 1", drawn, { 1 }, { quantiles = { 5 } })
  raises("into more than 10000", drawn, { 0, 1e6 }, { bin = 1 })
  raises("too far for one axis", drawn, { -1e308, 1e308 })
end)

test("one value is drawn as one bin", function()
  eq(drawn({ 7 }).table:column "rows", { 1 })
  eq(drawn({ 0, 0 }).table:column "rows", { 2 })
  eq(drawn({ -1e-300 }).table.n_rows, 1)
end)

test("a few values far away do not flatten all others", function()
  -- 1 to 999 and a million: quartiles 250.75 and 750.25, 2 * 499.5 / 10 = 99.9,
  -- up to 100; the half percent at the upper end is left out
  local list = numbers(999)
  list[1000] = 1e6
  local p = drawn(list)
  eq(p.table.n_rows, 10)
  eq(p.table:column "rows", { 99, 100, 100, 100, 100, 100, 100, 100, 100, 100 })
  eq(p.notes[1], "1 value from 1000, up to 1000000: not drawn")
end)
