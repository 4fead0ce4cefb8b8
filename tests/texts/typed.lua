-- Types lines as at the prompt, in an environment of their own, and says what
-- each printed: for the examples of help texts and of the README.

local session = require "vane.host.session"
local strict = require "vane.base.strict"

local vocabulary = getmetatable(_ENV)


-- Calls f with `print` caught; gives what was printed, with an error's
-- sentence as its last line, and whether there was none.
local function caught(f)
  local library, said = vocabulary.library, {}
  local real = library.print
  library.print = function(...)
    local parts = table.pack(...)
    for i = 1, parts.n do parts[i] = tostring(parts[i]) end
    said[#said + 1] = table.concat(parts, "\t") .. "\n"
  end
  local ok, problem = pcall(f)
  library.print = real
  if not ok then said[#said + 1] = tostring(problem) .. "\n" end
  return table.concat(said), ok
end


local function evaluate(text, names)
  local asked = text:match "^%?(.*)$"
  local code = asked and session.question(asked) or text
  local chunk, problem = session.compile(code, "=prompt", names)
  if not chunk then error(problem, 0) end
  local values = table.pack(chunk())
  for i = 1, values.n do vocabulary.words.show((values[i])) end
end


-- A prompt: a function that types a text and gives what was printed, and
-- whether it ran without an error.
return function()
  local names = strict.environment(vocabulary.words)
  return function(text)
    return caught(function() evaluate(text, names) end)
  end
end
