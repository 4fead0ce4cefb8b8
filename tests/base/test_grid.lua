-- How values introduce themselves.

local function lines(...)
  return table.concat({ ... }, "\n")
end


local function shown(x, opts)
  return getmetatable(x).show(x, opts)
end


test("a frame says its size, its source and its cells", function()
  local f = frame({ { "name", { "a", "bc" } }, { "x", { 1, 20 } } },
    { source = "marks.csv" })
  eq(tostring(f), lines(
    "frame 2 x 2   marks.csv",
    "  name   x",
    "  a      1",
    "  bc    20"))
end)

test("numbers of a column share their decimals", function()
  -- 1/3 to four digits is 0.3333; 2.5 needs one decimal
  eq(tostring(frame { x = { 1 / 3, 2.5, na } }), lines(
    "frame 3 x 1",
    "       x",
    "  0.3333",
    "  2.5000",
    "      na"))
end)

test("numbers without a fraction show none", function()
  eq(tostring(frame { x = { 2.0, 1e6 } }),
    lines("frame 2 x 1", "        x", "        2", "  1000000"))
end)

test("very small and very large numbers are written with an exponent", function()
  eq(tostring(frame { x = { 1e-12, 0.5 } }),
    lines("frame 2 x 1", "      x", "  1e-12", "    0.5"))
end)

test("wide characters keep the columns aligned", function()
  eq(tostring(frame { { "t", { "日本", "é" } }, { "x", { 1, 2 } } }),
    lines("frame 2 x 2", "  t     x", "  日本  1", "  é     2"))
end)

test("control characters and stray bytes are escaped", function()
  eq(tostring(frame { t = { "a\nb\tc\27[0m", "\xFF", "\u{9B}é" } }),
    lines("frame 3 x 1", "  t", "  a\\nb\\tc\\x1B[0m", "  \\xFF", "  \\x9Bé"))
end)

test("signs that turn letters round are written out, letters that run so stay", function()
  eq(tostring(frame { t = { "a\u{202E}b", "\u{2066}c", "مرحبا" } }),
    lines("frame 3 x 1", "  t", "  a\\u{202E}b", "  \\u{2066}c", "  مرحبا"))
end)

test("what does not fit the width is named", function()
  local f = frame { { "aaaaaaaaaa", { 1 } }, { "bbbbbbbbbb", { 2 } },
    { "cccccccccc", { 3 } } }
  eq(shown(f, { width = 30 }), lines(
    "frame 1 x 3",
    "  aaaaaaaaaa  bbbbbbbbbb",
    "           1           2",
    "  ... 1 more column:",
    "      cccccccccc;",
    "      show(x, {all=true})"))
end)

test("many names left out are cut to the width themselves", function()
  local columns = {}
  for i = 1, 60 do columns[i] = { "column" .. i, { i } } end
  local text, n = shown(frame(columns), { width = 70 }), 0
  for line in text:gmatch "[^\n]+" do
    eq(#line <= 70, true)
    n = n + 1
  end
  eq(n, 7)
  eq(text:match "[^\n]+$", "      ...; show(x, {all=true})")
end)

test("text cells are cut shorter when that makes room for columns", function()
  local long = ("x"):rep(30)
  local f = frame { { "a", { long } }, { "b", { long } } }
  eq(shown(f, { width = 62 }), lines("frame 1 x 2",
    "  a" .. (" "):rep(27) .. "  b", "  " .. ("x"):rep(25) .. "...  "
    .. ("x"):rep(25) .. "..."))
end)

test("a long text is cut when fitting, whole otherwise", function()
  local f = frame { t = { ("x"):rep(60) } }
  eq(shown(f, { width = 80 }), lines("frame 1 x 1", "  t",
    "  " .. ("x"):rep(37) .. "..."))
  eq(shown(f, { all = true }), lines("frame 1 x 1", "  t",
    "  " .. ("x"):rep(60)))
end)

test("the rows left out are counted", function()
  local f = frame { x = { 1, 2, 3, 4 } }
  eq(shown(f, { rows = 2 }), lines("frame 4 x 1", "  x", "  1", "  2",
    "  ... 2 more rows; show(x, {all=true})"))
end)

test("an empty frame shows its columns", function()
  eq(tostring(frame { x = {}, name = {} }), "frame 0 x 2\n  name  x")
  eq(tostring(frame {}), "frame 0 x 0")
end)

test("show knows its options", function()
  raises("unknown option 'al' (did you mean 'all'?)", show, 1, { al = true })
end)


test("what finds no room is named, or the dots say that there is more", function()
  local columns, names = {}, {}
  for j = 1, 30 do
    names[j] = ("column_%02d"):format(j)
    columns[j] = { names[j], { j } }
  end
  local f, n_whole, n_cut = frame(columns), 0, 0
  for width = 24, 140 do
    local text = require "vane.base.grid".frame(f, { width = width })
    local below = text:sub((text:find("\n  ...", 1, true)))
    local n_more, n_named = tonumber(below:match "(%d+) more column"), 0
    for _, name in ipairs(names) do
      if below:find(name, 1, true) then n_named = n_named + 1 end
    end
    local is_cut = below:find("...; show(x", 1, true) ~= nil
    eq({ width, is_cut }, { width, n_named < n_more })
    n_whole, n_cut = n_whole + (is_cut and 0 or 1), n_cut + (is_cut and 1 or 0)
  end
  assert(n_whole > 0 and n_cut > 0)
end)
