-- What became of spaces from one study to a later one: which went on, which
-- were born, died, merged or split, who moved, and which grew.

local base = require "vane.core.base"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local growth_of = require "vane.study.space.growth"
local result = require "vane.base.result"

local na = base.na


-- The names of communities, in the place of their numbers.
local function named(names, numbers)
  local list = {}
  for i, c in ipairs(numbers) do
    list[i] = base.is_na(c) and na or names[c]
  end
  return list
end


local function text_columns(...)
  local types = {}
  for _, name in ipairs { ... } do types[name] = "text" end
  return types
end


-- ---- what became of them ----

local function before_frame(a, b, f)
  return frame({ { "space", named(a.names, f:column "community") },
    { "size", f:column "size" }, { "fate", f:column "fate" },
    { "next", named(b.names, f:column "next") },
    { "shared", f:column "shared" } },
    { source = a.source, types = text_columns "next" })
end


-- Weight between the members of b's spaces, in b's network and in a's.
local function inside_of(a, b)
  local now, then_ = b.partition:cohesion(), b.partition:cohesion(a.graph)
  return now:column "inside", then_:column "inside", then_:column "size"
end


local function total_weight(g)
  local sum = 0
  for _, weight in ipairs(g:edges():column "weight") do sum = sum + weight end
  return sum
end


local function ratio(x, y)
  return y > 0 and x / y - 1 or na
end


-- Growth of the ties inside, and beside the growth of all ties.
local function after_frame(a, b, f)
  local now, earlier, known = inside_of(a, b)
  local all = total_weight(b.graph) / total_weight(a.graph)
  local growth, beyond, new = {}, {}, {}
  for c, size in ipairs(f:column "size") do
    growth[c] = ratio(now[c], earlier[c])
    beyond[c] = ratio(now[c] / all, earlier[c])
    new[c] = size - known[c]
  end
  return frame({ { "space", named(b.names, f:column "community") },
    { "size", f:column "size" }, { "origin", f:column "origin" },
    { "previous", named(a.names, f:column "previous") },
    { "shared", f:column "shared" }, { "new", new },
    { "inside_before", earlier }, { "inside", now }, { "growth", growth },
    { "beyond_all", beyond } },
    { source = b.source, types = { previous = "text", growth = "number",
      beyond_all = "number" } }):sort("-beyond_all", "space")
end


-- From which space to which, with how many; missing where members came from
-- nowhere or went nowhere.
local function flow_frame(a, b, f)
  return frame({ { "from", named(a.names, f:column "from") },
    { "to", named(b.names, f:column "to") }, { "members", f:column "nodes" } },
    { source = b.source, types = text_columns("from", "to") })
end


local function mover_frame(a, b, f)
  local columns = { { "node", f:column "node" } }
  if b.labels then
    local labels = {}
    for i, node in ipairs(f:column "node") do labels[i] = b.labels[node] or na end
    columns[2] = { "label", labels }
  end
  columns[#columns + 1] = { "from", named(a.names, f:column "from") }
  columns[#columns + 1] = { "to", named(b.names, f:column "to") }
  return frame(columns, { source = b.source,
    types = text_columns("from", "to", b.labels and "label" or nil) })
end


-- ---- printing ----

-- "5 continued, 1 merged".
local function fates(f, column)
  local n, words = {}, {}
  for _, word in ipairs(f:column(column)) do
    if not n[word] then words[#words + 1] = word end
    n[word] = (n[word] or 0) + 1
  end
  table.sort(words, function(x, y)
    if n[x] ~= n[y] then return n[x] > n[y] end
    return x < y
  end)
  for i, word in ipairs(words) do words[i] = ("%d %s"):format(n[word], word) end
  return table.concat(words, ", ")
end


local function mover_lines(c, lines)
  local n = c.movers.n_rows
  if n == 0 then
    lines[#lines + 1] = "  Nobody moved from one space to another."
    return
  end
  for i, row in ipairs { c.movers:row(1), n > 1 and c.movers:row(2) or nil,
    n > 2 and c.movers:row(3) or nil } do
    lines[#lines + 1] = ("  %s %s moved from %s to %s"):format(
      i == 1 and "Movers:" or "       ", row.node, tostring(row.from),
      tostring(row.to))
  end
  if n > 3 then lines[#lines + 1] = ("          and %d more"):format(n - 3) end
end


local function percent(x)
  return base.is_na(x) and "na" or ("%+.0f %%"):format(100 * x)
end


local function growth_grid(c, opts)
  local rows = {}
  for row in c.after:each() do
    rows[#rows + 1] = { row.space, row.size, row.origin,
      base.is_na(row.previous) and "" or row.previous, percent(row.growth),
      percent(row.beyond_all) }
  end
  return grid.text({ "space", "size", "origin", "was", "ties", "beyond all" },
    rows, opts)
end


local function text_of(c, opts)
  local lines = { ("change of spaces: %d before, %d after, adjusted rand %s")
    :format(c.before.n_rows, c.after.n_rows, base.is_na(c.adjusted_rand)
      and "na" or ("%.3f"):format(c.adjusted_rand)),
    "  before: " .. fates(c.before, "fate"),
    "  after:  " .. fates(c.after, "origin") }
  mover_lines(c, lines)
  lines[#lines + 1] = growth_grid(c, opts)
  lines[#lines + 1] = "  ties: growth of the weight inside; beyond all: beside "
    .. "that of all ties"
  return table.concat(lines, "\n")
end


local NEEDS_EVENTS = "it needs both studies of 'events', the patents from which "
  .. "the networks come, without 'consolidate'"


-- How alike the two are where both have a member; nothing where none has.
local function likeness_of(a, b, flows)
  for row in flows:each() do
    if not base.is_na(row.from) and not base.is_na(row.to) then
      return a.partition:compare(b.partition)
    end
  end
  return { vi = na, nmi = na, adjusted_rand = na }
end


-- Of the states a and b of two studies.
local function changes(a, b, share)
  local c = a.partition:changes(b.partition, { share = share })
  local likeness = likeness_of(a, b, c.flows)
  local after, known = after_frame(a, b, c.after), a.events and b.events
  return result("change of spaces", {
    fields = { before = before_frame(a, b, c.before), after = after,
      flows = flow_frame(a, b, c.flows), movers = mover_frame(a, b, c.movers),
      vi = likeness.vi, nmi = likeness.nmi,
      adjusted_rand = likeness.adjusted_rand },
    later = { growth = known and function() return growth_of(a, b, after) end },
    absent = { growth = not known and NEEDS_EVENTS or nil },
    text = text_of,
    next = { "before", "after", "flows", "movers", known and "growth" or nil },
  })
end


return { changes = changes, text = text_of }
