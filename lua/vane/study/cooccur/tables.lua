-- The small tables of a count of linkages: periods, what was left out,
-- overview, caveats.

local condition = require "vane.data.condition".words
local native = require "vane.core.cooccur"
local lines = require "vane.study.lines"
local rows_of = require "vane.study.rows"
local trust = require "vane.study.cooccur.trust"
local typed = require "vane.study.typed"

local above, below = condition.above, condition.below

local tables = {}


local function percent(part, whole)
  return whole > 0 and ("%.1f %%"):format(100 * part / whole) or "none"
end


-- ---- periods ----

local function periods(s)
  local names, from, to, n_groups, n_pairs = {}, {}, {}, {}, {}
  for i, name in ipairs(s.names) do
    local period = s.facts.periods[i]
    names[i], n_groups[i], n_pairs[i] = name, period.n_groups, period.n_pairs
    from[i], to[i] = period.from, period.to
  end
  local columns = { { "period", names }, { "n_groups", n_groups },
    { "n_pairs", n_pairs } }
  if #from > 0 then
    table.insert(columns, 2, { "from", from })
    table.insert(columns, 3, { "to", to })
  end
  return typed(columns, {}, s.facts.source)
end


-- ---- years ----

local PERHAPS_NOT_ALL = 0.75  -- of the rows of the year before


function tables.years(s)
  return typed({ { "year", s.facts.years }, { "n_rows", s.facts.year_rows } },
    { year = "integer", n_rows = "integer" }, s.facts.source)
end


-- Patents, deals and projects come into a table late: a last year of fewer
-- rows than the one before is perhaps not complete.
local function last_year(s, say)
  local years, rows = s.facts.years, s.facts.year_rows
  local n = #years
  if n < 3 or rows[n] >= PERHAPS_NOT_ALL * rows[n - 1] then return end
  say("%d has %s, %d had %d: perhaps it is not complete yet", years[n],
    lines.counted(rows[n], "row"), years[n - 1], rows[n - 1])
end


-- ---- what was left out ----

local REASONS = {
  { "elsewhere", "that 'where' leaves out" },
  { "no_group", "without a group" },
  { "no_class", "without a class" },
  { "no_year", "without a year" },
  { "bad_year", "whose year is none", "year_example" },
  { "outside", "outside the periods" },
}


-- A list of { n =, why = } of rows that do not count.
local function reasons(s)
  local list, left_out = {}, s.facts.left_out
  for _, reason in ipairs(REASONS) do
    local n, example = left_out[reason[1]], left_out[reason[3]]
    local why = reason[2] .. (example and (", as %q"):format(example) or "")
    if n > 0 then list[#list + 1] = { n = n, why = why } end
  end
  return list
end


-- ---- overview ----

-- The strongest pair of a period, or nil.
local function strongest(s, period)
  local f = s.counted():where { period = period }
  return f.n_rows > 0 and f:sort "-count":row(1) or nil
end


local function composition(s)
  local n, last = s.facts.n_members, s.names[#s.names]
  local possible, period = n * (n - 1) // 2, s.facts.periods[#s.names]
  return ("%d members in %d groups; %s: %d of %d pairs meet (%s)"):format(n,
    s.facts.n_groups, last, period.n_pairs, possible,
    percent(period.n_pairs, possible))
end


-- How the strongest pair of the last period stood in the one before.
local function strongest_of(s)
  local last, before = s.names[#s.names], s.names[#s.names - 1]
  local best = strongest(s, last)
  if not best then return ("no pair meets in %s"):format(last) end
  local words = ("strongest %s: %s and %s, %.6g"):format(last, best.a, best.b,
    best.count)
  if not before then return words end
  local was = s.counted():where { a = best.a, b = best.b, period = before }
  return words .. (" (%s: %.6g)"):format(before,
    was.n_rows > 0 and was:get(1, "count") or 0)
end


-- How many ties rise and fall for certain.
local function trend_of(growth)
  local sure = growth:where { q = below(0.05) }
  return ("; %d ties rise and %d fall (q below 0.05)"):format(
    sure:where { low = above(1) }.n_rows, sure:where { high = below(1) }.n_rows)
end


--- The three aspects of a linkage as the methodological report tells them;
--- `growth` is a frame or nil.
function tables.overview(s, growth)
  return typed({
    { "aspect", { "composition", "strength and trend", "geography" } },
    { "finding", { composition(s),
      strongest_of(s) .. (growth and trend_of(growth) or ""),
      "not told: the rows name no regions" } },
  }, {}, s.facts.source)
end


-- ---- caveats ----

local function shared_years(s, say)
  for i, pair in ipairs(s.compared) do
    if pair.shared > 0 then
      say("%s and %s share %s, counted in both; growth leaves %s out",
        s.names[i], s.names[i + 1],
        pair.shared == 1 and "a year" or pair.shared .. " years",
        pair.shared == 1 and "it" or "them")
    end
  end
end


-- Where nothing meets, cells that hold several classes may not have been split.
local LOOKED_AT = 100  -- members

local function unsplit(s, say)
  for _, period in ipairs(s.facts.periods) do
    if period.n_pairs > 0 then return end
  end
  local members = native.members(s.tally):head(LOOKED_AT)
  for _, name in ipairs(members:column(members.names[1])) do
    local sign = tostring(name):match "%w%s*([;|,])%s*%w"
    if sign and sign ~= s.opts.separator then
      return say("no two classes meet; \"%s\" may be several, which separator = "
        .. "\"%s\" would tell apart", name, sign)
    end
  end
end


local function caveats(s)
  local list, facts = {}, s.facts
  local function say(sentence, ...)
    list[#list + 1] = select("#", ...) > 0 and sentence:format(...) or sentence
  end
  unsplit(s, say)
  shared_years(s, say)
  last_year(s, say)
  if facts.n_spanning > 0 then
    say("%d groups have rows of several years; each row counts in its own "
      .. "periods", facts.n_spanning)
  end
  if facts.n_groups > 0 and s.opts.weight == "full" then
    say("a group of many classes makes many pairs; weight = \"fractional\" "
      .. "gives every group its due")
  end
  trust.sentences(s, say)
  for _, sentence in ipairs(s.opts.caveats or {}) do say("%s", sentence) end
  return list
end


-- ---- the fields ----

-- Those that are known as soon as the rows are counted.
function tables.fields(s)
  s.reasons = reasons(s)
  return {
    periods = periods(s), left_out = rows_of.left_out(s.reasons, s.facts.source),
    caveats = caveats(s), n_rows = s.facts.n_rows,
    n_groups = s.facts.n_groups, n_members = s.facts.n_members,
  }
end


return tables
