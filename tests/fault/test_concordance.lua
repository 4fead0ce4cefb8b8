-- Concordances and filings with requests for memory refused, and with Ctrl-C.

local scale = require "vane.core.scale"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local rows = frame { code = { "011", "02", na, "3" }, n = { 1, 2, 3, na },
  w = { 0.5, 1, na, 2 } }
local by = frame { code = { "01", "01", "02" }, to = { "a", "b", "c" } }

local function weigh()
  return scale.columns(rows, { "n", "w" }, "w")
end

local function study()
  return linkage.concordance { frame = rows, column = "code", by = by, to = "to",
    value = "n" }
end

refuse("scale: columns", 20, weigh)
refuse("linkage.concordance", 2500, function() return tostring(study()) end, 37)

local function filings()
  return linkage.filings { frame = rows, patent = "code", family = "n", date = "n",
    office = "code", offices = { "011", "02" } }
end

refuse("linkage.filings", 1500, function() return tostring(filings()) end, 37)

test("concordances and filings can be interrupted", function()
  stops(weigh)
  stops(study)
  stops(filings)
end)

test("products are by row, missing where either is, and refused when too large",
  function()
    eq(weigh():column "n", { 0.5, 2.0, na, na })
    eq(weigh():column "w", { 0.25, 1.0, na, 4.0 })
    raises("a product is too large", function()
      return scale.columns(frame { x = { 1e200 }, w = { 1e200 } }, { "x" }, "w")
    end)
    raises("should hold numbers", function()
      return scale.columns(rows, { "code" }, "w")
    end)
  end)
