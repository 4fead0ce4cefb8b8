-- Intervals of agreement: from coefficients of units drawn anew, one by one.

local random = loadfile("tests/data/random.lua", "t", _ENV)()
local below = require "vane.core.random".below


test("the interval holds the value, is seeded, and narrows with the data",
  function()
    local _, f = random.ratings(random.numbers(15), 60, 3, 3)
    local a = agreement(f, { replicates = 400 })
    assert(a.low < a.value and a.value < a.high)
    local again = agreement(f, { replicates = 400 })
    eq({ a.low, a.high }, { again.low, again.high })
    local other = agreement(f, { replicates = 400, seed = 2 })
    assert(a.low ~= other.low)
    local wide = a.high - a.low
    local four = agreement(f:append(f):append(f:append(f)),
      { replicates = 400 })
    near((four.high - four.low) / wide, 0.5, 0.12)
  end)

-- The rows with two ratings or more, which count.
local function rows_that_count(f)
  local rows = {}
  for i = 1, f.n_rows do
    local n = 0
    for _, name in ipairs(f.names) do
      n = n + (is_na(f:get(i, name)) and 0 or 1)
    end
    if n > 1 then rows[#rows + 1] = i end
  end
  return rows
end


-- Alpha of those rows drawn anew n times, sorted.
local function drawn_values(f, rows, level, seed, n)
  local values = {}
  for r = 1, n do
    local columns = {}
    for j, name in ipairs(f.names) do columns[j] = { name, {} } end
    for _, at in ipairs(below(seed, r, #rows, #rows)) do
      for _, column in ipairs(columns) do
        table.insert(column[2], f:get(rows[at + 1], column[1]))
      end
    end
    values[r] = agreement(frame(columns), { level = level, replicates = 0 }).value
  end
  table.sort(values)
  return values
end


test("the interval is the quantiles of coefficients of drawn units", function()
  local _, f = random.ratings(random.numbers(16), 25, 3, 3)
  local values = drawn_values(f, rows_that_count(f), "ordinal", 1, 20)
  local a = agreement(f, { level = "ordinal", replicates = 20,
    confidence = 0.8 })
  near(a.low, values[2] + 0.9 * (values[3] - values[2]))
  near(a.high, values[18] + 0.1 * (values[19] - values[18]))
end)

test("many units are drawn together with the same result as one by one",
  function()
    local _, f = random.ratings(random.numbers(17), 130, 4, 5)
    local rows = rows_that_count(f)
    assert(#rows > 100)
    for _, level in ipairs { "nominal", "interval", "ratio" } do
      local values = drawn_values(f, rows, level, 3, 70)
      local a = agreement(f, { level = level, replicates = 70, seed = 3,
        confidence = 0.5 })
      near(a.low, values[18] + 0.25 * (values[19] - values[18]), 1e-11)
      near(a.high, values[52] + 0.75 * (values[53] - values[52]), 1e-11)
    end
  end)
