-- Networks: nodes where their ties put them, communities by colour and
-- outline, names where there is room.

local place = require "vane.core.place"
local legend = require "vane.show.legend"
local letters = require "vane.show.letters"
local names = require "vane.show.names"
local picture = require "vane.show.picture"
local read = require "vane.show.network_read"
local uncrowd = require "vane.show.uncrowd"

local SHAPE = 0.75                  -- height over width
local HEAVIEST, LIGHTEST = 5, 0.4   -- width of edges
local AROUND = 9                    -- pixels from an outline's nodes to it
local CORNERS = 10                  -- of the ring around each of them
local FEWEST = 3                    -- nodes that get an outline


-- ---- drawing ----

-- How far heights are drawn apart to fill the picture: by as much as its shape
-- has pressed them together, at most.
local function stretch_of(c)
  local furthest = 0
  for _, y in ipairs(c.y) do furthest = math.max(furthest, math.abs(y)) end
  return math.min(1 / SHAPE, 1 / math.max(SHAPE, furthest))
end


-- Nodes by name with their places in pixels.
local function place_nodes(s, c, height)
  local edge, nodes, taller = read.LARGEST + 6, {}, stretch_of(c)
  for i, name in ipairs(c.nodes) do
    nodes[i] = { name = name, key = name, r = c.radius[i], group = c.group_of[i],
      x = edge + (c.x[i] + 1) / 2 * (s.width - 2 * edge),
      y = edge + (1 - taller * c.y[i]) / 2 * (height - 2 * edge), near = {},
      strength = c.strength[i] }
    nodes[name] = nodes[i]
  end
  for _, e in ipairs(c.edges) do
    table.insert(nodes[e.from].near, e.to)
    table.insert(nodes[e.to].near, e.from)
  end
  if s.style.on_paper then uncrowd(nodes, edge, edge, s.width - edge, height - edge) end
  return nodes
end


-- Whether a point lies inside a hull, whose corners all turn one way.
local function is_inside(hull, p)
  local turn = 0
  for k = 1, #hull, 2 do
    local x, y = hull[k], hull[k + 1]
    local x2, y2 = hull[k + 2] or hull[1], hull[k + 3] or hull[2]
    local side = (x2 - x) * (p.y - y) - (y2 - y) * (p.x - x)
    if side * turn < 0 then return false end
    if side ~= 0 then turn = side end
  end
  return true
end


-- Whether a hull holds more nodes of other groups than its own n.
local function holds_others(hull, nodes, group, n)
  local others = 0
  for _, node in ipairs(nodes) do
    if node.group ~= group and is_inside(hull, node) then others = others + 1 end
  end
  return others > n
end


-- A closed path through the corners of a hull around the nodes of a group; nil
-- where it would tell nothing.
local function outline(nodes, group)
  local flat, n = {}, 0
  for _, node in ipairs(nodes) do
    if node.group == group then
      n = n + 1
      for k = 1, CORNERS do
        local angle = 2 * math.pi * k / CORNERS
        flat[#flat + 1] = node.x + (node.r + AROUND) * math.cos(angle)
        flat[#flat + 1] = node.y + (node.r + AROUND) * math.sin(angle)
      end
    end
  end
  if n < FEWEST then return nil end
  local hull, steps = place.hull(flat), {}
  if holds_others(hull, nodes, group, n) then return nil end
  for k = 1, #hull, 2 do
    steps[#steps + 1] = { k == 1 and "M" or "L", hull[k], hull[k + 1] }
  end
  steps[#steps + 1] = { "Z" }
  return steps
end


local function draw_outlines(s, c, nodes)
  if not c.groups or not s.style.on_paper then return end
  for group, name in ipairs(c.groups) do
    local steps = group ~= c.nobody and outline(nodes, group)
    if steps then
      s:path { steps = steps, fill = c.roles[group], alpha = 0.12, tip = name }
    end
  end
end


-- On a terminal only so many of the heaviest as there are nodes.
local function draw_edges(s, c, nodes)
  for i, e in ipairs(c.edges) do
    if not s.style.on_paper and i > #nodes then break end
    local a, b = nodes[e.from], nodes[e.to]
    s:line { x = a.x, y = a.y, x2 = b.x, y2 = b.y, stroke = "soft", alpha = 0.35,
      weight = LIGHTEST + (HEAVIEST - LIGHTEST) * math.sqrt(e.weight / c.heaviest),
      key = e.from, near = { e.to },
      tip = ("%s – %s: %s"):format(e.from, e.to, letters.number(e.weight)) }
  end
end


local function draw_nodes(s, c, nodes)
  for _, node in ipairs(nodes) do
    local words = { node.name, "strength " .. letters.number(node.strength) }
    if c.groups then words[3] = c.groups[node.group] end
    local role = c.roles[node.group]
    s:circle { x = node.x, y = node.y, r = node.r, key = node.key, near = node.near,
      fill = role, stroke = role == "paper" and "soft" or "paper",
      tip = table.concat(words, "\n") }
  end
end


local function draw(s, c)
  local height = math.floor(SHAPE * s.width / s.style.ROW) * s.style.ROW
  local nodes = place_nodes(s, c, height)
  draw_outlines(s, c, nodes)
  draw_edges(s, c, nodes)
  draw_nodes(s, c, nodes)
  names(s, nodes, 0, height)
  return legend(s, c.groups, height, c.groups and c.group_title, c.roles)
end


-- ---- the declaration ----

local options = {
  groups = { kind = { "partition", "frame" } },
  method = { kind = "string" },
  seed   = { kind = "integer", default = 1 },
  edges  = { kind = "integer", least = 0 },
}


--- chart.network(graph, space or result, { groups =, seed =, ... }) -> chart
---   The nodes of a network where their ties put them; the largest component
---   only, as parts that do not hang together would blow it apart, or, where
---   it has less than half of the nodes, the 12 largest beside each other. The
---   area of a node says its strength, the width of an edge its weight.
---   Nodes that would lie over each other are moved apart, so that what is
---   left of another, or above it, stays so.
---   groups  communities, as colours and outlines: a partition, or a frame
---           of nodes and groups; space{} brings its own. One among which
---           more others lie than its own has no outline, nor have nodes
---           that are in none, which are hollow
---   method  of g:layout(); left out: "fruchterman_reingold"
---   seed    of the layout: 1
---   edges   how many at most, the heaviest; left out: six times as many as
---           nodes, 1500 at most. The rest is counted below
---   title, subtitle, notes, width as in chart.heat
---   Raises when there is no node or no edge, or more than 10,000 nodes.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"a", "c"}, {"c", "d"} }
---   > chart.network(g, { groups = g:potts{} }).kind
---   network
local function network(noun, opts)
  noun, opts = picture.options("chart.network", noun, opts, options)
  return picture.make("network", read.graph(noun, opts), draw)
end


return { network = network }
