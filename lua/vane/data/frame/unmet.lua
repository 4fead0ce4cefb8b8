-- Values that found nothing in a column but are there in other letters: where
-- "ls" finds no row, "LS" may have been meant.

local note = require "vane.base.note"
local verbs = require "vane.core.frame_verbs"


-- The value of a text column that differs only in capitals.
local function in_other_letters(f, name, wanted)
  for _, value in ipairs(verbs.unique(verbs.select(f, { name }), { name }):column(name)) do
    if type(value) == "string" and value ~= wanted and value:lower() == wanted:lower() then
      return value
    end
  end
end


-- Tells of every single text that was asked for in vain.
return function(f, names, kinds, values)
  for i, name in ipairs(names) do
    local wanted = #values[i] == 1 and values[i][1]
    if kinds[i] == "one_of" and type(wanted) == "string" and f.types[name] == "text" then
      local found = in_other_letters(f, name, wanted)
      if found then
        note(("where: no row has \"%s\" in \"%s\" (did you mean \"%s\"?)"):format(wanted, name,
          found))
      end
    end
  end
end
