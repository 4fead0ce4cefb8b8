-- Reading and running what is typed: at the prompt, with -e, in examples.

local show = require "vane.base.show"

local session = {}

local environment  -- the analyst's names


function session.begin(names)
  environment = names
end


-- The chunk, or nil, the message, and whether more lines could mend it. An
-- expression gives its values; a leading "=" says that it is one.
function session.compile(text, name)
  text = text:gsub("^%s*=", "return ", 1)
  local chunk = load("return " .. text, name, "t", environment)
  if chunk then return chunk end
  local problem
  chunk, problem = load(text, name, "t", environment)
  return chunk, problem, not chunk and problem:find("<eof>$") ~= nil
end


local function show_all(...)
  for i = 1, select("#", ...) do show((select(i, ...))) end
end


-- Runs the text and shows what it gives.
function session.evaluate(text, name)
  local chunk, problem = session.compile(text, name)
  if not chunk then error(problem, 0) end
  show_all(chunk())
end


return session
