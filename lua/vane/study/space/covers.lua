-- Which industries each space covers, by a table from members to industries.

local base = require "vane.core.base"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local tables = require "vane.study.space.tables"

local na = base.na


local function check_weight(word, option, member, weight)
  if base.is_na(weight) or not (weight >= 0 and weight <= 1) then
    fail("%s: '%s' gives \"%s\" a weight of %s, wanted from 0 to 1", word,
      option, member, tostring(weight))
  end
end


local function check_sum(word, option, member, list)
  local sum = 0
  for _, part in ipairs(list) do
    part.weight = part.weight or 1 / #list
    sum = sum + part.weight
  end
  if sum > 1 + 1e-9 then
    fail("%s: '%s' gives \"%s\" weights that add up to %g, more than 1", word,
      option, member, sum)
  end
end


-- { member = { { industry =, weight = }, ... } } of a frame whose first two
-- columns name members and industries; without a column "weight" each member
-- is shared evenly among its industries.
local function read(word, option, f)
  if f.n_cols < 2 then
    fail("%s: '%s' should be a frame of members, industries and weights; found "
      .. "%d column", word, option, f.n_cols)
  end
  if f.types.weight == "text" then
    fail("%s: the column \"weight\" of '%s' should hold numbers, but is text", word, option)
  end
  local of = {}
  local industries = f:column(f.names[2])
  local weights = f.types.weight and f:column "weight"
  for i, member in ipairs(f:column(f.names[1])) do
    if not base.is_na(member) and not base.is_na(industries[i]) then
      member = tostring(member)  -- as nodes are called
      if weights then check_weight(word, option, member, weights[i]) end
      of[member] = of[member] or {}
      table.insert(of[member], { industry = industries[i],
        weight = weights and weights[i] })
    end
  end
  for member, list in pairs(of) do check_sum(word, option, member, list) end
  return of
end


-- What of a member goes to each industry, and to none.
local function parts_of(of, node)
  local rest, parts = 1, {}
  for _, part in ipairs(of[node] or {}) do
    rest = rest - part.weight
    parts[#parts + 1] = part
  end
  if rest > 1e-9 then parts[#parts + 1] = { industry = na, weight = rest } end
  return parts
end


-- Sums by industry over the members of a space.
local function sum_up(of, members)
  local sums, order, total = {}, {}, 0
  for _, row in ipairs(members) do
    total = total + row.strength
    for _, part in ipairs(parts_of(of, row.node)) do
      local sum = sums[part.industry]
      if not sum then
        sum = { industry = part.industry, strength = 0, nodes = {} }
        sums[part.industry], order[#order + 1] = sum, sum
      end
      sum.strength = sum.strength + part.weight * row.strength
      sum.nodes[#sum.nodes + 1] = row.node
    end
  end
  table.sort(order, function(a, b)
    if a.strength ~= b.strength then return a.strength > b.strength end
    return tostring(a.industry) < tostring(b.industry)
  end)
  return order, total
end


-- space, industry, share, n_members, members: the share of the strength of
-- the space's members; a missing industry for what belongs to none.
local function covers(s)
  local names = { "space", "industry", "share", "n_members", "members" }
  local lists = tables.lists_for(names)
  for c, members in ipairs(s.members) do
    local order, total = sum_up(s.industries, s.small[c] and {} or members)
    for _, sum in ipairs(order) do
      local values = { space = s.names[c], industry = sum.industry,
        share = total > 0 and sum.strength / total or 0,
        n_members = #sum.nodes, members = table.concat(sum.nodes, ", ") }
      for _, name in ipairs(names) do table.insert(lists[name], values[name]) end
    end
  end
  return frame(tables.columns_of(names, lists), { source = s.source,
    types = { industry = "text" } })
end


return { read = read, covers = covers }
