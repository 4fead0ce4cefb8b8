-- Words of other programs and trades, and where they are found here: the
-- word to look up, and what it means.

local function of(program, word, meaning)
  return { program = program, word = word, meaning = meaning }
end


return {
  -- ATLAS.ti, MAXQDA, NVivo
  quotation = of("ATLAS.ti", "units", "pieces of text that carry codes"),
  segment = of("MAXQDA", "units", "pieces of text that carry codes"),
  reference = of("NVivo", "units", "pieces of text that carry codes"),
  tag = of("everyday words", "codes", "names given to units"),
  node = of("NVivo", "codes", "names given to units"),
  document = of("ATLAS.ti", "sources", "what the units were taken from"),
  kappa = of("statistics", "agreement", "how far coders say the same"),

  -- ScenarioWizard
  descriptor = of("ScenarioWizard", "impact", "cross-impact judgements"),
  cib = of("ScenarioWizard", "impact", "cross-impact judgements"),
  ["cross-impact"] = of("ScenarioWizard", "impact", "cross-impact judgements"),
  future = of("everyday words", "impact:consistent",
    "variants that hold together"),
  gantt = of("project planning", "roadmap", "items in lanes over time"),
  roadmapping = of("foresight", "roadmap", "items in lanes over time"),
  storyline = of("foresight", "scenario", "what is written of a future"),
  narrative = of("foresight", "scenario", "what is written of a future"),
  attractor = of("ScenarioWizard", "impact:basins",
    "where scenarios end up"),
  succession = of("ScenarioWizard", "impact:basins",
    "where scenarios end up"),
  tableau = of("ScenarioWizard", "impact:consistent",
    "variants that hold together"),
  ["scenario discovery"] = of("Bryant and Lempert", "prim",
    "inputs that lead to an outcome"),
  rpart = of("R", "cart", "conditions that tell outcomes apart"),
  tree = of("machine learning", "cart", "conditions that tell outcomes apart"),
  micmac = of("LIPSOR", "impact:structure", "who drives, who is driven"),

  -- R, pandas, SQL
  dataframe = of("R and pandas", "frame", "named columns of one length"),
  data = of("everyday words", "frame", "named columns of one length"),
  tibble = of("R", "frame", "named columns of one length"),
  ["data.frame"] = of("R", "frame", "named columns of one length"),
  filter = of("R", "where", "keeps the rows that fit"),
  subset = of("R", "where", "keeps the rows that fit"),
  query = of("pandas", "frame.sql", "a question in SQL"),
  mutate = of("R", "with", "adds worked-out columns"),
  assign = of("pandas", "with", "adds worked-out columns"),
  arrange = of("R", "sort", "puts rows in order"),
  order = of("R and SQL", "sort", "puts rows in order"),
  summarise = of("R", "aggregate", "one row for each group"),
  summarize = of("R", "aggregate", "one row for each group"),
  groupby = of("pandas", "group", "rows that belong together"),
  merge = of("R and pandas", "join", "two frames by a common column"),
  concat = of("pandas", "append", "the rows of one below the other"),
  rbind = of("R", "append", "the rows of one below the other"),
  distinct = of("SQL", "unique", "each row once"),
  pivot = of("pandas", "frame:matrix", "rows by columns, from a long list"),
  pivot_wider = of("R", "frame:matrix", "rows by columns, from a long list"),
  pivot_longer = of("R", "long", "a long list, from rows by columns"),
  melt = of("pandas", "long", "a long list, from rows by columns"),
  null = of("SQL", "is_na", "a missing value, na"),
  missing = of("everyday words", "is_na", "a missing value, na"),
  read_csv = of("pandas and R", "frame.read", "reads a table from a file"),
  fread = of("R", "frame.read", "reads a table from a file"),
  cor = of("R", "correlation", "how far two go together"),
  hclust = of("R", "cluster", "groups of what is alike"),
  scale = of("R", "normalise", "brings numbers to one scale"),

  -- spreadsheets
  excel = of("spreadsheets", "frame.read", "reads .xlsx and .csv"),
  open = of("everyday words", "frame.read", "reads a table from a file"),
  load = of("everyday words", "frame.read", "reads a table from a file"),
  import = of("everyday words", "frame.read", "reads a table from a file"),
  save = of("everyday words", "write", "writes a table to a file"),
  export = of("everyday words", "write", "writes a table to a file"),
  vlookup = of("spreadsheets", "join", "two frames by a common column"),
  xlookup = of("spreadsheets", "join", "two frames by a common column"),
  sumif = of("spreadsheets", "aggregate", "one row for each group"),
  countif = of("spreadsheets", "aggregate", "one row for each group"),
  pivottable = of("spreadsheets", "aggregate", "one row for each group"),
  column = of("spreadsheets", "frame:column", "the cells of one column"),

  -- Gephi, Pajek, UCINET
  network = of("Gephi", "graph", "things and the ties between them"),
  vertex = of("igraph", "graph", "things and the ties between them"),
  edge = of("Gephi", "graph:edges", "the ties of a graph"),
  modularity = of("Gephi", "communities", "groups that hold together"),
  louvain = of("Gephi", "communities", "groups that hold together"),
  affiliation = of("UCINET", "matrix", "rows and columns of two kinds"),

  -- economic geography
  ["location quotient"] = of("economic geography", "matrix:lq", "observed over expected"),
  balassa = of("trade", "matrix:rca", "revealed comparative advantage"),
  herfindahl = of("economics", "concentration", "how uneven shares are"),
  eci = of("economic complexity", "complexity", "places by what few can do"),
  fitness = of("economic complexity", "complexity", "places by what few can do"),
  ["product space"] = of("economic complexity", "matrix:proximity",
    "activities of the same places"),
  ["association strength"] = of("VOSviewer", "matrix:relatedness",
    "ties beyond what sizes give"),
  lift = of("market baskets", "matrix:relatedness", "ties beyond what sizes give"),

  -- classifications and regions
  crosswalk = of("statistics", "linkage.concordance",
    "codes of one classification in another"),
  mapping = of("everyday words", "linkage.concordance",
    "codes of one classification in another"),
  naics = of("classifications", "linkage.concordance",
    "codes of one classification in another"),
  nace = of("classifications", "linkage.concordance",
    "codes of one classification in another"),
  postcode = of("everyday words", "nuts.resolve", "the regions of addresses"),
  geocode = of("maps", "nuts.resolve", "the regions of addresses"),
  acquisition = of("the report", "linkage.flows",
    "what goes from one sector to another"),
  alliance = of("the report", "linkage.flows",
    "what goes from one sector to another"),

  -- the report
  aosi = of("the report", "megatrend", "areas of strong interdependency"),
  megatrends = of("the report", "megatrend",
    "areas of strong interdependency"),
  ["cross-over"] = of("the report", "crossover",
    "sub-trends by transition parameters"),
}
