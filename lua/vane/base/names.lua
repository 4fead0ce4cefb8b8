-- The column names that a method was given, as f:verb("a", "b") or as
-- f:verb{"a", "b"}.

local check = require "vane.base.check"
local fail = require "vane.base.fail"

local names = {}


-- Any number of them.
function names.any(verb, first, ...)
  local list = type(first) == "table" and first or { first, ... }
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
