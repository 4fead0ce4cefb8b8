-- What a store holds now, as a coding.

local native = require "vane.core.coding".native
local core = require "vane.core.store"
local extras = require "vane.data.refi.extras"
local fields = require "vane.data.store.fields"
local beside = require "vane.data.coding.beside"

local quoted = fields.quoted


-- Where SQL finds a column of a thing, which the statement calls `t`, what
-- names another thing being called `n`; and what has to be joined for it.
local function place_of(of, row)
  if row.name == fields.named[of] then return "n.name", "" end
  if fields.tables[of][row.name] then return "t." .. quoted(row.name), "" end
  return ("d%d.value"):format(row.id), (" LEFT JOIN detail d%d ON d%d.%s = t.id "
    .. "AND d%d.field = %d"):format(row.id, row.id, of, row.id, row.id)
end


-- The columns known of a thing: what to select, what to join, their types.
local function columns_of(store, of)
  local select, joins, types = "", "", {}
  for row in fields.known(store, of):each() do
    if row.name ~= of then
      local place, join = place_of(of, row)
      select = ("%s, %s AS %s"):format(select, place, quoted(row.name))
      joins = joins .. join
    end
    types[row.name] = row.type
  end
  types[of] = types[of] or "text"
  return select, joins, types
end


-- A row for each coding, with all that is known of its unit, and for each unit
-- that nobody looked at.
local function rows_of(store)
  local select, joins, types = columns_of(store, "unit")
  types.coder, types.code = "text", "text"
  return store:ask(("SELECT t.name AS unit%s, k.name AS coder, c.name AS code "
    .. "FROM unit t LEFT JOIN source n ON n.id = t.source%s "
    .. "LEFT JOIN coding x ON x.unit = t.id LEFT JOIN coder k ON k.id = x.coder "
    .. "LEFT JOIN code c ON c.id = x.code ORDER BY t.id"):format(select, joins),
    nil, nil, types), types.source ~= nil
end


local function codes_of(store)
  local select, joins, types = columns_of(store, "code")
  return store:ask(("SELECT t.name AS code%s FROM code t LEFT JOIN code n "
    .. "ON n.id = t.parent%s ORDER BY t.id"):format(select, joins), nil, nil, types)
end


local function coders_of(store)
  local select, join, types = columns_of(store, "coder")
  return store:ask(("SELECT t.name AS coder%s FROM coder t%s ORDER BY t.id")
    :format(select, join), nil, nil, types)
end


-- The texts of the sources by their names.
local function contents_of(store)
  local f = store:ask "SELECT name, text FROM source WHERE text IS NOT NULL"
  local names, contents = f:column "name", {}
  for i, text in ipairs(f:column "text") do contents[names[i]] = text end
  return contents
end


local function stamps_of(store)
  return store:ask("SELECT u.name AS unit, c.name AS code, k.name AS coder, "
    .. "s.guid, s.created FROM stamp s JOIN unit u ON u.id = s.unit LEFT JOIN code "
    .. "c ON c.id = s.code LEFT JOIN coder k ON k.id = s.coder ORDER BY s.id", nil,
    nil, { unit = "text", code = "text", coder = "text", guid = "text",
      created = "text" })
end


local read = {}


function read.coding(store)
  return store:look(function()
    local rows, has_sources = rows_of(store)
    local c = native.from_rows(rows, "unit", has_sources and "source" or nil,
      "coder", "code", codes_of(store), coders_of(store))
    beside.contents[c], beside.stamps[c] = contents_of(store), stamps_of(store)
    return c
  end)
end


-- What projects said that a coding has no place for.
function read.extras(store)
  local types = {}
  for _, name in ipairs(extras.columns) do types[name] = "text" end
  return store:ask("SELECT e.element, e.guid, e.name, u.name AS unit, s.name AS "
    .. "source, e.within, e.attributes, e.inside FROM extra e LEFT JOIN unit u "
    .. "ON u.id = e.unit LEFT JOIN source s ON s.id = e.source ORDER BY e.id",
    nil, nil, types)
end


-- Files that projects came with: each name has a function that gives the bytes.
function read.files(store)
  local files = {}
  for row in store:ask("SELECT name FROM file", nil, nil, { name = "text" }):each() do
    files[row.name] = function() return core.get_file(store.box, row.name) end
  end
  return files
end


return read
