-- What VOSviewer reads: a map file and a network file, or both in one of JSON.
-- Source: its manual, van Eck and Waltman.

local base = require "vane.core.base"
local text_file = require "vane.core.text_file"
local fail = require "vane.base.fail"
local cells = require "vane.data.graph.cells"

local vosviewer = {}

local CLUSTERS = { cluster = true, community = true }


local function check_undirected(g)
  if g.directed then
    fail "write: VOSviewer's networks have no directions; take g:undirected() first"
  end
end


-- Links and total link strength of each node, self loops left out.
local function strengths(g)
  local n, sums = {}, {}
  for i = 1, g.n_nodes do n[i], sums[i] = 0, 0.0 end
  local from, to, weight = cells.edges(g)
  for k = 1, #from do
    if from[k] ~= to[k] then
      for _, i in ipairs { from[k], to[k] } do
        n[i], sums[i] = n[i] + 1, sums[i] + weight[k]
      end
    end
  end
  return n, sums
end


-- Calls each(title, cells, kind) for the columns of a map: places, cluster,
-- weights, and the attributes that are numbers as scores.
local function each_column(g, opts, each)
  local places = cells.places(g, opts.layout)
  if places then
    each("x", places.x, "place")
    each("y", places.y, "place")
  end
  local links, sums = strengths(g)
  local attributes = cells.attributes(g)
  for _, column in ipairs(attributes) do
    if CLUSTERS[column.name] and column.type == "integer" then
      each("cluster", column.cells, "cluster")
    end
  end
  each("Links", links, "weights")
  each("Total link strength", sums, "weights")
  for _, column in ipairs(attributes) do
    local is_number = column.type == "number" or column.type == "integer"
    if is_number and not CLUSTERS[column.name] then
      each(column.name, column.cells, "scores")
    end
  end
end


local titles = { place = "%s", cluster = "%s", weights = "weight<%s>",
  scores = "score<%s>" }


local function plain(text)
  return (text:gsub("[\t\r\n]", " "))
end


-- A map file, and a network file beside it.
function vosviewer.write(g, path, opts)
  check_undirected(g)
  if not opts.network then
    fail("write: VOSviewer reads a map and a network; say where the network "
      .. "goes, as in network = \"network.txt\"")
  end
  local rows = { { "id", "label" } }
  for i, node in ipairs(g.nodes) do rows[i + 1] = { tostring(i), plain(node) } end
  each_column(g, opts, function(title, column, kind)
    table.insert(rows[1], plain(titles[kind]:format(title)))
    for i = 1, g.n_nodes do
      local cell = column[i]
      table.insert(rows[i + 1], base.is_na(cell) and "" or cells.number(cell))
    end
  end)
  for i, row in ipairs(rows) do rows[i] = table.concat(row, "\t") .. "\n" end
  local from, to, weight = cells.edges(g)
  local links = {}
  for i = 1, #from do
    if from[i] ~= to[i] then
      links[#links + 1] = ("%d\t%d\t%s\n"):format(from[i], to[i], cells.number(weight[i]))
    end
  end
  text_file.write(path, table.concat(rows))
  text_file.write(opts.network, table.concat(links))
end


local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r",
  ["\t"] = "\\t" }


local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(letter)
    return escapes[letter] or ("\\u%04x"):format(letter:byte())
  end) .. '"'
end


-- The items' fields as JSON: those of one kind together.
local function items_of(g, opts)
  local items = {}
  for i, node in ipairs(g.nodes) do
    items[i] = { head = ('{"id": %d, "label": %s'):format(i, quoted(node)),
      weights = {}, scores = {} }
  end
  each_column(g, opts, function(title, column, kind)
    for i, item in ipairs(items) do
      local cell = column[i]
      if base.is_na(cell) then goto continue end
      local pair = quoted(title) .. ": " .. cells.number(cell)
      if item[kind] then table.insert(item[kind], pair)
      else item.head = item.head .. ", " .. pair end
      ::continue::
    end
  end)
  for i, item in ipairs(items) do
    local scores = #item.scores > 0
      and (', "scores": {%s}'):format(table.concat(item.scores, ", ")) or ""
    items[i] = ('%s, "weights": {%s}%s}'):format(item.head,
      table.concat(item.weights, ", "), scores)
  end
  return items
end


function vosviewer.write_json(g, path, opts)
  check_undirected(g)
  local links, from, to, weight = {}, cells.edges(g)
  for i = 1, #from do
    if from[i] ~= to[i] then
      links[#links + 1] = ('{"source_id": %d, "target_id": %d, "strength": %s}')
        :format(from[i], to[i], cells.number(weight[i]))
    end
  end
  text_file.write(path, ('{"network": {\n"items": [\n%s\n],\n"links": [\n%s\n]}}\n')
    :format(table.concat(items_of(g, opts), ",\n"), table.concat(links, ",\n")))
end


return vosviewer
