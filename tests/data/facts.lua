-- facts(name, least): runs the program of that name, built from the C file
-- beside this one, and makes a test of each fact it prints; there must be at
-- least so many.

package.path = "tests/data/?.lua;" .. package.path
local program_folder = require "program_folder"


return function(name, least)
  local pipe <close> = io.popen(program_folder .. name)
  local n = 0
  for line in pipe:lines() do
    n = n + 1
    test(line:gsub("^%a+ ", ""), function()
      eq(line:match "^ok " or line, "ok ")
    end)
  end
  test(name .. " ends well", function()
    eq(pipe:close(), true)
    eq(n >= least, true)
  end)
end
