-- What a study of flows reads: rows with two ends, from one sector to another,
-- under names of its own; what was left out, and why; the periods.

local condition = require "vane.data.condition".words
local fail = require "vane.base.fail"
local flow = require "vane.core.flow"
local frame = require "vane.data.frame"
local levels_of = require "vane.study.flows_levels"
local periods_of = require "vane.study.periods"
local verbs = require "vane.core.frame_verbs"
local rows_of = require "vane.study.rows"

local keep, keep_present = rows_of.keep, rows_of.keep_present

local WORD = "linkage.flows"


-- ---- columns ----

local function check_type(f, opts, option, allowed, wanted)
  local name = opts[option]
  if not name then return end
  local type = rows_of.type_of(WORD, f, name, option)
  if not allowed[type] then
    fail("%s: '%s' should be a column of %s, but \"%s\" is of type %s", WORD,
      option, wanted, name, type)
  end
end


local NAMES = { text = true, integer = true }
local NUMBERS = { number = true, integer = true }


local function check_columns(f, opts)
  for _, option in ipairs { "from", "to", "group", "member", "type",
    "from_region", "to_region", "region" } do
    check_type(f, opts, option, NAMES, "texts or whole numbers")
  end
  check_type(f, opts, "year", { integer = true }, "whole years")
  check_type(f, opts, "value", NUMBERS, "numbers")
  if opts.from and f.types[opts.from] ~= f.types[opts.to] then
    fail("%s: 'from' and 'to' should hold the same codes, but \"%s\" is of "
      .. "type %s and \"%s\" of type %s", WORD, opts.from, f.types[opts.from],
      opts.to, f.types[opts.to])
  end
end


-- ---- under names of its own ----

-- The columns that the study takes: { { own name, name in the frame }, ... }.
-- Both ends may be one column, as when somebody looks at a single region.
local function choose(f, columns)
  local chosen = {}
  for i, column in ipairs(columns) do
    chosen[i] = f:select(column[2]):rename { [column[2]] = column[1] }
  end
  local all = chosen[1]
  for i = 2, #chosen do all = verbs.extend(all, chosen[i]) end
  return all
end


local function shared_columns(opts)
  local list = {}
  for _, option in ipairs { "value", "year", "type" } do
    if opts[option] then list[#list + 1] = { option, opts[option] } end
  end
  return list
end


local function pair_columns(opts, level)
  local list = { { "from", opts.from }, { "to", opts.to } }
  if level.from then
    list[3], list[4] = { "from_level", level.from }, { "to_level", level.to }
  end
  if opts.from_region then
    list[#list + 1] = { "from_region", opts.from_region }
    list[#list + 1] = { "to_region", opts.to_region }
  end
  return table.move(shared_columns(opts), 1, 3, #list + 1, list)
end


local function member_columns(opts, level)
  local list = { { "group", opts.group }, { "member", opts.member } }
  if level.from then list[3] = { "level", level.from } end
  if opts.region then list[#list + 1] = { "region", opts.region } end
  return table.move(shared_columns(opts), 1, 3, #list + 1, list)
end


-- ---- leaving out ----

local function refuse_negative(f, opts)
  if not opts.value then return end
  local below_zero = f:where { value = condition.below(0) }
  if below_zero.n_rows == 0 then return end
  fail("%s: 'value' should be 0 or more, but \"%s\" is %s in a row; leave such "
    .. "rows out, as with :where{ %s = at_least(0) }", WORD, opts.value,
    tostring(below_zero:get(1, "value")), opts.value)
end


-- ---- alliances ----

local function pair_up(s, opts)
  local ends, first, second = { "member" }, { "from" }, { "to" }
  for _, name in ipairs { "level", "region" } do
    if s.rows.types[name] then
      local n = #ends + 1
      ends[n], first[n], second[n] = name, "from_" .. name, "to_" .. name
    end
  end
  local kept = {}
  for _, column in ipairs(shared_columns(opts)) do kept[#kept + 1] = column[1] end
  s.n_members = s.rows.n_rows
  s.n_groups = s.rows:unique("group").n_rows
  if opts.distinct then s.rows = s.rows:unique("group", "member") end
  s.rows = flow.participants(s.rows, "group", ends, first, second, kept,
    opts.directed)
  if s.rows.n_rows == 0 then
    fail("%s: no \"%s\" has two participants", WORD, opts.group)
  end
end


local function take_rows(s, opts)
  local level = s.level
  if opts.group then
    s.rows = choose(s.frame, member_columns(opts, level))
    keep_present(s, { "group" }, "without a group")
    keep_present(s, { "member" }, "without a sector")
  else
    s.rows = choose(s.frame, pair_columns(opts, level))
    keep_present(s, { "from", "to" }, "without one of the sectors")
  end
  refuse_negative(s.rows, opts)
  keep_present(s, { "level", "from_level", "to_level" },
    ("without a sector of the level \"%s\""):format(tostring(opts.level)))
  if opts.types then keep(s, { type = opts.types }, "of other types") end
  keep_present(s, { "year" }, "without a year")
end


-- ---- periods ----

local function within(f, period)
  return f:where { year = condition.between(period.from, period.to) }
end


-- The rows that lie in some period.
local function drop_outside(s)
  local n, inside = s.rows.n_rows, nil
  local last
  for _, period in ipairs(s.periods) do
    local from = math.max(period.from, last and last + 1 or period.from)
    if from <= period.to then
      local rows = within(s.rows, { from = from, to = period.to })
      inside = inside and inside:append(rows) or rows
    end
    last = math.max(last or period.to, period.to)
  end
  s.rows = inside
  if inside.n_rows < n then
    s.left_out[#s.left_out + 1] = { n = n - inside.n_rows,
      why = "of years outside the periods" }
  end
end


-- Periods in which no row lies say nothing of the rows that there are.
local function refuse_strangers(s, opts, years)
  if s.rows.n_rows > 0 or #years == 0 then return end
  local names = {}
  for i, period in ipairs(s.periods) do names[i] = period.name end
  table.sort(years)
  fail("%s: no row lies in %s %s; the years of \"%s\" %s", WORD,
    #names == 1 and "the period" or "any of the periods",
    table.concat(names, ", "), opts.year, years[1] == years[#years]
    and ("are all %d"):format(years[1])
    or ("go from %d to %d"):format(years[1], years[#years]))
end


local function declare_periods(s, opts)
  if opts.periods then
    s.periods = periods_of(WORD, opts.periods)
    local years = s.rows:unique("year"):column "year"
    drop_outside(s)
    refuse_strangers(s, opts, years)
  else
    s.periods = { { name = "all" } }
  end
end


local function slice(s, opts)
  for _, period in ipairs(s.periods) do
    period.rows = opts.periods and within(s.rows, period) or s.rows
    if period.rows.n_rows == 0 then
      fail("%s: no row lies in the period \"%s\"", WORD, period.name)
    end
  end
end


-- The state of a study: rows from one sector to another, periods with theirs,
-- the level, left_out.
return function(opts)
  local f = opts.frame or frame.read(opts.file)
  local s = { opts = opts, frame = f, left_out = {}, n_given = f.n_rows }
  check_columns(f, opts)
  s.level = levels_of(f, opts, opts.level)
  s.n_repeated = opts.group and 0 or f.n_rows - f:unique().n_rows
  take_rows(s, opts)
  declare_periods(s, opts)
  if s.rows.n_rows == 0 then fail("%s: no row has both sectors", WORD) end
  if opts.group then pair_up(s, opts) end
  slice(s, opts)
  return s
end
