-- The synthetic coding of datasets/horizon: what was planted is found, what is
-- noise is not, and what rests on one source is told apart.

local vane = require "host.vane"

local FOLDER = "datasets/horizon/"
local study = coding.read(FOLDER .. "synthetic_horizon.qdpx")


local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end


-- What was planted of a kind: { a, b } each, or { a }.
local function planted(kind)
  local list = {}
  for row in frame.read(FOLDER .. "synthetic_planted.csv"):where { kind = kind }
    :each() do
    list[#list + 1] = { row.a, row.b }
  end
  assert(#list > 0, kind)
  return list
end


-- A pair may stand either way round.
local function pair(f, wanted)
  local a, b = table.unpack(wanted)
  for row in f:each() do
    if (row.a == a and row.b == b) or (row.a == b and row.b == a) then
      return row
    end
  end
end


test("the project and the table are the same coding", function()
  local other = coding.read(FOLDER .. "synthetic_codings.csv",
    { codes = frame.read(FOLDER .. "codes.csv") })
  eq(other:rows(), study:rows())
  eq({ study.n_units, study.n_codes, study.n_coders, study.n_sources },
    { 150, 105, 3, 60 })
end)

test("it says of itself that it is synthetic", function()
  assert(study.source:find "^synthetic_")
  eq(study:agreement { replicates = 0 }.provenance.synthetic, true)
end)

test("all codes are below one of the twelve mega trends", function()
  local trends = {}
  for row in frame.read "datasets/megatrends/megatrends.csv":each() do
    trends[row.id] = true
  end
  local n_trends = 0
  for row in study:codes():each() do
    if is_na(row.parent) then
      n_trends = n_trends + 1
      assert(trends[row.code], row.code)
    else
      assert(trends[row.parent], row.parent)
    end
    assert(not is_na(row.definition), row.code)
  end
  eq(n_trends, 12)
end)

test("of all pairs the null finds those planted, Fisher's test any number",
  function()
    local links = study:cooccurrence { least = 5, replicates = 200 }
    local sound = links:where { q_null = below(0.05) }
    local n = 0
    for _, kind in ipairs { "emerging", "steady", "one_source" } do
      for _, wanted in ipairs(planted(kind)) do
        n = n + 1
        assert(pair(sound, wanted), kind)
      end
    end
    eq({ sound.n_rows, n }, { 5, 5 })
    assert(links:where { q = below(0.05) }.n_rows > 50)
  end)

test("paragraphs with many codes are there, and link nothing", function()
  local many, n = {}, 0
  local counted = study:rows():where(function(row) return not is_na(row.code) end)
    :unique("unit", "code"):group("unit"):aggregate { n = "count code" }
  for row in counted:each() do
    if row.n >= 12 then many[row.unit], n = true, n + 1 end
  end
  assert(n >= 12, n)
  -- without them far fewer pairs look like links
  local few = coding(study:rows():join(study:units(), { by = "unit",
    kind = "left" }):where(function(row) return not many[row.unit] end))
  local opts = { least = 5, replicates = 0 }
  assert(few:cooccurrence(opts):where { q = below(0.05) }.n_rows * 5
    < study:cooccurrence(opts):where { q = below(0.05) }.n_rows)
end)

test("artefacts of one source are seen by their sources and types", function()
  local links = study:cooccurrence { least = 5, replicates = 200 }
  local bursts = study:bursts {}
  for _, wanted in ipairs(planted "one_source") do
    local row = pair(links, wanted)
    eq({ row.sources, row.types, row.low, row.type_low }, { 1, 1, na, na })
    for burst in bursts:each() do
      if burst.code == wanted[1] or burst.code == wanted[2] then
        assert(burst.q > 0.5)
      end
    end
  end
end)

test("what comes up is found, what is steady is not", function()
  local rising = study:emerging { of = "pairs", least = 8 }
  local found = rising:where { q = below(0.05) }
  eq(found.n_rows, 2)
  for _, wanted in ipairs(planted "emerging") do assert(pair(found, wanted)) end
  local steady = pair(rising, planted "steady"[1])
  assert(steady.q > 0.5 and steady.low < 0 and steady.high > 0)
end)

test("the claim of one type of source alone is found", function()
  local f = study:triangulate { by = { "type", "actor" } }
    :where { q = below(0.05) }
  eq(f:column "code", { planted "one_type"[1][1] })
  eq({ f:get(1, "only"), f:get(1, "by") }, { "blog", "type" })
end)

test("sound ties alone make the planted themes", function()
  local themes = study:diagram { q_null = 0.05 }
  eq({ themes.themes.n_rows, themes.codes.n_rows }, { 5, 10 })
end)

test("the coders agree as they were made to", function()
  -- both give a code that is there with 0.94 each, and add few
  local a = study:agreement { replicates = 100 }
  assert(a.value > 0.75 and a.value < 0.9)
  assert(a.low < a.value and a.value < a.high)
end)

test("scripts/horizon.lua says what it should", function()
  local out, err, status = vane.run { "scripts/horizon.lua" }
  eq({ err, status }, { "", 0 })
  eq(out == read "tests/expected/horizon.txt", true)
  for _, name in ipairs { "links", "rising", "network" } do
    assert(frame.read("build/synthetic_horizon_" .. name .. ".csv").n_rows > 0)
  end
end)

test("its page stands by itself, and says that all is invented", function()
  local text = read "build/gallery/horizon.html"
  assert(text:find "<figure" and text:find "<table")
  assert(text:find('id="record"', 1, true))
  assert(text:find("Synthetic data", 1, true))
  assert(#text < 1.6e6, #text)
end)

test("the datasets are what their generator makes", function()
  local names = { "synthetic_codings.csv", "codes.csv", "synthetic_planted.csv",
    "synthetic_horizon.qdpx" }
  local before = {}
  for i, name in ipairs(names) do before[i] = read(FOLDER .. name) end
  local folder <close> = vane.folder()
  local _, err, status = vane.run { "tests/generate/horizon.lua", folder.path }
  eq({ err, status }, { "", 0 })
  for i, name in ipairs(names) do
    eq(read(folder.path .. "/" .. name) == before[i], true)
  end
end)
