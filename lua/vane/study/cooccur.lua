-- Co-occurrence: which classes go together in the same patents, projects or
-- alliances, period by period, counted in one pass over the rows.

local native = require "vane.core.cooccur"
local fail = require "vane.base.fail"
local matrices = require "vane.study.matrices"
local read = require "vane.study.cooccur.read"
local result = require "vane.base.result"
local tables = require "vane.study.cooccur.tables"
local text_of = require "vane.study.cooccur.text"
local trust = require "vane.study.cooccur.trust"
local verbs = require "vane.study.cooccur.verbs"

local WORD = "cooccur"
local MOST_MEMBERS = 20000  -- of a matrix


-- ---- matrices ----

local function check_members(s)
  local n = s.facts.n_members
  if n > MOST_MEMBERS then
    fail("%s: %d members are too many for a matrix of each by each (%d are "
      .. "possible); .pairs lists those that meet", WORD, n, MOST_MEMBERS)
  end
end


-- By period name, in order of first year.
local function matrices_of(s)
  check_members(s)
  local n = s.facts.n_members
  return matrices(WORD, s.names, ("%d by %d members"):format(n, n),
    function(i) return native.matrix(s.tally, i) end)
end


-- ---- the result ----

local methods = {
  strong = verbs.strong, relatedness = verbs.relatedness,
  graph = verbs.graph, rising = verbs.rising, pictures = result.pictures,
}

local fields = {
  pairs = "frame of pairs that meet: a, b, period, count, expected, z, p, q",
  growth = "frame of pairs that meet: before, after, rate and its limits, q",
  matrices = "matrices by period name: members by members, how often they meet",
  members = "frame: in how many groups each member is, by period",
  sizes = "frame: how many groups have so many members, by period",
  periods = "frame: each period's years, groups, pairs",
  years = "frame: how many rows each year has",
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


local function later_of(s)
  return {
    matrices = function() return matrices_of(s) end,
    members = function() return native.members(s.tally) end,
    sizes = function() return native.sizes(s.tally) end,
    years = function() return tables.years(s) end,
  }
end


--- linkage.cooccur{ file = or frame =, group =, class =, ... }
---   -> cooccur result
---   Which classes go together: how often each pair of them meets in a group,
---   such as classes of technology in patents (co-classification), regions
---   of inventors (co-patenting), partners in projects or alliances. One pass
---   over the rows counts all periods.
---   frame      the rows: one for each class of a group, or one for each
---              group with its classes in one cell (see separator)
---   file       instead of it a table of text, as frame.read takes it. It is
---              read row by row and not kept, so that it may be larger than
---              memory; when the rows of a group do not stand together, which
---              the result says, small numbers are kept for each row (16
---              bytes), and what was read before that is read again.
---              na, delim, encoding are those of frame.read
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
---   where      which rows count, in the words of f:where, as in
---              { office = "EP", year = at_least(2000) }; cells of a file are
---              compared as numbers with numbers, with texts byte by byte
---   weight     "full": a pair counts 1 in each group with both. "fractional":
---              it weighs 1 / (n - 1) in a group of n classes, so that a group
---              gives each of its classes 1; exact up to 25 classes, beyond
---              that rounded at the tenth digit
---   distinct   true: a class counts once in a group, however often it is
---              named. false: a pair counts once for each two rows
---   largest    a group with more classes than that raises: 1000
---   caveats    list of texts on the sources, printed with the result
---   null       what chance is: "both", "sizes", "totals" as in e:pairs(), or
---              "none": nothing is tested. Where groups are small "sizes" is
---              nearer to shuffled groups and finds more, "both" is the more
---              careful; the result says so where they differ by a tenth
---   least      groups that each member of a pair must be in to be judged: 1
---   fdr        "BH" or "BY": by which q is found
---   cluster    a column of whom groups come from (applicants): growth then
---              holds when these are drawn anew, `replicates` (999) times; a
---              file is then read again, once for each half million meetings
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
---   20000 members; the diagonal is 0), .members, .sizes, .periods, .years,
---   .left_out, .overview. A last year of fewer than 0.75 of the rows of the
---   year before is said to be perhaps incomplete.
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
  local s, kept = read(given), nil
  function s.counted()
    kept = kept or native.pairs(s.tally)
    return kept
  end
  local later, absent = later_of(s), {}
  trust.add(s, later, absent)
  local r
  function later.overview()
    return tables.overview(s, later.growth and r.growth)
  end
  r = result(WORD, {
    fields = tables.fields(s), later = later, absent = absent,
    methods = methods,
    next = { "pairs", later.growth and "growth" or "matrices", "members",
      "overview" },
    text = function(_, how) return text_of(s, r, how) end,
    provenance = s.provenance, pictures = pictures_of,
  })
  return verbs.keep(r, s)
end


return { make = make, methods = methods, fields = fields }
