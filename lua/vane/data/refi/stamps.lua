-- When, and under which GUID, the codings and selections of a project were made.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local plain_guid = require "vane.data.refi.names".plain_guid

local na = base.na


-- Who made each coding and each selection, under which GUID, and when: a row
-- for each that says more than its coder. Selections have no code.
return function(p)
  local lists, n = { {}, {}, {}, {}, {} }, 0

  local function add(unit, code, coder, guid, created)
    n = n + 1
    lists[1][n], lists[2][n], lists[3][n] = unit, code, coder
    lists[4][n], lists[5][n] = guid and plain_guid(guid) or na, created or na
  end

  for _, unit in ipairs(p.units) do
    local maker = unit.creatingUser and p.user_of[plain_guid(unit.creatingUser)]
    if maker or unit.creationDateTime then
      add(unit.label, na, maker and maker.label or na, unit.guid,
        unit.creationDateTime)
    end
    for _, coding in ipairs(unit.codings) do
      if coding.label then
        add(unit.label, coding.label, coding.coder, coding.guid,
          coding.creationDateTime)
      end
    end
  end
  return frames.of({ "unit", "code", "coder", "guid", "created" }, lists,
    { unit = "text", code = "text", coder = "text", guid = "text",
      created = "text" })
end
