-- Which sub-trends change which parameters of a value chain, and where can a
-- small firm come in?
--
-- Data: the 60 sub-trends and 8 parameters of figure 7 of the summary report,
-- whose marks are lost; in their place a SYNTHETIC panel of twelve experts made
-- for this example (datasets/crossover/SOURCE.md). Nothing below is a finding
-- of the report but the names.
-- Answer: two of the four parameters that the report names as most relevant are
-- among the first four of this panel, too, and stay there with other experts.

local folder = "datasets/crossover/"

local lost = crossover {
  marks   = frame.read(folder .. "crossover_frame.csv"),
  symbols = { v = na },          -- the one letter left: one mark or two, unknown
}
print(("the report's own frame: %d cells, %d of them without a known mark\n"):format(
  lost.n_cells, lost.n_missing))

local c = crossover {
  marks         = frame.read(folder .. "synthetic_panel.csv"),
  subtrends     = frame.read(folder .. "subtrends_fig7.csv"),
  parameters    = frame.read(folder .. "parameters.csv"),
  most_relevant = frame.read(folder .. "most_relevant_parameters.csv"),
  service_innovation = {         -- invented for the example, as the marks are
    { "F02", "customer_service" }, { "F02", "learning" }, { "F11", "learning" },
    { "F29", "learning" }, { "F53", "process_orientation" },
  },
  fit = { F02 = 0.9, F04 = 0.4, F11 = 0.7, F20 = 0.8, F32 = 0.3, F50 = 0.5 },
}

show(c)

print "\nThe four parameters that the report names, and the chance to be among the first four:"
show(c.relevance)

print "\nSub-trends that change most:"
show(c.subtrends:select("label", "industry", "score", "n_points", "rank", "low", "high")
  :head(10))

print "\nIndustries by how much their value chains change:"
show(c.industries:select("industry", "score", "n_points", "rank", "low", "high", "top"))

print "\nCross-over points driven by service innovation:"
show(c.service_innovation:where { n_points = above(0) })

print "\nEntry points for a firm that fits some of them:"
show(c.entry_points:where { fit = above(0) }:select("label", "industry", "score", "fit",
  "value"))

print "\nHow far the experts agree:"
show(c.consensus:select("of", "coefficient", "value", "n_experts", "n_complete"))

c.parameters:write "build/synthetic_crossover_parameters.csv"
c.subtrends:write "build/synthetic_crossover_subtrends.csv"
c.points:write "build/synthetic_crossover_points.csv"

page "Cross-over points of sub-trends" {
  [[
  Which sub-trends change which parameters of a value chain, and where can a small firm
  come in? The marks are those of an **invented** panel of twelve experts, for the marks of
  the report are lost; the names of sub-trends and parameters are the report's (figure 7).

  # The answer

  This page shows how such a panel is read, not what experts think. A sub-trend that changes
  a parameter strongly enough makes a cross-over point. Of this panel, two of the four
  parameters that the report names as most relevant are among the first four; how far each
  rank would move with other experts stands beside it.
  ]],
  c,
  "# The parameters, and how sure their ranks are",
  { c.parameters:select("name", "score", "n_points", "n_strong", "rank", "low", "high"),
    caption = "Parameters of the value chain by how much sub-trends change them",
    columns = { score = "mean mark of all sub-trends", n_points = "cross-over points",
      n_strong = "strong marks", rank = "by score", low = "best rank, with 95 %",
      high = "worst rank, with 95 %" } },
  "# The four parameters that the report names",
  { c.relevance, caption = "Are they among the first four here, too?",
    columns = { low = "best rank, with 95 %", high = "worst rank, with 95 %",
      among_first = "1: among the first four", probability = "how often, of panels drawn anew" } },
  "# Entry points for a firm that fits some of them",
  { c.entry_points:where { fit = above(0) }:select("label", "industry", "score", "fit", "value"),
    caption = "Sub-trends by what they would be worth to that firm",
    columns = { score = "mean mark of its parameters: 0 none, 1 strong, 2 very strong",
      fit = "how well the firm fits it, from 0 to 1, as told in the script",
      value = "score as a share of the most there can be, times fit" } },
  "# How far the experts agree",
  { c.consensus:select("of", "coefficient", "value", "n_experts", "n_complete"),
    columns = { value = "1: they agree in all, 0: as by chance",
      n_complete = "experts who marked every cell" } },
  "# What the short names stand for",
  { frame.read(folder .. "parameters.csv"):select("id", "name", "meaning"),
    caption = "Parameters" },
  { frame.read(folder .. "subtrends_fig7.csv"):select("row_id", "label", "industry_id"),
    caption = "Sub-trends, and the industry each stands with" },
}:save "build/gallery/crossovers.html"

print "\nwritten: build/synthetic_crossover_{parameters,subtrends,points}.csv"
print "  and the page build/gallery/crossovers.html"
