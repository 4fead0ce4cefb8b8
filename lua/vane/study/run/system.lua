-- Runs of a declared system by the native evaluator.

local base = require "vane.core.base"
local check = require "vane.base.check"
local core = require "vane.core.run"
local fail = require "vane.base.fail"
local index = require "vane.base.index"

local WORD = "scenario.run"
local SUMMARIES = { last = true, mean = true, sum = true, lowest = true,
  highest = true }

local run_system = {}


-- ---- outcomes ----

local function driver_place(system, name)
  local place = system.place[name]
  if place then return place end
  local near = type(name) == "string" and base.nearest(name, system.names)
  fail("%s: 'outcomes' names no driver '%s'%s", WORD, tostring(name),
    near and (" (did you mean '%s'?)"):format(near) or "")
end


local function check_summary(key, value)
  if SUMMARIES[value] then return value end
  fail("%s: outcome '%s' should be last, mean, sum, lowest or highest of a "
    .. "driver, found %s", WORD, tostring(key),
    type(value) == "string" and ("'%s'"):format(value) or check.found(value))
end


-- One entry of outcomes: "jobs", jobs = "mean", or peak = { "jobs", "highest" }.
local function read_outcome(system, key, value)
  if math.type(key) == "integer" then
    return { name = value, driver = driver_place(system, value), summary = "last" }
  end
  if type(value) == "table" then
    return { name = key, driver = driver_place(system, value[1]),
      summary = check_summary(key, value[2]) }
  end
  return { name = key, driver = driver_place(system, key),
    summary = check_summary(key, value) }
end


-- What each run is told by; without a word the drivers after the last step.
function run_system.outcomes(system, given)
  local list = {}
  for _, key in ipairs(check.keys(given or system.names)) do
    list[#list + 1] = read_outcome(system, key, (given or system.names)[key])
  end
  if #list == 0 then fail("%s: 'outcomes' should name one at least", WORD) end
  return list
end


-- ---- levers ----

-- { name =, effects = } each, "none" first; nil when there is none.
function run_system.levers(system, wanted)
  if #system.levers == 0 and not wanted then return { {} } end
  local by_name, names = {}, {}
  for i, lever in ipairs(system.levers) do
    by_name[lever.name], names[i] = lever, lever.name
  end
  local list = { { name = "none", effects = {} } }
  for _, name in ipairs(wanted or names) do
    if not by_name[name] then
      local near = type(name) == "string" and base.nearest(name, names)
      fail("%s: the system has no lever '%s'%s", WORD, tostring(name),
        near and (" (did you mean '%s'?)"):format(near) or "")
    end
    list[#list + 1] = by_name[name]
  end
  return list
end


-- ---- the system as the evaluator takes it ----

-- What stands for a holder's fields: copied, with the future's numbers, or the
-- names of the columns drawn.
local function filled(s, future)
  local copies, is_drawn = {}, index.set(s.drawn)
  for _, p in ipairs(s.system.parameters) do
    local copy = copies[p.holder]
    if not copy then
      copy = {}
      for key, value in pairs(p.holder) do copy[key] = value end
      copies[p.holder] = copy
    end
    copy[p.field] = is_drawn[p.name] and p.name or future.numbers[p.name]
  end
  return copies
end


local function mapped(list, copies)
  local to = {}
  for i, holder in ipairs(list) do to[i] = copies[holder] or holder end
  return to
end


local function native(s, future, lever)
  local copies = filled(s, future)
  return { steps = s.system.steps, seed = s.opts.seed,
    drivers = mapped(s.system.drivers, copies),
    influences = mapped(s.system.influences, copies),
    effects = mapped(lever.effects or {}, copies) }
end


-- ---- running ----

-- The outcomes of every run of a future under a lever, as a frame.
function run_system.run(s, future, lever)
  local names, drivers, summaries = {}, {}, {}
  for i, outcome in ipairs(s.outcomes) do
    names[i], drivers[i] = outcome.name, outcome.driver
    summaries[i] = outcome.summary
  end
  return core.outcomes(native(s, future, lever), future.draws, names, drivers,
    summaries)
end


-- By step, driver and quantile: a list of numbers.
function run_system.fan(s, future, lever, shares)
  local places = {}
  for i in ipairs(s.system.names) do places[i] = i end
  return core.fan(native(s, future, lever), future.draws, places, shares,
    s.opts.memory * 1048576 / 2)
end


function run_system.path(s, future, lever, run)
  return core.path(native(s, future, lever), future.draws, run)
end


return run_system
