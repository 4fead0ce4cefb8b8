-- Partitions beside what is found in graphs that could have been: patents
-- drawn anew, communities planted.

local core = require "vane.core.partition"
local events = require "vane.core.events"
local check = require "vane.base.check"
local found = require "vane.data.found_in"
local native = require "vane.core.draws"

local methods = core.methods
local whole = { kind = "integer" }


local function options(word, given, more)
  local fields = { replicates = { kind = "integer", default = 199 },
    starts = { kind = "integer", default = 1 },
    seed = { kind = "integer", default = 1 } }
  for name, field in pairs(more or {}) do fields[name] = field end
  return check(word, given, fields)
end


--- p:planted{ replicates = 199, starts = 1, seed = 1 } -> partition
---   Whether the search would see such communities if they were there. The
---   partition is planted in random networks: each node keeps how many edges
---   it has, each two communities (and each with itself) how many join them,
---   and with what weights. Communities are looked for in them in the same
---   way, and become the runs of what is given: q:numbers() tells how many are
---   found, q:stability() how well each node is put back.
---   Raises for a partition that was not found by a search.
---
---   > g = frame{ from = {1,1,2,3,4,4,5}, to = {2,3,3,4,5,6,6} }:graph()
---   > g:potts():planted{ replicates = 20 }:numbers():get(1, "communities")
---   2
function methods.planted(p, given)
  core.meta.self(p, "planted")
  local opts = options("planted", given)
  local g = found.graph(p)
  return found.keep(g,
    native.planted(p, g, opts.replicates, opts.starts, opts.seed))
end


--- p:rewired{ seed = 1 } -> graph
---   One network in which the partition is planted, as p:planted() draws
---   them: otherwise joined at random.
---   Source: as g:rewired().
---
---   > g = frame{ from = {1,1,2,3,4,4,5}, to = {2,3,3,4,5,6,6} }:graph()
---   > g:potts():rewired():degree():column("degree")[3]
---   3
function methods.rewired(p, given)
  core.meta.self(p, "rewired")
  local opts = check("rewired", given, { seed = { kind = "integer", default = 1 } })
  return native.rewired(p, found.graph(p), opts.seed)
end


--- p:resampled(events, { replicates = 199, starts = 1, seed = 1, top = n })
---   -> partition
---   What would be found with other patents. Groups of the events are drawn
---   with replacement, as many as there are (all of a cluster together, when
---   the events name clusters), joined into a network, and communities looked
---   for in the same way; they become the runs of what is given. Its
---   :stability() is that over samples, which is another thing than that over
---   seeds: a community can be found by every seed in this sample and in no
---   other one. A node that has no tie in a sample counts as not found there.
---   With `top` only the strongest edges of each node are kept, as in
---   g:top().
---   Raises for a partition that was not found by a search.
---   Source: Efron and Tibshirani 1993; Hennig 2007.
---
---   > f = frame{ patent = {1,1,2,2,3,3}, ipc = {"A","B","C","D","C","D"} }
---   > e = f:events{ group = "patent", class = "ipc" }
---   > p = e:graph():potts():resampled(e, { replicates = 50 })
---   > p.n_runs
---   50
function methods.resampled(p, e, given)
  core.meta.self(p, "resampled")
  events.meta.self(e, "resampled")
  local opts = options("resampled", given, { top = whole })
  return found.keep(found.graph(p), native.resampled(p, e, opts.top or 0,
    opts.replicates, opts.starts, opts.seed))
end


--- p:shuffled(events, { replicates = 199, starts = 1, seed = 1, top = n })
---   -> partition
---   What would be found if chance alone had put the groups together: each
---   member is in as many groups as it was, each group has as many members
---   as it had, otherwise all is dealt out anew, as by e:shuffled(). Each
---   time the network is made again and communities are looked for in the
---   same way; they become the runs of what is given. Where groups are large,
---   chance alone makes networks that look as if they had communities.
---   Raises for a partition that was not found by a search.
---   Source: Strona et al. 2014.
---
---   > f = frame{ patent = {1,1,2,2,3,3}, ipc = {"A","B","C","D","C","D"} }
---   > e = f:events{ group = "patent", class = "ipc" }
---   > e:graph():potts():shuffled(e, { replicates = 50 }).runs.n_rows
---   50
function methods.shuffled(p, e, given)
  core.meta.self(p, "shuffled")
  events.meta.self(e, "shuffled")
  local opts = options("shuffled", given, { top = whole })
  return found.keep(found.graph(p), native.shuffled(p, e, opts.top or 0,
    opts.replicates, opts.starts, opts.seed))
end


--- e:graph() -> graph
---   Members joined by the number of groups that hold both. Groups of one
---   member join nothing; their members are nodes all the same.
---   Raises when a group has more than 5000 members.
---
---   > f = frame{ patent = {1, 1, 1, 2, 2}, ipc = {"A", "B", "C", "A", "B"} }
---   > f:events{ group = "patent", class = "ipc" }:graph()
---   graph 3 nodes, 3 edges  undirected
---     from  to  weight
---     A     B        2
---     A     C        1
---     B     C        1
function events.methods.graph(e)
  events.meta.self(e, "graph")
  return native.graph(e)
end
