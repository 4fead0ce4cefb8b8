-- How alike two partitions are, and what became of one in the other.

local base = require "vane.core.base"
local core = require "vane.core.partition"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local found = require "vane.data.found_in"
local grid = require "vane.base.grid"
local result = require "vane.base.result"

local methods, native = core.methods, core.native


-- Whether nodes neither came from nowhere nor went there.
local function is_whole(flow)
  return not (base.is_na(flow.from) or base.is_na(flow.to))
end


local function text_of_likeness(c)
  local rand = base.is_na(c.adjusted_rand) and "na" or ("%.4f"):format(c.adjusted_rand)
  return ("comparison of %d nodes: vi %.4f  nmi %.4f  adjusted rand %s")
    :format(c.n, c.vi, c.nmi, rand)
end


-- The partition, or that of p's graph which a frame says.
local function partition_of(p, word, other)
  if check.kind_of(other) == "frame" then return found.graph(p):partition(other) end
  if check.kind_of(other) ~= "partition" then
    fail("%s: expected a partition, or a frame of nodes and communities, found %s",
      word, check.found(other))
  end
  return other
end


local function flow_picture(r)
  return { { kind = "flows", title = "Nodes between the communities of two partitions",
    frame = r.flows:where(is_whole), from = "from", to = "to", value = "nodes" } }
end


--- p:compare(other) -> comparison
---   How alike two partitions are, over the nodes, by name, that have a
---   community in both:
---   vi             variation of information, in nats; 0 when equal
---   nmi            mutual information over the mean entropy; 1 when equal
---   adjusted_rand  pairs of nodes together or apart in both, 0 as by chance
---                  and 1 when equal; na for a single node
---   n              how many nodes
---   flows          from, to, nodes: how the communities of one fall on those
---                  of the other
---   A frame of nodes and communities may stand for a partition of the graph.
---   Raises when no node is in both.
---   Source: Meila 2007; Danon et al. 2005; Hubert and Arabie 1985.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "d"} }
---   > g:potts{ exactly = 2 }:compare(g:potts{ exactly = 4 }).vi
---   0.69314718055995
function methods.compare(p, other)
  core.meta.self(p, "compare")
  other = partition_of(p, "compare", other)
  local n, vi, nmi, adjusted_rand = native.compare(p, other)
  return result("comparison", { text = text_of_likeness,
    fields = { n = n, vi = vi, nmi = nmi, adjusted_rand = adjusted_rand },
    later = { flows = function() return (native.change(p, other, 0.5)) end },
    pictures = flow_picture })
end


local function line_of(f, column)
  local n, words = {}, {}
  for _, word in ipairs(f:column(column)) do
    if not n[word] then words[#words + 1] = word end
    n[word] = (n[word] or 0) + 1
  end
  table.sort(words)
  for i, word in ipairs(words) do words[i] = ("%d %s"):format(n[word], word) end
  return table.concat(words, ", ")
end


local function text_of_changes(c, opts)
  return ("changes of %d communities into %d; %d movers\n  before: %s\n"
    .. "  after: %s\n%s"):format(c.before.n_rows, c.after.n_rows,
    c.movers.n_rows, line_of(c.before, "fate"), line_of(c.after, "origin"),
    grid.frame(c.flows, opts))
end


--- p:changes(later, {share = 0.5}) -> result
---   What became of communities from one partition to a later one; nodes meet
---   by name. Communities are paired one to one so that pairs share as many
---   nodes as can be. Two are linked when they share at least `share` of the
---   nodes of either; by its links a community has its fate.
---   before  community, size, fate (continued, split, merged, died), next
---           (its pair; without one into what it merged), shared (nodes with
---           that)
---   after   community, size, origin (continued, split off, merged, born),
---           previous (its pair; without one of what it split off), shared
---   flows   from, to, nodes; na where nodes came from nowhere or went
---   movers  node, from, to: those that did not go with their community
---   Source: pairing by Kuhn 1955; fates after Palla, Barabasi, Vicsek 2007.
---
---   > early = graph{ {"a", "b"}, {"c", "d"}, {"d", "e"} }:potts()
---   > late = graph{ {"a", "b"}, {"b", "c"}, {"d", "e"} }:potts()
---   > early:changes(late).movers
---   frame 1 x 3
---     node  from  to
---     c        1   1
function methods.changes(p, later, given)
  core.meta.self(p, "changes")
  later = partition_of(p, "changes", later)
  local opts = check("changes", given,
    { share = { kind = "number", default = 0.5 } })
  local flows, before, after, movers = native.change(p, later, opts.share)
  return result("change of communities", { text = text_of_changes,
    fields = { flows = flows, before = before, after = after,
      movers = movers }, pictures = flow_picture })
end
