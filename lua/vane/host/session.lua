-- Reading and running what is typed: at the prompt, with -e, in examples.

local show = require "vane.base.show"

local session = {}

local environment  -- the analyst's names


function session.begin(names)
  environment = names
end


function session.names()
  return environment
end


-- The text as an expression, which gives its values, and as statements: for
-- each the chunk or false, and Lua's message. A leading "=" says that it is
-- an expression.
local function read_both_ways(text, name, names)
  text = text:gsub("^%s*=", "return ", 1)
  local value, no_value = load("return " .. text, name, "t", names)
  if value then return value end
  local chunk, problem = load(text, name, "t", names)
  return false, no_value, chunk, problem
end


-- The chunk, or nil and Lua's message.
function session.compile(text, name, names)
  local value, _, chunk, problem = read_both_ways(text, name,
    names or environment)
  return value or chunk, problem
end


local function ends_too_soon(problem)
  return problem:find "<eof>'?$" and not problem:find "unfinished string"
end


-- Nobody goes on behind a lone value, as in f = frame.read x, and an empty line.
local function is_given_up(text, problem)
  return problem:find "syntax error near <eof>$" and text:find "\n%s*$"
end


-- Whether more lines could make a whole of the text.
function session.is_incomplete(text)
  local value, no_value, chunk, problem = read_both_ways(text, "=prompt", {})
  if value or chunk or is_given_up(text, problem) then return false end
  return ends_too_soon(no_value) or ends_too_soon(problem) or false
end


-- The chunks of several lines, as if each had been typed, so that values
-- between them show; the whole as one where that is no Lua, and where a
-- local must reach the lines after it.
function session.parts(text)
  local parts, part = {}, nil
  for line in text:gmatch "[^\n]+" do
    part = part and part .. "\n" .. line or line
    if not session.is_incomplete(part) then
      if not session.compile(part, "=prompt", {}) then return { text } end
      parts[#parts + 1], part = part, nil
    end
  end
  local whole = session.compile(text, "=prompt", {})
  local has_local = ("\n" .. text):find "\n%s*local%f[%W]"
  return (part or whole and has_local) and { text } or parts
end


local function show_all(...)
  for i = 1, select("#", ...) do show((select(i, ...))) end
end


-- Runs the text and shows what it gives. `typed`: at the prompt, where each
-- chunk stands alone, so that its locals are kept.
function session.evaluate(text, name, typed)
  local chunk, problem = session.compile(text, name)
  if not chunk then error(problem, 0) end
  if typed then
    chunk = require "vane.host.keep"(text, name, environment) or chunk
  end
  show_all(chunk())
end


function session.run_file(path)
  local chunk, problem = loadfile(path, "t", environment)
  if not chunk then error(problem, 0) end
  chunk()
end


-- The code for ?x: help on the value, or on the word when it is none.
function session.question(asked)
  if asked == "" then return "help()" end
  local is_path = asked:find "^[%a_][%w_.]*$"
  local known = is_path and pcall(function()
    local value = environment
    for name in asked:gmatch "[^.]+" do value = value[name] end
    assert(value ~= nil)
  end)
  return known and ("help(%s)"):format(asked) or ("help(%q)"):format(asked)
end


return session
