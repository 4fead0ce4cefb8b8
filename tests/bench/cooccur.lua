-- cooccur.lua FILE GROUP CLASS [YEAR] [check]: counts pairs of classes within
-- groups, in two periods where there are years; `check` tells what must be
-- equal whoever counts.

local path, group, class, year, check = ...
if year == "check" then year, check = nil, "check" end

local links = linkage.cooccur { file = path, group = group, class = class, year = year,
  periods = year and { { 2000, 2007 }, { 2007, 2014 } } or nil, null = "none" }

if year then
  for _, m in pairs(links.matrices) do assert(m.n_rows == links.n_members) end
else
  assert(links.pairs.n_rows > 0)
end

if check == "check" then
  local said = {}
  for _, period in ipairs(links.periods:column "period") do
    local counts = links.pairs:where { period = period }
    local sum = counts:aggregate { sum = "sum count" }:get(1, "sum")
    said[#said + 1] = ("%d %d"):format(sum, counts.n_rows)
  end
  print(table.concat(said, " "))
end
