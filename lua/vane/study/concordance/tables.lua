-- What a concordance makes of a frame: its rows by target, with weights, and
-- tables of what was matched and what was not.

local base = require "vane.core.base"
local condition = require "vane.data.condition".words
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local lookup = require "vane.study.concordance.table"
local spread = require "vane.study.spread"
local typed = require "vane.study.typed"

local CLOSE = 1e-9  -- weights that add up to 1, as nearly as decimals can


-- ---- matching ----

local function sum_of(list)
  local sum = 0
  for _, x in ipairs(list) do sum = sum + x end
  return sum
end


-- Each code of the column, how often it stands there, and what it is.
local function look_up(s)
  local counts = s.rows:group(s.opts.column):aggregate { ["n of rows"] = "count" }
  local codes, n = counts:column(s.opts.column), counts:column "n of rows"
  s.matched, s.unmatched, s.n_missing = {}, {}, 0
  for i, code in ipairs(codes) do
    if base.is_na(code) then
      s.n_missing = n[i]
    else
      local found, below = lookup.find(s.by, code, s.opts.match == "exact")
      local list = found and s.matched or s.unmatched
      found = found or { below = below }
      found.value, found.n = code, n[i]
      list[#list + 1] = found
    end
  end
end


local function weights_of(s, entry)
  local sum = sum_of(entry.weights)
  if s.opts.weights == "declared" then return entry.weights end
  if sum == 0 then
    fail("linkage.concordance: the weights of the code \"%s\" are all 0, so its rows "
      .. "would go nowhere; leave it out of the concordance, and it is told as not "
      .. "matched", entry.code)
  end
  local list = {}
  for i, weight in ipairs(entry.weights) do list[i] = weight / sum end
  return list
end


-- A row for each code and target, which the rows of the frame are joined to.
local function map_of(s)
  local codes, to, weights = {}, {}, {}
  local function put(code, target, weight)
    codes[#codes + 1], to[#to + 1], weights[#weights + 1] = code, target, weight
  end
  for _, found in ipairs(s.matched) do
    for i, weight in ipairs(weights_of(s, found.entry)) do
      if weight > 0 then put(found.value, found.entry.to[i], weight) end
    end
  end
  if s.opts.unmatched == "keep" then
    for _, code in ipairs(s.unmatched) do put(code.value, base.na, 1) end
  end
  return frame({ { "code", codes }, { s.opts.to, to }, { "weight", weights } },
    { types = { code = s.rows.types[s.opts.column], weight = "number",
      [s.opts.to] = s.opts.by.types[s.opts.to] }, source = s.opts.by.source })
end


-- ---- tables ----

local function table_of(s, list, columns, types)
  local made = {}
  for k, column in ipairs(columns) do
    made[k] = { column[1], {} }
    for i, found in ipairs(list) do made[k][2][i] = column[2](found) end
  end
  return typed(made, types, s.opts.frame.source)
end


local function code_types(s, more)
  more.code = s.rows.types[s.opts.column]
  return more
end


local function value_of(found) return found.value end
local function n_of(found) return found.n end


local function matches(s)
  return table_of(s, s.matched, {
    { "code", value_of }, { "n_rows", n_of },
    { "matched", function(found) return found.entry.code end },
    { "how", function(found) return found.exact and "exact" or "prefix" end },
    { "n_targets", function(found) return #found.entry.to end },
    { "sum_weights", function(found) return sum_of(found.entry.weights) end },
  }, code_types(s, { n_rows = "integer", matched = "text", how = "text",
    n_targets = "integer", sum_weights = "number" })):sort("-n_rows", "code")
end


local function unmatched(s)
  return table_of(s, s.unmatched, {
    { "code", value_of }, { "n_rows", n_of },
    { "n_below", function(found) return found.below end },
  }, code_types(s, { n_rows = "integer", n_below = "integer" }))
    :sort("-n_rows", "code")
end


local function in_versions(s)
  local list = {}
  for _, found in ipairs(s.matched) do
    if #found.others > 0 then list[#list + 1] = found end
  end
  return table_of(s, list, {
    { "code", value_of }, { "n_rows", n_of },
    { "taken", function(found) return found.version end },
    { "others", function(found) return table.concat(found.others, ", ") end },
    { "agree", function(found) return found.agree end },
  }, code_types(s, { n_rows = "integer", taken = "text", others = "text",
    agree = "logical" })):sort("-n_rows", "code")
end


local function targets(s, rows)
  local list = rows:where { weight = condition.above(0) }
    :group(s.opts.to):aggregate { { "n_rows", "count" }, { "weight", "sum weight" },
      { "share", "share weight" } }
  return list:sort("-weight", s.opts.to)
end


-- ---- all of it ----

local function note_weights(s)
  s.n_rescaled, s.n_several = 0, 0
  for _, found in ipairs(s.matched) do
    local sum = s.opts.weight and sum_of(found.entry.weights) or 1
    if math.abs(sum - 1) > CLOSE then s.n_rescaled = s.n_rescaled + 1 end
    if #found.entry.to > 1 then s.n_several = s.n_several + 1 end
  end
end


local function rows_of(list)
  local n = 0
  for _, found in ipairs(list) do n = n + found.n end
  return n
end


return function(s)
  look_up(s)
  note_weights(s)
  local f = {
    frame = spread(s.rows, s.opts.column, map_of(s), s.opts.value),
    matches = matches(s), unmatched = unmatched(s),
    versions = in_versions(s), n_rows = s.rows.n_rows,
    n_matched = rows_of(s.matched), n_unmatched = rows_of(s.unmatched),
    n_missing = s.n_missing, scheme = s.by.scheme.name }
  f.targets = targets(s, f.frame)
  local known = { [s.opts.to] = base.na }
  f.n_targets = f.targets.n_rows - f.targets:where(known).n_rows
  return f
end
