-- Twenty ways in which programs differ, or go wrong, when they exchange
-- projects, each with what we make of it. The numbers are those of a list kept
-- with the sources that told of them; what needs more room is in test_refi.

local files = dofile "tests/data/files.lua"
local host = dofile "tests/host/vane.lua"
local project = dofile "tests/data/project.lua"
local zip = dofile "tests/data/zip.lua"

local guid, user, code = project.guid, project.user, project.code
local made, select, source = project.coding, project.selection, project.text
local loss, reading = project.loss, project.reading


-- A project with one text; `inside` are its selections.
local function one_text(text, inside, extra)
  extra = extra or {}
  extra.users, extra.codes = extra.users or user(1, "ann"),
    extra.codes or code(10, "x")
  extra.sources = source(20, "t", inside, extra.attributes)
  return project.pack(project.xml(extra), { ["sources/20.txt"] = text })
end


-- The names of an archive's entries, as unzip has them, and the project's bytes.
local function unpacked(path)
  local bytes = project.unpacked(path)
  local names, list <close> = {}, io.popen("unzip -Z1 " .. path)
  for name in list:lines() do names[#names + 1] = name end
  return names, bytes
end


local function written(bytes, f)
  reading(bytes, function(c)
    files.with("", function(path)
      c:write(path)
      f(c, path)
    end, ".qdpx")
  end, ".qdpx")
end


test("1 CR LF: the reading is chosen that fits the selections, and told",
  function()
    reading(one_text("a\r\nbc", select(30, 2, 4, made(40, 10, 1), "bc")),
      function(c)
        eq(c:units():get(1, "text"), "bc")
        eq(loss(c, "CR LF count as one"), 1)
      end, ".qdpx")
    reading(one_text("a\r\nbc", select(30, 3, 5, made(40, 10, 1), "bc")),
      function(c)
        eq(c:units():get(1, "text"), "bc")
        eq(loss(c, "CR LF"), 0)
      end, ".qdpx")
  end)

test("2 a byte order mark before the text or the XML is no character", function()
  local xml = "\xEF\xBB\xBF" .. project.xml { users = user(1, "ann"),
    codes = code(10, "x"),
    sources = source(20, "t", select(30, 0, 1, made(40, 10, 1))) }
  reading(project.pack(xml, { ["sources/20.txt"] = "\xEF\xBB\xBFab" }),
    function(c) eq(c:units():get(1, "text"), "a") end, ".qdpx")
end)

test("3 names in capitals are read, small letters are written", function()
  local xml = project.xml { users = user(1, "ann"), codes = code(10, "x"),
    sources = source(20, "t", select(30, 0, 1, made(40, 10, 1))) }
  local bytes = project.pack(xml, { ["SOURCES/20.TXT"] = "ab" }, "PROJECT.qde")
  written(bytes, function(c, path)
    eq(c:units():get(1, "text"), "a")
    local names = unpacked(path)
    eq(names[1], "project.qde")
    assert(names[2]:find "^sources/%x+%-%x+%-%x+%-%x+%-%x+%.txt$", names[2])
  end)
end)

test("4 and 5 texts are plainTextPath with internal://, never richTextPath",
  function()
    written(one_text("ab", select(30, 0, 1, made(40, 10, 1)),
      { attributes = 'plainTextPath="20.txt" richTextPath="internal://20.txt"' }),
      function(c, path)
        eq(c:units():get(1, "text"), "a")
        local _, xml = unpacked(path)
        assert(xml:find('plainTextPath="internal://', 1, true))
        eq(xml:find("richTextPath", 1, true), nil)
      end)
  end)

test("6 where a text is missing, positions are kept", function()
  reading(project.xml { users = user(1, "ann"), codes = code(10, "x"),
    sources = source(20, "t", select(30, 3, 9, made(40, 10, 1))) },
    function(c)
      local row = c:units():row(1)
      eq({ row.start, row.finish }, { 3, 9 })
      eq(loss(c, "texts that are not in the file"), 1)
      files.with("", function(path)
        assert(loss({ losses = function() return c:write(path) end },
          "texts of sources, which are not known") == 1)
      end, ".qdpx")
    end)
end)

test("7 a selection and the one in it may have one GUID; two are written",
  function()
    local inner = ('<Representation guid="%s"><PlainTextContent>abc'
      .. "</PlainTextContent>%s</Representation>"):format(guid(22),
      select(31, 0, 2, made(40, 10, 1)))
    local xml = project.xml { users = user(1, "ann"), codes = code(10, "x"),
      sources = ('<PDFSource guid="%s" name="q"><PDFSelection guid="%s" page="0"'
        .. ' firstX="0" firstY="0" secondX="1" secondY="1">%s%s</PDFSelection>'
        .. "</PDFSource>"):format(guid(21), guid(31), inner, made(41, 10, 1)) }
    reading(xml, function(c)
      eq(c.n_codings, 2)
      files.with("", function(path)
        c:write(path)
        local _, said = unpacked(path)
        local seen = {}
        for one in said:gmatch ' guid="([^"]*)"' do
          eq({ one, seen[one] }, { one, nil })
          seen[one] = true
        end
      end, ".qdpx")
    end)
  end)

test("8 codes are known by GUID and path, not by name", function()
  local codes = code(10, "A", code(11, "x")) .. code(12, "B", code(13, "x"))
  written(one_text("ab", select(30, 0, 1, made(40, 13, 1)), { codes = codes }),
    function(c, path)
      eq(c:rows():get(1, "code"), "B / x")
      eq(coding.read(path):codes(), c:codes())
    end)
end)

test("9 categories stay categories", function()
  local codes = ('<Code guid="%s" name="group" isCodable="false">%s</Code>')
    :format(guid(12), code(10, "x"))
    .. ('<Code guid="%s" name="bare"/>'):format(guid(13))
  written(one_text("ab", select(30, 0, 1, made(40, 10, 1)), { codes = codes }),
    function(c, path)
      eq(c:codes():column "codable", { false, true, true })
      eq(coding.read(path):codes():column "codable", { false, true, true })
    end)
end)

test("10 a namespace that is none of the standard's is told, and read", function()
  reading(project.xml { namespace = "urn:QDA-XML:project:0:10",
    users = user(1, "ann"), codes = code(10, "x"),
    sources = source(20, "t", select(30, 0, 1, made(40, 10, 1))),
    more = ('<Sets><Set guid="%s" name="s"><MemberSource guid="%s"/><MemberNote>'
      .. "%s</MemberNote></Set></Sets>"):format(guid(70), guid(20), guid(80)) },
    function(c)
      eq({ c.n_codings, loss(c, "project:0:10") }, { 1, 1 })
      eq(c:extras():column "inside"[2],
        ('<Set guid="%s" name="s"><MemberSource targetGUID="%s"/><MemberNote '
        .. 'targetGUID="%s"/></Set>'):format(guid(70), guid(20), guid(80)))
    end)
end)

test("11 empty lists are read, and never written", function()
  local xml = project.xml { users = "", sources = "", more = "<Sets/><Graphs/>" }
  reading(xml, function(c)
    eq({ c.n_units, c.n_codes, c.n_codings }, { 0, 0, 0 })
    files.with("", function(path)
      c:write(path)
      local _, said = unpacked(path)
      for _, name in ipairs { "Users", "Codes", "CodeBook", "Variables", "Cases",
        "Sources", "Sets", "Graphs", "Notes" } do
        eq(said:find("<" .. name .. "[ />]"), nil)
      end
    end, ".qdpx")
  end)
end)

test("12 elements are written in the standard's order, in one namespace",
  function()
    local c = coding(frame({ { "unit", { "p" } }, { "source", { "s" } },
      { "type", { "blog" } }, { "coder", { "ann" } }, { "code", { "x" } } }))
    files.with("", function(path)
      c:write(path)
      local _, said = unpacked(path)
      local at = 0
      for _, name in ipairs { "<Project", "<Users>", "<CodeBook>", "<Variables>",
        "<Sources>", "<TextSource", "<PlainTextSelection", "<Coding",
        "<VariableValue>" } do
        local found = said:find(name, at + 1, true)
        assert(found, name)
        at = found
      end
      local _, n = said:gsub("xmlns", "")
      eq(n, 1)
    end, ".qdpx")
  end)

test("13 who nobody named is unknown, and no further coder", function()
  reading(one_text("ab", select(30, 0, 1, made(40, 10))), function(c)
    eq({ c:rows():get(1, "coder"), c.n_coders }, { "unknown", 1 })
  end, ".qdpx")
end)

test("14 a coding of a whole source is one, and a memo is a unit without one",
  function()
    local inside = select(30, 0, 1, "<Description>memo</Description>")
      .. made(41, 10, 1)
    written(one_text("ab", inside), function(c, path)
      eq({ c.n_units, c.n_codings }, { 2, 1 })
      eq(c:units():sort("kind"):column "kind", { "plaintext", "source" })
      local back = coding.read(path)
      eq({ back.n_units, back.n_codings, back:units():sort("kind"):get(1, "memo") },
        { 2, 1, "memo" })
    end)
  end)

test("15 dates and types come from sources or their cases", function()
  local function value(n, said)
    return ('<VariableValue><VariableRef targetGUID="%s"/><TextValue>%s'
      .. "</TextValue></VariableValue>"):format(guid(n), said)
  end
  local variables = ""
  for n, name in pairs { [50] = "date", [51] = "type" } do
    variables = variables
      .. ('<Variable guid="%s" name="%s" typeOfVariable="Text"/>'):format(
        guid(n), name)
  end
  local case = ('<Case guid="%s">%s<SourceRef targetGUID="%s"/></Case>'):format(
    guid(60), value(51, "blog"), guid(20))
  written(one_text("ab", select(30, 0, 1, made(40, 10, 1))
    .. value(50, "2014-05-06"), { variables = variables, cases = case }),
    function(c, path)
      local row = c:sources():row(1)
      eq({ row.date, row.type }, { "2014-05-06", "blog" })
      eq(c:sources().types.date, "date")
      eq(coding.read(path):sources():select("date", "type"),
        c:sources():select("date", "type"))
    end)
end)

test("16 characters outside the first plane count once", function()
  local text = ("😀"):rep(5) .. "end"
  written(one_text(text, select(30, 5, 8, made(40, 10, 1))), function(c, path)
    eq(c:units():get(1, "text"), "end")
    local row = coding.read(path):units():row(1)
    eq({ row.start, row.finish, row.text }, { 5, 8, "end" })
  end)
end)

test("17 accents and entities in names survive", function()
  local name = "Größe & <Maß> \"é\""
  local xml = name:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub('"', "&#34;")
  written(one_text("ab", select(30, 0, 1, made(40, 10, 1)),
    { codes = code(10, xml) }), function(c, path)
    eq(c:codes():get(1, "code"), name)
    eq(coding.read(path):codes():get(1, "code"), name)
  end)
end)

test("18 what is no honest archive is refused", function()
  local xml = project.xml { users = user(1, "ann") }
  local function refused(sentence, entries)
    files.with(zip(entries), function(path)
      raises(sentence, coding.read, path)
    end, ".qdpx")
  end
  refused("points outside", { { name = "project.qde", bytes = xml },
    { name = "../x", bytes = "x" } })
  refused("points outside", { { name = "/etc/x", bytes = "x" },
    { name = "project.qde", bytes = xml } })
  refused("is a link", { { name = "project.qde", bytes = xml },
    { name = "sources/x", bytes = "/etc/passwd", unix = 0xA1FF } })
  refused("200", { { name = "project.qde", bytes = xml, size = 1 << 29 } })
  files.with('<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    .. "<Project>&b;</Project>", function(path)
    raises("<!DOCTYPE", coding.read, path)
  end, ".qde")
  files.with('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    .. "<Project>&a;</Project>", function(path)
    raises("<!DOCTYPE", coding.read, path)
  end, ".qde")
end)

test("18 what other programs packed tightly is read", function()
  if not os.execute "command -v zip >/dev/null" then
    skip "zip is not installed"
  end
  local folder <close> = host.folder()
  folder:write("project.qde", project.xml { users = user(1, "ann"), codes = code(10, "x"),
    sources = source(20, "t", select(30, 0, 1, made(40, 10, 1))) })
  folder:write("sources/20.txt", ("a"):rep(5000))
  os.execute(("cd %s && zip -9 -q -r p.qdpx project.qde sources"):format(folder.path))
  eq(coding.read(folder.path .. "/p.qdpx"):units():get(1, "text"), "a")
end)

test("19 texts that cannot be where they are said to be lose no coding",
  function()
    local inside = select(30, 0, 4, made(40, 10, 1), "what")
    for _, path in ipairs { "relative:///../t.txt", "absolute:///C:/t.txt",
      "internal://../../etc/passwd", "internal://other.txt" } do
      reading(one_text("x", inside,
        { attributes = ('plainTextPath="%s"'):format(path) }), function(c)
        eq({ c.n_codings, c:units():get(1, "text") }, { 1, "what" })
        eq(loss(c, "texts that are not in the file"), 1)
      end, ".qdpx")
    end
    reading(one_text(" ", inside), function(c)  -- a text of one byte
      eq({ c.n_codings, loss(c, "outside their text") }, { 1, 1 })
    end, ".qdpx")
  end)

test("20 two projects over one text become one coding", function()
  local a = one_text("one two", select(30, 0, 3, made(40, 10, 1)))
  local b = one_text("one two", select(31, 0, 3, made(41, 10, 1)),
    { users = user(1, "bob") })
  reading(a, function(c)
    reading(b, function(d)
      local both = c:merge(d)
      eq({ both.n_units, both.n_coders, both.n_codings }, { 1, 2, 2 })
    end, ".qdpx")
  end, ".qdpx")
end)


-- ---- positions and names ----

test("positions before the text, turned round or inside nothing are told",
  function()
    for _, place in ipairs { { -1, 2 }, { 3, 1 }, { 0, 99 } } do
      reading(one_text("abc", select(30, place[1], place[2], made(40, 10, 1))),
        function(c)
          eq({ c.n_codings, loss(c, "outside their text") }, { 1, 1 })
        end, ".qdpx")
    end
  end)

test("one GUID for two codes, and users named twice, are told apart", function()
  local codes = code(10, "x") .. code(10, "y")
  reading(one_text("ab", select(30, 0, 1, made(40, 10, 1) .. made(41, 10, 2)),
    { codes = codes, users = user(1, "ann") .. user(2, "ann") }), function(c)
    eq({ c.n_codes, c.n_coders, c.n_codings }, { 2, 2, 2 })
    eq(c:coders():column "coder", { "ann", "ann (2)" })
  end, ".qdpx")
end)


-- ---- and more of them ----

test("a place that is no number, a maker who is no user, and a NUL are told", function()
  local wrong = select(30, 0, 1, made(40, 10)):gsub('endPosition="1"',
    'endPosition="99999999999999999999"')
  reading(one_text("abc", wrong), function(c)
    eq(loss(c, "selections whose place in the text cannot be read"), 1)
    eq(c.n_codings, 1)
    files.with("", function(path)
      eq(c:write(path):column "what", { "units without a place in their source" })
    end, ".qdpx")
  end, ".qdpx")
  reading(one_text("abc", select(30, 0, 1, made(40, 10, 7))), function(c)
    eq(loss(c, "codings whose maker is not among the users"), 1)
    eq(c:rows():column "coder", { "unknown" })
  end, ".qdpx")
  files.with(one_text("a\0c", select(30, 0, 1, made(40, 10))), function(path)
    raises(path .. ': the text "sources/20.txt" holds a NUL byte at byte 2',
      coding.read, path)
  end, ".qdpx")
end)

test("selections for each coding become one unit, which is written as one", function()
  local bytes = one_text("Hello there.", select(30, 0, 5, made(40, 10, 1))
    .. select(31, 0, 5, made(41, 11, 2)) .. select(32, 6, 11, made(42, 10, 1)),
    { users = user(1, "ann") .. user(2, "bob"), codes = code(10, "x") .. code(11, "y") })
  local told = files.said(reading, bytes, function(c)
    eq(c.n_units, 3)
    eq(c:losses().n_rows, 0)
    local one = c:merge_units()
    eq(one:units():column "unit", { "t 0-5", "t 6-11" })
    eq(one:units { "x", "y" }:column "text", { "Hello" })
    eq(one:overlap():column "units", { 1, 1 })
    files.with("", function(path)
      eq(one:write(path), nil)
      eq(coding.read(path):rows(), one:rows())
    end, ".qdpx")
    eq(one:merge_units():rows(), one:rows())
  end, ".qdpx")
  eq(told:match "coding.read: (.-);", "1 selection stands at the place of another one")
end)

test("units without places, and those of other texts, stay apart", function()
  local c = coding(frame { unit = { "p", "q", "r" }, source = { "s", "s", "s" },
    start = { 0, 0, na }, finish = { 4, 4, na }, text = { "abcd", "wxyz", "abcd" },
    code = { "a", "b", "c" } })
  eq(c:merge_units():rows(), c:rows())
  eq(coding(frame { unit = { 1, 2 }, code = { "a", "b" } }):merge_units().n_units, 2)
end)

test("characters that XML cannot hold are replaced, and told", function()
  local c = coding(frame { unit = { "p", "q" }, code = { "a\1b", "c\u{FFFF}" },
    text = { "one\2", "two" } })
  files.with("", function(path)
    local lost = c:write(path)
    eq(lost:column "what", { "characters that XML cannot hold, written as ?" })
    eq(lost:column "n", { 2 })
    local back = coding.read(path)
    eq(back:codes():column "code", { "a?b", "c?" })
    eq(back:units():column "text", { "one\2", "two" })
  end, ".qdpx")
  files.with("", function(path)
    c:write(path)
    eq(coding.read(path):codes():column "code", { "a?b", "c?" })
  end, ".qdc")
end)

test("bytes that are no UTF-8 get into no file", function()
  local of_code = coding(frame { unit = { "p" }, code = { "a\xFF" } })
  local of_text = coding(frame { unit = { "p" }, code = { "a" }, text = { "\xFFx" } })
  for _, ending in ipairs { ".qdpx", ".qdc", ".vane" } do
    files.with("", function(path)
      os.remove(path)
      raises("no UTF-8", of_code.write, of_code, path)
      if ending ~= ".qdc" then raises("no UTF-8", of_text.write, of_text, path) end
      eq(io.open(path), nil)
    end, ending)
  end
end)
