local given = loadfile("tests/study/report.lua", "t", _ENV)()
local folder, down, up, report = given.folder, given.down, given.up, given.study


local row_of = loadfile("tests/data/row_of.lua", "t", _ENV)()


-- { name = value of a column }
local function by(f, name, column)
  local found, values = {}, f:column(column)
  for k, key in ipairs(f:column(name)) do found[key] = values[k] end
  return found
end


-- ---- the report ----

test("the report has 43 and 19 marks, 11 areas by rule, 12 published, 10 agree", function()
  local m = report()
  eq({ m.n_downstream, m.n_upstream, m.n_rule, m.n_published, m.n_agree },
    { 43, 19, 11, 12, 10 })
  eq(m.areas:total(), 11.0)
end)

test("the audit says of three cells where marks and publication differ", function()
  local audit = report().audit
  eq(row_of(audit, { trend = "big_data", industry = "DI" }).class,
    "both_not_published")
  eq(row_of(audit, { trend = "social_media", industry = "LS" }).class,
    "published_without_mark")
  eq(row_of(audit, { trend = "geo_economy", industry = "LS" }).class,
    "published_one_sided")
  eq(audit.n_rows, 120)
end)

test("every cell's class is the one worked out beside the figures", function()
  -- tests/expected holds all 120 cells, made by hand from figures 3, 4 and 6.
  local wanted = frame.read "tests/expected/megatrend_audit.csv"
  local audit = report().audit
  for _, name in ipairs { "trend", "industry", "downstream", "upstream", "rule",
    "published", "class" } do
    eq(audit:column(name), wanted:column(name))
  end
end)

test("industries and trends are counted as in the figures", function()
  local m = report()
  eq(by(m.exposure, "industry", "downstream"), { MT = 6, MD = 3, LS = 4, DI = 11,
    ExpI = 2, EnvI = 3, CI = 4, BG = 2, BP = 5, AP = 3 })
  eq(by(m.exposure, "industry", "upstream"), { MT = 2, MD = 2, LS = 3, DI = 3,
    ExpI = 1, EnvI = 1, CI = 3, BG = 1, BP = 1, AP = 2 })
  eq(by(m.exposure, "industry", "areas"), { MT = 2, MD = 1, LS = 2, DI = 2,
    ExpI = 0, EnvI = 1, CI = 1, BG = 1, BP = 0, AP = 1 })
  eq(by(m.reach, "trend", "upstream"), { cross_linkage = 2, big_data = 1,
    social_media = 2, personalisation = 4, immediate_availability = 1,
    geo_economy = 0, innovation_dynamics = 0, entrepreneurship = 0,
    convergence = 1, consumerisation = 4, shortening = 1, carbon = 3 })
  eq(by(m.reach, "trend", "both").personalisation, 3)
end)

test("Digital Industries lead downstream, four share the lead of areas", function()
  local m = report()
  local rank = by(m.exposure, "industry", "rank_downstream")
  eq({ rank.DI, rank.MT, rank.BP, rank.LS, rank.CI, rank.BG }, { 1, 2, 3, 4, 4, 9 })
  rank = by(m.exposure, "industry", "rank_areas")
  eq({ rank.MT, rank.LS, rank.DI, rank.MD, rank.BP }, { 1, 1, 1, 4, 9 })
end)

test("11 of 43 downstream marks are answered upstream", function()
  local r = report().retroactivity
  local all = row_of(r, { of = "all" })
  eq({ all.downstream, all.answered }, { 43, 11 })
  near(all.share, 11 / 43)
  near(row_of(r, { name = "carbon" }).share, 3 / 5)
  near(row_of(r, { name = "DI" }).share, 2 / 11)
  eq(row_of(r, { name = "geo_economy" }).share, 0.0)
end)

test("industries are alike by Jaccard over both directions", function()
  -- MT: 6 down, 2 up; DI: 11 down (all but social media), 3 up. In common 6
  -- down, none up; of 8 + 14 marks 6 twice: 6 / 16. EnvI and BG share geo and
  -- carbon down and carbon up, of 4 and 3: 3 / 4.
  local m = report()
  near(m.similarity:get("MT", "DI"), 6 / 16)
  near(m.similarity:get("EnvI", "BG"), 3 / 4)
  eq(m.similarity:get("MT", "MT"), 1.0)
  -- personalisation and big_data: down MD, DI, BP of 6 and 5; up none of 4, 1
  near(m.trend_similarity:get("personalisation", "big_data"), 3 / 13)
  eq(m.tree:cut(9):where { group = 6 }.n_rows, 2)  -- the first to merge
  eq(m.tree.merges:row(1).a, "EnvI")
  eq(m.trend_tree.n_leaves, 12)
end)

test("other measures of likeness may be chosen", function()
  near(report { similarity = "cosine" }.similarity:get("EnvI", "BG"),
    3 / math.sqrt(4 * 3))
  assert(report { similarity = "correlation" }.similarity:get("EnvI", "BG") > 0.8)
end)


-- ---- areas by declaration ----

test("extreme and override make areas, the rule stays what the marks say", function()
  local m = report {
    extreme = { { "geo_economy", "LS", because = "extreme, figure 6" } },
    override = { { "social_media", "LS", because = "figure 6" },
      { "big_data", "DI", area = false, because = "not in figure 6" } },
  }
  eq({ m.n_rule, m.n_areas }, { 11, 12 })
  local cell = row_of(m.audit, { trend = "geo_economy", industry = "LS" })
  eq({ cell.rule, cell.extreme, cell.area, cell.class, cell.because },
    { 0, 1, 1, "published_one_sided", "extreme, figure 6" })
  cell = row_of(m.audit, { trend = "social_media", industry = "LS" })
  eq({ cell.rule, cell.override, cell.area, cell.class },
    { 0, 1, 1, "published_without_mark" })
  cell = row_of(m.audit, { trend = "big_data", industry = "DI" })
  eq({ cell.rule, cell.override, cell.area, cell.because },
    { 1, 0, 0, "not in figure 6" })
  -- the areas are now the published ones
  for row in m.audit:each() do eq(row.area, row.published) end
  eq(m.areas:get("geo_economy", "LS"), 1.0)
end)

test("named cells may be lists, frames or matrices", function()
  local as_frame = frame { trend = { "geo_economy" }, industry = { "LS" } }
  local as_matrix = down * 0
  as_matrix = as_matrix:with("geo_economy", "LS", 1)
  for _, extreme in ipairs { as_frame, as_matrix, { { "geo_economy", "LS" } },
    { { trend = "geo_economy", industry = "LS" } } } do
    eq(report { extreme = extreme }.n_areas, 12)
  end
  eq(report { override = { { "big_data", "DI", 0 } } }.n_areas, 10)
  eq(report { published = as_matrix }.n_published, 1)
end)

test("without a published list there is no audit of it", function()
  local m = megatrend { downstream = down, upstream = up }
  eq(is_na(m.audit:get(1, "class")), true)
  eq(is_na(m.audit:get(1, "published")), true)
  raises("it needs the option 'published'", function() return m.n_published end)
end)


-- ---- sub-trends ----

test("sub-trends are counted over areas, industries and trends", function()
  local raw = frame.read(folder .. "subtrends.csv")
  local m = report { subtrends = raw }
  eq({ m.subtrends.n_rows, m.two_mode:total() }, { 62, 78.0 })
  -- e-Commerce stands in A01, A02, A05 and A07 of LS and in A10 of MT
  local shop = m.subtrends:row(1)
  eq({ shop.subtrend, shop.n_areas, shop.n_industries, shop.n_trends },
    { "e_commerce", 5, 2, 5 })
  eq(m.two_mode:get("e_commerce", "carbon x MT"), 1.0)
  -- the entries of each sub-trend, counted in the file itself
  local wanted = by(raw:group("subtrend_key"):aggregate { n = "count" },
    "subtrend_key", "n")
  eq(by(m.subtrends, "subtrend", "n_areas"), wanted)
  -- social media x LS (A02) shares all seven, personalisation x LS (A05) four
  local areas = m.area_subtrends
  local cell = row_of(areas, { trend = "social_media", industry = "LS" })
  eq({ cell.n_subtrends, cell.n_shared, cell.area }, { 7, 7, 0 })
  eq(m.shared:get("social_media x LS", "social_media x CI"), 4.0)
  eq(m.shared:get("carbon x BG", "carbon x BG"), 8.0)
end)

test("sub-trends may name trend and industry themselves", function()
  local m = report { subtrends = frame { trend = { "carbon", "carbon" },
    industry = { "MT", "BG" }, subtrend = { "hydrogen", "hydrogen" } } }
  eq(m.subtrends:get(1, "n_areas"), 2)
  raises("twice for carbon x MT", report, { subtrends = frame {
    trend = { "carbon", "carbon" }, industry = { "MT", "MT" },
    subtrend = { "h", "h" } } })
  raises('names the area "A99"', report, { subtrends = frame {
    area = { "A99" }, subtrend = { "h" } } })
  raises('"carbon" x "XX"', report, { subtrends = frame { trend = { "carbon" },
    industry = { "XX" }, subtrend = { "h" } } })
end)


-- ---- one matrix: any one mark changes ----

local drawn = loadfile("tests/study/drawn.lua", "t", _ENV)()
local draw, of = drawn.draw, drawn.of


test("ranges are those of changing each mark and asking again", function()
  local override = { { "t2", "y", area = true }, { "t3", "z", area = false } }
  for seed = 1, 6 do
    local d, u = draw(seed, 0, 1), draw(seed, 1, 1)
    local function ask()
      return megatrend { downstream = of(d), upstream = of(u),
        override = override }
    end
    local m, low, high = ask(), {}, {}
    local function look(changed)
      for _, side in ipairs { "exposure", "reach" } do
        for _, what in ipairs { "downstream", "upstream", "both", "areas" } do
          for k, rank in ipairs(changed[side]:column("rank_" .. what)) do
            local key = side .. what .. k
            low[key] = math.min(low[key] or 99, rank)
            high[key] = math.max(high[key] or 0, rank)
          end
        end
      end
    end
    look(m)
    for _, rows in ipairs { d, u } do
      for i = 1, 4 do
        for j = 1, 3 do
          rows[i][j] = 1 - rows[i][j]
          look(ask())
          rows[i][j] = 1 - rows[i][j]
        end
      end
    end
    for _, side in ipairs { "exposure", "reach" } do
      for _, what in ipairs { "downstream", "upstream", "both", "areas" } do
        for k, found in ipairs(m[side]:column("low_" .. what)) do
          eq({ seed, side, what, found }, { seed, side, what, low[side .. what .. k] })
        end
        for k, found in ipairs(m[side]:column("high_" .. what)) do
          eq({ seed, side, what, found }, { seed, side, what, high[side .. what .. k] })
        end
      end
    end
  end
end)


-- ---- two assessments ----

test("comparison tells what appeared, went and moved", function()
  local function assess(d, u, more)
    local opts = { downstream = of(d), upstream = of(u) }
    for name, value in pairs(more or {}) do opts[name] = value end
    return megatrend(opts)
  end
  local none = { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } }
  local before = assess({ { 1, 1, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 1 } }, none,
    { date = "2012-06-30" })
  local after = assess({ { 1, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, { 0, 1, 1 } },
    { { 1, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } }, { date = "2014-06-30" })
  local c, ranks = before:compare(after)
  eq(c:column "change", { "moved", "went", "appeared" })
  eq(c:column "before", { "down", "down", "none" })
  eq(c:column "after", { "both", "none", "down" })
  eq(c:column "area_after", { 1, 0, 0 })
  -- dates decide which is the earlier one
  eq(after:compare(before):column "change", c:column "change")
  eq((before:compare(before)).n_rows, 0)
  -- no area before, so that all shared rank 1; one after, of the first of both
  local industries = ranks:where { of = "industry" }
  eq(industries:column "areas_after", { 1, 0, 0 })
  eq(industries:column "rank_before", { 1, 1, 1 })
  eq(industries:column "rank_after", { 1, 2, 2 })
  eq(industries:column "moved", { 0, -1, -1 })
  eq(ranks:where { of = "trend" }:column "moved", { 0, -1, -1, -1 })
end)

test("a trend that only one assessment has appears or goes as a whole", function()
  local one = matrix.of({ "a" }, { "x" }, 1)
  local two = matrix.of({ "a", "b" }, { "x" }, 1)
  local c, ranks = megatrend { downstream = one, upstream = one }:compare(
    megatrend { downstream = two, upstream = two })
  eq(ranks:where { name = "b" }:column "rank_before", { na })
  eq(ranks:where { name = "b" }:column "moved", { na })
  eq({ c:get(1, "trend"), c:get(1, "change"), c.n_rows }, { "b", "appeared", 1 })
end)

test("an area by declaration counts as a change", function()
  local m = report():compare(report { override = { { "big_data", "MT" } } })
  eq({ m:get(1, "change"), m:get(1, "area_before"), m:get(1, "area_after") },
    { "moved", 0, 1 })
  raises("wants two megatrend results", report().compare, report(), 3)
end)


-- ---- printing ----

test("the assessment prints as dots with its counts", function()
  local text = tostring(report { extreme = { { "geo_economy", "LS" } } })
  local lines = {}
  for line in text:gmatch "[^\n]+" do lines[#lines + 1] = line end
  eq(lines[1], "mega trends: 12 trends x 10 industries   "
    .. "downstream.csv, upstream.csv")
  eq(lines[2], "  marks: 43 downstream, 19 upstream; areas: 11 by rule, 12 with "
    .. "what is declared")
  eq(lines[3], "  published: 12 (10 by rule, 2 without both marks); not published: "
    .. "1 by rule")
  eq(lines[5], "  cross_linkage           ▼   ▼   ●◆   ▼   ·     ·     ·   ·   "
    .. "·   ▲")
  eq(lines[10], "  geo_economy             ▼   ·   ▼◆+  ▼   ·     ▼     ·   ▼   "
    .. "▼   ·")
  eq(lines[17], "  ● both ways   ▼ down   ▲ up   ◆ published   + area by "
    .. "declaration")
end)

test("a result names its nearest field, keeps its record and never changes", function()
  local m = report()
  raises('a megatrend result has no "exposur" (did you mean "exposure"?)',
    function() return m.exposur end)
  raises("this megatrend result has no \"consensus\": it needs a panel",
    function() return m.consensus end)
  raises("is never changed", function() m.areas = 1 end)
  eq(m.provenance.seed, 1)
  eq(m.provenance.inputs[1].source, "downstream.csv")
  eq(m.provenance.inputs[1].n_rows, 12)
  eq(m.provenance.synthetic, false)
  eq(m:pictures()[1].kind, "dots")
  eq(m:pictures()[1].frame.n_rows, 120)
end)

test("what comes from synthetic data says so everywhere", function()
  local d = matrix { rows = { "t" }, cols = { "i" }, value = 1,
    source = "synthetic_panel.csv" }
  local m = megatrend { downstream = d, upstream = d }
  assert(tostring(m):find("SYNTHETIC DATA", 1, true))
  eq(m.provenance.synthetic, true)
  eq(m:pictures()[1].synthetic, true)
end)
