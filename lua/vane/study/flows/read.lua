-- What a study of flows reads, of a frame or of a file block by block: the cells
-- that the rows make, the periods with their sizes, what was left out.

local base = require "vane.core.base"
local cells = require "vane.study.flows.cells"
local count = require "vane.study.flows.count"
local csv = require "vane.data.csv"
local drops = require "vane.study.flows.drops"
local fail = require "vane.base.fail"
local flow = require "vane.core.flow"
local frame = require "vane.data.frame"
local lines = require "vane.study.lines"
local levels_of = require "vane.study.flows.levels"
local periods_of = require "vane.study.periods"
local take = require "vane.study.flows.take"
local typed = require "vane.study.typed"
local verbs = require "vane.core.frame_verbs"

local WORD = "linkage.flows"
local MOST_WAITING = 5000  -- participants of a group, of which no more are paired


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


-- Periods in which no row lies say nothing of the rows that there are.
local function refuse_strangers(s, opts)
  local names, from, to = {}, s.span.from, s.span.to
  for i, period in ipairs(s.periods) do names[i] = period.name end
  fail("%s: no row lies in %s %s; the years of \"%s\" %s", WORD,
    #names == 1 and "the period" or "any of the periods",
    table.concat(names, ", "), opts.year, from == to
    and ("are all %d"):format(from) or ("go from %d to %d"):format(from, to))
end


-- The reasons for which rows were left out.
local function only_some(left_out)
  local list = {}
  for _, entry in ipairs(left_out) do
    if entry.n > 0 then list[#list + 1] = entry end
  end
  return list
end


local function refuse_nothing(s, opts)
  if (s.n_groups or 0) > 0 then
    fail("%s: no \"%s\" has two participants", WORD, opts.group)
  end
  if s.span.from then refuse_strangers(s, opts) end
  local reasons = {}
  for i, entry in ipairs(only_some(s.left_out)) do
    reasons[i] = lines.counted(entry.n, "row") .. " " .. entry.why
  end
  fail("%s: there is no row that counts%s", WORD, #reasons > 0
    and "; left out: " .. table.concat(reasons, ", ") or "")
end


-- How many rows each period has, and how many of them go between sectors.
local function size_up(s)
  for _, period in ipairs(s.periods) do
    local f = cells.of_period(s.cells, period)
    period.n_rows = count.sum(f, "n")
    period.n_flows = count.sum(f:where { inside = base.na }, "n")
    if period.n_rows == 0 then
      fail("%s: no row lies in the period \"%s\"", WORD, period.name)
    end
  end
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
  drops.add(s.levels, rows)
  s.annotated = rows
  if rows.types.part and s.opts.weight == "full" then rows = rows:drop "part" end
  local between = rows:where { inside = base.na }
  cells.add(t.flows, rows)
  if s.level.from then cells.add(t.belong, rows) end
  for _, name in ipairs { "types", "places", "years" } do
    if t[name] then cells.add(t[name], between) end
  end
end


local function gather(s)
  local t = s.tables
  s.cells = cells.all(t.flows)
  s.between = s.cells:where { inside = base.na }
  if s.level.from then s.belong = cells.all(t.belong) end
  for _, name in ipairs { "types", "places", "years" } do
    s[name] = t[name] and cells.all(t[name])
  end
end


-- ---- a frame ----

-- The levels that rows are dropped at, and those that are only counted.
local function find_levels(s, f)
  s.level, s.levels = levels_of(f, s.opts, s.opts.level), {}
  for k, level in ipairs(s.opts.levels or {}) do
    s.levels[k] = levels_of(f, s.opts, level)
  end
end


local function of_frame(s, f)
  local opts = s.opts
  take.check(f, opts)
  find_levels(s, f)
  s.frame, s.source, s.n_given = f, f.source, f.n_rows
  s.n_repeated = opts.group and 0 or f.n_rows - f:unique().n_rows
  take.rows(s, f)
  if opts.group then take.pair_up(s) end
  add_cells(s)
end


-- ---- a file ----

-- Ends the reading of a file whose groups do not stand together.
local APART = {}


-- The same rows with no text but their own: those of a block know all of its.
local function alone(f)
  local columns = {}
  for i, name in ipairs(f.names) do columns[i] = { name, f:column(name) } end
  return typed(columns, f.types, f.source)
end


-- Takes the groups that are whole: rows of the last one may follow, and wait.
local function take_groups(s, f, before)
  take.rows(s, f, before)
  local rows = s.waiting and s.waiting:append(s.rows) or s.rows
  local last
  s.orders, last = flow.together(rows, "group", s.orders)
  if s.orders == 0 then error(APART, 0) end
  s.rows, s.waiting = rows:head(last), alone(verbs.slice(rows, last, rows.n_rows))
  if s.opts.distinct then s.waiting = s.waiting:unique("group", "member") end
  if s.waiting.n_rows > MOST_WAITING then s.rows = s.waiting end  -- which is refused
  take.pair_up(s)
  add_cells(s)
end


local function take_last(s)
  s.rows, s.waiting = s.waiting, nil
  take.pair_up(s)
  add_cells(s)
end


-- The types of the columns of the file, which tell the levels, too.
local function types_of_file(s)
  local opts = s.opts
  local types = csv.names(opts.file, opts)
  for name in pairs(types) do types[name] = "text" end
  find_levels(s, { types = types })
  return take.types(opts, s.level, s.levels)
end


-- A file is read block by block, and only cells are kept.
local function stream(s)
  local opts, types, before = s.opts, types_of_file(s), 0
  local n, print = csv.blocks(opts.file, types, opts, function(f)
    s.source = f.source
    if opts.group then
      take_groups(s, f, before)
    else
      take.rows(s, f, before)
      add_cells(s)
    end
    before = before + f.n_rows
  end)
  if opts.group then take_last(s) end
  s.n_given, s.n_repeated, s.fingerprint = n, 0, print
  s.rows, s.annotated = nil, nil
end


-- Reads the file as a whole, for rows of one group may stand anywhere.
local function whole(s)
  local opts, types = s.opts, types_of_file(s)
  of_frame(s, frame.read(opts.file, { types = types, na = opts.na, decimal = opts.decimal,
    delim = opts.delim, encoding = opts.encoding }))
  s.is_apart, s.rows, s.annotated = true, nil, nil
end


-- ---- all of it ----

local function begin(opts)
  local s = { opts = opts, left_out = {}, span = {}, tables = new_tables(opts) }
  s.periods = opts.periods and periods_of(WORD, opts.periods) or { { name = "all" } }
  s.bounds = bounds_of(s.periods)
  return s
end


local function of_file(opts)
  local s = begin(opts)
  local done, problem = pcall(stream, s)
  if done then return s end
  if problem ~= APART then error(problem, 0) end
  s = begin(opts)
  whole(s)
  return s
end


local function of_given(opts)
  if opts.file then return of_file(opts) end
  local s = begin(opts)
  of_frame(s, opts.frame)
  return s
end


-- The state of a study: cells, periods with their sizes, the level, left_out.
return function(opts)
  local s = of_given(opts)
  gather(s)
  if s.cells.n_rows == 0 then refuse_nothing(s, opts) end
  size_up(s)
  s.left_out = only_some(s.left_out)
  return s
end
