-- Which futures of European clusters hold together, what would show them
-- coming, what would break them, and which policy bears all of them?
--
-- Data: nine descriptors judged by seven experts; weak signals, wild cards,
-- levers and a roadmap. All of it is synthetic (datasets/futures/SOURCE.md):
-- the script shows how the questions are asked, not what will happen.
-- Answer: three futures hold. The closed one holds whichever experts are
-- drawn, and more combinations drift there than anywhere else; the one of open
-- trade and mixed finance nearly always; that of managed trade and missions in
-- one draw of six. Trade tells them apart; of five levers only European
-- networks with green markets lead all the way out of the closed one.

local folder = "datasets/futures/synthetic_"
local model = impact.read(folder .. "clusters2030.scw", { panel = folder .. "judgements.csv" })

print "Futures in which every descriptor has the variant that the others promote most:"
local futures = model:consistent {}            -- all of them, exactly
show(futures)

print "\nHow often each holds when the seven experts are drawn anew, 1000 times:"
local sure = model:ensemble { members = 1000, spread = "panel" }
show(sure:select("Trade", "Funding", "share", "low", "high", "id"):head(4))

print "\nWhere all 19683 combinations would drift to, counted one by one:"
local basins = model:basins {}
show(basins:select("Trade", "Funding", "weight", "share", "cycle"):head(4))

local few = futures:select { k = 3, weigh = sure }.scenarios

scenario "Walled gardens" {
  model = model, variants = few:where { Trade = "Conflict" }:row(1),
  story         = "Regional value chains, programmes of the regions, few networks abroad.",
  opportunities = { "near-shoring of suppliers" },
  challenges    = { "small home markets", "shortage of skills" },
  policy        = { "matchmaking across borders inside Europe" },
}
scenario "Open platforms" {
  model = model, variants = few:where { Trade = "Open" }:row(1),
  opportunities = { "clusters run data spaces of their industries" },
  challenges    = { "dependence on few platforms" },
}
scenario "Managed missions" {
  model = model, variants = few:where { Trade = "Managed" }:row(1),
  policy        = { "one door for mission funding" },
  implications  = { "managers bid in consortia of clusters" },
}
print "\nWhat is written of each, and what is still open:"
show(scenario.all())

print "\nWhat fourteen weak signals say of the three, and what to look for next:"
local watch = model:signals(folder .. "signals.csv", { scenarios = scenario.all() })
show(watch)
show(watch.look_for:head(3))

print "\nWhat wild cards would do to them, and one of the two gravest in full:"
local cards = model:wildcards(folder .. "wildcards.csv", { scenarios = scenario.all() })
show(cards.plane:drop "early_signals")
show(cards.cards[2])

print "\nWhat five levers make of each future, and whether the panel's doubt changes it:"
local policy = model:stress {
  levers = folder .. "levers.csv", scenarios = scenario.all(),
  members = 100, spread = "panel",
  wish   = {
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

scenario.all():save "build/synthetic_futures.csv"

page "Clusters 2030" {
  [[
  Which futures of European clusters hold together, what would show them coming, what would
  break them, and which policy bears all of them? Seven experts judged how nine descriptors
  promote or hinder each other. **Everything here is invented**, to show how the questions are
  asked.

  # The answer

  - Three futures hold together: in each, every descriptor has the variant that the others
    promote most. They are told apart by trade.
  - The closed one, "Walled gardens", holds whichever experts are drawn, and more combinations
    drift there than anywhere else; "Managed missions" holds in one draw of six.
  - Of five levers, only European networks with green markets lead all the way out of the
    closed one.
  ]],
  "# Three futures", scenario.all(),
  { sure:select("Trade", "Funding", "share", "low", "high"):head(4),
    caption = "How often each future holds when the seven experts are drawn anew",
    columns = { share = "of 1000 draws", low = "lower limit, 95 %", high = "upper limit" } },
  chart.basins(basins, { title = "Where all combinations would drift to" }),
  "# What would show them coming", watch,
  "# What would break them",
  { cards.plane:select("wildcard", "impact", "likelihood", "credibility", "n_scenarios",
      "n_survive", "n_fall"),
    caption = "Wild cards, the gravest first",
    columns = { impact = "from 1 to 5, as told in the file", n_scenarios = "futures looked at",
      n_survive = "futures that hold though it comes", n_fall = "futures that give way" } },
  cards,
  "# Which policy bears all of them",
  { policy.table, caption = "Share of what is wished for that comes about, by lever and future" },
  { policy.levers, caption = "Levers over all futures",
    columns = { mean = "share over all futures", worst = "least share of any future",
      largest_regret = "most that is lost beside the best lever of a future",
      mean_regret = "the same, on average", low = "of the mean, when experts are drawn anew, 95 %",
      high = "upper limit", robust = "share of draws in which it is the most robust lever" } },
  "# On the way", map,
}:save "build/gallery/futures.html"
