-- Tables and texts in Markdown, for the documents that studies write.

local base = require "vane.core.base"

local markdown = {}


-- A value in a cell: on one line, its bars marked.
local function cell(value)
  if base.is_na(value) then return "" end
  return (tostring(value):gsub("|", "\\|"):gsub("%s*\n%s*", " "))
end


local function table_row(cells)
  local parts = {}
  for i, value in ipairs(cells) do parts[i] = cell(value) end
  return "| " .. table.concat(parts, " | ") .. " |"
end


-- A frame, as lines.
function markdown.add_table(into, f)
  into[#into + 1] = table_row(f.names)
  into[#into + 1] = "|" .. (" --- |"):rep(f.n_cols)
  for i = 1, f.n_rows do
    local cells = {}
    for k, name in ipairs(f.names) do cells[k] = f:get(i, name) end
    into[#into + 1] = table_row(cells)
  end
  into[#into + 1] = ""
end


-- The lines as a whole text.
function markdown.joined(lines)
  return (table.concat(lines, "\n"):gsub("\n+$", "")) .. "\n"
end


return markdown
