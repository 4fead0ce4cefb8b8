-- What lookers-on are told of long work: how stages stand in each other, and
-- that a query, a spreadsheet, a project and packing tell how far they are.

local facts = loadfile("tests/data/facts.lua", "t", _ENV)()
local host = loadfile("tests/host/vane.lua", "t", _ENV)()

local folder <close> = host.folder()
local x, t, unit, code = {}, {}, {}, {}
for i = 1, 5000 do
  x[i], t[i] = i * 7919 % 1000, "text " .. i
  unit[i], code[i] = "u" .. i, "c" .. i % 9
end
frame { x = x, t = t }:write(folder.path .. "/big.xlsx")
coding(frame { unit = unit, code = code }, { unit = "unit", code = "code" })
  :write(folder.path .. "/big.qdpx")

facts("test_progress " .. host.quote(folder.path), 13)
