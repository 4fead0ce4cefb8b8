-- Regions: versions, recoding, addresses, and by whose address they count.

local codes = frame.read "datasets/regions/nuts2.csv"
local recoding = frame.read "datasets/regions/recoding.csv"
local zips = frame.read "datasets/regions/postcodes.csv"
local patents = frame.read "datasets/regions/epo_patents.csv"

-- A classification of our own: P is cut into Q and R, S becomes T, U and V are
-- joined to W; then Q is cut again, without weights.
local ours = frame({
  { "from_version", { 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2 } },
  { "to_version", { 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3 } },
  { "from_code", { "P", "P", "P", "S", "U", "V", "Q", "Q", "R", "T", "W" } },
  { "to_code", { "Q", "R", "T", "T", "W", "W", "Q1", "Q2", "R", "T", "W" } },
  { "pop2011", { 60, 39.99, 0.01, 5, 1, 3, na, na, 7, na, na } },
}, { types = { from_code = "text" } })

local function recode(list, from, to, more)
  local given = { frame = frame { nuts = list }:with { n = 100 }, column = "nuts",
    from = from, to = to, by = ours }
  for name, value in pairs(more or {}) do given[name] = value end
  return nuts.recode(given)
end


-- ---- recoding ----

test("codes are renamed, split by their weights, and joined", function()
  local r = recode({ "P", "S", "U", "V", "ATZZ", "X" }, 1, 2, { value = "n" })
  eq(r.frame:column "nuts_2", { "Q", "R", "T", "W", "W", "ATZZ" })
  local weights = r.frame:column "weight"
  near(weights[1], 60 / 99.99)  -- T has less than a thousandth of P
  near(weights[2], 39.99 / 99.99)
  near(r.frame:get(1, "n"), 6000 / 99.99)
  eq(r.changes:column "kind", { "split", "split", "renamed", "merged", "merged",
    "no region" })
  eq({ r.n_resolved, r.n_unresolved }, { 5, 1 })
  eq(r.unresolved:row(1).why, "not known what X is in 2")
  local all = recode({ "P" }, 1, 2, { least = 0 })
  near(all.frame:get(3, "weight"), 0.01 / 100)
end)

test("steps follow each other, also backwards", function()
  eq(recode({ "S", "U" }, 1, 3).frame:column "nuts_3", { "T", "W" })
  eq(recode({ "P" }, 1, 3).unresolved:get(1, "why"), "parts of P have no weights")
  local back = recode({ "W", "R" }, 3, 1)
  eq(back.frame:column "nuts_1", { "U", "V", "P" })
  eq(back.frame:column "weight", { 0.25, 0.75, 1.0 })
  local stayed = recode({ "W", "P", "R", "Q1" }, 2, 2)
  eq(stayed.frame:column "nuts_2", { "W", "R" })
  eq(stayed.unresolved:column "why", { "not known what P is in 2", "not known what Q1 is in 2" })
end)

test("one step alone needs no versions", function()
  local step = ours:where { from_version = 1 }:drop("from_version", "to_version")
  eq(recode({ "P", "S" }, 1, 2, { by = step }).frame:column "nuts_2", { "Q", "R", "T" })
  eq(recode({ "W" }, 2, 1, { by = step }).frame:column "nuts_1", { "U", "V" })
end)

test("the population of Europe stays what it is when it is recoded", function()
  for _, versions in ipairs { { 2013, 2016 }, { 2016, 2021 }, { 2013, 2021 },
    { 2021, 2016 }, { 2021, 2013 } } do
    local list = codes:where { version = versions[1] }
    local r = nuts.recode { frame = list:with { n = 1 }:select("code", "n"),
      column = "code", from = versions[1], to = versions[2], by = recoding,
      value = "n" }
    eq(r.n_unresolved <= 8, true)  -- of countries that came later
    near(r.frame:aggregate { n = "sum n" }:get(1, "n"), r.n_resolved, 1e-9)
    local known = {}
    for _, code in ipairs(codes:where { version = versions[2] }:column "code") do
      known[code] = true
    end
    for _, code in ipairs(r.frame:column("code_" .. versions[2])) do
      assert(known[code], code)
    end
  end
end)

test("weights agree with a loop over the overlaps", function()
  local step = recoding:where { from_version = 2016, to_version = 2021 }
  local r = nuts.recode { frame = codes:where { version = 2016 }:select "code",
    column = "code", from = 2016, to = 2021, by = recoding, least = 0 }
  for row in r.changes:where { kind = "split" }:each() do
    local part, all = 0, 0
    for one in step:where { from_code = row.code }:each() do
      all = all + one.pop2011
      if one.to_code == row.to then part = one.pop2011 end
    end
    near(row.weight, part / all)
  end
end)

-- Splits of whole regions before 2013, weighed by people: worked out by hand
-- from the matrix of 2013; back again every part is the whole.
test("regions that were split into whole ones are shared among these", function()
  local london = { { "UKI1", "UKI3", 1081425 / (1081425 + 2124174) },
    { "UKI1", "UKI4", 2124174 / (1081425 + 2124174) } }
  for _, case in ipairs(london) do
    local r = nuts.recode { frame = frame { code = { case[1] } }, column = "code",
      from = 2010, to = 2013, by = recoding }
    near(r.frame:where { code_2013 = case[2] }:get(1, "weight"), case[3], 1e-12)
  end
  for _, case in ipairs { { "DK00", 2003, 5 }, { "FI18", 2006, 2 }, { "UKI2", 2010, 3 } } do
    local code, version, n_parts = table.unpack(case)
    local there = nuts.recode { frame = frame { code = { code } }, column = "code",
      from = version, to = 2013, by = recoding }
    eq({ there.frame.n_rows, there.n_unresolved }, { n_parts, 0 })
    near(there.frame:aggregate { sum = "sum weight" }:get(1, "sum"), 1, 1e-12)
    local back = nuts.recode { frame = there.frame:select "code_2013", column = "code_2013",
      from = 2013, to = version, by = recoding }
    eq(back.frame:unique("code_2013_" .. version):column("code_2013_" .. version), { code })
  end
end)

test("patents of 2010 are said in 2016, and none are lost", function()
  local r = nuts.recode { frame = patents, column = "nuts2", from = 2010, to = 2016,
    by = recoding, value = "applications" }
  eq(r.frame:where { nuts2 = "FR24", year = 2000 }:get(1, "nuts2_2016"), "FRB0")
  eq(r.unresolved:column "code", { "SI01", "SI02" })
  local lost = patents:where { nuts2 = { "SI01", "SI02" } }
  near(r.frame:aggregate { n = "sum applications" }:get(1, "n")
    + lost:aggregate { n = "sum applications" }:get(1, "n"),
    patents:aggregate { n = "sum applications" }:get(1, "n"), 1e-6)
end)


-- ---- versions ----

test("the version of codes is found, and what is mixed in", function()
  local v = nuts.versions { frame = patents, column = "nuts2", by = codes }
  eq({ v.best, v.mixed, v.unknown.n_rows, v.strangers.n_rows }, { 2010, false, 0, 0 })
  local mixed = frame { nuts2 = { "FRB0", "FRB0", "HU11", "AT13", "FR24", "Q1" } }
  v = nuts.versions { frame = mixed, column = "nuts2", by = codes }
  eq({ v.best, v.mixed }, { 2024, true })
  eq(v.strangers:row(1).versions, "2003, 2006, 2010, 2013")
  eq(v.unknown:column "code", { "Q1" })
  eq(v.versions:where { version = 2013 }:get(1, "n_missed"), 2)
end)


-- ---- addresses ----

local function resolve(list, more)
  local given = { frame = frame(list), postcode = "zip", country = "land", by = zips }
  for name, value in pairs(more or {}) do given[name] = value end
  return nuts.resolve(given)
end

test("postal codes are cleaned and placed", function()
  local r = resolve { zip = { "1010", "A-1010", "AT-1010 ", "1010.0", "10 10" },
    land = { "AT", "AT", na, "AT", "AT" } }
  eq(r.frame:column "nuts2", { "AT13", "AT13", "AT13", "AT13", "AT13" })
  eq(r.ways:column "how", { "exact", "unresolved" })
  local dutch = resolve { zip = { "1012 AB", "1012", "NL 1012ab" },
    land = { "NL", "NL", na } }
  eq(dutch.frame:column "nuts2", { "NL32", "NL32", "NL32" })
  eq(resolve({ zip = { 1010 }, land = { "AT" } }, { level = 3 })
    .frame:get(1, "nuts3"), "AT130")
end)

test("countries may be written as the ISO or as Eurostat writes them", function()
  local by = frame { country = { "EL", "UK" }, postcode = { "10431", "SW1A" },
    nuts3 = { "EL303", "UKI32" } }
  local r = resolve({ zip = { "10431", "104 31", "sw1a" }, land = { "GR", "EL", "GB" } },
    { by = by })
  eq(r.frame:column "nuts2", { "EL30", "EL30", "UKI3" })
end)

test("first digits place only where they lie in one region", function()
  local by = frame { country = { "AT", "AT", "AT", "AT" },
    postcode = { "1010", "1020", "2100", "2110" },
    nuts3 = { "AT130", "AT130", "AT125", "AT111" } }
  local function placed(code)
    local r = resolve({ zip = { code }, land = { "AT" } }, { by = by })
    return { r.frame:get(1, "nuts2"), r.n_unresolved == 0
      and r.frame:get(1, "how") or r.unresolved:get(1, "why") }
  end
  eq(placed "1019", { "AT13", "prefix" })
  eq(placed "1030", { "AT13", "prefix" })
  eq(placed "2105", { "AT12", "prefix" })
  eq(placed "2150", { na, "a beginning of several regions" })
  eq(placed "9000", { na, "an unknown code" })
  eq(placed "1", { na, "an unknown code" })
end)

test("a code that is there goes first, the city last", function()
  local cities = frame { country = { "DE", "DE", "DE" }, nuts3 = { "DE300", "DE111",
    "DE600" }, city = { "Berlin", "Neustadt", "Neustadt" } }
  local r = resolve({ zip = { "1010", na, na, na, "10115" },
    land = { "AT", "DE", "DE", na, "DE" }, nuts = { "DE212", na, na, na, na },
    town = { na, "BERLIN", "Neustadt", "Berlin", "Berlin" } },
    { code = "nuts", city = "town", cities = cities })
  eq(r.frame:column "nuts2", { "DE21", "DE30", na, na, "DE30" })
  eq(r.frame:column "how", { "code", "city", na, na, "city" })
  eq(r.unresolved:column "why", { "no postal code", "no postal code" })
end)

test("each row of a large frame has the region of its address", function()
  local known = zips:where { country = "AT" }
  local n = known.n_rows
  local all = known:append(known:head(n)):select("country", "postcode", "nuts3")
  local r = nuts.resolve { frame = all, postcode = "postcode", country = "country",
    by = zips, into = "found" }
  eq(r.n_unresolved, 0)
  for i = 1, all.n_rows, 97 do
    eq(r.frame:get(i, "found"), all:get(i, "nuts3"):sub(1, 4))
  end
end)

test("prefixes agree with a loop over all known codes", function()
  local known = zips:where { country = "AT" }
  local asked = {}
  for i = 1, 90 do asked[i] = tostring(1000 + 97 * i) end
  local r = resolve { zip = asked, land = (function()
    local list = {}
    for i = 1, 90 do list[i] = "AT" end
    return list
  end)() }
  local list, regions = known:column "postcode", known:column "nuts3"
  for i, code in ipairs(asked) do
    local wanted = na
    for n = 4, 2, -1 do
      local found, several
      for k, one in ipairs(list) do
        if tostring(one):sub(1, n) == code:sub(1, n) then
          local region = regions[k]:sub(1, 4)
          several = several or found and found ~= region
          found = region
        end
      end
      if found then
        wanted = several and na or found
        break
      end
    end
    eq(r.frame:get(i, "nuts2"), wanted)
  end
end)


-- ---- bases ----

test("inventors and applicants are compared, by hand", function()
  local f = frame { at = { "A", "A", "B", "B", na }, of = { "A", "B", "B", "C", "A" },
    part = { 1, 0.5, 2, 0.5, 9 } }
  local b = nuts.bases { frame = f, inventor = "at", applicant = "of" }
  eq({ b.same, b.moved }, { 0.5, 0.25 })
  eq(b.regions:column "region", { "A", "C", "B" })
  eq(b.regions:column "difference", { -0.25, 0.25, 0.0 })
  local weighed = nuts.bases { frame = f, inventor = "at", applicant = "of",
    value = "part" }
  near(weighed.same, 3 / 4)
  near(weighed.regions:where { region = "B" }:get(1, "share_applicant"), 2.5 / 4)
end)


-- ---- bad input, printing ----

test("what cannot be done with regions is said", function()
  raises("'from' should be a version that the recoding knows (1, 2, 3), found 2010",
    function() recode({ "P" }, 2010, 2) end)
  raises("the frame has a column \"n\" already", function()
    recode({ "P" }, 1, 2, { into = "n" })
  end)
  raises("'by' should have a column \"from_version\", as the files of datasets/regions",
    function() recode({ "P" }, 1, 2, { by = codes }) end)
  raises("'least' should be at least 0 and below 1", function()
    recode({ "P" }, 1, 2, { least = 0 / 0 })
  end)
  raises("the column \"nuts3\" of 'by' should be of type text, but is of type integer",
    function()
      resolve({ zip = { "1" }, land = { "AT" } }, { by = frame { country = { "AT" },
        postcode = { 1 }, nuts3 = { 1 } } })
    end)
  raises("nuts.versions: 'by' has no rows", function()
    nuts.versions { frame = patents, column = "nuts2", by = codes:head(0) }
  end)
  raises("'column' names no column \"nut\" (did you mean \"nuts\"?)", function()
    recode({ "P" }, 1, 2, { column = "nut" })
  end)
  raises("'level' should be from 1 to 3, found 4", function()
    resolve({ zip = { "1" }, land = { "AT" } }, { level = 4 })
  end)
  raises("'city' and 'cities' go together", function()
    resolve({ zip = { "1" }, land = { "AT" } }, { city = "land" })
  end)
  raises("no row has both regions", function()
    nuts.bases { frame = frame({ a = { na }, b = { "x" } }, { types = { a = "text" } }),
      inventor = "a", applicant = "b" }
  end)
  raises("say what is done", function() nuts {} end)
end)

test("what regions print fits a page", function()
  for _, r in ipairs {
    nuts.recode { frame = patents, column = "nuts2", from = 2010, to = 2016, by = recoding },
    nuts.versions { frame = patents, column = "nuts2", by = codes },
    resolve { zip = { "1010", "99" }, land = { "AT", "AT" } },
    nuts.bases { frame = frame { a = { "x" }, b = { "y" } }, inventor = "a", applicant = "b" },
  } do
    for line in tostring(r):gmatch "[^\n]+" do assert(utf8.len(line) <= 80, line) end
  end
end)

test("postal codes are read as people write them, and fillers are none", function()
  local by = frame { country = { "AA", "AA", "AA", "AA" },
    postcode = { "1010", "1011", "1099", "2000" }, nuts3 = { "AA111", "AA111", "AA222", "AA333" } }
  local function found(zip, land)
    local f = frame({ zip = { zip }, land = { land } }, { types = { land = "text" } })
    local r = nuts.resolve { frame = f, postcode = "zip", country = "land", by = by }
    local row = r.frame:row(1)
    return { row.nuts2, row.how, r.n_unresolved > 0 and r.unresolved:get(1, "why") or nil }
  end
  eq(found("1010", " aa "), { "AA11", "exact" })
  eq(found("AA-1010", na), { "AA11", "exact" })
  eq(found("101", "AA"), { "AA11", "prefix" })    -- cut short; 10 alone is of two
  eq(found("1010-123", "AA"), { "AA11", "prefix" })
  eq(found("1012", "AA"), { "AA11", "prefix" })
  eq(found("1050", "AA"), { na, na, "a beginning of several regions" })
  eq(found("10", "AA"), { na, na, "an unknown code" })
  eq(found("20999", "AA"), { na, na, "longer than any code of the country" })
  eq(found("99999", "AA"), { na, na, "longer than any code of the country" })
  eq(found("1010", "ZZ"), { na, na, "a country without postal codes" })
end)
