-- Ctrl-C while a verb works: the call ends as interrupted, nothing is lost.

local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()


test("every verb on matrices can be interrupted", function()
  local m = matrix.of({ "a", "b" }, { "a", "b" }, { { 0, 1 }, { 1, 0 } })
  local f = m:frame()
  stops(function() return matrix.from_frame(f, { rows = "row" }) end)
  for _, name in ipairs { "frame", "cells", "transpose", "total", "diagonal",
    "rank", "cluster", "relatedness", "lq", "rca" } do
    stops(function() return m[name](m) end)
  end
  for _, name in ipairs { "sum", "mean", "count", "normalise", "correlation",
    "cosine", "jaccard", "distance" } do
    stops(function() return m[name](m, "rows") end)
  end
  stops(function() return m:with("a", "a", na):lq() end)
  stops(function() return m:select {} end)
  stops(function() return m + m end)
  stops(function() return 2 * m end)
  stops(function() return m:threshold(1) end)
  stops(function() return m:multiply(m) end)
  stops(function() return m:power(2) end)
  eq(m:power(2):cells(), { { 1.0, 0.0 }, { 0.0, 1.0 } })
end)
