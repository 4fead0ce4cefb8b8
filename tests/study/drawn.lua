-- A small seeded assessment for tests: trends T, industries I, and
-- draw(seed, stream, most), rows of marks, or of scores 0 to most; of(rows) is
-- their matrix.

local random = require "vane.core.random"
local T, I = { "t1", "t2", "t3", "t4" }, { "x", "y", "z" }


-- Trends x industries of marks, or of scores 0 to most.
local function draw(seed, stream, most)
  local list, rows = random.below(seed, stream, #T * #I, most + 1), {}
  for i = 1, #T do rows[i] = table.move(list, i * 3 - 2, i * 3, 1, {}) end
  return rows
end


local function of(rows)
  return matrix.of(T, I, rows)
end


return { T = T, I = I, draw = draw, of = of }
