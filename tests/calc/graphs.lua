-- Small random graphs for tests, and their weights as plain tables.

local graphs = {}


-- n nodes n1 ..., each pair joined with probability p, whole weights to 9;
-- `loops` also joins nodes to themselves.
function graphs.random(n, p, directed, loops)
  local edges = { directed = directed, nodes = {} }
  for i = 1, n do
    edges.nodes[i] = "n" .. i
    for j = directed and 1 or i, n do
      if (i ~= j or loops) and math.random() < p then
        edges[#edges + 1] = { "n" .. i, "n" .. j, math.random(9) }
      end
    end
  end
  return graph(edges)
end


-- w[i][j], 0 where there is no edge and on the diagonal; `either` adds up
-- both directions.
function graphs.weights(g, either)
  local cells, w = g:matrix():cells(), {}
  for i = 1, g.n_nodes do
    w[i] = {}
    for j = 1, g.n_nodes do
      local back = either and g.directed and cells[j][i] or 0
      w[i][j] = i == j and 0 or cells[i][j] + back
    end
  end
  return w
end


-- Distances by Floyd and Warshall; math.huge where there is no path.
function graphs.distances(g, length)
  local w, d, n = graphs.weights(g), {}, g.n_nodes
  for i = 1, n do
    d[i] = {}
    for j = 1, n do
      d[i][j] = i == j and 0 or w[i][j] > 0 and length(w[i][j]) or math.huge
    end
  end
  for k = 1, n do
    for i = 1, n do
      for j = 1, n do d[i][j] = math.min(d[i][j], d[i][k] + d[k][j]) end
    end
  end
  return d
end


-- The same graph with its nodes in another order.
function graphs.shuffled(g)
  local nodes = {}
  for i, node in ipairs(g.nodes) do
    table.insert(nodes, math.random(i), node)
  end
  return g:edges():graph { directed = g.directed, nodes = nodes }
end


-- All weights times a factor.
function graphs.scaled(g, factor)
  local edges = g:edges():with {
    weight = function(row) return row.weight * factor end }
  return edges:graph { directed = g.directed, nodes = g.nodes }
end


-- The values of a frame's column by node.
function graphs.by_node(f, column)
  local values, of = {}, f:column(column)
  for i, node in ipairs(f:column "node") do values[node] = of[i] end
  return values
end


-- The same values, near enough, where both have one.
function graphs.same(found, wanted, within)
  for node, value in pairs(wanted) do
    if is_na(value) or is_na(found[node]) then
      eq({ node, is_na(found[node]) }, { node, is_na(value) })
    else
      near(found[node], value, within or 1e-9)
    end
  end
end


return graphs
