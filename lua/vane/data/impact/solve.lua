-- Which scenarios of a cross-impact matrix hold together.

local core = require "vane.core.impact"
local search = require "vane.core.consistent"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local note = require "vane.base.note"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local rules = require "vane.data.impact.rules"
require "vane.data.impact.select"

local methods, self = core.methods, core.meta.self

local MOST = 1000000  -- scenarios listed unless a limit is said
local FEW = 4         -- that stand side by side
local MOST_MEMORY = 1 << 24  -- MiB

local CONTRADICT = "'force', 'forbid' and 'imply' contradict each other: no "
  .. "scenario keeps to all of them"

local threshold = { kind = "number", default = 0, least = 0, below = math.huge }


-- Scenarios whose list fits into half of the memory, which is theirs: variants
-- six times over while they are put together, then a frame, and one sorted.
local function fitting(x, opts)
  return opts.memory * (1 << 19) // (14 * x.n_descriptors + 300)
end


-- How many may be found and listed; 0: any number, of which the best are kept.
local function limit_of(x, opts)
  if opts.top then return opts.limit or 0 end
  return math.min(opts.limit or MOST, fitting(x, opts))
end


local function most_of(x, opts)
  return opts.top and math.min(opts.top, fitting(x, opts))
end


local function check_memory(word, opts)
  if opts.memory > MOST_MEMORY then
    fail("%s: option 'memory' is in MiB, at most %d, found %d", word,
      MOST_MEMORY, opts.memory)
  end
end


-- The options of a search, `own` beside those that all searches have, and what
-- its rules leave: the domains of descriptors and the pairs that are forbidden.
local function asked(word, x, given, own)
  own.limit = { kind = "integer", least = 1 }
  own.time = { kind = "number", above = 0, below = math.huge }
  own.memory = { kind = "integer", default = 1024, least = 1 }
  for name, field in pairs(rules.options) do own[name] = field end
  local opts = check(word, given, own)
  check_memory(word, opts)
  return opts, rules.of(x, opts)
end


-- ---- printing ----

local function headline(r, what)
  local n, listed = tostring(r.count), tostring(r.scenarios.n_rows)
  local line = ("%s %s"):format(n, n == "1" and what or what .. "s")
  if r.complete and listed ~= n then line = listed .. " of " .. line end
  if not r.complete then
    line = "at least " .. line .. " (the search was cut short: incomplete)"
  end
  return line
end


-- Few scenarios stand side by side, a line for each descriptor.
local function side_by_side(f)
  local headers, columns = { "" }, { f.names }
  for i = 1, f.n_rows do
    headers[i + 1], columns[i + 1] = tostring(i), {}
    for k, name in ipairs(f.names) do
      local value = f:get(i, name)
      columns[i + 1][k] = type(value) == "number" and ("%g"):format(value)
        or tostring(value)
    end
  end
  return headers, columns
end


local function table_of(f, opts)
  if f.n_rows > FEW then return grid.frame(f, opts) end
  local headers, columns = side_by_side(f)
  return grid.columns(headers, columns, opts)
end


local function text_of(what, source, contradict)
  return function(r, opts)
    local lines = { headline(r, what) }
    if source then lines[1] = lines[1] .. "   " .. source end
    if r.threshold > 0 then
      lines[2] = ("  within inconsistency %g"):format(r.threshold)
    end
    if r.count == 0 and r.complete then
      lines[#lines + 1] = contradict and "  none: " .. CONTRADICT
        or "  none: no scenario keeps to all the judgements; "
        .. "x:least_inconsistent{} finds the nearest"
    elseif r.scenarios.n_rows > 0 then
      lines[#lines + 1] = table_of(r.scenarios, opts)
    end
    return table.concat(lines, "\n")
  end
end


-- Rules that contradict each other leave nothing, which is no finding.
local function contradict(x, word, count, domains, forbidden)
  local empty = count == 0 and rules.contradict(x, domains, forbidden)
  if empty then note(word .. ": " .. CONTRADICT) end
  return empty
end


local function give(word, what, x, opts, scenarios, count, complete, empty)
  local function select(_, wanted) return x:select(scenarios, wanted) end
  return result(word, {
    methods = { select = select, pictures = result.pictures },
    fields = { scenarios = scenarios, count = count, complete = complete,
      threshold = opts.threshold },
    text = text_of(what, x.source, empty),
    next = { "scenarios" },
    provenance = provenance(word, { impact = x:matrix(),
      threshold = opts.threshold, limit = opts.limit, time = opts.time }),
    pictures = function(r)
      return { { kind = "scenarios", title = headline(r, what), frame = r.scenarios } }
    end,
  })
end


-- ---- searching ----

--- x:consistent{ threshold = 0, force = choice, forbid = list, imply = list,
---               top = k, limit = 1000000, time = seconds, memory = 1024 }
---   -> result
---   Every scenario in which each descriptor has the variant that the others
---   promote most (ties count), exactly, whatever the number of
---   configurations. `threshold` also takes scenarios in which a descriptor
---   is that far behind its best variant at most. `force` fixes descriptors:
---   { Trade = "free" } or { Trade = {"free", "mixed"} }; `forbid` lists pairs
---   that never stand together: { { Trade = "free", Growth = "low" } };
---   `imply` lists what follows from what:
---   { { { Trade = "free" }, { Growth = "high" } } }.
---   `top` lists only the k scenarios with the highest total impact scores; all
---   are looked for and counted none the less. Stops when `limit` scenarios
---   were found, after `time` seconds, or when the list would take more than
---   half of `memory` (MiB); the other half is for the search itself, which is
---   slower with less and raises when it is too little.
---   .count       how many there are (a text of digits beyond 2^63 - 1)
---   .complete    false when the search was cut short
---   .scenarios   frame: each descriptor's variant; inconsistency (how far the
---                worst descriptor is behind its best variant), consistency
---                (the smallest lead before the best rival), total_impact
---                (sum of the scores); the highest total first
---   Judgements are summed exactly: as whole numbers on the scale that makes
---   all of them whole.
---   Raises on names that are not there. Rules that contradict each other
---   leave no scenario, which is said.
---   Source: Weimer-Jehle 2006; search by bounds on all descriptors.
---
---   > t, g = { "Trade", "free", "closed" }, { "Growth", "high", "low" }
---   > both = { { "Trade|free", "Growth|high", 2 } }
---   > both[2] = { "Growth|high", "Trade|free", 1 }
---   > x = impact{ t, g, judgements = both }
---   > x:consistent{}.count
---   2
---   > x:consistent{ force = { Trade = "free" } }.scenarios:get(1, "Growth")
---   high
function methods.consistent(x, given)
  self(x, "consistent")
  local opts, domains, forbidden = asked("consistent", x, given, {
    threshold = threshold, top = { kind = "integer", least = 1 } })
  local scenarios, count, complete = search.find(x, opts.threshold, domains,
    forbidden, limit_of(x, opts), opts.time or 0, true, 0, most_of(x, opts),
    opts.memory)
  if complete and not opts.top then
    scenarios = scenarios:sort "-total_impact"
  end
  return give("consistent", "consistent scenario", x, opts, scenarios, count,
    complete, contradict(x, "consistent", count, domains, forbidden))
end


--- x:count{ threshold = 0, force = , forbid = , imply = , limit = , time = ,
---          memory = 1024 } -> count, complete
---   How many scenarios are consistent, without listing them, and whether the
---   count is complete: false when `limit` of an island was reached or `time`
---   (seconds) ran out, and then there are at least so many. Without these a
---   large model may be counted for hours; Ctrl-C ends it, and everything else
---   stays as it was. Options as in x:consistent. Islands of descriptors that
---   do not touch are counted apart and multiplied, so that a count may be a
---   long text of digits.
---
---   > impact{ { "A", "yes", "no" }, { "B", "yes", "no" } }:count{}
---   4
---   true
function methods.count(x, given)
  self(x, "count")
  local opts, domains, forbidden = asked("count", x, given, { threshold = threshold })
  local _, count, complete = search.find(x, opts.threshold, domains, forbidden,
    opts.limit or 0, opts.time or 0, false, 0, 0, opts.memory)
  contradict(x, "count", count, domains, forbidden)
  return count, complete
end


--- x:least_inconsistent{ k = 1, force = , forbid = , imply = , limit = ,
---                       time = , memory = 1024 } -> result
---   The k scenarios with the smallest inconsistency, with proof that no other
---   has a smaller one; where inconsistency ties, the highest total impact
---   comes first. What to look at when no scenario is consistent. Options and
---   fields as in x:consistent; `threshold` is the largest inconsistency
---   listed, `count` says how many scenarios are within it.
---
---   > a, b, c = { "A", "x", "y" }, { "B", "x", "y" }, {}
---   > c[1], c[2] = { "A|x", "B|x", 2 }, { "A|y", "B|y", 2 }
---   > c[3], c[4] = { "B|x", "A|y", 1 }, { "B|y", "A|x", 3 }
---   > x = impact{ a, b, judgements = c }
---   > x:consistent{}.count
---   0
---   > x:least_inconsistent{}.scenarios:get(1, "inconsistency")
---   1.0
function methods.least_inconsistent(x, given)
  self(x, "least_inconsistent")
  local opts, domains, forbidden = asked("least_inconsistent", x, given, {
    k = { kind = "integer", default = 1, least = 1 } })
  local scenarios, count, complete = search.least(x, opts.k, domains,
    forbidden, limit_of(x, opts), opts.time or 0, true, 0, 0, opts.memory)
  scenarios = scenarios:sort("inconsistency", "-total_impact"):head(opts.k)
  opts.threshold = scenarios.n_rows > 0
    and scenarios:get(scenarios.n_rows, "inconsistency") or 0
  return give("least_inconsistent", "least inconsistent scenario", x, opts,
    scenarios, count, complete,
    contradict(x, "least_inconsistent", count, domains, forbidden))
end
