-- Files of graphs that are XML: GraphML both ways, GEXF as Gephi reads it.

local native = require "vane.core.graphml"
local text_file = require "vane.core.text_file"
local note = require "vane.base.note"
local cells = require "vane.data.graph.cells"

local xml = {}

local HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

local graphml_types = { number = "double", integer = "long", text = "string",
  logical = "boolean", date = "string" }
local gexf_types = { number = "double", integer = "long", text = "string",
  logical = "boolean", date = "date" }


-- A cell as its element's text or value.
local function shown(cell, kind)
  if kind == "number" or kind == "integer" then return cells.number(cell) end
  return cells.xml(tostring(cell))
end


-- ---- GraphML ----

function xml.read_graphml(path)
  local directed, nodes, edges = native.read(path)
  return { directed = directed, nodes = nodes, edges = edges }
end


-- The keys of columns: `letter` and a number. `taken` is the name that is not
-- theirs.
local function put_keys(put, columns, letter, what, taken)
  local used = { [taken] = true }
  for _, column in ipairs(columns) do used[column.name] = true end
  for k, column in ipairs(columns) do
    local name = column.name == taken and cells.free(taken, used) or column.name
    if name ~= column.name then
      note(("write: GraphML has the %ss' own under \"%s\"; the attribute of that "
        .. "name is written as \"%s\""):format(what, taken, name))
    end
    column.key = letter .. k
    put(('  <key id="%s" for="%s" attr.name="%s" attr.type="%s"/>\n'):format(
      column.key, what, cells.xml(name), graphml_types[column.type]))
  end
end


local function put_data(put, indent, columns, i)
  for _, column in ipairs(columns) do
    local cell = column.cells[i]
    if cells.is_there(cell) then
      put(('%s<data key="%s">%s</data>\n'):format(indent, column.key,
        shown(cell, column.type)))
    end
  end
end


local function put_graphml_node(put, node, i, attributes)
  put(('    <node id="n%d">\n      <data key="name">%s</data>\n'):format(i - 1,
    cells.xml(node)))
  put_data(put, "      ", attributes, i)
  put "    </node>\n"
end


local function put_graphml_edges(put, g, said)
  local from, to, weight = cells.edges(g)
  for i = 1, #from do
    put(('    <edge source="n%d" target="n%d"><data key="weight">%s</data>%s'):format(
      from[i] - 1, to[i] - 1, cells.number(weight[i]), #said > 0 and "\n" or ""))
    put_data(put, "      ", said, i)
    put(#said > 0 and "    </edge>\n" or "</edge>\n")
  end
end


function xml.write_graphml(g, path)
  local attributes, said, lines = cells.attributes(g), cells.said(g), {}
  local function put(text) lines[#lines + 1] = text end
  put(HEAD .. '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
  put '  <key id="name" for="node" attr.name="name" attr.type="string"/>\n'
  put_keys(put, attributes, "d", "node", "name")
  put '  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>\n'
  put_keys(put, said, "e", "edge", "weight")
  put(('  <graph id="G" edgedefault="%s">\n'):format(
    g.directed and "directed" or "undirected"))
  for i, node in ipairs(g.nodes) do put_graphml_node(put, node, i, attributes) end
  put_graphml_edges(put, g, said)
  put "  </graph>\n</graphml>\n"
  text_file.write(path, table.concat(lines))
end


-- ---- GEXF ----

local function put_attributes(put, columns, class)
  if #columns == 0 then return end
  put(('    <attributes class="%s">\n'):format(class))
  for k, column in ipairs(columns) do
    put(('      <attribute id="%d" title="%s" type="%s"/>\n'):format(k - 1,
      cells.xml(column.name), gexf_types[column.type]))
  end
  put "    </attributes>\n"
end


local function put_values(put, columns, i)
  if #columns == 0 then return end
  put "        <attvalues>\n"
  for k, column in ipairs(columns) do
    if cells.is_there(column.cells[i]) then
      put(('          <attvalue for="%d" value="%s"/>\n'):format(k - 1,
        shown(column.cells[i], column.type)))
    end
  end
  put "        </attvalues>\n"
end


local function put_gexf_node(put, node, i, attributes, places)
  put(('      <node id="n%d" label="%s">\n'):format(i - 1, cells.xml(node)))
  put_values(put, attributes, i)
  if places then
    put(('        <viz:position x="%s" y="%s" z="0"/>\n'):format(
      cells.number(places.x[i] * 1000), cells.number(places.y[i] * 1000)))
  end
  put "      </node>\n"
end


local function put_gexf_edges(put, g, said)
  local from, to, weight = cells.edges(g)
  for i = 1, #from do
    put(('      <edge id="%d" source="n%d" target="n%d" weight="%s"%s>\n'):format(
      i - 1, from[i] - 1, to[i] - 1, cells.number(weight[i]), #said > 0 and "" or "/"))
    put_values(put, said, i)
    if #said > 0 then put "      </edge>\n" end
  end
end


function xml.write_gexf(g, path, opts)
  local attributes, said, lines = cells.attributes(g), cells.said(g), {}
  local places = cells.places(g, opts.layout)
  local function put(text) lines[#lines + 1] = text end
  put(HEAD .. '<gexf xmlns="http://www.gexf.net/1.2draft" '
    .. 'xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n')
  put(('  <graph defaultedgetype="%s">\n'):format(
    g.directed and "directed" or "undirected"))
  put_attributes(put, attributes, "node")
  put_attributes(put, said, "edge")
  put "    <nodes>\n"
  for i, node in ipairs(g.nodes) do put_gexf_node(put, node, i, attributes, places) end
  put "    </nodes>\n    <edges>\n"
  put_gexf_edges(put, g, said)
  put "    </edges>\n  </graph>\n</gexf>\n"
  text_file.write(path, table.concat(lines))
end


return xml
