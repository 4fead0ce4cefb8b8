-- The partition, made pleasant: which community each node of a graph is in.
-- partition/find makes it.

local core = require "vane.core.partition"
local detect = require "vane.core.detect"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local found = require "vane.data.found_in"
local grid = require "vane.base.grid"
local result = require "vane.base.result"

local methods = core.methods
local found_in = found.keep


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
    detect.consensus(p, found.graph(p), opts.threshold))
end


local KEPT = { ["networks of shuffled events"] = "members keep their numbers of "
    .. "groups, groups of members",
  ["rewired networks"] = "nodes keep how many ties they have, ties their weights" }


local ENOUGH = 199  -- replicates, with which p can be 0.005


-- What few replicates leave open, or nothing.
local function warn(n)
  if n >= ENOUGH then return "" end
  return ("\n  of so few replicates p is %.2g at least; %d or more are wanted"):format(
    1 / (n + 1), ENOUGH)
end


local function text_of_null(n)
  local z = type(n.z) == "number" and ("%.4g"):format(n.z) or "na"
  local n_replicates = n.replicates.n_rows
  return ("null model: %.4f beside %.4f (sd %s) of %d %s,\n  z %s, p %.4g; %s%s")
    :format(n.observed, n.mean, number(n.sd), n_replicates, n.model, z,
    n.p, KEPT[n.model], warn(n_replicates))
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
---   p                        (1 + replicates as good) / (1 + replicates); of
---                            less than 199 the printed result warns
---   replicates               replicate, quality, communities
---   model                    what they were
---   Raises for a partition that was not found by a search.
---   Source: as g:rewired() and e:shuffled().
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:potts{ starts = 1 }:null{ replicates = 9 }.replicates.n_rows
---   9
function methods.null(p, given)
  core.meta.self(p, "null")
  local opts = check("null", given, {
    replicates = { kind = "integer", default = ENOUGH },
    starts = { kind = "integer", default = math.max(p.n_runs, 1) },
    seed = { kind = "integer", default = 1 },
    events = { kind = "events" },
    within = { one_of = { "period" } },
    top = { kind = "integer", default = 0 },
  })
  check_shuffling(opts)
  local replicates, observed, mean, sd, z, chance = detect.null(p, found.graph(p),
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
  return found_in(found.graph(p), detect.run(p, found.graph(p), i))
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
  local lines = { ("partition of %s into %s"):format(counted(p.n_nodes, "node"),
    counted(p.n_communities, "community", "communities")) }
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
require "vane.data.partition.find"
require "vane.data.roles"
require "vane.data.draws"

return core
