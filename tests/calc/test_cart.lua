local random = require "vane.core.random"


-- ---- published ----

-- The data of Chambers and Hastie, Statistical Models in S (1992), and the
-- tree that Therneau and Atkinson, An Introduction to Recursive Partitioning
-- Using the RPART Routines (Mayo Foundation 1997), grow from it: no leaf below
-- 7 cases, nothing below 20 split.
local kyphosis = [[
0 71 3 5, 0 158 3 14, 1 128 4 5, 0 2 5 1, 0 1 4 15, 0 1 2 16
0 61 2 17, 0 37 3 16, 0 113 2 16, 1 59 6 12, 1 82 5 14, 0 148 3 16
0 18 5 2, 0 1 4 12, 0 168 3 18, 0 1 3 16, 0 78 6 15, 0 175 5 13
0 80 5 16, 0 27 4 9, 0 22 2 16, 1 105 6 5, 1 96 3 12, 0 131 2 3
1 15 7 2, 0 9 5 13, 0 8 3 6, 0 100 3 14, 0 4 3 16, 0 151 2 16
0 31 3 16, 0 125 2 11, 0 130 5 13, 0 112 3 16, 0 140 5 11, 0 93 3 16
0 1 3 9, 1 52 5 6, 0 20 6 9, 1 91 5 12, 1 73 5 1, 0 35 3 13
0 143 9 3, 0 61 4 1, 0 97 3 16, 1 139 3 10, 0 136 4 15, 0 131 5 13
1 121 3 3, 0 177 2 14, 0 68 5 10, 0 9 2 17, 1 139 10 6, 0 2 2 17
0 140 4 15, 0 72 5 15, 0 2 3 13, 1 120 5 8, 0 51 7 9, 0 102 3 13
1 130 4 1, 1 114 7 8, 0 81 4 1, 0 118 3 16, 0 118 4 16, 0 17 4 10
0 195 2 17, 0 159 4 13, 0 18 4 11, 0 15 5 16, 0 158 5 14, 0 127 4 12
0 87 4 16, 0 206 4 10, 0 11 3 15, 0 178 4 15, 1 157 3 13, 0 26 7 13
0 120 2 13, 1 42 7 6, 0 36 4 13]]

local function kyphosis_frame()
  local columns = { present = {}, age = {}, number = {}, start = {} }
  for present, age, number, start in kyphosis:gmatch "(%d) (%d+) (%d+) (%d+)" do
    local n = #columns.age + 1
    columns.present[n], columns.age[n] = math.tointeger(present), math.tointeger(age)
    columns.number[n], columns.start[n] = math.tointeger(number), math.tointeger(start)
  end
  return frame(columns)
end

test("the published tree of kyphosis", function()
  local c = cart(kyphosis_frame(), { outcome = "present", leaf = 7, split = 20,
    prune = "none", inputs = { "age", "number", "start" } })
  eq(tostring(c):match "^(.-)\n  error", [[
cart: 81 cases, present: 5 ends
  all                     81   21.0 %
    start < 8.5           19   57.9 % *
    start >= 8.5          62    9.7 %
      start < 14.5        33   18.2 %
        age < 55          12    0.0 % *
        age >= 55         21   28.6 %
          age < 111        7   57.1 % *
          age >= 111      14   14.3 % *
      start >= 14.5       29    0.0 % *]])
end)


-- ---- brute force ----

-- Cases with an outcome that two numbers and a level decide, with noise.
local function drawn(n, seed, of_numbers)
  local u, cases = random.units(seed, 0, 5 * n), {}
  for i = 1, n do
    local at = 5 * i - 4
    local x, y = u[at], math.floor(8 * u[at + 1])
    local place = ("abcd"):sub(1 + math.floor(4 * u[at + 2])):sub(1, 1)
    local level = (x > 0.5 and 0.5 or 0.1) + (place == "c" and 0.3 or 0)
      + (y > 5 and 0.1 or 0)
    local out = u[at + 3] < level and 1 or 0
    if of_numbers then out = level + u[at + 4] end
    cases[i] = { x = x, y = y, place = place, out = out }
  end
  return cases
end

local function framed(cases)
  local columns = { x = {}, y = {}, place = {}, out = {} }
  for i, case in ipairs(cases) do
    for name, list in pairs(columns) do list[i] = case[name] end
  end
  return frame(columns)
end

local function error_of(cases)
  local sum, squares = 0, 0
  for _, case in ipairs(cases) do sum = sum + case.out end
  for _, case in ipairs(cases) do squares = squares + (case.out - sum / #cases) ^ 2 end
  return squares, sum / #cases
end

local function divided(cases, goes_left)
  local left, right = {}, {}
  for _, case in ipairs(cases) do
    local side = goes_left(case) and left or right
    side[#side + 1] = case
  end
  return left, right
end

-- Every way to divide the cases by one input: between two values, and any
-- set of levels.
local function questions(cases, only_x)
  local list = {}
  for _, name in ipairs { "x", not only_x and "y" or nil } do
    local v = {}
    for i, case in ipairs(cases) do v[i] = case[name] end
    table.sort(v)
    for i = 2, #v do
      local cut = (v[i - 1] + v[i]) / 2
      if v[i] > v[i - 1] then
        list[#list + 1] = function(case) return case[name] < cut end
      end
    end
  end
  for set = 1, only_x and 0 or 14 do
    list[#list + 1] = function(case)
      return set >> (case.place:byte() - 97) & 1 == 1
    end
  end
  return list
end

local function grown(cases, leaf, split, depth, only_x)
  local own, mean = error_of(cases)
  local node = { n = #cases, mean = mean, error = own }
  if #cases < split or depth == 0 then return node end
  local best
  for _, question in ipairs(questions(cases, only_x)) do
    local left, right = divided(cases, question)
    if #left >= leaf and #right >= leaf then
      local rest = error_of(left) + error_of(right)
      if rest < (best and best - 1e-9 or own - 1e-9) then
        best, node.left, node.right, node.question = rest, left, right, question
      end
    end
  end
  if not best then return node end
  node.left = grown(node.left, leaf, split, depth - 1, only_x)
  node.right = grown(node.right, leaf, split, depth - 1, only_x)
  return node
end

local function ends_of(node, into)
  into = into or {}
  if not node.left then
    into[#into + 1] = { node.n, node.mean }
  else
    ends_of(node.left, into)
    ends_of(node.right, into)
  end
  table.sort(into, function(a, b)
    if a[1] ~= b[1] then return a[1] < b[1] end
    return a[2] < b[2]
  end)
  return into
end

test("every tree agrees with trying all divisions", function()
  for seed = 1, 6 do
    local cases = drawn(40 + 15 * seed, seed, seed % 2 == 0)
    local c = cart(framed(cases), { outcome = "out", leaf = 4, split = 9,
      depth = 4, prune = "none" })
    local ends = ends_of(grown(cases, 4, 9, 4))
    local leaves = c.leaves:sort("n_cases", "mean")
    eq(leaves.n_rows, #ends)
    for i, leaf in ipairs(ends) do
      eq(leaves:get(i, "n_cases"), leaf[1])
      near(leaves:get(i, "mean"), leaf[2], 1e-12)
    end
  end
end)

-- Every tree that cutting branches can leave: { error, ends }.
local function cut_trees(node)
  local list = { { node.error, 1 } }
  if not node.left then return list end
  for _, left in ipairs(cut_trees(node.left)) do
    for _, right in ipairs(cut_trees(node.right)) do
      list[#list + 1] = { left[1] + right[1], left[2] + right[2] }
    end
  end
  return list
end

test("each stage is the best tree at its price, and just above it", function()
  for seed = 1, 5 do
    local cases = drawn(90, 20 + seed, seed % 2 == 0)
    local root = grown(cases, 4, 9, 4)
    local trees = cut_trees(root)
    local c = cart(framed(cases), { outcome = "out", leaf = 4, split = 9,
      depth = 4, folds = 3, prune = "least" })
    assert(c.stages.n_rows > 2)
    for row in c.stages:each() do
      local price, best = row.price * (1 + 1e-7) + 1e-12, math.huge
      for _, tree in ipairs(trees) do
        best = math.min(best, tree[1] / root.error + price * tree[2])
      end
      near(row.error + price * row.n_ends, best, 1e-9)
    end
    eq(c.stages:get(c.stages.n_rows, "n_ends"), 1)
  end
end)

-- What the tree says of a case when each end costs that much.
local function said(node, case, price, all)
  local best = math.huge
  for _, tree in ipairs(cut_trees(node)) do
    best = math.min(best, tree[1] / all + price * tree[2])
  end
  if not node.left or node.error / all + price <= best + 1e-12 then
    return node.mean
  end
  return said(node.question(case) and node.left or node.right, case, price, all)
end

-- Sums of squared errors, and of their squares, each case left out once.
local function left_out_errors(cases, price)
  local sum, squares = 0, 0
  for i, case in ipairs(cases) do
    local others = { table.unpack(cases) }
    table.remove(others, i)
    local root = grown(others, 3, 7, 3, true)
    local off = case.out - said(root, case, price, root.error)
    sum, squares = sum + off ^ 2, squares + off ^ 4
  end
  return sum, squares
end

-- With as many folds as cases each is left out once, whatever the seed.
test("errors on cases left out agree with leaving each out", function()
  local cases = drawn(36, 4, true)
  local how = { outcome = "out", leaf = 3, split = 7, depth = 3, folds = 36,
    prune = "least", inputs = { "x" } }
  local c = cart(framed(cases), how)
  local all, price = error_of(cases), c.stages:column "price"
  for s = 1, c.stages.n_rows do
    local between = price[s + 1] and (price[s] * price[s + 1]) ^ 0.5 or 1e9
    local sum, squares = left_out_errors(cases, between)
    near(c.stages:get(s, "tested"), sum / all, 1e-9)
    near(c.stages:get(s, "doubt"), (squares - sum ^ 2 / 36) ^ 0.5 / all, 1e-9)
  end
  how.seed = 7
  local again = cart(framed(cases), how).stages:column "tested"
  for s, tested in ipairs(c.stages:column "tested") do near(again[s], tested) end
end)


-- ---- properties ----

test("the rule of one standard error takes the smallest tree within", function()
  local c = cart(framed(drawn(400, 3, true)), { outcome = "out" })
  local least, most = math.huge, nil
  for row in c.stages:each() do
    if row.tested <= least then least, most = row.tested, row.tested + row.doubt end
  end
  local smallest
  for row in c.stages:each() do
    if row.tested <= most and (not smallest or row.n_ends < smallest) then
      smallest = row.n_ends
    end
  end
  eq(c.n_leaves, smallest)
  eq(c.stages:where({ chosen = true }):get(1, "n_ends"), smallest)
  eq(c.leaves.n_rows, smallest)
end)

test("what is told apart without doubt needs two ends", function()
  local x, out = {}, {}
  for i = 1, 100 do x[i], out[i] = i, i > 60 end
  local c = cart(frame { x = x, out = out }, { outcome = "out" })
  eq(c.n_leaves, 2)
  eq(c.leaves:column "conditions", { "x < 60.5", "x >= 60.5" })
  near(c.inputs:get(1, "gain"), 1)
end)

test("noise alone leaves no branch", function()
  local u, x, out = random.units(8, 0, 600), {}, {}
  for i = 1, 300 do x[i], out[i] = u[i], u[300 + i] < 0.3 end
  eq(cart(frame { x = x, out = out }, { outcome = "out" }).n_leaves, 1)
end)

test("order of rows and unit of inputs do not matter", function()
  local cases = drawn(200, 6)
  local mixed = {}
  for i = 1, 200 do
    local case = cases[1 + (i * 7) % 200]
    mixed[i] = { x = case.x * 8 + 1, y = case.y, place = case.place, out = case.out }
  end
  local how = { outcome = "out", prune = "none" }
  local a, b = cart(framed(cases), how), cart(framed(mixed), how)
  eq(a.leaves:column "n_cases", b.leaves:column "n_cases")
  eq(a.leaves:column "mean", b.leaves:column "mean")
end)


-- ---- bad input ----

test("what gives no tree is refused", function()
  local f = frame { x = { 1, 2, 3 }, hit = { 0, 1, 1 }, same = { 1, 1, 1 } }
  local function found(opts) return function() return cart(f, opts) end end
  raises("all of the 3 cases are of interest", found { outcome = "same" })
  raises("'depth' should be from 1 to 12, found 13", found { outcome = "hit", depth = 13 })
  raises("'leaf' should be from 1", found { outcome = "hit", leaf = 0 })
  raises("'folds' should be from 2", found { outcome = "hit", folds = 1 })
  raises("unknown option 'leav'", found { outcome = "hit", leav = 3 })
  raises("wants a frame in front", function() return cart("f", { outcome = "hit" }) end)
  eq(cart(f, { outcome = "hit" }).n_leaves, 1)
  eq(cart(frame { x = { 1, 2 }, y = { 3.5, 3.5 } }, { outcome = "y" }).n_leaves, 1)
end)
