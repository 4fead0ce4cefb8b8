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

local function rows_of(f)
  local rows = {}
  for row in f:each() do rows[#rows + 1] = row end
  return rows
end


local function named(s, community)
  return base.is_na(community) and na or s.names[community]
end


-- node, space, with_own, next, with_next, stability, holds; those that waver
-- most first.
local function stability_frame(s, runs)
  local names = { "node", "space", "with_own", "next", "with_next", "stability",
    "holds" }
  local lists = lists_for(names)
  local stable = runs:stability():column "stability"
  for i, row in ipairs(rows_of(runs:company())) do
    if not s.small[row.community] then
      local values = { node = row.node, space = s.names[row.community],
        with_own = row.with_own, next = named(s, row.next),
        with_next = row.with_next, stability = stable[i],
        holds = row.with_own >= BELONGS and "belongs" or "wavers" }
      for _, name in ipairs(names) do table.insert(lists[name], values[name]) end
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
