-- Which regions' shares of a class changed between two periods.

local base = require "vane.core.base"
local gamma = require "vane.core.gamma"
local typed = require "vane.study.typed"

local FEW = 10  -- of a class with less than that in a period shares say little


-- Wilson's score limits of a share, x of n (E. B. Wilson, Journal of the
-- American Statistical Association 22 (1927), 209-212); zz the square of the
-- normal deviate.
local function score_limits(x, n, zz)
  local middle = (x + zz / 2) / (n + zz)
  local half = (zz * (x * (n - x) / n + zz / 4)) ^ 0.5 / (n + zz)
  return middle - half, middle + half
end


-- Limits of the change from the first share to the second.
local function change_limits(x1, n1, x2, n2, zz)
  local p1, p2 = x1 / n1, x2 / n2
  local low1, high1 = score_limits(x1, n1, zz)
  local low2, high2 = score_limits(x2, n2, zz)
  return p2 - p1 - ((p2 - low2) ^ 2 + (high1 - p1) ^ 2) ^ 0.5,
    p2 - p1 + ((high2 - p2) ^ 2 + (p1 - low1) ^ 2) ^ 0.5
end


-- How far the limits stay away from 0.
local function sure_part(low, high)
  return math.max(0, low, -high)
end


local function cell_of(s, x1, n1, x2, n2, zz)
  local cell = { share_before = n1 > 0 and x1 / n1 or base.na,
    share_after = n2 > 0 and x2 / n2 or base.na,
    change = base.na, low = base.na, high = base.na, sure = 0, size = 0,
    few = n1 < FEW or n2 < FEW }
  if n1 == 0 or n2 == 0 then return cell end
  cell.change = x2 / n2 - x1 / n1
  cell.size = math.abs(cell.change)
  if s.whole then
    cell.low, cell.high = change_limits(x1, n1, x2, n2, zz)
    cell.sure = sure_part(cell.low, cell.high)
  end
  return cell
end


local function columns_of(s, m1, m2)
  local zz = 2 * gamma.with_above(0.5, 1 - s.opts.level)
  local sums1, sums2 = m1:sum("cols"):column "sum", m2:sum("cols"):column "sum"
  local cells1, cells2 = m1:cells(), m2:cells()
  local columns, k = {}, 0
  local function put(name, value)
    columns[name] = columns[name] or {}
    columns[name][k] = value
  end
  for i, region in ipairs(m1.rows) do
    for j, class in ipairs(m1.cols) do
      k = k + 1
      put("region", region)
      put("class", class)
      for name, value in pairs(cell_of(s, cells1[i][j], sums1[j], cells2[i][j],
        sums2[j], zz)) do
        put(name, value)
      end
    end
  end
  return columns
end


-- A row for each region and class.
return function(s)
  local m1 = s.before.counts
  local m2 = s.after.counts:select { rows = m1.rows, cols = m1.cols }
  local columns = columns_of(s, m1, m2)
  local order, types = {}, {}
  for i, name in ipairs { "share_before", "share_after", "change", "low",
    "high", "few", "sure", "size" } do
    order[i] = { name, columns[name] }
    types[name] = name == "few" and "logical" or "number"
  end
  table.insert(order, 1, { s.opts.class, columns.class })
  table.insert(order, 1, { s.opts.region, columns.region })
  local f = typed(order, types, s.opts.frame.source)
    :sort("few", "-sure", "-size"):drop("sure", "size")
  return s.whole and f or f:drop("low", "high")
end
