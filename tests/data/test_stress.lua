-- The stress test of policies in a cross-impact model: values, regret and the
-- best levers by hand, and beside wild cards and tables worked out anew.

package.path = "tests/data/?.lua;" .. package.path
local draw = require "random".numbers(41)
local files = require "files"

-- B follows A, C follows B; nothing acts on A.
local model = impact { { "A", "x", "y" }, { "B", "x", "y" }, { "C", "x", "y" }, judgements = {
  { "A|x", "B|x", 2 }, { "A|y", "B|y", 2 }, { "B|x", "C|x", 2 }, { "B|y", "C|y", 2 } } }

local two = { { A = "x", B = "x", C = "x" }, { A = "y", B = "y", C = "y" } }


local function stress(levers, wish)
  return model:stress { levers = levers, wish = wish, scenarios = two }
end


local function row_of(f, lever)
  return f:where { lever = lever }:row(1)
end


-- ---- by hand ----

test("a lever is worth the share of wishes met where scenarios come to rest", function()
  local r = stress({ { "Turn A", force = { A = "x" } }, { "Turn B", force = { B = "x" } },
    { "Hint", shocks = { ["C|x"] = 1 } }, { "Push", shocks = { ["C|x"] = 3 } } },
    { B = "x", C = "x" })
  eq(r.table:column "lever", { "no lever", "Turn A", "Turn B", "Hint", "Push" })
  -- the first has both already; of the second A brings both, B brings both, a
  -- hint of 1 is less than the lead of 2, a push of 3 brings C alone
  eq(r.table:column "scenario 1", { 1.0, 1.0, 1.0, 1.0, 1.0 })
  eq(r.table:column "scenario 2", { 0.0, 1.0, 1.0, 0.0, 0.5 })
  eq(r.best:column "best", { "no lever", "Turn A; Turn B" })
  eq(r.best:column "gain", { 0.0, 1.0 })
  eq(r.n_wishes, 2)
end)

test("regret is what is lost on the best lever of each future", function()
  local r = stress({ { "To x", force = { A = "x" } }, { "To y", force = { A = "y" } },
    { "Part", force = { C = "x" } } }, { A = "x", B = "x", C = "x" })
  -- futures:   first  second   (best 1 and 1)
  -- no lever   1      0
  -- To x       1      1
  -- To y       0      0
  -- Part       1      1/3
  eq({ row_of(r.levers, "To x").largest_regret, row_of(r.levers, "To x").mean_regret }, { 0, 0 })
  eq(row_of(r.levers, "To y").largest_regret, 1)
  near(row_of(r.levers, "Part").largest_regret, 2 / 3)
  near(row_of(r.levers, "Part").mean_regret, 1 / 3)
  near(row_of(r.levers, "Part").mean, 2 / 3)
  near(row_of(r.levers, "Part").worst, 1 / 3)
  eq(r.robust, "To x")
  eq(r.levers:column "lever", { "To x", "Part", "no lever", "To y" })
end)

test("of a cycle the mean counts", function()
  local round = impact { { "A", "x", "y" }, { "B", "x", "y" }, judgements = {
    { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 }, { "B|x", "A|x", 1 }, { "B|y", "A|y", 1 } } }
  local r = round:stress { levers = { { "Still", shocks = { ["A|x"] = 0 } } },
    wish = { A = "x" }, scenarios = { { A = "x", B = "y" } } }
  -- {x, y} and {y, x} change places for ever
  eq(r.table:column "scenario 1", { 0.5, 0.5 })
end)

test("a wish may name several variants, and all of them are always met", function()
  local r = stress({ { "Turn", force = { A = "y" } } }, { A = { "x", "y" }, B = { "x", "y" } })
  eq(r.table:column "scenario 1", { 1.0, 1.0 })
  eq(r.robust, "no lever")
end)


-- ---- by other routes ----

test("values are those of wild cards, and regrets those of the table", function()
  for _ = 1, 40 do
    local levers = {}
    for k = 1, 3 do
      local name = ({ "A", "B", "C" })[draw(3) + 1]
      levers[k] = { "L" .. k, force = { [name] = draw(2) == 0 and "x" or "y" },
        shocks = { ["C|x"] = draw(7) - 3 } }
    end
    local wish = { B = "x", C = draw(2) == 0 and "x" or "y" }
    local r = stress(levers, wish)
    local values = { {}, {}, {} }
    for k, lever in ipairs(levers) do
      local path_ends = model:wildcard { lever[1], force = lever.force, shocks = lever.shocks,
        scenarios = two }.scenarios
      for i, start in ipairs(two) do
        local final = { A = start.A, B = start.B, C = start.C }
        local becomes = path_ends:get(i, "becomes")
        for name, variant in (is_na(becomes) and "" or becomes):gmatch "(%a) (%a)" do
          final[name] = variant
        end
        values[k][i] = ((final.B == wish.B and 1 or 0) + (final.C == wish.C and 1 or 0)) / 2
        eq(r.table:get(k + 1, "scenario " .. i), values[k][i])
      end
    end
    values[4] = { r.table:get(1, "scenario 1"), r.table:get(1, "scenario 2") }
    for k = 1, 3 do
      local largest = 0
      for i = 1, 2 do
        local best = math.max(values[1][i], values[2][i], values[3][i], values[4][i])
        largest = math.max(largest, best - values[k][i])
      end
      near(row_of(r.levers, "L" .. k).largest_regret, largest)
    end
  end
end)

test("levers are read from a table", function()
  files.with("lever,force,shocks\nTurn,A|x,\nPush,,C|x=3\n", function(path)
    eq(stress(path, { C = "x" }).table == stress({ { "Turn", force = { A = "x" } },
      { "Push", shocks = { ["C|x"] = 3 } } }, { C = "x" }).table, true)
  end)
end)


-- ---- what cannot be ----

test("stress tests that make no sense are refused", function()
  local levers = { { "Turn", force = { A = "x" } } }
  raises("needs the option 'wish'", model.stress, model, { levers = levers })
  raises("needs the option 'levers'", model.stress, model, { wish = { A = "x" } })
  raises("'wish' names no descriptor", stress, levers, {})
  raises("'wish' should say", stress, levers, { A = {} })
  raises("\"q\"", stress, levers, { A = "q" })
  raises("\"Q\"", stress, levers, { Q = "x" })
  raises("\"Turn\" stands twice", stress, { levers[1], levers[1] }, { A = "x" })
  raises("say what it does", stress, { { "Turn" } }, { A = "x" })
  files.with("wildcard\nx\n", function(path)
    raises("there is no column \"lever\"", stress, path, { A = "x" })
  end)
end)


-- ---- with doubt about the judgements ----

local LEVERS = { { "Turn A", force = { A = "x" } }, { "Hint", shocks = { ["C|x"] = 2 } },
  { "Turn C", force = { C = "x" } } }

test("judgements that nobody doubts leave every lever where it is", function()
  local given = { levers = LEVERS, wish = { B = "x", C = "x" }, scenarios = two }
  local sure = model:stress(given)
  given.members, given.spread = 7, 0
  local r = model:stress(given)
  eq(r.levers:select("lever", "mean", "low", "high"):column "low", sure.levers:column "mean")
  eq(r.levers:column "high", sure.levers:column "mean")
  for row in r.levers:each() do near(row.robust, row.lever == r.robust and 1 or 0, 1e-12) end
  eq(r.robust, sure.robust)
  eq(r.n_members, 7)
  assert(tostring(r):find("the middle 95 % of the means in 7 members", 1, true))
end)

-- The members as x:members lists their judgements, each studied by itself.
test("ranges and shares are those of the members one by one", function()
  local doubt = { members = 41, spread = 0.6, step = 2, seed = 5 }
  local means, robust, sum = {}, {}, 0
  local f = model:members(two[1], doubt)
  for m = 1, doubt.members do
    local changes = {}
    for _, name in ipairs(f.names) do
      local from, to = name:match "^(.*) > (.*)$"
      if from then changes[#changes + 1] = { from, to, f:get(m, name) } end
    end
    local r = model:changed(changes):stress { levers = LEVERS, wish = { B = "x", C = "x" },
      scenarios = two }
    for row in r.levers:each() do
      means[row.lever] = means[row.lever] or {}
      means[row.lever][m] = row.mean
    end
    robust[r.robust] = (robust[r.robust] or 0) + 1
  end
  local r = model:stress { levers = LEVERS, wish = { B = "x", C = "x" }, scenarios = two,
    members = 41, spread = 0.6, step = 2, seed = 5 }
  for row in r.levers:each() do
    local sorted = means[row.lever]
    table.sort(sorted)
    near(row.low, sorted[2], 1e-12)    -- of 41 the 2.5 % point is the second
    near(row.high, sorted[40], 1e-12)
    near(row.robust, (robust[row.lever] or 0) / 41, 1e-12)
    sum = sum + row.robust
  end
  near(sum, 1, 1e-12)
end)

test("doubt that cannot be is refused", function()
  local function with(more)
    return function()
      more.levers, more.wish, more.scenarios = LEVERS, { B = "x" }, two
      return model:stress(more)
    end
  end
  raises("stress: option 'members' should be from 1 to 100000, found 0", with { members = 0 })
  raises("'members' should be from 1 to 100000, found 200000", with { members = 200000 })
  raises("'spread' is the chance of a judgement to move", with { members = 2, spread = 3 })
  raises("needs the experts' judgements", with { members = 2, spread = "panel" })
end)
