-- What follows when somebody acts: a variant is forced, a judgement changed.

local core = require "vane.core.impact"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"

local methods, self = core.methods, core.meta.self


-- ---- the matrix afterwards ----

-- One variant for each forced descriptor, of those that are there.
local function check_force(x, force)
  local forced = {}
  for _, name in ipairs(check.keys(force)) do
    if type(name) ~= "string" or type(force[name]) ~= "string" then
      fail("intervene: 'force' should name one variant for each descriptor, as "
        .. "in { Trade = \"free\" }")
    end
    core.native.place(x, name, force[name], "intervene")
    forced[name] = force[name]
  end
  return forced
end


-- What is said about forced descriptors no longer counts.
local function silenced(x, forced)
  local list = {}
  for row in x:judgements():each() do
    if forced[row.to:match "^(.-)|"] and row.judgement ~= 0 then
      list[#list + 1] = { row.from, row.to, 0 }
    end
  end
  return x:changed(list)
end


-- ---- what becomes of each scenario ----

local function starting_from(x, row, forced)
  local start = {}
  for _, name in ipairs(x.descriptors) do
    start[name] = forced[name] or row[name]
  end
  return start
end


local function moved(x, row, last)
  local list = {}
  for _, name in ipairs(x.descriptors) do
    if row[name] ~= last[name] then
      list[#list + 1] = ("%s %s"):format(name, last[name])
    end
  end
  return table.concat(list, ", ")
end


local function outcomes(x, y, forced, before, rule, speeds)
  local c = { id = {}, label = {}, survives = {}, ends = {}, cycle = {},
    steps = {}, becomes = {} }
  for row in before:each() do
    local path, back = y:follow(starting_from(x, row, forced),
      { rule = rule, speeds = speeds })
    local n = #c.id + 1
    local last = path:row(back)
    c.id[n], c.label[n] = row.id, row.label
    c.ends[n], c.steps[n] = last.id, back - 1
    c.cycle[n] = path.n_rows - back + 1
    c.survives[n] = last.id == row.id and c.cycle[n] == 1
    c.becomes[n] = moved(x, row, last)
  end
  return frame({ { "id", c.id }, { "label", c.label },
    { "survives", c.survives }, { "steps", c.steps }, { "ends", c.ends },
    { "cycle", c.cycle }, { "becomes", c.becomes } },
    { types = { id = "text", label = "text", survives = "logical",
    steps = "integer", ends = "text", cycle = "integer", becomes = "text" },
    source = x.source })
end


-- ---- the intervention ----

local function text_of(r, opts)
  local n = r.outcomes:where { survives = true }.n_rows
  local lines = { ("%d of %d scenarios survive; %s hold afterwards"):format(n,
    r.outcomes.n_rows, tostring(r.count)) }
  if r.outcomes.n_rows > 0 then
    lines[2] = grid.frame(r.outcomes:select("label", "survives", "steps",
      "becomes"), opts)
  end
  return table.concat(lines, "\n")
end


-- The frame of scenarios to begin from.
local function beginnings(x, given)
  local f = given == nil and x:consistent {}.scenarios or given
  if check.kind_of(f) ~= "frame" then f = f.scenarios end
  for _, name in ipairs { "id", "label", table.unpack(x.descriptors) } do
    f:column(name)
  end
  return f
end


--- x:intervene{ force = choice, judgements = list, scenarios = futures,
---              rule = "global", speeds = } -> result
---   What follows when a variant is forced from outside, { Trade = "closed" },
---   or judgements change, as in x:changed. A forced descriptor stays where it
---   is put, whatever the others say about it. Every one of `scenarios`, those
---   of x:consistent{} when none are given, is followed from there by `rule`
---   (see x:basins).
---   .outcomes   frame: id, label; survives (it holds unchanged); steps; ends,
---               the id of the scenario where it comes to rest, or of the
---               first in the cycle that it goes round; cycle, how many
---               scenarios that is; becomes, the variants it has changed to
---   .scenarios  frame: what is consistent afterwards, as in x:consistent
---   .count      how many that are
---   .model      the matrix afterwards
---   Raises on names that are not there.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 2 }, { "A|y", "B|y", 2 }, { "B|x", "A|x", 1 } }
---   > x = impact{ a, b, judgements = list }
---   > r = x:intervene{ force = { A = "y" } }
---   > r.outcomes:select("survives", "steps", "becomes")
---   frame 2 x 3
---     survives  steps  becomes
---     false         1  A y, B y
---     true          0
function methods.intervene(x, given)
  self(x, "intervene")
  local opts = check("intervene", given, {
    force = { kind = "table", default = {} },
    judgements = { kind = { "table", "frame" }, default = {} },
    scenarios = { kind = "any" },
    rule = { kind = "string" },
    speeds = { kind = "table" },
  })
  local forced = check_force(x, opts.force)
  local y = silenced(x:changed(opts.judgements), forced)
  local before = beginnings(x, opts.scenarios)
  local after = y:consistent { force = forced }
  return result("intervene", {
    fields = { model = y, scenarios = after.scenarios, count = after.count,
      outcomes = outcomes(x, y, forced, before, opts.rule, opts.speeds) },
    text = text_of,
    next = { "outcomes", "scenarios" },
    provenance = provenance("intervene", { impact = x:matrix(),
      after = y:matrix() }),
  })
end
