-- Agreement between the coders of a coding, beside that on the same ratings
-- written out as tables.

local random = loadfile("tests/data/random.lua", "t", _ENV)()

local CODES = { "a", "b", "c" }


-- Three coders of 40 units, each of whom looks at most of them; has[u][coder]
-- is the set of codes, or nil.
local function drawn(seed)
  local draw, has = random.numbers(seed), {}
  local f = { { "unit", {} }, { "coder", {} }, { "code", {} } }
  local function add(u, coder, code)
    local n = #f[1][2] + 1
    f[1][2][n], f[2][2][n], f[3][2][n] = u, coder, code
  end
  for u = 1, 40 do
    has[u] = {}
    local truth = CODES[1 + draw(3)]
    for _, coder in ipairs { "x", "y", "z" } do
      if draw(5) > 0 then
        local set = {}
        for _, code in ipairs(CODES) do
          if (code == truth) == (draw(6) > 0) then
            set[code] = true
            add(u, coder, code)
          end
        end
        if not next(set) then add(u, coder, na) end
        has[u][coder] = set
      end
    end
  end
  return coding(frame(f, { types = { code = "text" } })), has
end


-- Columns of 0 and 1 for the coders, a row for each unit and each code.
local function written_out(has, codes, coders)
  local lists = {}
  for k, coder in ipairs(coders) do
    lists[k] = { coder, {} }
    for _, code in ipairs(codes) do
      for u = 1, #has do
        local set = has[u][coder]
        table.insert(lists[k][2], set and (set[code] and 1 or 0) or na)
      end
    end
  end
  return frame(lists)
end


test("of each code and two coders it is that of their two columns", function()
  local c, has = drawn(11)
  for _, coefficient in ipairs { "krippendorff", "fleiss", "gwet_ac1" } do
    local f = c:agreement { coefficient = coefficient, replicates = 0 }
      .codes_by_pair
    eq(f.n_rows, 9)
    for row in f:each() do
      local same = agreement(written_out(has, { row.code }, { row.a, row.b }),
        { coefficient = coefficient, replicates = 0 })
      near(row.agreement, same.value)
      eq(row.n_units, same.n_units)
    end
  end
end)

test("pooled it is that of all decisions one below the other", function()
  local c, has = drawn(12)
  for _, coefficient in ipairs { "krippendorff", "percent", "fleiss",
    "gwet_ac1", "brennan_prediger" } do
    local pooled = c:agreement { coefficient = coefficient, replicates = 0 }
      .pooled
    local same = agreement(written_out(has, CODES, { "x", "y", "z" }),
      { coefficient = coefficient, replicates = 0 })
    near(pooled.value, same.value)
    near(pooled.observed, same.observed)
    eq(pooled.n_decisions, same.n_units)
  end
end)

test("a code that nobody disputes and nobody gives has no value", function()
  local f = frame { unit = { 1, 1, 2, 2 }, coder = { "x", "y", "x", "y" },
    code = { "a", "a", "b", "a" } }
  local codes = frame { code = { "a", "b", "never" } }
  local a = coding(f, { codes = codes }):agreement { replicates = 20 }
  for row in a.codes:each() do
    if row.code == "never" then
      eq({ row.value, row.percent, row.units }, { na, 1.0, 0 })
    end
  end
  eq(a.codes.n_rows, 3)
end)

test("disputed units show the sets that were given, the worst first",
  function()
    local f = frame { unit = { 1, 1, 1, 2, 2, 3, 3 },
      coder = { "x", "x", "y", "x", "y", "x", "y" },
      code = { "a", "b", "a", "a", "b", "a", "a" } }
    local d = coding(f):agreement { replicates = 0 }.disputed
    eq(d:column "unit", { "2", "1" })
    eq(d:column "ratings", { "a, b", "a, a|b" })
  end)

test("long sets of codes are shown whole", function()
  local f = { unit = {}, coder = {}, code = {} }
  for k = 1, 40 do
    f.unit[k], f.coder[k] = 1, "x"
    f.code[k] = ("c%02d "):format(k) .. ("é"):rep(10)
  end
  local whole = table.concat(f.code, "|")
  f.unit[41], f.coder[41], f.code[41] = 1, "y", "z"
  local d = coding(frame(f)):agreement { replicates = 0 }.disputed
  eq(d:get(1, "ratings"), whole .. ", z")
end)
