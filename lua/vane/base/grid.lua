-- Lays out named columns of values as aligned text, fitted to the terminal
-- or in full; says what it left out.

local base = require "vane.core.base"
local term = require "vane.core.term"
local counted = require "vane.base.counted"

local grid = {}

local LONG = { 40, 28, 20, 14 }  -- widest text cell: the first that lets all fit
local SHORT = 20                 -- rows shown when fitting; of more rows, FEW
local FEW = 10
local LINES = 3                  -- for the names of the columns left out
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


local function escape_turn(sign)
  return ("\\u{%X}"):format(utf8.codepoint(sign))
end


-- Control characters and stray bytes are written as escapes, so that a cell
-- stays on its line; so are signs that turn the letters after them round, which
-- would take along what stands behind the cell.
function grid.plain(text)
  if not text:find("[^\32-\126]") then return text end
  if not utf8.len(text) then
    return (text:gsub("[\0-\31\127-\255]", escape))
  end
  return (text:gsub("\xC2[\x80-\x9F]", escape):gsub("[\0-\31\127]", escape)
    :gsub("\xE2\x80[\xAA-\xAE]", escape_turn):gsub("\xE2\x81[\xA6-\xA9]", escape_turn))
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
  return grid.plain(tostring(value))
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


-- One column with its texts; those of cells take at most `most` columns of
-- the terminal, the title at most `widest`.
local function lay_out(header, cells, most, widest)
  local texts, numeric = texts_of(cells, most)
  local title = grid.plain(tostring(header))
  if widest then title = cut(title, widest) end
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
  return INDENT .. table.concat(parts, GAP):gsub(" +$", "")
end


-- All columns laid out, and how many of them fit: text cells are cut shorter
-- as long as that makes room for more columns.
local function fitted(headers, columns, width)
  local laid
  for _, most in ipairs(LONG) do
    laid = {}
    for j, cells in ipairs(columns) do
      laid[j] = lay_out(headers[j], cells, width and math.min(most, width - 2),
        width and math.min(LONG[1], width - 2))
    end
    local n = n_fitting(laid, width)
    if n == #laid then return laid, n end
  end
  return laid, n_fitting(laid, width)
end


-- The words one after the other on lines of that width, the later ones set
-- in; after LINES lines the rest but the last word is left out.
local function flow(words, width)
  local lines = { INDENT .. "..." }
  for i, word in ipairs(words) do
    local longer = lines[#lines] .. " " .. word
    if i == 1 or base.width(longer) <= width then
      lines[#lines] = longer
    elseif #lines < LINES then
      lines[#lines + 1] = INDENT .. "    " .. word
    else
      lines[#lines + 1] = INDENT .. "    " .. (i < #words and "...; " or "")
        .. words[#words]
      break
    end
  end
  return table.concat(lines, "\n")
end


-- "... 46 more rows, 2 more columns: a, b; show(x, {all=true})", or nil.
local function left_out(headers, n, more_rows, width)
  local words = {}
  if more_rows > 0 then
    words[1] = counted(more_rows, "more row") .. (n < #headers and "," or ";")
  end
  if n < #headers then
    words[#words + 1] = counted(#headers - n, "more column") .. ":"
    for j = n + 1, #headers do
      words[#words + 1] = grid.plain(headers[j]) .. (j < #headers and "," or ";")
    end
  end
  if #words == 0 then return nil end
  words[#words + 1] = "show(x, {all=true})"
  return flow(words, width or math.huge)
end


-- The grid of named columns, each a list of values. opts: `all`, `width`,
-- and `more_rows`, how many rows the caller left out.
function grid.columns(headers, columns, opts)
  opts = opts or {}
  local width = grid.room(opts)
  local laid, n = fitted(headers, columns, width)
  if n == 0 then return "" end
  local lines = { line(laid, n, "title") }
  for i = 1, #laid[1].texts do
    lines[#lines + 1] = line(laid, n, "texts", i)
  end
  lines[#lines + 1] = left_out(headers, n, opts.more_rows or 0, width)
  return table.concat(lines, "\n")
end


-- The grid of a frame's first rows, as many as opts allow (see grid.room).
function grid.frame(f, opts)
  local n = grid.n_shown(f.n_rows, opts)
  local shown_rows = f:head(n)
  local columns = {}
  for j, name in ipairs(f.names) do columns[j] = shown_rows:column(name) end
  return grid.columns(f.names, columns, {
    all = opts and opts.all, width = opts and opts.width,
    more_rows = f.n_rows - n,
  })
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
