-- How little breaks a scenario of a cross-impact matrix, and everything that is
-- known of one.

local core = require "vane.core.impact"
local scenarios = require "vane.core.scenarios"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local largest_size = require "vane.data.impact.size"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local scenario_of = require "vane.data.impact.scenario"

local methods, self = core.methods, core.meta.self

local FACTOR = 0.5   -- times the root of the descriptors that act on one
local NORMAL = 1.96  -- standard deviations that 95 % stay within


-- ---- significance ----

--- x:significance{ factor = 0.5 } -> number
--- x:significance{ sigma = } -> number
---   From which difference of two scores on one is worth talking of: with N
---   descriptors `factor` times the root of N - 1, after a rule of thumb for
---   cross-impact balances; or, where each judgement is uncertain by a
---   standard deviation of `sigma`, what 95 % of the differences that this
---   alone makes stay within: 1.96 times sigma times the root of 2 (N - 1).
---   As a threshold: x:consistent{ threshold = x:significance{} }. How often a
---   scenario holds in x:ensemble{} is the sounder answer.
---   Source: rule of thumb after Weimer-Jehle; the normal distribution.
---
---   > a, b, c, d = { "A", "x" }, { "B", "x" }, { "C", "x" }, { "D", "x" }
---   > x = impact{ a, b, c, d, { "E", "x" } }
---   > x:significance{}
---   1.0
function methods.significance(x, given)
  self(x, "significance")
  local opts = check("significance", given, {
    factor = { kind = "number", least = 0, below = math.huge },
    sigma = { kind = "number", least = 0, below = math.huge },
  })
  if opts.factor and opts.sigma then
    fail "significance: takes 'factor' or 'sigma', found both"
  end
  if opts.sigma then
    return NORMAL * opts.sigma * (2 * (x.n_descriptors - 1)) ^ 0.5
  end
  return (opts.factor or FACTOR) * (x.n_descriptors - 1) ^ 0.5
end


-- ---- margin ----

-- Chosen variants with their leads, and the rivals that are as strong as any.
local function leads_of(balance)
  local list, by_descriptor = {}, {}
  for row in balance:each() do
    local d = by_descriptor[row.descriptor]
    if not d then
      d = { name = row.descriptor, rivals = {} }
      by_descriptor[row.descriptor], list[#list + 1] = d, d
    end
    if row.chosen == 1 then
      d.variant, d.score, d.lead = row.variant, row.score, row.lead
    else
      d.rivals[#d.rivals + 1] = row
    end
  end
  for _, d in ipairs(list) do
    local near = {}
    for _, rival in ipairs(d.rivals) do
      if d.score - rival.score == d.lead then near[#near + 1] = rival.variant end
    end
    d.rivals = near
  end
  return list
end


-- The smallest lead: na where no descriptor has a rival.
local function smallest(leads)
  local least = base.na
  for _, d in ipairs(leads) do
    if not base.is_na(d.lead) and (base.is_na(least) or d.lead < least) then
      least = d.lead
    end
  end
  return least
end


-- Adds the judgements of the scenario on one variant, that would break it when
-- they went further than `lead` in that direction.
local function add_cells(c, x, places, label, towards, lead, cells, most)
  local to
  for l, known in ipairs(x.labels) do to = known == label and l or to end
  for _, k in ipairs(places) do
    local value = cells[k][to]
    if x.labels[k]:match "^[^|]*" ~= label:match "^[^|]*" and not base.is_na(value) then
      local n = #c.from + 1
      c.from[n], c.to[n], c.judgement[n] = x.labels[k], label, value
      c.beyond[n] = value + towards * lead
      c.within[n] = math.abs(c.beyond[n]) < most
        or c.beyond[n] * towards == -most
    end
  end
end


--- x:margin(scenario) -> frame, number
---   How little breaks a consistent scenario: the number is its smallest lead,
---   which a judgement has to change by more than (na: there are no rivals);
---   the frame lists every judgement that can do so alone: `from`, `to`,
---   `judgement`, `beyond`, the value that it has to pass (towards less on the
---   chosen variant, towards more on its rival), and `within`, whether that is
---   possible within the largest size of judgements in the matrix. Scenario as
---   in x:balance. Empty where the scenario is not consistent.
---   Raises as x:balance does.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 2 }, { "B|x", "A|x", 3 } }
---   > x = impact{ a, b, judgements = list }
---   > x:margin{ A = "x", B = "x" }
---   frame 2 x 5
---     from  to   judgement  beyond  within
---     A|x   B|x          2       0  true
---     A|x   B|y          0       2  true
---   2.0
function methods.margin(x, scenario)
  self(x, "margin")
  local places = scenario_of.places(x, "margin", scenario)
  local leads, cells = leads_of(x:balance(scenario)), x:matrix():cells()
  local margin, most = smallest(leads), largest_size(x:matrix():cells())
  local c = { from = {}, to = {}, judgement = {}, beyond = {}, within = {} }
  for _, d in ipairs(leads) do
    if not base.is_na(margin) and margin >= 0 and d.lead == margin then
      add_cells(c, x, places, d.name .. "|" .. d.variant, -1, margin, cells, most)
      for _, rival in ipairs(d.rivals) do
        add_cells(c, x, places, d.name .. "|" .. rival, 1, margin, cells, most)
      end
    end
  end
  return frame({ { "from", c.from }, { "to", c.to },
    { "judgement", c.judgement }, { "beyond", c.beyond },
    { "within", c.within } }, { types = { from = "text", to = "text",
    judgement = "number", beyond = "number", within = "logical" },
    source = x.source }), margin
end


-- ---- one scenario ----

local function text_of(r, opts)
  local row = r.scenarios:row(1)
  local chosen = r.balance:where { chosen = 1 }
  local lines = { ("scenario %s   %s"):format(row.id, row.label),
    ("  inconsistency %g, total impact %g, margin %s"):format(
      row.inconsistency, row.total_impact, tostring(r.margin)),
    grid.frame(chosen:select("descriptor", "variant", "score", "lead",
      "inconsistency"), opts) }
  return table.concat(lines, "\n")
end


--- x:explain(scenario) -> result
---   Everything about one scenario, which need not be consistent:
---   .scenarios  frame of one row: as in x:consistent{}.scenarios
---   .balance    frame: scores, leads, inconsistency by descriptor (x:balance)
---   .margin     number: its smallest lead (x:margin)
---   .breaks     frame: the judgements that can break it alone (x:margin)
---   .why        table: by descriptor, who holds or pulls it (x:why)
---   Scenario as in x:balance; raises as it does.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|y", 2 } } }
---   > x:explain{ A = "x", B = "y" }.margin
---   0.0
function methods.explain(x, scenario)
  self(x, "explain")
  local places = scenario_of.variants(x, "explain", scenario)
  local breaks, margin = x:margin(scenario)
  local function why()
    local list = {}
    for _, name in ipairs(x.descriptors) do list[name] = x:why(scenario, name) end
    return list
  end
  return result("explain", {
    fields = { scenarios = scenarios.given(x, places),
      balance = x:balance(scenario), margin = margin, breaks = breaks },
    later = { why = why },
    text = text_of,
    next = { "balance", "breaks", "why" },
    provenance = provenance("explain", { impact = x:matrix() }),
  })
end
