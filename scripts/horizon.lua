-- Which pairs of themes are emerging, and does the answer survive a sceptic?
--
-- Data: 150 coded paragraphs of 60 sources, three coders. SYNTHETIC: generated
-- for this example, with a few links planted among noise
-- (datasets/horizon/SOURCE.md). Nothing below is a finding about any trend.
-- Answer: two pairs come up, one is steady, two rest on a single source each,
-- and some 250 others only look like links.

local study = coding.read "datasets/horizon/synthetic_horizon.qdpx"

show(study, { rows = 6 })                    -- units, codes, coders, sources, overlap

print "\nDo the coders agree?"
local agreed = study:agreement { coefficient = "krippendorff" }
local pooled = agreed.pooled
print(("alpha of the sets of codes: %.2f, from %.2f to %.2f"):format(agreed.value,
  agreed.low, agreed.high))
print(("alpha of all codes at once: %.2f, from %.2f to %.2f"):format(pooled.value,
  pooled.low, pooled.high))
print(("(of %d sources that two coders or more read; %s)"):format(pooled.n_sources,
  pooled.range))
print "The weakest of the codes that were used ten times or more:"
show(agreed.codes:where { units = at_least(10) }:tail(4))
print "Paragraphs to talk about:"
show(agreed.disputed:select("unit", "disagreement", "ratings"):head(3))

print "\nDo the sources lean to some type, language or period?"
show(study:bias())

local links = study:cooccurrence { replicates = 1000, cluster = "source", least = 5 }
local naive = links:where { q = below(0.05) }
local sound = links:where { q_null = below(0.05) }
print "\nWhich themes go together, more than chance lets them?"
print(("Fisher's test finds %d pairs; %d are left once chance, too, keeps how many codes "
  .. "each paragraph has."):format(naive.n_rows, sound.n_rows))
print "(low or type_low is na where a pair may vanish with the sources, or the type, left out)"
show(sound:select("a", "b", "n12", "c", "low", "high", "q_null", "sources", "type_low"))

print "\nThose that do not rest on one source or type:"
local broad = sound:where { sources = at_least(3), type_low = at_least(0.2) }
show(broad:select("a", "b", "n12", "sources", "types", "coders"))

print "\nWhich pairs come up? (of eight units or more, by year)"
local rising = study:emerging { by = "year", of = "pairs", least = 8 }
show(rising:where { q = below(0.05) }
  :select("a", "b", "units", "types", "slope", "low", "high", "q", "signal", "score"))

print "\nWhich codes burst?"
local bursts = study:bursts { by = "year" }
print(("surely, with q below 0.05: %d; the likeliest are"):format(
  bursts:where { q = below(0.05) }.n_rows))
show(bursts:head(3))

print "\nWhat is said by one type of source or group of actors only?"
local claims = study:triangulate { by = { "type", "actor" } }
show(claims:where { q = below(0.05) }:select("code", "by", "only", "units", "share", "q"))

print "\nThe paragraphs behind these links, to be read before anything is said:"
show(study:units(broad):select("a", "unit", "source", "date", "type"):head(4))

local themes = study:diagram { least = 8 }
links:write "build/synthetic_horizon_links.csv"
rising:write "build/synthetic_horizon_rising.csv"
broad:graph { from = "a", to = "b", weight = "c" }:edges()
  :write "build/synthetic_horizon_network.csv"

page "Emerging themes" {
  [[
  Which pairs of themes are emerging, and does the answer survive a sceptic? Three coders gave
  themes (codes) to 150 paragraphs of 60 sources. The paragraphs are **invented**; a few links
  were planted among noise, two of them artefacts of one source.

  # The answer

  - Some 250 pairs of themes look linked to Fisher's test. Five are left when chance may give
    each paragraph as many themes, and each theme as many paragraphs, as they have.
  - Two of the five rest on a single source each. Of the other three, two come up over the
    years: battery swapping with charging grids, and crowd sensing with air quality maps.
  ]],
  "# Do the coders agree?\n\nAlpha is 1 when they agree in all and 0 when they agree as "
    .. "chance would; themes with the least agreement first.",
  { agreed.codes:where { units = at_least(10) }:sort "value":head(12),
    caption = "Themes used ten times or more on which coders differ most",
    columns = { units = "paragraphs with the theme", n_units = "paragraphs that several read",
      value = "Krippendorff's alpha", low = "lower limit, 95 %", high = "upper limit, 95 %",
      percent = "share of these paragraphs in which all agree" } },
  "# Which themes go together, more than chance lets them?",
  { sound:select("a", "b", "n12", "c", "low", "high", "q_null", "sources", "type_low"),
    caption = "Pairs that survive the null with both margins",
    columns = { n12 = "paragraphs with both", c = "share of paragraphs with either that "
      .. "have both", low = "lower limit of c when sources are drawn anew",
      high = "upper limit of c", q_null = "share of false finds among pairs up to this one",
      sources = "different sources", type_low = "least c when one type of source is left out; "
      .. "a dash: it rests on one type" } },
  "# Which of them come up?",
  { rising:where { q = below(0.05) }:select("a", "b", "units", "sources", "types", "slope",
      "low", "high", "q", "signal"),
    caption = "Pairs whose share of all paragraphs rises",
    columns = { units = "paragraphs with both", types = "types of source",
      slope = "by how much its share rises a year", low = "lower limit of slope",
      high = "upper limit of slope", q = "share of false finds up to this row",
      signal = "weak: seldom seen and spreading, strong: often seen" } },
  "# Who says so?",
  { claims:head(12):select("code", "by", "top", "only", "units", "sources", "share",
      "elsewhere", "q"),
    caption = "Themes that one type of source, or one group of actors, has more than others",
    columns = { by = "what sources are told apart by", top = "the value that has it most",
      only = "the one value that has it, where q is small", share = "its share there",
      elsewhere = "its share in all others", q = "share of false finds up to this row" } },
  "# What hangs together?\n\nEach point is a group of themes: far right when it is tied to "
    .. "many others, far up when its own themes are close.",
  themes,
}:save "build/gallery/horizon.html"

print "\nwritten: build/synthetic_horizon_{links,rising,network}.csv"
print "  and the page build/gallery/horizon.html"
