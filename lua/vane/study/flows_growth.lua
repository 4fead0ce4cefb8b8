-- Growth of flows: each period beside the one before, without years of both.

local condition = require "vane.data.condition".words
local count = require "vane.study.flows_count"
local flow = require "vane.core.flow"
local possible = require "vane.study.flows_possible"
local typed = require "vane.study.typed"


-- ---- two periods that share no year ----

local function within(s, from, to)
  if from > to then return nil end
  local rows = s.rows:where { year = condition.between(from, to) }
  return rows.n_rows > 0 and rows or nil
end


-- The rows of both without the years they share; nil where one has none.
local function apart(s, before, after)
  local a = within(s, before.from, math.min(before.to, after.from - 1))
  local b = within(s, math.max(after.from, before.to + 1), after.to)
  if a and b then return a, b end
end


-- ---- the frame ----

-- One entry for each pair of sectors of either side.
local function cells_of(before, after)
  local at, list = {}, {}
  for side, cells in pairs { before = before, after = after } do
    for _, cell in ipairs(cells) do
      local key = ("%d:%s%s"):format(#cell.from, cell.from, cell.to)
      if not at[key] then
        at[key] = { from = cell.from, to = cell.to, before = 0, after = 0 }
        list[#list + 1] = at[key]
      end
      at[key][side] = cell.n
    end
  end
  return list
end


local function frame_of(list, source)
  local columns = { { "from", {} }, { "to", {} }, { "before", {} }, { "after", {} } }
  for i, cell in ipairs(list) do
    for _, column in ipairs(columns) do column[2][i] = cell[column[1]] end
  end
  return typed(columns, { from = "text", to = "text", before = "integer",
    after = "integer" }, source):sort("from", "to")
end


local function compare(s, before, after)
  local a, b = apart(s, before, after)
  if not a then return nil end
  local cells = cells_of((count.period(s, a)), (count.period(s, b)))
  if #cells == 0 then return nil end
  return flow.growth(frame_of(cells, s.frame.source), s.sectors, a.n_rows,
    b.n_rows, math.max(possible.n(s), #cells), s.opts.fdr)
    :rename { a = "from", b = "to" }:with { period = after.name }
end


-- Of all neighbours, or nil and why there is none.
return function(s)
  if #s.periods < 2 then
    return nil, "it needs two periods, as in periods = { { 2000, 2007 }, "
      .. "{ 2007, 2014 } }"
  elseif s.fractional then
    return nil, "it compares counts of pairs, and weight = \"fractional\" "
      .. "counts parts"
  end
  local all
  for i = 2, #s.periods do
    local one = compare(s, s.periods[i - 1], s.periods[i])
    all = one and (all and all:append(one) or one) or all
  end
  return all, "no two periods have years of their own"
end
