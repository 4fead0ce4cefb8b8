-- What a coding says over time and over kinds of sources: codes that come up,
-- codes that burst, and on which types of sources they rest.

local core = require "vane.core.coding"
local verbs = require "vane.core.code_verbs"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local periods = require "vane.data.coding.periods"

local methods = core.methods

local na = base.na

local FEWEST_PERIODS = 5        -- for a trend
local FEWEST_BURST_PERIODS = 8  -- for a burst
local MOST_COUNTED = 10000000


-- ---- what is asked for ----

local function check_periods(word, names, fewest, opts)
  if #names >= fewest then return end
  fail("%s: wants %d periods at least, found %d%s; %s may help",
    word, fewest, #names,
    #names > 0 and " (" .. table.concat(names, ", ") .. ")" or "",
    opts.cuts and "more 'cuts'" or "a finer 'by'")
end


local function options(more)
  local fields = {
    least = { kind = "integer", default = 5, least = 1, most = MOST_COUNTED },
    fdr = { one_of = { "BH", "BY" }, default = "BH" },
    draws = { kind = "integer", default = 9999, least = 1, most = MOST_COUNTED },
    seed = { kind = "integer", default = 1 },
  }
  for name, field in pairs(more) do fields[name] = field end
  return fields
end


-- Numbers that count from 0 as the names they stand for.
local function with_names(f, column, names)
  local cells = f:column(column)
  for i, cell in ipairs(cells) do cells[i] = names[cell + 1] end
  return f:with({ { column, cells } }, { types = { [column] = "text" } })
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
  replicates = { kind = "integer", default = 1000, least = 1, most = 100000 },
  confidence = { kind = "number", default = 0.95, above = 0, below = 1 },
}


local SIGNALS = { "weak", "strong", "known", "latent" }


--- c:emerging{ by =, of =, within =, least =, seed =, ... } -> frame
---   Which codes come up: a row for each, the surest first.
---   units, sources, types  on how many of each it rests
---   first    the period in which it is first used
---   signal   "weak" where it is seldom seen and spreads, "strong" where it is
---            often seen and spreads; else "known" or "latent". Often is above
---            the median visibility, and to spread is above the median
---            spreading, and above 0
---   recent   the share of its units that lie in the last third of the periods
---   slope    by how much its share of all units changes a year (with cuts,
---            from one to the next), between low and high: sources drawn anew,
---            below eight of them each left out
---   z        Cochran and Armitage's statistic of a trend
---   p, q     of a rise as steep when the dates of sources are exchanged
---            between sources of the same type: a changing mix of sources is
---            no trend, and units of one source are not taken for many
---   growth   slope over its share: 0.2 is a fifth more a year; growth_low and
---            growth_high as low and high
---   novelty  the share of all units that are older than its first one
---   rise     1 where it grew from nothing in a straight line, 0 where it did
---            not grow
---   spread   the share of all types that have it; missing without types
---   score    the geometric mean of its parts recent, rise and spread: 0 as
---            soon as one of them is
---   visibility, diffusion  its mean share of a period's units, and sources; a
---            period counts 5 % less than the next
---   spreading  change of diffusion a year, over its mean
---   by       "year", "quarter" or "month"; or cuts = { day, day, ... }, or
---            years, which begin with their first day. A date that tells only
---            the year, "2014", has no quarter, month or day
---   of       "codes", or "pairs" of codes in the same unit
---   within   the column of sources within which dates are exchanged: "type"
---            where there is one, else all sources
---   least    units that a code must have to be judged (5): the family
---   draws    of dates at most (9999; they end early where chance is plain)
---   fdr, replicates, confidence, seed  "BH" or "BY", 1000, 0.95, 1
---   Sources without a date do not count.
---   Raises when there are fewer than five periods with sources.
---   Source: Armitage, Biometrics 11 (1955), 375-386; Besag and Clifford,
---   Biometrika 78 (1991), 301-304; signals after Yoon, Expert Systems with
---   Applications 39 (2012), 12543-12550; the score is our own.
---
---   > f = { unit = {}, source = {}, date = {}, code = {} }
---   > for i = 1, 60 do f.unit[i], f.source[i] = i, "s" .. i // 3 end
---   > for i = 1, 60 do f.date[i] = 2001 + i // 3 // 3 end
---   > for i = 1, 60 do f.code[i] = i > 40 and "new" or "old" end
---   > e = coding(frame(f)):emerging{}
---   > e:select("code", "first", "recent", "rise", "score"):head(1)
---   frame 1 x 5
---     code  first  recent  rise   score
---     new   2005      0.8     1  0.8944
function methods.emerging(c, given)
  core.meta.self(c, "emerging")
  local opts = check("emerging", given, emerging_options)
  local marks, names, times = periods.used("emerging", c, opts)
  check_periods("emerging", names, FEWEST_PERIODS, opts)
  local f = verbs.trends(c, marks, periods.strata("emerging", c, opts), times,
    opts.of == "pairs", opts.least, opts.fdr, opts.draws, opts.seed,
    opts.replicates, opts.confidence)
  f = with_names(with_names(f, "first", names), "signal", SIGNALS)
  return f:rename { strata = opts.within and opts.within ~= "type"
    and opts.within or "types" }:sort("p", "-slope")
end


local rate_options = {
  by = time_options.by, cuts = time_options.cuts,
  of = { one_of = { "codes", "pairs" }, default = "codes" },
  least = { kind = "integer", default = 1, least = 1 },
}


--- c:rates{ by =, cuts =, of =, least = } -> frame
---   How often codes are given, period by period: a row for each code and
---   period, also those without any source: code, period, units with the code,
---   of units in the period, sources with it, share, and its 95 % interval
---   from low to high, as if units were independent (c:emerging asks sources).
---   The share is missing where a period has no units.
---   by, cuts  "year", "quarter" or "month"; or days or years, as for
---             c:emerging
---   of        "codes", or "pairs" of codes in the same unit
---   least     units that a code must have to be listed (1)
---   Raises when sources have no dates.
---   Source: Wilson, JASA 22 (1927), 209-212.
---
---   > f = { unit = {1, 2, 3}, source = {"s", "t", "u"} }
---   > f.date, f.code = {2010, 2010, 2012}, {"a", "b", "a"}
---   > coding(frame(f)):rates{}:where{ code = "a" }:drop("low", "high")
---   frame 3 x 6
---     code  period  units  of  sources  share
---     a     2010        1   2        1    0.5
---     a     2011        0   0        0     na
---     a     2012        1   1        1    1.0
function methods.rates(c, given)
  core.meta.self(c, "rates")
  local opts = check("rates", given, rate_options)
  local marks, names = periods.complete("rates", c, opts)
  local f = verbs.rates(c, marks, #names, opts.of == "pairs", opts.least)
  return with_names(f, "period", names)
end


local burst_options = with_time {
  of = { one_of = { "codes", "pairs" }, default = "codes" },
  s = { kind = "number", default = 2, above = 1 },
  gamma = { kind = "number", default = 1, least = 0 },
}


--- c:bursts{ by =, of =, s =, gamma =, within =, least =, seed = } -> frame
---   In which periods codes burst, by Kleinberg's two states: at rest a unit
---   has the code with its overall chance, in a burst with s times that (0.99
---   at most); going up costs gamma times the logarithm of the number of
---   periods. The cheapest course of all is found; empty periods are skipped.
---   A row for each burst: code, from, to, units with the code, of units in
---   these periods, weight (what is saved by the burst), p, q: whether a code
---   bursts as heavily when dates of sources are exchanged within types.
---   by, cuts, of, within, least, draws, fdr, seed  as for c:emerging; of pairs
---   there are columns a and b instead of code
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
  local marks, names = periods.used("bursts", c, opts)
  check_periods("bursts", names, FEWEST_BURST_PERIODS, opts)
  local f = verbs.bursts(c, marks, periods.strata("bursts", c, opts), opts.least,
    opts.s, opts.gamma, opts.fdr, opts.draws, opts.seed, opts.of == "pairs")
  return with_names(with_names(f, "from", names), "to", names)
    :sort("p", "-weight")
end


-- One column of the sources; top and only are its values.
local function triangulate_by(c, by, opts)
  local marks, names, column = periods.groups("triangulate", c, by,
    periods.NONE)
  if #names < 2 then
    fail("triangulate: wants two values of \"%s\" at least, found %d", column,
      #names)
  end
  local strata = {}
  for s = 1, c.n_sources do strata[s] = 0 end
  local f = verbs.types(c, marks, strata, opts.least, opts.fdr, opts.draws,
    opts.seed)
  for i, name in ipairs(names) do names[i] = tostring(name) end
  f = with_names(f, "top", names)
  local bys, only, tops = {}, {}, f:column "top"
  for i, n in ipairs(f:column "types") do
    bys[i], only[i] = column, n == 1 and tops[i] or na
  end
  return f:with({ { "by", bys }, { "only", only } },
    { types = { by = "text", only = "text" } })
end


--- c:triangulate{ by =, least =, seed =, ... } -> frame
---   Whether codes rest on sources of all types, or on those of one: a row for
---   each code, those that differ most first.
---   units, sources, types  how many of each have it
---   top        the type whose units have it most often; share of these units
---   elsewhere  the share of the units of all other types
---   only       the type, when the code is found in one type alone, else na
---   chi2, p, q  of equal shares in all types, types being exchanged between
---              sources, so that units of one source are not taken for many;
---              q over all rows
---   by       "type", "language", "actor", or any other column of the sources;
---            a list of them gives rows for each, which the column by tells
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
    by = { kind = { "string", "table" }, default = "type" } })
  local columns = type(opts.by) == "string" and { opts.by } or opts.by
  if #columns == 0 then fail "triangulate: 'by' lists no column" end
  local parts = {}
  for i, by in ipairs(columns) do parts[i] = triangulate_by(c, by, opts) end
  local f = parts[1]
  if #parts == 1 then return f:drop("by"):sort("p", "-chi2") end
  return verbs.judged(f:append(table.unpack(parts, 2)), opts.fdr)
    :sort("p", "-chi2")
end
