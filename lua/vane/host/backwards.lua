-- What was typed before the cursor, read backwards: brackets that are still
-- open, and chains of names and calls.

local backwards = {}

local OPENING = { [")"] = "(", ["}"] = "{", ["]"] = "[" }


-- Where the bracket or quote that closes at `last` was opened, or nil.
local function opening_of(text, last)
  local closing = text:sub(last, last)
  if closing == '"' or closing == "'" then
    for i = last - 1, 1, -1 do
      if text:sub(i, i) == closing then return i end
    end
    return nil
  end
  local depth, i = 0, last
  while i >= 1 do
    local letter = text:sub(i, i)
    if letter == '"' or letter == "'" then
      i = opening_of(text, i) or 0
    elseif OPENING[letter] then
      depth = depth + 1
    elseif letter == "(" or letter == "{" or letter == "[" then
      depth = depth - 1
      if depth == 0 then return letter == OPENING[closing] and i or nil end
    end
    i = i - 1
  end
end


-- The bracket that is still open at the end of the text, its place, or nil.
function backwards.still_open(text)
  local i = #text
  while i >= 1 do
    local letter = text:sub(i, i)
    if letter == "{" or letter == "(" or letter == "[" then return letter, i end
    if OPENING[letter] or letter == '"' or letter == "'" then
      i = opening_of(text, i) or 0
    end
    i = i - 1
  end
end


-- The place of the last letter up to `last` that is no blank, or 0.
local function last_letter(text, last)
  return #text:sub(1, last):gsub("%s+$", "")
end


-- "call", where the brackets or quotes of one end at `last`, and the end of
-- what is called.
local function call_at(text, last)
  local first = opening_of(text, last)
  if not first or text:sub(last, last) == "]" then return nil end
  return "call", last_letter(text, first - 1)
end


-- The name that ends at `last`, with its mark . or : and the end of what it is
-- a name of; without a mark no end.
local function name_at(text, last)
  local name = text:sub(1, last):match "[%a_][%w_]*$"
  if not name then return nil end
  local before = last_letter(text, last - #name)
  local mark = text:sub(1, before):match "[^.]([.:])$" or text:sub(1, before):match "^([.:])$"
  if not mark then return name end
  return mark .. name, last_letter(text, before - 1)
end


-- The chain of names and calls that ends the text, innermost first:
-- `down:sum "rows"` is { call, ":sum", "down" }.
function backwards.chain(text)
  local chain, last = {}, last_letter(text, #text)
  while last >= 1 do
    local is_call = text:find("^[)}\"'%]]", last)
    local link, before = (is_call and call_at or name_at)(text, last)
    if not link then return nil end
    chain[#chain + 1] = link
    if not before then return chain end
    last = before
  end
  return nil
end


return backwards
