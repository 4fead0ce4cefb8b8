-- By what names pairs of codes go together, and on what that rests: published
-- numbers, formulas written out, every support counted one by one.

local random = loadfile("tests/data/random.lua", "t", _ENV)()


-- n units of each kind: both codes, one, the other, none.
local function table_of(both, only_a, only_b, none)
  local unit, code = {}, {}
  local function add(n, ...)
    for _ = 1, n do
      local u = (unit[#unit] or 0) + 1
      for _, k in ipairs { ... } do
        unit[#unit + 1], code[#code + 1] = u, k
      end
    end
  end
  add(both, "a", "b")
  add(only_a, "a")
  add(only_b, "b")
  add(none, na)
  return coding(frame { unit = unit, code = code })
end


local function measured(...)
  return table_of(...):cooccurrence { replicates = 0 }:row(1)
end


-- ---- coefficients ----

test("PMI counts in bits", function()
  -- 4 and 4 of 32, always together: 8 times chance, 3 bits of at most 3
  local row = measured(4, 0, 0, 28)
  eq({ row.lift, row.pmi, row.npmi }, { 8.0, 3.0, 1.0 })
  -- 8 and 8 of 64 with 2 of both: twice chance, 1 bit of at most 5
  row = measured(2, 6, 6, 50)
  eq({ row.lift, row.pmi, row.npmi }, { 2.0, 1.0, 0.2 })
end)

test("each coefficient is its formula", function()
  local row = measured(6, 4, 9, 21)
  local n, n1, n2, n12 = 40, 10, 15, 6
  near(row.association, n12 / (n1 * n2))
  near(row.inclusion, n12 / n1)
  near(row.equivalence, n12 ^ 2 / (n1 * n2))
  near(row.lift, n * n12 / (n1 * n2))
  near(row.pmi, math.log(row.lift, 2))
  near(row.npmi, row.pmi / -math.log(n12 / n, 2))
  near(row.association * n, row.lift)
end)

test("NPMI reaches its ends, and what is undefined is missing", function()
  near(measured(5, 0, 0, 3).npmi, 1)            -- never apart
  local never = measured(0, 3, 4, 2)
  eq({ never.npmi, never.pmi, never.inclusion }, { -1.0, na, 0.0 })
  local always = measured(4, 0, 0, 0)           -- in every unit both
  eq({ always.npmi, always.phi, always.pmi }, { na, na, 0.0 })
end)

test("coefficients do not know which code comes first", function()
  local one, other = measured(6, 4, 9, 21), measured(6, 9, 4, 21)
  for _, name in ipairs { "c", "g2", "phi", "cosine", "lift", "association",
    "inclusion", "equivalence", "pmi", "npmi", "p", "p_null" } do
    near(one[name], other[name])
  end
end)


-- ---- support ----

-- Codes of units drawn by coders from sources of types.
local function drawn(seed, n_units)
  local draw = random.numbers(seed)
  local f = { unit = {}, source = {}, type = {}, coder = {}, code = {} }
  for u = 1, n_units do
    local source = draw(12)
    for _ = 1, 6 do
      local n = #f.unit + 1
      f.unit[n], f.source[n] = u, "s" .. source
      f.type[n] = "t" .. source % 3
      f.coder[n], f.code[n] = "x" .. draw(4), "c" .. draw(7)
    end
  end
  return f
end


-- Of each unit the codes, and of each coder those.
local function sets_of(f)
  local sets = {}
  for i, u in ipairs(f.unit) do
    local set = sets[u] or { codes = {}, of = {}, type = f.type[i] }
    sets[u] = set
    set.codes[f.code[i]] = true
    set.of[f.coder[i]] = set.of[f.coder[i]] or {}
    set.of[f.coder[i]][f.code[i]] = true
  end
  return sets
end


local function size(set)
  local n = 0
  for _ in pairs(set) do n = n + 1 end
  return n
end


-- c without the units of a type.
local function c_without(sets, a, b, type)
  local any, both = 0, 0
  for _, set in ipairs(sets) do
    if set.type ~= type and (set.codes[a] or set.codes[b]) then
      any = any + 1
      both = both + (set.codes[a] and set.codes[b] and 1 or 0)
    end
  end
  return both / any
end


test("types and coders are those of going through all units", function()
  local f = drawn(5, 60)
  local sets = sets_of(f)
  for row in coding(frame(f)):cooccurrence { replicates = 0 }:each() do
    local types, coders = {}, {}
    for _, set in ipairs(sets) do
      if set.codes[row.a] and set.codes[row.b] then types[set.type] = true end
      for coder, own in pairs(set.of) do
        if own[row.a] and own[row.b] then coders[coder] = true end
      end
    end
    eq({ row.types, row.coders }, { size(types), size(coders) })
  end
end)

test("the range without a type is that of leaving each one out", function()
  local f = drawn(6, 60)
  local sets = sets_of(f)
  for row in coding(frame(f)):cooccurrence { replicates = 0 }:each() do
    local all = {}
    for t = 0, 2 do all[t + 1] = c_without(sets, row.a, row.b, "t" .. t) end
    near(row.type_low, math.min(table.unpack(all)))
    near(row.type_high, math.max(table.unpack(all)))
  end
end)

test("eight types are left out one by one as well", function()
  local f = { unit = {}, source = {}, type = {}, code = {} }
  for u = 1, 40 do
    for _, code in ipairs(u <= 5 and { "a", "b" } or { u % 2 == 0 and "a" or "b" }) do
      local n = #f.unit + 1
      f.unit[n], f.source[n], f.code[n] = u, "s" .. u, code
      f.type[n] = "t" .. (u - 1) // 5
    end
  end
  local row = coding(frame(f)):cooccurrence { replicates = 0 }:row(1)
  eq({ row.types, row.type_low }, { 1, 0.0 })  -- the first type holds them all
  near(row.type_high, 5 / 35)
end)

test("what rests on one type or source alone has no least c", function()
  local c = coding(frame { unit = { 1, 1, 2, 3 }, source = { "s", "s", "t", "u" },
    type = { "blog", "blog", "news", "news" }, code = { "a", "b", "x", "y" } })
  local row = c:cooccurrence { least = 1 }:where { a = "a", b = "b" }:row(1)
  eq({ row.type_low, row.type_high, row.low, row.high }, { na, 1.0, na, 1.0 })
end)

test("a pair on one of many sources has no lower end", function()
  local f = { unit = {}, source = {}, code = {} }
  local function add(unit, source, code)
    local n = #f.unit + 1
    f.unit[n], f.source[n], f.code[n] = unit, "s" .. source, code
  end
  for u = 1, 40 do add(u, u % 10, "common") end
  for _, code in ipairs { "a", "b" } do add(41, 3, code) end
  for u = 42, 49 do
    for _, code in ipairs { "x", "y" } do add(u, u, code) end
  end
  local links = coding(frame(f)):cooccurrence { replicates = 400 }
  local one = links:where { a = "a", b = "b" }:row(1)
  eq({ one.sources, one.low, one.high }, { 1, na, 1.0 })
  local many = links:where { a = "x", b = "y" }:row(1)
  eq({ many.sources, many.low, many.high }, { 8, 1.0, 1.0 })
end)

test("a pair that no coder gave alone has no coder", function()
  local c = coding(frame { unit = { 1, 1 }, coder = { "x", "y" },
    code = { "a", "b" } })
  local row = c:cooccurrence { replicates = 0 }:row(1)
  eq({ row.n12, row.coders, row.types }, { 1, 0, na })
end)

test("sources counted whole have types and coders too", function()
  local c = coding(frame { unit = { 1, 2, 3 }, source = { "s", "s", "t" },
    type = { "blog", "blog", "news" }, coder = { "x", "x", "y" },
    code = { "a", "b", "a" } })
  local row = c:cooccurrence { unit = "source", replicates = 0 }:row(1)
  eq({ row.n12, row.types, row.coders }, { 1, 1, 1 })
  near(row.type_low, 0)   -- without the blogs
  near(row.type_high, 1)  -- without the news
end)


-- ---- events ----

-- Selections with one to three codes each, drawn in two sources.
local function selections(seed, n)
  local draw, list = random.numbers(seed), {}
  for i = 1, n do
    local from = draw(60)
    list[i] = { source = "s" .. draw(2), from = from, to = from + 1 + draw(9),
      codes = {} }
    for _ = 1, 1 + draw(3) do list[i].codes["c" .. draw(5)] = true end
  end
  return list
end


local function coding_of(list)
  local f = { unit = {}, source = {}, start = {}, finish = {}, code = {} }
  for i, one in ipairs(list) do
    for code in pairs(one.codes) do
      local n = #f.unit + 1
      f.unit[n], f.source[n], f.code[n] = i, one.source, code
      f.start[n], f.finish[n] = one.from, one.to
    end
  end
  return coding(frame(f))
end


-- All events of a pair: within a selection, and between two that overlap.
local function events_of(list, a, b)
  local n = 0
  for i, x in ipairs(list) do
    n = n + (x.codes[a] and x.codes[b] and 1 or 0)
    for j = i + 1, #list do
      local y = list[j]
      if x.source == y.source and x.from < y.to and y.from < x.to then
        n = n + (x.codes[a] and y.codes[b] and 1 or 0)
          + (x.codes[b] and y.codes[a] and 1 or 0)
      end
    end
  end
  return n
end


test("events are those of comparing all selections", function()
  local list = selections(9, 60)
  local f = coding_of(list):cooccurrence { events = true, replicates = 0 }
  eq(f.n_rows, 10)
  for row in f:each() do
    local n12 = events_of(list, row.a, row.b)
    eq(row.n12, n12)
    local below = row.n1 + row.n2 - n12
    eq(row.out_of_range, below == 0 or n12 / below < 0 or n12 / below > 1)
    if below ~= 0 then near(row.c, n12 / below) end
  end
end)
