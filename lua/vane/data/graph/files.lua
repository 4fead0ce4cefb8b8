-- Files of graphs: which reader and writer an ending asks for.

local core = require "vane.core.graph"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local gather = require "vane.data.graph.gather"

local methods = core.methods

local files = {}

local text = { kind = "string" }

local formats = { "graphml", "gml", "pajek", "csv", "gexf", "dot", "json",
  "gephi", "vosviewer" }
local endings = { graphml = "graphml", xml = "graphml", gml = "gml",
  net = "pajek", csv = "csv", tsv = "csv", gexf = "gexf", dot = "dot", gv = "dot",
  json = "json" }

local readers = {
  graphml = function(...) return require "vane.data.graph.xml".read_graphml(...) end,
  gml = function(...) return require "vane.data.graph.gml".read(...) end,
  pajek = function(...) return require "vane.data.graph.pajek".read(...) end,
}

local writers = {
  graphml = function(...) return require "vane.data.graph.xml".write_graphml(...) end,
  gexf = function(...) return require "vane.data.graph.xml".write_gexf(...) end,
  gml = function(...) return require "vane.data.graph.gml".write(...) end,
  pajek = function(...) return require "vane.data.graph.pajek".write(...) end,
  csv = function(...) return require "vane.data.graph.tables".write(...) end,
  gephi = function(...) return require "vane.data.graph.tables".write_gephi(...) end,
  vosviewer = function(...)
    return require "vane.data.graph.vosviewer".write(...)
  end,
  json = function(...) return require "vane.data.graph.vosviewer".write_json(...) end,
  dot = function(...) return require "vane.data.graph.dot".write(...) end,
}


local function check_path(verb, path)
  if type(path) ~= "string" then
    fail("%s: the path should be a text, as in \"network.graphml\", found %s",
      verb, check.found(path))
  end
end


-- The format that is told, or that the path's ending says.
local function format_of(verb, path, told, known)
  local ending = path:lower():gsub("%.gz$", ""):match "%.(%w+)$"
  local format = told or endings[ending]
  if known[format] then return format end
  fail("%s: what format has \"%s\"? the endings are .graphml .gml .net .csv%s, "
    .. "or say it, as in format = \"pajek\"", verb, path,
    verb == "write" and " .gexf .dot .json" or "")
end


--- graph.read(path, {format=, weight=, from=, to=, directed=, nodes=,
---                   encoding=}) -> graph
---   Reads a network; its format is that of the ending: GraphML (.graphml,
---   .xml), GML (.gml), Pajek (.net), an edge list (.csv), also packed
---   (.gz); or that of `format` (graphml, gml, pajek, csv).
---   Nodes are called by their name or label where all have one and all are
---   different, else by their id; what else the file says of them is kept as
---   attributes. `weight` says what of an edge weighs it; when not said
---   "weight", "Weight" or "value", else each weighs 1; what else the file
---   says of edges stands in g:edges(), and of edges between the same nodes,
---   which are added up, that of the first. What has no place in a graph, such
---   as drawings, is named when the graph is shown and in g.unread.
---   Of an edge list, `from`, `to` and `weight` name its columns (when not
---   said from and to, Source and Target, a and b, or the first two);
---   `directed` says whether directions count; `nodes` is a second file with
---   a row for each node. `encoding` is that of older GML, Pajek and CSV
---   files, as for frame.read.
---   Raises, naming the line, on what is not of its format, on hyperedges,
---   nested graphs, edges with and without directions together in GraphML and
---   edge lists (in Pajek an edge among arcs goes both ways); and, naming the
---   edge, on weights that are no numbers or below 0 and ends that are no
---   nodes.
---
---   > graph{ {"a", "b", 2} }:write "build/ab.gml"
---   > graph.read("build/ab.gml"):edges():column("weight")[1]
---   2.0
function files.read(path, given)
  check_path("read", path)
  local opts = check("read", given, { format = { one_of = formats },
    weight = text, from = text, to = text, nodes = text,
    directed = { kind = "boolean" },
    encoding = { one_of = { "utf-8", "windows-1252", "latin1" } } })
  local known = { csv = true, graphml = true, gml = true, pajek = true }
  local format = format_of("read", path, opts.format, known)
  if format == "csv" then
    return require "vane.data.graph.tables".read(path, opts)
  end
  for _, name in ipairs { "from", "to", "nodes", "directed" } do
    if opts[name] ~= nil then
      fail("read: '%s' belongs to edge lists; %s says it itself", name, format)
    end
  end
  return gather(path, readers[format](path, opts), opts.weight)
end


--- g:write(path, {format=, nodes=, layout=, network=})
---   Writes the network, with what is known of its nodes and edges; the
---   format is that of the ending, or of `format`:
---   .graphml   GraphML        .gml  GML         .net  Pajek, names and weights
---   .gexf      GEXF (Gephi)   .dot  DOT         .json VOSviewer
---   .csv       edge list: from, to, weight; `nodes` names a second file for
---              the nodes and their attributes
---   "gephi"    edge list as Gephi imports it, `nodes` a second file
---   "vosviewer"  map file, and `network`, the path of its network file
---   `layout`, a frame as of g:layout(), gives places in Pajek, GEXF and
---   VOSviewer. In VOSviewer a column cluster or community of whole numbers
---   is the cluster, other numbers are scores. GML spells letters beyond
---   ASCII by their number, Pajek quotation marks and line ends; attributes
---   whose name a format does not allow or takes itself are called otherwise
---   there, which is noted.
---   Dates are read back as texts. The new file takes the old one's place
---   when it is whole.
---   Raises when the file cannot be written.
---
---   > graph{ {"a", "b"} }:write("/dev/null", { format = "graphml" })
function methods.write(g, path, given)
  core.meta.self(g, "write")
  check_path("write", path)
  local opts = check("write", given, { format = { one_of = formats },
    nodes = text, network = text, layout = { kind = "frame" } })
  writers[format_of("write", path, opts.format, writers)](g, path, opts)
end


return files
