-- What a count of linkages reads: the options, and the rows of a frame or of
-- a file, counted.

local native = require "vane.core.cooccur"
local check = require "vane.base.check"
local condition = require "vane.data.condition"
local csv = require "vane.data.csv"
local fail = require "vane.base.fail"
local periods_of = require "vane.study.cooccur.periods"
local provenance = require "vane.base.provenance"
local rows_of = require "vane.study.rows"
local told = require "vane.data.told"
local trust = require "vane.study.cooccur.trust"
require "vane.data.frame"

local WORD = "cooccur"

local text = { kind = "string" }

local options = {
  frame = { kind = "frame" }, file = text,
  group = text, class = { kind = "string", needed = true }, year = text,
  periods = { kind = "table" },
  separator = text,
  level = { one_of = { "section", "class", "subclass", "group" } },
  weight = { one_of = { "full", "fractional" }, default = "full" },
  distinct = { kind = "boolean", default = true },
  largest = { kind = "integer", default = 1000, least = 2, most = 16000 },
  where = { kind = "table" },
  na = csv.told.na, delim = csv.told.delim, encoding = csv.told.encoding,
  caveats = { kind = "table" },
  null = trust.options.null, least = trust.options.least,
  fdr = trust.options.fdr, cluster = trust.options.cluster,
  replicates = trust.options.replicates, seed = trust.options.seed,
}


-- ---- options ----

local function check_source(opts)
  if (opts.frame == nil) == (opts.file == nil) then
    fail("%s: wants either 'frame' or 'file', found %s", WORD,
      opts.frame and "both" or "neither")
  end
end


local function check_columns(opts)
  if not opts.group and not opts.separator then
    fail("%s: needs the option 'group', the column that says which rows "
      .. "belong together; without it each row is a group, and 'separator' "
      .. "should say what stands between its classes", WORD)
  end
  if opts.group == opts.class then
    fail("%s: 'group' and 'class' are both \"%s\"; they should be two columns",
      WORD, opts.class)
  end
  if opts.periods and not opts.year then
    fail("%s: 'periods' need the option 'year', the column of years or dates",
      WORD)
  end
  if opts.separator and not opts.separator:find "%S" then
    fail("%s: 'separator' should be a sign such as \";\", found %q", WORD,
      opts.separator)
  end
end


local function check_frame(opts)
  for _, option in ipairs { "group", "class", "year", "cluster" } do
    local name = opts[option]
    if opts.frame and name then rows_of.type_of(WORD, opts.frame, name, option) end
  end
end


local function check_clusters(opts)
  if opts.cluster and not opts.periods then
    fail("%s: 'cluster' belongs to growth, which needs 'periods'", WORD)
  end
end


local function check_counting(opts)
  if opts.weight == "fractional" and not opts.distinct then
    fail("%s: fractional weights count each class of a group once; leave "
      .. "distinct = false out", WORD)
  end
  if not (opts.least >= 0 and opts.least < math.huge) then
    fail("%s: 'least' should be 0 groups or more, found %s", WORD, tostring(opts.least))
  end
end


local function check_options(given)
  local opts = check(WORD, given, options)
  check_source(opts)
  csv.check_told(WORD, opts)
  check_columns(opts)
  check_frame(opts)
  check_clusters(opts)
  check_counting(opts)
  return opts
end


-- ---- counting ----

local function how_of(opts, list, n_shown)
  return {
    group = opts.group, class = opts.class, year = opts.year,
    separator = opts.separator, level = opts.level, distinct = opts.distinct,
    fractional = opts.weight == "fractional", largest = opts.largest,
    periods = list, shown = n_shown,
    na = told.words(opts.na), delim = opts.delim, encoding = opts.encoding,
  }
end


-- The tally, and what it says of itself.
local function tally_of(opts, how)
  if opts.file then
    local tally = native.from_file(opts.file, how,
      condition.parts(WORD, opts.where or {}))
    return tally, native.facts(tally)
  end
  local rows = opts.where and opts.frame:where(opts.where) or opts.frame
  local tally = native.from_frame(rows, how)
  local facts = native.facts(tally)
  facts.n_rows = opts.frame.n_rows
  facts.left_out.elsewhere = opts.frame.n_rows - rows.n_rows
  return tally, facts
end


-- Periods in which no row lies say nothing of the rows that there are.
local function refuse_strangers(opts, facts, list, n_shown)
  local left_out = facts.left_out
  if facts.n_groups > 0 or left_out.outside == 0 then return end
  local names = {}
  for i = 1, n_shown do names[i] = list[i].name end
  local from, to = left_out.first_outside, left_out.last_outside
  fail("%s: no row lies in %s %s; the years of \"%s\" %s", WORD,
    n_shown == 1 and "the period" or "any of the periods",
    table.concat(names, ", "), opts.year, from == to and ("are all %d"):format(from)
    or ("go from %d to %d"):format(from, to))
end


-- Without a year no row lies in a period of all years.
local function refuse_no_year(opts, facts)
  local left_out = facts.left_out
  local n = left_out.no_year + left_out.bad_year
  if opts.periods or facts.n_groups > 0 or n == 0 then return end
  local example = left_out.year_example
  fail("%s: no row has a year in the column \"%s\"%s; leave 'year' out, or name "
    .. "the column of years or dates", WORD, opts.year,
    example and (" (%q is none)"):format(example) or "")
end


local function record_of(opts, facts)
  if opts.file then return provenance.streamed("linkage.cooccur", opts, facts) end
  return provenance("linkage.cooccur", opts)
end


-- The state of a count: opts, tally, facts, the periods' names and places.
return function(given)
  local opts = check_options(given)
  local list, n_shown, compared = periods_of(WORD, opts.periods)
  local s = { opts = opts, compared = compared, names = {}, place = {} }
  s.tally, s.facts = tally_of(opts, how_of(opts, list, n_shown))
  refuse_strangers(opts, s.facts, list, n_shown)
  refuse_no_year(opts, s.facts)
  for i = 1, opts.periods and n_shown or 1 do
    s.names[i] = s.facts.periods[i].name
    s.place[s.names[i]] = i
  end
  s.provenance = record_of(opts, s.facts)
  s.synthetic = s.provenance.synthetic
  return s
end
