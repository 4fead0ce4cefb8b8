-- Ctrl-C while a verb works: the call ends as interrupted, nothing is lost.

local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()


test("every verb can be interrupted", function()
  local f = frame { x = { 3, 1, 2 }, t = { "b", "a", "b" } }
  stops(function() return f:where { x = above(1) } end)
  stops(function() return f:sort "x" end)
  stops(function() return f:unique "t" end)
  stops(function() return f:group("t"):aggregate { m = "median x" } end)
  stops(function() return f:join(f:select("t", "x"), { by = { "t", "x" } }) end)
  stops(function() return f:append(f) end)
  stops(function() return f:matrix { rows = "t", cols = "x" } end)
  stops(function() return f:column "x" end)
  eq(f:sort("x"):column "x", { 1, 2, 3 })
end)
