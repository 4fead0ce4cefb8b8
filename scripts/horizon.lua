-- Which pairs of themes are emerging, and does the answer survive a sceptic?
--
-- Data: 170 coded paragraphs of 60 sources, three coders. SYNTHETIC: generated
-- for this example, with a few links planted among noise
-- (datasets/horizon/SOURCE.md). Nothing below is a finding about any trend.
-- Answer: one pair comes up, one is steady, one rests on a single source, and
-- ninety others only look like links.

local study = coding.read "datasets/horizon/horizon.qdpx"

show(study, { rows = 8 })                    -- units, codes, coders, sources, overlap

print "\nHow far the coders agree (codes used ten times or more):"
local agreed = study:agreement { coefficient = "krippendorff" }
print(("on all codes together: alpha %.2f, from %.2f to %.2f"):format(
  agreed.value, agreed.low, agreed.high))
show(agreed.codes:where { units = at_least(10) }:drop("percent"):tail(5))
print "The paragraphs to talk about:"
show(agreed.disputed:select("unit", "n_ratings", "disagreement"):head(3))

local links = study:cooccurrence { replicates = 1000, cluster = "source", least = 5 }
local naive = links:where { q = below(0.05) }
local sound = links:where { q_null = below(0.05) }
print(("\nPairs that Fisher's test finds: %d. That survive the null with both margins: %d.")
  :format(naive.n_rows, sound.n_rows))
show(sound:select("a", "b", "n12", "c", "low", "high", "q_null", "sources"))

print "\nOf these, on three sources or more:"
local broad = sound:where { sources = at_least(3) }
show(broad:select("a", "b", "n12", "sources"))

print "\nWhat comes up (pairs of ten units or more, by year):"
local rising = study:emerging { by = "year", of = "pairs", least = 10 }
show(rising:select("a", "b", "units", "types", "slope", "low", "high", "p", "q"):head(3))

print "\nBursts:"
show(study:bursts { by = "year" }:where { q = below(0.05) })

print "\nClaims of one type of source only:"
show(study:triangulate { by = "type" }:where { q = below(0.05) })

print "\nThe paragraphs behind the first link:"
show(study:units(broad:head(1)):select("unit", "source", "date", "type"):head(4))

links:write "build/synthetic_horizon_links.csv"
rising:write "build/synthetic_horizon_rising.csv"
broad:graph { from = "a", to = "b", weight = "c" }:edges()
  :write "build/synthetic_horizon_network.csv"
print "\nwritten: build/synthetic_horizon_{links,rising,network}.csv"
