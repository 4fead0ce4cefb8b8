-- Graphs as tables: an edge list, and what Gephi and VOSviewer read.

local frame = require "vane.data.frame"
local base = require "vane.core.base"
local text_file = require "vane.core.text_file"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local parts = require "vane.core.graph_parts"
local cells = require "vane.data.graph.cells"

local tables = {}

local FROM = { "from", "source", "Source", "From", "a" }
local TO = { "to", "target", "Target", "To", "b" }
local WEIGHT = { "weight", "Weight", "value" }


-- ---- reading an edge list ----

local function first_of(f, known, otherwise)
  for _, name in ipairs(known) do
    if f.types[name] then return name end
  end
  return otherwise
end


-- The columns of both ends of edges, where nobody says which.
function tables.ends(f, opts, from, to)
  return opts.from or first_of(f, FROM, from), opts.to or first_of(f, TO, to)
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
  if n > 0 then lost[1] = ("%d node%s without edges"):format(n, n == 1 and "" or "s") end
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
  if not opts.nodes then note_lost(g, path, edges) end
  if opts.nodes then
    local f = g:attributes():with { Label = function(row) return row.node end }
    f:rename { node = "Id" }:write(opts.nodes)
  end
end


-- ---- VOSviewer ----

local CLUSTERS = { cluster = true, community = true }


local function check_undirected(g)
  if g.directed then
    fail "write: VOSviewer's networks have no directions; take g:undirected() first"
  end
end


-- Links and total link strength of each node, self loops left out.
local function strengths(g)
  local n, sums = {}, {}
  for i = 1, g.n_nodes do n[i], sums[i] = 0, 0.0 end
  local from, to, weight = cells.edges(g)
  for k = 1, #from do
    if from[k] ~= to[k] then
      for _, i in ipairs { from[k], to[k] } do
        n[i], sums[i] = n[i] + 1, sums[i] + weight[k]
      end
    end
  end
  return n, sums
end


-- Calls each(title, cells, kind) for the columns of a map: places, cluster,
-- weights, and the attributes that are numbers as scores.
local function each_column(g, opts, each)
  local places = cells.places(g, opts.layout)
  if places then
    each("x", places.x, "place")
    each("y", places.y, "place")
  end
  local links, sums = strengths(g)
  local attributes = cells.attributes(g)
  for _, column in ipairs(attributes) do
    if CLUSTERS[column.name] and column.type == "integer" then
      each("cluster", column.cells, "cluster")
    end
  end
  each("Links", links, "weights")
  each("Total link strength", sums, "weights")
  for _, column in ipairs(attributes) do
    local is_number = column.type == "number" or column.type == "integer"
    if is_number and not CLUSTERS[column.name] then
      each(column.name, column.cells, "scores")
    end
  end
end


local titles = { place = "%s", cluster = "%s", weights = "weight<%s>",
  scores = "score<%s>" }


local function plain(text)
  return (text:gsub("[\t\r\n]", " "))
end


-- A map file, and a network file beside it.
function tables.write_vosviewer(g, path, opts)
  check_undirected(g)
  if not opts.network then
    fail("write: VOSviewer reads a map and a network; say where the network "
      .. "goes, as in network = \"network.txt\"")
  end
  local rows = { { "id", "label" } }
  for i, node in ipairs(g.nodes) do rows[i + 1] = { tostring(i), plain(node) } end
  each_column(g, opts, function(title, column, kind)
    table.insert(rows[1], plain(titles[kind]:format(title)))
    for i = 1, g.n_nodes do
      local cell = column[i]
      table.insert(rows[i + 1], base.is_na(cell) and "" or cells.number(cell))
    end
  end)
  for i, row in ipairs(rows) do rows[i] = table.concat(row, "\t") .. "\n" end
  local from, to, weight = cells.edges(g)
  local links = {}
  for i = 1, #from do
    if from[i] ~= to[i] then
      links[#links + 1] = ("%d\t%d\t%s\n"):format(from[i], to[i], cells.number(weight[i]))
    end
  end
  text_file.write(path, table.concat(rows))
  text_file.write(opts.network, table.concat(links))
end


local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r",
  ["\t"] = "\\t" }


local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(letter)
    return escapes[letter] or ("\\u%04x"):format(letter:byte())
  end) .. '"'
end


-- The items' fields as JSON: those of one kind together.
local function items_of(g, opts)
  local items = {}
  for i, node in ipairs(g.nodes) do
    items[i] = { head = ('{"id": %d, "label": %s'):format(i, quoted(node)),
      weights = {}, scores = {} }
  end
  each_column(g, opts, function(title, column, kind)
    for i, item in ipairs(items) do
      local cell = column[i]
      if base.is_na(cell) then goto continue end
      local pair = quoted(title) .. ": " .. cells.number(cell)
      if item[kind] then table.insert(item[kind], pair)
      else item.head = item.head .. ", " .. pair end
      ::continue::
    end
  end)
  for i, item in ipairs(items) do
    local scores = #item.scores > 0
      and (', "scores": {%s}'):format(table.concat(item.scores, ", ")) or ""
    items[i] = ('%s, "weights": {%s}%s}'):format(item.head,
      table.concat(item.weights, ", "), scores)
  end
  return items
end


function tables.write_json(g, path, opts)
  check_undirected(g)
  local links, from, to, weight = {}, cells.edges(g)
  for i = 1, #from do
    if from[i] ~= to[i] then
      links[#links + 1] = ('{"source_id": %d, "target_id": %d, "strength": %s}')
        :format(from[i], to[i], cells.number(weight[i]))
    end
  end
  text_file.write(path, ('{"network": {\n"items": [\n%s\n],\n"links": [\n%s\n]}}\n')
    :format(table.concat(items_of(g, opts), ",\n"), table.concat(links, ",\n")))
end


return tables
