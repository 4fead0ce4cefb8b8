-- impact.lua FOLDER: searches of cross-impact matrices beside what they should
-- take, and beside two plain ways (FOLDER/impact): every configuration, and
-- bounds on the decided descriptors alone, as published programs have them.
-- Seconds of CPU on one core, medians over seeded random matrices whose
-- sections are drawn from -3 to 3 with rows that sum to 0.

local random = loadfile("tests/data/random.lua", "t", _ENV)()
local search = require "vane.core.consistent"

local folder = ...
local GIVEN_UP = 10  -- seconds that a plain way gets


-- ---- matrices ----

local function zero_sum(draw, n)
  local row, sum
  repeat
    row, sum = {}, 0
    for l = 1, n do
      row[l] = draw(7) - 3
      sum = sum + row[l]
    end
  until sum == 0
  return row
end

-- n descriptors of so many variants each; `part` of the sections are filled.
local function drawn(seed, n, variants, part)
  local draw = random.numbers(seed * 7919)
  local list, judgements = {}, {}
  for i = 1, n do
    list[i] = { "D" .. i }
    for k = 1, variants do list[i][k + 1] = "v" .. k end
  end
  for i = 1, n do
    for j = 1, n do
      local filled = i ~= j and draw(1000) < 1000 * part
      for k = 1, filled and variants or 0 do
        for l, value in ipairs(zero_sum(draw, variants)) do
          judgements[#judgements + 1] = { ("D%d|v%d"):format(i, k),
            ("D%d|v%d"):format(j, l), value }
        end
      end
    end
  end
  list.judgements = judgements
  return impact(list)
end

local function write(x, path)
  local file <close> = assert(io.open(path, "w"))
  file:write(x.n_descriptors, "\n")
  for _, name in ipairs(x.descriptors) do file:write(#x:variants(name), " ") end
  for _, line in ipairs(x:matrix():cells()) do
    file:write "\n"
    for _, value in ipairs(line) do file:write(("%d "):format(value)) end
  end
end


-- ---- clocks ----

local function cpu(job)
  local before = os.clock()
  job()
  return os.clock() - before
end

local function wall()
  local file <close> = assert(io.open "/proc/uptime")
  return file:read "n"
end

local function elapsed(job)
  local before = wall()
  job()
  return wall() - before
end

local function median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end


-- ---- lines ----

local function row(what, seconds, target, brute, pair)
  print(("%-38s %9s %9s %5s %10s %10s"):format(what,
    seconds and ("%.4f"):format(seconds) or "", target and ("< %g"):format(target) or "",
    target and (seconds < target and "met" or "NOT") or "", brute or "", pair or ""))
end

local function plain(path, way)
  local pipe <close> = assert(io.popen(("%s/impact %s %s %d"):format(folder, path, way,
    GIVEN_UP)))
  local count, seconds = pipe:read("a"):match "(%S+) (%S+)"
  local text = ("%.3g"):format(tonumber(seconds))
  if count == "-" then text = (way == "brute" and "~" or "> ") .. text end
  return text, math.tointeger(count)
end

local function open_for(x)
  local open = {}
  for i = 1, x.n_variants do open[i] = true end
  return open
end

-- Plain ways are measured on the first matrix, and must find as many.
local function searched(what, target, seeds, ...)
  local times, brute, pair = {}, nil, nil
  for seed = 1, seeds do
    local x = drawn(seed, ...)
    local open, count = open_for(x), nil
    times[seed] = cpu(function()
      count = select(2, search.find(x, 0, open, {}, 0, 0, true, 1))
    end)
    if seed == 1 then
      local path = folder .. "/impact.txt"
      local by_brute, by_pair
      write(x, path)
      brute, by_brute = plain(path, "brute")
      pair, by_pair = plain(path, "pair")
      assert((by_brute or count) == count and (by_pair or count) == count)
    end
  end
  row(what, median(times), target, brute, pair)
end


print(("\n%-38s %9s %9s %5s %10s %10s"):format("cross-impact", "seconds", "target", "",
  "brute", "pair bound"))
searched("15 x 3, dense", 0.010, 7, 15, 3, 1)
searched("20 x 3, dense", 0.3, 7, 20, 3, 1)
searched("25 x 4, 30 % of sections", 0.2, 5, 25, 4, 0.3)

local eight = drawn(1, 8, 3, 1)
row("1000 members, 8 x 3", cpu(function()
  search.ensemble(eight, open_for(eight), {}, 100000, 1000, 0.3, 1, 1, nil, 0, 1)
end), 0.3)

local wide = drawn(1, 10, 6, 1)
local function basins(workers)
  return function() search.basins(wide, "global", nil, 1024, 1, 1, workers) end
end
row("60,466,176 basins, 10 x 6", cpu(basins(1)), 4)

local hard = drawn(2, 23, 3, 1)
local function find(workers)
  return function() search.find(hard, 0, open_for(hard), {}, 0, 0, true, workers) end
end
print "\none and two threads, seconds of the clock:"
row("  23 x 3, dense, one", elapsed(find(1)))
row("  23 x 3, dense, two", elapsed(find(2)))
row("  60,466,176 basins, one", elapsed(basins(1)))
row("  60,466,176 basins, two", elapsed(basins(2)))
