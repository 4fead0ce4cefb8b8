-- Flows beside what the sizes of both sides let expect.

local flow = require "vane.core.flow"
local possible = require "vane.study.flows_possible"
local typed = require "vane.study.typed"
local verbs = require "vane.core.frame_verbs"


-- What each sector belongs to, between which alone there are flows; nil where
-- there are flows inside sectors, too.
local function groups_of(s)
  if s.level.none then return nil end
  local of, list = possible.groups(s), {}
  for i, name in ipairs(s.sectors) do list[i] = tostring(of[name]) end
  return typed({ { "group", list } }, { group = "text" }, s.frame.source)
end


local function cells_of(s, period)
  local columns = { { "from", {} }, { "to", {} }, { "period", {} }, { "count", {} } }
  for i, cell in ipairs(period.between) do
    columns[1][2][i], columns[2][2][i] = cell.from, cell.to
    columns[3][2][i], columns[4][2][i] = period.name, cell.n
  end
  return typed(columns, { from = "text", to = "text", period = "text",
    count = "integer" }, s.frame.source):sort("from", "to")
end


-- Of all periods, or nil and why there is none.
return function(s)
  if s.fractional then
    return nil, "it compares counts of pairs, and weight = \"fractional\" "
      .. "counts parts"
  end
  local groups, n_possible, all = groups_of(s), possible.n(s), nil
  for _, period in ipairs(s.periods) do
    local cells = cells_of(s, period)
    local found = flow.excess(cells, s.sectors, groups, s.symmetric,
      math.max(n_possible, cells.n_rows), s.opts.fdr)
    local one = verbs.extend(cells, found):sort("-z", "from", "to")
    all = all and all:append(one) or one
  end
  return all
end
