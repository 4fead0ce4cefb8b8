-- The column names that a method was given, as f:verb("a", "b") or as
-- f:verb{"a", "b"}.

local check = require "vane.base.check"
local fail = require "vane.base.fail"

local names = {}


-- What no list of names holds: a field with a name, or something behind it.
local function check_nothing_else(verb, list, ...)
  for key in pairs(list) do
    if math.type(key) ~= "integer" then
      fail("%s: wants names of columns only, found the field '%s'", verb,
        tostring(key))
    end
  end
  if select("#", ...) > 0 then
    fail("%s: wants names of columns or one list of them, found %s behind a list",
      verb, check.found((...)))
  end
end


-- Any number of them.
function names.any(verb, first, ...)
  local is_list = type(first) == "table"
  local list = is_list and first or { first, ... }
  if is_list then check_nothing_else(verb, first, ...) end
  for i = 1, #list do
    if type(list[i]) ~= "string" then
      fail("%s: a column's name should be a text, found %s", verb,
        check.found(list[i]))
    end
  end
  return list
end


-- One at least.
function names.some(verb, ...)
  local list = names.any(verb, ...)
  if #list == 0 then
    fail("%s: wants column names, as in f:%s(\"a\", \"b\")", verb, verb)
  end
  return list
end


return names
