-- A little Markdown as HTML: headings, paragraphs, lists, **bold**, *italic*,
-- `code` and [links](https://...). Everything else is text, and stays text.

local svg = require "vane.show.svg"

local markdown = {}


-- Links lead to the web, to mail, to a place on the page or a page beside it,
-- nowhere else.
local function link(label, target)
  if target:find "^https?://" or target:find "^mailto:" or target:find "^#"
    or target:find "^[%w_%-]+%.html$" then
    return ('<a href="%s">%s</a>'):format(target, label)
  end
  return label .. " (" .. target .. ")"
end


-- What stands inside a line; code is put aside so that nothing in it counts.
local function inline(text)
  local kept = {}
  text = svg.escape(text):gsub("`([^`]+)`", function(code)
    kept[#kept + 1] = "<code>" .. code .. "</code>"
    return "\1" .. #kept .. "\1"
  end)
  text = text:gsub("%[([^%]]+)%]%(([^%s%)]+)%)", link)
    :gsub("%*%*([^%*]+)%*%*", "<strong>%1</strong>")
    :gsub("%*([^%*]+)%*", "<em>%1</em>")
  return (text:gsub("\1(%d+)\1", function(k) return kept[tonumber(k)] end))
end


-- ---- blocks ----

local function unindented(text)
  local least
  for blanks in ("\n" .. text):gmatch "\n([ \t]*)%S" do
    if not least or #blanks < least then least = #blanks end
  end
  if not least or least == 0 then return text end
  return (("\n" .. text):gsub("\n" .. ("[ \t]"):rep(least), "\n"):sub(2))
end


-- { kind =, level =, lines = } of each block.
local function blocks_of(text)
  local list, block = {}, nil
  local function begin(kind, line, level)
    if kind == "heading" or not block or block.kind ~= kind then
      block = { kind = kind, level = level, lines = {} }
      list[#list + 1] = block
    end
    block.lines[#block.lines + 1] = line
  end
  for line in (unindented(text) .. "\n"):gmatch "(.-)\r?\n" do
    local signs, heading = line:match "^(#+)%s+(.*)$"
    local item = line:match "^%s*[%-%*]%s+(.*)$"
    local number = line:match "^%s*%d+[%.%)]%s+(.*)$"
    if line:find "^%s*$" then block = nil
    elseif heading then begin("heading", heading, #signs)
    elseif item then begin("list", item)
    elseif number then begin("numbered", number)
    elseif block and block.kind ~= "heading" then
      block.lines[#block.lines] = block.lines[#block.lines] .. "\n" .. line
    else begin("text", line) end
  end
  return list
end


local function items(tag, lines)
  local parts = {}
  for i, line in ipairs(lines) do parts[i] = "<li>" .. inline(line) .. "</li>" end
  return ("<%s>%s</%s>"):format(tag, table.concat(parts), tag)
end


local writers = {
  text = function(b) return "<p>" .. inline(table.concat(b.lines, "\n")) .. "</p>" end,
  list = function(b) return items("ul", b.lines) end,
  numbered = function(b) return items("ol", b.lines) end,
}


-- The blocks of a text, each { html =, kind =, lines = } or { heading =, level = }
-- with the heading as plain text.
function markdown.blocks(text)
  local list = {}
  for i, block in ipairs(blocks_of(text)) do
    if block.kind == "heading" then
      list[i] = { heading = block.lines[1], level = block.level }
    else
      list[i] = { html = writers[block.kind](block), kind = block.kind,
        lines = block.lines }
    end
  end
  return list
end


return markdown
