-- A ring of equal nodes can be cut in many ways that are equally good, so
-- that runs differ.
local function ring(n)
  local edges = {}
  for i = 1, n do
    edges[i] = { ("n%02d"):format(i), ("n%02d"):format(i % n + 1) }
  end
  return graph(edges)
end

local function communities(p)
  return p.membership:column "community"
end

local g = ring(14)
local p = g:potts { starts = 12, seed = 2 }
local of = communities(p)

local runs = {}
for r = 1, p.n_runs do runs[r] = communities(p:run(r)) end

-- Nodes with i in a list of communities, as a set.
local function company(list, i)
  local set = {}
  for j, c in ipairs(list) do
    if c == list[i] then set[j] = true end
  end
  return set
end

local function jaccard(x, y, but)
  local both, either = 0, 0
  for j = 1, #of do
    if j ~= but then
      if x[j] and y[j] then both = both + 1 end
      if x[j] or y[j] then either = either + 1 end
    end
  end
  return either == 0 and 1 or both / either
end


test("each run can be looked at", function()
  eq(p.runs.n_rows, 12)
  local n_best = 0
  for r = 1, p.n_runs do
    near(p:run(r).modularity, p.runs:get(r, "quality"), 1e-12)
    eq(p:run(r).n_communities, p.runs:get(r, "communities"))
    if math.abs(p.runs:get(r, "quality") - p.modularity) < 1e-12 then
      n_best = n_best + 1
    end
  end
  eq(p.n_best, n_best)
  raises("run: there is no run 13; the partition has 12", p.run, p, 13)
  raises("there is no run 0", p.run, p, 0)
end)

test("a node's stability is how far its company stays", function()
  local f = p:stability()
  eq(f.names, { "node", "community", "stability" })
  for i = 1, #of do
    local sum = 0
    for r = 1, p.n_runs do
      sum = sum + jaccard(company(of, i), company(runs[r], i), i)
    end
    near(f:get(i, "stability"), sum / p.n_runs)
  end
  -- the ring is cut at different places
  eq(f:get(1, "stability") < 1, true)
end)

test("a community's stability is its likeness to the likest of each run", function()
  local f = p:communities()
  for c = 1, p.n_communities do
    local mine = {}
    for i = 1, #of do mine[i] = of[i] == c or nil end
    local sum = 0
    for r = 1, p.n_runs do
      local best = 0
      for i = 1, #of do best = math.max(best, jaccard(mine, company(runs[r], i))) end
      sum = sum + best
    end
    near(f:get(c, "stability"), sum / p.n_runs)
  end
end)

test("how often nodes are together", function()
  local m = p:together()
  for i = 1, #of do
    for j = 1, #of do
      local n = 0
      for r = 1, p.n_runs do
        if runs[r][i] == runs[r][j] then n = n + 1 end
      end
      near(m:get(m.rows[i], m.cols[j]), n / p.n_runs)
    end
  end
end)

test("each pair of runs is compared", function()
  local f = p:between_runs()
  eq(f.n_rows, 12 * 11 // 2)
  for row = 1, f.n_rows, 7 do
    local c = p:run(f:get(row, "a")):compare(p:run(f:get(row, "b")))
    near(f:get(row, "vi"), c.vi)
    near(f:get(row, "nmi"), c.nmi)
    near(f:get(row, "adjusted_rand"), c.adjusted_rand)
  end
  eq(f:get(1, "a"), 1)
  eq(f:get(f.n_rows, "b"), 12)
end)

test("the numbers of communities that were found", function()
  local f = p:numbers()
  local n, sum, last = {}, 0, 0
  for _, k in ipairs(p.runs:column "communities") do n[k] = (n[k] or 0) + 1 end
  for row in f:each() do
    eq(row.runs, n[row.communities])
    eq(row.communities > last, true)
    last, sum = row.communities, sum + row.runs
  end
  eq(sum, 12)
end)

test("runs that agree are their own consensus", function()
  local two = graph { { "a", "b" }, { "a", "c" }, { "b", "c" }, { "c", "d" },
    { "d", "e" }, { "d", "f" }, { "e", "f" }, nodes = { "f", "e", "d", "c", "b",
    "a", "z" } }
  local q = two:potts { starts = 8 }
  eq(q:consensus().membership, q.membership)
  near(q:consensus().modularity, q.modularity)
  eq(q:consensus().method, "consensus")
  for _, s in ipairs(q:stability():column "stability") do eq(s == 1 or is_na(s), true) end
  eq(q:communities():column "stability", { 1.0, 1.0 })
end)

test("a consensus of runs that differ", function()
  local c = p:consensus()
  eq(c.n_nodes, 14)
  -- nodes that are together in every run stay together, those that never
  -- are do not
  local found, m = communities(c), p:together()
  for i = 1, #of do
    for j = i + 1, #of do
      local share = m:get(m.rows[i], m.cols[j])
      if share == 1 then eq(found[i], found[j]) end
    end
  end
  -- seen from all runs it is at least as near as they are to each other
  local to_runs, among = 0, 0
  for r = 1, p.n_runs do to_runs = to_runs + c:compare(p:run(r)).vi / p.n_runs end
  local f = p:between_runs()
  for row in f:each() do among = among + row.vi / f.n_rows end
  eq(to_runs <= among, true)
  eq(p:consensus().membership, c.membership)
end)

test("a consensus has as many communities as were wanted", function()
  local q = ring(16):potts { exactly = 3, starts = 10 }
  eq(q:consensus().n_communities, 3)
end)

test("no node goes with another in half of the runs: all stand alone", function()
  local q = ring(14):potts { starts = 12, seed = 2 }
  local n = q:consensus { threshold = 1 }.n_communities
  eq(n >= q.n_communities, true)
end)

test("a partition that was given has no runs to speak of", function()
  local given = g:partition(p.membership)
  for _, verb in ipairs { "stability", "communities", "numbers", "between_runs",
    "together", "consensus" } do
    raises("a partition that was given has no runs", given[verb], given)
  end
end)

test("a single run agrees with itself", function()
  local q = g:potts { starts = 1 }
  eq(q:between_runs().n_rows, 0)
  eq(q:communities():column "stability"[1], 1.0)
  eq(q:consensus().membership, q.membership)
end)
