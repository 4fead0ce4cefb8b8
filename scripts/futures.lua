-- Which futures of European clusters hold together, how far do they bear the
-- panel's doubt, and what would have to be watched?
--
-- Data: a cross-impact model of nine descriptors, judged by seven experts. Both
-- are synthetic (see datasets/futures/SOURCE.md): the script shows how the
-- question is asked, not what will happen.
-- Answer: three futures hold. The closed one holds whichever experts are
-- drawn, and more combinations drift there than anywhere else; the one of open
-- trade and mixed finance nearly always; that of managed trade and missions in
-- one draw of six.

local folder = "datasets/futures/"

local model = impact.read(folder .. "synthetic_clusters2030.scw",
  { panel = folder .. "synthetic_judgements.csv" })

show(model)

local futures = model:consistent {}            -- all of them, exactly

print "\nFutures in which every descriptor has the variant that the others promote most:"
show(futures)

print "\nHow often each holds when the seven experts are drawn anew:"
local sure = model:ensemble { members = 1000, spread = "panel", seed = 1 }
show(sure:head(6))

print "\nWhere all 19683 combinations would drift to, step by step:"
show(model:basins {}:head(4))

print "\nWhat the open future with mission funding hangs on: leads of its variants, weakest first"
local open = futures.scenarios:where { Trade = "Managed" }
for scenario in open:each() do
  show(model:balance(scenario):where { chosen = 1 }
    :select("descriptor", "variant", "score", "lead"):sort "lead":head(4))
  print "\nWho pulls trade there:"
  show(model:why(scenario, "Trade"))
end

print "\nWhat if value chains fragment? The nearest futures to that:"
show(model:least_inconsistent { k = 2, force = { ["Value chains"] = "Fragmented",
  ["Cluster policy"] = "European networks" } })

print "\nWhich descriptors drive, which are driven:"
show(model:structure {}:select("descriptor", "role", "indirect_influence",
  "indirect_dependence"))

futures.scenarios:write "build/synthetic_futures.csv"
sure:write "build/synthetic_futures_shares.csv"
print "\nwritten: build/synthetic_futures.csv, build/synthetic_futures_shares.csv"
