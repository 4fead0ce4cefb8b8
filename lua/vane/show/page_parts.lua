-- What an analyst puts on a page, as the parts a page is written from: texts,
-- headings, pictures, tables, and results with their default pictures.

local check = require "vane.base.check"
local fail = require "vane.base.fail"
local markdown = require "vane.show.markdown"
local picture = require "vane.show.picture"
local shown = require "vane.base.text"

local add = {}  -- by kind: put the item's parts on the list


local function is_result(item)
  local meta = type(item) == "table" and getmetatable(item)
  return type(meta) == "table" and rawget(meta, "given") ~= nil
end


function add.string(list, text)
  for _, block in ipairs(markdown.blocks(text)) do
    if block.heading then
      list[#list + 1] = { kind = "heading", text = block.heading,
        level = math.min(3, block.level + 1) }
    else
      list[#list + 1] = { kind = "text", html = block.html }
    end
  end
end


function add.chart(list, p)
  list[#list + 1] = { kind = "figure", picture = p }
end


function add.frame(list, f)
  list[#list + 1] = { kind = "table", frame = f }
end


function add.matrix(list, m)
  list[#list + 1] = { kind = "table", frame = m:frame() }
end


-- "mega trends: 12 trends x ..." opens under the heading "Mega trends".
local function heading_of(printed)
  local words = printed:match "^([%w%-%., ]-)[:\n]" or printed:match "^[^\n]*"
  words = (words:match "^(.-)%s%s" or words):gsub("%.", " ")
  return words:sub(1, 1):upper() .. words:sub(2)
end


-- A result: a heading unless one was just written, its pictures, and the text
-- it prints. Its record goes to the end of the page.
local function add_result(list, r, draw)
  local printed, last = shown(r, { all = true }), list[#list]
  if not (last and last.kind == "heading") then
    list[#list + 1] = { kind = "heading", text = heading_of(printed), level = 2 }
  end
  local n = #list
  for _, declared in ipairs(r:pictures()) do
    local p = draw(declared)
    if p then list[#list + 1] = { kind = "figure", picture = p } end
  end
  list[#list + 1] = { kind = "printed", text = printed, of = r, open = #list == n }
end


-- The parts of a list of items; draw(declaration) gives a picture or nil.
return function(items, draw)
  local list = {}
  for i, item in ipairs(items) do
    local kind = check.kind_of(item)
    if add[kind] then
      add[kind](list, item)
    elseif picture.is(item) then
      add.chart(list, item)
    elseif is_result(item) and getmetatable(item).methods.pictures then
      add_result(list, item, draw)
    elseif kind == "nil" or kind == "function" or kind == "boolean" then
      fail("page: item %d is %s, which cannot stand on a page", i,
        check.found(item))
    else
      list[#list + 1] = { kind = "printed", text = shown(item, { all = true }) }
    end
  end
  return list
end
