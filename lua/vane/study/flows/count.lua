-- The tables of a study of flows: cells added up by some columns, in all or
-- period by period.

local cells = require "vane.study.flows.cells"
local flow = require "vane.core.flow"
local verbs = require "vane.core.frame_verbs"

local count = {}


-- The sums of cells, under the names that results give them; `share` is that
-- of all of them.
local function sums(f, has_share)
  local counted = f.types.parts and "parts" or "n"
  local list = { { "count", "sum " .. counted } }
  if has_share then list[2] = { "share", "share " .. counted } end
  if f.types.n_valued then
    list[#list + 1] = { "value", "sum total" }
    list[#list + 1] = { "n_valued", "sum n_valued" }
  end
  return list
end


-- One row for each value of the columns `keys`, in their order.
function count.by(f, keys, has_share)
  return f:group(keys):aggregate(sums(f, has_share)):sort(keys)
end


local function in_order(f, keys, name)
  local dated = f:with({ period = name }, { types = { period = "text" } })
  local names = table.move(keys, 1, #keys, 1, {})
  names[#names + 1] = "period"
  for _, column in ipairs { "count", "share", "value", "n_valued" } do
    if dated.types[column] then names[#names + 1] = column end
  end
  return dated:select(names)
end


-- The same for each period, one below the other.
function count.each(s, f, keys, has_share)
  local all
  for _, period in ipairs(s.periods) do
    local one = count.by(cells.of_period(f, period), keys, has_share)
    one = in_order(one, keys, period.name)
    all = all and all:append(one) or one
  end
  return all
end


-- With a column `self`: what both ends are, where they are the same.
function count.selves(f)
  return verbs.extend(f, flow.inside(f, "from", "to", 0, "self"))
end


-- The sum of a column, 0 when there is no row.
function count.sum(f, name)
  return f.n_rows > 0 and f:aggregate { sum = "sum " .. name }:get(1, "sum") or 0
end


return count
