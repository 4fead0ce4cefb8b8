-- The edges that carry a graph: methods that leave the others out.

local core = require "vane.core.graph"
local native = require "vane.core.backbone"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local methods, self = core.methods, core.meta.self

local rule = { one_of = { "either", "both", "from", "to" }, default = "either" }


-- Without directions there is no "from" end.
local function check_rule(verb, g, opts)
  if not g.directed and (opts.rule == "from" or opts.rule == "to") then
    fail("%s: the edges have no directions, so 'rule' is \"either\" or \"both\"",
      verb)
  end
end


--- g:disparity() -> frame
---   How surprising each edge's weight is at its two ends: from, to, weight,
---   p_from, p_to. p is the chance of so large a share of the node's strength
---   or a larger one if that were cut at random among its k edges,
---   (1 - share)^(k - 1); 1 where it is the only edge. Where edges have
---   directions, p_from compares with what goes out of from, p_to with what
---   comes into to. na for self loops.
---   Source: Serrano, Boguna and Vespignani 2009.
---
---   > graph{ {"a", "b", 8}, {"a", "c"}, {"a", "d"} }:disparity()
---   frame 3 x 5
---     from  to  weight  p_from  p_to
---     a     b        8    0.04     1
---     a     c        1    0.81     1
---     a     d        1    0.81     1
function methods.disparity(g)
  self(g, "disparity")
  return native.disparity(g)
end


--- g:backbone{ alpha = 0.05, rule = "either" } -> graph
---   All nodes, but only the edges whose weight is surprising: the p of
---   g:disparity is below `alpha` at "either" end (when not said) or at
---   "both"; where edges have directions also only at "from" or "to". Self
---   loops are left out. With "both" an edge that is its node's only one goes.
---   Raises when alpha is not above 0 and up to 1.
---   Source: Serrano, Boguna and Vespignani 2009.
---
---   > graph{ {"a", "b", 8}, {"a", "c"}, {"a", "d"} }:backbone()
---   graph 4 nodes, 1 edge  undirected
---     from  to  weight
---     a     b        8
function methods.backbone(g, given)
  self(g, "backbone")
  local opts = check("backbone", given,
    { alpha = { kind = "number", default = 0.05 }, rule = rule })
  check_rule("backbone", g, opts)
  return native.backbone(g, opts.alpha, opts.rule)
end


--- g:top{ k = 3, rule = "either" } -> graph
---   All nodes, but only their strongest ties: an edge stays that is among
---   the `k` heaviest of "either" end (when not said) or of "both"; where
---   edges have directions "from" looks only at what goes out, "to" only at
---   what comes in. Edges as heavy as the k-th all stay. Self loops are left
---   out. For a least weight see g:where.
---   Raises when k is below 1.
---
---   > g = graph{ {"a", "b", 3}, {"b", "c", 2}, {"c", "a"} }
---   > g:top{ k = 1 }:edges()
---   frame 2 x 3
---     from  to  weight
---     a     b        3
---     b     c        2
function methods.top(g, given)
  self(g, "top")
  local opts = check("top", given,
    { k = { kind = "integer", needed = true }, rule = rule })
  check_rule("top", g, opts)
  return native.top(g, opts.k, opts.rule)
end
