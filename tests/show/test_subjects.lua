-- What pictures and pages are made of: nouns in front or in the table of
-- options, and results that know their own columns.

local picture = require "vane.show.picture"

local host = dofile "tests/host/vane.lua"

local triangles = graph { { "a", "b" }, { "b", "c" }, { "a", "c" }, { "c", "d" },
  { "d", "e" }, { "e", "f" }, { "d", "f" } }
local marks = matrix.of({ "carbon", "ageing" }, { "MT", "LS" }, { { 1, 4 }, { 2, na } })
local areas = frame { trend = { "carbon", "ageing" }, areas = { 3, 1 },
  nuts2 = { "DE21", "FR10" }, year = { 2001, 2002 } }


-- The picture as it is written.
local function svg(p)
  return p:svg()
end


test("what is drawn stands in front, or in the table by its kind or first", function()
  for _, case in ipairs {
    { chart.heat, marks, "matrix", {} },
    { chart.network, triangles, "graph", { seed = 2 } },
    { chart.bar, areas, "frame", { value = "areas" } },
    { chart.series, areas, "frame", { time = "year", value = "areas" } },
    { chart.bubble, areas, "frame", { x = "areas", y = "areas" } },
    { map.regions, areas, "frame", { region = "nuts2", value = "areas" } },
  } do
    local draw, noun, kind, opts = table.unpack(case)
    local wanted = svg(draw(noun, opts))
    opts[kind] = noun
    eq(svg(draw(opts)), wanted)
    opts[kind], opts[1] = nil, noun
    eq(svg(draw(opts)), wanted)
  end
end)

test("a partition is drawn in its graph, with its communities", function()
  local p = triangles:potts { exactly = 2 }
  eq(svg(chart.network(p)), svg(chart.network(triangles, { groups = p })))
end)

test("two partitions flow into each other", function()
  local two, one = triangles:potts { exactly = 2 }, triangles:potts { exactly = 1 }
  local bands = {}
  for _, mark in ipairs(picture.scene(chart.flow(two:compare(one))).marks) do
    if mark.shape == "path" then bands[#bands + 1] = mark.tip end
  end
  eq(bands, { "1 → 1: 3", "2 → 1: 3" })
  eq(chart.flow(two:changes(one)).kind, "flow")
end)

test("results of studies bring what they declare to be drawn", function()
  local deals = frame { from = { "x", "x", "y" }, to = { "y", "z", "z" } }
  local flows = linkage.flows { frame = deals, from = "from", to = "to" }
  eq(svg(chart.heat(flows)), svg(chart.heat(flows.matrix)))
  eq(svg(chart.flow(flows)), svg(chart.flow(flows.matrix)))
  local met = linkage.cooccur { frame = frame { p = { 1, 1, 2, 2 }, c = { "a", "b", "b", "c" } },
    group = "p", class = "c" }
  eq(svg(chart.network(met)), svg(chart.network(met:graph())))
  raises("expected a matrix in front", chart.heat, met)
end)

test("what flows in a matrix goes from its rows to its columns", function()
  local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 3, na }, { 0, 2 } })
  local f = frame { from = { "a", "b" }, to = { "x", "y" }, n = { 3, 2 } }
  local function bands(p)
    local list = {}
    for _, mark in ipairs(picture.scene(p).marks) do
      if mark.shape == "path" then list[#list + 1] = mark.tip end
    end
    return list
  end
  eq(bands(chart.flow(m)), { "a → x: 3", "b → y: 2" })
  eq(bands(chart.flow(f, { value = "n" })), bands(chart.flow(m)))
end)

test("a strategic diagram brings its columns and lines", function()
  local unit, code = {}, {}
  for i, pair in ipairs { "ab", "ab", "cd", "cd", "bc" } do
    for letter in pair:gmatch "." do unit[#unit + 1], code[#code + 1] = i, letter end
  end
  local d = coding(frame { unit = unit, code = code }):diagram {}
  local p = chart.diagram(d, { title = "Themes" })
  eq({ p.title, p.table.n_rows }, { "Themes", d.themes.n_rows })
  assert(p:svg():find("motor", 1, true))
  eq(chart.diagram(d.themes).table.n_rows, d.themes.n_rows)
end)

test("a page takes networks, results without a record, and its items at once", function()
  local p = triangles:potts { exactly = 2 }
  local items = { triangles, p, p:compare(triangles:potts { exactly = 3 }) }
  local said = tostring(page("Networks", items))
  eq(said:match "[^\n]+", "page \"Networks\": 3 pictures, 0 tables")
  eq(tostring(page "Networks"(items)), said)
  local folder <close> = host.folder()
  page("Networks", { p:compare(p).flows, p:compare(p) }):save(folder.path .. "/n.md")
end)

test("a result's heading keeps what belongs to its name", function()
  local a = agreement(frame { x = { 1, 2, 2 }, y = { 1, 2, 1 } }, { replicates = 0 })
  eq(tostring(page("Coders", { a })):match "\n  ([^\n]*)", "Krippendorff's alpha, nominal")
end)

test("a word of another program is said at chart", function()
  raises('"scatter" (everyday words) is "chart.bubble" here', function()
    return chart.scatter
  end)
end)
