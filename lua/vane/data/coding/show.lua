-- A coding as it prints itself.

local core = require "vane.core.coding"
local counted = require "vane.base.counted"
local grid = require "vane.base.grid"


-- What was left out or said more than once, a line each.
local function add_notes(lines, c)
  local function say(n, one, many)
    if n > 0 then lines[#lines + 1] = "  " .. counted(n, one, many) end
  end
  for row in c:overlap():each() do
    if row.coders > 1 then
      lines[#lines + 1] = ("  units that %d coders looked at: %d"):format(
        row.coders, row.units)
    end
  end
  if c.n_nothing > 0 then
    lines[#lines + 1] = "  coded with nothing: " .. c.n_nothing
  end
  say(c.n_left_out, "row left out for want of a unit",
    "rows left out for want of a unit")
  say(c.n_repeated, "row said once more what is known",
    "rows said once more what is known")
end


local function text_of(c, opts)
  local counts = { counted(c.n_units, "unit"), counted(c.n_codes, "code"),
    counted(c.n_coders, "coder") }
  if c.n_sources > 0 then counts[4] = counted(c.n_sources, "source") end
  counts[#counts + 1] = counted(c.n_codings, "coding")
  local lines = { "coding " .. table.concat(counts, ", ") }
  if c.source then lines[1] = lines[1] .. "   " .. c.source end
  add_notes(lines, c)
  if c.n_codes > 0 then
    lines[#lines + 1] = grid.frame(c:use():sort "-units", opts)
  end
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(c) return text_of(c) end
