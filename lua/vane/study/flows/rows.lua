-- The rows that a study of flows counted, for other studies: those that go from
-- one sector to another, with a column that says both.

local base = require "vane.core.base"
local typed = require "vane.study.typed"
local verbs = require "vane.core.frame_verbs"


-- The columns of the levels that are only counted say nothing more.
local function told(rows)
  for _, name in ipairs(rows.names) do
    if name:find "_level_" then rows = rows:drop(name) end
  end
  return rows
end


return function(s)
  local both = { "from", "to" }
  local each = s.rows:select(both):unique()
  local from, to, names = each:column "from", each:column "to", {}
  local between = s.symmetric and "%s - %s" or "%s > %s"
  for i = 1, each.n_rows do names[i] = between:format(from[i], to[i]) end
  local answers = typed({ { "linkage", names } }, { linkage = "text" }, s.source)
  local inside = s.annotated:select "inside"
  local rows = verbs.extend(told(s.rows), verbs.spread(s.rows, both, answers))
  return verbs.extend(rows, inside):where { inside = base.na }:drop "inside"
end
