-- Several groups' roadmaps in one: items of the same name are one, those that
-- look alike are found, and everybody's comments are kept.

local base = require "vane.core.base"
local braced = require "vane.base.braced"
local check = require "vane.base.check"
local core = require "vane.core.roadmap"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local lanes = require "vane.study.roadmap.lanes"

local MOST_MAPS = 4  -- a workshop has up to four groups
local WORD = "roadmap.merge"

local options = {
  alike   = { kind = "number", default = 0.7, above = 0, most = 1 },
  same    = { kind = "table", default = {} },
  similar = { one_of = { "list", "merge" }, default = "list" },
  title   = { kind = "string" },
}

local merge = {}


-- ---- what is given ----

local function maps_of(given)
  local maps = {}
  for i, map in ipairs(given) do
    if check.kind_of(map) ~= "roadmap" then
      fail("%s: entry %d should be a roadmap, found %s", WORD, i,
        check.found(map))
    end
    maps[i] = map
  end
  if #maps < 2 or #maps > MOST_MAPS then
    fail("%s: 2 to %d roadmaps can be merged, found %d", WORD, MOST_MAPS, #maps)
  end
  return maps
end


-- The roadmaps of the list, and the options that stand in it by name.
function merge.options(given)
  if check.kind_of(given) ~= "table" then
    fail("%s: wants a list of roadmaps, as in { a, b }, found %s", WORD,
      check.found(given))
  end
  local named = braced(given)
  return maps_of(given), check(WORD, named, options)
end


-- Every item of every map, with its map's name as the group of those that have
-- none.
local function all_items(maps, models)
  local all = {}
  for k, m in ipairs(models) do
    local group = maps[k].title
    for _, item in ipairs(m.items) do
      local own = setmetatable({ map = k }, { __index = item })
      own.group = #item.group == 0 and { base.is_na(group) and "map " .. k
        or group } or item.group
      all[#all + 1] = own
    end
  end
  return all
end


-- ---- who is one ----

-- Each item's first twin, itself when it has none: a forest, joined by roots.
local function new_forest(n)
  local parent = {}
  for i = 1, n do parent[i] = i end
  local function root(i)
    while parent[i] ~= i do i = parent[i] end
    return i
  end
  return root, function(a, b)
    a, b = root(a), root(b)
    if a ~= b then parent[math.max(a, b)] = math.min(a, b) end
  end
end


local function check_named(place, name)
  if type(name) ~= "string" then
    fail("%s: 'same' should name items, found %s", WORD, check.found(name))
  end
  if place[name] then return end
  local near = base.nearest(name, check.keys(place))
  fail("%s: 'same' names \"%s\", which is no item%s", WORD, name,
    near and (" (did you mean \"%s\"?)"):format(near) or "")
end


local function join_named(all, same, join)
  local place = {}
  for i, item in ipairs(all) do place[item.name] = place[item.name] or i end
  for k, pair in ipairs(same) do
    if type(pair) ~= "table" or #pair < 2 then
      fail("%s: entry %d of 'same' should be { \"name\", \"other name\" }", WORD, k)
    end
    for _, name in ipairs(pair) do
      check_named(place, name)
      join(place[pair[1]], place[name])
    end
  end
end


-- Pairs that look alike, from different maps and in the same lane; those that
-- are the same but for capitals, hyphens and the order of words are joined.
local function find_alike(all, opts, join)
  local names, found = {}, {}
  for i, item in ipairs(all) do names[i] = item.name end
  for _, pair in ipairs(core.alike(names, opts.alike)) do
    local a, b, likeness = table.unpack(pair)
    local is_same = all[a].name == all[b].name
    if all[a].map ~= all[b].map and (is_same or all[a].lane == all[b].lane) then
      if likeness == 1 or opts.similar == "merge" then join(a, b) end
      found[#found + 1] = pair
    end
  end
  return found
end


local function join_equal(all, join)
  local place = {}
  for i, item in ipairs(all) do
    if place[item.name] then join(place[item.name], i) end
    place[item.name] = place[item.name] or i
  end
end


-- ---- what becomes of them ----

local function append_new(list, known, values)
  for _, value in ipairs(values) do
    if not known[value] then list[#list + 1], known[value] = value, true end
  end
end


local function name_of(item)
  return table.concat(item.group, ", ")
end


-- The values of a field by group, when groups say different things.
local function said_of(twins, field)
  local said, different = {}, false
  for _, item in ipairs(twins) do
    local value = field == "lane" and lanes[item.lane].name or item[field]
    said[#said + 1] = ("%s: %s"):format(name_of(item), tostring(value or "nothing"))
    different = different or item[field] ~= twins[1][field]
  end
  return different and table.concat(said, "; ")
end


-- One item of its twins: the first group that says something is followed; all
-- groups, scenarios and comments are kept.
local function merged_item(twins, add)
  local item = { group = {}, scenarios = {}, comment = {}, leads_to = {} }
  local groups, scenarios = {}, {}
  for _, twin in ipairs(twins) do
    for _, field in ipairs { "name", "lane", "kind", "certainty" } do
      item[field] = item[field] or twin[field]
    end
    if not item.time then
      item.time, item.from, item.to = twin.time, twin.from, twin.to
    end
    append_new(item.group, groups, twin.group)
    append_new(item.scenarios, scenarios, twin.scenarios)
    for _, comment in ipairs(twin.comment) do
      table.insert(item.comment, ("%s: %s"):format(name_of(twin), comment))
    end
  end
  for _, field in ipairs { "lane", "time", "certainty" } do
    local said = said_of(twins, field)
    if said then add(item.name, field, said) end
  end
  return item
end


local function gather(all, root, add)
  local items, place, twins = {}, {}, {}
  for i, item in ipairs(all) do
    local first = root(i)
    twins[first] = twins[first] or {}
    table.insert(twins[first], item)
  end
  for i in ipairs(all) do
    local first = root(i)
    if not place[first] then
      items[#items + 1] = merged_item(twins[first], add)
      place[first] = #items
    end
    place[i] = place[first]
  end
  return items, place
end


-- The links of all maps between the merged items, each once.
local function links_of(models, place)
  local links, known, offset = {}, {}, 0
  for _, m in ipairs(models) do
    for _, link in ipairs(m.links) do
      local a, b = place[offset + link[1]], place[offset + link[2]]
      if a ~= b and not known[a .. ">" .. b] then
        links[#links + 1], known[a .. ">" .. b] = { a, b }, true
      end
    end
    offset = offset + #m.items
  end
  return links
end


-- ---- tables ----

local function duplicates_of(all, found, root)
  local c = { item = {}, group = {}, other = {}, other_group = {}, likeness = {},
    merged = {} }
  for k, pair in ipairs(found) do
    local a, b = all[pair[1]], all[pair[2]]
    c.item[k], c.other[k] = a.name, b.name
    c.group[k], c.other_group[k] = name_of(a), name_of(b)
    c.likeness[k], c.merged[k] = pair[3], root(pair[1]) == root(pair[2])
  end
  return frame({ { "item", c.item }, { "group", c.group }, { "other", c.other },
    { "other_group", c.other_group }, { "likeness", c.likeness },
    { "merged", c.merged } }, { types = { item = "text", group = "text",
    other = "text", other_group = "text", likeness = "number",
    merged = "logical" } }):sort "-likeness"
end


local function disagreements()
  local c = { item = {}, about = {}, said = {} }
  local function add(item, about, said)
    local k = #c.item + 1
    c.item[k], c.about[k], c.said[k] = item, about, said
  end
  return add, function()
    return frame({ { "item", c.item }, { "about", c.about }, { "said", c.said } },
      { types = { item = "text", about = "text", said = "text" } })
  end
end


-- Items and links of all the maps' models, and two frames: .duplicates and
-- .disagreements.
function merge.models(maps, models, opts)
  local all = all_items(maps, models)
  local root, join = new_forest(#all)
  join_equal(all, join)
  join_named(all, opts.same, join)
  local found = find_alike(all, opts, join)
  local add, told = disagreements()
  local items, place = gather(all, root, add)
  return { title = opts.title, items = items,
    links = links_of(models, place) },
    { duplicates = duplicates_of(all, found, root), disagreements = told() }
end


return merge
