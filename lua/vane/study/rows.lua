-- The rows a study uses, and how many were left out and why: s.rows is a
-- frame, s.left_out a list of { n =, why = }.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local fail = require "vane.base.fail"
local typed = require "vane.study.typed"

local rows = {}

-- By type, what every cell satisfies but a missing one.
local PRESENT = {
  text = condition.at_least "",
  date = condition.at_least "0001-01-01",
  logical = { true, false },
  integer = condition.at_least(math.mininteger),
  number = condition.at_least(-math.huge),
}


-- The type of a column that an option names.
function rows.type_of(word, f, name, option)
  local type = f.types[name]
  if not type then
    local near = base.nearest(name, f.names)
    fail("%s: '%s' names no column \"%s\"%s", word, option, name,
      near and (" (did you mean \"%s\"?)"):format(near) or "")
  end
  return type
end


-- The different values of a column that are not missing.
function rows.values(f, name)
  local list = {}
  for _, value in ipairs(f:select(name):unique():column(name)) do
    if not base.is_na(value) then list[#list + 1] = value end
  end
  return list
end


-- Keeps the rows that satisfy `wanted` (see f:where), and notes the others.
function rows.keep(s, wanted, why)
  local kept = s.rows:where(wanted)
  local n = s.rows.n_rows - kept.n_rows
  if n > 0 then s.left_out[#s.left_out + 1] = { n = n, why = why } end
  s.rows = kept
end


-- What rows without a missing cell in those columns satisfy; a column that is
-- not there is passed over.
function rows.present(f, names)
  local wanted = {}
  for _, name in ipairs(names) do wanted[name] = PRESENT[f.types[name]] end
  return wanted
end


-- Keeps the rows without a missing cell in those columns.
function rows.keep_present(s, names, why)
  local wanted = rows.present(s.rows, names)
  if next(wanted) then rows.keep(s, wanted, why) end
end


-- A list of { n =, why = } as the frame that every result gives.
function rows.left_out(list, source)
  local n, why = {}, {}
  for i, entry in ipairs(list) do n[i], why[i] = entry.n, entry.why end
  return typed({ { "n_rows", n }, { "why", why } },
    { n_rows = "integer", why = "text" }, source)
end


return rows
