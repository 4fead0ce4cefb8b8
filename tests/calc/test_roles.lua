local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()

-- Two triangles with a bridge, the first one heavier at "a".
local bridged = graph { { "a", "b", 3 }, { "a", "c", 2 }, { "b", "c" },
  { "c", "d" }, { "d", "e" }, { "d", "f" }, { "e", "f" } }
local halves = frame { node = { "a", "b", "c", "d", "e", "f" },
  community = { "x", "x", "x", "y", "y", "y" } }


local function by_node(f, column)
  local map = {}
  for row in f:each() do map[row.node] = row[column] end
  return map
end


-- ---- nodes ----

test("z and participation by hand", function()
  local f = bridged:partition(halves):roles()
  local z, spread = by_node(f, "z"), by_node(f, "participation")
  eq(by_node(f, "strength"), { a = 5.0, b = 4.0, c = 4.0, d = 3.0, e = 2.0,
    f = 2.0 })
  eq(by_node(f, "inside"), { a = 5.0, b = 4.0, c = 3.0, d = 2.0, e = 2.0,
    f = 2.0 })
  near(z.a, 1 / math.sqrt(2 / 3), 1e-12)  -- inside 5, 4, 3: mean 4
  near(z.b, 0, 1e-12)
  near(z.c, -1 / math.sqrt(2 / 3), 1e-12)
  eq(z.d, 0.0)                            -- inside 2, 2, 2
  near(spread.c, 1 - (9 + 1) / 16, 1e-12)
  near(spread.d, 1 - (4 + 1) / 9, 1e-12)
  eq(spread.a, 0.0)
end)


-- A second route: dense matrices in Lua.
local function brute(g, of)
  local inside, to, all = {}, {}, {}
  for _, node in ipairs(g.nodes) do inside[node], to[node], all[node] = 0, {}, 0 end
  for row in g:edges():each() do
    for _, ends in ipairs { { row.from, row.to }, { row.to, row.from } } do
      local a, b = ends[1], ends[2]
      to[a][of[b]] = (to[a][of[b]] or 0) + row.weight
      all[a] = all[a] + row.weight
    end
  end
  local members, z, spread = {}, {}, {}
  for _, node in ipairs(g.nodes) do
    inside[node] = to[node][of[node]] or 0
    members[of[node]] = members[of[node]] or {}
    table.insert(members[of[node]], node)
    local squares = 0
    for _, weight in pairs(to[node]) do squares = squares + (weight / all[node]) ^ 2 end
    spread[node] = 1 - squares
  end
  for _, list in pairs(members) do
    local sum, squares = 0, 0
    for _, node in ipairs(list) do sum = sum + inside[node] end
    for _, node in ipairs(list) do squares = squares + (inside[node] - sum / #list) ^ 2 end
    local deviation = math.sqrt(squares / #list)
    for _, node in ipairs(list) do
      z[node] = deviation > 1e-9 and (inside[node] - sum / #list) / deviation or 0
    end
  end
  return z, spread
end


test("roles agree with a second route", function()
  for _, name in ipairs { "karate", "lesmis", "dolphins" } do
    local g = load_network(name)
    local p = g:potts { starts = 2 }
    local z, spread = brute(g, by_node(p.membership, "community"))
    local f = p:roles()
    for node, value in pairs(by_node(f, "z")) do near(value, z[node], 1e-9) end
    for node, value in pairs(by_node(f, "participation")) do
      near(value, spread[node], 1e-9)
    end
  end
end)


-- What the source's figure says, in its own limits.
local function role(z, spread)
  if z >= 2.5 then
    return spread <= 0.30 and "provincial hub" or spread <= 0.75 and "connector hub"
      or "kinless hub"
  end
  return spread <= 0.05 and "ultra-peripheral" or spread <= 0.62 and "peripheral"
    or spread <= 0.80 and "connector" or "kinless"
end


test("roles follow from z and participation", function()
  local seen = {}
  for _, name in ipairs { "karate", "lesmis", "dolphins" } do
    for row in load_network(name):potts():roles():each() do
      eq(row.role, role(row.z, row.participation))
      seen[row.role] = true
    end
  end
  assert(seen["connector hub"] and seen["ultra-peripheral"] and seen.peripheral)
end)

test("roles do not see the unit of weight or the order of nodes", function()
  local g = load_network "lesmis"
  local known = g:potts { starts = 2 }.membership
  local rows = {}
  for row in g:edges():each() do rows[#rows + 1] = { row.to, row.from, row.weight * 1e-6 } end
  local backwards = {}
  for i, node in ipairs(g.nodes) do backwards[#g.nodes + 1 - i] = node end
  rows.nodes = backwards
  local a = g:partition(known):roles()
  local b = graph(rows):partition(known):roles()
  eq(by_node(a, "z"), by_node(b, "z"))
  eq(by_node(a, "participation"), by_node(b, "participation"))
end)

test("a node without ties has no role; ties to itself do not count", function()
  local g = graph { { "a", "b" }, { "b", "b", 5 }, { "d", "d" },
    nodes = { "a", "b", "c", "d" } }
  local f = g:partition(frame { node = { "a", "b", "d" },
    community = { 1, 1, 2 } }):roles()
  eq(f:column "strength", { 1.0, 1.0, 0.0, 0.0 })
  eq(f:column "z", { 0.0, 0.0, na, na })
  eq(f:column "role", { "ultra-peripheral", "ultra-peripheral", na, na })
end)


-- ---- communities ----

test("cohesion by hand", function()
  local f = bridged:partition(halves):cohesion()
  eq(f:column "size", { 3, 3 })
  eq(f:column "edges", { 3, 3 })
  eq(f:column "inside", { 6.0, 3.0 })
  eq(f:column "outside", { 1.0, 1.0 })
  eq(f:column "density", { 1.0, 1.0 })
  near(f:column "cohesion"[1], 12 / 13, 1e-12)
  near(f:column "cohesion"[2], 6 / 7, 1e-12)
end)

test("the communities' parts add up to the modularity", function()
  for _, name in ipairs { "karate", "lesmis", "dolphins" } do
    local p = load_network(name):potts { resolution = 1.3, starts = 2 }
    local sum = 0
    for _, part in ipairs(p:cohesion():column "modularity") do sum = sum + part end
    near(sum, p.modularity, 1e-12)
  end
end)

test("cohesion in another graph goes by the names of nodes", function()
  local earlier = graph { { "z", "f" }, { "e", "f", 4 }, { "c", "z" }, { "b", "a", 2 } }
  local f = bridged:partition(halves):cohesion(earlier)
  eq(f:column "size", { 3, 2 })
  eq(f:column "inside", { 2.0, 4.0 })
  eq(f:column "outside", { 1.0, 1.0 })
  eq(f:column "density", { 1 / 3, 1.0 })
  local none = bridged:partition(halves):cohesion(graph { { "q", "r" } })
  eq(none:column "size", { 0, 0 })
  eq(none:column "cohesion", { na, na })
end)

test("a community of one has no density", function()
  local g = graph { { "a", "b" }, { "b", "c" } }
  local p = g:partition(frame { node = { "a", "b", "c" }, community = { 1, 1, 2 } })
  eq(p:cohesion():column "density", { 1.0, na })
  eq(p:cohesion():column "cohesion", { 2 / 3, 0.0 })
end)


-- ---- company ----

test("company by hand: a node that one of two runs puts elsewhere", function()
  -- Two triangles and a node between them, drawn anew until runs differ.
  local g = graph { { "a", "b" }, { "b", "c" }, { "a", "c" }, { "d", "e" }, { "e", "f" },
    { "d", "f" }, { "c", "x" }, { "x", "d" } }
  local p = g:potts { exactly = 2, starts = 40, patience = 1 }
  local n, with_abc = 0, 0
  for run = 1, p.n_runs do
    local of = by_node(p:run(run).membership, "community")
    n = n + 1
    if of.x == of.a and of.a == of.b and of.b == of.c then with_abc = with_abc + 1 end
  end
  local row = p:company():where { node = "x" }:row(1)
  local abc = by_node(p.membership, "community").a
  local share = row.community == abc and row.with_own or row.with_next
  near(share, with_abc / n, 1e-12)
  eq(row.community ~= row.next, true)
end)

test("company needs runs", function()
  local p = bridged:partition(halves)
  raises("company: a partition that was given has no runs", p.company, p)
end)
