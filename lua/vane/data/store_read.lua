-- What a store holds now, as a coding.

local native = require "vane.core.coding".native
local fields = require "vane.data.store_fields"
local kept = require "vane.data.coding_kept"

local quoted = fields.quoted


-- The columns known of a thing, which the statement calls `t`: what to select,
-- what to join, and their types.
local function columns_of(store, of)
  local select, join, types = {}, {}, {}
  for row in fields.known(store, of):each() do
    if row.name ~= of and row.name ~= "source" and row.name ~= "parent" then
      local column = "t." .. quoted(row.name)
      if not fields.tables[of][row.name] then
        column = ("d%d.value"):format(row.id)
        join[#join + 1] = (" LEFT JOIN detail d%d ON d%d.%s = t.id AND "
          .. "d%d.field = %d"):format(row.id, row.id, of, row.id, row.id)
      end
      select[#select + 1] = (", %s AS %s"):format(column, quoted(row.name))
    end
    types[row.name] = row.type
  end
  return table.concat(select), table.concat(join), types
end


-- A row for each coding, with all that is known of its unit, and for each unit
-- that nobody looked at.
local function rows_of(store)
  local select, join, types = columns_of(store, "unit")
  local has_sources = types.source ~= nil
  types.unit, types.coder, types.code = types.unit or "text", "text", "text"
  return store:ask(("SELECT t.name AS unit%s%s, k.name AS coder, c.name AS code "
    .. "FROM unit t%s%s LEFT JOIN coding x ON x.unit = t.id "
    .. "LEFT JOIN coder k ON k.id = x.coder LEFT JOIN code c ON c.id = x.code "
    .. "ORDER BY t.id"):format(has_sources and ", s.name AS source" or "", select,
    has_sources and " LEFT JOIN source s ON s.id = t.source" or "", join),
    nil, nil, types), has_sources
end


local function codes_of(store)
  local select, join, types = columns_of(store, "code")
  local parent = types.parent and ", p.name AS parent" or ""
  types.code = "text"
  return store:ask(("SELECT t.name AS code%s%s FROM code t LEFT JOIN code p "
    .. "ON p.id = t.parent%s ORDER BY t.id"):format(parent, select, join),
    nil, nil, types)
end


local function coders_of(store)
  local select, join, types = columns_of(store, "coder")
  types.coder = "text"
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


return function(store)
  return store:look(function()
    local rows, has_sources = rows_of(store)
    local c = native.from_rows(rows, "unit", has_sources and "source" or nil,
      "coder", "code", codes_of(store), coders_of(store))
    kept.contents[c] = contents_of(store)
    return c
  end)
end
