package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local with_path = require "store_path"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local rows = coding(frame({ { "unit", { 1, 2, 2 } }, { "source", { "s", "s", "s" } },
  { "coder", { "x", "y", na } }, { "code", { "a", "b", na } }, { "page", { 0.5, na, na } } }))

refuse("making a study", 1200, function()
  with_path(function(path) coding.open(path):close() end)
end, 17)

refuse("looking through a study", 900, function()
  with_path(function(path)
    rows:write(path)
    coding.check(path)
  end)
end, 19)

refuse("a study in memory", 900, function() coding.open(":memory:"):close() end, 13)


-- The work either fails and leaves the study as it was, or is done.
local function whole(c, job)
  local before, n = tostring(c:rows()), c:history {}.n_rows
  return function()
    local ok, problem = pcall(job, c)
    if ok then return end
    local base = require "vane.core.base"
    base.refuse_after(0)
    eq(tostring(c:rows()), before)
    eq(c:history {}.n_rows, n)
    error(problem, 0)
  end
end


local jobs = {
  adding = function(c) c:add(rows) c:undo() c:redo() end,
  coding = function(c) c:code { unit = 1, code = "a" } c:uncode { unit = 1 } end,
  codes = function(c)
    c:change("codes", function()
      c:add_code { code = "new", parent = "a" }
      c:merge_codes { codes = "a", into = "new" }
      c:change_code { code = "new", name = "a" }
    end)
  end,
  registers = function(c)
    c:register { kind = "trend", name = "t", evidence = { 1, 2 } }
    c:register(c:registers(), c:evidence())
  end,
  asking = function(c) return { c.n_units, c:history { unit = 1 }, c:notes() } end,
}

for name, job in pairs(jobs) do
  refuse("a study, " .. name, 700, function()
    local c <close> = coding.open(":memory:", { coder = "ann" })
    c:add(rows)
    whole(c, job)()
  end, 23)
end

refuse("recovering a study", 2400, function()
  with_path(function(path) with_path(function(new)
    rows:write(path)
    coding.recover(path, new)
  end) end)
end, 61)


test("Ctrl-C leaves a study as it was", function()
  local base = require "vane.core.base"
  local c = coding.open(":memory:", { coder = "ann" })
  c:add(rows)
  stops(function() c:add_code { code = "b" } end)
  stops(function() c:change("some", function() end) end)
  stops(function() return c:history {} end)
  local ok = pcall(c.change, c, "some", function()
    c:add_code { code = "lost" }
    base.stop(true)
    c:add_code { code = "lost too" }
  end)
  base.stop(false)
  eq(ok, false)
  eq({ c.n_codes, c:history {}.n_rows }, { 2, 1 })
  c:add_code { code = "kept" }
  eq(c:undo(), "undo 2: add code kept (by ann)")
end)

test("Ctrl-C ends the waiting for another program", function()
  with_path(function(path)
    local ann = coding.open(path, { coder = "ann" })
    ann:change("long", function()
      ann:add_code { code = "a" }
      stops(function() coding.open(path):add_code { code = "b" } end)
    end)
  end)
end)

test("bytes spoiled anywhere are told or do no harm", function()
  with_path(function(path)
    rows:write(path)
    local whole_file = files.bytes(path)
    for round = 1, 60 do
      local at = round * 7919 * 31 % #whole_file
      files.put(path, whole_file:sub(1, at) .. string.char(round * 37 % 256):rep(9)
        .. whole_file:sub(at + 10))
      pcall(function()
        local c <close> = coding.open(path)
        c:code { unit = 1, code = "b" }
        c:history { unit = 1 }
        c:undo()
      end)
      for _, ending in ipairs { "-wal", "-shm" } do os.remove(path .. ending) end
    end
  end)
end)
