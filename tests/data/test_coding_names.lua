-- The names that others rely on, each as it is written down: what is called,
-- what it is given, what it answers.

local files = dofile "tests/data/files.lua"
local with_path = dofile "tests/data/store_path.lua"

local study = coding.read "datasets/horizon/synthetic_codings.csv"


-- Every name is a column, in that order, whatever else there is.
local function has_columns(f, names)
  local at = 0
  for _, name in ipairs(names) do
    local found
    for j, column in ipairs(f.names) do
      if column == name then found = j end
    end
    assert(found, "no column " .. name)
    assert(found > at, "column " .. name .. " out of order")
    at = found
  end
end


-- ---- reading and writing ----

test("coding.read reads .csv, .qdpx, .qde and .qdc; c:write writes them",
  function()
    for _, ending in ipairs { ".csv", ".qdpx" } do
      files.with("", function(path)
        study:write(path)
        local back = coding.read(path)
        eq({ back.n_units, back.n_coders, back.n_codings },
          { study.n_units, study.n_coders, study.n_codings })
      end, ending)
    end
    files.with("", function(path)
      study:write(path)
      eq(coding.read(path).n_codes, study.n_codes)
    end, ".qdc")
    files.with('<Project xmlns="urn:QDA-XML:project:1.0" name="p"/>',
      function(path) eq(coding.read(path).n_units, 0) end, ".qde")
  end)

test("coding.open opens a store, and coding.read does too", function()
  local ok, open = pcall(function() return coding.open end)
  if not ok then skip "there are no stores yet" end
  with_path(function(path)
    local store <close> = open(path)
    assert(store)
    eq(coding.read(path).n_units, 0)
  end)
end)


-- ---- counts and units ----

test("counts are n_units, n_codes, n_coders, n_codings", function()
  eq({ study.n_units, study.n_codes, study.n_coders },
    { study:units().n_rows, study:codes().n_rows, study:coders().n_rows })
  local n = 0
  for row in study:rows():each() do n = n + (is_na(row.code) and 0 or 1) end
  eq(study.n_codings, n)
end)

test("c:units{code, code} is a frame of the paragraphs that carry all",
  function()
    local both = study:units { "battery_swapping", "charging_grid" }
    local links = study:cooccurrence { replicates = 0 }
    local pair = links:where { a = { "battery_swapping", "charging_grid" },
      b = { "battery_swapping", "charging_grid" } }
    eq({ pair.n_rows, both.n_rows }, { 1, pair:get(1, "n12") })
    has_columns(both, { "unit", "source" })
    -- and of a frame of pairs
    eq(study:units(pair).n_rows, both.n_rows)
    has_columns(study:units(links:head(3)), { "a", "b", "unit" })
  end)


-- ---- studies ----

test("c:cooccurrence has the columns that are relied on, in order", function()
  local opts = { unit = "unit", replicates = 20, cluster = "source",
    events = true, seed = 3 }
  local f = study:cooccurrence(opts)
  has_columns(f, { "a", "b", "n1", "n2", "n12", "c", "low", "high", "p", "q",
    "p_null", "q_null", "g2", "phi", "cosine", "lift", "units", "sources" })
  eq(study:cooccurrence(opts), f)
  has_columns(study:cooccurrence { unit = "source", replicates = 0 },
    { "a", "b", "n12", "c" })
end)

test("c:bursts, c:emerging and c:triangulate give frames", function()
  local opts = { draws = 9 }
  has_columns(study:bursts(opts), { "code", "from", "to", "weight", "p", "q" })
  has_columns(study:emerging { draws = 9, replicates = 9 }, { "code", "units",
    "sources", "slope", "low", "high", "p", "q", "score" })
  has_columns(study:triangulate(opts), { "code", "units", "sources", "chi2",
    "p", "q", "only" })
end)


-- ---- agreement ----

-- Two coders of four units, in every shape; kappa is (3/4 - 1/2) / (1 - 1/2).
local shapes = {
  wide = frame { one = { "a", "a", "b", "b" }, two = { "a", "a", "b", "a" } },
  long = frame { unit = { 1, 1, 2, 2, 3, 3, 4, 4 },
    coder = { 1, 2, 1, 2, 1, 2, 1, 2 },
    value = { "a", "a", "a", "a", "b", "b", "b", "a" } },
  contingency = frame({ { "one", { "a", "b" } }, { "a", { 2, 1 } },
    { "b", { 0, 1 } } }),
  counts = frame({ { "a", { 2, 2, 0, 1 } }, { "b", { 0, 0, 2, 1 } } }),
}


test("agreement takes tables of every shape, wide when not said", function()
  for shape, f in pairs(shapes) do
    for _, coefficient in ipairs { "percent", "fleiss", "krippendorff",
      "gwet_ac1", "brennan_prediger" } do
      local a = agreement(f, { coefficient = coefficient, shape = shape,
        replicates = 50 })
      near(a.value, agreement(shapes.wide, { coefficient = coefficient,
        replicates = 0 }).value)
      assert(a.low <= a.value and a.value <= a.high)
    end
    if shape ~= "counts" then
      near(agreement(f, { coefficient = "cohen", shape = shape }).value, 0.5)
    end
  end
end)

test("agreement has levels, weights in gwet_ac2, and alpha_u of intervals",
  function()
    local numbers = frame { one = { 1, 2, 3, 3 }, two = { 1, 2, 3, 2 } }
    for _, level in ipairs { "nominal", "ordinal", "interval", "ratio",
      "circular", "bipolar" } do
      local a = agreement(numbers, { coefficient = "krippendorff",
        level = level, replicates = 0 })
      assert(a.value > 0 and a.value < 1, level)
    end
    assert(agreement(numbers, { coefficient = "gwet_ac2",
      level = "quadratic" }).value > 0)
    local sets = frame { one = { "a|b", "a" }, two = { "a", "a" } }
    for _, level in ipairs { "jaccard", "masi" } do
      assert(agreement(sets, { level = level, replicates = 0 }).value < 1)
    end
    local marks = frame { coder = { "i", "j" }, start = { 0, 2 },
      ["end"] = { 4, 6 }, code = { "x", "x" } }
    local a = agreement(marks, { coefficient = "alpha_u", shape = "intervals" })
    assert(a.value < 1)
    eq({ a.low, a.high }, { na, na })
  end)

test("a file of another kind is told which ones there are", function()
  local c = coding(frame { unit = { 1 }, code = { "a" } })
  raises("that can be read: .csv, .csv.gz, .xlsx, .qdpx", coding.read, "a.doc")
  raises("that can be written: .csv, .csv.gz, .qdpx", c.write, c, "a.doc")
  raises('"no/such/x.vane": there is no such folder', c.write, c, "no/such/x.vane")
end)

test("units that differ in what they say of their source are told", function()
  local script = [[
    local rows = { unit = {}, source = {}, date = {}, type = {}, code = {} }
    for u = 1, 12 do
      rows.unit[u], rows.source[u], rows.code[u] = u, "s" .. u // 2, "a"
      rows.date[u], rows.type[u] = 2000 + u // 2, "blog"
    end
    rows.date[3] = 2009
    local c = coding(frame(rows))
    c:emerging { by = "year", draws = 9, replicates = 9 }]]
  local pipe <close> = io.popen(("%s -e '%s' 2>&1"):format(files.program, script))
  eq(pipe:read "a", 'vane: emerging: the source "s1" has units that differ in "date"; '
    .. "what their first unit says counts\n")
end)
