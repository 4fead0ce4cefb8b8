-- What the pages of the scripts answer in words is what their results say.

local function nothing() end

local silent = setmetatable({ print = nothing, show = nothing,
  page = function() return function() return { save = nothing } end end }, { __index = _G })


-- Runs a script as it stands, but silently and without its page; gives the
-- values of these locals.
local function locals_of(name, wanted)
  local path = "scripts/" .. name .. ".lua"
  local file <close> = assert(io.open(path))
  local source = file:read "a" .. "\nreturn " .. wanted
  scenario.forget()
  return assert(load(source, "@" .. path, "t", silent))()
end


test("megatrends: eleven areas, twelve with the extreme one, LS first for sure", function()
  local m = locals_of("megatrends", "m")
  local areas, both = 0, 0
  for row in m.audit:each() do
    if row.downstream > 0 and row.upstream > 0 then both = both + 1 end
    if row.area == 1 then areas = areas + 1 end
  end
  eq({ both, areas, m.audit.n_rows }, { 11, 12, 120 })
  eq(m.audit:where { class = { "published_without_mark", "published_one_sided",
    "both_not_published" } }.n_rows, 3)
  local first = m.exposure:sort "-areas":row(1)
  eq({ first.industry, first.low_areas, first.high_areas }, { "LS", 1, 1 })
end)

test("crossovers: two of the four most relevant parameters are among the first four", function()
  local c = locals_of("crossovers", "c")
  local n, first = 0, {}
  for row in c.parameters:where { rank = at_most(4) }:each() do first[row.parameter] = true end
  local named = frame.read "datasets/crossover/most_relevant_parameters.csv"
  for row in named:each() do
    if first[row.parameter_id] then n = n + 1 end
  end
  eq({ n, named.n_rows }, { 2, 4 })
end)


-- Both names of each row, in the order of the alphabet.
local function pair_of(x, y)
  return x < y and x .. "+" .. y or y .. "+" .. x
end


test("linkages: two of twelve planted pairs for certain; the others moved", function()
  local network, links, rising, of_both = locals_of("linkages", "network, links, rising, of_both")
  eq(network:main_component():potts().n_communities, 6)
  local planted, moved, alone, n, n_certain = {}, {}, nil, 0, 0
  for row in frame.read "datasets/patents/planted.csv":each() do
    if row.kind == "rising" then planted[pair_of(row.ipc, row.with)] = true end
    if row.kind == "mover" then moved[row.ipc] = true end
    if row.kind == "one applicant" then alone = pair_of(row.ipc, row.with) end
  end
  for row in links.growth:each() do
    if planted[pair_of(row.a, row.b)] and row.rate > 1 then n = n + 1 end
  end
  eq(n, 12)
  for row in rising:each() do
    local pair = pair_of(row.a, row.b)
    if planted[pair] then n_certain = n_certain + 1
    else assert(pair == alone or moved[row.a] or moved[row.b], pair) end
  end
  eq(n_certain, 2)
  eq(pair_of(rising:get(1, "a"), rising:get(1, "b")), alone)
  eq(of_both:group("applicant"):aggregate { n = "count" }.n_rows, 1)
end)

test("regions: a little less concentrated; the nine planted flows and no other", function()
  local where, flows = locals_of("regions", "where, flows")
  local hhi = where.growth:where { index = "hhi" }
  eq(hhi.n_rows, 1)
  local before, after = hhi:get(1, "before"), hhi:get(1, "after")
  assert(after < before and after > 0.8 * before)
  local planted = {}
  for row in frame.read "datasets/deals/planted.csv":each() do
    planted[row.from .. ">" .. row.to] = true
  end
  local found = flows.excess:where { period = "2007-2014", q = below(0.05) }
  for row in found:each() do assert(planted[row.from .. ">" .. row.to]) end
  eq(found.n_rows, 9)
end)

test("horizon: some 250 for Fisher, five under the null, two of one source each", function()
  local naive, sound, broad, rising = locals_of("horizon", "naive, sound, broad, rising")
  assert(naive.n_rows >= 245 and naive.n_rows <= 262, naive.n_rows)
  eq({ sound.n_rows, sound:where { sources = 1 }.n_rows, broad.n_rows }, { 5, 2, 3 })
  local up = {}
  for row in rising:where { q = below(0.05) }:each() do up[pair_of(row.a, row.b)] = true end
  local n = 0
  for row in broad:each() do n = n + (up[pair_of(row.a, row.b)] and 1 or 0) end
  eq({ n, up["battery_swapping+charging_grid"], up["air_quality_maps+crowd_sensing"] },
    { 2, true, true })
end)

test("futures: three hold; the closed one always, the missions in one draw of six", function()
  local futures, sure, basins, policy = locals_of("futures", "futures, sure, basins, policy")
  eq(futures.scenarios.n_rows, 3)
  local share = {}
  for row in sure:each() do share[row.Trade .. " " .. row.Funding] = row.share end
  eq(share["Conflict Scarce"], 1)
  near(share["Managed Missions"], 1 / 6, 0.01)
  eq(basins:get(1, "Trade"), "Conflict")
  local n = 0
  for row in policy.levers:each() do n = n + (row.worst == 1 and 1 or 0) end
  eq(n, 1)
end)

test("spaces: six, in every search; three cost 8 %; three classes move", function()
  local three, periods = locals_of("spaces", "three, periods")
  local by_seeds = three.number:where { over = "seeds" }
  eq({ by_seeds:column "number", by_seeds:column "share" }, { { 6, 6 }, { 1.0, 1.0 } })
  local free = three.graph:potts().modularity
  eq(("%.0f"):format(100 * (1 - three.partition.modularity / free)), "8")
  eq(periods.movers.n_rows, 3)
end)
