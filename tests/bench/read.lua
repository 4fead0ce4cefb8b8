-- read.lua FILE [check | write OUT]: reads a table of patents; `check` tells
-- what must be equal whoever reads it, `write` writes it again.

local path, mode, out = ...
local f = frame.read(path)
if mode == "check" then
  local t = f:aggregate { a = "sum appln_id", b = "sum year", c = "n_distinct ipc4",
    d = "n_distinct nuts2" }
  print(("%d %d %d %d %d"):format(f.n_rows, t:get(1, "a"), t:get(1, "b"), t:get(1, "c"),
    t:get(1, "d")))
elseif mode == "write" then
  f:write(out)
end
