-- Events, made pleasant: groups with their members, such as patents with
-- their classes, from which linkages are counted.

local core = require "vane.core.events"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local grid = require "vane.base.grid"

local native = core.native

local text = { kind = "string" }


-- ---- making ----

--- f:events{ group = column, class = column, period = column,
---           cluster = column } -> events
---   Which members each group has, from a row for each member: a patent and
---   its classes, a project and its partners. Columns hold texts or whole
---   numbers. A member that a group's rows name twice counts once.
---   period   of a group, such as its year
---   cluster  whom a group comes from, such as its applicant, so that
---            resampling can take all of a cluster together
---   Both are those of the group's first row that has one. Rows without a
---   group or class are left out; the events say how many there were.
---
---   > f = frame{ patent = {1, 1, 2, 2}, ipc = {"B", "A", "B", "B"} }
---   > f:events{ group = "patent", class = "ipc" }
---   events 2 groups of 2 members, 3 entries
---     1 row said a group's member once more
---     size  groups
---        1       1
---        2       1
function frames.methods.events(f, given)
  frames.meta.self(f, "events")
  local opts = check("events", given, {
    group = { kind = "string", needed = true },
    class = { kind = "string", needed = true },
    period = text, cluster = text,
  })
  return native.from_frame(f, opts.group, opts.class, opts.period,
    opts.cluster)
end


-- ---- printing ----

local function counted(n, one, many)
  return ("%d %s"):format(n, n == 1 and one or many)
end


-- What was done to the rows, a line each.
local function add_notes(lines, e)
  local function note(n, one, many)
    if n > 0 then lines[#lines + 1] = "  " .. counted(n, one, many) end
  end
  note(e.n_clusters, "cluster", "clusters")
  note(e.n_left_out, "row left out for want of a group or member",
    "rows left out for want of a group or member")
  note(e.n_repeated, "row said a group's member once more",
    "rows said a group's member once more")
  note(e.n_divided, "group named more than one period or cluster; its first counts",
    "groups named more than one period or cluster; their first counts")
end


local function text_of(e, opts)
  local lines = { ("events %s of %s, %s"):format(
    counted(e.n_groups, "group", "groups"),
    counted(e.n_members, "member", "members"),
    counted(e.n_entries, "entry", "entries")) }
  if e.source then lines[1] = lines[1] .. "   " .. e.source end
  add_notes(lines, e)
  if e.n_groups > 0 then lines[#lines + 1] = grid.frame(e:sizes(), opts) end
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(e) return text_of(e) end

return core
