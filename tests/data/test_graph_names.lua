-- Names and numbers that files of graphs are apt to spoil.
local graph_file = loadfile("tests/data/graph_file.lua", "t", _ENV)()
local files = loadfile("tests/data/files.lua", "t", _ENV)()
local read, there_and_back = graph_file.read, graph_file.there_and_back

local names = { 'q"uote', '"', '""', "com,ma", "semi;colon", "new\nline", "re\r\nturn",
  "tab\there", "Müller & Söhne", "中文 名字", "עברית", "😀", "<xml>&amp;</xml>", "&quot;",
  "&#65;", "]]>", "", " lead", "trail ", "0012", "3.14", "1e5", "-1", "NaN", "Inf", "na",
  "NA", "null", "true", "2014-12-31", "'single'", "back\\slash", "end \\", "#hash", "*star",
  "%per cent", "// no", "/* x */", "n0", "graph", "=1+1" }

-- A ring of all names, with weights that no other notation may round.
local function ring(directed)
  local edges = { directed = directed, nodes = names }
  for i, name in ipairs(names) do
    edges[i] = { name, names[i % #names + 1], i / 3 }
  end
  edges[1][3], edges[2][3] = 1e-300, 1e300
  return graph(edges)
end

test("every name and weight comes back, of whatever letters", function()
  for _, directed in ipairs { false, true } do
    local g = ring(directed)
    for _, ending in ipairs { ".graphml", ".gml", ".net" } do
      eq({ ending, there_and_back(g, ending) == g }, { ending, true })
    end
  end
end)

test("edge lists keep names that look like numbers, dates and truths", function()
  local g = ring(true)
  files.said(function()  -- that "NA" may be meant as missing
    local back = there_and_back(g, ".csv", { directed = true })
    eq(back:compare(g).n_kept, #names)
    eq(back:compare(g).weighted_jaccard, 1.0)
  end)
  eq(read("from,to\n10,9\n2,10\n", ".csv").nodes, { "2", "9", "10" })
  eq(read("from,to\n10,9.5\n2,10\n", ".csv").nodes, { "10", "2", "9.5" })
  eq(read("from,to\n2014-12-31,true\n", ".csv").nodes, { "2014-12-31", "true" })
end)

test("what an edge list alone does not say is noted", function()
  local known = frame { { "node", { "a", "b", "z" } }, { "size", { 1, 2, 3 } } }
  local g = graph { { "a", "b" }, directed = true, nodes = known }
  local function said(opts)
    return files.said(graph_file.written, g, ".csv", opts)
  end
  local text = said()
  eq(text:match "read it with (directed = true)", "directed = true")
  eq(text:match "no place for ([^;]*);", "1 node without edges and attributes of nodes")
  files.at(".csv", function(nodes)
    eq(said { nodes = nodes }:match "no place for", nil)
    eq(files.at(".csv", function(edges)
      g:write(edges, { nodes = nodes })
      return graph.read(edges, { nodes = nodes, directed = true }) == g
    end), true)
  end)
end)

test("VOSviewer's JSON and Gephi's nodes bear the same names", function()
  local json = graph_file.written(ring(false), ".json")
  eq(json:match '"label": ("q[^,]*),', '"q\\"uote"')
  eq(json:match '"label": ("new[^,]*),', '"new\\nline"')
  files.at(".csv", function(edges)
    files.at(".csv", function(nodes)
      files.said(function()
        ring(false):write(edges, { format = "gephi", nodes = nodes })
        eq(frame.read(nodes, { types = { Id = "text" } }):column "Id", names)
      end)
    end)
  end)
end)

test("one node may be without a name; two may not", function()
  local label = 'graph [ node [ id 1 label "%s" ] node [ id 2 label "%s" ] ]'
  eq(read(label:format("", "x"), ".gml").nodes, { "", "x" })
  eq(read(label:format("", ""), ".gml").nodes, { "1", "2" })
end)

test("attributes may be called what graphs call their own", function()
  local g = read('graph [ node [ id 7 label "x" name "A" node 5 ] '
    .. 'node [ id 9 label "y" name "A" node 6 ] edge [ source 7 target 9 ] ]', ".gml")
  eq(g:attributes().names, { "node", "id", "name", "node_" })
  local back
  files.said(function() back = there_and_back(g, ".gml") end)
  eq(back:attributes().names, { "node", "id_", "name_", "node_" })
  files.said(function() back = there_and_back(g, ".graphml") end)
  eq(back:attributes().names, { "node", "id", "name_", "node_" })
  eq(back:edges() == g:edges(), true)
end)

test("an id beside an attribute id stays apart from it", function()
  local key = '<key id="%s" for="node" attr.name="%s" attr.type="string"/>'
  local g = read("<graphml>" .. key:format("i", "id") .. key:format("l", "label")
    .. '<graph edgedefault="undirected">'
    .. '<node id="x9"><data key="i">7</data><data key="l">L</data></node>'
    .. '<node id="x3"><data key="i">8</data><data key="l">M</data></node>'
    .. "</graph></graphml>", ".graphml")
  eq(g.nodes, { "L", "M" })
  eq(g:attributes():column "id_", { "x9", "x3" })
  eq(g:attributes():column "id", { "7", "8" })
end)

test("Pajek's files of all systems are read", function()
  local plain = '*Vertices 2\n1 "Gr&#252;n" 0.1 0.2\n2 "b" 0.3 0.4\n*Edges\n1 2 2.5\n'
  local g = read(plain, ".net")
  eq(g.nodes, { "Grün", "b" })
  eq(g:edges():column "weight", { 2.5 })
  eq(read("\xEF\xBB\xBF" .. plain, ".net") == g, true)
  eq(read((plain:gsub("\n", "\r\n")), ".net") == g, true)
  eq(read((plain:gsub("\n", "\r")), ".net") == g, true)
  eq(read((plain:gsub("*", "  *")), ".net") == g, true)
  eq(read("*Vertices 2\n*Arcs :1 \"buys\"\n1 2\n*Arcs :2 \"sells\"\n1 2 3\n", ".net").unread,
    "which relation a line is of")
end)

test("GML may begin with a byte order mark, and end lines by any sign", function()
  local plain = 'graph [\nnode [\nid 1 label "a\xC3\xA4" ]\n]\n'
  eq(read("\xEF\xBB\xBF" .. plain:gsub("\n", "\r"), ".gml").nodes, { "aä" })
  eq(read('graph [ node [ id 1 label "&#55296;" ] ]', ".gml").nodes, { "&#55296;" })
end)

test("weights that are written as texts weigh", function()
  local edge = 'graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 weight "%s" ] ]'
  eq(read(edge:format "2.5", ".gml"):edges():column "weight", { 2.5 })
  raises('edge 1 has the weight "heavy", which is no number', read, edge:format "heavy", ".gml")
  raises("edge 1 weighs -2", read, edge:format "-2", ".gml")
  local key = '<graphml><key id="w" for="edge" attr.name="Weight" attr.type="double"/>'
  eq(read(key .. '<graph edgedefault="undirected"><node id="a"/><node id="b"/>'
    .. '<edge source="a" target="b"><data key="w">\n  0.25 </data></edge></graph></graphml>',
    ".graphml"):edges():column "weight", { 0.25 })
end)

test("numbers that are none, or too large, are said by line", function()
  local gml = "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 2 weight %s ] ]"
  local net = "*Vertices 2\n*Edges\n1 2 %s\n"
  for _, bad in ipairs { "1e999", "0x10", "nan", "inf", "1,5" } do
    raises("line 2: ", read, gml:format(bad), ".gml")
    raises('line 3: "' .. bad .. '" should be the weight', read, net:format(bad), ".net")
  end
  raises("line 3: vertex 1 stands twice", read, "*Vertices 2\n1 a\n1 b\n", ".net")
  local xml = '<graphml><key id="k" for="node" attr.name="k" attr.type="%s"/>'
    .. '<graph edgedefault="undirected"><node id="a"><data key="k">%s</data></node>'
    .. "</graph></graphml>"
  for kind, bad in pairs { long = "99999999999999999999", boolean = "yes", double = "1e999" } do
    raises(('"%s" is no '):format(bad), read, xml:format(kind, bad), ".graphml")
  end
  eq(read(xml:format("boolean", " True "), ".graphml"):attributes():column "k", { true })
end)

test("edges with and without directions in one list are refused", function()
  local mixed = "Source,Target,Type\na,b,Directed\nb,c,Undirected\n"
  raises("row 2 has the Type Undirected, the first has not", read, mixed, ".csv")
  eq(read(mixed, ".csv", { directed = false }).directed, false)
end)
