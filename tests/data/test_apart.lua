-- The facts are those of tests/data/test_apart.c, built beside the program.
local pipe <close> = io.popen("readlink -f /proc/$PPID/exe")
local program = pipe:read("l"):gsub("[^/]*$", "tests/test_apart")

local n = 0
for line in io.popen(program .. " 2>&1"):lines() do
  local verdict, fact = line:match("^(%u*%l*) (.*)")
  n = n + 1
  test(fact or line, function() eq(verdict, "ok") end)
end

test("the forked child is tried at all", function()
  eq(n >= 17, true)
end)
