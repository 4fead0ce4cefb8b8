-- Concentration: where classes are, what regions are made of, and which
-- regions hold more of a class than the sizes of both would give.

local check = require "vane.base.check"
local compare = require "vane.study.concentration.compare"
local fail = require "vane.base.fail"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local read = require "vane.study.concentration.read"
local result = require "vane.base.result"
local tables = require "vane.study.concentration.tables"
local text_of = require "vane.study.concentration.text"

local WORD = "concentration"

local text = { kind = "string" }

local options = {
  frame = { kind = "frame" }, matrix = { kind = "matrix" },
  region = text, class = text, value = text, year = text, record = text,
  linkages = { kind = "boolean" },
  periods = { kind = "table" },
  counts = { kind = "boolean" },
  entropy = { one_of = { "bits", "nats" }, default = "bits" },
  top = { kind = { "integer", "table" }, default = 4 },
  level = { kind = "number", default = 0.95, above = 0, below = 1 },
  replicates = { kind = "integer", default = 1000 },
  seed = { kind = "integer", default = 1 },
  unallocated = { kind = "table" },
  caveats = { kind = "table" },
}


-- ---- options ----

local function check_tops(opts)
  if type(opts.top) ~= "table" then opts.top = { opts.top } end
  for _, k in ipairs(opts.top) do
    if math.type(k) ~= "integer" or k < 1 then
      fail("%s: 'top' should be a whole number of 1 or more, or a list of them, "
        .. "as in { 1, 4 }, found %s", WORD, tostring(k))
    end
  end
end


-- A matrix of sums is a frame with a row for each cell.
local function unfold(opts)
  for _, option in ipairs { "frame", "region", "class", "value", "year",
    "periods", "record", "linkages" } do
    if opts[option] ~= nil then
      fail("%s: a 'matrix' has its regions and classes by name; leave '%s' out",
        WORD, option)
    end
  end
  local long = opts.matrix:long()
  opts.region, opts.class, opts.value = table.unpack(long.names)
  opts.matrix = opts.matrix:titled { rows = opts.region, cols = opts.class }
  return long
end


local function check_source(opts)
  if opts.matrix then return unfold(opts) end
  if not opts.frame or not opts.region then
    fail("%s: needs either 'frame', with 'region' its column of regions, or "
      .. "'matrix', regions by classes", WORD)
  end
  return opts.frame
end


local function check_options(given)
  local opts = check(WORD, given, options)
  check_tops(opts)
  return opts
end


-- ---- the result ----

-- Classes by how concentrated they are; of one class alone its largest regions.
local function pictures_of(r, value)
  if r.n_classes < 2 then
    local regions = r.values:sum "rows"
    return { { kind = "ranks", title = "The largest regions", frame = regions,
      are_regions = true,
      name = regions.names[1], value = "sum", unit = value or "rows" } }
  end
  return { { kind = "ranks", title = "Concentration of classes", frame = r.classes,
    name = r.classes.names[1], value = "hhi" },
    { kind = "heat", title = "Location quotients", matrix = r.lq } }
end


local methods = { compare = compare, pictures = result.pictures }

local fields = {
  values = "matrix, regions x classes: the values added up",
  lq = "matrix: location quotients, observed over expected",
  composition = "matrix: shares of classes in each region",
  distribution = "matrix: shares of regions in each class",
  hhi = "frame, a row for each region: Herfindahl-Hirschman index",
  entropy = "frame, a row for each region: Shannon's entropy, evenness",
  gini = "frame, a row for each region: Gini coefficients",
  regions = "frame, a row for each region: every index",
  classes = "frame, a row for each class: every index",
  excess = "frame, a row for each cell: lq, limits, the surest excess first",
  growth = "frame: indices of each class, first and last period",
  movers = "frame: regions whose share of a class surely changed most",
  unallocated = "frame: codes that stand for no region, and their values",
  left_out = "frame: how many rows were left out, and why",
  overview = "frame: composition, strength and trend, geography",
  caveats = "list of what to keep in mind",
  n_regions = "how many regions",
  n_classes = "how many classes",
  n_rows = "how many rows went in",
  n_left_out = "how many rows were left out",
  total = "the sum of all values",
  spread = "gamma of the true quotients: its shape and mean",
  n_records = "how many records",
  provenance = "inputs with fingerprints, options, version",
}

local ONE_CLASS = "it needs the option 'class'"
local ONE_PERIOD = "it needs 'year' and two 'periods'"


local function absent_of(s)
  local absent = { growth = ONE_PERIOD, movers = ONE_PERIOD,
    spread = "it is worked out of counts only" }
  if not s.opts.record then absent.n_records = "it needs the option 'record'" end
  if s.one_class then
    for _, name in ipairs { "lq", "composition", "regions", "excess", "spread",
      "movers" } do
      absent[name] = ONE_CLASS
    end
  end
  return absent
end


local function next_of(s)
  local list = { "classes" }
  if not s.one_class then
    list = { "regions", "classes", "lq", "excess" }
  end
  if s.before then list[#list + 1] = "growth" end
  if s.before and not s.one_class then list[#list + 1] = "movers" end
  list[#list + 1] = "overview"
  return list
end


--- concentration{ frame =, region =, class =, value =, ... }
--- concentration{ matrix =, ... }
---   -> concentration result
---   Where classes (technologies, industries) are and what regions are made
---   of, from a frame with a row for each patent, deal or sum.
---   frame   the rows; region and class name its columns, and value the column
---           of numbers to add up (without it rows are counted). Without class
---           there is one: all rows
---   matrix  instead of these regions x classes, such as a matrix of flows;
---           its missing cells are left out of all sums, and what is expected
---           of the others is told as m:lq() tells it
---   year, periods  a column of years or dates, and periods of both years
---           inclusive, as { { 2000, 2007 }, { 2008, 2014 } }, or with names.
---           Tables are of the last; growth leaves out years that both have
---   counts  whether values count events: by default when all are whole and
---           none is above a million. Sums of money are not: counts = false
---   entropy "bits" (logarithms of base 2) or "nats" (of base e)
---   top     k of the shares top_k of the k largest: 4, or a list { 1, 4 }
---   level   of limits: 0.95
---   record  a column that says which patent (deal, project) a row belongs to:
---           records are then drawn anew, `replicates` (1000) times from
---           `seed` (1), which gives limits to fractions, too
---   linkages  true: what is counted are pairs of classes that stand in the
---           same record, "A + B", once in each of its regions
---   unallocated  codes that stand for no region; left out and counted. By
---           default those of NUTS and Eurostat: "XX", "ZZ", "ATZZ", "ATXX"
---   caveats list of texts on the sources, printed with the result
---
---   Gives .lq, .composition (rows add up to 1) and .distribution (columns
---   do); .regions over classes and .classes over regions with total,
---   n_present (cells above 0), n_specialised (lq of 1 or more) and, of the
---   shares s of n cells and these cells' shares b of everything:
---   hhi             sum s^2, and hhi_normalised (n hhi - 1) / (n - 1); of
---                   counts hhi_unbiased, (N hhi - 1) / (N - 1) of N events,
---                   for an hhi of few events is too high
---   entropy         - sum s log s, and evenness, that over log n
---   gini            sum (2 i - n - 1) s_i / n, s ascending; location_gini,
---                   the same against b
---   krugman         sum |s - b|, and half of it, specialisation
---   hachman         1 / sum s^2 / b
---   and .hhi, .entropy, .gini of regions alone (of classes where there is
---   one class). .excess has a row for each cell: value, expected (region's
---   total x class's total / everything), lq and `few` where less than 5 are
---   expected. Of counts also low and high, exact Poisson limits of lq with
---   expected taken as known, and shrunk, shrunk_low, shrunk_high: lq drawn
---   towards what all cells say, by a gamma-Poisson model fitted to them (its
---   shape and mean are .spread); the surest excess comes first.
---   With records low and high hold the middle part of the lq of the draws;
---   .regions, .classes and .growth then have n_records and, from 10 records
---   on, limits of hhi, entropy and gini (basic ones: twice the index less
---   the draws' upper and lower). Of fractions the highest low comes first,
---   those with `few` expected last. Without records sums that are no counts
---   have no limits. .movers has a row for each region and class: its share
---   of the class before and after, the change, of counts with score limits,
---   the surest change first, those of `few` (a class with less than 10 in a
---   period) last.
---   Raises on a value below 0, on a period without rows, on columns that are
---   not there.
---   Source: Garwood, Biometrika 28 (1936), 437-442 (limits); Clayton and
---   Kaldor, Biometrics 43 (1987), 671-681 (shrinking); of the indices
---   Herfindahl 1950, Shannon 1948, Gini 1912, Krugman 1991, Hachman 1995;
---   hhi_unbiased: Hall 2002; drawing records: Davison and Hinkley, Bootstrap
---   Methods and their Application, Cambridge University Press 1997; .movers:
---   Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.
---
---   > where, what = {"a", "a", "b"}, {"x", "y", "y"}
---   > f = frame{ region = where, class = what, n = {4, 1, 5} }
---   > by = { frame = f, region = "region", class = "class", value = "n" }
---   > c = concentration(by)
---   > c.lq:get("a", "x")
---   2.0
---   > c.hhi:get(1, "hhi")
---   0.68
local function make(given)
  local opts = check_options(given)
  local record = provenance(WORD, opts)
  opts.frame = check_source(opts)
  local s = read(opts)
  s.synthetic = record.synthetic
  local found = tables(s)
  return result(WORD, {
    fields = found, absent = absent_of(s), next = next_of(s),
    methods = methods,
    text = function(r, how) return text_of(s, r, how) end,
    provenance = record,
    pictures = function(r) return pictures_of(r, opts.value) end,
  })
end


return noun(WORD, { methods = methods, fields = fields }, make, "study")
