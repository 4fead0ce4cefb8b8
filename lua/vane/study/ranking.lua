-- Ranks that say how sure they are. With 8 experts or more: simultaneous rank
-- sets from resamples of whole experts; with fewer: from which to which rank
-- a thing goes when any one expert is left out; with one matrix: when any one
-- mark changes.

local base = require "vane.core.base"
local frame = require "vane.data.frame"
local rankset = require "vane.core.rankset"
local index = require "vane.base.index"

local ENOUGH = 8  -- experts for resamples

local ranking = {}

ranking.options = {
  seed       = { kind = "integer", default = 1 },
  replicates = { kind = "integer", default = 1000, least = 1, most = 1000000 },
  level      = { kind = "number", default = 0.95, above = 0, below = 1 },
  top        = { kind = "integer", least = 1 },
}


function ranking.is_resampled(n_experts)
  return n_experts ~= nil and n_experts >= ENOUGH
end


-- How the ranges were found, for the text of a result.
function ranking.basis(n_experts, opts)
  if not n_experts then return "from low to high when any one mark changes" end
  if n_experts < ENOUGH then
    return ("from low to high when any one of %d experts is left out"):format(
      n_experts)
  end
  return ("low to high, all at once with %g %%; %d resamples of %d experts, "
    .. "seed %d"):format(opts.level * 100, opts.replicates, n_experts,
    opts.seed)
end


local function ranks_of(cells, parts, given)
  local n, opts = given.n_experts, given.opts
  if not n then return rankset.when_one_moves(cells, parts, given.mean) end
  if n < ENOUGH then return rankset.without_one(cells, parts, given.mean) end
  return rankset.sets(cells, parts, given.mean, opts.replicates, opts.seed,
    opts.level, opts.top)
end


local function whole(value)
  return base.is_na(value) and value or math.tointeger(value)
end


-- The ranks of things as lists in the order of `names`: value, rank, low,
-- high and, when resampled, top (the share of resamples among the first ones).
--   names      of the things
--   things     for each cell the thing it adds to
--   weights    for each cell, or nil: 1
--   mean       whether a thing's cells are averaged or summed
--   n_experts  or nil
--   cells      matrix: experts x cells, or without experts three rows: what
--              stands, the least and the most it could be
function ranking.of(given)
  local parts = frame { thing = given.things }
    :with({ { "weight", given.weights or 1.0 } },
      { types = { weight = "number" } })
  local found = ranks_of(given.cells, parts, given)
  local lists, known = {}, index.set(found.rows)
  for _, column in ipairs(found.cols) do
    lists[column] = {}
    for i, name in ipairs(given.names) do
      local value = known[name] and found:get(name, column) or base.na
      if column ~= "value" and column ~= "top" then value = whole(value) end
      lists[column][i] = value
    end
  end
  return lists
end


return ranking
