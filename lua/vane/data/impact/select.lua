-- A few scenarios of many: far from each other, and robust.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local diverse = require "vane.core.diverse"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local verbs = require "vane.core.frame_verbs"

local methods, self = core.methods, core.meta.self


-- ---- weights ----

local function number_or_zero(value)
  return type(value) == "number" and value or 0
end


-- What a frame of an ensemble or of basins says of each id.
local function shares_by_id(f)
  local column
  for _, name in ipairs { "share", "weight" } do
    for _, known in ipairs(f.names) do
      if known == name then column = column or name end
    end
  end
  if not column then
    fail("select: 'weigh' should have a column \"share\" or \"weight\", as "
      .. "x:ensemble and x:basins give it; found %s", table.concat(f.names, ", "))
  end
  local shares, ids = {}, f:column "id"
  for i, value in ipairs(f:column(column)) do
    shares[ids[i]] = number_or_zero(value)
  end
  return shares, column
end


-- A weight for each scenario, and what it is called.
local function weights_of(scenarios, weigh)
  local weights = {}
  if weigh == nil then
    for i = 1, scenarios.n_rows do weights[i] = 1 end
    return weights
  end
  if type(weigh) == "string" then
    for i, value in ipairs(scenarios:column(weigh)) do
      weights[i] = number_or_zero(value)
    end
    return weights, weigh
  end
  local shares, called = shares_by_id(weigh)
  for i, id in ipairs(scenarios:column "id") do weights[i] = shares[id] or 0 end
  return weights, called
end


local function n_positive(weights)
  local n = 0
  for _, weight in ipairs(weights) do
    if weight > 0 then n = n + 1 end
  end
  return n
end


-- ---- reasons ----

-- The descriptors in which two scenarios differ.
local function differences(x, a, b)
  local list = {}
  for _, name in ipairs(x.descriptors) do
    if a[name] ~= b[name] then list[#list + 1] = name end
  end
  return list
end


-- The other chosen scenario that is nearest, and where it differs.
local function nearest_of(x, rows, s)
  local nearest, where
  for t, other in ipairs(rows) do
    local differ = t ~= s and differences(x, rows[s], other)
    if differ and (not where or #differ < #where) then
      nearest, where = other, differ
    end
  end
  return nearest, where
end


-- "share 0.97, 2 of 12 by it", or nothing where nothing was weighed.
local function words_of_weight(weight, weights, called)
  if not called then return nil end
  local place = 1
  for _, other in ipairs(weights) do
    if other > weight then place = place + 1 end
  end
  return ("%s %.3g, number %d of %d by it"):format(called, weight, place,
    #weights)
end


local function reason_of(x, where, words)
  local apart = where and ("differs from the nearest in %d of %d"):format(
    #where, x.n_descriptors)
  if words and apart then return words .. "; " .. apart end
  return words or apart or "the only one"
end


local function chosen_frame(x, scenarios, chosen, weights, called)
  local f, rows = verbs.keep(scenarios, chosen), {}
  local c = { weight = {}, distance = {}, nearest = {}, differs = {},
    reason = {} }
  for s = 1, #chosen do rows[s] = f:row(s) end
  for s, at in ipairs(chosen) do
    local nearest, where = nearest_of(x, rows, s)
    c.weight[s] = called and weights[at] or base.na
    c.distance[s] = where and #where or base.na
    c.nearest[s] = nearest and nearest.id or base.na
    c.differs[s] = where and table.concat(where, ", ") or base.na
    c.reason[s] = reason_of(x, where, words_of_weight(weights[at], weights,
      called))
  end
  return f:with({ { "weight", c.weight }, { "distance", c.distance },
    { "nearest", c.nearest }, { "differs", c.differs }, { "reason", c.reason } },
    { types = { weight = "number", distance = "integer", nearest = "text",
    differs = "text", reason = "text" } })
end


-- ---- the choice ----

local function text_of(x)
  return function(r, opts)
    local f = r.scenarios
    local lines = { ("%d of %d scenarios%s"):format(f.n_rows, r.n_candidates,
      x.source and "   " .. x.source or "") }
    if not r.exact then
      lines[2] = "  the best found; a better choice may exist"
    end
    lines[#lines + 1] = grid.frame(f:select("label", "weight", "distance",
      "reason"), opts)
    return table.concat(lines, "\n")
  end
end


-- The frame of scenarios among the argument's: a result's or itself.
local function scenarios_of(x, given)
  local kind = check.kind_of(given)
  local f = kind == "frame" and given or type(given) == "table"
    and kind ~= "table" and given.scenarios
  if check.kind_of(f) ~= "frame" then
    fail("select: wants what x:consistent{} gave, or a frame of scenarios, "
      .. "found %s", check.found(given))
  end
  for i, name in ipairs(x.descriptors) do
    if f.names[i] ~= name then
      fail("select: the scenarios should begin with the column \"%s\"", name)
    end
  end
  return f
end


local function check_k(opts, n)
  if opts.k > n then
    fail("select: 'k' is %d, but only %d scenarios %s", opts.k, n,
      opts.weigh and "weigh more than 0" or "are there")
  end
end


--- x:select(futures, { k = 3, diverse = true, weigh = frame or column })
---   -> result
--- futures:select{ k = 3, ... } -> result
---   A few scenarios to work on, of those that x:consistent{} found. With
---   `diverse`, a set of k is as good as its weakest part: the smallest number
---   of descriptors in which two of it differ, times the smallest weight in
---   it; of equal ones that with the larger sum of weights. `weigh` is what
---   x:ensemble{} or x:basins{} gave (its shares count), or the name of a
---   column such as "total_impact"; without it all weigh the same. Scenarios
---   that weigh nothing are not chosen. `diverse = false` takes the heaviest.
---   .scenarios     frame: the scenarios, weight, distance (to the nearest
---                  other chosen), nearest (its id), differs (where), reason
---   .n_candidates  scenarios that could be chosen
---   .exact         true: no other set is better; false: the search through
---                  two million sets was given up, and no exchange of one
---                  scenario betters the set
---   Raises when fewer than k weigh anything.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|x", 1 } } }
---   > futures = x:consistent{}
---   > futures:select{ k = 2 }.scenarios:select("A", "B", "distance")
---   frame 2 x 3
---     A  B  distance
---     x  x         2
---     y  y         2
function methods.select(x, futures, given)
  self(x, "select")
  local opts = check("select", given, {
    k = { kind = "integer", default = 3, least = 1 },
    diverse = { kind = "boolean", default = true },
    weigh = { kind = { "frame", "string" } },
  })
  local f = scenarios_of(x, futures)
  local weights, called = weights_of(f, opts.weigh)
  local n = n_positive(weights)
  check_k(opts, n)
  local chosen, exact = diverse.choose(f, x.n_descriptors, weights, opts.k,
    not opts.diverse)
  return result("select", {
    fields = { scenarios = chosen_frame(x, f, chosen, weights, called),
      n_candidates = n, exact = exact },
    text = text_of(x),
    next = { "scenarios" },
    provenance = provenance("select", { scenarios = f, k = opts.k,
      weigh = opts.weigh, diverse = opts.diverse }),
  })
end
