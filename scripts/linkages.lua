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

local planted = {}               -- invented data can say what is behind them
for row in frame.read "datasets/patents/planted.csv":where { kind = { "rising", "mover",
    "one applicant" } }:each() do
  planted[is_na(row.with) and row.ipc or row.ipc .. row.with] = row.kind
end

print "\nWhich ties surely rise, 2000-2006 against 2008-2014?"
local rising = links:rising { q = 0.05 }:with { planted = function(row)
  return planted[row.a .. row.b] or planted[row.b .. row.a] or planted[row.a] or planted[row.b]
end }
show(rising:select("a", "b", "n_before", "n_after", "low", "q", "planted"))

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
  Which technologies grow together? A patent in two classes of the international patent
  classification (IPC) links them; every pair stands beside what chance would give. The patents
  are **invented**, with twelve pairs planted to rise and one that a single applicant holds.

  # The answer

  - The classes fall into six groups that meet mostly among themselves.
  - Of the twelve planted pairs two stand out for certain; all rise, but most from few patents.
    Other rising ties join classes that moved from one group to another.
  - The surest rise of all is the work of one applicant, and so no trend of a field.
  ]],
  "# The network of ties, 2007-2014",
  { chart.network(network, { title = "Classes that meet in ten patents or more",
      groups = network:main_component():potts() }),
    caption = "Colours are groups of classes that meet more among themselves" },
  "# Ties closest beyond chance",
  { close:select(ties), caption = "Pairs of classes, 2007-2014",
    columns = { count = "patents in both", expected = "what chance would give with the same "
      .. "classes and patents", z = "how far apart, in standard deviations",
      q = "share of false finds among pairs up to this one" } },
  "# Ties that rise for certain",
  chart.bar(rising:with { pair = function(row) return row.a .. " and " .. row.b end },
    { name = "pair", value = "low", title = "How often more, at least",
      unit = "lower limit of the rate, 2008-2014 beside 2000-2006" }),
  { rising:select("a", "b", "n_before", "n_after", "rate", "low", "high", "q", "planted"),
    caption = "Pairs whose share of patents rises; 2007 counts in neither period",
    columns = { n_before = "patents of 2000-2006", n_after = "patents of 2008-2014",
      rate = "how many times as often, beside all patents; a dash: from none",
      low = "lower limit of rate, 95 %", high = "upper limit; a dash: none",
      q = "share of false finds up to this row",
      planted = "what was put there: a rising pair, a class that moved to another group, the "
        .. "patents of one applicant" } },
  "# What was counted",
  links,
  "# What the classes are",
  { frame { subclass = network:main_component().nodes }
      :join(frame.read "datasets/patents/ipc_names.csv", { by = "subclass" }),
    caption = "Classes of the network" },
}:save "build/gallery/linkages.html"

print "\nwritten: build/synthetic_linkages_{rising,close}.csv"
print "  and the page build/gallery/linkages.html"
