-- Text files become sources, and their paragraphs units.

local files = dofile "tests/data/files.lua"
local host = dofile "tests/host/vane.lua"

-- f(folder) with the files, named below it, in a folder of their own.
local function with_folder(texts, f)
  local folder <close> = host.folder()
  for name, text in pairs(texts) do folder:write(name, text) end
  f(folder.path)
end


-- The paragraphs of one text, and what the coding says of them.
local function units_of(text, ending, opts)
  local units
  files.with(text, function(path)
    units = coding.texts(path, opts):units()
  end, ending or ".txt")
  return units
end


-- By another route: what `start` and `finish` cut out, letter by letter.
local function cut(text, from, to)
  local letters = {}
  for _, code in utf8.codes(text) do letters[#letters + 1] = utf8.char(code) end
  return table.concat(letters, "", from + 1, to)
end


test("blank lines part paragraphs, whatever they are made of", function()
  local units = units_of "\n\none\ntwo  \n \t\u{a0}\n  three\n\n\nfour"
  eq(units:column "text", { "one\ntwo", "three", "four" })
  eq(units:column "paragraph", { 1, 2, 3 })
  eq(units.types.heading, nil)
end)

test("places count letters of the text, also behind wide ones", function()
  local text = "é😀 one\n\nzwei Füße\nlang\n\n中文 three \n"
  local units = units_of(text)
  eq(units.n_rows, 3)
  for row in units:each() do eq(cut(text, row.start, row.finish), row.text) end
end)

test("line ends, a byte order mark and UTF-16 change nothing", function()
  local plain = units_of("é one\ntwo\n\nthree\n"):drop("unit", "source")
  eq(units_of("\xef\xbb\xbfé one\r\ntwo\r\n\r\nthree\r\n"):drop("unit",
    "source"), plain)
  eq(units_of("é one\rtwo\r\rthree\r"):drop("unit", "source"), plain)
  local wide = "\xff\xfe" .. ("é one\ntwo\n\nthree\n"):gsub(utf8.charpattern,
    function(letter)
      return string.pack("<I2", utf8.codepoint(letter))
    end)
  eq(units_of(wide):drop("unit", "source"), plain)
  eq(units_of("\xe9 one\ntwo\n\nthree\n", nil,
    { encoding = "windows-1252" }):drop("unit", "source"), plain)
end)

test("headings of Markdown are no units but are kept with them", function()
  local units = units_of("top\n\n# A\none\n## B ##\ntwo\n\nCee\n===\n\nthree\n"
    .. "\nDee\n---\nfour\n\n---\n\n#nohead\n", ".md")
  eq(units:column "text", { "top", "one", "two", "three", "four", "#nohead" })
  eq(units:column "heading", { na, "A", "A / B", "Cee", "Cee / Dee",
    "Cee / Dee" })
  eq(units_of("# A\n\none\n"):column "text", { "# A", "one" })
end)

test("what stands in a fence is one paragraph", function()
  local text = "a\n\n```\n# no heading\n\n~~~\nb\n```\n\nc\n"
  eq(units_of(text, ".md"):column "text",
    { "a", "```\n# no heading\n\n~~~\nb\n```", "c" })
end)

test("lines at the top of Markdown say something of the source", function()
  local units = units_of("---\ndate: 2014-05-31\nSource-Type: \"news\"\n"
    .. "text: x\nempty:\n---\n\none\n", ".md")
  eq(units.types.date, "date")
  eq({ units:get(1, "date"), units:get(1, "type"), units:get(1, "text_") },
    { "2014-05-31", "news", "x" })
  eq(units:column "text", { "one" })
  eq(units.types.empty, nil)
end)

test("a folder is read by name, with the folders in it", function()
  with_folder({ ["b.txt"] = "bee", ["a.md"] = "ay", ["sub/c.txt"] = "cee",
    [".hidden.txt"] = "no", ["note.pdf"] = "%PDF" }, function(folder)
    local c
    local heard = files.said(function() c = coding.read(folder) end)
    eq(c:units():column "unit", { "a.md 0001", "b.txt 0001",
      "sub/c.txt 0001" })
    assert(heard:find('left out, being no .txt or .md: "note.pdf"', 1, true))
    eq(coding.texts(folder, { recursive = false }).n_sources, 2)
    eq(coding.texts({ folder .. "/b.txt", folder .. "/a.md" }):units()
      :column "text", { "ay", "bee" })
    raises("is named twice", coding.texts, { folder, folder })
  end)
end)

test("parts of files' names become columns", function()
  with_folder({ ["2014_news_x.txt"] = "a", ["2015_blog_.txt"] = "b",
    ["other.txt"] = "c" }, function(folder)
    local c
    local heard = files.said(function()
      c = coding.texts(folder, { names = "{date}_{type}_{}" })
    end)
    eq(c:units():column "date", { 2014, 2015, na })
    eq(c:units():column "type", { "news", "blog", na })
    assert(heard:find('not named like "{date}_{type}_{}": "other.txt"', 1, true))
    raises("should say which parts", coding.texts, folder, { names = "x" })
    raises('cannot fill the column "text"', coding.texts, folder,
      { names = "{text}" })
  end)
end)

test("empty files and files of the same text are told", function()
  with_folder({ ["a.txt"] = "same\n", ["b.txt"] = "same\r\n",
    ["c.txt"] = " \n\n" }, function(folder)
    local c
    local heard = files.said(function() c = coding.texts(folder) end)
    assert(heard:find('1 file without a paragraph: "c.txt"', 1, true))
    assert(heard:find('of the same text: "b.txt like a.txt"', 1, true))
    local hashes = c:units():column "hash"
    eq(hashes[1], hashes[2])
    raises("there is no paragraph in \"c.txt\"", coding.texts,
      folder .. "/c.txt")
    os.execute(("mkdir '%s/sub'"):format(folder))
    raises("no .txt or .md file is in", coding.texts, folder .. "/sub")
  end)
end)

test("what is no text is named with its place", function()
  files.with("one\ntw\0o\n", function(path)
    raises("line 2 holds a zero byte", coding.texts, path)
    raises(path, coding.texts, path)
  end, ".txt")
  files.with("one\n\nb\xffd\n", function(path)
    raises("line 3 is not valid UTF-8", coding.texts, path)
  end, ".md")
  raises("there is no such file", coding.texts, "build/no such.txt")
  raises("a path should be a text", coding.texts, { 3 })
end)

test("a paragraph may be very long, and there may be very many", function()
  local units = units_of(("word "):rep(1000000) .. "\nend\n\nend")
  eq(units:column "finish", { 5000004, 5000009 })
  eq(units_of(("a\n\n"):rep(100000)).n_rows, 100000)
end)

test("paragraphs nobody looked at stay so, also in files", function()
  local c
  files.with("one\n\ntwo\n", function(path) c = coding.texts(path) end, ".txt")
  eq({ c.n_units, c.n_coders, c.n_nothing, c.n_codings }, { 2, 0, 0, 0 })
  eq(c:overlap():column "coders", { 0 })
  for _, ending in ipairs { ".csv", ".qdpx" } do
    files.with("", function(path)
      c:write(path)
      local back = coding.read(path)
      eq({ back.n_units, back.n_coders, back.n_nothing }, { 2, 0, 0 })
      eq(back:units():column "text", { "one", "two" })
    end, ending)
  end
end)

test("what differs within a source is told as lost in a project", function()
  local c = coding(frame { unit = { 1, 2, 3 }, source = { "s", "s", "t" },
    page = { 1, 2, 3 }, date = { 2001, 2001, 2002 }, code = { "a", "a", "a" } })
  files.with("", function(path)
    local lost = c:write(path)
    eq(lost:column "what",
      { 'what the column "page" says of units of the same source' })
    local back = coding.read(path):units()
    eq({ back.types.date ~= nil, back.types.page }, { true, nil })
  end, ".qdpx")
end)
