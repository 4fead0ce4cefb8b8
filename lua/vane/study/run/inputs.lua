-- What goes into runs: the inputs with their numbers and distributions, as each
-- future has them, and the draws.

local base = require "vane.core.base"
local check = require "vane.base.check"
local distribution = require "vane.data.distribution"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local sample = require "vane.core.sample"

local WORD = "scenario.run"

local inputs = {}


local function is_amount(value)
  return (type(value) == "number" and value == value
    and math.abs(value) ~= math.huge) or distribution.is_distribution(value)
end


local function refuse_unknown(what, name, known)
  local near = base.nearest(name, known)
  fail("%s: %s names no input '%s'%s", WORD, what, name,
    near and (" (did you mean '%s'?)"):format(near)
    or "; there are " .. table.concat(known, ", "))
end


-- The given numbers by name over those that are there, in a new table.
local function over(numbers, what, given, known)
  local merged = {}
  for name, value in pairs(numbers) do merged[name] = value end
  local names, values = entries(WORD .. ": " .. what, given)
  for i, name in ipairs(names) do
    local value = distribution.amount(values[i])
    if known and numbers[name] == nil then refuse_unknown(what, name, known) end
    if not is_amount(value) then
      fail("%s: %s: '%s' should be a number or a distribution such as "
        .. "uniform(1, 2), found %s", WORD, what, name,
        type(value) == "number" and tostring(value) or check.found(value))
    end
    merged[name] = value
  end
  return merged
end


-- The names in order, and their numbers: those of the system with what
-- 'drivers' says instead, or of a function's drivers alone.
local function of_model(s)
  local names, numbers = {}, {}
  if s.system then
    for i, p in ipairs(s.system.parameters) do
      names[i], numbers[p.name] = p.name, p.value
    end
    return names, over(numbers, "'drivers'", s.opts.drivers or {}, names)
  end
  names = entries(WORD .. ": 'drivers'", s.opts.drivers or {})
  return names, over({}, "'drivers'", s.opts.drivers or {})
end


-- Futures by name, each with all its numbers.
local function futures_of(s, numbers)
  if not s.opts.futures then return { { numbers = numbers } } end
  local names, values = entries(WORD .. ": 'futures'", s.opts.futures)
  if #names == 0 then fail("%s: 'futures' should name one at least", WORD) end
  local list = {}
  for i, name in ipairs(names) do
    local what = ("future '%s'"):format(name)
    list[i] = { name = name, numbers = over(numbers, what, values[i], s.names) }
  end
  return list
end


-- The inputs that are drawn: uncertain in one of the futures at least.
local function drawn_names(s)
  local list = {}
  for _, name in ipairs(s.names) do
    for _, future in ipairs(s.futures) do
      if distribution.is_distribution(future.numbers[name]) then
        list[#list + 1] = name
        break
      end
    end
  end
  return list
end


local TAKEN = { run = true, future = true, lever = true }


-- Raises when one of the columns would have the name of another.
function inputs.refuse_names(s, outcomes)
  local taken = {}
  for _, name in ipairs(s.names) do
    if TAKEN[name] then
      fail("%s: an input cannot be called '%s', as a column of the outcomes is",
        WORD, name)
    end
    taken[name] = true
  end
  for _, name in ipairs(outcomes) do
    if TAKEN[name] or taken[name] then
      fail("%s: the outcome '%s' has the name of an input or of another column; "
        .. "call it otherwise", WORD, name)
    end
    taken[name] = true
  end
end


-- ---- correlations ----

local function place_of(list, name)
  for i, known in ipairs(list) do
    if known == name then return i end
  end
  refuse_unknown("'correlations'", tostring(name), list)
end


-- { { "a", "b", 0.5 }, ... } as a square of numbers, row by row.
local function correlations_of(s)
  if not s.opts.correlations then return nil end
  local n, cells = #s.drawn, {}
  for i = 1, n * n do cells[i] = (i - 1) % (n + 1) == 0 and 1 or 0 end
  for k, entry in ipairs(s.opts.correlations) do
    local value = type(entry) == "table" and entry[3]
    if type(value) ~= "number" or not (value > -1 and value < 1) then
      fail("%s: correlation %d should be { \"input\", \"other input\", 0.5 }, with "
        .. "a number between -1 and 1", WORD, k)
    end
    local i, j = place_of(s.drawn, entry[1]), place_of(s.drawn, entry[2])
    if i == j then fail("%s: '%s' is correlated with itself", WORD, entry[1]) end
    cells[(i - 1) * n + j], cells[(j - 1) * n + i] = value, value
  end
  return cells
end


-- ---- drawing ----

-- Fills s.names, s.futures, s.drawn, and each future's draws: a frame with a
-- column for each input drawn. The same draws stand behind every future.
function inputs.draw(s)
  local opts = s.opts
  local names, numbers = of_model(s)
  s.names = names
  s.futures = futures_of(s, numbers)
  s.drawn = drawn_names(s)
  local correlations = correlations_of(s)
  s.check_room()
  for _, future in ipairs(s.futures) do
    local list = {}
    for j, name in ipairs(s.drawn) do
      local value = future.numbers[name]
      list[j] = type(value) == "number" and distribution.always(value) or value
    end
    future.draws = sample.draw(s.drawn, list, opts.runs, opts.sampling,
      opts.seed, correlations)
  end
end


-- A row for each input: its number or distribution, by future.
function inputs.columns(s)
  local columns = { { "input", s.names } }
  for k, future in ipairs(s.futures) do
    local list = {}
    for i, name in ipairs(s.names) do
      local value = future.numbers[name]
      list[i] = type(value) == "number" and ("%g"):format(value) or tostring(value)
    end
    columns[k + 1] = { future.name or "value", list }
  end
  return columns
end


return inputs
