local panel = require "vane.core.panel"

local cells = panel.cells(matrix.of({ "a", "b", "c", "d" },
  { "x", "y", "z", "w" },
  { { 0, 1, na, na }, { 4, 1, na, 3 }, { 4, 2, na, na }, { 3, 4, na, na } }),
  3, 4)


test("a cell has its mean, median, spread and shares, by hand", function()
  -- x: 0 3 4 4, mean 11/4; squares 7.5625 + 0.0625 + 2 x 1.5625 = 10.75
  eq(cells:get("x", "n_experts"), 4.0)
  near(cells:get("x", "mean"), 2.75)
  near(cells:get("x", "median"), 3.5)
  near(cells:get("x", "sd"), math.sqrt(10.75 / 3))
  near(cells:get("x", "strong"), 3 / 4)  -- three from 3 on
  near(cells:get("x", "top"), 2 / 4)     -- two at 4
end)

test("quartiles lie on straight lines between scores, as R's type 7", function()
  -- x sorted 0 3 4 4: places 0.75 and 2.25 give 2.25 and 4
  near(cells:get("x", "q1"), 2.25)
  near(cells:get("x", "q3"), 4)
  near(cells:get("x", "iqr"), 1.75)
  -- y sorted 1 1 2 4: 1 and 2.5
  near(cells:get("y", "iqr"), 1.5)
end)

test("nobody's cell is missing, one expert's has no spread", function()
  eq(cells:get("z", "n_experts"), 0.0)
  for _, name in ipairs { "mean", "median", "sd", "iqr", "strong", "top" } do
    eq(is_na(cells:get("z", name)), true)
  end
  eq(cells:get("w", "mean"), 3.0)
  eq(cells:get("w", "iqr"), 0.0)
  eq(is_na(cells:get("w", "sd")), true)
end)

test("the order of experts does not matter", function()
  local mixed = panel.cells(matrix.of({ "d", "b", "a", "c" }, { "x" },
    { { 3 }, { 4 }, { 0 }, { 4 } }), 3, 4)
  eq(mixed:cells()[1], cells:cells()[1])
end)
