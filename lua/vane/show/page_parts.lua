-- What an analyst puts on a page, as the parts a page is written from: texts,
-- headings, pictures, tables, and results with their default pictures.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local found = require "vane.data.found_in"
local markdown = require "vane.show.markdown"
local picture = require "vane.show.picture"
local record = require "vane.show.page_record"
local result = require "vane.base.result"
local shown = require "vane.base.text"

local add = {}  -- by kind: put the item's parts on the list


-- A text says at its first block where it stands in the script.
function add.string(list, text)
  for i, block in ipairs(markdown.blocks(text)) do
    local part = block.heading and { kind = "heading", text = block.heading,
        level = math.min(3, block.level + 1) }
      or { kind = "text", html = block.html, block = block }
    part.at = i == 1 and list.at or nil
    list[#list + 1] = part
  end
end


-- Figures and tables are counted, each with the line that made it and what
-- the analyst says of it: said.caption, said.columns.
local function add_counted(list, part, said)
  list.n[part.kind] = (list.n[part.kind] or 0) + 1
  part.number = list.n[part.kind]
  part.caption, part.columns = said and said.caption, said and said.columns
  list[#list + 1] = part
end


function add.chart(list, p, said)
  add_counted(list, { kind = "figure", picture = p, at = p.at }, said)
end


function add.frame(list, f, said)
  add_counted(list, { kind = "table", frame = f, at = f.at }, said)
end


function add.matrix(list, m, said)
  add_counted(list, { kind = "table", frame = m:frame(), at = m.at }, said)
end


-- A network as a picture, and what it prints.
local function add_network(list, item, declared)
  local p = list.draw(declared)
  if p then add_counted(list, { kind = "figure", picture = p, at = list.at }) end
  list[#list + 1] = { kind = "printed", text = shown(item, { all = not p }), at = list.at }
end


function add.graph(list, g)
  add_network(list, g, { kind = "network", title = ("Network of %d nodes"):format(g.n_nodes),
    graph = g })
end


function add.partition(list, p)
  add_network(list, p, { kind = "network", title = ("%d communities of %d nodes"):format(
    p.n_communities, p.n_nodes), graph = found.graph(p), groups = p })
end


-- "mega trends: 12 trends x ..." opens under the heading "Mega trends".
local function heading_of(printed)
  local words = printed:match "^([%w%-%.,' ]-)[:\n]" or printed:match "^[^\n]*"
  words = (words:match "^(.-)%s%s" or words):gsub("%.", " ")
  return words:sub(1, 1):upper() .. words:sub(2)
end


-- Whether there is a heading below which no other result stands.
local function is_headed(list)
  for i = #list, 1, -1 do
    if list[i].kind == "heading" then return true end
    if list[i].of then return false end
  end
  return false
end


-- A result: a heading unless there is one, its pictures, and the text it
-- prints. Its record, where it has one, goes to the end of the page.
function add.result(list, r)
  local printed, given = shown(r, { all = true }), result.given(r)
  if not is_headed(list) then
    list[#list + 1] = { kind = "heading", text = heading_of(printed), level = 2 }
  end
  local n, at = #list, (given.provenance or {}).at or list.at
  for _, declared in ipairs(r:pictures()) do
    local p = list.draw(declared)
    if p then add_counted(list, { kind = "figure", picture = p, at = at }) end
  end
  list[#list + 1] = { kind = "printed", text = printed, of = given, open = #list == n,
    at = at }
end


local function kind_of(item)
  local kind = check.kind_of(item)
  if add[kind] and kind ~= "result" then return kind end
  if picture.is(item) then return "chart" end
  return result.given(item) and getmetatable(item).methods.pictures and "result" or nil
end


-- { frame, caption = "...", columns = { q = "..." } }: an item and what is said
-- of it.
local function is_said(item)
  return type(item) == "table" and getmetatable(item) == nil
    and (item.caption ~= nil or item.columns ~= nil)
end


local function check_columns(item, i)
  local kind = check.kind_of(item[1])
  if kind ~= "frame" and kind ~= "matrix" then
    fail("page: item %d: 'columns' is said of tables, found %s", i, check.found(item[1]))
  end
  local names, known = (kind == "matrix" and item[1]:frame() or item[1]).names, {}
  for _, name in ipairs(names) do known[name] = true end
  for name, words in pairs(item.columns) do
    if not known[name] then
      local near = base.nearest(tostring(name), names)
      fail("page: item %d: 'columns' names no column of the table: \"%s\"%s", i,
        tostring(name), near and (" (did you mean \"%s\"?)"):format(near) or "")
    elseif type(words) ~= "string" then
      fail("page: item %d: what column \"%s\" holds should be said in a text, found %s",
        i, name, check.found(words))
    end
  end
end


local function check_said(item, i)
  local given = { caption = item.caption, columns = item.columns }
  for name, value in pairs(item) do
    if name ~= 1 then given[name] = value end
  end
  check("page", given, { caption = { kind = "string" }, columns = { kind = "table" } })
  if item[1] == nil then fail("page: item %d has a caption, but nothing below it", i) end
  if item.columns then check_columns(item, i) end
end


local captioned = { chart = true, frame = true, matrix = true }

local function add_item(list, item, i, said)
  local kind = kind_of(item)
  if kind and not (said and not captioned[kind]) then
    add[kind](list, item, said)
  elseif said or item == nil or type(item) == "function" or type(item) == "boolean" then
    fail("page: item %d is %s, which cannot stand on a page%s", i, check.found(item),
      said and " with a caption" or "")
  else
    list[#list + 1] = { kind = "printed", text = shown(item, { all = true }),
      at = list.at }
  end
end


-- Items stand one after the other: none is nothing, and none has a name.
local function check_items(items)
  local n = 0
  for key in pairs(items) do
    if math.type(key) ~= "integer" then
      fail("page: items have no names, found \"%s\"; a caption stands in braces with what "
        .. "it is of, as in { f, caption = \"Who grows\" }", tostring(key))
    end
    n = math.max(n, key)
  end
  for i = 1, n do
    if items[i] == nil then fail("page: item %d is nothing (nil)", i) end
  end
end


-- Where the items stand in the script that asks for the page; all at its own
-- place where they cannot be told apart.
local function places_of(at)
  local path, lines = record.item_lines(at)
  return function(i)
    local line = lines[i] or lines[#lines]
    return line and ("%s:%d"):format(path, line) or at
  end
end


-- The parts of a list of items; draw(declaration) gives a picture or nil; at:
-- the line that asks for the page.
return function(items, draw, at)
  check_items(items)
  local list, place_of = { n = {}, draw = draw }, places_of(at)
  for i, item in ipairs(items) do
    list.at = place_of(i)
    if is_said(item) then
      check_said(item, i)
      add_item(list, item[1], i, item)
    else
      add_item(list, item, i)
    end
  end
  return list
end
