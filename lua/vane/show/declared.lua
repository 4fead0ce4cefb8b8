-- The pictures that results declare (r:pictures()), as charts.

local base = require "vane.core.base"
local chart = require "vane.show.chart"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local picture = require "vane.show.picture"

local declared = {}


local function common(d, more)
  local opts = { title = d.title }
  for name, value in pairs(more or {}) do opts[name] = value end
  return opts
end


local NAME = "name of the row"

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
  return d.frame:with({ { NAME, list } }, { types = { [NAME] = "text" } }), NAME
end


local kinds = {}

function kinds.heat(d)
  if d.matrix.n_rows * d.matrix.n_cols == 0 then return nil end
  return chart.heat(d.matrix, common(d))
end


function kinds.dots(d)
  return chart.dots(d.frame, common(d, { rows = d.rows, cols = d.cols, down = d.down,
    up = d.up, outline = d.outline }))
end


function kinds.bubbles(d)
  if d.frame.n_rows == 0 then return nil end
  return chart.bubble(d.frame, common(d, { x = d.x, y = d.y, size = d.size,
    name = d.name, quadrants = d.quadrants }))
end


function kinds.bars(d)
  if d.frame.n_rows == 0 then return nil end
  return chart.bar(d.frame, common(d, { name = d.name, value = d.value, low = d.low,
    high = d.high, order = d.order, most = d.most }))
end


function kinds.fan(d)
  if d.frame.n_rows == 0 then return nil end
  return chart.series(d.frame, common(d, { time = d.x, value = d.middle, group = d.by,
    low = d.low, high = d.high }))
end


function kinds.flows(d)
  if d.frame.n_rows == 0 then return nil end
  return chart.flow(d.frame, common(d, { from = d.from, to = d.to, value = d.value }))
end


function kinds.tree(d)
  if not d.tree or d.tree.n_leaves < 2 then return nil end
  return chart.tree(d.tree, common(d))
end


function kinds.network(d)
  if d.graph.n_nodes == 0 or d.graph.n_edges == 0 then return nil end
  return chart.network(d.graph, common(d, { groups = d.groups }))
end


function kinds.roadmap(d)
  if d.roadmap.n_items == 0 then return nil end
  return chart.roadmap(d.roadmap, common(d))
end


function kinds.scatter(d)
  if d.frame.n_rows == 0 then return nil end
  local middle = d.middle and { x = d.middle[d.x], y = d.middle[d.y] }
  return chart.bubble(d.frame, common(d, { x = d.x, y = d.y, name = d.label,
    group = d.group, quadrants = middle }))
end


-- Limits that come with a rank are limits of the rank.
function kinds.ranks(d)
  if d.frame.n_rows == 0 then return nil end
  local f, name = named(d)
  return chart.bar(f, common(d, { name = name, value = d.value,
    low = not d.rank and d.low or nil, high = not d.rank and d.high or nil,
    most = 25 }))
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
    ranks = d.ranks, subtitle = d.subtitle }))
end


function kinds.scenarios(d)
  if d.frame.n_rows == 0 or #d.frame.names < 2 then return nil end
  return chart.scenarios(d.frame, common(d, { name = d.name, descriptors = d.descriptors }))
end


function kinds.plane(d)
  if columns.none_whole(d.frame, d.x, d.y) then return nil end
  return chart.plane(d.frame, common(d, { x = d.x, y = d.y, name = d.name, group = d.group,
    y_classes = d.y_classes }))
end


function kinds.agreement(d)
  if columns.all_missing(d.frame, "agreement") then return nil end
  return chart.agreement(d.frame, common(d))
end


function kinds.chord(d)
  for _, row in ipairs(d.matrix:cells()) do
    for _, value in ipairs(row) do
      if not base.is_na(value) and value > 0 then return chart.chord(d.matrix, common(d)) end
    end
  end
end


function kinds.tube(d)
  if columns.none_whole(d.frame, d.line, d.station) then return nil end
  return chart.tube(d.frame, common(d, { line = d.line, station = d.station,
    order = d.order }))
end


function kinds.chain(d)
  if columns.none_whole(d.frame, d.stage, d.name) then return nil end
  return chart.chain(d.frame, common(d, { stage = d.stage, name = d.name, group = d.group,
    stages = d.stages, links = d.links, value = d.value }))
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
