-- What a cell of judgements says: numbers, marks of 0 and 1, symbols; and the
-- columns that such cells stand in.

local base = require "vane.core.base"
local fail = require "vane.base.fail"

local is_na = base.is_na
local cells = {}


-- What symbols stand for: `known` lists some by the number, as texts with
-- blanks between; the analyst's own come on top.
function cells.symbols(word, known, own)
  local symbols = {}
  for number, list in pairs(known) do
    for symbol in list:gmatch "%S+" do symbols[symbol] = number end
  end
  for symbol, value in pairs(own or {}) do
    local is_value = type(value) == "number" or is_na(value)
    if type(symbol) ~= "string" or not is_value then
      fail("%s: option 'symbols' wants a number, or na, for each symbol, as in "
        .. "{ [\"●\"] = 1 }", word)
    end
    symbols[symbol] = value
  end
  return symbols
end


-- The number a symbol stands for; a cell without any is `empty`.
local function number_of(text, told, where)
  local symbol = text:match "^%s*(.-)%s*$"
  if symbol == "" then return told.empty end
  local number = told.symbols[symbol] or tonumber(symbol)
  if number then return number end
  fail("%s: %s holds \"%s\", which is no mark known here; say what it stands "
    .. "for, as in symbols = { [\"%s\"] = 1 } (na: unknown), or drop the "
    .. "column", told.word, where, text, symbol)
end


-- Whether a frame is drawn in symbols: an empty cell then has a meaning.
function cells.has_symbols(f, names)
  for _, name in ipairs(names) do
    if f.types[name] == "text" then return true end
  end
  return false
end


function cells.number(value, told, where, drawn)
  if type(value) == "string" then return number_of(value, told, where) end
  if is_na(value) then return drawn and told.empty or value end
  if type(value) == "boolean" then return value and 1 or 0 end
  return value
end


-- The cells of a column as texts, none of which may be missing.
function cells.texts(f, column, told)
  local list = f:column(column)
  for k, value in ipairs(list) do
    if is_na(value) then
      fail("%s: row %d of '%s' has nothing in column \"%s\"", told.word, k,
        told.option, column)
    end
    list[k] = tostring(value)
  end
  return list
end


-- The first of the names that the frame has as a column, or nil.
function cells.column_among(f, names)
  for _, name in ipairs(names) do
    if f.types[name] then return name end
  end
end


-- The same; raises when there is none.
function cells.column_called(f, names, word, option)
  return cells.column_among(f, names)
    or fail("%s: '%s' needs a column \"%s\"; its columns are %s", word, option,
      names[1], table.concat(f.names, ", "))
end


return cells
