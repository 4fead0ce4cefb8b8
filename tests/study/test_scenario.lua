-- Scenarios as documents: what is said, what is open, whether they hold, and
-- that files bring back what was written.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"

-- Two descriptors that pull each other: free trade makes high growth, high
-- growth keeps trade free; closed trade makes low growth.
local model = impact { { "Trade", "free", "closed" }, { "Growth", "high", "low" },
  judgements = { { "Trade|free", "Growth|high", 2 }, { "Trade|closed", "Growth|low", 1 },
    { "Growth|high", "Trade|free", 1 } } }


test("a scenario keeps what its author says and lists what is open", function()
  scenario.forget()
  local s = scenario "Boom" { variants = { Trade = "free" }, story = "All is well.",
    policy = "open up", actors = { "firms", "", "cities" } }
  eq({ s.name, s.story, s.horizon }, { "Boom", "All is well.", "5 to 10 years" })
  eq({ s.policy, s.actors, s.events }, { { "open up" }, { "firms", "cities" }, {} })
  eq(s.open, { "drivers", "uncertainties", "events", "signals", "opportunities",
    "challenges", "position", "implications", "evidence" })
  eq(is_na(scenario "Bust" {}.story), true)
  eq(scenario "Bust" {}.open[1], "variants")
  eq(scenario "Later" { horizon = { 2030, 2035 } }.horizon, "2030-2035")
  scenario.forget()
end)

test("every field filled in leaves nothing open", function()
  local given = { variants = { Trade = "free" }, story = "x" }
  for _, name in ipairs(scenario "Boom" { story = "x" }.open) do
    given[name] = given[name] or { "something" }
  end
  local s = scenario "Boom" (given)
  eq(s.open, {})
  assert(tostring(s):find("open: nothing", 1, true))
end)

test("a scenario that leaves out descriptors of its model has open variants", function()
  eq(scenario "Boom" { model = model, variants = { Trade = "free" } }.open[1], "variants")
  eq(scenario "Boom" { model = model, variants = { Trade = "free", Growth = "low" } }.open[1],
    "story")
end)

test("evidence is texts, units with source and date, or both", function()
  local units = frame({ { "text", { "a port closes", "a port opens" } },
    { "source", { "News", na } }, { "date", { "2026-03-01", na } } },
    { types = { date = "date" } })
  local s = scenario "Boom" { evidence = { units, "a talk" } }
  eq(s.evidence, { "a port closes (News, 2026-03-01)", "a port opens", "a talk" })
  eq(scenario "Boom" { signals = units }.signals, { s.evidence[1], s.evidence[2] })
  raises("'evidence' should have the column \"text\"; it has x",
    function() scenario "Boom" { evidence = frame { x = { 1 } } } end)
end)

test("all scenarios come in order of declaration, one said again in its place", function()
  scenario.forget()
  scenario "C" {}
  scenario "A" {}
  scenario "B" {}
  scenario "A" { story = "second thoughts" }
  local names = {}
  for i, s in ipairs(scenario.all().scenarios) do names[i] = s.name end
  eq(names, { "C", "A", "B" })
  eq(scenario.all().scenarios[2].story, "second thoughts")
  eq(scenario.all().n_scenarios, 3)
  scenario.forget()
  eq(scenario.all().n_scenarios, 0)
  eq(tostring(scenario.all()), "0 scenarios")
end)

test("scenarios stand side by side, also with unlike descriptors", function()
  local set = scenario.compare { scenario "A" { variants = { Trade = "free" } },
    scenario "B" { variants = { Growth = "low", Trade = "closed" }, policy = { "x", "y" } } }
  eq(set.variants:column "descriptor", { "Trade", "Growth" })
  eq(set.variants:column "A", { "free", na })
  eq(set.variants:column "B", { "closed", "low" })
  local row = set.comparison:where { field = "Policy action" }:row(1)
  eq({ row.A, row.B }, { na, "x; y" })
  eq(set.open:where { scenario = "B", field = "policy" }.n_rows, 0)
  eq(set.open:where { scenario = "A", field = "policy" }:get(1, "question"),
    "Which policy action is needed?")
end)


-- ---- holding ----

test("a scenario that is consistent holds, others say how far they are behind", function()
  local boom = scenario "Boom" { variants = { Trade = "free", Growth = "high" } }
  local odd = scenario "Odd" { variants = { Trade = "free", Growth = "low" } }
  local part = scenario "Part" { variants = { Trade = "free" } }
  eq({ boom:check(model).consistent, boom:check(model).inconsistency }, { true, 0 })
  -- free trade: high 2, low 0, so that low growth is 2 behind
  eq({ odd:check(model).consistent, odd:check(model).inconsistency }, { false, 2 })
  eq(odd:check(model).balance:column "lead", { 0, -2 })
  eq(is_na(part:check(model).consistent), true)
  eq(part:check(model).missing, { "Growth" })
  raises("no \"balance\": the scenario leaves descriptors out",
    function() return part:check(model).balance end)
  local all = scenario.compare { boom, odd, part }:check(model)
  eq(all:column "consistent", { true, false, na })
  eq(all:column "weakest", { "Trade", "Growth", na })
  eq(all:column "lead", { 1, -2, na })
  eq(all:column "n_missing", { 0, 0, 1 })
end)

test("exactly the consistent scenarios hold", function()
  local listed, n = model:consistent {}, 0
  for _, trade in ipairs(model:variants "Trade") do
    for _, growth in ipairs(model:variants "Growth") do
      local s = scenario "S" { model = model, variants = { Trade = trade, Growth = growth } }
      if s:check().consistent then n = n + 1 end
    end
  end
  eq(n, listed.count)
  for row in listed.scenarios:each() do
    eq(scenario "S" { variants = row, model = model }:check().consistent, true)
  end
end)

test("the model of a scenario made up by somebody is said to be synthetic", function()
  local made = impact { { "Trade", "free" }, { "Growth", "high" }, source = "synthetic.scw" }
  assert(tostring(scenario "S" { model = made }):find("SYNTHETIC DATA", 1, true))
  assert(tostring(scenario.compare { scenario "S" { model = made } })
    :find("SYNTHETIC DATA", 1, true))
end)


-- ---- files ----

local function full()
  return { scenario "A, \"quoted\"" { story = "Two\nlines | bars", horizon = { 2030, 2031 },
    variants = { "Trade|free", "Growth|low" }, policy = { "one", "two" },
    evidence = "page 3" }, scenario "B" { challenges = "12" } }
end

test("what was written as .csv reads back the same", function()
  files.with("", function(path)
    local set = scenario.compare(full())
    set:save(path)
    local read = scenario.read(path)
    eq(read:frame() == set:frame(), true)
    for i, s in ipairs(read.scenarios) do
      eq({ s.name, s.story, s.horizon, s.descriptors, s.variants, s.open },
        { set.scenarios[i].name, set.scenarios[i].story, set.scenarios[i].horizon,
          set.scenarios[i].descriptors, set.scenarios[i].variants, set.scenarios[i].open })
    end
  end)
end)

test("reading declares nothing", function()
  scenario.forget()
  files.with("scenario,field,item\nA,story,x\n", function(path)
    eq(scenario.read(path).n_scenarios, 1)
  end)
  eq(scenario.all().n_scenarios, 0)
end)

test("a document says everything, and what is open as a question", function()
  files.with("", function(path)
    scenario.compare(full()):save(path)
    local text = files.bytes(path)
    for _, part in ipairs { "# Scenarios\n", "## A, \"quoted\"\n", "| Trade | free |",
      "Two lines | bars", "- one\n- two\n", "### Challenges\n\n- 12\n",
      "*Open: Which policy action is needed?*", "Horizon: 2030-2031" } do
      assert(text:find(part, 1, true), part)
    end
    eq(text:match "\n+$", "\n")
  end, ".md")
end)


-- ---- what cannot be ----

test("unknown variants, contradictions and nonsense are refused", function()
  local function declared(given) return function() scenario "S"(given) end end
  raises("\"Trade\" has no variant \"fre\" (did you mean \"free\"?)",
    declared { model = model, variants = { Trade = "fre" } })
  raises("no descriptor \"Trad\" (did you mean \"Trade\"?)",
    declared { model = model, variants = { Trad = "free" } })
  raises("two variants of \"Trade\", free and closed",
    declared { variants = { "Trade|free", "Trade|closed" } })
  raises("variant 1 should be written \"Descriptor|variant\"",
    declared { variants = { "free" } })
  raises("found a whole number of \"Trade\"", declared { variants = { Trade = 1 } })
  raises("unknown option 'varaints' (did you mean 'variants'?)", declared { varaints = {} })
  raises("entry 2 of 'policy' should be a text", declared { policy = { "x", 3 } })
  for _, horizon in ipairs { {}, { 2030 }, { 2035, 2030 }, { "a", "b" }, { -1, 5 } } do
    raises("'horizon' should be a text or", declared { horizon = horizon })
  end
  raises("scenario: wants a name", scenario, {})
  raises("found an empty text", scenario, "")
  raises("\"S\" wants a cross-impact model", function() scenario "S" {}:check() end)
  raises("\"Port\"", function() scenario "S" { variants = { Port = "x" } }:check(model) end)
  raises("\"S\" stands twice", scenario.compare, { scenario "S" {}, scenario "S" {} })
  raises("entry 1 should be a scenario", scenario.compare, { "S" })
  raises("written as .md or .csv", function() scenario "S" {}:save "x.txt" end)
  raises("never changed", function() scenario "S" {}.name = "T" end)
end)

test("files that hold no scenarios are refused with the row", function()
  local function unreadable(part, text)
    files.with(text, function(path) raises(part, scenario.read, path) end)
  end
  unreadable("no column \"field\"", "scenario,item\nA,b\n")
  unreadable("row 2 of", "scenario,field,item\nA,story,b\nA,,b\n")
  unreadable("unknown option 'storry' (did you mean 'story'?)",
    "scenario,field,item\nA,storry,b\n")
  unreadable("variant 1 should be written", "scenario,field,item\nA,variants,b\n")
end)
