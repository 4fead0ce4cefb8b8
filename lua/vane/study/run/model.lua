-- Runs of a Lua function: called once for each run, watched for what would
-- make runs depend on each other.

local check = require "vane.base.check"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local index = require "vane.base.index"
local inputs = require "vane.study.run.inputs"
local native = require "vane.core.run_model"

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
  local parts, x = {}, native.inputs(at.fixed, at.draws, at[1])
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
  if value ~= value then return "no number (NaN)" end
  return type(value) == "number" and ("%g"):format(value) or check.found(value)
end


local function say(s, at, sentence, ...)
  fail("%s: in run %d (%s) " .. sentence, WORD, at[1], said_inputs(s, at), ...)
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


-- The outcomes as numbers by name, of whatever else the model gave: of
-- courses, which are kept, the last value.
local function plain(s, at, given)
  if type(given) == "number" then given = { outcome = given } end
  if type(given) ~= "table" then names_of(s, at, given) end
  local numbers = {}
  for _, name in ipairs(s.outcome_names) do
    local value = given[name]
    numbers[name] = value_of(s, at, name, value)
    if type(value) == "table" then
      at.courses[name] = at.courses[name] or {}
      at.courses[name][at[1]] = value
    end
  end
  refuse_other_names(s, at, given)
  return numbers
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


-- What the model gets that is the same in each run: numbers that are sure,
-- what the lever sets, and where it is.
local function fixed_of(s, future, lever)
  local fixed = {}
  for _, name in ipairs(s.names) do
    local value = lever.inputs and lever.inputs[name] or future.numbers[name]
    if type(value) == "number" then fixed[name] = value end
  end
  fixed.future, fixed.lever, fixed.steps = future.name, lever.name, s.opts.steps
  return fixed
end


local function learn_names(s, at, given)
  s.outcome_names = s.outcome_names or names_of(s, at, given)
  inputs.refuse_names(s, s.outcome_names)
  s.is_outcome = index.set(s.outcome_names)
end


-- Calls the model for each run: the first one here, which says the outcomes'
-- names, the others in C. at[1] is the run that it is at.
local function call_all(s, at)
  local model = s.opts.model
  local first = model(native.inputs(at.fixed, at.draws, 1))
  at.calling = false
  learn_names(s, at, first)
  at.calling = true
  return native.run(model, function(given)
    at.calling = false
    local numbers = plain(s, at, given)
    at.calling = true
    return numbers
  end, at, first, s.outcome_names, at.fixed, at.draws)
end


local function raise_again(s, at, problem)
  if problem == "interrupted" or not at.calling then error(problem, 0) end
  fail("%s: the model stops in run %d (%s): %s", WORD, at[1],
    said_inputs(s, at), tostring(problem))
end


function run_model.run(s, future, lever)
  local globals = globals_of(s.opts.model)
  local before = copied(globals)
  local at = { 1, calling = true, courses = {}, draws = future.draws,
    fixed = fixed_of(s, future, lever) }
  local ok, out = pcall(call_all, s, at)
  local changed = globals and changed_global(globals, before)
  if not ok then raise_again(s, at, out) end
  if changed then
    fail("%s: the model changes the global '%s', so that runs would depend on "
      .. "each other; make it local (it has been put back)", WORD,
      tostring(changed))
  end
  lever.courses = lever.courses or {}
  lever.courses[future] = next(at.courses) and at.courses or nil
  return out
end


return run_model
