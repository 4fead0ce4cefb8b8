-- Tables of text: options checked and put into words for the native reader.

local core = require "vane.core.csv"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local told = require "vane.data.told"

local csv = {}


-- Raises unless it is one sign that can stand between cells, or nil.
function csv.check_delim(verb, delim)
  if delim and (#delim ~= 1 or delim:find '["\r\n%z%w]') then
    fail("%s: option 'delim' should be one sign, as in delim = \";\" or "
      .. "delim = \"\\t\", found %q", verb, delim)
  end
end


local reading = {
  delim    = { kind = "string" },
  encoding = { one_of = { "utf-8", "windows-1252", "latin1", "utf-16le",
    "utf-16be" } },
  header   = { kind = "boolean", default = true },
}


-- The frame of a CSV file and what is noted; help stands at frame.read.
function csv.read(path, given)
  local opts = told.check(given, reading)
  csv.check_delim("read", opts.delim)
  opts.no_header = not opts.header
  return core.read(path, opts)
end


-- What a study that reads a file itself lets an analyst tell of it.
csv.told = {
  na = told.options.na, decimal = told.options.decimal, delim = reading.delim,
  encoding = reading.encoding,
}


-- Raises when these are told of a frame, or cannot be.
function csv.check_told(verb, opts)
  for _, name in ipairs(check.keys(csv.told)) do
    if opts[name] and opts.frame then
      fail("%s: '%s' belongs to 'file'; the cells of a frame are read already",
        verb, name)
    end
  end
  csv.check_delim(verb, opts.delim)
end


-- The names of a file's columns, each with the value true.
function csv.names(path, opts)
  local known = {}
  for _, name in ipairs(core.titles(path, opts):column "name") do
    known[name] = true
  end
  return known
end


csv.block_rows = 10000


-- Calls take(frame) with some rows of the file after the other: the columns
-- of `types`, read as these. Gives how many rows there were, and a number of
-- all bytes.
function csv.blocks(path, types, opts, take)
  local names, kinds = check.keys(types), {}
  for i, name in ipairs(names) do kinds[i] = types[name] end
  return core.blocks(path, { typed = names, types = kinds,
    na = told.words(opts.na), decimal = opts.decimal, delim = opts.delim,
    encoding = opts.encoding, n_rows = csv.block_rows }, take)
end


local writing = {
  delim    = { kind = "string" },
  decimal  = { one_of = { ".", "," }, default = "." },
  formulas = { one_of = { "guard" } },
}


-- Writes the frame as CSV, with that letter between cells unless another is
-- given; help stands at f:write.
function csv.write(frame, path, given, delim)
  local opts = check("write", given, writing)
  opts.delim = opts.delim or delim
  csv.check_delim("write", opts.delim)
  local n = core.write(path, {
    delim = opts.delim, decimal = opts.decimal, guard = opts.formulas == "guard",
  }, frame)
  if n > 0 then
    note(("%s: %d cell%s that a spreadsheet would run got a ' in front")
      :format(path, n, n == 1 and "" or "s"))
  end
end


return csv
