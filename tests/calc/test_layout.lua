local load_network = loadfile("tests/calc/networks/load.lua", "t", _ENV)()
local graphs = loadfile("tests/calc/graphs.lua", "t", _ENV)()

local methods = { "fruchterman_reingold", "kamada_kawai", "drl", "circle" }

local function far(f, i, j)
  return math.sqrt((f:get(i, "x") - f:get(j, "x")) ^ 2
    + (f:get(i, "y") - f:get(j, "y")) ^ 2)
end

-- Mean distance of joined pairs over that of all pairs.
local function spread(g, f)
  local w, near_sum, near_n, sum, n = graphs.weights(g), 0, 0, 0, 0
  for i = 1, g.n_nodes do
    for j = i + 1, g.n_nodes do
      local d = far(f, i, j)
      sum, n = sum + d, n + 1
      if w[i][j] > 0 then near_sum, near_n = near_sum + d, near_n + 1 end
    end
  end
  return near_sum / near_n / (sum / n)
end


test("a layout fits between -1 and 1 and repeats with its seed", function()
  local g = load_network "lesmis"
  for _, method in ipairs(methods) do
    local f = g:layout { method = method, seed = 7 }
    eq(f.names, { "node", "x", "y" })
    local most = 0
    for row in f:each() do
      most = math.max(most, math.abs(row.x), math.abs(row.y))
    end
    near(most, 1, 1e-12)
    eq(g:layout { method = method, seed = 7 }, f)
    if method == "drl" or method == "fruchterman_reingold" then
      eq(g:layout { method = method, seed = 8 } == f, false)
    end
  end
end)

test("nodes that are joined stand nearer than others", function()
  for _, name in ipairs { "karate", "lesmis", "dolphins" } do
    local g = load_network(name)
    for _, method in ipairs { "fruchterman_reingold", "kamada_kawai", "drl" } do
      eq({ name, method, spread(g, g:layout { method = method }) < 0.8 },
        { name, method, true })
    end
  end
end)

test("springs put a square where it belongs", function()
  local g = graph { { "a", "b" }, { "b", "c" }, { "c", "d" }, { "d", "a" } }
  local f = g:layout { method = "kamada_kawai" }
  for i = 1, 4 do near(far(f, i, i % 4 + 1), far(f, 1, 2), 0.02) end
  near(far(f, 1, 3) / far(f, 1, 2), math.sqrt(2), 0.02)
end)

test("strong ties draw nearer, whatever their unit", function()
  local g = graph { { "a", "b", 100 }, { "b", "c", 1 }, { "a", "c", 1 } }
  for _, factor in ipairs { 1, 1e-6 } do
    local f = graphs.scaled(g, factor):layout { method = "kamada_kawai" }
    eq(far(f, 1, 2) < far(f, 2, 3) / 2, true)
  end
  local f = g:layout { method = "kamada_kawai", weighted = false }
  near(far(f, 1, 2), far(f, 2, 3), 0.05)
end)

test("the smallest graphs have a layout", function()
  for _, g in ipairs { graph {}, graph { nodes = { "a" } }, graph { { "a", "a" } },
      graph { { "a", "b" } }, graph { nodes = { "a", "b", "c" } },
      graph { { "a", "b" }, { "c", "d" }, directed = true } } do
    for _, method in ipairs(methods) do
      eq(g:layout { method = method }.n_rows, g.n_nodes)
    end
  end
end)

test("a circle does not look at weights", function()
  local g = graph { { "a", "b", 1e-300 }, { "c", "d", 1e300 } }
  near(g:layout { method = "circle" }:get(1, "x"), 1)
end)

test("an unknown method is named", function()
  raises("found kamada_kawei (did you mean 'kamada_kawai'?)", function()
    graph {}:layout { method = "kamada_kawei" }
  end)
end)
