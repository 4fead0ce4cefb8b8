-- Events, made pleasant: groups with their members, such as patents with
-- their classes, from which linkages are counted.

local core = require "vane.core.events"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local later = require "vane.base.later"

local methods, native = core.methods, core.native

local text = { kind = "string" }


-- ---- making ----

--- f:events{ group = column, class = column, period = column,
---           cluster = column, separator = text } -> events
---   Which members each group has, from a row for each member: a patent and
---   its classes, a project and its partners. Columns hold texts or whole
---   numbers. A member that a group's rows name twice counts once.
---   period   of a group, such as its year
---   cluster  whom a group comes from, such as its applicant, so that
---            resampling can take all of a cluster together
---   separator  what parts several classes in one cell: ";"
---   Period and cluster are those of the group's first row that has one.
---   Rows without a group or class are left out; the events say how many there
---   were.
---
---   > f = frame{ patent = {1, 1, 2, 2}, ipc = {"B", "A", "B", "B"} }
---   > f:events{ group = "patent", class = "ipc" }
---   events 2 groups of 2 members, 3 entries
---     1 row said a group's member once more
---     size  groups
---        1       1
---        2       1
function frames.methods.events(f, given)
  frames.meta.self(f, "events")
  local opts = check("events", given, {
    group = { kind = "string", needed = true },
    class = { kind = "string", needed = true },
    period = text, cluster = text, separator = text,
  })
  if opts.separator then f = f:unfold { [opts.class] = opts.separator } end
  return native.from_frame(f, opts.group, opts.class, opts.period,
    opts.cluster)
end


-- ---- what goes together ----

--- e:pairs{ null = "both", least = 1, fdr = "BH" } -> frame
---   Pairs of members that have groups in common: a, b, count, and how that
---   compares with chance: expected (groups in common), z, p (of at least
---   `count`) and q, the rate of false findings if this and all smaller q
---   are taken for findings. `null` is what chance leaves as it is:
---   "both"    each member's number of groups and each group's number of
---             members, in expectation: a group with many members joins any
---             two of them sooner. p is exact (Poisson-binomial). Where
---             groups are small, expected is too large and p too careful,
---             since a group on average has more pairs than its size makes
---   "sizes"   the same, but each group keeps its number of members: expected
---             is what e:shuffled() gives, but for a few hundredths
---   "totals"  each member's number of groups only; p is Fisher's test, which
---             finds links where there are groups with many members
---   q is over all pairs of members that are in `least` groups or more, also
---   those that never meet, the frame says how many; na for others.
---   `fdr` is "BH" (Benjamini and Hochberg 1995) or "BY" (Benjamini and
---   Yekutieli 2001), which holds however pairs depend on each other.
---   Source: as e:chances(); p by Lugannani and Rice 1980, integrated; pairs
---   in groups of fixed size by Hajek 1964.
---
---   > f = frame{ patent = {1, 1, 2, 2, 3}, ipc = {"A", "B", "A", "B", "C"} }
---   > e = f:events{ group = "patent", class = "ipc" }
---   > e:pairs{ null = "totals" }
---   frame 1 x 7   null totals, q by BH over 3 pairs
---     a  b  count  expected      z       p  q
---     A  B      2     1.333  1.414  0.3333  1
function methods.pairs(e, given)
  core.meta.self(e, "pairs")
  local opts = check("pairs", given, {
    null = { one_of = { "both", "totals", "sizes" }, default = "both" },
    least = { kind = "number", default = 1 },
    fdr = { one_of = { "BH", "BY" }, default = "BH" },
  })
  return native.pairs(e, opts.null, opts.fdr, opts.least)
end


-- ---- growth ----

-- The places of the first and last of the events' periods that lie within
-- { from, to }, compared as numbers where they are.
local function span_of(e, name, given)
  if #given ~= 2 then
    fail("growth: '%s' should be { first, last } of its periods, as in "
      .. "{ 2000, 2006 }", name)
  end
  local numbers = tonumber(given[1]) and tonumber(given[2])
  local from = numbers and tonumber(given[1]) or tostring(given[1])
  local to = numbers and tonumber(given[2]) or tostring(given[2])
  local first, last
  for i, period in ipairs(e.periods) do
    local at = numbers and tonumber(period) or not numbers and period
    if at and at >= from and at <= to then first, last = first or i, i end
  end
  if not first then
    fail("growth: '%s', from %s to %s, holds none of the events' periods",
      name, given[1], given[2])
  end
  return first, last
end


--- e:growth{ before = {from, to}, after = {from, to}, least = 1,
---           fdr = "BH", replicates = 999, seed = 1 } -> frame
---   Which pairs of members go together more often after than before, beside
---   all groups. The events need periods; the two spans of them, both ends
---   inside, may not share any. For each pair that meets in either:
---   n_before, n_after   groups that have both
---   rate, low, high     its share of all groups after, over that before, and
---                       limits of 95 %; rate is na where there was none
---                       before, high where there is no limit
---   change, change_low, change_high   after less before, in groups of 1000
---   p                   of a rate so far from 1, on both sides; below 0.05
---                       just when 1 is outside low to high
---   q                   the rate of false findings, over all pairs of members
---                       that are in `least` groups or more; na for others
---   Given all its groups, those after are binomial: p and limits are exact.
---   Where the events name clusters (applicants), whose groups say the same
---   thing again, clusters are drawn anew `replicates` times, and limits
---   become as wide as theirs; p is that of a draw in which a cluster's groups
---   of one period fall together; `clusters` says how many have the pair.
---   Source: Przyborowski and Wilenski 1940; Clopper and Pearson 1934; Zou
---   and Donner 2008; Hanley and MacGibbon 2006.
---
---   > f = frame{ p = {1,1,2,2}, c = {"A","B","A","B"}, y = {1,1,2,2} }
---   > e = f:events{ group = "p", class = "c", period = "y" }
---   > g = e:growth{ before = {1, 1}, after = {2, 2} }
---   > g:select{ "a", "b", "n_before", "n_after", "rate", "low", "high", "p" }
---   frame 1 x 8
---     a  b  n_before  n_after  rate      low  high  p
---     A  B         1        1     1  0.01274  78.5  1
function methods.growth(e, given)
  core.meta.self(e, "growth")
  local opts = check("growth", given, {
    before = { kind = "table", needed = true },
    after = { kind = "table", needed = true },
    least = { kind = "number", default = 1 },
    fdr = { one_of = { "BH", "BY" }, default = "BH" },
    replicates = { kind = "integer", default = 999 },
    seed = { kind = "integer", default = 1 },
  })
  if not e.periods then
    fail("growth: the events have no periods; make them with "
      .. "f:events{ ..., period = column }")
  end
  local a, b = span_of(e, "before", opts.before)
  local c, d = span_of(e, "after", opts.after)
  if a <= d and c <= b then
    fail("growth: 'before' and 'after' share periods; leave those out of "
      .. "either")
  end
  return native.growth(e, a, b, c, d, opts.least, opts.fdr, opts.replicates,
    opts.seed)
end


-- ---- events that could have been ----

local seed = { kind = "integer", default = 1 }


--- e:shuffled{ seed = 1, within = "period" } -> events
---   The events as chance could have made them: each member in as many groups
---   as it was, each group with as many members as it had, otherwise any such
---   events as likely as any other. With `within` groups of one period only
---   deal their members out anew, so that totals are kept in each period.
---   Source: Strona et al. 2014 (Curveball); Carstens et al. 2018.
---
---   > f = frame{ patent = {1, 1, 2, 2}, ipc = {"A", "B", "C", "D"} }
---   > e = f:events{ group = "patent", class = "ipc" }
---   > e:shuffled():totals() == e:totals()
---   true
function methods.shuffled(e, given)
  core.meta.self(e, "shuffled")
  local opts = check("shuffled", given,
    { seed = seed, within = { one_of = { "period" } } })
  if opts.within and not e.periods then
    fail("shuffled: within = \"period\" needs events with periods; make "
      .. "them with f:events{ ..., period = column }")
  end
  return native.shuffled(e, opts.within ~= nil, opts.seed)
end


--- e:resampled{ seed = 1 } -> events
--- e:resampled{ seed = 1, beside = events } -> events, events
---   The events as another sample could have had them: groups drawn with
---   replacement, as many as there are; all of a cluster together, as many
---   clusters as there are, when the events name clusters. `beside` are those
---   of another period: clusters that both name are drawn for both together,
---   groups without a cluster in each for themselves.
---   Source: Efron and Tibshirani 1993.
---
---   > f = frame{ patent = {1, 1, 2, 2}, ipc = {"A", "B", "C", "D"} }
---   > e = f:events{ group = "patent", class = "ipc" }
---   > e:resampled().n_groups
---   2
function methods.resampled(e, given)
  core.meta.self(e, "resampled")
  local opts = check("resampled", given, { seed = seed,
    beside = { kind = "events" } })
  if opts.beside then
    return native.resampled_both(e, opts.beside, opts.seed)
  end
  return native.resampled(e, opts.seed)
end


-- ---- printing ----

-- What was done to the rows, a line each.
local function add_notes(lines, e)
  local function note(n, one, many)
    if n > 0 then lines[#lines + 1] = "  " .. counted(n, one, many) end
  end
  note(e.n_clusters, "cluster", "clusters")
  note(e.n_left_out, "row left out for want of a group or member",
    "rows left out for want of a group or member")
  note(e.n_repeated, "row said a group's member once more",
    "rows said a group's member once more")
  note(e.n_divided, "group named more than one period or cluster; its first counts",
    "groups named more than one period or cluster; their first counts")
end


local function text_of(e, opts)
  local lines = { ("events %s of %s, %s"):format(
    counted(e.n_groups, "group"),
    counted(e.n_members, "member"),
    counted(e.n_entries, "entry", "entries")) }
  if e.source then lines[1] = lines[1] .. "   " .. e.source end
  add_notes(lines, e)
  if e.n_groups > 0 then lines[#lines + 1] = grid.frame(e:sizes(), opts) end
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(e) return text_of(e) end

if not methods.graph then later.verb(methods, "graph", "vane.data.graph") end

return core
