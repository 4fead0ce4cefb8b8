-- What the words on regions have in common: checks of columns, how often each
-- code occurs, and codes that stand for no region.

local base = require "vane.core.base"
local fail = require "vane.base.fail"
local rows = require "vane.study.rows"
local typed = require "vane.study.typed"

local read = {}

-- "XX", "ZZ", and the extra-regio codes of NUTS such as "ATZZ"; Eurostat
-- writes "ATXX" for unknown.
local NOWHERE = { "^%u%u[XZ]+$", "^[XZ][XZ]+$" }


function read.is_nowhere(code)
  for _, pattern in ipairs(NOWHERE) do
    if tostring(code):find(pattern) then return true end
  end
  return false
end


-- Raises unless the frame has a column of that name and one of those types.
function read.check_column(word, f, name, option, types)
  local type = rows.type_of(word, f, name, option)
  if types and not types[type] then
    fail("%s: '%s' should be a column of %s, but \"%s\" is of type %s", word,
      option, types.what, name, type)
  end
end


read.numbers = { number = true, integer = true, what = "numbers" }
read.texts = { text = true, what = "texts" }
read.codes = { text = true, integer = true, what = "texts or whole numbers" }


-- The columns that a table of the house should have, as in `by`: names in
-- order, and by name their types where only one will do.
function read.check_table(word, f, option, names, types)
  for _, name in ipairs(names) do
    if not f.types[name] then
      fail("%s: '%s' should have a column \"%s\", as the files of "
        .. "datasets/regions have; it has %s", word, option, name,
        table.concat(f.names, ", "))
    end
    local wanted = types[name]
    if wanted and f.types[name] ~= wanted and f.n_rows > 0 then
      fail("%s: the column \"%s\" of '%s' should be of type %s, but is of type "
        .. "%s", word, name, option, wanted, f.types[name])
    end
  end
  if f.n_rows == 0 then fail("%s: '%s' has no rows", word, option) end
end


-- Each value of a column and how often it stands there: { code =, n = } each,
-- and how many cells are missing.
function read.occurrences(f, column)
  local counts, list = f:group(column):aggregate { ["n of rows"] = "count" }, {}
  local n_missing, n = 0, counts:column "n of rows"
  for i, code in ipairs(counts:column(column)) do
    if base.is_na(code) then
      n_missing = n[i]
    else
      list[#list + 1] = { code = code, n = n[i] }
    end
  end
  return list, n_missing
end


function read.refuse_taken(word, f, names)
  for _, name in ipairs(names) do
    if f.types[name] then
      fail("%s: the frame has a column \"%s\" already; rename it first, as with "
        .. ":rename{ %s = \"old\" }", word, name, name)
    end
  end
end


-- A frame of a list of entries: a column for each field, { "name", field }
-- where it is called otherwise.
function read.table_of(list, columns, types, source)
  local made = {}
  for k, column in ipairs(columns) do
    local name, field = column, column
    if type(column) == "table" then name, field = column[1], column[2] end
    made[k] = { name, {} }
    for i, entry in ipairs(list) do made[k][2][i] = entry[field] end
  end
  return typed(made, types, source)
end


return read
