-- The rows of a study of flows under names of its own: two ends each, from one
-- sector to another; those that do not count are left out and noted.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local fail = require "vane.base.fail"
local flow = require "vane.core.flow"
local rows_of = require "vane.study.rows"
local typed = require "vane.study.typed"
local verbs = require "vane.core.frame_verbs"

local WORD = "linkage.flows"

local take = {}


-- ---- columns ----

local function check_type(f, opts, option, allowed, wanted, wanted_as)
  local name = opts[option]
  if not name then return end
  local type = rows_of.type_of(WORD, f, name, option)
  if not allowed[type] then
    fail("%s: '%s' should be a column of %s, but \"%s\" is of type %s%s", WORD,
      option, wanted, name, type, wanted_as and ("; read it with types = { %s = "
      .. "\"%s\" }"):format(name, wanted_as) or "")
  end
end


local NAMES = { text = true, integer = true }
local NUMBERS = { number = true, integer = true }


-- Raises unless the columns of a frame are what the options say.
function take.check(f, opts)
  for _, option in ipairs { "from", "to", "group", "member", "type",
    "from_region", "to_region", "region" } do
    check_type(f, opts, option, NAMES, "texts or whole numbers", "text")
  end
  if opts.year then rows_of.type_of(WORD, f, opts.year, "year") end
  check_type(f, opts, "value", NUMBERS, "numbers", "number")
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


local function pair_columns(opts, level, levels)
  local list = { { "from", opts.from }, { "to", opts.to } }
  local function add(name, of)
    if not of.from then return end
    list[#list + 1], list[#list + 2] = { "from_" .. name, of.from },
      { "to_" .. name, of.to }
  end
  add("level", level)
  for k, of in ipairs(levels) do add("level_" .. k, of) end
  if opts.from_region then
    list[#list + 1] = { "from_region", opts.from_region }
    list[#list + 1] = { "to_region", opts.to_region }
  end
  return table.move(shared_columns(opts), 1, 3, #list + 1, list)
end


local function member_columns(opts, level, levels)
  local list = { { "group", opts.group }, { "member", opts.member } }
  if level.from then list[3] = { "level", level.from } end
  for k, of in ipairs(levels) do
    if of.from then list[#list + 1] = { "level_" .. k, of.from } end
  end
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
    .. "rows out, as with frame = %s:where{ %s = at_least(0) }", WORD, opts.value,
    tostring(below_zero:get(1, "value")), opts.file and "frame.read(file)" or "f",
    opts.value)
end


-- The types that count; those of a file are texts.
local function types_in(s)
  local list = s.opts.types
  if s.rows.types.type ~= "text" then return list end
  local texts = {}
  for i, type in ipairs(list) do texts[i] = tostring(type) end
  return texts
end


-- ---- alliances ----

-- The columns that each participant has of its own, and what they are called
-- of the first and of the second of two.
local function own_columns(rows)
  local ends, first, second = { "member" }, { "from" }, { "to" }
  for _, name in ipairs(rows.names) do
    if name:find "^level" or name == "region" then
      local n = #ends + 1
      ends[n], first[n], second[n] = name, "from_" .. name, "to_" .. name
    end
  end
  return ends, first, second
end


-- Makes the participants of each group, which are all there, rows with two
-- ends.
function take.pair_up(s)
  local opts, kept = s.opts, {}
  for _, column in ipairs(shared_columns(opts)) do kept[#kept + 1] = column[1] end
  if opts.distinct then s.rows = s.rows:unique("group", "member") end
  s.n_members = (s.n_members or 0) + s.rows.n_rows
  s.n_groups = (s.n_groups or 0) + s.rows:unique("group").n_rows
  local ends, first, second = own_columns(s.rows)
  s.rows = flow.participants(s.rows, "group", ends, first, second, kept, opts.directed)
end


-- ---- years ----

-- `before` rows of the file came before these.
local function refuse_year(s, cell, before)
  local row = before
  for i, other in ipairs(s.rows:column "year") do
    if other == cell then row = before + i break end
  end
  fail("%s: row %d: \"%s\" of column \"%s\" is neither a year nor a date%s", WORD, row,
    tostring(cell), s.opts.year, s.opts.file
    and ("; na = \"%s\" would read it as missing"):format(tostring(cell)) or "")
end


-- Dates count by their years, and so do years that are written as texts.
local function take_years(s, before)
  local rows = s.rows
  if (rows.types.year or "integer") == "integer" then return end
  local each, years = rows:select("year"):unique(), {}
  for i, cell in ipairs(each:column "year") do
    years[i] = base.is_na(cell) and cell or flow.year(tostring(cell))
      or refuse_year(s, cell, before)
  end
  s.rows = verbs.extend(rows, verbs.spread(rows, { "year" },
    typed({ { "year", years } }, { year = "integer" }, rows.source)))
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


-- ---- all of it ----

-- The columns of a file, and what they are read as.
function take.types(opts, level, levels)
  local types = {}
  local columns = opts.group and member_columns or pair_columns
  for _, column in ipairs(columns(opts, level, levels)) do types[column[2]] = "text" end
  if opts.value then types[opts.value] = "number" end
  return types
end


-- s.rows: the rows of a frame under names of their own, less those that do not
-- count; of groups a row for each participant. `before` it came so many.
function take.rows(s, f, before)
  local opts = s.opts
  local columns = opts.group and member_columns or pair_columns
  s.rows = choose(f, columns(opts, s.level, s.levels))
  take_years(s, before or 0)
  if opts.group then
    keep_present(s, { "group" }, "without a group")
    keep_present(s, { "member" }, "without a sector")
  else
    keep_present(s, { "from", "to" }, "without one of the sectors")
  end
  refuse_negative(s.rows, opts)
  keep_present(s, { "level", "from_level", "to_level" },
    ("without a sector of the level \"%s\""):format(tostring(opts.level)))
  if opts.types then keep(s, { type = types_in(s) }, "of other types") end
  keep_present(s, { "year" }, "without a year")
  drop_outside(s)
end


return take
