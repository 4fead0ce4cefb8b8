-- Who codes what, counted one by one; what the sources are, against published
-- and hand-worked numbers.

local random = loadfile("tests/data/random.lua", "t", _ENV)()


-- A coding of n units without codes, in sources of types drawn at random.
local function units(n, seed)
  local draw = random.numbers(seed)
  local f = { unit = {}, source = {}, type = {}, code = {} }
  for u = 1, n do
    local s = draw(n // 4 + 1)
    f.unit[u], f.source[u], f.type[u] = u, "s" .. s, "t" .. s % 3
    f.code[u] = na
  end
  return coding(frame(f)), f
end


local function spread(counts)
  local low, high = math.huge, 0
  for _, n in pairs(counts) do low, high = math.min(low, n), math.max(high, n) end
  return high - low
end


-- ---- plans ----

-- Of each unit the list of its coders.
local function coders_of(p)
  local of = {}
  for row in p:each() do
    of[row.unit] = of[row.unit] or {}
    table.insert(of[row.unit], row.coder)
  end
  return of
end


test("every unit has its coders, and the overlap is the one asked for",
  function()
    for _, wanted in ipairs { { 100, 0.2, 2, 20 }, { 101, 0.3, 3, 30 },
      { 7, 0, 2, 0 }, { 12, 1, 2, 12 } } do
      local n, overlap, sharing, n_shared = table.unpack(wanted)
      local p = units(n, 1):plan { coders = { "a", "b", "c", "d" },
        overlap = overlap, sharing = sharing }
      local found, n_units = 0, 0
      for _, coders in pairs(coders_of(p)) do
        n_units = n_units + 1
        if #coders > 1 then
          found = found + 1
          eq(#coders, sharing)
          eq(#frame { coder = coders }:unique("coder"):column "coder", sharing)
        end
      end
      eq({ n_units, found }, { n, n_shared })
      eq(p:where { shared = true }.n_rows, n_shared * sharing)
    end
  end)

test("loads, pairs of coders and types are balanced", function()
  local c, f = units(240, 2)
  local p = c:plan { coders = { "a", "b", "c" }, overlap = 0.25, seed = 5 }
  local load, together, of_type = {}, {}, {}
  for unit, coders in pairs(coders_of(p)) do
    for _, coder in ipairs(coders) do
      load[coder] = (load[coder] or 0) + 1
      local key = coder .. " " .. f.type[unit]
      of_type[f.type[unit]] = of_type[f.type[unit]] or {}
      of_type[f.type[unit]][key] = (of_type[f.type[unit]][key] or 0) + 1
    end
    if #coders > 1 then
      table.sort(coders)
      local key = table.concat(coders)
      together[key] = (together[key] or 0) + 1
    end
  end
  assert(spread(load) <= 1)
  eq(together, { ab = 20, ac = 20, bc = 20 })
  for _, counts in pairs(of_type) do assert(spread(counts) <= 2) end
end)

test("shared units are spread over the types of sources", function()
  local c, f = units(300, 3)
  local shared, all = {}, {}
  for unit, coders in pairs(coders_of(c:plan { coders = { "a", "b" },
    overlap = 0.2 })) do
    local type = f.type[unit]
    all[type] = (all[type] or 0) + 1
    shared[type] = (shared[type] or 0) + (#coders > 1 and 1 or 0)
  end
  for type, n in pairs(all) do
    assert(math.abs(shared[type] - 0.2 * n) <= 1, type)
  end
end)

test("a plan is drawn, the same for the same seed", function()
  local c = units(40, 4)
  local opts = { coders = { "a", "b", "c" }, overlap = 0.5 }
  eq(c:plan(opts), c:plan(opts))
  opts.seed = 2
  assert(tostring(c:plan(opts)) ~= tostring(c:plan { coders = opts.coders,
    overlap = 0.5 }))
end)

test("agreement can be told of what a plan was followed in", function()
  local c = units(60, 5)
  local p = c:plan { coders = { "a", "b" }, overlap = 0.5 }
  local f = p:with { code = "x" }
  eq(coding(f):overlap(), frame { { "coders", { 1, 2 } }, { "units", { 30, 30 } } })
end)

test("plans that cannot be are refused", function()
  local c = units(4, 6)
  raises("two coders at least, found 1", c.plan, c, { coders = { "a" } })
  raises("from 0 to 1, found 2", c.plan, c, { coders = { "a", "b" }, overlap = 2 })
  raises("how many of the 2 coders", c.plan, c, { coders = { "a", "b" },
    sharing = 3 })
  raises("\"a\"", c.plan, c, { coders = { "a", "a" } })
  raises("'coders'", c.plan, c, {})
end)


-- ---- bias ----

-- A coding of as many sources of each type as said, two units in each.
local function sources(counts, column)
  local f = { unit = {}, source = {}, code = {}, [column or "type"] = {} }
  for _, entry in ipairs(counts) do
    for s = 1, entry[2] do
      for _ = 1, 2 do
        local n = #f.unit + 1
        f.unit[n], f.source[n] = n, tostring(entry[1]) .. " " .. s
        f[column or "type"][n], f.code[n] = entry[1], "a"
      end
    end
  end
  return coding(frame(f))
end


test("Mendel's peas: chi-square 0.470 against 9 to 3 to 3 to 1", function()
  -- 556 seeds; chi-square 0.470, p 0.925 (Pearson's test as in Fisher 1936)
  local c = sources { { "round yellow", 315 }, { "wrinkled yellow", 101 },
    { "round green", 108 }, { "wrinkled green", 32 } }
  local row = c:bias { target = { type = { ["round yellow"] = 9 / 16,
    ["wrinkled yellow"] = 3 / 16, ["round green"] = 3 / 16,
    ["wrinkled green"] = 1 / 16 } } }.columns:row(1)
  near(row.chi2, 0.470, 0.0005)
  near(row.p, 0.925, 0.0005)
  eq({ row.most, row.n_sources, row.values }, { "round yellow", 556, 4 })
end)

test("entropy is 2 bits for four alike, 0 for one alone", function()
  local row = sources { { "a", 3 }, { "b", 3 }, { "c", 3 }, { "d", 3 } }
    :bias {}.columns:row(1)
  eq({ row.entropy, row.evenness }, { 2.0, 1.0 })
  row = sources { { "a", 3 } }:bias {}.columns:row(1)
  eq({ row.entropy, row.evenness, row.chi2 }, { 0.0, na, na })
  -- 1/2, 1/4, 1/4: one and a half bits of log2(3)
  row = sources { { "a", 2 }, { "b", 1 }, { "c", 1 } }:bias {}.columns:row(1)
  near(row.entropy, 1.5)
  near(row.evenness, 1.5 / math.log(3, 2))
end)

test("shares count sources, units beside them", function()
  local shares = sources({ { "en", 3 }, { "fr", 1 } }, "language"):bias {}.shares
  eq(shares:select("by", "value", "sources", "units", "share", "target"),
    frame({ { "by", { "language", "language" } }, { "value", { "en", "fr" } },
      { "sources", { 3, 1 } }, { "units", { 6, 2 } }, { "share", { 0.75, 0.25 } },
      { "target", { na, na } } }, { types = { target = "number" } }))
end)

test("what was wanted and is not there, and what nobody wanted", function()
  local c = sources { { "a", 4 }, { "b", 4 } }
  local b = c:bias { target = { type = { a = 0.5, b = 0.25, c = 0.25 } } }
  eq(b.shares:column "value", { "a", "b", "c" })
  eq(b.shares:column "sources", { 4, 4, 0 })
  near(b.columns:get(1, "chi2"), 0 + 4 / 2 + 4 / 2)
  near(b.columns:get(1, "p"), math.exp(-2))  -- of two degrees of freedom
  local odd = c:bias { target = { type = { a = 1 } } }.columns:row(1)
  eq({ odd.chi2, odd.p }, { na, 0.0 })
  assert(tostring(b):find "p is rough: 3 targets")
end)

test("periods count, also empty ones", function()
  local c = sources({ { 2001, 1 }, { 2004, 3 } }, "date")
  local b = c:bias { by = { "period" } }
  eq(b.shares:column "value", { "2001", "2002", "2003", "2004" })
  eq(b.columns:get(1, "values"), 4)
end)

test("what cannot be looked at is refused", function()
  local c = sources { { "a", 1 } }
  raises("should add up to 1, found 0.9", c.bias, c, { target = { type = { a = 0.9 } } })
  raises("should be a number from 0 on", c.bias, c, { target = { type = { a = -1 } } })
  raises("a table of shares", c.bias, c, { target = { type = 1 } })
  raises("no column \"colour\"", c.bias, c, { by = { "colour" } })
  raises("lists no column", c.bias, c, { by = {} })
  local bare = coding(frame { unit = { 1 }, source = { "s" }, code = { "a" } })
  raises("neither type, language, actor nor date", bare.bias, bare)
  local none = coding(frame { unit = { 1 }, code = { "a" } })
  raises("from which sources", none.bias, none)
end)

test("a coder who is named twice is said", function()
  local c = coding(frame { unit = { 1, 2 }, code = { na, na } },
    { codes = frame { code = { "a" } } })
  raises("plan: the coder \"ann\" is named twice", c.plan, c,
    { coders = { "ann", "bob", "ann" } })
end)
