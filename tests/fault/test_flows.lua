-- Flows with requests for memory refused, and with Ctrl-C.

package.path = "tests/data/?.lua;" .. package.path
local csv = require "vane.data.csv"
local files = require "files"
local flow = require "vane.core.flow"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local rows = frame { g = { 1, 1, 1, 2, 2 }, s = { "a", "b", "c", "a", "a" },
  t = { "b", "c", "a", "a", na }, v = { 1, 2, 3, 4, 5 }, y = { 1, 1, 1, 2, 2 } }

local function participants()
  return flow.participants(rows, "g", { "s" }, { "from" }, { "to" }, { "v", "y" },
    false)
end

local function study()
  return linkage.flows { frame = rows, from = "s", to = "t", value = "v", year = "y",
    periods = { { 1, 1 }, { 1, 2 } } }
end

local function alliances()
  return linkage.flows { frame = rows, group = "g", member = "s" }
end

local function growth()
  return flow.growth(frame { from = { "a" }, to = { "b" }, before = { 1 },
    after = { 3 } }, { "a", "b" }, 5, 6, 2, "BH")
end

local function excess()
  return flow.excess(frame { from = { "a", "b" }, to = { "b", "c" }, count = { 1, 3 } },
    { "a", "b", "c" }, frame { group = { "x", "y", "x" } }, false, 4, "BH")
end

-- Some rows at a time.
local function study_of(text, from, to)
  local usual, r = csv.block_rows, nil
  csv.block_rows = 2
  local ok, problem = pcall(files.with, text, function(path)
    r = linkage.flows { file = path, delim = ";", [from] = "s", [to] = "t", value = "v" }
  end)
  csv.block_rows = usual
  if not ok then error(problem, 0) end
  return r
end

local function of_file()
  return tostring(study_of("s;t;v\na;b;1,5\nb;c;2\nc;a;3\na;a;4\n", "from", "to"))
end

local function of_groups()
  return tostring(study_of("s;t;v\n1;c;1,5\n1;b;2\n1;a;3\n2;a;4\n2;b;4\n", "group",
    "member"))
end

refuse("flow: participants", 60, participants)
refuse("flow: excess", 80, excess)
refuse("flow: growth", 80, growth)
refuse("linkage.flows", 3000, function() return tostring(study()) end, 43)
refuse("linkage.flows of alliances", 1500, function() return tostring(alliances()) end, 37)
refuse("linkage.flows of a file", 1500, of_file, 37)
refuse("linkage.flows of groups in a file", 1500, of_groups, 37)

test("flows can be interrupted", function()
  stops(function() return flow.together(frame { g = { "a", "b" } }, "g") end)
  stops(participants)
  stops(growth)
  stops(excess)
  stops(study)
  stops(alliances)
  stops(of_file)
  stops(of_groups)
end)
