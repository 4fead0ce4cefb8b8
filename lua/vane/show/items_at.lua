-- The lines of a script on which the items of a page stand: the entries of the
-- table that follows the word `page`. Reads no more of Lua than strings,
-- comments and brackets; where that is not enough, nothing is said.

local opening = { ["("] = true, ["{"] = true, ["["] = true }
local closing = { [")"] = true, ["}"] = true, ["]"] = true }


-- The end of a long string or comment that begins at `at`, or nil.
local function long_end(text, at)
  local signs = text:match("^%[(=*)%[", at)
  if not signs then return nil end
  local _, finish = text:find("]" .. signs .. "]", at, true)
  return finish or #text
end


local function quoted_end(text, at)
  local quote, i = text:sub(at, at), at + 1
  while i <= #text and text:sub(i, i) ~= quote do
    i = i + (text:sub(i, i) == "\\" and 2 or 1)
  end
  return i
end


local function comment_end(text, at)
  local long = long_end(text, at + 2)
  return long or (text:find("\n", at, true) or #text + 1) - 1
end


-- The next sign from `at` on: its kind ("name", "text" or itself) and where it
-- begins and ends; nil at the end.
local function next_sign(text, at)
  at = text:find("%S", at)
  while at and text:sub(at, at + 1) == "--" do
    at = text:find("%S", comment_end(text, at) + 1)
  end
  if not at then return nil end
  local letter = text:sub(at, at)
  local _, finish = text:find("^[%a_][%w_]*", at)
  if finish then return "name", at, finish end
  if letter == '"' or letter == "'" then return "text", at, quoted_end(text, at) end
  finish = long_end(text, at)
  if finish then return "text", at, finish end
  if text:find("^[=~<>]=", at) then return "==", at, at + 1 end
  return letter, at, at
end


-- Where the table begins that the page on the line from `at` on has its items
-- in, or nil.
local function table_of(text, at)
  local depth, found, line_end = 0, false, text:find("\n", at, true) or #text
  local kind, from, to = next_sign(text, at)
  while kind and (found or from <= line_end) do
    if not found then found = kind == "name" and text:sub(from, to) == "page"
    elseif kind == "{" and depth == 0 then return to + 1
    elseif opening[kind] then depth = depth + 1
    elseif closing[kind] then depth = depth - 1
    elseif depth == 0 and kind ~= "text" then return nil end
    kind, from, to = next_sign(text, to + 1)
  end
end


-- Where each entry without a name begins, in a table whose inside begins at
-- `at`.
local function entries_of(text, at)
  local list, depth, begun, first = {}, 0, nil, nil
  local function finish()
    list[#list + 1], begun, first = begun, nil, nil
  end
  local kind, from, to = next_sign(text, at)
  while kind do
    if depth == 0 and closing[kind] then break end
    if depth == 0 and (kind == "," or kind == ";") then finish()
    elseif kind == "=" and first == "name" then begun = nil
    else
      if not first then begun = from end
      first = not first and kind or "more"
    end
    depth = depth + (opening[kind] and 1 or closing[kind] and -1 or 0)
    kind, from, to = next_sign(text, to + 1)
  end
  finish()
  return list
end


local function start_of_line(text, line)
  local at = 1
  for _ = 2, line do
    at = (text:find("\n", at, true) or #text) + 1
  end
  return at
end


-- The lines of the items of the page that is asked for on that line of the
-- script, in their order; none where they cannot be made out.
return function(text, line)
  local at = table_of(text, start_of_line(text, line))
  if not at then return {} end
  local lines, number, from = {}, 1, 1
  for i, entry in ipairs(entries_of(text, at)) do
    local _, n = text:sub(from, entry - 1):gsub("\n", "")
    number, from = number + n, entry
    lines[i] = number
  end
  return lines
end
