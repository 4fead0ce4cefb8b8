-- Stores: what goes in comes out, whatever is asked, changed and undone.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local random = loadfile("tests/data/random.lua", "t", _ENV)()
local with_path = require "store_path"


local function memory(rows, who)
  local c = coding.open(":memory:", { coder = who or "ann" })
  if rows then c:add(coding(frame(rows))) end
  return c
end


-- The frame without columns that have no value: a store has none of these.
local function valued(f)
  local names = {}
  for _, name in ipairs(f.names) do
    for _, cell in ipairs(f:column(name)) do
      if cell ~= na then
        names[#names + 1] = name
        break
      end
    end
  end
  return f:select(names)
end


-- The same codings, whatever order they stand in.
local function same_coding(found, wanted)
  eq(found:rows():sort("unit", "coder", "code"),
    wanted:rows():sort("unit", "coder", "code"))
  local about, columns = found:units():sort "unit", valued(wanted:units():sort "unit")
  for _, name in ipairs(columns.names) do
    eq(about:column(name), columns:column(name))
    eq(about.types[name], columns.types[name])
  end
  eq(about.n_cols, columns.n_cols)
  eq(found:codes(), valued(wanted:codes()))
  eq(found:coders(), valued(wanted:coders()))
end


-- ---- what goes in comes out ----

test("a coding of every type of column comes back as it was", function()
  with_path(function(path)
    local c = coding(frame({ { "unit", { "p", "p", "q", "r" } },
      { "source", { "s", "s", "s", na } }, { "coder", { "x", "y", "x", na } },
      { "code", { "a", "b", na, na } }, { "date", { "2014-12-31", "2014-12-31", na, na } },
      { "type", { "blog", "blog", "1", na } }, { "page", { 1, 1, -7, na } },
      { "weight", { 0.1, 0.1, 1 / 3, na } }, { "Weight", { 1e300, 1e300, 5e-324, na } },
      { "is_long", { true, true, false, na } }, { 'odd "name"', { "'", "'", "\"", na } },
      { "day", { "2014-01-01", "2014-01-01", "2015-01-01", na } },
      { "text", { "Äther\n", "Äther\n", "", na } } },
      { types = { date = "date", day = "text" } }),
      { codes = frame { code = { "z", "b", "a" }, definition = { "1", na, "3" },
        rank = { 3, na, 1.5 }, source = { "x", "y", na }, parent = { na, "z", "z" } } })
    c:write(path)
    same_coding(coding.read(path), c)
    eq(coding.read(path):units():column "weight", c:units():column "weight")
  end)
end)

test("units named by whole numbers stay so", function()
  local c = memory { unit = { 10, 9, 10 }, code = { "a", "b", "b" } }
  eq(c:units():sort "unit":column "unit", { 9, 10 })
  raises("is integer here and text there", c.add, c,
    coding(frame { unit = { "p" }, code = { "a" } }))
  eq(c.n_units, 2)
end)

test("codings drawn at random come back, and from there into other files", function()
  local numbers = random.numbers(7)
  local function draw(n) return numbers(n) + 1 end
  local rows = { unit = {}, source = {}, coder = {}, code = {} }
  for i = 1, 400 do
    local unit = draw(80)
    rows.unit[i], rows.source[i] = "p" .. unit, "s" .. unit // 9
    rows.coder[i], rows.code[i] = "k" .. draw(3), draw(9) > 1 and "c" .. draw(12) or na
  end
  local c = coding(frame(rows))
  local store = memory()
  eq(store:add(c), c.n_codings + c.n_nothing)
  same_coding(store, c)
  eq(store:add(c), 0)
  eq(store:cooccurrence { replicates = 9 }, c:cooccurrence { replicates = 9 })
  files.with("", function(path)
    store:write(path)
    eq(coding.read(path):rows(), c:rows())
  end)
  files.with("", function(path)
    store:write(path)
    local back = coding.read(path)
    eq({ back.n_units, back.n_codings, back.n_nothing },
      { c.n_units, c.n_codings, c.n_nothing })
  end, ".qdpx")
end)

test("projects of two coders over the same text become one study", function()
  local project = dofile "tests/data/project.lua"
  local function of(user, code, name, guid)
    return project.pack(project.xml { users = project.user(guid, user),
      codes = project.code(10 + guid, code),
      sources = project.text(20 + guid, name, project.selection(30 + guid, 0, 2,
        project.coding(40 + guid, 10 + guid, guid))) },
      { [("sources/%d.txt"):format(20 + guid)] = "abc" })
  end
  local c = memory()
  for guid, user in ipairs { "ann", "bob" } do
    files.with(of(user, "code " .. user, "text of " .. user, guid), function(path)
      eq(c:add(coding.read(path)), 1)
    end, ".qdpx")
  end
  eq({ c.n_units, c.n_sources, c.n_coders, c.n_codings }, { 1, 1, 2, 2 })
  eq(c:units():get(1, "source"), "text of ann")
end)

test("a project goes through a study and comes out with its GUIDs and times", function()
  local path = "../shared/refi-qda/refi-qda-ts-TestProject.qdpx"
  local file = io.open(path)
  if not file then skip("there is no " .. path) end
  file:close()
  local project, c = coding.read(path), memory()
  c:add(project)
  same_coding(c, project)
  local order = { "unit", "code", "coder", "guid" }
  eq(c:stamps():sort(table.unpack(order)), project:stamps():sort(table.unpack(order)))
end)

test("an empty study answers that it is empty", function()
  local c = memory()
  eq({ c.n_units, c.n_codes, c.n_coders, c.n_sources, c.n_codings }, { 0, 0, 0, 0, 0 })
  eq(c:units().n_rows, 0)
  eq(c:use().n_rows, 0)
  eq(c:history {}.n_rows, 0)
  eq(c:notes().n_rows, 0)
end)


-- ---- changing ----

test("coding and uncoding count what they do", function()
  local c = memory { unit = { "p", "q" }, coder = { "x", "x" }, code = { "a", "b" } }
  eq(c:code { unit = { "p", "q" }, code = { "a", "b" } }, 4)
  eq(c:code { unit = { "p", "q" }, code = { "a", "b" } }, 0)
  eq(c:code { unit = "p", code = "b", coder = "x" }, 1)
  eq(c.n_codings, 7)
  eq(c:uncode { unit = c:units "a", code = "a" }, 2)
  eq(c:uncode { unit = "p" }, 1)
  eq(c:rows():column "coder", { "x", "x", "x", "ann" })
  eq(c:coders():column "coder", { "x", "ann" })
end)

test("finding nothing is a mark of its own, which a code takes away", function()
  local c = memory { unit = { "p" }, coder = { na }, code = { na }, source = { "s" } }
  eq({ c.n_units, c.n_nothing, c.n_codings }, { 1, 0, 0 })
  eq(c:nothing { unit = "p" }, 1)
  eq(c:nothing { unit = "p" }, 0)
  eq(c.n_nothing, 1)
  c:add_code { code = "a" }
  c:code { unit = "p", code = "a" }
  eq({ c.n_nothing, c.n_codings }, { 0, 1 })
  raises('ann gave codes to the unit "p"', c.nothing, c, { unit = "p" })
  c:uncode { unit = "p", code = "a" }
  eq({ c.n_nothing, c.n_codings, c.n_units }, { 0, 0, 1 })
end)

test("names that there are none of are told with the nearest", function()
  local c = memory { unit = { "p1" }, code = { "ageing" } }
  raises('no code is called "agein" (did you mean "ageing"?)', c.code, c,
    { unit = "p1", code = "agein" })
  raises('no unit is called "p2" (did you mean "p1"?)', c.code, c,
    { unit = "p2", code = "ageing" })
  raises('no coder is called "bob"; c:add_coder{ coder = "bob" } makes one',
    c.code, c, { unit = "p1", code = "ageing", coder = "bob" })
  raises("'unit'", c.code, c, { code = "ageing" })
  raises("a unit should be named by a text or a whole number, found true",
    c.code, c, { unit = { true }, code = "ageing" })
  eq(c.n_coders, 1)
  raises("this coding is not kept in a store", function()
    coding(frame { unit = { 1 }, code = { "a" } }):code { unit = 1, code = "a" }
  end)
end)

test("merging codes keeps who coded what, once", function()
  local c = memory { unit = { "p", "p", "q" }, coder = { "x", "x", "y" },
    code = { "old", "elderly", "elderly" } }
  c:add_code { code = "below", parent = "elderly" }
  eq(c:merge_codes { codes = { "old", "elderly" }, into = "old" }, 1)
  eq(c:rows():column "code", { "old", "old" })
  eq(c:codes():column "code", { "old", "below" })
  eq(c:codes():column "parent", { na, "old" })
  raises("no code is called", c.merge_codes, c, { codes = { "x" }, into = "y" })
  eq(c.n_codes, 2)
end)

test("splitting a code moves the codings of some units", function()
  local c = memory { unit = { 1, 2, 3, 3 }, code = { "a", "a", "a", "b" } }
  eq(c:split_code { code = "a", into = "b", units = { 2, 3 } }, 1)
  eq(c:rows():column "code", { "a", "b", "b" })
end)

test("a code cannot stand below itself", function()
  local c = memory()
  c:add_code { code = "a" }
  c:add_code { code = "b", parent = "a" }
  c:add_code { code = "c", parent = "b" }
  raises("would stand below itself", c.change_code, c, { code = "a", parent = "c" })
  raises("would stand below itself", c.change_code, c, { code = "a", parent = "a" })
  c:change_code { code = "c", parent = na, colour = "#ff0000", codable = false }
  eq(c:codes():column "parent", { na, "a", na })
  eq(c:codes():column "codable", { na, na, false })
  raises('"c" stands below', function()
    c:change_code { code = "c", parent = "b" }
    c:remove { code = "b" }
  end)
end)

test("what is known of sources is replaced where something is said", function()
  local c = memory { unit = { 1, 2, 3 }, source = { "s", "s", "t" }, code = { "a", "a", na } }
  c:describe(frame { source = { "s", "t" }, type = { "blog", na }, reach = { 0.1, 2 } })
  c:describe(frame { unit = { 3 }, type = { "news" } }, { by = "unit" })
  eq(c:units():column "type", { "blog", "blog", "news" })
  eq(c:units():column "reach", { 0.1, 0.1, 2.0 })
  c:describe(frame { source = { "t" }, reach = { 7.5 } })
  eq(c:sources():column "reach", { 0.1, 7.5 })
  raises('no source is called "u"', c.describe, c,
    frame { source = { "u" }, type = { "x" } })
  raises('the column "type" of the units is text here', c.describe, c,
    frame { source = { "s" }, type = { 1 } })
end)

test("notes stay with their unit or code and go with it", function()
  local c = memory { unit = { "p" }, code = { "a" } }
  c:note { text = "one", unit = "p" }
  c:note { text = "two", code = "a", unit = "p" }
  c:note { text = "three" }
  eq(c:notes():column "unit", { "p", "p", na })
  c:remove { note = 1 }
  c:remove { code = "a" }
  eq(c:notes():column "text", { "three" })
  raises("there is no note 1", c.remove, c, { note = 1 })
  raises("one thing at a time", c.remove, c, { note = 1, unit = "p" })
  raises("wants a unit, source", c.remove, c, {})
end)


-- ---- all or nothing ----

test("a change is kept as a whole or not at all", function()
  local c = memory { unit = { "p" }, code = { "a" } }
  raises("on purpose", c.change, c, "second round", function()
    c:code { unit = "p", code = "a" }
    c:add_code { code = "b" }
    eq(c.n_codes, 2)
    error "on purpose"
  end)
  eq({ c.n_codes, c.n_codings, c:history {}.n_rows }, { 1, 1, 1 })
  eq(c:change("third", function()
    pcall(c.change, c, "part", function()
      c:add_code { code = "lost" }
      error "caught"
    end)
    c:add_code { code = "kept" }
    return 7
  end), 7)
  eq(c:codes():column "code", { "a", "kept" })
  eq(c:history {}:column "what", { "add a coding", "third" })
  raises("wants what it is for and a function", c.change, c, function() end)
end)

test("what changes nothing leaves no trace", function()
  local c = memory { unit = { "p" }, coder = { "ann" }, code = { "a" } }
  c:code { unit = "p", code = "a" }
  c:change_code { code = "a", name = "a" }
  eq(c:history {}.n_rows, 1)
end)


-- ---- undoing ----

-- All that can be asked of a store, as texts.
local function state(c)
  local parts = { tostring(c:codes()), tostring(c:coders()), tostring(c:notes()) }
  if c.n_units > 0 then
    parts[4] = tostring(c:rows():sort("unit", "coder", "code"))
    parts[5] = tostring(c:units():sort "unit")
  end
  return table.concat(parts, "\n")
end


test("any changes are undone to what was there, and done again", function()
  local numbers = random.numbers(3)
  local function draw(n) return numbers(n) + 1 end
  local c = memory({ unit = { "p1", "p2", "p3" }, source = { "s", "s", "t" },
    date = { 1 / 3, 2.5, 1e-300 }, extra = { 0.1, na, 2 },
    code = { "a", "b", "a" } })
  local n_codes = 0
  local verbs = {
    function() c:code { unit = "p" .. draw(3), code = c:codes():get(1, "code") } end,
    function() c:uncode { unit = "p" .. draw(3) } end,
    function()
      n_codes = n_codes + 1
      c:add_code { code = "n" .. n_codes, parent = c:codes():get(1, "code") }
    end,
    function()
      n_codes = n_codes + 1
      local last = c:codes():get(c.n_codes, "code")
      c:merge_codes { codes = { last }, into = "m" .. n_codes }
    end,
    function() c:note { text = "x", unit = "p" .. draw(3) } end,
    function() c:describe(frame { source = { "s" }, date = { draw(99) / 7 },
      extra = { draw(99) / 7 } }) end,
    function() c:change_code { code = c:codes():get(c.n_codes, "code"),
      definition = "d" .. draw(1000) } end,
    function() c:nothing { unit = "p1", coder = "unknown" } end,
  }
  local states = { state(c) }
  for _ = 1, 40 do
    pcall(verbs[draw(#verbs)])
    local now = state(c)
    if now ~= states[#states] then states[#states + 1] = now end
  end
  assert(#states > 20)
  for i = #states - 1, 1, -1 do
    c:undo()
    eq(state(c), states[i])
  end
  for i = 2, #states do
    c:redo()
    eq(state(c), states[i])
  end
  raises("has undone nothing since", c.redo, c)
  c:undo()
  eq(state(c), states[#states - 1])
end)

test("an import is undone and done again as one", function()
  local c = memory { unit = { 1, 2 }, source = { "s", "t" }, x = { 0.1, 7 }, code = { "a", "b" } }
  local before = state(c)
  c:undo()
  eq({ c.n_units, c.n_codes, c.n_sources }, { 0, 0, 0 })
  c:redo()
  eq(state(c), before)
end)

test("nobody undoes what others rest on, or others' changes unasked", function()
  with_path(function(path)
    local ann = coding.open(path, { coder = "ann" })
    local bob = coding.open(path, { coder = "bob" })
    ann:add(coding(frame { unit = { "p" }, code = { "a" } }))
    bob:change_code { code = "a", definition = "wide" }
    raises("what it did has been changed since", ann.undo, ann)
    raises("carl has changed nothing that could be undone", function()
      coding.open(path, { coder = "carl" }):undo()
    end)
    eq(ann:undo(2), "undo 2: change code a (by bob)")
    raises("change 2 has been undone already", ann.undo, ann, 2)
    raises("change 3 is itself one that undid", ann.undo, ann, 3)
    raises("there is no change 99", ann.undo, ann, 99)
    raises("found a text", ann.undo, ann, "2")
    eq(bob:codes().names, { "code" })
    bob:code { unit = "p", code = "a" }
    raises("rests on it", ann.undo, ann)
    eq(bob.n_codings, 2)
  end)
end)

test("the journal tells who, what and when, also of what is gone", function()
  local c = memory({ unit = { "p" }, code = { "a" } }, "ann")
  c:code { unit = "p", code = "a" }
  c:change_code { code = "a", name = "b", definition = "x" }
  c:remove { unit = "p" }
  local h = c:history {}
  eq(h:column "what", { "add a coding", "code p as a", "change code a", "remove unit p" })
  eq(h:column "who", { "ann", "ann", "ann", "ann" })
  for _, time in ipairs(h:column "time") do
    eq(time:match "^%d%d%d%d%-%d%d%-%d%d %d%d:%d%d:%d%d$" ~= nil, true)
  end
  local of_unit = c:history { unit = "p" }
  eq(of_unit:column "did", { "added", "coded", "coded", "uncoded", "uncoded", "removed" })
  eq(of_unit:column "coder", { na, "unknown", "ann", "unknown", "ann", na })
  eq(c:history { code = "a" }:column "code", { "a", "b" })
  eq(c:history { code = "b" }:column "definition", { na, "x" })
  eq(c:history { who = "bob" }.n_rows, 0)
  raises('there never was a unit called "q"', c.history, c, { unit = "q" })
end)


-- ---- several at once ----

test("what one changes the other sees, and half of it never", function()
  with_path(function(path)
    local ann, bob = coding.open(path, { coder = "ann" }), coding.open(path, { coder = "bob" })
    ann:add(coding(frame { unit = { "p" }, code = { "a" } }))
    eq(bob.n_units, 1)
    ann:change("both", function()
      ann:add_unit { unit = "q" }
      eq({ ann.n_units, bob.n_units }, { 2, 1 })
      ann:add_unit { unit = "r" }
    end)
    eq(bob.n_units, 3)
    local reader = coding.read(path)
    raises("opened for reading only", reader.code, reader, { unit = "p", code = "a" })
    bob:code { unit = "q", code = "a" }
    eq(reader:units("a"):column "unit", { "p", "q" })
    eq(ann:merge(bob).n_codings, 2)
  end)
end)

test("a closed study says so", function()
  with_path(function(path)
    local c = coding.open(path)
    c:close()
    raises("n_units: the coding has been closed", function() return c.n_units end)
    raises("units: the coding has been closed", c.units, c)
    raises("the coding has been closed", c.code, c, { unit = 1, code = "a" })
  end)
end)


test("a study takes no bytes that could never be read again", function()
  local c = coding.open(":memory:", { coder = "ann" })
  local bad = "a\xFFb"
  c:add_code { code = "a" }
  c:add_unit { unit = "u", text = "x" }
  for _, change in ipairs {
    function() c:add_code { code = bad } end,
    function() c:add_code { code = "d", definition = bad } end,
    function() c:add_unit { unit = bad } end,
    function() c:add_unit { unit = "v", text = bad } end,
    function() c:add_unit { unit = "v", source = bad } end,
    function() c:add_coder { coder = bad } end,
    function() c:code { unit = "u", code = "a", coder = bad } end,
    function() c:note { unit = "u", text = bad } end,
    function() c:register { kind = "trend", name = bad } end,
    function() c:register { kind = "trend", name = "t", text = bad } end,
    function() c:describe(frame { unit = { "u" }, page = { bad } }, { by = "unit" }) end,
    function() c:change_code { code = "a", name = bad } end,
    function() c:add(coding(frame { unit = { "z" }, code = { bad } })) end,
  } do raises("UTF-8", change) end
  eq({ c.n_units, c.n_codes, c.n_codings, c:coders().n_rows, c:history().n_rows },
    { 1, 1, 0, 0, 2 })
  raises("a name holds bytes that are no letters", c.add_code, c, { code = "a\0" })
  raises("a name holds bytes that are no letters", function()
    coding.open(":memory:", { coder = bad }):add_code { code = "b" }
  end)
end)
