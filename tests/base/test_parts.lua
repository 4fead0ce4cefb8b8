local parts = require "vane.base.parts"


test("a cell's parts stand between semicolons, without the blanks around them", function()
  eq(parts "a; b ;c", { "a", "b", "c" })
  eq(parts "alone", { "alone" })
  eq(parts "two words;;x", { "two words", "x" })
  eq(parts(3), { "3" })
end)
