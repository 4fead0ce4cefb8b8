local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 1, 2.5 }, { 3, na } })
local turned = matrix.of({ "b", "a" }, { "y", "x" }, { { 40, 30 }, { 20, 10 } })


test("matrices meet by name, in the order of the left one", function()
  local sum = m + turned
  eq(sum.rows, { "a", "b" })
  eq(sum:cells(), { { 11.0, 22.5 }, { 33.0, na } })
  eq((turned + m):cells(), { { na, 33.0 }, { 22.5, 11.0 } })
  eq((turned - m):cells(), { { na, 27.0 }, { 17.5, 9.0 } })
  eq((m * turned):cells(), { { 10.0, 50.0 }, { 90.0, na } })
  eq((turned / m):cells(), { { na, 10.0 }, { 8.0, 10.0 } })
end)

test("a number meets every cell, from either side", function()
  eq((m + 1):cells(), { { 2.0, 3.5 }, { 4.0, na } })
  eq((10 - m):cells(), { { 9.0, 7.5 }, { 7.0, na } })
  eq((m * 2):cells(), (2 * m):cells())
  eq((m / 2):cells(), { { 0.5, 1.25 }, { 1.5, na } })
  eq((m ^ 2):cells(), { { 1.0, 6.25 }, { 9.0, na } })
  eq((2 ^ m):get("b", "x"), 8.0)
  eq((-m):cells(), { { -1.0, -2.5 }, { -3.0, na } })
end)

test("missing stays missing, also to the power of 0", function()
  eq((m ^ 0):cells(), { { 1.0, 1.0 }, { 1.0, na } })
  eq((1 ^ m):cells(), { { 1.0, 1.0 }, { 1.0, na } })
  eq((m * 0):cells(), { { 0.0, 0.0 }, { 0.0, na } })
end)

test("what has no value is missing", function()
  eq((m / 0).n_missing, 4)
  eq((0 / (m - 1)):cells(), { { na, 0.0 }, { 0.0, na } })
  eq(((m - 2) ^ 0.5):cells(), { { na, 0.5 ^ 0.5 }, { 1.0, na } })
  eq(((m - 1) ^ -1):get("a", "x"), na)
end)

test("what is too large for a number is an error that names the cell",
  function()
    raises('matrix *: cell "a" x "y" becomes too large for a number',
      function() return m * 1e308 end)
    raises('matrix ^: cell "b" x "x" becomes too large',
      function() return (m * 1e150) ^ m:with("a", "y", 1) end)
  end)

test("there is no negative zero", function()
  eq(tostring((-(m - m)):get("a", "x")), "0.0")
  eq(tostring((0 * -m):get("a", "x")), "0.0")
end)

test("names that differ are listed by side", function()
  raises('matrix +: the row names differ; only in the left: "b"',
    function() return m + m:select { rows = "a" } end)
  raises('matrix -: the column names differ; only in the right: "y"',
    function() return m:select { cols = "x" } - m end)
  raises('only in the left: "a", "b"; only in the right: "q"', function()
    return m * matrix.of({ "q" }, { "x", "y" }, 0)
  end)
end)

test("of many differing names the first are listed", function()
  local names = {}
  for i = 1, 99 do names[i] = "n" .. i end
  local left = matrix.of(names, { "x" }, 0)
  local right = matrix.of({ "n1" }, { "x" }, 0)
  local ok, message = pcall(function() return left / right end)
  eq(ok, false)
  assert(message:find('only in the left: "n2", "n3", "n4",', 1, true))
  assert(message:find('"n20", .-%.%.%.$'))
end)

test("only matrices and finite numbers take part", function()
  raises("matrix +: wants a matrix or a number, found a frame",
    function() return m + m:frame() end)
  raises("matrix *: wants a matrix or a number, found a text",
    function() return m * "2" end)
  raises("found na", function() return m + na end)
  for _, value in ipairs { 0 / 0, 1 / 0 } do
    raises("the number is not finite", function() return m + value end)
  end
end)

test("minimum and maximum keep missing cells missing", function()
  eq(m:minimum(2):cells(), { { 1.0, 2.0 }, { 2.0, na } })
  eq(m:maximum(2):cells(), { { 2.0, 2.5 }, { 3.0, na } })
  eq(turned:maximum(m):get("b", "y"), na)
  eq(m:minimum(turned:with("a", "x", na)):get("a", "x"), na)
  raises("maximum: wants a matrix or a number, found nothing", m.maximum, m)
  raises("expected a matrix in front", m.minimum, 2, m)
end)

test("threshold marks what is at least that large", function()
  eq(m:threshold(2.5):cells(), { { 0.0, 1.0 }, { 1.0, na } })
  eq(turned:threshold(10 * m):cells(), { { na, 1.0 }, { 0.0, 1.0 } })
  raises("threshold: wants a matrix or a number, found na", m.threshold, m, na)
  raises("the number is not finite", m.threshold, m, 0 / 0)
end)

test("fill_missing gives missing cells a value", function()
  eq(m:fill_missing(0):cells(), { { 1.0, 2.5 }, { 3.0, 0.0 } })
  eq(m:fill_missing(turned):cells(), { { 1.0, 2.5 }, { 3.0, 40.0 } })
  eq(m:fill_missing(m) == m, true)
  raises("wants a matrix or a number", m.fill_missing, m)
end)

test("units must agree where cells are added or compared", function()
  local euro, dollar = m:titled { unit = "EUR" }, m:titled { unit = "USD" }
  eq((euro + m).unit, "EUR")
  eq((m - euro).unit, "EUR")
  for _, f in ipairs { m.minimum, m.maximum, m.threshold,
    m.fill_missing } do
    raises('the units differ: "EUR" and "USD"', f, euro, dollar)
  end
  raises("the units differ", function() return euro + dollar end)
end)

test("products keep a unit that one side has, quotients their numerator's",
  function()
    local euro = m:titled { unit = "EUR" }
    eq((euro * m).unit, "EUR")
    eq((m * euro).unit, "EUR")
    eq((2 * euro).unit, "EUR")
    eq((euro / m).unit, "EUR")
    for _, without in ipairs { euro * euro, euro / euro, m / euro, 1 / euro,
      euro ^ 2, 2 ^ euro, euro:threshold(1) } do
      eq(without.unit, nil)
    end
  end)

test("sources travel and are joined", function()
  local one, two = m:titled { source = "a.csv" }, m:titled { source = "b.csv" }
  eq((one + 1).source, "a.csv")
  eq((one + two).source, "a.csv, b.csv")
  eq((one + two + one).source, "a.csv, b.csv")
  eq((m + two).source, "b.csv")
end)

test("empty matrices add up to empty ones", function()
  local empty = matrix.of({}, { "x", "y" }, {})
  eq((empty + empty):cells(), {})
  eq((empty * 2).cols, { "x", "y" })
end)

-- The order of names changes nothing but the order.
test("permuting the operands permutes the result", function()
  local order = { rows = { "b", "a" }, cols = { "y", "x" } }
  eq((m + turned):select(order) == m:select(order) + turned, true)
end)
