-- Tests judged together, beside the step-up rule of Benjamini and Hochberg as
-- it was published, in numbers that are sorted in several pieces.

local random = require "vane.core.random"
local native = require "vane.core.code_verbs"

-- For the k-th of n sorted p: the least of n p / k of it and all after it.
local function by_hand(p)
  local order, q, least = {}, {}, 1
  for i = 1, #p do order[i] = i end
  table.sort(order, function(a, b) return p[a] < p[b] end)
  for k = #p, 1, -1 do
    least = math.min(least, p[order[k]] * #p / k)
    q[order[k]] = least
  end
  return q
end

test("q of very many tests is that of the rule", function()
  for stream, n in ipairs { 1, 2, 65536, 65537, 200001 } do
    local units, p = random.units(9, stream, n), {}
    for i, unit in ipairs(units) do p[i] = math.ceil(unit * 90000) / 90000 end  -- with ties
    local found = native.judged(frame({ { "p", p } }, { types = { p = "number" } }), "BH")
    local q, wanted = found:column "q", by_hand(p)
    eq(#q, n)
    for i = 1, n do assert(math.abs(q[i] - wanted[i]) < 1e-14, i) end
  end
end)
