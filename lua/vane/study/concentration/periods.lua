-- The periods of a study of concentration, and their rows.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local fail = require "vane.base.fail"
local periods_of = require "vane.study.periods"
local rows_of = require "vane.study.rows"

local WORD = "concentration"

local periods = {}


local function within(f, year, period)
  return f:where { [year] = condition.between(period.from, period.to) }
end


-- The years of the first that the second does not share, and the other way
-- round; nil where nothing is left of either.
local function apart(first, second)
  local a = { from = first.from, to = math.min(first.to, second.from - 1) }
  local b = { from = math.max(second.from, first.to + 1), to = second.to }
  if a.from > a.to or b.from > b.to then return nil end
  return a, b
end


-- Years instead of dates.
local function with_years(f, year)
  if f.types[year] ~= "date" then return f end
  local years = {}
  for i, day in ipairs(f:column(year)) do
    years[i] = base.is_na(day) and day or tonumber(day:match "^%-?%d+")
  end
  return f:with({ { year, years } }, { types = { [year] = "integer" } })
end


local function is_within(list, year)
  for _, period in ipairs(list) do
    if period.from <= year and year <= period.to then return true end
  end
end


-- Only rows of some period take part.
local function keep_within(s, year)
  local inside = {}
  for _, value in ipairs(rows_of.values(s.rows, year)) do
    if is_within(s.periods, value) then inside[#inside + 1] = value end
  end
  rows_of.keep(s, { [year] = inside }, "without a year, or outside all periods")
end


-- Reads the periods, and leaves out the rows of none.
function periods.restrict(s, opts)
  if not opts.periods then return end
  s.periods = periods_of(WORD, opts.periods)
  s.rows = with_years(s.rows, opts.year)
  keep_within(s, opts.year)
end


-- The rows of each period, and of the first and the last without the years
-- that both have, as s.before and s.after.
function periods.slice(s, opts)
  if not opts.periods then
    s.periods = { { name = "all", rows = s.rows } }
    return
  end
  for _, period in ipairs(s.periods) do
    period.rows = within(s.rows, opts.year, period)
    if period.rows.n_rows == 0 then
      fail("%s: no row lies in the period \"%s\" (%d to %d)", WORD, period.name,
        period.from, period.to)
    end
  end
  local first, last = s.periods[1], s.periods[#s.periods]
  if first == last then return end
  local a, b = apart(first, last)
  if a then
    s.before = { name = first.name, rows = within(s.rows, opts.year, a) }
    s.after = { name = last.name, rows = within(s.rows, opts.year, b) }
    s.shared = math.max(0, first.to - last.from + 1)
  end
end


return periods
