-- What a study of flows reads: rows with two ends, from one sector to another,
-- under names of its own, of a frame or of a file block by block; what was left
-- out, and why; the periods; the cells that the rows make.

local base = require "vane.core.base"
local cells = require "vane.study.flows.cells"
local condition = require "vane.data.condition".words
local csv = require "vane.data.csv"
local fail = require "vane.base.fail"
local flow = require "vane.core.flow"
local frame = require "vane.data.frame"
local levels_of = require "vane.study.flows.levels"
local periods_of = require "vane.study.periods"
local verbs = require "vane.core.frame_verbs"
local rows_of = require "vane.study.rows"

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

-- Keeps the rows that satisfy `wanted`; of the others it is noted how many
-- there are, in the order of the reasons.
local function keep(s, wanted, why)
  local kept = s.rows:where(wanted)
  local n, left_out = s.rows.n_rows - kept.n_rows, s.left_out
  if not left_out[why] then
    left_out[why] = { n = 0, why = why }
    left_out[#left_out + 1] = left_out[why]
  end
  left_out[why].n = left_out[why].n + n
  s.rows = kept
end


local function keep_present(s, names, why)
  local wanted = rows_of.present(s.rows, names)
  if next(wanted) then keep(s, wanted, why) end
end


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


-- The types that count; those of a file are texts.
local function types_in(s)
  local list = s.opts.types
  if s.rows.types.type ~= "text" then return list end
  local texts = {}
  for i, type in ipairs(list) do texts[i] = tostring(type) end
  return texts
end


-- The rows of a frame under names of their own, less those that do not count.
local function take_rows(s, f)
  local opts, level = s.opts, s.level
  if opts.group then
    s.rows = choose(f, member_columns(opts, level))
    keep_present(s, { "group" }, "without a group")
    keep_present(s, { "member" }, "without a sector")
  else
    s.rows = choose(f, pair_columns(opts, level))
    keep_present(s, { "from", "to" }, "without one of the sectors")
  end
  refuse_negative(s.rows, opts)
  keep_present(s, { "level", "from_level", "to_level" },
    ("without a sector of the level \"%s\""):format(tostring(opts.level)))
  if opts.types then keep(s, { type = types_in(s) }, "of other types") end
  keep_present(s, { "year" }, "without a year")
end


-- ---- periods ----

-- The years in which a period begins, or the one before has ended.
local function bounds_of(periods)
  local bounds = {}
  for _, period in ipairs(periods) do
    if period.from then
      bounds[#bounds + 1], bounds[#bounds + 2] = period.from, period.to + 1
    end
  end
  table.sort(bounds)
  return bounds
end


local function is_inside(periods, year)
  for _, period in ipairs(periods) do
    if period.from <= year and year <= period.to then return true end
  end
  return false
end


-- The years of the rows that lie in some period, and of all of them the first
-- and the last.
local function drop_outside(s)
  if not s.opts.periods then return end
  local inside, span = {}, s.span
  for _, year in ipairs(s.rows:unique("year"):column "year") do
    if is_inside(s.periods, year) then inside[#inside + 1] = year end
    span.from = math.min(span.from or year, year)
    span.to = math.max(span.to or year, year)
  end
  keep(s, { year = inside }, "of years outside the periods")
end


-- Periods in which no row lies say nothing of the rows that there are.
local function refuse_strangers(s, opts)
  local names, from, to = {}, s.span.from, s.span.to
  for i, period in ipairs(s.periods) do names[i] = period.name end
  fail("%s: no row lies in %s %s; the years of \"%s\" %s", WORD,
    #names == 1 and "the period" or "any of the periods",
    table.concat(names, ", "), opts.year, from == to
    and ("are all %d"):format(from) or ("go from %d to %d"):format(from, to))
end


-- ---- cells ----

-- Rows between sectors, and how many are inside one; by type, place and year
-- those between sectors.
local function new_tables(opts)
  return {
    flows = cells.new { "from", "to", "inside", "slot" },
    belong = cells.new { "from", "to", "from_level", "to_level" },
    types = opts.type and cells.new { "type", "slot" },
    places = (opts.from_region or opts.region) and cells.new { "place", "slot" },
    years = opts.year and cells.new { "year" },
  }
end


local function add_cells(s)
  local t = s.tables
  local rows = cells.annotate(s.rows, s.level, s.bounds)
  s.annotated = rows
  if rows.types.part and s.opts.weight == "full" then rows = rows:drop "part" end
  local between = rows:where { inside = base.na }
  cells.add(t.flows, rows)
  if s.level.from then cells.add(t.belong, rows) end
  for _, name in ipairs { "types", "places", "years" } do
    if t[name] then cells.add(t[name], between) end
  end
end


-- ---- a frame, a file ----

local function of_frame(s)
  local opts = s.opts
  local f = opts.frame or frame.read(opts.file, { na = opts.na,
    delim = opts.delim, encoding = opts.encoding })
  check_columns(f, opts)
  s.frame, s.source, s.n_given = f, f.source, f.n_rows
  s.level = levels_of(f, opts, opts.level)
  s.n_repeated = opts.group and 0 or f.n_rows - f:unique().n_rows
  take_rows(s, f)
  drop_outside(s)
  if s.rows.n_rows > 0 and opts.group then pair_up(s, opts) end
  add_cells(s)
end


-- What the columns of a file are read as.
local function types_of(opts, level)
  local types = {}
  local columns = pair_columns(opts, level)
  for _, column in ipairs(columns) do types[column[2]] = "text" end
  if opts.year then types[opts.year] = "integer" end
  if opts.value then types[opts.value] = "number" end
  return types
end


-- A file of rows with both ends is read block by block, and only cells are
-- kept.
local function of_file(s)
  local opts = s.opts
  local types = csv.names(opts.file, opts)
  for name in pairs(types) do types[name] = "text" end
  s.level = levels_of({ types = types }, opts, opts.level)
  local n, print = csv.blocks(opts.file, types_of(opts, s.level), opts, function(f)
    s.source = f.source
    take_rows(s, f)
    drop_outside(s)
    add_cells(s)
  end)
  s.n_given, s.n_repeated, s.fingerprint = n, 0, print
  s.rows, s.annotated = nil, nil
end


-- ---- all of it ----

local function gather(s)
  local t = s.tables
  s.cells = cells.all(t.flows)
  s.between = s.cells:where { inside = base.na }
  if s.level.from then s.belong = cells.all(t.belong) end
  for _, name in ipairs { "types", "places", "years" } do
    s[name] = t[name] and cells.all(t[name])
  end
end


-- The cells of a table that lie between two years; none when there are none.
local function within(f, from, to)
  if from > to then return f:head(0) end
  return f:where { slot = condition.between(from, to) }
end


-- How many rows each period has, and how many of them go between sectors.
local function size_up(s, opts)
  local function n_of(f)
    return f.n_rows > 0 and f:aggregate { n = "sum n" }:get(1, "n") or 0
  end
  for _, period in ipairs(s.periods) do
    local f = opts.periods and within(s.cells, period.from, period.to) or s.cells
    period.n_rows, period.n_flows = n_of(f), n_of(f:where { inside = base.na })
    if period.n_rows == 0 then
      fail("%s: no row lies in the period \"%s\"", WORD, period.name)
    end
  end
end


-- The reasons for which rows were left out.
local function only_some(left_out)
  local list = {}
  for _, entry in ipairs(left_out) do
    if entry.n > 0 then list[#list + 1] = entry end
  end
  return list
end


-- The state of a study: cells, periods with their sizes, the level, left_out.
local function read(opts)
  local s = { opts = opts, left_out = {}, span = {}, tables = new_tables(opts) }
  s.periods = opts.periods and periods_of(WORD, opts.periods) or { { name = "all" } }
  s.bounds = bounds_of(s.periods)
  if opts.file and not opts.group then of_file(s) else of_frame(s) end
  gather(s)
  if s.cells.n_rows == 0 and s.span.from then refuse_strangers(s, opts) end
  if s.cells.n_rows == 0 then fail("%s: no row has both sectors", WORD) end
  size_up(s, opts)
  s.left_out = only_some(s.left_out)
  return s
end


return { read = read, within = within }
