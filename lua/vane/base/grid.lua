-- Lays out named columns of values as aligned text, fitted to the terminal
-- or in full; says what it left out.

local base = require "vane.core.base"
local term = require "vane.core.term"

local grid = {}

local LONG = 40       -- widest text cell when fitting to a width
local SHORT = 20      -- rows shown when fitting; more than that: FEW
local FEW = 10
local INDENT = "  "
local GAP = "  "


-- How much may be shown: a width in columns and a number of rows, nil for no
-- bound. Only a terminal bounds; `all` lifts it, `width` and `rows` set it.
function grid.room(opts)
  opts = opts or {}
  if opts.all then return nil, nil end
  local width = term.size()
  return opts.width or width, opts.rows or (width and SHORT)
end


-- How many of n rows to show.
function grid.n_shown(n, opts)
  local _, rows = grid.room(opts)
  if not rows or n <= rows then return n end
  return (opts and opts.rows) or FEW
end


local function escape(letter)
  local known = { ["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r" }
  return known[letter] or ("\\x%02X"):format(letter:byte(-1))
end


-- Control characters and stray bytes are written as escapes, so that a cell
-- stays on its line.
local function plain(text)
  if not text:find("[^\32-\126]") then return text end
  if not utf8.len(text) then
    return (text:gsub("[\0-\31\127-\255]", escape))
  end
  return (text:gsub("\xC2[\x80-\x9F]", escape):gsub("[\0-\31\127]", escape))
end


-- Cuts a text to `most` columns of the terminal.
local function cut(text, most)
  if base.width(text) <= most then return text end
  local kept, used = {}, 0
  for letter in text:gmatch(utf8.charpattern) do
    used = used + base.width(letter)
    if used > most - 3 then break end
    kept[#kept + 1] = letter
  end
  return table.concat(kept) .. "..."
end


-- Decimals that show a number to four digits, two at least, six at most,
-- without closing zeros.
local function decimals_of(x)
  if x == 0 or x == math.floor(x) then return 0 end
  local lead = math.floor(math.log(math.abs(x), 10))
  local digits = math.max(2, math.min(6, 3 - lead))
  local text = ("%%.%df"):format(digits):format(x):gsub("0+$", "")
  return #text:match("%.(%d*)$")
end


local function is_extreme(x)
  local size = math.abs(x)
  return size >= 1e15 or (size > 0 and size < 1e-5)
end


-- One format for all numbers of a column.
local function number_format(cells)
  local decimals, extreme = 0, false
  for _, x in ipairs(cells) do
    if math.type(x) == "float" then
      if is_extreme(x) then extreme = true
      else decimals = math.max(decimals, decimals_of(x)) end
    end
  end
  return extreme and "%.4g" or ("%%.%df"):format(decimals)
end


local function shown(value, format)
  if math.type(value) == "integer" and format == "%.0f" then
    return tostring(value)
  end
  if type(value) == "number" then return (format:format(value)) end
  return plain(tostring(value))
end


-- The cells as texts, and whether they are numbers.
local function texts_of(cells, most)
  local format, numeric = number_format(cells), true
  local texts = {}
  for i, value in ipairs(cells) do
    local text = shown(value, format)
    if type(value) ~= "number" then
      numeric = numeric and base.is_na(value)
      if most then text = cut(text, most) end
    end
    texts[i] = text
  end
  return texts, numeric
end


local function lay_out(header, cells, most)
  local texts, numeric = texts_of(cells, most)
  local title = plain(tostring(header))
  if most then title = cut(title, most) end
  local width = base.width(title)
  for _, text in ipairs(texts) do
    width = math.max(width, base.width(text))
  end
  return { title = title, texts = texts, width = width,
    right = numeric and #texts > 0 }
end


-- How many of the columns fit; the first always does.
local function n_fitting(columns, width)
  local used = #INDENT
  for j, column in ipairs(columns) do
    used = used + column.width + (j > 1 and #GAP or 0)
    if width and used > width and j > 1 then return j - 1 end
  end
  return #columns
end


local function padded(text, column, is_last)
  local blanks = (" "):rep(column.width - base.width(text))
  if column.right then return blanks .. text end
  return is_last and text or text .. blanks
end


local function line(columns, n, field, row)
  local parts = {}
  for j = 1, n do
    local text = columns[j][field]
    if row then text = text[row] end
    parts[j] = padded(text, columns[j], j == n)
  end
  return INDENT .. table.concat(parts, GAP)
end


local function counted(n, thing)
  return ("%d more %s%s"):format(n, thing, n == 1 and "" or "s")
end


-- The headers from number `first` on, as many as fit into `width`.
local function listed(headers, first, width)
  local text = plain(headers[first])
  for j = first + 1, #headers do
    local longer = text .. ", " .. plain(headers[j])
    if base.width(longer) > width then return text .. ", ..." end
    text = longer
  end
  return text
end


-- "... 46 more rows, 2 more columns: a, b; show(x, {all=true})", or nil.
local function left_out(headers, n, more_rows, width)
  local parts = {}
  if more_rows > 0 then parts[1] = counted(more_rows, "row") end
  if n < #headers then
    parts[#parts + 1] = counted(#headers - n, "column")
  end
  if #parts == 0 then return nil end
  local line_start = INDENT .. "... " .. table.concat(parts, ", ")
  local mend = "; show(x, {all=true})"
  if n == #headers then return line_start .. mend end
  local room = width - #line_start - #mend - #": , ..."
  return line_start .. ": " .. listed(headers, n + 1, room) .. mend
end


-- The grid of named columns, each a list of values. opts: `all`, `width`,
-- and `more_rows`, how many rows the caller left out.
function grid.columns(headers, columns, opts)
  opts = opts or {}
  local width = grid.room(opts)
  local laid = {}
  for j, cells in ipairs(columns) do
    laid[j] = lay_out(headers[j], cells, width and math.min(LONG, width - 2))
  end
  if #laid == 0 then return "" end
  local n = n_fitting(laid, width)
  local lines = { (line(laid, n, "title"):gsub(" +$", "")) }
  for i = 1, #laid[1].texts do
    lines[#lines + 1] = line(laid, n, "texts", i)
  end
  lines[#lines + 1] = left_out(headers, n, opts.more_rows or 0, width)
  return table.concat(lines, "\n")
end


-- The same from a list of rows, each a list of values.
function grid.text(headers, rows, opts)
  local columns = {}
  for j in ipairs(headers) do
    local cells = {}
    for i, row in ipairs(rows) do cells[i] = row[j] end
    columns[j] = cells
  end
  return grid.columns(headers, columns, opts)
end


return grid
