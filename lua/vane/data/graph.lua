-- The graph, made pleasant: named options over what C does, and the verbs
-- that make one of a frame or a matrix.

local communities = require "vane.core.community"
local core = require "vane.core.graph"
local frames = require "vane.core.frame"
local matrices = require "vane.core.matrix"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local noun = require "vane.base.noun"
require "vane.data.graph.backbone"
require "vane.data.graph.change"
local files = require "vane.data.graph.files"
local tables = require "vane.data.graph.tables"
require "vane.data.graph.measures"
require "vane.data.graph.parts"
require "vane.data.graph.paths"
require "vane.data.partition"

local methods, native = core.methods, core.native

local flag = { kind = "boolean", default = false }
local nodes = { kind = { "table", "frame" } }
local text = { kind = "string" }


-- ---- making ----

-- The named entries of a table, and how long its list is.
local function named_part(given)
  local opts = {}
  for key, value in pairs(given) do
    if math.type(key) ~= "integer" then opts[key] = value end
  end
  return opts, #given
end


-- The graph of rows, with what a frame of its nodes says of them.
local function from_rows(rows, from, to, weight, opts)
  local given = opts.nodes
  local known = check.kind_of(given) == "frame"
  local g = native.from_frame(rows, from, to, weight, opts.directed,
    known and given:column "node" or given)
  return known and g:with_nodes(given) or g
end


local function check_weight(i, weight)
  if type(weight) ~= "number" then return end
  if weight < 0 or weight ~= weight or weight == math.huge then
    fail("graph: edge %d weighs %s, and weights are finite numbers above 0", i,
      weight ~= weight and "nan" or weight)
  end
end


-- Whether an edge has fields with names, as directed = true, which belong
-- behind the edges.
local function is_named(edge)
  for key in next, edge do
    if type(key) ~= "number" then return true end
  end
  return false
end


-- The three columns of a list of { from, to, weight }.
local function columns_of(edges, n)
  local from, to, weight = {}, {}, {}
  for i = 1, n do
    local edge = edges[i]
    if type(edge) ~= "table" or #edge < 2 or #edge > 3 or is_named(edge) then
      fail("graph: edge %d should be written { from, to } or "
        .. "{ from, to, weight }", i)
    end
    from[i], to[i], weight[i] = edge[1], edge[2], edge[3] or 1
    check_weight(i, weight[i])
  end
  return { from, to, weight }
end


--- graph{ {from, to}, {from, to, weight}, ..., directed = true } -> graph
---   A network from a list of edges; an edge without a weight weighs 1.
---   `directed` says whether the order of the two nodes counts (it does not
---   when left out), `nodes` lists all nodes in their order, also those
---   without an edge (or is a frame with a column node, see g:with_nodes),
---   `source` says where the edges come from.
---   Edges between the same nodes are added up; the graph says how many.
---   Raises when a weight is below 0 or a name is not among `nodes`.
---
---   > graph{ {"a", "b"}, {"b", "c", 2}, {"b", "a"} }
---   graph 3 nodes, 2 edges  undirected
---     1 row added to an edge that stood already
---     from  to  weight
---     a     b        2
---     b     c        2
local function make(given)
  if type(given) ~= "table" then
    fail("graph: wants a list of edges, as in graph{ {\"a\", \"b\"} }, "
      .. "found %s", check.found(given))
  end
  local named, n = named_part(given)
  local opts = check("graph", named,
    { directed = flag, nodes = nodes, source = text })
  local rows = frames.of({ "from", "to", "weight" }, columns_of(given, n),
    n == 0 and { from = "text", to = "text" } or nil, opts.source)
  return from_rows(rows, "from", "to", "weight", opts)
end


local graph = noun("graph", core, make)
graph.read = files.read


--- f:graph{ from = column, to = column, weight = column, directed = true,
---          nodes = list } -> graph
---   A network with an edge for each row, from the name in the column `from`
---   to that in `to`; when not said they are "from" and "to", "source" and
---   "target", or "a" and "b". `weight` names a column of numbers; when not
---   said it is "weight" if there is such a column, and else each row weighs 1.
---   Rows between the same nodes are added up.
---   The nodes are all names in the two columns, sorted, or `nodes` in their
---   order, or a frame with a column node, whose other columns stay with the
---   nodes as attributes. A row without a name or weight, or of weight 0,
---   makes no edge; the graph says how many there were.
---   Raises on a weight below 0, on a name that is not among `nodes`, and on
---   columns of other types.
---
---   > f = frame{ {"a", {"x", "y", "x"}}, {"b", {"y", "z", na}} }
---   > f:graph{ from = "a", to = "b" }
---   graph 3 nodes, 2 edges  undirected
---     1 left out for want of a name or weight
---     from  to  weight
---     x     y        1
---     y     z        1
function frames.methods.graph(f, given)
  frames.meta.self(f, "graph")
  local opts = check("graph", given, {
    from = text, to = text, weight = text, directed = flag, nodes = nodes,
  })
  local from, to = tables.ends(f, opts, "from", "to")
  local weight = opts.weight
  if not weight and f.types.weight then weight = "weight" end
  return from_rows(f, from, to, weight, opts)
end


--- m:graph{ threshold = number, directed = true, loops = true } -> graph
---   A network of a matrix that has the same names on both sides: an edge
---   for each cell above 0, or from `threshold` up, weighing what the cell
---   says. Without `directed` the matrix must be symmetric, and each pair
---   makes one edge. The diagonal counts only with `loops`. A missing cell
---   makes no edge; the graph says how many there were.
---   Raises when names differ, when a cell is below 0 and no threshold is
---   given, and when a matrix for an undirected graph is not symmetric.
---
---   > m = matrix.of({"a", "b"}, {"a", "b"}, {{1, 0.4}, {0.4, 1}})
---   > m:graph{ threshold = 0.3 }
---   graph 2 nodes, 1 edge  undirected
---     from  to  weight
---     a     b      0.4
function matrices.methods.graph(m, given)
  local opts = check("graph", given,
    { threshold = { kind = "number" }, directed = flag, loops = flag })
  return native.from_matrix(m, opts.directed, opts.threshold, opts.loops)
end


-- ---- verbs ----

--- g:communities{ method = name, runs = 10, seed = 1, resolution = 1,
---                spins = 25 } -> frame, quality
---   Groups of nodes that hang together more than with the rest: node and
---   community, 1 for the largest. Weights count. `method`:
---   "leiden"   modularity, by Leiden's moves (when not said)
---   "louvain"  modularity, by Louvain's moves
---   "infomap"  shortest description of a random walk; sees directions.
---              igraph before 1.0 lets the walker jump (15 %), so that
---              newer programs find slightly fewer groups
---   "spinglass" modularity, by a spin glass of at most `spins` (25) groups
---              that cools; slow. Needs a graph that hangs together
---   igraph is told weights in units of their mean, without which it finds
---   nothing where they are small or large. The best of `runs` runs (up to
---   100000) is taken; the same seed gives the same groups.
---   A `resolution` above 1 finds smaller groups, below 1 larger ones.
---   Quality is the modularity of the groups, or for infomap bits per step
---   (less is better); na for a graph without edges.
---   Raises when edges have directions, but for infomap.
---   Source: Traag, Waltman and van Eck 2019; Blondel et al. 2008; Rosvall
---   and Bergstrom 2008; Reichardt and Bornholdt 2006; igraph.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > f, q = g:communities()
---   > f
---   frame 5 x 2   leiden, best of 10, seed 1
---     node  community
---     a             1
---     b             1
---     c             1
---     d             2
---     e             2
---   > q
---   0.22
function methods.communities(g, given)
  local opts = check("communities", given, {
    method = { one_of = { "leiden", "louvain", "infomap", "spinglass" },
      default = "leiden" },
    runs = { kind = "integer", default = 10 },
    seed = { kind = "integer", default = 1 },
    resolution = { kind = "number" },
    spins = { kind = "integer" },
  })
  if opts.resolution and opts.method == "infomap" then
    fail "communities: 'resolution' belongs to modularity; infomap has none"
  end
  if opts.spins and opts.method ~= "spinglass" then
    fail("communities: 'spins' belongs to spinglass; %s has none", opts.method)
  end
  return communities.find(g, opts.method, opts.seed, opts.runs,
    opts.resolution or 1, opts.spins or 25)
end


--- g:rewired{ seed = 1 } -> graph
---   The same nodes, degrees and weights, but otherwise joined at random: what
---   a network says that has no communities but by chance. Strengths come
---   near those of the graph. Self loops stay.
---   Raises when edges have directions.
---   Source: Maslov and Sneppen 2002; Rubinov and Sporns 2011.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "d"}, {"d", "a", 4} }
---   > g:rewired():degree():column("degree")[1]
---   2
function methods.rewired(g, given)
  core.meta.self(g, "rewired")
  local opts = check("rewired", given,
    { seed = { kind = "integer", default = 1 } })
  return native.rewire(g, opts.seed)
end


-- ---- printing ----

-- What was done to the rows, a line each.
local function add_notes(lines, g)
  local function note(n, one, many)
    if n > 0 then lines[#lines + 1] = "  " .. counted(n, one, many or one) end
  end
  note(g.n_added, "row added to an edge that stood already",
    "rows added to edges that stood already")
  note(g.n_loops, "self loop", "self loops")
  note(g.n_left_out, "left out for want of a name or weight")
  if g.unread then lines[#lines + 1] = "  not read: " .. grid.plain(g.unread) end
end


local function attribute_line(g)
  local names = g:attributes().names
  table.remove(names, 1)
  return #names > 0 and "  nodes with " .. grid.plain(table.concat(names, ", "))
end


local function text_of(g, opts)
  local lines = { ("graph %s, %s  %s"):format(
    counted(g.n_nodes, "node"), counted(g.n_edges, "edge"),
    g.directed and "directed" or "undirected") }
  if g.source then lines[1] = lines[1] .. "   " .. g.source end
  add_notes(lines, g)
  lines[#lines + 1] = attribute_line(g) or nil
  local edges = g:edges()
  if edges.n_rows > 0 then lines[#lines + 1] = grid.frame(edges, opts) end
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(g) return text_of(g) end

return graph
