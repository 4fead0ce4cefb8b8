-- What can be asked of counted linkages: strong ties, relatedness, the network,
-- rising ties.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local kept = require "vane.base.kept"
local native = require "vane.core.cooccur"
local relate = require "vane.study.cooccur.relate"
local words = require "vane.data.condition".words

local at_least, below = words.at_least, words.below

local text = { kind = "string" }
local threshold = { kind = "number", least = 0 }
local how_many = { kind = "integer", least = 0 }


local state_of, keep = kept("linkage.cooccur", "{ ... }")


local function check_period(s, verb, period)
  if not s.place[period] then
    fail("%s: there is no period %q; there are %s", verb, period,
      table.concat(s.names, ", "))
  end
  return period
end


-- The pairs of a period, the last one when none is named, as counted.
local function pairs_in(s, verb, period)
  period = check_period(s, verb, period or s.names[#s.names])
  return s.counted():where { period = period }, period
end


-- The rows with the `top` greatest values, and those that equal the last.
local function strongest(f, column, top)
  local sorted = f:sort("-" .. column)
  if not top or top >= f.n_rows then return sorted end
  if top == 0 then return sorted:head(0) end
  local last = sorted:get(top, column)
  if base.is_na(last) then return sorted end
  return sorted:where(function(row) return row[column] >= last end)
end


--- links:strong{ at_least =, period =, top = } -> frame
---   Strong ties: the pairs that meet in at least so many groups, the
---   strongest first. The methodological report takes 3000 patents, for all
---   patents of the European Patent Office; smaller sets need less.
---   at_least  the threshold; 1 when left out
---   period    the name of a period; all of them when left out
---   top       only the strongest, and those that equal the last of these
---
---   > patents, classes = {1, 1, 2, 2, 3, 3}, {"A", "B", "A", "B", "A", "C"}
---   > f = frame{ patent = patents, ipc = classes }
---   > links = linkage.cooccur{ frame = f, group = "patent", class = "ipc" }
---   > links:strong{ at_least = 2 }
---   frame 1 x 4
---     a  b  period  count
---     A  B  all         2
local function strong(r, given)
  local s = state_of(r, "strong")
  local opts = check("strong", given, { at_least = threshold, period = text,
    top = how_many })
  local f = opts.period and pairs_in(s, "strong", opts.period) or s.counted()
  if opts.at_least then f = f:where { count = at_least(opts.at_least) } end
  return strongest(f, "count", opts.top)
end


--- links:relatedness{ method = "association", totals =, period =, top = }
---   -> frame
---   How closely members go together, for how often each is met: the pairs
---   with a column `relatedness`, the closest first. Of c meetings of members
---   with totals a and b, n in all:
---   "association"  c n / (a b): 1 is what chance gives, 2 twice as often
---   "probability"  the same where nothing meets itself: c over
---                  n / 2 (a / n b / (n - a) + b / n a / (n - b))
---   "cosine"       c / sqrt(a b)
---   "jaccard"      c / (a + b - c)
---   "inclusion"    c / min(a, b)
---   "conditional"  c / max(a, b), the lesser of the two conditional shares
---   totals  "groups": in how many groups a member is, n all groups; "sums":
---           how often it meets others, n the sum of these, as VOSviewer
---           does. Left out: groups where pairs count once in a group, sums
---           with fractional weights
---   period  the name of a period; all of them when left out
---   top     only the closest, and those that equal the last of these
---   A pair seen once can be as close as can be; links:strong{} tells counts.
---   Source: van Eck and Waltman, Journal of the American Society for
---   Information Science and Technology 60 (2009), 1635-1651; "conditional":
---   Hidalgo, Klinger, Barabasi and Hausmann, Science 317 (2007), 482-487.
---
---   > patents, classes = {1, 1, 2, 2, 3, 3}, {"A", "B", "A", "B", "A", "C"}
---   > f = frame{ patent = patents, ipc = classes }
---   > links = linkage.cooccur{ frame = f, group = "patent", class = "ipc" }
---   > links:relatedness{ method = "jaccard" }
---   frame 2 x 5
---     a  b  period  count  relatedness
---     A  B  all         2       0.6667
---     A  C  all         1       0.3333
local function relatedness(r, given)
  local s = state_of(r, "relatedness")
  local opts = check("relatedness", given, { method = relate.options.method,
    totals = relate.options.totals, period = text, top = how_many })
  local f = relate.pairs(s, "relatedness", opts.method, opts.totals)
  if opts.period then
    f = f:where { period = check_period(s, "relatedness", opts.period) }
  end
  return strongest(f, "relatedness", opts.top)
end


--- links:graph{ period =, at_least =, top =, weight = "count" } -> graph
---   The network of one period: members joined by how often they meet.
---   Members that are in no group of the period are left out; those whose
---   every tie is too weak stay, without ties.
---   period    the name of a period; the last when left out
---   at_least  only ties of at least that count
---   top       only the strongest, and those that equal the last of these
---   weight    what edges weigh: the "count", or a method of
---             links:relatedness{}, such as "association", with its `totals`
---
---   > patents, classes = {1, 1, 2, 2, 3, 3}, {"A", "B", "A", "B", "A", "C"}
---   > f = frame{ patent = patents, ipc = classes }
---   > links = linkage.cooccur{ frame = f, group = "patent", class = "ipc" }
---   > links:graph{ at_least = 2 }
---   graph 3 nodes, 1 edge  undirected
---     from  to  weight
---     A     B        2
local function graph(r, given)
  local s = state_of(r, "graph")
  local opts = check("graph", given, { period = text, at_least = threshold,
    top = how_many, weight = { one_of = { "count", table.unpack(relate.measures) },
      default = "count" }, totals = relate.options.totals })
  local f, period = pairs_in(s, "graph", opts.period)
  local weight = "count"
  if opts.weight ~= "count" then
    weight = "relatedness"
    f = relate.pairs(s, "graph", opts.weight, opts.totals)
      :where { period = period }
  end
  if opts.at_least then f = f:where { count = at_least(opts.at_least) } end
  local present = native.members(s.tally):where { period = period }
  return strongest(f, weight, opts.top):graph { from = "a", to = "b",
    weight = weight, nodes = present:column "member" }
end


--- links:rising{ q = 0.05, top = n } -> frame
---   Rising ties: the rows of .growth that hold against chance, whose q is
---   below `q` and whose rate is above 1 also at its lower limit; those that
---   rise most for certain first, by that limit.
---   q    the rate of false findings that is borne, 0.05 when left out
---   top  only the first so many
---   Raises when there is no growth, for want of two periods.
---
---   > years, ipc = {}, {}
---   > for i = 1, 40 do years[i], ipc[i] = i // 21, i < 21 and "A" or "A;B" end
---   > f = frame{ ipc = ipc, year = years }
---   > opts = { frame = f, class = "ipc", separator = ";", year = "year" }
---   > opts.periods = { { 0, 0 }, { 1, 1 } }
---   > linkage.cooccur(opts):rising():get(1, "n_after")
---   20
local function rising(r, given)
  state_of(r, "rising")
  local opts = check("rising", given, { top = how_many,
    q = { kind = "number", default = 0.05, least = 0, most = 1 } })
  local f = r.growth:where { q = below(opts.q) }
    :where(function(row) return row.low > 1 end):sort "-low"
  return opts.top and f:head(opts.top) or f
end


return { keep = keep, strong = strong, relatedness = relatedness,
  graph = graph, rising = rising }
