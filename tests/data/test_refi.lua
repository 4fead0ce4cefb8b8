-- Projects for exchange (REFI-QDA): real ones with known counts, and the ways
-- in which programs differ when they write them.

local files = dofile "tests/data/files.lua"
local project = dofile "tests/data/project.lua"

local guid, user, code = project.guid, project.user, project.code
local made, select, source = project.coding, project.selection, project.text

local SAMPLES = "../shared/refi-qda/"


-- c = coding.read of a file with those bytes.
local function reading(bytes, f, ending)
  files.with(bytes, function(path) f(coding.read(path), path) end,
    ending or ".qde")
end


local function loss(c, what)
  for row in c:losses():each() do
    if row.what:find(what, 1, true) then return row.n end
  end
  return 0
end


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


-- ---- writing ----

local function validated(bytes, schema, f)
  if not io.open(SAMPLES .. schema) then skip "no schemas are there" end
  if not os.execute "command -v xmllint >/dev/null" then
    skip "xmllint is not installed"
  end
  files.with(bytes, function(path)
    local ok = os.execute(("xmllint --noout --schema %s%s %s 2>/dev/null")
      :format(SAMPLES, schema, path))
    f(ok == true)
  end, ".xml")
end


local function project_xml(path)
  local refi <const> = require "vane.core.refi"
  local _ <close> = refi.open(path)
  local pipe <close> = io.popen("unzip -p " .. path .. " project.qde")
  return pipe:read "a"
end


local table_of_texts = frame({ { "unit", { "p 1", "p 2", "p 2", "q 1" } },
  { "source", { "s & <t>", "s & <t>", "s & <t>", "ü" } },
  { "coder", { "ann", "ann", "bob", "bob" } },
  { "date", { "2014-01-01", "2014-01-01", "2014-01-01", "2015-02-03" } },
  { "text", { "Héllo 😀", "zwei\r\nZeilen", "zwei\r\nZeilen", "drei" } },
  { "code", { "x", "y", na, 'z "&"' } } }, { types = { date = "date" } })


test("what is written reads back with its names, texts, dates and codings",
  function()
    local c = coding(table_of_texts)
    files.with("", function(path)
      eq(c:write(path), nil)
      local back = coding.read(path)
      eq(back:rows(), c:rows())
      eq(back:units():select("unit", "source", "text", "date"),
        c:units():select("unit", "source", "text", "date"))
      eq(back:codes():column "code", c:codes():column "code")
      local once = files.bytes(path)
      back:write(path)
      local twice = coding.read(path)
      eq(twice:units(), back:units())
      eq(twice:rows(), back:rows())
      eq(twice:codes(), back:codes())
      eq(#once > 0, true)
    end, ".qdpx")
  end)

test("what is written is valid by the standard's schemas", function()
  local codings = { coding(table_of_texts),
    coding(frame { unit = { 1 }, code = { "a" } }),
    coding(frame { unit = { 1 }, code = { na } }) }
  if io.open(SAMPLES .. "spec-a3-transana-project.qde") then
    codings[4] = coding.read(SAMPLES .. "spec-a2-atlasti-project.qde")
    codings[5] = coding.read(SAMPLES .. "spec-a3-transana-project.qde")
  end
  for i, c in ipairs(codings) do
    files.with("", function(path)
      c:write(path)
      validated(project_xml(path), "Project.xsd", function(ok)
        eq({ i, ok }, { i, true })
      end)
    end, ".qdpx")
  end
  for _, i in ipairs { 1, 4 } do
    if codings[i] then
      files.with("", function(path)
        codings[i]:write(path)
        validated(files.bytes(path), "Codebook.xsd", function(ok)
          eq(ok, true)
        end)
        eq(coding.read(path).n_codes, codings[i].n_codes)
      end, ".qdc")
    end
  end
end)

test("a circle of codes is written as a list, none lost", function()
  local codes = frame { code = { "a", "b", "c" }, parent = { "b", "a", "a" } }
  local c = coding(frame { unit = { 1 }, code = { "a" } }, { codes = codes })
  files.with("", function(path)
    c:write(path)
    eq(coding.read(path).n_codes, 3)
  end, ".qdc")
end)

test("what a project cannot hold is told when it is written", function()
  local xml = project.xml { users = user(1, "ann"), codes = code(10, "x"),
    sources = '<PictureSource guid="' .. guid(20) .. '" name="pic">'
      .. '<PictureSelection guid="' .. guid(30) .. '" firstX="0" firstY="0" '
      .. 'secondX="1" secondY="1">' .. made(40, 10, 1)
      .. "</PictureSelection></PictureSource>" }
  reading(xml, function(c)
    files.with("", function(path)
      eq(c:write(path):column "what", { "units that are no parts of texts" })
    end, ".qdpx")
  end)
end)


-- A selection with a coding, each with its maker and date; more attributes of
-- the selection.
local function stamped(more)
  local dated = made(40, 10, 2):gsub("<Coding ",
    '<Coding creationDateTime="2014-05-06T07:08:09Z" ')
  return (select(30, 0, 3, dated):gsub("<PlainTextSelection ",
    ('<PlainTextSelection creatingUser="%s" '
    .. 'creationDateTime="2013-01-02T03:04:05Z" %s'):format(guid(1), more or "")))
end


local function stamped_project(more)
  return project.pack(project.xml { users = user(1, "ann") .. user(2, "bob"),
    codes = code(10, "x"), sources = source(20, "t", stamped(more)) },
    { ["sources/20.txt"] = "one two" })
end


test("GUIDs, makers and dates of codings and selections survive", function()
  reading(stamped_project(), function(c)
    eq(c:stamps(), frame({ { "unit", { "t 0-3", "t 0-3" } },
      { "code", { na, "x" } }, { "coder", { "ann", "bob" } },
      { "guid", { guid(30):upper(), guid(40):upper() } },
      { "created", { "2013-01-02T03:04:05Z", "2014-05-06T07:08:09Z" } } }))
    eq(c:losses().n_rows, 0)
    files.with("", function(path)
      eq(c:write(path), nil)
      local back = coding.read(path)
      eq(back:rows():select("coder", "code"), c:rows():select("coder", "code"))
      eq(back:stamps():drop "unit", c:stamps():drop "unit")
      validated(project_xml(path), "Project.xsd", function(ok) eq(ok, true) end)
    end, ".qdpx")
  end, ".qdpx")
end)

test("stamps go along when codings are joined and merged", function()
  reading(stamped_project(), function(c)
    local more = frame { source = { "t" }, type = { "blog" } }
    eq(c:join(more):stamps(), c:stamps())
    local bare = coding(frame { unit = { 1 }, code = { "x" } })
    eq(c:merge(coding(frame({ { "unit", { "p" } }, { "code", { "x" } } })))
      :stamps(), c:stamps())
    eq(bare:stamps().n_rows, 0)
  end, ".qdpx")
end)

test("real projects keep the GUIDs of their codings of texts", function()
  if not io.open(SAMPLES .. "spec-a3-transana-project.qde") then
    skip "../shared/refi-qda is not there"
  end
  local c = coding.read(SAMPLES .. "spec-a3-transana-project.qde")
  local kind = {}
  for unit in c:units():each() do kind[unit.unit] = unit.kind end
  local wanted, found = {}, {}
  for stamp in c:stamps():each() do
    if not is_na(stamp.code) and kind[stamp.unit] == "plaintext" then
      wanted[#wanted + 1] = stamp.guid
    end
  end
  files.with("", function(path)
    c:write(path)
    for stamp in coding.read(path):stamps():each() do found[stamp.guid] = true end
  end, ".qdpx")
  assert(#wanted > 10)
  for _, one in ipairs(wanted) do assert(found[one], one) end
end)

test("what is not carried over is named", function()
  local more = ('modifyingUser="%s" modifiedDateTime="2015-01-01T00:00:00Z" ')
    :format(guid(1))
  reading(stamped_project(more), function(c)
    eq(loss(c, "who changed selections, and when"), 1)
  end, ".qdpx")
  local xml = project.xml { users = user(1, "ann"), codes = code(10, "x"),
    sources = source(20, "t", select(30, 0, 1, made(40, 10, 1)),
      ('plainTextPath="internal://20.txt" richTextPath="internal://20.docx" '
      .. 'creatingUser="%s"'):format(guid(1))) }
  xml = xml:gsub("<Project ",
    '<Project creationDateTime="2014-01-01T00:00:00Z" ', 1)
  reading(project.pack(xml, { ["sources/20.txt"] = "one" }), function(c)
    eq(loss(c, "who made the project, and when"), 1)
    eq(loss(c, "who made sources, and when"), 1)
    eq(loss(c, "texts with their layout"), 1)
  end, ".qdpx")
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
  refused("not well-formed", "")
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
