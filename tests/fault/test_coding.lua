local files = dofile "tests/data/files.lua"
local project = dofile "tests/data/project.lua"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local rows = frame { unit = { "p", "p", "q" }, source = { "s", "s", "t" },
  coder = { "x", na, "y" }, code = { "a", "b", na } }
local wide = frame { unit = { 1, 2 }, a = { 1, 0 }, b = { 1, 1 } }
local c = coding(rows)

local xml = project.xml { users = project.user(1, "ann"),
  codes = project.code(10, "x"),
  sources = project.text(20, "t", project.selection(30, 0, 2,
    project.coding(40, 10, 1))) }

-- f(path) with a file of that ending and bytes, in which the work is done.
local function with(bytes, ending, f)
  return function() files.with(bytes, f, ending) end
end


local jobs = {
  rows = function() return coding(rows) end,
  wide = function() return coding(wide) end,
  parts = function()
    return { c:rows(), c:use(), c:overlap(), c:codes(), c:coders(),
      c:sources() }
  end,
  events = function() return { c:events(), c:events "source" } end,
  units = function() return c:units { "a", "b" } end,
  numbered = function()
    return coding(frame { unit = { 1, 1, 2, 2 }, source = { "s", "t", "s", "s" },
      text = { "x", "y", na, "z" }, code = { "a", "b", "a", "b" } })
  end,
}

local many = { unit = {}, source = {}, code = {} }
for i = 1, 60 do
  many.unit[i], many.source[i], many.code[i] = i // 3, "s" .. i // 6, "c" .. i % 4
end
local clustered = coding(frame(many))
local few = coding(frame(many):head(20))

function jobs.pairs() return clustered:cooccurrence { replicates = 9 } end

function jobs.units_drawn()
  return clustered:cooccurrence { replicates = 9, cluster = "unit" }
end

function jobs.matrix()
  return { clustered:matrix(), c:matrix { unit = "source" } }
end

function jobs.windows()
  return clustered:cooccurrence { window = 2, replicates = 0 }
end

local two_coders = { unit = {}, source = {}, coder = {}, code = {} }
for i = 1, 60 do
  two_coders.unit[i], two_coders.source[i] = i // 2, "s" .. i // 6
  two_coders.coder[i], two_coders.code[i] = "x" .. i % 2, "c" .. i % 3
end
local judged = coding(frame(two_coders))

function jobs.pooled() return judged:agreement { replicates = 9 }.pooled end
function jobs.of_two() return judged:agreement { replicates = 9 }.codes_by_pair end

function jobs.by_source()
  return clustered:cooccurrence { unit = "source", replicates = 0 }
end

function jobs.left_out() return few:cooccurrence {} end

many.type = {}
for i = 1, 60 do many.type[i] = "t" .. i // 6 % 3 end
local typed = coding(frame(many))

function jobs.types_left_out() return typed:cooccurrence { replicates = 0 } end

local placed = { unit = {}, source = {}, start = {}, finish = {}, code = {} }
for i = 1, 40 do
  placed.unit[i], placed.source[i], placed.code[i] = i, "s" .. i % 3, "c" .. i % 4
  placed.start[i], placed.finish[i] = i // 3, i // 3 + 4
end
local selections = coding(frame(placed))

function jobs.overlaps()
  return selections:cooccurrence { events = true, replicates = 0 }
end

local dated = { unit = {}, source = {}, date = {}, type = {}, code = {} }
for i = 1, 60 do
  dated.unit[i], dated.source[i], dated.date[i] = i, i // 2, 2000 + i // 6
  dated.type[i], dated.code[i] = i % 3 == 0 and "p" or "q", i % 4 == 0 and "a" or "b"
end
local over_time = coding(frame(dated))

function jobs.emerging()
  return over_time:emerging { draws = 9, replicates = 9 }
end

function jobs.bursts() return over_time:bursts { draws = 9 } end

function jobs.types() return over_time:triangulate { draws = 9 } end

function jobs.types_and_dates()
  return over_time:triangulate { by = { "type", "date" }, draws = 9 }
end

function jobs.rates() return over_time:rates { of = "pairs" } end

function jobs.plan()
  return over_time:plan { coders = { "x", "y", "z" }, overlap = 0.5 }
end

function jobs.bias() return over_time:bias { target = { type = { p = 1 } } } end

function jobs.diagram() return clustered:diagram { seed = 1 } end

function jobs.agreement() return c:agreement { replicates = 5 } end

local told = coding(frame { unit = { 1, 2, 3 }, code = { "a", "b", "c" },
  text = { "Green hydrogen, öl", "hydrogen is green", na } })
local rules = { h = "green near/2 hydrogen or x*", o = { "öl", "/h.dr\\w+/" } }

function jobs.windows()
  return clustered:cooccurrence { window = 3, replicates = 5 }
end

function jobs.autocode() return told:autocode { rules = rules, stems = "de" } end

function jobs.hits() return told:in_context("green or /y/", { width = 3 }) end

function jobs.search()
  return told:autocode { rules = rules }:search "green near hydrogen"
end

function jobs.question() return told:units "a and not (b or c)" end

function jobs.passages() return tostring(told:passages "a") end

function jobs.recode() return told:recode { a = "c", b = { "d", "e" } } end

-- Work on a small text file.
function jobs.texts()
  files.with("---\ndate: 2014\n---\n# A\n\none\n\ntwo\n", coding.texts, ".md")
end

c = coding(frame { unit = { 1, 1, 2, 2 }, coder = { "x", "y", "x", "y" },
  code = { "a", "a", "b", na }, source = { "s", "s", "t", "t" } })

for name, job in pairs(jobs) do refuse("coding: " .. name, 300, job, 2) end

refuse("reading a project", 900, with(
  project.pack(xml, { ["sources/20.txt"] = "abc" }), ".qdpx", coding.read), 7)
local picture = project.pack(project.xml { users = project.user(1, "ann"),
  codes = project.code(10, "x"), sources = '<PictureSource guid="' .. project.guid(21)
  .. '" name="p" path="internal://21.png"><PictureSelection guid="' .. project.guid(31)
  .. '" name="n" firstX="1" firstY="1" secondX="2" secondY="2">'
  .. project.coding(41, 10, 1) .. "</PictureSelection></PictureSource>" },
  { ["sources/21.png"] = ("\0\1"):rep(500) })

refuse("a picture, through a study,", 2600, with(picture, ".qdpx", function(path)
  local study <close> = coding.open(":memory:", { coder = "ann" })
  study:add(coding.read(path))
  study:write(path)
end), 41)

refuse("writing a project", 900, with("", ".qdpx", function(path)
  c:write(path)
end), 7)

test("work on codings can be interrupted", function()
  stops(jobs.rows)
  stops(jobs.units)
  stops(jobs.pairs)
  stops(jobs.units_drawn)
  stops(jobs.matrix)
  stops(jobs.types_left_out)
  stops(jobs.overlaps)
  stops(jobs.emerging)
  stops(jobs.bursts)
  stops(jobs.types)
  stops(jobs.rates)
  stops(jobs.plan)
  stops(jobs.agreement)
  stops(jobs.left_out)
  stops(jobs.windows)
  stops(jobs.autocode)
  stops(jobs.search)
  told:search "green"
  stops(function() return told:search "green" end)
  stops(jobs.question)
  files.with("one\n\ntwo\n", function(path)
    stops(function() return coding.texts(path) end)
  end, ".md")
  stops(function() return coding.texts "datasets" end)
  files.with(xml, function(path)
    stops(function() return coding.read(path) end)
  end, ".qde")
end)
