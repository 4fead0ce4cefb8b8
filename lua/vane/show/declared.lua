-- The pictures that results declare (r:pictures()), as charts.

local atlas = require "vane.show.atlas"
local base = require "vane.core.base"
local chart = require "vane.show.chart"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local picture = require "vane.show.picture"

local declared = {}


local function common(d, more)
  local opts = { title = d.title, subtitle = d.subtitle }
  for name, value in pairs(more or {}) do opts[name] = value end
  return opts
end


-- The frame with a column of names made of those that the declaration lists.
local function named(d)
  if type(d.name) ~= "table" then return d.frame, d.name end
  local list, parts = {}, {}
  for k, name in ipairs(d.name) do
    parts[k] = columns.texts(d.frame, name)
  end
  for i = 1, d.frame.n_rows do
    local words = {}
    for k, part in ipairs(parts) do words[k] = part[i] end
    list[i] = table.concat(words, d.between or " – ")
  end
  local name = table.concat(d.name, " and ")
  return d.frame:with({ { name, list } }, { types = { [name] = "text" } }), name
end


-- The frame with the names of regions behind their codes, where these are known.
local function with_places(f, name)
  local list = columns.texts(f, name)
  local places = atlas.locate(list)
  for i, code in ipairs(list) do
    list[i] = places[code] and code .. " " .. places[code].name or code
  end
  return f:with({ { name, list } }, { types = { [name] = "text" } })
end


-- What a picture that nobody asked for in detail shows at most: of more the
-- largest, and it says so.
local MOST_SIDE = 60       -- rows and columns of a matrix
local MOST_POINTS = 2000
local MOST_NODES = 2000
local MOST_LEAVES = 500
local MOST_LINES = 12
local MOST_CARDS = 60
local MOST_CODERS = 40
local MOST_ARCS = 40       -- round a circle
local MOST_STATIONS = 200  -- of a map of lines
local MOST_BOXES = 100     -- of a chain


-- The names of the rows or columns with the largest sums, in their order.
local function largest(m, way, names)
  if #names <= MOST_SIDE then return names end
  local f, kept, list = m:sum(way):sort("-sum"):head(MOST_SIDE), {}, {}
  for _, name in ipairs(f:column(f.names[1])) do kept[name] = true end
  for _, name in ipairs(names) do
    if kept[name] then list[#list + 1] = name end
  end
  return list
end


local function say(p, note)
  table.insert(p.notes, 1, note)
  return p
end


-- Says how many things of that name were left out of a picture, if any were.
local function say_more(p, n_more, what)
  return n_more > 0 and say(p, ("%d more %s are not drawn"):format(n_more, what)) or p
end


local kinds = {}

function kinds.heat(d)
  local m = d.matrix
  if m.n_rows * m.n_cols == 0 then return nil end
  if m.n_rows <= MOST_SIDE and m.n_cols <= MOST_SIDE then return chart.heat(m, common(d)) end
  local part = m:select { rows = largest(m, "rows", m.rows), cols = largest(m, "cols", m.cols) }
  return say(chart.heat(part, common(d)), ("The %d x %d with the largest sums, of %d x %d")
    :format(part.n_rows, part.n_cols, m.n_rows, m.n_cols))
end


function kinds.dots(d)
  return chart.dots(d.frame, common(d, { rows = d.rows, cols = d.cols, down = d.down,
    up = d.up, outline = d.outline }))
end


local function first_points(d, f, opts)
  local p = chart.bubble(f:head(MOST_POINTS), common(d, opts))
  return say_more(p, f.n_rows - MOST_POINTS, "rows")
end


function kinds.bubbles(d)
  if d.frame.n_rows == 0 then return nil end
  local f = d.frame.n_rows > MOST_POINTS and d.size and d.frame:sort("-" .. d.size) or d.frame
  return first_points(d, f, { x = d.x, y = d.y, size = d.size, name = d.name,
    quadrants = d.quadrants })
end


function kinds.bars(d)
  if d.frame.n_rows == 0 then return nil end
  return chart.bar(d.frame, common(d, { name = d.name, value = d.value, low = d.low,
    high = d.high, order = d.order, most = d.most }))
end


-- The rows of the first `most` groups, and how many groups more there are.
local function first_groups(f, by, most)
  local number_of, order = columns.numbers_of(f, by)
  if #order <= most then return f, 0 end
  local i = 0
  return f:where(function()
    i = i + 1
    return number_of[i] <= most
  end), #order - most
end


function kinds.fan(d)
  if d.frame.n_rows == 0 then return nil end
  local f, n_more = d.frame, 0
  if d.by then f, n_more = first_groups(f, d.by, MOST_LINES) end
  local p = chart.series(f, common(d, { time = d.x, value = d.middle, group = d.by,
    low = d.low, high = d.high }))
  return say_more(p, n_more, "lines")
end


function kinds.flows(d)
  if d.frame.n_rows == 0 then return nil end
  return chart.flow(d.frame, common(d, { from = d.from, to = d.to, value = d.value }))
end


function kinds.tree(d)
  local n = d.tree and d.tree.n_leaves or 0
  if n < 2 or n > MOST_LEAVES then return nil end
  return chart.tree(d.tree, common(d))
end


function kinds.network(d)
  local g = d.graph
  if g.n_nodes == 0 or g.n_edges == 0 then return nil end
  if g.n_nodes <= MOST_NODES then
    return chart.network(g, common(d, { groups = d.groups }))
  end
  local nodes = g:strength():sort("-strength", "node"):head(MOST_NODES):column "node"
  return say(chart.network(g:subgraph(nodes), common(d, { groups = d.groups })),
    ("The %d strongest of %d nodes"):format(MOST_NODES, g.n_nodes))
end


function kinds.roadmap(d)
  if d.roadmap.n_items == 0 then return nil end
  return chart.roadmap(d.roadmap, common(d))
end


function kinds.scatter(d)
  if d.frame.n_rows == 0 then return nil end
  local middle = d.middle and { x = d.middle[d.x], y = d.middle[d.y] }
  return first_points(d, d.frame, { x = d.x, y = d.y, name = d.label, group = d.group,
    quadrants = middle })
end


-- Limits that come with a rank are limits of the rank.
function kinds.ranks(d)
  if d.frame.n_rows == 0 then return nil end
  local f, name = named(d)
  if d.are_regions then f = with_places(f, name) end
  return chart.bar(f, common(d, { name = name, value = d.value,
    low = not d.rank and d.low or nil, high = not d.rank and d.high or nil,
    unit = d.unit, most = 25 }))
end


function kinds.histogram(d)
  if columns.all_missing(d.frame, d.x) then return nil end
  return chart.distribution(d.frame, common(d, { value = d.x }))
end


function kinds.slope(d)
  if columns.all_missing(d.frame, d.from) and columns.all_missing(d.frame, d.to) then
    return nil
  end
  local f, name = named(d)
  return chart.slope(f, common(d, { name = name, from = d.from, to = d.to,
    ranks = d.ranks }))
end


function kinds.scenarios(d)
  if d.frame.n_rows == 0 or #d.frame.names < 2 then return nil end
  return chart.scenarios(d.frame, common(d, { name = d.name, descriptors = d.descriptors }))
end


function kinds.plane(d)
  if columns.none_whole(d.frame, d.x, d.y) then return nil end
  local p = chart.plane(d.frame:head(MOST_CARDS), common(d, { x = d.x, y = d.y,
    name = d.name, group = d.group, x_classes = d.x_classes, y_classes = d.y_classes }))
  return say_more(p, d.frame.n_rows - MOST_CARDS, "rows")
end


-- The pairs of the first coders, and how many coders more there are.
local function first_coders(f)
  local either = f:select "a":append(f:select "b":rename { b = "a" })
  local _, coders = columns.numbers_of(either, "a")
  local kept = {}
  for i = 1, math.min(#coders, MOST_CODERS) do kept[coders[i]] = true end
  return f:where(function(row) return kept[tostring(row.a)] and kept[tostring(row.b)] end),
    #coders - MOST_CODERS
end


function kinds.agreement(d)
  local f, n_more = first_coders(d.frame)
  if columns.all_missing(f, "agreement") then return nil end
  return say_more(chart.agreement(f, common(d)), n_more, "coders")
end


-- How many things have to do with another one.
local function n_joined(m)
  local joined, n = {}, 0
  local function join(name)
    if not joined[name] then joined[name], n = true, n + 1 end
  end
  for i, row in ipairs(m:cells()) do
    for j, value in ipairs(row) do
      if m.rows[i] ~= m.cols[j] and not base.is_na(value) and value > 0 then
        join(m.rows[i])
        join(m.cols[j])
      end
    end
  end
  return n
end


function kinds.chord(d)
  local n = n_joined(d.matrix)
  if n == 0 then return nil end
  return chart.chord(d.matrix, common(d, { most = n > MOST_ARCS and MOST_ARCS // 2 or nil }))
end


function kinds.tube(d)
  if columns.none_whole(d.frame, d.line, d.station) then return nil end
  local f, n_lines = first_groups(d.frame, d.line, MOST_LINES)
  local short, n_stations = first_groups(f, d.station, MOST_STATIONS)
  local p = chart.tube(short, common(d, { line = d.line, station = d.station,
    order = d.order }))
  return say_more(say_more(p, n_stations, "stations"), n_lines, "lines")
end


function kinds.chain(d)
  if columns.none_whole(d.frame, d.stage, d.name) then return nil end
  local f, n_more = first_groups(d.frame, d.name, MOST_BOXES)
  return say_more(chart.chain(f, common(d, { stage = d.stage, name = d.name,
    group = d.group, stages = d.stages, links = d.links, value = d.value })), n_more, "names")
end


-- Whether there is a picture of that kind.
function declared.knows(kind)
  return kinds[kind] ~= nil
end


-- The chart of a declaration; nil when there is nothing to draw.
function declared.draw(d)
  if not declared.knows(d.kind) then
    fail("the picture \"%s\" is of a kind that nobody draws: \"%s\"",
      tostring(d.title), tostring(d.kind))
  end
  local p = kinds[d.kind](d)
  if p and d.synthetic then picture.add_note(p.notes, picture.SYNTHETIC) end
  return p
end


-- Whether a picture says that its data is invented.
function declared.is_synthetic(p)
  for _, note in ipairs(p.notes) do
    if note == picture.SYNTHETIC then return true end
  end
  return false
end


return declared
