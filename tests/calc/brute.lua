-- Second routes for communities: both qualities from their definitions, and
-- the best of all partitions of a small graph.

local brute = {}


-- Weights among nodes numbered from 1 as the graph has them; strengths; 2W.
function brute.network(g)
  local cells, n = g:matrix():cells(), g.n_nodes
  local net = { n = n, w = cells, s = {}, total = 0.0 }
  for i = 1, n do
    cells[i][i] = 2 * cells[i][i]
    net.s[i] = 0.0
    for j = 1, n do net.s[i] = net.s[i] + cells[i][j] end
    net.total = net.total + net.s[i]
  end
  return net
end


-- Strength and inner weight of each community.
local function sums(net, of)
  local s, inner = {}, {}
  for i = 1, net.n do
    local c = of[i]
    s[c] = (s[c] or 0) + net.s[i]
    inner[c] = inner[c] or 0
    for j = 1, net.n do
      if of[j] == c then inner[c] = inner[c] + net.w[i][j] end
    end
  end
  return s, inner
end


function brute.modularity(net, of, gamma)
  local s, inner = sums(net, of)
  local q = 0.0
  for c in pairs(s) do
    q = q + inner[c] / net.total - gamma * (s[c] / net.total) ^ 2
  end
  return q
end


local function plogp(x)
  return x > 1e-15 and x * math.log(x, 2) or 0.0
end


function brute.codelength(net, of)
  local s, inner = sums(net, of)
  local bits, exits = 0.0, 0.0
  for c in pairs(s) do
    local q, p = (s[c] - inner[c]) / net.total, s[c] / net.total
    exits = exits + q
    bits = bits + plogp(q + p) - 2 * plogp(q)
  end
  for i = 1, net.n do bits = bits - plogp(net.s[i] / net.total) end
  return bits + plogp(exits)
end


-- Calls f(of, k) for every partition of n nodes into k communities.
function brute.each_partition(n, f)
  local of = {}
  local function place(i, k)
    if i > n then return f(of, k) end
    for c = 1, k + 1 do
      of[i] = c
      place(i + 1, math.max(k, c))
    end
  end
  place(1, 0)
end


-- The best modularity with exactly k communities, for each k, and the
-- shortest codelength.
function brute.best(net, gamma)
  local most, least = {}, math.huge
  brute.each_partition(net.n, function(of, k)
    most[k] = math.max(most[k] or -math.huge, brute.modularity(net, of, gamma))
    least = math.min(least, brute.codelength(net, of))
  end)
  return most, least
end


-- A graph of n nodes, each pair joined with probability p, without nodes
-- that stand alone; weights are whole, or have fractions.
function brute.random_graph(n, p, fractions)
  local edges = {}
  for i = 1, n do
    for j = i, n do
      local chance = i == j and 0.1 or p
      if math.random() < chance or j == i + 1 and i % 2 == 1 or j == n and i == n - 1 then
        local weight = math.random(1, 5) + (fractions and math.random() or 0)
        edges[#edges + 1] = { "n" .. i, "n" .. j, weight }
      end
    end
  end
  return graph(edges)
end


return brute
