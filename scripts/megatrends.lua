-- Which mega trends and emerging industries drive each other, and how far does
-- the answer hang on single marks?
--
-- Data: the two matrices of marks of the European Cluster Trends summary report
-- (figures 3 and 4), the areas and sub-trends it published (figure 6).
-- Answer: eleven areas where both act on each other, twelve with the one-sided
-- case that counts as extreme. Logistics has most of them, and no single mark
-- would change that; where most others stand, single marks decide.

local folder = "datasets/megatrends/"
local id     = { rows = "megatrend_id" }

local m = megatrend {
  downstream = matrix.read(folder .. "downstream.csv", id),  -- the trend acts on the industry
  upstream   = matrix.read(folder .. "upstream.csv", id),    -- the industry acts on the trend
  extreme    = { { "geo_economy", "LS", because = "one-sided but extreme, figure 6" } },
  published  = frame.read(folder .. "aosi_published.csv"),
  subtrends  = frame.read(folder .. "subtrends.csv"),
}

show(m)

print "\nWhere marks and publication differ (but for 39 one-sided cells not published):"
local differ = { "published_without_mark", "published_one_sided", "both_not_published" }
show(m.audit:where { class = differ }:select("trend", "industry", "downstream",
  "upstream", "class", "area", "because"))

print "\nWhich industries are most exposed, and from which to which rank a mark moves them:"
show(m.exposure:select("industry", "downstream", "upstream", "areas", "rank_areas",
  "low_areas", "high_areas"):sort("rank_areas", "-downstream"))

print "\nWhich trends reach most industries:"
show(m.reach:select("trend", "downstream", "upstream", "areas", "rank_downstream",
  "low_downstream", "high_downstream"):sort "rank_downstream")

print "\nHow much of what trends do to industries is answered:"
show(m.retroactivity:where { of = { "all", "trend" } }:where { share = above(0) }
  :sort "-share")

print "\nWhich industries are alike (Jaccard of their marks, average linkage):"
show(m.tree)

print "\nWhich sub-trends stand in more than one area:"
show(m.subtrends:where { n_areas = above(1) }:select("label", "n_areas", "n_industries"))

m.areas:frame():write "build/megatrends_areas.csv"
m.audit:write "build/megatrends_audit.csv"
m.exposure:write "build/megatrends_exposure.csv"
m.reach:write "build/megatrends_reach.csv"
m.similarity:frame():write "build/megatrends_similarity.csv"

chart.dots(m.audit, { rows = "trend", cols = "industry", down = "downstream",
  up = "upstream", outline = "published",
  title = "Mega trends and emerging industries" }):save "build/megatrends.svg"

page "Mega trends and emerging industries" {
  [[
  Which mega trends and emerging industries drive each other, and how far does the answer
  hang on single marks? The marks are those of the European Cluster Trends summary report
  (figures 3 and 4): a trend may act on an industry (downstream), an industry on a trend
  (upstream). Where both do lies an area of strong interdependency.

  # The answer

  - Eleven areas follow from the marks, twelve with the one-sided case that the report counts
    as extreme (geo-economy and logistics).
  - Logistical services (LS) has most areas, and no single mark would change that. Where most
    other industries stand, single marks decide.
  - Marks and publication differ in three of 120 cells; they are listed below.
  ]],
  m,
  "# Which industries are most exposed\n\nRank 1 is the most exposed; low and high are "
    .. "the best and the worst rank it could have if any one mark were another.",
  { m.exposure:select("industry", "downstream", "upstream", "areas", "rank_areas",
      "low_areas", "high_areas"):sort("rank_areas", "-downstream"),
    caption = "Industries by their areas of strong interdependency",
    columns = { downstream = "trends that act on it", upstream = "trends it acts on",
      areas = "trends that do both", rank_areas = "rank by areas",
      low_areas = "best rank when one mark changes", high_areas = "worst rank" } },
  "# Where marks and publication differ",
  { m.audit:where { class = differ }:select("trend", "industry", "downstream", "upstream",
      "class", "area", "because"),
    caption = "Cells in which the rule and the report's figure 6 disagree",
    columns = { downstream = "1: the trend is marked to act on the industry",
      upstream = "1: the industry is marked to act on the trend",
      area = "1: counted as an area here", class = "how the cell differs" } },
  "# Sub-trends that stand in more than one area",
  { m.subtrends:where { n_areas = above(1) }:select("label", "n_areas", "n_industries"),
    columns = { n_areas = "areas it stands in", n_industries = "industries of these areas" } },
  "# What the short names stand for",
  { frame.read(folder .. "industries.csv"):select("id", "name"), caption = "Industries" },
  { frame.read(folder .. "megatrends.csv"):select("id", "name", "meaning"),
    caption = "Mega trends" },
}:save "build/gallery/megatrends.html"

print "\nwritten: build/megatrends_{areas,audit,exposure,reach,similarity}.csv"
print "  and the page build/gallery/megatrends.html"
