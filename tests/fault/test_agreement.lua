local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local wide = frame { unit = { "u", "v", "w" }, p = { "a", "a", "b" },
  q = { "a", "b", na }, r = { "b", "b", "b" } }
local long = frame { unit = { 1, 1, 2, 2 }, coder = { "p", "q", "p", "q" },
  value = { 1, 2, 2, 2 } }
local counts = frame { x = { 2, 1 }, y = { 1, 2 } }
local crossed = frame({ { "p", { "x", "y" } }, { "x", { 2, 1 } },
  { "y", { 0, 3 } } })
local marks = frame { coder = { "i", "j" }, start = { 0, 2 },
  ["end"] = { 4, 6 }, code = { "x", "x" } }

local jobs = {
  wide = function() return agreement(wide, { replicates = 9 }) end,
  ratio = function()
    return agreement(long, { shape = "long", level = "ratio", replicates = 9 })
  end,
  sets = function() return agreement(wide, { level = "masi" }) end,
  counts = function()
    return agreement(counts, { shape = "counts", coefficient = "gwet_ac1" })
  end,
  crossed = function()
    return agreement(crossed, { shape = "contingency",
      coefficient = "cohen" })
  end,
  clusters = function()
    return { agreement(wide, { level = "jaccard", cluster = "unit" }),
      agreement(long, { shape = "long", cluster = "unit", replicates = 9 }) }
  end,
  marks = function()
    return agreement(marks, { shape = "intervals", coefficient = "alpha_u" })
  end,
  whole = function()
    return agreement(marks, { shape = "intervals", coefficient = "alpha_u",
      method = "2016" })
  end,
  coding = function()
    return agreement(marks, { shape = "intervals", coefficient = "alpha_u",
      method = "coding" })
  end,
  beside = function()
    local a = agreement(wide, { replicates = 0 })
    return { a.by_value, a.by_pair, a.disputed }
  end,
}

for name, job in pairs(jobs) do refuse("agreement: " .. name, 400, job, 3) end

test("agreement can be interrupted", function()
  for _, name in ipairs { "wide", "ratio", "sets", "clusters", "counts", "crossed",
    "marks", "whole", "beside" } do
    stops(jobs[name])
  end
end)
