-- Growth of flows: each period beside the one before, without years of both.

local cells = require "vane.study.flows.cells"
local count = require "vane.study.flows.count"
local flow = require "vane.core.flow"
local possible = require "vane.study.flows.possible"

local growth = {}


-- ---- two periods that share no year ----

-- The cells of both without the years they share.
local function apart(f, before, after)
  return cells.within(f, before.from, math.min(before.to, after.from - 1)),
    cells.within(f, math.max(after.from, before.to + 1), after.to)
end


-- How many rows each of the two has; nil where one has none.
local function sizes(s, before, after)
  local a, b = apart(s.cells, before, after)
  local n_before, n_after = count.sum(a, "n"), count.sum(b, "n")
  if n_before > 0 and n_after > 0 then return n_before, n_after end
end


-- ---- the frame ----

local function side(f, counted, other)
  return f:select { "from", "to", "n" }:rename { n = counted }
    :with({ [other] = 0 }, { types = { [other] = "integer" } })
end


-- One row for each pair of sectors of either side: from, to, before, after.
local function both(a, b)
  return side(a, "before", "after"):append(side(b, "after", "before"))
    :group("from", "to"):aggregate { { "before", "sum before" },
    { "after", "sum after" } }:sort("from", "to")
end


local function compare(s, before, after)
  local n_before, n_after = sizes(s, before, after)
  if not n_before then return nil end
  local pairs_of = both(apart(s.between, before, after))
  if pairs_of.n_rows == 0 then return nil end
  return flow.growth(pairs_of, s.sectors, n_before, n_after,
    math.max(possible.n(s), pairs_of.n_rows), s.opts.fdr)
    :rename { a = "from", b = "to" }
    :with({ period = after.name }, { types = { period = "text" } })
end


-- Why there is none, or nil.
function growth.absent(s)
  if #s.periods < 2 then
    return "it needs two periods, as in periods = { { 2000, 2007 }, "
      .. "{ 2007, 2014 } }"
  elseif s.opts.weight == "fractional" then
    return "it compares counts of pairs, and weight = \"fractional\" counts "
      .. "parts"
  end
  for i = 2, #s.periods do
    if sizes(s, s.periods[i - 1], s.periods[i]) then return nil end
  end
  return "no two periods have years of their own"
end


-- Of all neighbours.
function growth.of(s)
  local all
  for i = 2, #s.periods do
    local one = compare(s, s.periods[i - 1], s.periods[i])
    all = one and (all and all:append(one) or one) or all
  end
  return all
end


return growth
