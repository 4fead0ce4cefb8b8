-- The cells of a frame as a table on a page writes them: one number of
-- decimals for a column, three digits that matter, missing cells a dash.

local base = require "vane.core.base"

local cells = {}

local DIGITS = 3     -- that matter, of the numbers of a column
local MOST = 4       -- decimals of a column
local APART = 4      -- a column from fractions to ten to that: each by itself
local MISSING = "–"


local function is_fraction(x)
  return math.type(x) == "float" and x ~= math.floor(x)
end


local function power_of(x)
  return math.floor(math.log(math.abs(x), 10))
end


local function without_zeros(text)
  return text:find("%.") and (text:gsub("%.?0+$", "")) or text
end


-- Decimals that show a fraction to DIGITS digits, as far as MOST do.
local function decimals_of(x)
  local most = math.max(0, math.min(MOST, DIGITS - 1 - power_of(x)))
  if math.abs(x) < 0.1 ^ MOST then return MOST end
  local shown = without_zeros(("%%.%df"):format(most):format(x))
  return #(shown:match "%.(%d+)$" or "")
end


-- How all numbers of a column are written; nil: each by itself.
local function decimals_for(column)
  local decimals, low, high = 0, math.huge, -math.huge
  for _, x in ipairs(column) do
    if type(x) == "number" and x ~= 0 then
      high = math.max(high, power_of(x))
      if is_fraction(x) then
        low = math.min(low, power_of(x))
        decimals = math.max(decimals, decimals_of(x))
      end
    end
  end
  if low < 0 and high >= APART then return nil end
  return math.min(decimals, math.max(0, MOST - math.max(0, high)))
end


local function by_itself(x)
  if not is_fraction(x) then return ("%d"):format(x) end
  return ("%%.%df"):format(decimals_of(x)):format(x)
end


-- With so many decimals; what would read as 0 says what it is below.
local function with_decimals(x, decimals)
  local least = 10.0 ^ -decimals
  if x ~= 0 and math.abs(x) < least / 2 then
    return (x > 0 and "<" or ">-") .. ("%%.%df"):format(decimals):format(least)
  end
  return (("%%.%df"):format(decimals):format(x))
end


local function number_text(x, decimals)
  if math.type(x) == "integer" and (decimals or 0) == 0 then return tostring(x) end
  if math.abs(x) >= 1e15 then return ("%.4g"):format(x) end
  if not decimals then return by_itself(x) end
  return with_decimals(x, decimals)
end


-- A column's cells as texts, and as they are where the text rounds them.
local function texts_of(column, numeric)
  local decimals = numeric and decimals_for(column)
  local texts, exact = {}, {}
  for i, value in ipairs(column) do
    if base.is_na(value) then
      texts[i] = MISSING
    elseif numeric then
      texts[i] = number_text(value, decimals)
      if tonumber(texts[i]) ~= value then exact[i] = ("%.14g"):format(value) end
    else
      texts[i] = tostring(value)
    end
  end
  return texts, exact
end


-- The first n rows of a frame, column by column: { name =, numeric =, texts =,
-- exact = }.
function cells.columns(f, n)
  local head, list = f:head(n), {}
  for j, name in ipairs(f.names) do
    local type = f.types[name]
    local numeric = type == "number" or type == "integer"
    local texts, exact = texts_of(head:column(name), numeric)
    list[j] = { name = name, numeric = numeric, texts = texts, exact = exact }
  end
  return list
end


-- How many rows of a frame a page shows, and how many that leaves.
function cells.rows_shown(f, most)
  local n = math.min(f.n_rows, most)
  return n, f.n_rows - n
end


cells.MISSING = MISSING
return cells
