-- show(x): prints a value as the prompt would, or all of it.

local check = require "vane.base.check"
local text_of = require "vane.base.text"


--- show(x, {all=, rows=, width=})
---   Prints a value. On a terminal a frame or matrix is fitted to its width
---   and says what it left out; `all = true` prints everything, `rows` and
---   `width` set other bounds. Output that goes to a file is never cut.
---   Tables are written as in a script.
---
---   > show(frame{name = {"a", "b"}, x = {1, 2}})
---   frame 2 x 2
---     name  x
---     a     1
---     b     2
local function show(x, opts)
  opts = check("show", opts, {
    all   = { kind = "boolean" },
    rows  = { kind = "integer" },
    width = { kind = "integer" },
  })
  print(text_of(x, opts))
end


return show
