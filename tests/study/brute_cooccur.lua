-- Counts pairs by the plainest loops: rows are { group, class, year } with nil
-- for missing, opts as those of linkage.cooccur with periods as a list of
-- { from, to }. Gives name -> "a b" -> { count =, n_groups = }.

local function pieces(class, separator)
  if not separator then return { class } end
  local list = {}
  for piece in (class .. separator):gmatch("(.-)" .. separator) do
    piece = piece:match "^%s*(.-)%s*$"
    if piece ~= "" then list[#list + 1] = piece end
  end
  return list
end


-- The members of each group whose rows are of the period, a list with
-- repeats.
local function groups_of(rows, opts, period)
  local groups = {}
  for i, row in ipairs(rows) do
    local group = opts.group and row[1] or not opts.group and i
    local inside = not period or (row[3] and period[1] <= row[3] and row[3] <= period[2])
    if group and row[2] and inside then
      groups[group] = groups[group] or {}
      for _, class in ipairs(pieces(row[2], opts.separator)) do
        table.insert(groups[group], class)
      end
    end
  end
  return groups
end


local function each_once(members)
  local list, seen = {}, {}
  for _, member in ipairs(members) do
    if not seen[member] then list[#list + 1] = member end
    seen[member] = true
  end
  return list
end


local function count(rows, opts, period)
  local pairs_found = {}
  for _, members in pairs(groups_of(rows, opts, period)) do
    if opts.distinct ~= false then members = each_once(members) end
    local weight = opts.weight == "fractional" and 1 / (#members - 1) or 1
    for i = 1, #members do
      for j = 1, #members do
        if members[i] < members[j] then
          local name = members[i] .. " " .. members[j]
          local pair = pairs_found[name] or { count = 0, n_groups = 0 }
          pair.count, pair.n_groups = pair.count + weight, pair.n_groups + 1
          pairs_found[name] = pair
        end
      end
    end
  end
  return pairs_found
end


return function(rows, opts)
  if not opts.periods then return { all = count(rows, opts) } end
  local found = {}
  for _, period in ipairs(opts.periods) do
    found[("%d-%d"):format(period[1], period[2])] = count(rows, opts, period)
  end
  return found
end
