local a, b = { "A", "x", "y" }, { "B", "x", "y" }

-- "x" on x stands at 2, on y at 1, and each moves one step; x and x hold
-- unless y's overtakes x's: then x's is 1 and y's is 2.
test("a future needs the judgements that decide about it", function()
  local list = { { "A|x", "B|x", 2 }, { "A|x", "B|y", 1 }, { "A|y", "B|y", 3 } }
  local x = impact { a, b, judgements = list }
  local r = x:needs({ A = "x", B = "x" }, { spread = 1, members = 2000 })
  local members = x:members({ A = "x", B = "x" }, { spread = 1, members = 2000 })
  local n = members:where { holds = true }.n_rows
  eq({ r.n_holds, r.n_members }, { n, 2000 })
  for row in members:each() do
    eq(row.holds, row["A|x > B|x"] >= row["A|x > B|y"])
  end
  local limited = {}
  for row in r.limits:each() do limited[row.input] = true end
  eq(limited["A|y > B|y"], nil)
  assert(limited["A|x > B|x"] or limited["A|x > B|y"])
  eq(r.tree.n_cases, 2000)
  eq(r.leverage == x:leverage({ A = "x", B = "x" }, { spread = 1, members = 2000 }), true)
end)

test("what always or never holds needs nothing that can be told", function()
  local x = impact { a, b, judgements = { { "A|x", "B|x", 3 } } }
  raises("holds in all of the 1000 members", x.needs, x, { A = "x", B = "x" })
  raises("holds in none of the 1000 members", x.needs, x, { A = "x", B = "y" })
  raises("'judgements' should be a whole number above 0", x.needs, x, { A = "x", B = "x" },
    { judgements = 0 })
  raises("unknown option 'member' (did you mean 'members'?)", x.needs, x,
    { A = "x", B = "x" }, { member = 3 })
end)
