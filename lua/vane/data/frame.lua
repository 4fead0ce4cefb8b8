-- The frame, made pleasant.

local core = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local csv = require "vane.data.csv"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local note = require "vane.base.note"
local noun = require "vane.base.noun"
local table_file = require "vane.data.table_file"
require "vane.data.frame.verbs"
require "vane.data.frame.groups"
require "vane.data.frame.join"


-- ---- making ----

--- frame{ name = list, ... } -> frame
--- frame{ {"name", list}, ... } -> frame
--- frame(columns, {types=, source=}) -> frame
---   A frame from lists of cells: numbers, texts, true, false, or na for a
---   missing cell. The first form sorts the columns by name, the second
---   keeps their order. `types` declares types by column name, as in
---   { day = "date" }; `source` says where the rows came from.
---   Raises when columns are not equally long or a cell does not fit.
---
---   > frame{ name = {"a", "b"}, x = {1, na} }
---   frame 2 x 2
---     name   x
---     a      1
---     b     na
---   > frame({ day = {"2014-12-31"} }, { types = { day = "date" } }).types.day
---   date
local function make(columns, opts)
  opts = check("frame", opts, {
    types  = { kind = "table" },
    source = { kind = "string" },
  })
  local names, lists = entries("frame", columns)
  return core.of(names, lists, opts.types, opts.source)
end


local frame = noun("frame", core, make)

frame.sql = require "vane.data.sql"


-- ---- reading ----

--- frame.read(path, {types=, na=, delim=, sheet=, range=, ...}) -> frame
---   The rows of a CSV file (plain, or packed when its name ends in .gz). The
---   first line names the columns. Without options the delimiter (, ; or tab)
---   and each column's type are found out: integer, number, date, logical,
---   else text. No digit is lost: a column with codes such as 0012 is text.
---   An empty cell is missing; so are #N/A, #NV, and NA outside of texts.
---   1.234,5 and 1 234,5 are numbers, 12,5 % is 0.125, 31.12.2014 is a date.
---   types     types by column name: { code = "text", n = "number" }
---   na        more words for missing: "-", or { "-", "k.A." }
---   delim     the letter between cells
---   decimal   "." or ",", where 1,234 could be a thousand or a fraction
---   dates     "dmy" or "mdy", where 01/02/2014 could be either
---   encoding  "utf-8", or "windows-1252" or "latin1" of older programs;
---             UTF-16 is known by its mark, else "utf-16le" or "utf-16be"
---   header    false: the first line is a row, columns are column_1 ...
---   Of a spreadsheet (.xlsx) one sheet is read: its names stand in the first
---   row that holds something, formulas give the value stored with them,
---   days are dates, and days with a time are texts, "2014-12-31 13:45:00".
---   Error values, formulas without a stored value and days that never were
---   are missing, and said. Beside types, na, decimal and dates there are
---   sheet     its name or number; the first one when not said
---   range     where the table is: "B3:F20", or whole columns, "B:F"
---   skip      how many rows to leave out above the names
---   Raises, naming line and column, when rows are not equally long, a quote
---   is not closed, the bytes are not text, or a cell is not of the type told.
---
---   > frame.read("datasets/megatrends/downstream.csv").n_rows
---   12
function frame.read(path, opts)
  local f, notes = table_file(path, opts)
  for _, sentence in ipairs(notes) do
    note(("%s: %s"):format(path, sentence))
  end
  return f
end


local function check_path(verb, path)
  if type(path) ~= "string" then
    fail("%s: the path should be a text, as in f:%s \"data.csv\", found %s", verb,
      verb, check.found(path))
  end
end


local function ending_of(path)
  return path:lower():gsub("%.gz$", ""):match "%.(%w+)$"
end


-- Files that would be CSV under a wrong name.
local other_kinds = { xls = true, xlsm = true, xlsb = true, ods = true, json = true,
  xml = true, html = true, htm = true, md = true, parquet = true, feather = true,
  arrow = true, db = true, sqlite = true, dta = true, sav = true, rds = true, pdf = true }


--- f:write(path, {delim=, decimal=, formulas=})
--- f:write("x.xlsx", {sheet=, notes=})
---   Writes the frame as CSV (packed when the name ends in .gz): RFC 4180 with
---   line feeds, numbers as short as they read back the same, dates as
---   2014-12-31, a missing cell empty, an empty text as "". The new file takes
---   the old one's place when it is whole, so that nothing is ever lost.
---   delim     the letter between cells, default ",", in a .tsv a tab
---   decimal   "." or ",", default "."
---   formulas  "guard": texts that a spreadsheet would run (= + - @ in front)
---             get a ' in front, and their number is said; numbers stay
---   A name that ends in .xlsx gives a spreadsheet: the column names in a bold
---   first row that stays in sight, columns as wide as they need, days as days,
---   texts always as texts, also those that begin with = + - @. A second sheet,
---   "about", says the source, the rows, each column's type and who wrote it.
---   sheet     the name of the sheet with the rows, default "data"
---   notes     a text or a list of texts for the sheet "about"
---   Raises when the file cannot be written, the old one is then untouched, and
---   when a spreadsheet has too few rows (1,048,575), columns (16,384) or
---   letters in a cell (32,767).
---
---   > frame{ x = {1.5, na} }:write "/dev/null"
---   > frame{ day = {"=1+1"} }:write "build/x.xlsx"
---   > frame.read "build/x.xlsx":get(1, "day")
---   =1+1
function core.methods.write(f, path, opts)
  core.meta.self(f, "write")
  check_path("write", path)
  local ending = ending_of(path)
  if other_kinds[ending] then
    fail("write: \"%s\" should end in .csv, .tsv or .xlsx, the kinds of table that are "
      .. "written", path)
  end
  if ending == "xlsx" then return require "vane.data.xlsx_write"(f, path, opts) end
  csv.write(f, path, opts, ending == "tsv" and "\t" or ",")
end


--- f:save(path, {...})
---   The same as f:write for names that end in .csv, .tsv (.gz behind these) or
---   .xlsx, with the same options. Raises for other endings.
---
---   > frame{ x = {1} }:save "build/x.csv"
---   > frame.read("build/x.csv").n_rows
---   1
function core.methods.save(f, path, opts)
  core.meta.self(f, "save")
  check_path("save", path)
  local ending = ending_of(path)
  if ending ~= "csv" and ending ~= "tsv" and ending ~= "xlsx" then
    fail("save: \"%s\" should end in .csv, .tsv or .xlsx; f:write writes CSV "
      .. "under any other name", path)
  end
  core.methods.write(f, path, opts)
end


-- ---- printing ----

local WIDE = 96  -- columns after which a heading goes on below


-- What a frame says of itself, parts of which stand between "; ".
local function heading(first, source)
  local lines, line = {}, first
  for part in (source .. "; "):gmatch "(.-; )" do
    if line ~= first and base.width(line .. part) > WIDE then
      lines[#lines + 1], line = line:sub(1, -2), "  "
    end
    line = line .. part
  end
  lines[#lines + 1] = line:sub(1, -3)
  return table.concat(lines, "\n")
end


-- The first line and the grid of the frame, within opts (see grid.room).
local function text_of(f, opts)
  local line = ("frame %d x %d"):format(f.n_rows, f.n_cols)
  if f.source then line = heading(line .. "   ", f.source) end
  return f.n_cols > 0 and line .. "\n" .. grid.frame(f, opts) or line
end


-- ---- first mistakes ----

-- f.x and f[1], for those who look for cells there.
function core.meta.otherwise(f, key)
  if type(key) == "number" then
    return "a frame's cells are read by f:get(row, \"column\"), f:row(1), or "
      .. "in a loop, for row in f:each() do"
  end
  for _, name in ipairs(f.names) do
    if name == key then
      return ("\"%s\" is a column, read by f:column(\"%s\") or, cell by cell, "
        .. "by f:get(row, \"%s\")"):format(key, key, key)
    end
  end
end


function core.meta.__pairs()
  fail "a frame is gone through row by row: for row in f:each() do"
end


core.meta.show = text_of
core.meta.__tostring = function(f) return text_of(f) end

return frame
