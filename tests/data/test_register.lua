-- Registers of trends and signals, and the units that are their evidence; and
-- studies that an older vane wrote.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local with_path = require "store_path"


local function study()
  local c = coding.open(":memory:", { coder = "ann" })
  c:add(coding(frame { unit = { "p1", "p2", "p3" }, source = { "s", "s", "t" },
    type = { "blog", "blog", "news" }, date = { 2014, 2014, 2015 },
    text = { "Robots lift.", "Robots care.", "Old and young." },
    code = { "robots", "robots", "ageing" } }))
  c:register { kind = "trend", name = "Ageing", text = "Europe grows older.",
    date = 2014, evidence = "p3" }
  c:register { kind = "weak signal", name = "Robots", strength = "weak",
    part_of = "Ageing", descriptor = "Care", variant = "machines",
    evidence = c:units "robots" }
  return c
end


test("an entry knows on how much it rests", function()
  local c = study()
  c:register { name = "Robots", evidence = { "p3" }, state = "confirmed" }
  local f = c:registers { kind = "weak signal" }
  eq({ f:get(1, "units"), f:get(1, "sources"), f:get(1, "types") }, { 3, 2, 2 })
  eq({ f:get(1, "state"), f:get(1, "part_of"), f:get(1, "strength") },
    { "confirmed", "Ageing", "weak" })
  c:register { name = "Robots", without = { "p1", "p2" } }
  eq(c:evidence "Robots":column "unit", { "p3" })
  eq(c:registers { part_of = "Ageing" }:column "name", { "Robots" })
  eq(c:registers { state = "rejected" }.n_rows, 0)
end)

test("scenarios cite the paragraphs", function()
  local c = study()
  local s = scenario "Care" { evidence = c:evidence "Robots", signals = c:registers() }
  eq(s.evidence, { "Robots lift. (s, 2014)", "Robots care. (s, 2014)" })
  eq(#s.signals, 2)
end)

test("what cannot be registered is told", function()
  local c = study()
  raises('"New" is new and needs a \'kind\': trend, driver, weak signal, wild card',
    c.register, c, { name = "New" })
  raises("should be one of trend, driver", c.register, c, { kind = "tend", name = "x" })
  raises('no unit is called "p9"', c.register, c, { name = "Robots", evidence = "p9" })
  raises('no entry is called "Agein" (did you mean "Ageing"?)', c.evidence, c, "Agein")
  raises("nothing is part of itself", c.register, c, { name = "Ageing", part_of = "Ageing" })
  raises("'strength' is said by words here, found a whole number", c.register, c,
    { kind = "driver", name = "x", strength = 2 })
  raises('no column "name"', c.register, c, frame { kind = { "trend" } })
  eq(c:registers().n_rows, 2)
end)

test("registers go out as CSV and come back", function()
  local c = study()
  files.with("", function(entries) files.with("", function(links)
    c:registers():write(entries)
    c:evidence():write(links)
    local d = study()
    d:remove { entry = "Robots" }
    d:remove { entry = "Ageing" }
    eq(d:evidence().n_rows, 0)
    d:register(frame.read(entries), frame.read(links))
    eq(d:registers(), c:registers())
    eq(d:evidence(), c:evidence())
  end) end)
end)

test("an entry is undone, and the journal of a unit says that it was cited", function()
  local c = study()
  eq(c:history { unit = "p1" }:column "did", { "added", "coded", "cited" })
  c:undo()
  eq(c:registers():column "name", { "Ageing" })
  eq(c:history { unit = "p1" }:column "did",
    { "added", "coded", "cited", "no longer cited" })
  c:redo()
  eq(c:evidence "Robots".n_rows, 2)
  c:remove { entry = "Ageing" }
  eq(c:registers():column "part_of", { na })
  c:undo()
  eq(c:registers():column "part_of", { na, "Ageing" })
end)

test("a copy of a study takes notes and registers along", function()
  with_path(function(path)
    local c = study()
    c:note { unit = "p1", code = "robots", text = "sure?" }
    c:write(path)
    local copy = coding.open(path)
    eq(copy:registers(), frame.sql("select * from t", { t = copy:registers() }))
    eq(copy:registers():column "units", c:registers():column "units")
    eq(copy:evidence():column "unit", c:evidence():column "unit")
    eq(copy:notes():column "text", { "sure?" })
    eq(copy:notes():column "code", { "robots" })
    c:add(copy)
    eq({ c:notes().n_rows, c:registers().n_rows, c:evidence().n_rows }, { 1, 2, 3 })
  end)
end)


-- ---- older studies ----

local function with_version_1(f)
  with_path(function(path)
    assert(os.execute("gzip -dc tests/data/fixtures/version1.vane.gz >" .. path))
    f(path)
  end)
end


test("a study of the first version is brought up to date, with all in it", function()
  with_version_1(function(path)
    local c = coding.open(path, { coder = "ann" })
    eq({ c.n_units, c.n_codes, c.n_coders, c.n_codings }, { 3, 2, 2, 3 })
    eq(c:units():column "page", { 1, 2, na })
    eq(c:notes():column "text", { "a note" })
    eq(c:history {}:column "what", { "add a coding", "code p2 as ageing", "note",
      "add code society", "undo 4: add code society" })
    eq(c:redo(), "redo 5: undo 4: add code society (by ann)")
    eq(c:codes():get(3, "definition"), "all of it")
    c:register { kind = "trend", name = "Ageing", evidence = "p1" }
    c:close()
    eq(coding.read(path):registers():column "units", { 1 })
  end)
end)

test("a study of the first version is left alone by who only looks", function()
  with_version_1(function(path)
    local bytes = files.bytes(path)
    raises("an older vane wrote it; open it once for writing", coding.read, path)
    eq(files.bytes(path), bytes)
  end)
end)
