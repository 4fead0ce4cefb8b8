-- Runs of a Lua function: called once for each run, watched for what would
-- make runs depend on each other.

local check = require "vane.base.check"
local distribution = require "vane.data.distribution"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local inputs = require "vane.study.run_inputs"

local WORD = "scenario.run"

local run_model = {}


-- ---- globals ----

-- The table of globals that the function sees, or nil when it uses none.
local function globals_of(f)
  for i = 1, 255 do
    local name, value = debug.getupvalue(f, i)
    if not name then return nil end
    if name == "_ENV" and type(value) == "table" then return value end
  end
end


local function copied(t)
  local copy = {}
  for key, value in next, t or {} do copy[key] = value end
  return copy
end


-- The name of a global that is no longer what it was; all are put back.
local function changed_global(globals, before)
  local changed
  for key, value in next, before do
    if rawget(globals, key) ~= value then
      changed = changed or key
      rawset(globals, key, value)
    end
  end
  for key in next, copied(globals) do
    if before[key] == nil then
      changed = changed or key
      rawset(globals, key, nil)
    end
  end
  return changed
end


-- ---- what a run gives ----

local function said_inputs(s, at)
  local parts, x = {}, at.inputs(at.run)
  for i = 1, math.min(#s.names, 6) do
    parts[i] = ("%s = %.6g"):format(s.names[i], x[s.names[i]])
  end
  if #s.names > 6 then parts[7] = "..." end
  return table.concat(parts, ", ")
end


local function finite(value)
  return type(value) == "number" and value == value
    and value ~= math.huge and value ~= -math.huge
end


local function found(value)
  return type(value) == "number" and ("%g"):format(value) or check.found(value)
end


local function say(s, at, sentence, ...)
  fail("%s: in run %d (%s) " .. sentence, WORD, at.run, said_inputs(s, at), ...)
end


-- The last value of a course of values, all of which are numbers.
local function last_of(s, at, name, course)
  if #course == 0 then say(s, at, "the model gave '%s' no values", name) end
  for step = 1, #course do
    if not finite(course[step]) then
      say(s, at, "the model gave '%s' at step %d as %s; wants finite numbers", name,
        step, found(course[step]))
    end
  end
  return course[#course]
end


local function value_of(s, at, name, value)
  if type(value) == "table" then return last_of(s, at, name, value) end
  if finite(value) then return value end
  say(s, at, "the model gave '%s' as %s; wants finite numbers", name, found(value))
end


-- The outcomes' names, from what the first run gives.
local function names_of(s, at, given)
  if type(given) == "number" then return { "outcome" } end
  if type(given) ~= "table" then
    say(s, at, "the model gave %s; wants a number, or a table of numbers by name",
      found(given))
  end
  local names = check.keys(given)
  for _, name in ipairs(names) do
    if type(name) ~= "string" then
      say(s, at, "the model gave a value without a name; wants { jobs = 3, ... }")
    end
  end
  if #names == 0 then say(s, at, "the model gave an empty table") end
  return names
end


local function refuse_other_names(s, at, given)
  for name in pairs(given) do
    if not s.is_outcome[name] then
      say(s, at, "the model gave '%s', which it did not in the first run",
        tostring(name))
    end
  end
end


local function keep_course(courses, name, run, course)
  courses[name] = courses[name] or {}
  courses[name][run] = course
end


local function keep(s, at, given, lists, courses)
  if type(given) == "number" then given = { outcome = given } end
  if type(given) ~= "table" then names_of(s, at, given) end
  local n = 0
  for _, name in ipairs(s.outcome_names) do
    local value = given[name]
    lists[name][at.run] = value_of(s, at, name, value)
    if type(value) == "table" then keep_course(courses, name, at.run, value) end
  end
  for _ in next, given do n = n + 1 end
  if n > #s.outcome_names then refuse_other_names(s, at, given) end
end


-- ---- running ----

-- A lever of a function changes inputs: { name = { input = value } }.
function run_model.levers(s, given)
  if not given then return { {} } end
  local names, values = entries(WORD .. ": 'levers'", given)
  local list = { { name = "none", inputs = {} } }
  for i, name in ipairs(names) do
    for input, value in pairs(type(values[i]) == "table" and values[i]
      or fail("%s: lever '%s' should say which inputs it sets, as in { tax = 3 }",
        WORD, name)) do
      if not s.is_input[input] or not finite(value) then
        fail("%s: lever '%s' should set inputs among the 'drivers' to numbers, "
          .. "found %s = %s", WORD, name, tostring(input), tostring(value))
      end
    end
    list[#list + 1] = { name = name, inputs = values[i] }
  end
  return list
end


-- What the model gets in each run, as a function of the run's number: inputs
-- drawn, the same inputs for all, and where it is. The table is written out as
-- Lua would read it, so that it is made in one go.
local function maker_of(s, future, lever)
  local parts, columns = {}, {}
  local function add(name, text) parts[#parts + 1] = ("[%q]=%s"):format(name, text) end
  for _, name in ipairs(s.names) do
    local value = lever.inputs and lever.inputs[name] or future.numbers[name]
    if distribution.is_distribution(value) then
      columns[#columns + 1] = future.draws:column(name)
      add(name, ("c[%d][run]"):format(#columns))
    else
      add(name, ("%q"):format(value))
    end
  end
  for name, value in pairs { future = future.name or false,
    lever = lever.name or false, steps = s.opts.steps or false } do
    if value then add(name, ("%q"):format(value)) end
  end
  return load(("local c = ... return function(run) return {%s} end"):format(
    table.concat(parts, ",")))(columns)
end


local function first_lists(s, at, given)
  s.outcome_names = s.outcome_names or names_of(s, at, given)
  inputs.refuse_names(s, s.outcome_names)
  s.is_outcome = {}
  local lists = {}
  for _, name in ipairs(s.outcome_names) do
    s.is_outcome[name], lists[name] = true, {}
  end
  return lists
end


-- Calls the model for each run; at.run is the one that it is at.
local function call_all(s, future, lever, at, courses)
  local model, lists = s.opts.model, nil
  at.inputs = maker_of(s, future, lever)
  for run = 1, s.opts.runs do
    at.run, at.calling = run, true
    local given = model(at.inputs(run))
    at.calling = false
    lists = lists or first_lists(s, at, given)
    keep(s, at, given, lists, courses)
  end
  return lists
end


local function raise_again(s, at, problem)
  if problem == "interrupted" or not at.calling then error(problem, 0) end
  fail("%s: the model stops in run %d (%s): %s", WORD, at.run,
    said_inputs(s, at), tostring(problem))
end


function run_model.run(s, future, lever)
  local globals = globals_of(s.opts.model)
  local before, at, courses = copied(globals), {}, {}
  local ok, lists = pcall(call_all, s, future, lever, at, courses)
  local changed = globals and changed_global(globals, before)
  if not ok then raise_again(s, at, lists) end
  if changed then
    fail("%s: the model changes the global '%s', so that runs would depend on "
      .. "each other; make it local (it has been put back)", WORD,
      tostring(changed))
  end
  local columns, types = {}, {}
  for i, name in ipairs(s.outcome_names) do
    columns[i], types[name] = { name, lists[name] }, "number"
  end
  lever.courses = lever.courses or {}
  lever.courses[future] = next(courses) and courses or nil
  return frame(columns, { types = types })
end


return run_model
