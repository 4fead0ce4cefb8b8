-- DOT, as Graphviz draws it. Source: the DOT language, graphviz.org.

local text_file = require "vane.core.text_file"
local cells = require "vane.data.graph.cells"

local dot = {}


local function quoted(text)
  return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"'
end


local function put_node(put, node, i, attributes)
  local words = {}
  for _, column in ipairs(attributes) do
    local cell = column.cells[i]
    if cells.is_there(cell) then
      local text = math.type(cell) and cells.number(cell) or tostring(cell)
      words[#words + 1] = quoted(column.name) .. "=" .. quoted(text)
    end
  end
  put(("  %s%s;\n"):format(quoted(node),
    #words > 0 and " [" .. table.concat(words, ", ") .. "]" or ""))
end


function dot.write(g, path)
  local lines = { g.directed and "digraph {\n" or "graph {\n" }
  local function put(text) lines[#lines + 1] = text end
  local names, attributes = g.nodes, cells.attributes(g)
  for i, node in ipairs(names) do put_node(put, node, i, attributes) end
  local from, to, weight = cells.edges(g)
  local arrow = g.directed and "->" or "--"
  for i = 1, #from do
    put(("  %s %s %s [weight=%s];\n"):format(quoted(names[from[i]]), arrow,
      quoted(names[to[i]]), cells.number(weight[i])))
  end
  put "}\n"
  text_file.write(path, table.concat(lines))
end


return dot
