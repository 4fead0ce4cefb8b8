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

test("windows overlap, so that nothing is tested", function()
  local c = drawn(3, true)
  local f = c:cooccurrence { window = 2, replicates = 0 }
  for row in f:each() do
    eq({ row.p, row.q, row.p_null, row.q_null }, { na, na, na, na })
  end
  local before = math.huge
  for row in f:each() do
    assert(row.low <= before)
    before = row.low
  end
  assert(f.source:find("windows of 2 units", 1, true))
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
