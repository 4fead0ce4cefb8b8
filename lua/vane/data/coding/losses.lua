-- What a file has no place for, as the report of losses says it.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local open = require "vane.data.store.open"

local na = base.na

local losses = {}

-- What a coding itself says in a table; the other columns of codes and coders
-- are lost there.
local named = { code = true, coder = true }


-- Counts by what was lost, as a frame: what, n.
function losses.frame(counts)
  local whats, list = {}, {}
  for what, n in pairs(counts) do
    if n > 0 then whats[#whats + 1] = what end
  end
  table.sort(whats)
  for i, what in ipairs(whats) do list[i] = counts[what] end
  return frames.of({ "what", "n" }, { whats, list },
    { what = "text", n = "integer" })
end


-- The same, or nil where nothing was.
local function or_nil(counts)
  local f = losses.frame(counts)
  return f.n_rows > 0 and f or nil
end


local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end


-- What only a study has.
local function add_study(counts, c)
  if not open.behind(c) then return end
  counts["notes of the study"] = c:notes().n_rows
  counts["entries of the registers"] = c:registers().n_rows
end


-- What stands beside a coding, by elements but for those in a set.
local function add_extras(counts, extras, except)
  for row in extras:each() do
    if not except[row.element] then
      local what = ("%s elements of a project"):format(row.element)
      counts[what] = (counts[what] or 0) + 1
    end
  end
end


-- Rows of a frame that have a value beside the name.
local function n_told(f)
  local told = {}
  for _, name in ipairs(f.names) do
    for i, cell in ipairs(named[name] and {} or f:column(name)) do
      if cell ~= na then told[i] = true end
    end
  end
  return count(told)
end


-- Names in a column of a frame that a list of cells does not have.
local function n_unused(f, column, cells)
  local used, n = {}, 0
  for _, cell in ipairs(cells) do used[cell] = true end
  for _, name in ipairs(f:column(column)) do n = n + (used[name] and 0 or 1) end
  return n
end


function losses.of_table(c, known)
  local rows, counts = c:rows(), {}
  counts["codes that no unit has"] = n_unused(c:codes(), "code", rows:column "code")
  counts["coders without a unit"] = n_unused(c:coders(), "coder",
    rows:column "coder")
  counts["what is known of codes beside their names"] = n_told(c:codes())
  counts["what is known of coders beside their names"] = n_told(c:coders())
  counts["texts of sources"] = count(known.contents)
  counts["GUIDs and times of codings"] = known.stamps.n_rows
  add_extras(counts, known.extras, {})
  add_study(counts, c)
  return or_nil(counts)
end


function losses.of_codebook(c, known, counts)
  counts["units with their codings"] = c.n_units
  counts["coders"] = c.n_coders
  add_extras(counts, known.extras, { Code = true, Set = true })
  add_study(counts, c)
  return or_nil(counts)
end


-- Notes go along.
function losses.of_project(c, counts)
  if open.behind(c) then
    counts["entries of the registers"] = c:registers().n_rows
  end
  return or_nil(counts)
end


return losses
