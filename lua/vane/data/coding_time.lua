-- What a coding says over time and over kinds of sources: codes that come up,
-- codes that burst, and on which types of sources they rest.

local core = require "vane.core.coding"
local verbs = require "vane.core.code_verbs"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local methods = core.methods

local na = base.na

local FEWEST_PERIODS = 5        -- for a trend
local FEWEST_BURST_PERIODS = 8  -- for a burst
local NONE = 0xffffffff         -- the mark of a source that does not count


-- ---- periods ----

local period_makers = {
  year = function(y) return y, ("%d"):format(y) end,
  quarter = function(y, m)
    local q = (m - 1) // 3
    return y + q / 4, ("%d-Q%d"):format(y, q + 1)
  end,
  month = function(y, m)
    return y + (m - 1) / 12, ("%d-%02d"):format(y, m)
  end,
}


local function year_and_month(word, date, by)
  if math.type(date) == "integer" then
    if by == "year" then return date, 1 end
    fail("%s: the dates are years, so that 'by' can only be \"year\"", word)
  end
  local y, m = tostring(date):match "^(%d%d%d%d)%-(%d%d)%-%d%d$"
  if not y then
    fail("%s: found the date \"%s\"; dates should be written as 2014-12-31, "
      .. "or as whole years", word, tostring(date))
  end
  return math.tointeger(y), math.tointeger(m)
end


-- The number of the last cut that is not after the day.
local function cut_maker(word, cuts)
  for i, cut in ipairs(cuts) do
    if type(cut) ~= "string" or not cut:find "^%d%d%d%d%-%d%d%-%d%d$"
      or (i > 1 and cut <= cuts[i - 1]) then
      fail("%s: 'cuts' should be days in their order, as in "
        .. "{ \"2010-01-01\", \"2012-01-01\" }", word)
    end
  end
  return function(date)
    local n = 0
    while cuts[n + 1] and tostring(date) >= cuts[n + 1] do n = n + 1 end
    return n, n == 0 and "before " .. cuts[1] or "from " .. cuts[n]
  end
end


local function time_maker(word, opts)
  if opts.cuts then return cut_maker(word, opts.cuts) end
  local make = period_makers[opts.by]
  return function(date) return make(year_and_month(word, date, opts.by)) end
end


local function dates_of(word, c)
  if c.n_sources == 0 then
    fail("%s: the coding does not say from which sources its units come", word)
  end
  if not c:sources().types.date then
    fail("%s: the sources have no column \"date\"", word)
  end
  return c:sources():column "date"
end


-- Of each source its period, from 0 up, or NONE; the periods' times, from
-- that of the first on, and names.
local function periods_of(word, c, opts)
  local time_of, name_of, known, times = {}, {}, {}, {}
  local make = time_maker(word, opts)
  for s, date in ipairs(dates_of(word, c)) do
    if date ~= na then
      local time, name = make(date)
      time_of[s], name_of[time] = time, name
      if not known[time] then times[#times + 1] = time end
      known[time] = true
    end
  end
  table.sort(times)
  local place, names, marks = {}, {}, {}
  local first = times[1]
  for i, time in ipairs(times) do
    place[time], names[i], times[i] = i - 1, name_of[time], time - first
  end
  for s = 1, c.n_sources do
    marks[s] = time_of[s] and place[time_of[s]] or NONE
  end
  return marks, times, names
end


local function check_periods(word, names, fewest)
  if #names >= fewest then return end
  fail("%s: wants %d periods at least, found %d%s; a finer 'by' may help",
    word, fewest, #names,
    #names > 0 and " (" .. table.concat(names, ", ") .. ")" or "")
end


-- ---- strata ----

local other_names = { source_type = "type", actor_group = "actor",
  lang = "language" }


-- Of each source the number of its value in a column; NONE where it has none
-- and none is wanted.
local function groups_of(word, c, column, none)
  if c.n_sources == 0 then
    fail("%s: the coding does not say from which sources its units come", word)
  end
  local sources = c:sources()
  column = sources.types[column] and column or other_names[column] or column
  if not sources.types[column] then
    fail("%s: the sources have no column \"%s\"", word, column)
  end
  local cells, known, names, marks = sources:column(column), {}, {}, {}
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


-- ---- options ----

local function options(more)
  local fields = {
    least = { kind = "integer", default = 5 },
    fdr = { one_of = { "BH", "BY" }, default = "BH" },
    draws = { kind = "integer", default = 9999 },
    seed = { kind = "integer", default = 1 },
  }
  for name, field in pairs(more) do fields[name] = field end
  return fields
end


local function check_counts(word, opts)
  for _, name in ipairs { "least", "draws" } do
    if opts[name] < 1 or opts[name] > 10000000 then
      fail("%s: '%s' should be from 1 to 10000000, found %d", word, name,
        opts[name])
    end
  end
end


-- The periods by their names instead of their numbers.
local function with_names(f, columns, names)
  for _, column in ipairs(columns) do
    local cells = f:column(column)
    for i, cell in ipairs(cells) do cells[i] = names[cell + 1] end
    f = f:with({ { column, cells } }, { types = { [column] = "text" } })
  end
  return f
end


-- ---- the three questions ----

local time_options = {
  by = { one_of = { "year", "quarter", "month" }, default = "year" },
  cuts = { kind = "table" },
  within = { kind = "string" },
}


local function with_time(more)
  for name, field in pairs(time_options) do more[name] = field end
  return options(more)
end


local emerging_options = with_time {
  of = { one_of = { "codes", "pairs" }, default = "codes" },
  replicates = { kind = "integer", default = 1000 },
  confidence = { kind = "number", default = 0.95 },
}


--- c:emerging{ by =, of =, within =, least =, seed =, ... } -> frame
---   Which codes come up: a row for each, the surest first.
---   units, sources, types  on how many of each it rests
---   first    the period in which it is first used
---   recent   the share of its units that lie in the last third of the periods
---   slope    by how much its share of all units changes a year (with cuts,
---            from one to the next), between low and high: sources drawn anew,
---            below eight of them each left out
---   z        Cochran and Armitage's statistic of a trend
---   p, q     of a rise as steep when the dates of sources are exchanged
---            between sources of the same type: a changing mix of sources is
---            no trend, and units of one source are not taken for many
---   by       "year", "quarter" or "month"; or cuts = { day, day, ... }
---   of       "codes", or "pairs" of codes in the same unit
---   within   the column of sources within which dates are exchanged: "type"
---            where there is one, else all sources
---   least    units that a code must have to be judged (5): the family
---   draws    of dates at most (9999; they end early where chance is plain)
---   fdr, replicates, confidence, seed  "BH" or "BY", 1000, 0.95, 1
---   Sources without a date do not count.
---   Raises when there are fewer than five periods.
---   Source: Armitage, Biometrics 11 (1955), 375-386; Besag and Clifford,
---   Biometrika 78 (1991), 301-304.
---
---   > f = { unit = {}, source = {}, date = {}, code = {} }
---   > for i = 1, 60 do f.unit[i], f.source[i] = i, "s" .. i // 3 end
---   > for i = 1, 60 do f.date[i] = 2001 + i // 3 // 3 end
---   > for i = 1, 60 do f.code[i] = i > 40 and "new" or "old" end
---   > coding(frame(f)):emerging{}:get(1, "code")
---   new
function methods.emerging(c, given)
  core.meta.self(c, "emerging")
  local opts = check("emerging", given, emerging_options)
  check_counts("emerging", opts)
  if opts.replicates < 1 or opts.replicates > 100000 then
    fail("emerging: 'replicates' should be from 1 to 100000, found %d",
      opts.replicates)
  end
  if opts.confidence <= 0 or opts.confidence >= 1 then
    fail("emerging: 'confidence' should be between 0 and 1, found %g",
      opts.confidence)
  end
  local marks, times, names = periods_of("emerging", c, opts)
  check_periods("emerging", names, FEWEST_PERIODS)
  local f = verbs.trends(c, marks, strata_of("emerging", c, opts), times,
    opts.of == "pairs", opts.least, opts.fdr, opts.draws, opts.seed,
    opts.replicates, opts.confidence)
  return with_names(f, { "first" }, names):rename { strata = opts.within
    and opts.within ~= "type" and opts.within or "types" }
    :sort("p", "-slope")
end


local burst_options = with_time {
  s = { kind = "number", default = 2 },
  gamma = { kind = "number", default = 1 },
}


--- c:bursts{ by =, s =, gamma =, within =, least =, seed = } -> frame
---   In which periods codes burst, by Kleinberg's two states: at rest a unit
---   has the code with its overall chance, in a burst with s times that (0.99
---   at most); going up costs gamma times the logarithm of the number of
---   periods. The cheapest course of all is found; empty periods are skipped.
---   A row for each burst: code, from, to, units with the code, of units in
---   these periods, weight (what is saved by the burst), p, q: whether a code
---   bursts as heavily when dates of sources are exchanged within types.
---   by, cuts, within, least, draws, fdr, seed  as for c:emerging
---   s, gamma  2 and 1
---   Raises when there are fewer than eight periods.
---   Source: Kleinberg, Data Mining and Knowledge Discovery 7 (2003), 373-397.
---
---   > f = { unit = {}, source = {}, date = {}, code = {} }
---   > for i = 1, 90 do f.unit[i], f.source[i], f.code[i] = i, i, na end
---   > for i = 1, 90 do f.date[i] = 2000 + i // 9 end
---   > for i = 9, 90, 9 do f.code[i] = "hot" end
---   > for i = 36, 44 do f.code[i] = "hot" end
---   > coding(frame(f)):bursts{}:select("code", "from", "to", "units", "of")
---   frame 1 x 5
---     code  from  to    units  of
---     hot   2004  2004      9   9
function methods.bursts(c, given)
  core.meta.self(c, "bursts")
  local opts = check("bursts", given, burst_options)
  check_counts("bursts", opts)
  if opts.s <= 1 or opts.gamma < 0 then
    fail "bursts: 's' should be above 1, and 'gamma' 0 or more"
  end
  local marks, _, names = periods_of("bursts", c, opts)
  check_periods("bursts", names, FEWEST_BURST_PERIODS)
  local f = verbs.bursts(c, marks, strata_of("bursts", c, opts), opts.least,
    opts.s, opts.gamma, opts.fdr, opts.draws, opts.seed)
  return with_names(f, { "from", "to" }, names):sort("p", "-weight")
end


--- c:triangulate{ by =, within =, least =, seed = } -> frame
---   Whether codes rest on sources of all types, or on those of one: a row for
---   each code, those that differ most first.
---   units, sources, types  how many of each have it
---   top        the type whose units have it most often; share of these units
---   elsewhere  the share of the units of all other types
---   only       the type, when the code is found in one type alone, else na
---   chi2, p, q  of equal shares in all types, types being exchanged between
---              sources, so that units of one source are not taken for many
---   by       "type", "language", "actor", or any other column of the sources
---   least, draws, fdr, seed  as for c:emerging
---   Sources without a type do not count.
---   Raises when there is no such column, or only one type.
---
---   > f = { unit = {}, source = {}, type = {}, code = {} }
---   > for i = 1, 40 do f.unit[i], f.source[i], f.code[i] = i, i, "a" end
---   > for i = 1, 40 do f.type[i] = i <= 20 and "blog" or "news" end
---   > for i = 1, 10 do f.code[i] = "hype" end
---   > t = coding(frame(f)):triangulate{ by = "type" }
---   > t:where{ code = "hype" }:select("types", "top", "share", "only")
---   frame 1 x 4
---     types  top   share  only
---         1  blog    0.5  blog
function methods.triangulate(c, given)
  core.meta.self(c, "triangulate")
  local opts = check("triangulate", given, options {
    by = { kind = "string", default = "type" } })
  check_counts("triangulate", opts)
  local marks, names, column = groups_of("triangulate", c, opts.by, NONE)
  if #names < 2 then
    fail("triangulate: wants two values of \"%s\" at least, found %d", column,
      #names)
  end
  local strata = {}
  for s = 1, c.n_sources do strata[s] = 0 end
  local f = verbs.types(c, marks, strata, opts.least, opts.fdr, opts.draws,
    opts.seed)
  local tops, only = f:column "top", {}
  for i, n in ipairs(f:column "types") do
    tops[i] = tostring(names[tops[i] + 1])
    only[i] = n == 1 and tops[i] or na
  end
  return f:with({ { "top", tops }, { "only", only } },
    { types = { top = "text", only = "text" } }):sort("p", "-chi2")
end
