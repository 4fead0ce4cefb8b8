-- What a word is about, in front or in the table of options.

test("a frame may stand in the table of options", function()
  local x, y = {}, {}
  for i = 1, 40 do x[i], y[i] = i, i > 20 and 1 or 0 end
  local f = frame { x = x, y = y }
  for _, word in ipairs { prim, cart } do
    eq(tostring(word { frame = f, outcome = "y" }), tostring(word(f, { outcome = "y" })))
  end
  local ratings = frame { ann = { 1, 2, 2 }, ben = { 1, 2, 1 } }
  local by = { coefficient = "percent", replicates = 0 }
  local value = agreement(ratings, by).value
  by.frame = ratings
  eq(agreement(by).value, value)
  eq(by.frame == ratings, true)
  by.frame, by[1] = nil, ratings
  eq(agreement(by).value, value)
  raises("wants a frame of ratings", agreement, { coefficient = "percent" })
end)
