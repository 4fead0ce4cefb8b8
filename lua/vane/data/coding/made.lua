-- How one coding is made of another, or of two: as rows with all that is
-- known of their units, and lists of codes or coders put together.

local core = require "vane.core.coding"
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local beside = require "vane.data.coding.beside"

local na = base.na

local made = {}


-- The rows with all that is known of their units.
function made.with_units(c, rows)
  local about = c:units()
  if about.n_cols < 2 then return rows end
  return rows:join(about, { by = "unit", kind = "left" })
end


-- A row for each coding, with all that is known of its unit.
function made.rows_of(c)
  return made.with_units(c, c:rows())
end


-- The coding of such rows; its sources have the texts of the coding `like`.
function made.of(rows, codes, coders, like)
  local c = core.native.from_rows(rows, "unit",
    rows.types.source and "source" or nil, "coder", "code", codes, coders)
  for _, known in pairs(beside) do known[c] = known[like] end
  return c
end


-- The frame with exactly these columns, missing where it has none.
local function aligned(f, names, types)
  for _, name in ipairs(names) do
    if not f.types[name] then
      local cells = {}
      for i = 1, f.n_rows do cells[i] = na end
      f = f:with({ { name, cells } }, { types = { [name] = types[name] } })
    elseif f.types[name] ~= types[name] then
      fail("merge: the column \"%s\" is %s in one coding and %s in the other",
        name, types[name], f.types[name])
    end
  end
  return f:select(names)
end


-- The rows of two frames, with the columns of both.
function made.both(a, b)
  local names, types = {}, {}
  for _, f in ipairs { a, b } do
    for _, name in ipairs(f.names) do
      if not types[name] then
        names[#names + 1], types[name] = name, f.types[name]
      end
    end
  end
  return aligned(a, names, types):append(aligned(b, names, types))
end


-- The codes (or coders) of both; what one says of a name comes first.
function made.both_names(a, b, column)
  return made.both(a, b:join(a:select(column), { by = column, kind = "anti" }))
end


return made
