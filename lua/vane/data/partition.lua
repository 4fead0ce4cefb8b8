-- The partition, made pleasant: which community each node of a graph is in.
-- g:potts{}, g:mapequation{} and g:partition() of a graph make it.

local communities = require "vane.core.community"
local core = require "vane.core.partition"
local graphs = require "vane.core.graph"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local found = require "vane.data.found_in"
local grid = require "vane.base.grid"
local result = require "vane.base.result"

local methods, native = core.methods, core.native
local found_in = found.keep

local whole = { kind = "integer" }

-- ---- finding ----

-- How many searches there are has a name of its own in each method; the others
-- are taken, too.
local counts = { "starts", "trials", "runs" }

local function counted(own, given)
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
  local said = opts.exactly or opts.at_most
  if said and said < 1 then
    fail("potts: %d communities are wanted, at least 1 is needed", said)
  end
  return opts.exactly or 0, said or 0
end


-- 0: by the size of the graph.
local function patience(word, opts)
  local n = opts.patience
  if n and n < 1 then
    fail("%s: a 'patience' of %d is wanted, at least 1 is needed", word, n)
  end
  return n or 0
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
  local opts = check("potts", counted("starts", given), {
    exactly = whole, at_most = whole,
    resolution = { kind = "number", default = 1 },
    starts = { kind = "integer", default = 10 },
    seed = { kind = "integer", default = 1 },
    method = { one_of = { "search", "annealing" }, default = "search" },
    patience = whole,
  })
  local least, most = bounds(opts)
  return found_in(g, native.potts(g, least, most, opts.resolution,
    opts.starts, opts.seed, opts.method == "annealing", patience("potts", opts)))
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
  local opts = check("mapequation", counted("trials", given), {
    trials = { kind = "integer", default = 10 },
    seed = { kind = "integer", default = 1 },
    patience = whole,
  })
  return found_in(g, native.mapequation(g, opts.trials, opts.seed,
    patience("mapequation", opts)))
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
  return found_in(g, native.given(g, f, opts.node, opts.community, 1))
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
    native.given(g, f, "node", "community", resolution, how))
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
  return by_igraph(g, "leiden", check("leiden", counted("runs", given),
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
  return by_igraph(g, "louvain", check("louvain", counted("runs", given),
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
    check("infomap", counted("runs", given), { runs = ten, seed = seed }))
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
  return by_igraph(g, "spinglass", check("spinglass", counted("runs", given), {
    spins = { kind = "integer", default = 25 },
    runs = { kind = "integer", default = 1 },
    seed = seed, resolution = positive,
  }))
end


-- ---- comparing ----

local function number(x)
  return type(x) == "number" and ("%.4f"):format(x) or "na"
end


--- p:consensus{ threshold = 0.5 } -> partition
---   What all runs of a partition agree on: nodes are joined by the share of
---   runs in which they are together, where it is at least `threshold`; the
---   communities of that network are found again and again until all runs
---   agree. Its modularity and codelength are those of the graph.
---   Raises for a partition that was given: it has no runs.
---   Source: Lancichinetti and Fortunato 2012.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:potts{ starts = 20 }:consensus().n_communities
---   2
function methods.consensus(p, given)
  core.meta.self(p, "consensus")
  local opts = check("consensus", given,
    { threshold = { kind = "number", default = 0.5 } })
  return found_in(found.graph(p),
    native.consensus(p, found.graph(p), opts.threshold))
end


local KEPT = { ["networks of shuffled events"] = "members keep their numbers of "
    .. "groups, groups of members",
  ["rewired networks"] = "nodes keep how many ties they have, ties their weights" }


local function text_of_null(n)
  local z = type(n.z) == "number" and ("%.4g"):format(n.z) or "na"
  return ("null model: %.4f beside %.4f (sd %s) of %d %s,\n  z %s, p %.4g; %s")
    :format(n.observed, n.mean, number(n.sd), n.replicates.n_rows, n.model, z,
    n.p, KEPT[n.model])
end


local function check_shuffling(opts)
  if not opts.events and (opts.within or opts.top ~= 0) then
    fail("null: '%s' belongs to events; say which with events = ...",
      opts.within and "within" or "top")
  end
  if opts.within and not opts.events.periods then
    fail "null: within = \"period\" needs events with periods"
  end
end


--- p:null{ replicates = 199, starts = n, seed = 1, events = events,
---         within = "period", top = n } -> result
---   What the partition is worth beside those of networks with the same nodes,
---   degrees and weights, and nearly the same strengths, joined at random, in
---   which communities are found in the same way (`starts`: as many as it
---   had). Worth is the modularity, or for the map equation the bits saved
---   over one community.
---   With the `events` that the network was made of, as by e:graph(), these
---   are shuffled instead, as e:shuffled() does (`within` is its option), and
---   joined anew: chance then keeps how large groups are, which alone makes
---   networks hang together. `top` keeps the strongest edges of each node
---   only, as in g:top().
---   observed, mean, sd, z    worth, and that of the replicates
---   p                        (1 + replicates as good) / (1 + replicates)
---   replicates               replicate, quality, communities
---   Raises for a partition that was not found by a search.
---   model                    what they were
---   Source: as g:rewired() and e:shuffled().
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:potts{ starts = 1 }:null{ replicates = 9 }.replicates.n_rows
---   9
function methods.null(p, given)
  core.meta.self(p, "null")
  local opts = check("null", given, {
    replicates = { kind = "integer", default = 199 },
    starts = { kind = "integer", default = math.max(p.n_runs, 1) },
    seed = { kind = "integer", default = 1 },
    events = { kind = "events" },
    within = { one_of = { "period" } },
    top = { kind = "integer", default = 0 },
  })
  check_shuffling(opts)
  local replicates, observed, mean, sd, z, chance = native.null(p, found.graph(p),
    opts.replicates, opts.starts, opts.seed, opts.events, opts.within ~= nil,
    opts.top)
  return result("null model", { text = text_of_null,
    fields = { replicates = replicates, observed = observed, mean = mean,
      sd = sd, z = z, p = chance,
      model = opts.events and "networks of shuffled events"
        or "rewired networks" } })
end


--- p:run(i) -> partition
---   The communities that one of the runs found; runs count from 1.
---   Raises when there is no such run.
---
---   > g = graph{ {"a", "b"}, {"b", "c"}, {"c", "d"} }
---   > g:potts{ starts = 3 }:run(3).modularity
---   0.16666666666667
function methods.run(p, i)
  core.meta.self(p, "run")
  return found_in(found.graph(p), native.run(p, found.graph(p), i))
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
  local lines = { ("partition of %d %s into %d %s"):format(p.n_nodes,
    p.n_nodes == 1 and "node" or "nodes", n,
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

require "vane.data.partition.compare"
require "vane.data.roles"
require "vane.data.draws"

return core
