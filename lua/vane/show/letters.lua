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


return letters
