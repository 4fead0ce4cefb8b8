local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local groups = frame { { "node", { "a", "b", "c" } }, { "k", { "x", "y", "x" } } }
local g = graph { { "a", "b", 2 }, { "b", "c" }, { "c", "a" }, { "c", "d" },
  directed = true }:with_nodes(groups)
local plain = g:undirected()

local jobs = {
  undirected = function() return g:undirected() end,
  transitivity = function() return g:transitivity() end,
  clustering = function() return g:clustering() end,
  cores = function() return g:cores() end,
  bridges = function() return g:bridges() end,
  articulation = function() return g:articulation() end,
  constraint = function() return g:constraint() end,
  brokerage = function() return g:brokerage { group = "k" } end,
  closeness = function() return g:closeness() end,
  distances = function() return g:distances() end,
  path = function() return g:path { from = "a", to = "d" } end,
  pagerank = function() return g:pagerank() end,
  eigenvector = function() return plain:eigenvector() end,
  layout = function() return g:layout() end,
  betweenness = function() return g:betweenness() end,
}

for name, job in pairs(jobs) do
  refuse(name, 60, job)
  test(name .. " can be interrupted", function() stops(job) end)
end
