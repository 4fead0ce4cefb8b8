-- What panels need of memory, refused; and Ctrl-C while they are worked out.

local agree = require "vane.core.agree"
local panel = require "vane.core.panel"
local rankset = require "vane.core.rankset"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local judged = matrix.of({ "a", "b", "c" }, { "x", "y" },
  { { 0, 1 }, { 4, na }, { 3, 2 } })
local parts = frame { thing = { "p", "q" }, weight = { 1.0, 1.0 } }
local moves = matrix.of({ "now", "least", "most" }, { "x", "y" }, 1)

local jobs = {
  kendall = function() return agree.kendall(judged) end,
  alpha = function() return agree.ordinal_alpha(judged) end,
  cells = function() return panel.cells(judged, 3, 4) end,
  sets = function() return rankset.sets(judged, parts, true, 9, 1, 0.9, 1) end,
  without_one = function() return rankset.without_one(judged, parts) end,
  when_one_moves = function() return rankset.when_one_moves(moves, parts) end,
}

for name, job in pairs(jobs) do refuse("panel: " .. name, 60, job) end

test("long work on panels can be interrupted", function()
  for _, name in ipairs { "kendall", "alpha", "cells", "sets", "without_one" } do
    stops(jobs[name])
  end
end)
