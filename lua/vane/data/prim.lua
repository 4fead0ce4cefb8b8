-- Scenario discovery: boxes of the inputs within which an outcome is frequent.

local base = require "vane.core.base"
local check = require "vane.base.check"
local core = require "vane.core.prim"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local kept = require "vane.base.kept"
local learn = require "vane.data.learn"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local subject = require "vane.base.subject"
local text_of = require "vane.data.prim.text"

local WORD = "prim"
local MOST_BOXES = 100
local MOST_TIMES = 10000

local options = {
  peel = { kind = "number", default = 0.05, least = 0.001, most = 0.5 },
  paste = { kind = "number", default = 0.05, least = 0, most = 0.5 },
  mass = { kind = "number", default = 0.05, least = 0, most = 0.5 },
  density = { kind = "number" },
  objective = { one_of = { "gain", "mean" }, default = "gain" },
  boxes = { kind = "integer", default = 3, least = 1, most = MOST_BOXES },
  seed = { kind = "integer", default = 1 },
}
for name, field in pairs(learn.options) do options[name] = field end


-- ---- reading ----

local function check_options(given)
  local opts = check(WORD, given, options)
  if opts.density and opts.density ~= opts.density then
    fail("%s: option 'density' is a number that is none (NaN)", WORD)
  end
  return opts
end


local function native_options(opts)
  return { peel = opts.peel, paste = opts.paste, mass = opts.mass,
    density = opts.density, by_mean = opts.objective == "mean",
    boxes = opts.boxes }
end


-- ---- frames ----

-- What is said of a box, with `n` cases and the sum of their outcomes.
local function measures(s, n, sum)
  local share = s.are_shares
  return { coverage = share and sum / s.sum or base.na,
    density = share and sum / n or base.na, mass = n / s.n, mean = sum / n,
    n_cases = n }
end


-- A frame of rows of columns { { "name", "type" }, ... }.
local function frame_of(columns, rows, source)
  local lists, types = {}, {}
  for k, column in ipairs(columns) do
    local name, list = column[1], {}
    for i, row in ipairs(rows) do
      list[i] = row[name] == nil and base.na or row[name]
    end
    lists[k], types[name] = { name, list }, column[2]
  end
  return frame(lists, { types = types, source = source })
end


local MEASURES = { { "coverage", "number" }, { "density", "number" },
  { "mass", "number" }, { "mean", "number" }, { "n_cases", "integer" },
  { "n_limits", "integer" } }


local function with_measures(first)
  return table.move(MEASURES, 1, #MEASURES, #first + 1, first)
end


-- The number of each box in its own round, from 0.
local function row_of(s, k, step)
  local box = s.boxes[k]
  local row = measures(s, box.n, box.sum)
  row.box, row.step, row.pasted = math.tointeger(box.round), step, box.pasted
  row.n_limits, row.chosen = box.n_limits, s.chosen[row.box] == k
  return row
end


local function trajectory_of(s)
  local rows, step = {}, {}
  s.at = {}  -- by box, by step: its number among all
  for k, box in ipairs(s.boxes) do
    local at = s.at[box.round] or {}
    s.at[box.round] = at
    step[box.round] = (step[box.round] or -1) + 1
    at[step[box.round]] = k
    rows[k] = row_of(s, k, step[box.round])
  end
  return frame_of(with_measures { { "box", "integer" }, { "step", "integer" },
    { "pasted", "logical" }, { "chosen", "logical" } }, rows, s.source)
end


local function boxes_of(s)
  local rows = {}
  for i, k in ipairs(s.chosen) do rows[i] = row_of(s, k) end
  return frame_of(with_measures { { "box", "integer" } }, rows, s.source)
end


local LIMITS = { { "box", "integer" }, { "input", "text" }, { "low", "number" },
  { "high", "number" }, { "levels", "text" }, { "quasi_p", "number" },
  { "quasi_p_low", "number" }, { "quasi_p_high", "number" },
  { "coverage_without", "number" }, { "density_without", "number" },
  { "mean_without", "number" } }


-- A row for each input that the k-th box limits.
local function limits_at(s, k)
  local rows = core.limits(s.search, k)
  for _, row in ipairs(rows) do
    local wide = measures(s, row.n_without, row.sum_without)
    row.box, row.input = s.boxes[k].round, s.inputs[math.tointeger(row.input)]
    row.levels = row.levels and table.concat(row.levels, ", ")
    row.coverage_without, row.density_without = wide.coverage, wide.density
    row.mean_without = wide.mean
  end
  return rows
end


local function limits_of(s)
  local rows = {}
  for _, k in ipairs(s.chosen) do
    for _, row in ipairs(limits_at(s, k)) do rows[#rows + 1] = row end
  end
  return frame_of(LIMITS, rows, s.source)
end


-- ---- what can be asked further ----

local search_of, keep = kept("prim", "(...)")


-- The number of a box: the chosen one of that round, or another step of it.
local function place_of(s, name, box, step)
  local at = s.at[box]
  if not at then
    fail("%s: there is no box %s; there are %d", name, tostring(box), #s.chosen)
  end
  if step == nil then return s.chosen[box] end
  return at[step] or fail("%s: box %d has no step %s; it has 0 to %d", name, box,
    tostring(step), #at)
end


local methods = { pictures = result.pictures }


--- r:at{ box = 1, step = n } -> frame
---   The limits of another box that the search met, as .limits has them: the
---   steps stand in .trajectory. Without `step` those of the chosen box.
---   Raises when there is no such box or step.
---
---   > f = frame{ x = {1,2,3,4,5,6,7,8}, hit = {0,0,0,0,0,1,1,1} }
---   > r = prim(f, { outcome = "hit", peel = 0.2, mass = 0.2 })
---   > r:at{ step = 1 }:get(1, "low")
---   2.5
function methods.at(r, given)
  local s = search_of(r, "at")
  local opts = check("at", given, { box = { kind = "integer", default = 1 },
    step = { kind = "integer" } })
  local k = place_of(s, "at", opts.box, opts.step)
  return frame_of(LIMITS, limits_at(s, k), s.source)
end


--- r:rows{ box = 1, step = n } -> frame
---   The rows that are in a box: the chosen one, or that of another step.
---   Raises when there is no such box or step.
---
---   > f = frame{ x = {1,2,3,4,5,6,7,8}, hit = {0,0,0,0,0,1,1,1} }
---   > r = prim(f, { outcome = "hit", peel = 0.2, mass = 0.2 })
---   > r:rows().n_rows
---   3
function methods.rows(r, given)
  local s = search_of(r, "rows")
  local opts = check("rows", given, { box = { kind = "integer", default = 1 },
    step = { kind = "integer" } })
  return core.rows(s.search, place_of(s, "rows", opts.box, opts.step), s.frame)
end


--- r:resample{ times = 100, share = 0.5, box = 1, seed = } -> frame
---   Whether other cases of the same kind would have given the same box. The
---   search is made again in that share of the cases, drawn at random, so many
---   times; of each search the box nearest to this one in coverage is looked
---   at (of means: in mass), and the one nearest in density. A row for each
---   input: in which share of them it is limited, by_coverage and by_density.
---   Inputs that matter are near 1, what chance limits is well below.
---   `seed` is that of prim unless said.
---   Source: Bryant and Lempert 2010.
---
---   > f = frame{ x = {1,2,3,4,5,6,7,8}, hit = {0,0,0,0,1,1,1,1} }
---   > r = prim(f, { outcome = "hit", peel = 0.2, mass = 0.2 })
---   > r:resample{ times = 20, share = 0.9 }:get(1, "by_density")
---   1.0
function methods.resample(r, given)
  local s = search_of(r, "resample")
  local opts = check("resample", given, {
    times = { kind = "integer", default = 100, least = 1, most = MOST_TIMES },
    share = { kind = "number", default = 0.5, above = 0, most = 1 },
    box = { kind = "integer", default = 1 },
    seed = { kind = "integer", default = s.seed } })
  local coverage, density = core.again(s.search,
    place_of(s, "resample", opts.box), opts.times, opts.share, opts.seed)
  local rows = {}
  for j, name in ipairs(s.inputs) do
    rows[j] = { input = name, by_coverage = coverage[j] / opts.times,
      by_density = density[j] / opts.times }
  end
  return frame_of({ { "input", "text" }, { "by_coverage", "number" },
    { "by_density", "number" } }, rows, s.source)
end


-- ---- the result ----

local field_texts = {
  boxes = "frame, a row for each box: coverage, density, mass, n_cases, n_limits",
  limits = "frame, a row for each box and limited input: low, high, quasi_p ...",
  trajectory = "frame, a row for each box met on the way, peeled or pasted",
  n_cases = "how many rows without a missing cell",
  n_interest = "how many of them are of interest",
  left_out = "list of { n =, why = }",
  provenance = "inputs with fingerprints, options, version",
}


local function pictures_of(r)
  return { { kind = "scatter", title = "Boxes: coverage and density",
    frame = r.trajectory, x = "coverage", y = "density", group = "box" } }
end


local function fields_of(s)
  local trajectory = trajectory_of(s)
  return { boxes = boxes_of(s), limits = limits_of(s), trajectory = trajectory,
    n_cases = s.n, n_interest = s.are_shares and math.tointeger(s.sum) or nil,
    left_out = learn.left_out(s.frame, s.n) }
end


--- prim(f, { outcome =, success =, threshold =, inputs =, ... })
---   -> prim result
---   Scenario discovery: in which ranges of the inputs an outcome is frequent,
---   from a frame with a row for each run, case or scenario. Starting from all
---   cases the search peels off, again and again, the few at one end of one
---   input that raise the share of cases of interest most; a chosen box is
---   then widened where that does not lower the share.
---   outcome    column: 0 and 1, true and false, or numbers, whose mean is
---              then looked for
---   success    which outcomes are of interest, as in where: a value, a list,
---              below(3), above(3), between(1, 2)
---   threshold  the same shortly: outcomes of at least that much
---   inputs     list of columns; without it all others. Texts, true and false
---              are categories, of which boxes hold some levels
---   peel       share of the box taken off in a step: 0.05
---   paste      share put back in a step: 0.05; 0: none
---   mass       smallest share of all cases in a box: 0.05
---   density    the largest box with that share of interest is chosen; without
---              it the one with the highest harmonic mean of coverage and
---              density (of numbers: most standard errors above the mean of
---              all), if there are any of those that stand two standard errors
---              above all cases
---   objective  "gain": each step takes what raises the share most for each
---              case given up; "mean": what leaves the highest share
---   boxes      at most so many: 3; each next one is looked for in what is
---              left
---   seed       of r:resample{}: 1
---
---   Gives .boxes, .limits and .trajectory, all boxes met on the way.
---   coverage   share of all cases of interest that are in the box
---   density    share of the cases in the box that are of interest
---   mass       share of all cases that are in the box
---   quasi_p    how likely the box would hold as many cases of interest by
---              chance without that limit (binomial); no true test, since the
---              limit was looked for
---   r:at{ step = } shows the limits of other boxes, r:rows() the rows inside,
---   r:resample{} how often other cases give the same limits.
---   Rows with a missing cell are left out, and said. Raises when all cases
---   are of interest, or none.
---   Source: Friedman and Fisher, Statistics and Computing 9 (1999), 123-143;
---   Bryant and Lempert, Technological Forecasting and Social Change 77
---   (2010), 34-49.
---
---   > f = frame{ x = {1,2,3,4,5,6,7,8}, hit = {0,0,0,0,0,1,1,1} }
---   > r = prim(f, { outcome = "hit", peel = 0.2, mass = 0.2 })
---   > r
---   prim: 8 cases, 3 of interest (hit)
---     box 1: coverage 1.000, density 1.000, mass 0.375 (3 cases)
---       x at least 5.5   quasi-p 0.053
---     look next at .boxes, .limits, .trajectory
local function make(f, given)
  f, given = subject(f, given)
  local opts = check_options(given)
  local inputs, wanted, cases = learn.cases(WORD, f, opts)
  local s = { frame = f, inputs = inputs, source = f.source, seed = opts.seed,
    meaning = learn.meaning(opts, wanted) }
  s.search = core.find(native_options(opts), table.unpack(cases, 1, 6))
  s.n, s.sum, s.are_shares = core.about(s.search)
  learn.refuse_alike(WORD, s.n, s.sum, s.are_shares, s.meaning)
  s.boxes, s.chosen = core.boxes(s.search)
  opts.frame = f
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  return keep(result(WORD, {
    fields = fields_of(s), methods = methods, provenance = record,
    absent = { n_interest = "its outcome is a number, whose mean was looked for" },
    next = { "boxes", "limits", "trajectory" }, pictures = pictures_of,
    text = function(r) return text_of(s, r) end,
  }), s)
end


return noun(WORD, { methods = methods, fields = field_texts }, make, "word")
