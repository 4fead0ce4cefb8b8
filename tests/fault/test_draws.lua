local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local rows = frame { patent = { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6 },
  ipc = { "A", "B", "A", "C", "B", "C", "D", "E", "D", "F", "E", "F" },
  firm = { "x", "x", "x", "x", "y", "y", "y", "y", "z", "z", "z", "z" } }
local e = rows:events { group = "patent", class = "ipc", cluster = "firm" }
local g = e:graph()
local p = g:potts { starts = 1, patience = 3 }

refuse("a graph of events", 40, function() return e:graph() end)
refuse("planting communities", 200, function() return p:planted { replicates = 2 } end)
refuse("resampling communities", 250, function()
  return p:resampled(e, { replicates = 2, top = 1 })
end)
refuse("shuffling and finding again", 400, function()
  return p:shuffled(e, { replicates = 2, top = 2 })
end, 3)
local folded = frame { { "id", { 1, 2 } }, { "ipc", { "A;B;C", "D" } } }
refuse("unfolding", 30, function() return folded:unfold { ipc = ";" } end)
refuse("company", 60, function() return p:company() end)
refuse("roles", 60, function() return p:roles() end)
refuse("cohesion", 40, function() return p:cohesion() end)

test("drawing graphs anew can be interrupted", function()
  stops(function() return e:graph() end)
  stops(function() return p:planted() end)
  stops(function() return p:resampled(e) end)
  stops(function() return p:shuffled(e) end)
  stops(function() return folded:unfold { ipc = ";" } end)
  stops(function() return p:roles() end)
  stops(function() return p:company() end)
  stops(function() return p:cohesion() end)
end)
