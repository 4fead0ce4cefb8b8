-- Stores: a study in one file, which stands for the coding that it holds, can
-- be changed by several people at once, and remembers every change.

local core = require "vane.core.coding"
local core_store = require "vane.core.store"
local add = require "vane.data.store.add"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frames = require "vane.core.frame"
local grid = require "vane.base.grid"
local beside = require "vane.data.coding.beside"
local open = require "vane.data.store.open"
local read = require "vane.data.store.read"

local methods, native = core.methods, core.native

local IN_MEMORY = ":memory:"

local options = {
  coder = { kind = "string" },
  read_only = { kind = "boolean", default = false },
  wait = { kind = "number", default = 5 },
}


-- ---- opening ----

-- The options; without a coder the changes are those of the user.
local function options_of(given)
  local opts = check("coding.open", given, options)
  if opts.wait < 0 then fail "coding.open: 'wait' should be 0 seconds or more" end
  opts.coder = opts.coder or os.getenv "USER" or os.getenv "LOGNAME" or "unknown"
  if opts.coder == "" then fail "coding.open: a coder needs a name" end
  return opts
end


-- What the store holds now. The coding before is kept, since a function may
-- still be at it.
local function now(store)
  local stamp = core_store.stamp(store.box)
  if stamp ~= store.stamp then
    store.before, store.coding = store.coding, read.coding(store)
    store.stamp = stamp
  end
  return store.coding
end


local function live(store)
  local c = native.live(function() return now(store) end)
  open.stand_behind(c, store)
  return c
end


-- What is known beside a coding that stands for a store.
for _, known in ipairs { beside.contents, beside.stamps } do
  getmetatable(known).__index = function(_, c)
    local store = open.behind(c)
    return store and known[now(store)]
  end
end


-- Few ask for the rest, which is looked up when they do.
for name, known in pairs { extras = beside.extras, files = beside.files } do
  getmetatable(known).__index = function(_, c)
    local store = open.behind(c)
    return store and read[name](store)
  end
end


local function check_path(word, path)
  if type(path) ~= "string" then
    fail("%s: the path should be a text, found %s", word, check.found(path))
  end
  if not path:lower():find "%.vane$" and path ~= IN_MEMORY then
    fail("%s: the file of a study ends in .vane, found \"%s\"", word, path)
  end
end


--- coding.open(path, { coder = name, read_only = false, wait = 5 }) -> coding
---   Opens a study that is kept in one file (.vane, an SQLite database), or
---   begins a new one. It answers whatever a coding answers, always for what
---   the file holds now, and can be changed: c:add, c:code, c:uncode,
---   c:nothing, c:add_unit, c:add_code, c:change_code, c:merge_codes,
---   c:split_code, c:add_coder, c:describe, c:note, c:register, c:remove,
---   c:undo, c:redo.
---   Each of these is committed when it returns: whatever happens to the
---   program then, it is there at the next opening, and after a loss of power
---   too, as far as the disk keeps what it said it had written. The file
---   remembers who changed what and when (c:history).
---   Several programs may have it open at once: one writes at a time, and
---   another waits for it, up to `wait` seconds. Not on a network drive. The
---   path ":memory:" makes a study without a file, to try things out.
---   coder      whose changes they are; without it the name of the user
---   read_only  true: only to look, as coding.read(path) does
---   Raises when the file is no study, a newer vane wrote it, or it is damaged:
---   see coding.check and coding.recover.
---
---   > c = coding.open(":memory:", { coder = "ann" })
---   > c:add_code{ code = "ageing" }
---   > c:add_unit{ unit = "p1", text = "Workers grow older." }
---   > c:code{ unit = "p1", code = "ageing" }
---   1
---   > c
---   coding 1 unit, 1 code, 1 coder, 1 coding   :memory:
---     code    units  coders
---     ageing      1       1
---   > c:close()
local function open_store(path, given)
  local opts = options_of(given)
  check_path("coding.open", path)
  if not (opts.read_only or path == IN_MEMORY or core_store.is_there(path)) then
    core_store.make(path)
  end
  return live(open.new(path, opts))
end


--- c:close()
---   Closes the store behind a coding, which cannot be asked any more. What was
---   changed is in the file already. Stores that nobody holds close themselves.
---   Raises when the coding is not kept in a store.
---
---   > c = coding.open ":memory:"
---   > c:close()
---   > c.n_units
---   n_units: the coding has been closed
function methods.close(c)
  core.meta.self(c, "close")
  core_store.close(open.of(c, "close").box)
  core.meta.__close(c)
end


-- f(store) fills a new store, of which nothing is left when it raises.
local function with_draft(path, f)
  local store = open.draft(path, options_of())
  local ok, problem = pcall(f, store)
  if ok then ok, problem = pcall(core_store.settle, store.box) end
  core_store.drop(store.box)
  if not ok then error(problem, 0) end
  return problem
end


-- ---- a damaged one ----

--- coding.check(path) -> frame
---   Looks through the file of a study for all that is wrong with it: pages,
---   rows, whether each index says what its table does, and whether what a row
---   belongs to is there. Gives what was found, 100 things at most; no row: the
---   file is whole. coding.open looks as thoroughly at files of up to 16 MiB,
---   and of larger ones, where it would take seconds, only at pages and rows.
---   Raises when the file is no study, or so damaged that it cannot even be
---   looked through.
---
---   > _ = os.remove "build/whole.vane"
---   > coding(frame{ unit = {1}, code = {"a"} }):write "build/whole.vane"
---   > coding.check("build/whole.vane").n_rows
---   0
local function check_file(path)
  check_path("coding.check", path)
  return core_store.examine(path)
end


local counted = { "source", "unit", "code", "coder", "coding", "note", "change" }


--- coding.recover(path, new) -> frame
---   Puts all that can still be read of a damaged study into a new file; the
---   old one is never written to. What is lost in one place is taken from the
---   journal, where that is whole. Gives what is in the new file and what is
---   not: what, n.
---   Raises when the old file is none, or something stands under the new path;
---   also when it is so damaged that no table can be found.
---
---   > _ = os.remove "build/old.vane"
---   > _ = os.remove "build/new.vane"
---   > coding(frame{ unit = {1}, code = {"a"} }):write "build/old.vane"
---   > coding.recover("build/old.vane", "build/new.vane"):head(5)
---   frame 5 x 2   build/new.vane
---     what     n
---     sources  0
---     units    1
---     codes    1
---     coders   1
---     codings  1
local function recover(path, new)
  check_path("coding.recover", path)
  check_path("coding.recover", new)
  if core_store.is_there(new) then
    fail("coding.recover: \"%s\" is there already; the new file needs a path "
      .. "where nothing stands", new)
  end
  local names, counts = {}, {}
  local function say(name, n) names[#names + 1], counts[#counts + 1] = name, n end
  with_draft(new, function(store)
    local n_unread, n_rebuilt, n_dropped = core_store.recover(path, store.box)
    for _, thing in ipairs(counted) do
      say(thing .. "s", store:cell("SELECT count(*) FROM " .. thing))
    end
    say("places that could not be read", n_unread)
    say("rows that only the journal still had", n_rebuilt)
    say("rows left out since what they belong to is lost", n_dropped)
    local left = core_store.wrong(store.box)
    if left.n_rows > 0 then
      fail("coding.recover: what was taken out of \"%s\" does not fit together "
        .. "(%s), and is not kept", path, left:get(1, "found"))
    end
  end)
  return frames.of({ "what", "n" }, { names, counts }, nil, new)
end


-- ---- writing ----

-- A new store with all that a coding holds, under a path where none stands.
local function write(c, path)
  check_path("write", path)
  if core_store.is_there(path) then
    fail("write: \"%s\" is there already; coding.open(\"%s\"):add(c) adds to it",
      path, path)
  end
  with_draft(path, function(store)
    local made = live(store)
    store:change("write " .. grid.plain(c.source or "a coding"), function()
      add(store, made, c)
    end)
    core.meta.__close(made)
  end)
end


require "vane.data.store.code"
require "vane.data.store.codes"
require "vane.data.store.history"
require "vane.data.store.units"

return { open = open_store, check = check_file, recover = recover,
  write = write }
