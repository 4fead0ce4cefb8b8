-- Cells of frames as the texts of files of graphs, and back.

local base = require "vane.core.base"
local fail = require "vane.base.fail"
local index = require "vane.base.index"

local cells = {}


-- The shortest decimals that read back as the same number.
function cells.number(x)
  if math.type(x) == "integer" then return tostring(x) end
  for digits = 15, 17 do
    local text = ("%." .. digits .. "g"):format(x)
    if tonumber(text) == x then return text end
  end
end


-- The same so that it does not read back as a whole number.
function cells.float(x)
  local text = cells.number(x)
  return text:find "[.en]" and text or text .. ".0"
end


-- The finite number that a text writes in decimals, or nil.
function cells.decimal(text)
  local number = text and not text:find "[^%d.eE+-]" and tonumber(text)
  return number and math.abs(number) < math.huge and number or nil
end


-- The letter of that number in Unicode; nil where there is none.
function cells.letter(number)
  local is_letter = number > 0 and number < 0x110000
    and (number < 0xD800 or number > 0xDFFF)
  return is_letter and utf8.char(number) or nil
end


local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ['"'] = "&quot;", ["\n"] = "&#10;", ["\r"] = "&#13;", ["\t"] = "&#9;" }


-- A text inside XML, also inside quotation marks.
function cells.xml(text)
  local control = text:match "[\0-\8\11\12\14-\31]"
  if control then
    fail("write: \"%s\" holds the control character %d, which no XML may hold",
      text:gsub("%c", "?"), control:byte())
  end
  return (text:gsub('[&<>"\n\r\t]', escapes))
end


function cells.is_there(cell)
  return not base.is_na(cell)
end


-- The columns of a frame behind the first ones: { name =, type =, cells = }.
local function columns_behind(f, n)
  local list = {}
  for i = n + 1, f.n_cols do
    local name = f.names[i]
    list[#list + 1] = { name = name, type = f.types[name], cells = f:column(name) }
  end
  return list
end


-- The attributes of a graph's nodes; what is said of its edges.
function cells.attributes(g) return columns_behind(g:attributes(), 1) end
function cells.said(g) return columns_behind(g:edges(), 3) end


-- The edges as three lists: places of the nodes, from 1, and weights.
function cells.edges(g)
  local place, edges = index.places(g.nodes), g:edges()
  local from, to = edges:column "from", edges:column "to"
  for i = 1, #from do from[i], to[i] = place[from[i]], place[to[i]] end
  return from, to, edges:column "weight"
end


-- The name, with as many _ behind it as make it one that is not in `used`,
-- where it is put.
function cells.free(name, used)
  while used[name] do name = name .. "_" end
  used[name] = true
  return name
end


-- Where nodes are drawn: lists x and y by node, or nil.
function cells.places(g, layout)
  if not layout then return nil end
  local x, y, xs, ys = {}, {}, layout:column "x", layout:column "y"
  for i, node in ipairs(layout:column "node") do x[node], y[node] = xs[i], ys[i] end
  local list = { x = {}, y = {} }
  for i, node in ipairs(g.nodes) do
    if not x[node] or base.is_na(x[node]) or base.is_na(y[node]) then
      fail("write: the layout has no place for \"%s\"", node)
    end
    list.x[i], list.y[i] = x[node], y[node]
  end
  return list
end


return cells
