-- Texts and attributes as XML says them.

local base = require "vane.core.base"

local na = base.na

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ['"'] = "&quot;", ["\n"] = "&#10;", ["\r"] = "&#13;", ["\t"] = "&#9;" }


-- A text as XML can say it; control characters have no place there.
local function escaped(text)
  text = tostring(text)
  if not text:find '[%z\1-\31&<>"]' then return text end
  return (text:gsub("[%z\1-\8\11\12\14-\31]", "?")
    :gsub('[&<>"\n\r\t]', escapes))
end


-- ' name="value"' of those that are known, in the order given.
local function attributes(...)
  local parts = {}
  for i = 1, select("#", ...), 2 do
    local name, value = select(i, ...)
    if value ~= nil and value ~= na then
      parts[#parts + 1] = (' %s="%s"'):format(name, escaped(value))
    end
  end
  return table.concat(parts)
end


local function definition(lines, text)
  if text and text ~= na then
    lines[#lines + 1] = "<Description>" .. escaped(text) .. "</Description>"
  end
end


return { escaped = escaped, attributes = attributes, definition = definition }
