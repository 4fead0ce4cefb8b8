-- Projects for exchange, there and back: all that the standard's schema has a
-- place for is in what is written again, whatever a coding makes of it.

local files = dofile "tests/data/files.lua"
local project = dofile "tests/data/project.lua"
local with_path = dofile "tests/data/store_path.lua"

local guid, user, code = project.guid, project.user, project.code
local unpacked, reading = project.unpacked, project.reading

-- ---- a project that uses all of the schema ----

local function tag(name, attributes, inside)
  return ("<%s %s>%s</%s>"):format(name, attributes, inside or "", name)
end


local function id(n, more)
  return ('guid="%s" %s'):format(guid(n), more or "")
end


local function note(n)
  return ('<NoteRef targetGUID="%s"/>'):format(guid(n))
end


local made = ('creatingUser="%s" creationDateTime="2013-01-02T03:04:05Z" '
  .. 'modifyingUser="%s" modifiedDateTime="2014-05-06T07:08:09Z"'):format(guid(1),
  guid(2))
local area = 'firstX="1" firstY="2" secondX="3" secondY="4" '


local function coded(n)
  return tag("Coding", id(n, ('creatingUser="%s" '
    .. 'creationDateTime="2015-01-01T00:00:00Z"'):format(guid(2))),
    ('<CodeRef targetGUID="%s"/>'):format(guid(10)) .. note(80))
end


local function value(n, type, said)
  return ('<VariableValue><VariableRef targetGUID="%s"/><%sValue>%s</%sValue>'
    .. "</VariableValue>"):format(guid(n), type, said, type)
end


local function described(text)
  return "<Description>" .. text .. "</Description>"
end


local selected = described "a memo &amp; more" .. coded(60) .. note(80)
local values = value(50, "Text", "x &lt; y") .. value(51, "Boolean", "true")
  .. value(52, "Integer", "-3") .. value(53, "Float", "0.000000125")
  .. value(54, "Date", "2014-02-03") .. value(55, "DateTime", "2014-02-03T04:05:06Z")


local function ends(n)
  return coded(n) .. note(80) .. values
end


local function numbered(inside, n)
  return (inside:gsub("0000003C%-", guid(n):match "^%x+%-"))
end


local sources = tag("TextSource", id(20, 'name="t" richTextPath="internal://20.docx" '
    .. ('plainTextPath="internal://%s.txt" '):format(guid(20)) .. made),
    described "of a text" .. tag("PlainTextSelection",
      id(30, 'name="its name" startPosition="0" endPosition="3" ' .. made),
      numbered(selected, 100)) .. ends(101))
  .. tag("PictureSource", id(21, 'name="pic" path="internal://21.png" '
    .. 'currentPath="absolute:///pic.png" ' .. made), described "of a picture"
    .. tag("TextDescription", id(22, 'name="d"'), "<PlainTextContent>seen</PlainTextContent>"
      .. tag("PlainTextSelection", id(31, 'startPosition="1" endPosition="2"'),
        numbered(coded(60), 102)))
    .. tag("PictureSelection", id(32, 'name="corner" ' .. area .. made),
      numbered(selected, 103)) .. ends(104))
  .. tag("PDFSource", id(23, 'name="report" path="internal://23.pdf" ' .. made),
    tag("PDFSelection", id(33, 'name="box" page="2" ' .. area .. made),
      described "of a box" .. tag("Representation", id(24, made),
        "<PlainTextContent>in the box</PlainTextContent>"
        .. tag("PlainTextSelection", id(34, 'startPosition="0" endPosition="2"'),
          numbered(coded(60), 105))) .. coded(106))
    .. tag("Representation", id(25, 'plainTextPath="internal://25.txt"'),
      tag("PlainTextSelection", id(35, 'name="é" startPosition="0" endPosition="1"'),
        numbered(selected, 107))) .. ends(108))
  .. tag("VideoSource", id(26, 'name="film" path="relative:///film.mp4"'),
    tag("Transcript", id(27, 'name="spoken" plainTextPath="internal://27.txt" ' .. made),
      described "of a transcript" .. tag("SyncPoint", id(90, 'timeStamp="0" position="0"'))
      .. tag("SyncPoint", id(91, 'timeStamp="900" position="4"'))
      .. tag("TranscriptSelection", id(36, ('name="words" fromSyncPoint="%s" '
        .. 'toSyncPoint="%s" '):format(guid(90), guid(91)) .. made),
        numbered(selected, 109)) .. note(80))
    .. tag("VideoSelection", id(37, 'name="scene" begin="0" end="900" ' .. made),
      numbered(selected, 110)) .. ends(111))
  .. tag("AudioSource", id(28, 'name="tape" path="internal://28.mp3"'),
    tag("AudioSelection", id(38, 'begin="5" end="9"'), coded(112)))
  .. tag("TextSource", id(29, 'name="nobody coded it" ' .. made),
    "<PlainTextContent>left alone</PlainTextContent>")

local variables = ""
for i, type in ipairs { "Text", "Boolean", "Integer", "Float", "Date", "DateTime" } do
  variables = variables .. tag("Variable", id(49 + i, ('name="%s" typeOfVariable="%s"')
    :format(i == 1 and "Source" or "v" .. i, type)),
    i == 1 and described "where from" or "")
end

local more = "<Notes>" .. tag("Note", id(80, 'name="a note" ' .. made),
    "<PlainTextContent>first line\nsecond &quot;line&quot;</PlainTextContent>"
    .. tag("PlainTextSelection", id(39, 'startPosition="0" endPosition="5"'), coded(113)))
  .. tag("Note", id(81, 'plainTextPath="internal://81.txt"')) .. "</Notes><Links>"
  .. tag("Link", id(82, ('name="l" direction="OneWay" color="#fff" originGUID="%s" '
    .. 'targetGUID="%s"'):format(guid(10), guid(30))), note(80)) .. "</Links><Sets>"
  .. tag("Set", id(83, 'name="s"'), described "of a set"
    .. ('<MemberCode targetGUID="%s"/><MemberSource targetGUID="%s"/>'
    .. '<MemberNote targetGUID="%s"/>'):format(guid(10), guid(20), guid(80)))
  .. "</Sets><Graphs>" .. tag("Graph", id(84, 'name="g"'),
    tag("Vertex", id(85, ('representedGUID="%s" name="v" shape="Oval" color="#102030" ')
      :format(guid(10)) .. area)) .. tag("Vertex", id(86, 'firstX="0" firstY="0"'))
    .. tag("Edge", id(87, ('sourceVertex="%s" targetVertex="%s" direction="OneWay" '
      .. 'lineStyle="dotted"'):format(guid(85), guid(86))))) .. "</Graphs>"
  .. described "of the whole" .. note(80)

local cases = tag("Case", id(70, 'name="case"'), described "of a case"
  .. ('<CodeRef targetGUID="%s"/>'):format(guid(10)) .. value(52, "Integer", "7")
  .. ('<SourceRef targetGUID="%s"/><SelectionRef targetGUID="%s"/>'):format(guid(28),
    guid(30)))

local whole = project.xml {
  users = '<User guid="' .. guid(1) .. '" name="ann" id="a1"/>' .. user(2, "bob"),
  codes = code(10, "x", described "what it is" .. note(80) .. code(11, "y"))
    .. code(12, "z", code(13, "y")),
  variables = variables, cases = cases, sources = sources, more = more }
  :gsub("<Project ", ('<Project origin="other 1" creatingUserGUID="%s" '
    .. 'creationDateTime="2012-01-01T00:00:00Z" modifyingUserGUID="%s" '
    .. 'modifiedDateTime="2012-02-01T00:00:00Z" basePath="/p" '):format(guid(1), guid(2)), 1)

local contents = { [("sources/%s.txt"):format(guid(20))] = "one two",
  ["sources/20.docx"] = "PK\0\1\2\0rest", ["sources/21.png"] = "\x89PNG\0\0\xff",
  ["sources/23.pdf"] = ("%PDF\0"):rep(1000), ["sources/25.txt"] = "été",
  ["sources/27.txt"] = "said so", ["sources/28.mp3"] = "\0",
  ["sources/81.txt"] = "of a note" }


-- ---- by another route ----

-- How often each element, attribute and text is there, by taking XML apart as
-- text. Empty elements may be written in two ways.
local function counted(xml)
  local counts = {}
  local function count(key) counts[key] = (counts[key] or 0) + 1 end
  xml = xml:gsub("<%?.-%?>", "")
  for name, attributes, text in xml:gmatch "<(%a+)([^>]*)>([^<]*)" do
    count(name)
    for key, said in attributes:gmatch '(%a+)="([^"]*)"' do
      if key ~= "origin" then count(name .. " " .. key .. " " .. said) end
    end
    text = text:gsub("&#10;", "\n"):gsub("&quot;", '"')
    if text:find "%S" then count(name .. ": " .. text) end
  end
  return counts
end


local function is_valid(path) return project.is_valid(unpacked(path)) end


test("there is what projects are validated by", function()
  if not project.can_validate then skip "no schema, or no xmllint" end
end)


-- f(what a coding becomes, how it came there).
local function by_all_ways(c, f)
  f(c, "at once")
  local study <close> = coding.open(":memory:", { coder = "ann" })
  study:add(c)
  f(study, "through a study")
  with_path(function(path)
    study:write(path)
    f(coding.read(path), "through a study that was written")
  end)
  f(c:join(frame { source = { "t" } }), "joined")
  f(c:merge(c), "merged with itself")
end


test("all that a project says is in the one that is written again", function()
  reading(project.pack(whole, contents), function(c)
    eq(c:losses():column "what", { "sources without a unit" })
    by_all_ways(c, function(held, way)
      files.with("", function(path)
        eq({ way, held:write(path) }, { way })
        eq({ way, is_valid(path) }, { way, true })
        eq({ way, counted(unpacked(path)) }, { way, counted(whole) })
        for name, bytes in pairs(contents) do
          eq({ way, name, unpacked(path, name) }, { way, name, bytes })
        end
      end, ".qdpx")
    end)
  end, ".qdpx")
end)

test("and reads as the one before, in every frame", function()
  reading(project.pack(whole, contents), function(c)
    files.with("", function(path)
      c:write(path)
      local back = coding.read(path)
      for _, part in ipairs { "units", "rows", "codes", "coders", "stamps", "extras",
        "losses" } do
        eq({ part, back[part](back) }, { part, c[part](c) })
      end
    end, ".qdpx")
  end, ".qdpx")
end)

test("what has been coded since stands beside what was there", function()
  reading(project.pack(whole, contents), function(c)
    local study <close> = coding.open(":memory:", { coder = "bob" })
    study:add(c)
    study:code { unit = "pic picture", code = "z" }
    study:remove { unit = "film transcript" }
    files.with("", function(path)
      eq(study:write(path), nil)
      eq(is_valid(path), true)
      local xml = unpacked(path)
      assert(xml:match "<PictureSelection .-</PictureSelection>":find(guid(12), 1, true))
      eq(xml:find("<TranscriptSelection ", 1, true), nil)
      assert(xml:find("<SyncPoint ", 1, true))
    end, ".qdpx")
    study:undo()
    files.with("", function(path)
      study:write(path)
      assert(unpacked(path):find("<TranscriptSelection ", 1, true))
    end, ".qdpx")
  end, ".qdpx")
end)

test("a study's notes become notes of the project, beside those it had", function()
  reading(project.pack(whole, contents), function(c)
    local study <close> = coding.open(":memory:", { coder = "ann" })
    study:add(c)
    study:note { text = "of <all>" }
    study:note { code = "z", text = "of a code" }
    study:note { unit = "pic", text = "of a source" }
    study:note { unit = "t 0-3", code = "x", text = "of a coding" }
    study:note { unit = "t 0-3", text = "of a unit" }
    files.with("", function(path)
      eq(study:write(path), nil)
      eq(is_valid(path), true)
      local xml = unpacked(path)
      local guid_of = {}
      for said, text in xml:gmatch('<Note guid="([^"]+)" creatingUser="[^"]+" '
        .. 'creationDateTime="[^"]+"><PlainTextContent>(of[^<]*)<') do
        guid_of[text] = said
      end
      local function refers(text, element)
        local inside = xml:match(element)
        return inside:find(guid_of[text], 1, true) ~= nil
      end
      eq({ refers("of a source", "<PictureSource .-</PictureSource>"),
        refers("of a unit", "<PlainTextSelection .-</PlainTextSelection>"),
        refers("of a coding", "<Coding .-</Coding>"),
        refers("of a code", '<Code [^>]*name="z".-</Code>'),
        refers("of &lt;all&gt;", "</Graphs>.*") }, { true, true, true, true, true })
      study:add(coding.read(path))
      study:write(path)
      local _, n = unpacked(path):gsub("<Note ", "")
      eq(n, 7)
    end, ".qdpx")
  end, ".qdpx")
end)


-- ---- what cannot be kept ----

test("tables and codebooks name what they have no place for", function()
  reading(project.pack(whole, contents), function(c)
    files.with("", function(path)
      local lost = {}
      for row in c:write(path):each() do lost[row.what] = row.n end
      eq({ lost["texts of sources"], lost["Set elements of a project"],
        lost["PDFSelection elements of a project"], lost["codes that no unit has"] },
        { 2, 1, 1, 3 })
    end, ".csv")
    files.with("", function(path)
      local lost = {}
      for row in c:write(path):each() do lost[row.what] = row.n end
      eq({ lost["units with their codings"], lost["codes that notes refer to"],
        lost["members of sets that are no codes"] }, { c.n_units, 1, 2 })
      eq(coding.read(path):extras():column "element", { "Set", "Code", "Code" })
    end, ".qdc")
  end, ".qdpx")
end)

test("what the standard does not know is left out, and named", function()
  local odd = project.xml { users = user(1, "ann"), codes = code(10, "x"),
    sources = '<PictureSource guid="' .. guid(20) .. '" name="p" mood="blue">'
      .. "<Smell>roses</Smell>" .. '<PictureSelection guid="' .. guid(30)
      .. '" firstX="half">' .. project.coding(40, 10, 1)
      .. "</PictureSelection></PictureSource>",
    more = '<Graphs><Graph guid="' .. guid(50) .. '"><Vertex guid="no"/></Graph></Graphs>' }
  reading(odd, function(c)
    eq(c:losses():column "what", { "elements and attributes that the standard does "
      .. "not know", "elements that lack what the standard wants of them" })
    files.with("", function(path)
      eq(c:write(path):column "what", { "units that are no parts of texts" })
      eq(is_valid(path), true)
    end, ".qdpx")
  end)
end)
