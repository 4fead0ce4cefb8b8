-- The names that others rely on, called as they are written down.

local cross = loadfile("tests/calc/cross_impact.lua", "t", _ENV)()

test("impact.read(path), x:write(path)", function()
  local x = cross.known "somewhereland.csv"
  x:write "build/names.csv"
  eq(impact.read "build/names.csv" == x, true)
  x:write "build/names.scw"
  eq(impact.read "build/names.scw" == x, true)
end)

test("x.n_descriptors, x.n_configurations", function()
  local x = cross.known "somewhereland.csv"
  eq({ x.n_descriptors, x.n_configurations }, { 6, 486 })
  local list = {}
  for i = 1, 64 do list[i] = { "D" .. i, "a", "b" } end
  eq(impact(list).n_configurations, "18446744073709551616")  -- 2^64
end)

test("x:consistent{threshold=, force=, forbid=, limit=, time=}", function()
  local x = cross.known "somewhereland.csv"
  local r = x:consistent { threshold = 1, force = { Economy = "Dynamic" },
    forbid = { { Economy = "Dynamic", Government = "Social party" } }, limit = 100, time = 60 }
  eq({ math.type(r.count), r.complete }, { "integer", true })
  local names = r.scenarios.names
  eq(table.move(names, 1, 6, 1, {}), x.descriptors)
  for _, name in ipairs { "inconsistency", "consistency", "total_impact" } do
    eq(r.scenarios.types[name], "number")
  end
  for row in r.scenarios:each() do
    eq({ row.Economy, row.Government == "Social party" }, { "Dynamic", false })
  end
end)

test("x:least_inconsistent{k=}", function()
  local x = cross.known "somewhereland.csv"
  eq(x:least_inconsistent { k = 12 }.scenarios.n_rows, 12)
end)

test("x:basins{rule=}", function()
  local x = cross.known "somewhereland.csv"
  for _, rule in ipairs { "global", "local", "incremental", "sequential" } do
    local f, sum = x:basins { rule = rule }, 0
    eq(table.move(f.names, 1, 6, 1, {}), x.descriptors)
    for row in f:each() do
      sum = sum + row.weight
      eq(math.type(row.cycle), "integer")
    end
    eq(sum, 486)
  end
end)

test("x:ensemble{members=, spread=, seed=}", function()
  local x = cross.known "somewhereland.csv"
  local f = x:ensemble { members = 50, spread = 0.2, seed = 3 }
  eq(f == x:ensemble { members = 50, spread = 0.2, seed = 3 }, true)
  for row in f:each() do near(row.share, row.members / 50) end
end)

test("x:structure{}", function()
  local f = cross.known "somewhereland.csv":structure {}
  eq(f.n_rows, 6)
  eq({ f.names[1], f.names[2] }, { "descriptor", "role" })
end)
