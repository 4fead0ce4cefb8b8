package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local sorted = frame { patent = { 1, 1, 2, 2, 3 }, ipc = { "A", "B", "A", "C", "B" },
  year = { 2001, 2001, 2007, 2007, 2010 } }
local scattered = frame { patent = { "x", "y", "x", "9", "y" },
  ipc = { "A;B", "A", "C", "B", "C" }, year = { 2001, 2001, 2007, 2007, 2010 } }
local TWO = { { 2000, 2007 }, { 2007, 2014 } }

local function count(f, more)
  local given = { frame = f, group = "patent", class = "ipc", year = "year", periods = TWO }
  for name, value in pairs(more or {}) do given[name] = value end
  return linkage.cooccur(given)
end

local many = {}
for i = 1, 2200 do many[i] = "m" .. i end
local wide = frame { p = many, ipc = { table.concat(many, ";", 1, 30),
  table.concat(many, ";", 1000, 1030), table.unpack(many, 3) } }

refuse("counting linkages", 150, function() return count(sorted) end)
refuse("counting linkages of scattered groups", 200, function()
  return count(scattered, { separator = ";", weight = "fractional" })
end)
refuse("counting linkages of many members", 150, function()
  return linkage.cooccur { frame = wide, group = "p", class = "ipc", separator = ";",
    weight = "fractional" }.pairs
end)

local links = count(sorted)
refuse("what a count gives", 250, function()
  local each = count(sorted)
  return { each.pairs, each.members, each.sizes, each.matrices["2000-2007"] }
end)
refuse("an overview of linkages", 250, function() return count(sorted).overview end)
refuse("strong ties", 100, function() return links:strong { at_least = 1, top = 1 } end)
refuse("a graph of linkages", 150, function() return links:graph() end)

local function drawn(f)
  return count(f, { separator = ";", cluster = "office", replicates = 9 }).growth
end

local function drawn_from(order)
  local lines = { "patent,ipc,year,office" }
  for i, patent in ipairs(order) do
    lines[i + 1] = ("%d,A;B,%d,x%d"):format(patent, 2000 + 4 * patent, i)
  end
  files.with(table.concat(lines, "\n") .. "\n", function(path)
    local by = { file = path, separator = ";", cluster = "office", replicates = 9,
      where = { year = above(1990) } }
    assert(count(nil, by).growth.n_rows == 1)
  end)
end

local filed = frame { patent = { 1, 1, 3, 3 }, ipc = { "A;B", "C", "A", "B" },
  year = { 2001, 2001, 2010, 2010 }, office = { "x", na, na, "y" } }

refuse("growth by clusters", 300, function() return drawn(filed) end, 3)
refuse("growth by clusters of a file", 400, function() drawn_from { 1, 1, 3, 3 } end, 3)
refuse("growth by clusters of a scattered file", 400, function()
  drawn_from { 1, 3, 1, 3 }
end, 3)

refuse("relatedness of linkages", 150, function() return links:relatedness() end)

test("relatedness of linkages can be interrupted", function()
  stops(function() return links:relatedness() end)
end)

-- Good rows, quoted ones, and groups that stand apart.
files.with("patent,ipc,year\n1,A,2001\n1,B,2001\n\"2\",\"A\",2007\n1,B,2007\n", function(path)
  local function stream()
    return linkage.cooccur { file = path, group = "patent", class = "ipc", year = "year",
      periods = TWO, where = { year = at_least(2000) } }
  end
  refuse("counting linkages in a file", 250, stream)
  test("counting linkages in a file can be interrupted", function() stops(stream) end)
end)

test("counting linkages can be interrupted", function()
  stops(function() return count(sorted) end)
  stops(function() return count(scattered) end)
  stops(function() return drawn(filed) end)
  stops(function() return links:graph() end)
  eq(links.n_groups, 3)
end)
