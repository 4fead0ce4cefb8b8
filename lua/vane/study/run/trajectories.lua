-- How runs spread from step to step, worked out when somebody asks for it.

local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local sample = require "vane.core.sample"
local system = require "vane.study.run.system"

local WORD = "scenario.run"
local SHARES = { 0.05, 0.25, 0.5, 0.75, 0.95 }


local function empty_fan()
  local columns = { future = {}, lever = {}, step = {}, outcome = {}, mean = {} }
  for i = 1, #SHARES do columns[i] = {} end
  return columns
end


local function add_row(columns, future, lever, step, outcome, numbers, from)
  local n = #columns.step + 1
  columns.future[n], columns.lever[n] = future.name, lever.name
  columns.step[n], columns.outcome[n] = step, outcome
  columns.mean[n] = numbers[from]
  for i = 1, #SHARES do columns[i][n] = numbers[from + i] end
end


local function system_rows(s, columns, future, lever)
  local numbers = system.fan(s, future, lever, SHARES)
  local at = 1
  for step = 0, s.system.steps do
    for _, name in ipairs(s.system.names) do
      add_row(columns, future, lever, s.system.first + step, name, numbers, at)
      at = at + 1 + #SHARES
    end
  end
end


-- The values of all runs at one step, as a frame.
local function values_at(s, name, course, step)
  local values = {}
  for run = 1, s.opts.runs do
    values[run] = course[run][step]
      or fail("%s: run %d gave '%s' fewer steps than the first one", WORD, run,
        name)
  end
  return frame({ { name, values } }, { types = { [name] = "number" } })
end


-- Of a function: its courses of values; a single value is a course of one step.
local function model_rows(s, columns, future, lever, outcomes)
  for _, name in ipairs(s.outcome_names) do
    local course = lever.courses[future] and lever.courses[future][name]
    for step = 1, course and #course[1] or 1 do
      local f = course and values_at(s, name, course, step) or outcomes
      local mean, quantiles = sample.spread(f, name, SHARES)
      add_row(columns, future, lever, step, name, { mean, table.unpack(quantiles) }, 1)
    end
  end
end


return function(s)
  local c = empty_fan()
  for i, lever in ipairs(s.levers) do
    for k, future in ipairs(s.futures) do
      (s.system and system_rows or model_rows)(s, c, future, lever, s.tables[i][k])
    end
  end
  local list, types = {}, { step = "integer", mean = "number" }
  if s.futures[1].name then list[#list + 1] = { "future", c.future } end
  if s.levers[1].name then list[#list + 1] = { "lever", c.lever } end
  list[#list + 1], list[#list + 2] = { "step", c.step }, { "outcome", c.outcome }
  list[#list + 1] = { "mean", c.mean }
  for i, share in ipairs(SHARES) do
    local name = ("q%02d"):format(math.floor(share * 100 + 0.5))
    list[#list + 1], types[name] = { name, c[i] }, "number"
  end
  return frame(list, { types = types })
end
