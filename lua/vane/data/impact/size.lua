-- The largest size of the judgements in a list of rows; missing ones are none.

local is_na = require "vane.core.base".is_na

return function(cells)
  local most = 0
  for _, row in ipairs(cells) do
    for _, value in ipairs(row) do
      if not is_na(value) then most = math.max(most, math.abs(value)) end
    end
  end
  return most
end
