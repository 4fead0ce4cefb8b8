-- Making frames, looking at their cells.

test("a frame from a table has its columns sorted by name", function()
  local f = frame { x = { 1, 2 }, name = { "a", "b" } }
  eq(f.names, { "name", "x" })
  eq({ f.n_rows, f.n_cols, #f }, { 2, 2, 2 })
  eq(f:column "name", { "a", "b" })
end)

test("a frame from pairs keeps their order", function()
  local f = frame { { "x", { 1 } }, { "a", { 2 } } }
  eq(f.names, { "x", "a" })
end)

test("a column takes the type of its cells", function()
  local f = frame {
    i = { 1, na }, n = { 1, 2.5 }, t = { "a", na }, l = { true, false },
    d = { "2014-12-31", na }, none = { na, na },
  }
  eq(f.types, { i = "integer", n = "number", t = "text", l = "logical",
    d = "text", none = "number" })
  eq(math.type(f:get(1, "i")), "integer")
  eq(math.type(f:get(1, "n")), "float")
end)

test("leading missing cells wait for the type", function()
  local f = frame { t = { na, na, "a" }, l = { na, na, true } }
  eq(f.types, { t = "text", l = "logical" })
  eq(is_na(f:get(2, "t")), true)
  eq(f:get(3, "l"), true)
end)

test("types can be declared", function()
  local f = frame({ d = { "2014-12-31", na }, n = { 1, 2 }, i = { 1.0, 2 },
    t = { 7, "x" } },
    { types = { d = "date", n = "number", i = "integer", t = "text" } })
  eq(f:column "d", { "2014-12-31", na })
  eq(math.type(f:get(1, "n")), "float")
  eq(math.type(f:get(1, "i")), "integer")
  eq(f:column "t", { "7", "x" })
end)

test("every column type can be empty", function()
  local f = frame({ d = {}, t = {} }, { types = { d = "date", t = "text" } })
  eq({ f.n_rows, f.n_cols }, { 0, 2 })
  eq(f:column "d", {})
  eq(frame {}.n_cols, 0)
end)

test("integers and numbers mix only while no digit is lost", function()
  eq(frame { x = { 2 ^ 53 | 0, 0.5 } }:get(1, "x"), 2.0 ^ 53)
  raises("more digits", frame, { x = { (2 ^ 53 | 0) + 1, 0.5 } })
  raises("more digits", frame, { x = { 0.5, (2 ^ 53 | 0) + 1 } })
  eq(frame { x = { math.maxinteger } }:get(1, "x"), math.maxinteger)
end)

test("cells that do not mix name themselves", function()
  raises('frame: column "x", row 2: found a text, but the column so far '
    .. "holds integer", frame, { x = { 1, "a" } })
  raises('column "x", row 2: found an integer', frame, { x = { "a", 1 } })
  raises('column "x", row 1: found a number, but the column is declared '
    .. "integer", frame, { x = { 1.5 } }, { types = { x = "integer" } })
  raises('row 1: the text is no date; one is written as 2014-12-31',
    frame, { x = { "31.12.2014" } }, { types = { x = "date" } })
  raises("a cell is a number, a text", frame, { x = { {} } })
  raises("the text holds a NUL byte", frame, { x = { "a\0b" } })
end)

test("a number that is not finite is refused", function()
  raises("not finite; a missing cell is na", frame, { x = { 0 / 0 } })
  raises("not finite", frame, { x = { 1, math.huge } })
  raises("too large", frame, { x = { math.mininteger } })
end)

test("columns must fit each other", function()
  raises('frame: column "y" has 1 cell, but column "x" has 2',
    frame, { { "x", { 1, 2 } }, { "y", { 1 } } })
  raises('column "x" stands twice', frame, { { "x", {} }, { "x", {} } })
  raises('column "x" should be a list', frame, { x = 3 })
  raises("frame: entry 1 should be a pair", frame, { { "x" } })
  raises("frame: wants entries with names", frame, { [true] = {} })
  raises("frame: wants a table", frame, 3)
end)

test("declared types must exist", function()
  raises('cannot be of type "dat"', frame, { x = {} }, { types = { x = "dat" } })
  raises('no column is called so (did you mean "year"?)',
    frame, { year = {} }, { types = { yaer = "date" } })
end)

test("get counts rows from 1 and knows the columns", function()
  local f = frame { name = { "a", "b" } }
  eq(f:get(2, "name"), "b")
  raises("get: no row 3; the frame has rows 1 to 2", f.get, f, 3, "name")
  raises("no row 0", f.get, f, 0, "name")
  raises('no column "nam" (did you mean "name"?)', f.get, f, 1, "nam")
  raises("the row should be a whole number, found a text", f.get, f, "1", "name")
end)

test("head and tail take what there is", function()
  local f = frame { x = { 1, 2, 3 }, t = { "c", "a", "b" } }
  eq(f:head(2):column "x", { 1, 2 })
  eq(f:tail(2):column "t", { "a", "b" })
  eq(f:head(0).n_rows, 0)
  eq(f:tail(9), f)
  raises("from 0 up", f.head, f, -1)
end)

test("frames are equal by names, types and cells, not by source", function()
  local f = frame({ x = { 1, na }, t = { "a", na } }, { source = "one" })
  local g = frame({ x = { 1, na }, t = { "a", na } }, { source = "two" })
  eq(f == g, true)
  eq(f == frame { x = { 1, na }, t = { "a", "b" } }, false)
  eq(f == frame { x = { 1.0, na }, t = { "a", na } }, false)
  eq(frame { t = { "z", "b" } }:tail(1) == frame { t = { "b" } }, true)
end)

test("a frame is never changed in place", function()
  raises("never changed in place", function()
    local f = frame { x = { 1 } }
    f.x = 3
  end)
end)

test("a dot for a colon is mended", function()
  local f = frame { x = { 1 } }
  raises("head: expected a frame in front, found a whole number; write it with a "
    .. "colon, as in x:head(...)", function() return f.head(3) end)
end)

test("a column looked for as a field, and a row by number, are mended", function()
  local f = frame { total = { 1 } }
  raises('"total" is a column, read by f:column("total")', function()
    return f.total
  end)
  raises("a frame's cells are read by f:get(row, \"column\"), f:row(1)",
    function() return f[1] end)
  local step, of, start = ipairs(f)
  raises("in a loop, for row in f:each() do", step, of, start)
  raises("what visits the rows should be a function, found a frame", f.each, f, f)
  raises("a frame is gone through row by row", pairs, f)
  raises('a frame has no field "n_row" (did you mean "n_rows"?)', function()
    return f.n_row
  end)
end)

test("a column name with a NUL byte is refused", function()
  raises("column name 1 holds a NUL byte", frame, { ["a\0b"] = { 1 } })
end)


test("a row prints its cells", function()
  eq(tostring(frame{ x = { 1 }, s = { "a" }, m = { na } }:row(1)),
    '{ m = na, s = "a", x = 1 }')
end)

test("a long heading goes on below, between its parts", function()
  local f = coding(frame { unit = { 1, 1 }, code = { "a", "b" } })
    :cooccurrence { replicates = 0 }
  local lines = {}
  for line in tostring(f):gmatch "[^\n]+" do lines[#lines + 1] = line end
  eq(table.concat({ lines[1], (lines[2]:gsub("^ +", "")) }, " "),
    ("frame 1 x %d   %s"):format(f.n_cols, f.source))
  for i = 1, 2 do assert(#lines[i] <= 96, lines[i]) end
end)
