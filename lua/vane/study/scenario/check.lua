-- Whether the documents of scenarios hold in their cross-impact model.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local variants = require "vane.study.scenario.variants"

local holds = {}


local function model_of(s, given)
  local model = given or rawget(getmetatable(s).fields, "model")
  if check.kind_of(model) == "impact" then return model end
  fail("check: \"%s\" wants a cross-impact model, as in s:check(model), found "
    .. "%s", s.name, check.found(model))
end


local function missing_of(s, model)
  local missing = {}
  for _, name in ipairs(model.descriptors) do
    if not s.variants[name] then missing[#missing + 1] = name end
  end
  return missing
end


-- How far the worst descriptor is behind its best variant.
local function inconsistency_of(balance)
  local worst = 0
  for _, lead in ipairs(balance:column "lead") do
    if not base.is_na(lead) then worst = math.max(worst, -lead) end
  end
  return worst
end


local function text_of(s, r, opts)
  if #r.missing > 0 then
    return ("\"%s\" says nothing of %s"):format(s.name,
      table.concat(r.missing, ", "))
  end
  local says = r.consistent and "holds: every descriptor has the variant that "
    .. "the others promote most" or ("does not hold: inconsistency %g"):format(
    r.inconsistency)
  return ("\"%s\" %s\n%s"):format(s.name, says, grid.frame(r.balance, opts))
end


-- Of one scenario, in that model or its own.
function holds.one(s, given)
  local model = model_of(s, given)
  variants.of("check", s.variants, model)
  local r = { missing = missing_of(s, model), consistent = base.na,
    inconsistency = base.na }
  if #r.missing == 0 then
    r.balance = model:balance(s.variants):where { chosen = 1 }
      :select("descriptor", "variant", "score", "lead")
    r.inconsistency = inconsistency_of(r.balance)
    r.consistent = r.inconsistency == 0
  end
  return result("check", {
    fields = r, text = function(self, opts) return text_of(s, self, opts) end,
    absent = { balance = "the scenario leaves descriptors out; see .missing" },
    next = r.balance and { "balance" } or { "missing" },
    provenance = provenance("scenario.check", { model = model:matrix() }),
  })
end


-- The descriptor whose lead is the smallest, and that lead.
local function weakest_of(balance)
  local row = balance:sort("lead"):row(1)
  return row.descriptor, row.lead
end


-- A row for each scenario: consistent, inconsistency, weakest, lead, missing.
function holds.all(list, given)
  local names = { "scenario", "consistent", "inconsistency", "weakest", "lead",
    "n_missing" }
  local c = {}
  for _, name in ipairs(names) do c[name] = {} end
  for i, s in ipairs(list) do
    local r = holds.one(s, given)
    local complete = #r.missing == 0
    c.scenario[i], c.consistent[i] = s.name, r.consistent
    c.inconsistency[i], c.n_missing[i] = r.inconsistency, #r.missing
    c.weakest[i], c.lead[i] = base.na, base.na
    if complete then c.weakest[i], c.lead[i] = weakest_of(r.balance) end
  end
  local columns = {}
  for k, name in ipairs(names) do columns[k] = { name, c[name] } end
  return frame(columns, { types = { scenario = "text", consistent = "logical",
    inconsistency = "number", weakest = "text", lead = "number",
    n_missing = "integer" } })
end


return holds
