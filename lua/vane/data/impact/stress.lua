-- The stress test of policies in a cross-impact model: what each lever makes
-- of each future, which is best where, and which bears all of them.

local core = require "vane.core.impact"
local native = require "vane.core.levers"
local card_model = require "vane.data.impact.wildcard_model"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local ensemble = require "vane.data.impact.ensemble"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local read = require "vane.data.impact.wildcard_read"
local result = require "vane.base.result"
local sample = require "vane.core.sample"
local scenarios = require "vane.data.impact.scenarios"

local methods, self = core.methods, core.meta.self

local NOTHING = "no lever"


-- ---- what is wished ----

-- { Descriptor = { variant = true } }, and how many descriptors.
local function wishes_of(x, wish)
  local wanted, n = {}, 0
  for _, name in ipairs(check.keys(wish)) do
    local list = wish[name]
    if type(list) == "string" then list = { list } end
    if type(name) ~= "string" or type(list) ~= "table" or #list == 0 then
      fail("stress: 'wish' should say { Descriptor = \"variant\" } or a list of "
        .. "variants")
    end
    wanted[name], n = {}, n + 1
    for _, variant in ipairs(list) do
      core.native.place(x, name, tostring(variant), "stress: 'wish'")
      wanted[name][variant] = true
    end
  end
  if n == 0 then fail("stress: 'wish' names no descriptor") end
  return wanted, n
end


local function share_of(wanted, n, row)
  local met = 0
  for name, variants in pairs(wanted) do
    if variants[row[name]] then met = met + 1 end
  end
  return met / n
end


-- ---- outcomes ----

-- The share of wishes met where a scenario comes to rest; the mean of the
-- scenarios of a cycle.
local function value_of(path, back, wanted, n)
  local sum = 0
  for k = back, path.n_rows do sum = sum + share_of(wanted, n, path:row(k)) end
  return sum / (path.n_rows - back + 1)
end


-- The value of each scenario under a lever; nil: none is pulled.
local function values_of(x, lever, list, opts, wanted, n)
  local y = lever and card_model.with(x, lever) or x
  local values = {}
  for i, entry in ipairs(list) do
    local start = lever and card_model.struck(x, lever, entry.variants)
      or entry.variants
    local path, back = y:follow(start, { rule = opts.rule })
    values[i] = value_of(path, back, wanted, n)
  end
  return values
end


-- ---- tables ----

local function table_frame(x, names, list, values)
  local columns, types = { { "lever", names } }, { lever = "text" }
  for i, entry in ipairs(list) do
    local cells = {}
    for k in ipairs(names) do cells[k] = values[k][i] end
    columns[i + 1], types[entry.name] = { entry.name, cells }, "number"
  end
  return frame(columns, { types = types, source = x.source })
end


-- The levers that do best in future i; none where none gains anything.
local function best_in(names, values, i)
  local most, best = values[1][i], { NOTHING }
  for k = 2, #names do
    if values[k][i] > most then
      most, best = values[k][i], { names[k] }
    elseif values[k][i] == most and most > values[1][i] then
      best[#best + 1] = names[k]
    end
  end
  return most, best
end


local function best_frame(x, names, list, values)
  local c = { future = {}, best = {}, value = {}, gain = {} }
  for i, entry in ipairs(list) do
    local most, best = best_in(names, values, i)
    c.future[i], c.best[i] = entry.name, table.concat(best, "; ")
    c.value[i], c.gain[i] = most, most - values[1][i]
  end
  return frame({ { "future", c.future }, { "best", c.best },
    { "value", c.value }, { "gain", c.gain } }, { types = { value = "number",
    gain = "number" }, source = x.source })
end


-- Of each lever: mean and worst value, largest and mean regret.
local function worth_of(names, values)
  local cases, numbers = {}, {}
  for k, name in ipairs(names) do
    cases[k], numbers[name] = { name, values[k] }, "number"
  end
  return native.worth(frame(cases, { types = numbers }), true)
end


-- The place of the lever of the smallest largest regret, then mean regret.
local function robust_of(worth)
  local at = 1
  for i, row in ipairs(worth) do
    local best = worth[at]
    if row[3] < best[3] or row[3] == best[3] and row[4] < best[4] then at = i end
  end
  return at
end


-- The most robust first.
local function lever_frame(x, names, values, doubt)
  local worth = worth_of(names, values)
  local columns, types = { { "lever", names } }, { lever = "text" }
  for k, name in ipairs { "mean", "worst", "largest_regret", "mean_regret" } do
    local cells = {}
    for i, row in ipairs(worth) do cells[i] = row[k] end
    columns[k + 1], types[name] = { name, cells }, "number"
  end
  for _, name in ipairs(doubt and { "low", "high", "robust" } or {}) do
    columns[#columns + 1], types[name] = { name, doubt[name] }, "number"
  end
  return frame(columns, { types = types, source = x.source })
    :sort("largest_regret", "mean_regret")
end


-- ---- how sure that is ----

-- A value for each lever, that of none first, and each scenario.
local function values_of_all(x, levers, list, opts, wanted, n)
  local values = { values_of(x, nil, list, opts, wanted, n) }
  for k, lever in ipairs(levers) do
    values[k + 1] = values_of(x, lever, list, opts, wanted, n)
  end
  return values
end


-- The whole study again in each member of the ensemble: where the middle 95 %
-- of each lever's means lie, and how often it is the robust one.
local function doubt_of(x, names, levers, list, opts, wanted, n)
  if not opts.members then return nil end
  local member = ensemble.maker(x, "stress", opts)
  local means, doubt = {}, { low = {}, high = {}, robust = {} }
  for k in ipairs(names) do means[k], doubt.robust[k] = {}, 0 end
  for m = 1, opts.members do
    local worth = worth_of(names,
      values_of_all(member(m), levers, list, opts, wanted, n))
    for k, row in ipairs(worth) do means[k][m] = row[1] end
    local robust = robust_of(worth)
    doubt.robust[robust] = doubt.robust[robust] + 1 / opts.members
  end
  for k in ipairs(names) do
    local _, ends = sample.spread(frame({ mean = means[k] },
      { types = { mean = "number" } }), "mean", { 0.025, 0.975 })
    doubt.low[k], doubt.high[k] = ends[1], ends[2]
  end
  return doubt
end


-- ---- the result ----

local function doubt_text(r)
  if not r.levers.names[6] then return "" end
  return ("\n  low, high: the middle 95 %% of the means in %d members of the "
    .. "ensemble;\n  robust: in which share of them a lever is the robust one")
    :format(r.n_members)
end


local function text_of(r, opts)
  return table.concat({ ("stress test: %s, %s; shares of %s met%s"):format(
    counted(r.levers.n_rows - 1, "lever"), counted(r.best.n_rows, "future"),
    counted(r.n_wishes, "wish", "wishes"), r.provenance.synthetic and "  SYNTHETIC DATA" or ""),
    grid.frame(r.table, opts), "  over all futures", grid.frame(r.levers, opts),
    "  robust by regret: " .. r.robust .. doubt_text(r) }, "\n")
end


local options = ensemble.options {
  levers = { kind = { "table", "frame", "string" }, needed = true },
  wish = { kind = "table", needed = true },
  scenarios = scenarios.option,
  rule = { one_of = { "global", "local", "incremental", "sequential" },
    default = "global" },
}


local function fields_of(x, names, list, values, doubt)
  local levers = lever_frame(x, names, values, doubt)
  return { table = table_frame(x, names, list, values),
    best = best_frame(x, names, list, values), levers = levers,
    robust = levers:get(1, "lever") }
end


--- x:stress{ levers = , wish = , scenarios = , rule = , members = , spread = }
---   -> stress result
---   What policies make of futures. A lever acts as a wild card does: `force`
---   puts descriptors where they are, `shocks` push variants from outside;
---   `levers` is a list of { name, force =, shocks = }, a frame, or the path of
---   one, with the columns lever, force and shocks (see x:wildcards). Every
---   scenario (all consistent ones unless named, as for x:signals) is followed
---   from the moment a lever is pulled to where it comes to rest; what counts
---   is the share of `wish`, { Descriptor = "variant" or list }, met there (the
---   mean of a cycle).
---   .table   frame: levers x futures; the first row is that of no lever
---   .best    frame: in each future the best levers ("no lever" where none
---            gains anything), value, gain on no lever
---   .levers  frame: mean, worst, largest_regret and mean_regret (what is lost
---            on the best lever of each future), the smallest largest first
---   .robust  the lever with the smallest largest regret, then mean regret
---   With `members` (and `spread`, `step`, `seed` as for x:ensemble) all is
---   done again in so many members of the ensemble: .levers then has low and
---   high, the middle 95 % of its means, and `robust`, the share of members in
---   which the lever is the robust one. The scenarios stay those of x.
---   Raises on names that are not there.
---   Source: regret after Savage 1951; succession after Weimer-Jehle 2006.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 } }
---   > x = impact{ a, b, judgements = list }
---   > levers = { { "Dam", force = { A = "x" } } }
---   > x:stress{ levers = levers, wish = { B = "x" } }.table
---   frame 2 x 3
---     lever     A x, B x  A y, B y
---     no lever         1         0
---     Dam              1         1
function methods.stress(x, given)
  self(x, "stress")
  local opts = check("stress", given, options)
  local wanted, n = wishes_of(x, opts.wish)
  local list = scenarios.of(x, "stress", opts.scenarios)
  local names = { NOTHING }
  local levers = read.cards(x, "stress", opts.levers, "lever")
  for k, lever in ipairs(levers) do names[k + 1] = lever.name end
  local fields = fields_of(x, names, list,
    values_of_all(x, levers, list, opts, wanted, n),
    doubt_of(x, names, levers, list, opts, wanted, n))
  fields.n_wishes, fields.n_members = n, opts.members
  return result("stress", {
    fields = fields, text = text_of, next = { "best", "levers" },
    provenance = provenance("stress", { model = x:matrix(), rule = opts.rule }),
  })
end
