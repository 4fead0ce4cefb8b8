-- Levers against futures: which is best where, and which bears all of them.

local base = require "vane.core.base"
local check = require "vane.base.check"
local condition = require "vane.data.condition"
local core = require "vane.core.run"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local native = require "vane.core.levers"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local sample = require "vane.core.sample"
local verbs = require "vane.core.frame_verbs"

local options = {
  outcome = { kind = "string" },
  better = { one_of = { "high", "low" }, default = "high" },
  goal = { kind = "any" },
}


local function outcome_of(s, opts)
  local names = {}
  for i, outcome in ipairs(s.outcomes) do
    names[i] = outcome.name
    if outcome.name == opts.outcome then return outcome.name end
  end
  if not opts.outcome then return names[1] end
  local near = base.nearest(opts.outcome, names)
  fail("stress: there is no outcome '%s'%s", opts.outcome,
    near and (" (did you mean '%s'?)"):format(near)
    or "; there are " .. table.concat(names, ", "))
end


local function read(s, given)
  local opts = check("stress", given, options)
  if #s.levers < 2 then
    fail "stress: there are no levers to compare; 'levers' of system or scenario.run declares them"
  end
  opts.outcome = outcome_of(s, opts)
  return opts
end


-- means[i][k]: of lever i in future k.
local function means_of(s, opts)
  local means = {}
  for i in ipairs(s.levers) do
    means[i] = {}
    for k in ipairs(s.futures) do
      means[i][k] = sample.spread(s.tables[i][k], opts.outcome, {})
    end
  end
  return means
end


local function is_better(opts, a, b)
  if opts.better == "high" then return a > b end
  return a < b
end


local function future_name(future) return future.name or "all" end


local function table_of(s, means)
  local names, columns, types = {}, {}, {}
  for i, lever in ipairs(s.levers) do names[i] = lever.name end
  columns[1] = { "lever", names }
  for k, future in ipairs(s.futures) do
    local list, name = {}, future_name(future)
    for i in ipairs(s.levers) do list[i] = means[i][k] end
    columns[k + 1], types[name] = { name, list }, "number"
  end
  return frame(columns, { types = types })
end


-- The best lever of a future, and by how much it leads.
local function best_in(s, opts, means, k)
  local best, second = 1, nil
  for i = 2, #s.levers do
    if is_better(opts, means[i][k], means[best][k]) then
      second, best = best, i
    elseif not second or is_better(opts, means[i][k], means[second][k]) then
      second = i
    end
  end
  return best, math.abs(means[best][k] - means[second][k])
end


local function best_of(s, opts, means)
  local c = { future = {}, best = {}, mean = {}, lead = {} }
  for k, future in ipairs(s.futures) do
    local best, lead = best_in(s, opts, means, k)
    c.future[k], c.best[k] = future_name(future), s.levers[best].name
    c.mean[k], c.lead[k] = means[best][k], lead
  end
  return frame({ { "future", c.future }, { "best", c.best }, { "mean", c.mean },
    { "lead", c.lead } }, { types = { mean = "number", lead = "number" } })
end


-- All runs of a lever, futures one below the other.
local function runs_of(s, i)
  local all = s.tables[i]
  return #all > 1 and all[1]:append(table.unpack(all, 2)) or all[1]
end


local function add_goal(c, i, f, opts)
  if opts.goal == nil then return end
  local n = f:where({ [opts.outcome] = opts.goal }).n_rows
  c.share[i] = n / f.n_rows
  c.low[i], c.high[i] = core.wilson(n, f.n_rows)
end


-- What each lever is worth over all runs, its column beside those of others.
local function worth_of(s, opts, frames)
  local values
  for i, lever in ipairs(s.levers) do
    local own = verbs.select(frames[i], { opts.outcome }, { lever.name }, "stress")
    values = values and verbs.extend(values, own) or own
  end
  return native.worth(values, opts.better == "high")
end


local function levers_of(s, opts, means)
  local c = { lever = {}, mean = {}, worst = {}, share = {}, low = {}, high = {},
    largest = {}, regret = {} }
  local frames = {}
  for i in ipairs(s.levers) do frames[i] = runs_of(s, i) end
  for i, worth in ipairs(worth_of(s, opts, frames)) do
    c.lever[i], c.worst[i] = s.levers[i].name, means[i][1]
    c.mean[i], c.largest[i], c.regret[i] = worth[1], worth[3], worth[4]
    for k in ipairs(s.futures) do
      if is_better(opts, c.worst[i], means[i][k]) then c.worst[i] = means[i][k] end
    end
    add_goal(c, i, frames[i], opts)
  end
  return c
end


local function levers_frame(c, opts)
  local columns = { { "lever", c.lever }, { "mean", c.mean }, { "worst", c.worst },
    { "largest_regret", c.largest }, { "mean_regret", c.regret } }
  local types = { mean = "number", worst = "number", largest_regret = "number",
    mean_regret = "number" }
  if opts.goal ~= nil then
    for _, name in ipairs { "share", "low", "high" } do
      columns[#columns + 1], types[name] = { name, c[name] }, "number"
    end
  end
  return frame(columns, { types = types })
end


-- The place of the smallest number, the first of several.
local function smallest(list)
  local at = 1
  for i = 2, #list do
    if list[i] < list[at] then at = i end
  end
  return at
end


local function satisfying(c)
  local most = 1
  for i = 2, #c.share do
    if c.share[i] > c.share[most] then most = i end
  end
  return c.lever[most]
end


local function goal_text(opts)
  if condition.is_condition(opts.goal) then return tostring(opts.goal) end
  return "what is wanted"
end


local function text_of(s, opts)
  return function(r, how)
    local room = { width = how and how.width or 78 }
    local into = { ("stress test of %s (%s is better): %d levers, %d futures, "
      .. "%d runs each, seed %d"):format(opts.outcome, opts.better, #s.levers,
      #s.futures, s.opts.runs, s.opts.seed), "  mean over runs",
      grid.frame(r.table, room), "  over all runs", grid.frame(r.levers, room) }
    into[#into + 1] = ("  robust by regret: %s"):format(r.robust)
    if opts.goal ~= nil then
      into[#into + 1] = ("  most often %s: %s (low and high bound what more runs "
        .. "would give)"):format(goal_text(opts), r.satisfying)
    end
    return table.concat(into, "\n")
  end
end


return function(s, given)
  local opts = read(s, given)
  local means = means_of(s, opts)
  local c = levers_of(s, opts, means)
  return result("stress", {
    fields = { table = table_of(s, means), best = best_of(s, opts, means),
      levers = levers_frame(c, opts), robust = c.lever[smallest(c.largest)],
      satisfying = opts.goal ~= nil and satisfying(c) or nil },
    absent = { satisfying = "it needs a 'goal', as in at_least(100)" },
    text = text_of(s, opts), next = { "table", "best", "levers" },
    provenance = provenance("stress", { seed = s.opts.seed,
      outcome = opts.outcome, better = opts.better }),
  })
end
