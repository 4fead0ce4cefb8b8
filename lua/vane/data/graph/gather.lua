-- What a file said of nodes and edges, put together to a graph: who the nodes
-- are called, which number weighs an edge, and what has no place.
--
-- Readers give { directed =, nodes = frame, edges = frame }: of the nodes the
-- id in the first column, of the edges the ids of their ends in the first
-- two; behind them whatever else the file says.

local core = require "vane.core.graph"
local frames = require "vane.core.frame"
local parts = require "vane.core.graph_parts"
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local cells = require "vane.data.graph.cells"

local NAMING = { "name", "label" }  -- columns that may name the nodes
local WEIGHING = { "weight", "Weight", "value" }


-- Whether the texts of a column are there for all and different for all.
local function tells_apart(f, column)
  local seen = {}
  for _, text in ipairs(f:column(column)) do
    if base.is_na(text) or seen[text] then return false end
    seen[text] = true
  end
  return true
end


local function naming_column(f)
  for _, column in ipairs(NAMING) do
    if f.types[column] == "text" and tells_apart(f, column) then return column end
  end
end


-- n0, n1 ... or 0, 1 ...: numbers a program gave, which say nothing more.
local function are_counted(ids)
  for i, id in ipairs(ids) do
    local number = id:match "^n?(%d+)$"
    if number ~= tostring(i) and number ~= tostring(i - 1) then return false end
  end
  return true
end


-- The frame of the nodes with their names in front.
local function named(f)
  local id, column = f.names[1], naming_column(f)
  if f.types.node then f = f:rename { node = cells.free("node_", f.types) } end
  if not column then return f:rename { [id] = "node" } end
  local rest = are_counted(f:column(id)) and f:drop(id)
    or f:rename { [id] = cells.free("id", f.types) }
  local order = { column }
  for _, name in ipairs(rest.names) do
    if name ~= column then order[#order + 1] = name end
  end
  return rest:select(order):rename { [column] = "node" }
end


local function names_by_id(path, ids, names)
  local by_id = {}
  for i, id in ipairs(ids) do
    if by_id[id] then fail("reading %s: two nodes are called \"%s\"", path, id) end
    by_id[id] = names[i]
  end
  return by_id
end


local function ends_as_names(path, ids, by_id)
  local names = {}
  for i, id in ipairs(ids) do
    names[i] = by_id[id] or fail("reading %s: edge %d joins \"%s\", which is "
      .. "no node of the file", path, i, id)
  end
  return names
end


-- The column of the edges that weighs them, or nil.
local function weighing_column(path, edges, wanted)
  local others = {}
  for i = 3, edges.n_cols do others[#others + 1] = edges.names[i] end
  if wanted then
    for _, name in ipairs(others) do
      if name == wanted then return wanted end
    end
    fail("reading %s: edges have no \"%s\"; they have %s", path, wanted,
      #others > 0 and table.concat(others, ", ") or "nothing but their ends")
  end
  local as_text
  for _, name in ipairs(WEIGHING) do
    local kind = edges.types[name]
    if kind == "number" or kind == "integer" then return name end
    as_text = as_text or kind == "text" and name or nil
  end
  return as_text
end


-- The weights of a column, which some programs write as texts.
local function weights_of(path, edges, column)
  local weights = edges:column(column)
  for i, weight in ipairs(weights) do
    if type(weight) == "string" then
      weight = cells.decimal(weight) or fail("reading %s: edge %d has the %s "
        .. "\"%s\", which is no number; say what weighs edges, as in weight = "
        .. "\"deals\"", path, i, column, weight)
    end
    if not base.is_na(weight) and weight < 0 then
      fail("reading %s: edge %d weighs %s, and weights are above 0", path, i,
        weight)
    end
    weights[i] = weight
  end
  return weights
end


-- The columns of edges that stay with them, and those whose names are taken.
local function other_columns(edges, weight)
  local taken, kept, left = { from = true, to = true, weight = true }, {}, {}
  for i = 3, edges.n_cols do
    local name = edges.names[i]
    local list = name == weight and {} or taken[name] and left or kept
    list[#list + 1] = name
  end
  return kept, left
end


-- What has no place: such columns, and what the reader left out.
local function unread(left, before)
  local said = #left > 0 and table.concat(left, ", ") .. " of edges" or nil
  return said and before and said .. ", " .. before or said or before
end


-- The graph of what was read; `weight` names the column that weighs edges.
return function(path, read, weight)
  local ids, nodes = read.nodes:column(read.nodes.names[1]), named(read.nodes)
  local names, edges = nodes:column "node", read.edges
  local by_id = names_by_id(path, ids, names)
  local column = weighing_column(path, edges, weight)
  local columns = { "from", "to" }
  local lists = { ends_as_names(path, edges:column(edges.names[1]), by_id),
    ends_as_names(path, edges:column(edges.names[2]), by_id) }
  local types = { from = "text", to = "text" }
  if column then
    columns[3], lists[3] = "weight", weights_of(path, edges, column)
    types.weight = edges.types[column] == "integer" and "integer" or "number"
  end
  local kept, left = other_columns(edges, column)
  for _, name in ipairs(kept) do
    columns[#columns + 1], lists[#lists + 1] = name, edges:column(name)
    types[name] = edges.types[name]
  end
  local rows = frames.of(columns, lists, types, path:match "[^/]*$")
  local g = core.native.from_frame(rows, "from", "to", column and "weight",
    read.directed, names, unread(left, read.unread))
  if #kept > 0 then
    g = parts.with_edges(g, rows, "from", "to", column and "weight")
  end
  return nodes.n_cols > 1 and (parts.with_nodes(g, nodes, "node")) or g
end
