-- What indices, limits and complexities of a table need of memory, refused; and Ctrl-C.

local complexity_of = require("vane.core.complexity").of
local inequality = require "vane.core.inequality"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local m = matrix.of({ "a", "b", "c" }, { "x", "y" },
  { { 3, 1 }, { 0, 4 }, { 2, na } }):titled { source = "some.csv" }

local jobs = {
  rows = function() return inequality.lines(m, "rows", true, true, { 1, 2 }) end,
  cols = function() return inequality.lines(m, "cols", true, false, {}) end,
  complexity = function() return complexity_of(m, true, 9) end,
  excess = function() return inequality.excess(m, true, 0.95) end,
}

for name, job in pairs(jobs) do
  refuse("inequality: " .. name, 60, job)
  test("inequality: " .. name .. " can be interrupted", function()
    stops(job)
  end)
end
