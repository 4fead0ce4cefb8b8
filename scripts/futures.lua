-- Which futures of European clusters hold together, what would show them
-- coming, what would break them, and which policy bears all of them?
--
-- Data: a cross-impact model of nine descriptors, judged by seven experts; weak
-- signals, wild cards, levers and a roadmap. All of it is synthetic (see
-- datasets/futures/SOURCE.md): the script shows how the questions are asked,
-- not what will happen.
-- Answer: three futures hold. The closed one holds whichever experts are
-- drawn, and more combinations drift there than anywhere else; the one of open
-- trade and mixed finance nearly always; that of managed trade and missions in
-- one draw of six. Trade is what tells them apart; of five levers only European
-- networks with green markets lead all the way out of the closed one.

local folder = "datasets/futures/synthetic_"

local model = impact.read(folder .. "clusters2030.scw",
  { panel = folder .. "judgements.csv" })
show(model)

print "\nFutures in which every descriptor has the variant that the others promote most:"
local futures = model:consistent {}            -- all of them, exactly
show(futures)

print "\nHow often each holds when the seven experts are drawn anew:"
local sure = model:ensemble { members = 1000, spread = "panel", seed = 1 }
show(sure:select("Trade", "Funding", "share", "low", "high", "id"):head(4))

print "\nWhere all 19683 combinations would drift to, step by step:"
show(model:basins {}:select("Trade", "Funding", "weight", "share", "cycle"):head(4))


-- ---- what is written of them ----

local few = futures:select { k = 3, weigh = sure }.scenarios

scenario "Walled gardens" {
  model         = model,
  variants      = few:where { Trade = "Conflict" }:row(1),
  story         = "Regional value chains, programmes of the regions, few networks abroad.",
  opportunities = { "near-shoring of suppliers" },
  challenges    = { "small home markets", "shortage of skills" },
  policy        = { "matchmaking across borders inside Europe" },
}
scenario "Open platforms" {
  model         = model,
  variants      = few:where { Trade = "Open" }:row(1),
  opportunities = { "clusters run data spaces of their industries" },
  challenges    = { "dependence on few platforms" },
}
scenario "Managed missions" {
  model         = model,
  variants      = few:where { Trade = "Managed" }:row(1),
  policy        = { "one door for mission funding" },
  implications  = { "managers bid in consortia of clusters" },
}

print "\nWhat is written of each, and what is still open:"
show(scenario.all())


-- ---- what would show them coming ----

print "\nWhat fourteen weak signals say of the three:"
local watch = model:signals(folder .. "signals.csv", { scenarios = scenario.all() })
show(watch)

print "\nWhat to look for next, and how support came about:"
show(watch.look_for:head(3))
show(watch.over_time:where { scenario = { "Walled gardens", "Managed missions" },
  date = at_least "2026-09-02" })


-- ---- what would break them ----

print "\nWild cards:"
local cards = model:wildcards(folder .. "wildcards.csv", { scenarios = scenario.all() })
show(cards.plane:drop "early_signals")
show(cards.cards[2])


-- ---- which policy bears all of them ----

print "\nWhat five levers make of each future:"
local policy = model:stress {
  levers    = folder .. "levers.csv",
  scenarios = scenario.all(),
  wish      = {
    ["SMEs"]                 = { "Drive innovation", "Follow" },
    ["Skills"]               = { "Mobile talent", "Retrained at home" },
    ["Green transition"]     = { "Rules lead", "Markets lead" },
    ["Digital transition"]   = { "Platforms lead", "Steady" },
    ["Internationalisation"] = { "Global partners", "European partners" },
    ["Trade"]                = { "Open", "Managed" },
  },
}
show(policy)

print "\nThe roadmap of two groups:"
local map = roadmap.read(folder .. "roadmap.csv",
  { title = "Clusters 2030", horizon = { 2026, 2032 } })
show(map)

sure:write "build/synthetic_futures_shares.csv"
scenario.all():save "build/synthetic_futures.csv"
watch.over_time:write "build/synthetic_futures_support.csv"
policy.table:write "build/synthetic_futures_policy.csv"
map:save "build/synthetic_futures_roadmap.csv"

page "Clusters 2030" {
  [[
  Which futures of European clusters hold together, what would show them coming, what would
  break them, and which policy bears all of them? **Everything here is invented**, to show how
  the questions are asked.
  ]],
  "# Three futures", scenario.all(),
  "# What would show them coming", watch,
  "# What would break them", cards,
  "# Which policy bears all of them", policy.table, policy.levers,
  "# On the way", map,
}:save "build/gallery/futures.html"

print "\nwritten: build/synthetic_futures.csv and what belongs to it"
print "  and the page build/gallery/futures.html"
