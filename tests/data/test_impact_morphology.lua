local random = loadfile("tests/data/random.lua", "t", _ENV)()

-- A random field: counts[i] variants each, some pairs not rated, or most.
local function drawn(draw, counts)
  local given, rated = {}, {}
  local sparse = draw(4) == 0
  for i, n in ipairs(counts) do
    given[i] = { "D" .. i }
    for k = 1, n do given[i][k + 1] = "v" .. k end
  end
  given.pairs = {}
  for i, n in ipairs(counts) do
    for j = i + 1, #counts do
      for k = 1, n do
        for l = 1, counts[j] do
          local value = sparse and draw(9) > 0 and 0 or draw(6)
          local a, b = ("D%d|v%d"):format(i, k), ("D%d|v%d"):format(j, l)
          if value > 0 then
            -- either half will do
            given.pairs[#given.pairs + 1] = draw(2) == 0 and { a, b, value } or { b, a, value }
            rated[a .. " " .. b] = value
          end
        end
      end
    end
  end
  return given, rated
end

-- Every configuration by the definition: variants -> { total, n, worst, partial }.
local function by_definition(counts, rated, excluded, partial)
  local found, n, z = {}, 0, {}
  local function judge()
    local total, n_rated, worst, n_partial = 0, 0, math.huge, 0
    for i = 1, #counts do
      for j = i + 1, #counts do
        local value = rated[("D%d|v%d D%d|v%d"):format(i, z[i], j, z[j])]
        if value then
          if value <= excluded then return end
          total, n_rated, worst = total + value, n_rated + 1, math.min(worst, value)
          if value <= partial then n_partial = n_partial + 1 end
        end
      end
    end
    found[table.concat(z, " ")] = { total, n_rated, worst, n_partial }
    n = n + 1
  end
  local function go(i)
    if i > #counts then return judge() end
    for k = 1, counts[i] do
      z[i] = k
      go(i + 1)
    end
  end
  go(1)
  return found, n
end

test("a field's possible configurations are those of the definition", function()
  local draw = random.numbers(101)
  local n_unrated = 0
  for _ = 1, 60 do
    local counts = { 2 + draw(2), 1 + draw(3), 2 + draw(2), 2 }
    local given, rated = drawn(draw, counts)
    given.excluded, given.partial = draw(3), 3
    local wanted, n = by_definition(counts, rated, given.excluded, given.partial)
    local r = impact.morphology(given)
    eq({ r.count, r.complete, r.scenarios.n_rows }, { n, true, n })
    local last = math.huge
    for row in r.scenarios:each() do
      local z = {}
      for i = 1, #counts do z[i] = row["D" .. i]:match "%d" end
      local one = assert(wanted[table.concat(z, " ")])
      eq({ row.total, row.partial }, { one[1] * 1.0, one[4] })
      if one[2] > 0 then
        near(row.mean, one[1] / one[2])
        eq(row.worst, one[3] * 1.0)
      else
        n_unrated = n_unrated + 1
        eq({ is_na(row.mean), is_na(row.worst) }, { true, true })
      end
      assert(row.total <= last)
      last = row.total
    end
    given.top = 3
    local best = impact.morphology(given)
    eq({ best.count, best.scenarios:column "total" },
      { n, r.scenarios:head(3):column "total" })
  end
  assert(n_unrated > 0)
end)

test("a field is read from a table, rated in either half", function()
  local file <close> = assert(io.open("build/field.csv", "w"))
  file:write("v,A|x,A|y,B|x,B|y\nA|x,,,5,1\nA|y,,,,\nB|x,5,,,\nB|y,,3,,\n")
  file:close()
  local r = impact.morphology { file = "build/field.csv", excluded = 1 }
  eq({ r.count, r.n_pairs, r.n_excluded, r.n_unrated }, { 3, 4, 1, 1 })
  eq(r.scenarios:column "total", { 5.0, 3.0, 0.0 })
  eq(r:select { k = 2 }.scenarios.n_rows, 2)
end)

test("fields too large to list are counted exactly", function()
  local given = {}
  for i = 1, 60 do given[i] = { "D" .. i, "a", "b" } end
  given.pairs = { { "D1|a", "D2|b", 1 } }
  given.excluded, given.limit = 1, 10
  local r = impact.morphology(given)
  -- 3 of the 4 configurations of the first two, 2^58 of the others
  eq({ r.count, r.complete, r.scenarios.n_rows }, { 3 << 58, false, 10 })
end)

test("rules of searches hold in fields, too", function()
  local given = { { "A", "x", "y" }, { "B", "x", "y" }, force = { A = "x" } }
  eq(impact.morphology(given).count, 2)
  given.forbid = { { A = "x", B = "y" } }
  eq(impact.morphology(given).count, 1)
end)

test("what cannot be a field is named", function()
  local a, b = { "A", "x", "y" }, { "B", "x", "y" }
  raises("wants a list of descriptors", impact.morphology, 3)
  raises("descriptor 1 should be written", impact.morphology, { 3, b })
  raises('"A|x" and "B|x" are rated 1 one way round and 2 the other', impact.morphology,
    { a, b, pairs = { { "A|x", "B|x", 1 }, { "B|x", "A|x", 2 } } })
  raises('which is no variant (did you mean "A|x"?)', impact.morphology,
    { a, b, pairs = { { "A|z", "B|x", 1 } } })
  raises("takes a 'file' or descriptors", impact.morphology, { a, b, file = "x.csv" })
  raises("'top' should be at least 1", impact.morphology, { a, b, top = 0 })
  raises("unknown option 'exclude' (did you mean 'excluded'?)", impact.morphology,
    { a, b, exclude = 1 })
end)
