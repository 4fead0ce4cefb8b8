-- The names that others rely on, each written as it was promised: linkage,
-- concentration, graph, partition, space.

local vane = require "host.vane"

local patents = frame {
  { "patent", { 1, 2, 3, 4, 5, 6 } },
  { "ipc", { "A61B;G06F;H04L", "A61B;G06F", "G06F;H04L", "A61B;H04W", "G06F;H04L",
    "A61B;G06F" } },
  { "year", { 2000, 2003, 2007, 2007, 2010, 2012 } },
}

local function counted(more)
  local given = { frame = patents, group = "patent", class = "ipc", year = "year",
    periods = { { 2000, 2007 }, { 2007, 2014 } }, separator = ";" }
  for name, value in pairs(more or {}) do given[name] = value end
  return linkage.cooccur(given)
end


test("periods are said in several ways", function()
  local function names(periods)
    local list = counted({ periods = periods }).periods:column "period"
    return table.concat(list, " ")
  end
  eq(names { "2000-2007", { from = 2007, to = 2014 } }, "2000-2007 2007-2014")
  eq(names { { 2000, 2007, name = "early" }, { 2008, 2014 } }, "early 2008-2014")
  eq(names { early = { 2000, 2007 }, late = "2008-2014" }, "early late")
  for _, wrong in ipairs { { { 2000 } }, { { 2000, 2007, label = "x" } }, { "2000" },
    { 2000, 2007 } } do
    raises("should be { first year, last year }", names, wrong)
  end
end)

test("cells that hold several classes are told where nothing meets", function()
  local function first_caveat(separator)
    return linkage.cooccur { frame = patents, group = "patent", class = "ipc",
      separator = separator }.caveats[1]
  end
  eq(first_caveat():match "may be several, which separator = \";\"" ~= nil, true)
  eq(first_caveat "|":match "may be several" ~= nil, true)
  eq(first_caveat ";":match "may be several", nil)
end)

test("linkage.cooccur gives pairs, matrices and growth", function()
  local links = counted()
  for _, name in ipairs { "a", "b", "period", "count", "expected", "z", "p", "q" } do
    eq(links.pairs.types[name] ~= nil, true)
  end
  eq(links.matrices["2000-2007"]:get("A61B", "G06F"), 2.0)
  eq(links.matrices["2007-2014"]:get("G06F", "H04L"), 2.0)
  eq(links.growth.n_rows > 0, true)
end)


test("linkage.cooccur reads a file as it reads a frame", function()
  local folder <close> = vane.folder()
  local path = folder.path .. "/patents.csv"
  patents:write(path)
  local of_file = linkage.cooccur { file = path, group = "patent", class = "ipc",
    year = "year", periods = { { 2000, 2007 }, { 2007, 2014 } }, separator = ";" }
  local of_frame = counted()
  eq(of_file.pairs == of_frame.pairs, true)
  eq(of_file.growth == of_frame.growth, true)
end)


test("periods are a list, named from year to year, or a table with names", function()
  local links = counted { periods = { early = { 2000, 2006 }, late = { 2007, 2014 } } }
  eq(links.pairs:unique("period"):column "period", { "early", "late" })
  eq(links.matrices.late:get("A61B", "H04W"), 1.0)
  eq(counted().pairs:unique("period"):column "period", { "2000-2007", "2007-2014" })
end)


test("p and q are over all possible pairs, which the result says; pairs that never "
  .. "meet have no row", function()
  local links = counted()
  eq(links.pairs:where { count = below(1) }.n_rows, 0)
  local told = tostring(links):gsub("%s+", " ")
  eq(told:find("q is over all pairs of members, also those that never meet: 6 in "
    .. "2000-2007", 1, true) ~= nil, true)
  local least = links.pairs:where { period = "2000-2007" }:sort "p"
  near(least:get(1, "q"), math.min(1, 6 * least:get(1, "p")))
end)


test("above 20,000 members there is no matrix, and the pairs are pointed to", function()
  local group, class = {}, {}
  for i = 1, 20002 do group[i], class[i] = (i + 1) // 2, i end
  local links = linkage.cooccur { frame = frame { g = group, c = class },
    group = "g", class = "c" }
  eq(links.pairs.n_rows, 10001)
  raises(".pairs", function() return links.matrices end)
end)


test("linkage.flows gives a matrix and how many were dropped", function()
  local deals = frame { buyer = { "x", "y", "y" }, seller = { "y", "x", "y" },
    sum = { 1, 2, 3 }, year = { 2001, 2002, 2003 } }
  local flows = linkage.flows { frame = deals, from = "buyer", to = "seller",
    value = "sum", year = "year" }
  eq(flows.matrix:get("x", "y"), 1.0)
  eq(flows.dropped, 1)
end)


test("concentration gives lq, hhi, entropy and gini", function()
  local c = concentration { frame = frame { region = { "r", "r", "s" },
    class = { "a", "b", "a" }, value = { 1, 3, 4 } }, region = "region",
    class = "class", value = "value" }
  near(c.lq:get("r", "a"), (1 / 4) / (5 / 8))
  near(c.hhi:where { region = "r" }:get(1, "hhi"), (1 / 4) ^ 2 + (3 / 4) ^ 2)
  near(c.entropy:where { region = "s" }:get(1, "entropy"), 0)
  eq(c.gini.types.gini, "number")
end)


local ties = frame { from = { 1, 1, 2, 3, 4, 4, 5, 8 }, to = { 2, 3, 3, 4, 5, 6, 6, 9 },
  weight = { 1, 1, 1, 1, 1, 1, 1, 1 } }
local network = ties:graph { from = "from", to = "to", weight = "weight",
  directed = false }

test("f:graph gives a graph that counts its nodes and edges", function()
  eq({ network.n_nodes, network.n_edges }, { 8, 8 })
  local main = network:main_component()
  eq({ main.n_nodes, main.n_edges }, { 6, 7 })
end)


test("every way to find communities gives a partition of the same shape", function()
  local main = network:main_component()
  local found = {
    main:potts { at_most = 2, resolution = 1, starts = 5, seed = 1 },
    main:potts { exactly = 2, starts = 5, seed = 1 }, main:potts {},
    main:mapequation { trials = 5, seed = 1 }, main:spinglass {}, main:infomap {},
    main:leiden {},
  }
  for _, partition in ipairs(found) do
    eq(partition.n_communities, 2)
    near(partition.modularity, 2 * (6 / 14 - 1 / 4))
    near(partition.codelength, 2.3207303568338)
    eq(partition.membership.names, { "node", "community" })
    local alike = partition:compare(found[1])
    near(alike.vi, 0)
    near(alike.nmi, 1)
    near(alike.adjusted_rand, 1)
  end
  eq(main:potts { exactly = 3 }.n_communities, 3)
end)


test("space gives a partition, its stability, and how many there are", function()
  local spaces = space { graph = network, communities = 3, runs = 10, seed = 1 }
  eq(spaces.partition.n_communities, 3)
  eq(spaces.stability.n_rows, 6)
  local proposed = space { graph = network, runs = 10, seed = 1 }
  eq(proposed.partition.n_communities, 2)
  eq(proposed.number:get(1, "number"), 2)
end)
