-- What became of a network, and what may become of it.

local core = require "vane.core.graph"
local native = require "vane.core.backbone"
local check = require "vane.base.check"
local grid = require "vane.base.grid"
local result = require "vane.base.result"

local methods, self = core.methods, core.meta.self


local function number(x)
  return type(x) == "number" and ("%.4f"):format(x) or "na"
end


local function text_of(c, opts)
  return ("network comparison: edges %d gained, %d lost, %d kept\n"
    .. "  jaccard %s, by weights %s\n%s"):format(c.n_gained, c.n_lost, c.n_kept,
    number(c.jaccard), number(c.weighted_jaccard), grid.frame(c.edges, opts))
end


--- g:compare(later) -> result
---   What is different in a later graph; nodes meet by name.
---   edges   from, to, before, after, difference, change (gained, lost,
---           stronger, weaker, same); a weight of 0 means no edge
---   nodes   node, its edges gained, lost, kept; overlap, the share kept of
---           all it had before or after; its strength before and after
---   n_gained, n_lost, n_kept  how many edges
---   jaccard           kept edges over those that either graph has
---   weighted_jaccard  the smaller weights over the larger ones
---   Raises when only one of the two has directions.
---   Source: Jaccard 1901; weighted by Ruzicka 1958.
---
---   > early = graph{ {"a", "b", 2}, {"b", "c"} }
---   > late = graph{ {"a", "b", 3}, {"c", "d"} }
---   > early:compare(late)
---   network comparison: edges 1 gained, 1 lost, 1 kept
---     jaccard 0.3333, by weights 0.4000
---     from  to  before  after  difference  change
---     a     b        2      3           1  stronger
---     b     c        1      0          -1  lost
---     c     d        0      1           1  gained
---     look next at .nodes, .edges
function methods.compare(g, later)
  self(g, "compare")
  self(later, "compare")
  local edges, nodes, gained, lost, kept, jaccard, weighted =
    native.compare(g, later)
  return result("network comparison", { text = text_of,
    fields = { edges = edges, nodes = nodes, n_gained = gained, n_lost = lost,
      n_kept = kept, jaccard = jaccard, weighted_jaccard = weighted },
    next = { "nodes", "edges" } })
end


--- g:predict{ by = "resource_allocation", n = 100 } -> frame
---   Pairs of nodes that are not joined but have neighbours in common, where
---   edges may be expected, the likeliest first, `n` at most: from, to,
---   common               how many neighbours they have in common
---   jaccard              their share of the neighbours of either
---   adamic_adar          each counting 1 / log of its own neighbours
---   resource_allocation  each counting 1 / its own neighbours
---   preferential         neighbours of the one times those of the other
---   `by` is one of these. Weights are not seen; equal pairs stand in the
---   order of the nodes.
---   Raises on a graph with directions.
---   Source: Liben-Nowell and Kleinberg 2007; Adamic and Adar 2003; Zhou, Lu
---   and Zhang 2009; Barabasi and Albert 1999.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "d"}, {"d", "a"}, {"d", "e"} }
---   > g:predict{ n = 2 }:select("from", "to", "common", "jaccard")
---   frame 2 x 4
---     from  to  common  jaccard
---     b     d        2   0.6667
---     a     c        2   1.0000
function methods.predict(g, given)
  self(g, "predict")
  local opts = check("predict", given, {
    by = { one_of = { "common", "jaccard", "adamic_adar",
      "resource_allocation", "preferential" },
      default = "resource_allocation" },
    n = { kind = "integer", default = 100 } })
  return native.predict(g, opts.by, opts.n)
end
