-- The frame, made pleasant.

local core = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local noun = require "vane.base.noun"


-- ---- making ----

-- Names and lists of { name = list, ... }, in the order of the names.
local function from_table(columns)
  local names, lists = {}, {}
  for name in pairs(columns) do
    if type(name) ~= "string" then
      fail("frame: column names should be texts, found %s; write "
        .. "frame{ name = {...} } or frame{ {\"name\", {...}}, ... }",
        tostring(name))
    end
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do lists[i] = columns[name] end
  return names, lists
end


-- The same of { {"name", list}, ... }, in the order given.
local function from_pairs(columns)
  local names, lists = {}, {}
  for i, pair in ipairs(columns) do
    if type(pair) ~= "table" or #pair ~= 2 or type(pair[1]) ~= "string" then
      fail("frame: column %d should be a pair {\"name\", {...}}", i)
    end
    names[i], lists[i] = pair[1], pair[2]
  end
  return names, lists
end


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
  if type(columns) ~= "table" then
    fail("frame: wants a table of columns, as in frame{ x = {1, 2} }, "
      .. "found a %s", check.kind_of(columns))
  end
  local read = columns[1] ~= nil and from_pairs or from_table
  local names, lists = read(columns)
  return core.of(names, lists, opts.types, opts.source)
end


local frame = noun("frame", core, make)

frame.sql = require "vane.data.sql"


-- ---- printing ----

-- The first line and the grid of the frame, within opts (see grid.room).
local function text_of(f, opts)
  local n = grid.n_shown(f.n_rows, opts)
  local shown = f:head(n)
  local columns = {}
  for j, name in ipairs(f.names) do columns[j] = shown:column(name) end
  local lines = { ("frame %d x %d"):format(f.n_rows, f.n_cols) }
  if f.source then lines[1] = lines[1] .. "   " .. f.source end
  if f.n_cols > 0 then
    lines[2] = grid.columns(f.names, columns, {
      all = opts and opts.all, width = opts and opts.width,
      more_rows = f.n_rows - n,
    })
  end
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(f) return text_of(f) end

return frame
