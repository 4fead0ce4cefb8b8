local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local f = frame { patent = { 1, 1, 2, 2, 2, 3, 3 },
  ipc = { "A", "B", "A", "B", "C", "A", "C" },
  year = { 2000, 2000, 2001, 2001, 2001, 2002, 2002 },
  firm = { "x", "x", "y", "y", "y", "x", "x" } }

local function make()
  return f:events { group = "patent", class = "ipc", period = "year",
    cluster = "firm" }
end

local e = make()

refuse("making events", 80, make)
refuse("frames of events", 100, function()
  return { e:frame(), e:totals(), e:sizes() }
end)
refuse("pairs of events", 200, function() return e:pairs() end)
refuse("pairs by totals", 150, function() return e:pairs { null = "totals" } end)
refuse("pairs by sizes", 200, function() return e:pairs { null = "sizes" } end)
refuse("chances of events", 120, function() return e:chances() end)
local function grow(x)
  return x:growth { before = { 2000, 2000 }, after = { 2001, 2002 },
    replicates = 5 }
end

refuse("growth of events", 250, function() return grow(e) end)
refuse("shuffling events", 60, function() return e:shuffled { within = "period" } end)
refuse("resampling events", 60, function() return e:resampled() end)
refuse("resampling two at once", 100, function()
  return e:resampled { beside = e }
end)
refuse("printing events", 120, function() return tostring(e) end)

test("making events can be interrupted", function()
  stops(make)
  eq(make().n_groups, 3)
end)

test("what is made of events can be interrupted", function()
  stops(function() return e:pairs() end)
  stops(function() return e:shuffled() end)
  stops(function() return grow(e) end)
  stops(function() return e:resampled() end)
end)


local p = e:graph():potts { starts = 1 }

refuse("a null model of shuffled events", 250, function()
  return p:null { events = e, replicates = 2, starts = 1, top = 1 }
end)

test("a null model of shuffled events can be interrupted", function()
  stops(function() return p:null { events = e } end)
end)


-- ---- counts of linkages ----

local function links()
  return linkage.cooccur { frame = f, group = "patent", class = "ipc",
    year = "year", periods = { { 2000, 2000 }, { 2001, 2002 } } }
end

local counted = links()

refuse("testing linkages", 250, function() return links().pairs end, 3)
refuse("growth of linkages", 300, function() return links().growth end, 3)
local function of_firms()
  return linkage.cooccur { frame = f, group = "patent", class = "ipc",
    year = "year", periods = { { 2000, 2000 }, { 2001, 2002 } },
    cluster = "firm", replicates = 5 }
end

refuse("growth of linkages by firms", 500, function() return of_firms().growth end, 4)
refuse("rising ties", 200, function() return counted:rising() end, 3)

test("testing linkages can be interrupted", function()
  local l = links()
  stops(function() return l.pairs end)
  stops(function() return l.growth end)
  local firms = of_firms()
  stops(function() return firms.growth end)
  eq(l.pairs.n_rows, 4)
end)
