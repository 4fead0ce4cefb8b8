-- store.lua [CODINGS]: how long a study kept in a file takes to write, open,
-- ask and change: seconds of CPU, all processors together.

local random = require "vane.core.random"

local SEED = 20140714
local n_codings = tonumber(... or "100000")
local path = os.tmpname() .. ".vane"


-- Three codings for each unit, by three coders, with a text and a date.
local function rows()
  local units = random.units(SEED, 0, n_codings)
  local f = { unit = {}, source = {}, coder = {}, code = {}, text = {}, date = {} }
  for i = 1, n_codings do
    local unit = (i - 1) // 3
    f.unit[i], f.source[i] = "p" .. unit, "s" .. unit // 20
    f.coder[i], f.code[i] = "k" .. i % 3, ("c%02d"):format(units[i] * 100 // 1)
    f.text[i] = ("what paragraph %d says "):format(unit):rep(10)
    f.date[i] = 2000 + unit // 20 % 15
  end
  return frame(f)
end


local function time(what, times, job)
  local before = os.clock()
  local answer
  for i = 1, times do answer = job(i) end
  print(("  %-44s %8.4f s"):format(what, (os.clock() - before) / times))
  return answer
end


local c = coding(rows())
print(("store: %d codings"):format(n_codings))
time("writing all of it", 1, function() c:write(path) end)
local store = time("opening", 5, function() return coding.open(path, { coder = "ann" }) end)
time("the first question", 1, function() return store.n_codings end)
time("the next question", 100, function() return store.n_codings end)
time("a change", 200, function(i) store:code { unit = "p" .. i, code = "c07" } end)
time("a question after a change", 5, function(i)
  store:code { unit = "p" .. 500 + i, code = "c07" }
  return store.n_codings
end)
time("undoing a change", 50, function() store:undo() end)
time("the history of a unit", 50, function(i) return store:history { unit = "p" .. i } end)
store:close()
os.remove(path)
