-- linkage.filings: first filings of families, offices; by hand, by brute force.

local random = require "vane.core.random"

-- Patent a has two rows; family 1 is filed first in Germany, family 2 twice on
-- one day, d has no family, e no date.
local rows = frame {
  patent = { "a", "a", "b", "c", "d", "e", "f", na },
  ipc = { "X", "Y", "X", "Z", "X", "Y", "Z", "X" },
  family = { 1, 1, 1, 2, na, 3, 2, 4 },
  office = { "EP", "EP", "DE", "EP", "US", "EP", "EP", "EP" },
  year = { 2003, 2003, 2001, 2005, 2002, na, 2005, 2000 },
}

local function kept(more)
  local given = { frame = rows, patent = "patent" }
  for name, value in pairs(more) do given[name] = value end
  return linkage.filings(given)
end

local by_family = { family = "family", date = "year" }

test("of each family the first filing is kept, with all its rows", function()
  local r = kept(by_family)
  eq(r.frame:column "patent", { "b", "c", "d", "e" })
  eq({ r.n_given, r.n_patents, r.n_families }, { 6, 4, 3 })
  eq(r.left_out:column "n_rows", { 1, 3 })
  eq(r.left_out:column "why", { "without a patent", "of later filings of a family" })
  eq(r.caveats, { "1 patent has no family and was kept",
    "of 1 family no filing has a date; the first by name was kept" })
end)

test("offices are chosen first", function()
  local r = kept { office = "office", offices = "EP" }
  eq(r.frame:column "patent", { "a", "a", "c", "e", "f" })
  r = kept { office = "office", offices = { "EP" }, family = "family", date = "year" }
  eq(r.frame:column "patent", { "a", "a", "c", "e" })
  eq(r.offices:column "patents", { 4, 1, 1 })
end)

test("first filings agree with a loop over the patents", function()
  for seed = 1, 5 do
    local units, f = random.units(seed, 0, 200), { p = {}, f = {}, y = {} }
    local first = {}
    for i = 1, 100 do
      f.p[i], f.f[i] = ("p%03d"):format(i), math.floor(units[i] * 30)
      f.y[i] = 2000 + math.floor(units[100 + i] * 5)
      local best = first[f.f[i]]
      if not best or f.y[i] < f.y[best] then first[f.f[i]] = i end
    end
    local r = linkage.filings { frame = frame(f), patent = "p", family = "f", date = "y" }
    for row in r.frame:each() do eq(row.p, f.p[first[row.f]]) end
    local n = 0
    for _ in pairs(first) do n = n + 1 end
    eq(r.n_patents, n)
  end
end)

test("what cannot be chosen is said", function()
  raises("wants 'family' and 'date', for first filings", function() kept {} end)
  raises("'family' and 'date' go together", function() kept { family = "family" } end)
  raises("'office' and 'offices' go together", function() kept { office = "office" } end)
  raises("'date' should be a column of dates or whole years, but \"ipc\" is of type text",
    function() kept { family = "family", date = "ipc" } end)
  raises("'family' names no column \"famly\" (did you mean \"family\"?)",
    function() kept { family = "famly", date = "year" } end)
end)

test("what filings print fits a page", function()
  for line in tostring(kept(by_family)):gmatch "[^\n]+" do assert(#line <= 80, line) end
end)
