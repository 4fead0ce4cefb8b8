package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local random = require "random"

local host = dofile "tests/host/vane.lua"


-- The bytes that the frame is written as, and what was said meanwhile.
local function written(f, opts)
  local bytes
  local said = files.said(files.with, "", function(path)
    f:write(path, opts)
    bytes = files.bytes(path)
  end)
  return bytes, said
end


local function same_cells(a, b)
  eq(a.names, b.names)
  eq(a.n_rows, b.n_rows)
  for _, name in ipairs(a.names) do eq(a:column(name), b:column(name)) end
end


test("a frame is written with quotes only where they are needed", function()
  local f = frame({
    { "name", { "Anna", "B, C", 'say "no"', "two\nlines", "", " edge", na } },
    { "x", { 1, 2.5, na, 1e-7, 0.1, 1e300, -3 } },
    { "day", { "2014-12-31", na, na, na, na, na, na } },
    { "ok", { true, false, na, na, na, na, na } },
  }, { types = { day = "date" } })
  eq(written(f), 'name,x,day,ok\nAnna,1,2014-12-31,TRUE\n"B, C",2.5,,FALSE\n'
    .. '"say ""no""",,,\n"two\nlines",1e-07,,\n"",0.1,,\n" edge",1e+300,,\n,-3,,\n')
end)

test("delimiter and decimal mark may be chosen", function()
  local f = frame { { "a;b", { 1.5 } }, { "c,d", { "x,y" } } }
  eq(written(f, { delim = ";", decimal = "," }), '"a;b";c,d\n1,5;x,y\n')
  eq(written(f, { decimal = "," }), 'a;b,"c,d"\n"1,5","x,y"\n')
  eq(written(f, { delim = "\t" }), "a;b\tc,d\n1.5\tx,y\n")
end)

test("numbers read back the same, and none could be shorter", function()
  local values = { 0.1, 1 / 3, 2 / 3, 1e15, 1e16, 123456789012345678.0, 1e21, 5e-324,
    1.7976931348623157e308, 0.30000000000000004, 2^-44, 100, 1e-5, 123.456, -0.5 }
  local draw = random.numbers(7)
  for _ = 1, 2000 do
    values[#values + 1] = (draw(1e9) / 1e9 - 0.5) * 10.0 ^ (draw(40) - 20)
    values[#values + 1] = draw(1e6) / 1000
  end
  local text = written(frame({ { "x", values } }, { types = { x = "number" } }))
  local i = 0
  for line in text:gmatch "[^\n]+" do
    if line ~= "x" then
      i = i + 1
      eq(tonumber(line) + 0.0, values[i] + 0.0)
      -- digits between the zeros at both ends
      local digits = line:gsub("e.*", ""):gsub("[-.]", ""):gsub("^0+", ""):gsub("0+$", "")
      local shorter = ("%%.%dg"):format(math.max(#digits - 1, 1)):format(values[i])
      if #digits > 1 then eq(tonumber(shorter) == values[i], false) end
    end
  end
  eq(i, #values)
end)

test("what was written is read back the same", function()
  local f = frame({
    { "i", { 9007199254740993, na, -1 } }, { "n", { 0.1, 1e300, na } },
    { "t", { "", na, "0012" } }, { "d", { na, "1600-02-29", "9999-12-31" } },
    { "l", { true, na, false } },
  }, { types = { d = "date" } })
  for _, opts in ipairs { {}, { delim = ";", decimal = "," }, { delim = "\t" } } do
    files.with("", function(path)
      f:write(path, opts)
      local g = frame.read(path)
      same_cells(g, f)
      eq(g.types, f.types)
    end)
  end
end)

-- Texts of the letters that have a meaning in tables, and some that have none.
local function nasty(draw)
  local letters = { '"', ",", ";", "\t", "\n", "\r", " ", "'", "=", "a", "é", "漢", "€",
    "\u{feff}", "0", "." }
  local parts = {}
  for i = 1, draw(6) do
    parts[i] = letters[draw(#letters) + 1]
  end
  return table.concat(parts)
end

test("texts of any letters are read back the same", function()
  local draw = random.numbers(11)
  for _, delim in ipairs { ",", ";", "\t", "|", " ", "'" } do
    local a, b = {}, {}
    for i = 1, 500 do
      a[i] = draw(10) == 0 and na or nasty(draw)
      b[i] = draw(10) == 0 and na or nasty(draw)
    end
    files.with("", function(path)
      local types = { types = { a = "text", b = "text" }, delim = delim }
      local f = frame { { "a", a }, { "b", b } }
      f:write(path, { delim = delim })
      same_cells(frame.read(path, types), f)
      f:select("a"):write(path, { delim = delim })
      types.types.b = nil
      same_cells(frame.read(path, types), f:select "a")
    end)
  end
end)

test("formulas are guarded on request, and their number is said", function()
  local f = frame { { "t", { "=1+1", "-x", "+3.2", "-5", "@a", "\tb", "\rc", "a=b", "=\"x\"" } },
    { "n", { -1, 2, 3, 4, 5, 6, 7, 8, 9 } } }
  local text, said = written(f, { formulas = "guard" })
  eq(text, "t,n\n'=1+1,-1\n'-x,2\n+3.2,3\n-5,4\n'@a,5\n\"'\tb\",6\n\"'\rc\",7\na=b,8\n"
    .. "\"'=\"\"x\"\"\",9\n")
  eq(said:match ": (%d.*)", "6 cells that a spreadsheet would run got a ' in front\n")
  eq(written(f):match "\n=1%+1,", "\n=1+1,")
end)

test("a write that cannot be done says why and leaves the old file", function()
  local f = frame { { "x", { 1 } } }
  raises('writing "/no/such/folder/x.csv": there is no such folder', f.write, f,
    "/no/such/folder/x.csv")
  raises("it is a folder", f.write, f, "/tmp")
  raises("write: the path should be a text", f.write, f)
  raises("unknown option 'delm' (did you mean 'delim'?)", f.write, f, "x", { delm = ";" })
  raises("there is no room for it", f.write, f, "/dev/full")
  raises("there are no columns", f.write, frame {}, "/dev/null")
end)

test("a full disk leaves the old file and nothing else", function()
  local folder <close> = host.folder()
  local path = folder:write("old.csv", "old\n")
  local script = folder:write("write.lua", ([[
    local x = {}
    for i = 1, 100000 do x[i] = i end
    local f = frame { { "x", x } }
    print(select(2, pcall(f.write, f, %q)))]]):format(path))
  -- no file may be longer than some blocks
  local pipe <close> = io.popen(("ulimit -f 16; %s %s 2>&1; ls -A %s"):format(
    files.program, script, folder.path))
  local answer = pipe:read "a"
  eq(files.bytes(path), "old\n")
  eq(answer:match "there is no room for it %(File too large%).*",
    "there is no room for it (File too large); what stood there before is untouched\n"
    .. "old.csv\nwrite.lua\n")
end)

test("a new file keeps the old one's permissions, and links stay links", function()
  files.with("old\n", function(path)
    os.execute(("chmod 640 %s; ln -s %s %s.link"):format(path, path, path))
    frame { { "x", { 1 } } }:write(path .. ".link")
    eq(files.bytes(path), "x\n1\n")
    local pipe <close> = io.popen(("stat -c '%%a %%F' %s %s.link"):format(path, path))
    local answer = pipe:read "a"
    os.remove(path .. ".link")
    eq(answer, "640 regular file\n777 symbolic link\n")
  end)
end)

test("the name says what stands between cells, and what is no table is refused", function()
  files.at(".tsv", function(path)
    frame { x = { 1 }, y = { "a,b" } }:write(path)
    eq(files.bytes(path), "x\ty\n1\ta,b\n")
    eq(frame.read(path):get(1, "y"), "a,b")
  end)
  for _, ending in ipairs { ".json", ".ods", ".parquet" } do
    files.at(ending, function(path)
      raises("should end in .csv, .tsv or .xlsx", frame {}.write, frame { x = { 1 } }, path)
    end)
  end
end)
