local files = dofile "tests/data/files.lua"

local small = matrix.of({ "a", "b" }, { "x", "y" }, { { 1, 2 }, { 3, na } })


test("a matrix keeps its names and cells", function()
  eq(small.n_rows, 2)
  eq(small.n_cols, 2)
  eq(small.rows, { "a", "b" })
  eq(small.cols, { "x", "y" })
  eq(small:get("b", "x"), 3.0)
  eq(is_na(small:get("b", "y")), true)
  eq(small.n_missing, 1)
end)

test("an unknown column names the nearest one", function()
  local m = matrix.of({ "a" }, { "MT" }, { { 1 } })
  raises('get: no column "Mt" (did you mean "MT"?)', m.get, m, "a", "Mt")
end)

test("a name wants to be a text", function()
  raises("row should be a text, found a whole number", small.get, small, 1, "x")
end)

test("cells give what matrix.of takes", function()
  eq(small:cells(), { { 1.0, 2.0 }, { 3.0, na } })
  eq(matrix.of(small.rows, small.cols, small:cells()) == small, true)
end)


-- ---- making ----

test("matrix{} takes titles, unit and source", function()
  local m = matrix { rows = { "a" }, cols = "x", cells = { { 1 } },
    row_title = "trend", col_title = "industry", unit = "marks",
    source = "a.csv" }
  eq({ m.row_title, m.col_title, m.unit, m.source },
    { "trend", "industry", "marks", "a.csv" })
  eq(m.cols, { "x" })
end)

test("one value fills every cell", function()
  eq(matrix { rows = { "a", "b" }, cols = { "x" }, value = 7 }:cells(),
    { { 7.0 }, { 7.0 } })
  eq(matrix { rows = { "a" }, cols = { "x" }, value = na }.n_missing, 1)
end)

test("matrix{} wants cells or a value, not both and not neither", function()
  raises("wants either 'cells'", matrix, { rows = {}, cols = {} })
  raises("wants either 'cells'", matrix,
    { rows = {}, cols = {}, cells = {}, value = 1 })
end)

test("matrix{} names the nearest option", function()
  raises("unknown option 'cell' (did you mean 'cells'?)", matrix,
    { rows = {}, cols = {}, cell = {} })
  raises("needs the option 'rows'", matrix, { cols = {}, cells = {} })
end)

test("lists that do not fit are refused", function()
  raises("2 row names, but 1 rows of cells", matrix.of,
    { "a", "b" }, { "x" }, { { 1 } })
  raises('row "a" should hold a number for each column: wanted 2, found 1', matrix.of,
    { "a" }, { "x", "y" }, { { 1 } })
  raises('row "a" should be a list with a number for each column, found a whole number', matrix.of,
    { "a" }, { "x" }, { 1 })
end)

test("a name that stands twice is refused", function()
  raises('row "a" stands twice, as number 1 and 2', matrix.of,
    { "a", "a" }, { "x" }, { { 1 }, { 2 } })
  raises('column "x" stands twice', matrix.of, { "a" }, { "x", "x" },
    { { 1, 2 } })
end)

test("NaN, infinity and texts are no cells", function()
  for _, value in ipairs { 0 / 0, 1 / 0, -1 / 0 } do
    raises('cell "a" x "x" is not a finite number; a missing cell is na',
      matrix.of, { "a" }, { "x" }, { { value } })
    raises("not a finite number", matrix.of, { "a" }, { "x" }, value)
  end
  raises('cell "a" x "x" should be a number or na, found a text', matrix.of,
    { "a" }, { "x" }, { { "1" } })
end)

test("a matrix beyond the machine's memory is refused before it is filled",
  function()
    local names = {}
    for i = 1, 500000 do names[i] = "n" .. i end
    raises("a matrix of 500000 x 500000 cells is larger than this machine",
      matrix.of, names, names, 0)
  end)

test("empty matrices are matrices", function()
  local m = matrix.of({}, { "x", "y" }, {})
  eq({ m.n_rows, m.n_cols, m.n_missing }, { 0, 2, 0 })
  eq(m:transpose().n_rows, 2)
  eq(m:frame().n_rows, 0)
  eq(m:frame().names, { "row", "x", "y" })
  eq(m:long().n_rows, 0)
  eq(tostring(matrix.of({}, {}, {})), "matrix 0 x 0")
  eq(tostring(m), "matrix 0 x 2\n    x  y")
end)


-- ---- from and to frames ----

local people = frame({
  { "id",   { "a", "b", "c" } },
  { "n",    { 1, na, 3 } },
  { "x",    { 0.5, 1.5, na } },
  { "on",   { true, false, na } },
  { "note", { "p", "q", "r" } },
}, { source = "people.csv" })

test("from_frame takes numbers, integers and logicals, missing as missing",
  function()
    local m = matrix.from_frame(people,
      { rows = "id", drop = { "note" }, col_title = "fact" })
    eq(m:cells(), { { 1.0, 0.5, 1.0 }, { na, 1.5, 0.0 }, { 3.0, na, na } })
    eq(m.rows, { "a", "b", "c" })
    eq(m.cols, { "n", "x", "on" })
    eq({ m.row_title, m.col_title, m.source }, { "id", "fact", "people.csv" })
  end)

test("a text column is refused by its first cell, and drop suggested",
  function()
    raises('column "note" wants numbers, found "p" in row "a"; leave the '
      .. 'column out with drop = {"note"}',
      matrix.from_frame, people, { rows = "id" })
    local dated = frame({ { "id", { "a" } }, { "day", { "2014-12-31" } } },
      { types = { day = "date" } })
    raises('column "day" wants numbers, found "2014-12-31" in row "a"',
      matrix.from_frame, dated, { rows = "id" })
  end)

test("a column without any value is a column of missing cells", function()
  local f = frame({ { "id", { "a", "b" } }, { "t", { na, na } } },
    { types = { t = "text" } })
  eq(matrix.from_frame(f, { rows = "id" }):cells(), { { na }, { na } })
  raises("from_frame: expected a frame in front, found a whole number", matrix.from_frame, 1)
end)

test("row names may be integers and dates, but not numbers", function()
  local f = frame { { "year", { 2007, 2014 } }, { "x", { 1, 2 } } }
  eq(matrix.from_frame(f, { rows = "year" }).rows, { "2007", "2014" })
  local dated = frame({ { "day", { "2014-12-31" } }, { "x", { 1 } } },
    { types = { day = "date" } })
  eq(matrix.from_frame(dated, { rows = "day" }).rows, { "2014-12-31" })
  local odd = frame { { "w", { 0.5 } }, { "x", { 1 } } }
  raises('column "w" cannot name the rows: it is number', matrix.from_frame,
    odd, { rows = "w" })
end)

test("missing and repeated row names are named", function()
  local gap = frame { { "id", { "a", na } }, { "x", { 1, 2 } } }
  raises('column "id" names the rows, but row 2 has none', matrix.from_frame,
    gap, { rows = "id" })
  local twice = frame { { "id", { "a", "b", "a" } }, { "x", { 1, 2, 3 } } }
  raises('row "a" stands twice, as number 1 and 3', matrix.from_frame, twice,
    { rows = "id" })
end)

test("unknown columns are named with the nearest", function()
  raises('no column "Id" (did you mean "id"?)', matrix.from_frame, people,
    { rows = "Id" })
  raises('drop: no column "nota" (did you mean "note"?)', matrix.from_frame,
    people, { rows = "id", drop = "nota" })
  raises('column "id" names the rows, so it cannot be dropped',
    matrix.from_frame, people, { rows = "id", drop = "id" })
end)

test("integers that a matrix cannot keep exactly are refused", function()
  local exact, beyond = 2 ^ 53 | 0, (2 ^ 53 | 0) + 1
  local f = frame { { "id", { "a" } }, { "x", { exact } } }
  eq(matrix.from_frame(f, { rows = "id" }):get("a", "x"), 2.0 ^ 53)
  f = frame { { "id", { "a" } }, { "x", { beyond } } }
  raises('9007199254740993 in row "a" of column "x" has more digits',
    matrix.from_frame, f, { rows = "id" })
end)

test("frame and from_frame are each other's way back", function()
  local m = small:titled { rows = "id" }
  eq(matrix.from_frame(m:frame(), { rows = "id" }) == m, true)
end)

test("frame refuses a title that is also a column", function()
  local m = small:titled { rows = "x" }
  raises('the rows and one of the columns are both called "x"', m.frame, m)
end)

test("long has a row for each cell", function()
  local f = small:titled { rows = "id", cols = "what" }:long()
  eq(f.names, { "id", "what", "value" })
  eq(f:column "id", { "a", "a", "b", "b" })
  eq(f:column "what", { "x", "y", "x", "y" })
  eq(f:column "value", { 1.0, 2.0, 3.0, na })
end)

test("long says row and col when both titles are the same", function()
  local m = matrix.of({ "a" }, { "a" }, { { 1 } })
    :titled { rows = "id", cols = "id" }
  eq(m:long().names, { "row", "col", "value" })
  eq(m:frame().names, { "id", "a" })
end)


-- ---- others made of one ----

test("with changes one cell of a new matrix", function()
  local m = small:with("b", "y", 9)
  eq(m:get("b", "y"), 9.0)
  eq(is_na(small:get("b", "y")), true)
  eq(is_na(m:with("a", "x", na):get("a", "x")), true)
  raises('with: no row "c"', small.with, small, "c", "x", 1)
  raises("not a finite number", small.with, small, "a", "x", 1 / 0)
end)

test("select takes rows and columns by name, in that order", function()
  local m = small:select { rows = { "b", "a" }, cols = "x" }
  eq(m.rows, { "b", "a" })
  eq(m:cells(), { { 3.0 }, { 1.0 } })
  eq(small:select {} == small, true)
  raises('select: no column "z"', small.select, small, { cols = { "z" } })
  raises("unknown option 'row' (did you mean 'rows'?)", small.select, small,
    { row = "a" })
end)

test("titles, unit and source come along", function()
  local m = small:titled { rows = "id", cols = "what", unit = "EUR",
    source = "a.csv" }
  local part = m:select { rows = "a" }
  eq({ part.row_title, part.col_title, part.unit, part.source },
    { "id", "what", "EUR", "a.csv" })
  local turned = m:transpose()
  eq({ turned.row_title, turned.col_title }, { "what", "id" })
end)

test("transposing twice gives the matrix back", function()
  local rows, cols, cells = {}, {}, {}
  for i = 1, 70 do
    rows[i], cells[i] = "r" .. i, {}
    for j = 1, 45 do
      cols[j] = "c" .. j
      cells[i][j] = (i * 7 + j * 3) % 11 == 0 and na or i * 100 + j
    end
  end
  local m = matrix.of(rows, cols, cells)
  local turned = m:transpose()
  eq(turned:get("c45", "r69"), m:get("r69", "c45"))
  eq(turned:transpose() == m, true)
end)

test("matrices are equal in names, order and cells", function()
  local same = matrix.of({ "a", "b" }, { "x", "y" }, { { 1, 2 }, { 3, na } })
  eq(small == same, true)
  eq(small == same:with("b", "y", 0), false)
  eq(small == same:select { rows = { "b", "a" } }, false)
  eq(small == same:select { cols = "x" }, false)
end)

test("a matrix is never changed in place", function()
  raises("a matrix is never changed in place",
    function() small.rows = {} end)
end)

test("looking for cells in the wrong place tells the right one", function()
  raises("a matrix's cells are read by name: m:get(row, col)",
    function() return small[1] end)
  raises('"x" is a name of the matrix; m:get(row, col) reads a cell, '
    .. 'm:select{ cols = "x" } takes it out', function() return small.x end)
  raises('m:select{ rows = "a" }', function() return small.a end)
  raises('a matrix has no field "n_row" (did you mean "n_rows"?)',
    function() return small.n_row end)
  raises("for cell in m:long():each() do",
    pairs, small)
end)


-- ---- printing ----

test("a matrix prints its names, size and what is missing", function()
  local m = small:titled { rows = "id", cols = "what", unit = "EUR",
    source = "a.csv" }
  eq(tostring(m), [[
matrix 2 x 2  (id x what)  in EUR  1 missing   a.csv
     x   y
  a  1   2
  b  3  na]])
end)

test("show fits a matrix to a number of rows", function()
  local meta = getmetatable(small)
  eq(meta.show(small, { rows = 1, width = 60 }), [[
matrix 2 x 2  1 missing
     x  y
  a  1  2
  ... 1 more row; show(x, {all=true})]])
end)


-- ---- reading ----

test("read makes a matrix of a file, and keeps codes as row names",
  function()
    files.with("code,MT,MD,note\n0012,1,,p\n7,0,2.5,q\n", function(path)
      local m = matrix.read(path, { rows = "code", drop = "note",
        col_title = "industry" })
      eq(m.rows, { "0012", "7" })
      eq(m.cols, { "MT", "MD" })
      eq(m:cells(), { { 1.0, na }, { 0.0, 2.5 } })
      eq({ m.row_title, m.col_title }, { "code", "industry" })
      eq(m.source, path:match "[^/]+$")
    end)
  end)

test("read passes other options on to frame.read", function()
  files.with("id;x\na;1,5\nb;n.a.\n", function(path)
    local m = matrix.read(path, { rows = "id", decimal = ",", na = "n.a." })
    eq(m:cells(), { { 1.5 }, { na } })
  end)
end)

test("the first column names the rows, when it is text", function()
  files.with("id,x\na,1\nb,2\n", function(path)
    eq(matrix.read(path).rows, { "a", "b" })
    eq(matrix.from_frame(frame.read(path)):get("b", "x"), 2.0)
  end)
  files.with("id,x\n1,1\n2,2\n", function(path)
    raises("matrix.read: needs the option 'rows'", matrix.read, path, {})
    raises("matrix.read: needs the option 'rows'", matrix.read, path)
    eq(matrix.read(path, { rows = "id" }).rows, { "1", "2" })
  end)
end)

test("read names what is wrong with the file or the options", function()
  files.with("id,x\na,1\na,2\n", function(path)
    raises('matrix: row "a" stands twice, as number 1 and 2', matrix.read, path,
      { rows = "id" })
    raises('no column "ID" (did you mean "id"?)', matrix.read, path,
      { rows = "ID" })
    raises('drop: no column "y"', matrix.read, path, { rows = "id", drop = "y" })
    raises("unknown option 'drp'", matrix.read, path, { rows = "id", drp = "x" })
  end)
  files.with("id,x\na,1\n,2\n", function(path)
    raises('column "id" names the rows, but row 2 has none', matrix.read, path,
      { rows = "id" })
  end)
  raises("no-such-file.csv", matrix.read, "no-such-file.csv", { rows = "id" })
end)

test("a matrix is written as a table with the names of its rows", function()
  local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 1, na }, { 3, 4 } })
    :titled { rows = "trend" }
  files.at(".csv", function(path)
    m:write(path)
    eq(files.bytes(path), "trend,x,y\na,1,\nb,3,4\n")
    m:save(path, { delim = ";" })
    eq(frame.read(path, { delim = ";" }).names, { "trend", "x", "y" })
  end)
  raises("should end in .csv, .tsv or .xlsx", m.save, m, "m.json")
end)
