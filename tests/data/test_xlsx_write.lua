-- Frames as spreadsheets, read back by the reader of spreadsheets.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local random = require "random"
local host = loadfile("tests/host/vane.lua", "t", _ENV)()


-- The frame as it is read back, and what was said while it was written.
local function back(f, opts, reading)
  local folder <close> = host.folder()
  local path = folder.path .. "/x.xlsx"
  local said = files.said(function() f:write(path, opts) end)
  return frame.read(path, reading), said
end


local function same(a, b)
  eq(b.names, a.names)
  eq(b.types, a.types)
  for _, name in ipairs(a.names) do eq(b:column(name), a:column(name)) end
end


-- The XML of a part of the file.
local function part_of(f, part)
  if not os.execute "command -v unzip >/dev/null 2>&1" then skip "no unzip here" end
  local folder <close> = host.folder()
  f:write(folder.path .. "/x.xlsx")
  local pipe <close> = io.popen(("cd %s && unzip -p x.xlsx %s"):format(
    host.quote(folder.path), part))
  return pipe:read "a"
end


test("cells of every kind come back as they were", function()
  local f = frame({
    { "name", { "Anna", "B, C", 'say "no"', "two\nlines", " edge ", na } },
    { "x", { 1, 2.5, na, 1e-7, 0.1, -1e300 } },
    { "n", { 1, -2, na, 9007199254740992, 0, 7 } },
    { "day", { "2014-12-31", "1900-03-01", na, "2000-02-29", "9999-12-31", "1970-01-01" } },
    { "ok", { true, false, na, true, true, false } },
    { "code", { "0012", "12", "-3", "1e5", "TRUE", "2014-12-31" } },
  }, { types = { day = "date" } })
  same(f, (back(f)))
end)


test("texts that look like formulas stay texts", function()
  local f = frame { t = { "=1+1", "+1", "-1", "@sum", "\t=1", "=HYPERLINK(\"x\")" } }
  same(f, (back(f)))
  local sheet = part_of(f, "xl/worksheets/sheet1.xml")
  assert(not sheet:find("<f", 1, true))
  eq(select(2, sheet:gsub('<c r="A%d" s="3" t="inlineStr">', "")), 6)
  assert(part_of(f, "xl/styles.xml"):find('quotePrefix="1"', 1, true))
end)


test("letters that XML cannot hold come back", function()
  local f = frame { ["<a & \"b\">"] = { "\1\27\r", "_x0041_", "_x", "]]>", "日本𝔘",
    "\xEF\xBF\xBF!" } }
  same(f, (back(f)))
end)


test("frames of drawn cells come back", function()
  local next_below = random.numbers(7)
  local letters = { "a", "_", "x", "0", "=", "<", "&", "\n", "é", "\2", "日" }
  for _ = 1, 20 do
    local texts, numbers, whole = {}, {}, {}
    for i = 1, 1 + next_below(30) do
      local text = {}
      for k = 1, 1 + next_below(12) do text[k] = letters[1 + next_below(#letters)] end
      texts[i] = "t" .. table.concat(text)
      numbers[i] = (next_below(1000000) + 0.5) * 10.0 ^ (next_below(40) - 20)
      whole[i] = next_below(5) == 0 and na or next_below(1 << 30)
    end
    whole[1] = 1
    local f = frame { { "t", texts }, { "x", numbers }, { "n", whole } }
    same(f, (back(f)))
  end
end)


test("what no spreadsheet can hold as it is stands as text, and is said", function()
  local f = frame({ { "day", { "1900-02-28", "1899-12-31", "2014-12-31" } },
    { "n", { 9007199254740993, 1, 2 } } }, { types = { day = "date" } })
  local g, said = back(f, nil, { types = { n = "text", day = "text" } })
  assert(said:find("3 cells stand as text", 1, true), said)
  eq(g:get(1, "n"), "9007199254740993")
  eq(g:get(1, "day"), "1900-02-28")
  eq(g:get(2, "day"), "1899-12-31")
end)


test("a second sheet says where the rows came from", function()
  local f = frame({ x = { 1.5 }, name = { "a" } }, { source = "deals.csv" })
  local about = back(f, { sheet = "Deals & more", notes = { "invented", "twice" } },
    { sheet = "about" })
  local said = {}
  for row in about:each() do said[#said + 1] = row.what .. ": " .. row.says end
  eq(table.move(said, 1, 6, 1, {}), { "note: invented", "note: twice", "source: deals.csv",
    "rows: 1", "column name: text", "column x: number" })
  assert(said[7]:find "^written at: tests/data/test_xlsx_write.lua:%d+$", said[7])
  assert(said[8]:find "^written by: vane ", said[8])
  same(f, (back(f, { sheet = "Deals & more" }, { sheet = "Deals & more" })))
end)


test("names stay in sight, and columns are as wide as they need", function()
  local sheet = part_of(frame { { "name", { ("w"):rep(30) } }, { "x", { 1 } } },
    "xl/worksheets/sheet1.xml")
  assert(sheet:find('ySplit="1" topLeftCell="A2"', 1, true))
  assert(sheet:find('<autoFilter ref="A1:B2"/>', 1, true))
  eq({ sheet:match '<col min="1" max="1" width="(%d+)".-<col min="2" max="2" width="(%d+)"' },
    { "31", "8" })
end)


test("the same frame is the same file", function()
  local folder <close> = host.folder()
  local script = folder:write("a.lua", 'frame{ x = { 1, 2 } }:save(...)')
  for _, name in ipairs { "one.xlsx", "two.xlsx" } do
    host.run({ script, folder.path .. "/" .. name }, { before = "SOURCE_DATE_EPOCH=0" })
  end
  eq(folder:read "one.xlsx" == folder:read "two.xlsx", true)
end)


test("what a sheet has no room for is said, and nothing is written", function()
  local folder <close> = host.folder()
  local path = folder.path .. "/x.xlsx"
  local function refused(part, f, opts)
    raises(part, function() f:write(path, opts) end)
    eq(io.open(path), nil)
  end
  local many = {}
  for i = 1, 1048576 do many[i] = true end
  refused("the frame has 1048576 rows; a sheet holds 1048575 below the names", frame { x = many })
  local wide = {}
  for j = 1, 16385 do wide[j] = { "c" .. j, { 1 } } end
  refused("the frame has 16385 columns; a sheet holds 16384", frame(wide))
  refused('column "t" holds a text of 32768 letters', frame { t = { ("é"):rep(32768) } })
  refused('column "t" holds a text that is not UTF-8', frame { t = { "\xFF" } })
  refused("option 'sheet' should be a name", frame { x = { 1 } }, { sheet = "a/b" })
  refused("option 'sheet' should be a name", frame { x = { 1 } }, { sheet = "About" })
  refused("option 'notes' should be a text", frame { x = { 1 } }, { notes = { 1 } })
  refused("unknown option 'delim'", frame { x = { 1 } }, { delim = ";" })
end)


test("a place that cannot be written to is said", function()
  local folder <close> = host.folder()
  local f = frame { x = { 1 } }
  raises("there is no such folder", function() f:save "/nowhere/x.xlsx" end)
  os.execute("ln -s /dev/full " .. host.quote(folder.path .. "/full.xlsx"))
  raises("there is no room for it", function() f:save(folder.path .. "/full.xlsx") end)
  raises("should end in .csv, .tsv or .xlsx", function() f:save "x.doc" end)
  raises("should end in .csv, .tsv or .xlsx, the kinds of table", function() f:write "x.ods" end)
  raises("the path should be a text", function() f:save(1) end)
end)


test("a file written twice is the second one", function()
  local folder <close> = host.folder()
  local path = folder.path .. "/x.xlsx"
  frame { x = { 1 } }:save(path)
  frame { x = { 2 } }:save(path)
  eq(frame.read(path):get(1, "x"), 2)
end)
