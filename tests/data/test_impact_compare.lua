local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()
local random = loadfile("tests/data/random.lua", "t", _ENV)()

local a, b = { "A", "x", "y" }, { "B", "x", "y", "z" }

-- The set of the labels of scenarios that the definition finds.
local function consistent_by_definition(x)
  return (cross.by_definition(x, 0))
end

local function keys_of(x, f)
  local set = {}
  for row in f:each() do set[cross.key_of_row(x, row)] = true end
  return set
end


-- ---- margins ----

-- Whether a scenario stays consistent when one judgement changes.
local function holds_with(x, row, from, to, value)
  local y = x:changed { { from, to, value } }
  return consistent_by_definition(y)[cross.key_of_row(x, row)] ~= nil
end

test("a judgement breaks a scenario just beyond the margin, and no less", function()
  local draw = random.numbers(71)
  for _ = 1, 25 do
    local x = cross.drawn(draw, { 2, 3, 2 }, 9)
    for row in x:consistent {}.scenarios:each() do
      local f, margin = x:margin(row)
      eq(margin, row.consistency)
      assert(f.n_rows > 0)
      for cell in f:each() do
        local further = cell.beyond > cell.judgement and 0.25 or -0.25
        if cell.beyond == cell.judgement then
          further = row[cell.to:match "^(.-)|"] == cell.to:match "|(.*)$" and -0.25 or 0.25
        end
        eq(holds_with(x, row, cell.from, cell.to, cell.beyond), true)
        eq(holds_with(x, row, cell.from, cell.to, cell.beyond + further), false)
      end
      -- no judgement at all breaks it that stays within the margin
      local first = row[x.descriptors[1]]
      for _, to in ipairs(x.labels) do
        local from = x.descriptors[1] .. "|" .. first
        if not to:find("D1|", 1, true) then
          local now = x:matrix():get(from, to)
          eq(holds_with(x, row, from, to, now + margin), true)
          eq(holds_with(x, row, from, to, now - margin), true)
        end
      end
    end
  end
end)

test("everything about a scenario is said together", function()
  local x = cross.known "somewhereland.csv"
  local row = x:consistent {}.scenarios:each()()
  local r = x:explain(row)
  eq({ r.margin, r.scenarios:get(1, "id") }, { 1.0, row.id })
  eq(r.balance == x:balance(row), true)
  eq(r.why["Government"] == x:why(row, "Government"), true)
  eq(tostring(r):find("margin 1.0", 1, true) ~= nil, true)
end)

test("inconsistency by descriptor is what each lacks", function()
  local x = impact { a, b, judgements = { { "A|x", "B|y", 2 }, { "B|x", "A|y", 5 } } }
  local f = x:balance { A = "x", B = "x" }:where { chosen = 1 }
  eq(f:column "inconsistency", { 5.0, 2.0 })
  eq(x:balance { A = "x", B = "y" }:where { chosen = 1 }:column "inconsistency", { 0.0, 0.0 })
end)

test("the rule of significance is a parameter", function()
  local x = cross.known "somewhereland.csv"  -- six descriptors
  near(x:significance {}, 0.5 * 5 ^ 0.5)
  near(x:significance { factor = 2 }, 2 * 5 ^ 0.5)
  near(x:significance { sigma = 0.5 }, 1.96 * 0.5 * 10 ^ 0.5)
  eq(x:consistent { threshold = x:significance {} }.count, 15)  -- 1.118: within 1
  raises("takes 'factor' or 'sigma', found both", x.significance, x,
    { factor = 1, sigma = 1 })
  raises("'sigma' should be at least 0 and finite", x.significance, x, { sigma = -1 })
end)


-- ---- comparison ----

test("scenarios lost, gained and kept are those of the definition", function()
  local draw = random.numbers(73)
  for _ = 1, 40 do
    local x = cross.drawn(draw, { 3, 2, 3 }, 9)
    local changes = {}
    for i = 1, 3 do
      local from, to = draw(3), draw(2)
      changes[i] = { "D1|v" .. 1 + from, "D2|v" .. 1 + to, draw(7) - 3 }
    end
    local y = x:changed(changes)
    local r = x:compare(y)
    local mine, theirs = consistent_by_definition(x), consistent_by_definition(y)
    local lost, gained, kept = {}, {}, {}
    for key in pairs(mine) do (theirs[key] and kept or lost)[key] = true end
    for key in pairs(theirs) do
      if not mine[key] then gained[key] = true end
    end
    eq({ keys_of(x, r.lost), keys_of(x, r.gained), keys_of(x, r.kept) },
      { lost, gained, kept })
    for row in r.judgements:each() do
      eq({ row.before, row.after }, { x:matrix():get(row.from, row.to),
        y:matrix():get(row.from, row.to) })
    end
    -- each lost scenario has a reason: behind afterwards, not behind before
    for row in r.reasons:each() do
      if row.status == "lost" then
        eq({ row.lead_after < 0, row.lead_before >= 0 }, { true, true })
        assert(row.because ~= "")
      end
    end
  end
end)

test("only matrices of the same descriptors are compared", function()
  local x = impact { a, b }
  raises("wants another impact", x.compare, x, 3)
  raises("the same descriptors and variants", x.compare, x, impact { b, a })
  raises("which is no variant", x.changed, x, { { "A|q", "B|x", 1 } })
  raises("wants a list or a frame", x.changed, x, 3)
end)


-- ---- interventions ----

-- Follows by the definition: everything but what is forced goes to its best
-- variant at once.
local function followed(x, start, forced)
  local z, seen = {}, {}
  for i, name in ipairs(x.descriptors) do z[i] = forced[name] or start[name] end
  while not seen[table.concat(z, " ")] do
    seen[table.concat(z, " ")] = true
    local now = {}
    for i, name in ipairs(x.descriptors) do now[name] = z[i] end
    local to = {}
    for i, name in ipairs(x.descriptors) do
      local best, most = nil, -math.huge
      for row in x:balance(now):where { descriptor = name }:each() do
        local better = row.score > most
          or (row.score == most and row.variant == z[i])
        if better then best, most = row.variant, row.score end
      end
      to[i] = forced[name] or best
    end
    z = to
  end
  return table.concat(z, " ")
end

test("scenarios fall where the rule takes them when a variant is forced", function()
  local draw = random.numbers(79)
  for _ = 1, 12 do
    local x = cross.drawn(draw, { 3, 2, 3 }, 9)
    local forced = { D1 = "v2" }
    local r = x:intervene { force = forced, scenarios = x:consistent { threshold = 2 } }
    local ends, i = {}, 0
    for row in r.model:consistent { threshold = 99 }.scenarios:each() do
      ends[row.id] = cross.key_of_row(x, row)
    end
    for row in x:consistent { threshold = 2 }.scenarios:each() do
      i = i + 1
      local out = r.outcomes:row(i)
      eq(out.id, row.id)
      if out.cycle == 1 then eq(ends[out.ends], followed(x, row, forced)) end
      eq(out.survives, out.cycle == 1 and out.ends == row.id)
    end
    for row in r.scenarios:each() do eq(row.D1, "v2") end
  end
end)

test("changed judgements alone are an intervention, too", function()
  local x = impact { a, b, judgements = { { "A|x", "B|x", 2 } } }
  local r = x:intervene { judgements = { { "A|x", "B|y", 3 } } }
  eq(r.model == x:changed { { "A|x", "B|y", 3 } }, true)
  eq(keys_of(x, r.scenarios), keys_of(x, r.model:consistent {}.scenarios))
  eq(r.outcomes:where { survives = false }:column "becomes", { "B y" })
end)

test("interventions that cannot be are named", function()
  local x = impact { a, b }
  raises('no descriptor "C"', x.intervene, x, { force = { C = "x" } })
  raises('"A" has no variant "q"', x.intervene, x, { force = { A = "q" } })
  raises("should name one variant for each descriptor", x.intervene, x,
    { force = { A = { "x", "y" } } })
  raises('no column "id"', x.intervene, x, { scenarios = frame { A = { "x" } } })
end)


-- ---- standards ----

test("row means change no scenario, no basin and no inconsistency", function()
  local draw = random.numbers(83)
  for _ = 1, 20 do
    local x = cross.drawn(draw, { 3, 2, 3, 2 }, 8)
    local s = x:standardised {}
    for _, threshold in ipairs { 0, 1, 2.5 } do
      local f, g = x:consistent { threshold = threshold }, s:consistent { threshold = threshold }
      eq(keys_of(x, f.scenarios), keys_of(x, g.scenarios))
    end
    eq(s:basins {} == x:basins {}, true)
  end
end)

test("whole judgements multiply thresholds, alike ones keep the set at 0", function()
  local draw = random.numbers(89)
  for _ = 1, 10 do
    local x = cross.drawn(draw, { 3, 2, 3, 2 }, 8)
    local whole = x:standardised { whole = true }
    local sums, factor = whole:matrix(), nil
    for _, line in ipairs(sums:cells()) do
      for _, value in ipairs(line) do eq(value, math.floor(value)) end
    end
    -- six makes halves and thirds whole; a smaller number may do
    for f = 1, 6 do
      local all = true
      for _, line in ipairs(x:standardised {}:matrix():cells()) do
        for _, value in ipairs(line) do
          all = all and math.abs(value * f - math.floor(value * f + 0.5)) < 1e-9
        end
      end
      factor = factor or all and f
    end
    eq(keys_of(x, whole:consistent { threshold = 2 * factor }.scenarios),
      keys_of(x, x:consistent { threshold = 2 }.scenarios))
    local alike = x:standardised { alike = true }
    eq(keys_of(x, alike:consistent {}.scenarios), keys_of(x, x:consistent {}.scenarios))
    local taken = alike:strength():sum "cols":column "sum"
    for i = 2, #taken do
      if taken[i] > 0 and taken[1] > 0 then near(taken[i], taken[1], 1e-9) end
    end
  end
end)

test("rows with judgements not made yet stay as they are", function()
  local x = impact { a, b, judgements = { { "A|x", "B|x", 3 }, { "A|x", "B|y", na },
    { "A|y", "B|y", 3 } } }
  local s = x:standardised {}
  eq({ s:matrix():get("A|x", "B|x"), s:matrix():get("A|y", "B|y") }, { 3.0, 2.0 })
  eq(s.n_missing, 1)
end)


-- ---- what is odd ----

test("own blocks, the scale and experts of two minds are found", function()
  local x = impact { { "A", "x", "y" }, { "B", "x", "y" }, judgements = {
    { "A|x", "A|y", 1 }, { "A|x", "B|x", 4 }, { "A|x", "B|y", -4 }, { "B|x", "A|x", 1 },
    { "B|x", "A|y", -1 } } }
  local form = frame { from = { "B|x" }, to = { "A|x" }, judgement = { 2 } }
  local y = x:panelled { Ann = form, Ben = form:with { judgement = -1 } }
  local found = {}
  for row in y:check {}:each() do
    found[#found + 1] = ("%s: %s %s %s"):format(row.problem, row.descriptor,
      tostring(row.on), tostring(row.n))
  end
  eq(found, { "judgements beyond the scale: A B 2", "says something about itself: A na 1",
    "rows that do not sum to 0: B A 1",
    "acted on more than 3 times as strongly as the least: B na na",
    "experts who disagree about the sign: B A 1" })
  eq(y:check { scale = 4 }:where { problem = "judgements beyond the scale" }.n_rows, 0)
end)
