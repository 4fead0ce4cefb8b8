-- The pictures that results declare (r:pictures()), as charts.

local chart = require "vane.show.chart"
local picture = require "vane.show.picture"

local declared = {}


local function common(d, more)
  local opts = { title = d.title }
  for name, value in pairs(more or {}) do opts[name] = value end
  return opts
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
    high = d.high }))
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
  if d.graph.n_nodes == 0 then return nil end
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
  return chart.bar(d.frame, common(d, { name = d.name, value = d.value,
    low = not d.rank and d.low or nil, high = not d.rank and d.high or nil,
    most = 25 }))
end


-- The chart of a declaration; nil when there is nothing to draw.
function declared.draw(d)
  local p = kinds[d.kind] and kinds[d.kind](d)
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
