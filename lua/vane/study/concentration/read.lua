-- What a study of concentration reads: the rows that can be placed, by region
-- and class, and what was left out and why.

local condition = require "vane.data.condition".words
local fail = require "vane.base.fail"
local pairs_of = require "vane.study.concentration.pairs"
local periods = require "vane.study.concentration.periods"
local nuts = require "vane.study.nuts.read"
local rows_of = require "vane.study.rows"

local keep_present = rows_of.keep_present

local WORD = "concentration"
local ROWS = "rows"   -- the values where rows are counted
local COUNTS = 1e6    -- whole numbers above it are hardly counts, but money


-- ---- columns ----

-- Names that the tables of the result have for columns of their own.
local TAKEN = { total = true, value = true, expected = true, lq = true,
  low = true, high = true, shrunk = true, few = true, index = true,
  before = true, after = true, change = true, hhi = true, entropy = true,
  gini = true, krugman = true, hachman = true, specialisation = true,
  evenness = true }


local function check_columns(f, opts)
  for _, option in ipairs { "region", "class", "year", "value", "record" } do
    if opts[option] then rows_of.type_of(WORD, f, opts[option], option) end
  end
  for _, option in ipairs { "region", "class" } do
    local name = opts[option]
    if TAKEN[name] then
      fail("%s: '%s' is the column \"%s\", a name that the result has for a "
        .. "column of its own; rename it, as with :rename{ %s = \"%s_name\" }",
        WORD, option, name, name, option)
    end
  end
  if opts.region == opts.class then
    fail("%s: 'region' and 'class' are both \"%s\"; they should be two columns",
      WORD, opts.region)
  end
  local value = opts.value and f.types[opts.value]
  if value and value ~= "number" and value ~= "integer" then
    fail("%s: 'value' should be a column of numbers, but \"%s\" is of type %s",
      WORD, opts.value, value)
  end
  local year = opts.year and f.types[opts.year]
  if year and year ~= "integer" and year ~= "date" then
    fail("%s: 'year' should be a column of whole years or of dates, but \"%s\" "
      .. "is of type %s", WORD, opts.year, year)
  end
end


-- ---- rows ----

local function is_nowhere(value, given)
  local text = tostring(value)
  for _, code in ipairs(given or {}) do
    if tostring(code) == text then return true end
  end
  return not given and (nuts.is_nowhere(text) or not text:find "%S")
end


-- The rows of codes that stand for no region go to s.unallocated.
local function set_aside(s, opts)
  local known, nowhere = {}, {}
  for _, value in ipairs(rows_of.values(s.rows, opts.region)) do
    local list = is_nowhere(value, opts.unallocated) and nowhere or known
    list[#list + 1] = value
  end
  local by = s.rows:where { [opts.region] = nowhere }
  s.unallocated = by:group(opts.region):aggregate {
    total = "sum " .. opts.value }
  if by.n_rows > 0 then
    s.left_out[#s.left_out + 1] = { n = by.n_rows,
      why = "of codes that stand for no region" }
  end
  s.rows = s.rows:where { [opts.region] = known }
end


local function refuse_negative(f, opts)
  local below_zero = f:where { [opts.value] = condition.below(0) }
  if below_zero.n_rows > 0 then
    fail("%s: 'value' should be 0 or more, but \"%s\" is %s for the region "
      .. "\"%s\"; leave such rows out, as with :where{ %s = at_least(0) }", WORD,
      opts.value, tostring(below_zero:get(1, opts.value)),
      tostring(below_zero:get(1, opts.region)), opts.value)
  end
end


local function clean(s, opts)
  refuse_negative(s.rows, opts)
  keep_present(s, { opts.region }, "without a region")
  keep_present(s, { opts.class }, "without a class")
  keep_present(s, { opts.record }, "without a record")
  keep_present(s, { opts.value }, "without a value")
  set_aside(s, opts)
end


-- ---- the table ----

-- Of a matrix that was given: missing cells stay missing.
local function without_nowhere(m, unallocated)
  local known = {}
  for _, region in ipairs(m.rows) do
    if not is_nowhere(region, unallocated) then known[#known + 1] = region end
  end
  return m:select { rows = known }
end


-- Regions by classes, 0 where no row stands. Of some of the rows, too, it has
-- the names of them all.
local function table_of(s, rows)
  local opts = s.opts
  if opts.matrix then return without_nowhere(opts.matrix, opts.unallocated) end
  local columns = { opts.region, opts.class, opts.value }
  local none = s.rows:select(columns):unique(opts.region, opts.class)
    :with { [opts.value] = 0 }
  return none:append(rows:select(columns)):matrix { rows = opts.region,
    cols = opts.class, value = opts.value, sum = true, fill = 0 }
end


local function is_whole(f, value)
  for _, x in ipairs(rows_of.values(f, value)) do
    if x ~= math.floor(x) then return false end
  end
  return true
end


local function decide_counts(s, opts)
  local whole = is_whole(s.rows, opts.value)
  s.whole = whole and s.rows:where { [opts.value] = condition.above(COUNTS) }
    .n_rows == 0
  if opts.counts and not whole then
    fail("%s: 'counts' says that values count events, but \"%s\" holds "
      .. "fractions; name a 'record' to resample instead", WORD, opts.value)
  end
  if opts.counts ~= nil then s.whole = opts.counts end
end


local function refuse_empty(s)
  if s.rows.n_rows > 0 then return end
  local why = {}
  for i, entry in ipairs(s.left_out) do
    why[i] = ("%d %s"):format(entry.n, entry.why)
  end
  fail("%s: no row of the frame has a region, a class and a value%s", WORD,
    #why > 0 and " (" .. table.concat(why, ", ") .. ")" or "")
end


-- ---- linkages ----

local function check_linkages(opts)
  if not opts.linkages then return end
  if not opts.record or not opts.class then
    fail("%s: 'linkages' are pairs of classes in the same record; they need "
      .. "the options 'class' and 'record'", WORD)
  end
  if opts.value then
    fail("%s: 'linkages' are counted, one for each record with the pair; leave "
      .. "'value' out", WORD)
  end
end


local function make_linkages(s, opts)
  if not opts.linkages then return end
  local linkages, n_single = pairs_of(s.rows, opts)
  if s.rows.n_rows > 0 and linkages.n_rows == 0 then
    fail("%s: no record has two classes, so there are no linkages", WORD)
  end
  s.rows = linkages
  if n_single > 0 then
    s.left_out[#s.left_out + 1] = { n = n_single,
      why = "of records with one class, which link nothing" }
  end
end


-- ---- the state ----

local function check_options(s, opts)
  if (opts.year == nil) ~= (opts.periods == nil) then
    fail("%s: 'year' and 'periods' go together, as in { year = \"year\", "
      .. "periods = { { 2000, 2007 }, { 2008, 2014 } } }", WORD)
  end
  check_columns(s.rows, opts)
  check_linkages(opts)
end


local function fill_in(s, opts)
  if not opts.class then
    opts.class = opts.region == "class" and "classes" or "class"
    s.rows = s.rows:with { [opts.class] = "all" }
  end
  if not opts.value then
    opts.value, s.rows = ROWS, s.rows:with { [ROWS] = 1 }
  end
end


-- The state of a study: rows, periods, left_out, unallocated, whole.
return function(opts)
  local s = { opts = opts, rows = opts.frame, left_out = {} }
  s.n_given, s.one_class = s.rows.n_rows, opts.class == nil
  check_options(s, opts)
  local value = opts.value
  fill_in(s, opts)
  clean(s, opts)
  refuse_empty(s)
  periods.restrict(s, opts)
  opts.value = value
  make_linkages(s, opts)
  fill_in(s, opts)
  decide_counts(s, opts)
  periods.slice(s, opts)
  for _, period in ipairs(s.periods) do
    period.counts = table_of(s, period.rows)
  end
  for _, period in ipairs { s.before, s.after } do
    period.counts = table_of(s, period.rows)
  end
  return s
end
