-- What nodes are to their communities, and communities to their network.

local core = require "vane.core.partition"
local graphs = require "vane.core.graph"
local found = require "vane.data.found_in"
local native = require "vane.core.roles"

local methods = core.methods


--- p:roles() -> frame
---   What each node is to its community and to the others: node, community,
---   strength       the weight of its ties; those to itself do not count
---   inside         the weight of those to its own community
---   z              how far `inside` is above what members have on average,
---                  in their standard deviations; 0 where all have the same
---   participation  1 - sum of squared shares of its ties to each community:
---                  0 when all go to one
---   role           z of 2.5 and more: "provincial hub" (participation up to
---                  0.30), "connector hub" (up to 0.75), "kinless hub"; else
---                  "ultra-peripheral" (up to 0.05), "peripheral" (up to
---                  0.62), "connector" (up to 0.80), "kinless"
---   Missing for a node without ties. Weights stand in for the number of
---   links that the source counts.
---   Source: Guimera and Amaral 2005.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:potts():roles():where{ node = "c" }
---   frame 1 x 7
---     node  community  strength  inside  z  participation  role
---     c             1         3       2  0         0.4444  peripheral
function methods.roles(p)
  core.meta.self(p, "roles")
  return native.of_nodes(p, found.graph(p))
end


--- p:cohesion(graph) -> frame
---   How far each community keeps to itself: community, size,
---   edges, inside  how many ties its members have among themselves, and what
---                  these weigh
---   outside        the weight of the ties that leave it
---   density        edges over pairs of members
---   cohesion       2 inside / (2 inside + outside): 1 when none leave
---   modularity     its part of the modularity
---   In the graph that the partition is of, or in another one that is given,
---   that of earlier years, say: nodes meet by name, `size` counts those
---   that it has.
---   Source: Newman and Girvan 2004.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:potts():cohesion():select("inside", "outside", "cohesion")
---   frame 2 x 3
---     inside  outside  cohesion
---          3        1    0.8571
---          1        1    0.6667
function methods.cohesion(p, g)
  core.meta.self(p, "cohesion")
  if g ~= nil then graphs.meta.self(g, "cohesion") end
  return native.of_communities(p, g or found.graph(p))
end


--- p:company() -> frame
---   With whom the runs put each node: node, community,
---   with_own   the share of the other members of its community that a run
---              puts together with it, on average; 1 for one that is alone
---   next       the community, of the others, that it is put with most; na
---              for none
---   with_next  the share of that one's members
---   Raises for a partition that was given: it has no runs.
---
---   > g = graph{ {"a", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "e"} }
---   > g:potts():company():head(2)
---   frame 2 x 5
---     node  community  with_own  next  with_next
---     a             1         1    na          0
---     b             1         1    na          0
function methods.company(p)
  core.meta.self(p, "company")
  return native.company(p)
end
