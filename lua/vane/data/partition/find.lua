-- How a graph is parted into communities: found by our own searches and by
-- igraph's, or known otherwise.

local communities = require "vane.core.community"
local detect = require "vane.core.detect"
local graphs = require "vane.core.graph"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local found_in = require "vane.data.found_in".keep

local BY_SIZE = 0  -- the patience that the size of the graph tells

local one_or_more = { kind = "integer", least = 1 }

-- How many searches there are has a name of its own in each method; the others
-- are taken, too.
local counts = { "starts", "trials", "runs" }

local function by_own_name(own, given)
  if type(given) ~= "table" or getmetatable(given) then return given end
  local opts = {}
  for name, value in pairs(given) do opts[name] = value end
  for _, name in ipairs(counts) do
    if opts[own] == nil then opts[own], opts[name] = opts[name], nil end
  end
  return opts
end


-- How few and how many communities there may be; 0 where that is open.
local function bounds(opts)
  if opts.at_most and opts.exactly then
    fail "potts: 'at_most' and 'exactly' exclude each other; say one of them"
  end
  return opts.exactly or 0, opts.exactly or opts.at_most or 0
end


--- g:potts{ exactly = k, at_most = k, resolution = 1, starts = 10, seed = 1,
---          method = "search", patience = n } -> partition
---   Communities by modularity, the Potts model of networks: nodes that have
---   more weight between them than their strengths let expect. As many as
---   come of themselves, or at most or exactly k; `gap` then says what that
---   costs; `energy` is that of the model, - modularity times the weight of
---   all edges. A `resolution` above 1 finds smaller communities, below 1
---   larger ones. `method` is "search" (moves of nodes and groups, parts
---   rebuilt as long as that helps) or "annealing" (a spin glass that cools,
---   with at most 25 spins when no number is said, then moves of nodes). The
---   best of `starts` is taken, all of them are kept in `runs`. A search ends
---   when `patience` rebuildings in a row did not help: when not said 60000
---   over the number of nodes, 30 at least and 500 at most.
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
  local opts = check("potts", by_own_name("starts", given), {
    exactly = one_or_more, at_most = one_or_more, patience = one_or_more,
    resolution = { kind = "number", default = 1 },
    starts = { kind = "integer", default = 10 },
    seed = { kind = "integer", default = 1 },
    method = { one_of = { "search", "annealing" }, default = "search" },
  })
  local least, most = bounds(opts)
  return found_in(g, detect.potts(g, least, most, opts.resolution,
    opts.starts, opts.seed, opts.method == "annealing", opts.patience or BY_SIZE))
end


--- g:mapequation{ trials = 10, seed = 1, patience = n } -> partition
---   Communities among which a random walk is described in the fewest bits:
---   the two-level map equation, without teleportation, as Infomap 2 scores
---   it. The best of `trials` is taken, all of them are kept in `runs`;
---   `patience` as in g:potts().
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
  local opts = check("mapequation", by_own_name("trials", given), {
    trials = { kind = "integer", default = 10 },
    seed = { kind = "integer", default = 1 },
    patience = one_or_more,
  })
  return found_in(g, detect.mapequation(g, opts.trials, opts.seed,
    opts.patience or BY_SIZE))
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
  return found_in(g, detect.given(g, f, opts.node, opts.community, 1))
end


-- ---- finding, by igraph ----

local positive = { kind = "number", default = 1 }
local seed = { kind = "integer", default = 1 }
local ten = { kind = "integer", default = 10 }


-- The communities that igraph finds, measured as all others are.
local function by_igraph(g, name, opts)
  local resolution = opts.resolution or 1
  local f = communities.find(g, name, opts.seed, opts.runs,
    resolution, opts.spins or 25)
  local how = ("%s of igraph, best of %d, seed %d"):format(name, opts.runs,
    opts.seed)
  return found_in(g,
    detect.given(g, f, "node", "community", resolution, how))
end


--- g:leiden{ runs = 10, seed = 1, resolution = 1 } -> partition
---   Communities by igraph's Leiden algorithm, to compare with; as in
---   g:communities().
---   Source: Traag, Waltman and van Eck 2019.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:leiden():compare(g:potts()).nmi
---   1.0
function graphs.methods.leiden(g, given)
  graphs.meta.self(g, "leiden")
  return by_igraph(g, "leiden", check("leiden", by_own_name("runs", given),
    { runs = ten, seed = seed, resolution = positive }))
end


--- g:louvain{ runs = 10, seed = 1, resolution = 1 } -> partition
---   Communities by igraph's Louvain algorithm, to compare with; as in
---   g:communities().
---   Source: Blondel et al. 2008.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:louvain().n_communities
---   2
function graphs.methods.louvain(g, given)
  graphs.meta.self(g, "louvain")
  return by_igraph(g, "louvain", check("louvain", by_own_name("runs", given),
    { runs = ten, seed = seed, resolution = positive }))
end


--- g:infomap{ runs = 10, seed = 1 } -> partition
---   Communities by igraph's Infomap, to compare with; as in g:communities().
---   igraph before 1.0 scores another map equation, in which the walker jumps
---   (15 %), and splits more; `codelength` is nevertheless that of
---   g:mapequation().
---   Source: Rosvall and Bergstrom 2008.
---
---   > g = frame{ from = {1,1,2,3,4,4,5}, to = {2,3,3,4,5,6,6} }:graph()
---   > g:infomap().codelength
---   2.3207303568338
function graphs.methods.infomap(g, given)
  graphs.meta.self(g, "infomap")
  return by_igraph(g, "infomap",
    check("infomap", by_own_name("runs", given), { runs = ten, seed = seed }))
end


--- g:spinglass{ spins = 25, runs = 1, seed = 1, resolution = 1 } -> partition
---   Communities by igraph's spin glass, to compare with; as in
---   g:communities(). At most `spins` of them; slow. For exactly as many as
---   wanted, or the same method in less time, see g:potts().
---   Raises on a graph that does not hang together or has less than 3 nodes.
---   Source: Reichardt and Bornholdt 2006.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:spinglass().n_communities
---   2
function graphs.methods.spinglass(g, given)
  graphs.meta.self(g, "spinglass")
  return by_igraph(g, "spinglass", check("spinglass", by_own_name("runs", given), {
    spins = { kind = "integer", default = 25 },
    runs = { kind = "integer", default = 1 },
    seed = seed, resolution = positive,
  }))
end
