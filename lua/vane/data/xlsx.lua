-- Sheets of spreadsheet files (.xlsx): options checked for the native reader.

local core = require "vane.core.xlsx"
local told = require "vane.data.told"

local xlsx = {}

local options = {
  sheet = { kind = { "string", "integer" } },
  range = { kind = "string" },
  skip  = { kind = "integer", default = 0 },
}


-- The frame of a sheet and what is noted; help stands at frame.read.
function xlsx.read(path, given)
  return core.read(path, told.check(given, options))
end


return xlsx
