-- The program and vane.so, which it opens, share one space of names: a name
-- that both define would be the program's wherever it is called.

local vane = require "host.vane"


local function names_in(file, option)
  local names = {}
  local pipe <close> = io.popen(("nm %s --defined-only %s"):format(option, file))
  for line in pipe:lines() do
    local kind, name = line:match "^%x+ (%u) (vn_.*)$"
    if kind then names[name] = true end
  end
  return names
end


test("no name is defined both in the program and in what it opens", function()
  local both, n = {}, 0
  local program = names_in(vane.program, "")
  for name in pairs(names_in(vane.program .. ".so", "-D")) do
    n = n + 1
    if program[name] then both[#both + 1] = name end
  end
  assert(n > 50 and next(program))
  eq(both, {})
end)
