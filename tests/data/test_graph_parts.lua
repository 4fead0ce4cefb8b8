local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()

local files = loadfile("tests/data/files.lua", "t", _ENV)()

local towns = frame { { "node", { "Wien", "Graz", "Linz" } },
  { "people", { 1.9, 0.3, na } }, { "land", { "W", "St", "O" } } }
local g = graph { { "Graz", "Linz", 2 }, { "Linz", "Wien", 5 }, { "Bern", "Chur" },
  nodes = { "Wien", "Linz", "Graz", "Chur", "Bern", "Basel" } }


-- ---- attributes ----

test("nodes know what a frame says of them, by name", function()
  local f = g:with_nodes(towns):attributes()
  eq(f.names, { "node", "people", "land" })
  eq(f:column "node", g.nodes)
  eq(f:column "land", { "W", "O", "St", na, na, na })
  eq(g:attributes().names, { "node" })
end)

test("attributes stay with their nodes in every part", function()
  local known = g:with_nodes(towns)
  eq(known:main_component():attributes():column "land", { "W", "O", "St" })
  eq(known:subgraph { "Graz", "Wien" }:attributes():column "people", { 1.9, 0.3 })
  eq(known:where { weight = at_least(3) }:attributes(), known:attributes())
  eq(known:without_isolates():attributes().n_rows, 5)
end)

test("a frame of nodes may stand where their list does", function()
  local h = graph { { "Graz", "Linz" }, nodes = towns }
  eq(h.nodes, { "Wien", "Graz", "Linz" })
  eq(h:attributes(), towns)
  local rows = frame { from = { "Graz" }, to = { "Wien" } }
  eq(rows:graph { nodes = towns }:attributes(), towns)
end)

test("nodes named by integers meet rows named by integers", function()
  local h = frame { from = { 1, 2 }, to = { 2, 10 } }:graph()
  local f = h:with_nodes(frame { { "id", { 10, 1 } }, { "x", { 7, 8 } } },
    { node = "id" }):attributes()
  eq(f:column "x", { 8, na, 7 })
end)

test("rows that are of no node are noted", function()
  local more = frame { { "node", { "Graz", "Rom", na } }, { "x", { 1, 2, 3 } } }
  eq(files.said(g.with_nodes, g, more):match "with_nodes: ([^\n]*)",
    "2 rows are of no node of the graph")
end)

test("graphs are equal when their attributes are too", function()
  eq(g:with_nodes(towns) == g:with_nodes(towns:sort "land"), true)
  eq(g:with_nodes(towns) == g, false)
end)

test("what cannot be about nodes is named", function()
  raises('with_nodes: no column "node"', g.with_nodes, g, frame { x = { 1 } })
  raises('with_nodes: "Wien" stands in rows 1 and 2', g.with_nodes, g,
    frame { node = { "Wien", "Wien" } })
  raises('column "people" cannot name nodes: it is number', g.with_nodes, g, towns,
    { node = "people" })
end)


-- ---- parts ----

test("the main component is the largest, and the first of equals", function()
  eq(g:main_component().nodes, { "Wien", "Linz", "Graz" })
  eq(g:main_component():edges():column "weight", { 5.0, 2.0 })
  eq(graph { { "a", "b" }, { "c", "d" } }:main_component().nodes, { "a", "b" })
  eq(graph {}:main_component().n_nodes, 0)
  eq(graph { nodes = { "x", "y" } }:main_component().nodes, { "x" })
end)

test("directions do not part a component", function()
  local h = graph { { "a", "b" }, { "c", "b" }, { "d", "e" }, directed = true }
  eq(h:main_component().nodes, { "a", "b", "c" })
  eq(h:main_component().directed, true)
end)

test("a part has all edges between its nodes, and its self loops", function()
  local h = graph { { "a", "a", 4 }, { "a", "b" }, { "b", "c" }, { "c", "a", 2 } }
  local part = h:subgraph { "c", "a" }
  eq(part.nodes, { "a", "c" })
  eq(part:edges():column "weight", { 4.0, 2.0 })
  eq(part.n_loops, 1)
  eq(h:subgraph(h:attributes():where { node = "b" }).n_edges, 0)
  eq(h:subgraph {}.n_nodes, 0)
end)

test("every edge of a network is in the part of its two ends", function()
  local h = load_network "karate"
  local edges, count = h:edges(), 0
  for i = 1, edges.n_rows do
    local a, b = edges:get(i, "from"), edges:get(i, "to")
    count = count + h:subgraph { a, b }.n_edges
  end
  eq(count, h.n_edges)
  eq(h:subgraph(h.nodes) == h, true)
end)

test("edges can be chosen in the words of frames", function()
  eq(g:where { weight = at_least(2) }.n_edges, 2)
  eq(g:where { from = "Wien" }:edges():column "to", { "Linz" })
  eq(g:where { weight = at_least(9) }.n_nodes, 6)
  local h = graph { { "b", "a" }, { "a", "b", 3 }, directed = true }
  eq(h:where { weight = 3.0 } == graph { { "a", "b", 3 }, directed = true }, true)
end)

test("nodes that only join themselves are isolates", function()
  eq(g:without_isolates().nodes, { "Wien", "Linz", "Graz", "Chur", "Bern" })
  eq(graph { { "a", "a" } }:without_isolates().n_nodes, 0)
end)

test("nodes that are not there are named", function()
  raises('no node "Gratz" (did you mean "Graz"?)', g.subgraph, g, { "Gratz" })
  raises('node "Graz" stands twice', g.subgraph, g, { "Graz", "Graz" })
  raises("subgraph: wants a list of nodes", g.subgraph, g, "Graz")
  raises('no column "weigth" (did you mean "weight"?)', g.where, g,
    { weigth = at_least(3) })
end)
