-- The words on regions with requests for memory refused, and with Ctrl-C.

local verbs = require "vane.core.frame_verbs"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local by = frame { from_version = { 1, 1 }, to_version = { 2, 2 },
  from_code = { "P", "P" }, to_code = { "Q", "R" }, pop2011 = { 3, 1 } }
local zips = frame { country = { "AT" }, postcode = { "1010" }, nuts3 = { "AT130" } }
local rows = frame { code = { "P", "X", "P" }, other = { "P", "P", "X" },
  zip = { "1010", "99", na }, land = { "AT", "AT", na }, n = { 1, 2, 3 } }

local jobs = {
  recode = function()
    return nuts.recode { frame = rows, column = "code", from = 1, to = 2, by = by,
      value = "n" }
  end,
  resolve = function()
    return nuts.resolve { frame = rows, postcode = "zip", country = "land", by = zips }
  end,
  versions = function()
    return nuts.versions { frame = rows, column = "code",
      by = frame { version = { 1, 2 }, code = { "P", "Q" } } }
  end,
  bases = function()
    return nuts.bases { frame = rows, inventor = "code", applicant = "other" }
  end,
}

for name, job in pairs(jobs) do
  refuse("nuts." .. name, 1500, function() return tostring(job()) end, 41)
  test("nuts." .. name .. " can be interrupted", function() stops(job) end)
end

refuse("the answers of groups", 20, function()
  return verbs.spread(rows, { "code" }, frame { x = { 1, 2 } })
end)

test("each row has the answer of its group", function()
  local f = verbs.spread(rows, { "code" }, frame { x = { 7, 8 } })
  eq(f:column "x", { 7, 8, 7 })
  raises("2 groups have 1 answers", function()
    return verbs.spread(rows, { "code" }, frame { x = { 7 } })
  end)
end)
