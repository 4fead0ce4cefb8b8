local random = require "vane.core.random"
local rankset = require "vane.core.rankset"

local MEAN, SUM = true, false


local function names(word, n)
  local list = {}
  for i = 1, n do list[i] = word .. i end
  return list
end


-- Experts x cells from a list of rows.
local function panel_of(rows)
  return matrix.of(names("expert", #rows), names("cell", #rows[1]), rows)
end


-- What each cell adds to: each thing has the next so many cells, weight 1.
local function parts_of(n_things, each)
  local thing = {}
  for c = 1, n_things * each do thing[c] = "thing" .. (c - 1) // each + 1 end
  return frame { thing = thing }:with { weight = 1.0 }
end


local function column(table_of, name)
  local list = {}
  for i, row in ipairs(table_of.rows) do list[i] = table_of:get(row, name) end
  return list
end


-- 1 + how many are larger.
local function rank(values, j)
  local r = 1
  for _, x in ipairs(values) do
    if x > values[j] + 1e-9 then r = r + 1 end
  end
  return r
end


-- Judgements 0 to 4 without pattern: experts x cells.
local function noise(seed, n_experts, n_cells)
  local rows = {}
  for i = 1, n_experts do rows[i] = random.below(seed, i, n_cells, 5) end
  return rows
end


-- Each expert's sum over the cells of each thing.
local function sums_of(rows, n_things, each)
  local sums = {}
  for i, row in ipairs(rows) do
    sums[i] = {}
    for j = 1, n_things do
      sums[i][j] = 0
      for c = (j - 1) * each + 1, j * each do
        sums[i][j] = sums[i][j] + row[c]
      end
    end
  end
  return sums
end


-- ---- values and ranks ----

test("a thing's value is the sum of its cells' means, ties share a rank", function()
  -- cell means 2, 1 | 3, 0 | 0, 0 | 2, 2
  local p = panel_of { { 1, 2, 3, 0, 0, 0, 4, 2 }, { 3, 0, 3, 0, 0, 0, 0, 2 } }
  local t = rankset.plain(p, parts_of(4, 2), SUM)
  eq(column(t, "value"), { 3.0, 3.0, 0.0, 4.0 })
  eq(column(t, "rank"), { 2.0, 2.0, 4.0, 1.0 })
  eq(column(t, "low"), column(t, "rank"))
  eq(column(t, "high"), column(t, "rank"))
end)

test("a mean divides by the weights of the cells that anyone judged", function()
  local p = panel_of { { 1, na, 3, 0 }, { 3, na, na, 0 } }
  local w = frame { thing = { "a", "a", "a", "b" },
    weight = { 1.0, 5.0, 3.0, 2.0 } }
  local t = rankset.plain(p, w, MEAN)
  near(t:get("a", "value"), (1 * 2 + 3 * 3) / 4)
  eq(t:get("b", "value"), 0.0)
end)

test("a thing that nobody judged has no value and nobody's rank", function()
  local p = panel_of { { 1, na }, { 2, na } }
  local t = rankset.plain(p, parts_of(2, 1), MEAN)
  eq(t:get("thing1", "rank"), 1.0)
  eq(is_na(t:get("thing2", "value")), true)
  eq(is_na(t:get("thing2", "rank")), true)
end)

test("sums of the same numbers in another order are ties", function()
  local p = panel_of { { 0.1, 0.2, 0.3, 0.3, 0.2, 0.1 } }
  eq(column(rankset.plain(p, parts_of(2, 3), SUM), "rank"), { 1.0, 1.0 })
end)


-- ---- one expert less ----

test("leaving one expert out agrees with doing it one by one", function()
  local rows = noise(4, 6, 15)
  local low, high = {}, {}
  for out = 1, #rows do
    local fewer = table.move(rows, 1, #rows, 1, {})
    table.remove(fewer, out)
    local values = column(rankset.plain(panel_of(fewer), parts_of(5, 3), SUM),
      "value")
    for j = 1, 5 do
      low[j] = math.min(low[j] or 99, rank(values, j))
      high[j] = math.max(high[j] or 0, rank(values, j))
    end
  end
  local all = column(rankset.plain(panel_of(rows), parts_of(5, 3), SUM), "rank")
  for j = 1, 5 do
    low[j], high[j] = math.min(low[j], all[j]), math.max(high[j], all[j])
  end
  local t = rankset.without_one(panel_of(rows), parts_of(5, 3), SUM)
  eq(column(t, "low"), low)
  eq(column(t, "high"), high)
end)


-- ---- one judgement changed ----

-- Every change of every cell, done and ranked.
local function all_changes(now, least, most, n_things, each)
  local low, high = {}, {}
  local function look(cells)
    local values = sums_of({ cells }, n_things, each)[1]
    for j = 1, n_things do
      low[j] = math.min(low[j] or 99, rank(values, j))
      high[j] = math.max(high[j] or 0, rank(values, j))
    end
  end
  look(now)
  for c = 1, #now do
    for x = least[c], most[c] do
      local changed = table.move(now, 1, #now, 1, {})
      changed[c] = x
      look(changed)
    end
  end
  return low, high
end


test("the range when one mark moves agrees with moving each", function()
  local w = parts_of(6, 4)
  for seed = 1, 40 do
    local now, least, most = random.below(seed, 0, 24, 3), {}, {}
    for c = 1, 24 do least[c], most[c] = 0, 2 end
    local t = rankset.when_one_moves(matrix.of({ "now", "least", "most" },
      names("cell", 24), { now, least, most }), w, SUM)
    local low, high = all_changes(now, least, most, 6, 4)
    eq(column(t, "low"), low)
    eq(column(t, "high"), high)
  end
end)

test("a cell that cannot move does not", function()
  local cells = matrix.of({ "now", "least", "most" }, names("cell", 2),
    { { 1, 0 }, { 1, 0 }, { 1, 0 } })
  local t = rankset.when_one_moves(cells, parts_of(2, 1), SUM)
  eq(column(t, "low"), { 1.0, 2.0 })
  eq(column(t, "high"), { 1.0, 2.0 })
end)

test("a cell of no thing, or without weight, counts for nothing", function()
  local p = panel_of { { 5, 1, 9 } }
  local w = frame { thing = { na, "a", "b" }, weight = { 1.0, 2.0, 0.0 } }
  local t = rankset.plain(p, w, SUM)
  eq(t.rows, { "a", "b" })
  eq(t:get("a", "value"), 2.0)
  eq(is_na(t:get("b", "value")), true)
end)


-- ---- rank sets ----

-- The whole procedure again, from each expert's own sums: the mean of their
-- differences, its standard error, and the largest studentised distance of
-- resampled ones.
local function sets_by_hand(sums, n_things, how)
  local n = #sums
  local function differences(chosen)
    local mean, err = {}, {}
    for a = 1, n_things do
      mean[a], err[a] = {}, {}
      for b = 1, n_things do
        local total, squares = 0, 0
        for _, i in ipairs(chosen) do total = total + sums[i][a] - sums[i][b] end
        for _, i in ipairs(chosen) do
          squares = squares + (sums[i][a] - sums[i][b] - total / n) ^ 2
        end
        mean[a][b], err[a][b] = total / n, math.sqrt(squares) / n
      end
    end
    return mean, err
  end
  local everyone = {}
  for i = 1, n do everyone[i] = i end
  local mean, err = differences(everyone)
  local distances, top = {}, {}
  for replicate = 0, how.replicates - 1 do
    local chosen = random.below(how.seed, replicate, n, n)
    for i = 1, n do chosen[i] = chosen[i] + 1 end
    local other, other_err = differences(chosen)
    local most = 0
    for a = 1, n_things do
      local ahead = 0
      for b = 1, n_things do
        local moved = math.abs(other[a][b] - mean[a][b])
        if moved > 1e-9 and err[a][b] > 1e-9 then
          most = math.max(most,
            moved / math.max(other_err[a][b], err[a][b] / 2))
        end
        if other[b][a] > 1e-9 then ahead = ahead + 1 end
      end
      top[a] = (top[a] or 0) + (ahead < how.top and 1 or 0)
    end
    distances[replicate + 1] = most
  end
  table.sort(distances)
  local limit = distances[math.ceil(how.level * (how.replicates + 1) - 1e-9)]
  local low, high = {}, {}
  for a = 1, n_things do
    low[a], high[a], top[a] = 1, n_things, top[a] / how.replicates
    for b = 1, n_things do
      if mean[b][a] > limit * err[a][b] + 1e-9 then low[a] = low[a] + 1 end
      if mean[a][b] > limit * err[a][b] + 1e-9 then high[a] = high[a] - 1 end
    end
  end
  return low, high, top
end


test("rank sets agree with the procedure done by hand", function()
  local how = { replicates = 99, seed = 5, level = 0.9, top = 2 }
  for seed = 1, 5 do
    local rows = noise(seed, 9, 20)
    for _, row in ipairs(rows) do  -- things further on get higher scores
      for c = 1, 20 do row[c] = row[c] + c // 2 end
    end
    local t = rankset.sets(panel_of(rows), parts_of(5, 4), SUM,
      how.replicates, how.seed, how.level, how.top)
    local low, high, top = sets_by_hand(sums_of(rows, 5, 4), 5, how)
    eq(column(t, "low"), low)
    eq(column(t, "high"), high)
    for j = 1, 5 do near(t:get("thing" .. j, "top"), top[j]) end
  end
end)

test("rank sets hold together about as often as they say", function()
  -- 250 panels of 10 experts who judge 5 things of truly 0, 0, 1, 1, 3 with
  -- noise of their own; 95 % wanted, 3 standard errors of 250 draws are 4 %.
  local truth, held = { 0, 0, 1, 1, 3 }, 0
  local true_low, true_high = { 4, 4, 2, 2, 1 }, { 5, 5, 3, 3, 1 }
  for panel = 1, 250 do
    local rows = noise(1000 + panel, 10, 20)
    for _, row in ipairs(rows) do
      for c = 1, 20 do row[c] = row[c] + truth[(c - 1) // 4 + 1] end
    end
    local t = rankset.sets(panel_of(rows), parts_of(5, 4), SUM, 199, panel,
      0.95, 1)
    local low, high, all = column(t, "low"), column(t, "high"), true
    for j = 1, 5 do
      all = all and low[j] <= true_low[j] and high[j] >= true_high[j]
    end
    held = held + (all and 1 or 0)
  end
  assert(held / 250 >= 0.91, held / 250)
end)

test("the order of things and the unit of scores do not matter", function()
  local rows, w = noise(3, 12, 16), parts_of(4, 4)
  local t = rankset.sets(panel_of(rows), w, SUM, 200, 1, 0.95, 2)
  local turned, last = {}, {}  -- the cells from last to first
  for c = 1, 16 do last[c] = w:get(17 - c, "thing") end
  for i, row in ipairs(rows) do
    turned[i] = {}
    for c = 1, 16 do turned[i][c] = row[17 - c] * 8 end
  end
  local u = rankset.sets(panel_of(turned), w:with { thing = last }, MEAN, 200, 1,
    0.95, 2)
  for _, thing in ipairs(t.rows) do
    for _, name in ipairs { "rank", "low", "high", "top" } do
      eq(u:get(thing, name), t:get(thing, name))
    end
    near(u:get(thing, "value"), t:get(thing, "value") * 8 / 4)
  end
end)

test("what all experts agree on is sure, equals stay together", function()
  local rows = {}
  for i = 1, 9 do rows[i] = { 4, 0, 0 } end
  local t = rankset.sets(panel_of(rows), parts_of(3, 1), SUM, 50, 1, 0.95, 1)
  eq(column(t, "low"), { 1.0, 2.0, 2.0 })
  eq(column(t, "high"), { 1.0, 3.0, 3.0 })
  eq(column(t, "top"), { 1.0, 0.0, 0.0 })
end)

test("unequal coverage: a difference counts those who judged", function()
  -- thing1 is judged by four experts only, far above the others
  local rows = {}
  for i = 1, 12 do
    rows[i] = { i <= 4 and 40 + i % 2 or na, i % 3, na }
  end
  local t = rankset.sets(panel_of(rows), parts_of(3, 1), SUM, 200, 1, 0.95, 1)
  near(t:get("thing1", "value"), 40.5)
  near(t:get("thing2", "value"), 1)
  eq({ t:get("thing1", "low"), t:get("thing1", "high") }, { 1.0, 1.0 })
  eq({ t:get("thing2", "low"), t:get("thing2", "high") }, { 2.0, 2.0 })
  eq(is_na(t:get("thing3", "high")), true)
end)

test("the same seed gives the same sets, another one need not", function()
  local p, w = panel_of(noise(9, 8, 30)), parts_of(6, 5)
  local t = rankset.sets(p, w, SUM, 100, 1, 0.95, 2)
  eq(rankset.sets(p, w, SUM, 100, 1, 0.95, 2) == t, true)
  local other = rankset.sets(p, w, SUM, 100, 2, 0.95, 2)
  eq(column(other, "top")[1] == column(t, "top")[1]
    and column(other, "top")[2] == column(t, "top")[2]
    and column(other, "top")[3] == column(t, "top")[3], false)
end)

test("too few experts and parts that do not fit are refused", function()
  raises("at least two experts", rankset.sets, panel_of { { 1, 2 } },
    parts_of(2, 1), SUM, 10, 1, 0.95, 1)
  raises("a weight (number) for each cell", rankset.plain,
    panel_of { { 1, 2 } }, parts_of(3, 1), SUM)
  raises('no column "weight"', rankset.plain, panel_of { { 1, 2 } },
    frame { thing = { "a", "b" } }, SUM)
end)
