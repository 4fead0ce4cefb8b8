-- The source's own network of emerging industries: the strongest members of
-- each, and members that belong to another emerging industry joined to it.

local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local tables = require "vane.study.space.tables"

local base = require "vane.core.base"
local na = base.na


-- ---- what belongs where ----

-- The industries of a member with its shares, and what is left of itself.
local function parts_of(of, node)
  local parts, rest = {}, 1
  for _, part in ipairs(of[node] or {}) do
    rest = rest - part.weight
    parts[#parts + 1] = { node = part.industry, weight = part.weight,
      is_industry = true }
  end
  if rest > 1e-9 then parts[#parts + 1] = { node = node, weight = rest } end
  return parts
end


local function industries_in(word, of, g)
  local known, list = {}, {}
  for _, node in ipairs(g.nodes) do
    for _, part in ipairs(of[node] or {}) do
      if not known[part.industry] then
        known[part.industry] = true
        list[#list + 1] = part.industry
      end
    end
  end
  for _, node in ipairs(g.nodes) do
    if known[node] then
      fail("%s: \"%s\" is both a member and an industry of 'consolidate'; give "
        .. "one of them another name", word, node)
    end
  end
  table.sort(list)
  return list
end


-- ---- the lists ----

-- { industry = { member = weight of its ties to the industry } }, without what
-- belongs to the industry itself.
local function weights_by_industry(of, edges)
  local sums = {}
  local function add(a, c, weight)
    local own = {}
    for _, part in ipairs(of[c] or {}) do own[part.industry] = part.weight end
    for _, part in ipairs(of[a] or {}) do
      local share = part.weight * (1 - (own[part.industry] or 0)) * weight
      if share > 0 then
        local sum = sums[part.industry] or {}
        sums[part.industry], sum[c] = sum, (sum[c] or 0) + share
      end
    end
  end
  for _, edge in ipairs(edges) do
    add(edge.from, edge.to, edge.weight)
    add(edge.to, edge.from, edge.weight)
  end
  return sums
end


local function ranked(sum)
  local list = {}
  for node, weight in pairs(sum) do list[#list + 1] = { node = node, weight = weight } end
  table.sort(list, function(x, y)
    if x.weight ~= y.weight then return x.weight > y.weight end
    return x.node < y.node
  end)
  return list
end


-- The first `top` of a list, and those that weigh as much as the last.
local function first(list, top)
  local kept, last = {}, list[math.min(top, #list)]
  for rank, entry in ipairs(list) do
    if rank > top and entry.weight < last.weight then break end
    entry.rank = rank
    kept[rank] = entry
  end
  return kept
end


local function joined_to(of, node)
  local words = {}
  for i, part in ipairs(of[node] or {}) do words[i] = part.industry end
  return #words > 0 and table.concat(words, ", ") or na
end


-- industry, rank, member, weight, joined_to; and how many stand there because
-- they weigh as much as the last.
local function list_frame(s, of, industries, lists)
  local names = { "industry", "rank", "member", "weight", "joined_to" }
  local columns, n_tied = tables.lists_for(names), 0
  for _, industry in ipairs(industries) do
    n_tied = n_tied + math.max(0, #lists[industry] - s.opts.per_industry)
    for _, entry in ipairs(lists[industry]) do
      local values = { industry = industry, rank = entry.rank,
        member = entry.node, weight = entry.weight,
        joined_to = joined_to(of, entry.node) }
      for _, name in ipairs(names) do table.insert(columns[name], values[name]) end
    end
  end
  return frame(tables.columns_of(names, columns), { source = s.source,
    types = { joined_to = "text", industry = "text", member = "text" } }), n_tied
end


-- ---- the network ----

-- The ties between two members, each shared among what they belong to; a tie
-- counts when the member stands in the list of the industry, on either side.
local function add_tie(rows, of, listed, edge)
  for _, a in ipairs(parts_of(of, edge.from)) do
    for _, c in ipairs(parts_of(of, edge.to)) do
      local counts = (a.is_industry and listed[a.node][edge.to])
        or (c.is_industry and listed[c.node][edge.from])
      if counts and a.node ~= c.node then
        table.insert(rows.from, a.node)
        table.insert(rows.to, c.node)
        table.insert(rows.weight, a.weight * c.weight * edge.weight)
      end
    end
  end
end


local function list_all(s, of, industries, edges)
  local sums, lists, listed = weights_by_industry(of, edges), {}, {}
  for _, industry in ipairs(industries) do
    lists[industry] = first(ranked(sums[industry] or {}), s.opts.per_industry)
    listed[industry] = {}
    for _, entry in ipairs(lists[industry]) do listed[industry][entry.node] = true end
  end
  return lists, listed
end


-- Replaces s.whole by the network of industries; fills s.lists, s.n_industries
-- and s.n_tied. `of` is { member = { { industry =, weight = }, ... } }.
local function consolidate(s, of)
  local edges, industries = {}, industries_in(s.word, of, s.whole)
  for row in s.whole:edges():each() do edges[#edges + 1] = row end
  local lists, listed = list_all(s, of, industries, edges)
  local rows = { from = {}, to = {}, weight = {} }
  for _, edge in ipairs(edges) do
    if edge.from ~= edge.to then add_tie(rows, of, listed, edge) end
  end
  s.lists, s.n_tied = list_frame(s, of, industries, lists)
  s.n_industries = #industries
  s.whole = frame({ { "from", rows.from }, { "to", rows.to },
    { "weight", rows.weight } }, { source = s.whole.source,
    types = { from = "text", to = "text", weight = "number" } }):graph()
end


return { consolidate = consolidate }
