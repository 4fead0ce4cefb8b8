-- Texts that keep to their room: shortened, or wrapped into lines.

local grid = require "vane.base.grid"

local letters = {}

local DOTS = "…"
local ROUNDING = 1e-6  -- of a pixel


-- The text as one line that can be drawn: no control characters.
local function plain(text)
  return grid.plain(tostring(text))
end


-- The longest start of a text that fits, by halving.
local function start_that_fits(text, room, measure, size, bold)
  local ends = {}
  for at, letter in text:gmatch "()([%z\1-\127\194-\244][\128-\191]*)" do
    ends[#ends + 1] = at + #letter - 1
  end
  local low, high = 0, #ends
  while low < high do
    local middle = (low + high + 1) // 2
    if measure(text:sub(1, ends[middle]) .. DOTS, size, bold) <= room then
      low = middle
    else
      high = middle - 1
    end
  end
  return text:sub(1, ends[low] or 0)
end


-- The text, shortened to its room, and the whole of it if it was.
function letters.shorten(text, room, measure, size, bold)
  text, room = plain(text), room + ROUNDING
  if measure(text, size, bold) <= room then return text end
  local start = start_that_fits(text, room, measure, size, bold):gsub("%s+$", "")
  return start == "" and "" or start .. DOTS, text
end


-- A name and what stands behind it, of which only the name is shortened.
function letters.before(name, behind, room, measure, size)
  return (letters.shorten(name, room - measure(behind, size), measure, size)) .. behind
end


-- The text in lines of that room; a word too long for it is shortened, and
-- so is what is left after `most` lines.
function letters.wrap(text, room, measure, size, bold, most)
  local lines = {}
  for word in plain(text):gmatch "%S+" do
    local last = lines[#lines]
    local longer = last and last .. " " .. word
    if last and (measure(longer, size, bold) <= room or #lines == most) then
      lines[#lines] = longer
    else
      lines[#lines + 1] = word
    end
  end
  for i, line in ipairs(lines) do
    lines[i] = letters.shorten(line, room, measure, size, bold)
  end
  return lines
end


-- A number as labels write it: four digits of what is not whole, no closing
-- zeros.
function letters.number(x)
  if math.type(x) == "integer" or x == math.floor(x) and math.abs(x) < 1e15 then
    return ("%d"):format(x)
  end
  if math.abs(x) >= 1000 and math.abs(x) < 1e15 then return ("%.0f"):format(x) end
  return ("%.4g"):format(x)
end


-- What is a number in all lists, and the largest of these without its sign.
local function numbers_of(lists)
  local numbers, largest = {}, 0
  for _, list in ipairs(lists) do
    for _, x in ipairs(list) do
      if math.type(x) and math.abs(x) < 1e15 then
        numbers[#numbers + 1], largest = x, math.max(largest, math.abs(x))
      end
    end
  end
  return numbers, largest
end


-- The decimals that give the largest number four digits, without the zeros
-- with which all would close.
local function decimals_of(numbers, largest)
  local most = largest == 0 and 0 or math.max(0, 3 - math.floor(math.log(largest, 10)))
  local format, n = ("%%.%df"):format(math.min(most, 9)), 0
  for _, x in ipairs(numbers) do
    n = math.max(n, #(format:format(x):match "%.(%d-)0*$" or ""))
  end
  return n
end


-- How the numbers of all lists are written beside each other: with the same
-- decimals. One that would then read as 0 keeps a digit.
function letters.writer(...)
  local format = ("%%.%df"):format(decimals_of(numbers_of { ... }))
  return function(x)
    if math.abs(x) >= 1e15 then return letters.number(x) end
    local text = format:format(x)
    return x ~= 0 and tonumber(text) == 0 and ("%.1g"):format(x) or text
  end
end


return letters
