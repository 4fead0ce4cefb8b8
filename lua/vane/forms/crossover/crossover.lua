-- Which sub-trends change which parameters of a value chain?
--
-- Data: example.csv, invented to show how it is done. Fill in form.csv (2: a
-- cross-over point, 1: a strong change, 0: none, empty: not judged; your own
-- sub-trends), put its name below, and run it again.

local c = crossover { marks = frame.read "example.csv" }

show(c)
show(c.points)

c.parameters:write "parameters.csv"
