-- The column "date" of a frame of texts: days, or whole years, where all that
-- stands there are such; else it stays as it is.

local base = require "vane.core.base"

local na = base.na


local function all_match(cells, pattern)
  local found, some = {}, false
  for i, cell in ipairs(cells) do
    found[i] = cell == na and na or cell:match(pattern)
    if not found[i] then return nil end
    some = some or cell ~= na
  end
  return some and found or nil
end


return function(f)
  if f.types.date ~= "text" then return f end
  local cells = f:column "date"
  local years = all_match(cells, "^%d%d%d%d$")
  local days = all_match(cells, "^(%d%d%d%d%-%d%d%-%d%d)T?")
  if years then
    for i, year in ipairs(years) do
      years[i] = year ~= na and math.tointeger(tonumber(year)) or na
    end
  elseif not days then
    return f
  end
  local ok, dated = pcall(f.with, f, { { "date", years or days } },
    { types = { date = years and "integer" or "date" } })
  return ok and dated or f
end
