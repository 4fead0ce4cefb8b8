-- Codes by codes: counted one by one, and along another road.

local random = loadfile("tests/data/random.lua", "t", _ENV)()


-- Rows of units with codes of several coders, some of them nothing.
local function rows(draw, n_units, n_coders, n_codes)
  local unit, source, coder, code = {}, {}, {}, {}
  for u = 1, n_units do
    for k = 1, n_coders do
      local n = draw(6) - 1
      for _ = 1, math.max(n, 1) do
        unit[#unit + 1], source[#source + 1] = u, "s" .. u % 7
        coder[#coder + 1] = "coder" .. k
        code[#code + 1] = n > 0 and "c" .. draw(n_codes) or na
      end
    end
  end
  return frame({ { "unit", unit }, { "source", source }, { "coder", coder },
    { "code", code } }, { types = { code = "text" } })
end


-- The sets of codes that things have, as rows say it; `of` names the thing.
local function sets_of(f, of)
  local sets = {}
  for row in f:each() do
    local key = of(row)
    sets[key] = sets[key] or {}
    if row.code ~= na then sets[key][row.code] = true end
  end
  return sets
end


local function eq_counts(m, sets)
  for _, a in ipairs(m.rows) do
    for _, b in ipairs(m.cols) do
      local n = 0
      for _, set in pairs(sets) do n = n + (set[a] and set[b] and 1 or 0) end
      eq(m:get(a, b), n + 0.0)
    end
  end
end


for n_coders = 1, 3 do
  test(("counts of %d coders are those of going through all units")
    :format(n_coders), function()
    local f = rows(random.numbers(n_coders), 150, n_coders, 9)
    local c = coding(f)
    eq_counts(c:matrix(), sets_of(f, function(row) return row.unit end))
    eq_counts(c:matrix { unit = "source" },
      sets_of(f, function(row) return row.source end))
  end)
end

test("pairs, totals and windows say the same", function()
  local c = coding(rows(random.numbers(5), 80, 2, 6))
  for _, opts in ipairs { {}, { unit = "source" }, { window = 3 } } do
    local m = c:matrix(opts)
    opts.replicates = 0
    for row in c:cooccurrence(opts):each() do
      eq({ m:get(row.a, row.b), m:get(row.b, row.a) }, { row.n12 + 0.0, row.n12 + 0.0 })
      eq({ m:get(row.a, row.a), m:get(row.b, row.b) }, { row.n1 + 0.0, row.n2 + 0.0 })
    end
  end
end)

test("the order of rows does not matter, and a code without units has 0", function()
  local f = rows(random.numbers(6), 40, 1, 5)
  local names = coding(f):matrix().rows
  names[#names + 1] = "spare"
  local codes = frame { code = names }
  local m = coding(f, { codes = codes }):matrix()
  eq(m, coding(f:sort "-unit", { codes = codes }):matrix())
  eq(m:get("spare", "spare"), 0.0)
  eq({ m.unit, m.row_title, m.col_title }, { "units", "code", "code" })
end)

test("what does not fit is refused in one sentence", function()
  local unit, code = {}, {}
  for k = 1, 5001 do unit[k], code[k] = k, "c" .. k end
  local c = coding(frame { unit = unit, code = code })
  raises("5001 codes are too many for a matrix", c.matrix, c)
  raises("from 1 to 1000 units, found 0", c.matrix, c, { window = 0 })
  raises("windows are of units", c.matrix, c, { window = 2, unit = "source" })
  local bare = coding(frame { unit = { 1 }, code = { "a" } })
  raises("does not say from which sources", bare.matrix, bare, { unit = "source" })
end)
