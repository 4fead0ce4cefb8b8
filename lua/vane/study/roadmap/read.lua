-- The items and links of a roadmap, from tables of Lua, frames and files.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local lanes = require "vane.study.roadmap.lanes"
local note = require "vane.base.note"
local parts = require "vane.base.parts"
local time_of = require "vane.study.roadmap.time"

local read = {}

local MOST_LETTERS = 400  -- of a name, which has to fit into a box

local texts = { kind = { "string", "table" } }

local item_options = {
  lane      = { kind = "string", needed = true },
  time      = { kind = { "string", "integer" } },
  kind      = { one_of = { "milestone", "phase" } },
  certainty = { one_of = { "certain", "uncertain", "wild card" },
    default = "certain" },
  scenarios = texts, group = texts, leads_to = texts, comment = texts,
}


-- ---- one item ----

-- A list of one or several texts.
local function list_of(word, name, option, given)
  local list = {}
  for i, entry in ipairs(type(given) == "string" and { given } or given or {}) do
    if type(entry) ~= "string" then
      fail("%s: entry %d of '%s' of \"%s\" should be a text, found %s", word, i,
        option, name, check.found(entry))
    end
    if entry:find "%S" then list[#list + 1] = entry end
  end
  return list
end


local function check_name(word, i, name)
  if type(name) ~= "string" or not name:find "%S" then
    fail("%s: item %d should begin with its name, as in { \"Data act\", lane = "
      .. "\"framework\", time = 2027 }, found %s", word, i,
      name == nil and "none" or check.found(name))
  end
  if name:find ";" or #name > MOST_LETTERS then
    fail("%s: the name of item %d should have at most %d letters and no ; in "
      .. "it, found \"%s\"", word, i, MOST_LETTERS, name:sub(1, 40))
  end
end


local function add_time(word, item, given)
  local time = given ~= nil and time_of(given) or nil
  if given ~= nil and not time then
    fail("%s: the time of \"%s\", \"%s\", is not understood; write 2027, "
      .. "\"2027-2029\", \"Q2 2028\", \"mid 2028\", \"by 2030\" or \"after 2030\"",
      word, item.name, tostring(given))
  end
  item.time = given ~= nil and tostring(given) or nil
  if time then item.from, item.to = time[1], time[2] end
  item.kind = item.kind or (time and time.is_range and "phase" or "milestone")
end


local function item_of(word, i, given)
  if type(given) ~= "table" or check.kind_of(given) ~= "table" then
    fail("%s: item %d should be a table, as in { \"Data act\", lane = "
      .. "\"framework\", time = 2027 }, found %s", word, i, check.found(given))
  end
  local name, named = given[1], {}
  check_name(word, i, name)
  for key, value in pairs(given) do
    if key ~= 1 then named[key] = value end
  end
  local opts = check(("%s: \"%s\""):format(word, name), named, item_options)
  local item = { name = name, lane = lanes.place(word, name, opts.lane),
    kind = opts.kind, certainty = opts.certainty }
  for _, option in ipairs { "scenarios", "group", "leads_to", "comment" } do
    item[option] = list_of(word, name, option, opts[option])
  end
  add_time(word, item, opts.time)
  return item
end


-- ---- rows ----

local several = { scenarios = true, group = true, leads_to = true,
  comment = true }


local function given_of_row(f, row)
  local given = { row.item }
  if base.is_na(row.item) then given[1] = nil end
  for _, name in ipairs(check.keys(item_options)) do
    local cell = f.types[name] and row[name]
    if cell and not base.is_na(cell) then
      given[name] = several[name] and parts(cell) or cell
    end
  end
  return given
end


local function say_others(word, f)
  local others = {}
  for _, name in ipairs(f.names) do
    if name ~= "item" and not item_options[name] then
      others[#others + 1] = name
    end
  end
  if #others > 0 then
    note(("%s: passed over the %s %s"):format(word,
      #others == 1 and "column" or "columns", table.concat(others, ", ")))
  end
end


local function rows_of(word, f)
  for _, name in ipairs { "item", "lane" } do
    if not f.types[name] then
      fail("%s: there is no column \"%s\"; a roadmap has the columns item, lane, "
        .. "time, kind, certainty, scenarios, group, leads_to and comment", word,
        name)
    end
  end
  say_others(word, f)
  local list = {}
  for i = 1, f.n_rows do list[i] = given_of_row(f, f:row(i)) end
  return list
end


-- The frame in a file, its columns as they are written.
function read.file(path)
  local types = {}
  for _, name in ipairs(frame.read(path).names) do
    if name == "item" or item_options[name] then types[name] = "text" end
  end
  return frame.read(path, { types = types })
end


-- The items of a list or a frame, whose names are told apart.
function read.items(word, given)
  local is_frame = check.kind_of(given) == "frame"
  local items, place = {}, {}
  for i, entry in ipairs(is_frame and rows_of(word, given) or given) do
    local item = item_of(word, i, entry)
    if place[item.name] then
      fail("%s: the item \"%s\" stands twice", word, item.name)
    end
    items[i], place[item.name] = item, i
  end
  return items, place
end


-- ---- links ----

local function link_to(word, items, place, from, to)
  for _, name in ipairs { from, to } do
    if type(name) ~= "string" then
      fail("%s: a link should name two items, found %s", word, check.found(name))
    end
    if not place[name] then
      local names = {}
      for i, item in ipairs(items) do names[i] = item.name end
      local near = base.nearest(name, names)
      fail("%s: a link names \"%s\", which is no item%s", word, name,
        near and (" (did you mean \"%s\"?)"):format(near) or "")
    end
  end
  if from == to then
    fail("%s: \"%s\" cannot lead to itself", word, from)
  end
  return { place[from], place[to] }
end


-- { from, to } of each row or entry of 'links'.
local function given_links(given)
  if check.kind_of(given) ~= "frame" then return given end
  local from, to, list = given:column "from", given:column "to", {}
  for i in ipairs(from) do list[i] = { from[i], to[i] } end
  return list
end


-- Pairs of places, each once: those items name, then those of 'links'.
function read.links(word, items, place, given)
  local links, known = {}, {}
  local function add(link)
    local key = link[1] .. ">" .. link[2]
    if not known[key] then links[#links + 1], known[key] = link, true end
  end
  for _, item in ipairs(items) do
    for _, name in ipairs(item.leads_to) do
      add(link_to(word, items, place, item.name, name))
    end
  end
  for i, entry in ipairs(given_links(given or {})) do
    if type(entry) ~= "table" or #entry ~= 2 then
      fail("%s: link %d should be written { \"from\", \"to\" }, found %s", word,
        i, check.found(entry))
    end
    add(link_to(word, items, place, entry[1], entry[2]))
  end
  return links
end


return read
