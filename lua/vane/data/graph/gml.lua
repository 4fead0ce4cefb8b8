-- GML: keys and values, values in brackets being lists of them. Source:
-- Himsolt 1997. Letters beyond ASCII are written as entities, as it says, and
-- read in both ways.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local text_file = require "vane.core.text_file"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local cells = require "vane.data.graph.cells"

local gml = {}

local DEEPEST = 50  -- lists in lists


-- ---- words ----

local function line_at(s, at)
  local _, n = s.text:sub(1, at):gsub("\n", "")
  return n + 1
end


local function stop(s, at, sentence, ...)
  fail("reading %s: line %d: %s", s.path, line_at(s, at), sentence:format(...))
end


-- Behind blanks and lines that begin with #.
local function skip(s)
  local at = s.text:find("%S", s.at) or #s.text + 1
  while s.text:byte(at) == 35 do
    at = s.text:find("\n", at, true) or #s.text + 1
    at = s.text:find("%S", at) or #s.text + 1
  end
  s.at = at
end


local named = { quot = '"', amp = "&", lt = "<", gt = ">", apos = "'", nbsp = "\xC2\xA0" }


local function letter_of(entity)
  local number = tonumber(entity:match "^#(%d+)$")
    or tonumber(entity:match "^#x(%x+)$" or "", 16)
  return number and cells.letter(number) or named[entity]
end


local function read_text(s)
  local close = s.text:find('"', s.at + 1, true)
  if not close then stop(s, s.at, "a quotation mark is never closed") end
  local text = s.text:sub(s.at + 1, close - 1)
  s.at = close + 1
  return (text:gsub("&([#%w]+);", letter_of))
end


local read_list


-- A number, a text, or a list as a table; lists deeper than that are passed
-- over, but must be whole.
local function read_value(s, key, depth)
  local first = s.text:sub(s.at, s.at)
  if first == '"' then return read_text(s) end
  if first == "[" then
    s.at = s.at + 1
    return read_list(s, depth + 1)
  end
  local word = s.text:match("^[^%s%[%]\"]+", s.at)
  local number = cells.decimal(word)
  if not number then
    stop(s, s.at, "%s should be followed by a number, a text in quotation "
      .. "marks or a list in brackets, found %s", key, word or "nothing")
  end
  s.at = s.at + #word
  return number
end


local function read_key(s)
  local key = s.text:match("^[%a_][%w_]*", s.at)
  if not key then
    stop(s, s.at, "expected a key, found \"%s\"",
      s.text:sub(s.at, s.at + 10):match "^[^\n]*")
  end
  s.at = s.at + #key
  skip(s)
  return key
end


local PLAIN = "^%s*([%a_][%w_]*)%s+([+-]?%.?%d[%w.+-]*)%f[%s%]]()"


-- The next key and value; nil behind the bracket that closes the list, which
-- was opened at `start`.
local function next_entry(s, start, depth)
  local key, word, behind = s.text:match(PLAIN, s.at)  -- most are numbers
  local number = cells.decimal(word)
  if number then
    s.at = behind
    return key, number
  end
  skip(s)
  if s.at > #s.text then stop(s, start - 1, "a bracket is never closed") end
  if s.text:byte(s.at) == 93 then
    s.at = s.at + 1
    return nil
  end
  key = read_key(s)
  return key, read_value(s, key, depth)
end


function read_list(s, depth)
  if depth > DEEPEST then stop(s, s.at, "lists are nested too deeply") end
  local start = s.at
  local list = { start }  -- where it began, for sentences; then its keys
  local key, value = next_entry(s, start, depth)
  while key do
    if list[key] == nil then list[key], list[#list + 1] = value, key end
    key, value = next_entry(s, start, depth)
  end
  return list
end


-- ---- nodes and edges ----

local function id_text(s, one, key, what)
  local id = one[key]
  if type(id) == "number" or type(id) == "string" then
    return math.type(id) == "float" and ("%.17g"):format(id) or tostring(id)
  end
  stop(s, one[1], "%s without %s", what, key)
end


-- The kind that has both.
local function wider(a, b)
  if a == nil or a == b then return b end
  return a ~= "text" and b ~= "text" and "float" or "text"
end


-- Columns of what the tables say, in the order in which keys come; `first` are
-- those that stand in front and are texts. Keys of lists go to `said`.
local function columns_of(list, first, said)
  local kinds, keys = {}, {}
  for _, one in ipairs(list) do
    for k = 2, #one do
      local key = one[k]
      local value = one[key]
      if type(value) == "table" then said[key] = true
      else
        if not kinds[key] then keys[#keys + 1] = key end
        kinds[key] = wider(kinds[key], math.type(value) or "text")
      end
    end
  end
  local names, lists, types = {}, {}, {}
  local function add(key, title, kind)
    local column = {}
    for i, one in ipairs(list) do
      local value = one[key]
      if value == nil or type(value) == "table" then column[i] = base.na
      else column[i] = kind == "text" and tostring(value) or value end
    end
    names[#names + 1], lists[#lists + 1] = title, column
    types[title] = kind == "float" and "number" or kind
  end
  for _, key in ipairs(first) do add(key, "(" .. key .. ")", "text") end
  for _, key in ipairs(keys) do
    local is_first = key == first[1] or key == first[2]
    if not is_first then add(key, key, kinds[key]) end
  end
  return names, lists, types
end


-- The frame, and of what was left out "graphics of nodes".
local function frame_of(path, list, first, what)
  local said, left = {}, {}
  local names, lists, types = columns_of(list, first, said)
  for key in pairs(said) do left[#left + 1] = key end
  table.sort(left)
  return frames.of(names, lists, types, path),
    #left > 0 and table.concat(left, ", ") .. " of " .. what or nil
end


local function add_node(s, graph, one)
  one.id = id_text(s, one, "id", "a node")
  table.insert(graph.nodes, one)
end


local function add_edge(s, graph, one)
  one.source = id_text(s, one, "source", "an edge")
  one.target = id_text(s, one, "target", "an edge")
  table.insert(graph.edges, one)
end


local function read_graph(s, graph)
  local start, adding = s.at, { node = add_node, edge = add_edge }
  local key, value = next_entry(s, start, 1)
  while key do
    if adding[key] and type(value) ~= "table" then
      stop(s, s.at, "%s should be followed by a list in brackets", key)
    elseif adding[key] then adding[key](s, graph, value)
    elseif key == "directed" then graph.directed = value == 1 end
    key, value = next_entry(s, start, 1)
  end
end


function gml.read(path, opts)
  local s = { path = path, at = 1, text = text_file.read(path, opts.encoding):gsub("\r\n?", "\n") }
  local graph
  skip(s)
  while s.at <= #s.text do
    local key = read_key(s)
    if key == "graph" and s.text:sub(s.at, s.at) == "[" then
      if graph then stop(s, s.at, "a second graph; one is read") end
      graph = { nodes = {}, edges = {}, directed = false }
      s.at = s.at + 1
      read_graph(s, graph)
    else
      read_value(s, key, 0)
    end
    skip(s)
  end
  if not graph then fail("reading %s: it holds no graph [ ... ]", path) end
  local nodes, lists = frame_of(path, graph.nodes, { "id" }, "nodes")
  local edges, more = frame_of(path, graph.edges, { "source", "target" }, "edges")
  return { directed = graph.directed, nodes = nodes, edges = edges,
    unread = lists and more and lists .. ", " .. more or lists or more }
end


-- ---- writing ----

local function quoted(text)
  text = text:gsub('[&"\r\n]', { ["&"] = "&amp;", ['"'] = "&quot;", ["\r"] = "&#13;",
    ["\n"] = "&#10;" })
  text = text:gsub("[\128-\255][\128-\191]*", function(letter)
    return utf8.len(letter) == 1 and ("&#%d;"):format(utf8.codepoint(letter)) or "?"
  end)
  return '"' .. text .. '"'
end


-- A key may hold ASCII letters and digits only.
local function key_of(name, used)
  local key = cells.free(name:gsub("[^%w_]", "_"):gsub("^[^%a]", "a%0"), used)
  if key ~= name then
    note(("write: GML has no place for a key \"%s\"; it is written as %s"):format(
      name, key))
  end
  return key
end


local function shown(cell, kind)
  if kind == "integer" then return cells.number(cell) end
  if kind == "number" then return cells.float(cell) end
  if kind == "logical" then return cell and "1" or "0" end
  return quoted(cell)
end


-- The columns with their keys; `used` are those that are taken.
local function with_keys(columns, used)
  for _, column in ipairs(columns) do column.key = key_of(column.name, used) end
  return columns
end


local function put_values(put, columns, i)
  for _, column in ipairs(columns) do
    if cells.is_there(column.cells[i]) then
      put(("    %s %s\n"):format(column.key, shown(column.cells[i], column.type)))
    end
  end
end


function gml.write(g, path)
  local lines = {}
  local function put(text) lines[#lines + 1] = text end
  local attributes = with_keys(cells.attributes(g), { id = true, label = true,
    name = true })
  local said = with_keys(cells.said(g), { source = true, target = true,
    weight = true })
  put(("graph [\n  directed %d\n"):format(g.directed and 1 or 0))
  for i, node in ipairs(g.nodes) do
    put(("  node [\n    id %d\n    label %s\n"):format(i - 1, quoted(node)))
    put_values(put, attributes, i)
    put "  ]\n"
  end
  local from, to, weight = cells.edges(g)
  for i = 1, #from do
    put(("  edge [\n    source %d\n    target %d\n    weight %s\n"):format(
      from[i] - 1, to[i] - 1, cells.float(weight[i])))
    put_values(put, said, i)
    put "  ]\n"
  end
  put "]\n"
  text_file.write(path, table.concat(lines))
end


return gml
