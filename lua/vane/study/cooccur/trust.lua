-- How sure a count of linkages is: pairs beside chance, growth between
-- periods, rising ties.

local counts = require "vane.core.cooccur"
local condition = require "vane.data.condition"
local native = require "vane.core.tally_test"
local told = require "vane.data.told"

local MANY_GROUPS = 100  -- fewer say little of any chance
local NOTABLE = 0.1      -- that expected is larger, of itself

local trust = {}

trust.options = {
  null = { one_of = { "both", "sizes", "totals", "none" }, default = "both" },
  least = { kind = "number", default = 1 },
  fdr = { one_of = { "BH", "BY" }, default = "BH" },
  cluster = { kind = "string" },
  replicates = { kind = "integer", default = 999, least = 1, most = 1000000 },
  seed = { kind = "integer", default = 1 },
}

local RATES = { BH = "Benjamini and Hochberg",
  BY = "Benjamini and Yekutieli" }


-- Rows that meet twice in a group are no groups, so nothing is tested.
local function is_tested(s)
  return s.opts.null ~= "none" and s.opts.distinct
end


-- ---- pairs ----

function trust.pairs(s)
  local opts = s.opts
  if not is_tested(s) then return s.counted() end
  return native.pairs(s.tally, opts.null, opts.fdr, opts.least)
end


-- ---- growth ----

-- The comparisons of neighbours in which both have groups.
local function comparable(s)
  local list = {}
  for i, pair in ipairs(s.compared) do
    local before, after = s.facts.periods[pair.before], s.facts.periods[pair.after]
    if before.n_groups > 0 and after.n_groups > 0 then
      list[#list + 1] = { before = pair.before, after = pair.after,
        named = s.names[i + 1] }
    end
  end
  return list
end


-- Why there is no growth, or nil.
local function why_none(s)
  if #s.compared == 0 then
    return "it needs two periods, as in periods = { { 2000, 2007 }, "
      .. "{ 2007, 2014 } }"
  end
  if not s.opts.distinct then
    return "it compares groups, and distinct = false counts rows"
  end
  if #comparable(s) == 0 then
    return "one of each two periods has no groups"
  end
end


-- What clusters are drawn from: the rows that were counted, read once more, and
-- which of a file these are.
local function rows_of(opts)
  if not opts.cluster then return nil end
  if opts.frame then return opts.where and opts.frame:where(opts.where) or opts.frame end
  return opts.file, condition.parts("cooccur", opts.where or {})
end


local function compare(s, c)
  local opts = s.opts
  return native.growth(s.tally, {
    before = c.before, after = c.after, named = c.named, fdr = opts.fdr, least = opts.least,
    group = opts.group, class = opts.class, year = opts.year, cluster = opts.cluster,
    separator = opts.separator, level = opts.level, replicates = opts.replicates,
    seed = opts.seed, na = told.words(opts.na), delim = opts.delim, encoding = opts.encoding,
  }, rows_of(opts))
end


local function growth(s)
  local whole
  for _, c in ipairs(comparable(s)) do
    local f = compare(s, c)
    whole = whole and whole:append(f) or f
  end
  return whole
end


-- Adds what a result works out when it is asked, or why it cannot.
function trust.add(s, later, absent)
  local none = why_none(s)
  later.pairs = function() return trust.pairs(s) end
  if none then absent.growth = none
  else later.growth = function() return growth(s) end end
end


-- ---- what is said ----

local function family_of(s)
  local parts = {}
  for i, name in ipairs(s.names) do
    local n = native.family(s.tally, i, s.opts.least)
    parts[i] = #s.names > 1 and ("%d in %s"):format(n, name) or tostring(n)
  end
  return table.concat(parts, ", ")
end


local CHANCE = {
  both = "expected keeps in how many groups a member is, and how many members a "
    .. "group has, both on average",
  sizes = "expected keeps in how many groups a member is, on average, and how "
    .. "many members a group has",
  totals = "expected keeps in how many groups a member is, but not how many "
    .. "members a group has: groups of many make independent ones look linked",
}


-- Sentences about the tests, to be printed with the counts.
-- How much larger "both" makes the expected pairs than groups of just their
-- sizes would: a group of n members on average has n^2 / 2 of them, not
-- n (n - 1) / 2, but for chances near 1, which make it a little less.
local function excess_of_both(s)
  local f, average, fixed = counts.sizes(s.tally), 0, 0
  local n_groups = f:column "n_groups"
  for i, size in ipairs(f:column "size") do
    average = average + n_groups[i] * size ^ 2
    fixed = fixed + n_groups[i] * size * (size - 1)
  end
  return fixed > 0 and average / fixed - 1 or 0
end


local function sentence_on_small(s, say)
  if s.opts.null ~= "both" or s.facts.n_groups < MANY_GROUPS then return end
  local more = excess_of_both(s)
  if more < NOTABLE then return end
  say("groups are small, so expected is up to %.0f %% larger and p more careful "
    .. "than with each group's own size: null = \"sizes\"", 100 * more)
end


function trust.sentences(s, say)
  local opts = s.opts
  if opts.cluster and #s.compared > 0 then
    say("growth: limits and p hold when all of a \"%s\" is drawn anew together "
      .. "(%d times, seed %d)", opts.cluster, opts.replicates, opts.seed)
  end
  if not is_tested(s) then return end
  say("q is over all pairs of members%s, also those that never meet: %s (%s)",
    opts.least > 1 and (" in %g groups or more"):format(opts.least) or "",
    family_of(s), RATES[opts.fdr])
  say(CHANCE[opts.null])
  sentence_on_small(s, say)
end


return trust
