-- Agreement between coders: published answers, others worked by hand, all
-- pairs gone through one by one, and what must hold for any ratings.

local random = loadfile("tests/data/random.lua", "t", _ENV)()

local KNOWN = "../shared/known-answers/agreement/"


local function known(name, opts)
  local file = io.open(KNOWN .. name)
  if not file then skip "../shared/known-answers is not there" end
  file:close()
  return frame.read(KNOWN .. name, opts)
end


local function value_of(f, opts)
  opts.replicates = opts.replicates or 0
  return agreement(f, opts).value
end


-- ---- published answers ----

-- How a row of expected.csv is asked for.
local asked = {
  krippendorff_alpha = function(level)
    if level:find "^MASI distance" then return { level = "masi" } end
    if level:find "^MASI%-like" then return { level = "masi_product" } end
    if level:find "^Jaccard" then return { level = "jaccard" } end
    return { level = level:match "^%a+" }
  end,
  percent_agreement_multi = function() return { coefficient = "percent" } end,
  fleiss_kappa_generalised = function() return { coefficient = "fleiss" } end,
  fleiss_kappa = function() return { coefficient = "fleiss" } end,
  gwet_ac1 = function() return { coefficient = "gwet_ac1" } end,
  gwet_ac2 = function(level)
    return { coefficient = "gwet_ac2", weights = level }
  end,
  brennan_prediger = function()
    return { coefficient = "brennan_prediger" }
  end,
  cohen_kappa = function(level)
    return { coefficient = "cohen", weights = level or "unweighted" }
  end,
}

local part_of = {
  observed_disagreement = { {}, "observed" },
  expected_disagreement = { {}, "expected" },
  fleiss_observed = { { coefficient = "fleiss" }, "observed" },
  fleiss_expected = { { coefficient = "fleiss" }, "expected" },
  cohen_kappa_max = { { coefficient = "cohen" }, "maximum" },
}


local function found_for(row, f, shape)
  local level = not is_na(row.level_or_weights) and row.level_or_weights or nil
  local part = part_of[row.coefficient]
  local opts = part and part[1] or asked[row.coefficient](level)
  opts.shape, opts.replicates = shape, 0
  return agreement(f, opts)[part and part[2] or "value"]
end


local function check_row(row, found)
  if is_na(row.value) and is_na(row.published) then return eq(found, na) end
  if not is_na(row.value) then near(found, row.value, 5e-12) end
  if not is_na(row.published) then
    near(found, tonumber(row.published), row.tolerance_to_published)
  end
end


test("published coefficients are found to their printed digits", function()
  local n = 0
  for row in known("expected.csv", { na = "NaN" }):each() do
    local shape = row.file:find "cohen1960" and "contingency" or "wide"
    if asked[row.coefficient] or part_of[row.coefficient] then
      check_row(row, found_for(row, known(row.file), shape))
      n = n + 1
    end
  end
  eq(n, 34)
end)

test("Fleiss' kappa of each category is as published", function()
  local by = agreement(known "fleiss1971.csv", { coefficient = "fleiss",
    replicates = 0 }).by_value
  for i, kappa in ipairs { 0.248, 0.248, 0.517, 0.470, 0.565 } do
    near(by:get(i, "agreement"), kappa, 0.005)
  end
end)

test("alpha of stretches is as published, for each code and all", function()
  local a = agreement(known "unitizing_k2004_alphaU.csv",
    { coefficient = "alpha_u", shape = "intervals", continuum = { 150, 450 } })
  near(a.by_value:get(1, "agreement"), 0.7286, 1e-4)
  near(a.by_value:get(2, "agreement"), 1)
  near(a.value, 0.858665405184, 5e-12)
end)

test("AC2 of the published data has irrCAC's value", function()
  near(value_of(known "k2011_c_missing.csv",
    { coefficient = "gwet_ac2", weights = "quadratic" }), 0.914, 6e-4)
end)


-- ---- by hand ----

-- a a, a b, b b: pairs within units 2aa 1ab 1ba 2bb; of 6 values 3 a, 3 b:
-- Do = 2/6, De = 2 x 9 / 30 = 0.6, alpha = 1 - (1/3) / 0.6 = 4/9.
local three = frame { c1 = { "a", "a", "b" }, c2 = { "a", "b", "b" } }

test("coefficients of three units, by hand", function()
  near(value_of(three, {}), 4 / 9)
  near(value_of(three, { coefficient = "percent" }), 2 / 3)
  -- both say a with 2/3 and 1/3: pe = 2/9 + 2/9
  near(value_of(three, { coefficient = "cohen" }), (2 / 3 - 4 / 9) / (5 / 9))
  near(value_of(three, { coefficient = "fleiss" }), 1 / 3)
  near(value_of(three, { coefficient = "gwet_ac1" }), 1 / 3)
  near(value_of(three, { coefficient = "brennan_prediger" }), 1 / 3)
  -- with four categories chance is 1/4
  near(value_of(three, { coefficient = "brennan_prediger",
    categories = { "a", "b", "c", "d" } }), (2 / 3 - 1 / 4) / (3 / 4))
end)

test("the paradox of kappa: much agreement, little kappa", function()
  -- 80 7 / 8 5: po 0.85; 0.87 x 0.88 + 0.13 x 0.12 = 0.7812
  local f = frame({ { "said", { "yes", "no" } }, { "yes", { 80, 8 } },
    { "no", { 7, 5 } } })
  local opts = { shape = "contingency", coefficient = "cohen" }
  near(value_of(f, opts), (0.85 - 0.7812) / (1 - 0.7812))
  opts.coefficient = "gwet_ac1"
  near(value_of(f, opts), 0.808, 5e-4)
end)

test("weights count near misses for something", function()
  -- 1 2, 1 3, 2 2, 3 3: linear po = (1/2 + 0 + 1 + 1) / 4 = 0.625;
  -- shares 2/4 1/4 1/4 against 0 2/4 2/4: pe = 1/4 x (1/2 + 0) + 1/8 x
  -- (1 + 1/2) + 1/8 x (1/2 + 1) = 0.5
  local f = frame { a = { 1, 1, 2, 3 }, b = { 2, 3, 2, 3 } }
  near(value_of(f, { coefficient = "cohen", weights = "linear" }), 0.25)
  near(value_of(f, { coefficient = "cohen", level = "linear" }), 0.25)
end)

test("u-alpha of two coders on ten places, by hand", function()
  -- i marks 0..4, j marks 2..6 with x: shared lengths 2 xx, 2 x-, 2 -x, 4 --,
  -- counted both ways l = 20, lx = 8, l- = 12; S = 4^2 + 4^2 + 6 + 6 = 44.
  -- e = 20 (64 - 32 + 144 - 12) / (400 - 44) = 9.2135; 1 - 8 / (20 - e).
  local f = frame { coder = { "i", "j" }, start = { 0, 2 },
    ["end"] = { 4, 6 }, code = { "x", "x" } }
  local e = 20 * 164 / 356
  for _, method in ipairs { "2016", "binary" } do
    near(value_of(f, { coefficient = "alpha_u", shape = "intervals",
      continuum = { 0, 10 }, method = method }), 1 - 8 / (20 - e))
  end
end)

-- Figure 12.11 of Krippendorff, Content Analysis, 4th ed. (2019): three
-- observers, a continuum of 60.
local function figure_12_11()
  local f = { { "coder", {} }, { "start", {} }, { "end", {} }, { "code", {} } }
  for coder, marks in pairs {
    alex = { { 0, 7, "1" }, { 7, 13, "2" }, { 30, 32, "5" }, { 32, 37, "6" },
      { 37, 44, "6" }, { 44, 60, "7" } },
    paul = { { 0, 7, "1" }, { 7, 13, "3" }, { 13, 21, "5" }, { 32, 44, "6" } },
    suzan = { { 0, 7, "1" }, { 7, 13, "4" }, { 13, 21, "5" }, { 32, 37, "6" },
      { 37, 41, "6" }, { 41, 44, "6" } },
  } do
    for _, mark in ipairs(marks) do
      table.insert(f[1][2], coder)
      for k = 1, 3 do table.insert(f[k + 1][2], mark[k]) end
    end
  end
  return frame(f)
end


test("u-alpha, cu-alpha and (k)u-alpha are the printed ones", function()
  local function of(method)
    return agreement(figure_12_11(), { coefficient = "alpha_u",
      shape = "intervals", continuum = { 0, 60 }, method = method })
  end
  near(of("2016").value, 0.510, 0.0005)
  near(of("binary").value, 0.413, 0.001)   -- 0.4136
  near(of("coding").value, 0.724, 0.0005)
  local by_code = of("coding").by_value:sort "code"
  eq(by_code:column "code", { "1", "2", "3", "4", "5", "6", "7" })
  local printed = { 1, 0, 0, 0, 1, 1 }
  for i, value in ipairs(printed) do near(by_code:get(i, "agreement"), value) end
  eq(by_code:get(7, "agreement"), na)
  -- 5 meets others' marks on 8 of 18 places, 7 nowhere
  near(by_code:get(5, "coverage"), 8 / 18)
  eq({ by_code:get(7, "coverage"), by_code:get(6, "n_stretches") }, { 0.0, 6 })
end)

test("cu-alpha is that of the places both marked, one by one", function()
  -- two coders: x on 0..4 and y on 4..8 against x on 2..6; they meet on 2..4
  -- (x, x) and 4..6 (y, x): l = 8, l_x = 6, l_y = 2; shares of the stretches
  -- 2, 2 and 4, squared 4, 4, 16; e_xx = 8 (36 - 20) / (64 - 24), e_yy = 0
  local f = frame { coder = { "i", "i", "j" }, start = { 0, 4, 2 },
    ["end"] = { 4, 8, 6 }, code = { "x", "y", "x" } }
  local a = agreement(f, { coefficient = "alpha_u", shape = "intervals",
    method = "coding" })
  near(a.value, 1 - (8 - 4) / (8 - 8 * 16 / 40 - 0))
  local apart = agreement(frame { coder = { "i", "j" }, start = { 0, 5 },
    ["end"] = { 4, 8 }, code = { "x", "y" } }, { coefficient = "alpha_u",
    shape = "intervals", method = "coding" })
  eq({ apart.value, apart.undefined },
    { na, "where coders' stretches meet, nothing varies" })
end)

test("sets: an empty cell is the empty set unless it is missing", function()
  local f = frame { a = { "x|y", "x", na }, b = { "y|x", "y", "x" } }
  -- distances 0, 1, 1; of 6 sets (2 xy, 2 x, 1 y, 1 empty) the ordered pairs:
  -- xy-x 2x2x2x1/2, xy-y 2x2x1/2, xy-0 2x2x1, x-y 2x2, x-0 2x2, y-0 2 = 20
  near(value_of(f, { level = "jaccard" }), 1 - (4 / 6) / (20 / 30))
  -- without the third unit: xy-x 2x2x1/2, xy-y 2x2x1/2, x-y 2 = 6 of 12
  near(value_of(f, { level = "jaccard", blank = "missing" }),
    1 - (2 / 4) / (6 / 12))
end)


-- ---- every shape says the same ----

test("wide, long, counts and contingency give the same", function()
  local long = frame { unit = { 1, 1, 2, 2, 3, 3 },
    coder = { "p", "q", "p", "q", "q", "p" },
    value = { "a", "a", "a", "b", "b", "b" } }
  local counts = frame { a = { 2, 1, 0 }, b = { 0, 1, 2 } }
  local table = frame({ { "p", { "a", "b" } }, { "a", { 1, 0 } },
    { "b", { 1, 1 } } })
  for _, coefficient in ipairs { "krippendorff", "percent", "fleiss",
    "gwet_ac1", "brennan_prediger" } do
    local wide = value_of(three, { coefficient = coefficient })
    for shape, f in pairs { long = long, counts = counts,
      contingency = table } do
      near(value_of(f, { coefficient = coefficient, shape = shape }), wide)
    end
  end
  near(value_of(long, { shape = "long", coefficient = "cohen" }),
    value_of(table, { shape = "contingency", coefficient = "cohen" }))
end)

test("long tables and stretches are known by their columns' names", function()
  local long = frame { segment = { 1, 1, 2, 2 }, rater = { "p", "q", "p", "q" },
    category = { "a", "a", "a", "b" } }
  near(value_of(long, {}), value_of(long, { shape = "long" }))
  local marks = frame { coder = { "p", "q" }, start = { 0, 1 }, ["end"] = { 4, 6 },
    code = { "x", "x" } }
  local said = value_of(marks, { shape = "intervals", coefficient = "alpha_u" })
  near(value_of(marks, {}), said)
  near(value_of(marks, { coefficient = "alpha_u" }), said)
  eq(agreement(long, { coders = { "rater", "category" }, replicates = 0 }).n_coders, 2)
end)

test("a first column of texts before numbers names the units", function()
  local f = frame({ { "patient", { "p", "q", "r" } }, { "x", { 2, 1, 0 } },
    { "y", { 0, 1, 2 } } })
  local a = agreement(f, { shape = "counts", replicates = 0 })
  near(a.value, 4 / 9)
  eq(a.disputed:column "unit", { "q" })
end)

test("long rows of one unit and coder are one set", function()
  local long = frame { unit = { 1, 1, 1, 2, 2 },
    coder = { "p", "p", "q", "p", "q" }, code = { "x", "y", "x", na, "y" } }
  local wide = frame { p = { "x|y", "" }, q = { "x", "y" } }
  near(value_of(long, { shape = "long", level = "masi" }),
    value_of(wide, { level = "masi" }))
end)


-- ---- all pairs, one by one ----

local function distances(level, values)
  local least, most = math.huge, -math.huge
  for _, v in ipairs(values) do
    least, most = math.min(least, v), math.max(most, v)
  end
  return ({
    nominal = function(c, k) return c == k and 0 or 1 end,
    interval = function(c, k) return (c - k) ^ 2 end,
    ratio = function(c, k)
      return c + k == 0 and 0 or ((c - k) / (c + k)) ^ 2
    end,
    circular = function(c, k)
      return math.sin(math.pi * (c - k) / (most - least + 1)) ^ 2
    end,
    bipolar = function(c, k)
      local below = (c + k - 2 * least) * (2 * most - c - k)
      return below == 0 and 0 or (c - k) ^ 2 / below
    end,
    ordinal = function(c, k)
      if c > k then c, k = k, c end
      local sum = 0
      for _, v in ipairs(values) do
        if v >= c and v <= k then
          sum = sum + ((v == c or v == k) and 0.5 or 1)
        end
      end
      return c == k and 0 or sum ^ 2
    end,
  })[level]
end


-- The ratings of each unit with two or more, and all of them together.
local function pairable(columns, n)
  local units, all = {}, {}
  for i = 1, n do
    local unit = {}
    for _, cells in ipairs(columns) do
      if not is_na(cells[i]) then unit[#unit + 1] = cells[i] end
    end
    if #unit > 1 then
      units[#units + 1] = unit
      table.move(unit, 1, #unit, #all + 1, all)
    end
  end
  return units, all
end


local function sum_of_pairs(values, distance)
  local sum = 0
  for i = 1, #values do
    for j = 1, #values do
      if i ~= j then sum = sum + distance(values[i], values[j]) end
    end
  end
  return sum
end


local function alpha_by_pairs(columns, n, level)
  local units, all = pairable(columns, n)
  local distance, observed = distances(level, all), 0
  for _, unit in ipairs(units) do
    observed = observed + sum_of_pairs(unit, distance) / (#unit - 1)
  end
  local expected = sum_of_pairs(all, distance) / (#all - 1)
  return 1 - observed / expected
end


test("alpha is what all pairs of values say, at every level", function()
  local draw = random.numbers(11)
  for n_coders = 2, 6 do
    local columns, f = random.ratings(draw, 12, n_coders, 5)
    for _, level in ipairs { "nominal", "ordinal", "interval", "ratio",
      "circular", "bipolar" } do
      near(value_of(f, { level = level }),
        alpha_by_pairs(columns, 12, level), 1e-11)
    end
  end
end)

test("kappas are what all pairs of ratings say", function()
  local draw = random.numbers(12)
  local columns, f = random.ratings(draw, 40, 4, 4)
  local agreed, n_pairs, share, n = 0, 0, {}, 0
  for i = 1, 40 do
    local unit = {}
    for _, cells in ipairs(columns) do
      if not is_na(cells[i]) then unit[#unit + 1] = cells[i] end
    end
    for _, v in ipairs(unit) do share[v] = (share[v] or 0) + 1 / #unit end
    n = n + (#unit > 0 and 1 or 0)
    local same = sum_of_pairs(unit, function(c, k) return c == k and 1 or 0 end)
    if #unit > 1 then
      agreed, n_pairs = agreed + same / (#unit * (#unit - 1)), n_pairs + 1
    end
  end
  local po, fleiss, gwet = agreed / n_pairs, 0, 0
  for _, s in pairs(share) do
    fleiss, gwet = fleiss + (s / n) ^ 2, gwet + s / n * (1 - s / n) / 3
  end
  near(value_of(f, { coefficient = "percent" }), po)
  near(value_of(f, { coefficient = "fleiss" }), (po - fleiss) / (1 - fleiss))
  near(value_of(f, { coefficient = "gwet_ac1" }), (po - gwet) / (1 - gwet))
  near(value_of(f, { coefficient = "brennan_prediger" }), (po - 1 / 4) * 4 / 3)
end)


-- ---- what must hold ----

test("the order of units and coders does not matter", function()
  local _, f = random.ratings(random.numbers(13), 30, 3, 4)
  local turned = f:sort("-c2", "c1"):select("c3", "c1", "c2")
  for _, level in ipairs { "nominal", "ordinal", "interval" } do
    near(value_of(f, { level = level }), value_of(turned, { level = level }))
  end
end)

test("alpha does not feel scaling where the level does not", function()
  local columns, f = random.ratings(random.numbers(14), 30, 3, 4)
  local scaled = {}
  for j, cells in ipairs(columns) do
    local new = {}
    for i, x in ipairs(cells) do new[i] = is_na(x) and na or 3 * x + 7 end
    scaled[j] = { "c" .. j, new }
  end
  for _, level in ipairs { "nominal", "ordinal", "interval" } do
    near(value_of(f, { level = level }),
      value_of(frame(scaled), { level = level }), 1e-11)
  end
end)

test("who agrees on everything has 1, and constant data nothing", function()
  local f = frame { a = { 1, 2, 3 }, b = { 1, 2, 3 } }
  for _, coefficient in ipairs { "krippendorff", "cohen", "fleiss",
    "gwet_ac1", "brennan_prediger", "percent" } do
    near(value_of(f, { coefficient = coefficient }), 1)
  end
  local same = frame { a = { 1, 1 }, b = { 1, 1 } }
  for _, coefficient in ipairs { "krippendorff", "cohen", "fleiss",
    "gwet_ac1", "brennan_prediger" } do
    local a = agreement(same, { coefficient = coefficient })
    eq(a.value, na)
    eq(a.low, na)
    assert(a.undefined:find "nothing varies")
  end
  eq(agreement(frame { a = { 1, na }, b = { na, 2 } }).undefined,
    "no unit was rated by two coders")
end)

test("many different numbers give the same as few", function()
  -- beyond the table of distances and of whole numbers
  local a, b = {}, {}
  for i = 1, 3000 do a[i], b[i] = i + 0.25, (i * 7) % 3000 + 0.25 end
  local f = frame { a = a, b = b }
  for _, level in ipairs { "interval", "ratio" } do
    local units, all = {}, {}
    for i = 1, 3000 do
      units[i], all[2 * i - 1], all[2 * i] = { a[i], b[i] }, a[i], b[i]
    end
    local distance, o = distances(level, { 0 }), 0
    for _, u in ipairs(units) do o = o + 2 * distance(u[1], u[2]) end
    if level == "interval" then
      local sum, squares = 0, 0
      for _, x in ipairs(all) do sum, squares = sum + x, squares + x * x end
      local e = 2 * (#all * squares - sum * sum) / (#all - 1)
      near(value_of(f, { level = level }), 1 - o / e, 1e-9)
    else
      assert(value_of(f, { level = level }) < 1)
    end
  end
end)


-- ---- tables beside it ----

test("the interval of two coders is the one that they have alone", function()
  local f = frame { p = { 1, 2, 2, 3, 1, 1, 2, na }, q = { 1, 2, 3, 3, 2, 1, 2, 1 },
    r = { 2, 2, 3, 3, 1, 1, na, 1 } }
  local together = agreement(f, { replicates = 200, seed = 7 }).by_pair
  eq(together.n_rows, 3)
  for row in together:each() do
    local alone = agreement(f:select { row.a, row.b }, { replicates = 200, seed = 7 })
    eq({ row.agreement, row.low, row.high }, { alone.value, alone.low, alone.high })
    assert(row.low < row.high)
  end
end)


test("each value, each pair and the disputed units stand beside it", function()
  local f = frame { unit = { "u", "v", "w" }, p = { "a", "a", "b" },
    q = { "a", "b", "b" }, r = { "a", "c", na } }
  local a = agreement(f, { replicates = 0 })
  eq(a.by_value:column "value", { "a", "b", "c" })
  eq(a.by_value:column "n_ratings", { 4, 3, 1 })
  eq(a.by_pair:column "n_units", { 3, 2, 2 })
  near(a.by_pair:get(1, "agreement"), 4 / 9)
  eq(a.by_pair:column "low", { na, na, na })  -- no replicates, no interval
  eq(a.disputed:column "unit", { "v" })
  eq(a.disputed:get(1, "ratings"), "a, b, c")
  near(a.disputed:get(1, "disagreement"), 1)
end)


-- ---- what cannot be done is said ----

test("what does not fit is refused in one sentence", function()
  local texts = frame { a = { "x", "y" }, b = { "x", "x" } }
  raises("say their order", agreement, texts, { level = "ordinal" })
  raises("wants numbers, found \"x\"", agreement, texts,
    { level = "interval" })
  raises("not among 'categories'", agreement, texts,
    { categories = { "x", "z" } })
  raises("counts do not say it", agreement, frame { x = { 1 }, y = { 2 } },
    { shape = "counts", coefficient = "cohen" })
  raises("of two coders, found 3", agreement,
    frame { a = { 1 }, b = { 1 }, c = { 2 } }, { coefficient = "cohen" })
  raises("gwet_ac2 wants weights", agreement, texts,
    { coefficient = "gwet_ac2" })
  raises("did you mean 'coefficient'", agreement, texts, { coeficient = 1 })
  raises("says once more", agreement, frame { unit = { 1, 1 },
    coder = { "p", "p" }, value = { 1, 2 } }, { shape = "long" })
  raises("whole number from 0", agreement, frame { x = { -1 }, y = { 2 } },
    { shape = "counts" })
  raises("belong together", agreement, texts, { coefficient = "alpha_u",
    shape = "wide" })
  raises('no column is called "coder"', agreement, texts, { coefficient = "alpha_u" })
  raises("overlap", agreement, frame { coder = { "p", "p", "q" },
    start = { 0, 2, 1 }, ["end"] = { 4, 6, 2 }, code = { "x", "x", "x" } },
    { shape = "intervals", coefficient = "alpha_u" })
end)

test("coefficients go by longer and shorter names, tables may be matrices", function()
  local f = frame { row = { "x", "y" }, x = { 4, 1 }, y = { 2, 3 } }
  local by = { shape = "contingency", replicates = 0, coefficient = "cohen" }
  local value = agreement(f, by).value
  near(value, 0.4)  -- 7 of 10 alike, 5 of 10 by chance
  eq(agreement(matrix.from_frame(f, { rows = "row" }), by).value, value)
  by.coefficient = "cohen_kappa"
  eq(agreement(f, by).value, value)
  eq(by.coefficient, "cohen_kappa")
  by.coefficient = "alpha"
  eq(tostring(agreement(f, by)):match "^Krippendorff's alpha", "Krippendorff's alpha")
end)

test("Krippendorff's alpha of stretches is alpha_u", function()
  local f = frame { coder = { "p", "q" }, start = { 0, 1 }, ["end"] = { 4, 6 },
    code = { "x", "x" } }
  local by = { shape = "intervals", coefficient = "alpha_u", continuum = { 0, 9 },
    replicates = 0 }
  local value = agreement(f, by).value
  for _, name in ipairs { "krippendorff", "alpha", false } do
    by.coefficient = name or nil
    eq(agreement(f, by).value, value)
  end
  by.coefficient = "cohen"
  raises("belong together", agreement, f, by)
end)
