-- What a picture of a network is to show, read and checked: which part of it, its
-- heaviest edges, the groups of its nodes, and where they lie.

local check = require "vane.base.check"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local found = require "vane.data.found_in"
local picture = require "vane.show.picture"
local result = require "vane.base.result"

local MOST_NODES = 10000
local MOST_EDGES = 1500            -- the heaviest, and
local EDGES_A_NODE = 6             -- times as many as nodes; the rest is counted
local LARGEST, SMALLEST = 14, 2.5  -- radius of nodes
local MOST_PARTS = 12              -- components beside each other, where none is the main one
local CELL = 0.62                  -- of its share of the picture, for each of them
local NOBODY = {}                  -- the group of nodes that are in none


-- The graph and the groups of what was given: a graph, a partition of one, or
-- a result that has both, as space{} does.
local function parts_of(noun, opts)
  local kind = check.kind_of(noun)
  if kind == "graph" then return noun, opts.groups end
  if kind == "partition" then return found.graph(noun), opts.groups or noun end
  local given = result.given(noun)
  if given and given.fields.graph then
    local members = given.fields.members
    return noun.graph, opts.groups
      or members and members:select { "node", "space" } or given.fields.partition
  end
  local declared = picture.declared(noun, "network")
  if declared then return declared.graph, opts.groups or declared.groups end
  fail("chart.network: expected a graph, a partition or the result of space{} in "
    .. "front, found %s", check.found(noun))
end


-- Raises when no node stands in any group, as where columns were mistaken.
local function check_known(g, of, title)
  for _, node in ipairs(g.nodes) do
    if of[node] then return end
  end
  fail("chart.network: no node of the graph stands in the column \"%s\" of 'groups'; it "
    .. "wants nodes in a column called node, or in its first", title)
end


-- { node = community } of a partition, or of a frame: of its column `node` or its
-- first, and the first other one.
local function communities_of(groups, g)
  if not groups then return nil end
  local f = check.kind_of(groups) == "partition" and groups.membership or groups
  if #f.names < 2 then
    fail("chart.network: 'groups' wants a partition, or a frame of nodes and their "
      .. "groups")
  end
  local name = f.types.node and "node" or f.names[1]
  local title = f.names[f.names[1] == name and 2 or 1]
  local nodes, list, of = columns.texts(f, name), columns.texts(f, title), {}
  for i, node in ipairs(nodes) do of[node] = list[i] end
  check_known(g, of, name)
  return of, title
end


-- The nodes of the largest components that have two nodes at least.
local function largest_parts(g)
  local of, sizes, order = {}, {}, {}
  for row in g:components():each() do
    local k = row.component
    if not of[k] then of[k], order[#order + 1] = {}, k end
    table.insert(of[k], row.node)
  end
  for k, nodes in pairs(of) do sizes[k] = #nodes end
  table.sort(order, function(x, y)
    if sizes[x] ~= sizes[y] then return sizes[x] > sizes[y] end
    return x < y
  end)
  local parts = {}
  for i, k in ipairs(order) do
    if i <= MOST_PARTS and sizes[k] > 1 then parts[i] = g:subgraph(of[k]) end
  end
  return parts, #order
end


-- What is drawn, as the graphs that hang together, and what is said of the
-- rest: parts would blow each other apart. The main component, or where most
-- nodes lie outside it the largest ones beside each other.
local function parts_drawn(g, notes)
  local main = g:main_component()
  if 2 * main.n_nodes >= g.n_nodes then
    if main.n_nodes < g.n_nodes then
      notes[#notes + 1] = ("Only the largest component is drawn: %d of %d nodes"):format(
        main.n_nodes, g.n_nodes)
    end
    return { main }, main
  end
  local parts, n_all = largest_parts(g)
  local kept = {}
  for _, part in ipairs(parts) do table.move(part.nodes, 1, #part.nodes, #kept + 1, kept) end
  notes[#notes + 1] = ("The largest %d of %d components are drawn: %d of %d nodes"):format(
    #parts, n_all, #kept, g.n_nodes)
  return parts, g:subgraph(kept)
end


local function check_size(g)
  if g.n_nodes == 0 then fail "chart.network: the graph has no nodes to draw" end
  if g.n_edges == 0 and g.n_nodes > 1 then
    fail("chart.network: the graph has no edges, so that nothing says where its %d nodes lie",
      g.n_nodes)
  end
  if g.n_nodes > MOST_NODES then
    fail("chart.network: %d nodes cannot be told apart; draw at most %d, as in "
      .. "g:backbone{ alpha = 0.05 } or g:top{ k = 3 }", g.n_nodes, MOST_NODES)
  end
end


local function heaviest_edges(g, most, notes)
  local edges = g:edges()
  most = most or math.min(MOST_EDGES, EDGES_A_NODE * g.n_nodes)
  if edges.n_rows > most then
    notes[#notes + 1] = ("The %d heaviest of %d edges are drawn"):format(most,
      edges.n_rows)
  end
  edges = edges:sort("-weight"):head(most)
  local list, heaviest = {}, 0
  for row in edges:each() do
    list[#list + 1] = { from = row.from, to = row.to, weight = math.max(0, row.weight) }
    heaviest = math.max(heaviest, row.weight)
  end
  return list, heaviest > 0 and heaviest or 1
end


-- Gives each node the number of its group; groups are numbered by name, that of
-- the nodes that are in none comes last.
local function group_nodes(c, groups)
  local list, number = {}, {}
  for _, node in ipairs(c.nodes) do
    local group = groups and groups[node] or NOBODY
    if not number[group] then
      list[#list + 1], number[group] = group, true
    end
  end
  table.sort(list, function(a, b)
    if (a == NOBODY) ~= (b == NOBODY) then return b == NOBODY end
    local x, y = tonumber(a), tonumber(b)
    if x and y and x ~= y then return x < y end
    return a < b
  end)
  c.roles = {}
  for k, group in ipairs(list) do
    number[group] = k
    c.roles[k] = groups and group == NOBODY and "paper" or colour.of_category(k)
    if group == NOBODY then c.nobody, list[k] = k, "none" end
  end
  for i, node in ipairs(c.nodes) do
    c.group_of[i] = number[groups and groups[node] or NOBODY]
  end
  c.groups = groups and list
end


-- Where nodes lie: each part in a cell of its own, row by row.
local function places_of(parts, opts)
  local n_cols = math.ceil(math.sqrt(#parts))
  local n_rows, all = math.ceil(#parts / n_cols), nil
  for i, part in ipairs(parts) do
    local f = part:layout { seed = opts.seed, method = opts.method }
    local col, row = (i - 1) % n_cols, (i - 1) // n_cols
    if #parts > 1 then
      f = f:with {
        x = function(at) return -1 + (2 * col + 1 + CELL * at.x) / n_cols end,
        y = function(at) return 1 - (2 * row + 1 - CELL * at.y) / n_rows end,
      }
    end
    all = all and all:append(f) or f
  end
  return all
end


-- The nodes by strength, the strongest first, with their places and groups.
local function nodes_of(parts, g, c, opts, groups)
  local f = places_of(parts, opts):join(g:strength(),
    { by = "node" }):sort("-strength", "node")
  c.table = f
  c.nodes, c.x, c.y = f:column "node", f:column "x", f:column "y"
  c.strength, c.radius, c.group_of = f:column "strength", {}, {}
  local most, crowd = math.max(1e-300, c.strength[1]), 12 / math.sqrt(#c.nodes) + 0.3
  for i in ipairs(c.nodes) do
    c.radius[i] = math.max(SMALLEST, LARGEST * math.min(1, crowd)
      * math.sqrt(c.strength[i] / most))
  end
  group_nodes(c, groups)
end


-- The declaration of the picture.
local function graph(noun, opts)
  local whole, groups = parts_of(noun, opts)
  check_size(whole)
  local notes = {}
  local parts, g = parts_drawn(whole, notes)
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    about = ("a network of %d nodes and %d edges"):format(g.n_nodes, g.n_edges) }
  c.edges, c.heaviest = heaviest_edges(g, opts.edges, notes)
  local of, title = communities_of(groups, g)
  c.group_title = title
  nodes_of(parts, g, c, opts, of)
  notes[#notes + 1] = ("Layout seed %d"):format(opts.seed)
  c.notes = picture.notes(opts, whole)
  table.move(notes, 1, #notes, #c.notes + 1, c.notes)
  return c
end


return { graph = graph, LARGEST = LARGEST }
