-- The order of two sides whose bands cross as little as can be found: sides
-- are laid out in turn, first by where their bands lead on average, then block
-- by block to the best place among the others.
-- Source: Sugiyama, Tagawa, Toda, IEEE Transactions on Systems, Man, and
-- Cybernetics 11 (1981), 109-125; Matuszewski, Schönfeld, Molitor, Graph
-- Drawing (1999), 217-224.

local random = require "vane.core.random"

local MOST_BANDS = 600  -- of more nothing could be followed in any order
local WORK = 100000     -- pairs of bands that starts, and rounds of each, look at
local MOST_STARTS = 30
local MOST_ROUNDS = 24
local SEED = 1

local uncross = {}


-- Each block's place in its side.
local function places(side)
  local place = {}
  for i, block in ipairs(side) do place[block.name] = i end
  return place
end


-- What crosses: of each two bands that do, the product of what they carry.
function uncross.weight(left, right, bands)
  local a, b, sum = places(left), places(right), 0
  for i, band in ipairs(bands) do
    for j = 1, i - 1 do
      local other = bands[j]
      if (a[band.from] - a[other.from]) * (b[band.to] - b[other.to]) < 0 then
        sum = sum + band.value * other.value
      end
    end
  end
  return sum
end


-- The bands of each block of a side: { at = place on the other side, value = }.
local function ends_of(side, other, bands, here, there)
  local place, ends = places(other), {}
  for _, block in ipairs(side) do ends[block.name] = {} end
  for _, band in ipairs(bands) do
    table.insert(ends[band[here]], { at = place[band[there]], value = band.value })
  end
  return ends
end


local function middle_of(ends)
  local sum, weight = 0, 0
  for _, e in ipairs(ends) do sum, weight = sum + e.at * e.value, weight + e.value end
  return sum / weight
end


-- By the middle of where bands lead; those with the same one as they stood.
local function by_middles(side, ends)
  local place, middle = places(side), {}
  for _, block in ipairs(side) do middle[block.name] = middle_of(ends[block.name]) end
  table.sort(side, function(p, q)
    if middle[p.name] ~= middle[q.name] then return middle[p.name] < middle[q.name] end
    return place[p.name] < place[q.name]
  end)
end


-- How much more crosses with a block above another than below it.
local function worse_above(upper, lower)
  local sum = 0
  for _, e in ipairs(upper) do
    for _, f in ipairs(lower) do
      if e.at > f.at then sum = sum + e.value * f.value
      elseif e.at < f.at then sum = sum - e.value * f.value end
    end
  end
  return sum
end


-- Takes a block out and puts it where least crosses; where it was, if that is
-- as good as any other place.
local function sift(side, block, ends)
  local was = places(side)[block.name]
  table.remove(side, was)
  local sum, sums = 0, { 0 }
  for i, other in ipairs(side) do
    sum = sum - worse_above(ends[block.name], ends[other.name])
    sums[i + 1] = sum
  end
  local best = was
  for i, found in ipairs(sums) do
    if found < sums[best] then best = i end
  end
  table.insert(side, best, block)
end


local function lay_out(side, other, bands, here, there)
  local ends = ends_of(side, other, bands, here, there)
  by_middles(side, ends)
  for _, block in ipairs { table.unpack(side) } do sift(side, block, ends) end
end


-- How often something may be tried that looks at each two bands.
local function share_of_work(bands, most)
  return math.max(1, math.min(most, WORK // (#bands * #bands)))
end


-- The best of the orders that turns of both sides go through from where they
-- stand, and what crosses in it.
local function improved(left, right, bands, best)
  local a, b, last = { table.unpack(left) }, { table.unpack(right) }, nil
  for _ = 1, share_of_work(bands, MOST_ROUNDS) do
    lay_out(b, a, bands, "to", "from")
    lay_out(a, b, bands, "from", "to")
    local weight = uncross.weight(a, b, bands)
    if weight < best.weight then
      best = { left = { table.unpack(a) }, right = { table.unpack(b) }, weight = weight }
    end
    if weight == last then break end
    last = weight
  end
  return best
end


-- A side as it stands, the first time; then shuffled, by numbers from a seed.
local function start(side, k)
  local list = { table.unpack(side) }
  if k == 1 then return list end
  local units = random.units(SEED, k, #list)
  for i = #list, 2, -1 do
    local j = 1 + math.floor(units[i] * i)
    list[i], list[j] = list[j], list[i]
  end
  return list
end


-- The two sides (lists of blocks with names) in an order in which the bands
-- (from, to, value) cross less; as they are where none is found, or where there
-- are too many.
function uncross.sides(left, right, bands)
  if #bands > MOST_BANDS then return left, right end
  local best = { left = left, right = right, weight = uncross.weight(left, right, bands) }
  for k = 1, share_of_work(bands, MOST_STARTS) do
    if best.weight == 0 then break end
    best = improved(start(left, k), right, bands, best)
  end
  return best.left, best.right
end


return uncross
