-- Pieces of a page: tables, figures, texts, all of it escaped.

local cells = require "vane.show.cells"
local svg = require "vane.show.svg"

local html = { escape = svg.escape }

local MOST_ROWS = 500  -- of a table; the rest is counted
local FEW_ROWS = 8     -- that nobody needs to filter


-- 'tag name="value"': html.tag("td", { class = "n" }, inside)
function html.tag(name, given, inside)
  local keys, parts = {}, {}
  for key in pairs(given) do keys[#keys + 1] = key end
  table.sort(keys)
  for i, key in ipairs(keys) do
    parts[i] = (' %s="%s"'):format(key, svg.escape(tostring(given[key])))
  end
  return ("<%s%s>%s</%s>"):format(name, table.concat(parts), inside or "", name)
end


-- A name that a file may have and an element may be found by.
function html.slug(text)
  local slug = text:lower():gsub("[^%w]+", "-"):gsub("^%-+", ""):gsub("%-+$", "")
  return slug == "" and "part" or slug:sub(1, 60)
end


-- ---- tables ----

-- The header; `about` says in words what a column holds.
local function head_of(columns, about)
  local parts = {}
  for j, column in ipairs(columns) do
    parts[j] = html.tag("th", { scope = "col", class = column.numeric and "n" or nil,
        title = about[column.name] },
      html.tag("button", { type = "button" }, svg.escape(column.name)))
  end
  return "<thead><tr>" .. table.concat(parts) .. "</tr></thead>"
end


-- A cell; the number behind a rounded one stands with it.
local function cell(column, i)
  local exact = column.exact[i]
  return ("<td%s%s>%s</td>"):format(column.numeric and ' class="n"' or "",
    exact and (' data-v="%s" title="%s"'):format(exact, exact) or "",
    svg.escape(column.texts[i]))
end


local function body_of(columns, n)
  local rows = {}
  for i = 1, n do
    local row = {}
    for j, column in ipairs(columns) do row[j] = cell(column, i) end
    rows[i] = "<tr>" .. table.concat(row) .. "</tr>"
  end
  return "<tbody>" .. table.concat(rows, "\n") .. "</tbody>"
end


local function tools_of(name, n)
  local take = html.tag("button", { type = "button", ["data-take"] = "csv",
    ["data-name"] = name }, "CSV")
  if n <= FEW_ROWS then return take end
  return ('<input type="search" placeholder="filter" aria-label="filter the rows of '
    .. 'this table"> %s <span class="soft">%d rows</span>'):format(take, n)
end


-- What the columns hold, as far as somebody has said so.
local function legend_of(columns, about)
  local parts = {}
  for _, column in ipairs(columns) do
    local words = about[column.name]
    if words then
      parts[#parts + 1] = ("<div><dt>%s</dt><dd>%s</dd></div>"):format(
        svg.escape(column.name), svg.escape(words))
    end
  end
  if #parts == 0 then return "" end
  return '<dl class="columns">' .. table.concat(parts) .. "</dl>"
end


-- A frame as a table that can be sorted, filtered and taken along as CSV.
-- given: frame, caption (HTML) and id, name (of what is taken along), columns
-- (what they hold, by name).
function html.table(given)
  local n, left = cells.rows_shown(given.frame, MOST_ROWS)
  local columns, about = cells.columns(given.frame, n), given.columns or {}
  local caption, named = given.caption or "", ""
  if left > 0 then
    caption = ("%s %d more rows are not shown."):format(caption, left)
  end
  if given.id then
    named = (' aria-labelledby="%s"'):format(given.id)
    caption = ('<p class="caption" id="%s">%s</p>'):format(given.id, caption)
  elseif caption ~= "" then
    caption = '<p class="caption">' .. caption .. "</p>"
  end
  return ('<div class="table">%s<p class="tools">%s</p><div class="scroll" tabindex="0">'
    .. '<table%s>%s%s</table></div>%s</div>'):format(caption,
    tools_of(html.slug(given.name or "table"), n), named, head_of(columns, about),
    body_of(columns, n), legend_of(columns, about))
end


return html
