-- Tables of text: options checked and put into words for the native reader.

local core = require "vane.core.csv"
local fail = require "vane.base.fail"
local told = require "vane.data.told"

local csv = {}

local options = {
  delim    = { kind = "string" },
  encoding = { one_of = { "utf-8", "windows-1252", "latin1" } },
  header   = { kind = "boolean", default = true },
}


-- The frame of a CSV file and what is noted; help stands at frame.read.
function csv.read(path, given)
  local opts = told.check(given, options)
  local delim = opts.delim
  if delim and (#delim ~= 1 or delim:find '["\r\n%z]') then
    fail("read: option 'delim' should be one letter, as in delim = \";\", "
      .. "found %q", delim)
  end
  opts.no_header = not opts.header
  return core.read(path, opts)
end


return csv
