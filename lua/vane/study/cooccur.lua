-- Co-occurrence: which classes go together in the same patents, projects or
-- alliances, period by period, counted in one pass over the rows.

local native = require "vane.core.cooccur"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local periods_of = require "vane.study.cooccur_periods"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local tables = require "vane.study.cooccur_tables"
local text_of = require "vane.study.cooccur_text"
local trust = require "vane.study.cooccur_trust"
local verbs = require "vane.study.cooccur_verbs"

local WORD = "cooccur"
local MOST_MEMBERS = 20000  -- of a matrix

local graph, strong, states = verbs.graph, verbs.strong, verbs.states

local text = { kind = "string" }

local options = {
  frame = { kind = "frame" }, file = text,
  group = text, class = { kind = "string", needed = true }, year = text,
  periods = { kind = "table" },
  separator = text,
  level = { one_of = { "section", "class", "subclass", "group" } },
  weight = { one_of = { "full", "fractional" }, default = "full" },
  distinct = { kind = "boolean", default = true },
  largest = { kind = "integer", default = 1000 },
  caveats = { kind = "table" },
  null = trust.options.null, least = trust.options.least,
  fdr = trust.options.fdr,
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


local function check_counting(opts)
  if opts.weight == "fractional" and not opts.distinct then
    fail("%s: fractional weights count each class of a group once; leave "
      .. "distinct = false out", WORD)
  end
  if opts.largest < 2 or opts.largest > 16000 then
    fail("%s: 'largest' should be a whole number from 2 to 16000, found %d",
      WORD, opts.largest)
  end
end


local function check_options(given)
  local opts = check(WORD, given, options)
  check_source(opts)
  check_columns(opts)
  check_counting(opts)
  return opts
end


-- ---- matrices ----

local function check_members(s)
  local n = s.facts.n_members
  if n > MOST_MEMBERS then
    fail("%s: %d members are too many for a matrix of each by each (%d are "
      .. "possible); .pairs lists those that meet", WORD, n, MOST_MEMBERS)
  end
end


-- The matrices by period name, in order of first year, each made when it is
-- first asked for.
local function matrices_of(s)
  check_members(s)
  local made, meta = {}, { __name = "matrices" }
  function meta.__index(_, name)
    local period = s.place[name]
    if not period then
      fail("%s: there is no period %q; there are %s", WORD, tostring(name),
        table.concat(s.names, ", "))
    end
    made[period] = made[period] or native.matrix(s.tally, period)
    return made[period]
  end
  function meta.__pairs(t)
    local i = 0
    return function()
      i = i + 1
      if s.names[i] then return s.names[i], t[s.names[i]] end
    end
  end
  function meta.__len() return #s.names end
  function meta.__tostring()
    return ("matrices of %d by %d members: %s"):format(s.facts.n_members,
      s.facts.n_members, table.concat(s.names, ", "))
  end
  return setmetatable({}, meta)
end


-- ---- the result ----

local methods = { strong = strong, graph = graph, pictures = result.pictures }

local fields = {
  pairs = "frame of pairs that meet: a, b, period, count, expected, z, p, q",
  growth = "frame of pairs that meet: before, after, rate and its limits, q",
  matrices = "matrices by period name: members by members, how often they meet",
  members = "frame: in how many groups each member is, by period",
  sizes = "frame: how many groups have so many members, by period",
  periods = "frame: each period's years, groups, pairs",
  left_out = "frame: how many rows were left out, and why",
  overview = "frame: composition, strength and trend, geography",
  caveats = "list of what to keep in mind",
  n_rows = "how many rows were read",
  n_groups = "how many groups have a row that counts",
  n_members = "how many members there are",
  provenance = "inputs with fingerprints, options, version",
}


local function pictures_of(r)
  return { { kind = "network", title = "Who goes with whom", graph = r:graph() } }
end


local function places_of(names)
  local place = {}
  for i, name in ipairs(names) do place[name] = i end
  return place
end


local function count_rows(s)
  local opts = s.opts
  local list, n_shown, compared = periods_of(WORD, opts.periods)
  s.compared = compared
  s.tally = native.from_frame(opts.frame, {
    group = opts.group, class = opts.class, year = opts.year,
    separator = opts.separator, level = opts.level, distinct = opts.distinct,
    fractional = opts.weight == "fractional", largest = opts.largest,
    periods = list, shown = n_shown,
  })
  s.facts = native.facts(s.tally)
  s.names = {}
  for i = 1, opts.periods and n_shown or 1 do
    s.names[i] = s.facts.periods[i].name
  end
  s.place = places_of(s.names)
end


local function later_of(s)
  return {
    matrices = function() return matrices_of(s) end,
    members = function() return native.members(s.tally) end,
    sizes = function() return native.sizes(s.tally) end,
    overview = function() return tables.overview(s) end,
  }
end


--- linkage.cooccur{ frame =, group =, class =, ... } -> cooccur result
---   Which classes go together: how often each pair of them meets in a group,
---   such as classes of technology in patents (co-classification), regions
---   of inventors (co-patenting), partners in projects or alliances. One pass
---   over the rows counts all periods.
---   frame      the rows: one for each class of a group, or one for each
---              group with its classes in one cell (see separator)
---   group      the column that says which rows belong together; left out:
---              each row is a group
---   class      the column of what goes together
---   year       a column of years, or of dates whose years count
---   periods    both years inclusive, { { 2000, 2007 }, { 2007, 2014 } }, or
---              with names; two may share a year, which then counts in both.
---              Left out: one period of all rows
---   separator  what stands between several classes in one cell, as ";"
---   level      cuts IPC codes: "section" (H), "class" (H04), "subclass"
---              (H04L), "group" (H04L12, up to the slash); others are left
---              out and counted
---   weight     "full": a pair counts 1 in each group with both. "fractional":
---              it weighs 1 / (n - 1) in a group of n classes, so that a group
---              gives each of its classes 1; exact up to 25 classes, beyond
---              that rounded at the tenth digit
---   distinct   true: a class counts once in a group, however often it is
---              named. false: a pair counts once for each two rows
---   largest    a group with more classes than that raises: 1000
---   caveats    list of texts on the sources, printed with the result
---   null       what chance is: "both", "totals", "none" (nothing is tested)
---   least      groups that each member of a pair must be in to be judged: 1
---   fdr        "BH" or "BY": by which q is found
---
---   A group whose rows are of several years is in each period with the
---   classes of the rows of that period. A class is never paired with itself.
---
---   Gives .pairs (a, b, period, count; pairs that never meet have no row;
---   with fractional weights count is their sum and n_groups how often they
---   meet; expected, z, p, q tell of the groups beside chance, as e:pairs()
---   does, over all pairs of members in a period), .growth (from each period
---   to the next, years that both share left out: period, a, b, n_before,
---   n_after, rate, low, high, change, change_low, change_high, p, q, as
---   e:growth() does), .matrices by period name such as "2000-2007" (up to
---   20000 members; the diagonal is 0), .members, .sizes, .periods, .left_out,
---   .overview.
---   Raises on unknown columns, periods that end before they begin or lie
---   within one another, and groups that are too large.
---   Source of the fractional weights: Perianes-Rodriguez, Waltman and van Eck,
---   Journal of Informetrics 10 (2016), 1178-1195.
---
---   > f = frame{ patent = {1, 1, 2, 2, 2}, ipc = {"A", "B", "A", "B", "C"} }
---   > links = linkage.cooccur{ frame = f, group = "patent", class = "ipc" }
---   > links.pairs:select{ "a", "b", "period", "count", "expected" }
---   frame 3 x 5
---     a  b  period  count  expected
---     A  B  all         2         2
---     A  C  all         1         1
---     B  C  all         1         1
---   > links.matrices["all"]:get("A", "B")
---   2.0
local function make(given)
  local s = { opts = check_options(given) }
  count_rows(s)
  local kept
  function s.counted()
    kept = kept or native.pairs(s.tally)
    return kept
  end
  local record = provenance("linkage.cooccur", s.opts)
  s.synthetic = record.synthetic
  local later, absent = later_of(s), {}
  trust.add(s, later, absent)
  local r = result(WORD, {
    fields = tables.fields(s), later = later, absent = absent,
    methods = methods,
    next = { "pairs", later.growth and "growth" or "matrices", "members",
      "overview" },
    text = function(r, how) return text_of(s, r, how) end,
    provenance = record, pictures = pictures_of,
  })
  states[r] = s
  return r
end


methods.relatedness = verbs.relatedness
methods.rising = trust.rising

return { make = make, methods = methods, fields = fields }
