-- What indices, limits and complexities of a table want of memory, refused; and Ctrl-C.

local bootstrap = require "vane.core.bootstrap"
local complexity_of = require("vane.core.complexity").of
local inequality = require "vane.core.inequality"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local m = matrix.of({ "a", "b", "c" }, { "x", "y" },
  { { 3, 1 }, { 0, 4 }, { 2, na } }):titled { source = "some.csv" }

local rows = frame { id = { 1, 1, 2 }, a = { "a", "b", "b" },
  b = { "x", "x", "y" }, n = { 0.5, 0.5, 1 } }
local columns = { "id", "a", "b", "n" }
local sums = rows:matrix { rows = "a", cols = "b", value = "n", fill = 0 }

local jobs = {
  drawn_lines = function()
    return bootstrap.lines(rows, columns, sums, 3, 1, "cols", true)
  end,
  drawn_quotients = function()
    return bootstrap.quotients(rows, columns, sums, 3, 1, 0.9)
  end,
  limits = function() return bootstrap.limits(sums, 0.9) end,
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
