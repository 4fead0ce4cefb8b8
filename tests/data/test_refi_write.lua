-- Projects for exchange (REFI-QDA), written: what comes back, whether it is
-- valid by the schemas, and who made what, and when.

local files = dofile "tests/data/files.lua"
local host = dofile "tests/host/vane.lua"
local project = dofile "tests/data/project.lua"

local guid, user, code = project.guid, project.user, project.code
local made, select, source = project.coding, project.selection, project.text
local unpacked, reading, SAMPLES = project.unpacked, project.reading, project.SAMPLES


-- ---- writing ----

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
  if not project.can_validate then skip "no schema, or no xmllint" end
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
      eq({ i, project.is_valid(unpacked(path)) }, { i, true })
    end, ".qdpx")
  end
  for _, i in ipairs { 1, 4 } do
    if codings[i] then
      files.with("", function(path)
        codings[i]:write(path)
        eq(project.is_valid(files.bytes(path), "Codebook.xsd"), true)
        eq(coding.read(path).n_codes, codings[i].n_codes)
      end, ".qdc")
    end
  end
end)

test("a circle of codes is written as a list, none lost, and told", function()
  local codes = frame { code = { "a", "b", "c" }, parent = { "b", "a", "a" } }
  local c = coding(frame { unit = { 1 }, code = { "a" } }, { codes = codes })
  for _, ending in ipairs { ".qdc", ".qdpx" } do
    files.with("", function(path)
      local lost = {}
      for row in c:write(path):each() do lost[row.what] = row.n end
      eq({ lost["codes in a circle or too deep, which stand at the top"],
        coding.read(path).n_codes }, { 3, 3 })
    end, ending)
  end
end)

-- Readers of XML go 200 levels deep, ours too.
test("a chain of 1000 codes is written so that it can be read", function()
  local codes = { code = {}, parent = {} }
  for i = 1, 1000 do
    codes.code[i], codes.parent[i] = "c" .. i, i > 1 and "c" .. i - 1 or na
  end
  local c = coding(frame { unit = { 1 }, code = { "c1000" } },
    { codes = frame(codes) })
  files.with("", function(path)
    eq(c:write(path).n_rows, 1)
    eq({ coding.read(path).n_codes, coding.read(path):rows():get(1, "code") },
      { 1000, "c1000" })
  end, ".qdpx")
end)

-- Killed at any instant while one file after the other takes its place.
test("killed while it writes, a project is whole and nothing lies beside it",
  function()
    local work = [[
      local rows = { unit = {}, code = {}, text = {} }
      for i = 1, 3000 do
        rows.unit[i], rows.code[i], rows.text[i] = i, "c" .. i %% 9, ("t" .. i):rep(9)
      end
      local c = coding(frame(rows))
      c:write(%q)
      io.stdout:write "ready\n"
      io.stdout:flush()
      while true do c:write(%q) end]]
    local folder <close> = host.folder()
    local path = folder.path .. "/f.qdpx"
    for round = 1, 8 do
      local pipe <close> = io.popen(("echo $$; exec %s -e '%s'"):format(files.program,
        work:format(path, path)))
      local pid = pipe:read "l"
      eq(pipe:read "l", "ready")
      os.execute(("sleep 0.0%d; kill -s KILL %s"):format(round, pid))
      pipe:read "a"
      eq(coding.read(path).n_codings, 3000)
      local list <close> = io.popen("ls -A " .. folder.path)
      eq(list:read "a", "f.qdpx\n")
    end
  end)


test("what a project cannot hold is told when it is written", function()
  local c = coding(frame { unit = { "p", "q" }, kind = { "picture", "plaintext" },
    page = { 1, 2 }, code = { "a", "b" } })
  files.with("", function(path)
    eq(c:write(path):column "what", { "units that are no parts of texts",
      'what the column "page" says of units of the same source' })
  end, ".qdpx")
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
      eq(project.is_valid(unpacked(path)), true)
    end, ".qdpx")
  end, ".qdpx")
end)

-- A source with its maker and who changed it, selected twice.
local function made_source(name, maker)
  return project.pack(project.xml { users = user(1, maker) .. user(2, "bob"),
    codes = code(10, "x"), sources = source(20, name, select(30, 0, 3,
      made(40, 10, 2)) .. select(31, 4, 7, made(41, 10, 2)),
      ('plainTextPath="internal://20.txt" creatingUser="%s" '
      .. 'creationDateTime="2013-01-02T03:04:05Z" modifyingUser="%s" '
      .. 'modifiedDateTime="2014-01-02T03:04:05.5+01:00"'):format(guid(1), guid(2))) },
    { ["sources/20.txt"] = "one two" })
end


local function source_line(path)
  local line = unpacked(path):match "<TextSource [^>]*>"
  return line:gsub(' plainTextPath="[^"]*"', "")
end


test("makers and dates of sources survive, also in a study", function()
  reading(made_source("t", "ann"), function(c)
    eq(c.n_codings, 2)
    local row = c:units():head(1)
    eq({ row:get(1, "source_maker"), row:get(1, "source_created"),
      row:get(1, "source_changer"), row:get(1, "source_changed") },
      { "ann", "2013-01-02T03:04:05Z", "bob", "2014-01-02T03:04:05.5+01:00" })
    eq(c:losses().n_rows, 0)
    local study = coding.open ":memory:"
    study:add(c)
    for _, written in ipairs { c, study } do
      files.with("", function(path)
        eq(written:write(path), nil)
        eq(source_line(path), ('<TextSource guid="%s" name="t" creatingUser="%s" '
          .. 'creationDateTime="2013-01-02T03:04:05Z" modifyingUser="%s" '
          .. 'modifiedDateTime="2014-01-02T03:04:05.5+01:00">'):format(
          guid(20):upper(), guid(1):upper(), guid(2):upper()))
        eq(coding.read(path):units():drop "unit", c:units():drop "unit")
        eq(project.is_valid(unpacked(path)), true)
      end, ".qdpx")
    end
  end, ".qdpx")
end)

test("what cannot stand as maker or moment of a source is named", function()
  local c = coding(frame { unit = { "p" }, source = { "t" }, code = { "x" },
    source_maker = { "zoe" }, source_created = { "May" } })
  files.with("", function(path)
    eq(c:write(path):column "what", { "makers of sources who are none of the coders",
      "times at which something was made that are no date and time" })
    eq(source_line(path):find "creat", nil)
    eq(project.is_valid(unpacked(path)), true)
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
