-- Values of variables, which a project says as texts, as what they are.

local base = require "vane.core.base"
local names = require "vane.data.refi.names"
local with_dates = require "vane.data.coding.dates"

local na = base.na

local truths = { ["true"] = true, ["1"] = true, ["false"] = false, ["0"] = false }

-- The type of a column, and the value of a text in it or nil.
local types = {
  Boolean = { "logical", function(text) return truths[text] end },
  Integer = { "integer", function(text)
    return text:find "^[+-]?%d+$" and math.tointeger(tonumber(text))
  end },
  Float = { "number", function(text)
    return text:find "^[+-]?%d*%.?%d*$" and tonumber(text)
  end },
  Date = { "date", function(text) return text:match "^%d%d%d%d%-%d%d%-%d%d$" end },
}


-- The cells as values of that type; nil where one is none.
local function values_of(cells, value_of)
  local values = {}
  for i, cell in ipairs(cells) do
    local value = cell == na and na
    if cell ~= na then value = value_of(cell:match "^%s*(.-)%s*$") end
    if value == nil then return nil end
    values[i] = value
  end
  return values
end


-- The frame with a variable's column as what the project says it is, where all
-- that stands there can be such.
local function with_type(f, column, type)
  local name, value_of = table.unpack(types[type] or {})
  local values = name and f.types[column] == "text"
    and values_of(f:column(column), value_of)
  if not values then return f end
  local ok, made = pcall(f.with, f, { { column, values } },
    { types = { [column] = name } })
  return ok and made or f
end


local function count_times(p, f)
  if f.types.date ~= "text" then return end
  for _, cell in ipairs(f:column "date") do
    if cell ~= na and cell:find "^%d%d%d%d%-%d%d%-%d%dT"
      and not cell:find "T00:00:00$" then p:lose "times of day in the column date" end
  end
end


return function(p, f)
  for _, variable in pairs(p.variable_of) do
    f = with_type(f, names.column(variable.label), variable.typeOfVariable)
  end
  local dated = with_dates(f)
  if dated.types.date ~= "text" then count_times(p, f) end
  return dated
end
