-- A coding written to files.

local core = require "vane.core.coding"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local beside = require "vane.data.coding.beside"
local made = require "vane.data.coding.made"
local store = require "vane.data.store"

local methods = core.methods

local writers = {}


function writers.csv(c, path)
  made.rows_of(c):write(path)
end

writers.gz = writers.csv


function writers.qdc(c, path)
  require "vane.data.refi.write".codebook(c, path)
end


function writers.qdpx(c, path)
  return require "vane.data.refi.write".project(c, path,
    beside.contents[c] or {}, c:stamps())
end


writers.vane = store.write


--- c:write(path) -> frame or nil
---   Writes the coding as CSV (.csv, .csv.gz: a row for each coding, with all
---   that is known of its unit; what was coded with nothing has an empty
---   code), as a project for exchange (.qdpx) or its codes as a codebook
---   (.qdc), valid by the standard's schemas, or as a new study of its own
---   (.vane, see coding.open). In a project the units become
---   selections in the texts of their sources; where only the units' texts are
---   known these are put one below the other, and where not even that, their
---   names. Columns in which all units of a source say the same become
---   variables of sources.
---   Gives a frame of what could not be carried over (what, n), or nil.
---   Raises when the file cannot be written; an old one is then untouched.
---
---   > coding(frame{ unit = {1}, code = {"b"} }):write "build/c.csv"
---   > frame.read("build/c.csv").names
---   { "unit", "coder", "code" }
function methods.write(c, path)
  core.meta.self(c, "write")
  if type(path) ~= "string" then
    fail("write: the path should be a text, found %s", check.found(path))
  end
  local writer = writers[(path:lower():match "%.(%w+)$")]
  if not writer then
    fail("write: \"%s\" is none of the files that can be written: .csv, .csv.gz, "
      .. ".qdpx, .qdc, .vane", path)
  end
  return writer(c, path)
end
