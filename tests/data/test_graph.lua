-- ---- from a list of edges ----

test("a graph knows its nodes, edges and directions", function()
  local g = graph { { "b", "a" }, { "b", "c", 2.5 } }
  eq(g.n_nodes, 3)
  eq(g.n_edges, 2)
  eq(g.nodes, { "a", "b", "c" })
  eq(g.directed, false)
  eq(g:edges(), frame { { "from", { "a", "b" } }, { "to", { "b", "c" } },
    { "weight", { 1.0, 2.5 } } })
end)

test("directions are kept where they count", function()
  local g = graph { { "b", "a" }, { "a", "b", 3 }, directed = true }
  eq(g:edges(), frame { { "from", { "a", "b" } }, { "to", { "b", "a" } },
    { "weight", { 3.0, 1.0 } } })
  eq(graph { { "b", "a" }, { "a", "b", 3 } }:edges():column "weight", { 4.0 })
end)

test("edges between the same nodes are added up, and it is said", function()
  local g = graph { { "a", "b", 1 }, { "b", "c" }, { "b", "a", 2 }, { "a", "b", 4 } }
  eq(g.n_edges, 2)
  eq(g.n_added, 2)
  eq(g:edges():column "weight", { 7.0, 1.0 })
  eq(tostring(g):match "\n  (2 rows added to edges that stood already)\n" ~= nil, true)
end)

test("self loops are kept, and it is said", function()
  local g = graph { { "a", "a", 2 }, { "a", "b" } }
  eq(g.n_loops, 1)
  eq(tostring(g):match "\n  (1 self loop)\n" ~= nil, true)
  eq(g:degree():column "degree", { 3, 1 })
  eq(g:strength():column "strength", { 5.0, 1.0 })
end)

test("the order of the edges does not matter", function()
  local g = graph { { "a", "b" }, { "b", "c", 2 }, { "d", "a", 3 } }
  local h = graph { { "d", "a", 3 }, { "c", "b", 2 }, { "b", "a" } }
  eq(g == h, true)
  eq(g == graph { { "d", "a", 3 }, { "c", "b", 2 }, { "b", "a", 2 } }, false)
  eq(g == graph { { "a", "b" }, { "b", "c", 2 }, { "d", "a", 3 }, directed = true },
    false)
end)

test("given nodes keep their order, and may stand alone", function()
  local g = graph { { "a", "b" }, nodes = { "z", "b", "a" } }
  eq(g.nodes, { "z", "b", "a" })
  eq(g:degree():column "degree", { 0, 1, 1 })
  eq(g:edges():get(1, "from"), "b")
  raises('graph: "c" is not one of the nodes given', graph,
    { { "a", "c" }, nodes = { "a", "b" } })
  raises('(did you mean "alpha"?)', graph,
    { { "alpa", "alpha" }, nodes = { "alpha" } })
  raises("stands twice", graph, { nodes = { "a", "a" } })
end)

test("a graph may be empty", function()
  local g = graph {}
  eq(g.n_nodes, 0)
  eq(g.n_edges, 0)
  eq(tostring(g), "graph 0 nodes, 0 edges  undirected")
  eq(g:edges().n_rows, 0)
  eq(g:degree().n_rows, 0)
  eq(g:betweenness().n_rows, 0)
  eq(g:components().n_rows, 0)
  eq(g:matrix().n_rows, 0)
end)

test("a graph prints its edges and where they come from", function()
  local g = graph { { "a", "b", 2 }, source = "links.csv" }
  eq(tostring(g), "graph 2 nodes, 1 edge  undirected   links.csv\n"
    .. "  from  to  weight\n  a     b        2")
  eq(g:edges().source, "links.csv")
end)

test("a badly written edge is named", function()
  raises("edge 2 should be written { from, to }", graph, { { "a", "b" }, { "c" } })
  raises("edge 1 should be written", graph, { "a", "b" })
  raises("edge 1 should be written", graph, { { "a", "b", directed = true } })
  raises("wants a list of edges", graph, "a")
  raises("unknown option 'direced' (did you mean 'directed'?)", graph,
    { { "a", "b" }, direced = true })
  for shown, weight in pairs { ["-1"] = -1, nan = 0 / 0, inf = math.huge } do
    raises(("edge 1 weighs %s, and weights are finite numbers above 0"):format(shown),
      graph, { { "a", "b", weight } })
  end
end)


-- ---- from a frame ----

local rows = frame({
  { "a", { "x", "y", "x", na, "w" } }, { "b", { "y", "z", "y", "z", na } },
  { "n", { 1, 2, 4, 1, 1 } }, { "p", { 0.5, 0, na, 1, 1 } },
}, { source = "rows.csv" })

test("each row is an edge that weighs 1", function()
  local g = rows:graph { from = "a", to = "b" }
  eq(g.nodes, { "w", "x", "y", "z" })
  eq(g:edges():column "weight", { 2.0, 1.0 })
  eq(g.source, "rows.csv")
end)

test("rows that make no edge are counted; their names are nodes", function()
  local g = rows:graph { from = "a", to = "b" }
  eq(g.n_left_out, 2)
  eq(tostring(g):match "\n  (2 left out for want of a name or weight)\n" ~= nil,
    true)
  local h = rows:graph { from = "a", to = "b", weight = "p" }
  eq(h.n_left_out, 4)  -- weight 0, weight missing, and two without a name
  eq(h.n_edges, 1)
  eq(h.n_nodes, 4)
end)

test("weights come from a column of numbers or integers", function()
  eq(rows:graph { from = "a", to = "b", weight = "n" }:edges():column "weight",
    { 5.0, 2.0 })
end)

test("a column called weight is the weight when no other is named", function()
  local f = frame { from = { "a" }, to = { "b" }, weight = { 3 } }
  eq(f:graph():edges():column "weight", { 3.0 })
  eq(f:graph {}:edges():graph() == f:graph(), true)
end)

test("nodes named by integers are in the order of the numbers", function()
  local f = frame { from = { 10, 9, -1 }, to = { 9, 2, 10 } }
  eq(f:graph().nodes, { "-1", "2", "9", "10" })
  local mixed = frame { from = { 10, 9 }, to = { "a", "9" } }
  eq(mixed:graph().nodes, { "10", "9", "a" })
end)

test("names may be in any script", function()
  local f = frame { from = { "Größe" }, to = { "能源" } }
  eq(f:graph().nodes, { "Größe", "能源" })
end)

test("what cannot be a graph is named", function()
  raises('graph: no column "c"', rows.graph, rows, { from = "a", to = "c" })
  raises('column "p" cannot name nodes: it is number', rows.graph, rows,
    { from = "a", to = "p" })
  raises('column "b" cannot weigh edges: it is text', rows.graph, rows,
    { from = "a", to = "b", weight = "b" })
  raises("unknown option 'wieght' (did you mean 'weight'?)", rows.graph, rows,
    { wieght = "n" })
  local f = frame { from = { "a", "b" }, to = { "b", "c" }, w = { 1, -2 } }
  raises('graph: row 2: the weight in column "w" is -2, and weights are above '
    .. "0; leave such rows out first, as in f:where{ w = above(0) }",
    f.graph, f, { weight = "w" })
  local huge = frame { from = { "a", "a" }, to = { "b", "b" }, w = { 1e308, 1e308 } }
  raises('the weights from "a" to "b" add up to more than a number holds',
    huge.graph, huge, { weight = "w" })
end)


-- ---- from a matrix, and back ----

local similar = matrix.of({ "a", "b", "c" }, { "a", "b", "c" },
  { { 1, 0.4, 0 }, { 0.4, 1, na }, { 0, na, 1 } })

test("a cell above 0 is an edge; missing cells are counted", function()
  local g = similar:graph()
  eq(g:edges(), graph { { "a", "b", 0.4 }, nodes = { "a", "b", "c" } }:edges())
  eq(g.n_left_out, 1)
  eq(g.nodes, { "a", "b", "c" })
end)

test("the diagonal counts on request", function()
  eq(similar:graph { loops = true }.n_loops, 3)
end)

test("a threshold leaves the weaker cells out", function()
  local m = matrix.of({ "a", "b", "c" }, { "a", "b", "c" },
    { { 1, 0.2, -0.9 }, { 0.2, 1, 0.5 }, { -0.9, 0.5, 1 } })
  eq(m:graph { threshold = 0.2 }.n_edges, 2)
  eq(m:graph { threshold = 0.21 }:edges():column "to", { "c" })
  raises('the cell "a" x "c" is -0.9, and weights are above 0; give a threshold',
    m.graph, m)
  raises("the threshold is 0", m.graph, m, { threshold = 0 })
end)

test("a matrix that is not symmetric needs directions", function()
  local m = matrix.of({ "a", "b" }, { "a", "b" }, { { 0, 2 }, { 3, 0 } })
  raises('from "a" to "b" the matrix says 2, from "b" to "a" 3; a graph without '
    .. "directions needs both alike, or directed = true", m.graph, m)
  eq(m:graph { directed = true }:edges():column "weight", { 2.0, 3.0 })
end)

test("rows and columns meet by name", function()
  local m = matrix.of({ "a", "b" }, { "b", "a" }, { { 2, 9 }, { 8, 3 } })
  eq(m:graph { directed = true }:edges(), graph { { "a", "b", 2 }, { "b", "a", 3 },
    directed = true }:edges())
  local other = matrix.of({ "a", "b" }, { "a", "x" }, { { 0, 1 }, { 1, 0 } })
  raises('the same names on both sides: the row and column names differ; only '
    .. 'in the left: "b"; only in the right: "x"', other.graph, other)
end)

test("a graph becomes a matrix and that the graph again", function()
  for _, directed in ipairs { true, false } do
    local g = graph { { "a", "b", 2 }, { "c", "c", 3 }, { "c", "b", 0.5 },
      nodes = { "d", "c", "b", "a" }, directed = directed }
    local back = g:matrix():graph { directed = directed, loops = true }
    eq(back == g, true)
  end
end)

test("a graph is never changed in place", function()
  local g = graph { { "a", "b" } }
  raises("never changed in place", function() g.n_nodes = 4 end)
  raises('a graph has no field "n_node" (did you mean "n_nodes"?)', function()
    return g.n_node
  end)
end)

test("columns that are called like ends of edges are these", function()
  for _, ends in ipairs { { "from", "to" }, { "source", "target" }, { "a", "b" } } do
    local f = frame { { ends[1], { "x", "y" } }, { ends[2], { "y", "z" } } }
    eq(f:graph().n_edges, 2)
  end
  local known = frame { from = { "x" }, to = { "y" }, source = { "p" }, target = { "q" } }
  eq(known:graph().nodes, { "x", "y" })
  local turned = frame { a = { "x" }, b = { "y" } }
  eq(turned:graph { from = "b", to = "a", directed = true }:edges():row(1).from, "y")
  eq(frame({ { "c", { "x" } }, { "b", { "y" } } }):graph { from = "c", to = "b" }.n_edges, 1)
  raises('no column "from"', function() return frame { x = { 1 }, y = { 2 } }:graph() end)
end)

test("nodes that are whole numbers may be asked for as such", function()
  local g = frame { from = { 1, 2 }, to = { 2, 3 } }:graph()
  for _, ends in ipairs { { 1, 3 }, { "1", "3" } } do
    eq(g:path { from = ends[1], to = ends[2] }.n_rows, 3)
  end
end)
