local random = require "vane.core.random"


-- ---- by hand ----

-- Eight cases, the last three of interest: two are peeled at a time, 20 % of
-- eight (and of six) rounded down to places within, then one of four.
test("a peel of one input, by hand", function()
  local f = frame { x = { 1, 2, 3, 4, 5, 6, 7, 8 },
    hit = { 0, 0, 0, 0, 0, 1, 1, 1 } }
  local r = prim(f, { outcome = "hit", peel = 0.2, mass = 0.2 })
  eq(r.trajectory:column "n_cases", { 8, 6, 4, 3 })
  eq(r.trajectory:column "coverage", { 1.0, 1.0, 1.0, 1.0 })
  eq(r.trajectory:column "density", { 3 / 8, 3 / 6, 3 / 4, 1.0 })
  eq(r:at({ step = 1 }):column "low", { 2.5 })
  eq(r.limits:column "low", { 5.5 })
  near(r.limits:get(1, "quasi_p"), (3 / 8) ^ 3)
end)

-- Of ten cases at 1 and ten at 2 the share of 5 % at the lower end is all
-- those at 1.
test("equal values are peeled together", function()
  local x, hit = {}, {}
  for i = 1, 20 do x[i], hit[i] = i <= 10 and 1 or 2, i > 8 and 1 or 0 end
  local r = prim(frame { x = x, hit = hit }, { outcome = "hit", paste = 0 })
  eq(r.trajectory:column "n_cases", { 20, 10 })
  eq(r:at({ step = 1 }):column "low", { 1.5 })
end)

test("categories lose their levels one by one", function()
  local f = frame { place = { "a", "a", "b", "b", "c", "c" },
    hit = { true, true, true, false, false, false } }
  local r = prim(f, { outcome = "hit", mass = 0.1, paste = 0 })
  eq(r.trajectory:column "density", { 1 / 2, 3 / 4, 1.0 })
  eq(r:at({ step = 1 }):column "levels", { "a, b" })
  eq(r:at({ step = 2 }):column "levels", { "a" })
  eq(r.boxes:get(1, "coverage"), 1.0)  -- 2 * 3/4 / (7/4) is above 2 * 2/3 / (5/3)
end)


-- ---- published ----

-- The box of four limits that the scenario discovery tutorial of the EMA
-- workbench prints for the biofuel cases of Bryant and Lempert (Technological
-- Forecasting and Social Change 77 (2010), 34-49): coverage 0.752809, density
-- 0.770115, mass 0.0986395, and 0.764045, 0.715789, 0.107710 without its limit
-- of cellulosic cost, whose quasi-p is 0.15741333528927348. The cases themselves
-- are not ours to give away; these have the same counts: 67 of 87 of interest in
-- the box, 68 of 95 without that limit, 89 of 882 in all.
test("the published box of Bryant and Lempert's cases, by its counts", function()
  local others, cost, hit = {}, {}, {}
  local function add(n, n_hits, in_others, in_cost)
    for i = 1, n do
      local k = #hit + 1
      others[k], cost[k], hit[k] = in_others, in_cost, i <= n_hits and 1 or 0
    end
  end
  add(87, 67, 1, 1)
  add(8, 1, 1, 0)
  add(394, 11, 0, 1)
  add(393, 10, 0, 0)
  local r = prim(frame { others = others, cost = cost, hit = hit },
    { outcome = "hit", boxes = 1, paste = 0 })
  local box = r.boxes:row(1)
  near(box.coverage, 0.752809, 5e-7)
  near(box.density, 0.770115, 5e-7)
  near(box.mass, 0.0986395, 5e-8)
  local limit = r.limits:where({ input = "cost" }):row(1)
  near(limit.coverage_without, 0.764045, 5e-7)
  near(limit.density_without, 0.715789, 5e-7)
  near(limit.quasi_p, 0.15741333528927348, 1e-14)
  near(r.trajectory:get(2, "mass"), 0.107710, 5e-7)
end)


-- ---- brute force ----

-- Cases with two inputs of numbers, one of few values, and one of levels; the
-- outcome is frequent in a corner.
local function drawn(n, seed)
  local u, cases = random.units(seed, 0, 5 * n), {}
  for i = 1, n do
    local at = 5 * i - 4
    local x, y, z = u[at], math.floor(6 * u[at + 1]), u[at + 2]
    local place = ("abcd"):sub(1 + math.floor(4 * u[at + 3])):sub(1, 1)
    local likely = (x > 0.4 and y >= 2 and place ~= "b") and 0.8 or 0.15
    cases[i] = { x = x, y = y, z = z, place = place,
      hit = u[at + 4] < likely and 1 or 0 }
  end
  return cases
end

local INPUTS = { "x", "y", "z", "place" }

local function framed(cases)
  local columns = { hit = {} }
  for _, name in ipairs(INPUTS) do columns[name] = {} end
  for i, case in ipairs(cases) do
    for name, list in pairs(columns) do list[i] = case[name] end
  end
  return frame(columns)
end

local function mean_of(cases)
  local sum = 0
  for _, case in ipairs(cases) do sum = sum + case.hit end
  return sum / #cases
end

-- The cases without those for which f says yes.
local function without(cases, f)
  local kept = {}
  for _, case in ipairs(cases) do
    if not f(case) then kept[#kept + 1] = case end
  end
  return kept
end

-- What the share at one end of the values takes away: sign 1 the lower end.
local function end_of(cases, name, peel, sign)
  local v = {}
  for i, case in ipairs(cases) do v[i] = sign * case[name] end
  table.sort(v)
  local place = 1 + peel * (#v - 1)
  local cut = math.ceil(place)
  while cut <= #v and v[cut] == v[math.floor(place)] do cut = cut + 1 end
  if cut > #v then return nil end
  return function(case) return sign * case[name] < v[cut] end
end

local function candidates(cases, peel)
  local list = {}
  for _, name in ipairs(INPUTS) do
    if name == "place" then
      for _, level in ipairs { "a", "b", "c", "d" } do
        list[#list + 1] = function(case) return case.place == level end
      end
    else
      list[#list + 1] = end_of(cases, name, peel, 1)
      list[#list + 1] = end_of(cases, name, peel, -1)
    end
  end
  return list
end

local function peeled(all, peel, mass, objective)
  local cases, steps = all, { { #all, mean_of(all) } }
  while true do
    local best, best_gain = nil, -math.huge
    if mean_of(cases) == 1 then break end
    for _, off in ipairs(candidates(cases, peel)) do
      local kept = without(cases, off)
      local lost = #cases - #kept
      if lost > 0 and #kept >= 1 and #kept >= mass * #all then
        local mean = mean_of(kept)
        local gain = objective == "mean" and mean or (mean - mean_of(cases)) / lost
        if gain > best_gain + 1e-15 then best, best_gain = kept, gain end
      end
    end
    if not best then break end
    cases = best
    steps[#steps + 1] = { #cases, mean_of(cases) }
  end
  return steps
end

test("every peel agrees with trying all of them", function()
  for seed = 1, 8 do
    local cases = drawn(60 + 37 * seed, seed)
    local objective = seed % 2 == 0 and "mean" or "gain"
    local peel, mass = 0.03 + 0.02 * (seed % 4), 0.06
    local r = prim(framed(cases), { outcome = "hit", peel = peel, mass = mass,
      objective = objective, boxes = 1, paste = 0 })
    local steps = peeled(cases, peel, mass, objective)
    eq(r.trajectory.n_rows, #steps)
    for i, step in ipairs(steps) do
      eq(r.trajectory:get(i, "n_cases"), step[1])
      near(r.trajectory:get(i, "density"), step[2])
    end
  end
end)

-- Whether the case keeps to the limits, but for that input.
local function fits(case, limits, but)
  for row in limits:each() do
    local x = case[row.input]
    if row.input == but then goto next end
    if not is_na(row.low) and x < row.low then return false end
    if not is_na(row.high) and x > row.high then return false end
    if not is_na(row.levels) and not row.levels:find(x, 1, true) then return false end
    ::next::
  end
  return true
end

local function inside(cases, limits, but)
  return without(cases, function(case) return not fits(case, limits, but) end)
end

test("measures and quasi-p are those of the cases within the limits", function()
  local cases = drawn(400, 11)
  local r = prim(framed(cases), { outcome = "hit", boxes = 1 })
  local n_interest = mean_of(cases) * #cases
  local box, within = r.boxes:row(1), inside(cases, r.limits)
  eq(box.n_cases, #within)
  eq(r:rows().n_rows, #within)
  near(box.density, mean_of(within))
  near(box.coverage, mean_of(within) * #within / n_interest)
  near(box.mass, #within / #cases)
  for row in r.limits:each() do
    local wide = inside(cases, r.limits, row.input)
    near(row.density_without, mean_of(wide))
    near(row.coverage_without, mean_of(wide) * #wide / n_interest)
    local tail, k = 0, math.tointeger(box.density * box.n_cases // 1)
    for i = k, #within do
      local choose = 1
      for j = 1, i do choose = choose * (#within - i + j) / j end
      tail = tail + choose * mean_of(wide) ^ i * (1 - mean_of(wide)) ^ (#within - i)
    end
    near(row.quasi_p, tail, 1e-9)
  end
end)

-- A pasted box can not be widened by the next cases at any limit, or by any
-- level, without lowering its share.
test("pasting widens while the share stays, and no further", function()
  local n_pasted = 0
  for seed = 1, 12 do
    local cases = drawn(300, seed)
    for _, case in ipairs(cases) do
      case.hit = (case.x > 0.4 and case.y >= 2 and case.place ~= "b") and 1 or 0
    end
    local r = prim(framed(cases), { outcome = "hit", peel = 0.3, paste = 0.03,
      boxes = 1 })
    local before, chosen
    for row in r.trajectory:each() do
      if row.pasted and before then
        assert(row.density >= before.density and row.n_cases > before.n_cases)
      end
      if row.pasted then n_pasted, before = n_pasted + 1, row end
      if row.chosen then chosen = row end
    end
    eq(chosen.n_cases, #inside(cases, r.limits))
    for row in r.limits:each() do
      if is_na(row.levels) and not is_na(row.low) then
        local next_ones = without(inside(cases, r.limits, row.input),
          function(case) return case[row.input] >= row.low end)
        table.sort(next_ones, function(a, b) return a[row.input] > b[row.input] end)
        local n = math.ceil(0.03 * chosen.n_cases)
        while next_ones[n + 1] and next_ones[n] and
            next_ones[n + 1][row.input] == next_ones[n][row.input] do n = n + 1 end
        local sum, n_added = 0, math.min(n, #next_ones)
        for i = 1, n_added do sum = sum + next_ones[i].hit end
        assert(n_added == 0 or sum / n_added < chosen.density)
      end
    end
  end
  assert(n_pasted > 0)
end)


-- ---- properties ----

local function essentials(r)
  return { r.boxes:column "n_cases", r.boxes:column "density",
    r.trajectory:column "n_cases", r.trajectory:column "density" }
end

test("neither the order of rows nor the unit of inputs matters", function()
  local cases = drawn(300, 3)
  local r = prim(framed(cases), { outcome = "hit" })
  local mixed, scaled = {}, {}
  for i = 1, 300 do mixed[i] = cases[1 + (i * 7) % 300] end
  for i, case in ipairs(cases) do
    scaled[i] = { x = case.x * 1e6 - 5, y = case.y * 2, z = case.z / 8,
      place = case.place, hit = case.hit }
  end
  eq(essentials(prim(framed(mixed), { outcome = "hit" })), essentials(r))
  eq(essentials(prim(framed(scaled), { outcome = "hit" })), essentials(r))
end)

test("a planted box is found again, and chance limits are told", function()
  local u, cases = random.units(5, 0, 4 * 2000), {}
  for i = 1, 2000 do
    local x, y, z = u[4 * i], u[4 * i - 1], u[4 * i - 2]
    cases[i] = { x = x, y = y, z = z, place = "a",
      hit = (x > 0.7 and y < 0.4) and 1 or 0 }
  end
  local r = prim(framed(cases), { outcome = "hit" })
  assert(r.boxes:get(1, "coverage") > 0.95 and r.boxes:get(1, "density") > 0.95)
  local limits = r.limits:where { box = 1 }
  near(limits:where({ input = "x" }):get(1, "low"), 0.7, 0.02)
  near(limits:where({ input = "y" }):get(1, "high"), 0.4, 0.02)
  local again = r:resample { times = 20 }
  eq(again:where({ input = "x" }):get(1, "by_coverage"), 1.0)
  eq(again:where({ input = "y" }):get(1, "by_density"), 1.0)
  assert(again:where({ input = "z" }):get(1, "by_coverage") < 0.5)
end)

test("a second box covers what the first one leaves", function()
  local u, cases = random.units(6, 0, 4 * 2000), {}
  for i = 1, 2000 do
    local x, y = u[4 * i], u[4 * i - 1]
    cases[i] = { x = x, y = y, z = u[4 * i - 2], place = "a",
      hit = (x > 0.7 and y > 0.5 or x < 0.2 and y < 0.4) and 1 or 0 }
  end
  local r = prim(framed(cases), { outcome = "hit", boxes = 5 })
  assert(r.boxes.n_rows >= 2)
  assert(r.boxes:get(1, "coverage") + r.boxes:get(2, "coverage") > 0.9)
  eq(r:rows({ box = 1 }).n_rows, r.boxes:get(1, "n_cases"))
  eq(r:rows({ box = 2 }).n_rows, r.boxes:get(2, "n_cases"))
  local both = r:rows({ box = 1 }):append(r:rows { box = 2 })
  eq(both:unique().n_rows, both.n_rows)
end)

test("of numbers the mean is looked for", function()
  local cases = drawn(500, 9)
  for _, case in ipairs(cases) do case.hit = case.hit * 3 + case.z end
  local r = prim(framed(cases), { outcome = "hit", boxes = 1, inputs = { "x", "y" } })
  assert(r.boxes:get(1, "mean") > mean_of(cases) + 0.5)
  eq(r.boxes:column "coverage", { na })
  raises("whose mean was looked for", function() return r.n_interest end)
end)

test("what counts may be said as a condition or a threshold", function()
  local f = frame { x = { 1, 2, 3, 4, 5, 6, 7, 8 },
    jobs = { 1, 3, 2, 4, 5, 9, 8, 7 } }
  local r = prim(f, { outcome = "jobs", threshold = 7, peel = 0.2, mass = 0.2 })
  eq(r.n_interest, 3)
  eq(essentials(prim(f, { outcome = "jobs", success = above(6), peel = 0.2,
    mass = 0.2 })), essentials(r))
  eq(essentials(prim(f, { outcome = "jobs", success = { 7, 8, 9 }, peel = 0.2,
    mass = 0.2 })), essentials(r))
end)

test("the density asked for chooses the largest such box", function()
  local f = frame { x = { 1, 2, 3, 4, 5, 6, 7, 8 },
    hit = { 0, 0, 0, 0, 0, 1, 1, 1 } }
  local r = prim(f, { outcome = "hit", peel = 0.2, mass = 0.2, density = 0.7,
    paste = 0 })
  eq(r.boxes:column "n_cases", { 4 })
end)


-- ---- bad input ----

test("what cannot be searched is refused", function()
  local f = frame { x = { 1, 2, 3, na }, hit = { 0, 1, 1, 0 }, word = { "a", "b", "a", "b" } }
  eq(prim(f, { outcome = "hit", inputs = { "x" } }).left_out,
    { { n = 1, why = "with a missing cell" } })
  local function found(opts) return function() return prim(f, opts) end end
  raises("none of the 3 cases is of interest", found { outcome = "hit", threshold = 2 })
  raises("all of the 3 cases are of interest", found { outcome = "hit", threshold = 0 })
  raises('the outcome "word" is a text, not a number', found { outcome = "word" })
  raises('no column "hits" (did you mean "hit"?)', found { outcome = "hits" })
  raises("among the inputs", found { outcome = "hit", inputs = { "x", "hit" } })
  raises("wants inputs beside", found { outcome = "hit", inputs = {} })
  raises("from 0.001 to 0.5, found 0", found { outcome = "hit", peel = 0 })
  raises("from 0.001 to 0.5, found no number (NaN)", found { outcome = "hit", peel = 0 / 0 })
  raises("from 0 to 0.5, found 2", found { outcome = "hit", mass = 2 })
  raises("from 1 to 100, found 0", found { outcome = "hit", boxes = 0 })
  raises("found 'success' beside it", found { outcome = "hit", threshold = 1, success = 1 })
  raises("no row is without a missing cell", function()
    return prim(frame { x = { na, 1 }, y = { 1, na } }, { outcome = "y" })
  end)
  raises("wants a frame in front", function() return prim(3, { outcome = "hit" }) end)
  local r = prim(f, { outcome = "hit", inputs = { "x" }, mass = 0.3 })
  raises("there is no box 2", function() return r:at { box = 2 } end)
  raises("has no step 99", function() return r:at { step = 99 } end)
  raises("'share' should be above 0", function() return r:resample { share = 0 } end)
  raises("'times' should be from 1 to 10000", function() return r:resample { times = 0 } end)
end)
