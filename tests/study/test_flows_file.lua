-- linkage.flows of a file that is read block by block: the same as of a frame
-- of it, whatever a block has; what cannot be read.

package.path = "tests/data/?.lua;" .. package.path
local csv = require "vane.data.csv"
local files = require "files"
local random = require "random"


-- What one has the other has, too, and what one refuses the other does.
local function same_part(one, other, part)
  local has, found = pcall(function() return one[part] end)
  local other_has, other_found = pcall(function() return other[part] end)
  eq({ part, other_has, not has or other_found == found }, { part, has, true })
end


-- The study of a file that is read some rows at a time.
local function of_file(path, more, n_rows)
  local usual = csv.block_rows
  csv.block_rows = n_rows
  local given = { file = path, from = "buyer", to = "seller" }
  for name, value in pairs(more) do given[name] = value end
  local ok, r = pcall(linkage.flows, given)
  csv.block_rows = usual
  if not ok then error(r, 0) end
  return r
end


local function of_frame(f, more)
  local given = { frame = f, from = "buyer", to = "seller" }
  for name, value in pairs(more) do given[name] = value end
  return linkage.flows(given)
end


-- Deals of a few sectors, some cells missing.
local function some_deals(draw, n)
  local lines = { "buyer,buyer_macro,year,sum,kind,here,seller,there,seller_macro" }
  for i = 1, n do
    local function cell(from, k) return draw(12) == 0 and "" or from .. draw(k) end
    local buyer, seller = cell("S", 6), cell("S", 6)
    lines[i + 1] = table.concat({ buyer, buyer:sub(1, 1), cell("200", 10), cell("", 90),
      cell("k", 3), cell("AT", 3), seller, cell("AT", 3), seller:sub(1, 1) }, ",")
  end
  return table.concat(lines, "\n") .. "\n"
end


test("a file that streams by gives what a frame of it gives", function()
  local draw = random.numbers(31)
  local ways = {
    {}, { value = "sum" }, { level = false, value = "sum" }, { level = 1 },
    { year = "year", periods = { { 2001, 2005 }, { 2005, 2008 } }, value = "sum" },
    { year = "year", periods = { { 2002, 2003 }, { 2004, 2006 } }, type = "kind",
      types = { "k0", "k2" }, from_region = "here", to_region = "there" },
    { level = { "buyer_macro", "seller" }, year = "year", type = "kind" },
  }
  local parts = { "pairs", "within", "sectors", "strongest", "types", "years", "regions",
    "excess", "growth", "left_out" }
  for round, more in ipairs(ways) do
    local text = some_deals(draw, 120 + round)
    files.with(text, function(path)
      local f = frame.read(path)
      local one = of_frame(f, more)
      for _, n_rows in ipairs { 1, 7, 1000 } do
        local other = of_file(path, more, n_rows)
        eq({ other.n_rows, other.n_flows, other.dropped }, { one.n_rows, one.n_flows,
          one.dropped })
        eq(other.matrix == one.matrix, true)
        for _, part in ipairs(parts) do
          same_part(one, other, part)
        end
      end
    end)
  end
end)

test("a file is refused at its line, and its rows are not kept", function()
  local function refused(text, more, sentence)
    files.with(text, function(path)
      raises(sentence, function() of_file(path, more, 2) end)
    end)
  end
  local head = "buyer,seller,year,sum\n"
  refused(head .. "a,b,2000,1\nb,a,later,1\n", { year = "year" },
    'row 2: "later" of column "year" is neither a year nor a date; na = "later"')
  refused(head .. "a,b,2000,1\nb,a,2001,1\na,b,,1\na,b,2001.5,1\n", { year = "year" },
    'row 4: "2001.5" of column "year"')
  refused(head .. "a,b,2000,much\n", { value = "sum" }, '"much" is no number')
  refused(head .. "a,b,2000,1\na,b,2000,2\na,b,2000,-3\n", { value = "sum" },
    '"sum" is -3.0 in a row')
  refused(head, {}, "there is no row that counts")
  refused(head .. "a,b,2000,\"1,000\"\n", { value = "sum" }, 'decimal = "." or decimal = ","')
  refused(head, { delim = ",," }, "'delim' should be one sign")
  refused("", {}, "the file is empty")
  refused("buyer,sellers\na,b\n", {}, 'there is no column "seller" (did you mean "sellers"?)')
  refused(head .. "a,b,2000,1\n", { level = "macro" },
    'the level "macro" should have a column beside "buyer"')
  files.with(head .. "a,b,2000,1\n", function(path)
    raises("the rows of a file are not kept", function() return of_file(path, {}, 2).rows end)
  end)
end)

test("a thousand or a fraction can be told", function()
  files.with("buyer,seller,sum\na,b,\"1,000\"\n", function(path)
    eq(of_file(path, { value = "sum", decimal = "," }, 9).pairs:get(1, "value"), 1.0)
    eq(of_file(path, { value = "sum", decimal = "." }, 9).pairs:get(1, "value"), 1000.0)
  end)
end)

test("a thousand and a fraction are told apart by the whole file", function()
  files.with("buyer;seller;sum\na;b;1,234\na;b;1,5\nb;a;2\n", function(path)
    for _, n_rows in ipairs { 1, 100 } do
      local r = of_file(path, { value = "sum", delim = ";" }, n_rows)
      near(r.pairs:get(1, "value"), 2.734, 1e-12)
    end
  end)
  local many = ("a;b;1,234\n"):rep(8000)  -- more than are looked at first
  files.with("buyer;seller;sum\n" .. many .. "a;b;1,5\n", function(path)
    local r = of_file(path, { value = "sum", delim = ";" }, 1000)
    near(r.pairs:get(1, "value"), 8000 * 1.234 + 1.5, 1e-9)
    eq(r.pairs:get(1, "count"), 8001)
  end)
end)

-- Participants of alliances, group by group in the order of their names.
local function some_alliances(draw, n)
  local lines = {}
  for g = 1, n do
    local year, kind = "200" .. draw(10), "k" .. draw(3)
    for _ = 1, draw(5) do
      local sector = draw(12) == 0 and "" or "S" .. draw(6)
      lines[#lines + 1] = ("g%05d,%s,%s,%s,%d,AT%d,%s"):format(g, sector, year,
        sector:sub(1, 1), draw(90), draw(3), kind)
    end
  end
  return lines
end


local PARTS = { "pairs", "within", "sectors", "strongest", "types", "years", "regions",
  "excess", "growth", "levels", "left_out" }

local function same_study(one, other, is_exact)
  eq({ other.n_rows, other.n_flows, other.dropped }, { one.n_rows, one.n_flows,
    one.dropped })
  for i, row in ipairs(one.matrix:cells()) do
    for j, cell in ipairs(row) do near(other.matrix:cells()[i][j], cell, 1e-12) end
  end
  if not is_exact then return end  -- parts are added up in another order
  eq(other.matrix == one.matrix, true)
  for _, part in ipairs(PARTS) do
    same_part(one, other, part)
  end
end


local HEAD = "alliance,sector,year,sector_macro,sum,here,kind\n"

-- The study of a file of those lines, and that of a frame of them.
local function both_ways(lines, more, n_rows)
  local one, other
  files.with(HEAD .. table.concat(lines, "\n") .. "\n", function(path)
    local given = { group = "alliance", member = "sector", frame = frame.read(path) }
    for name, value in pairs(more) do given[name] = value end
    one = linkage.flows(given)
    local usual = csv.block_rows
    given.frame, given.file, csv.block_rows = nil, path, n_rows
    local ok, found = pcall(linkage.flows, given)
    csv.block_rows = usual
    if not ok then error(found, 0) end
    other = found
  end)
  return one, other, tostring(other):find("stand apart", 1, true) ~= nil
end


local WAYS = {
  {}, { value = "sum", level = "macro" }, { weight = "fractional", value = "sum" },
  { distinct = true, levels = { { "sector" }, "macro", 2, false } },
  { year = "year", periods = { { 2001, 2005 }, { 2005, 2008 } } },
  { type = "kind", types = { "k1" }, region = "here", directed = true },
}

test("groups of a file stream by, whole ones at a time", function()
  local draw = random.numbers(77)
  for round, more in ipairs(WAYS) do
    local lines = some_alliances(draw, 60 + round)
    for _, n_rows in ipairs { 1, 2, 7, 1000 } do
      local one, other, apart = both_ways(lines, more, n_rows)
      same_study(one, other, not more.weight)
      eq(apart, false)
    end
  end
end)

test("groups whose rows stand apart are counted whole, and it is said", function()
  local draw = random.numbers(78)
  for _, more in ipairs(WAYS) do
    local lines = some_alliances(draw, 60)
    for i = #lines, 2, -1 do
      local j = 1 + draw(i)
      lines[i], lines[j] = lines[j], lines[i]
    end
    local one, other, apart = both_ways(lines, more, 7)
    same_study(one, other, not more.weight)
    eq(apart, true)
  end
end)

test("a group that comes again is said, and counted whole", function()
  files.with("g,m\n2,a\n1,b\n2,c\n1,d\n", function(path)
    local r = linkage.flows { file = path, group = "g", member = "m" }
    eq({ r.pairs:column "from", r.pairs:column "to" }, { { "a", "b" }, { "c", "d" } })
    eq(tostring(r):find("rows of a group stand apart", 1, true) ~= nil, true)
  end)
  files.with("g,m\n2,a\n2,c\n1,b\n1,d\n", function(path)
    local r = linkage.flows { file = path, group = "g", member = "m" }
    eq(r.pairs:column "count", { 1, 1 })
    eq(tostring(r):find("stand apart", 1, true), nil)
  end)
end)

test("a group of very many rows is refused before it is read, unless it repeats", function()
  local lines = { "g,m" }
  for i = 1, 12000 do lines[i + 1] = "huge,s" .. i % 6000 end
  files.with(table.concat(lines, "\n") .. "\n", function(path)
    raises('"huge" has', function()
      return linkage.flows { file = path, group = "g", member = "m" }
    end)
  end)
  for i = 1, 12000 do lines[i + 1] = "huge,s" .. i % 3 end
  files.with(table.concat(lines, "\n") .. "\n", function(path)
    local r = linkage.flows { file = path, group = "g", member = "m", distinct = true }
    eq({ r.n_rows, r.n_flows, r.dropped }, { 12000, 3, 0 })
    eq(tostring(r):find("3 pairs  of 3 participants in 1 group", 1, true) ~= nil, true)
  end)
end)

test("years of a file may be dates", function()
  local text = "buyer,seller,year\na,b,2000\nb,a,2001-07-01\na,b,\nb,a,2003.0\n"
  files.with(text, function(path)
    local more = { year = "year", periods = { { 2000, 2001 }, { 2002, 2003 } } }
    local one, other = of_frame(frame.read(path), more), of_file(path, more, 2)
    eq(one.pairs == other.pairs, true)
    eq(other.years:column "year", { 2000, 2001, 2003 })
    eq(other.left_out:row(1), { n_rows = 1, why = "without a year" })
  end)
end)
