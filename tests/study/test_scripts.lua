-- The scripts as a shell runs them: their whole output, and the files they
-- write. Every number in tests/expected was worked out a second time outside
-- the program.

local vane = require "host.vane"


local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end


-- The first line that differs says more than two whole texts.
local function same_text(found, wanted)
  local a, b = found:gmatch "([^\n]*)\n", wanted:gmatch "([^\n]*)\n"
  for line in b do eq(a(), line) end
  eq(a(), nil)
  eq(#found, #wanted)
end


for script, files in pairs {
  megatrends = { "megatrends_areas", "megatrends_audit", "megatrends_exposure",
    "megatrends_reach", "megatrends_similarity" },
  futures = { "synthetic_futures" },
  crossovers = { "synthetic_crossover_parameters", "synthetic_crossover_subtrends",
    "synthetic_crossover_points" },
  linkages = { "synthetic_linkages_rising", "synthetic_linkages_close" },
  regions = { "regions_patents", "regions_unresolved", "synthetic_regions_flows",
    "synthetic_regions_excess" },
  spaces = { "synthetic_space_members", "synthetic_space_flows",
    "synthetic_space_lists" },
} do
  test(("scripts/%s.lua says what it should"):format(script), function()
    local out, err, status = vane.run { "scripts/" .. script .. ".lua" }
    eq({ err, status }, { "", 0 })
    same_text(out, read("tests/expected/" .. script .. ".txt"))
    for _, name in ipairs(files) do
      assert(frame.read("build/" .. name .. ".csv").n_rows > 0)
    end
  end)
end

-- What a page must have: pictures, tables, its script.
for _, name in ipairs { "megatrends", "crossovers", "linkages", "regions", "spaces",
  "futures" } do
  test(("the page of scripts/%s.lua stands by itself"):format(name), function()
    local text = read("build/gallery/" .. name .. ".html")
    assert(text:find "<figure" and text:find "<table")
    assert(text:find('id="record"', 1, true))
    assert(text:find("-- " .. io.lines("scripts/" .. name .. ".lua")():sub(4, 30), 1, true))
    assert(#text < 1.6e6, #text)
  end)
end

test("the picture of the README is what the script makes", function()
  eq(read "build/megatrends.svg" == read "scripts/megatrends.svg", true)
end)

test("the audit that the script writes reads back as it was", function()
  vane.run { "scripts/megatrends.lua" }
  local audit = frame.read "build/megatrends_audit.csv"
  eq(audit.n_rows, 120)
  eq(audit:column "class",
    frame.read "tests/expected/megatrend_audit.csv":column "class")
end)

for made, script in pairs {
  ["datasets/crossover/synthetic_panel.csv"] = "tests/generate/crossover_panel.lua",
  ["datasets/megatrends/synthetic_panel.csv"] = "tests/generate/megatrend_panel.lua",
  ["datasets/deals/synthetic_deals.csv"] = "tests/generate/deals.lua",
  ["datasets/patents/synthetic_dated.csv"] = "tests/generate/dated_patents.lua",
} do
  test(made .. " is what its generator makes", function()
    local folder <close> = vane.folder()
    local path = folder.path .. "/made.csv"
    local _, err, status = vane.run { script, path }
    eq({ err, status }, { "", 0 })
    eq(read(path) == read(made), true)
  end)
end

test("the synthetic alliances are what their generator makes", function()
  local folder <close> = vane.folder()
  local made, path = "datasets/deals/synthetic_alliances.csv", folder.path .. "/made.csv"
  local _, err, status = vane.run { "tests/generate/deals.lua", path, "alliances" }
  eq({ err, status }, { "", 0 })
  eq(read(path) == read(made), true)
end)

test("the model of the futures is what its generator makes", function()
  local folder <close> = vane.folder()
  local model, said = folder.path .. "/model.scw", folder.path .. "/said.csv"
  local _, err, status = vane.run { "tests/generate/futures.lua", model, said }
  eq({ err, status }, { "", 0 })
  eq(read(said) == read "datasets/futures/synthetic_judgements.csv", true)
  eq(impact.read(model) == impact.read "datasets/futures/synthetic_clusters2030.scw",
    true)
end)
