local deals = frame { from = { "A", "A", "B" }, to = { "B", "C", "C" },
  v = { 1, 2, 3 } }
local patents = frame { id = { 1, 1, 2 }, ipc = { "X", "Y", "X" },
  region = { "AT11", "AT12", "AT11" } }

local mergers = linkage.flows { frame = deals, from = "from", to = "to" }
local links = linkage.cooccur { frame = patents, group = "id", class = "ipc",
  caveats = { "two patents are few" } }
local where = concentration { frame = patents, region = "region",
  class = "ipc" }


test("an overview has a column of findings for each indicator", function()
  local o = linkage.overview { patents = links, mergers = mergers }
  eq(o.table.names, { "aspect", "mergers", "patents" })
  eq(o.table:column "aspect",
    { "composition", "strength and trend", "geography" })
  eq(o.table:column "patents", links.overview:column "finding")
  eq(o.table:column "mergers", mergers.overview:column "finding")
end)

test("the last of a list tells the geography", function()
  local o = linkage.overview { { "patents", { links, where } } }
  eq(o.table:get(1, "patents"), links.overview:get(1, "finding"))
  eq(o.table:get(3, "patents"), where.overview:get(3, "finding"))
end)

test("an overview brings every caveat, once", function()
  local o = linkage.overview { patents = { links, where, where } }
  local n = 0
  for row in o.caveats:each() do
    eq(row.indicator, "patents")
    if row.caveat == "two patents are few" then n = n + 1 end
  end
  eq({ n, o.caveats.n_rows }, { 1, #links.caveats + #where.caveats })
  for line in tostring(o):gmatch "[^\n]+" do
    assert(utf8.len(line) <= 78, line)
  end
end)

test("an overview keeps the inputs of its results", function()
  local inputs = linkage.overview { { "p", links }, { "m", mergers } }.provenance
    .inputs
  eq({ inputs[1].indicator, inputs[2].indicator }, { "p", "m" })
  eq(inputs[1].fingerprint, links.provenance.inputs[1].fingerprint)
end)

test("synthetic data make an overview synthetic", function()
  local made = frame({ id = { 1, 1 }, ipc = { "X", "Y" } },
    { source = "synthetic.csv" })
  local o = linkage.overview { p = links, q = linkage.cooccur { frame = made,
    group = "id", class = "ipc" } }
  assert(tostring(o):find("SYNTHETIC DATA", 1, true))
end)

test("an overview of anything else is refused", function()
  raises("linkage.overview: 'patents' should be a result of linkage.cooccur, "
    .. "linkage.flows or concentration, or a list of them, found a frame",
    linkage.overview, { patents = patents })
  raises("found a text", linkage.overview, { p = { links, "x" } })
  raises("found a table", linkage.overview, { p = {} })
  raises("wants at least one indicator", linkage.overview, {})
end)
