-- matrices(word, names, size, make) -> matrices by the names of periods
-- In the order of these names, each made, by make(place), when it is first asked
-- for. A place stands for its name. `size` says what they are, when printed.

local fail = require "vane.base.fail"


return function(word, names, size, make)
  local made, place, meta = {}, {}, { __name = "matrices" }
  for i, name in ipairs(names) do place[name], place[i] = i, i end
  function meta.__index(_, name)
    local i = place[name]
    if not i and math.type(name) == "integer" then return nil end
    if not i then
      fail("%s: there is no period %q; there are %s", word, tostring(name),
        table.concat(names, ", "))
    end
    made[i] = made[i] or make(i)
    return made[i]
  end
  function meta.__pairs(t)
    local i = 0
    return function()
      i = i + 1
      if names[i] then return names[i], t[i] end
    end
  end
  function meta.__newindex()
    fail("%s: matrices are never changed; a copy can be kept under a name of your own",
      word)
  end
  function meta.__len() return #names end
  function meta.__tostring()
    return ("matrices of %s: %s"):format(size, table.concat(names, ", "))
  end
  return setmetatable({}, meta)
end
