-- Where are inventions made, and in which regions do sectors meet more often
-- than their sizes would give?
--
-- Data: patent applications to the European Patent Office by NUTS 2 region
-- (Eurostat, 2000-2012; datasets/regions); SYNTHETIC acquisitions between the
-- ten emerging industries (datasets/deals/SOURCE.md), for free data on deals do
-- not exist. Nothing below about deals is a finding.
-- Answer: applications are concentrated, a little less so than before 2007. Of
-- the invented deals the nine flows that were planted are more than the sizes of
-- both sectors would give, and no other is; by region the seven planted in one
-- come out first, then the homes of the sectors, and small numbers.

local folder   = "datasets/regions/"
local codes    = frame.read(folder .. "nuts2.csv")
local recoding = frame.read(folder .. "recoding.csv")
local patents  = frame.read(folder .. "epo_patents.csv")

print "Which version of NUTS are the patents' regions of?"
show(nuts.versions { frame = patents, column = "nuts2", by = codes })

print "\nThe same in the version of 2016, split regions by their population:"
local now = nuts.recode {
  frame = patents, column = "nuts2", from = 2010, to = 2016, by = recoding,
  value = "applications",
}
show(now)

print "\nHow concentrated are applications, and was that different before 2007?"
local where = concentration {
  frame = now.frame, region = "nuts2_2016", value = "applications",
  year = "year", periods = { { 2000, 2006 }, { 2007, 2012 } },
  counts = false,                    -- parts of applications, not whole ones
  caveats = { "applications by residence of inventors; regions of 2010 recoded" },
}
show(where)
show(where.growth)

print "\nSYNTHETIC deals: the regions of both sides, from codes and postal codes"
local deals = nuts.resolve {
  frame = frame.read "datasets/deals/synthetic_deals.csv",
  code = "target_nuts2", postcode = "target_postcode", country = "target_country",
  by = frame.read(folder .. "postcodes.csv"), into = "target_region",
}
show(deals)

print "\nSYNTHETIC: which sectors buy into which?"
local flows = linkage.flows {
  frame = deals.frame, from = "acquirer_macro", to = "target_macro",
  year = "year", periods = { { 2000, 2007 }, { 2007, 2014 } },  -- as in the report
  value = "value", type = "type",
  from_region = "acquirer_nuts2", to_region = "target_region",
  levels = { "macro", "mid", "micro" },
  caveats = { "invented data: it shows the method, not the world" },
}
show(flows)
show(flows.levels)
show(flows.overview)

print "\nSYNTHETIC: which flows are more than the sizes of both sectors would give?"
show(flows.excess:where { period = "2007-2014", q = below(0.05) }
  :select("from", "to", "count", "expected", "ratio", "z", "q"))

print "\nSYNTHETIC: which flows rise beside all deals (2000-2006 to 2008-2014)?"
show(flows.growth:where { q = below(0.05) }:sort "-low"
  :select("from", "to", "n_before", "n_after", "rate", "low", "high", "q"))

local function excess_of(side)
  return concentration {
    frame = flows.rows:where { year = between(2008, 2014) }, region = side,
    class = "linkage",
  }
end

local columns = { "linkage", "value", "expected", "lq", "shrunk_low", "few" }

print "\nSYNTHETIC: regions of targets with more of a linkage than expected, 2008-2014:"
local targets = excess_of "to_region"
local surely = targets.excess:where { shrunk_low = above(1) }
show(surely:select("to_region", table.unpack(columns)):head(12))
print(("and %d more, mostly where few are expected"):format(surely.n_rows - 12))

print "\nSYNTHETIC: the same of acquirers, whose flows gather at home alone:"
local acquirers = excess_of "from_region"
show(acquirers.excess:where { shrunk_low = above(1) }
  :select("from_region", table.unpack(columns)):head(5))

where.classes:write "build/regions_patents.csv"
now.unresolved:write "build/regions_unresolved.csv"
flows.pairs:write "build/synthetic_regions_flows.csv"
surely:write "build/synthetic_regions_excess.csv"

local applications = now.frame:where { year = between(2007, 2012) }:group("nuts2_2016")
  :aggregate { applications = "sum applications" }

local later  = flows.rows:where { year = between(2008, 2014) }
local into   = later:group("to_region"):aggregate { deals = "count" }
local routes = later:group("from_region", "to_region"):aggregate { value = "count" }
  :rename { from_region = "from", to_region = "to" }

page "Where inventions are made, and where sectors meet" {
  [[
  Where are inventions made, and in which regions do sectors meet more often than their sizes
  would give? Applications to the European Patent Office are **real** (Eurostat, 2000-2012);
  the deals between sectors are **invented**, for free data on deals do not exist.

  # The answer

  - Applications are concentrated in few regions, a little less so than before 2007.
  - Of the invented deals, the nine flows that were planted are more than the sizes of both
    sectors would give, and no other is.
  ]],
  "# Applications by region",
  map.regions(applications, { region = "nuts2_2016", value = "applications",
    title = "Patent applications by residence of inventors, 2007-2012" }),
  "# How concentrated they are",
  { where.growth, caption = "Applications of 2000-2006 and 2007-2012 over regions",
    columns = { index = "total: applications; hhi: sum of squared shares, 1 is one region; "
      .. "entropy: 0 is one region; gini: 0 is all alike, 1 is one region" } },
  where,
  "# Invented deals between sectors",
  chart.flow(flows.pairs:where { period = "2007-2014" }, { from = "from", to = "to",
    value = "count", title = "Who buys whom, 2007-2014" }),
  { flows.excess:where { period = "2007-2014", q = below(0.05) }
      :select("from", "to", "count", "expected", "ratio", "z", "q"),
    caption = "Flows that are more than the sizes of both sectors would give",
    columns = { from = "sector of the buyer", to = "sector bought", count = "deals",
      expected = "what chance would give", ratio = "count over expected",
      z = "how far apart, in standard deviations", q = "share of false finds up to this row" } },
  "# How they were counted",
  flows,
  map.regions(into, { region = "to_region", value = "deals",
    links = routes:where { value = at_least(6) },
    title = "Invented deals by region of the target, 2008-2014",
    notes = "Links: six deals or more" }),
  "# Regions of targets with more of a linkage than expected",
  { surely:select("to_region", table.unpack(columns)),
    caption = "Invented deals of 2008-2014, by the region of the firm that was bought",
    columns = { linkage = "buyer's sector and target's sector", value = "deals",
      expected = "what the sizes of region and linkage would give", lq = "value over expected",
      shrunk_low = "lower limit of lq, drawn towards 1 where few are expected",
      few = "true: fewer than five are expected" } },
  "# What the short names stand for",
  { frame.read "datasets/megatrends/industries.csv":select("id", "name"),
    caption = "Sectors are the ten emerging industries of the report" },
}:save "build/gallery/regions.html"

print "\nwritten: build/regions_{patents,unresolved}.csv,"
print "  build/synthetic_regions_{flows,excess}.csv"
print "  and the page build/gallery/regions.html"
