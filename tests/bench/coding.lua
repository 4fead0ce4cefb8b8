-- coding.lua FILE [check]: reads a table of coded units; `check` tells what
-- must be equal whoever reads it.

local path, mode = ...
local c = coding.read(path)
if mode == "check" then print(("%d %d %d"):format(c.n_units, c.n_codes, c.n_codings)) end
