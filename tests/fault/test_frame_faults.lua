-- Every request for memory refused in turn: each verb either does its work or
-- says that there is not enough memory. Ordinary builds refuse nothing; the
-- sanitized one does, and would find what was lost or touched.

local refuse_after = require "vane.core.base".refuse_after

local files = dofile "tests/data/files.lua"


-- Runs the job with the n-th request refused, for n from 1 until it went well
-- a hundred times in a row, since Lua gets over some refusals by itself.
local function survives(job)
  local n, calm = 0, 0
  while calm < 100 do
    n = n + 1
    refuse_after(n)
    local ok, problem = pcall(job)
    refuse_after(0)
    calm = ok and calm + 1 or 0
    if not ok and not tostring(problem):find("not enough memory", 1, true) then
      error(("request %d: %s"):format(n, tostring(problem)))
    end
  end
end


local columns = {
  { "i", { 3, na, 1, 3 } }, { "n", { 0.5, 2.5, na, 0.5 } },
  { "t", { "b", "a", na, "b" } }, { "l", { true, na, false, true } },
  { "d", { "2014-12-31", na, "2013-01-01", "2014-12-31" } },
}
local declared = { types = { d = "date" }, source = "here" }
local f = frame(columns, declared)


test("making a frame survives every refusal", function()
  survives(function() return frame(columns, declared) end)
end)

test("writing a spreadsheet survives every refusal", function()
  files.at(".xlsx", function(book)
    survives(function() f:write(book) end)
  end)
end)

test("choosing survives every refusal", function()
  survives(function() return f:select("t", "i"):rename { t = "u" }:drop("i") end)
  survives(function() return f:with { i = { 1, 2, 3, 4 }, z = "a" } end)
  survives(function() return f:where { t = { "a", "b" }, n = above(1), d = na } end)
  survives(function() return f:where(function(row) return row.i == 3 end) end)
  survives(function() return f:head(3):tail(2) end)
end)

test("sorting and grouping survive every refusal", function()
  survives(function() return f:sort("-t", "n") end)
  survives(function() return f:unique("t", "l") end)
  survives(function()
    return f:group("t", "d"):aggregate { n = "count", s = "sum i", m = "mean n",
      nd = "n_distinct t", low = "min d", share = "share i" }
  end)
  survives(function()
    for _, rows in f:group("t"):each() do eq(rows.n_cols, 5) end
  end)
end)

test("putting together survives every refusal", function()
  local g = frame { t = { "a", "c" }, y = { 1, 2 }, n = { 1, 2 } }
  survives(function() return f:join(g, { by = "t", suffix = "_g" }) end)
  survives(function() return f:append(f:rename { i = "i" }) end)
  survives(function() return f:select("t"):append(g:select("t")) end)
  survives(function()
    return f:where { t = { "a", "b" } }
      :matrix { rows = "t", cols = "n", value = "i", sum = true }
  end)
end)

test("printing survives every refusal", function()
  survives(function() return tostring(f) end)
end)
