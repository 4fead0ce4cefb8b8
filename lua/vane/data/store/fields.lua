-- What a store knows of units, codes and coders: columns that most studies
-- have stand in their tables, others value by value.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local index = require "vane.base.index"

local na = base.na

local fields = {}


-- The name of a thing, and the columns of its table.
fields.tables = {
  unit = index.set { "date", "type", "language", "actor", "text", "start", "finish",
    "kind", "memo", "guid", "source_guid" },
  code = index.set { "parent", "codable", "colour", "definition", "guid" },
  coder = index.set { "guid" },
}


-- What names another thing has a place of its own.
fields.named = { unit = "source", code = "parent" }


-- What SQL calls a column: in double quotes, those in it doubled.
function fields.quoted(name)
  return '"' .. name:gsub('"', '""') .. '"'
end


-- The columns of units, codes or coders that have values, as rows: id, name,
-- type.
function fields.known(store, of)
  local parts = {}
  for name in pairs(fields.tables[of]) do
    parts[#parts + 1] = ("WHEN '%s' THEN EXISTS (SELECT 1 FROM %s WHERE %s IS NOT "
      .. "NULL)"):format(name, of, fields.quoted(name))
  end
  if of == "unit" then
    parts[#parts + 1] = "WHEN 'source' THEN EXISTS (SELECT 1 FROM source)"
  end
  table.sort(parts)
  return store:ask(("SELECT id, name, type FROM field WHERE of = :of AND "
    .. "CASE name %s WHEN of THEN 1 ELSE EXISTS ("
    .. "SELECT 1 FROM detail WHERE field = field.id) END "
    .. "ORDER BY id"):format(table.concat(parts, " ")), { of = of }, nil,
    { id = "integer", name = "text", type = "text" })
end


-- The number of a column, which is made where there is none. One of another
-- type is refused; names may be texts where no unit is named by a number.
function fields.need(store, of, name, type)
  local known = store:ask("SELECT id, type FROM field WHERE of = :of AND "
    .. "name = :name", { of = of, name = name })
  if known.n_rows == 0 then
    store:run("INSERT INTO field(of, name, type) VALUES(:of, :name, :type)",
      { of = of, name = name, type = type })
    return store:cell "SELECT max(id) FROM field"
  end
  local id, before = known:get(1, "id"), known:get(1, "type")
  if before == type then return id end
  local names_things = of == "unit" and (name == "unit" or name == "source")
  if not names_things or store:cell(("SELECT 1 FROM %s"):format(name)) then
    fail("%s: the column \"%s\" of the %ss is %s here and %s there", store.path,
      name, of, before, type)
  end
  store:run("UPDATE field SET type = 'text' WHERE id = :id", { id = id })
  return id
end


-- Whether a column of a frame has a value; SQL need not know of others.
function fields.has_values(f, name)
  for _, cell in ipairs(f:column(name)) do
    if cell ~= na then return true end
  end
  return false
end


-- A frame as SQL can take it: its columns called c1, c2, ..., since SQL does
-- not tell "Date" from "date"; and the number of each by its name.
function fields.numbered(f)
  local names, lists, types, place = {}, {}, {}, {}
  for i, name in ipairs(f.names) do
    names[i], lists[i], place[name] = "c" .. i, f:column(name), "c" .. i
    types[names[i]] = f.types[name]
  end
  return frames.of(names, lists, types), place
end


return fields
