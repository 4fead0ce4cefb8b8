-- Sources by the period of their date, and by what else they are known for.

local base = require "vane.core.base"
local fail = require "vane.base.fail"
local note = require "vane.base.note"

local na = base.na

local NONE = 0xffffffff  -- the mark of a source that does not count


-- ---- periods of the calendar ----

-- Of each kind how many there are in a year, and what one is called; periods
-- are counted through all years.
local calendar = {
  year = { 1, function(y) return ("%d"):format(y) end },
  quarter = { 4, function(y, n) return ("%d-Q%d"):format(y, n + 1) end },
  month = { 12, function(y, n) return ("%d-%02d"):format(y, n + 1) end },
}


local days_of_month = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }


local function is_leap(y) return y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0) end


local function fail_date(word, date)
  fail("%s: found the date \"%s\"; dates should be days, months or years, as in "
    .. "2014-12-31, 2014-12 or 2014", word, tostring(date))
end


-- The year and month of a day, or nil where there is none such.
local function of_day(text)
  local y, m, d = text:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
  local days = y and days_of_month[tonumber(m)]
  if not days or tonumber(d) < 1 or tonumber(d) > days
    or (m == "02" and d == "29" and not is_leap(tonumber(y))) then
    return nil
  end
  return math.tointeger(y), math.tointeger(m)
end


-- Where dates are of mixed forms some tell the year alone, or the month.
local function of_month_or_year(text)
  local y, m = text:match "^(%d%d%d%d)%-(%d%d)$"
  if y and not days_of_month[tonumber(m)] then return nil end
  return math.tointeger(y or text:match "^%d%d%d%d$"), math.tointeger(m)
end


local function year_and_month(word, date, by)
  local y, m = of_day(tostring(date))
  if math.type(date) then y = math.tointeger(date)
  elseif not y then y, m = of_month_or_year(tostring(date)) end
  if not y then fail_date(word, date) end
  if not m and by ~= "year" then
    fail("%s: of the date %s only the year is known, so that 'by' can only be "
      .. "\"year\"", word, tostring(date))
  end
  return y, m or 1
end


-- A date's period, what a period is called, and its time in years.
local function by_calendar(word, by)
  local per_year, name = table.unpack(calendar[by])
  return {
    of = function(date)
      local y, m = year_and_month(word, date, by)
      return y * per_year + (m - 1) * per_year // 12
    end,
    name = function(n) return name(n // per_year, n % per_year) end,
    time = function(n) return n / per_year end,
  }
end


-- ---- periods between cuts ----

local function check_cuts(word, cuts)
  local is_year = math.type(cuts[1]) == "integer"
  for i, cut in ipairs(cuts) do
    local fits = is_year and math.type(cut) == "integer" or not is_year
      and type(cut) == "string" and of_day(cut)
    if not fits or (i > 1 and cut <= cuts[i - 1]) then
      fail("%s: 'cuts' should be days or years in their order, as in "
        .. "{ \"2010-01-01\", \"2012-01-01\" }", word)
    end
  end
  if #cuts == 0 then fail("%s: 'cuts' lists no day", word) end
  return is_year
end


-- The number of the last cut that is not after the date; a year begins with
-- its first day.
local function by_cuts(word, cuts)
  local is_year = check_cuts(word, cuts)
  local function comparable(date)
    if is_year then return (year_and_month(word, date, "year")) end
    if of_day(tostring(date)) then return tostring(date) end
    local year = year_and_month(word, date, "year")
    fail("%s: found the date %s, which names no day; 'cuts' should be years, as in { %d }",
      word, tostring(date), year)
  end
  return {
    last = #cuts,
    of = function(date)
      local n, at = 0, comparable(date)
      while cuts[n + 1] and at >= cuts[n + 1] do n = n + 1 end
      return n
    end,
    name = function(n)
      return n == 0 and "before " .. cuts[1] or "from " .. cuts[n]
    end,
    time = function(n) return n end,
  }
end


-- ---- what sources say ----

-- Units of one source may say different things of it; the first one counts,
-- which is told.
local function tell_differences(word, c, column)
  if column == "source" then return end
  local f = c:units():select("source", column):unique("source", column)
  local seen, n, example = {}, 0, nil
  local values = f:column(column)
  for i, source in ipairs(f:column "source") do
    if source ~= na and values[i] ~= na then
      if seen[source] == 1 then n, example = n + 1, example or source end
      seen[source] = (seen[source] or 0) + 1
    end
  end
  if n == 0 then return end
  note(("%s: %s units that differ in \"%s\"; what their first unit says counts")
    :format(word, n == 1 and ("the source \"%s\" has"):format(example)
    or ("%d sources (such as \"%s\") have"):format(n, example), column))
end


-- A column of the sources; raises where there is none.
local function said_of_sources(word, c, column)
  if c.n_sources == 0 then
    fail("%s: the coding does not say from which sources its units come", word)
  end
  local sources = c:sources()
  if not sources.types[column] then
    fail("%s: the sources have no column \"%s\"; c:join(frame) adds one", word,
      column)
  end
  tell_differences(word, c, column)
  return sources:column(column)
end


-- ---- periods of sources ----

local function dates_of(word, c)
  return said_of_sources(word, c, "date")
end


-- Of each source the number of its period, or nil; those there are, sorted.
local function numbers_of(word, c, periods)
  local of, known, list = {}, {}, {}
  for s, date in ipairs(dates_of(word, c)) do
    local n = date ~= na and periods.of(date) or nil
    of[s] = n
    if n and not known[n] then
      known[n], list[#list + 1] = true, n
    end
  end
  table.sort(list)
  return of, list
end


-- Of each source the place of its period in the list, from 0 up, or NONE; the
-- periods' names, and their times from that of the first on.
local function placed(c, periods, of, list)
  local place, marks, names, times = {}, {}, {}, {}
  for i, n in ipairs(list) do
    place[n], names[i] = i - 1, periods.name(n)
    times[i] = periods.time(n) - periods.time(list[1])
  end
  for s = 1, c.n_sources do marks[s] = of[s] and place[of[s]] or NONE end
  return marks, names, times
end


local function periods_for(word, opts)
  return opts.cuts and by_cuts(word, opts.cuts) or by_calendar(word, opts.by)
end


-- The periods that have sources.
local function used(word, c, opts)
  local periods = periods_for(word, opts)
  return placed(c, periods, numbers_of(word, c, periods))
end


-- All periods from the first to the last, also empty ones.
local function complete(word, c, opts)
  local periods = periods_for(word, opts)
  local of, list = numbers_of(word, c, periods)
  local full = {}
  for n = list[1] or 0, list[1] and (periods.last or list[#list]) or -1 do
    full[#full + 1] = n
  end
  return placed(c, periods, of, full)
end


-- ---- groups of sources ----

local other_names = { source_type = "type", actor_group = "actor",
  lang = "language" }


-- Of each source the number of its value in a column; NONE where it has none
-- and none is wanted.
local function groups_of(word, c, column, none)
  local has = c.n_sources > 0 and c:sources().types or {}
  column = has[column] and column or other_names[column] or column
  local cells, known, names, marks = said_of_sources(word, c, column), {}, {}, {}
  for _, cell in ipairs(cells) do
    if cell ~= na and not known[cell] then
      known[cell] = true
      names[#names + 1] = cell
    end
  end
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
  for i, name in ipairs(names) do known[name] = i - 1 end
  for s, cell in ipairs(cells) do marks[s] = known[cell] or none or #names end
  return marks, names, column
end


-- Dates are exchanged between sources of one type, where types are known.
local function strata_of(word, c, opts)
  local column = opts.within
  if not column and c:sources().types.type then column = "type" end
  if column then return (groups_of(word, c, column)) end
  local all = {}
  for s = 1, c.n_sources do all[s] = 0 end
  return all
end


return { used = used, complete = complete, groups = groups_of, strata = strata_of,
  NONE = NONE }
