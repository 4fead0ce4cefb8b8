-- A coding written to files.

local core = require "vane.core.coding"
local beside = require "vane.data.coding.beside"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local losses = require "vane.data.coding.losses"
local made = require "vane.data.coding.made"
local open = require "vane.data.store.open"
local store = require "vane.data.store"

local methods = core.methods

-- What is known beside a coding.
local function known_of(c)
  return { contents = beside.contents[c] or {}, files = beside.files[c] or {},
    stamps = c:stamps(), extras = c:extras(), notes = open.behind(c) and c:notes() }
end


-- What each kind of file has no place for is said, as by project and codebook.
local writers = { vane = store.write }


function writers.csv(c, path)
  made.rows_of(c):write(path)
  return losses.of_table(c, known_of(c))
end

writers.gz = writers.csv


function writers.qdc(c, path)
  local lost = require "vane.data.refi.write".codebook(c, path, c:extras())
  return losses.of_codebook(c, known_of(c), lost)
end


function writers.qdpx(c, path)
  local lost = require "vane.data.refi.write".project(c, path, known_of(c))
  return losses.of_project(c, lost)
end


--- c:write(path) -> frame or nil
---   Writes the coding as CSV (.csv, .csv.gz: a row for each coding, with all
---   that is known of its unit; what was coded with nothing has an empty
---   code), as a project for exchange (.qdpx) or its codes as a codebook
---   (.qdc), valid by the standard's schemas, or as a new study of its own
---   (.vane, see coding.open). In a project the units become
---   selections in the texts of their sources; where only the units' texts are
---   known these are put one below the other, and where not even that, their
---   names. Columns in which all units of a source say the same become
---   variables of sources. What a project came with (selections in pictures,
---   pages and recordings, notes, links, sets, graphs, cases, files) is in the
---   project or study that is written, see c:extras.
---   A study's notes become a project's; its journal stays in it.
---   Gives a frame of what the file has no place for (what, n), or nil.
---   Raises when the file cannot be written; an old one is then untouched. A
---   program that is killed while it makes a study may leave a file
---   "study.vane.new-...", which the next use of "study.vane" takes away.
---
---   > coding(frame{ unit = {1}, code = {"b"} }):write "build/c.csv"
---   > frame.read("build/c.csv").names
---   { "unit", "coder", "code" }
---   > c = coding.texts "README.md"
---   > c:write "build/c.csv"
---   frame 1 x 2
---     what              n
---     texts of sources  1
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
  local lost = writer(c, path)
  if lost then return lost end
end
