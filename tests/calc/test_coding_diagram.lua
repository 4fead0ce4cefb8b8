-- The strategic diagram: Callon's two measures by hand and from their
-- definitions, in whatever order the codes come.

local random = loadfile("tests/data/random.lua", "t", _ENV)()


local function coded(units)
  local f = { unit = {}, code = {} }
  for u, codes in ipairs(units) do
    for _, code in ipairs(codes) do
      f.unit[#f.unit + 1], f.code[#f.code + 1] = u, code
    end
  end
  return coding(frame(f))
end


-- Two clear themes, a to c and x to z, with one tie between them.
local toy = { { "a", "b" }, { "a", "b" }, { "a", "b" }, { "b", "c" }, { "a", "c" },
  { "x", "y" }, { "x", "y" }, { "y", "z" }, { "x", "z" }, { "z", "x" },
  { "c", "z" } }

-- Units by code: a 4, b 4, c 3, x 4, y 3, z 4.
local INSIDE = { a = 9 / 16 + 1 / 12 + 1 / 12, x = 4 / 12 + 1 / 12 + 4 / 16 }
local BETWEEN = 1 / 12


test("centrality and density, by hand", function()
  local d = coded(toy):diagram {}
  local themes = {}
  for row in d.themes:each() do themes[row.theme] = row end
  near(themes.a.density, 100 * INSIDE.a / 3)
  near(themes.x.density, 100 * INSIDE.x / 3)
  -- the tie between them counts for both
  near(themes.a.centrality, 10 * BETWEEN)
  near(themes.x.centrality, 10 * BETWEEN)
  eq({ themes.a.size, themes.x.size }, { 3, 3 })
  near(d.middle.density, 100 * (INSIDE.a + INSIDE.x) / 2 / 3)
  eq({ themes.a.quadrant, themes.x.quadrant }, { "motor", "basic" })
end)

test("the order of words does not matter", function()
  local turned = { a = "z", b = "y", c = "x", x = "c", y = "b", z = "a" }
  local units = {}
  for u, codes in ipairs(toy) do
    units[#toy + 1 - u] = { turned[codes[2]], turned[codes[1]] }
  end
  local one, other = coded(toy):diagram {}.themes, coded(units):diagram {}.themes
  for i = 1, 2 do
    near(one:get(i, "density"), other:get(i, "density"))
    near(one:get(i, "centrality"), other:get(i, "centrality"))
    eq(one:get(i, "quadrant"), other:get(i, "quadrant"))
  end
end)

test("themes are those of the definitions, pair by pair", function()
  local draw, units = random.numbers(17), {}
  for u = 1, 120 do
    local group = draw(4)
    units[u] = { "g" .. group .. draw(4), "g" .. group .. draw(4) }
    if draw(5) == 0 then units[u][3] = "g" .. draw(4) .. draw(4) end
  end
  local c = coded(units)
  local d = c:diagram {}
  local home, outside, inside, size = {}, {}, {}, {}
  for row in d.codes:each() do
    home[row.code] = row.theme
    size[row.theme] = (size[row.theme] or 0) + 1
  end
  for row in c:cooccurrence { replicates = 0 }:each() do
    local e = row.n12 ^ 2 / (row.n1 * row.n2)
    local a, b = home[row.a], home[row.b]
    if e > 0 and a == b then inside[a] = (inside[a] or 0) + e end
    if e > 0 and a ~= b then
      outside[a], outside[b] = (outside[a] or 0) + e, (outside[b] or 0) + e
    end
  end
  assert(d.themes.n_rows > 1)
  for row in d.themes:each() do
    near(row.centrality, 10 * (outside[row.theme] or 0), 1e-9)
    near(row.density, 100 * inside[row.theme] / size[row.theme], 1e-9)
    eq(row.size, size[row.theme])
  end
end)

test("themes apart from all others are not central", function()
  local d = coded { { "a", "b" }, { "x", "y" }, { "x", "y" }, { "y" } }:diagram {}
  eq(d.themes:column "centrality", { 0.0, 0.0 })
  for row in d.themes:each() do
    assert(row.quadrant == "niche" or row.quadrant == "emerging or declining")
  end
end)

test("every method, seed and weight gives a diagram of all linked codes",
  function()
    local c = coded(toy)
    for _, method in ipairs { "potts", "mapequation", "leiden" } do
      eq(c:diagram { method = method, seed = 7 }.codes.n_rows, 6)
    end
    for _, weight in ipairs { "c", "cosine", "association", "inclusion" } do
      eq(c:diagram { weight = weight }.codes.n_rows, 6)
    end
    eq(c:diagram { seed = 3 }.themes, c:diagram { seed = 3 }.themes)
  end)

test("only sound ties, where they are asked for", function()
  local units = table.move(toy, 1, #toy, 1, {})
  for _ = 1, 30 do table.insert(units, { "p", "q" }) end
  for k = 1, 300 do table.insert(units, { "n" .. k % 5 }) end
  local d = coded(units):diagram { q_null = 1e-6 }
  eq(d.codes:sort("code"):column "code", { "p", "q" })
  eq({ d.graph.n_nodes, d.partition.n_communities }, { 2, 1 })
end)

test("what has no ties has no diagram", function()
  local c = coded { { "a" }, { "b" } }
  raises("no two codes are given together", c.diagram, c)
  raises("more often than chance", c.diagram, coded { { "a", "b" }, { "a" } },
    { q_null = 1e-9 })
  raises("'least' should be at least 1", c.diagram, c, { least = 0 })
  raises("did you mean", c.diagram, c, { wieght = "c" })
end)
