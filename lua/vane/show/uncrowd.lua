-- Gives points that lie over each other more of the picture: each is moved
-- towards where its place in the order from left to right, and from top to
-- bottom, would put it, so that what is left of, or above, another stays so.
-- As little as it takes.

local STEPS = { 0.2, 0.4, 0.6, 0.8 }  -- of the way
local FEW = 0.02                      -- of the points may lie over another one


local function key_of(column, row)
  return column * 65536 + row
end


-- Points by the cell of a grid that they lie in.
local function cells_of(points, size)
  local cells = {}
  for i, p in ipairs(points) do
    local key = key_of(p.x // size, p.y // size)
    cells[key] = cells[key] or {}
    table.insert(cells[key], i)
  end
  return cells
end


local function n_over(points, cells, size, i)
  local p, n = points[i], 0
  for column = p.x // size - 1, p.x // size + 1 do
    for row = p.y // size - 1, p.y // size + 1 do
      for _, k in ipairs(cells[key_of(column, row)] or {}) do
        local q = points[k]
        local apart = (p.x - q.x) ^ 2 + (p.y - q.y) ^ 2
        if k < i and apart < (p.r + q.r) ^ 2 then n = n + 1 end
      end
    end
  end
  return n
end


-- How many pairs of points lie over each other.
local function n_crowded(points)
  local size, n = 1, 0
  for _, p in ipairs(points) do size = math.max(size, 2 * p.r) end
  local cells = cells_of(points, size)
  for i in ipairs(points) do n = n + n_over(points, cells, size, i) end
  return n
end


-- Where each point would stand along that axis, from low to high, if all gaps
-- were the same.
local function even(points, axis, low, high)
  local order, place = {}, {}
  for i in ipairs(points) do order[i] = i end
  table.sort(order, function(a, b)
    local p, q = points[a][axis], points[b][axis]
    if p ~= q then return p < q end
    return a < b
  end)
  for k, i in ipairs(order) do
    place[i] = low + (high - low) * (k - 1) / math.max(1, #order - 1)
  end
  return place
end


local function moved(points, across, down, part)
  local list = {}
  for i, p in ipairs(points) do
    list[i] = { x = p.x + part * (across[i] - p.x), y = p.y + part * (down[i] - p.y), r = p.r }
  end
  return list
end


-- points: list of { x =, y =, r = }, which get new places from (left, top) to
-- (right, bottom).
return function(points, left, top, right, bottom)
  local fewest, best = n_crowded(points), nil
  if fewest <= FEW * #points then return end
  local across, down = even(points, "x", left, right), even(points, "y", top, bottom)
  for _, part in ipairs(STEPS) do
    local list = moved(points, across, down, part)
    local n = n_crowded(list)
    if n < fewest then fewest, best = n, list end
    if n <= FEW * #points then break end
  end
  for i, p in ipairs(best or {}) do points[i].x, points[i].y = p.x, p.y end
end
