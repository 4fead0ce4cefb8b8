-- typed(columns, types, source) -> frame
-- A study's frame of { {"name", list}, ... }: `types` may name columns that
-- are not there; where the numbers come from travels with them.

local frame = require "vane.data.frame"

return function(columns, types, source)
  local known = {}
  for _, column in ipairs(columns) do known[column[1]] = types[column[1]] end
  return frame(columns, { types = known, source = source })
end
