local search = require "vane.core.consistent"

local pair = { { "A", "a", "b" }, { "B", "x", "y" } }

local function model(judgements)
  return impact { pair[1], pair[2], judgements = judgements }
end

local function share_of(f, wanted)
  local rows = f:where(wanted)
  return rows.n_rows == 0 and 0 or rows:get(1, "share")
end


test("without spread every member is the matrix itself", function()
  local x = model { { "A|a", "B|x", 2 }, { "B|x", "A|a", 1 }, { "A|b", "B|y", 1 } }
  local f, wanted = x:ensemble { members = 50, spread = 0 }, x:consistent {}
  eq(f.n_rows, wanted.count)
  for row in f:each() do eq({ row.members, row.share }, { 50, 1.0 }) end
end)

-- "a" promotes x by 1 and nothing else is said: a and y stand together only
-- where that judgement fell to 0, which happens with half the spread (the
-- other half stays at 1, the largest size there is).
test("a share is the chance that its judgements fall so", function()
  local x = model { { "A|a", "B|x", 1 } }
  for _, spread in ipairs { 0.3, 0.8 } do
    local f = x:ensemble { members = 20000, spread = spread, seed = 5 }
    local row = f:where { A = "a", B = "y" }
    near(row:get(1, "share"), spread / 2, 4 * (spread / 2 / 20000) ^ 0.5)
    eq(row:get(1, "low") < spread / 2 and spread / 2 < row:get(1, "high"), true)
    eq(share_of(f, { A = "b", B = "x" }), 1.0)
  end
end)

test("rows that sum to 0 do so in every member", function()
  local x = model { { "A|a", "B|x", 2 }, { "A|a", "B|y", -2 }, { "A|b", "B|y", 2 } }
  local f = x:ensemble { members = 4000, spread = 1, seed = 2 }
  -- (2, -2) may become (1, -1) at the narrowest, and (3, -3) is off the scale:
  -- x leads y in every member
  eq(share_of(f, { A = "a", B = "x" }), 1.0)
  eq(share_of(f, { A = "a", B = "y" }), 0)
end)

test("members without any consistent scenario are said", function()
  local x = model { { "A|a", "B|x", 2 }, { "A|b", "B|y", 2 }, { "B|x", "A|b", 2 },
    { "B|y", "A|a", 2 } }
  local open = { true, true, true, true }
  local f, none, cut = search.ensemble(x, open, {}, 100, 30, 0, 1, 1, nil, 0)
  eq({ f.n_rows, none, cut }, { 0, 30, 0 })
end)

test("any number of threads gives the same ensemble, another seed another", function()
  local x = model { { "A|a", "B|x", 2 }, { "B|y", "A|a", 1 }, { "A|b", "B|y", 1 } }
  local open = { true, true, true, true }
  local function solve(seed, workers)
    return (search.ensemble(x, open, {}, 100, 500, 0.5, 1, seed, nil, 0, workers))
  end
  eq(solve(1, 1) == solve(1, 3), true)
  eq(solve(1, 1) == solve(2, 1), false)
end)

test("wrong options of ensembles are named", function()
  local x = model {}
  raises("'members' should be from 1 to 10000000, found 0", x.ensemble, x, { members = 0 })
  raises("from 0 to 1", x.ensemble, x, { spread = 2 })
  raises("'step' should be above 0", x.ensemble, x, { step = 0 })
  raises("force: no descriptor", x.ensemble, x, { force = { C = "x" } })
end)


-- ---- structure ----

local function multiplied(a, b)
  local c = {}
  for i = 1, #a do
    c[i] = {}
    for j = 1, #a do
      c[i][j] = 0
      for k = 1, #a do c[i][j] = c[i][j] + a[i][k] * b[k][j] end
    end
  end
  return c
end

local function ranked(m, down)
  local sums, places = {}, {}
  for i = 1, #m do
    sums[i] = 0
    for j = 1, #m do sums[i] = sums[i] + (down and m[j][i] or m[i][j]) end
  end
  for i = 1, #m do
    places[i] = 1
    for j = 1, #m do
      if sums[j] > sums[i] * (1 + 1e-12) then places[i] = places[i] + 1 end
    end
  end
  return places
end

-- A acts on B (3) and C (1), B on C (2), C on A (1), each judged once of four
-- cells; the sixth power ranks like the seventh, and no earlier one does so.
test("structure takes the power at which both ranks stay", function()
  local x = impact { { "A", "x", "y" }, { "B", "x", "y" }, { "C", "x", "y" },
    judgements = { { "A|x", "B|x", 3 }, { "A|y", "C|x", -1 }, { "B|y", "C|x", 2 },
      { "C|x", "A|x", 1 } } }
  eq(x:strength():cells(), { { 0.0, 0.75, 0.25 }, { 0.0, 0.0, 0.5 }, { 0.25, 0.0, 0.0 } })
  local f = x:structure {}
  near(f:get(1, "influence"), 4 / 7)
  near(f:get(3, "dependence"), 3 / 7)
  local m = { { 0, 3, 1 }, { 0, 0, 2 }, { 1, 0, 0 } }
  local power, k = m, 1
  while true do
    local next_one = multiplied(power, m)
    local function key(a)
      return table.concat(ranked(a), " ") .. table.concat(ranked(a, true), " ")
    end
    if key(next_one) == key(power) then break end
    power, k = next_one, k + 1
  end
  eq(f.source, ("powers until ranks stay: %d"):format(k))
  eq(f:column "rank_indirect_influence", ranked(power))
  eq(f:column "rank_indirect_dependence", ranked(power, true))
end)

test("structure takes the power that is asked for, and says shifts of rank", function()
  local x = impact { { "A", "x" }, { "B", "x" }, { "C", "x" }, judgements = {
    { "A|x", "B|x", 3 }, { "A|x", "C|x", -1 }, { "B|x", "C|x", 2 }, { "C|x", "A|x", 1 } } }
  local m = { { 0, 3, 1 }, { 0, 0, 2 }, { 1, 0, 0 } }
  local power = m
  for k = 2, 5 do
    power = multiplied(power, m)
    local f, sums, total = x:structure { power = k }, {}, 0
    for i = 1, 3 do
      sums[i] = power[i][1] + power[i][2] + power[i][3]
      total = total + sums[i]
    end
    for i = 1, 3 do near(f:get(i, "indirect_influence"), sums[i] / total) end
    eq(f:column "rank_indirect_influence", ranked(power))
    for row in f:each() do
      eq(row.shift_influence, row.rank_influence - row.rank_indirect_influence)
      eq(row.shift_dependence, row.rank_dependence - row.rank_indirect_dependence)
    end
  end
  raises("'power' should be at least 1", x.structure, x, { power = 0 })
end)

test("ranks that alternate are said to", function()
  local vane = require "host.vane"
  -- A and C act on B alone, B on both: even powers never touch odd ones
  local out, err = vane.run { "-e", [[x = impact{ { "A", "x" }, { "B", "x" }, { "C", "x" },
    judgements = { { "A|x", "B|x", 3 }, { "B|x", "A|x", 1 }, { "B|x", "C|x", 2 },
    { "C|x", "B|x", 1 } } } print(x:structure{}.source)]] }
  eq(out, "powers, ranks do not stay: 50\n")
  assert(err:find("alternate between two orders", 1, true))
end)

test("structure refuses powers that vanish", function()
  -- A acts on B, B on C: chains of two, none of three
  local x = impact { { "A", "x" }, { "B", "x" }, { "C", "x" },
    judgements = { { "A|x", "B|x", 1 }, { "B|x", "C|x", 1 } } }
  eq(x:structure { power = 2 }:column "indirect_influence", { 1.0, 0.0, 0.0 })
  raises("nothing acts through 2 others", x.structure, x, { power = 3 })
end)

test("structure needs chains of influences", function()
  local x = model { { "A|a", "B|x", 1 } }
  raises("nothing acts through 1 others", x.structure, x)
  raises("no judgements but 0", function() return model({}):structure() end)
end)


-- ---- panels ----

-- Of five experts one says that "a" promotes y by 5, the others x by 1: the
-- mean is 1/5 for y. Drawn anew, y leads where the one comes up often enough:
-- k times of five gives (5k - (5 - k)) / 5 > 0 from k = 1 on, and a and x stand
-- together only where the one is never drawn: (4/5)^5.
test("a panel is drawn anew by whole experts", function()
  local f = frame { { "expert", { 1, 2, 3, 4, 5 } },
    { "from", { "A|a", "A|a", "A|a", "A|a", "A|a" } },
    { "to", { "B|y", "B|y", "B|y", "B|y", "B|y" } },
    { "judgement", { 5, -1, -1, -1, -1 } } }
  model { { "A|a", "B|y", 0.2 } }:write "build/panel.csv"
  local x = impact.read("build/panel.csv", { panel = f })
  eq(tostring(x):find("a panel of 5 experts", 1, true) ~= nil, true)
  local e = x:ensemble { members = 20000, spread = "panel", seed = 3 }
  local chance = 0.8 ^ 5
  near(share_of(e, { A = "a", B = "x" }), chance, 4 * (chance * (1 - chance) / 20000) ^ 0.5)
  near(share_of(e, { A = "a", B = "y" }), 1 - chance, 0.02)
end)

test("panels that cannot be drawn from are refused", function()
  raises('needs the experts\' judgements', function()
    return model({}):ensemble { spread = "panel" }
  end)
  raises('"confidence" or "panel", found panell', function()
    return model({}):ensemble { spread = "panell" }
  end)
  model({}):write "build/panel.csv"
  local function read(columns)
    return impact.read("build/panel.csv", { panel = frame(columns) })
  end
  raises('row 1 of the panel is about "A|q", which is no variant', read,
    { { "expert", { 1 } }, { "from", { "A|q" } }, { "to", { "B|x" } }, { "judgement", { 1 } } })
  raises('row 2 of the panel says again', read, { { "expert", { 1, 1 } },
    { "from", { "A|a", "A|a" } }, { "to", { "B|x", "B|x" } }, { "judgement", { 1, 2 } } })
  raises('no column "judgement"', read, { { "expert", { 1 } }, { "from", { "A|a" } },
    { "to", { "B|x" } } })
  raises("5 or more experts are needed to draw from, the panel has 1", function()
    return read({ { "expert", { 1 } }, { "from", { "A|a" } }, { "to", { "B|x" } },
      { "judgement", { 1 } } }):ensemble { spread = "panel" }
  end)
end)


-- ---- confidence ----

-- As above, with the chance of the code that the judgement has.
test("what is less sure moves more often", function()
  local chances = { 0.7, 0.5, 0.3, 0.15, 0.05 }
  for code, chance in ipairs(chances) do
    local x = model { { "A|a", "B|x", 1, code } }
    local f = x:ensemble { members = 20000, seed = 5 }
    near(share_of(f, { A = "a", B = "y" }), chance / 2, 4 * (chance / 2 / 20000) ^ 0.5)
    eq(x:ensemble { members = 300, seed = 5, spread = { chance, chance, chance, chance, chance } }
      == x:ensemble { members = 300, seed = 5, spread = chance }, true)
  end
  raises("needs judgements with their confidence", function()
    model({}):ensemble { spread = "confidence" }
  end)
  raises("number 2 is nil", function()
    model { { "A|a", "B|x", 1, 2 } }:ensemble { spread = { 1 } }
  end)
end)


-- ---- leverage ----

local open = { true, true, true, true }

test("members one by one are those of the ensemble", function()
  local x = model { { "A|a", "B|x", 2 }, { "B|y", "A|a", 1 }, { "A|b", "B|y", 1 },
    { "B|x", "A|b", -3 } }
  local all = search.ensemble(x, open, {}, 100, 400, 0.5, 1, 3, nil, 0)
  for row in x:consistent { threshold = 9 }.scenarios:each() do
    local f = x:members(row, { members = 400, spread = 0.5, seed = 3 })
    eq(f.n_rows, 400)
    local n = f:where { holds = true }.n_rows
    local shares = all:where { id = row.id }
    eq(n, shares.n_rows > 0 and shares:get(1, "members") or 0)
  end
end)

-- Only "a" on x matters for a and x: it holds unless that falls below y.
test("the effect of a judgement is the slope over the members", function()
  local x = model { { "A|a", "B|x", 1 }, { "A|a", "B|y", 1 }, { "A|b", "B|x", 3 } }
  local scenario = { A = "a", B = "x" }
  local opts = { members = 3000, spread = 0.4, seed = 7 }
  local f, members = x:leverage(scenario, opts), x:members(scenario, opts)
  eq(f.n_rows, members.n_cols - 1)
  for row in f:each() do
    local name = row.from .. " > " .. row.to
    local n, sum, held, products, squares, up, n_up = 0, 0, 0, 0, 0, 0, 0
    for member in members:each() do
      local moved, holds = member[name] - row.judgement, member.holds and 1 or 0
      n, sum, held = n + 1, sum + moved, held + holds
      products, squares = products + moved * holds, squares + moved * moved
      if moved > 0 then up, n_up = up + holds, n_up + 1 end
    end
    near(row.effect, (products - sum * held / n) / (squares - sum * sum / n), 1e-9)
    if n_up > 0 then near(row.up, up / n_up, 1e-9) else eq(is_na(row.up), true) end
  end
  local first = f:row(1)
  eq(first.from, "A|a")
  eq(first.low * first.high > 0, true)
  local none = f:where { from = "A|b" }
  eq(none:get(1, "low") < 0 and none:get(1, "high") > 0, true)
end)

test("members that do not fit into the memory are refused", function()
  local x = model { { "A|a", "B|x", 1 } }
  raises("1000000 members with 1 judgements need 9 MiB, 1 are allowed", x.members, x,
    { A = "a", B = "x" }, { members = 1000000, memory = 1 })
end)
