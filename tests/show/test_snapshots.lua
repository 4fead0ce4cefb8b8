-- Pictures as they were when somebody last looked at them. A picture that is
-- meant to be another now is written anew, and looked at, by
--   VANE_SNAPSHOTS=write build/vane tests/run.lua tests/show/test_snapshots.lua
-- which also adds those of kinds that have none yet.

local every_kind = loadfile("tests/show/every_kind.lua", "t", _ENV)()
local scene = require "vane.show.scene"
local picture = require "vane.show.picture"
local style = require "vane.show.style"
local svg = require "vane.show.svg"

local FOLDER = "tests/show/expected/"
local wanted = os.getenv "VANE_SNAPSHOTS"


local function stored(name)
  local file <close> = io.open(FOLDER .. name .. ".svg", "rb")
  return file and file:read "a"
end


local function store(name, text)
  local file <close> = assert(io.open(FOLDER .. name .. ".svg", "wb"))
  file:write(text)
end


local function first_difference(a, b)
  local lines = {}
  for line in a:gmatch "[^\n]+" do lines[#lines + 1] = line end
  local i = 0
  for line in b:gmatch "[^\n]+" do
    i = i + 1
    if line ~= lines[i] then return ("line %d: %s"):format(i, line) end
  end
  return ("line %d is missing"):format(i + 1)
end


-- The picture without its style sheet, which would hide everything else.
local function compare(name, text)
  if wanted == "write" then return store(name, text) end
  local old = stored(name)
  if not old then error(("%s has no snapshot in %s"):format(name, FOLDER), 0) end
  if old ~= text then
    error(("%s is another picture now: %s"):format(name, first_difference(old, text)), 0)
  end
end


-- A mark of each shape, in whole numbers, so that what is written can be
-- worked out by eye.
local function marks()
  local s = scene.new(style.paper(100))
  s.title, s.about, s.height = "Marks <all>", "one of each", 60
  s:rect { x = 1, y = 2, w = 30, h = 10, fill = "series0", round = 2, tip = "a & b" }
  s:line { x = 0, y = 20, x2 = 99, y2 = 20, stroke = "rule", dash = "4 3" }
  s:circle { x = 50, y = 30, r = 5, fill = "series1", stroke = "paper", alpha = 0.5 }
  s:path { steps = { { "M", 1, 1 }, { "L", 2, 3 }, { "C", 3, 3, 4, 4, 5, 5 }, { "Z" } },
    stroke = "ink", weight = 2 }
  s:text { x = 10, y = 50, text = "Words", size = 11, anchor = "middle", bold = true }
  return s
end


test("each shape is written as it was", function()
  compare("marks", svg.text(marks(), true))
end)


test("each kind is drawn as it was", function()
  for _, item in ipairs(every_kind.list) do
    compare(item.kind, svg.text(picture.scene(item.picture), true))
  end
end)
