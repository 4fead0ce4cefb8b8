-- apart.lua: what it costs to do a piece of work in a process of its own (a
-- network of two edges), with nothing held and with 1 GiB held in matrices of
-- 8 MiB, which stand in large pages, and of 1 MiB, which do not. Prints the
-- three medians in milliseconds.

local clock = require "vane.core.host".clock
local g = graph { { "a", "b" }, { "b", "c" } }

local N_TIMES = 21


local function cost()
  local times = {}
  for i = 1, N_TIMES do
    local start = clock()
    g:communities { runs = 1 }
    times[i] = (clock() - start) * 1e3
  end
  table.sort(times)
  return times[(N_TIMES + 1) // 2]
end


-- The cost while `n` matrices of side x side are held.
local function cost_beside(n, side)
  local names, held = {}, {}
  for i = 1, side do names[i] = tostring(i) end
  for i = 1, n do held[i] = matrix.of(names, names, 1) end
  local middle = cost()
  return middle, #held
end


cost()  -- the library is loaded by the first
local nothing = cost()
local large = cost_beside(128, 1024)
collectgarbage()
local small = cost_beside(1024, 362)
print(("%.2f %.2f %.2f"):format(nothing, large, small))
