-- What became of a scheme of codes.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local plain_rows = require "vane.data.plain_rows"
local scheme = require "vane.data.coding.scheme"

local na = base.na

local WORD = "coding.changes"


local function known(cell)
  return cell ~= nil and cell ~= na and cell or nil
end


local function by_code(rows)
  local of = {}
  for _, row in ipairs(rows) do of[row.code] = row end
  return of
end


-- Codes that are only in these rows, by what they say in a column; false
-- where two say the same.
local function alone_by(rows, others, column)
  local of = {}
  for _, row in ipairs(rows) do
    local said = not others[row.code] and known(row[column])
    if said then of[said] = of[said] == nil and row.code or false end
  end
  return of
end


local function check_renamed(renamed, old, new)
  for before, after in pairs(renamed) do
    if not old[before] or not new[after] then
      fail("%s: 'renamed' names \"%s\", which is no code of the %s scheme", WORD,
        tostring(old[before] and after or before), old[before] and "new"
        or "old")
    end
  end
end


-- Old names by new ones, and the other way round.
local function names_of(old_rows, new_rows, renamed)
  local old, new = by_code(old_rows), by_code(new_rows)
  local after_of, before_of = {}, {}
  check_renamed(renamed, old, new)
  for before, after in pairs(renamed) do
    after_of[before], before_of[after] = after, before
  end
  for _, column in ipairs { "guid", "definition" } do
    local there = alone_by(new_rows, old, column)
    for said, before in pairs(alone_by(old_rows, new, column)) do
      local after = there[said]
      if before and after and not after_of[before] and not before_of[after] then
        after_of[before], before_of[after] = after, before
      end
    end
  end
  for code in pairs(old) do
    if new[code] and not after_of[code] and not before_of[code] then
      after_of[code], before_of[code] = code, code
    end
  end
  return after_of, before_of
end


local compared = { { "definition", "redefined" }, { "colour", "recoloured" },
  { "rule", "rule changed" } }


local function compare(add, before, after, after_of)
  if before.code ~= after.code then
    add(after.code, "renamed", before.code, after.code)
  end
  local parent = known(before.parent)
  local moved_to = parent and (after_of[parent] or parent)
  if moved_to ~= known(after.parent) then
    add(after.code, "moved", parent, known(after.parent))
  end
  for _, pair in ipairs(compared) do
    local said, says = known(before[pair[1]]), known(after[pair[1]])
    if said ~= says then add(after.code, pair[2], said, says) end
  end
end


return function(old, new, given)
  local opts = check(WORD, given, { renamed = { kind = "table", default = {} } })
  local old_rows, new_rows = plain_rows(scheme(old)), plain_rows(scheme(new))
  local after_of, before_of = names_of(old_rows, new_rows, opts.renamed)
  local lists, olds, n = { {}, {}, {}, {} }, by_code(old_rows), 0
  local function add(...)
    n = n + 1
    for j = 1, 4 do lists[j][n] = known((select(j, ...))) or na end
  end
  for _, row in ipairs(new_rows) do
    local before = before_of[row.code]
    if before then compare(add, olds[before], row, after_of)
    else add(row.code, "added", na, row.code) end
  end
  for _, row in ipairs(old_rows) do
    if not after_of[row.code] then add(row.code, "removed", row.code, na) end
  end
  return frames.of({ "code", "change", "before", "after" }, lists,
    { code = "text", change = "text", before = "text", after = "text" })
    :sort("code")
end
