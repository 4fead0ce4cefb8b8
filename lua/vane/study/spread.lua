-- spread(rows, column, map, value) -> frame
-- The rows of a frame laid out over what their codes became: `map` has a row
-- for each code and target ("code", the target, "weight"); columns of `value` are
-- multiplied by the weight. Rows whose code it does not have fall out.

local scale = require "vane.core.scale"

local KEY = "code of the row"  -- a name that no analyst's column has


return function(rows, column, map, value)
  local spread = rows:join(map:rename { code = KEY }, { by = { [column] = KEY },
    kind = "inner", many = true })
  return value and scale.columns(spread, value, "weight") or spread
end
