-- One row of a frame as callbacks and loops see it: a table of cells by
-- column name, which knows its columns.

local base = require "vane.core.base"
local verbs = require "vane.core.frame_verbs"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local meta = { __name = "row" }


function meta.__index(row, name)
  local near = base.nearest(tostring(name), check.keys(row))
  fail("the row has no column \"%s\"%s", tostring(name),
    near and (" (did you mean \"%s\"?)"):format(near) or "")
end


function meta.__tostring(row)
  local parts = {}
  for i, name in ipairs(check.keys(row)) do
    local cell = row[name]
    parts[i] = name .. " = " .. (type(cell) == "string" and ('"%s"'):format(cell)
      or tostring(cell))
  end
  return "{ " .. table.concat(parts, ", ") .. " }"
end


return function(f, i)
  return setmetatable(verbs.row(f, i), meta)
end
