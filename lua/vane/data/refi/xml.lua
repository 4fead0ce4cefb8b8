-- Texts and attributes as XML says them.

local base = require "vane.core.base"
local fail = require "vane.base.fail"

local schema = require "vane.data.refi.schema"

local na = base.na

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ['"'] = "&quot;", ["\n"] = "&#10;", ["\r"] = "&#13;", ["\t"] = "&#9;" }


local UNSAYABLE <const> = { "[%z\1-\8\11\12\14-\31]", "\xEF\xBF[\xBE\xBF]" }

local n_replaced = 0


-- How many letters the text has.
local function check_letters(text)
  return utf8.len(text)
    or fail("write: the bytes of a text are no UTF-8: \"%s\"", text:sub(1, 60))
end


-- Whether XML can hold all characters of the text.
local function is_sayable(text)
  for _, pattern in ipairs(UNSAYABLE) do
    if text:find(pattern) then return false end
  end
  return true
end


-- A text as XML can say it; control characters and those that are none (U+FFFE,
-- U+FFFF) have no place there.
local function escaped(text)
  if type(text) ~= "string" then text = tostring(text) end
  if not text:find '[%z\1-\31&<>"\x80-\xFF]' then return text end
  check_letters(text)
  for _, pattern in ipairs(UNSAYABLE) do
    local n
    text, n = text:gsub(pattern, "?")
    n_replaced = n_replaced + n
  end
  return (text:gsub('[&<>"\n\r\t]', escapes))
end


-- How many characters were replaced since this was last asked.
local function replaced()
  local n = n_replaced
  n_replaced = 0
  return n
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


-- ---- elements ----

-- An element to which others are given in any order.
local function node(is, said)
  return { is = is, attributes = said or "", ranks = schema.elements[is].ranks,
    kids = {}, last = 0 }
end


-- A line that stands in it, which is an element; false where none such may.
local function put(around, is, line)
  local rank = around.ranks[is]
  if not rank then return false end
  local kids = around.kids[rank] or {}
  around.kids[rank], around.last = kids, math.max(rank, around.last)
  kids[#kids + 1] = line
  return true
end


-- Several, as one text of lines or missing.
local function put_lines(around, lines)
  if not lines or lines == na then return end
  for line in lines:gmatch "[^\n]+" do put(around, line:match "^<(%a+)", line) end
end


-- A text as an element that holds nothing else.
local function put_said(around, is, said)
  put(around, is, ("<%s>%s</%s>"):format(is, escaped(said), is))
end


local function put_description(around, said)
  if said and said ~= na then put_said(around, "Description", said) end
end


-- The text of a source or note where it stands in the project itself.
local function put_content(around, said)
  put_said(around, "PlainTextContent", said)
end


-- What stands in the element, in the order that the standard wants.
local function lines_in(e)
  local lines = {}
  for rank = 1, e.last do
    local kids = e.kids[rank] or {}
    table.move(kids, 1, #kids, #lines + 1, lines)
  end
  return lines
end


-- The element with all that stands in it.
local function text(e)
  local inside = e.said or table.concat(lines_in(e))
  if inside == "" then return ("<%s%s/>"):format(e.is, e.attributes) end
  return ("<%s%s>%s</%s>"):format(e.is, e.attributes, inside, e.is)
end


-- ---- what was escaped ----

local names = { amp = "&", lt = "<", gt = ">", quot = '"' }


-- The text that was escaped.
local function plain(said)
  if not said:find("&", 1, true) then return said end
  return (said:gsub("&(#?)(%w+);", function(mark, name)
    if mark == "" then return names[name] end
    return name:find "^%d%d?$" and utf8.char(tonumber(name)) or nil
  end))
end


-- The attributes of such a text: names in their order, and values by them.
local function parsed(said)
  local list, values = {}, {}
  for name, value in said:gmatch ' (%a+)="([^"]*)"' do
    list[#list + 1], values[name] = name, plain(value)
  end
  return list, values
end


-- The paths inside the archive that a row of what stands beside a coding names.
local function paths(row)
  local list = {}
  for _, said in ipairs { row.attributes, row.inside } do
    if said ~= na then
      for path in said:gmatch '"internal://([^"]+)"' do
        list[#list + 1] = plain(path)
      end
    end
  end
  return list
end


return { escaped = escaped, is_sayable = is_sayable, replaced = replaced,
  check_letters = check_letters, paths = paths, attributes = attributes,
  node = node, put = put, put_lines = put_lines, put_description = put_description,
  put_content = put_content, text = text, lines = lines_in, plain = plain,
  parsed = parsed }
