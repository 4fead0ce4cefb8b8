-- What was decided of units where their rows contradict each other.

local core = require "vane.core.coding"
local note = require "vane.base.note"


local tell = {}


local function tell_names(word, c, n)
  note(("%s: %s in more than one source; all are called by source and unit, "
    .. "as in \"%s\""):format(word, n == 1 and "the name of a unit stands"
    or ("%d names of units stand"):format(n), tostring(c:units():get(1, "unit"))))
end


local function tell_unlike(word, row)
  note(("%s: %s rows that differ in \"%s\"; what the first of them says counts")
    :format(word, row.units == 1 and ("the unit \"%s\" has"):format(tostring(row.unit))
    or ("%d units (such as \"%s\") have"):format(row.units, tostring(row.unit)),
    row.column))
end


function tell.within(word, c)
  local n = core.native.unlike(c)
  if n > 0 then tell_names(word, c, n) end
end


function tell.all(word, c)
  local _, unlike = core.native.unlike(c)
  tell.within(word, c)
  if not unlike then return end
  for row in unlike:each() do tell_unlike(word, row) end
end


return tell
