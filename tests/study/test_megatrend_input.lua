local given = loadfile("tests/study/report.lua", "t", _ENV)()
local down, up, report = given.down, given.up, given.study


test("matrices meet by name, whatever their order", function()
  local turned = up:select { rows = { "carbon", "big_data", "convergence",
    "consumerisation", "cross_linkage", "entrepreneurship", "geo_economy",
    "immediate_availability", "innovation_dynamics", "personalisation",
    "shortening", "social_media" }, cols = { "AP", "BP", "BG", "CI", "EnvI",
    "ExpI", "DI", "LS", "MD", "MT" } }
  eq(report { upstream = turned }.areas == report().areas, true)
end)

test("matrices whose names differ are refused with the names", function()
  raises("the rows of 'downstream' and 'upstream' differ: only in 'downstream' "
    .. '"carbon"; only in \'upstream\' "CO2"', report,
    { upstream = up:select { rows = { "cross_linkage", "big_data",
      "social_media", "personalisation", "immediate_availability",
      "geo_economy", "innovation_dynamics", "entrepreneurship", "convergence",
      "consumerisation", "shortening" } }:frame():append(
        frame { megatrend_id = { "CO2" }, MT = { 0.0 }, MD = { 0.0 }, LS = { 0.0 },
          DI = { 0.0 }, ExpI = { 0.0 }, EnvI = { 0.0 }, CI = { 0.0 },
          BG = { 0.0 }, BP = { 0.0 }, AP = { 0.0 } }) })
  raises("the columns of 'downstream' and 'upstream' differ", report,
    { upstream = up:select { cols = { "MT", "MD" } } })
end)

test("a mark outside its scale is named with its cell", function()
  raises("'downstream' of \"carbon\" x \"MT\" is 7, outside the scale of marks, "
    .. "0 or 1; for scores say their scale", report,
    { downstream = down:with("carbon", "MT", 7) })
  raises("is 0.5, outside the scale", report,
    { downstream = down:with("carbon", "MT", 0.5) })
  raises("is -1, outside the scale", report,
    { upstream = up:with("carbon", "MT", -1) })
  raises("is 9, outside the scale 0 to 4", report,
    { upstream = up:with("carbon", "MT", 9), strong = 3 })
end)

test("a missing mark is named, for no influence is 0", function()
  raises("'upstream' has nothing for \"carbon\" x \"MT\"", report,
    { upstream = up:with("carbon", "MT", na) })
end)

test("names that stand twice are refused", function()
  local twice = frame { { "id", { "a", "a" } }, { "x", { 1, 0 } } }
  raises('row "a" stands twice', megatrend,
    { downstream = twice, upstream = twice })
  raises("is named twice", report,
    { extreme = { { "geo_economy", "LS" }, { "geo_economy", "LS" } } })
end)

test("declarations that cannot be are refused", function()
  raises('no trend "geoeconomy" (did you mean "geo_economy"?)', report,
    { extreme = { { "geoeconomy", "LS" } } })
  raises("has no mark either way", report,
    { extreme = { { "social_media", "LS" } } })
  raises("entry 1 of 'override' should name a trend and an industry", report,
    { override = { {} } })
  raises("should be true or false", report,
    { override = { { "carbon", "MT", area = "yes" } } })
  raises("'because' should be a text", report,
    { override = { { "carbon", "MT", because = 3 } } })
  raises("'published' needs a column \"trend\"", report,
    { published = frame { a = { 1 } } })
end)

test("options that cannot be are refused", function()
  raises("unknown option 'downstraem' (did you mean 'downstream'?)", megatrend,
    { downstraem = down })
  raises("needs the option 'upstream'", megatrend, { downstream = down })
  raises("'downstream' is a panel, 'upstream' is not", report,
    { downstream = { down, down } })
  raises("a panel of 1; give at least two experts", report,
    { downstream = { down }, upstream = { up } })
  raises("'scale' should be { lowest, highest }", report, { scale = { 4, 0 } })
  raises("or { 0, 100, step = 25 }", report, { scale = { 0, 4, step = 0 } })
  raises("'scale' should be { lowest, highest }", report, { scale = { 0 } })
  raises("'scale' should be { lowest, highest }", report, { scale = { 4, 4 } })
  raises("'strong' should lie above 0 and be at most 4", report,
    { scale = { 0, 4 }, strong = 5 })
  raises("'level' should be above 0 and below 1", report, { level = 95 })
  raises("'replicates' should be from 1", report, { replicates = 0 })
  raises("'date' should read as \"2014-06-30\"", report, { date = "June" })
end)

test("a long frame tells whose judgement is wrong", function()
  local function long(more)
    local columns = { expert = { "a", "b" }, trend = { "t", "t" },
      industry = { "i", "i" }, direction = { "downstream", "downstream" },
      score = { 1, 1 } }
    for name, list in pairs(more) do columns[name] = list end
    return { panel = frame(columns) }
  end
  raises("nobody judged \"t\" x \"i\" upstream", megatrend, long {})
  raises('expert "a" judges "t" x "i" twice in \'panel\', both "downstream"',
    megatrend, long { expert = { "a", "a" } })
  raises("row 2 of 'panel' has nothing in column \"trend\"", megatrend,
    long { trend = { "t", na } })
  raises('\'panel\' has the direction "sideways"', megatrend,
    long { direction = { "upstream", "sideways" } })
  raises("'panel' needs a column \"industry\"; its columns are trend", megatrend,
    { panel = frame { trend = { "t" } } })
end)
