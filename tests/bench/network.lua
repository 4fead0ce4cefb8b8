-- network.lua TASK FILE: communities of a network by one engine; prints how
-- many there are and what they are worth. `make` writes a network instead:
-- planted groups of unequal size, some nodes with many ties, uneven weights.
--
--   vane tests/bench/network.lua make FILE NODES TIES
--   vane tests/bench/network.lua potts FILE

local random = require "vane.core.random"

local SEED = 20120101
local N_GROUPS = 18
local LEAVING = 0.35  -- of the ties lead out of their group
local DRAWS = 6       -- even numbers for each tie that is tried

local task, file, n_nodes, n_ties = ...


-- ---- making ----

-- Where a share of the last of these growing sums falls.
local function place_of(sums, share)
  local wanted, low, high = share * sums[#sums], 1, #sums
  while low < high do
    local middle = (low + high) // 2
    if sums[middle] > wanted then high = middle else low = middle + 1 end
  end
  return low
end


local function sums_of(n, weight_of)
  local sums, sum = {}, 0
  for i = 1, n do
    sum = sum + weight_of(i)
    sums[i] = sum
  end
  return sums
end


local function members_of(n)
  local groups, members = sums_of(N_GROUPS, function(i) return (i + 1) ^ -0.5 end), {}
  local units, group = random.units(SEED, 0, n), {}
  for i = 1, N_GROUPS do members[i] = {} end
  for node = 1, n do
    group[node] = place_of(groups, units[node])
    table.insert(members[group[node]], node)
  end
  return members, group
end


local function weight_of(unit, same)
  local weight = 1 + math.floor(math.exp(3 * unit))
  return same and 2 * weight or weight
end


local function make(n, m)
  local members, group = members_of(n)
  local all = sums_of(n, function(i) return i ^ -0.6 end)
  local from, to, weight, known, tried = {}, {}, {}, {}, 0
  while #from < m do
    tried = tried + 1
    local units = random.units(SEED, tried, DRAWS)
    local a = place_of(all, units[1])
    local own = members[group[a]]
    local b = units[2] < LEAVING and place_of(all, units[3])
      or own[1 + math.floor(units[3] ^ 2 * #own)]
    local key = math.min(a, b) * n + math.max(a, b)
    if a ~= b and not known[key] then
      known[key] = true
      from[#from + 1], to[#to + 1] = a, b
      weight[#weight + 1] = weight_of(units[4], group[a] == group[b])
    end
  end
  frame { { "from", from }, { "to", to }, { "weight", weight } }:write(file)
end


-- ---- finding ----

local function said(p)
  return ("%d %.6f"):format(p.n_communities, p.modularity)
end


local tasks = {
  read = function(g) return ("%d %d"):format(g.n_nodes, g.n_edges) end,
  potts = function(g) return said(g:potts { exactly = N_GROUPS, starts = 1 }) end,
  annealing = function(g)
    return said(g:potts { exactly = N_GROUPS, starts = 1, method = "annealing" })
  end,
  spinglass = function(g) return said(g:spinglass { spins = N_GROUPS }) end,
  mapequation = function(g) return said(g:mapequation { trials = 10 }) end,
  infomap = function(g) return said(g:infomap { runs = 10 }) end,
  consensus = function(g)
    local p = g:potts { exactly = N_GROUPS, starts = 100, patience = 10 }
    p:communities()
    p:stability()
    return said(p:consensus())
  end,
  space = function(g)
    return said(space { graph = g, communities = N_GROUPS, runs = 100 }.partition)
  end,
}


if task == "make" then
  make(math.tointeger(n_nodes), math.tointeger(n_ties))
else
  print(tasks[task](frame.read(file):graph():main_component()))
end
