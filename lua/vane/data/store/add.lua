-- Into a store: all that another coding holds.

local core = require "vane.core.coding"
local core_store = require "vane.core.store"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local fields = require "vane.data.store.fields"
local beside = require "vane.data.coding.beside"
local copy_notes = require "vane.data.store.notes"
local copy_registers = require "vane.data.store.register"
local open = require "vane.data.store.open"
local same = require "vane.data.coding.same"

local methods = core.methods

local na = base.na


-- ---- units, codes, coders ----

-- The columns of a frame by where they are put: those of the table, as lists
-- of what it calls them and of what the frame does; and the details, by the
-- number of the field.
local function places_of(store, of, f, place)
  local into, from, details = {}, {}, {}
  for _, name in ipairs(f.names) do
    local id = fields.has_values(f, name)
      and fields.need(store, of, name, f.types[name])
    if not id then goto next end
    if fields.tables[of][name] and name ~= fields.named[of] then
      into[#into + 1] = ", " .. fields.quoted(name)
      from[#from + 1] = ", g." .. place[name]
    elseif name ~= of and name ~= fields.named[of] then
      details[id] = place[name]
    end
    ::next::
  end
  return table.concat(into), table.concat(from), details
end


-- Rows for the units (or codes, coders) of a frame that are not there yet.
-- Gives the last that was there before, the frame as SQL takes it and what it
-- calls the columns.
local function add_rows(store, of, f)
  local given, place = fields.numbered(f)
  local into, from, details = places_of(store, of, f, place)
  local last = store:cell(("SELECT ifnull(max(id), 0) FROM %s"):format(of))
  local join = ""
  if of == "unit" and place.source then
    into, from = into .. ", source", from .. ", s.id"
    join = (" LEFT JOIN source s ON s.name = +g.%s"):format(place.source)
  end
  store:run(("INSERT INTO %s(name%s) SELECT g.%s%s FROM given g%s WHERE NOT "
    .. "EXISTS (SELECT 1 FROM %s WHERE name = +g.%s) ORDER BY g.rowid"):format(of,
    into, place[of], from, join, of, place[of]), nil, given)
  for id, column in pairs(details) do
    store:run(("INSERT INTO detail(field, %s, value) SELECT %d, t.id, g.%s "
      .. "FROM given g CROSS JOIN %s t ON t.name = +g.%s WHERE t.id > %d AND "
      .. "g.%s IS NOT NULL"):format(of, id, column, of, place[of], last, column),
      nil, given)
  end
  return last, given, place
end


local function add_codes(store, f)
  local last, given, place = add_rows(store, "code", f)
  if not f.types.parent then return end
  store:run(("UPDATE code SET parent = p.id FROM given g CROSS JOIN code p "
    .. "ON p.name = g.%s WHERE code.name = g.%s AND code.id > %d"):format(
    place.parent, place.code, last), nil, given)
end


-- ---- sources ----

-- The sources of units, and those of which only the text is known.
local function names_of_sources(units, contents)
  local names, known = {}, {}
  for _, name in ipairs(units.types.source and units:column "source" or {}) do
    if not known[name] then names[#names + 1], known[name] = name, true end
  end
  if units.types.source == "integer" then return names end
  for _, name in ipairs(check.keys(contents)) do
    if not known[name] then names[#names + 1] = name end
  end
  return names
end


local function add_sources(store, units, contents)
  local names, texts = names_of_sources(units, contents), {}
  if #names == 0 then return end
  for i, name in ipairs(names) do texts[i] = contents[name] or na end
  local given = frames.of({ "name", "text" }, { names, texts },
    { name = units.types.source or "text", text = "text" })
  store:run("INSERT INTO source(name, text) SELECT name, text FROM given g "
    .. "WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source s WHERE "
    .. "s.name = +g.name) ORDER BY g.rowid", nil, given)
  store:run("UPDATE source SET text = g.text FROM given g WHERE "
    .. "source.name = +g.name AND source.text IS NULL AND g.text IS NOT NULL",
    nil, given)
end


-- ---- all ----

local function by_new_name(map, old)
  local made = {}
  for key, value in pairs(old) do made[map[key] or key] = value end
  return made
end


local function add_codings(store, rows)
  return store:run("INSERT OR IGNORE INTO coding(unit, coder, code) "
    .. "SELECT u.id, k.id, c.id FROM given g CROSS JOIN unit u ON u.name = +g.unit "
    .. "CROSS JOIN coder k ON k.name = g.coder LEFT JOIN code c ON c.name = g.code",
    nil, rows)
end


-- GUIDs and times of codings, which projects have.
local function add_stamps(store, stamps)
  if stamps.n_rows == 0 then return end
  store:run("INSERT INTO stamp(unit, code, coder, guid, created) SELECT u.id, "
    .. "c.id, k.id, g.guid, g.created FROM given g CROSS JOIN unit u ON "
    .. "u.name = +g.unit LEFT JOIN code c ON c.name = g.code LEFT JOIN coder k ON "
    .. "k.name = g.coder WHERE NOT EXISTS (SELECT 1 FROM stamp s WHERE "
    .. "s.unit = u.id AND s.code IS c.id AND s.coder IS k.id) ORDER BY g.rowid",
    nil, stamps)
end


-- What else a project said; sources that only this names are new, too.
local function add_extras(store, extras)
  if extras.n_rows == 0 then return end
  store:run("INSERT OR IGNORE INTO source(name) SELECT DISTINCT source FROM given "
    .. "WHERE source IS NOT NULL", nil, extras)
  store:run("INSERT INTO extra(element, guid, name, unit, source, within, "
    .. "attributes, inside) SELECT g.element, g.guid, g.name, u.id, s.id, g.within, "
    .. "g.attributes, g.inside FROM given g LEFT JOIN unit u ON u.name = +g.unit "
    .. "LEFT JOIN source s ON s.name = +g.source WHERE NOT EXISTS (SELECT 1 FROM "
    .. "extra e WHERE e.guid IS +g.guid AND e.element = g.element AND "
    .. "e.unit IS u.id AND e.source IS s.id) ORDER BY g.rowid", nil, extras)
end


local function add_files(store, files)
  for name, bytes_of in pairs(files) do
    local bytes = bytes_of()
    if bytes then core_store.put_file(store.box, name, bytes) end
  end
end


-- Puts a coding into a store that another one stands for.
local function add(store, c, other)
  local source_here, unit_here, mixed = same.names(c, other)
  if mixed then
    fail("add: the unit %s is of the source \"%s\" here and of \"%s\" in the other "
      .. "coding; units of several sources are told apart by texts, such as \"%s %s\"",
      mixed[1], tostring(mixed[2]), tostring(mixed[3]), tostring(mixed[3]), mixed[1])
  end
  local function here(f)
    return same.renamed(same.renamed(f, "source", source_here), "unit", unit_here)
  end
  local units = here(other:units())
  add_sources(store, units,
    by_new_name(source_here, beside.contents[other] or {}))
  add_codes(store, other:codes())
  add_rows(store, "coder", other:coders())
  add_rows(store, "unit", units)
  local n = add_codings(store, here(other:rows()))
  add_stamps(store, here(other:stamps()))
  add_extras(store, here(other:extras()))
  add_files(store, beside.files[other] or {})
  if open.behind(other) then
    copy_notes(store, other, unit_here)
    copy_registers(store, other, unit_here)
  end
  return n
end


--- c:add(other) -> integer
---   Puts all that another coding holds into the store: its sources with their
---   texts, units, codes, coders and codings, as one change. Sources with the
---   same text are the same, and so are selections of the same place in them,
---   whatever each coding calls them (see c:merge); a unit of another source
---   than the one that has its name here is called by both, "report p1". What
---   the store knows of a unit, code or coder already stays as it is. Of
---   another store notes and registers come along, but not its journal. Gives
---   how many codings came that were not there, those of nothing too.
---   Raises when a column holds other kinds of values in the store, or a number
---   names units of two sources; nothing has been added then.
---
---   > c = coding.open ":memory:"
---   > c:add(coding(frame{ unit = {1, 2}, code = {"a", "b"} }))
---   2
---   > c:add(coding(frame{ unit = {2, 3}, code = {"b", "b"} }))
---   1
---   > c.n_units
---   3
function methods.add(c, other)
  core.meta.self(c, "add")
  local store = open.of(c, "add")
  if check.kind_of(other) ~= "coding" then
    fail("add: wants another coding, found %s", check.found(other))
  end
  return store:change("add " .. grid.plain(other.source or "a coding"), function()
    return add(store, c, other)
  end)
end


return add
