-- Wild cards: fates worked out by hand, beside interventions, and beside a
-- count over all configurations of random models.

package.path = "tests/data/?.lua;" .. package.path
local draw = require "random".numbers(23)
local files = require "files"

-- Free trade and growth hold each other, so do closed trade and decline; rules
-- follow trade.
local model = impact { { "Trade", "free", "closed" }, { "Growth", "high", "low" },
  { "Rules", "few", "many" }, judgements = {
    { "Growth|high", "Trade|free", 2 }, { "Growth|low", "Trade|closed", 2 },
    { "Trade|free", "Growth|high", 2 }, { "Trade|closed", "Growth|low", 2 },
    { "Trade|free", "Rules|few", 1 }, { "Trade|closed", "Rules|many", 1 } } }


local function fates(r, column)
  return r.scenarios:column(column)
end


-- ---- by hand ----

test("a forced variant pulls the others after it, step by step", function()
  -- {free, high, few} is struck to {closed, high, few}; then growth and rules
  -- follow trade in one step, and {closed, low, many} holds
  local r = model:wildcard { "War", force = { Trade = "closed" } }
  eq({ r.n_scenarios, r.n_survive, r.count }, { 2, 1, 1 })
  local row = r.scenarios:where { survives = false }:row(1)
  eq({ row.n_changed, row.steps, row.cycle }, { 3, 1, 1 })
  eq(row.becomes, "Trade closed, Growth low, Rules many")
  eq(row.falls_to, r.scenarios:where { survives = true }:get(1, "scenario"))
  eq(r.after:select("Trade", "Growth", "Rules"):row(1).Growth, "low")
  eq(r.after.types.War, nil)
end)

test("a push below the lead changes nothing, above it breaks the scenario", function()
  -- trade is held by a lead of 2 - 0; a push of 2 ties, which holds
  local function n_survive(push)
    return model:wildcard { "War", shocks = { ["Trade|closed"] = push } }.n_survive
  end
  eq({ n_survive(0), n_survive(1), n_survive(2), n_survive(3) }, { 2, 2, 2, 1 })
  eq({ n_survive(-3), n_survive(-1) }, { 1, 2 })
end)

test("one of several variants may be forced", function()
  local both = model:wildcard { "Any", force = { Trade = { "free", "closed" } } }
  eq(both.n_survive, 2)
  local last = model:wildcard { "Slump", force = { Growth = { "low" } } }
  eq(last.n_survive, 1)
end)

test("a cycle is told as one", function()
  local round = impact { { "A", "x", "y" }, { "B", "x", "y" }, judgements = {
    { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 }, { "B|x", "A|x", 1 }, { "B|y", "A|y", 1 } } }
  -- struck to {x, y}, the two change places for ever: {y, x}, {x, y}, ...
  local r = round:wildcard { "Twist", shocks = { ["A|x"] = 0 },
    scenarios = { { A = "x", B = "y" } } }
  eq({ fates(r, "cycle"), fates(r, "survives") }, { { 2 }, { false } })
end)


-- ---- by other routes ----

local NAMES = { "A", "B", "C", "D" }


local function random_model()
  local given = { judgements = {} }
  for i, name in ipairs(NAMES) do given[i] = { name, "x", "y", "z" } end
  for _, from in ipairs(NAMES) do
    for _, to in ipairs(NAMES) do
      for _, k in ipairs { "x", "y", "z" } do
        for _, l in ipairs { "x", "y", "z" } do
          if from ~= to then
            table.insert(given.judgements, { from .. "|" .. k, to .. "|" .. l, draw(7) - 3 })
          end
        end
      end
    end
  end
  return impact(given)
end


local function keys_of(f)
  local list = {}
  for row in f:each() do
    list[#list + 1] = table.concat({ row.A, row.B, row.C, row.D }, " ")
  end
  table.sort(list)
  return list
end


test("what holds after a forced variant is what an intervention says", function()
  local n_fall = 0
  for _ = 1, 60 do
    local x = random_model()
    local force = { B = ("xyz"):sub(1 + draw(3), -1):sub(1, 1) }
    local acted = x:intervene { force = force }
    local list = x:consistent {}
    if list.count > 0 then
      local r = x:wildcard { "W", force = force }
      eq(keys_of(r.after), keys_of(acted.scenarios))
      eq(fates(r, "survives"), acted.outcomes:column "survives")
      eq(fates(r, "steps"), acted.outcomes:column "steps")
      n_fall = n_fall + r.n_scenarios - r.n_survive
    end
  end
  assert(n_fall > 20)
end)

-- Every descriptor has a best variant by the judgements and the pushes.
local function holds(cells, pushes, choice)
  for to = 1, 4 do
    local scores = {}
    for l = 1, 3 do
      scores[l] = pushes[3 * (to - 1) + l]
      for from = 1, 4 do
        scores[l] = scores[l] + cells[3 * (from - 1) + choice[from]][3 * (to - 1) + l]
      end
    end
    for l = 1, 3 do
      if scores[l] > scores[choice[to]] then return false end
    end
  end
  return true
end

test("what holds after shocks is counted over all configurations", function()
  local letters = { "x", "y", "z" }
  for _ = 1, 40 do
    local x, shocks, pushes = random_model(), {}, {}
    for k = 1, 12 do pushes[k] = 0 end
    for _ = 1, 3 do
      local k = draw(12) + 1
      pushes[k] = draw(9) - 4
      shocks[x.labels[k]] = pushes[k]
    end
    local cells, wanted = x:matrix():cells(), {}
    for code = 0, 80 do
      local choice = { code // 27 + 1, code // 9 % 3 + 1, code // 3 % 3 + 1, code % 3 + 1 }
      if holds(cells, pushes, choice) then
        local words = {}
        for i, k in ipairs(choice) do words[i] = letters[k] end
        wanted[#wanted + 1] = table.concat(words, " ")
      end
    end
    table.sort(wanted)
    eq(keys_of(x:wildcard { "W", shocks = shocks, scenarios = { { A = "x", B = "x", C = "x",
      D = "x" } } }.after), wanted)
  end
end)


-- ---- the plane ----

test("wild cards stand by impact, then by likelihood, never by a product", function()
  local function card(name, impact_, likelihood)
    return { name, shocks = { ["Trade|free"] = 1 }, impact = impact_, likelihood = likelihood }
  end
  local r = model:wildcards { card("rare", 5, "remote"), card("middle", 3, "likely"),
    card("likelier", 5, "unlikely"), card("unknown"), card("small", 1, "likely") }
  eq(r.plane:column "wildcard", { "likelier", "rare", "middle", "small", "unknown" })
  eq(r.plane:column "impact", { 5, 5, 3, 1, na })
  for _, name in ipairs(r.plane.names) do eq(name:find "product" or name:find "score", nil) end
  eq(#r.cards, 5)
end)

test("their plane has every likelihood and impact, seldom first, also those of no card", function()
  local r = model:wildcards { { "Flood", force = { Trade = "closed" }, impact = 3 } }
  local plane = r:pictures()[1]
  eq(plane.x_classes, { "remote", "unlikely", "possible", "likely" })
  eq(plane.y_classes, { 1, 2, 3, 4, 5 })
end)

test("wild cards are read from a table", function()
  files.with("wildcard,force,shocks,impact,likelihood,credibility,early_signals\n"
    .. "War,Trade|closed,,5,remote,low,a; b\n"
    .. "Boom,,Trade|free = 3; Growth|high=-1.5,2,likely,high,\n"
    .. "Either,Trade|free; Trade|closed,,,,,\n", function(path)
    local r = model:wildcards(path)
    eq(r.plane:column "wildcard", { "War", "Boom", "Either" })
    eq(r.plane:column "early_signals", { "a; b", na, na })
    eq(r.cards[1].scenarios == model:wildcard { "War", force = { Trade = "closed" } }.scenarios,
      true)
    eq(r.cards[2].scenarios == model:wildcard { "Boom", shocks = { ["Trade|free"] = 3,
      ["Growth|high"] = -1.5 } }.scenarios, true)
    eq(r.cards[3].n_survive, 2)
  end)
end)


-- ---- what cannot be ----

test("wild cards that make no sense are refused", function()
  local function refused(part, card)
    raises(part, function() model:wildcard(card) end)
  end
  refused("wants a table", nil)
  refused("wants the wild card's name in front", { force = { Trade = "free" } })
  refused("\"Trade\" is a descriptor of the model", { "Trade", force = { Trade = "free" } })
  refused("say what it does", { "War" })
  refused("(did you mean \"free\"?)", { "War", force = { Trade = "fre" } })
  refused("(did you mean \"Trade\"?)", { "War", force = { Trad = "free" } })
  refused("'force' should say", { "War", force = { Trade = {} } })
  refused("'shocks' should say", { "War", shocks = { Trade = 1 } })
  refused("'shocks' should say", { "War", shocks = { ["Trade|free"] = -(0 / 0) } })
  refused("up to 1000", { "War", shocks = { ["Trade|free"] = 1e9 } })
  refused("'impact' should be one of 1, 2, 3, 4, 5", { "War", force = { Trade = "free" },
    impact = 6 })
  refused("'likelihood' should be one of remote, unlikely, possible, likely",
    { "War", force = { Trade = "free" }, likelihood = "often" })
  refused("unknown option 'forse' (did you mean 'force'?)", { "War", forse = {} })
  raises("\"War\" stands twice", function()
    model:wildcards { { "War", force = { Trade = "free" } }, { "War", force = { Trade = "free" } } }
  end)
  files.with("wildcard,shocks\nWar,Trade|free\n", function(path)
    raises("row 1: 'shocks' should be written", function() model:wildcards(path) end)
  end)
  files.with("wildcard,force\nWar,Trade\n", function(path)
    raises("row 1: 'force' should be written", function() model:wildcards(path) end)
  end)
end)
