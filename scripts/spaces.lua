-- Where are the collaboration spaces, would we find them again tomorrow, and
-- what became of them between the two periods?
--
-- Method: European Cluster Trends, Methodological Report, 3.4.
-- Data: SYNTHETIC patents of 2000 to 2014 in which six spaces are planted, and
-- three classes that change their space after 2007; the table from classes to
-- industries is our own judgement (datasets/patents/SOURCE.md). SYNTHETIC deals
-- (datasets/deals/SOURCE.md). Real patents about drones, which bear no dates;
-- of all that follows only what is said of these is about technologies.
-- Answer: six spaces, found by every search and in every sample; three, as in
-- the report, cost 8 % of the modularity; the three classes are found. Between
-- the periods one space grows for certain beyond all ties. Drones fall into
-- spaces, too, but how many depends on whom one asks, and many classes waver.

local folder     = "datasets/patents/"
local patents    = frame.read(folder .. "synthetic_dated.csv")
local labels     = frame.read(folder .. "ipc_names.csv")
local industries = frame.read(folder .. "ipc_industries.csv")

local function filed(first, last)
  return patents:where { year = between(first, last) }
    :events { group = "patent", class = "ipc", separator = ";", cluster = "applicant" }
end

local three = space {
  events      = filed(2000, 2014),
  communities = 3,               -- the report's choice; leave it out for a proposal
  runs        = 100,
  seed        = 1,
  labels      = labels,
  industries  = industries,
}

show(three)

print "\nHow many spaces are there?"
show(three.number)

print "\nWould chance give as much?"
show(three.null)

print "\nWould other patents of the same applicants give the same?"
show(three.sampling)
show(three.sampling.spaces)
show(three.sampling.members:where { holds = "wavers" }
  :select("node", "space", "with_own", "next", "with_next"))

print "\nWhat other thresholds would give:"
show(three.sensitivity:drop "vi")

print "\nWhat other engines would give:"
show(three.engines:drop "vi")

print "\nWhich industries each space covers:"
show(three.covers:where { share = at_least(0.05) }:drop "members")

local periods = space {
  events = {                     -- 2007 counts in both, as in the report
    ["2000-2007"] = filed(2000, 2007),
    ["2007-2014"] = filed(2007, 2014),
  },
  labels     = labels,
  replicates = 999,              -- draws of applicants, for the limits of growth
}

print ""
show(periods)

print "\nHow sure is their growth, if other applicants had filed? (95 % limits)"
show(periods.growth)

print "\nWho moved:"
show(periods.movers)

print "\nHow many members went where:"
show(periods.flows)

local deals = frame.read "datasets/deals/synthetic_deals.csv"
local sectors = frame.read "datasets/deals/sectors.csv"

local report = space {           -- the report's networks: of each emerging industry its
  research    = filed(2000, 2014),  -- 20 strongest technologies and its 15 strongest
  production  = deals:graph { from = "acquirer_micro", to = "target_micro" },
  consolidate = {                   -- narrow industries, joined to what they belong to
    research   = industries,
    production = sectors:select("micro", "macro"),
  },
  communities = 3,
}

print "\nThe report's own recipe, research and production apart:"
show(report)
show(report.both:where(function(row) return not is_na(row.production) end))

print "\nWould chance give as much? For research hardly, for production it would:"
show(report.research.null)
show(report.production.null)

local drones = linkage.cooccur { -- real, and undated: of one period alone
  file = folder .. "drones.csv", group = "lens_id",
  class = "ipc", level = "subclass", separator = ";",
}
local real = space { graph = drones:graph { at_least = 5 }, labels = labels, smallest = 3 }

print "\nREAL patents about drones, classes that meet in five or more:"
show(real)
show(real.number)
show(real.null)

three.members:write "build/synthetic_space_members.csv"
periods.flows:write "build/synthetic_space_flows.csv"
report.research.lists:write "build/synthetic_space_lists.csv"

page "Collaboration spaces" {
  [[
  Where are the collaboration spaces, would we find them again tomorrow, and what became of
  them between two periods? A space is a group of patent classes that meet in patents more
  often among themselves than with others. The patents are **invented**; six spaces were
  planted, and three classes that change theirs after 2007.

  # The answer

  - There are six spaces: every search finds them, and every sample of the patents.
  - Three, as the report asks for, cost 8 % of the modularity (how far ties stay inside).
  - The three classes that were made to change their space are found.
  - By the report's own recipe research falls into three spaces that chance would rarely give;
    for production chance gives as much.
  - **Real** patents about drones, without dates, fall into spaces, too; how many depends on
    whom one asks, and many classes waver.
  ]],
  "# Three spaces, as the report asks",
  three,
  "# Would we find them again?\n\nThe patents of the same applicants were drawn anew, and "
    .. "the spaces searched for in each sample.",
  { three.sampling.spaces, caption = "Spaces, named after their two strongest classes",
    columns = { size = "classes", stability = "how often two of its classes stay together, "
      .. "1: always" } },
  { three.sampling.members:where { holds = "wavers" }
      :select("node", "space", "with_own", "next", "with_next"),
    caption = "Classes that waver between two spaces",
    columns = { with_own = "how often with the space it is in", next = "the other space",
      with_next = "how often with that" } },
  "# How many are there?",
  { three.number, caption = "The number of spaces that each way proposes",
    columns = { way = "what is made as good as can be", over = "what was varied",
      number = "proposed most often", low = "least", high = "most",
      share = "how often that number", n = "searches" } },
  "# From 2000-2007 to 2007-2014",
  chart.network(periods.after, { title = "Spaces of 2007-2014" }),
  periods,
  { periods.movers, caption = "Classes that changed their space" },
  "# Research and production apart, by the report's own recipe",
  report,
  "# Real patents about drones\n\nClasses that meet in five patents or more. The patents bear "
    .. "no dates, so nothing can be said of change.",
  real,
  { real.number, caption = "The number of spaces of drones that each way proposes",
    columns = { way = "what is made as good as can be", over = "what was varied",
      number = "proposed most often", low = "least", high = "most",
      share = "how often that number", n = "searches" } },
  "# What the classes are",
  { three.members:select("node", "space"):rename { node = "subclass" }
      :join(labels, { by = "subclass" }), caption = "Classes of the spaces" },
}:save "build/gallery/spaces.html"

print "\nwritten: build/synthetic_space_{members,flows,lists}.csv"
print "  and the page build/gallery/spaces.html"
