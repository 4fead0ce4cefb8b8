-- Projects for exchange (REFI-QDA): real ones with known counts, and the ways
-- in which programs differ when they write them.

local files = dofile "tests/data/files.lua"
local project = dofile "tests/data/project.lua"

local guid, user, code = project.guid, project.user, project.code
local made, select, source = project.coding, project.selection, project.text
local reading, loss = project.reading, project.loss

local SAMPLES = "../shared/refi-qda/"


-- ---- real files ----

test("real projects have the counts they are known to have", function()
  local known = io.open(SAMPLES .. "expected-counts.csv")
  if not known then skip "../shared/refi-qda is not there" end
  known:close()
  for row in frame.read(SAMPLES .. "expected-counts.csv"):each() do
    local c = coding.read(SAMPLES .. row.file)
    eq({ row.file, c.n_codes, c.n_coders, c.n_codings },
      { row.file, row.codes, math.max(row.users, row.codings > 0 and 1 or 0),
        row.codings })
    local codable, top = 0, 0
    for code_row in c:codes():each() do
      codable = codable + (code_row.codable and 1 or 0)
      top = top + (is_na(code_row.parent) and 1 or 0)
    end
    eq({ codable, top }, { row.codable, row.top_codes })
    local of_text, whole, on_text, on_whole = 0, 0, 0, 0
    local kind = {}
    for unit in c:units():each() do
      kind[unit.unit] = unit.kind
      of_text = of_text + (unit.kind == "plaintext" and 1 or 0)
      whole = whole + (unit.kind == "source" and 1 or 0)
    end
    for entry in c:rows():each() do
      if not is_na(entry.code) then
        if kind[entry.unit] == "plaintext" then on_text = on_text + 1 end
        if kind[entry.unit] == "source" then on_whole = on_whole + 1 end
      end
    end
    eq({ of_text, on_text, on_whole }, { row.plain_text_selections,
      row.codings_on_text_selections, row.codings_on_whole_sources })
  end
end)


-- ---- positions ----

local text = "A😀 b\n\nÉté comes."

local function one_text(inside, extra)
  extra = extra or {}
  extra.users, extra.codes = extra.users or user(1, "ann"),
    extra.codes or code(10, "x")
  extra.sources = source(20, "t", inside, extra.attributes)
  return project.xml(extra)
end


test("positions count characters, from 0, the last one excluded", function()
  local xml = one_text(select(30, 1, 2, made(40, 10, 1)) -- the emoji
    .. select(31, 6, 9, made(41, 10, 1)))
  reading(project.pack(xml, { ["sources/20.txt"] = text }), function(c)
    eq(c:units():column "text", { "😀", "Été" })
    eq(c:units():column "unit", { "t 1-2", "t 6-9" })
  end, ".qdpx")
end)

test("a text is found whatever its folder's letters, and a BOM is no letter",
  function()
    local xml = one_text(select(30, 0, 1, made(40, 10, 1)))
    reading(project.pack("\xEF\xBB\xBF" .. xml,
      { ["Sources/20.TXT"] = "\xEF\xBB\xBF" .. text }, "Project.QDE"),
      function(c) eq(c:units():get(1, "text"), "A") end, ".qdpx")
  end)

test("a path without internal:// and a text inside the project are texts",
  function()
    local xml = one_text(select(30, 0, 1, made(40, 10, 1)),
      { attributes = 'plainTextPath="20.txt"' })
    reading(project.pack(xml, { ["sources/20.txt"] = "Z" }), function(c)
      eq(c:units():get(1, "text"), "Z")
    end, ".qdpx")
    reading(one_text("<PlainTextContent>Yes</PlainTextContent>"
      .. select(30, 0, 1, made(40, 10, 1)), { attributes = "" }), function(c)
      eq(c:units():get(1, "text"), "Y")
    end)
  end)

test("whether CR LF is one character or two is told by the names", function()
  local lines = "one\r\ntwo\r\nthree"
  local as_one = select(30, 8, 13, made(40, 10, 1), "three")
  local as_two = select(30, 10, 15, made(40, 10, 1), "three")
  for _, selection in ipairs { as_one, as_two } do
    reading(project.pack(one_text(selection), { ["sources/20.txt"] = lines }),
      function(c) eq(c:units():get(1, "text"), "three") end, ".qdpx")
  end
end)

test("a missing text keeps its positions, and is told", function()
  reading(one_text(select(30, 5, 9, made(40, 10, 1), "what was there")),
    function(c)
      eq(c:units():get(1, "start"), 5)
      eq(c:units():get(1, "text"), "what was there")
      eq(loss(c, "texts that are not in the file"), 1)
    end)
end)

test("a selection outside its text is told", function()
  reading(project.pack(one_text(select(30, 3, 99, made(40, 10, 1))),
    { ["sources/20.txt"] = "short" }), function(c)
    eq(loss(c, "outside their text"), 1)
    eq(c.n_codings, 1)
  end, ".qdpx")
end)


-- ---- who, what ----

test("GUIDs meet with and without braces, in any letters", function()
  local xml = project.xml {
    users = '<User guid="{0000000A-0000-4000-8000-000000000000}" name="u"/>',
    codes = code(11, "x"),
    sources = source(20, "t", select(30, 0, 1,
      '<Coding guid="' .. guid(40) .. '" creatingUser="0000000a-0000-4000-'
      .. '8000-000000000000"><CodeRef targetGUID="{0000000b-0000-4000-8000-'
      .. '000000000000}"/></Coding>')) }
  reading(xml, function(c)
    eq({ c.n_codings, c:rows():get(1, "coder") }, { 1, "u" })
  end)
end)

test("a coding without a user is that of its selection, source, or unknown",
  function()
    local xml = project.xml {
      users = user(1, "ann") .. user(2, "bob"), codes = code(10, "x"),
      sources = ('<TextSource guid="%s" name="t" creatingUser="%s">'):format(
        guid(20), guid(2)) .. select(30, 0, 1, made(40, 10))
        .. select(31, 1, 2, made(41, 10, 1)) .. "</TextSource>"
        .. source(21, "v", select(32, 0, 1, made(42, 10))) }
    reading(xml, function(c)
      eq(c:rows():column "coder", { "bob", "ann", "unknown" })
      eq(c.n_coders, 2)
    end)
  end)

test("codes of one name, and users of one name, are told apart", function()
  local xml = project.xml {
    users = user(1, "ann") .. user(2, "ann"),
    codes = code(10, "A", code(11, "x")) .. code(12, "B", code(13, "x")),
    sources = source(20, "t", select(30, 0, 1, made(40, 11, 1)
      .. made(41, 13, 2))) }
  reading(xml, function(c)
    eq(c:codes():column "code", { "A", "A / x", "B", "B / x" })
    eq(c:codes():column "parent", { na, "A", na, "B" })
    eq(c:rows():column "coder", { "ann", "ann (2)" })
  end)
end)

test("the same unit coded by two users is two codings", function()
  reading(one_text(select(30, 0, 1, made(40, 10, 1) .. made(41, 10, 2)),
    { users = user(1, "ann") .. user(2, "bob") }), function(c)
    eq({ c.n_units, c.n_codings }, { 1, 2 })
  end)
end)

test("a memo without a code is a unit coded with nothing", function()
  reading(one_text(select(30, 0, 1,
    "<Description>a memo</Description>")), function(c)
    eq({ c.n_units, c.n_codings, c.n_nothing }, { 1, 0, 1 })
    eq(c:units():get(1, "memo"), "a memo")
  end)
end)

test("variables of sources and of their cases become columns", function()
  local function value(n, kind, said)
    return ('<VariableValue><VariableRef targetGUID="%s"/><%sValue>%s</%sValue>'
      .. "</VariableValue>"):format(guid(n), kind, said, kind)
  end
  local xml = project.xml {
    users = user(1, "ann"), codes = code(10, "x"),
    variables = ('<Variable guid="%s" name="date" typeOfVariable="Date"/>'
      .. '<Variable guid="%s" name="type" typeOfVariable="Text"/>'):format(
      guid(50), guid(51)),
    cases = ('<Case guid="%s">%s%s<SourceRef targetGUID="%s"/></Case>'):format(
      guid(60), value(51, "Text", "blog"), value(50, "Date", "1999-01-01"),
      guid(20)),
    sources = source(20, "t", select(30, 0, 1, made(40, 10, 1))
      .. value(50, "Date", "2014-05-06")) }
  reading(xml, function(c)
    eq(c:sources():get(1, "date"), "2014-05-06")
    eq(c:sources().types.date, "date")
    eq(c:sources():get(1, "type"), "blog")
  end)
end)

test("accents and entities in names are what they stand for", function()
  reading(one_text(select(30, 0, 1, made(40, 10, 1)),
    { codes = code(10, "caf&#233; &amp; &lt;Été&gt;") }), function(c)
    eq(c:codes():get(1, "code"), "café & <Été>")
  end)
end)


-- ---- two coders, two projects ----

test("projects of the same text merge, whatever each calls it", function()
  local function of(coder, name, ...)
    return project.pack(project.xml { users = user(1, coder),
      codes = code(10, "x") .. code(11, "y"),
      sources = source(20, name, table.concat { ... }) },
      { ["sources/20.txt"] = "one two three" })
  end
  reading(of("ann", "t.txt", select(30, 0, 3, made(40, 10, 1)),
    select(31, 4, 7, made(41, 11, 1))), function(a)
    reading(of("bob", "copy of t", select(30, 0, 3, made(40, 11, 1)),
      select(31, 8, 13, made(41, 10, 1))), function(b)
      local c = a:merge(b)
      eq({ c.n_units, c.n_codes, c.n_coders, c.n_sources, c.n_codings },
        { 3, 2, 2, 1, 4 })
      eq(c:units():column "text", { "three", "one", "two" })
      eq(c:overlap():column "units", { 2, 1 })
      files.with("", function(path)
        eq(c:write(path), nil)
        eq(coding.read(path):rows(), c:rows())
      end, ".qdpx")
    end, ".qdpx")
  end, ".qdpx")
end)


-- ---- what is no project ----

test("what is no project is refused in one sentence", function()
  local function refused(sentence, bytes, ending)
    files.with(bytes, function(path)
      raises(sentence, coding.read, path)
    end, ending or ".qde")
  end
  refused("begins with <html>", "<html/>")
  refused("not well-formed", "<Project><Users>")
  refused("the file is empty", "")
  refused("neither a zip archive nor XML", "PK, or so", ".qdpx")
  refused("it is no zip archive, or its end is missing", "PK\3\4", ".qdpx")
  refused("<!DOCTYPE", '<!DOCTYPE x [<!ENTITY e "' .. ("x"):rep(99)
    .. '">]><Project>&e;</Project>')
  refused("holds no project.qde", project.pack("x", {}, "other.xml"), ".qdpx")
  refused("points outside", project.pack(project.xml {},
    { ["../../evil.txt"] = "x" }), ".qdpx")
  refused("not UTF-8", project.pack(one_text(select(30, 0, 1)),
    { ["sources/20.txt"] = "a\xff" }), ".qdpx")
  refused("damaged", (project.pack(one_text(select(30, 0, 1)),
    { ["sources/20.txt"] = ("x"):rep(9) }):gsub(("x"):rep(9), "xxxyxxxxx")),
    ".qdpx")
end)

test("GUIDs that several things share are told", function()
  reading(project.xml { users = user(1, "ann") .. user(1, "bob"),
    codes = code(10, "x") .. code(10, "y"), sources = source(20, "t",
      select(30, 0, 1, made(40, 10, 1))) .. source(20, "u") }, function(c)
    eq({ loss(c, "users that share a GUID"), loss(c, "codes that share a GUID"),
      loss(c, "sources that share a GUID") }, { 1, 1, 1 })
    eq({ c.n_codes, c.n_coders, c.n_codings }, { 2, 2, 1 })
  end)
end)

test("variables come back as what they are", function()
  local variables, values = "", ""
  for i, one in ipairs { { "Integer", "7" }, { "Float", "1e" }, { "Float", "-0.5" },
    { "Boolean", "0" }, { "Date", "2014-02-03" }, { "Date", "2014-02-30" } } do
    local type, said = table.unpack(one)
    variables = variables .. ('<Variable guid="%s" name="v%d" typeOfVariable="%s"/>')
      :format(guid(50 + i), i, type)
    values = values .. ('<VariableValue><VariableRef targetGUID="%s"/><%sValue>%s'
      .. "</%sValue></VariableValue>"):format(guid(50 + i), type, said, type)
  end
  reading(project.xml { users = user(1, "ann"), codes = code(10, "x"),
    variables = variables, sources = source(20, "t", select(30, 0, 1) .. values) },
    function(c)
      local f = c:units()
      eq({ f:get(1, "v1"), f:get(1, "v2"), f:get(1, "v3"), f:get(1, "v4") },
        { 7, "1e", -0.5, false })
      eq({ f.types.v5, f.types.v6 }, { "date", "text" })
    end)
end)
