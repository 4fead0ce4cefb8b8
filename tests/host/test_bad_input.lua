-- Whatever is given: one sentence, at the line of the analyst's own file,
-- that names the place and the mend; and what was there before is still there.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"

local host = dofile "tests/host/vane.lua"

local here = "tests/host/test_bad_input.lua:"


-- f must raise a sentence with those parts at a line of this file.
local function refused(parts, f, ...)
  local ok, problem = pcall(f, ...)
  if ok then error("nothing was raised, wanted: " .. tostring(parts), 2) end
  if problem:sub(1, #here) ~= here or problem:find("\n", 1, true) then
    error("no sentence at this file's line: " .. problem, 2)
  end
  for _, part in ipairs(type(parts) == "table" and parts or { parts }) do
    if not problem:find(part, 1, true) then
      error(("raised %q, wanted %q"):format(problem, part), 2)
    end
  end
end


-- The same of reading a file that holds the text.
local function unreadable(parts, text, opts)
  files.with(text, function(path) refused(parts, frame.read, path, opts) end)
end


-- ---- files ----

test("a file that is not there, a folder, a device", function()
  refused('"no/such.csv": there is no such file, nor a folder "no"', frame.read, "no/such.csv")
  refused('subtrend.csv": there is no such file (did you mean "subtrends.csv"?)', frame.read,
    "datasets/megatrends/subtrend.csv")
  refused('"tests": it is a folder', frame.read, "tests")
  refused('"no/such.csv": there is no such file', matrix.read,
    "no/such.csv", { rows = "id" })
  refused('"": there is no such file', frame.read, "")
  refused("the path should be a text", frame.read)
  refused("the path should be a text", frame.read, 42)
  refused("NUL byte", frame.read, "datasets\0/x.csv")
end)

test("a pipe is waited for until Ctrl-C, a device is refused", function()
  local path = os.tmpname()
  os.remove(path)
  assert(os.execute("mkfifo " .. path))
  os.execute("printf 'x\\n7\\n' > " .. path .. " &")
  eq(frame.read(path):column "x", { 7 })
  os.rename(path, path .. ".xlsx")
  refused("is a device or a pipe", frame.read, path .. ".xlsx")
  os.remove(path .. ".xlsx")
  refused("it is a device, not a file", frame.read, "/dev/zero")
end)

test("bytes that are no text", function()
  unreadable("the file is binary", "\x7fELF\2\1\1\0\0\0\0\0")
  unreadable("NUL", "a,b\n1,x\0y\n")
  unreadable("UTF-16", "a\0,\0b\0\n\0")
  unreadable('encoding = "windows-1252" reads', "name\nJos\xe9\n")
end)

test("files with nothing or only names in them", function()
  unreadable("is empty", "")
  unreadable("is empty", "\xef\xbb\xbf")
  unreadable("is empty", "\n\n\n")
  local f
  files.with("a,b\n", function(path) f = frame.read(path) end)
  eq(f.names, { "a", "b" })
  eq(f.n_rows, 0)
end)

test("rows that are not equally long name row and line", function()
  unreadable("row 2 (line 3)", "a,b\n1,2\n3\n")
  unreadable("row 1 (line 2)", "a,b\n1,2,3\n")
end)

test("a quote that is not closed names the line where it opened", function()
  unreadable("line 3: the quote", 'a,b\n1,2\n3,"x\n4,5\n')
  unreadable("line 2", 'a\n"' .. ("x"):rep(20 << 20))
end)

test("names that stand twice, and columns without a name", function()
  unreadable('"a"', "a,b,a\n1,2,3\n")
  refused('column "a" stands twice', frame, { { "a", { 1 } }, { "a", { 2 } } })
  refused('row "r" stands twice', matrix.of, { "r", "r" }, { "x" }, { { 1 }, { 2 } })
  files.with("id,x\na,1\na,2\n", function(path)
    refused({ '"a"', "twice" }, matrix.read, path, { rows = "id" })
  end)
end)

test("a text in a column of numbers names the cell and says na =", function()
  local f
  local said = files.said(function()
    files.with("x\n1\n2\n3\nk.A.\n5\n", function(path) f = frame.read(path) end)
  end)
  for _, part in ipairs { "line 5", '"k.A."', 'na = "k.A."' } do
    eq(said:find(part, 1, true) ~= nil, true)
  end
  eq(f:column "x", { "1", "2", "3", "k.A.", "5" })
  unreadable({ "line 5", '"k.A."', 'na = "k.A."' }, "x\n1\n2\n3\nk.A.\n5\n",
    { types = { x = "number" } })
end)

test("numbers that are none", function()
  unreadable('"NaN" is no number', "x\n1\nNaN\n")
  unreadable('"Inf" is no number', "x\n1\nInf\n")
  refused("not finite", frame, { x = { 0 / 0 } })
  refused("not finite", frame, { x = { 1 / 0 } })
  refused("not a finite number", matrix.of, { "a" }, { "x" }, { { -1 / 0 } })
  refused("finite", function() return matrix.of({ "a" }, { "x" }, { { 1 } }) * (0 / 0) end)
end)

test("numbers that grow too large are said", function()
  local m = matrix.of({ "a" }, { "a" }, { { 1e200 } })
  refused("too large", function() return m * 1e200 end)
  refused("becomes too large", m.power, m, 1000)
  refused("becomes too large", m.multiply, m, m)
end)


-- ---- nouns that do not fit together ----

test("matrices whose names differ list the names", function()
  local a = matrix.of({ "r", "s" }, { "x" }, { { 1 }, { 2 } })
  local b = matrix.of({ "r", "t" }, { "x" }, { { 1 }, { 2 } })
  refused({ '"s"', '"t"' }, function() return a + b end)
end)

test("words that are not there name the nearest", function()
  local f = frame { share = { 1 } }
  refused('(did you mean "share"?)', f.get, f, 1, "shaer")
  refused("did you mean", function() return f:haed() end)
  refused("did you mean 'frame'", function() return _ENV.frmae end)
  refused("(did you mean 'delim'?)", frame.read, "x.csv", { delm = ";" })
end)

test("rows and sizes out of bounds", function()
  local f = frame { x = { 1, 2 } }
  for _, row in ipairs { 0, -1, 3, math.maxinteger, math.mininteger } do
    refused("no row", f.get, f, row, "x")
    refused("no row", f.row, f, row)
  end
  refused("whole number", f.get, f, 1.5, "x")
  refused("whole number", f.get, f, 2.0 ^ 63, "x")
  refused("whole number", f.head, f, 0 / 0)
  refused("from 0 up, found -1", f.head, f, -1)
  eq(f:head(math.maxinteger).n_rows, 2)
end)

test("a frame that was closed is no frame any more", function()
  local f = frame { x = { 1 } }
  do local _ <close> = f end
  refused("get: the frame has been closed", f.get, f, 1, "x")
  refused("the frame has been closed", function() return f.n_rows end)
  refused("the frame has been closed", tostring, f)
  refused("the frame has been closed", frame.sql, "select * from t", { t = f })
end)


-- ---- scripts that go wrong inside ----

test("an error in a callback is the analyst's own, and nothing is lost", function()
  local f = frame { x = { 1, 2 } }
  refused("my own mistake", f.with, f, { y = function() error "my own mistake" end })
  refused("attempt to index a number value", f.where, f,
    function(row) return row.x.y.z end)
  eq(f.names, { "x" })
  eq(f:column "x", { 1, 2 })
  local thrown = {}
  local ok, problem = pcall(f.with, f, { y = function() error(thrown) end })
  eq(ok, false)
  eq(problem == thrown, true)
end)

test("recursion without an end is an error like another", function()
  local f = frame { x = { 1 } }
  local function again() return 1 + again() end
  local ok, problem = pcall(f.with, f, { y = again })
  eq(ok, false)
  eq(problem:find("stack overflow", 1, true) ~= nil, true)
  local function deeper(row) return f:with { y = deeper }:get(1, "y") + row.x end
  raises("overflow", f.with, f, { y = deeper })
  eq(f:get(1, "x"), 1)
end)

test("nesting a million deep is refused, not followed", function()
  local n = 1000000
  local inside = {}
  for _ = 1, n do inside = { inside } end
  refused("a cell is a number, a text", frame, { x = inside })
  refused("entry 1 should be a pair", frame, inside)
  refused("wants its options by name", matrix, inside)
  refused("option 'na' should be a text", frame.read, "x.csv", { na = inside })
  eq(type(tostring(inside)), "string")
  eq((load(("("):rep(n) .. "1" .. (")"):rep(n))), nil)
  eq((load("return " .. ("{"):rep(n) .. ("}"):rep(n))), nil)
  refused("parser stack overflow", frame.sql, "select " .. ("("):rep(n) .. "1" .. (")"):rep(n))
end)

test("a table that holds itself is not followed", function()
  local t = {}
  t.x, t[1] = t, t
  refused("entry 1 should be a pair", frame, t)
  refused("a cell is a number, a text", frame, { x = t })
  refused("wants its options by name", matrix, t)
  refused("wants its options by name", frame.read, "x.csv", t)
  refused("a cell is a number, a text", frame.sql, "select ?", nil, { t })
end)


test("sentences about what files hold obey no terminal's commands", function()
  unreadable('column "a?[31mb" stands twice', "a\27[31mb,a\27[31mb\n1,2\n")
  refused('no column "x?]0;t?"', frame { x = { 1 } }.get, frame { x = { 1 } }, 1,
    "x\27]0;t\7")
  refused('no column "?"', frame { x = { 1 } }.get, frame { x = { 1 } }, 1, "\xff")
  refused("no column", frame { x = { 1 } }.get, frame { x = { 1 } }, 1,
    ("é"):rep(5000))
end)


-- ---- judgements ----

test("marks outside their scale are named by cell", function()
  local marks = matrix.of({ "t" }, { "x", "y" }, { { 0, 3 } })
  refused({ '"t" x "y"', "3" }, megatrend, { downstream = marks,
    upstream = marks, scale = { 0, 2 } })
  refused({ '"t" x "y"', "3" }, crossover, { marks = marks })
end)

test("an experts' panel says whom it misses", function()
  local one = matrix.of({ "t" }, { "x" }, { { 1 } })
  local two = matrix.of({ "u" }, { "x" }, { { 1 } })
  refused('"u"', megatrend, { downstream = one, upstream = two })
  refused("give at least two experts", megatrend, { downstream = { a = one },
    upstream = { a = one } })
end)


-- ---- writing ----

test("a path that cannot be written is said", function()
  local f = frame { x = { 1 } }
  refused('"no/such/out.csv": there is no such folder', f.write, f, "no/such/out.csv")
  refused({ "/proc/out.csv" }, f.write, f, "/proc/out.csv")
  refused("README.md/out.csv", f.write, f, "README.md/out.csv")
  refused("folder", f.write, f, "tests")
  refused('writing ""', f.write, f, "")
  refused("the path should be a text", f.write, f)
  refused("the path should be a text", f.write, f, { "x.csv" })
  refused("NUL", f.write, f, "x.csv\0.txt")
end)

-- What a limit on the size of files does is what a full disk does: a write
-- fails half way.
test("a full disk leaves the old file and nothing else", function()
  local folder <close> = host.folder()
  local path = folder:write("out.csv", "old\n")
  local script = folder:write("fill.lua", ([[
    local cells = {}
    for i = 1, 30000 do cells[i] = i end
    frame { x = cells }:write(%q)
  ]]):format(path))
  local program = io.popen("readlink /proc/$PPID/exe"):read()
  local pipe = io.popen(("trap '' XFSZ; ulimit -f 8; %s %s 2>&1; echo status $?")
    :format(program, script))
  local said = pipe:read "a"
  pipe:close()
  for _, part in ipairs { "fill.lua:3: ", "out.csv", "status 1" } do
    eq(said:find(part, 1, true) and part or said, part)
  end
  eq(files.bytes(path), "old\n")
  local left = io.popen("ls -A " .. folder.path):read "a"
  eq(left, "fill.lua\nout.csv\n")
end)
