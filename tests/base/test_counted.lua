local counted = require "vane.base.counted"


test("one thing stands alone, none and several have their plural", function()
  eq({ counted(0, "row"), counted(1, "row"), counted(2, "row") }, { "0 rows", "1 row", "2 rows" })
  eq({ counted(1, "entry", "entries"), counted(3, "entry", "entries") }, { "1 entry", "3 entries" })
end)

test("a count may be a text of digits, or a number without a fraction", function()
  eq({ counted("1", "scenario"), counted("1.9e30", "scenario"), counted(3.0, "row") },
    { "1 scenario", "1.9e30 scenarios", "3 rows" })
end)

test("what says its size says one thing as one", function()
  local s = system { drivers = { jobs = { start = 1 } }, steps = 1 }
  eq(tostring(s):match "^[^\n]*", "system: 1 driver, 0 influences, 0 levers, 1 step")
  eq(tostring(frame { x = { 1 } }:group "x"), "1 group of a frame 1 x 1 by x")
end)
