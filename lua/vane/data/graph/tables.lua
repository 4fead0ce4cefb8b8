-- Graphs as tables: an edge list, and what Gephi reads.

local frame = require "vane.data.frame"
local base = require "vane.core.base"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local parts = require "vane.core.graph_parts"
local cells = require "vane.data.graph.cells"

local tables = {}

local ENDS = { { "from", "to" }, { "source", "target" }, { "Source", "Target" },
  { "From", "To" }, { "a", "b" } }
local WEIGHT = { "weight", "Weight", "value" }


-- ---- reading an edge list ----

local function first_of(f, known, otherwise)
  for _, name in ipairs(known) do
    if f.types[name] then return name end
  end
  return otherwise
end


-- The columns of both ends of edges, where nobody says which: a pair of known
-- names, else the first two columns, or that of them which is not the other end.
function tables.ends(f, opts, first, second)
  for _, known in ipairs(ENDS) do
    local from, to = opts.from or known[1], opts.to or known[2]
    if from ~= to and f.types[from] and f.types[to] then return from, to end
  end
  return opts.from or opts.to == first and second or first,
    opts.to or opts.from == second and first or second
end


-- Names stay as they are written, also those that look like something else:
-- only whole numbers are taken for such, and so stand in their order.
local function read_names(path, encoding, choose)
  local f = frame.read(path, { encoding = encoding })
  local types, columns = {}, { choose(f) }
  for _, name in ipairs(columns) do
    local kind = f.types[name]
    if kind and kind ~= "text" and kind ~= "integer" then types[name] = "text" end
  end
  if next(types) then
    f = frame.read(path, { encoding = encoding, types = types })
  end
  return f, table.unpack(columns)
end


-- Gephi says it in a column.
local function has_directions(path, f, opts)
  if opts.directed ~= nil then return opts.directed end
  if f.types.Type ~= "text" then return false end
  local first
  for i, kind in ipairs(f:column "Type") do
    local directed = not base.is_na(kind) and kind:lower() == "directed"
    if first == nil then first = directed end
    if directed ~= first then
      fail("reading %s: row %d has the Type %s, the first has not; edges with and "
        .. "without directions are not read together: say which they are, as in "
        .. "directed = true", path, i, tostring(kind))
    end
  end
  return first == true
end


-- The two ends, and the columns of names that an edge does not have yet.
local function ends_and_others(f, from, to, weight)
  local taken, kept = { from = true, to = true, weight = true, Type = true }, {}
  taken[weight or "weight"], taken[from], taken[to] = true, false, false
  for _, name in ipairs(f.names) do
    if not taken[name] then kept[#kept + 1] = name end
  end
  return f:select(kept)
end


local function read_nodes(path, encoding)
  local f, id = read_names(path, encoding, function(f)
    return f.types.node and "node" or f.types.Id and "Id" or f.names[1]
  end)
  return id == "node" and f or f:rename { [id] = "node" }
end


local function read_edges(path, opts)
  return read_names(path, opts.encoding, function(f)
    if f.n_cols < 2 then
      fail("reading %s: an edge list has two columns of names at least; it has "
        .. "%d", path, f.n_cols)
    end
    return tables.ends(f, opts, f.names[1], f.names[2])
  end)
end


function tables.read(path, opts)
  local f, from, to = read_edges(path, opts)
  local weight = opts.weight or first_of(f, WEIGHT)
  local g = f:graph { from = from, to = to, weight = weight,
    directed = has_directions(path, f, opts),
    nodes = opts.nodes and read_nodes(opts.nodes, opts.encoding) }
  return parts.with_edges(g, ends_and_others(f, from, to, weight), from, to)
end


-- ---- writing edge lists ----

local function n_without_edges(g, edges)
  local joined, n = {}, g.n_nodes
  for _, column in ipairs { "from", "to" } do
    for _, node in ipairs(edges:column(column)) do
      if not joined[node] then joined[node], n = true, n - 1 end
    end
  end
  return n
end


-- What an edge list alone does not say.
local function note_lost(g, path, edges)
  local lost, n = {}, n_without_edges(g, edges)
  if n > 0 then lost[1] = counted(n, "node") .. " without edges" end
  if #cells.attributes(g) > 0 then lost[#lost + 1] = "attributes of nodes" end
  if #lost > 0 then
    note(("write: %s has no place for %s; name a second file for them, as in "
      .. "nodes = \"nodes.csv\""):format(path, table.concat(lost, " and ")))
  end
end


function tables.write(g, path, opts)
  local edges = g:edges()
  edges:write(path)
  if g.directed then
    note(("write: %s does not say that edges have directions; read it with "
      .. "directed = true"):format(path))
  end
  if opts.nodes then g:attributes():write(opts.nodes)
  else note_lost(g, path, edges) end
end


function tables.write_gephi(g, path, opts)
  local edges, kind = g:edges(), {}
  for i = 1, edges.n_rows do kind[i] = g.directed and "Directed" or "Undirected" end
  local typed = edges:with({ Type = kind }, { types = { Type = "text" } })
    :rename { from = "Source", to = "Target", weight = "Weight" }
  local order = { "Source", "Target", "Type", "Weight" }
  for i = 4, edges.n_cols do order[#order + 1] = edges.names[i] end
  typed:select(order):write(path)
  if not opts.nodes then return note_lost(g, path, edges) end
  local f = g:attributes():with { Label = function(row) return row.node end }
  f:rename { node = "Id" }:write(opts.nodes)
end


return tables
