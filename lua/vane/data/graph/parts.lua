-- Parts of a graph, and what is known of its nodes: methods that give a graph
-- or a frame.

local core = require "vane.core.graph"
local parts = require "vane.core.graph_parts"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local note = require "vane.base.note"

local methods, self = core.methods, core.meta.self


-- ---- attributes ----

--- g:with_nodes(frame, {node = "node"}) -> graph
---   The same graph, knowing more of its nodes: the other columns of a frame
---   that has a row for each node, named in the column `node`. They stay with
---   the nodes in every part of the graph and are written to files; those it
---   had before are replaced. A node without a row has missing attributes;
---   how many rows were of no node is noted.
---   Raises when two rows are of the same node.
---
---   > g = graph{ {"Graz", "Linz"}, {"Linz", "Wien"} }
---   > towns = frame{ {"node", {"Wien", "Graz"}}, {"people", {1.9, 0.3}} }
---   > g:with_nodes(towns):attributes()
---   frame 3 x 2
---     node  people
---     Graz     0.3
---     Linz      na
---     Wien     1.9
function methods.with_nodes(g, f, given)
  self(g, "with_nodes")
  frames.meta.self(f, "with_nodes")
  local opts = check("with_nodes", given,
    { node = { kind = "string", default = "node" } })
  local with, n = parts.with_nodes(g, f, opts.node)
  if n > 0 then
    note(("with_nodes: %d row%s of no node of the graph"):format(n,
      n == 1 and " is" or "s are"))
  end
  return with
end


--- g:with_edges(frame, {from = "from", to = "to"}) -> graph
---   The same graph, knowing more of its edges: the columns of a frame beside
---   from, to and weight. They stay with the edges in every part of the graph
---   and are written to files; those it had before are replaced. An edge
---   without a row has missing ones; of several rows of one edge the first
---   counts.
---
---   > g = graph{ {"Graz", "Linz"}, {"Linz", "Wien"} }
---   > lines = frame{ {"from", {"Wien"}}, {"to", {"Linz"}}, {"km", {184}} }
---   > g:with_edges(lines):edges()
---   frame 2 x 4
---     from  to    weight   km
---     Graz  Linz       1   na
---     Linz  Wien       1  184
function methods.with_edges(g, f, given)
  self(g, "with_edges")
  frames.meta.self(f, "with_edges")
  local name = { kind = "string" }
  local opts = check("with_edges", given, { from = name, to = name })
  local from, to = opts.from or "from", opts.to or "to"
  return parts.with_edges(g, f, from, to, f.types.weight and "weight" or nil)
end


--- g:attributes() -> frame
---   What is known of the nodes: node and a column for each attribute, in the
---   order of the nodes.
---
---   > graph{ {"a", "b"} }:attributes()
---   frame 2 x 1
---     node
---     a
---     b
function methods.attributes(g)
  self(g, "attributes")
  return parts.attributes(g)
end


-- ---- some of the nodes ----

--- g:main_component() -> graph
---   The largest part that hangs together, whatever the directions of its
---   edges; of equally large ones that whose first node comes first.
---
---   > graph{ {"a", "b"}, {"c", "d"}, {"d", "e"} }:main_component().nodes[1]
---   c
function methods.main_component(g)
  self(g, "main_component")
  return parts.main_component(g)
end


--- g:without_isolates() -> graph
---   Without the nodes that no edge joins to another node.
---
---   > graph{ {"a", "b"}, {"c", "c"} }:without_isolates().n_nodes
---   2
function methods.without_isolates(g)
  self(g, "without_isolates")
  return parts.without_isolates(g)
end


--- g:subgraph(names) -> graph
--- g:subgraph(frame) -> graph
---   Some of the nodes, in their order, and all edges between them: a list of
---   names, or a frame that has them in its column node, as what is left of
---   g:attributes() after f:where{...}.
---   Raises on a name that is no node or stands twice.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "a"} }
---   > g:subgraph{ "c", "a" }
---   graph 2 nodes, 1 edge  undirected
---     from  to  weight
---     a     c        1
function methods.subgraph(g, nodes)
  self(g, "subgraph")
  if check.kind_of(nodes) == "frame" then nodes = nodes:column "node" end
  if type(nodes) ~= "table" then
    fail("subgraph: wants a list of nodes, as in g:subgraph{ \"a\", \"b\" }, "
      .. "or a frame with a column node, found %s", check.found(nodes))
  end
  return parts.subgraph(g, nodes)
end


-- ---- some of the edges ----

--- g:undirected() -> graph
---   The same edges without their directions; those both ways are added up.
---
---   > graph{ {"a", "b"}, {"b", "a", 3}, directed = true }:undirected()
---   graph 2 nodes, 1 edge  undirected
---     1 row added to an edge that stood already
---     from  to  weight
---     a     b        4
function methods.undirected(g)
  self(g, "undirected")
  return parts.undirected(g)
end



--- g:where{ weight = condition, from = ..., to = ... } -> graph
--- g:where(function(edge) ... end) -> graph
---   All nodes, but only the edges that are as said, in the words of
---   f:where: what of g:edges() it leaves, of the other columns, too.
---
---   > g = graph{ {"a", "b", 3}, {"b", "c", 1} }
---   > g:where{ weight = at_least(2) }
---   graph 3 nodes, 1 edge  undirected
---     from  to  weight
---     a     b        3
function methods.where(g, ...)
  self(g, "where")
  local edges = g:edges():where(...)
  local kept = core.native.from_frame(edges, "from", "to", "weight",
    g.directed, g.nodes)
  kept = parts.with_edges(kept, edges, "from", "to", "weight")
  return (parts.with_nodes(kept, parts.attributes(g), "node"))
end
