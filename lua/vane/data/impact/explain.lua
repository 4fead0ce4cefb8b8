-- Why a scenario of a cross-impact matrix holds or falls.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local frame = require "vane.data.frame"
local matrix = require "vane.data.matrix"
local scenario_of = require "vane.data.impact.scenario"
local spans_of = require "vane.data.impact.spans"

local methods, self = core.methods, core.meta.self

local na = base.na


local function scores_of(cells, places, n)
  local scores = {}
  for l = 1, n do
    local sum = 0.0
    for _, k in ipairs(places) do
      local value = cells[k][l]
      if type(value) == "number" then sum = sum + value end
    end
    scores[l] = sum
  end
  return scores
end


local function best_rival(scores, span, own)
  local best
  for l = span.first, span.last do
    if l ~= own and (not best or scores[l] > best) then best = scores[l] end
  end
  return best
end


--- x:balance(scenario) -> frame
---   The impact balance of a scenario, { Descriptor = "variant", ... } or a
---   row of a frame of scenarios: a row for every variant with its `score`,
---   the sum of what the variants of the scenario say about it; `chosen` is 1
---   for those in the scenario, and `lead` says by how much a chosen one is
---   ahead of its best rival (below 0: behind, so that the scenario does not
---   hold there, and `inconsistency` says how far). The smallest lead of all is
---   what one changed judgement must exceed to break the scenario (see
---   x:margin).
---   Raises when the scenario lacks a descriptor or names another variant.
---   Source: Weimer-Jehle 2006.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|y", 2 } } }
---   > x:balance{ A = "x", B = "x" }
---   frame 4 x 6
---     descriptor  variant  chosen  score  lead  inconsistency
---     A           x             1      0     0              0
---     A           y             0      0    na             na
---     B           x             1      0    -2              2
---     B           y             0      2    na             na
function methods.balance(x, scenario)
  self(x, "balance")
  local places = scenario_of.places(x, "balance", scenario)
  local scores = scores_of(x:matrix():cells(), places, x.n_variants)
  local c = { descriptor = {}, variant = {}, chosen = {}, lead = {}, lack = {} }
  for i, span in ipairs(spans_of(x)) do
    for k, variant in ipairs(x:variants(span.name)) do
      local l = span.first + k - 1
      local chosen = l == places[i]
      c.descriptor[l], c.variant[l] = span.name, variant
      c.chosen[l] = chosen and 1 or 0
      local rival = chosen and best_rival(scores, span, l)
      c.lead[l] = rival and scores[l] - rival or na
      c.lack[l] = chosen and math.max(0.0, rival and rival - scores[l] or 0) or na
    end
  end
  return frame({ { "descriptor", c.descriptor }, { "variant", c.variant },
    { "chosen", c.chosen }, { "score", scores }, { "lead", c.lead },
    { "inconsistency", c.lack } }, { types = { lead = "number",
    inconsistency = "number" }, source = x.source })
end


--- x:why(scenario, descriptor) -> matrix
---   Who holds or pulls a descriptor's variants in a scenario: what the
---   variant of each other descriptor says about each of them; the sums of the
---   columns are the scores of x:balance. Scenario as in x:balance.
---   Raises as x:balance does, and when there is no such descriptor.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|y", 2 } } }
---   > x:why({ A = "x", B = "x" }, "B"):get("A|x", "y")
---   2.0
function methods.why(x, scenario, descriptor)
  self(x, "why")
  local places = scenario_of.places(x, "why", scenario)
  local variants, cells = x:variants(descriptor), x:matrix():cells()
  local rows, lines = {}, {}
  local about
  for _, span in ipairs(spans_of(x)) do
    if span.name == descriptor then about = span end
  end
  for i, place in ipairs(places) do
    rows[i] = x.labels[place]
    lines[i] = table.move(cells[place], about.first, about.last, 1, {})
  end
  return matrix { rows = rows, cols = variants, cells = lines,
    row_title = "in the scenario", col_title = descriptor, source = x.source }
end
