local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local rows = frame { patent = { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7 },
  ipc = { "A", "B", "A", "C", "B", "C", "D", "E", "D", "F", "E", "F", "C", "D" } }
local e = rows:events { group = "patent", class = "ipc" }

local function study(more)
  local given = { events = e, communities = 2, runs = 2, patience = 2, replicates = 2,
    starts = 1, tops = { 2 }, shares = { 0.9 }, resolutions = { 2 }, engines = { "potts" } }
  for name, value in pairs(more or {}) do given[name] = value end
  return space(given)
end

local s = study()

refuse("a study of spaces", 1500, study, 7)
refuse("the number of spaces", 900, function() return study().number end, 41)
refuse("spaces and chance", 900, function() return study().null end, 41)
refuse("spaces in samples", 900, function() return study().sampling end, 41)
refuse("spaces by other choices", 900, function() return study().sensitivity end, 41)
refuse("printing spaces", 300, function() return tostring(s) end, 3)

test("a study of spaces can be interrupted, and asked again", function()
  local fresh = study()
  stops(function() return study() end)
  stops(function() return fresh.null end)
  stops(function() return fresh.number end)
  stops(function() return fresh.sampling end)
  stops(function() return fresh.sensitivity end)
  eq(fresh.null.replicates.n_rows, 2)
  eq(fresh.number.n_rows, 5)
end)

local later = frame { patent = { 1, 1, 2, 2, 3, 3 }, ipc = { "A", "B", "B", "C", "C", "D" } }
  :events { group = "patent", class = "ipc" }
refuse("spaces in two periods", 1800, function()
  return space { events = { a = e, b = later }, communities = 2, runs = 2, patience = 2 }
end, 67)

refuse("growth of spaces", 1800, function()
  return space { events = { a = e, b = later }, communities = 2, runs = 2, patience = 2,
    replicates = 2 }.growth
end, 97)

test("a change of spaces can be interrupted", function()
  local other = space { events = later, runs = 2 }
  stops(function() return s:changes(other) end)
  stops(function() return space { events = { a = e, b = later }, runs = 2 } end)
  local c = s:changes(other)
  stops(function() return c.growth end)
  eq(c.growth.n_rows, other.spaces.n_rows)
end)
