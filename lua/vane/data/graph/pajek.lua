-- Pajek's networks (.net): *Vertices with numbers and labels, *Arcs with
-- directions, *Edges without. Source: the reference manual of Pajek, Batagelj
-- and Mrvar.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local text_file = require "vane.core.text_file"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local cells = require "vane.data.graph.cells"

local pajek = {}

local MOST_NODES = 10000000


-- ---- lines ----

local function stop(s, sentence, ...)
  fail("reading %s: line %d: %s", s.path, s.line, sentence:format(...))
end


-- The words of a line; those in quotation marks may hold blanks.
local function words_of(s, line)
  local words, at = {}, 1
  while true do
    at = line:find("%S", at)
    if not at then return words end
    if line:byte(at) == 34 then
      local close = line:find('"', at + 1, true)
      if not close then stop(s, "a quotation mark is never closed") end
      words[#words + 1] = line:sub(at + 1, close - 1)
      at = close + 1
    else
      local word = line:match("^%S+", at)
      words[#words + 1] = word
      at = at + #word
    end
  end
end


local function node_number(s, word)
  local number = math.tointeger(cells.decimal(word))
  if not number or number < 1 then
    stop(s, "\"%s\" should be the number of a vertex, from 1", word or "")
  end
  if s.n and number > s.n then
    stop(s, "vertex %d, where *Vertices says there are %d", number, s.n)
  end
  if number > MOST_NODES then stop(s, "vertex %d is too large a number", number) end
  s.most = math.max(s.most, number)
  return number
end


-- ---- sections ----

local sections = {}


-- Letters may be spelled by their number, as in "Gr&#252;n".
local function spelled(label)
  return label and label:gsub("&#(%d+);", function(digits)
    return cells.letter(tonumber(digits))
  end)
end


function sections.vertices(s, line)
  local words = words_of(s, line)
  local i = node_number(s, words[1])
  if s.known[i] then stop(s, "vertex %d stands twice", i) end
  s.known[i], s.labels[i] = true, spelled(words[2])
  local x, y = cells.decimal(words[3]), cells.decimal(words[4])
  if x and y then s.x[i], s.y[i] = x, y end
  if words[x and y and (cells.decimal(words[5]) and 6 or 5) or 3] then
    s.unread["drawing of vertices"] = true
  end
end


local function add(ties, from, to, weight)
  local n = #ties.from + 1
  ties.from[n], ties.to[n], ties.weight[n] = from, to, weight
end


local function read_tie(s, line, ties)
  local from, to, weight, more = line:match "^%s*(%S+)%s+(%S+)%s*(%S*)%s*(.*)$"
  if not from then stop(s, "a line joins two vertices; found \"%s\"", line) end
  local number = weight == "" and 1 or cells.decimal(weight)
  if not number then stop(s, "\"%s\" should be the weight of a line", weight) end
  if more ~= "" then s.unread["drawing of lines"] = true end
  add(ties, node_number(s, from), node_number(s, to), number + 0.0)
end


function sections.arcs(s, line) read_tie(s, line, s.arcs) end
function sections.edges(s, line) read_tie(s, line, s.edges) end


-- A vertex, and those it is joined to.
local function read_ties(s, line, ties)
  local from
  for word in line:gmatch "%S+" do
    local number = node_number(s, word)
    if from then add(ties, from, number, 1.0) end
    from = from or number
  end
end


function sections.arcslist(s, line) read_ties(s, line, s.arcs) end
function sections.edgeslist(s, line) read_ties(s, line, s.edges) end


function sections.matrix(s, line)
  s.row = (s.row or 0) + 1
  local from, k = node_number(s, tostring(s.row)), 0
  for word in line:gmatch "%S+" do
    local weight = cells.decimal(word)
    if not weight then stop(s, "\"%s\" should be a number", word) end
    k = k + 1
    local to = node_number(s, tostring(k))
    if weight ~= 0 then add(s.arcs, from, to, weight + 0.0) end
  end
end


-- The function for the lines behind one that begins with *.
local function begin_section(s, line)
  local name = line:match "^%*(%a+)":lower()
  if name == "network" then return nil end
  if name == "vertices" then
    if s.has_vertices then stop(s, "a second network; one is read") end
    s.has_vertices = true
    local number = line:match "^%*%a+%s+(%S+)"
    s.n = math.tointeger(tonumber(number))
    if number and not (s.n and s.n >= 0) then
      stop(s, "\"%s\" should be the number of vertices", number)
    end
    if s.n and s.n > MOST_NODES then stop(s, "%d vertices are too many", s.n) end
    if line:match "^%*%a+%s+%d+%s+%d+" then s.unread["two modes"] = true end
  elseif not s.has_vertices then
    stop(s, "%s stands before *Vertices", line:match "^%*%a+")
  elseif not sections[name] then
    s.unread["*" .. line:match "^%*(%a+)"] = true
  end
  local relation = line:match "^%*%a+%s*:%s*(%d+)"
  if relation and relation ~= (s.relation or relation) then
    s.unread["which relation a line is of"] = true
  end
  s.relation = relation or s.relation
  s.seen[name:gsub("list$", "")] = true
  return sections[name]
end


-- ---- reading ----

-- All ties: where there are arcs, an edge goes both ways.
local function all_ties(s)
  local edges = s.edges
  if #s.arcs.from == 0 then return edges end
  for k = 1, #edges.from do
    local from, to, weight = edges.from[k], edges.to[k], edges.weight[k]
    add(s.arcs, from, to, weight)
    if from ~= to then add(s.arcs, to, from, weight) end
  end
  return s.arcs
end


-- Programs write both headings, whichever lines there are.
local function has_directions(s)
  return #s.arcs.from > 0 or s.seen.arcs and not s.seen.edges or false
end


local function frames_of(s)
  local ids, labels, x, y = {}, {}, {}, {}
  for i = 1, s.n or s.most do
    ids[i], labels[i] = tostring(i), s.labels[i] or tostring(i)
    x[i], y[i] = s.x[i] or base.na, s.y[i] or base.na
  end
  local from, to, ties = {}, {}, all_ties(s)
  for i = 1, #ties.from do from[i], to[i] = ids[ties.from[i]], ids[ties.to[i]] end
  local nodes = frames.of({ "(id)", "label", "x", "y" }, { ids, labels, x, y },
    { ["(id)"] = "text", label = "text", x = "number", y = "number" }, s.path)
  if not next(s.x) then nodes = nodes:drop("x", "y") end
  return nodes, frames.of({ "(source)", "(target)", "weight" },
    { from, to, ties.weight },
    { ["(source)"] = "text", ["(target)"] = "text", weight = "number" }, s.path)
end


local function list_of(unread)
  local list = {}
  for name in pairs(unread) do list[#list + 1] = name end
  table.sort(list)
  return #list > 0 and table.concat(list, ", ") or nil
end


function pajek.read(path, opts)
  local s = { path = path, line = 0, most = 0, known = {}, labels = {}, x = {},
    y = {},
    arcs = { from = {}, to = {}, weight = {} },
    edges = { from = {}, to = {}, weight = {} }, unread = {}, seen = {} }
  local text = text_file.read(path, opts.encoding):gsub("\r\n?", "\n")
  local section
  for line in text:gmatch "[^\n]*" do
    s.line = s.line + 1
    local heading = line:match "^%s*(%*%a.*)$"
    if heading then section = begin_section(s, heading)
    elseif section and line:find "%S" and not line:find "^%s*[%%#]" then
      section(s, line)
    end
  end
  if not s.has_vertices then
    fail("reading %s: it has no *Vertices, with which a Pajek network begins", path)
  end
  local nodes, edges = frames_of(s)
  return { directed = has_directions(s), nodes = nodes, edges = edges,
    unread = list_of(s.unread) }
end


-- ---- writing ----

-- What a label cannot hold is spelled by its number, and so is what would be
-- taken for such a spelling.
local function quoted(text)
  text = text:gsub("&#", "&#38;#"):gsub('["\r\n]', function(letter)
    return ("&#%d;"):format(letter:byte())
  end)
  return '"' .. text .. '"'
end


function pajek.write(g, path, opts)
  local lines, places = { ("*Vertices %d\n"):format(g.n_nodes) }, cells.places(g, opts.layout)
  for i, node in ipairs(g.nodes) do
    local place = places and (" %s %s 0.5"):format(
      cells.number((places.x[i] + 1) / 2), cells.number((places.y[i] + 1) / 2)) or ""
    lines[#lines + 1] = ("%d %s%s\n"):format(i, quoted(node), place)
  end
  if #cells.attributes(g) > 0 then
    note "write: Pajek's networks have no place for attributes of nodes; they are left out"
  end
  if #cells.said(g) > 0 then
    note "write: Pajek's networks have no place for what else is said of edges; it is left out"
  end
  lines[#lines + 1] = g.directed and "*Arcs\n" or "*Edges\n"
  local from, to, weight = cells.edges(g)
  for i = 1, #from do
    lines[#lines + 1] = ("%d %d %s\n"):format(from[i], to[i], cells.number(weight[i]))
  end
  text_file.write(path, table.concat(lines))
end


return pajek
