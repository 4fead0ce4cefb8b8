-- The frames of a study of spaces: the spaces, their members, who belongs and
-- who wavers.

local base = require "vane.core.base"
local frame = require "vane.data.frame"
local na = base.na

local NAMED = 2      -- strongest members that give a space its name
local STRONGEST = 5  -- that stand for it
local BELONGS = 0.75 -- of the runs


local function source(s)
  return { source = s.source }
end


-- { name, list } for each name, in their order.
local function columns_of(names, lists)
  local columns = {}
  for j, name in ipairs(names) do columns[j] = { name, lists[name] } end
  return columns
end


local function lists_for(names)
  local lists = {}
  for _, name in ipairs(names) do lists[name] = {} end
  return lists
end


-- ---- members ----

-- The members of each community, the strongest inside first; among equals by
-- name.
local function rank_members(s)
  local members = {}
  for c = 1, s.partition.n_communities do members[c] = {} end
  for row in s.partition:roles():each() do
    table.insert(members[row.community], row)
  end
  for _, list in ipairs(members) do
    table.sort(list, function(a, b)
      if a.inside ~= b.inside then return a.inside > b.inside end
      return a.node < b.node
    end)
  end
  return members
end


local function first_nodes(list, n)
  local names = {}
  for i = 1, math.min(n, #list) do names[i] = list[i].node end
  return table.concat(names, ", ")
end


-- Fills s.members (lists of rows), s.names and s.small, by community.
local function name_spaces(s)
  s.members, s.names, s.small = rank_members(s), {}, {}
  for c, list in ipairs(s.members) do
    s.names[c] = first_nodes(list, NAMED)
    s.small[c] = #list < s.opts.smallest
  end
end


local function member_frame(s)
  local names = { "node", "space", "strength", "inside", "z", "participation",
    "role" }
  if s.labels then table.insert(names, 2, "label") end
  local lists = lists_for(names)
  for c, list in ipairs(s.members) do
    for _, row in ipairs(s.small[c] and {} or list) do
      for _, name in ipairs(names) do
        local value
        if name == "space" then value = s.names[c]
        elseif name == "label" then value = s.labels[row.node] or na
        else value = row[name] end
        table.insert(lists[name], value)
      end
    end
  end
  return frame(columns_of(names, lists), { source = s.source,
    types = { label = s.labels and "text" or nil, role = "text" } })
end


-- ---- stability ----

-- 1 where the node of the row is in the community of the column.
local function indicator(s)
  local f = s.partition.membership
  local ones = {}
  for i = 1, f.n_rows do ones[i] = 1 end
  return f:with { { "one", ones } }:matrix { rows = "node", cols = "community",
    value = "one", fill = 0 }
end


-- In what share of the runs a node is together with the members of its own
-- community, and with those of the next likely one.
local function company(sums, communities, home, sizes)
  local own, next_share, next_home = 1.0, 0.0, na
  for j, sum in ipairs(sums) do
    local c = communities[j]
    if c == home then
      if sizes[c] > 1 then own = (sum - 1) / (sizes[c] - 1) end
    elseif sum / sizes[c] > next_share then
      next_share, next_home = sum / sizes[c], c
    end
  end
  return own, next_share, next_home
end


-- Lists by name of what runs say of each node of a partition.
local function companies(s, runs)
  local f, sizes = runs:stability(), s.partition.sizes:column "size"
  local sums, communities = runs:together():multiply(indicator(s)), {}
  for j, name in ipairs(sums.cols) do communities[j] = math.tointeger(name) end
  sums = sums:cells()
  local lists = { node = f:column "node", home = f:column "community",
    stability = f:column "stability", with_own = {}, with_next = {}, next = {} }
  for i, home in ipairs(lists.home) do
    local own, share, other = company(sums[i], communities, home, sizes)
    lists.with_own[i], lists.with_next[i] = own, share
    lists.next[i] = other
  end
  return lists
end


local function named(s, community)
  return base.is_na(community) and na or s.names[community]
end


-- node, space, with_own, next, with_next, stability, holds; those that waver
-- most first.
local function stability_frame(s, runs)
  local of = companies(s, runs)
  local names = { "node", "space", "with_own", "next", "with_next", "stability",
    "holds" }
  local lists = lists_for(names)
  for i, node in ipairs(of.node) do
    if not s.small[of.home[i]] then
      local values = { node = node, space = s.names[of.home[i]],
        next = named(s, of.next[i]),
        holds = of.with_own[i] >= BELONGS and "belongs" or "wavers" }
      for _, name in ipairs(names) do
        table.insert(lists[name], values[name] or of[name][i])
      end
    end
  end
  return frame(columns_of(names, lists), { source = s.source,
    types = { next = "text" } }):sort("with_own", "space", "node")
end


local function n_wavering(f)
  return f:where { holds = "wavers" }.n_rows
end


-- ---- spaces ----

-- What the strongest members are called, where labels say so.
local function about_of(s, list)
  local words = {}
  for _, row in ipairs(list) do
    local label = s.labels[row.node]
    if label and #words < 3 then words[#words + 1] = label end
  end
  return #words > 0 and table.concat(words, "; ") or na
end


local function space_frame(s)
  local names = { "space", "size", "share", "cohesion", "density", "stability",
    "modularity", "strongest" }
  if s.labels then names[#names + 1] = "about" end
  local lists, total = lists_for(names), 0
  local found = s.partition:communities():column "stability"
  local rows = {}
  for row in s.partition:cohesion():each() do
    rows[row.community] = row
    total = total + 2 * row.inside + row.outside
  end
  for c, row in ipairs(rows) do
    if not s.small[c] then
      local values = { space = s.names[c], size = row.size,
        share = (2 * row.inside + row.outside) / total,
        cohesion = row.cohesion, density = row.density, stability = found[c],
        modularity = row.modularity, strongest = first_nodes(s.members[c], STRONGEST),
        about = s.labels and about_of(s, s.members[c]) }
      for _, name in ipairs(names) do table.insert(lists[name], values[name]) end
    end
  end
  return frame(columns_of(names, lists), source(s))
end


return { name_spaces = name_spaces, members = member_frame,
  stability = stability_frame, spaces = space_frame, n_wavering = n_wavering,
  columns_of = columns_of, lists_for = lists_for }
