-- Which technologies are growing together?
--
-- Data: SYNTHETIC patents with classes and years (datasets/patents/SOURCE.md);
-- a patent in two classes links them. Twelve pairs were planted to rise, and
-- one that a single applicant holds. Nothing below is a finding.
-- Answer: two of the twelve planted pairs stand out against 2926 possible ones
-- (all rise, but most from few patents); the other rising ties join classes
-- that moved to another space, and the surest is the work of one applicant.

local links = linkage.cooccur {
  file    = "datasets/patents/synthetic_dated.csv",
  group   = "patent",
  class   = "ipc", level = "subclass", separator = ";",
  year    = "year",
  periods = { { 2000, 2007 }, { 2007, 2014 } },  -- 2007 counts in both, as in the report
}

print "Which technologies go together, and what was counted?"
show(links)

local ties = { "a", "b", "count", "expected", "z", "q" }

print "\nTies that are closest beyond chance, 2007-2014:"
local close = links.pairs:where { period = "2007-2014", q = below(0.05) }:sort "-z"
show(close:select(ties):head(8))
print(("and %d more of %d pairs that meet"):format(close.n_rows - 8,
  links.periods:get(2, "n_pairs")))

print "\nStrong ties; the report's threshold of 3000 is for all patents of the EPO:"
show(links:strong { at_least = 80, period = "2007-2014" })

print "\nWhich ties rise, 2000-2006 against 2008-2014 and for certain?"
local rising = links:rising { q = 0.05 }
show(rising:select("a", "b", "n_before", "n_after", "low", "q"))

print "\nIs the first of them a trend of its field? Who filed these patents:"
local patents = frame.read "datasets/patents/synthetic_dated.csv"
local first, second = rising:get(1, "a"), rising:get(1, "b")
local of_both = patents:where(function(patent)
  return patent.ipc:find(first) ~= nil and patent.ipc:find(second) ~= nil
end)
show(of_both:group("applicant"):aggregate { patents = "count" })

print "\nIf a patent of many classes counts no more than one of two, which differ?"
local shared = linkage.cooccur {
  frame = patents, group = "patent", class = "ipc", separator = ";", year = "year",
  periods = { { 2000, 2007 }, { 2007, 2014 } }, weight = "fractional",
}
show(shared:strong { period = "2007-2014", top = 5 })

print "\nHow many groups does the network of ties fall into, 2007-2014?"
local network = links:graph { period = "2007-2014", at_least = 10 }
show(network:main_component():potts().sizes)

print "\nWhat patents say about linkages, in the report's three aspects:"
show(linkage.overview { patents = links })

rising:write "build/synthetic_linkages_rising.csv"
close:write "build/synthetic_linkages_close.csv"

page "Technologies that grow together" {
  [[
  Which technologies grow together? A patent in two classes links them; every pair stands
  beside what chance would give. The patents are **invented**, with twelve pairs planted to
  rise and one that a single applicant holds.
  ]],
  "# The network of ties, 2007-2014",
  chart.network(network, { title = "Classes that meet in ten patents or more",
    groups = network:main_component():potts() }),
  "# Ties closest beyond chance",
  close:select(ties),
  "# Ties that rise for certain",
  chart.bar(rising:with { pair = function(row) return row.a .. " and " .. row.b end },
    { name = "pair", value = "low", title = "How often more, at least",
      unit = "lower limit of the rate, 2008-2014 beside 2000-2006" }),
  rising,
  "# What was counted",
  links,
}:save "build/gallery/linkages.html"

print "\nwritten: build/synthetic_linkages_{rising,close}.csv"
print "  and the page build/gallery/linkages.html"
