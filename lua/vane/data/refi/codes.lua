-- The codes of a coding as elements of XML, each below the one above it.

local text_file = require "vane.core.text_file"
local base = require "vane.core.base"
local guids = require "vane.data.refi.guids"
local plain_rows = require "vane.data.plain_rows"
local xml = require "vane.data.refi.xml"

local na = base.na

local attributes, definition = xml.attributes, xml.definition

local ORIGIN = "vane " .. base.version


-- A list of codes by the code above them; those without one, or in a circle,
-- stand at the top.
local function tree_of(c)
  local rows, by_name, below, top = {}, {}, {}, {}
  for _, row in ipairs(plain_rows(c:codes())) do
    rows[#rows + 1], by_name[row.code] = row, row
  end
  local function is_below_itself(row)
    local seen = {}
    while row do
      if seen[row] then return true end
      seen[row] = true
      row = by_name[row.parent or na]
    end
    return false
  end
  local has_parents = c:codes().types.parent
  for _, row in ipairs(rows) do
    local parent = has_parents and by_name[row.parent]
    local list = parent and not is_below_itself(row)
      and (below[parent] or {}) or top
    if list ~= top then below[parent] = list end
    list[#list + 1] = row
  end
  return top, below
end


-- The last step of "a / b", where that is how the names were told apart.
local function short_name(row)
  local parent = row.parent
  if not parent or parent == na then return row.code end
  local front = parent .. " / "
  if row.code:sub(1, #front) ~= front then return row.code end
  return row.code:sub(#front + 1)
end


local function add_codes(lines, list, below, columns, guid_of)
  for _, row in ipairs(list) do
    local codable = not columns.codable or row.codable == na or row.codable
    lines[#lines + 1] = "<Code" .. attributes(
      "guid", guid_of[row.code],
      "name", columns.parent and short_name(row) or row.code,
      "isCodable", codable and "true" or "false",
      "color", columns.colour and row.colour or nil) .. ">"
    definition(lines, columns.definition and row.definition)
    add_codes(lines, below[row] or {}, below, columns, guid_of)
    lines[#lines + 1] = "</Code>"
  end
end


local function codebook(c)
  local lines, columns = {}, c:codes().types
  if c.n_codes == 0 then return lines end
  local top, below = tree_of(c)
  lines[1] = "<Codes>"
  add_codes(lines, top, below, columns, guids.of_column(c:codes(), "code", "code"))
  lines[#lines + 1] = "</Codes>"
  return lines
end


local function write_codebook(c, path)
  local lines = { '<?xml version="1.0" encoding="UTF-8"?>',
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"'
      .. attributes("origin", ORIGIN) .. ">" }
  table.move(codebook(c), 1, c.n_codes * 4 + 2, #lines + 1, lines)
  lines[#lines + 1] = "</CodeBook>\n"
  text_file.write(path, table.concat(lines, "\n"))
end


return { codebook = codebook, write = write_codebook, ORIGIN = ORIGIN }
