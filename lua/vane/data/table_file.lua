-- table_file(path, options) -> frame, list of notes
-- A table in a file, by the ending of its name, and what its reader has to say
-- about it.

local check = require "vane.base.check"
local fail = require "vane.base.fail"

return function(path, opts)
  if type(path) ~= "string" then
    fail("read: the path should be a text, as in frame.read \"data.csv\", "
      .. "found %s", check.found(path))
  end
  local spreadsheet = path:lower():match "%.xls[xm]?$"
  local reader = spreadsheet and "vane.data.xlsx" or "vane.data.csv"
  return require(reader).read(path, opts)
end
