-- Two assessments beside each other: what appeared, what went, what moved,
-- and how industries and trends moved in rank.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"

local STATES = { ["00"] = "none", ["10"] = "down", ["01"] = "up",
  ["11"] = "both" }


-- What an assessment says of its cells: by trend and industry the marks and
-- whether it is an area.
local function states_of(m)
  local found = {}
  for row in m.audit:each() do
    found[row.trend .. "\t" .. row.industry] = {
      trend = row.trend, industry = row.industry, area = row.area,
      marks = STATES[("%d%d"):format(row.downstream, row.upstream)],
    }
  end
  return found
end


local NOTHING = { marks = "none", area = 0 }


local function change_of(before, after)
  local same = before.marks == after.marks and before.area == after.area
  if same then return nil end
  if before.marks == "none" and before.area == 0 then return "appeared" end
  if after.marks == "none" and after.area == 0 then return "went" end
  return "moved"
end


-- Every cell of either, in the order of the first and then of the second.
local function cells_of(first, second)
  local list, known = {}, {}
  for _, m in ipairs { first, second } do
    for row in m.audit:each() do
      local key = row.trend .. "\t" .. row.industry
      if not known[key] then list[#list + 1] = key end
      known[key] = true
    end
  end
  return list
end


local function is_later(m, other)
  local mine, theirs = m.provenance.options.date, other.provenance.options.date
  return mine and theirs and mine > theirs
end


-- The columns in that order; those not in `types` are texts.
local function frame_of(c, order, types)
  local columns, all = {}, {}
  for k, name in ipairs(order) do
    columns[k] = { name, c[name] }
    all[name] = types[name] or "text"
  end
  return frame(columns, { types = all })
end


local function cell_changes(first, second)
  local before, after = states_of(first), states_of(second)
  local c = { trend = {}, industry = {}, change = {}, before = {}, after = {},
    area_before = {}, area_after = {} }
  for _, key in ipairs(cells_of(first, second)) do
    local was, is = before[key] or NOTHING, after[key] or NOTHING
    local change = change_of(was, is)
    if change then
      local k, cell = #c.trend + 1, before[key] or after[key]
      c.trend[k], c.industry[k], c.change[k] = cell.trend, cell.industry, change
      c.before[k], c.after[k] = was.marks, is.marks
      c.area_before[k], c.area_after[k] = was.area, is.area
    end
  end
  return frame_of(c, { "trend", "industry", "change", "before", "after",
    "area_before", "area_after" },
    { area_before = "integer", area_after = "integer" })
end


-- ---- ranks ----

local STANDINGS = { industry = "exposure", trend = "reach" }


-- The rows of both by name, and the names in the order of the first and then
-- of the second.
local function standings(first, second, side)
  local names, rows = {}, { {}, {} }
  for k, m in ipairs { first, second } do
    for row in m[STANDINGS[side]]:each() do
      local name = row[side]
      if not rows[1][name] and not rows[2][name] then names[#names + 1] = name end
      rows[k][name] = row
    end
  end
  return names, rows[1], rows[2]
end


local function rank_moves(first, second)
  local c = { of = {}, name = {}, areas_before = {}, areas_after = {},
    rank_before = {}, rank_after = {}, moved = {} }
  for _, side in ipairs { "industry", "trend" } do
    local names, before, after = standings(first, second, side)
    for _, name in ipairs(names) do
      local was, is, k = before[name], after[name], #c.of + 1
      c.of[k], c.name[k] = side, name
      c.areas_before[k] = was and was.areas or base.na
      c.areas_after[k] = is and is.areas or base.na
      c.rank_before[k] = was and was.rank_areas or base.na
      c.rank_after[k] = is and is.rank_areas or base.na
      c.moved[k] = was and is and was.rank_areas - is.rank_areas or base.na
    end
  end
  return frame_of(c, { "of", "name", "areas_before", "areas_after",
    "rank_before", "rank_after", "moved" }, { areas_before = "integer",
    areas_after = "integer", rank_before = "integer", rank_after = "integer",
    moved = "integer" })
end


--- m:compare(other) -> frame, frame
---   Two assessments of mega trends: a row for each cell that differs. The
---   earlier `date` stands under `before`; without dates it is m. `change` is
---   appeared (nothing before, something now), went, or moved (marks or the
---   area are others); marks are none, down, up or both. A trend or an
---   industry that only one of them has counts as without marks in the other.
---   The second frame has the ranks by areas of every industry and trend;
---   `moved` says by how many places it rose (below 0: fell), na where only
---   one of the assessments has it.
---   Raises when other is no megatrend result.
---
---   > one = matrix.of({"t"}, {"x", "y"}, {{1, 0}})
---   > two = matrix.of({"t"}, {"x", "y"}, {{1, 1}})
---   > old = megatrend{ downstream = one, upstream = one }
---   > new = megatrend{ downstream = two, upstream = two }
---   > cells, ranks = old:compare(new)
---   > cells
---   frame 1 x 7
---     trend  industry  change    before  after  area_before  area_after
---     t      y         appeared  none    both             0           1
---   > ranks:where{ name = "y" }:select("rank_before", "rank_after", "moved")
---   frame 1 x 3
---     rank_before  rank_after  moved
---               2           1      1
local function compare(m, other)
  for _, one in ipairs { m or false, other or false } do
    if check.kind_of(one) ~= "megatrend" then
      fail("compare: wants two megatrend results, as in old:compare(new), "
        .. "found %s", check.found(one or nil))
    end
  end
  local first, second = m, other
  if is_later(m, other) then first, second = other, m end
  return cell_changes(first, second), rank_moves(first, second)
end


return compare
