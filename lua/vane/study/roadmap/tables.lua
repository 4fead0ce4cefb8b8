-- A roadmap as frames: its items, its links, and what happens when, lane by
-- lane.

local base = require "vane.core.base"
local frame = require "vane.data.frame"
local lanes = require "vane.study.roadmap.lanes"

local tables = {}

local na = base.na
local MOST_PERIODS = 12  -- rows of the table


local function joined(list)
  return #list > 0 and table.concat(list, "; ") or na
end


-- An end that is open, or not known, is missing.
local function year_or_na(year)
  return year and math.abs(year) < math.huge and year + 0.0 or na
end


-- Who each item leads to, as lists of names.
local function effects_of(m)
  local effects = {}
  for i in ipairs(m.items) do effects[i] = {} end
  for _, link in ipairs(m.links) do
    table.insert(effects[link[1]], m.items[link[2]].name)
  end
  return effects
end


local ITEM_COLUMNS = { "item", "lane", "time", "from", "to", "kind",
  "certainty", "scenarios", "group", "leads_to", "comment" }


-- A row for each item, in the order in which they were named.
function tables.items(m)
  local c, effects = {}, effects_of(m)
  for _, name in ipairs(ITEM_COLUMNS) do c[name] = {} end
  for i, item in ipairs(m.items) do
    c.item[i], c.lane[i], c.time[i] = item.name, lanes[item.lane].name,
      item.time or na
    c.from[i], c.to[i] = year_or_na(item.from), year_or_na(item.to)
    c.kind[i], c.certainty[i] = item.kind, item.certainty
    c.scenarios[i], c.group[i] = joined(item.scenarios), joined(item.group)
    c.leads_to[i], c.comment[i] = joined(effects[i]), joined(item.comment)
  end
  local columns, types = {}, {}
  for k, name in ipairs(ITEM_COLUMNS) do
    columns[k] = { name, c[name] }
    types[name] = (name == "from" or name == "to") and "number" or "text"
  end
  return frame(columns, { types = types, source = m.source })
end


function tables.links(m)
  local from, to = {}, {}
  for k, link in ipairs(m.links) do
    from[k], to[k] = m.items[link[1]].name, m.items[link[2]].name
  end
  return frame({ { "from", from }, { "to", to } },
    { types = { from = "text", to = "text" }, source = m.source })
end


-- "? " before what is uncertain, "! " before a wild card.
function tables.marked(item)
  local mark = { uncertain = "? ", ["wild card"] = "! " }
  return (mark[item.certainty] or "") .. item.name
end


-- The first years of periods of which there are MOST_PERIODS at most.
local function periods_of(m)
  local from, to = m.horizon[1], m.horizon[2]
  local step = math.max(1, math.ceil((to - from + 1) / MOST_PERIODS))
  local starts = {}
  for year = from, to, step do starts[#starts + 1] = year end
  return starts, step
end


-- The period in which an item begins; with an open beginning, ends.
local function period_of(m, item, step)
  local year = item.from
  if not year then return nil end
  if year == -math.huge then year = item.to - 1 end
  if year < m.horizon[1] or year >= m.horizon[2] + 1 then return nil end
  return (math.floor(year) - m.horizon[1]) // step + 1
end


-- Periods x lanes: what begins then (or, with an open beginning, has to be
-- there by then).
function tables.table(m)
  local starts, step = periods_of(m)
  local labels, columns = {}, {}
  for i, year in ipairs(starts) do
    local last = math.min(year + step - 1, m.horizon[2])
    labels[i] = last > year and ("%d-%d"):format(year, last) or tostring(year)
  end
  columns[1] = { "time", labels }
  local types = { time = "text" }
  for k, lane in ipairs(lanes) do
    local cells = {}
    for i in ipairs(starts) do cells[i] = {} end
    for _, item in ipairs(m.items) do
      local period = item.lane == k and period_of(m, item, step)
      if period then table.insert(cells[period], tables.marked(item)) end
    end
    for i, list in ipairs(cells) do cells[i] = joined(list) end
    columns[k + 1], types[lane.name] = { lane.name, cells }, "text"
  end
  return frame(columns, { types = types, source = m.source })
end


return tables
