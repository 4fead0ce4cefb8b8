-- Flows: what goes from one sector to another, such as deals from acquirers
-- to targets, and who meets in alliances.

local check = require "vane.base.check"
local csv = require "vane.data.csv"
local fail = require "vane.base.fail"
local kept = require "vane.base.kept"
local provenance = require "vane.base.provenance"
local read = require "vane.study.flows.read"
local result = require "vane.base.result"
local rows_of = require "vane.study.rows"
local tables = require "vane.study.flows.tables"
local text = require "vane.study.flows.text"

local WORD = "linkage.flows"

local name = { kind = "string" }
local list = { kind = "table" }

local options = {
  frame = { kind = "frame" }, file = name,
  from = name, to = name, group = name, member = name,
  value = name, year = name, periods = list,
  type = name, types = { kind = { "table", "string" } },
  from_region = name, to_region = name, region = name,
  level = { kind = { "string", "integer", "table", "boolean" } },
  levels = list,
  directed = { kind = "boolean" }, distinct = { kind = "boolean" },
  weight = { one_of = { "full", "fractional" }, default = "full" },
  fdr = { one_of = { "BH", "BY" }, default = "BH" },
  caveats = list,
  na = csv.told.na, decimal = csv.told.decimal, delim = csv.told.delim,
  encoding = csv.told.encoding,
}


-- ---- options ----

local function refuse(sentence, ...)
  fail(WORD .. ": " .. sentence, ...)
end


local function check_source(opts)
  if (opts.frame == nil) == (opts.file == nil) then
    refuse "wants a 'frame' or a 'file', one of them"
  end
end


local function check_ends(opts)
  local pairs_given = opts.from ~= nil and opts.to ~= nil
  local members_given = opts.group ~= nil and opts.member ~= nil
  if pairs_given == members_given or (opts.from or opts.to) and
    (opts.group or opts.member) then
    refuse("wants either 'from' and 'to', the columns of both sectors, or "
      .. "'group' and 'member', a row for each participant")
  end
  if opts.from and opts.from == opts.to then
    refuse("'from' and 'to' are both \"%s\"; they should be two columns",
      opts.from)
  end
end


-- Options that are of one of the two forms alone.
local function check_form(opts)
  local others = opts.group and { "from_region", "to_region" }
    or { "region", "distinct", "directed" }
  for _, option in ipairs(others) do
    if opts[option] ~= nil then
      refuse("'%s' goes with %s", option, opts.group and "'from' and 'to'"
        or "'group' and 'member'")
    end
  end
  if not opts.group and opts.weight ~= "full" then
    refuse "'weight' goes with 'group' and 'member'; each row of two ends counts 1"
  end
  if (opts.from_region == nil) ~= (opts.to_region == nil) then
    refuse "'from_region' and 'to_region' go together"
  end
end


local function check_pairs_of_options(opts)
  if opts.periods and not opts.year then
    refuse("'periods' need 'year', as in { year = \"year\", periods = "
      .. "{ { 2000, 2007 }, { 2007, 2014 } } }")
  end
  if opts.types and not opts.type then
    refuse "'types' need 'type', the column that they stand in"
  end
  if type(opts.types) == "string" then opts.types = { opts.types } end
  if opts.level == true then
    refuse "'level' should be a name, a number of digits, two columns, or false"
  end
end


local function check_caveats(opts)
  for _, sentence in ipairs(opts.caveats or {}) do
    if type(sentence) ~= "string" then
      refuse("'caveats' should be a list of texts, found %s", check.found(sentence))
    end
  end
end


local function check_options(given)
  local opts = check(WORD, given, options)
  if type(given) == "table" and given.level == false then opts.level = false end
  check_source(opts)
  csv.check_told(WORD, opts)
  check_ends(opts)
  check_form(opts)
  check_pairs_of_options(opts)
  check_caveats(opts)
  return opts
end


-- ---- the result ----

local state_of, keep = kept(WORD, "{ ... }")


--- r:graph{ period =, weight = } -> graph
---   The network of a linkage: sectors, and the flows between them. Of one
---   period, by its name, or of all rows. weight is "count" or "value".
---
---   > f = frame{ buyer = {"x", "x", "y"}, seller = {"y", "y", "x"} }
---   > r = linkage.flows{ frame = f, from = "buyer", to = "seller" }
---   > r:graph{}.n_edges
---   2
local function graph(r, given)
  local s = state_of(r, "graph")
  local opts = check("graph", given, { period = name,
    weight = { one_of = { "count", "value" }, default = "count" } })
  local field = opts.weight == "count" and { "matrix", "matrices" } or { "value", "values" }
  local m = opts.period and r[field[2]][opts.period] or r[field[1]]
  return m:graph { directed = not s.symmetric, loops = s.level.none }
end


-- Flows of the last period and the one before it, as growth has them: in
-- counts, which are not comparable where periods differ in length, but by rank.
local function slope_of(growth)
  local last = growth:get(growth.n_rows, "period")
  return { kind = "slope", title = "Ranks of flows, before and in " .. last,
    subtitle = "the years of both periods left out", ranks = true, between = " → ",
    frame = growth:where { period = last }:rename { n_before = "before", n_after = "after" },
    name = { "from", "to" }, from = "before", to = "after" }
end


-- Of too many sectors there is no matrix to draw; growth, too, there may not be.
-- Where there are periods, each picture says of which it is.
local function pictures_of(r, periods, matrix, growth)
  local shown = { { kind = "ranks", frame = r.strongest, name = { "from", "to" },
    title = periods and "Strongest flows, " .. periods[#periods].name or "Strongest flows",
    between = " → ", value = "count" } }
  local all = periods and "all rows, whatever their year" or nil
  if matrix then
    table.insert(shown, 1, { kind = "heat", title = "Flows between sectors", subtitle = all,
      matrix = matrix })
    table.insert(shown, 2, { kind = "chord", title = "Flows between sectors, round a circle",
      subtitle = all, matrix = matrix })
  end
  if growth and growth.n_rows > 1 then shown[#shown + 1] = slope_of(growth) end
  return shown
end


local methods = { graph = graph, pictures = result.pictures }

local fields = {
  pairs = "frame, a row for each pair of sectors and period",
  matrix = "matrix, sectors x sectors: all rows counted",
  matrices = "the same by the name of the period",
  value = "matrix: the values added up; missing where none is known",
  values = "the same by the name of the period",
  dropped = "how many rows were dropped, for they stay inside one sector",
  excess = "frame: flows beside what the sizes of both sides let expect",
  growth = "frame: how flows grow from each period to the next, with limits",
  within = "frame: these by sector and period",
  sectors = "frame, a row for each sector: out, into, partners, inside",
  rows = "frame: the rows that were counted, with a column `linkage`",
  strongest = "frame: the pairs of the last period, the strongest first",
  types = "frame: flows by type and period",
  years = "frame: flows by year",
  regions = "frame: flows inside a region and between regions",
  levels = "frame: how many rows each level of the classification drops",
  overview = "frame: composition, strength and trend, geography",
  caveats = "list of what to keep in mind",
  left_out = "frame: how many rows were left out, and why",
  n_rows = "how many rows were given",
  n_flows = "how many rows go from one sector to another",
  n_sectors = "how many sectors there are",
  n_valued = "how many of the flows have a value",
  n_no_value = "how many of the flows have none",
  provenance = "inputs with fingerprints, options, version",
}

local NEEDS_VALUE = "it needs the option 'value'"

local TOO_LARGE = "matrices are made of at most 5000 sectors; use .pairs, or a "
  .. "coarser classification"

local absent = {
  matrix = TOO_LARGE, matrices = TOO_LARGE, value = NEEDS_VALUE, values = NEEDS_VALUE,
  n_valued = NEEDS_VALUE, n_no_value = NEEDS_VALUE,
  types = "it needs the option 'type'", years = "it needs the option 'year'",
  regions = "it needs the columns of the regions",
  levels = "it needs the option 'levels'",
  rows = "the rows of a file are not kept; frame = frame.read(path) keeps them",
}


local function record_of(s)
  if not s.fingerprint then return provenance(WORD, s.opts) end
  return provenance.streamed(WORD, s.opts, { source = s.source, n_rows = s.n_given,
    fingerprint = s.fingerprint })
end


local function next_of(f, later)
  local all = { "pairs", "excess", "growth", "sectors", "types", "years", "regions",
    "levels", "overview" }
  local found = {}
  for _, field in ipairs(all) do
    if f[field] or later[field] then found[#found + 1] = field end
  end
  return found
end


--- linkage.flows{ frame =, from =, to =, value =, year =, periods =, ... }
--- linkage.flows{ frame =, group =, member =, ... } -> flows result
---   What goes from one sector to another, counted and added up: from a row
---   for each deal with the sectors of both sides, or a row for each
---   participant of an alliance, each of which is paired with each other.
---   frame, file  the rows, or the path of a CSV file that has them. It is
---           read block by block and not kept, so that it may be larger than
---           memory; where the rows of a group do not stand together, which
---           the result says, it is read as a whole. Codes are texts, and na,
---           decimal, delim and encoding are those of frame.read
---   from, to  columns of both sectors, such as the acquirer's and the target's
---   group, member  columns of the alliance and of the participant's sector.
---           Pairs then have no direction, unless `directed` says that the
---           earlier row of a group is `from`. `distinct` counts a sector
---           once in each group; weight = "fractional" gives every group 1,
---           shared by its pairs ("full": each pair counts 1)
---   level   where two sectors are the same, so that the row is dropped: by
---           default the sectors themselves; "macro" for a column of that
---           name beside the sector (acquirer_macro), two columns, or a
---           number of digits of the code; false drops nothing
---   levels  a list of levels, each with how much of the rows that count it
---           would drop
---   value   a column of sums. Missing ones stay out of sums and are counted
---   year, periods  a column of years or of dates, and periods of both years
---           inclusive, as in { { 2000, 2007 }, { 2007, 2014 } }, or with names
---   type, types  a column of types, and that or those that count
---   from_region, to_region, or region  columns of the regions
---   fdr     "BH" or "BY", of Benjamini and Hochberg, or and Yekutieli
---   caveats list of texts on the sources, printed with the result
---
---   Gives .pairs (from, to, period, count, share of the period, value,
---   n_valued), .matrix and .value of all rows, .matrices and .values of each
---   period (without direction both halves are filled), .dropped and .within,
---   .sectors (out, into, n_partners, inside, share_outside: the share of a
---   sector's ends that lie in other sectors), .strongest, .types, .years,
---   .regions, .levels, .overview, and r:graph{}.
---   .excess sets each flow beside what comes of the sizes of both sides alone,
---   when who goes to whom does not matter but for what the level drops:
---   expected, ratio, z, the p of as many or more, and q over all flows that
---   the level leaves possible. Both sides are fitted to what they are, so
---   that p is rather too large than too small.
---   .growth sets each period beside the one before, without the years of
---   both: n_before, n_after, the rate of a flow's share in all rows with its
---   exact limits, the change in thousandths, p, and q over all flows that
---   the level leaves possible, as e:growth{} does.
---   .rows are the rows that were counted, with a column linkage ("food >
---   ict"), for concentration{} and other studies.
---   Raises on a value below 0, a period without rows, columns that are not
---   there, and on a group of more than 5000 participants. Of more than 5000
---   sectors there is no matrix.
---   Source: European Cluster Trends, Methodological Report, European Cluster
---   Observatory 2014, chapter 4 (deals and alliances between sectors);
---   excess: quasi-independence, Goodman 1968; growth as in help
---   "events:growth".
---
---   > buyer, seller = {"food", "ict", "ict"}, {"ict", "ict", "food"}
---   > f = frame{ buyer = buyer, seller = seller, sum = {4, 9, na} }
---   > by = { frame = f, from = "buyer", to = "seller", value = "sum" }
---   > r = linkage.flows(by)
---   > r.dropped
---   1
---   > r.pairs
---   frame 2 x 7
---     from  to    period  count  share  value  n_valued
---     food  ict   all         1    0.5      4         1
---     ict   food  all         1    0.5     na         0
local function make(given)
  local opts = check_options(given)
  local s = read(opts)
  s.symmetric = opts.group ~= nil and not opts.directed
  opts.frame = s.frame
  local record = record_of(s)
  s.synthetic = record.synthetic
  local f, later, missing = tables(s)
  f.left_out = rows_of.left_out(s.left_out, s.source)
  f.overview = text.overview(s, f)
  f.caveats = text.caveats(s, f, later.growth)
  for field, why in pairs(absent) do missing[field] = missing[field] or why end
  return keep(result("flows", {
    fields = f, later = later, absent = missing, methods = methods,
    next = next_of(f, later),
    text = function(_, how) return text.of(s, f, how) end,
    provenance = record, pictures = function(r_)
      return pictures_of(r_, opts.periods and s.periods, later.matrix and r_.matrix,
        later.growth and r_.growth)
    end,
  }), s)
end


return { make = make, fields = fields, methods = methods }
