-- Shortest paths in a graph and what follows from them, and how to draw it.

local core = require "vane.core.graph"
local native = require "vane.core.measure"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local methods, self = core.methods, core.meta.self

-- How long an edge is: weights are strengths, and strong edges short, only
-- when that is said.
local length = { one_of = { "1", "1/weight", "weight" } }


--- g:betweenness{ length = "1", weighted = true } -> frame
---   On how many shortest paths between two other nodes each node lies, each
---   pair counting 1, shared among its shortest paths. An edge is `length`
---   long: "1" (when not said); "1/weight", so that strong edges are short,
---   for which `weighted` stands too; or "weight", when weights are lengths.
---   Source: Freeman 1977; Brandes 2001; 1/weight as in Newman 2001; igraph.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"b", "d"} }
---   > g:betweenness():get(2, "betweenness")
---   3.0
function methods.betweenness(g, given)
  self(g, "betweenness")
  local opts = check("betweenness", given,
    { length = length, weighted = { kind = "boolean" } })
  if opts.weighted ~= nil and opts.length then
    fail "betweenness: 'weighted' stands for length = \"1/weight\"; say one"
  end
  return native.betweenness(g, opts.length or opts.weighted and "1/weight"
    or "1")
end


--- g:closeness{ length = "1" } -> frame
---   How near the others are, along the directions of edges; lengths as for
---   g:betweenness.
---   closeness      the share of the others that are reached, over their mean
---                  distance; 0 where none is
---   harmonic       the mean of 1 / distance, 0 for those not reached
---   reached        how many others are reached
---   mean_distance  to those reached; na where there are none
---   In a graph that falls into parts both stay comparable.
---   Source: Freeman 1979, for parts Wasserman and Faust 1994; Marchiori and
---   Latora 2000.
---
---   > graph{ {"a", "b"}, {"b", "c"} }:closeness()
---   frame 3 x 5
---     node  closeness  harmonic  reached  mean_distance
---     a        0.6667      0.75        2            1.5
---     b        1.0000      1.00        2            1.0
---     c        0.6667      0.75        2            1.5
function methods.closeness(g, given)
  self(g, "closeness")
  local opts = check("closeness", given, { length = length })
  return native.closeness(g, opts.length or "1")
end


--- g:path{ from = node, to = node, length = "1" } -> frame or nil
---   A shortest path, along the directions of edges: node and its distance
---   from the start; nil when there is none. Lengths as for g:betweenness.
---   Raises on a name that is no node.
---   Source: Dijkstra 1959.
---
---   > g = graph{ {"a", "b", 4}, {"b", "c", 4}, {"a", "c", 1} }
---   > g:path{ from = "a", to = "c", length = "1/weight" }
---   frame 3 x 2
---     node  distance
---     a         0.00
---     b         0.25
---     c         0.50
function methods.path(g, given)
  self(g, "path")
  local opts = check("path", given, { length = length,
    from = { kind = { "string", "integer" }, needed = true },
    to = { kind = { "string", "integer" }, needed = true } })
  return native.path(g, tostring(opts.from), tostring(opts.to), opts.length or "1")
end


--- g:distances{ length = "1" } -> matrix
---   The length of the shortest path from each row's node to each column's;
---   na where there is none. Lengths as for g:betweenness.
---   Raises when there are more than about 11,000 nodes.
---
---   > graph{ {"a", "b"}, {"b", "c"}, directed = true }:distances()
---   matrix 3 x 3  3 missing
---         a   b  c
---     a   0   1  2
---     b  na   0  1
---     c  na  na  0
function methods.distances(g, given)
  self(g, "distances")
  local opts = check("distances", given, { length = length })
  return native.distances(g, opts.length or "1")
end


--- g:layout{ method = "fruchterman_reingold", seed = 1, weighted = true }
---   -> frame
---   Where to draw the nodes so that those that are joined stand near: node,
---   x, y, around 0, the outermost at -1 or 1. `method`:
---   "fruchterman_reingold"  forces (when not said)
---   "kamada_kawai"          springs; for up to a few thousand nodes, and
---                           nothing random
---   "drl"                   forces in a grid, which takes 1 GB of memory;
---                           for many nodes
---   "circle"                in their order; nothing random
---   Strong edges draw their nodes nearer, unless `weighted` is false. The
---   same seed gives the same places.
---   Source: Fruchterman and Reingold 1991; Kamada and Kawai 1989; Martin et
---   al. 2011; igraph.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "d"} }
---   > g:layout{ method = "circle" }:get(1, "x")
---   1.0
function methods.layout(g, given)
  self(g, "layout")
  local opts = check("layout", given, {
    method = { one_of = { "fruchterman_reingold", "kamada_kawai", "drl",
      "circle" }, default = "fruchterman_reingold" },
    seed = { kind = "integer", default = 1 },
    weighted = { kind = "boolean", default = true },
  })
  return native.layout(g, opts.method, opts.seed, opts.weighted)
end
