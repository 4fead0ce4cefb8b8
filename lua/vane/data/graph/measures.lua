-- What is measured of graphs and of each of their nodes: methods that give a
-- number, or a frame with a row for each node.

local core = require "vane.core.graph"
local native = require "vane.core.measure"
local verbs = require "vane.core.frame_verbs"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local methods, self = core.methods, core.meta.self


-- ---- how tightly knit ----

--- g:density() -> number
---   The share of the possible edges that there are, from 0 to 1; self loops
---   do not count. na for less than two nodes.
---
---   > graph{ {"a", "b"}, {"b", "c"} }:density()
---   0.66666666666667
function methods.density(g)
  self(g, "density")
  return native.density(g)
end


--- g:transitivity() -> number
---   The share of ways over two edges whose ends are joined too: three times
---   the triangles over the ways. Directions and weights are not seen. na
---   where there is no such way.
---   Source: Newman, Strogatz and Watts 2001.
---
---   > graph{ {"a", "b"}, {"b", "c"}, {"c", "a"}, {"c", "d"} }:transitivity()
---   0.6
function methods.transitivity(g)
  self(g, "transitivity")
  return native.transitivity(g)
end


--- g:clustering() -> frame
---   How far the neighbours of each node are neighbours of each other:
---   triangles   how many triangles the node is in
---   clustering  the share of pairs of its neighbours that are joined
---   weighted    the same, each pair by the mean weight of its two edges to
---               the node
---   na for a node with less than two neighbours. Directions are not seen.
---   Source: Watts and Strogatz 1998; weighted by Barrat et al. 2004.
---
---   > g = graph{ {"a", "b", 3}, {"b", "c"}, {"c", "a"}, {"c", "d"} }
---   > g:clustering()
---   frame 4 x 4
---     node  triangles  clustering  weighted
---     a             1      1.0000    1.0000
---     b             1      1.0000    1.0000
---     c             1      0.3333    0.3333
---     d             0          na        na
function methods.clustering(g)
  self(g, "clustering")
  return native.clustering(g)
end


--- g:cores() -> frame
---   The k-core of each node: core is the largest k so that the node is in a
---   part in which each has k neighbours or more. Directions and weights are
---   not seen.
---   Source: Seidman 1983; Batagelj and Zaversnik 2003.
---
---   > graph{ {"a", "b"}, {"b", "c"}, {"c", "a"}, {"c", "d"} }:cores()
---   frame 4 x 2
---     node  core
---     a        2
---     b        2
---     c        2
---     d        1
function methods.cores(g)
  self(g, "cores")
  return native.cores(g)
end


--- g:bridges() -> frame
---   The edges that alone hold parts of the graph together: from, to, weight.
---   Directions are not seen; edges both ways count as one.
---   Source: Tarjan 1974.
---
---   > graph{ {"a", "b"}, {"b", "c"}, {"c", "a"}, {"c", "d"} }:bridges()
---   frame 1 x 3
---     from  to  weight
---     c     d        1
function methods.bridges(g)
  self(g, "bridges")
  return native.bridges(g)
end


--- g:articulation() -> frame
---   The nodes that alone hold parts of the graph together (articulation
---   points): node, and into how many parts its component would fall without
---   it. Directions are not seen.
---   Source: Hopcroft and Tarjan 1973.
---
---   > graph{ {"a", "b"}, {"b", "c"}, {"b", "d"} }:articulation()
---   frame 1 x 2
---     node  parts
---     b         3
function methods.articulation(g)
  self(g, "articulation")
  return native.articulation(g)
end


-- ---- who is central ----

--- g:pagerank{ damping = 0.85 } -> frame
---   How often a walker is at each node who follows edges by their weights
---   and, with probability 1 - damping or where no edge goes on, begins
---   anywhere: node, pagerank. All add up to 1.
---   Raises when damping is not between 0 and 1.
---   Source: Brin and Page 1998.
---
---   > g = graph{ {"a", "b"}, {"c", "b"}, directed = true }
---   > g:pagerank():column("pagerank")[2] > 0.5
---   true
function methods.pagerank(g, given)
  self(g, "pagerank")
  local opts = check("pagerank", given,
    { damping = { kind = "number", default = 0.85 } })
  return native.pagerank(g, opts.damping)
end


--- g:eigenvector() -> frame
---   As central as its neighbours are together, by the weights of the edges:
---   node, eigenvector; the most central has 1.
---   Raises on a graph with directions or one that falls into parts: there
---   is no one answer.
---   Source: Bonacich 1972; igraph.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "a"} }
---   > g:eigenvector():get(2, "eigenvector")
---   1.0
function methods.eigenvector(g)
  self(g, "eigenvector")
  return native.eigenvector(g)
end


-- ---- who stands between ----

--- g:constraint() -> frame
---   How little room a node's neighbours leave it, by weights; directions are
---   not seen.
---   constraint      sum over neighbours j of (p_j + sum of p_q p_qj)^2, p
---                   being the share of a node's strength, q its others
---   effective_size  its neighbours less those that are tied to others of
---                   them
---   efficiency      effective_size over the number of neighbours
---   na for a node without neighbours.
---   Source: Burt 1992.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"a", "d"}, {"c", "d"} }
---   > g:constraint()
---   frame 4 x 4
---     node  constraint  effective_size  efficiency
---     a         0.6111           2.333      0.7778
---     b         1.0000           1.000      1.0000
---     c         1.0069           1.000      0.5000
---     d         1.0069           1.000      0.5000
function methods.constraint(g)
  self(g, "constraint")
  return native.constraint(g)
end


-- The frame that says each node's group, and which of its columns.
local function groups_of(g, group)
  if type(group) == "string" then return g:attributes(), group end
  local f = check.kind_of(group) == "partition" and group.membership or group
  local name = f.names[f.names[1] == "node" and 2 or 1]
  if f.n_cols ~= 2 or not name then
    fail("brokerage: 'group' should be a frame of two columns, node and the "
      .. "group, found %s", table.concat(f.names, ", "))
  end
  return g:with_nodes(f):attributes(), name
end


--- g:brokerage{ group = attribute, partition or frame } -> frame
---   Who stands between groups. For each way a -> b -> c where a and c are
---   not joined themselves, b brokers:
---   coordinator     all three are of one group
---   itinerant       a and c are of one group, b of another
---   gatekeeper      b and c are of one group: b lets in
---   representative  a and b are of one group: b speaks for it
---   liaison         three groups
---   node, group, how often each, total. `group` names an attribute of the
---   nodes (see g:with_nodes), or is a partition of the graph or a frame with
---   node and one more column. An edge without direction goes both ways.
---   Ways over nodes without a group do not count.
---   Source: Gould and Fernandez 1989.
---
---   > sides = frame{ {"node", {"a", "b", "c"}}, {"side", {"x", "y", "y"}} }
---   > g = graph{ {"a", "b"}, {"b", "c"}, directed = true, nodes = sides }
---   > g:brokerage{ group = "side" }:select("node", "gatekeeper", "total")
---   frame 3 x 3
---     node  gatekeeper  total
---     a              0      0
---     b              1      1
---     c              0      0
function methods.brokerage(g, given)
  self(g, "brokerage")
  local opts = check("brokerage", given,
    { group = { kind = { "string", "partition", "frame" }, needed = true } })
  return native.brokerage(g, groups_of(g, opts.group))
end


-- ---- several at once ----

-- What each measure is found in, and its columns there.
local measures = {
  degree = function(g) return g:degree() end,
  strength = function(g) return g:strength() end,
  component = function(g) return g:components() end,
  core = function(g) return g:cores() end,
  clustering = function(g) return g:clustering():select("node", "clustering") end,
  betweenness = function(g) return g:betweenness() end,
  closeness = function(g) return g:closeness():select("node", "closeness") end,
  harmonic = function(g) return g:closeness():select("node", "harmonic") end,
  pagerank = function(g) return g:pagerank() end,
  eigenvector = function(g) return g:eigenvector() end,
  constraint = function(g) return g:constraint():select("node", "constraint") end,
}
local usual = { "degree", "strength", "component", "core", "clustering",
  "betweenness", "closeness", "pagerank" }
local known = check.keys(measures)


--- g:measures{ "degree", "pagerank", ... } -> frame
---   Several measures of the nodes in one frame, each as its own method gives
---   it when nothing more is said: node and a column for each (three for
---   degree and strength where edges have directions). Without a list:
---   degree, strength, component, core, clustering, betweenness, closeness,
---   pagerank. There are also harmonic, eigenvector, constraint.
---   Raises on an unknown name.
---
---   > graph{ {"a", "b", 2}, {"b", "c"} }:measures{ "degree", "strength" }
---   frame 3 x 3
---     node  degree  strength
---     a          1         2
---     b          2         3
---     c          1         1
function methods.measures(g, wanted)
  self(g, "measures")
  if wanted ~= nil and type(wanted) ~= "table" then
    fail("measures: wants a list of names, as in g:measures{ \"degree\" }, "
      .. "found %s", check.found(wanted))
  end
  local f = frames.of({ "node" }, { g.nodes }, { node = "text" }, g.source)
  for _, name in ipairs(wanted and #wanted > 0 and wanted or usual) do
    local opts = check("measures", { measure = name },
      { measure = { one_of = known } })
    f = verbs.extend(f, measures[opts.measure](g))
  end
  return f
end
