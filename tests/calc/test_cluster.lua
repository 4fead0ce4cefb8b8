local points = matrix.of({ "a", "b", "c", "d", "e" }, { "x" },
  { { 0 }, { 10 }, { 1 }, { 14 }, { 4 } })


local function steps(tree)
  local list = {}
  local merges = tree.merges
  for i = 1, merges.n_rows do
    list[i] = { merges:get(i, "a"), merges:get(i, "b"),
      merges:get(i, "height"), merges:get(i, "size") }
  end
  return list
end


-- On a line: a 0, c 1, e 4, b 10, d 14. Nearest pairs: a c (1), then e to
-- {a, c} at 3 (single), 4 (complete) or 3.5 (average), then b d (4), then all.
test("single linkage takes the nearest pair", function()
  eq(steps(points:cluster { method = "single" }), {
    { "a", "c", 1.0, 2 }, { "#1", "e", 3.0, 3 }, { "b", "d", 4.0, 2 },
    { "#2", "#3", 6.0, 5 } })
end)

-- Here e to {a, c} and b to d are both 4 away: the group of a stands first.
test("complete linkage takes the farthest pair, and of equals the first",
  function()
    eq(steps(points:cluster { method = "complete" }), {
      { "a", "c", 1.0, 2 }, { "#1", "e", 4.0, 3 }, { "b", "d", 4.0, 2 },
      { "#2", "#3", 14.0, 5 } })
  end)

-- {a, c, e} to {b, d}: (10 + 9 + 6 + 14 + 13 + 10) / 6 = 62 / 6.
test("average linkage takes the mean of all pairs", function()
  local list = steps(points:cluster {})
  eq(list[2], { "#1", "e", 3.5, 3 })
  near(list[4][3], 62 / 6)
end)

-- Ward: sqrt(2 n1 n2 / (n1 + n2)) times the distance of the two centres.
-- a c: 1. b d: 4. {a, c} (0.5) and e (4): sqrt(4 / 3) 3.5. {a, c, e} (5 / 3)
-- and {b, d} (12): sqrt(12 / 5) 31 / 3.
test("Ward's heights, worked by hand", function()
  local list = steps(points:cluster { method = "ward" })
  eq({ list[1][1], list[1][2], list[1][3] }, { "a", "c", 1.0 })
  eq({ list[2][1], list[2][2] }, { "b", "d" })
  near(list[2][3], 4)
  eq({ list[3][1], list[3][2] }, { "#1", "e" })
  near(list[3][3], (4 / 3) ^ 0.5 * 3.5)
  near(list[4][3], (12 / 5) ^ 0.5 * 31 / 3)
end)

test("the order keeps groups together, the cut numbers them", function()
  local tree = points:titled({ rows = "place", source = "p.csv" }):cluster {}
  eq(tree.order, { "a", "c", "e", "b", "d" })
  eq(tree.leaves, { "a", "b", "c", "d", "e" })
  eq(tree.n_leaves, 5)
  eq({ tree.method, tree.title, tree.source }, { "average", "place", "p.csv" })
  eq(tree:cut(2).names, { "place", "group" })
  eq(tree:cut(1):column "group", { 1, 1, 1, 1, 1 })
  eq(tree:cut(2):column "group", { 1, 2, 1, 2, 1 })
  eq(tree:cut(3):column "group", { 1, 2, 1, 3, 1 })
  eq(tree:cut(5):column "group", { 1, 2, 3, 4, 5 })
  raises("cut: 5 leaves fall into 1 to 5 groups, not 6", tree.cut, tree, 6)
  raises("cut: 5 leaves fall into 1 to 5 groups, not 0", tree.cut, tree, 0)
  raises("there are no -1 groups", tree.cut, tree, -1)
end)

-- The methods by their definitions, from all pairs of the two groups.
local function centre(members, cells)
  local sum = {}
  for _, i in ipairs(members) do
    for j, x in ipairs(cells[i]) do sum[j] = (sum[j] or 0) + x end
  end
  for j in ipairs(sum) do sum[j] = sum[j] / #members end
  return sum
end

local function squares(x, y)
  local sum = 0
  for j in ipairs(x) do sum = sum + (x[j] - y[j]) ^ 2 end
  return sum
end

local definitions = {
  ward = function(a, b, cells)
    local n, m = #a, #b
    return (2 * n * m / (n + m)
      * squares(centre(a, cells), centre(b, cells))) ^ 0.5
  end,
}

local function over_pairs(start, gather, finish)
  return function(a, b, cells)
    local value = start
    for _, i in ipairs(a) do
      for _, k in ipairs(b) do
        value = gather(value, squares(cells[i], cells[k]) ^ 0.5)
      end
    end
    return finish and finish(value, #a * #b) or value
  end
end

definitions.single = over_pairs(math.huge, math.min)
definitions.complete = over_pairs(0, math.max)
definitions.average = over_pairs(0, function(sum, d) return sum + d end,
  function(sum, n) return sum / n end)

local function heights_by_definition(cells, distance)
  local groups, heights = {}, {}
  for i = 1, #cells do groups[i] = { i } end
  while #groups > 1 do
    local best, at = math.huge, nil
    for i = 1, #groups do
      for k = i + 1, #groups do
        local d = distance(groups[i], groups[k], cells)
        if d < best then best, at = d, { i, k } end
      end
    end
    table.move(groups[at[2]], 1, #groups[at[2]], #groups[at[1]] + 1,
      groups[at[1]])
    table.remove(groups, at[2])
    heights[#heights + 1] = best
  end
  return heights
end

local function scattered(n)
  local rows, cells, seed = {}, {}, 7
  for i = 1, n do
    rows[i], cells[i] = "p" .. i, {}
    for j = 1, 3 do
      seed = seed * 16807 % 2147483647
      cells[i][j] = seed / 2147483647
    end
  end
  return matrix.of(rows, { "x", "y", "z" }, cells), cells
end

test("each method agrees with its definition, and heights never fall",
  function()
    local m, cells = scattered(30)
    for method, distance in pairs(definitions) do
      local found = m:cluster({ method = method }).merges:column "height"
      local wanted = heights_by_definition(cells, distance)
      for i in ipairs(wanted) do
        near(found[i], wanted[i], 1e-12)
        if i > 1 then assert(found[i] >= found[i - 1]) end
      end
    end
  end)

test("without ties, permuting the rows changes no height", function()
  local m = scattered(30)
  local order = {}
  for i = 1, 30 do order[i] = "p" .. (i * 7 % 30 + 1) end
  for method in pairs(definitions) do
    local one = m:cluster({ method = method }).merges:column "height"
    local two = m:select { rows = order }:cluster { method = method }
      .merges:column "height"
    for i in ipairs(one) do near(one[i], two[i], 1e-12) end
  end
end)

test("equal distances give equal heights", function()
  local names = {}
  for i = 1, 9 do names[i] = "n" .. i end
  local even = matrix.of(names, names, 1 / 3)
  for _, method in ipairs { "average", "single", "complete" } do
    local tree = even:cluster { by = "distance", method = method }
    for _, height in ipairs(tree.merges:column "height") do
      eq(height, 1 / 3)
    end
    eq(tree.order, names)
  end
end)

test("a similarity is 1 less a distance", function()
  local marks = matrix.of({ "a", "b", "c" }, { "x", "y", "z" },
    { { 1, 1, 0 }, { 0, 0, 1 }, { 1, 1, 1 } })
  local tree = marks:cluster { by = "jaccard" }
  near(tree.merges:get(1, "height"), 1 - 2 / 3)
  local alike = marks:jaccard "rows"
  eq(alike:cluster({ by = "similarity" }).merges == tree.merges, true)
  eq((1 - alike):cluster({ by = "distance" }).merges == tree.merges, true)
  eq(marks:cluster({ by = "jaccard", of = "cols" }).leaves, { "x", "y", "z" })
end)

test("distances must be there, symmetric and of the right sign", function()
  local d = matrix.of({ "a", "b" }, { "a", "b" }, { { 0, 2 }, { 2, 0 } })
  local given = { by = "distance" }
  raises('cluster: the distance of "b" and "a" is missing; leave one of them '
    .. "out with :select", d.cluster, d:with("a", "b", na), given)
  raises('the distance of "b" and "a" is 2 one way and 3 the other',
    d.cluster, d:with("a", "b", 3), given)
  raises('is -2, and wants to be 0 at least', d.cluster, -d, given)
  raises('the similarity of "b" and "a" is 2, and wants to be 1 at most',
    d.cluster, d, { by = "similarity" })
  raises('wants the same names for rows and columns, but the row "a"',
    points.cluster, points, given)
end)

test("options are checked", function()
  raises("option 'method' should be one of average, single, complete, ward, "
    .. "found wrad (did you mean 'ward'?)", points.cluster, points,
    { method = "wrad" })
  raises("unknown option 'clusters'", points.cluster, points, { clusters = 3 })
end)

test("one leaf and none make trees without merges", function()
  local one = points:select { rows = "a" }:cluster()
  eq(one.merges.n_rows, 0)
  eq(one.order, { "a" })
  eq(one:cut(1):column "group", { 1 })
  local none = points:select { rows = {} }:cluster()
  eq(none.order, {})
  raises("0 leaves fall into 1 to 0 groups", none.cut, none, 1)
end)

test("a tree prints its merges", function()
  local tree = points:select { rows = { "a", "b" } }
    :titled { rows = "place", source = "p.csv" }:cluster {}
  eq(tostring(tree), [[
tree of 2 leaves (place), average linkage   p.csv
  step  a  b  height  size
     1  a  b      10     2]])
  raises('a tree has no field "merge" (did you mean "merges"?)',
    function() return tree.merge end)
end)
