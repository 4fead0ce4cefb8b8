-- Which pairs of themes are emerging, and does the answer survive a sceptic?
--
-- Data: 150 coded paragraphs of 60 sources, three coders. SYNTHETIC: generated
-- for this example, with a few links planted among noise
-- (datasets/horizon/SOURCE.md). Nothing below is a finding about any trend.
-- Answer: two pairs come up, one is steady, two rest on a single source each,
-- and some 250 others only look like links.

local study = coding.read "datasets/horizon/synthetic_horizon.qdpx"

show(study, { rows = 6 })                    -- units, codes, coders, sources, overlap

print "\nDo the coders agree? (codes used ten times or more, the weakest)"
local agreed = study:agreement { coefficient = "krippendorff" }
print(("alpha of the sets of codes: %.2f, from %.2f to %.2f"):format(
  agreed.value, agreed.low, agreed.high))
show(agreed.codes:where { units = at_least(10) }:tail(4))
print "Paragraphs to talk about:"
show(agreed.disputed:select("unit", "disagreement", "ratings"):head(3))

print "\nDo the sources lean to some type, language or period?"
show(study:bias())

local links = study:cooccurrence { replicates = 1000, cluster = "source", least = 5 }
local naive = links:where { q = below(0.05) }
local sound = links:where { q_null = below(0.05) }
print(("\nPairs that Fisher's test finds: %d. That survive the null with both margins: %d.")
  :format(naive.n_rows, sound.n_rows))
show(sound:select("a", "b", "n12", "c", "low", "high", "q_null", "sources", "type_low"))

print "\nThose that do not rest on one source or type:"
local broad = sound:where { sources = at_least(3), type_low = at_least(0.2) }
show(broad:select("a", "b", "n12", "sources", "types", "coders"))

print "\nWhich pairs come up? (of eight units or more, by year)"
local rising = study:emerging { by = "year", of = "pairs", least = 8 }
show(rising:where { q = below(0.05) }
  :select("a", "b", "units", "types", "slope", "low", "high", "q", "signal", "score"))

print "\nWhich codes burst?"
show(study:bursts { by = "year" }:head(3))

print "\nWhat is said by one type of source or group of actors only?"
local claims = study:triangulate { by = { "type", "actor" } }
show(claims:where { q = below(0.05) }:select("code", "by", "only", "units", "share", "q"))

print "\nThe paragraphs behind the sound links:"
show(study:units(broad):select("a", "unit", "source", "date", "type"):head(4))

local themes = study:diagram { least = 8 }
links:write "build/synthetic_horizon_links.csv"
rising:write "build/synthetic_horizon_rising.csv"
broad:graph { from = "a", to = "b", weight = "c" }:edges()
  :write "build/synthetic_horizon_network.csv"

page "Emerging themes" {
  [[
  Which pairs of themes are emerging, and does the answer survive a sceptic? The paragraphs
  are **invented**; a few links were planted among noise, two of them artefacts of one source.
  ]],
  "# Do the coders agree?",
  agreed,
  "# Which themes go together, more than chance lets them?",
  sound,
  "# Which of them come up?",
  rising:where { q = below(0.05) },
  "# Who says so?",
  claims:head(20),
  "# What hangs together?",
  themes,
}:save "build/gallery/horizon.html"

print "\nwritten: build/synthetic_horizon_{links,rising,network}.csv"
print "  and the page build/gallery/horizon.html"
