-- igraph.lua FILE: the same calls as in igraph.c, said in Lua: each from the
-- graph to the frame, in a process of its own; name and milliseconds.

local clock = require "vane.core.host".clock

local N_TIMES = 3

local calls = {
  { "betweenness", function(g) return g:betweenness() end },
  { "weighted", function(g) return g:betweenness { length = "1/weight" } end },
  { "layout", function(g) return g:layout { weighted = false } end },
  { "pagerank", function(g) return g:pagerank() end },
}

local g = frame.read((...)):graph()

for _, call in ipairs(calls) do
  local times = {}
  for i = 1, N_TIMES do
    local start = clock()
    call[2](g)
    times[i] = (clock() - start) * 1e3
  end
  table.sort(times)
  print(("%s %.3f"):format(call[1], times[(N_TIMES + 1) // 2]))
end
