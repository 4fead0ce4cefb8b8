-- linkage.concordance: hand-worked cases, a second route by brute force, real
-- tables, and what is refused.

local random = require "vane.core.random"

local by = frame({
  { "nace", { "01", "0111", "0111", "26.1", "26", "30" } },
  { "industry", { "BG", "EnvI", "BG", "DI", "DI", "MT" } },
  { "share", { 1, 0.5, 0.25, 1, 0.8, 1 } },
}, { source = "nace.csv" })

local function said(codes, more)
  local rows = more and more.frame or frame { code = codes }:with { sum = 10 }
  local given = { frame = rows, column = "code",
    by = by, code = "nace", to = "industry" }
  for name, value in pairs(more or {}) do given[name] = value end
  return linkage.concordance(given)
end


-- ---- by hand ----

test("a code is what the longest code it begins with is", function()
  local c = said { "0111", "0112", "01.2", "2611", "2620", "9999", na }
  eq(c.frame:column "code", { "0111", "0111", "0112", "01.2", "2611", "2620" })
  eq(c.frame:column "industry", { "EnvI", "BG", "BG", "BG", "DI", "DI" })
  eq({ c.n_rows, c.n_matched, c.n_unmatched, c.n_missing }, { 7, 5, 1, 1 })
  eq(c.matches:where { code = "2611" }:get(1, "matched"), "261")
  eq(c.matches:where { code = "0111" }:get(1, "how"), "exact")
  eq(c.unmatched:row(1).code, "9999")
  eq(said({ "0111", "0112" }, { match = "exact" }).n_unmatched, 1)
end)

test("columns may be called as the study calls its own", function()
  local rows = frame { n = { "0111", "30" }, n_rows = { 1, 2 } }
  local c = linkage.concordance { frame = rows, column = "n", by = by, code = "nace",
    to = "industry" }
  eq(c.frame:column "n_rows", { 1, 1, 2 })
  eq(linkage.concordance { frame = rows, column = "n", to = "industry",
    by = by:rename { nace = "code" } }.frame == c.frame, true)
end)

test("weights are shares of a code, or as declared", function()
  local shares = said({ "0111", "2620" }, { weight = "share" }).frame
  near(shares:get(1, "weight"), 2 / 3)
  near(shares:get(2, "weight"), 1 / 3)
  eq(shares:get(3, "weight"), 1.0)
  local declared = said({ "0111", "2620" }, { weight = "share", weights = "declared" })
  eq(declared.frame:column "weight", { 0.5, 0.25, 0.8 })
  eq(said({ "0111" }).frame:column "weight", { 0.5, 0.5 })
end)

test("values are multiplied by the weight, and missing ones stay missing", function()
  local f = frame { code = { "0111", "0111", "30" }, sum = { 9, na, 4 } }
  local c = said(nil, { frame = f, weight = "share", value = "sum" })
  local sums = c.frame:column "sum"
  near(sums[1], 6)
  near(sums[2], 3)
  eq({ sums[3], sums[4], sums[5] }, { na, na, 4.0 })
end)

test("what matches nothing is dropped or kept", function()
  local c = said({ "30", "77", "77" }, { unmatched = "keep" })
  eq(c.frame:column "industry", { "MT", na, na })
  eq(c.frame:column "weight", { 1.0, 1.0, 1.0 })
  eq({ c.n_unmatched, c.n_targets }, { 2, 1 })
  eq(c.unmatched:get(1, "n_rows"), 2)
end)

test("codes that are coarser than the concordance are said to be so", function()
  local c = said { "0", "2" }
  eq(c.unmatched:column "n_below", { 2, 2 })
  eq(c.caveats[1], "2 rows of 2 codes not matched; see .unmatched; 2 of the codes "
    .. "are coarser than the concordance")
end)

local ipc = frame { ipc = { "H04L", "H04L12/00", "A61", "B64C39/02" },
  to = { "DI", "LS", "MD", "MT" } }

local function of_patent(code)
  local c = linkage.concordance { frame = frame { ipc = { code } }, column = "ipc",
    by = ipc, to = "to" }
  return c.n_matched == 1 and c.frame:get(1, "to") or na, c.scheme
end

test("patent classes get shorter by group, subclass, class", function()
  eq({ of_patent "H04L 12/24" }, { "LS", "ipc" })
  eq(of_patent "H04L 1/24", "DI")
  eq(of_patent "H04L0012/24", "LS")
  eq(of_patent "H04L12", "DI")      -- the table has no row for the bare group
  eq(of_patent "A61B1/00", "MD")
  eq(of_patent "B64C39/02", "MT")
  eq(of_patent "B64C39/04", na)     -- H04L1 or B64C39/0 are levels of nothing
  eq(of_patent "B64C3/02", na)
end)

test("several codes in a cell are taken one by one", function()
  local f = frame { patent = { 1, 2 }, ipc = { "A61B1/00; H04L1/00", "B29C1/00" } }
  local c = linkage.concordance { frame = f, column = "ipc", by = ipc, to = "to",
    separator = ";" }
  eq(c.frame:column "patent", { 1, 1 })
  eq(c.frame:column "to", { "MD", "DI" })
  eq({ c.n_rows, c.n_unmatched }, { 3, 1 })
end)

test("of several versions the last counts, or the first declared", function()
  local versions = frame { code = { "11", "11", "12", "12", "131" },
    to = { "a", "b", "c", "c", "d" }, year = { 2007, 2012, 2007, 2012, 2007 } }
  local function taken(more)
    local given = { frame = frame { code = { "11", "12", "131", "132" } },
      column = "code", by = versions, to = "to", version = "year" }
    for name, value in pairs(more or {}) do given[name] = value end
    return linkage.concordance(given)
  end
  local c = taken()
  eq(c.frame:column "to", { "b", "c", "d" })
  eq(c.versions:column "code", { "11", "12" })
  eq(c.versions:column "agree", { false, true })
  eq(c.versions:column "taken", { "2012", "2012" })
  eq(taken { versions = { 2007, 2012 } }.frame:column "to", { "a", "c", "d" })
  eq(taken { versions = { 2012 } }.frame:column "to", { "b", "c" })
  eq(c.unmatched:column "code", { "132" })
end)

test("codes of numbers match like those of texts", function()
  local numbers = frame { naics = { 111, 311 }, to = { "BG", "ExpI" } }
  local c = linkage.concordance { frame = frame { naics = { 111110, 311812, 42 } },
    column = "naics", by = numbers, to = "to" }
  eq(c.frame:column "naics", { 111110, 311812 })
  eq(c.frame:column "to", { "BG", "ExpI" })
end)


-- ---- a second route, properties ----

test("matches agree with a loop over all prefixes, weights add up", function()
  for seed = 1, 5 do
    local units, codes, weights, to, asked = random.units(seed, 0, 600), {}, {}, {}, {}
    for i = 1, 60 do
      local n = 1 + math.floor(3 * units[i])
      codes[i] = ("%03d"):format(math.floor(1000 * units[60 + i])):sub(1, n)
      to[i], weights[i] = "t" .. i, 0.1 + units[120 + i]
    end
    for i = 1, 200 do asked[i] = ("%03d"):format(math.floor(1000 * units[200 + i])) end
    local c = linkage.concordance { frame = frame { code = asked, row = asked },
      column = "code", to = "to", weight = "w", scheme = "digits",
      by = frame({ code = codes, to = to, w = weights }, { types = { code = "text" } }) }
    local n_rows = 0
    for _, code in ipairs(asked) do
      local longest = ""
      for _, known in ipairs(codes) do
        if code:sub(1, #known) == known and #known > #longest then longest = known end
      end
      if longest ~= "" then n_rows = n_rows + 1 end
      local row = c.matches:where { code = code }
      eq(row.n_rows == 1 and row:get(1, "matched") or "", longest)
    end
    eq(c.n_matched, n_rows)
    near(c.targets:aggregate { x = "sum weight" }:get(1, "x"), n_rows, 1e-9)
  end
end)

local real = frame.read("datasets/concordances/naics2012_isic4.csv",
  { types = { naics2012 = "text", isic4 = "text" } })
local emerging = frame.read("datasets/concordances/nace_industries.csv",
  { types = { nace = "text" } })

test("every 6-digit code of NAICS 2012 finds its classes of ISIC 4", function()
  local codes = real:unique "naics2012":select "naics2012"
  local c = linkage.concordance { frame = codes, column = "naics2012", by = real,
    to = "isic4" }
  eq(c.n_unmatched, 0)
  eq(c.frame.n_rows, real:unique().n_rows)
  near(c.targets:aggregate { x = "sum weight" }:get(1, "x"), codes.n_rows, 1e-9)
  near(c.frame:where { naics2012 = "111219" }:get(1, "weight"), 1 / 3)
end)

local of_sic = frame.read("datasets/concordances/sic_industries.csv",
  { types = { sic = "text" } })

local function never_more_than_all(codes, column)
  local known = {}
  for _, id in ipairs(frame.read "datasets/megatrends/industries.csv":column "id") do
    known[id] = true
  end
  for row in codes:each() do assert(known[row.industry], row.industry) end
  eq(#codes:unique "industry":column "industry", 10)
  local c = linkage.concordance { frame = codes:unique(column):select(column),
    column = column, by = codes, to = "industry", weight = "weight",
    weights = "declared" }
  eq(c.n_unmatched, 0)
  for row in c.matches:each() do assert(row.sum_weights <= 1, row.code) end
end

test("no code of NACE or SIC belongs to emerging industries with more than all of it",
  function()
    never_more_than_all(emerging, "nace")
    never_more_than_all(of_sic, "sic")
  end)

test("codes of SIC find their industries, by their first digits if need be", function()
  local firms = frame { sic = { "7372", "2834", "0912", "4493", "7378", "6021" } }
  local c = linkage.concordance { frame = firms, column = "sic", by = of_sic,
    to = "industry", weight = "weight", weights = "declared" }
  eq(c.frame:where { sic = "7372" }:column "industry", { "DI" })  -- software
  eq(c.frame:where { sic = "2834" }:column "industry", { "BP" })  -- medicines
  eq(c.frame:where { sic = "0912" }:column "industry", { "BG" })  -- fishing
  eq(c.frame:where { sic = "4493" }:column "industry", { "BG", "ExpI" })  -- marinas
  eq(c.frame:where { sic = "7378" }:column "weight", { 0.5 })  -- the longer one counts
  eq(c.unmatched:column "code", { "6021" })  -- banks
end)

test("two concordances follow each other: NAICS by ISIC to industries", function()
  local firms = frame { firm = { "a", "b" }, naics2012 = { "541511", "336411" } }
  local isic = linkage.concordance { frame = firms, column = "naics2012", by = real,
    to = "isic4" }
  local c = linkage.concordance { frame = isic.frame:rename { weight = "part" },
    column = "isic4", by = emerging, code = "nace", to = "industry", weight = "weight",
    weights = "declared", value = "part" }
  eq(c.frame:column "industry", { "DI", "MT" })  -- programming, aircraft
  for row in c.frame:each() do assert(row.part <= 1) end
end)


-- ---- bad input ----

test("what cannot be matched is said", function()
  local function refused(sentence, more)
    raises(sentence, function() return said({ "01" }, more) end)
  end
  refused("'code' names no column \"naec\" of the concordance (did you mean \"nace\"?)",
    { code = "naec" })
  refused("'column' names no column \"cod\" of the frame (did you mean \"code\"?)",
    { column = "cod" })
  refused("the frame has a column \"sum\" already", { to = "sum",
    by = by:rename { industry = "sum" } })
  refused("'value' should be a column of numbers, but \"code\" is of type text",
    { value = "code" })
  refused("'versions' need 'version'", { versions = { "2007" } })
  refused("no row is of the version \"1999\"", { version = "industry",
    versions = { "1999" } })
  refused("the code \"01\" has the weight -1; weights should be 0 or more",
    { weight = "share", by = by:with { share = -1 } })
  refused("the code \"01\" has a row without a weight",
    { weight = "share", by = by:with({ share = na }, { types = { share = "number" } }) })
  refused("\"01\" to \"BG\" stands twice, with the weights 1 and 0.5", {
    weight = "share", by = by:append(by:head(1):with { share = 0.5 }) })
  refused("the weights of the code \"01\" are all 0, so its rows would go nowhere",
    { weight = "share", by = by:with { share = 0 } })
  eq(said({ "01" }, { by = by:append(by:head(1)) }).n_matched, 1)
end)
