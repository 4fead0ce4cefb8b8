local row_of = loadfile("tests/data/row_of.lua", "t", _ENV)()


local drawn = loadfile("tests/study/drawn.lua", "t", _ENV)()
local T, I, draw, of = drawn.T, drawn.I, drawn.draw, drawn.of


-- How many judged each cell: { "downstream t1 x" = 3, ... }
local function by_cell(cells)
  local found = {}
  for row in cells:each() do
    found[("%s %s %s"):format(row.direction, row.trend, row.industry)] =
      row.n_experts
  end
  return found
end


-- ---- scores and symbols ----

test("scores are strong from the score said, or three quarters up the scale", function()
  local scores = of { { 0, 1, 2 }, { 3, 4, 0 }, { 4, 3, 2 }, { 0, 0, 0 } }
  local function n_strong(more)
    more.downstream, more.upstream = scores, scores
    return megatrend(more).n_downstream
  end
  eq(n_strong { strong = 3 }, 4)
  eq(n_strong { scale = { 0, 4 } }, 4)       -- from 3 on
  eq(n_strong { scale = { 0, 4 }, strong = 4 }, 2)
  eq(n_strong { scale = { 0, 5 } }, 2)       -- from 4 on: 3.75 rounded up
  eq(n_strong { scale = { 0, 10 }, strong = 2 }, 6)
end)

test("symbols are marks, an empty cell of a drawing is none", function()
  local f = frame { { "trend", { "a", "b", "c" } }, { "x", { "●", "", "v" } },
    { "y", { na, "X", "-" } } }
  local m = megatrend { downstream = f, upstream = f }
  eq(m.areas:cells(), { { 1.0, 0.0 }, { 0.0, 1.0 }, { 1.0, 0.0 } })
  local own = frame { { "trend", { "a", "b" } }, { "x", { "hoch", "" } } }
  eq(megatrend { downstream = own, upstream = own,
    symbols = { hoch = 1 } }.n_rule, 1)
  raises('holds "hoch", which is no mark known here', megatrend,
    { downstream = own, upstream = own })
end)

-- ---- panels ----

-- { expert = matrix } of scores without pattern.
local function draw_panel(n, seed, most)
  local d, u = {}, {}
  for e = 1, n do
    local name = ("e%02d"):format(e)
    d[name], u[name] = of(draw(seed, 2 * e, most)), of(draw(seed, 2 * e + 1, most))
  end
  return d, u
end


test("a panel says how many it is, and what a strong score is", function()
  local d, u = draw_panel(3, 5, 4)
  local text = tostring(megatrend { downstream = d, upstream = u, strong = 3, replicates = 9 })
  eq(text:match "\n([^\n]*)",
    "  3 experts, a score is strong from 3 on, scale 0 to 4 (assumed)")
end)

test("the files of many experts are one named and the others counted", function()
  local function panel_of(n)
    local list = {}
    for e = 1, n do
      list["e" .. e] = matrix { rows = { "t" }, cols = { "i" }, value = 1,
        source = ("expert_%d.csv"):format(e) }
    end
    return list
  end
  local function source(n)
    return megatrend { downstream = panel_of(n), upstream = panel_of(n), replicates = 9 }
      .areas.source
  end
  eq(source(3), "expert_1.csv, expert_2.csv, expert_3.csv")
  eq(source(4), "expert_1.csv and 3 more")
end)

test("more than half of the experts make a mark, half do not", function()
  local function panel_of(...)
    local list = {}
    for k, x in ipairs { ... } do list[k] = matrix.of({ "t" }, { "i" }, { { x } }) end
    return list
  end
  local function mark(option, ...)
    return megatrend { downstream = panel_of(...), upstream = panel_of(...),
      strong = 3, aggregate = option }.n_downstream
  end
  eq(mark("share", 3, 4, 0, 0), 0)
  eq(mark("share", 3, 4, 3, 0), 1)
  eq(mark("mean", 3, 4, 3, 0), 0)    -- 2.5
  eq(mark("mean", 4, 4, 4, 0), 1)    -- 3
  eq(mark("median", 3, 4, 3, 0), 1)  -- 3
  eq(mark("median", 2, 3, 4, 0), 0)  -- 2.5
end)

test("a cell's panel is described, and its dispute told", function()
  local d = { a = matrix.of({ "t" }, { "x", "y" }, { { 0, 2 } }),
    b = matrix.of({ "t" }, { "x", "y" }, { { 4, 3 } }),
    c = matrix.of({ "t" }, { "x", "y" }, { { 4, 3 } }),
    d = matrix.of({ "t" }, { "x", "y" }, { { 1, na } }) }
  local m = megatrend { downstream = d, upstream = d, strong = 3 }
  local cell = row_of(m.cells, { direction = "downstream", industry = "x" })
  -- 0 1 4 4: quartiles 0.75 and 4, two of four strong and at the top
  near(cell.mean, 9 / 4)
  near(cell.iqr, 3.25)
  eq({ cell.n_experts, cell.median, cell.strong, cell.top, cell.mark },
    { 4, 2.5, 0.5, 0.5, 0 })
  -- y: 2 3 3, quartiles 2.5 and 3: within one category
  eq(m.disputed.n_rows, 2)
  eq(m.disputed:column "industry", { "x", "x" })
end)

test("a spread of exactly one category is no dispute", function()
  local d = {}
  for k, x in ipairs { 1, 1, 2, 2, 2 } do  -- quartiles 1 and 2
    d[k] = matrix.of({ "t" }, { "i" }, { { x } })
  end
  local m = megatrend { downstream = d, upstream = d, strong = 3 }
  eq(m.cells:get(1, "iqr"), 1.0)
  eq(m.disputed.n_rows, 0)
  for k = 1, 5 do d[k] = d[k] * 2 end  -- the same on a scale of steps of two
  m = megatrend { downstream = d, upstream = d, scale = { 0, 8 } }
  eq(m.disputed.n_rows, 2)
  m = megatrend { downstream = d, upstream = d, scale = { 0, 8, step = 2 } }
  eq(m.disputed.n_rows, 0)
end)

test("two thirds at the maximum one way make an extreme area", function()
  local d, u = {}, {}
  for k, x in ipairs { 4, 4, 3 } do
    d[k] = matrix.of({ "t", "s" }, { "i" }, { { x }, { 3 } })
    u[k] = matrix.of({ "t", "s" }, { "i" }, { { 0 }, { 0 } })
  end
  local m = megatrend { downstream = d, upstream = u, strong = 3 }
  eq(m.areas:cells(), { { 1.0 }, { 0.0 } })
  local cell = row_of(m.audit, { trend = "t" })
  eq({ cell.rule, cell.extreme, cell.because },
    { 0, 1, "67 % of the experts give 4 downstream" })
  d[1] = d[1]:with("t", "i", 3)  -- one third only
  eq(megatrend { downstream = d, upstream = u, strong = 3 }.n_areas, 0)
end)

test("plain marks of a panel have no maximum beyond strong", function()
  local d, u = {}, {}
  for k = 1, 3 do
    d[k] = matrix.of({ "t" }, { "i" }, { { 1 } })
    u[k] = matrix.of({ "t" }, { "i" }, { { 0 } })
  end
  eq(megatrend { downstream = d, upstream = u }.n_areas, 0)
end)

test("W counts complete experts, and alpha stands in when there are none", function()
  local d = draw_panel(4, 3, 4)
  local m = megatrend { downstream = d, upstream = d, strong = 3 }
  local c = row_of(m.consensus, { direction = "downstream" })
  eq({ c.coefficient, c.n_experts, c.n_complete, c.value }, { "Kendall's W", 4, 4, c.w })
  for e, m_e in pairs(d) do  -- each leaves out another cell
    d[e] = m_e:with(T[tonumber(e:sub(2))], "x", na)
  end
  c = row_of(megatrend { downstream = d, upstream = d, strong = 3 }.consensus,
    { direction = "upstream" })
  eq({ c.coefficient, c.n_experts, c.n_complete, c.value },
    { "ordinal alpha", 4, 0, c.alpha })
  eq(is_na(c.w), true)
end)

test("fewer than 8 experts: ranges of leaving one out, by hand", function()
  -- Marks of x, y, z by three experts (one trend): 1 1 0, 1 0 0, 1 0 1.
  -- Means 1, 1/3, 1/3. Without the first y falls to 0, below z at 1/2;
  -- without the third z falls to 0; without the second y and z tie.
  local d = {}
  for k, row in ipairs { { 1, 1, 0 }, { 1, 0, 0 }, { 1, 0, 1 } } do
    d[k] = matrix.of({ "t" }, I, { row })
  end
  local e = megatrend { downstream = d, upstream = d }.exposure
  near(e:get(2, "mean_downstream"), 1 / 3)
  eq(e:column "rank_downstream", { 1, 2, 2 })
  eq(e:column "low_downstream", { 1, 2, 2 })
  eq(e:column "high_downstream", { 1, 3, 3 })
  raises('no column "top_downstream"', e.column, e, "top_downstream")
end)

test("8 experts or more: rank sets, and how often among the first", function()
  local d, u = {}, {}
  for k = 1, 12 do  -- x is marked by all, y by half of them, z by nobody
    d[k] = matrix.of({ "s", "t" }, I, { { 1, k % 2, 0 }, { 1, k // 2 % 2, 0 } })
    u[k] = matrix.of({ "s", "t" }, I, 0)
  end
  local m = megatrend { downstream = d, upstream = u, top = 1, replicates = 300 }
  local e = m.exposure
  eq(e:column "rank_downstream", { 1, 2, 3 })
  eq(e:column "low_downstream", { 1, 2, 3 })
  eq(e:column "high_downstream", { 1, 2, 3 })
  eq(e:column "top_downstream", { 1.0, 0.0, 0.0 })
  -- nobody marks upstream: all three share the first rank, and surely so
  eq(e:column "rank_upstream", { 1, 1, 1 })
  eq(e:column "high_upstream", { 3, 3, 3 })
  eq(m.n_experts, 12)
end)

test("a panel by expert, in any order, and a long frame say the same", function()
  local d, u = draw_panel(9, 5, 4)
  local m = megatrend { downstream = d, upstream = u, strong = 3, replicates = 100 }
  local long = { expert = {}, trend = {}, industry = {}, direction = {}, score = {} }
  for e = 9, 1, -1 do
    for direction, sheets in pairs { downstream = d, upstream = u } do
      local name = ("e%02d"):format(e)
      for row in sheets[name]:long():each() do
        local k = #long.expert + 1
        long.expert[k], long.direction[k] = name, direction
        long.trend[k], long.industry[k] = row.row, row.col
        long.score[k] = row.value
      end
    end
  end
  local other = megatrend { panel = frame(long), strong = 3, replicates = 100 }
  eq(other.areas == m.areas, true)
  for _, name in ipairs(m.exposure.names) do
    eq(other.exposure:column(name), m.exposure:column(name))
  end
end)

test("unequal coverage is normal, a cell that nobody judged is not", function()
  local d, u = draw_panel(5, 7, 4)
  d.e03, u.e01 = nil, nil
  d.e01 = d.e01:with("t1", "x", na)
  local m = megatrend { downstream = d, upstream = u, strong = 3 }
  eq(m.n_experts, 5)
  eq(row_of(m.cells, { direction = "downstream", trend = "t1",
    industry = "x" }).n_experts, 3)
  for name, m_e in pairs(d) do d[name] = m_e:with("t2", "y", na) end
  raises('nobody judged "t2" x "y" downstream', megatrend,
    { downstream = d, upstream = u, strong = 3 })
end)

test("experts may judge some trends only, in a table or a frame", function()
  local d, u = draw_panel(3, 11, 4)
  local m = megatrend { downstream = d, upstream = u, strong = 3 }
  eq(m.areas.rows, T)
  d.e01 = d.e01:select { rows = { "t3", "t1" } }
  d.e02 = d.e02:select { cols = { "y", "z" } }
  local fewer = megatrend { downstream = d, upstream = u, strong = 3 }
  eq(fewer.areas.rows, T)  -- in the order of the largest sheet
  local n = by_cell(fewer.cells)
  eq({ n["downstream t1 x"], n["downstream t2 x"], n["downstream t2 y"],
    n["upstream t2 x"] }, { 2, 1, 2, 3 })
end)

test("one frame with a column expert is a panel, rows may be left out", function()
  local d = frame { { "expert", { "a", "a", "b" } }, { "trend", { "s", "t", "t" } },
    { "x", { 4, 3, 0 } } }
  local m = megatrend { downstream = d, upstream = d, strong = 3 }
  eq({ m.n_experts, m.areas:get("s", "x"), m.areas:get("t", "x") }, { 2, 1.0, 0.0 })
end)

test("a misspelt trend of one direction is told, whoever wrote it", function()
  local d, u = draw_panel(3, 12, 4)
  u.e02 = matrix.of({ "t1", "t2", "t3", "T4" }, I, u.e02:cells())
  raises("the rows of downstream and upstream differ: only in upstream \"T4\"",
    megatrend, { downstream = d, upstream = u, strong = 3 })
end)


-- ---- the synthetic panel ----

test("on the example panel the marks are the report's, and every field is described", function()
  local panel = frame.read "datasets/megatrends/synthetic_panel.csv"
  local function ways(direction)
    return panel:where { direction = direction }:drop "direction"
  end
  local m = megatrend { downstream = ways "downstream", upstream = ways "upstream",
    published = frame.read "datasets/megatrends/aosi_published.csv",
    subtrends = frame.read "datasets/megatrends/subtrends.csv", replicates = 20 }
  eq({ m.n_experts, m.n_downstream, m.n_upstream, m.n_rule }, { 20, 43, 19, 11 })
  eq(m.provenance.synthetic, true)
  local described = getmetatable(megatrend).fields
  for name in pairs(m) do assert(described[name], name) end
  for name in pairs(described) do assert(m[name] ~= nil, name) end
end)
