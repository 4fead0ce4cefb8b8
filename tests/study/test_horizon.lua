-- The synthetic coding of datasets/horizon: what was planted is found, what is
-- noise is not, and what rests on one source is told apart.

local vane = require "host.vane"

local FOLDER = "datasets/horizon/"
local study = coding.read(FOLDER .. "horizon.qdpx")


local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end


local function planted(kind)
  local row = frame.read(FOLDER .. "planted.csv"):where { kind = kind }:row(1)
  return row.a, row.b
end


-- A pair may stand either way round.
local function pair(f, a, b)
  for row in f:each() do
    if (row.a == a and row.b == b) or (row.a == b and row.b == a) then
      return row
    end
  end
end


test("the project and the table are the same coding", function()
  local other = coding.read(FOLDER .. "codings.csv",
    { codes = frame.read(FOLDER .. "codes.csv") })
  eq(other:rows(), study:rows())
  eq({ study.n_units, study.n_codes, study.n_coders, study.n_sources },
    { 170, 101, 3, 60 })
end)

test("of all pairs the null finds those planted, Fisher's test any number",
  function()
    local links = study:cooccurrence { least = 5, replicates = 200 }
    local sound = links:where { q_null = below(0.05) }
    eq(sound.n_rows, 3)
    for _, kind in ipairs { "emerging", "steady", "one_source" } do
      local a, b = planted(kind)
      assert(pair(sound, a, b), kind)
    end
    assert(links:where { q = below(0.05) }.n_rows > 50)
  end)

test("the artefact of one source is seen by its sources", function()
  local a, b = planted "one_source"
  local links = study:cooccurrence { least = 5, replicates = 0 }
  eq(pair(links, a, b).sources, 1)
  local f = study:bursts {}
  for row in f:each() do
    if row.code == a or row.code == b then assert(row.q > 0.5) end
  end
end)

test("what comes up is found, what is steady is not", function()
  local rising = study:emerging { of = "pairs", least = 10 }
  local found = rising:where { q = below(0.05) }
  eq(found.n_rows, 1)
  assert(pair(found, planted "emerging"))
  local steady = pair(rising, planted "steady")
  assert(steady.q > 0.5 and steady.low < 0 and steady.high > 0)
end)

test("the claim of one type of source alone is found", function()
  local f = study:triangulate { by = "type" }:where { q = below(0.05) }
  eq(f:column "code", { (planted "one_type") })
  eq(f:column "only", { "blog" })
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

test("the datasets are what their generator makes", function()
  local names = { "codings.csv", "codes.csv", "planted.csv", "horizon.qdpx" }
  local before = {}
  for i, name in ipairs(names) do before[i] = read(FOLDER .. name) end
  local folder <close> = vane.folder()
  local _, err, status = vane.run { "tests/generate/horizon.lua", folder.path }
  eq({ err, status }, { "", 0 })
  for i, name in ipairs(names) do
    eq(read(folder.path .. "/" .. name) == before[i], true)
  end
end)
