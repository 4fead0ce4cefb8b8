-- The sub-trends of the areas: which areas share one, and how often.

local base = require "vane.core.base"
local fail = require "vane.base.fail"
local index = require "vane.base.index"
local judgement = require "vane.study.judgement"
local matrix = require "vane.data.matrix"
local typed = require "vane.study.typed"

local WORD = "megatrend"


local function column(f, names)
  return f:column(judgement.column_called(f, names, WORD, "subtrends"))
end


-- The trend and the industry of each area id, from the published list.
local function areas_by_id(published)
  if not published or not judgement.column_among(published, { "id" }) then
    fail("%s: 'subtrends' has no column \"trend\"; for its area ids "
      .. "'published' must be a frame with a column \"id\"", WORD)
  end
  local trends = column(published, { "trend", "megatrend_id", "megatrend" })
  local industries = column(published, { "industry", "industry_id" })
  local found = {}
  for k, id in ipairs(published:column "id") do
    found[tostring(id)] = { trends[k], industries[k] }
  end
  return found
end


-- For each row of the frame its trend and its industry.
local function places_of(f, published)
  local TREND = { "trend", "megatrend_id", "megatrend" }
  if judgement.column_among(f, TREND) then
    return column(f, TREND), column(f, { "industry", "industry_id" })
  end
  local known, trends, industries = areas_by_id(published), {}, {}
  for k, id in ipairs(column(f, { "area", "area_id", "aosi_id" })) do
    local area = known[tostring(id)]
    if not area then
      fail("%s: row %d of 'subtrends' names the area \"%s\", which is not in "
        .. "'published'", WORD, k, tostring(id))
    end
    trends[k], industries[k] = area[1], area[2]
  end
  return trends, industries
end


local function check_places(s, trends, industries)
  local rows, cols = index.set(s.rows), index.set(s.cols)
  for k = 1, #trends do
    if not (rows[trends[k]] and cols[industries[k]]) then
      fail("%s: row %d of 'subtrends' belongs to \"%s\" x \"%s\", which the "
        .. "marks do not have", WORD, k, tostring(trends[k]),
        tostring(industries[k]))
    end
  end
end


local function name_of_area(trend, industry)
  return trend .. " x " .. industry
end


-- The distinct areas in the order of the marks' cells.
local function areas_of(s, trends, industries)
  local wanted, list = {}, {}
  for k = 1, #trends do
    wanted[name_of_area(trends[k], industries[k])] = true
  end
  for i, row in ipairs(s.rows) do
    for j, col in ipairs(s.cols) do
      local name = name_of_area(row, col)
      if wanted[name] then
        list[#list + 1] = { name = name, trend = row, industry = col,
          area = s.area[i][j] }
      end
    end
  end
  return list
end


-- Sub-trends x areas, 1 where the area has the sub-trend.
local function two_mode(keys, trends, industries, areas, source)
  local order, place, cells = {}, {}, {}
  for _, key in ipairs(keys) do
    if not place[key] then
      order[#order + 1] = key
      place[key] = #order
      cells[#order] = {}
      for a = 1, #areas do cells[#order][a] = 0 end
    end
  end
  local at, names = {}, {}
  for a, area in ipairs(areas) do at[area.name], names[a] = a, area.name end
  for k, key in ipairs(keys) do
    local a = at[name_of_area(trends[k], industries[k])]
    if cells[place[key]][a] == 1 then
      fail("%s: 'subtrends' names \"%s\" twice for %s", WORD, key, names[a])
    end
    cells[place[key]][a] = 1
  end
  return matrix { rows = order, cols = names, cells = cells, source = source,
    row_title = "subtrend", col_title = "area" }
end


local function n_distinct(areas, row, what)
  local seen, n = {}, 0
  for a, area in ipairs(areas) do
    if row[a] == 1 and not seen[area[what]] then
      seen[area[what]], n = true, n + 1
    end
  end
  return n
end


-- One row for each sub-trend, those of most areas first.
local function hot_spots(table_of, areas, labels, source)
  local c = { label = {}, n_areas = {}, n_industries = {}, n_trends = {},
    areas = {} }
  for k, row in ipairs(table_of:cells()) do
    local names = {}
    for a, area in ipairs(areas) do
      if row[a] == 1 then names[#names + 1] = area.name end
    end
    c.label[k] = labels[table_of.rows[k]] or base.na
    c.n_areas[k], c.areas[k] = #names, table.concat(names, "; ")
    c.n_industries[k] = n_distinct(areas, row, "industry")
    c.n_trends[k] = n_distinct(areas, row, "trend")
  end
  return typed({ { "subtrend", table_of.rows }, { "label", c.label },
    { "n_areas", c.n_areas }, { "n_industries", c.n_industries },
    { "n_trends", c.n_trends }, { "areas", c.areas } },
    { label = "text" }, source):sort("-n_areas", "-n_industries")
end


-- One row for each area: how many sub-trends it has, and how many of them
-- other areas have too.
local function by_area(table_of, areas, source)
  local c = { trend = {}, industry = {}, area = {}, n_subtrends = {},
    n_shared = {} }
  local cells = table_of:cells()
  for a, area in ipairs(areas) do
    c.trend[a], c.industry[a], c.area[a] = area.trend, area.industry, area.area
    c.n_subtrends[a], c.n_shared[a] = 0, 0
    for _, row in ipairs(cells) do
      local total = 0
      for _, mark in ipairs(row) do total = total + mark end
      if row[a] == 1 then
        c.n_subtrends[a] = c.n_subtrends[a] + 1
        c.n_shared[a] = c.n_shared[a] + (total > 1 and 1 or 0)
      end
    end
  end
  return typed({ { "trend", c.trend }, { "industry", c.industry },
    { "area", c.area }, { "n_subtrends", c.n_subtrends },
    { "n_shared", c.n_shared } }, {}, source)
end


-- The tables of the sub-trends: subtrends (a row for each, with its areas),
-- area_subtrends (a row for each area), two_mode (sub-trends x areas) and
-- shared (areas x areas, how many sub-trends both have).
return function(s, f, published)
  if f.n_rows == 0 then fail("%s: 'subtrends' has no rows", WORD) end
  local trends, industries = places_of(f, published)
  check_places(s, trends, industries)
  local keys, labels = column(f, { "subtrend", "subtrend_key", "key" }), {}
  local label = judgement.column_among(f, { "label" })
  for k, key in ipairs(keys) do
    if base.is_na(key) then
      fail("%s: row %d of 'subtrends' names no sub-trend", WORD, k)
    end
    keys[k] = tostring(key)
    if label and not labels[keys[k]] then labels[keys[k]] = f:get(k, label) end
  end
  local areas = areas_of(s, trends, industries)
  local table_of = two_mode(keys, trends, industries, areas, f.source)
  return { subtrends = hot_spots(table_of, areas, labels, f.source),
    area_subtrends = by_area(table_of, areas, f.source), two_mode = table_of,
    shared = table_of:transpose():multiply(table_of) }
end
