-- The facts are those of tests/data/test_apart.c, built beside the program.
local pipe <close> = io.popen("readlink -f /proc/$PPID/exe")
local program = pipe:read("l"):gsub("[^/]*$", "tests/test_apart")

local facts <close> = io.popen(program)
local n = 0
for line in facts:lines() do
  n = n + 1
  test(line:gsub("^%a+ ", ""), function() eq(line:match("^ok ") or line, "ok ") end)
end

test("the forked child passes every trial", function()
  eq(facts:close(), true)
  eq(n > 15, true)
end)
