-- Each job is done with the first, the second, ... request for memory refused
-- (in builds that can refuse): it must end in a sentence about memory, or in
-- its answer, and never in a crash or a leak.

local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()

local REQUESTS = 160  -- more than the longest of the jobs makes

local m = matrix {
  rows = { "a", "b", "c" }, cols = { "a", "c", "b" }, row_title = "id",
  col_title = "to", unit = "EUR", source = "some.csv",
  cells = { { 0, 2, 5 }, { 5, 1, 0 }, { 2, 0, 1 } },
}
local other = m:titled { source = "other.csv" }
local long = m:long()


local jobs = {
  make = function()
    return matrix { rows = { "a" }, cols = { "x" }, cells = { { 1 } },
      unit = "EUR" }
  end,
  from_frame = function()
    return matrix.from_frame(m:frame(), { rows = "id", drop = "c" })
  end,
  long = function() return m:long() end,
  select = function() return m:select { rows = { "c", "a" } } end,
  with = function() return m:with("a", "c", 1):head(2):transpose() end,
  combine = function() return m + other end,
  by_number = function() return 2 / m - 1 end,
  threshold = function() return m:threshold(2):fill_missing(1) end,
  sum = function() return m:sum "rows" end,
  diagonal = function() return m:diagonal() end,
  normalise = function() return m:normalise("z", "cols") end,
  rank = function() return m:rank {} end,
  multiply = function() return m:multiply(m) end,
  power = function() return m:power(5) end,
  correlation = function() return m:correlation "cols" end,
  relatedness = function() return (m + m:transpose()):relatedness {} end,
  lq = function() return m:lq() end,
  lq_beside_missing = function() return m:with("a", "a", na):lq() end,
  proximity = function() return m:proximity() end,
  cluster = function() return m:cluster { method = "ward" } end,
  tree = function()
    local tree = m:cluster {}
    return { tree.merges, tree.order, tree:cut(2) }
  end,
  print = function() return tostring(m) end,
  differ = function()
    return select(2, pcall(function() return m + m:select { rows = "a" } end))
  end,
}


for name, job in pairs(jobs) do refuse(name, REQUESTS, job) end


test("the frame behind these jobs is as it was", function()
  eq(long:column "value", { 0.0, 2.0, 5.0, 5.0, 1.0, 0.0, 2.0, 0.0, 1.0 })
end)
