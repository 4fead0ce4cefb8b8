-- Economic complexity: which places do what few can do, and which activities
-- only such places do.

local base = require "vane.core.base"
local check = require "vane.base.check"
local core = require "vane.core.complexity"
local fail = require "vane.base.fail"
local lines = require "vane.study.lines"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"

local WORD = "complexity"
local TINY = 1e-4  -- share of everything that a place is small below
local FIRST = 10   -- places looked at for small ones

local options = {
  matrix = { kind = "matrix", needed = true },
  least = { kind = "number", default = 1 },
  marks = { kind = "boolean" },
  minimum = { kind = "table" },
  deviation = { one_of = { "sample", "population" }, default = "sample" },
  rounds = { kind = "integer", default = 100, least = 1 },
  caveats = { kind = "table" },
}


-- ---- reading ----

local function check_options(given)
  local opts = check(WORD, given, options)
  opts.minimum = check(WORD .. ": 'minimum'", opts.minimum,
    { rows = { kind = "number" }, cols = { kind = "number" } })
  if opts.matrix.n_rows < 1 or opts.matrix.n_cols < 1 then
    fail("%s: wants a matrix with rows and columns, found %d x %d", WORD,
      opts.matrix.n_rows, opts.matrix.n_cols)
  end
  return opts
end


-- The names of the lines that add up to so much, or all.
local function large_enough(m, side, minimum)
  if not minimum then return nil end
  local sums, names = m:sum(side), {}
  for row in sums:each() do
    if row.sum >= minimum then names[#names + 1] = row[sums.names[1]] end
  end
  if #names == 0 then
    fail("%s: no one of the %s adds up to %g or more, the 'minimum'", WORD,
      side == "rows" and "rows" or "columns", minimum)
  end
  return names
end


local function values_of(opts)
  local m = opts.matrix
  return m:select { rows = large_enough(m, "rows", opts.minimum.rows),
    cols = large_enough(m, "cols", opts.minimum.cols) }
end


local function marks_of(values, opts)
  local quotients = opts.marks and values or values:rca()
  return quotients:fill_missing(0):threshold(opts.marks and 1 or opts.least)
end


-- ---- what follows from the indices ----

-- The share of what is near to each activity that a place does, itself left
-- out.
local function density_of(marks, proximity)
  return marks:multiply(proximity:fill_missing(0):normalise "cols")
end


-- Of each place, density times complexity over what it does not do.
local function outlook_of(marks, density, activities)
  local name = activities.names[1]
  local one = activities:select(name, "pci"):with { what = "pci" }
  local pci = one:matrix { rows = name, cols = "what", value = "pci" }
  local room = density * (1 - marks)
  return room:fill_missing(0):multiply(pci:fill_missing(0))
    :frame():column "pci"
end


local function with_totals(f, values, side)
  local column = { "total", values:sum(side):column "sum" }
  local order = { f.names[1], "total", table.unpack(f.names, 2) }
  return f:with({ column }, { types = { total = "number" } }):select(order)
end


-- ---- what is said of it ----

local function count_tiny(places, total)
  local n = 0
  for row in places:sort("-eci"):head(FIRST):each() do
    if row.total < TINY * total then n = n + 1 end
  end
  return n
end


local function caveats(s, f)
  local list = {}
  local function say(sentence, ...) list[#list + 1] = sentence:format(...) end
  local n_tiny = count_tiny(f.places, s.values:total())
  if n_tiny > 0 then
    say("among the first %d places by eci, %d with less than %g %% of "
      .. "everything; minimum = { rows = ... } leaves small ones out",
      math.min(FIRST, f.n_places), n_tiny, 100 * TINY)
  end
  if s.n_apart > 0 then
    say("places that share no activity with most and have no index: %d",
      s.n_apart)
  end
  local n_bare = f.places:where { diversity = 0 }.n_rows
  if n_bare > 0 then
    say("places without a mark, which have no index: %d", n_bare)
  end
  if f.places:where({ eci = base.na }).n_rows == f.n_places then
    say("the second eigenvalue does not stand apart: no eci, no pci")
  end
  if s.moved > 1e-6 then
    say("after %d rounds a fitness still moves by %.2g", s.opts.rounds, s.moved)
  end
  for _, sentence in ipairs(s.opts.caveats or {}) do say("%s", sentence) end
  return list
end


local function text_of(s, r, opts)
  local into, words = {}, { ("%d places x %d activities, %d marks (%s)"):format(
    r.n_places, r.n_activities, r.n_marks, s.opts.marks and "given"
    or ("rca of %g or more"):format(s.opts.least)) }
  words[#words + 1] = s.opts.matrix.source
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(into, "complexity:", words, "  ")
  local n_rows = s.opts.matrix.n_rows - r.n_places
  local n_cols = s.opts.matrix.n_cols - r.n_activities
  if n_rows + n_cols > 0 then
    into[#into + 1] = ("  left out as too small: %d of %d places, %d of %d "
      .. "activities"):format(n_rows, s.opts.matrix.n_rows, n_cols,
      s.opts.matrix.n_cols)
  end
  lines.part(into, "most complex places", r.places:sort "-eci", r.places.names,
    opts)
  lines.part(into, "most complex activities", r.activities:sort "-pci",
    r.activities.names, opts)
  lines.sentences(into, r.caveats)
  return table.concat(into, "\n")
end


-- ---- the result ----

local function pictures_of(r)
  return {
    { kind = "ranks", title = "Complexity of places", frame = r.places,
      name = r.places.names[1], value = "eci" },
    { kind = "heat", title = "Proximity of activities", matrix = r.proximity },
  }
end


local methods = { pictures = result.pictures }

local fields = {
  places = "frame, a row for each place: total, diversity, eci, fitness, outlook",
  activities = "frame, a row for each activity: total, ubiquity, pci, complexity",
  marks = "matrix of 0 and 1: the place is specialised in the activity",
  proximity = "matrix: how often the same places do both activities",
  density = "matrix: share of what is near an activity that a place does",
  eigenvalues = "second and third of the averaging matrix; the first is 1",
  caveats = "list of what to keep in mind",
  n_places = "how many places", n_activities = "how many activities",
  n_marks = "how many marks",
  provenance = "inputs with fingerprints, options, version",
}


local function fields_of(s)
  local places, activities, second, third, n_apart, moved =
    core.of(s.marks, s.opts.deviation == "population", s.opts.rounds)
  s.n_apart, s.moved = n_apart, moved
  local proximity = s.marks:transpose():multiply(s.marks)
    :relatedness { method = "conditional", totals = "diagonal" }
  local density = density_of(s.marks, proximity)
  places = with_totals(places, s.values, "rows")
    :with({ { "outlook", outlook_of(s.marks, density, activities) } },
      { types = { outlook = "number" } })
  local f = { places = places,
    activities = with_totals(activities, s.values, "cols"), marks = s.marks,
    proximity = proximity, density = density,
    eigenvalues = { second = second, third = third },
    n_places = s.marks.n_rows, n_activities = s.marks.n_cols,
    n_marks = math.tointeger(s.marks:total()) }
  f.caveats = caveats(s, f)
  return f
end


--- complexity{ matrix =, least = 1, minimum = { rows =, cols = }, ... }
---   -> complexity result
---   Which places are specialised in what few others are, from a matrix of
---   values, places x activities (regions x technologies, as f:matrix{} makes).
---   A mark stands where m:rca() is at least `least`.
---   marks      true: the cells are marks, 0 or 1 already
---   minimum    the least total of a place (rows) and of an activity (cols):
---              small places have few activities by chance and rank first
---   deviation  "sample" (over n - 1) or "population" (over n), for the scores
---   rounds     of fitness: 100
---   caveats    list of texts on the sources, printed with the result
---
---   Gives .places with total, diversity (marks), eci, fitness and outlook,
---   .activities with total, ubiquity (marks), pci and complexity, .marks,
---   .proximity of activities, .density, .eigenvalues.
---   eci       the second eigenvector of averaging over activities and back,
---             as standard scores, with the sign for which it goes together
---             with diversity; pci the mean eci of an activity's places, as
---             standard scores of its own (some programs use those of eci)
---   fitness   the sum of its activities' complexities; complexity is 1 over
---             the sum of 1 / fitness of its places; both over their mean,
---             again and again
---   density   of an activity: the sum of the proximities of what the place
---             does over all proximities, the activity itself left out;
---             outlook the sum of density times pci over what it does not do
---   A place without marks, or that shares none with most, has no eci.
---   Raises on a cell below 0, and when nothing reaches the minimum.
---   Source: Hidalgo and Hausmann, PNAS 106 (2009), 10570-10575; Hausmann and
---   others, The Atlas of Economic Complexity, MIT Press 2014; Tacchella and
---   others, Scientific Reports 2 (2012), 723.
---
---   > rows, cols = {"A", "B", "C"}, {"x", "y", "z"}
---   > m = matrix.of(rows, cols, {{1, 1, 1}, {1, 1, 0}, {1, 0, 0}})
---   > c = complexity{ matrix = m, marks = true }
---   > ("%.6f"):format(c.places:get(3, "eci"))
---   -1.000000
---   > ("%.4f"):format(c.eigenvalues.second)
---   0.2500
local function make(given)
  local opts = check_options(given)
  local record = provenance(WORD, opts)
  local s = { opts = opts, synthetic = record.synthetic }
  s.values = values_of(opts)
  s.marks = marks_of(s.values, opts)
  return result(WORD, {
    fields = fields_of(s), methods = methods,
    next = { "places", "activities", "proximity", "density" },
    text = function(r, how) return text_of(s, r, how) end,
    provenance = record, pictures = pictures_of,
  })
end


return noun(WORD, { methods = methods, fields = fields }, make, "study")
