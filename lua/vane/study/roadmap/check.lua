-- What is odd about a roadmap: effects before their causes, circles, products
-- that hang in the air, lanes without anything, times outside the horizon.

local frame = require "vane.data.frame"
local lanes = require "vane.study.roadmap.lanes"

local PRODUCTS = 3
local MOST_CIRCLES = 20  -- that are told


local function check_links(m, add)
  for _, link in ipairs(m.links) do
    local cause, effect = m.items[link[1]], m.items[link[2]]
    if cause.from and effect.from and effect.to <= cause.from then
      add("effect before its cause", effect.name, ("%s (%s) leads to it (%s)")
        :format(cause.name, cause.time, effect.time))
    end
  end
end


-- ---- circles ----

-- Who leads to each item, as lists of places.
local function causes_of(m)
  local causes = {}
  for i in ipairs(m.items) do causes[i] = {} end
  for _, link in ipairs(m.links) do table.insert(causes[link[2]], link[1]) end
  return causes
end


-- Items that remain when those that nothing leads to are taken away, again and
-- again: each has a cause among them.
local function entangled(m, causes)
  local effects, n_causes, free = {}, {}, {}
  for i in ipairs(m.items) do effects[i] = {} end
  for i, list in ipairs(causes) do
    n_causes[i] = #list
    for _, cause in ipairs(list) do table.insert(effects[cause], i) end
    if #list == 0 then free[#free + 1] = i end
  end
  while #free > 0 do
    local i = table.remove(free)
    for _, effect in ipairs(effects[i]) do
      n_causes[effect] = n_causes[effect] - 1
      if n_causes[effect] == 0 then free[#free + 1] = effect end
    end
  end
  for i, n in ipairs(n_causes) do
    if n > 0 then return i, n_causes end
  end
end


-- From an entangled item back through its causes until one comes again.
local function circle_from(start, n_causes, causes)
  local path, seen, at = {}, {}, start
  while not seen[at] do
    path[#path + 1], seen[at] = at, #path + 1
    for _, cause in ipairs(causes[at]) do
      if n_causes[cause] > 0 then at = cause break end
    end
  end
  return table.move(path, seen[at], #path, 1, {})
end


-- Takes the link that closes the circle away, so that others are found.
local function open_up(circle, causes)
  local list = causes[circle[1]]
  for k, cause in ipairs(list) do
    if cause == circle[2] then table.remove(list, k) return end
  end
end


local function check_circles(m, add)
  local causes = causes_of(m)
  for _ = 1, MOST_CIRCLES do
    local start, n_causes = entangled(m, causes)
    if not start then return end
    local circle, names = circle_from(start, n_causes, causes), {}
    for k = #circle, 1, -1 do names[#names + 1] = m.items[circle[k]].name end
    names[#names + 1] = names[1]
    add("circle of links", names[1], table.concat(names, " > "))
    open_up(circle, causes)
  end
end


-- ---- items and lanes ----

local function check_products(m, add)
  local has_cause, has_effect = {}, {}
  for _, link in ipairs(m.links) do
    has_effect[link[1]], has_cause[link[2]] = true, true
  end
  for i, item in ipairs(m.items) do
    if item.lane == PRODUCTS and not has_cause[i] then
      add("orphan product", item.name, "nothing leads to it")
    end
    if item.lane == PRODUCTS and not has_effect[i] then
      add("product without effect", item.name, "it leads to nothing")
    end
  end
end


local function check_lanes(m, add)
  local n = {}
  for _, item in ipairs(m.items) do n[item.lane] = (n[item.lane] or 0) + 1 end
  for i, lane in ipairs(lanes) do
    if not n[i] then add("empty lane", lane.name, lane.title) end
  end
end


local function check_times(m, add)
  local from, to = m.horizon[1], m.horizon[2] + 1
  local told = ("%d-%d"):format(m.horizon[1], m.horizon[2])
  for _, item in ipairs(m.items) do
    if not item.from then
      add("without a time", item.name, "it is not drawn")
    elseif item.to <= from or item.from >= to then
      add("outside the horizon", item.name, ("%s, horizon %s"):format(item.time,
        told))
    elseif (item.from < from and item.from > -math.huge)
      or (item.to > to and item.to < math.huge) then
      add("partly outside the horizon", item.name, ("%s, horizon %s"):format(
        item.time, told))
    end
  end
end


-- A row for each finding: problem, item, detail.
return function(m)
  local c = { problem = {}, item = {}, detail = {} }
  local function add(problem, item, detail)
    local k = #c.item + 1
    c.problem[k], c.item[k], c.detail[k] = problem, item, detail
  end
  check_links(m, add)
  check_circles(m, add)
  check_products(m, add)
  check_lanes(m, add)
  check_times(m, add)
  return frame({ { "problem", c.problem }, { "item", c.item },
    { "detail", c.detail } }, { types = { problem = "text", item = "text",
    detail = "text" } })
end
