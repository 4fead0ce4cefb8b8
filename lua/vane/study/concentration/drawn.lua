-- Limits of a study of concentration from records drawn anew.

local base = require "vane.core.base"
local bootstrap = require "vane.core.bootstrap"

local LEAST = 10         -- records that a line needs for limits
local INDICES = { "hhi", "entropy", "gini" }
local OTHER = 1 << 32    -- added to the seed for the earlier period

local drawn = {}


local function columns_of(s)
  return { s.opts.record, s.opts.region, s.opts.class, s.opts.value }
end


-- The replicates of hhi, entropy and gini, by name.
local function replicates(s, period, side, seed)
  local hhi, entropy, gini = bootstrap.lines(period.rows, columns_of(s),
    period.counts, s.opts.replicates, seed, side, s.opts.entropy == "bits")
  return { hhi = hhi, entropy = entropy, gini = gini }
end


local function records_by_line(s, period, side)
  return bootstrap.n_records(period.rows, columns_of(s), period.counts, side)
end


-- What an index of n cells can be.
local function range_of(s, index, n)
  if index == "hhi" then return 1 / n, 1 end
  if index == "gini" then return 0, 1 - 1 / n end
  return 0, math.log(n, s.opts.entropy == "bits" and 2 or nil)
end


-- As far as the drawn values lie off the found one, so far the found one may
-- lie off the true one, on the other side. Few records say nothing.
local function turned(found, low, high, n_records)
  if n_records < LEAST or base.is_na(low) then return base.na, base.na end
  return 2 * found - high, 2 * found - low
end


local function between(x, low, high)
  return base.is_na(x) and x or math.max(low, math.min(high, x))
end


local function limits_of(s, f, index, drawn_values, n_records, n_cells)
  local cells = bootstrap.limits(drawn_values, s.opts.level):cells()
  local least, most = range_of(s, index, n_cells)
  local low, high = {}, {}
  for i, found in ipairs(f:column(index)) do
    local a, b = turned(found, cells[1][i], cells[2][i], n_records[i])
    low[i], high[i] = between(a, least, most), between(b, least, most)
  end
  return { index .. "_low", low }, { index .. "_high", high }
end


-- A frame of lines with n_records and the limits of three indices.
function drawn.with_limits(s, f, period, side)
  local values = replicates(s, period, side, s.opts.seed)
  local n_records = records_by_line(s, period, side)
  local n_cells = side == "rows" and period.counts.n_cols
    or period.counts.n_rows
  local columns, types = { { "n_records", n_records } }, {}
  for _, index in ipairs(INDICES) do
    local low, high = limits_of(s, f, index, values[index], n_records, n_cells)
    columns[#columns + 1], columns[#columns + 2] = low, high
    types[low[1]], types[high[1]] = "number", "number"
  end
  return f:with(columns, { types = types })
end


-- The cells of an excess with limits of their quotients.
function drawn.cells_with_limits(s, cells, period)
  local low, high = bootstrap.quotients(period.rows, columns_of(s),
    period.counts, s.opts.replicates, s.opts.seed, s.opts.level)
  local by = { s.opts.region, s.opts.class }
  local function long(m, name)
    return m:long():rename { row = by[1], col = by[2], value = name }
  end
  if s.whole then cells = cells:drop("low", "high") end
  return cells:join(long(low, "low"), { by = by })
    :join(long(high, "high"), { by = by })
end


-- Growth with limits of each change of an index.
function drawn.growth_with_limits(s, f)
  local before = replicates(s, s.before, "cols", s.opts.seed + OTHER)
  local after = replicates(s, s.after, "cols", s.opts.seed)
  local n_before = records_by_line(s, s.before, "cols")
  local n_after = records_by_line(s, s.after, "cols")
  local limits, low, high = {}, {}, {}
  for _, index in ipairs(INDICES) do
    limits[index] = bootstrap.limits(after[index] - before[index],
      s.opts.level):cells()
  end
  local n_rows = 1 + #INDICES  -- of each class
  for k, index in ipairs(f:column "index") do
    local i, cells = (k - 1) // n_rows + 1, limits[index]
    low[k], high[k] = base.na, base.na
    if cells and not base.is_na(f:get(k, "change")) then
      low[k], high[k] = turned(f:get(k, "change"), cells[1][i], cells[2][i],
        math.min(n_before[i], n_after[i]))
    end
  end
  return f:with({ { "low", low }, { "high", high } },
    { types = { low = "number", high = "number" } })
end


function drawn.n_records(s, period)
  return period.rows:select(s.opts.record):unique().n_rows
end


return drawn
