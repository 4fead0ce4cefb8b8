-- Two cross-impact matrices side by side, and what follows when something is
-- done to one.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local judgements = require "vane.data.impact.judgements"
local plain_rows = require "vane.data.plain_rows"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local verbs = require "vane.core.frame_verbs"

local methods, self = core.methods, core.meta.self

local MOST_REASONS = 100  -- scenarios lost or gained whose reasons are given


-- ---- judgements ----

--- x:changed(judgements) -> impact
---   The matrix with some judgements changed: a list of { "Descriptor|variant",
---   "Descriptor|variant", number }, or a frame, as in impact{}.
---   Raises on variants that are not there.
---
---   > x = impact{ { "A", "x" }, { "B", "y" } }
---   > x:changed{ { "A|x", "B|y", 2 } }:matrix():get("A|x", "B|y")
---   2.0
function methods.changed(x, list)
  self(x, "changed")
  if type(list) ~= "table" and check.kind_of(list) ~= "frame" then
    fail("changed: wants a list or a frame of judgements, found %s",
      check.found(list))
  end
  return judgements.put(x, list)
end


local function same(a, b)
  return a == b or (base.is_na(a) and base.is_na(b))
end


local function changes_between(x, y)
  local before, after = x:matrix():cells(), y:matrix():cells()
  local c = { from = {}, to = {}, before = {}, after = {} }
  for k, from in ipairs(x.labels) do
    for l, to in ipairs(x.labels) do
      if not same(before[k][l], after[k][l]) then
        local n = #c.from + 1
        c.from[n], c.to[n] = from, to
        c.before[n], c.after[n] = before[k][l], after[k][l]
      end
    end
  end
  return frame({ { "from", c.from }, { "to", c.to }, { "before", c.before },
    { "after", c.after } }, { types = { from = "text", to = "text",
    before = "number", after = "number" }, source = x.source })
end


-- ---- scenarios ----

-- Those whose id the other lacks (or has).
local function those(f, others, wanted)
  local known, rows = {}, {}
  for _, id in ipairs(others:column "id") do known[id] = true end
  for i, id in ipairs(f:column "id") do
    if (known[id] or false) == wanted then rows[#rows + 1] = i end
  end
  return verbs.keep(f, rows)
end


-- "Trade|free on Growth|high 2 -> 1" for the changes that count in this
-- scenario for the variant or its rival, the gravest first.
local function changes_that_count(scenario, descriptor, variant, rival, changes)
  local list = {}
  for _, change in ipairs(changes) do
    local from, chosen = change.from:match "^(.-)|(.*)$"
    local about = change.to:match "^(.-)|"
    local on = change.to:sub(#about + 2)
    if scenario[from] == chosen and about == descriptor
      and (on == variant or on == rival) then
      list[#list + 1] = ("%s on %s %s -> %s"):format(change.from, change.to,
        tostring(change.before), tostring(change.after))
    end
  end
  return table.concat(list, "; ")
end


-- The lead of the chosen variant of each descriptor, and its best rival.
local function leads_of(x, scenario)
  local leads = {}
  for row in x:balance(scenario):each() do
    local d = leads[row.descriptor] or {}
    leads[row.descriptor] = d
    if row.chosen == 1 then
      d.variant, d.lead = row.variant, row.lead
    elseif not d.score or row.score > d.score then
      d.rival, d.score = row.variant, row.score
    end
  end
  return leads
end


-- A row for each descriptor that breaks the scenario in `where`.
local function add_reasons(c, status, scenario, threshold, where, other, changes)
  local broken, held = leads_of(where, scenario), leads_of(other, scenario)
  for _, name in ipairs(where.descriptors) do
    local d = broken[name]
    if not base.is_na(d.lead) and d.lead < -threshold then
      local n = #c.id + 1
      c.id[n], c.label[n], c.status[n] = scenario.id, scenario.label, status
      c.descriptor[n], c.variant[n], c.rival[n] = name, d.variant, d.rival
      c.before[n] = status == "lost" and held[name].lead or d.lead
      c.after[n] = status == "lost" and d.lead or held[name].lead
      c.because[n] = changes_that_count(scenario, name, d.variant, d.rival, changes)
    end
  end
end


local function reasons_of(x, y, lost, gained, threshold, changes)
  local c = { id = {}, label = {}, status = {}, descriptor = {}, variant = {},
    rival = {}, before = {}, after = {}, because = {} }
  changes = plain_rows(changes)
  for _, scenario in ipairs(plain_rows(lost:head(MOST_REASONS))) do
    add_reasons(c, "lost", scenario, threshold, y, x, changes)
  end
  for _, scenario in ipairs(plain_rows(gained:head(MOST_REASONS))) do
    add_reasons(c, "gained", scenario, threshold, x, y, changes)
  end
  local types = { lead_before = "number", lead_after = "number" }
  for _, name in ipairs { "id", "label", "status", "descriptor", "variant",
    "rival", "because" } do types[name] = "text" end
  return frame({ { "id", c.id }, { "label", c.label }, { "status", c.status },
    { "descriptor", c.descriptor }, { "variant", c.variant },
    { "rival", c.rival }, { "lead_before", c.before },
    { "lead_after", c.after }, { "because", c.because } },
    { types = types, source = x.source })
end


-- ---- comparison ----

local function text_of(r, opts)
  local line = ("%s; %s lost, %d gained, %d kept"):format(
    counted(r.judgements.n_rows, "judgement differs", "judgements differ"),
    counted(r.lost.n_rows, "scenario"), r.gained.n_rows, r.kept.n_rows)
  if not r.complete then
    line = line .. " (a search was cut short: incomplete)"
  end
  local lines = { line }
  if r.reasons.n_rows > 0 then
    lines[2] = grid.frame(r.reasons:select("status", "label", "descriptor",
      "rival", "lead_before", "lead_after"), opts)
  end
  return table.concat(lines, "\n")
end


local function check_alike(x, y)
  if check.kind_of(y) ~= "impact" then
    fail("compare: wants another impact, found %s", check.found(y))
  end
  if table.concat(x.labels, "\n") ~= table.concat(y.labels, "\n") then
    fail("compare: both should have the same descriptors and variants in the "
      .. "same order; %d and %d variants were found", x.n_variants, y.n_variants)
  end
end


--- x:compare(y, { threshold = 0, force = , forbid = , imply = , limit = ,
---                time = }) -> result
---   What another matrix of the same descriptors changes: options are those of
---   x:consistent, for both.
---   .judgements  frame: from, to, before (in x), after (in y), where they
---                differ
---   .lost        frame: scenarios consistent in x and not in y
---   .gained      frame: scenarios consistent in y and not in x
---   .kept        frame: scenarios consistent in both, as y has them
---   .reasons     frame: of the lost and the gained (100 each at most), each
---                descriptor that breaks them in the other matrix, its best
---                rival there, its lead in x and in y, and `because`, the
---                changed judgements of the scenario on variant and rival
---   .complete    false when a search was cut short
---   Raises when descriptors or variants differ.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|x", 2 } } }
---   > r = x:compare(x:changed{ { "A|x", "B|y", 3 } })
---   > r.lost.n_rows, r.gained.n_rows, r.kept.n_rows
---   1
---   1
---   2
---   > r.reasons:get(1, "because")
---   A|x on B|y 0.0 -> 3.0
function methods.compare(x, y, given)
  self(x, "compare")
  check_alike(x, y)
  local mine, theirs = x:consistent(given), y:consistent(given)
  local lost = those(mine.scenarios, theirs.scenarios, false)
  local gained = those(theirs.scenarios, mine.scenarios, false)
  local changes = changes_between(x, y)
  return result("compare", {
    fields = { judgements = changes, lost = lost, gained = gained,
      kept = those(theirs.scenarios, mine.scenarios, true),
      reasons = reasons_of(x, y, lost, gained, mine.threshold, changes),
      complete = mine.complete and theirs.complete },
    text = text_of,
    next = { "judgements", "lost", "gained", "reasons" },
    provenance = provenance("compare", { before = x:matrix(),
      after = y:matrix() }),
  })
end
