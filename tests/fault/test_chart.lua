local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()

local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 1, 2 }, { 3, na } })
local p = chart.heat(m, { title = "Marks" })

refuse("a picture on a terminal", 200, function() return tostring(p) end)
refuse("a picture as SVG", 200, function() return p:svg() end)
