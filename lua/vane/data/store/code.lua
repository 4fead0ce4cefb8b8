-- Coding in a store: giving units codes, taking them away, and saying that
-- there is nothing to code.

local core = require "vane.core.coding"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local names = require "vane.data.store.names"
local open = require "vane.data.store.open"

local methods = core.methods

local many = { kind = { "string", "integer", "table", "frame" }, needed = true }
local texts = { kind = { "string", "table", "frame" } }
local needed_texts = { kind = texts.kind, needed = true }
local text = { kind = "string" }


-- The units and codes of a verb, all with all, as a frame that the store knows.
local function crossed(store, verb, units, codes)
  local f = names.crossed(codes and { { "unit", units }, { "code", codes } }
    or { { "unit", units } })
  names.check(store, verb, "unit", f)
  if codes then names.check(store, verb, "code", f) end
  return f
end


--- c:code{ unit =, code =, coder = } -> integer
---   Gives units codes: one of each, lists of them, or a frame with a column
---   unit (or code), each code to each unit. Gives how many codings there were
---   not before. A mark of that coder that there is nothing to code in a unit
---   goes.
---   coder   who coded; without it whoever opened the study
---   Raises when the store has no such unit, code or coder.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add(coding(frame{ unit = {"p1", "p2"}, code = {"old", "new"} }))
---   2
---   > c:code{ unit = {"p1", "p2"}, code = "new" }
---   2
---   > c:rows():where{ coder = "ann" }
---   frame 2 x 3   :memory:
---     unit  coder  code
---     p1    ann    new
---     p2    ann    new
function methods.code(c, given)
  core.meta.self(c, "code")
  local store = open.of(c, "code")
  local opts = check("code", given, { unit = many, code = needed_texts,
    coder = text })
  local units = names.list("code", "unit", opts.unit)
  local codes = names.list("code", "code", opts.code)
  local what = ("code %s as %s"):format(names.said("unit", units),
    names.said("code", codes))
  return store:change(what, function()
    local f = crossed(store, "code", units, codes)
    local coder = { coder = names.coder(store, "code", opts.coder) }
    local n = store:run("INSERT OR IGNORE INTO coding(unit, coder, code) "
      .. "SELECT u.id, k.id, c.id FROM given g CROSS JOIN unit u ON "
      .. "u.name = +g.unit CROSS JOIN code c ON c.name = g.code CROSS JOIN "
      .. "coder k ON k.name = :coder", coder, f)
    store:run("DELETE FROM coding WHERE code IS NULL AND coder = (SELECT id FROM "
      .. "coder WHERE name = :coder) AND unit IN (SELECT u.id FROM given g "
      .. "CROSS JOIN unit u ON u.name = +g.unit)", coder, f)
    return n
  end)
end


--- c:uncode{ unit =, code =, coder = } -> integer
---   Takes codes away from units again; without `code` all that the coder gave
---   them, and the mark that there was nothing to code. A unit of which all is
---   taken away is as if that coder had not looked at it: c:nothing says that
---   there is nothing to code. Gives how many codings went.
---   Raises when the store has no such unit, code or coder.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add(coding(frame{ unit = {"p"}, coder = {"ann"}, code = {"old"} }))
---   1
---   > c:uncode{ unit = "p", code = "old" }
---   1
---   > c.n_codings
---   0
function methods.uncode(c, given)
  core.meta.self(c, "uncode")
  local store = open.of(c, "uncode")
  local opts = check("uncode", given, { unit = many, code = texts, coder = text })
  local units = names.list("uncode", "unit", opts.unit)
  local codes = opts.code and names.list("uncode", "code", opts.code)
  local what = ("uncode %s%s"):format(names.said("unit", units),
    codes and " as " .. names.said("code", codes) or "")
  return store:change(what, function()
    local f = crossed(store, "uncode", units, codes)
    local coder = names.coder(store, "uncode", opts.coder)
    return store:run("DELETE FROM coding WHERE coder = (SELECT id FROM coder "
      .. "WHERE name = :coder) AND unit IN (SELECT u.id FROM given g CROSS JOIN "
      .. "unit u ON u.name = +g.unit)" .. (codes and " AND code IN (SELECT c.id "
      .. "FROM given g CROSS JOIN code c ON c.name = g.code)" or ""),
      { coder = coder }, f)
  end)
end


local function check_uncoded(store, coder, f)
  local unit = store:cell("SELECT g.unit FROM given g CROSS JOIN unit u ON "
    .. "u.name = +g.unit CROSS JOIN coding x ON x.unit = u.id JOIN coder k "
    .. "ON k.id = x.coder WHERE k.name = :coder AND x.code IS NOT NULL LIMIT 1",
    { coder = coder }, f)
  if unit == nil then return end
  fail("nothing: %s gave codes to the unit \"%s\"; c:uncode{ unit = %q } takes "
    .. "them away", coder, unit, unit)
end


--- c:nothing{ unit =, coder = } -> integer
---   Says that a coder looked at units and found nothing to code, which is not
---   the same as not having looked. Gives how many marks there were not before.
---   Raises when that coder gave a code to one of the units.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add_unit{ unit = "p1" }
---   > c:nothing{ unit = "p1" }
---   1
---   > c.n_nothing
---   1
function methods.nothing(c, given)
  core.meta.self(c, "nothing")
  local store = open.of(c, "nothing")
  local opts = check("nothing", given, { unit = many, coder = text })
  local units = names.list("nothing", "unit", opts.unit)
  local what = ("find nothing to code in %s"):format(names.said("unit", units))
  return store:change(what, function()
    local f = crossed(store, "nothing", units)
    local coder = names.coder(store, "nothing", opts.coder)
    check_uncoded(store, coder, f)
    return store:run("INSERT OR IGNORE INTO coding(unit, coder) SELECT u.id, k.id "
      .. "FROM given g CROSS JOIN unit u ON u.name = +g.unit CROSS JOIN coder k "
      .. "ON k.name = :coder", { coder = coder }, f)
  end)
end
