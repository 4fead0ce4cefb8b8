-- The journal of a store: who changed what and when, and turning changes
-- round.

local core = require "vane.core.coding"
local core_store = require "vane.core.store"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local open = require "vane.data.store.open"

local methods = core.methods


-- ---- several changes as one ----

--- c:change(what, f) -> what f gives
---   Makes one change of all that the function changes: all of it is kept, or,
---   when it raises or Ctrl-C ends it, nothing. `what` says in the journal what
---   it was for. Nobody else can write until the function is done.
---
---   > c = coding.open ":memory:"
---   > function both() c:add_code{ code = "a" } c:add_code{ code = "a" } end
---   > c:change("two codes", both)
---   add_code: there is a code called "a" already
---   > c.n_codes
---   0
function methods.change(c, what, f)
  core.meta.self(c, "change")
  local store = open.of(c, "change")
  if type(what) ~= "string" or type(f) ~= "function" then
    fail("change: wants what it is for and a function, as in "
      .. "c:change(\"second round\", function() ... end)")
  end
  return store:change(what, f)
end


-- ---- what was changed ----

-- The name that a code or coder with that number has, or had last.
local function name_of(thing, number)
  return ("coalesce((SELECT name FROM %s WHERE id = %s), (SELECT "
    .. "json_extract(old, '$.name') FROM step WHERE thing = '%s' AND row = %s "
    .. "AND old IS NOT NULL ORDER BY id DESC LIMIT 1))"):format(thing, number,
    thing, number)
end


-- All numbers that something of that name has or had.
local function numbers_of(thing)
  return ("SELECT id FROM %s WHERE name = :name UNION SELECT row FROM step "
    .. "WHERE thing = '%s' AND old IS NOT NULL AND "
    .. "json_extract(old, '$.name') = :name"):format(thing, thing)
end


local CHANGE = "SELECT h.id AS change, h.time, h.who, h.what"

local of_all = CHANGE .. ", (SELECT count(*) FROM step s WHERE s.change = h.id) "
  .. "AS steps, h.undone IS NOT NULL AS undone FROM change h "
  .. "WHERE (:who IS NULL OR h.who = :who) ORDER BY h.id"

local DID = "CASE WHEN s.old IS NULL THEN 'added' WHEN s.new IS NULL THEN "
  .. "'removed' ELSE 'changed' END"

local of_unit = CHANGE .. ", CASE s.thing WHEN 'coding' THEN CASE "
  .. "WHEN s.new IS NULL THEN 'uncoded' WHEN s.old IS NOT NULL THEN 'recoded' "
  .. "WHEN json_extract(s.new, '$.code') IS NULL THEN 'nothing' ELSE 'coded' END "
  .. "WHEN 'evidence' THEN CASE WHEN s.old IS NULL THEN 'cited' ELSE "
  .. "'no longer cited' END WHEN 'note' THEN 'note ' || " .. DID .. " WHEN 'detail' THEN 'changed' "
  .. "ELSE " .. DID .. " END AS did, "
  .. name_of("code", "json_extract(coalesce(s.new, s.old), '$.code')")
  .. " AS code, "
  .. name_of("coder", "json_extract(coalesce(s.new, s.old), '$.coder')")
  .. " AS coder FROM step s JOIN change h ON h.id = s.change "
  .. "WHERE s.unit IN (" .. numbers_of "unit" .. ") "
  .. "AND (:who IS NULL OR h.who = :who) ORDER BY s.id"

local of_code = CHANGE .. ", " .. DID .. " AS did"
for _, name in ipairs { "name", "definition", "colour" } do
  of_code = of_code .. (", json_extract(coalesce(s.new, s.old), '$.%s') AS %s")
    :format(name, name == "name" and "code" or name)
end
of_code = of_code .. ", " .. name_of("code",
  "json_extract(coalesce(s.new, s.old), '$.parent')") .. " AS parent "
  .. "FROM step s JOIN change h ON h.id = s.change WHERE s.thing = 'code' AND "
  .. "s.row IN (" .. numbers_of "code" .. ") "
  .. "AND (:who IS NULL OR h.who = :who) ORDER BY s.id"

local types = { change = "integer", time = "text", who = "text", what = "text",
  did = "text", code = "text", coder = "text", steps = "integer",
  undone = "logical", definition = "text", colour = "text", parent = "text" }


--- c:history{ unit = | code =, who = } -> frame
---   Who changed what and when (UTC), the oldest first: change (its number),
---   time, who, what; of all changes also steps (rows that it touched) and
---   undone. Of a unit all that was done to it: did ("added", "coded",
---   "uncoded", "recoded", "nothing", "cited" ...), code, coder. Of a code
---   its versions: did, code (its name then), definition, colour, parent. Names
---   that a thing had once find it as well.
---   who   only changes of that person
---   Raises when there never was such a unit or code.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add(coding(frame{ unit = {1}, code = {"a"} }))
---   1
---   > c:code{ unit = 1, code = "a" }
---   1
---   > c:history{ unit = 1 }:select("change", "who", "did", "code", "coder")
---   frame 3 x 5   :memory:
---     change  who  did    code  coder
---          1  ann  added  na    na
---          1  ann  coded  a     unknown
---          2  ann  coded  a     ann
function methods.history(c, given)
  core.meta.self(c, "history")
  local store = open.of(c, "history")
  local opts = check("history", given, { unit = { kind = { "string", "integer" } },
    code = { kind = "string" }, who = { kind = "string" } })
  if opts.unit and opts.code then
    fail "history: of a unit or of a code, not of both"
  end
  local name = opts.unit or opts.code
  local f = store:ask(opts.unit and of_unit or opts.code and of_code or of_all,
    { name = name, who = opts.who or base.na }, nil, types)
  if name and not opts.who and f.n_rows == 0 then
    fail("history: there never was a %s called \"%s\"",
      opts.unit and "unit" or "code", name)
  end
  return f
end


-- ---- undoing ----

-- Turns one change round within a new one; gives what is said of it.
local function turn_round(store, verb, id)
  local f = store:ask("SELECT what, who FROM change WHERE id = :id", { id = id })
  local said = ("%s %d: %s"):format(verb, id, f:get(1, "what"))
  store:change(said, function()
    core_store.undo(store.box, id)
    local this = { this = store:cell "SELECT max(id) FROM change", id = id }
    store:run("UPDATE change SET undoes = :id WHERE id = :this", this)
    store:run("UPDATE change SET undone = :this WHERE id = :id", this)
    store:run("UPDATE change SET undone = NULL WHERE id = (SELECT undoes FROM "
      .. "change WHERE id = :id)", { id = id })
  end)
  return ("%s (by %s)"):format(said, f:get(1, "who"))
end


local function check_undoable(store, id)
  local f = store:ask("SELECT undoes, undone FROM change WHERE id = :id",
    { id = id }, nil, { undoes = "integer", undone = "integer" })
  local function is(name) return math.type(f:get(1, name)) == "integer" end
  if f.n_rows == 0 then fail("undo: there is no change %d", id) end
  if is "undone" then fail("undo: change %d has been undone already", id) end
  if is "undoes" then
    fail("undo: change %d is itself one that undid or redid another", id)
  end
end


--- c:undo(change) -> text
---   Undoes a change, by its number (see c:history), or the last one of whoever
---   opened the study that is not undone yet. Gives what was undone. It is a
---   change of its own, by which nothing is forgotten; pictures and other files
---   that a project brought stay in the study, too, for c:redo.
---   Raises when there is nothing to undo, or when what the change did has been
---   changed since; that has to be undone first.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add_code{ code = "ageing" }
---   > c:undo()
---   undo 1: add code ageing (by ann)
---   > c.n_codes
---   0
function methods.undo(c, change)
  core.meta.self(c, "undo")
  local store = open.of(c, "undo")
  if change ~= nil and math.type(change) ~= "integer" then
    fail("undo: wants the number of a change, found %s", check.found(change))
  end
  if change then check_undoable(store, change) end
  local id = change or store:cell("SELECT max(id) FROM change WHERE who = :who "
    .. "AND undone IS NULL AND undoes IS NULL HAVING max(id) IS NOT NULL",
    { who = store.who })
  if not id then fail("undo: %s has changed nothing that could be undone", store.who) end
  return turn_round(store, "undo", id)
end


--- c:redo() -> text
---   Does again what whoever opened the study undid last. Gives what was done
---   again.
---   Raises when nothing was undone since their last change, or when something
---   else has been changed since that stands against it.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add_code{ code = "ageing" }
---   > c:undo()
---   undo 1: add code ageing (by ann)
---   > c:redo()
---   redo 2: undo 1: add code ageing (by ann)
---   > c.n_codes
---   1
function methods.redo(c)
  core.meta.self(c, "redo")
  local store = open.of(c, "redo")
  local id = store:cell("SELECT max(u.id) FROM change u JOIN change x ON "
    .. "x.id = u.undoes WHERE u.who = :who AND x.undoes IS NULL AND x.undone = u.id "
    .. "AND u.id > (SELECT ifnull(max(id), 0) FROM change WHERE who = :who AND "
    .. "undoes IS NULL) HAVING max(u.id) IS NOT NULL", { who = store.who })
  if not id then fail("redo: %s has undone nothing since their last change", store.who) end
  return turn_round(store, "redo", id)
end
