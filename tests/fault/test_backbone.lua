local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local g = graph { { "a", "b", 2 }, { "b", "c" }, { "c", "d" }, { "a", "d", 9 } }
local h = graph { { "a", "b", 3 }, { "b", "e" } }
local directed = graph { { "a", "b", 2 }, { "a", "c" }, directed = true }

local jobs = {
  disparity = function() return directed:disparity() end,
  backbone = function() return directed:backbone { alpha = 0.5 } end,
  top = function() return directed:top { k = 1 } end,
  predict = function() return g:predict() end,
  compare = function() return g:compare(h).edges end,
}

for name, job in pairs(jobs) do
  refuse(name, 100, job)
  test(name .. " can be interrupted", function() stops(job) end)
end
