local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local list = { { "A", "a", "b" }, { "B", "c", "d", "e" }, { "C", "f", "g" },
  judgements = { { "A|a", "B|d", 2 }, { "B|d", "A|a", 1 }, { "C|f", "B|e", 1 } } }
local x = impact(list)

refuse("a list of descriptors", 160, function() return impact(list) end)
refuse("a .scw file", 200, function()
  return impact.read "tests/data/fixtures/small.scw"
end)
refuse("its matrix and its size", 60, function()
  return { x:matrix(), x.n_configurations }
end)
refuse("a search", 260, function()
  return x:consistent { forbid = { { A = "a", C = "g" } } }
end)
refuse("a count", 160, function() return x:count {} end)
refuse("the least inconsistent", 300, function()
  return x:least_inconsistent { k = 3 }
end)
refuse("a choice of scenarios", 400, function()
  return x:consistent { threshold = 9 }:select { k = 3 }
end)
refuse("basins", 160, function() return x:basins {} end)
refuse("basins of a sample", 160, function()
  return x:basins { memory = 0, starts = 20 }
end)
refuse("basins of islands", 400, function()
  return impact { { "A", "a", "b" }, { "B", "c", "d" }, { "C", "e", "f" }, { "D", "g", "h" },
    judgements = { { "A|a", "B|c", 1 }, { "B|d", "A|b", 1 }, { "C|e", "D|g", 1 } } }:basins {}
end, 2)
refuse("an ensemble", 400, function() return x:ensemble { members = 5 } end)
local held = { A = "a", B = "d", C = "f" }
refuse("the leverage of judgements", 200, function()
  return x:leverage(held, { members = 4 })
end)
refuse("members one by one", 200, function()
  return x:members(held, { members = 4 })
end)
refuse("a scenario that is followed", 200, function() return x:follow(held) end)
refuse("a scenario explained", 600, function() return x:explain(held).why end, 3)
refuse("solutions read back", 300, function()
  x:write("build/fault.sl", x:consistent {})
  return x:solutions "build/fault.sl"
end, 2)
refuse("a morphological field", 400, function()
  return impact.morphology { { "A", "a", "b" }, { "B", "c", "d" },
    pairs = { { "A|a", "B|c", 1 } }, excluded = 1 }
end, 2)
refuse("strengths", 30, function() return x:strength() end)
refuse("printing an impact", 120, function() return tostring(x) end)

test("every search can be interrupted", function()
  local many = {}
  for i = 1, 12 do many[i] = { "D" .. i, "a", "b", "c" } end
  local open = impact(many)
  stops(function() return open:consistent {} end)
  stops(function() return open:count {} end)
  stops(function() return open:least_inconsistent { k = 3 } end)
  local some = open:consistent { limit = 3000 }
  stops(function() return some:select { k = 5 } end)
  stops(function() return open:basins {} end)
  stops(function() return open:basins { memory = 0 } end)
  stops(function() return open:ensemble {} end)
  local row = some.scenarios:row(1)
  stops(function() return open:leverage(row) end)
  stops(function() return open:follow(row) end)
  eq(open:count { force = { D1 = "a" } }, 3 ^ 11 // 1 | 0)
end)

local seen = { { descriptor = "A", variant = "a" } }
local both = { scenarios = { { A = "a", B = "d", C = "f" }, { A = "b", B = "d", C = "g" } } }

refuse("weak signals", 700, function() return x:signals(seen, both).over_time end, 3)

test("weighing signals can be interrupted", function()
  stops(function() return x:signals(seen, both) end)
end)

refuse("a wild card", 900, function()
  return x:wildcard { "Flood", force = { A = "b" }, scenarios = both.scenarios }
end, 5)

test("following a wild card can be interrupted", function()
  stops(function() return x:wildcard { "Flood", force = { A = "b" } } end)
end)

refuse("a stress test of levers", 900, function()
  return x:stress { levers = { { "Dam", force = { A = "b" } } }, wish = { B = "d" },
    scenarios = both.scenarios }
end, 5)
