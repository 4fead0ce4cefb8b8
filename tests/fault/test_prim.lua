local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local x, place, hit = {}, {}, {}
for i = 1, 40 do
  x[i], place[i] = (i * 7) % 41, ("abc"):sub(1 + i % 3):sub(1, 1)
  hit[i] = x[i] > 25 and place[i] ~= "b"
end
local f = frame { x = x, place = place, hit = hit }

refuse("looking for boxes", 250, function()
  return prim(f, { outcome = "hit", peel = 0.2 })
end)
refuse("its rows and limits", 60, function()
  local r = prim(f, { outcome = "hit" })
  return { r:rows(), r:at { step = 1 } }
end)
refuse("looking again", 400, function()
  return prim(f, { outcome = "hit" }):resample { times = 3 }
end, 3)
refuse("a tree", 250, function()
  return cart(f, { outcome = "hit", success = true, folds = 3, leaf = 3 })
end)

test("boxes and trees can be interrupted", function()
  stops(function() return prim(f, { outcome = "hit" }) end)
  stops(function() return cart(f, { outcome = "hit" }) end)
  local r = prim(f, { outcome = "hit" })
  stops(function() return r:resample {} end)
  eq(r:rows().n_rows > 0, true)
end)
