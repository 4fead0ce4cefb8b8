-- A tube map: lines that call at stations, and stations that several lines
-- share. Journeys of clusters, technologies or scenarios that meet on the way.

local base = require "vane.core.base"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"

local MOST_LINES, MOST_STATIONS = 16, 200
local WEIGHT = 4        -- pixels, of a line
local BESIDE = 6        -- pixels between lines that share a station
local RADIUS = 5        -- of a station
local KEY_SHARE = 0.48  -- of the width, at most, for the name of a line
local MOST_WRAPPED = 3  -- lines of a name


-- ---- order ----

-- How many stations lie before each one at least: the longest way to it over
-- all lines. A step that would lead back to where a way began is left out.
local function ranks_of(lines)
  local next_of, order = {}, {}
  for _, line in ipairs(lines) do
    local seen = {}
    for k, station in ipairs(line.stops) do
      if not next_of[station] then
        next_of[station] = {}
        order[#order + 1] = station
      end
      if k > 1 and not seen[station] then
        table.insert(next_of[line.stops[k - 1]], station)
      end
      seen[station] = true
    end
  end
  local state, sorted = {}, {}
  local function visit(first)
    local stack = { { first, 1 } }
    state[first] = "open"
    while #stack > 0 do
      local top = stack[#stack]
      local to = next_of[top[1]][top[2]]
      top[2] = top[2] + 1
      if not to then
        state[top[1]] = "done"
        sorted[#sorted + 1] = top[1]
        stack[#stack] = nil
      elseif state[to] == "open" then
        next_of[top[1]][top[2] - 1] = false
      elseif not state[to] then
        state[to] = "open"
        stack[#stack + 1] = { to, 1 }
      end
    end
  end
  for _, station in ipairs(order) do
    if not state[station] then visit(station) end
  end
  local rank = {}
  for _, station in ipairs(order) do rank[station] = 1 end
  for k = #sorted, 1, -1 do
    for _, to in ipairs(next_of[sorted[k]]) do
      if to then rank[to] = math.max(rank[to], rank[sorted[k]] + 1) end
    end
  end
  return rank, order
end


-- Stations in their order, each with the numbers of its lines and the lane that
-- it lies on: the middle one of them, so that the others bend to it as little as
-- can be.
local function stations_of(lines)
  local rank, order = ranks_of(lines)
  local list, first, of = {}, {}, {}
  for i, name in ipairs(order) do first[name] = i end
  table.sort(order, function(a, b)
    if rank[a] ~= rank[b] then return rank[a] < rank[b] end
    return first[a] < first[b]
  end)
  for i, name in ipairs(order) do
    list[i] = { name = name, lines = {} }
    of[name] = list[i]
  end
  for n, line in ipairs(lines) do
    for _, name in ipairs(line.stops) do
      local through = of[name].lines
      if through[#through] ~= n then through[#through + 1] = n end
    end
  end
  for _, station in ipairs(list) do
    station.lane = station.lines[(#station.lines + 1) // 2]
  end
  return list, of
end


-- ---- geometry ----

-- How far beside the middle of a station a line goes through it.
local function beside(station, n)
  for k, line in ipairs(station.lines) do
    if line == n then return (k - (#station.lines + 1) / 2) * BESIDE end
  end
end


-- The way of a line: straight on its own lane, bent to a shared station just
-- before and after it, and back to an earlier station beside its lane.
local function way(line, n, of, m)
  local steps, lane = {}, m.x(n)
  local function go(x, y)
    local last = steps[#steps]
    local x0, y0 = last[#last - 1], last[#last]
    local middle = (y0 + y) / 2
    steps[#steps + 1] = x == x0 and { "L", x, y } or { "C", x0, middle, x, middle, x, y }
  end
  local function back(x, y)
    local last, by, turn = steps[#steps], lane + m.step / 2, m.reach
    local x0, y0 = last[#last - 1], last[#last]
    steps[#steps + 1] = { "C", x0, y0 + turn, by, y0 + turn, by, y0 }
    steps[#steps + 1] = { "L", by, y }
    steps[#steps + 1] = { "C", by, y - turn, x, y - turn, x, y }
  end
  for k, name in ipairs(line.stops) do
    local station = of[name]
    local x, y = m.x(station.lane) + beside(station, n), station.y
    local last = steps[#steps]
    if k == 1 then
      steps[1] = { "M", x, y }
    elseif y < last[#last] then
      back(x, y)
    else
      if last[#last] + 2 * m.reach <= y then
        go(lane, last[#last] + m.reach)
        go(lane, y - m.reach)
      end
      go(x, y)
    end
  end
  return steps
end


-- ---- drawing ----

local function tip_of(c, station)
  local names = {}
  for i, n in ipairs(station.lines) do names[i] = c.lines[n].name end
  return ("%s\n%s"):format(station.name, table.concat(names, ", "))
end


-- A station of one line is a ring; one that lines share a capsule over them.
local function draw_station(s, c, station, x)
  local tip, is_shared = tip_of(c, station), #station.lines > 1
  if not s.style.on_paper then
    s:text { x = x, y = station.y, anchor = "middle", text = is_shared and "◉" or "●",
      fill = colour.of_category(station.lane) }
    return
  end
  local half = RADIUS + (#station.lines - 1) * BESIDE / 2
  s:rect { x = x - half, y = station.y - RADIUS, w = 2 * half, h = 2 * RADIUS,
    round = RADIUS, fill = "paper", weight = 2, key = station.name, tip = tip,
    stroke = is_shared and "ink" or colour.of_category(station.lane) }
end


local function draw_lines(s, c, m, of)
  for n, line in ipairs(c.lines) do
    s:path { steps = way(line, n, of, m), weight = WEIGHT, stroke = colour.of_category(n),
      key = "line " .. line.name, near = line.stops, tip = line.name }
    local first, next_one = of[line.stops[1]], of[line.stops[2]]
    local x, y = m.x(n), first.y - m.above
    if first.lane ~= n and next_one and next_one.y > first.y then
      y = (first.y + next_one.y) / 2  -- where it has left the lane of others
    end
    s:text { x = x - m.beside, y = y,
      text = ("%d"):format(n), anchor = "middle", size = s.style.small, bold = true,
      fill = colour.of_category(n), tip = line.name }
  end
end


local function draw_names(s, c, m, list, left)
  local line = s.style.line
  for _, station in ipairs(list) do
    draw_station(s, c, station, m.x(station.lane))
    for k, text in ipairs(station.texts) do
      s:text { x = left, size = s.style.small, text = text, key = station.name,
        tip = tip_of(c, station), y = station.y + (k - 1) * line
          - (s.style.on_paper and (#station.texts - 1) * line / 2 or 0) }
    end
  end
end


-- Which number stands for which line.
local function draw_key(s, c, y)
  local x, line = 0, s.style.line
  for n, name in ipairs(c.lines) do
    local text = ("%d %s"):format(n, name.name)
    local width = math.min(KEY_SHARE * s.width, s.style.measure(text, s.style.small, true))
    if x > 0 and x + width > s.width then x, y = 0, y + line end
    s:text { x = x, y = y + line / 2, text = text, size = s.style.small, room = width,
      fill = colour.of_category(n), bold = s.style.on_paper }
    x = x + width + 2 * s.style.gap
  end
  return y + line
end


-- Stations below each other, their names beside them: no name is then crossed.
local function draw(s, c)
  local list, of = stations_of(c.lines)
  local line, paper = s.style.line, s.style.on_paper
  local wide = paper and math.max(20, math.min(40, 0.4 * s.width // #c.lines))
    or 3 * s.style.COLUMN
  local left = #c.lines * wide + (paper and wide / 2 or s.style.gap)
  local y = draw_key(s, c, 0) + line
  for _, station in ipairs(list) do
    station.texts = letters.wrap(station.name, s.width - left, s.style.measure,
      s.style.small, false, MOST_WRAPPED)
    local h = paper and math.max(28, (#station.texts + 0.5) * line)
      or math.max(2, #station.texts) * line
    station.y, y = y + (paper and h / 2 or line / 2), y + h
  end
  local m = { step = wide, reach = paper and 14 or line, above = paper and RADIUS + 7 or line,
    beside = paper and RADIUS + 5 or s.style.COLUMN,
    x = function(lane) return (lane - 0.5) * wide end }
  draw_lines(s, c, m, of)
  draw_names(s, c, m, list, left)
  return y
end


-- ---- the declaration ----

local options = {
  line    = { kind = "string", default = "line" },
  station = { kind = "string", default = "station" },
  order   = { kind = "string" },
}


-- The lines in the order they come, each with its stations.
local function read(f, opts)
  if opts.order then f = f:sort(opts.order) end
  local lines, of, n_left = {}, {}, 0
  local names, stops = f:column(opts.line), f:column(opts.station)
  for i = 1, f.n_rows do
    if base.is_na(names[i]) or base.is_na(stops[i]) then
      n_left = n_left + 1
    else
      local name, stop = tostring(names[i]), tostring(stops[i])
      if not of[name] then
        of[name] = { name = name, stops = {} }
        lines[#lines + 1] = of[name]
      end
      local line = of[name].stops
      if line[#line] ~= stop then line[#line + 1] = stop end
    end
  end
  return lines, n_left
end


local function check_size(lines)
  local seen, n, shared = {}, 0, 0
  for _, line in ipairs(lines) do
    local mine = {}
    for _, stop in ipairs(line.stops) do
      if not seen[stop] then seen[stop], n = 0, n + 1 end
      if not mine[stop] then seen[stop], mine[stop] = seen[stop] + 1, true end
    end
  end
  for _, times in pairs(seen) do shared = shared + (times > 1 and 1 or 0) end
  if #lines == 0 then fail "chart.tube: no row has a line and a station" end
  if #lines > MOST_LINES or n > MOST_STATIONS then
    fail("chart.tube: %d lines with %d stations cannot be told apart; draw at most %d "
      .. "lines and %d stations", #lines, n, MOST_LINES, MOST_STATIONS)
  end
  return n, shared
end


--- chart.tube(frame, { line =, station =, order =, ... }) -> chart
---   A tube map: each line calls at its stations in the order of the rows, and
---   lines meet where they share one. Journeys, technologies or scenarios as
---   lines; milestones, skills or products as stations. Stations stand below
---   each other, so that every name can be read; a line may end where it began.
---   line, station  columns of names: "line" and "station" when not said
---   order          a column to sort the rows by, such as a year
---   title, subtitle, notes, width as in chart.heat
---   Rows without one of the two are counted below. Raises when there is no
---   line, and with more than 16 lines or 200 stations.
---
---   > who, where = {"A", "A", "B", "B"}, {"scan", "learn", "meet", "learn"}
---   > chart.tube(frame{ line = who, station = where }).kind
---   tube
local function tube(f, opts)
  f, opts = picture.options("chart.tube", f, opts, options)
  columns.check_frame("chart.tube", f)
  columns.check("chart.tube", f, opts, { line = "any", station = "any", order = "any" })
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), table = f }
  local n_left
  c.lines, n_left = read(f, opts)
  local n, n_shared = check_size(c.lines)
  if n_left > 0 then
    table.insert(c.notes, 1, ("%d rows without a line or a station are not drawn"):format(
      n_left))
  end
  c.about = ("%d lines with %d stations, %d of them shared"):format(#c.lines, n, n_shared)
  return picture.make("tube", c, draw)
end


return { tube = tube }
