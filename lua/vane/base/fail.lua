-- fail("what was being done: what was found, what was wanted; how to mend it")
-- raises that sentence at the analyst's line; more arguments are formatted in.

local base = require "vane.core.base"

-- A number that is none (NaN) without the sign that it may have by chance.
local function unsigned(...)
  local list = { ... }
  for i = 1, select("#", ...) do
    if list[i] ~= list[i] then list[i] = math.abs(list[i]) end
  end
  return table.unpack(list, 1, select("#", ...))
end


return function(sentence, ...)
  base.fail(select("#", ...) > 0 and sentence:format(unsigned(...)) or sentence)
end
