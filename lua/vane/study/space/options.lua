-- What a study of spaces may be told, and how members are called.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local index = require "vane.base.index"
local sides = require "vane.study.space.sides"

local whole = { kind = "integer" }
local ENGINES = { "potts", "annealing", "mapequation", "infomap", "spinglass",
  "leiden", "louvain" }

local fields = {
  graph = { kind = { "graph", "table" } },
  events = { kind = { "events", "table" } },
  communities = whole,
  runs = { kind = "integer", default = 100 },
  seed = { kind = "integer", default = 1 },
  resolution = { kind = "number", default = 1 },
  method = { one_of = { "search", "annealing" }, default = "search" },
  patience = { kind = "integer", default = 10 },
  starts = { kind = "integer", default = 1 },
  replicates = { kind = "integer", default = 199 },
  top = whole,
  smallest = { kind = "integer", default = 1 },
  labels = { kind = { "frame", "table" } },
  industries = { kind = { "frame", "table" } },
  consolidate = { kind = { "frame", "table" } },
  per_industry = whole,
  research = { kind = { "graph", "events" } },
  production = { kind = { "graph", "events" } },
  share = { kind = "number", default = 0.5 },
  engines = { kind = "table" },
  tops = { kind = "table" },
  shares = { kind = "table" },
  backbones = { kind = "table" },
  resolutions = { kind = "table" },
}


-- ---- checking ----

local function at_least(word, opts, name, least)
  if opts[name] < least then
    fail("%s: '%s' should be %d or more, found %d", word, name, least,
      opts[name])
  end
end


local function check_engines(word, list)
  local known = index.set(ENGINES)
  if #list == 0 then
    fail("%s: 'engines' names none; known ones: %s", word,
      table.concat(ENGINES, ", "))
  end
  for _, name in ipairs(list) do
    if not known[name] then
      local near = type(name) == "string" and base.nearest(name, ENGINES)
      fail("%s: 'engines' names %s%s; known ones: %s", word, tostring(name),
        near and (" (did you mean %s?)"):format(near) or "",
        table.concat(ENGINES, ", "))
    end
  end
end


local function numbers_in(word, opts, name, default, most)
  opts[name] = opts[name] or default
  for _, x in ipairs(opts[name]) do
    if type(x) ~= "number" or not (x > 0 and x <= most) then
      fail("%s: '%s' should be a list of numbers above 0%s, found %s", word,
        name, most < math.huge and (" and at most %g"):format(most) or "",
        tostring(x))
    end
  end
end


local function check_whole(word, name, list)
  for _, x in ipairs(list) do
    if math.type(x) ~= "integer" then
      fail("%s: '%s' should be a list of whole numbers, found %s", word, name,
        tostring(x))
    end
  end
end


-- Tables of frames, one for each side, are for two sides.
local function check_belonging(word, opts)
  for _, name in ipairs { "industries", "consolidate" } do
    local given = opts[name]
    if given and check.kind_of(given) ~= "frame" and not sides.has_sides(opts) then
      fail("%s: '%s' should be a frame of members, industries and weights", word,
        name)
    end
  end
end


local function check_options(word, given)
  local opts = check(word, given, fields)
  if not opts.graph and not opts.events and not sides.has_sides(opts) then
    fail("%s: needs a network, as graph = g, or the events it comes from, as "
      .. "events = e", word)
  end
  for _, name in ipairs { "runs", "patience", "starts", "replicates",
    "smallest", "per_industry" } do
    if opts[name] then at_least(word, opts, name, 1) end
  end
  opts.engines = opts.engines or { "potts", "annealing", "mapequation",
    "infomap", "spinglass", "leiden" }
  check_engines(word, opts.engines)
  check_belonging(word, opts)
  numbers_in(word, opts, "tops", { 5, 10, 20 }, math.huge)
  check_whole(word, "tops", opts.tops)
  numbers_in(word, opts, "shares", { 0.5, 0.25 }, 1)
  numbers_in(word, opts, "backbones", { 0.05 }, 1)
  numbers_in(word, opts, "resolutions", { 0.5, 0.8, 1.25, 2 }, math.huge)
  return opts
end


-- What is said of members by name must be said of some member.
local function check_members(word, option, said, g)
  for _, node in ipairs(g.nodes) do
    if said[node] ~= nil then return said end
  end
  fail("%s: no member of the network stands in '%s'; its first column should "
    .. "hold names such as \"%s\"", word, option, g.nodes[1] or "")
end


-- { code = words } of a table or of a frame's first two columns; names of
-- members are texts, also where they are numbers.
local function read_labels(word, given, g)
  local labels = {}
  if check.kind_of(given) ~= "frame" then
    for code, words in pairs(given) do labels[tostring(code)] = words end
    return labels
  end
  if given.n_cols < 2 then
    fail("%s: 'labels' should be a frame of two columns, names and what they "
      .. "are called; found %d", word, given.n_cols)
  end
  local words = given:column(given.names[2])
  for i, code in ipairs(given:column(given.names[1])) do
    if not base.is_na(words[i]) then labels[tostring(code)] = words[i] end
  end
  return check_members(word, "labels", labels, g)
end


return { check = check_options, labels = read_labels,
  check_members = check_members }
