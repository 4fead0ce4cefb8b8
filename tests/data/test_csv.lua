package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local random = require "random"


-- The frame read from a text, and what was said meanwhile.
local function read(text, opts, ending)
  local f
  local said = files.said(files.with, text, function(path)
    f = frame.read(path, opts)
  end, ending)
  return f, said
end


local function refused(part, text, opts, ending)
  files.with(text, function(path) raises(part, frame.read, path, opts) end, ending)
end


-- The cells of the only column, missing ones as "na".
local function cells(text, opts)
  local f = read("x\n" .. text, opts)
  local list = f:column "x"
  for i, value in ipairs(list) do
    if is_na(value) then list[i] = "na" end
  end
  return list, f.types.x
end


-- ---- layout ----

test("a table's columns take the type that all their cells have", function()
  local f, said = read [[
id,name,share,day,open
1,Anna,0.5,2014-12-31,TRUE
2,"B, C",,2015-01-01,false
]]
  eq(f.n_rows, 2)
  eq(f.names, { "id", "name", "share", "day", "open" })
  eq(f.types, { id = "integer", name = "text", share = "number", day = "date",
    open = "logical" })
  eq(f:column "name", { "Anna", "B, C" })
  eq(f:column "open", { true, false })
  eq(f:get(1, "day"), "2014-12-31")
  eq(is_na(f:get(2, "share")), true)
  eq(said, "")
end)

test("the source of a frame is its file's name", function()
  files.with("a\n1\n", function(path)
    eq(frame.read(path).source, path:match "[^/]+$")
  end)
end)

test("any line end will do, also none at the end and a mark at the start", function()
  for _, text in ipairs {
    "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4",
    "\xef\xbb\xbfa,b\n1,2\n3,4", "\n\na,b\n\n1,2\n\n\n3,4\n\n", "a,b\n1,2\r\n3,4\r",
    "a,b\r\n\r\n1,2\r\n3,4",
  } do
    local f = read(text)
    eq(f.names, { "a", "b" })
    eq(f:column "a", { 1, 3 })
    eq(f:column "b", { 2, 4 })
  end
end)

test("the delimiter is found, told by sep=, or told", function()
  for _, text in ipairs {
    "a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "sep=;\na;b\n1;2\n",
    "sep=|\r\na|b\r\n1|2\r\n",
  } do
    eq(read(text):column "b", { 2 })
  end
  eq(read("a|b\n1|2\n", { delim = "|" }):column "b", { 2 })
  eq(read("a b\n1 2\n", { delim = " " }):column "b", { 2 })
  -- more commas than semicolons, but not in every line equally many
  eq(read("what, who;share\na, b, c;1,5\nd;2,5\n").names, { "what, who", "share" })
  eq(read('a,b\n"x;y;z",1\n"u;v;w",2\n').names, { "a", "b" })
  raises("option 'delim' should be one sign", frame.read, "x.csv", { delim = "::" })
end)

test("quoted cells hold delimiters, quotes and line ends", function()
  local f = read 'a,b\n"1,5 ""m""\nlong",2\n"x\r\ny",3\n'
  eq(f:column "a", { '1,5 "m"\nlong', "x\r\ny" })
  eq(f:column "b", { 2, 3 })
end)

test("blanks around an unquoted cell are dropped, within quotes they stay", function()
  eq(cells '  a \n"  b "\n\tc\t\n "d" \n', { "a", "  b ", "c", "d" })
end)

test("an empty cell is missing, a quoted one is the empty text", function()
  local f = read 'a,b\n,""\n"",x\n'
  eq(is_na(f:get(1, "a")), true)
  eq(f:get(2, "a"), "")
  eq(f:get(1, "b"), "")
end)

test("where everything is quoted, numbers are numbers still", function()
  local f = read '"a","b"\n"1",""\n"2","0.5"\n'
  eq(f.types, { a = "integer", b = "number" })
  eq(is_na(f:get(1, "b")), true)
end)

test("in a table of one column a blank line is a missing cell", function()
  eq(cells "1\n\n3\n", { 1, "na", 3 })
end)

test("empty cells behind the last column are overlooked", function()
  eq(read("a,b,,\n1,2,,\n3,4,,\n").names, { "a", "b" })
  eq(read("a,b\n1,2,\n3,4,,\n"):column "b", { 2, 4 })
end)

test("a column without a name is numbered, and that is said", function()
  local f, said = read(",a\n1,x\n2,y\n")
  eq(f.names, { "column_1", "a" })
  eq(said:match "column 1 has.*", 'column 1 has no name; it is called "column_1"\n')
end)

test("a table without a header is read when told so", function()
  local f = read("1,a\n2,b\n", { header = false })
  eq(f.names, { "column_1", "column_2" })
  eq(f:column "column_1", { 1, 2 })
end)

test("a header alone makes a frame without rows", function()
  local f = read "a,b\n"
  eq(f.n_rows, 0)
  eq(f.types, { a = "text", b = "text" })
end)

test("a packed file is read by its ending", function()
  local f = frame { { "x", { 1, 2 } } }
  files.with("", function(path)
    f:write(path)
    eq(frame.read(path):column "x", { 1, 2 })
    local packed = io.open(path, "rb"):read "a"
    refused("the packed bytes are damaged", packed:sub(1, 20), nil, ".csv.gz")
    refused("give it a name that ends in .gz", packed)
  end, ".csv.gz")
end)

test("a pipe is read like a file", function()
  local name = os.tmpname()
  os.remove(name)
  os.execute(("mkfifo %s; printf 'x\\n1\\n0012\\n' > %s &"):format(name, name))
  local f = frame.read(name)
  os.remove(name)
  eq(f:column "x", { "1", "0012" })
end)


-- ---- numbers ----

test("integers keep every digit", function()
  eq({ cells "9007199254740993\n-9223372036854775807\n" },
    { { 9007199254740993, -9223372036854775807 }, "integer" })
  -- 2^63 does not fit
  eq({ cells "1\n9223372036854775808\n" },
    { { "1", "9223372036854775808" }, "text" })
  -- 2^53 + 1 is no double, so it cannot stand beside a fraction
  eq({ cells "9007199254740993\n0.5\n" }, { { "9007199254740993", "0.5" }, "text" })
  eq({ cells "9007199254740992\n0.5\n" }, { { 9007199254740992.0, 0.5 }, "number" })
end)

test("codes keep their zeros", function()
  eq({ cells "0012\n7\n" }, { { "0012", "7" }, "text" })
  eq({ cells "7\n00\n" }, { { "7", "00" }, "text" })
  eq({ cells "00.5\n1\n" }, { { "00.5", "1" }, "text" })
  eq({ cells "12E4\n13E5\n" }, { { "12E4", "13E5" }, "text" })
  eq({ cells "0\n-1\n" }, { { 0, -1 }, "integer" })
end)

test("codes keep their zeros, also when the first comes last", function()
  local rows = { "code" }
  for i = 1, 60000 do rows[#rows + 1] = tostring(100000 + i) end
  rows[#rows + 1] = "0012"
  local f, said = read(table.concat(rows, "\n"))
  eq(said:match 'column "code".*',
    'column "code" is text, because line 60002 holds "0012"; the file was read again\n')
  eq(f.types.code, "text")
  eq(f:get(1, "code"), "100001")
  eq(f:get(60001, "code"), "0012")
end)

test("a fraction that comes late makes numbers of integers", function()
  local rows = { "x" }
  for i = 1, 60000 do rows[#rows + 1] = tostring(100000 + i) end
  rows[#rows + 1] = "0.25"
  local f, said = read(table.concat(rows, "\n"))
  eq(f.types.x, "number")
  eq(f:get(60000, "x"), 160000.0)
  eq(f:get(60001, "x"), 0.25)
  eq(said, "")
end)

test("decimal marks are understood by the column's own cells", function()
  eq(cells '12.5\n-.5\n1e3\n+2.5E-1\n', { 12.5, -0.5, 1000.0, 0.25 })
  eq(cells '"12,5"\n"1.234"\n', { 12.5, 1234.0 })
  eq(cells '"1.234,5"\n2\n', { 1234.5, 2.0 })
  eq(cells '"1,234.5"\n"1,234"\n', { 1234.5, 1234.0 })
  eq({ cells '"1,234,567"\n"1,234"\n' }, { { 1234567, 1234 }, "integer" })
  eq({ cells '1.234.567\n1.234\n' }, { { 1234567, 1234 }, "integer" })
  eq({ cells '1.234\n2\n' }, { { 1.234, 2.0 }, "number" })
end)

test("blanks and apostrophes group digits", function()
  -- blank, no-break, thin and narrow no-break blank, apostrophes
  for _, mark in ipairs { " ", "\u{a0}", "\u{2009}", "\u{202f}", "'", "\u{2019}" } do
    eq(cells(('"1%s234,5"\n'):format(mark)), { 1234.5 })
    eq({ cells(('1%s234%s567\n'):format(mark, mark)) }, { { 1234567 }, "integer" })
    eq(cells(('12%s34\n'):format(mark)), { ("12%s34"):format(mark) })
  end
end)

test("a percentage is its hundredth", function()
  eq(cells '"12,5 %"\n"7%"\n', { 0.125, 0.07 })
  eq(cells '12.5\u{a0}%\n-100 %\n', { 0.125, -1.0 })
  local note = 'column "x" is in per cent, as in "7 %"; it is read as shares, '
    .. "of which 1 is 100 %\n"
  local _, said = read "x\n7 %\n"
  eq(said:match 'column "x".*', note)
  _, said = read("x\n7 %\n", { types = { x = "number" } })
  eq(said:match 'column "x".*', note)
  -- beside plain numbers it is not clear what is meant
  eq({ cells '12 %\n12\n' }, { { "12 %", "12" }, "text" })
end)

test("a minus may be a true minus", function()
  eq(cells "\u{2212}5\n3\n", { -5, 3 })
end)

test("an ambiguous 1,234 is refused until the decimal mark is told", function()
  local text = 'x\n5\n"1,234"\n'
  refused('line 3, column "x": "1,234" may be a thousand or a fraction; say which '
    .. 'with decimal = "." or decimal = ","', text)
  eq({ cells('"1,234"\n', { decimal = "." }) }, { { 1234 }, "integer" })
  eq({ cells('"1,234"\n', { decimal = "," }) }, { { 1.234 }, "number" })
  refused("may be a thousand", "a;b\n1,234;2\n")
  -- among texts nothing is ambiguous
  eq(cells '"1,234"\nabc\n', { "1,234", "abc" })
  eq(cells('"1,234"\n', { types = { x = "text" } }), { "1,234" })
end)

test("1.234 is refused where another column has decimal commas", function()
  refused('line 2, column "a": "1.234" may be a thousand', "a;b\n1.234;2,5\n")
  eq(read("a;b\n1.234;2,5\n", { decimal = "," }):column "a", { 1234 })
  eq(read("a;b\n1.234;2\n"):column "a", { 1.234 })
end)

test("the decimal mark may be told", function()
  eq(cells('"1,5"\n2.500\n', { decimal = "," }), { 1.5, 2500.0 })
  eq({ cells('"1,5"\n2.5\n', { decimal = "," }) }, { { "1,5", "2.5" }, "text" })
  eq({ cells('"12,5"\n2.5\n') }, { { "12,5", "2.5" }, "text" })
end)

test("NaN and Inf are no numbers", function()
  for _, word in ipairs { "NaN", "nan", "Inf", "-inf", "Infinity" } do
    refused(('line 3, column "x": "%s" is no number; na = "%s" reads it as missing')
      :format(word, word), "x\n1\n" .. word .. "\n")
    eq(cells("1\n" .. word .. "\n", { na = word }), { 1, "na" })
  end
  eq({ cells "1\n1e999\n" }, { { "1", "1e999" }, "text" })
end)

test("what reads a column as text is told as a script would write it", function()
  local function told(key, title)
    refused(('types = { %s = "text" } as text'):format(key), title .. "\n1\nNaN\n")
  end
  told("Share_2", "Share_2")
  told('["B|a"]', "B|a")
  told('["2007"]', "2007")
  told('["end"]', "end")
  told('["Umsatz in €"]', "Umsatz in €")
  told([=[["5\" a\\b"]]=], '"5"" a\\b"')
end)

test("doubles are the nearest ones to their text", function()
  -- known hard cases: halfway, largest, smallest normal, smallest
  local hard = { "9007199254740993.0", "1.7976931348623157e308",
    "2.2250738585072014e-308", "5e-324", "0.1", "123456789012345.678",
    "8.5e-23", "1.00000000000000011102230246251565" }
  for _, text in ipairs(hard) do
    local list = cells(text .. "\n0.5\n", { types = { x = "number" } })
    eq(list[1], tonumber(text))
  end
end)


-- ---- dates, logicals, texts ----

test("dates are read as they are written here and there", function()
  eq({ cells "2014-12-31\n31.12.2014\n1.2.2015\n2014/12/31\n" },
    { { "2014-12-31", "2014-12-31", "2015-02-01", "2014-12-31" }, "date" })
  eq(cells "31/12/2014\n01/02/2015\n", { "2014-12-31", "2015-02-01" })
  eq(cells "12/31/2014\n01/02/2015\n", { "2014-12-31", "2015-01-02" })
  eq({ cells "31.02.2014\n" }, { { "31.02.2014" }, "text" })
  eq({ cells "31/12/2014\n12/31/2014\n" }, { { "31/12/2014", "12/31/2014" }, "text" })
end)

test("01/02/2014 stays text until the order is told", function()
  local f, said = read "x\n01/02/2014\n"
  eq(f:column "x", { "01/02/2014" })
  eq(said:match 'column "x".*', 'column "x" is text: "01/02/2014" may begin with the '
    .. 'day or the month; dates = "dmy" or dates = "mdy" reads it\n')
  eq(cells("01/02/2014\n", { dates = "dmy" }), { "2014-02-01" })
  eq(cells("01/02/2014\n", { dates = "mdy" }), { "2014-01-02" })
  refused("may begin with the day", "x\n01/02/2014\n", { types = { x = "date" } })
end)

test("logical words of several languages are read", function()
  eq({ cells "TRUE\nfalse\nWAHR\nFALSCH\nVRAI\nFAUX\n" },
    { { true, false, true, false, true, false }, "logical" })
  eq({ cells "TRUE\nmaybe\n" }, { { "TRUE", "maybe" }, "text" })
  eq({ cells "TRUE\n1\n" }, { { "TRUE", "1" }, "text" })
end)

test("spreadsheets' words for missing are missing", function()
  eq({ cells "#NV\n1\n#N/A\n" }, { { "na", 1, "na" }, "integer" })
  eq({ cells "#NV\nabc\n" }, { { "na", "abc" }, "text" })
end)

test("NA is missing among numbers, and a text among texts", function()
  eq({ cells "NA\n1.5\nNA\n" }, { { "na", 1.5, "na" }, "number" })
  local f, said = read "x\nNA\nDE\n"
  eq(f:column "x", { "NA", "DE" })
  eq(said:match 'column "x".*',
    'column "x" holds the text "NA"; na = "NA" would read it as missing\n')
  eq(cells("NA\nDE\n", { na = "NA" }), { "na", "DE" })
end)

test("more words for missing may be told", function()
  eq({ cells("-\n1\nk.A.\n", { na = { "-", "k.A." } }) }, { { "na", 1, "na" }, "integer" })
  eq({ cells("-99\n1\n", { na = -99 }) }, { { "na", 1 }, "integer" })
  raises("option 'na' should be a text or a list of texts", frame.read, "x.csv",
    { na = { {} } })
end)

test("a number column with a word stays text, and the word is named", function()
  local f, said = read "a,x\nu,1\nv,2\nw,n/a\n"
  eq(f:column "x", { "1", "2", "n/a" })
  eq(said:match 'column "x".*', 'column "x" is text, because line 4 holds "n/a" among '
    .. 'numbers; na = "n/a" would read it as missing\n')
end)

test("a word that comes late among numbers is named, with the way out", function()
  local rows = { "x" }
  for i = 1, 20000 do rows[#rows + 1] = tostring(100000 + i) end
  rows[#rows + 1] = "k.A."
  local _, said = read(table.concat(rows, "\n"))
  eq(said:match 'column "x".*', 'column "x" is text, because line 20002 holds "k.A."; '
    .. 'the file was read again, na = "k.A." would read it as missing\n')
end)

test("cells that do not go together are named", function()
  for _, pair in ipairs { { "12.5", '12,5' }, { "7 %", "7" }, { "1", "2014-12-31" },
    { "TRUE", "1" }, { "31/12/2014", "12/31/2014" }, { "9007199254740993", "0.5" } } do
    local f, said = read(('x;y\n%s;1\n%s;2\n'):format(pair[1], pair[2]))
    eq(f:column "x", pair)
    local a, b = said:match 'because line %d holds "(.-)" and line %d "(.-)"'
    if a == pair[2] then a, b = b, a end
    eq({ a, b }, pair)
  end
end)

test("texts sort by their bytes, whatever they have in common", function()
  local draw, texts = random.numbers(5), {}
  for i = 1, 3000 do
    texts[i] = ("applicant"):rep(draw(4)) .. string.char(97 + draw(3), 97 + draw(3)):rep(draw(9))
      .. "x" .. draw(300)
  end
  local f = read("x\n" .. table.concat(texts, "\n"), { types = { x = "text" } })
  table.sort(texts)
  eq(f:sort("x"):column "x", texts)
end)

test("a cell that is nearly a number is named when it is rare", function()
  local _, said = read("x\n" .. ("7\n"):rep(10) .. "12 (est.)\n")
  eq(said:match 'column "x".*',
    'column "x" is text, because line 12 holds "12 (est.)" among numbers\n')
  _, said = read("x\n" .. ("7\n"):rep(4) .. "12-14\n")
  eq(said, "")
end)


-- ---- told types ----

test("told types are kept, whatever the cells look like", function()
  local f = read("a,b,c\n1,2,0012\n", { types = { a = "number", b = "text", c = "integer" } })
  eq(f.types, { a = "number", b = "text", c = "integer" })
  eq(f:get(1, "c"), 12)
  eq(f:get(1, "b"), "2")
end)

test("a cell that is not of the told type is named", function()
  refused('line 3, column "x": "abc" is no number; na = "abc" would read it as missing',
    "x\n1\nabc\n", { types = { x = "number" } })
  refused('"1.5" is no integer', "x\n1\n1.5\n", { types = { x = "integer" } })
  refused('"soon" is no date', "x\nsoon\n", { types = { x = "date" } })
  refused('"1" is no logical', "x\n1\n", { types = { x = "logical" } })
  refused('"NaN" is no number', "x\nNaN\n", { types = { x = "number" } })
end)

test("types that cannot be meant are refused", function()
  refused('\'types\' names "cod", but no column is called so (did you mean "code"?)',
    "code\n1\n", { types = { cod = "text" } })
  refused('column "x" cannot be of type "float"', "x\n1\n", { types = { x = "float" } })
  refused("wants types by column name", "x\n1\n", { types = { "text" } })
end)


-- ---- encodings ----

test("invalid UTF-8 names the cell and the way out", function()
  refused('line 3, column "name": the bytes are not UTF-8; encoding = "windows-1252"',
    "name\nabc\nM\xfcller\n")
  refused("the name of column 2: the bytes are not UTF-8", "a,M\xfcller\n1,2\n")
  local opts = { encoding = "windows-1252" }
  eq(read("name\nM\xfcller \x80\x84\n", opts):column "name", { "Müller €„" })
  eq(read("M\xfcller\n1\n", opts).names, { "Müller" })
  eq(read("name\nM\xfcller\n", { encoding = "latin1" }):column "name", { "Müller" })
  raises("did you mean 'windows-1252'", frame.read, "x.csv", { encoding = "windows-1250" })
end)

-- UTF-16 by another route than ours: string.pack and utf8.codes.
local function utf16(text, order)
  local units = {}
  for _, code in utf8.codes(text) do
    if code < 0x10000 then
      units[#units + 1] = (order .. "I2"):pack(code)
    else
      code = code - 0x10000
      units[#units + 1] = (order .. "I2I2"):pack(0xd800 + (code >> 10),
        0xdc00 + (code & 0x3ff))
    end
  end
  return table.concat(units)
end

test("UTF-16 is read, by its mark or when told", function()
  local text = "näme;wert\nŁódź 😀;1\n"
  for order, name in pairs { ["<"] = "utf-16le", [">"] = "utf-16be" } do
    eq(read(utf16("\u{feff}" .. text, order)):get(1, "näme"), "Łódź 😀")
    eq(read(utf16(text, order), { encoding = name }):get(1, "wert"), 1)
  end
  eq(read(utf16("\u{feff}" .. text, "<"), { encoding = "utf-8" }).n_rows, 1)
  -- long enough that letters fall between two blocks
  local long = ("x😀é"):rep(200001)
  eq(read(utf16("\u{feff}a\n" .. long, "<")):get(1, "a"), long)
  refused("its last letter is cut off", utf16("\u{feff}a\nb", "<") .. "c")
  refused("its last letter is cut off", utf16("\u{feff}a\nb", "<") .. "\x3d\xd8")
  refused("the bytes are not UTF-8", "\xff\xfea\0\n\0\0\xdcb\0")
  refused("the file is empty", "\xff\xfe")
end)

test("what is no table of text is said to be something else", function()
  refused('without a mark; encoding = "utf-16le" reads it', "a\0,\0b\0\n\0")
  refused('without a mark; encoding = "utf-16be" reads it', "\0a\0,\0b\0\n")
  refused("the file is a packed folder, as .xlsx", "PK\3\4" .. ("x"):rep(50))
  refused("line 2 holds a NUL byte", "a,b\n1,\0002\n")
  refused("the file is empty", "")
  refused("the file is empty", "\n\n \n")
  raises("there is no such file", frame.read, "/no/such/file.csv")
  raises("it is a folder, not a file", frame.read, "/tmp")
  raises("read: the path should be a text", frame.read, 7)
end)


-- ---- faults ----

test("rows that are not equally long are named with their line", function()
  refused('row 2 (line 3) has 1 cell, but there are 2 columns', "a,b\n1,2\n3\n")
  refused('has a cell "2" in column 2, but there is 1 column;', "a\n1,2\n")
  refused('row 1 (line 2) has a cell "3" in column 3', "a,b\n1,2,3\n")
  refused('row 2 (line 5)', 'a,b\n"x\ny",2\n\n3\n')
end)

test("a quote that is never closed is named with the line it opened", function()
  refused("line 3: the quote that opens here is never closed", 'a,b\n1,2\n3,"x\n\n')
  refused('line 2, column "b": the quote that opens here is not closed within 16 MiB',
    'a,b\n1,"' .. ("x"):rep(17 << 20) .. "\n")
end)

test("a quote within a cell is named", function()
  refused('line 3, column "b": a quote stands inside a cell', 'a,b\n1,2\n3,x"y\n')
  refused('line 2, column "a": a quote stands inside a cell', 'a,b\n"x"y,2\n')
end)

test("a name that stands twice is named with both places", function()
  refused('column "a" stands twice, as number 1 and 3', "a,b,a\n1,2,3\n")
end)

test("a line of very many cells is refused", function()
  refused("line 1 has more than 100000 cells", (","):rep(200000) .. "\n")
end)

test("unknown options name the nearest known one", function()
  raises("unknown option 'delimt' (did you mean 'delim'?)", frame.read, "x.csv",
    { delimt = ";" })
end)
