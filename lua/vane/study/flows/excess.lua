-- Flows beside what the sizes of both sides let expect.

local cells = require "vane.study.flows.cells"
local flow = require "vane.core.flow"
local possible = require "vane.study.flows.possible"
local typed = require "vane.study.typed"
local verbs = require "vane.core.frame_verbs"


-- What each sector belongs to, between which alone there are flows; nil where
-- there are flows inside sectors, too.
local function groups_of(s)
  if s.level.none then return nil end
  local of, list = possible.groups(s), {}
  for i, name in ipairs(s.sectors) do list[i] = tostring(of[name]) end
  return typed({ { "group", list } }, { group = "text" }, s.source)
end


local function cells_of(s, period)
  return cells.of_period(s.between, period):group("from", "to"):aggregate { { "count", "sum n" } }
    :with({ period = period.name }, { types = { period = "text" } })
    :select { "from", "to", "period", "count" }:sort("from", "to")
end


local excess = {}


-- Why there is none, or nil.
function excess.absent(s)
  return s.opts.weight == "fractional" and "it compares counts of pairs, and "
    .. "weight = \"fractional\" counts parts" or nil
end


-- Of all periods.
function excess.of(s)
  local groups, n_possible, all = groups_of(s), possible.n(s), nil
  for _, period in ipairs(s.periods) do
    local counted = cells_of(s, period)
    local found = flow.excess(counted, s.sectors, groups, s.symmetric,
      math.max(n_possible, counted.n_rows), s.opts.fdr)
    local one = verbs.extend(counted, found):sort("-z", "from", "to")
    all = all and all:append(one) or one
  end
  return all
end


return excess
