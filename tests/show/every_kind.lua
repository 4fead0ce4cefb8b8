-- One small picture of each kind, for the tests that look at them all.

local f = frame({
  { "name", { "Ports", "Rails & roads", "Skills" } }, { "to", { "Rails & roads", "Skills",
    "Ports" } }, { "x", { 1, 2.5, 3 } }, { "y", { 2, 1, 4 } }, { "low", { 0.5, 2, 2 } },
  { "high", { 1.5, 3, 4.5 } }, { "year", { 2010, 2011, 2012 } },
  { "nuts2", { "DE21", "FR10", "SE11" } },
}, { source = "synthetic_small.csv" })
local m = matrix.of({ "a", "b", "c" }, { "x", "y" }, { { 1, 4 }, { 2, na }, { 3, 3 } })
local g = graph { { "a", "b" }, { "b", "c" }, { "c", "a" }, { "c", "d" } }

local makers = {
  bar = function() return chart.bar(f, { value = "x", low = "low", high = "high" }) end,
  bubble = function() return chart.bubble(f, { x = "x", y = "y", size = "high" }) end,
  diagram = function() return chart.diagram { frame = f, x = "x", y = "y" } end,
  dots = function()
    return chart.dots(f, { rows = "name", cols = "to", down = "x", up = "y" })
  end,
  flow = function() return chart.flow(f, { from = "name", to = "to", value = "x" }) end,
  heat = function() return chart.heat(m) end,
  network = function() return chart.network(g, { groups = g:potts {} }) end,
  roadmap = function()
    return chart.roadmap(roadmap { { "Data act", lane = "framework", time = 2027 } })
  end,
  series = function()
    return chart.series(f, { time = "year", value = "x", low = "low", high = "high" })
  end,
  tree = function() return chart.tree(m:fill_missing(0):cluster()) end,
  map = function() return map.regions(f, { region = "nuts2", value = "x" }) end,

  agreement = function() return chart.agreement(f, { a = "name", b = "to", value = "x" }) end,
  basins = function() return chart.basins(f:rename { x = "share", y = "cycle" }) end,
  chain = function() return chart.chain(f, { stage = "to", name = "name" }) end,
  chord = function() return chart.chord(f, { from = "name", value = "x" }) end,
  distribution = function() return chart.distribution(f, { value = "x" }) end,
  plane = function() return chart.plane(f, { x = "x", y = "y" }) end,
  scenarios = function() return chart.scenarios(f, { name = "name" }) end,
  slope = function() return chart.slope(f, { from = "x", to = "y" }) end,
  tube = function() return chart.tube(f, { line = "to", station = "name" }) end,
}


-- { kind =, picture = } of each, by name.
local list = {}
for kind, make in pairs(makers) do
  list[#list + 1] = { kind = kind, picture = make() }
end
table.sort(list, function(a, b) return a.kind < b.kind end)

-- The words of chart that nobody here draws.
local left_out = {}
for word, value in pairs(chart) do
  if type(value) == "function" and not makers[word] then left_out[#left_out + 1] = word end
end

return { list = list, left_out = left_out }
