-- What is declared of a system, read: drivers with their bounds and paths,
-- influences, levers, and every number of them as a parameter with a name.

local base = require "vane.core.base"
local braced = require "vane.base.braced"
local check = require "vane.base.check"
local distribution = require "vane.data.distribution"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"

local WORD = "system"
local MOST_STEPS = 100000

local amount = { kind = { "number", "distribution", "table" } }
local whole = { kind = "integer" }

local options = {
  drivers = { kind = "table", needed = true },
  influences = { kind = "table", default = {} },
  levers = { kind = "table", default = {} },
  steps = { kind = "integer", default = 10, least = 1, most = MOST_STEPS },
  first = { kind = "integer", default = 0 },
}

local driver_fields = { start = amount, growth = amount, limit = amount,
  change = amount, noise = amount, low = amount, high = amount,
  path = { kind = "table" } }

-- The numbers of a driver, in the order of the equation.
local NUMBERS = { "start", "growth", "limit", "change", "noise", "low", "high" }


-- ---- parameters ----

-- Notes a number of the system under a name of its own.
local function add_parameter(s, name, holder, field)
  local value = distribution.amount(holder[field])
  if value == nil then return end
  if type(value) ~= "number" and not distribution.is_distribution(value) then
    fail("%s: '%s' should be a number or a distribution, found %s", WORD, name,
      check.found(value))
  end
  holder[field] = value
  if s.parameter[name] then name = name .. "_2" end
  s.parameter[name] = { name = name, value = value, holder = holder,
    field = field }
  s.parameters[#s.parameters + 1] = s.parameter[name]
end


local function check_amount(what, value, least)
  if type(value) ~= "number" then return end
  if value ~= value then fail("%s: %s is a number that is none (NaN)", WORD, what) end
  if least and value < least then
    fail("%s: %s should not be below %g, found %g", WORD, what, least, value)
  end
end


local function place_of(s, where, name)
  local place = s.place[name]
  if place then return place end
  local near = type(name) == "string" and base.nearest(name, s.names)
  fail("%s: %s names no driver '%s'%s", WORD, where, tostring(name),
    near and (" (did you mean '%s'?)"):format(near) or "")
end


-- ---- drivers ----

-- The dates of a path, in their order.
local function dates_of(name, given)
  local dates = check.keys(given)
  for _, date in ipairs(dates) do
    if math.type(date) ~= "integer" or type(given[date]) ~= "number" then
      fail("%s: the path of '%s' should have values by date, as in { [2025] = 10 }",
        WORD, name)
    end
    check_amount(("the path of '%s' at %d"):format(name, date), given[date])
  end
  if #dates < 2 then
    fail("%s: the path of '%s' needs two dates or more", WORD, name)
  end
  return dates
end


-- The value at a date: on the straight line between those given before and
-- after it.
local function value_at(given, dates, date)
  if date <= dates[1] then return given[dates[1]] end
  for i = 2, #dates do
    local from, to = dates[i - 1], dates[i]
    if date <= to then
      return given[from] + (given[to] - given[from]) * (date - from) / (to - from)
    end
  end
  return given[dates[#dates]]
end


-- What each step of a path adds, and where it starts.
local function path_of(s, name, given)
  local dates, steps = dates_of(name, given), {}
  local start = value_at(given, dates, s.first)
  local before = start
  for step = 1, s.steps do
    local now = value_at(given, dates, s.first + step)
    steps[step], before = now - before, now
  end
  return steps, start
end


local function check_bounds(name, d)
  local low, high, start = d.low, d.high, d.start
  if type(low) == "number" and type(high) == "number" and low > high then
    fail("%s: driver '%s' is bounded by low = %g and high = %g, which contradict "
      .. "each other", WORD, name, low, high)
  end
  local below = type(low) == "number" and type(start) == "number" and start < low
  local above = type(high) == "number" and type(start) == "number" and start > high
  if below or above then
    fail("%s: driver '%s' starts at %g, outside of its bounds", WORD, name, start)
  end
end


local function read_driver(s, name, given)
  given = distribution.amount(given)
  if type(given) == "number" or distribution.is_distribution(given) then
    given = { start = given }
  end
  local what = ("%s: driver '%s'"):format(WORD, name)
  local d = check(what, given, driver_fields)
  d.name = name
  if d.path then
    local start
    d.path, start = path_of(s, name, d.path)
    if d.start == nil then d.start = start end
  end
  if d.start == nil then fail("%s needs 'start'", what) end
  for _, field in ipairs(NUMBERS) do
    check_amount(("'%s' of '%s'"):format(field, name), d[field],
      field == "noise" and 0 or nil)
    add_parameter(s, name .. "_" .. field, d, field)
  end
  if type(d.limit) == "number" and d.limit == 0 then
    fail("%s: 'limit' should not be 0", what)
  end
  check_bounds(name, d)
  return d
end


local function read_drivers(s, given)
  local names, values = entries(WORD .. ": 'drivers'", given)
  s.names = names
  if #names == 0 then fail("%s: wants one driver at least", WORD) end
  for i, name in ipairs(names) do
    if s.place[name] then fail("%s: driver '%s' stands twice", WORD, name) end
    s.place[name] = i
    s.drivers[i] = read_driver(s, name, values[i])
  end
end


-- ---- influences ----

local influence_fields = { weight = amount, saturation = amount,
  lag = { kind = "integer", default = 1, least = 0, most = MOST_STEPS } }
influence_fields.weight = { kind = amount.kind, needed = true }


local function read_influence(s, k, given)
  local what = ("influence %d"):format(k)
  if type(given) ~= "table" or #given ~= 2 then
    fail("%s: %s should be { \"source\", \"target\", weight = 0.3 }, found %s",
      WORD, what, check.found(given))
  end
  local from, to = given[1], given[2]
  local f = check(("%s: %s"):format(WORD, what), (braced(given)), influence_fields)
  f.from, f.to = place_of(s, what, from), place_of(s, what, to)
  if type(f.saturation) == "number" and (f.saturation <= 0
    or f.saturation ~= f.saturation) then
    fail("%s: the saturation of %s should be above 0, found %g", WORD, what,
      f.saturation)
  end
  check_amount("the weight of " .. what, f.weight)
  add_parameter(s, ("%s_%s_weight"):format(from, to), f, "weight")
  add_parameter(s, ("%s_%s_saturation"):format(from, to), f, "saturation")
  s.influences[k] = f
end


-- ---- levers ----

local effect_fields = { add = { kind = amount.kind, needed = true },
  from = whole, to = whole }


local function read_effect(s, lever, given)
  local what = ("lever '%s'"):format(lever)
  if type(given) ~= "table" or type(given[1]) ~= "string" then
    fail("%s: %s should say what it acts on, as in { \"funding\", add = 2 }, "
      .. "found %s", WORD, what, check.found(given))
  end
  local e = check(("%s: %s"):format(WORD, what), (braced(given)), effect_fields)
  e.driver = place_of(s, what, given[1])
  local from, to = e.from or s.first + 1, e.to or s.first + s.steps
  if from > s.first + s.steps or to <= s.first then
    fail("%s: %s acts from %d to %d, but the steps end at %d to %d", WORD, what,
      from, to, s.first + 1, s.first + s.steps)
  end
  if from > to then
    fail("%s: %s ends before it begins (%d to %d)", WORD, what, from, to)
  end
  e.first = math.max(from - s.first, 1)
  e.last = to - s.first
  check_amount("what " .. what .. " adds", e.add)
  add_parameter(s, ("%s_%s_add"):format(lever, given[1]), e, "add")
  return e
end


-- A lever has one effect, or a list of them.
local function read_levers(s, given)
  local names, values = entries(WORD .. ": 'levers'", given)
  for i, name in ipairs(names) do
    if name == "none" then
      fail("%s: \"none\" is what runs without a lever are called", WORD)
    end
    local list = values[i]
    if type(list) == "table" and type(list[1]) == "string" then list = { list } end
    if type(list) ~= "table" or #list == 0 then
      fail("%s: lever '%s' should say what it does, as in { \"funding\", add = 2 }",
        WORD, name)
    end
    local effects = {}
    for k, one in ipairs(list) do effects[k] = read_effect(s, name, one) end
    s.levers[i] = { name = name, effects = effects }
  end
end


-- ---- the whole ----

local function system(given)
  local opts = check(WORD, given, options)
  local s = { declared = given, steps = opts.steps, first = opts.first, names = {}, place = {},
    drivers = {}, influences = {}, levers = {}, parameters = {}, parameter = {} }
  read_drivers(s, opts.drivers)
  for k, f in ipairs(opts.influences) do read_influence(s, k, f) end
  read_levers(s, opts.levers)
  return s
end


return { system = system, NUMBERS = NUMBERS }
