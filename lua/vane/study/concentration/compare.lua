-- The same regions counted in two ways, such as by inventor and by applicant.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local matrix = require "vane.data.matrix"
local typed = require "vane.study.typed"

-- Regions of either, in the order of the first and then of the second.
local function regions_of(c, other)
  local list, known = {}, {}
  for _, m in ipairs { c.values, other.values } do
    for _, region in ipairs(m.rows) do
      if not known[region] then list[#list + 1] = region end
      known[region] = true
    end
  end
  return list
end


local function totals_of(c)
  local totals, sums = {}, c.values:sum "rows"
  for row in sums:each() do totals[row[sums.names[1]]] = row.sum end
  return totals
end


-- The totals of both in the order of all regions, and how many of these only
-- one of them has.
local function beside(regions, mine, theirs)
  local here, there, only_here, only_there = {}, {}, 0, 0
  for i, region in ipairs(regions) do
    here[i], there[i] = mine[region] or 0, theirs[region] or 0
    only_here = only_here + (theirs[region] and 0 or 1)
    only_there = only_there + (mine[region] and 0 or 1)
  end
  return here, there, only_here, only_there
end


-- Spearman's rank correlation; na without spread.
local function rank_correlation(regions, here, there)
  local cells = {}
  for i in ipairs(regions) do cells[i] = { here[i], there[i] } end
  return matrix.of(regions, { "here", "there" }, cells):rank()
    :correlation("cols"):get("here", "there")
end


local function source_of(rho, n, only_here, only_there)
  local text = ("%d regions"):format(n)
  if not base.is_na(rho) then
    text = text .. (", rank correlation %.3f"):format(rho)
  end
  if only_here + only_there > 0 then
    text = text .. ("; alone here %d, there %d"):format(only_here,
      only_there)
  end
  return text
end


local function shares_of(totals, all)
  local list = {}
  for i, x in ipairs(totals) do list[i] = all > 0 and x / all or base.na end
  return list
end


local function differences(before, after)
  local list, sizes = {}, {}
  for i, x in ipairs(before) do
    list[i] = after[i] - x
    sizes[i] = base.is_na(list[i]) and base.na or math.abs(list[i])
  end
  return list, sizes
end


local function check_both(c, other)
  for _, r in ipairs { c or false, other or false } do
    if check.kind_of(r) ~= "concentration" then
      fail("compare: wants two concentration results, as in c:compare(other), "
        .. "found %s", check.found(r or nil))
    end
  end
end


--- c:compare(other) -> frame
---   The regions of two concentration results, such as of the same patents by
---   inventor and by applicant: total and share of everything here and there,
---   and the difference of the shares, the largest first. A region that one of
---   them does not have has 0 there. The frame says Spearman's correlation of
---   the ranks.
---   Raises when other is no concentration result.
---
---   > inventors = frame{ r = {"a", "b"}, n = {6, 4} }
---   > applicants = frame{ r = {"a", "c"}, n = {9, 1} }
---   > c = concentration{ frame = inventors, region = "r", value = "n" }
---   > d = concentration{ frame = applicants, region = "r", value = "n" }
---   > c:compare(d):select("region", "share_here", "share_there")
---   frame 3 x 3   3 regions, rank correlation 0.500; alone here 1, there 1
---     region  share_here  share_there
---     b              0.4          0.0
---     a              0.6          0.9
---     c              0.0          0.1
local function compare(c, other)
  check_both(c, other)
  local regions = regions_of(c, other)
  local here, there, only_here, only_there = beside(regions, totals_of(c),
    totals_of(other))
  local share_here = shares_of(here, c.total)
  local share_there = shares_of(there, other.total)
  local difference, size = differences(share_here, share_there)
  local columns, types = { { "region", regions } }, {}
  for i, column in ipairs { { "total_here", here }, { "total_there", there },
    { "share_here", share_here }, { "share_there", share_there },
    { "difference", difference }, { "size", size } } do
    columns[i + 1], types[column[1]] = column, "number"
  end
  local rho = rank_correlation(regions, here, there)
  return typed(columns, types, source_of(rho, #regions, only_here, only_there))
    :sort "-size":drop "size"
end


return compare
