-- Which judgements a future needs: ranges of them, found in an ensemble.

local core = require "vane.core.impact"
local cart = require "vane.data.cart"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local prim = require "vane.data.prim"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"

local methods, self = core.methods, core.meta.self

local MOST = 12  -- judgements looked at


-- The options of the ensemble, without those of this word.
local function ensemble_options(given)
  local own = {}
  for name, value in pairs(given or {}) do
    if name ~= "judgements" then own[name] = value end
  end
  return own
end


local function inputs_of(leverage, most)
  local inputs = {}
  for row in leverage:head(most):each() do
    inputs[#inputs + 1] = row.from .. " > " .. row.to
  end
  return inputs
end


-- A scenario that always or never holds needs nothing that could be told.
local function check_outcome(members)
  local n = members:where { holds = true }.n_rows
  if n == 0 or n == members.n_rows then
    fail("needs: the scenario holds in %s of the %d members; no judgement "
      .. "decides about it within this spread", n == 0 and "none" or "all",
      members.n_rows)
  end
  return n
end


local function text_of(r, opts)
  local prim_text = getmetatable(r.prim).show(r.prim, opts)
  return ("the scenario holds in %d of %d members; where it does:\n%s"):format(
    r.n_holds, r.n_members, prim_text:match "^[^\n]*\n(.-)\n[^\n]*$" or prim_text)
end


--- x:needs(scenario, { judgements = 12, members = 1000, spread = 0.3, step = 1,
---                     seed = 1, threshold = 0, memory = 1024 }) -> result
---   Which judgements a future needs: within which ranges of them it holds in
---   the members of the ensemble of the same options (see x:leverage). Looked
---   at are the so many `judgements` with the largest effects.
---   .boxes      frame: coverage, density and mass of each box (see prim)
---   .limits     frame: the judgements that a box limits, from low to high
---   .prim       the whole result of prim
---   .tree       the same question answered by a tree of conditions (see cart)
---   .leverage   frame: what x:leverage gives
---   .n_holds, .n_members  in how many members it holds
---   Raises as x:leverage does, and when the scenario holds always or never.
---   Source: Bryant and Lempert 2010, on judgements instead of drivers.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|x", 1 } } }
---   > r = x:needs({ A = "x", B = "y" }, { spread = 0.9 })
---   > r.limits:get(1, "input")
---   A|x > B|x
function methods.needs(x, scenario, given)
  self(x, "needs")
  local most = type(given) == "table" and given.judgements or MOST
  if math.type(most) ~= "integer" or most < 1 then
    fail("needs: 'judgements' should be a whole number above 0, found %s",
      check.found(most))
  end
  local opts = type(given) == "table" and ensemble_options(given) or given
  local members = x:members(scenario, opts)
  local n = check_outcome(members)
  local leverage = x:leverage(scenario, opts)
  local asked = { outcome = "holds", inputs = inputs_of(leverage, most) }
  local found = prim(members, asked)
  return result("needs", {
    fields = { prim = found, boxes = found.boxes, limits = found.limits,
      leverage = leverage, n_holds = n, n_members = members.n_rows },
    later = { tree = function() return cart(members, asked) end },
    text = text_of,
    next = { "boxes", "limits", "tree", "leverage" },
    provenance = provenance("needs", { impact = x:matrix() }),
  })
end
