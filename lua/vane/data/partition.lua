-- The partition, made pleasant: which community each node of a graph is in.
-- g:potts{}, g:mapequation{} and g:partition() of a graph make it.

local core = require "vane.core.partition"
local graphs = require "vane.core.graph"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"

local methods, native = core.methods, core.native

local whole = { kind = "integer" }


-- ---- finding ----

-- How few and how many communities there may be; 0 where that is open.
local function bounds(opts)
  if opts.at_most and opts.exactly then
    fail "potts: 'at_most' and 'exactly' exclude each other; say one of them"
  end
  local said = opts.exactly or opts.at_most
  if said and said < 1 then
    fail("potts: %d communities are wanted, at least 1 is needed", said)
  end
  return opts.exactly or 0, said or 0
end


--- g:potts{ exactly = k, at_most = k, resolution = 1, starts = 10, seed = 1,
---          method = "search" } -> partition
---   Communities by modularity, the Potts model of networks: nodes that have
---   more weight between them than their strengths let expect. As many as
---   come of themselves, or at most or exactly k; `gap` then says what that
---   costs. A `resolution` above 1 finds smaller communities, below 1 larger
---   ones. `method` is "search" (moves of nodes and groups, parts rebuilt as
---   long as that helps) or "annealing" (a spin glass that cools, with at
---   most 25 spins when no number is said, then moves of nodes). The best of
---   `starts` is taken, all of them are kept in `runs`.
---   The same seed gives the same communities for any unit of weight, order
---   of nodes and edges, and number of processors. Nodes without edges have
---   no community. Self loops count as weight inside.
---   Raises on a graph with directions or without edges, and when exactly
---   more communities are wanted than there are nodes with edges.
---   Source: Newman and Girvan 2004; Reichardt and Bornholdt 2006; moves
---   after Blondel et al. 2008 and Traag, Waltman and van Eck 2019.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:potts()
---   partition of 5 nodes into 2 communities
---     modularity 0.2200, codelength 2.3245 bits
---     potts, 10 of 10 runs as good, seed 1
---     community  size  members
---             1     3  a, b, c
---             2     2  d, e
---   > g:potts{ exactly = 3 }.gap
---   0.16
function graphs.methods.potts(g, given)
  graphs.meta.self(g, "potts")
  local opts = check("potts", given, {
    exactly = whole, at_most = whole,
    resolution = { kind = "number", default = 1 },
    starts = { kind = "integer", default = 10 },
    seed = { kind = "integer", default = 1 },
    method = { one_of = { "search", "annealing" }, default = "search" },
  })
  local least, most = bounds(opts)
  return native.potts(g, least, most, opts.resolution, opts.starts, opts.seed,
    opts.method == "annealing")
end


--- g:mapequation{ trials = 10, seed = 1 } -> partition
---   Communities among which a random walk is described in the fewest bits:
---   the two-level map equation, without teleportation, as Infomap 2 scores
---   it. The best of `trials` is taken, all of them are kept in `runs`.
---   The same seed gives the same communities for any unit of weight, order
---   of nodes and edges, and number of processors. Nodes without edges have
---   no community.
---   Raises on a graph with directions or without edges.
---   Source: Rosvall, Axelsson and Bergstrom 2009.
---
---   > g = frame{ from = {1,1,2,3,4,4,5}, to = {2,3,3,4,5,6,6} }:graph()
---   > g:mapequation().codelength
---   2.3207303568338
function graphs.methods.mapequation(g, given)
  graphs.meta.self(g, "mapequation")
  local opts = check("mapequation", given, {
    trials = { kind = "integer", default = 10 },
    seed = { kind = "integer", default = 1 },
  })
  return native.mapequation(g, opts.trials, opts.seed)
end


--- g:partition(frame, {node = "node", community = "community"}) -> partition
---   Communities that were found or known otherwise: a row for each node,
---   the community as text or number.
---   Raises on a node that is not in the graph, stands twice, or has edges
---   but no community.
---
---   > g = graph{ {"a", "b"}, {"b", "c"} }
---   > known = frame{ node = {"a", "b", "c"}, community = {"x", "x", "y"} }
---   > g:partition(known).modularity
---   -0.125
function graphs.methods.partition(g, f, given)
  graphs.meta.self(g, "partition")
  frames.meta.self(f, "partition")
  local opts = check("partition", given, {
    node = { kind = "string", default = "node" },
    community = { kind = "string", default = "community" },
  })
  return native.given(g, f, opts.node, opts.community)
end


-- ---- comparing ----

local likeness = { __name = "comparison" }


function likeness.__tostring(c)
  return ("comparison of %d nodes: vi %.4f  nmi %.4f  adjusted rand %s")
    :format(c.n, c.vi, c.nmi, type(c.adjusted_rand) == "number"
      and ("%.4f"):format(c.adjusted_rand) or "na")
end


--- p:compare(other) -> comparison
---   How alike two partitions are, over the nodes, by name, that have a
---   community in both:
---   vi             variation of information, in nats; 0 when equal
---   nmi            mutual information over the mean entropy; 1 when equal
---   adjusted_rand  pairs of nodes together or apart in both, 0 as by chance
---                  and 1 when equal; na for a single node
---   n              how many nodes
---   Raises when no node is in both.
---   Source: Meila 2007; Danon et al. 2005; Hubert and Arabie 1985.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "d"} }
---   > g:potts{ exactly = 2 }:compare(g:potts{ exactly = 4 }).vi
---   0.69314718055995
function methods.compare(p, other)
  core.meta.self(p, "compare")
  core.meta.self(other, "compare")
  local n, vi, nmi, adjusted_rand = native.compare(p, other)
  return setmetatable({ n = n, vi = vi, nmi = nmi,
    adjusted_rand = adjusted_rand }, likeness)
end


-- ---- printing ----

local NAMED = 5  -- members that stand for a community


local function members_of(p)
  local lists, more = {}, {}
  local nodes, of = p.membership:column "node", p.membership:column "community"
  for c = 1, p.n_communities do lists[c] = {} end
  for i, node in ipairs(nodes) do
    local list = lists[of[i]]
    if list and #list < NAMED then list[#list + 1] = node
    elseif list then more[of[i]] = ", ..." end
  end
  for c, list in ipairs(lists) do
    lists[c] = table.concat(list, ", ") .. (more[c] or "")
  end
  return lists
end


local function runs_line(p)
  if p.n_runs == 0 then return "  " .. p.method end
  return ("  %s, %d of %d runs as good, seed %d"):format(p.method, p.n_best,
    p.n_runs, p.seed)
end


local function quality_line(p)
  local line = ("  modularity %.4f, codelength %.4f bits"):format(
    p.modularity, p.codelength)
  if p.resolution ~= 1 then
    line = line .. ("; resolution %g"):format(p.resolution)
  end
  if type(p.gap) == "number" then
    line = line .. ("; %.4f below any number"):format(p.gap)
  end
  return line
end


local function text_of(p, opts)
  local n = p.n_communities
  local lines = { ("partition of %d nodes into %d %s"):format(p.n_nodes, n,
    n == 1 and "community" or "communities") }
  if p.source then lines[1] = lines[1] .. "   " .. p.source end
  lines[2], lines[3] = quality_line(p), runs_line(p)
  if p.n_apart > 0 then
    lines[4] = ("  %d without edges and so without community"):format(p.n_apart)
  end
  lines[#lines + 1] = grid.frame(frames.of({ "community", "size", "members" },
    { p.sizes:column "community", p.sizes:column "size", members_of(p) }), opts)
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(p) return text_of(p) end

return core
