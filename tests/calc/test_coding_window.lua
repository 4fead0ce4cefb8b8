-- Codes that stand together in windows of units, against windows counted one
-- by one.

local random = loadfile("tests/data/random.lua", "t", _ENV)()

local codes = { "a", "b", "c", "d" }


-- Units of a few sources in a muddled order, with places and types; of some
-- units nobody knows the codes.
local function drawn(seed, with_start)
  local draw = random.numbers(seed)
  local rows = { unit = {}, source = {}, type = {}, code = {}, coder = {} }
  if with_start then rows.start = {} end
  local units, n = {}, 0
  for unit = 1, 40 do
    local source = "s" .. draw(6)
    local own = { source = source, unit = unit, codes = {},
      start = with_start and 1000 - 10 * unit or unit, looked = draw(8) > 0 }
    units[#units + 1] = own
    local n_codes = own.looked and draw(3) or 0
    for k = 1, math.max(1, n_codes) do
      local code = codes[1 + draw(4)]
      n = n + 1
      rows.unit[n], rows.source[n], rows.type[n] = unit, source,
        source < "s3" and "news" or "blog"
      rows.code[n] = k <= n_codes and code or na
      rows.coder[n] = own.looked and "x" or na
      if with_start then rows.start[n] = own.start end
      if k <= n_codes then own.codes[code] = true end
    end
  end
  return coding(frame(rows, { types = { code = "text", coder = "text" } })), units
end


-- Each window as { source =, codes = }.
local function windows_of(units, width)
  local by_source, windows = {}, {}
  for _, unit in ipairs(units) do
    if unit.looked then
      by_source[unit.source] = by_source[unit.source] or {}
      table.insert(by_source[unit.source], unit)
    end
  end
  for source, own in pairs(by_source) do
    table.sort(own, function(x, y) return x.start < y.start end)
    for first = 1, math.max(1, #own - width + 1) do
      local window = { source = source, codes = {} }
      for i = first, math.min(first + width - 1, #own) do
        for code in pairs(own[i].codes) do window.codes[code] = true end
      end
      windows[#windows + 1] = window
    end
  end
  return windows
end


-- n1, n2, n12 of a pair in those windows that are kept.
local function counted(windows, a, b, kept)
  local n1, n2, n12 = 0, 0, 0
  for _, window in ipairs(windows) do
    if not kept or kept(window) then
      local x, y = window.codes[a] and 1 or 0, window.codes[b] and 1 or 0
      n1, n2, n12 = n1 + x, n2 + y, n12 + x * y
    end
  end
  return n1, n2, n12
end


for _, with_start in ipairs { false, true } do
  test("windows of any width count as one by one, places known: "
    .. tostring(with_start), function()
    for width = 1, 9 do
      local c, units = drawn(width, with_start)
      local windows = windows_of(units, width)
      local f = c:cooccurrence { window = width, replicates = 0 }
      assert(f.n_rows > 0)
      for row in f:each() do
        local n1, n2, n12 = counted(windows, row.a, row.b)
        eq({ row.n1, row.n2, row.n12, row.units }, { n1, n2, n12, n12 })
        near(row.c, n12 / (n1 + n2 - n12))
        near(row.lift, n12 * #windows / (n1 * n2))
        assert(n12 <= math.min(n1, n2))
      end
    end
  end)
end

test("ranges of windows leave whole sources and types out", function()
  local c, units = drawn(3, true)
  local windows = windows_of(units, 3)
  for row in c:cooccurrence { window = 3 }:each() do
    local function range(name_of)
      local names, low, high = {}, math.huge, -math.huge
      for _, unit in ipairs(units) do
        if unit.looked then names[name_of(unit.source)] = true end
      end
      for name in pairs(names) do
        local n1, n2, n12 = counted(windows, row.a, row.b, function(window)
          return name_of(window.source) ~= name
        end)
        local either = n1 + n2 - n12
        local own = either > 0 and n12 / either or 0
        low, high = math.min(low, own), math.max(high, own)
      end
      return low, high
    end
    local low, high = range(function(source) return source end)
    near(row.low, low)
    near(row.high, high)
    low, high = range(function(source) return source < "s3" end)
    near(row.type_low, low)
    near(row.type_high, high)
  end
end)

test("windows overlap, which Fisher's test cannot take", function()
  local f = drawn(3, true):cooccurrence { window = 2, replicates = 0 }
  local before = 0
  for row in f:each() do
    eq({ row.p, row.q }, { na, na })
    assert(row.q_null >= before)
    before = row.q_null
  end
  assert(f.source:find("overlapping windows of 2 units; family of 6", 1, true))
end)

test("a window is of three units when not said", function()
  local c = drawn(3, true)
  eq(c:cooccurrence { unit = "window" }, c:cooccurrence { window = 3 })
  eq(c:cooccurrence { unit = "window", window = 2 }, c:cooccurrence { window = 2 })
end)

test("without sources each unit stands alone", function()
  local c = coding(frame { unit = { 1, 1, 2, 3 }, code = { "a", "b", "a", "b" } })
  eq(c:cooccurrence { window = 3, replicates = 0 }:column "n12", { 1 })
end)

test("units nobody looked at count nowhere", function()
  local c = coding(frame({ { "unit", { 1, 1, 2, 3, 4 } },
    { "coder", { "x", "x", "x", "x", na } },
    { "code", { "a", "b", "a", na, na } } }, { types = { code = "text" } }))
  local f = c:cooccurrence { replicates = 0 }
  -- three units: both, a alone, none
  near(f:get(1, "lift"), 1 * 3 / (2 * 1))
  assert(f.source:find("3 units", 1, true))
end)

test("windows that cannot be are said", function()
  local c = drawn(1)
  raises("'window' should be from 1", c.cooccurrence, c, { window = 0 })
  raises("windows are of units", c.cooccurrence, c,
    { window = 2, unit = "source" })
  raises("windows are of units", c.cooccurrence, c, { window = 2, events = true })
end)


-- ---- what chance brings together ----

-- Chances of each code in each unit that keep the codes' and units' numbers,
-- in expectation: x y / (1 + x y), one after the other until they hold.
local function fitted(units)
  local x, y, totals, sizes = {}, {}, {}, {}
  for u, unit in ipairs(units) do
    sizes[u] = 0
    for code in pairs(unit.codes) do
      sizes[u], totals[code] = sizes[u] + 1, (totals[code] or 0) + 1
    end
    y[u] = sizes[u] / 10
  end
  for code, total in pairs(totals) do x[code] = total / 10 end
  for _ = 1, 4000 do
    for code, total in pairs(totals) do
      local sum = 0
      for u in ipairs(units) do sum = sum + y[u] / (1 + x[code] * y[u]) end
      x[code] = total / sum
    end
    for u in ipairs(units) do
      local sum = 0
      for code in pairs(totals) do sum = sum + x[code] / (1 + x[code] * y[u]) end
      y[u] = sizes[u] / sum
    end
  end
  return function(code, u) return x[code] * y[u] / (1 + x[code] * y[u]) end
end


-- How many windows hold both, where bit u - 1 of each says whether unit u has
-- the code.
local function both_in(units, width, a, b)
  local said = {}
  for u, unit in ipairs(units) do
    said[u] = { source = unit.source, start = unit.start, looked = true, codes = {
      a = a >> (u - 1) & 1 == 1 or nil, b = b >> (u - 1) & 1 == 1 or nil } }
  end
  return (select(3, counted(windows_of(said, width), "a", "b")))
end


-- The chance of every table of both codes that has as many windows.
local function chance_of(units, width, chance, n12)
  local sum, n = 0, #units
  for a = 0, (1 << n) - 1 do
    for b = 0, (1 << n) - 1 do
      if both_in(units, width, a, b) >= n12 then
        local p = 1
        for u = 1, n do
          local one, other = chance("a", u), chance("b", u)
          p = p * (a >> (u - 1) & 1 == 1 and one or 1 - one)
            * (b >> (u - 1) & 1 == 1 and other or 1 - other)
        end
        sum = sum + p
      end
    end
  end
  return sum
end


-- Seven units of two sources: { source, codes, ... }.
local seven = { { "s", "a" }, { "s", "b", "c", "d" }, { "s", "a", "b" }, { "s", "d" },
  { "t", "b" }, { "t", "a", "c" }, { "s", "c" } }


test("p_null is the chance of all tables with as many windows", function()
  local rows, units = { unit = {}, source = {}, code = {} }, {}
  for u, said in ipairs(seven) do
    units[u] = { source = said[1], start = u, codes = {}, looked = true }
    for k = 2, #said do
      local n = #rows.unit + 1
      rows.unit[n], rows.source[n], rows.code[n] = u, said[1], said[k]
      units[u].codes[said[k]] = true
    end
  end
  local c, chance = coding(frame(rows)), fitted(units)
  for _, width in ipairs { 2, 3 } do
    for row in c:cooccurrence { window = width, replicates = 0 }:each() do
      if row.a == "a" and row.b == "b" then
        assert(row.n12 > 0)
        near(row.p_null, chance_of(units, width, chance, row.n12), 1e-7)
      end
    end
  end
end)

test("one window for each unit is what units give", function()
  -- sources of one unit each: no window has two
  local draw = random.numbers(21)
  local rows = { unit = {}, source = {}, code = {} }
  for u = 1, 60 do
    for _, code in ipairs(codes) do
      if draw(3) == 0 then
        local n = #rows.unit + 1
        rows.unit[n], rows.source[n], rows.code[n] = u, "s" .. u, code
      end
    end
  end
  local c = coding(frame(rows))
  local units, windows = {}, c:cooccurrence { window = 4, replicates = 0 }
  for row in c:cooccurrence { replicates = 0 }:each() do
    units[row.a .. row.b] = row
  end
  for row in windows:each() do
    near(row.p_null, units[row.a .. row.b].p_null, 1e-10)
    near(row.q_null, units[row.a .. row.b].q_null, 1e-10)
  end
end)

-- 600 units of 30 sources with 40 codes given by chance, of which full units
-- have ten times as many; `full` of them in a hundred.
local function noise(full)
  local draw = random.numbers(22)
  local rows = { unit = {}, source = {}, code = {} }
  local function add(u, code)
    local n = #rows.unit + 1
    rows.unit[n], rows.source[n], rows.code[n] = u, "s" .. (u - 1) // 20, code
  end
  for u = 1, 600 do
    local most = draw(100) < full and 40 or 4
    add(u, na)
    for k = 1, 40 do
      if draw(100) < most then add(u, ("n%02d"):format(k)) end
    end
  end
  return rows, add
end


test("codes that follow each other are found, and no others", function()
  local rows, add = noise(0)
  for u = 1, 600 do
    if u % 11 == 5 then add(u, "first") end
    if u % 11 == 6 then add(u, "second") end
  end
  local found = coding(frame(rows)):cooccurrence { window = 2, least = 5,
    replicates = 0 }:where { q_null = below(0.05) }
  eq({ found:column "a", found:column "b" }, { { "first" }, { "second" } })
end)

test("full units bring nothing together", function()
  local c = coding(frame((noise(10))))
  for _, width in ipairs { 1, 2, 3 } do
    local f = c:cooccurrence { window = width, least = 5, replicates = 0 }
    eq(f:where { q_null = below(0.05) }.n_rows, 0)
    if width == 1 then assert(f:where { q = below(0.05) }.n_rows > 100) end
  end
end)

test("chances are the same for any lanes", function()
  local program = dofile "tests/data/files.lua".program
  local script = [[
    local rows = { unit = {}, source = {}, code = {} }
    for u = 1, 200 do
      rows.unit[u], rows.source[u] = u // 2, "s" .. u // 30
      rows.code[u] = "c" .. u * 7919 % 101 % 13
    end
    local f = coding(frame(rows)):cooccurrence { window = 3, replicates = 0 }
    for _, p in ipairs(f:column "p_null") do print(("%a"):format(p)) end]]
  local function said(lanes)
    local pipe <close> = io.popen(("VANE_LANES=%d %s -e '%s'"):format(lanes, program,
      script))
    return pipe:read "a"
  end
  local one = said(1)
  assert(#one > 500)
  for _, lanes in ipairs { 16, 32, 64 } do eq(said(lanes), one) end
end)
