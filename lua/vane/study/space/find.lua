-- Where spaces are looked for and how: the main component of a network, as
-- many communities as wanted or as the map equation proposes, by many runs.

local fail = require "vane.base.fail"


local function tally(list, key)
  list[key] = (list[key] or 0) + 1
end


-- The largest part that hangs together, and the names of the nodes outside.
local function main_component(g)
  local main, inside, outside = g:main_component(), {}, {}
  for _, node in ipairs(main.nodes) do inside[node] = true end
  for _, node in ipairs(g.nodes) do
    if not inside[node] then outside[#outside + 1] = node end
  end
  return main, outside
end


local function check_graph(word, g)
  if g.directed then
    fail("%s: the graph has directions; spaces are looked for without, take "
      .. "g:undirected() first", word)
  end
  if g.n_edges == 0 then
    fail("%s: the graph has no edges, so nobody works with anybody", word)
  end
end


local function check_number(word, wanted, n)
  if wanted < 1 then
    fail("%s: %d communities are wanted, at least 1 is needed", word, wanted)
  end
  if wanted > n then
    fail("%s: %d communities are wanted, but the main component has only %d "
      .. "%s", word, wanted, n, n == 1 and "member" or "members")
  end
end


-- Fills s.graph, s.left_out, s.proposed, s.n_wanted and s.partition.
local function find(s)
  local opts = s.opts
  check_graph(s.word, s.whole)
  s.graph, s.left_out = main_component(s.whole)
  if opts.communities then
    check_number(s.word, opts.communities, s.graph.n_nodes)
  end
  s.proposed = s.graph:mapequation { trials = opts.runs, seed = opts.seed,
    patience = opts.patience }
  s.n_wanted = opts.communities or s.proposed.n_communities
  s.partition = s.graph:potts { exactly = s.n_wanted, starts = opts.runs,
    seed = opts.seed, patience = opts.patience, resolution = opts.resolution,
    method = opts.method }
end


return { find = find, main_component = main_component, tally = tally }
