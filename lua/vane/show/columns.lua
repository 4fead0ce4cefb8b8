-- Columns of frames as charts take them.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local letters = require "vane.show.letters"

local columns = {}


-- Raises when it is no frame, or has no rows.
function columns.check_frame(word, f)
  if check.kind_of(f) ~= "frame" then
    fail("%s: expected a frame in front, found %s", word, check.found(f))
  end
  if f.n_rows == 0 then fail("%s: the frame has no rows to draw", word) end
end


local function check_one(word, f, option, name, wanted)
  local found = f.types[name]
  if not found then
    local near = base.nearest(name, f.names)
    fail("%s: '%s' names no column of the frame: \"%s\"%s", word, option, name,
      near and (" (did you mean \"%s\"?)"):format(near) or "")
  end
  local number = found == "number" or found == "integer"
  if wanted == "number" and not number then
    fail("%s: '%s' wants a column of numbers, \"%s\" is of %ss", word, option,
      name, found)
  end
  if wanted == "mark" and not (number or found == "logical") then
    fail("%s: '%s' wants a column of marks, as numbers or as true and false, \"%s\" is of "
      .. "%ss", word, option, name, found)
  end
end


-- Raises unless the columns that options name are there and of their kind.
function columns.check(word, f, opts, kinds)
  for _, option in ipairs(check.keys(kinds)) do
    if opts[option] then check_one(word, f, option, opts[option], kinds[option]) end
  end
end


-- The name of the first column of texts, other than `but`; nil: there is none.
function columns.any_text(f, but)
  for _, name in ipairs(f.names) do
    if f.types[name] == "text" and name ~= but then return name end
  end
end


-- The same, which must be there.
function columns.first_text(word, f, but)
  local found = columns.any_text(f, but)
  if found then return found end
  fail("%s: no column of texts that could name the rows; say which, as in "
    .. "{ name = \"industry\" }", word)
end


-- The name of the first column of numbers that none of these options names.
function columns.first_number(word, f, opts, ...)
  local taken = {}
  for _, option in ipairs { ... } do
    if opts[option] then taken[opts[option]] = true end
  end
  for _, name in ipairs(f.names) do
    local kind = f.types[name]
    if (kind == "number" or kind == "integer") and not taken[name] then return name end
  end
  fail("%s: no column of numbers is left that could be the value; say which, as in "
    .. "{ value = \"patents\" }", word)
end


-- Whether a column of numbers has nothing that could be drawn.
function columns.all_missing(f, name)
  for _, value in ipairs(f:column(name)) do
    if not base.is_na(value) then return false end
  end
  return true
end


-- Whether no row has a value in both columns.
function columns.none_whole(f, a, b)
  local other = f:column(b)
  for i, value in ipairs(f:column(a)) do
    if not base.is_na(value) and not base.is_na(other[i]) then return false end
  end
  return true
end


-- The cells as texts; a missing one is "-".
function columns.texts(f, name)
  local list = f:column(name)
  for i, value in ipairs(list) do
    list[i] = base.is_na(value) and "-" or tostring(value)
  end
  return list
end


-- Every column of a row that says something, for a tip.
function columns.tip(f, i)
  local words = {}
  for _, name in ipairs(f.names) do
    local value = f:get(i, name)
    if not base.is_na(value) then
      words[#words + 1] = ("%s: %s"):format(name, type(value) == "number"
        and letters.number(value) or tostring(value))
    end
  end
  return table.concat(words, "\n")
end


-- A number for each different cell, in the order they come, and the cells.
function columns.numbers_of(f, name)
  local numbers, seen, order = {}, {}, {}
  for i, text in ipairs(columns.texts(f, name)) do
    if not seen[text] then
      order[#order + 1] = text
      seen[text] = #order
    end
    numbers[i] = seen[text]
  end
  return numbers, order
end


return columns
