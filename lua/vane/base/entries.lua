-- Tables whose entries have names: { name = value, ... }, taken by name, or
-- { {"name", value}, ... }, taken in the order given.

local check = require "vane.base.check"
local fail = require "vane.base.fail"


local function sorted(word, given)
  local names, values = {}, {}
  for name in pairs(given) do
    if type(name) ~= "string" then
      fail("%s: wants entries with names, as in { name = value }, found %s",
        word, tostring(name))
    end
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do values[i] = given[name] end
  return names, values
end


local function in_order(word, given)
  local names, values = {}, {}
  for i, pair in ipairs(given) do
    if type(pair) ~= "table" or #pair ~= 2 or type(pair[1]) ~= "string" then
      fail("%s: entry %d should be a pair { \"name\", value }", word, i)
    end
    names[i], values[i] = pair[1], pair[2]
  end
  return names, values
end


-- The names and the values of the table, as two lists.
return function(word, given)
  if type(given) ~= "table" then
    fail("%s: wants a table, as in { name = value }, found %s", word,
      check.found(given))
  end
  return (rawget(given, 1) == nil and sorted or in_order)(word, given)
end
