-- Many runs of a model under uncertain inputs, levers and futures.

local base = require "vane.core.base"
local check = require "vane.base.check"
local declare = require "vane.data.system"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local inputs = require "vane.study.run.inputs"
local kept = require "vane.base.kept"
local model = require "vane.study.run.model"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local sample = require "vane.core.sample"
local stress = require "vane.study.run.stress"
local system = require "vane.study.run.system"
local text_of = require "vane.study.run.text"
local trajectories = require "vane.study.run.trajectories"
local verbs = require "vane.core.frame_verbs"

local WORD = "scenario.run"
local MOST_RUNS = 1000000000

local options = {
  model = { kind = { "system", "function", "table" }, needed = true },
  drivers = { kind = "table" },
  futures = { kind = "table" },
  levers = { kind = "table" },
  outcomes = { kind = "table" },
  runs = { kind = "integer", default = 1000, least = 1, most = MOST_RUNS },
  seed = { kind = "integer", default = 1 },
  sampling = { one_of = { "latin", "sobol", "shifted", "random" }, default = "latin" },
  correlations = { kind = "table" },
  steps = { kind = "integer", least = 1 },
  memory = { kind = "integer", default = 1024 },
}


-- ---- reading ----

local function check_options(given)
  local opts = check(WORD, given, options)
  if opts.memory < 1 then
    fail("%s: 'memory' should be 1 MiB or more, found %d", WORD, opts.memory)
  end
  return opts
end


-- The system to run, of as many steps as wanted; nil: the model is a function.
local function system_of(opts)
  local what = opts.model
  if type(what) == "function" then return nil end
  local declared = check.kind_of(what) == "system"
  if declared and not opts.steps then return what end
  local given = {}
  for name, value in pairs(declared and what.declared or what) do
    given[name] = value
  end
  given.steps = opts.steps or given.steps
  return declare(given)
end


-- Raises when the numbers of all runs do not fit into memory.
local function room_checker(s)
  return function()
    local n_columns = #s.drawn + #s.outcomes + 3
    local n_tables = #s.futures * #s.levers
    local mib = s.opts.runs * n_columns * n_tables * 16 / 1048576
    if mib <= s.opts.memory then return end
    fail("%s: %d runs of %d numbers%s need %.0f MiB, 'memory' allows %d; ask for "
      .. "fewer 'runs' or 'outcomes', or allow more", WORD, s.opts.runs, n_columns,
      n_tables > 1 and (" in %d futures and levers"):format(n_tables) or "", mib,
      s.opts.memory)
  end
end


local function prepare_system(s)
  s.outcomes = system.outcomes(s.system, s.opts.outcomes)
  s.levers = system.levers(s.system, s.opts.levers)
  s.run = system.run
end


-- A function's levers name inputs, which are known only with the drivers.
local function prepare_function(s)
  if s.opts.outcomes then
    fail("%s: 'outcomes' chooses among the drivers of a system; a function "
      .. "gives its own", WORD)
  end
  s.is_input, s.outcomes = {}, {}
  for name in pairs(s.opts.drivers or {}) do s.is_input[name] = true end
  s.levers = model.levers(s, s.opts.levers)
  s.run = model.run
end


-- ---- running ----

-- The frame of one future and lever: run, future, lever, inputs, outcomes.
local function one_table(s, future, lever)
  local out = s.run(s, future, lever)
  local head = sample.runs(s.opts.runs, future.name, lever.name)
  if #s.drawn > 0 then head = verbs.extend(head, future.draws) end
  return verbs.extend(head, out)
end


local function run_all(s)
  s.tables = {}  -- by lever, by future
  local all = {}
  for i, lever in ipairs(s.levers) do
    s.tables[i] = {}
    for k, future in ipairs(s.futures) do
      local f = one_table(s, future, lever)
      s.tables[i][k], all[#all + 1] = f, f
    end
  end
  if not s.system then
    s.outcomes = {}
    for i, name in ipairs(s.outcome_names) do s.outcomes[i] = { name = name } end
  end
  return #all > 1 and all[1]:append(table.unpack(all, 2)) or all[1]
end


-- ---- what can be asked further ----

local state_of, keep = kept(WORD, "{ ... }")


local function named(word, what, list, name)
  if name == nil then return list[1] end
  local names = {}
  for i, entry in ipairs(list) do
    names[i] = entry.name
    if entry.name == name then return entry end
  end
  local near = base.nearest(name, names)
  fail("%s: there is no %s '%s'%s", word, what, name,
    near and (" (did you mean '%s'?)"):format(near) or "")
end


local methods = { pictures = result.pictures }


--- r:path{ run = 1, lever =, future = } -> frame
---   One run of a system step by step: a row for each step, a column for each
---   driver. Without a word the first lever and future.
---   Raises when there is no such run, lever or future, and for functions.
---
---   > d = { jobs = { start = 10, change = 2 } }
---   > s = system{ drivers = d, steps = 2 }
---   > scenario.run{ model = s, runs = 1 }:path{ run = 1 }
---   frame 3 x 2
---     step  jobs
---        0    10
---        1    12
---        2    14
function methods.path(r, given)
  local s = state_of(r, "path")
  local opts = check("path", given, { run = { kind = "integer", default = 1 },
    lever = { kind = "string" }, future = { kind = "string" } })
  if not s.system then
    fail "path: a function keeps its courses to itself; systems have paths"
  end
  local f = system.path(s, named("path", "future", s.futures, opts.future),
    named("path", "lever", s.levers, opts.lever), opts.run)
  local steps = {}
  for step = 0, s.system.steps do steps[step + 1] = s.system.first + step end
  return verbs.extend(frame({ step = steps }, { types = { step = "integer" } }), f)
end


--- r:stress{ outcome =, better = "high", goal = } -> stress result
---   A policy stress test: what each lever does in each future, which is best
---   where, and which bears all of them. `outcome` is one of the outcomes (the
---   first); `better` is "high" or "low"; `goal` says which outcomes are good
---   enough, as in where: at_least(100).
---   .table     frame, levers x futures: the mean over runs
---   .best      frame, a row for each future: best lever, its lead on the next
---   .levers    frame, a row for each lever: mean, worst (mean over the runs
---              of the worst future), largest_regret and mean_regret over all
---              runs (what it loses against the best lever of the same run),
---              and with a goal the share that satisfies it, with low and
---              high: the 95 % interval of what more runs would give, nothing
---              else
---   .robust    the lever of the smallest largest regret
---   .satisfying  with a goal the lever that satisfies it most often
---   Raises when there are no levers, and on outcomes that there are not.
---   Source: Savage 1951 (regret); Simon 1956 and Lempert, Popper and Bankes,
---   Shaping the Next One Hundred Years, RAND 2003 (satisficing); interval by
---   Wilson 1927.
---
---   > d, l = { jobs = { start = 10 } }, { aid = { "jobs", add = 1 } }
---   > s = system{ drivers = d, levers = l, steps = 5 }
---   > scenario.run{ model = s, runs = 10 }:stress{}.robust
---   aid
function methods.stress(r, given)
  return stress(state_of(r, "stress"), given)
end


local fields = {
  outcomes = "frame, a row for each run: run, future, lever, inputs, outcomes",
  trajectories = "frame by step and outcome: mean, q05, q25, q50, q75, q95",
  inputs = "frame: the number or distribution of each input, by future",
  levers = "list of the levers' names", futures = "list of the futures' names",
  n_runs = "how many runs of each lever and future",
  provenance = "inputs with fingerprints, options, seed, version",
}


local function names_of(list)
  local names = {}
  for i, entry in ipairs(list) do names[i] = entry.name end
  return names
end


local function pictures_of(s)
  return function(r)
    local last = s.outcomes[#s.outcomes].name
    local list = { { kind = "histogram", title = "Outcomes of all runs",
      frame = r.outcomes, x = last } }
    if s.system then
      list[2] = { kind = "fan", title = "Where drivers go", x = "step",
        frame = r.trajectories, by = "outcome", low = "q05", middle = "q50",
        high = "q95" }
    end
    return list
  end
end


--- scenario.run{ model =, drivers =, runs = 1000, seed = 1, ... }
---   -> scenario.run result
---   Runs a model many times over uncertain inputs.
---   model      a system{ ... }, run natively, or a function, called with a
---              table of inputs (and x.lever, x.future) for each run; it
---              gives a number, or a table of numbers by name, or of lists of
---              numbers (courses: the last one is the outcome)
---   steps      of a system other than it declares; of a function x.steps
---   drivers    inputs by name, numbers or distributions: uniform(1, 2), or
---              { 1, 2 } for that, triangular, pert, beta, normal, lognormal,
---              discrete; of a function all, of a system those that are other
---              than it declares (funding_growth, ...)
---   runs       how many, of each lever and future: 1000
---   sampling   "latin" (a draw in each of equal shares), "sobol" (an even
---              sequence, up to 64 inputs, scrambled by the seed as Owen
---              does; best with 2^k runs), "shifted" (the same, shifted by
---              the seed in each bit: quicker, less exact), "random"
---   correlations  { { "input", "other", 0.5 }, ... }: of ranks; each input
---              keeps the values drawn
---   levers     of a system the names of those to run (all), of a function
---              { name = { input = value } }; "none" is run beside
---   futures    { name = { input = number or distribution } }: each is run
---              with the same draws
---   outcomes   of a system { "jobs", peak = { "jobs", "highest" } }: a driver
---              after the last step, or its last, mean, sum, lowest or highest
---              over all steps
---   memory     MiB that runs may take: 1024
---   seed       of all draws: 1. The same seed gives the same runs, whatever
---              the number of threads; levers and futures share them
---
---   Gives .outcomes, .trajectories (worked out when asked for) and .inputs;
---   r:path{ run = } one run, r:stress{ outcome = } levers against futures;
---   prim(r.outcomes, { ... }) tells which inputs lead to an outcome.
---   Raises on inputs that there are not, on correlations that contradict each
---   other, on runs that do not fit into memory, and when a function fails,
---   gives something else than finite numbers, or changes a global.
---   Source: Philox (Salmon and others 2011); McKay, Beckman and Conover 1979;
---   Sobol' 1967 with the numbers of Joe and Kuo 2008, scrambled as Owen 1995
---   by the hash of Laine and Karras 2011 (Burley 2020); Iman and Conover 1982.
---
---   > d = { funding = { start = 10, growth = uniform(0, 0.1) }, patents = 5 }
---   > i = { { "funding", "patents", weight = 0.5 } }
---   > s = system{ drivers = d, influences = i, steps = 3 }
---   > r = scenario.run{ model = s, runs = 4, sampling = "latin" }
---   > r.outcomes.names
---   { "run", "funding_growth", "funding", "patents" }
---   > double = function(x) return { profit = 2 * x.price } end
---   > r = scenario.run{ model = double, drivers = { price = 3 }, runs = 2 }
---   > r.outcomes:get(1, "profit")
---   6.0
local function make(given)
  local opts = check_options(given)
  local s = { opts = opts, system = system_of(opts) }
  s.check_room = room_checker(s);
  (s.system and prepare_system or prepare_function)(s)
  inputs.draw(s)
  inputs.refuse_names(s, names_of(s.outcomes))
  local outcomes = run_all(s)
  return keep(result(WORD, {
    fields = { outcomes = outcomes, inputs = frame(inputs.columns(s)),
      levers = names_of(s.levers), futures = names_of(s.futures),
      n_runs = opts.runs },
    later = { trajectories = function() return trajectories(s) end },
    methods = methods, next = { "outcomes", "trajectories", "inputs" },
    text = function(_, how) return text_of(s, how) end,
    provenance = provenance(WORD, opts), pictures = pictures_of(s),
  }), s)
end


return { make = make, fields = fields, methods = methods }
