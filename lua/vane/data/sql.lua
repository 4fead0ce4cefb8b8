-- Questions in SQL over frames.

local core = require "vane.core.sql"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"


local function check_names(given)
  for name in pairs(given) do
    if type(name) ~= "string" or name == "" then
      fail("sql: tables need names, as in { links = f }, found %s",
        tostring(name))
    end
  end
end


-- The tables in the order of their names, so that answers repeat.
local function tables_of(given)
  check_names(given)
  local names, list = check.keys(given), {}
  for i, name in ipairs(names) do
    local kind = check.kind_of(given[name])
    if kind ~= "frame" then
      fail("sql: table \"%s\" should be a frame, found %s%s", name,
        check.found(given[name]), kind == "matrix" and "; write it as m:frame()" or "")
    end
    list[i] = given[name]
  end
  return names, list
end


-- The values of the question's places as a frame of one row.
local function values_of(given)
  local names, cells = {}, {}
  for name, value in pairs(given) do
    names[#names + 1] = tostring(name)
    cells[#cells + 1] = { value }
  end
  return frames.of(names, cells)
end


--- frame.sql(statement, {name = frame, ...}, values) -> frame
---   Asks a question in SQL (by SQLite) over frames, whose rows are read
---   where they stand. `values` fills the places of the statement: { 2010 }
---   the first "?", { since = 2010 } the ":since". Names stand in double
---   quotes, texts in single ones; "rowid" is a row's number, and the rows
---   come in an order only with "order by".
---   A missing value is null. Dates are ISO texts, as in '2014-12-31', and
---   true and false are 1 and 0; a column of the result that comes straight
---   from one keeps its type, and texts worked out that are all days become
---   dates. Integers and decimals in one column become numbers; texts and
---   numbers in one column raise.
---   Only questions: nothing is ever written, and the frames stay as they
---   are. random() is refused, so that answers repeat. A text worked out may
---   take 32 MiB.
---   Raises, with the place in the statement, on what SQLite does not
---   understand, on two columns of one name, and on infinite numbers.
---   Source: https://www.sqlite.org/lang_select.html
---
---   > f = frame{ {"a", {"x", "x", "y"}}, {"n", {1, 2, 5}} }
---   > frame.sql("select a, sum(n) as n from t group by a", { t = f })
---   frame 2 x 2
---     a  n
---     x  3
---     y  5
---   > frame.sql("select n from t where n > :least", { t = f }, { least = 2 })
---   frame 1 x 1
---     n
---     5
local function sql(statement, tables, values)
  if type(statement) ~= "string" then
    fail("sql: the statement should be a text, found %s; write "
      .. "frame.sql(\"select ...\", { name = frame })", check.found(statement))
  end
  if tables ~= nil and type(tables) ~= "table" then
    fail("sql: the tables should be named, as in { links = f }, found %s",
      check.found(tables))
  end
  if values ~= nil and type(values) ~= "table" then
    fail("sql: the values should be a table, as in { since = 2010 }, found %s",
      check.found(values))
  end
  local names, list = tables_of(tables or {})
  return core.run(statement, names, list, values and values_of(values))
end


return sql
