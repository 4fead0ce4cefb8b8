-- What is known of edges besides their weights: kept in parts of a graph, and
-- in files of every format that has a place for it.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"


test("round trips keep what is said of edges", function()
  local g = graph { { "b", "ä & <é>" }, { "a", "b", 2 }, { "c", "a", 0.5 } }
  local lines = frame({ { "from", { "b", "a", "b" } }, { "to", { "a", "c", "a" } },
    { "kind", { "deal, \"big\"", na, "never" } }, { "since", { 2001, 2010, 1 } },
    { "share", { 0.125, 1e-7, 2.0 } }, { "sure", { true, false, na } } })
  for _, way in ipairs { g, graph { directed = true, { "b", "a" }, { "a", "c", 3 } } } do
    local with = way:with_edges(lines)
    eq(with:edges().n_cols, 7)
    for _, ending in ipairs { ".graphml", ".gml", ".csv" } do
      files.with("", function(path)
        with:write(path)
        local back = graph.read(path, ending == ".csv" and { directed = way.directed } or nil)
        local found, wanted = back:edges(), with:edges()
        eq(ending == ".gml" or found.names, ending == ".gml" or wanted.names)
        for _, name in ipairs { "from", "to", "weight", "kind", "since", "share" } do
          eq({ ending, name, found:column(name) }, { ending, name, wanted:column(name) })
        end
        eq(ending == ".gml" or found.types.sure == "logical", true)
        if ending == ".graphml" then eq(back == with, true) end
      end, ending)
    end
  end
end)

test("what has no place for it says so", function()
  local lines = frame { { "from", { "a" } }, { "to", { "b" } }, { "kind", { "p" } } }
  local g = graph { { "a", "b", 2 } }:with_edges(lines)
  local said = files.said(files.with, "", function(path)
    g:write(path)
    eq(graph.read(path) == graph { { "a", "b", 2 } }, true)
  end, ".net")
  eq(said:find("have no place for what else is said of edges", 1, true) ~= nil, true)
end)

test("what is said of edges stays with the parts of a graph", function()
  local g = graph { { "a", "b" }, { "b", "c" }, { "d", "e", 3 } }
  local f = frame { { "from", { "e", "c", "a", "x" } }, { "to", { "d", "b", "b", "a" } },
    { "kind", { "p", "q", "r", "s" } } }
  local with = g:with_edges(f)
  eq(with:edges():column "kind", { "r", "q", "p" })
  eq(with:main_component():edges():column "kind", { "r", "q" })
  eq(with:subgraph { "b", "c" }:edges():column "kind", { "q" })
  eq(with:where { kind = "p" }:edges():column "weight", { 3.0 })
  eq(with:where { weight = at_least(2) }:edges():column "kind", { "p" })
  eq(with:undirected():edges():column "kind", { "r", "q", "p" })
  eq(with:with_nodes(frame { { "node", { "a" } }, { "x", { 1 } } }) == with, false)
  eq(with == g, false)
  eq(with == g:with_edges(f), true)
  eq(with:with_edges(frame { { "from", { "a" } }, { "to", { "b" } } }) == g, true)
  raises('with_edges: no column "from"', g.with_edges, g, frame { a = { 1 } })
  raises("with_edges: unknown option 'form'", g.with_edges, g, f, { form = "from" })
end)
