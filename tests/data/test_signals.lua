-- Weak signals: support worked out by hand and, on random models, as products
-- of probabilities; the smallest set of indicators beside all subsets.

package.path = "tests/data/?.lua;" .. package.path
local draw = require "random".numbers(5)
local files = require "files"

-- Three scenarios over three descriptors, chosen by hand rather than solved.
local model = impact { { "A", "x", "y" }, { "B", "x", "y", "z" }, { "C", "x", "y" },
  judgements = { { "A|x", "B|x", 1 } } }
local three = { { A = "x", B = "x", C = "x" }, { A = "x", B = "y", C = "x" },
  { A = "y", B = "z", C = "x" } }


local function seen(descriptor, variant, strength, more)
  local signal = { descriptor = descriptor, variant = variant, strength = strength }
  for name, value in pairs(more or {}) do signal[name] = value end
  return signal
end


-- The support of each scenario, and of none last.
local function support(signals, opts)
  local with = { scenarios = three }
  for name, value in pairs(opts or {}) do with[name] = value end
  local r, list = model:signals(signals, with), {}
  for row in r.support:each() do
    local i = row.scenario == "none of these" and 4 or tonumber(row.scenario:match "%d+")
    list[i] = row.support
  end
  return list, r
end


local function same(found, wanted)
  eq(#found, #wanted)
  for i, value in ipairs(wanted) do near(found[i], value, 1e-12) end
end


-- ---- by hand ----

test("without any signal support is the prior", function()
  same(support {}, { 0.8 / 3, 0.8 / 3, 0.8 / 3, 0.2 })
  same(support({}, { none = 0.5, prior = { 2, 1, 1 } }), { 0.25, 0.125, 0.125, 0.5 })
end)

test("the prior may be how many configurations drift to each scenario", function()
  local x = impact { { "A", "x", "y" }, { "B", "x", "y", "z" }, judgements = {
    { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 } } }
  -- A stays as it is, B follows it: three configurations end at each
  local even = x:signals({}, { prior = x:basins {} }).support
  near(even:where { scenario = "A x, B x" }:get(1, "support"), 0.4)
  near(even:where { scenario = "A y, B y" }:get(1, "support"), 0.4)
  local given = frame { A = { "y", "x" }, B = { "y", "x" }, weight = { 1, 2 } }
  local s = x:signals({}, { prior = given }).support
  near(s:where { scenario = "A x, B x" }:get(1, "support"), 0.8 * 2 / 3)
  near(s:where { scenario = "A y, B y" }:get(1, "support"), 0.8 / 3)
  raises("for \"A y, B y\", found nothing", function()
    x:signals({}, { prior = given:where { A = "x" } })
  end)
end)

test("one strong signal shifts the odds of two scenarios ten to one", function()
  -- ratio 10: q = 10 / 11, so 2q = 20 / 11 and 2(1 - q) = 2 / 11
  local s = support({ seen("A", "x", math.log(10)) })
  near(s[1] / s[3], 10)
  local parts = { 0.8 / 3 * 20 / 11, 0.8 / 3 * 20 / 11, 0.8 / 3 * 2 / 11, 0.2 }
  local sum = parts[1] + parts[2] + parts[3] + parts[4]
  same(s, { parts[1] / sum, parts[2] / sum, parts[3] / sum, parts[4] / sum })
end)

test("the three strengths are 0.4, 1.1 and 2.3, and can be told otherwise", function()
  for name, weight in pairs { weak = 0.4, medium = 1.1, strong = 2.3 } do
    local s = support { seen("A", "x", name) }
    near(math.log(s[1] / s[3]), weight)
  end
  local s = support({ seen("A", "x", "loud") }, { strengths = { loud = 3 } })
  near(math.log(s[1] / s[3]), 3)
  s = support { { descriptor = "A", variant = "x" } }
  near(math.log(s[1] / s[3]), 1.1)
end)

test("a signal against a variant speaks for those that hold another", function()
  local s = support { seen("A", "x", "strong", { direction = "against" }) }
  near(math.log(s[3] / s[1]), 2.3)
end)

test("a signal and its opposite leave scenarios equal, and none gains", function()
  local s = support { seen("A", "x", "strong"),
    seen("A", "x", "strong", { direction = "against" }) }
  near(s[1], s[3])
  assert(s[4] > 0.2)
end)

test("what all scenarios expect speaks for all of them against none", function()
  local s = support { seen("C", "x", "medium") }
  near(s[1], s[2])
  near(s[1], s[3])
  assert(s[4] < 0.2)
  -- what no scenario expects, for none
  assert(support { seen("C", "y", "medium") }[4] > 0.2)
end)


-- ---- one event, one source ----

test("one event counts once, by its strongest signal", function()
  local once = support { seen("A", "x", "strong") }
  same(support { seen("A", "x", "weak", { event = 7 }), seen("A", "x", "strong", { event = 7 }),
    seen("A", "x", "strong", { event = 7 }) }, once)
  same(support { seen("A", "x", "strong", { text = "A port closes" }),
    seen("A", "x", "strong", { text = "a  port CLOSES" }) }, once)
  local twice = support { seen("A", "x", "strong", { event = 7 }), seen("A", "x", "strong") }
  near(math.log(twice[1] / twice[3]), 4.6)
end)

test("signals of one source together count no more than the cap", function()
  local list = {}
  for i = 1, 10 do list[i] = seen("A", "x", "strong", { source = "S" }) end
  local s, r = support(list)
  -- 23 in all become 4.6, in ten equal parts
  near(math.log(s[1] / s[3]), 4.6, 1e-9)
  near(r.signals:get(1, "counted"), 0.46)
  eq(r.signals:get(1, "why"), "its source has said more than the cap")
  s = support(list, { cap = 1 })
  near(math.log(s[1] / s[3]), 1, 1e-9)
  -- ten sources are not one
  for i = 1, 10 do list[i].source = "S" .. i end
  s = support(list)
  near(math.log(s[1] / s[3]), 23, 1e-9)
end)

test("codes of a coding stand for variants", function()
  local signal = { { code = "near_shoring", strength = "strong" } }
  local direct = support { seen("B", "y", "strong") }
  same(support(signal, { codes = { near_shoring = "B|y" } }), direct)
  same(support(signal, { codes = frame { code = { "near_shoring" }, descriptor = { "B" },
    variant = { "y" } } }), direct)
end)


-- ---- by a second route ----

local LETTERS = { { "x", "y" }, { "x", "y", "z" }, { "x", "y" } }
local NAMES = { "A", "B", "C" }


-- The product of the chances of all signals under each scenario.
local function by_products(signals, prior)
  local parts, sum = {}, 0
  for i = 1, 4 do
    parts[i] = prior[i]
    for _, g in ipairs(signals) do
      local q = math.exp(g.strength) / (1 + math.exp(g.strength))
      local held = i < 4 and three[i][g.descriptor] == g.variant
      local expected = held == (g.direction ~= "against")
      parts[i] = parts[i] * (i == 4 and 0.5 or expected and q or 1 - q)
    end
    sum = sum + parts[i]
  end
  for i = 1, 4 do parts[i] = parts[i] / sum end
  return parts
end


local function random_signals(n)
  local list = {}
  for i = 1, n do
    local d = draw(3) + 1
    list[i] = seen(NAMES[d], LETTERS[d][draw(#LETTERS[d]) + 1], draw(30) / 10,
      { direction = draw(2) == 0 and "for" or "against", date = 2000 + draw(9) })
  end
  return list
end


test("on random signals support is the product of chances", function()
  for _ = 1, 200 do
    local signals = random_signals(draw(12))
    local none = (1 + draw(8)) / 10
    local left = (1 - none) / 3
    local found, wanted = support(signals, { none = none }),
      by_products(signals, { left, left, left, none })
    for i = 1, 4 do near(found[i], wanted[i], 1e-12) end
  end
end)

test("the order of signals and of scenarios makes no difference", function()
  local signals = random_signals(9)
  local a, turned = support(signals), {}
  for i, signal in ipairs(signals) do turned[#signals + 1 - i] = signal end
  same(support(turned), a)
  local b = support(signals, { scenarios = { three[3], three[2], three[1] } })
  same({ b[3], b[2], b[1], b[4] }, a)
end)

test("the evidence over time ends where all signals lead, and begins with the first", function()
  local signals = random_signals(15)
  local s, r = support(signals)
  local dates = r.over_time:column "date"
  local last = r.over_time:where { date = dates[#dates] }
  for i = 1, 4 do near(last:get(i, "support"), s[i]) end
  eq(last:get(1, "n_signals"), 15)
  local first = {}
  for _, signal in ipairs(signals) do
    if tostring(signal.date) == dates[1] then first[#first + 1] = signal end
  end
  local b = support(first)
  for i = 1, 4 do near(r.over_time:get(i, "support"), b[i]) end
  -- signals without a date are no part of it
  local _, undated = support { seen("A", "x", "weak") }
  eq(undated.over_time.n_rows, 0)
end)


-- ---- what to look for ----

-- Half of what all parts gain and lose, found or not, weighed by the chances.
local function expected_change(before, signal)
  local chance, sum = 0, 0
  local opposite = seen(signal.descriptor, signal.variant, signal.strength,
    { direction = "against" })
  for i = 1, 4 do
    local q = math.exp(signal.strength) / (1 + math.exp(signal.strength))
    local held = i < 4 and three[i][signal.descriptor] == signal.variant
    chance = chance + before[i] * (i == 4 and 0.5 or held and q or 1 - q)
  end
  for _, case in ipairs { { signal, chance }, { opposite, 1 - chance } } do
    local after = by_products({ case[1] }, before)
    for i = 1, 4 do sum = sum + case[2] * math.abs(after[i] - before[i]) / 2 end
  end
  return sum
end


test("the change to be expected is that of both outcomes by their chances", function()
  for _ = 1, 50 do
    local s, r = support(random_signals(draw(8)), { look = 1.7 })
    local last = math.huge
    for row in r.look_for:each() do
      near(row.change, expected_change(s, seen(row.descriptor, row.variant, 1.7)), 1e-12)
      assert(row.change <= last)
      last = row.change
    end
  end
end)

test("what all scenarios share is not worth looking for", function()
  local _, r = support {}
  eq(r.look_for:where { descriptor = "C" }.n_rows, 0)
  eq(r.look_for.n_rows, 5)  -- A x, A y, B x, B y, B z
  -- the two that lead are told apart by B alone
  _, r = support { seen("A", "x", "strong") }
  for row in r.look_for:each() do
    eq(row.parts_leaders, row.descriptor == "B" and row.variant ~= "z")
  end
end)


-- ---- indicators ----

test("the smallest set tells all scenarios apart, and no smaller one does", function()
  local x = {}
  for d = 1, 7 do x[d] = { "D" .. d, "a", "b", "c" } end
  local many = impact(x)
  local function separates(list, set)
    for i = 1, #list do
      for j = i + 1, #list do
        local differs = false
        for d in pairs(set) do differs = differs or list[i][d] ~= list[j][d] end
        if not differs then return false end
      end
    end
    return true
  end
  local function smallest(list)
    local best = 8
    for bits = 0, 127 do
      local set, n = {}, 0
      for d = 1, 7 do
        if bits >> (d - 1) & 1 == 1 then set["D" .. d], n = true, n + 1 end
      end
      if n < best and separates(list, set) then best = n end
    end
    return best
  end
  for _ = 1, 200 do
    local list, known = {}, {}
    for _ = 1, 2 + draw(9) do
      local entry, key = {}, ""
      for d = 1, 7 do
        entry["D" .. d] = ("abc"):sub(1 + draw(2) * draw(2), -1):sub(1, 1)
        key = key .. entry["D" .. d]
      end
      if not known[key] then list[#list + 1], known[key] = entry, true end
    end
    local r = many:signals({}, { scenarios = list })
    local set = {}
    for _, name in ipairs(r.indicators:column "descriptor") do set[name] = true end
    eq(r.exact, true)
    eq(separates(list, set), true)
    eq(r.indicators.n_rows, smallest(list))
  end
end)

test("indicators say what each scenario has of them", function()
  local _, r = support {}
  eq(r.indicators:column "descriptor", { "B" })
  eq({ r.indicators:get(1, "scenario 1"), r.indicators:get(1, "scenario 2"),
    r.indicators:get(1, "scenario 3") }, { "x", "y", "z" })
end)

test("scenarios that are the same are said to be", function()
  local said = files.said(function()
    local r = model:signals({}, { scenarios = { three[1], three[1], three[2] } })
    eq(r.indicators.n_rows, 1)
  end)
  assert(said:find("1 pair of scenarios are the same", 1, true), said)
end)


-- ---- scenarios from elsewhere ----

test("scenarios come from what was solved, chosen or written", function()
  local x = impact { { "A", "x", "y" }, { "B", "x", "y" },
    judgements = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 } } }
  local solved = x:consistent {}
  for _, given in ipairs { solved, solved.scenarios,
    { solved.scenarios:row(1), solved.scenarios:row(2) } } do
    eq(x:signals({}, { scenarios = given }).support.n_rows, 3)
  end
  eq(x:signals {}.support == x:signals({}, { scenarios = solved }).support, true)
  local docs = scenario.compare { scenario "One" { variants = { A = "x", B = "x" } },
    scenario "Two" { variants = { A = "y", B = "y" } } }
  eq(x:signals({}, { scenarios = docs }).support:column "scenario",
    { "One", "Two", "none of these" })
end)


-- ---- what cannot be ----

test("signals that make no sense are refused", function()
  local function refused(part, signals, opts)
    raises(part, function() support(signals, opts) end)
  end
  refused("\"w\"", { seen("A", "w") })
  refused("\"Q\"", { seen("Q", "x") })
  refused("strength of signal 1 should be a number or one of medium, strong, weak, found "
    .. "\"stong\" (did you mean \"strong\"?)", { seen("A", "x", "stong") })
  refused("from 0 to 20, found -1", { seen("A", "x", -1) })
  refused("from 0 to 20, found", { seen("A", "x", 0 / 0) })
  refused("option 'direction' should be one of for, against",
    { seen("A", "x", 1, { direction = "up" }) })
  refused("signal 1 should name a descriptor and a variant, or a code", { { text = "x" } })
  refused("has the code \"q\", for which 'codes' names no variant", { { code = "q" } })
  refused("'codes' should say", { { code = "q" } }, { codes = { q = "x" } })
  refused("unknown option 'sorce' (did you mean 'source'?)", { seen("A", "x", 1, { sorce = 1 }) })
  refused("'none' should be above 0 and below 1", {}, { none = 1 })
  refused("'cap' should be above 0", {}, { cap = 0 })
  refused("'look' should be a strength", {}, { look = "hard" })
  refused("'prior' should have a number above 0 for \"scenario 2\"", {}, { prior = { 1 } })
  refused("there are no scenarios", {}, { scenarios = {} })
  refused("says no variant of \"B\"", {}, { scenarios = { { A = "x" } } })
  refused("wants a frame, the path of one, or a list", 5)
  raises("should have the columns descriptor and variant, or code; found text",
    function() support(frame { text = { "x" } }) end)
  local open = {}
  for i = 1, 10 do open[i] = { "D" .. i, "a", "b" } end
  raises("all consistent scenarios are too many", function() impact(open):signals {} end)
end)
