local files = loadfile("tests/data/files.lua", "t", _ENV)()
local graphs = loadfile("tests/calc/graphs.lua", "t", _ENV)()
local graph_file = loadfile("tests/data/graph_file.lua", "t", _ENV)()
local at_path, read = files.at, graph_file.read
local written, there_and_back = graph_file.written, graph_file.there_and_back

local about = frame { { "node", { "Größe & <Maß>", "能源", 'he said "no"', "d" } },
  { "people", { 1.5, na, 3, 0.1 } }, { "rank", { 4, 3, na, 1 } },
  { "land", { "Österreich", "", "x, y", na } }, { "old", { true, false, na, true } } }
local g = graph { { "Größe & <Maß>", "能源", 0.1 }, { "能源", 'he said "no"', 3 },
  { "d", "d", 1e-9 }, nodes = about }
local directed = graph { { "b", "a", 2 }, { "a", "b", 1 / 3 }, { "b", "c", 12345678 },
  directed = true }


-- ---- there and back ----

test("GraphML and GML keep names, weights, attributes and letters", function()
  for _, ending in ipairs { ".graphml", ".gml", ".graphml.gz" } do
    local back = there_and_back(g, ending)
    eq(back.nodes, g.nodes)
    eq(back:edges(), g:edges())
    eq(back:attributes():drop "old", g:attributes():drop "old")
    eq(there_and_back(directed, ending) == directed, true)
  end
  eq(there_and_back(g, ".graphml"):attributes(), about)
  eq(there_and_back(g, ".gml"):attributes():column "old", { 1, 0, na, 1 })
end)

test("Pajek keeps names and weights", function()
  local plain = graph { { "Größe", "能源 x", 0.25 }, { "能源 x", "c" }, nodes =
    { "c", "Größe", "能源 x", "alone" } }
  eq(there_and_back(plain, ".net") == plain, true)
  eq(there_and_back(directed, ".net") == directed, true)
end)

test("edge lists keep names and weights, and attributes in a second file", function()
  eq(there_and_back(directed:undirected(), ".csv") == directed:undirected(), true)
  local back = at_path(".csv", function(edges)
    return at_path(".csv", function(nodes)
      g:write(edges, { nodes = nodes })
      return graph.read(edges, { nodes = nodes })
    end)
  end)
  eq(back.nodes, g.nodes)
  eq(back:edges(), g:edges())
  eq(back:attributes():column "people", about:column "people")
end)

test("a graph says the name of its file, as a frame does", function()
  local h = graph { { "a", "b" } }
  for _, ending in ipairs { ".graphml", ".gml", ".net", ".csv" } do
    files.at(ending, function(path)
      h:write(path)
      eq(graph.read(path).source, path:match "[^/]*$")
    end)
  end
end)

test("any graph comes back as it was", function()
  for round = 1, 12 do
    local h = graphs.random(round - 1, 0.4, round % 2 == 0, true)
    h = graphs.scaled(h, 1 / 3)
    for _, ending in ipairs { ".graphml", ".gml", ".net" } do
      local back = there_and_back(h, ending)
      eq(back.nodes, h.nodes)
      eq(back:edges():column "weight", h:edges():column "weight")
      if h.n_edges > 0 then eq(back.directed, h.directed) end
    end
  end
end)

test("a file is written whole, and the old one stays when it cannot be", function()
  at_path(".graphml", function(path)
    directed:write(path)
    raises("control character 1", function()
      graph { { "a\1", "b" } }:write(path)
    end)
    eq(graph.read(path) == directed, true)
  end)
  raises("no such folder", g.write, g, "/no/such/folder/x.gml")
end)


-- ---- what others write ----

test("Newman's GML is read: labels name, value weighs", function()
  local h = read([[
Creator "Mark Newman on Fri Jul 21 12:39:27 2006"
# a comment
graph
[
  directed 0
  node
  [
    id 7
    label "Beak &amp; &#228;"
    graphics [ x 1 y 2.5 ]
    size 3
  ]
  node [ id 9 label "Fork" size 2.5 ]
  edge [ source 9 target 7 value 4 kind "x" ]
]
]], ".gml")
  eq(h.nodes, { "Beak & ä", "Fork" })
  eq(h:edges():column "weight", { 4.0 })
  eq(h:attributes():column "size", { 3.0, 2.5 })
  eq(h:attributes():column "id", { "7", "9" })
  eq(h.unread, "graphics of nodes")
  eq(h:edges():column "kind", { "x" })
  eq(tostring(h):match "\n  (not read: [^\n]*)", "not read: graphics of nodes")
end)

test("labels that are not all different leave the ids as names", function()
  local h = read('graph [ node [ id 1 label "x" ] node [ id 2 label "x" ] '
    .. 'edge [ source 1 target 2 ] ]', ".gml")
  eq(h.nodes, { "1", "2" })
  eq(h:attributes():column "label", { "x", "x" })
  eq(h:edges():column "weight", { 1.0 })
end)

test("GraphML of other programs is read", function()
  local h = read([==[
<?xml version="1.0" encoding="UTF-8"?>
<!-- Created by igraph -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="v_name" for="node" attr.name="name" attr.type="string"/>
  <key id="v_size" for="node" attr.name="size" attr.type="double"><default>7</default></key>
  <key id="e_w" for="edge" attr.name="weight" attr.type="double"/>
  <key id="e_c" for="edge" attr.name="colour" attr.type="string"/>
  <key id="d9" for="node" yfiles.type="nodegraphics"/>
  <graph id="G" edgedefault="directed">
    <node id="n0"><data key="v_name">A &amp; B</data><data key="v_size">2.5</data>
      <data key="d9"><y:Shape xmlns:y="http://y"><y:Label>drawn</y:Label></y:Shape></data></node>
    <edge source="n0" target="n1"><data key="e_w">0.5</data><data key="e_c">red</data></edge>
    <node id="n1"><data key="v_name"><![CDATA[C<D]]></data></node>
  </graph>
</graphml>]==], ".graphml")
  eq(h.nodes, { "A & B", "C<D" })
  eq(h.directed, true)
  eq(h:edges():column "weight", { 0.5 })
  eq(h:attributes():column "size", { 2.5, 7.0 })
  eq(h.unread, nil)
  eq(h:edges():column "colour", { "red" })
  eq(h:where { weight = at_least(9) }.n_nodes, 2)
end)

test("the weight can be chosen, and must then be there", function()
  local text = 'graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 '
    .. 'weight 3 deals 8 ] ]'
  eq(read(text, ".gml"):edges():column "weight", { 3.0 })
  eq(read(text, ".gml", { weight = "deals" }):edges():column "weight", { 8.0 })
  raises('edges have no "sum"; they have weight, deals', read, text, ".gml",
    { weight = "sum" })
end)

test("Pajek's ways of writing are read", function()
  local h = read([[
% made by hand
*Network two
*Vertices 4
1 "Linz (A)" 0.1 0.5 0.5 ic Red
2 Graz 0.2 0.5
3 "Wien"
*Arcs
1 2 3 c Blue
*Edges
2 3
# a comment
3 3 2.5
*Arcslist
4 1 2
]], ".net")
  eq(h.nodes, { "Linz (A)", "Graz", "Wien", "4" })
  eq(h.directed, true)
  eq(h:edges(), frame { { "from", { "Linz (A)", "Graz", "Wien", "Wien", "4", "4" } },
    { "to", { "Graz", "Wien", "Graz", "Wien", "Linz (A)", "Graz" } },
    { "weight", { 3.0, 1.0, 1.0, 2.5, 1.0, 1.0 } } })
  eq(h:attributes():column "x", { 0.1, 0.2, na, na })
  eq(h.unread, "drawing of lines, drawing of vertices")
end)

test("Infomap's *Vertices without a number, and matrices, are read", function()
  eq(read('*Vertices\n1 "a"\n2 "b"\n*Edges\n1 2 2\n', ".net"):edges()
    :column "weight", { 2.0 })
  local h = read("*Vertices 2\r\n1 \"a\"\r\n2 \"b\"\r\n*Matrix\r\n0 2\r\n1.5 0\r\n", ".net")
  eq(h:edges():column "weight", { 2.0, 1.5 })
  eq(read("*vertices 2\n*edgeslist\n1 2\n", ".net").n_edges, 1)
  eq(read("*Vertices 2\n*Arcs\n", ".net").directed, true)
  eq(read("*Vertices 2\n*Arcs\n*Edges\n1 2\n", ".net").directed, false)
end)

test("files of older programs are read in their encoding", function()
  local latin = '*Vertices 2\n1 "Gr\xF6\xDFe"\n2 "b"\n*Edges\n1 2\n'
  eq(read(latin, ".net", { encoding = "latin1" }).nodes, { "Größe", "b" })
  raises("UTF-8", read, latin, ".net")
  local gml = 'graph [ node [ id 1 label "\xE9" ] ]'
  eq(read(gml, ".gml", { encoding = "windows-1252" }).nodes, { "é" })
end)

test("an edge list whose columns have other names joins the first two", function()
  for _, head in ipairs { "b,c", "c,a", "p,q" } do
    files.with(head .. "\nx,y\n", function(path)
      eq(graph.read(path).nodes, { "x", "y" })
    end, ".csv")
  end
end)

test("edge lists of Gephi are read", function()
  local h = read("Source,Target,Type,Weight\nb,a,Directed,2\na,b,Directed,3\n", ".csv")
  eq(h.directed, true)
  eq(h:edges():column "weight", { 3.0, 2.0 })
  eq(read("x,y,n\n1,2,5\n", ".csv", { weight = "n", directed = true }):edges()
    :column "weight", { 5.0 })
  eq(read("x,y,n\n1,2,5\n", ".csv"):edges():column "weight", { 1.0 })
end)

test("edges without a weight among others are counted", function()
  local h = read('graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 '
    .. 'weight 3 ] edge [ source 2 target 1 ] ]', ".gml")
  eq(h.n_left_out, 1)
  eq(h:edges():column "weight", { 3.0 })
end)


-- ---- what others read ----

test("GEXF, GraphML are well-formed XML", function()
  if not os.execute "command -v xmllint > /dev/null 2>&1" then
    return skip "xmllint is not installed"
  end
  for _, format in ipairs { "gexf", "graphml" } do
    files.at("." .. format, function(path)
      g:write(path, { layout = format == "gexf" and g:layout() or nil })
      eq(os.execute("xmllint --noout " .. path), true)
    end)
  end
end)

test("networkx reads what is written", function()
  if not os.execute "python3 -c 'import networkx' > /dev/null 2>&1" then
    return skip "python3 with networkx is not installed"
  end
  local program = [=[
import sys, networkx as nx
kind, path = sys.argv[1:]
g = {"graphml": nx.read_graphml, "gml": nx.read_gml, "net": nx.read_pajek,
     "gexf": nx.read_gexf}[kind](path)
name = {n: d.get("name") or d.get("label") or n for n, d in g.nodes(data=True)}
for a, b, d in sorted(g.edges(data=True), key=lambda e: e[2]["weight"]):
    print(*sorted([name[a], name[b]]), "%.12g" % d["weight"], sep="|")
]=]
  local plain = graph { { "Größe", "能源", 0.5 }, { "能源", "c d", 3 } }
  for _, kind in ipairs { "graphml", "gml", "net", "gexf" } do
    files.at("." .. kind, function(path)
      plain:write(path)
      files.with(program, function(script)
        local pipe <close> = io.popen(("python3 %s %s %s 2>&1"):format(script, kind, path))
        eq({ kind, pipe:read "a" }, { kind, "Größe|能源|0.5\nc d|能源|3\n" })
      end, ".py")
    end)
  end
end)

test("Gephi's tables say what they should", function()
  local h = graph { { "a", "b", 2 }, directed = true }
  files.at(".csv", function(nodes)
    eq(written(h, ".csv", { format = "gephi", nodes = nodes }),
      "Source,Target,Type,Weight\na,b,Directed,2\n")
    eq(files.bytes(nodes), "Id,Label\na,a\nb,b\n")
  end)
end)

test("VOSviewer gets a map and a network, or both in one", function()
  local known = frame { { "node", { "a", "b" } }, { "cluster", { 1, 2 } },
    { "score", { 0.5, na } } }
  local h = graph { { "a", "b", 2 }, { "a", "a", 9 }, nodes = known }
  files.at(".txt", function(network)
    eq(written(h, ".txt", { format = "vosviewer", network = network }),
      "id\tlabel\tcluster\tweight<Links>\tweight<Total link strength>\tscore<score>\n"
      .. "1\ta\t1\t1\t2\t0.5\n2\tb\t2\t1\t2\t\n")
    eq(files.bytes(network), "1\t2\t2\n")
  end)
  local links = '"weights": {"Links": 1, "Total link strength": 2}'
  eq(written(h, ".json"), '{"network": {\n"items": [\n'
    .. '{"id": 1, "label": "a", "cluster": 1, ' .. links .. ', "scores": {"score": 0.5}},\n'
    .. '{"id": 2, "label": "b", "cluster": 2, ' .. links .. '}\n],\n"links": [\n'
    .. '{"source_id": 1, "target_id": 2, "strength": 2}\n]}}\n')
  raises("have no directions; take g:undirected()", directed.write, directed, "x.json")
  raises("say where the network goes", h.write, h, "x.txt", { format = "vosviewer" })
end)

test("DOT quotes what it must", function()
  eq(written(graph { { 'a "b"', "c\\d", 2 }, directed = true }, ".dot"),
    'digraph {\n  "a \\"b\\"";\n  "c\\\\d";\n  "a \\"b\\"" -> "c\\\\d" [weight=2];\n}\n')
end)

test("what a format has no place for is said, or refused", function()
  local function with(column)
    return graph { { 'a "1"', "b" }, nodes = frame { { "node", { 'a "1"', "b" } },
      { column, { 1, 2 } } } }
  end
  local function said(g_, ending)
    return files.said(written, g_, ending)
  end
  eq(said(with "GDP per head", ".gml"):match "write: (GML[^\n]*)",
    'GML has no place for a key "GDP per head"; it is written as GDP_per_head')
  local text
  files.said(function() text = written(with "2nd", ".gml") end)
  eq(text:match "\n    (a2nd 1)\n", "a2nd 1")
  eq(said(with "x", ".net"):match "have no place for attributes" ~= nil, true)
  files.said(function() text = written(with "label", ".gml") end)
  eq(text:match "\n    (label_ 1)\n", "label_ 1")
  files.said(function() text = written(with "name", ".graphml") end)
  eq(text:match '"d1" for="node" attr.name="(%g+)"', "name_")
end)

test("a layout gives places in files", function()
  local h = graph { { "a", "b" }, { "b", "c" }, { "c", "d" } }
  local layout = h:layout { method = "circle" }
  eq(written(h, ".gexf", { layout = layout }):match 'position x="(%d+)"', "1000")
  eq(written(h, ".net", { layout = layout }):match '1 "a" (%S+)', "1")
  raises('has no place for "d"', h.write, h, "/dev/null",
    { format = "gexf", layout = layout:head(3) })
end)


-- ---- what is spoiled ----

local function spoiled(sentence, ending, text)
  raises(sentence, read, text, ending)
end

test("malformed GML is said by line", function()
  spoiled("it holds no graph", ".gml", "")
  spoiled("line 2: a quotation mark is never closed", ".gml", 'graph [\nnode [ id "1 ]')
  spoiled("line 1: a bracket is never closed", ".gml", "graph [ node [ id 1 ]")
  spoiled("line 1: a node without id", ".gml", "graph [ node [ label 3 ] ]")
  spoiled("line 1: an edge without target", ".gml", "graph [ edge [ source 3 ] ]")
  spoiled("node should be followed by a list", ".gml", "graph [ node 3 ]")
  spoiled("id should be followed by a number", ".gml", "graph [ node [ id x ] ]")
  spoiled('expected a key, found "% ]"', ".gml", "graph [ % ]")
  spoiled('edge 1 joins "2", which is no node', ".gml",
    "graph [ node [ id 1 ] edge [ source 1 target 2 ] ]")
  spoiled('two nodes are called "1"', ".gml", "graph [ node [ id 1 ] node [ id 1 ] ]")
  spoiled("nested too deeply", ".gml", "graph [ " .. ("a [ "):rep(99))
  spoiled("edge 1 weighs -1, and weights are above 0", ".gml",
    "graph [ node [ id 1 ] edge [ source 1 target 1 weight -1 ] ]")
end)

test("malformed Pajek is said by line", function()
  spoiled("it has no *Vertices", ".net", "")
  spoiled("line 1: *Edges stands before", ".net", "*Edges\n1 2\n" )
  spoiled("line 3: vertex 5, where *Vertices says there are 2", ".net",
    "*Vertices 2\n*Edges\n1 5\n")
  spoiled('line 3: "x" should be the number of a vertex', ".net", "*Vertices 2\n*Edges\nx 1\n")
  spoiled('line 3: "heavy" should be the weight', ".net", "*Vertices 2\n*Edges\n1 2 heavy\n")
  spoiled("line 2: a quotation mark is never closed", ".net", '*Vertices 1\n1 "a\n')
  spoiled('line 1: "many" should be the number of vertices', ".net", "*Vertices many\n")
  spoiled('line 1: "-1" should be the number of vertices', ".net", "*Vertices -1\n")
  spoiled("are too many", ".net", "*Vertices 99999999999\n")
end)

test("malformed GraphML is said by line", function()
  local function body(inside, keys)
    return '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n' .. (keys or "")
      .. '<graph edgedefault="undirected">\n' .. inside .. "\n</graph></graphml>"
  end
  spoiled("it holds no <graph>", ".graphml", "<graphml/>")
  spoiled("not well-formed", ".graphml", body "<node id='a'>")
  spoiled('line 3: a <node> without "id"', ".graphml", body "<node/>")
  spoiled("<hyperedge>; an edge joins two", ".graphml", body "<hyperedge/>")
  spoiled("second or nested <graph>", ".graphml",
    body "<node id='a'><graph edgedefault='directed'/></node>")
  spoiled("this edge is directed, the others are not", ".graphml",
    body "<edge directed='true' source='a' target='b'/>")
  spoiled('no key "d0" for nodes', ".graphml", body "<node id='a'><data key='d0'>1</data></node>")
  spoiled('"many" is no number, as the key "size" promises', ".graphml",
    body("<node id='a'><data key='d0'>many</data></node>",
      "<key id='d0' for='node' attr.name='size' attr.type='double'/>\n"))
  spoiled('edge 1 joins "b", which is no node', ".graphml",
    body "<node id='a'/><edge source='a' target='b'/>")
  spoiled("<!DOCTYPE or another declaration, which is refused", ".graphml",
    "<!DOCTYPE x [<!ENTITY y SYSTEM '/etc/passwd'>]><graphml>&y;</graphml>")
end)

test("files spoiled anywhere end in a graph or a sentence", function()
  for _, ending in ipairs { ".graphml", ".gml", ".net", ".csv" } do
    local text = written(ending == ".net" and directed or g, ending)
    for round = 1, 120 do
      local at = math.random(#text)
      local bad = round % 2 == 0 and text:sub(1, at)
        or text:sub(1, at - 1) .. string.char(math.random(32, 126)) .. text:sub(at + 1)
      local ok, problem = pcall(read, bad, ending)
      if not ok then
        eq({ ending, type(problem), problem:find "attempt to" or problem:find "bad argument" },
          { ending, "string", nil })
      end
    end
  end
end)

test("formats that are not known are named", function()
  raises("what format has \"x.abc\"?", graph.read, "x.abc")
  raises("the endings are .graphml .gml .net .csv,", graph.read, "x.gexf")
  raises("found gmll (did you mean 'gml'?)", graph.read, "x", { format = "gmll" })
  raises("'nodes' belongs to edge lists", graph.read, "x.gml", { nodes = "y.csv" })
  raises("the path should be a text", graph.read, 3)
end)
