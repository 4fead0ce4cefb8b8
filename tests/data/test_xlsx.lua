local book = dofile "tests/data/book.lua"
local xlsx = require "vane.data.xlsx"


-- Reads a file of those bytes; gives the frame and its notes.
local function read_bytes(bytes, opts)
  local path = book.write(bytes)
  local found = table.pack(pcall(xlsx.read, path, opts))
  os.remove(path)
  if not found[1] then error(found[2], 0) end
  return found[2], found[3]
end


local function read(given, opts)
  return read_bytes(book.zip(book.parts(given)), opts)
end


-- Parts of a good file, one of them replaced (or taken out: nil).
local function with(name, bytes, data)
  local list = book.parts { data = data or "<row><c><v>1</v></c></row>" }
  for i, part in ipairs(list) do
    if part.name == name then
      part.bytes = bytes
      if not bytes then table.remove(list, i) end
      return book.zip(list)
    end
  end
  list[#list + 1] = { name = name, bytes = bytes }
  return book.zip(list)
end


-- A sheet with a column "x" of those cells below its name in A1.
local function column(...)
  local rows = { '<row><c t="str"><v>x</v></c></row>' }
  for _, cell in ipairs { ... } do rows[#rows + 1] = "<row>" .. cell .. "</row>" end
  return { data = table.concat(rows) }
end


local function styled(style, value)
  return ('<c s="%d"><v>%s</v></c>'):format(style, value)
end


test("cells of every kind become columns of their type", function()
  local f = read {
    shared = "<si><t>name</t></si><si><t>a</t></si>",
    data = [[<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>n</v></c>
      <c r="C1" t="inlineStr"><is><t>x</t></is></c><c r="D1" t="str"><v>day</v></c>
      <c r="E1" t="str"><v>flag</v></c></row>
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>12</v></c>
      <c r="C2"><f>1/4</f><v>0.25</v></c><c r="D2" s="1"><v>42004</v></c>
      <c r="E2" t="b"><v>1</v></c></row>]],
  }
  eq(f.names, { "name", "n", "x", "day", "flag" })
  eq(f.types, { name = "text", n = "integer", x = "number", day = "date",
    flag = "logical" })
  eq(f:get(1, "name"), "a")
  eq(f:get(1, "n"), 12)
  eq(f:get(1, "x"), 0.25)
  eq(f:get(1, "day"), "2014-12-31")  -- 42004 days after 1899-12-30
  eq(f:get(1, "flag"), true)
end)

test("shared and inline texts join their runs, without phonetic hints", function()
  local f = read {
    shared = [[<si><r><t>name</t></r></si><si><r><rPr><b/></rPr><t>New </t></r>
      <r><t xml:space="preserve"> &amp; old</t></r><rPh sb="0" eb="1"><t>NYU</t></rPh>
      </si>]],
    data = [[<row><c t="s"><v>0</v></c></row><row><c t="s"><v> 1 </v></c></row>
      <row><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>]],
  }
  eq(f:column "name", { "New  & old", "ab" })
end)

test("_x000A_ stands for a line end, _x005F_ for an underscore", function()
  local f = read(column('<c t="str"><v>a_x000A_b_x005F_x000A_</v></c>',
    '<c t="str"><v>_x12_ _xZZZZ_ _xD800_</v></c>'))
  eq(f:column "x", { "a\nb_x000A_", "_x12_ _xZZZZ_ _xD800_" })
end)

test("places come from addresses, or follow one another", function()
  local f = read { data = [[
    <row r="2"><c r="B2" t="str"><v>a</v></c><c t="str"><v>b</v></c></row>
    <row><c r="C3"><v>1</v></c></row>
    <row r="5"><c/><c/><c><v>2</v></c></row>]] }
  eq(f.names, { "a", "b" })
  eq(f.n_rows, 3)
  eq(f:column "b", { 1, na, 2 })
  eq(f:column "a", { na, na, na })
end)

test("empty columns and rows at the edges are left out", function()
  local f = read { data = [[
    <row r="1"><c r="A1" t="str"><v>a</v></c><c r="C1" t="str"><v>c</v></c>
    <c r="E1" s="1"/></row><row r="2"><c r="A2"><v>1</v></c></row>
    <row r="9"><c r="A9" s="1"/><c r="Z9" t="str"><v></v></c></row>]] }
  eq(f.names, { "a", "c" })
  eq(f.n_rows, 1)
  eq(f.types.c, "text")
end)


-- ---- which cells ----

local grid = { sheets = { { name = "one", data = [[
  <row r="1"><c r="A1" t="str"><v>A report</v></c></row>
  <row r="3"><c r="B3" t="str"><v>p</v></c><c r="C3" t="str"><v>q</v></c></row>
  <row r="4"><c r="B4"><v>1</v></c><c r="C4"><v>2</v></c></row>
  <row r="5"><c r="B5"><v>3</v></c><c r="C5"><v>4</v></c></row>
  <row r="6"><c r="B6"><v>7</v></c><c r="D6" t="str"><v>note</v></c></row>]] },
  { name = "two", data = '<row><c t="str"><v>z</v></c></row>' },
  { name = "a chart", kind = "chartsheet", data = "" } } }

test("skip leaves rows out at the top", function()
  eq(read(grid, { skip = 2, range = "B:C" }).n_rows, 3)
  raises('cell D6 is not empty, but its column has no name in D3', read, grid,
    { skip = 1 })
end)

test("the strict namespaces are read as the usual ones", function()
  local parts = book.parts { data = '<row><c t="str"><v>x</v></c></row>'
    .. '<row><c t="d" s="1"><v>2014-12-31</v></c></row>' }
  for _, part in ipairs(parts) do
    part.bytes = part.bytes
      :gsub("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main")
      :gsub("http://schemas.openxmlformats.org/officeDocument/2006",
        "http://purl.oclc.org/ooxml/officeDocument")
      :gsub("<(/?)([a-z])", "<%1s:%2"):gsub("xmlns=", "xmlns:s=")
      :gsub("<s:%?", "<?"):gsub("([Rr])elationships xmlns:s=", "%1elationships xmlns=")
  end
  local f = read_bytes(book.zip(parts))
  eq(f:column "x", { "2014-12-31" })
  eq(f.types.x, "date")
end)

test("a range is a table of its own, its first row the names", function()
  local f = read(grid, { range = "B3:C5" })
  eq(f:column "p", { 1, 3 })
  eq(f:column "q", { 2, 4 })
  eq(read(grid, { range = "b3:b4" }):column "p", { 1 })
  eq(read(grid, { range = "B4:C6" }).names, { "1", "2" })
end)

test("a range that is none is said", function()
  for _, range in ipairs { "", "B", "B3", "B3:", ":F2", "F20:B3", "B0:C2",
    "B-3:C4", "XFE1:XFE2", "A1:B1048577", "A1:B2:C3", "$A$1:$B$2",
    ("A"):rep(1000) .. "1:B2", "A1:B99999999999999999999" } do
    raises("'range' should be written as \"B3:F20\"", read, grid,
      { range = range })
  end
end)

test("sheets are taken by name or number, the first is the default", function()
  eq(read(grid, { sheet = "two" }).names, { "z" })
  eq(read(grid, { sheet = 2 }).names, { "z" })
  raises('it has no sheet "tow" (did you mean "two"?); its sheets are "one", '
    .. '"two", "a chart"', read, grid,
    { sheet = "tow" })
  raises("it has no sheet 4; its sheets count from 1 to 3", read, grid,
    { sheet = 4 })
  raises("it has no sheet 0", read, grid, { sheet = 0 })
  raises("it has no sheet -1", read, grid, { sheet = -1 })
  raises('its sheet "a chart" holds no cells', read, grid, { sheet = 3 })
  raises("option 'sheet' should be a text or a whole number", read, grid,
    { sheet = 1.5 })
end)

test("rows to skip are counted from 0", function()
  raises("'skip' should be a number of rows from 0", read, grid, { skip = -1 })
  raises("'skip' should be a number of rows from 0 to 2", read, grid,
    { range = "B3:C5", skip = 3 })
  raises("'skip' should be", read, grid, { skip = math.maxinteger })
end)


-- ---- days and times ----

test("days count from 1900, whose 29 February never was", function()
  -- 1: 1900-01-01, 59: 28 February, 61: 1 March, 2958465: 9999-12-31
  local f, notes = read(column(styled(1, 1), styled(1, 59), styled(1, 60),
    styled(1, 61), styled(1, 2958465)))
  eq(f.types.x, "date")
  eq(f:column "x", { "1900-01-01", "1900-02-28", na, "1900-03-01",
    "9999-12-31" })
  eq(notes, { "1 cell shown as a date that is no day was read as missing; "
    .. "it is A4, 60" })
end)

test("days count from 1904 when the file says so", function()
  local given = column(styled(1, 0), styled(1, 1), styled(1, 40542))
  given.properties = '<workbookPr date1904="true"/>'
  -- 42004 - 1462 = 40542
  eq(read(given):column "x", { "1904-01-01", "1904-01-02", "2014-12-31" })
end)

test("numbers that are no day are missing, and said", function()
  local f, notes = read(column(styled(1, 0), styled(1, -1), styled(1, 2958466),
    styled(1, "1e300"), styled(1, 5)))
  eq(f:column "x", { na, na, na, na, "1900-01-05" })
  eq(notes, { "4 cells shown as dates that are no days were read as missing; "
    .. "the first is A2, 0" })
end)

test("days with a time are texts that sort by time", function()
  -- 0.573 * 24 h = 13.752 h = 13:45:07.2
  local f = read(column(styled(2, 42004), styled(2, 42004.573),
    styled(2, "42004.999999999")))
  eq(f.types.x, "text")
  eq(f:column "x", { "2014-12-31 00:00:00", "2014-12-31 13:45:07.200",
    "2015-01-01 00:00:00" })
end)

test("days stay days whatever the format shows beside them", function()
  eq(read(column(styled(2, 42004))).types.x, "date")
end)

test("times below a day and durations are hours, minutes, seconds", function()
  eq(read(column(styled(6, 0.5), styled(6, 0))):column "x",
    { "12:00:00", "00:00:00" })
  eq(read(column(styled(3, 1.5))):column "x", { "36:00:00" })
end)

test("percent formats and letters in quotes leave numbers alone", function()
  eq(read(column(styled(4, 0.125))):column "x", { 0.125 })
  eq(read(column(styled(5, 2))):column "x", { 2 })
end)

test("dates of the strict kind are read", function()
  local f = read(column('<c t="d"><v>2014-12-31</v></c>',
    '<c t="d"><v>2015-01-01T00:00:00.000Z</v></c>'))
  eq(f.types.x, "date")
  eq(f:column "x", { "2014-12-31", "2015-01-01" })
  eq(read(column('<c t="d"><v>2014-12-31T13:45:00</v></c>')):column "x",
    { "2014-12-31 13:45:00" })
  raises('its cell A2 should be a date, found "2014-02-30"', read,
    column('<c t="d"><v>2014-02-30</v></c>'))
end)


-- ---- what is missing or mixed ----

test("errors are missing, and said with the first of them", function()
  local f, notes = read(column('<c><v>1</v></c>', '<c t="e"><v>#DIV/0!</v></c>',
    '<c t="e"><v>#N/A</v></c>'))
  eq(f.types.x, "integer")
  eq(f:column "x", { 1, na, na })
  eq(notes, { "2 cells with an error were read as missing; the first is A3, "
    .. "#DIV/0!" })
end)

test("a formula that was never computed is missing, and said", function()
  local f, notes = read(column("<c><f>1+1</f></c>", "<c><f>1+2</f><v/></c>",
    '<c t="str"><f>""</f><v></v></c>', "<c><v>4</v></c>"))
  eq(f:column "x", { na, na, na, 4 })
  eq(#notes, 1)
  eq(notes[1]:match("^2 formulas without a stored value"),
    "2 formulas without a stored value")
end)

test("a text among numbers makes a text column, and is named", function()
  local cells = column("<c><v>1</v></c>", '<c t="str"><v>n/a</v></c>',
    "<c><v>0.1</v></c>", "<c><v>30</v></c>")
  local f, notes = read(cells)
  eq(f:column "x", { "1", "n/a", "0.1", "30" })
  eq(notes, { 'column "x" is text, because cell A3 holds "n/a" among numbers; '
    .. 'na = "n/a" would read it as missing' })
  f, notes = read(cells, { na = "n/a" })
  eq(f:column "x", { 1, na, 0.1, 30 })
  eq(notes, {})
end)

test("NA is missing among numbers, a text among texts", function()
  eq(read(column("<c><v>1</v></c>", '<c t="str"><v>NA</v></c>')):column "x",
    { 1, na })
  local f, notes = read(column('<c t="str"><v>NA</v></c>',
    '<c t="str"><v>NO</v></c>'))
  eq(f:column "x", { "NA", "NO" })
  eq(notes, { 'column "x" holds the text "NA"; na = "NA" would read it as '
    .. 'missing' })
end)

test("a number among dates makes a text column, and is named", function()
  local f, notes = read(column(styled(1, 42004), styled(1, 42005),
    "<c><v>42006</v></c>"))
  eq(f:column "x", { "2014-12-31", "2015-01-01", "42006" })
  eq(notes, { 'column "x" is text, because cell A4 holds "42006" among dates' })
end)

test("codes written as text stay text to the last digit", function()
  local f = read(column('<c t="str"><v>0012</v></c>',
    '<c t="str"><v>1200</v></c>'))
  eq(f:column "x", { "0012", "1200" })
  eq(read(column("<c><v>123456789012345678</v></c>")):column "x",
    { 123456789012345678 })
end)

test("whole numbers are integers however they are written", function()
  local f = read(column("<c><v>5.0</v></c>", "<c><v>1E3</v></c>",
    "<c><v>-7</v></c>"))
  eq(f.types.x, "integer")
  eq(f:column "x", { 5, 1000, -7 })
end)


-- ---- types that are told ----

test("told types are kept to", function()
  local opts = { types = { x = "number" } }
  eq(read(column('<c t="str"><v>12.5</v></c>', "<c><v>1</v></c>"), opts)
    :column "x", { 12.5, 1.0 })
  eq(read(column("<c><v>12</v></c>"), { types = { x = "text" } }):column "x",
    { "12" })
  eq(read(column("<c><v>42004</v></c>", '<c t="str"><v>2015-01-01</v></c>'),
    { types = { x = "date" } }):column "x", { "2014-12-31", "2015-01-01" })
  eq(read(column("<c><v>1</v></c>", "<c><v>0</v></c>"),
    { types = { x = "logical" } }):column "x", { true, false })
end)

test("a cell that does not fit its told type is named", function()
  local text = column('<c t="str"><v>abc</v></c>')
  raises('column "x": cell A2 should be a number, found "abc"', read, text,
    { types = { x = "number" } })
  raises('cell A2 should be a whole number, found "1.5"', read,
    column("<c><v>1.5</v></c>"), { types = { x = "integer" } })
  raises('cell A2 should be a date, found "abc"', read, text,
    { types = { x = "date" } })
  raises('cell A2 should be true or false, found "2"', read,
    column("<c><v>2</v></c>"), { types = { x = "logical" } })
  raises("'types' names \"y\", but no column is called so", read, text,
    { types = { y = "date" } })
  raises("cannot be of type \"colour\"", read, text, { types = { x = "colour" } })
end)


-- ---- names ----

test("names may be numbers or dates", function()
  local f = read { data = '<row><c><v>2014</v></c><c s="1"><v>42004</v></c>'
    .. '<c t="b"><v>0</v></c></row>' }
  eq(f.names, { "2014", "2014-12-31", "FALSE" })
  eq(f.n_rows, 0)
end)

test("a name that stands twice is said with both places", function()
  raises('the name "x" stands twice, in A1 and in C1', read, { data = [[<row>
    <c t="str"><v>x</v></c><c t="str"><v>y</v></c><c t="str"><v>x</v></c></row>]] })
end)

test("a name that is an error is said", function()
  raises("cell B1 should name a column, found #REF!", read,
    { data = '<row><c t="str"><v>x</v></c><c t="e"><v>#REF!</v></c></row>' })
end)

test("an empty sheet or range is said", function()
  raises('sheet "data": nothing stands there', read, { data = "" })
  raises('nothing stands there', read, grid, { range = "H1:K9" })
end)


-- ---- files that are no such thing ----

test("what is no spreadsheet is said to be so", function()
  raises("there is no such file", xlsx.read, "no/such/file.xlsx")
  raises("is a folder", xlsx.read, "tests")
  raises("is a device or a pipe", xlsx.read, "/dev/null")
  raises("is no zip archive", read_bytes, "")
  raises("is no zip archive", read_bytes, "PK")
  raises("is no zip archive", read_bytes, "a,b\n1,2\n")
  raises("is a zip archive but no spreadsheet", read_bytes,
    book.zip { { name = "a.txt", bytes = "hello" } })
  raises("is an OpenDocument file", read_bytes, book.zip { { name = "mimetype",
    bytes = "application/vnd.oasis.opendocument.spreadsheet" } })
end)

test("an old or a locked workbook says how to mend it", function()
  local ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" .. ("\0"):rep(70000)
  raises("is a workbook of the old kind (.xls); save it as .xlsx", read_bytes,
    ole)
  raises("is locked with a password", read_bytes, ole
    .. ("EncryptedPackage"):gsub(".", "%0\0"))
end)

test("a truncated file is refused wherever it ends", function()
  local bytes = with("xl/styles.xml", "<x/>")
  for n = 0, #bytes - 1, 7 do
    raises("reading \"", read_bytes, bytes:sub(1, n))
  end
end)

test("missing parts are named", function()
  raises('its part "xl/workbook.xml" is missing', read_bytes,
    with "xl/workbook.xml")
  raises('its part "xl/_rels/workbook.xml.rels" is missing', read_bytes,
    with "xl/_rels/workbook.xml.rels")
  raises("it has no sheet with cells", read_bytes, with "xl/worksheets/s1.xml")
  raises("is a zip archive but no spreadsheet", read_bytes, with "_rels/.rels")
end)

test("a document of another kind is named", function()
  raises('holds a "document"', read_bytes, with("xl/workbook.xml",
    "<document/>"))
end)

test("shared texts and styles may be left out when none is used", function()
  eq(read_bytes(with "xl/sharedStrings.xml").names, { "1" })
  eq(read_bytes(with "xl/styles.xml").names, { "1" })
  raises('its cell A1 has a style the workbook does not have, "3"', read_bytes,
    with("xl/styles.xml", nil, '<row><c s="3"><v>1</v></c></row>'))
end)


-- ---- hostile archives ----

local function entry(fields)
  local list = book.parts { data = "<row><c><v>1</v></c></row>" }
  for key, value in pairs(fields) do list[1][key] = value end
  return book.zip(list)
end

test("archives that lie about their entries are refused", function()
  raises("is damaged", read_bytes, entry { crc = 1 })
  raises("reading \"", read_bytes, entry { size = 5 })
  raises("reading \"", read_bytes, entry { size = 500 })
  raises("reading \"", read_bytes, entry { packed = 5, size = 5 })
  raises("reading \"", read_bytes, entry { offset = 1 })
  raises("reading \"", read_bytes, entry { method = 99 })
  raises("is encrypted", read_bytes, entry { flags = 1 })
  raises("is damaged", read_bytes, entry { method = 8 })
end)

test("archives that would burst are refused before they are read", function()
  raises("unpacks to more than 200 times its size", read_bytes,
    entry { method = 8, size = 1 << 30 })
  raises("unpacks to more than 512 MiB", read_bytes, (function()
    local list = book.parts { data = "" }
    for i = 1, 6 do
      list[#list + 1] = { name = "a" .. i, bytes = ("x"):rep(1 << 19),
        method = 8, size = 100 << 20 }
    end
    return book.zip(list)
  end)())
end)

test("archives of too many entries are refused", function()
  local list = {}
  for i = 1, 10001 do list[i] = { name = "e" .. i, bytes = "" } end
  raises("holds 10001 entries, more than 10000", read_bytes, book.zip(list))
  list[#list] = nil
  raises("but no spreadsheet", read_bytes, book.zip(list))
end)

test("names that point outside, twice or through links are refused", function()
  for _, name in ipairs { "/etc/passwd", "../x", "a/../../x", "a/..", "C:x",
    "\\x", "a\\..\\x", ".." } do
    raises("points outside the archive", read_bytes, with(name, "x"))
  end
  eq(read_bytes(with("a..b/..c", "x")).names, { "1" })
  raises("two entries of one name", read_bytes, book.zip {
    { name = "a", bytes = "1" }, { name = "a", bytes = "2" } })
  raises("is a link", read_bytes, entry { unix = 0xA1FF })
end)


-- ---- hostile XML ----

local function sheet_of(xml) return with("xl/worksheets/s1.xml", xml) end

test("broken XML is named by part and line", function()
  raises('in "xl/worksheets/s1.xml": line 2 is not well-formed XML', read_bytes,
    sheet_of "<worksheet>\n<a></b></worksheet>")
  raises("not well-formed XML", read_bytes, sheet_of "")
  raises("not well-formed XML", read_bytes, sheet_of "<worksheet>")
  raises("not well-formed XML", read_bytes, sheet_of "<worksheet/><more/>")
  raises("not well-formed XML", read_bytes, sheet_of "<a>&undeclared;</a>")
  raises("not well-formed XML", read_bytes, sheet_of "<a>\xff</a>")
end)

test("document types are refused, wherever they hide", function()
  local laugh = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
  for _, xml in ipairs { laugh, book.head .. laugh, "<!-- x -->" .. laugh,
    "<!-->-->" .. laugh, "<?x ?>" .. laugh, "\xEF\xBB\xBF" .. laugh,
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "<!ELEMENT a ANY><a/>",
    "<!doctype a><a/>" } do
    raises("has a <!DOCTYPE or another declaration", read_bytes, sheet_of(xml))
  end
end)

test("encodings other than UTF-8 are refused", function()
  raises("is not UTF-8", read_bytes, sheet_of "\xFF\xFE<\0a\0/\0>\0")
  raises("is not UTF-8", read_bytes, sheet_of "\0<\0a\0/\0>")
  raises("not well-formed", read_bytes, sheet_of(
    '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'))
end)

test("nesting is followed 200 levels deep and no further", function()
  local function nested(n) return ("<a>"):rep(n) .. ("</a>"):rep(n) end
  raises("nothing stands there", read_bytes, sheet_of(nested(200)))
  raises("nests deeper than 200 levels", read_bytes, sheet_of(nested(201)))
  raises("nests deeper than 200 levels", read_bytes, sheet_of(nested(1000000)))
end)

test("tags and texts end", function()
  raises("has a tag of more than 64 KiB", read_bytes,
    sheet_of('<a b="' .. ("x"):rep(70000) .. '"/>'))
  raises("has a tag of more than 64 KiB", read_bytes,
    sheet_of("<" .. ("x"):rep(70000)))
  local many = {}
  for i = 1, 257 do many[i] = ('a%d=""'):format(i) end
  raises("has an element of more than 256 attributes", read_bytes,
    sheet_of("<a " .. table.concat(many, " ") .. "/>"))
  raises("has a text or comment of more than 8 MiB", read_bytes,
    sheet_of("<a><!--" .. ("x"):rep(9 << 20) .. "--></a>"))
  raises("has a text or comment of more than 8 MiB", read_bytes, with(
    "xl/sharedStrings.xml", "<sst><si><t>" .. ("x"):rep(9 << 20)
    .. "</t></si></sst>"))
  raises("the text of a cell is longer than 8 MiB", read_bytes, with(
    "xl/sharedStrings.xml", "<sst><si>" .. ("<t>" .. ("x"):rep(1 << 20)
    .. "</t>"):rep(9) .. "</si></sst>"))
end)

test("a text of 8 MiB is read", function()
  local long = ("é&amp;"):rep(1 << 20)  -- 7 MiB of XML
  local f = read(column('<c t="str"><v>' .. long .. "</v></c>"))
  eq(#f:get(1, "x"), 3 << 20)
end)


-- ---- hostile cells ----

test("cells outside a sheet or out of order are refused", function()
  local function at(address)
    return { data = ('<row r="2"><c r="B2"/><c r="%s"><v>1</v></c></row>')
      :format(address) }
  end
  for _, address in ipairs { "XFE2", "ZZZZZZZZ2", "C0", "C-1", "C", "2", "",
    "C1048577", "C99999999999999999999", "C2x", "é2" } do
    raises("lies outside a sheet", read, at(address))
  end
  for _, address in ipairs { "A2", "B2", "C3", "C1" } do
    raises("does not belong after column 2 of row 2", read, at(address))
  end
end)

test("rows outside a sheet or out of order are refused", function()
  for _, row in ipairs { "0", "-1", "1048577", "", "x", "99999999999999999999",
    "1.5" } do
    raises("is no row from 1 to 1048576", read,
      { data = ('<row r="%s"/>'):format(row) })
  end
  raises("its row 3 stands below row 3", read,
    { data = '<row r="3"/><row r="3"/>' })
  raises("is no row from 1", read, { data = '<row r="1048576"/><row/>' })
  raises("does not belong", read, { data = "<x><c><v>1</v></c></x>" })
end)

test("values that are not what their cell says are refused", function()
  local function is_refused(part, cell)
    raises("its cell A2 " .. part, read, column(cell))
  end
  for _, i in ipairs { "0", "-1", "1e3", "99999999999999999999", "x" } do
    is_refused('wants the shared text number "' .. i .. '"',
      ('<c t="s"><v>%s</v></c>'):format(i))
  end
  for _, n in ipairs { "x", "1,5", "NaN", "INF", "-inf", "1e999", "0x10", "1 2",
    "-" } do
    is_refused('should be a number, found "' .. n .. '"',
      ("<c><v>%s</v></c>"):format(n))
  end
  is_refused('should be true or false, found "2"', '<c t="b"><v>2</v></c>')
  is_refused("is of an unknown kind", '<c t="z"><v>2</v></c>')
  for _, style in ipairs { "7", "-1", "x", "99999999999999999999" } do
    is_refused("has a style the workbook does not have",
      ('<c s="%s"><v>2</v></c>'):format(style))
  end
end)

test("a sheet that is nearly all holes is refused", function()
  local cells = { '<row r="1">' }
  for i = 1, 100 do cells[i + 1] = ('<c t="str"><v>n%d</v></c>'):format(i) end
  cells[#cells + 1] = '</row><row r="1048576"><c><v>1</v></c></row>'
  raises("would have 1048575 x 100 cells; give the part you want", read,
    { data = table.concat(cells) })
  eq(read({ data = table.concat(cells) }, { range = "A1:CV9" }).n_rows, 0)
end)

test("a column as long as a sheet is read", function()
  local f = read { data = '<row r="1"><c t="str"><v>x</v></c></row>'
    .. '<row r="1048576"><c><v>1</v></c></row>' }
  eq(f.n_rows, 1048575)
  eq(f:get(1048575, "x"), 1)
  eq(f:get(1, "x"), na)
end)

test("frame.read knows a spreadsheet by its ending", function()
  local f = frame.read("tests/data/fixtures/openpyxl.xlsx", { sheet = 2 })
  eq(f.source, "openpyxl.xlsx")
  eq(f.n_rows, 3)
  raises("unknown option 'delim'", frame.read,
    "tests/data/fixtures/openpyxl.xlsx", { delim = ";" })
  raises("unknown option 'sheet'", frame.read, "some.csv", { sheet = 2 })
  raises('reading "no/such.xlsm": there is no such file', frame.read, "no/such.xlsm")
  raises("the path should be a text", frame.read, { "a.xlsx" })
end)

test("options that do not exist are named", function()
  raises("unknown option 'shet' (did you mean 'sheet'?)", read, grid,
    { shet = "two" })
end)

test("a file is read whole or refused when memory runs out", function()
  local base = require "vane.core.base"
  local path = book.write(book.zip(book.parts {
    shared = "<si><t>name</t></si><si><t>a</t></si>",
    data = [[<row><c t="s"><v>0</v></c><c t="str"><v>day</v></c></row>
      <row><c t="s"><v>1</v></c><c s="1"><v>42004</v></c></row>
      <row><c t="e"><v>#N/A</v></c><c><f>A1</f></c></row>]],
  }))
  for n = 1, 10000 do
    base.refuse_after(n)
    local ok, found = pcall(xlsx.read, path)
    base.refuse_after(0)
    if ok then break end
    eq(found:find("not enough memory", 1, true) ~= nil, true)
  end
  eq(xlsx.read(path):get(1, "day"), "2014-12-31")
  os.remove(path)
end)


-- ---- files of other programs ----

test("a file of openpyxl is read", function()
  local f, notes = xlsx.read("tests/data/fixtures/openpyxl.xlsx", { skip = 1 })
  eq(f.names, { "region", "clusters", "share", "founded", "checked", "open" })
  eq(f:column "region", { "Île-de-France", "Łódzkie", "Åland", "Kriti" })
  eq(f:column "clusters", { 12, 7, na, 3 })
  eq(f:column "share", { 0.125, 0.5, na, na })
  eq(f:column "founded", { "1999-12-31", "2004-02-29", na, "2014-12-31" })
  eq(f:column "checked", { "2014-05-01 08:30:00", "2014-05-02 00:00:00", na,
    "2014-05-03 23:59:59" })
  eq(f:column "open", { true, false, na, true })
  eq(notes, { "1 formula without a stored value was read as missing; it is C6" })
  f = xlsx.read("tests/data/fixtures/openpyxl.xlsx", { sheet = "Codes" })
  eq(f:column "code", { "0012", "A1", "13" })
end)

test("a file of XlsxWriter is read", function()
  local f, notes = xlsx.read "tests/data/fixtures/xlsxwriter.xlsx"
  eq(f:column "day", { "2020-02-27", "2020-02-28", "2020-02-29", "2020-03-01",
    "2020-03-02" })
  eq(f:column "time", { "00:15:00", "06:15:00", "12:15:00", "18:15:00",
    "00:15:00" })
  eq(f:column "note", { "plain bold & <more>", "two\nlines", "ab", na, na })
  near(f:get(5, "amount"), 1.4641, 1e-12)
  eq(notes, { "1 cell with an error was read as missing; it is D5, #DIV/0!" })
end)
