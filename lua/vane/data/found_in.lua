-- The graph that each partition was found in, for as long as it lives.

local graph_of = setmetatable({}, { __mode = "k" })


local function graph(p)
  return graph_of[p]
end


-- Keeps it, and gives the partition.
local function keep(g, p)
  graph_of[p] = g
  return p
end


return { graph = graph, keep = keep }
