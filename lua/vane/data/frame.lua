-- The frame, made pleasant.

local core = require "vane.core.frame"
local check = require "vane.base.check"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local noun = require "vane.base.noun"
require "vane.data.frame_verbs"
require "vane.data.frame_groups"
require "vane.data.frame_join"


-- ---- making ----

--- frame{ name = list, ... } -> frame
--- frame{ {"name", list}, ... } -> frame
--- frame(columns, {types=, source=}) -> frame
---   A frame from lists of cells: numbers, texts, true, false, or na for a
---   missing cell. The first form sorts the columns by name, the second
---   keeps their order. `types` declares types by column name, as in
---   { day = "date" }; `source` says where the rows came from.
---   Raises when columns are not equally long or a cell does not fit.
---
---   > frame{ name = {"a", "b"}, x = {1, na} }
---   frame 2 x 2
---     name   x
---     a      1
---     b     na
---   > frame({ {"day", {"2014-12-31"}} }, { types = { day = "date" } }).types.day
---   date
local function make(columns, opts)
  opts = check("frame", opts, {
    types  = { kind = "table" },
    source = { kind = "string" },
  })
  local names, lists = entries("frame", columns)
  return core.of(names, lists, opts.types, opts.source)
end


local frame = noun("frame", core, make)

frame.sql = require "vane.data.sql"


-- ---- printing ----

-- The first line and the grid of the frame, within opts (see grid.room).
local function text_of(f, opts)
  local line = ("frame %d x %d"):format(f.n_rows, f.n_cols)
  if f.source then line = line .. "   " .. f.source end
  return f.n_cols > 0 and line .. "\n" .. grid.frame(f, opts) or line
end


-- ---- first mistakes ----

-- f.x and f[1], for those who look for cells there.
function core.meta.otherwise(f, key)
  if type(key) == "number" then
    return "a frame's cells are read by f:get(row, \"column\"), f:row(1), or "
      .. "in a loop, for row in f:each() do"
  end
  for _, name in ipairs(f.names) do
    if name == key then
      return ("\"%s\" is a column, read by f:column(\"%s\") or, cell by cell, "
        .. "by f:get(row, \"%s\")"):format(key, key, key)
    end
  end
end


function core.meta.__pairs()
  fail "a frame is gone through row by row: for row in f:each() do"
end


core.meta.show = text_of
core.meta.__tostring = function(f) return text_of(f) end

return frame
