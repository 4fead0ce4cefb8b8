-- Pieces of a page: tables, figures, texts, all of it escaped.

local base = require "vane.core.base"
local letters = require "vane.show.letters"
local svg = require "vane.show.svg"

local html = { escape = svg.escape }

local MOST_ROWS = 500  -- of a table; the rest is counted


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

local function cell_text(value)
  if base.is_na(value) then return "–" end
  if math.type(value) == "float" then return letters.number(value) end
  return tostring(value)
end


local function head_of(f, numeric)
  local parts = {}
  for j, name in ipairs(f.names) do
    parts[j] = html.tag("th", { scope = "col", class = numeric[j] and "n" or nil },
      html.tag("button", { type = "button" }, svg.escape(name)))
  end
  return "<thead><tr>" .. table.concat(parts) .. "</tr></thead>"
end


local function body_of(f, numeric, n)
  local columns, rows = {}, {}
  for j, name in ipairs(f.names) do columns[j] = f:head(n):column(name) end
  for i = 1, n do
    local cells = {}
    for j, column in ipairs(columns) do
      cells[j] = (numeric[j] and '<td class="n">' or "<td>")
        .. svg.escape(cell_text(column[i])) .. "</td>"
    end
    rows[i] = "<tr>" .. table.concat(cells) .. "</tr>"
  end
  return "<tbody>" .. table.concat(rows, "\n") .. "</tbody>"
end


local function numeric_columns(f)
  local list = {}
  for j, name in ipairs(f.names) do
    local type = f.types[name]
    list[j] = type == "number" or type == "integer"
  end
  return list
end


local function caption_of(f, caption)
  local left = f.n_rows - MOST_ROWS
  local words = { caption or f.source }
  if left > 0 then
    words[#words + 1] = ("%d more rows are not shown"):format(left)
  end
  if #words == 0 then return "" end
  return html.tag("caption", {}, svg.escape(table.concat(words, "; ")))
end


-- A frame as a table that can be sorted, filtered and taken along as CSV.
function html.table(f, caption)
  local numeric, n = numeric_columns(f), math.min(f.n_rows, MOST_ROWS)
  local name = html.slug(caption or f.source or "table")
  local tools = html.tag("button", { type = "button", ["data-take"] = "csv",
    ["data-name"] = name }, "CSV")
  if n > 8 then
    tools = '<input type="search" placeholder="filter" aria-label="filter the '
      .. 'rows of this table"> ' .. tools
  end
  return ('<div class="table"><p class="tools">%s</p><div class="scroll" tabindex="0">'
    .. '<table>%s%s%s</table></div></div>')
    :format(tools, caption_of(f, caption), head_of(f, numeric),
      body_of(f, numeric, n))
end


return html
