-- A little Markdown as HTML: headings, paragraphs, lists, quotes, tables, code
-- between fences, **bold**, *italic*, `code` and [links](https://...). Everything
-- else is text, and stays text.

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
  text = text:gsub("!%[([^%]]*)%]%(([^%s%)]+)%)", "%1 (%2)")  -- a page fetches nothing
    :gsub("%[([^%]]+)%]%(([^%s%)]+)%)", link)
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


-- How lines begin: which kind of block they belong to, and their text without
-- the sign.
local SIGNS = { { "^%s*[%-%*]%s+(.*)$", "list" }, { "^%s*%d+[%.%)]%s+(.*)$", "numbered" },
  { "^>%s?(.*)$", "quote" }, { "^%s*(|.*|)%s*$", "table" } }


local function sign_of(line)
  for _, sign in ipairs(SIGNS) do
    local rest = line:match(sign[1])
    if rest then return sign[2], rest end
  end
end


local function add_line(list, block, line)
  local signs, heading = line:match "^(#+)%s+(.*)$"
  local kind, rest = sign_of(line)
  if line:find "^%s*$" then return nil end
  if not (heading or kind) and block and block.kind ~= "heading" and block.kind ~= "table" then
    block.lines[#block.lines] = block.lines[#block.lines] .. "\n" .. line
    return block
  end
  kind = heading and "heading" or kind or "text"
  if heading or not block or block.kind ~= kind then
    block = { kind = kind, level = heading and #signs, lines = {} }
    list[#list + 1] = block
  end
  block.lines[#block.lines + 1] = heading or rest or line
  return block
end


-- { kind =, level =, lines = } of each block. Nothing between fences counts.
local function blocks_of(text)
  local list, block, fence = {}, nil, nil
  for line in (unindented(text) .. "\n"):gmatch "(.-)\r?\n" do
    local ticks = line:match "^%s*(```+)[^`]*$"
    if fence and ticks and #ticks >= #fence then block, fence = nil, nil
    elseif fence then block.lines[#block.lines + 1] = line
    elseif ticks then
      fence, block = ticks, { kind = "code", lines = {} }
      list[#list + 1] = block
    else block = add_line(list, block, line) end
  end
  return list
end


local function items(tag, lines)
  local parts = {}
  for i, line in ipairs(lines) do parts[i] = "<li>" .. inline(line) .. "</li>" end
  return ("<%s>%s</%s>"):format(tag, table.concat(parts), tag)
end


-- The cells of a line of a table; a bar behind a backslash is none of its.
local function cells_of(line)
  local cells = {}
  for cell in line:gsub("\\|", "\1"):sub(2):gmatch "%s*(.-)%s*|" do
    cells[#cells + 1] = (cell:gsub("\1", "|"))
  end
  return cells
end


local function row(line, tag)
  local cells = cells_of(line)
  for i, cell in ipairs(cells) do cells[i] = ("<%s>%s</%s>"):format(tag, inline(cell), tag) end
  return "<tr>" .. table.concat(cells) .. "</tr>"
end


-- A table has a line of dashes below its head; other lines with bars are text.
local function grid(b)
  if not (b.lines[2] and b.lines[2]:find "^|[%s:|-]+|$") then
    return "<p>" .. inline(table.concat(b.lines, "\n")) .. "</p>"
  end
  local rows = {}
  for i = 3, #b.lines do rows[#rows + 1] = row(b.lines[i], "td") end
  return ('<div class="scroll" tabindex="0"><table><thead>%s</thead><tbody>%s</tbody></table>'
    .. "</div>"):format(row(b.lines[1], "th"), table.concat(rows))
end


local writers = {
  table = grid,
  quote = function(b)
    return "<blockquote><p>" .. inline(table.concat(b.lines, "\n")) .. "</p></blockquote>"
  end,
  code = function(b)
    return "<pre tabindex=\"0\"><code>" .. svg.escape(table.concat(b.lines, "\n"))
      .. "</code></pre>"
  end,
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
