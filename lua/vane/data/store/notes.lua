-- Notes in a store, and taking things out of it.

local core = require "vane.core.coding"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local names = require "vane.data.store.names"
local open = require "vane.data.store.open"
local same = require "vane.data.coding.same"

local methods = core.methods

local na = base.na

local text = { kind = "string" }
local name_kind = { kind = { "string", "integer" } }


-- ---- notes ----

--- c:note{ text =, unit =, code = }
---   A note about a unit, a code, a code in a unit, or the study as a whole.
---   c:notes() lists them.
---   Raises when the store has no such unit or code.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add_code{ code = "ageing" }
---   > c:note{ code = "ageing", text = "too wide?" }
---   > c:notes():select("who", "code", "text")
---   frame 1 x 3   :memory:
---     who  code    text
---     ann  ageing  too wide?
function methods.note(c, given)
  core.meta.self(c, "note")
  local store = open.of(c, "note")
  local opts = check("note", given, { text = { kind = "string", needed = true },
    unit = name_kind, code = text })
  store:change("note", function()
    local unit = opts.unit and names.id(store, "note", "unit", opts.unit)
    local code = opts.code and names.id(store, "note", "code", opts.code)
    store:run("INSERT INTO note(text, unit, code, who, time) VALUES(:text, :unit, "
      .. ":code, :who, datetime('now'))", { text = opts.text, unit = unit or na,
      code = code or na, who = store.who })
  end)
end


-- Notes of another store, whose units are called otherwise here.
local function copy(store, other, unit_here)
  store:run("INSERT INTO note(unit, code, text, who, time) SELECT u.id, c.id, "
    .. "g.text, g.who, g.time FROM given g LEFT JOIN unit u ON u.name = +g.unit "
    .. "LEFT JOIN code c ON c.name = g.code WHERE NOT EXISTS (SELECT 1 FROM note n "
    .. "WHERE n.unit IS u.id AND n.code IS c.id AND n.text = g.text AND "
    .. "n.time = g.time) ORDER BY g.note", nil,
    same.renamed(other:notes(), "unit", unit_here))
end


--- c:notes() -> frame
---   All notes, the oldest first: note (its number), unit, code, text, who,
---   time (UTC).
---
---   > c = coding.open ":memory:"
---   > c:note{ text = "Second round of coding begins." }
---   > c:notes():get(1, "text")
---   Second round of coding begins.
function methods.notes(c)
  core.meta.self(c, "notes")
  return open.of(c, "notes"):ask("SELECT n.id AS note, u.name AS unit, c.name AS "
    .. "code, n.text, n.who, n.time FROM note n LEFT JOIN unit u ON "
    .. "u.id = n.unit LEFT JOIN code c ON c.id = n.code ORDER BY n.id", nil, nil,
    { note = "integer", code = "text", text = "text", who = "text",
      time = "text" })
end


-- ---- taking away ----

local function remove_source(store, id)
  store:run("DELETE FROM unit WHERE source = :id", { id = id })
  store:run("DELETE FROM source WHERE id = :id", { id = id })
end


local function remove_code(store, id, name)
  local below = store:cell("SELECT name FROM code WHERE parent = :id", { id = id })
  if below then
    fail("remove: the code \"%s\" stands below \"%s\"; move or remove it first",
      below, name)
  end
  store:run("DELETE FROM code WHERE id = :id", { id = id })
end


local removers = {
  unit = function(store, id)
    store:run("DELETE FROM unit WHERE id = :id", { id = id })
  end,
  source = remove_source, code = remove_code,
  coder = function(store, id)
    store:run("DELETE FROM coder WHERE id = :id", { id = id })
  end,
  entry = function(store, id)
    store:run("DELETE FROM entry WHERE id = :id", { id = id })
  end,
}


-- The one thing that is to go.
local function only(opts)
  local what
  for name, value in pairs(opts) do
    if value ~= nil and what then
      fail("remove: one thing at a time, found '%s' and '%s'", what, name)
    end
    what = name
  end
  return what or fail "remove: wants a unit, source, code, coder, entry or note, "
    .. "as in c:remove{ code = \"ageing\" }"
end


--- c:remove{ unit = | source = | code = | coder = | entry = | note = }
---   Takes one thing out of the study: a unit with its codings and notes, a
---   source with its units, a code or coder with all codings, an entry of the
---   registers, or a note by its number. c:undo() brings it back; the journal
---   keeps it in any case.
---   Raises when there is none, or a code has codes below it.
---
---   > c = coding.open ":memory:"
---   > c:add(coding(frame{ unit = {1, 2}, code = {"a", "b"} }))
---   2
---   > c:remove{ code = "b" }
---   > c.n_codings
---   1
function methods.remove(c, given)
  core.meta.self(c, "remove")
  local store = open.of(c, "remove")
  local opts = check("remove", given, { unit = name_kind, source = name_kind,
    code = text, coder = text, entry = text, note = { kind = "integer" } })
  local what = only(opts)
  store:change(("remove %s %s"):format(what, opts[what]), function()
    if what == "note" then
      if store:run("DELETE FROM note WHERE id = :id", { id = opts.note }) == 0 then
        fail("remove: there is no note %d", opts.note)
      end
    else
      removers[what](store, names.id(store, "remove", what, opts[what]),
        opts[what])
    end
  end)
end


return copy
