-- What an analyst says of sub-trends and parameters beside the marks: weights,
-- how well a sub-trend fits, and where service innovation comes in.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local index = require "vane.base.index"
local judgement = require "vane.study.judgement"
local named = require "vane.study.named"

local WORD = "crossover"
local is_na = base.is_na


local function ones(names)
  local list = {}
  for i = 1, #names do list[i] = 1.0 end
  return list
end


local function no_such_name(s, name)
  local both = table.move(s.rows, 1, #s.rows, 1, {})
  local near = base.nearest(tostring(name),
    table.move(s.cols, 1, #s.cols, #both + 1, both))
  fail("%s: 'weights' names \"%s\", which is neither a sub-trend nor a "
    .. "parameter%s", WORD, tostring(name),
    near and (" (did you mean \"%s\"?)"):format(near) or "")
end


local function check_weight(name, weight)
  if type(weight) ~= "number" or not (weight >= 0 and weight < math.huge) then
    fail("%s: the weight of \"%s\" should be a number from 0 on, found %s",
      WORD, name, tostring(weight))
  end
end


-- Each entry of a table belongs to a sub-trend or a parameter.
local function read_weights(s, weights)
  local of_row, of_col = index.places(s.rows), index.places(s.cols)
  s.row_weight, s.col_weight = ones(s.rows), ones(s.cols)
  for _, name in ipairs(check.keys(weights or {})) do
    local i, j = of_row[name], of_col[name]
    if not i and not j then no_such_name(s, name) end
    check_weight(name, weights[name])
    if j then s.col_weight[j] = weights[name] else s.row_weight[i] = weights[name] end
  end
end


local function check_fit(name, fit, known)
  if not known[name] then
    local near = base.nearest(tostring(name), check.keys(known))
    fail("%s: 'fit' names the sub-trend \"%s\", for which there are no marks%s",
      WORD, tostring(name),
      near and (" (did you mean \"%s\"?)"):format(near) or "")
  end
  if type(fit) ~= "number" or not (fit >= 0 and fit <= 1) then
    fail("%s: the fit of \"%s\" should lie between 0 and 1, found %s", WORD,
      name, tostring(fit))
  end
end


-- { sub-trend = 0 to 1 } of a table or a frame.
local function read_fit(s, given)
  if not given then return end
  local known = index.set(s.rows)
  s.fit = {}
  if check.kind_of(given) ~= "frame" then
    for name, fit in pairs(given) do
      check_fit(name, fit, known)
      s.fit[name] = fit
    end
    return
  end
  local ids = given:column(judgement.column_called(given,
    { "row_id", "subtrend", "subtrend_id", "id" }, WORD, "fit"))
  for k, fit in ipairs(given:column "fit") do
    if not is_na(fit) then
      check_fit(ids[k], fit, known)
      s.fit[ids[k]] = fit
    end
  end
end


local function read_flags(s, given)
  if not given then return end
  s.flag = named(given, {
    word = WORD, option = "service_innovation", rows = s.rows, cols = s.cols,
    row_word = "subtrend", col_word = "parameter",
    row_columns = { "row_id", "subtrend", "subtrend_id" },
    col_columns = { "parameter", "parameter_id" }, only_ones = true,
  })
end


-- Puts them into the study.
return function(s, opts)
  read_weights(s, opts.weights)
  read_fit(s, opts.fit)
  read_flags(s, opts.service_innovation)
end
