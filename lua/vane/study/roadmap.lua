-- The visual roadmap: items in four lanes over time, and what leads to what.

local base = require "vane.core.base"
local braced = require "vane.base.braced"
local check = require "vane.base.check"
local check_map = require "vane.study.roadmap.check"
local drawing = require "vane.base.drawing"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local geometry_of = require "vane.study.roadmap.geometry"
local kept = require "vane.base.kept"
local merge = require "vane.study.roadmap.merge"
local noun = require "vane.base.noun"
local part_of = require "vane.study.roadmap.part"
local provenance = require "vane.base.provenance"
local read = require "vane.study.roadmap.read"
local result = require "vane.base.result"
local tables = require "vane.study.roadmap.tables"
local text = require "vane.study.roadmap.text"
local text_file = require "vane.core.text_file"

local WORD = "roadmap"
local YEARS = 10  -- of the horizon of a roadmap without any time

local options = {
  items   = { kind = { "table", "frame" } },
  links   = { kind = { "table", "frame" } },
  title   = { kind = "string" },
  horizon = { kind = "table" },
}

-- The items, links and horizon behind each result.
local model_of, keep = kept(WORD, "(...)")

local give


-- ---- the horizon ----

local function check_horizon(given)
  local from, to = given[1], given[2]
  local fine = #given == 2 and math.type(from) == "integer"
    and math.type(to) == "integer" and from >= 0 and from <= to and to <= 9999
  if not fine then
    fail("%s: 'horizon' should be { first year, last year }, as in { 2026, "
      .. "2035 }", WORD)
  end
  return { from, to }
end


-- From the first year that an item names to the last.
local function horizon_of(items)
  local from, to = math.huge, -math.huge
  for _, item in ipairs(items) do
    for _, year in ipairs { item.from or math.huge, item.to or math.huge } do
      if math.abs(year) < math.huge then
        from, to = math.min(from, year), math.max(to, year)
      end
    end
  end
  if from > to then
    local now = os.date "*t".year
    return { now, now + YEARS - 1 }
  end
  return { math.floor(from), math.max(math.floor(from), math.ceil(to) - 1) }
end


-- ---- verbs ----

local methods = { pictures = result.pictures }


--- r:only{ scenario = , group = , lane =, certainty = } -> roadmap result
---   The part of a roadmap that belongs to a scenario (items tagged with it,
---   and those without any tag, which belong to all), to a workshop group, to
---   a lane or to a certainty, with the links among these items.
---   Raises on a scenario, a group or a lane that no item names.
---
---   > a = { "Data act", lane = "framework", time = 2027, scenarios = "Open" }
---   > b = { "Tariffs", lane = "framework", time = 2028, scenarios = "Closed" }
---   > roadmap{ a, b }:only{ scenario = "Open" }.items:column "item"
---   { "Data act" }
function methods.only(r, given)
  return give(part_of(model_of(r, "only"), given), r.provenance)
end


--- r:geometry{ width = 960, size = 12, widest = 150, now = } -> frame
---   The picture of a roadmap as rows, from which it is drawn, all lengths in
---   one unit (pixels, say). `part` is "lane", "tick" (a year of the time
---   line), "now" (where `now` is given), "item" or "link". Of an item x, y,
---   width and height are its box, which holds the label broken into lines no
---   wider than `widest`, in letters of that `size`; bar_x and bar_width are
---   its time, an open end drawn as one year. Boxes are packed into the fewest
---   rows and never overlap. A link has a `path` "x,y x,y ..." of level and
---   upright lines from the right of one box to the left of another, past all
---   others. Items without a time, or outside the horizon, are not drawn.
---   Letters are as wide as those of DejaVu Sans, wider than most;
---   the picture is as wide as `width`, the edges and any longer label need.
---
---   > r = roadmap{ { "Data act", lane = "framework", time = 2027 } }
---   > r:geometry{}:where{ part = "item" }:select("name", "row", "width")
---   frame 1 x 3
---     name      row  width
---     Data act    1    960
function methods.geometry(r, given)
  return geometry_of(model_of(r, "geometry"), given)
end


local function draw(_, r, path)
  drawing.of(r:pictures()[1]):save(path)
end


local writers = {
  [".svg"] = draw, [".png"] = draw, [".pdf"] = draw,
  [".csv"] = function(_, r, path)
    r.items:drop("from", "to"):write(path)
  end,
  [".md"] = function(m, r, path) text_file.write(path, text.markdown(m, r)) end,
  [".mmd"] = function(m, _, path) text_file.write(path, text.mermaid(m)) end,
}


--- r:save(path)
---   Writes a roadmap: .csv, which roadmap.read takes back; .md, a table of
---   periods and lanes, the items, and what is odd; .mmd, a Gantt chart for
---   Mermaid with a section for each lane (it draws no arrows between them, so
---   that links are comments); .svg, .png or .pdf, the picture that
---   chart.roadmap(r) makes.
---   Raises on another ending, and where the file cannot be written.
---
---   > r = roadmap{ { "Data act", lane = "framework", time = 2027 } }
---   > r:save "build/map.csv"
---   > roadmap.read "build/map.csv".n_items
---   1
function methods.save(r, path)
  local m = model_of(r, "save")
  if type(path) ~= "string" then
    fail("save: wants a path in quotes, found %s", check.found(path))
  end
  local write = writers[path:lower():match "%.%w+$"]
  if not write then
    fail("save: a roadmap is written as .csv, .md, .mmd or .svg, found \"%s\"", path)
  end
  write(m, r, path)
end


-- ---- the result ----

local fields = {
  title = "what the roadmap is called, or na",
  items = "frame: a row for each item",
  links = "frame: from, to",
  problems = "frame: what is odd: problem, item, detail",
  table = "frame: what begins when, periods x lanes",
  horizon = "{ first year, last year }",
  n_items = "how many items",
  n_links = "how many links",
  duplicates = "of a merged roadmap, frame: items of two groups that look alike",
  disagreements = "of a merged roadmap, frame: what groups say differently",
  provenance = "inputs with fingerprints, options, version",
}

local absent = { duplicates = "it was not merged from several",
  disagreements = "it was not merged from several" }


-- What each scenario calls at, in the order of time, and how many scenarios.
local function ways_of(r)
  local ways, seen, n = { line = {}, station = {}, time = {} }, {}, 0
  for item in r.items:each() do
    local tags = base.is_na(item.scenarios) and "" or item.scenarios
    for tag in tags:gmatch "[^;]+" do
      local k, name = #ways.line + 1, tag:match "^%s*(.-)%s*$"
      ways.line[k], ways.station[k] = name, item.item
      ways.time[k] = not base.is_na(item.from) and item.from or item.to
      if not seen[name] then seen[name], n = true, n + 1 end
    end
  end
  return frame({ { "line", ways.line }, { "station", ways.station }, { "time", ways.time } },
    { types = { line = "text", station = "text", time = "number" },
      source = r.items.source }), n
end


local function pictures_of(r)
  local list = { { kind = "roadmap", title = base.is_na(r.title) and "Roadmap"
    or r.title, roadmap = r } }
  local ways, n = ways_of(r)
  if n > 1 then
    list[2] = { kind = "tube", title = "Where the ways of scenarios meet", frame = ways,
      line = "line", station = "station", order = "time" }
  end
  return list
end


-- The result of a model; `more` are fields beside the usual ones.
function give(m, record, more)
  local filled = { title = m.title or base.na, items = tables.items(m),
    links = tables.links(m), problems = check_map(m), table = tables.table(m),
    horizon = { m.horizon[1], m.horizon[2] }, n_items = #m.items,
    n_links = #m.links }
  for name, value in pairs(more or {}) do filled[name] = value end
  return keep(result(WORD, {
    fields = filled, absent = absent, methods = methods, provenance = record,
    text = function(self_, opts) return text.of(m, self_, opts) end,
    next = more and { "duplicates", "disagreements", "problems", "table" }
      or { "problems", "table" },
    pictures = pictures_of,
  }), m)
end


local function named_and_listed(given)
  if check.kind_of(given) ~= "table" then
    fail("%s: wants items, as in roadmap{ { \"Data act\", lane = \"framework\", "
      .. "time = 2027 }, ... }, found %s", WORD, check.found(given))
  end
  return braced(given)
end


local function both_ways()
  fail("%s: give the items in the list or as 'items', not both", WORD)
end


--- roadmap{ {name, lane =, time =, ...}, ..., links =, title =, horizon = }
---   -> roadmap result
--- roadmap{ items = frame, links = frame, title =, horizon = }
---   -> roadmap result
---   A visual roadmap: items in four lanes over time, and what leads to what.
---   Of each item:
---   lane       framework (conditions), technology, products (and services) or
---              outcomes (and impacts)
---   time       2027, "2027-2029", "2028-05", "Q2 2028", "H1 2028", "mid 2028",
---              "by 2030", "after 2030", "around 2030", "2030s"; may be missing
---   kind       milestone or phase; phase when the time is a range
---   certainty  certain, uncertain or wild card
---   scenarios, group, leads_to, comment   texts or lists of texts: the
---              scenarios it belongs to (all when none is named), the workshop
---              group that put it there, the items it leads to
---   `links` lists more of these, { from, to }; a frame of items has such
---   columns and the name as `item`, several in one cell with ; between them.
---   `horizon` is { first year, last year }, otherwise that of the items.
---   Gives .items, .links, .table (periods x lanes) and .problems: effects
---   before their causes, circles, products that nothing leads to or that lead
---   to nothing, empty lanes, times missing or outside the horizon.
---   Raises on a time that is not understood, a name that stands twice, a link
---   to what is no item and one to itself.
---   Source: lanes after European Cluster Trends, Methodological Report 2014,
---   chapter 4.3.4; Kind, Hartmann and Bovenschulte, iit working paper 4.
---
---   > a = { "Act", lane = "framework", time = 2027, leads_to = "Platform" }
---   > b = { "Platform", lane = "products", time = "by 2026" }
---   > roadmap{ a, b }.problems:get(1, "problem")
---   effect before its cause
local function make(given)
  local named, listed = named_and_listed(given)
  local opts = check(WORD, named, options)
  if opts.items and #listed > 0 then both_ways() end
  local items, place = read.items(WORD, opts.items or listed)
  local m = { items = items, title = opts.title,
    links = read.links(WORD, items, place, opts.links),
    horizon = opts.horizon and check_horizon(opts.horizon) or horizon_of(items),
    source = check.kind_of(opts.items) == "frame" and opts.items.source or nil }
  return give(m, provenance(WORD, opts))
end


local roadmap = noun(WORD, { methods = methods, fields = fields }, make, "study")


--- roadmap.read(path, { links = path, title = , horizon = }) -> roadmap result
---   A roadmap from a table (.csv, .xlsx) with a row for each item: item,
---   lane, and any of time, kind, certainty, scenarios, group, leads_to and
---   comment, as roadmap{} has them; several in a cell stand with ; between
---   them. `links` names a second table with the columns from and to.
---   Other columns are passed over, and said.
---   Raises as roadmap{} does.
---
---   > a = { "Data act", lane = "framework", time = 2027 }
---   > roadmap{ a, title = "Act" }:save "build/act.csv"
---   > roadmap.read "build/act.csv".items:get(1, "time")
---   2027
function roadmap.read(path, given)
  if type(path) ~= "string" then
    fail("roadmap.read: wants a path in quotes, found %s", check.found(path))
  end
  local opts = check("roadmap.read", given, { links = { kind = "string" },
    title = { kind = "string" }, horizon = { kind = "table" } })
  return make { items = read.file(path), title = opts.title,
    horizon = opts.horizon,
    links = opts.links and frame.read(opts.links) }
end


--- roadmap.merge{ roadmap, ..., alike = 0.7, same =, similar =, title = }
---   -> roadmap result
---   Up to four groups' roadmaps in one. Items of the same name are one, also
---   when capitals, hyphens, accents or the order of words differ; those that
---   look alike (`alike` of their pairs of letters in common, 1 is all) stand
---   in .duplicates for a person to judge: `same` lists those that are one,
---   { { "name", "other name" } }, or `similar = "merge"` joins all of them.
---   An item keeps the groups, scenarios, links and comments of all its twins;
---   of lane, time, kind and certainty the first map's word stands, and what
---   others say differently is in .disagreements. An item without a group gets
---   its map's title as one.
---   Raises on more maps than four, and on names in `same` that are not there.
---   Source: likeness after Dice 1945; names whose words with digits differ,
---   such as "Pilot 1" and "Pilot 2", are never alike.
---
---   > a = roadmap{ { "5G roll-out", lane = "technology", time = 2027 } }
---   > b = roadmap{ { "5G rollout", lane = "technology", time = 2028 } }
---   > roadmap.merge{ a, b }.disagreements
---   frame 1 x 3
---     item         about  said
---     5G roll-out  time   map 1: 2027; map 2: 2028
function roadmap.merge(given)
  local maps, opts = merge.options(given)
  local models, inputs = {}, { inputs = {}, synthetic = false }
  for k, map in ipairs(maps) do
    models[k] = model_of(map, "merge")
    inputs.synthetic = inputs.synthetic or map.provenance.synthetic
    for _, input in ipairs(map.provenance.inputs) do
      inputs.inputs[#inputs.inputs + 1] = input
    end
  end
  local m, more = merge.models(maps, models, opts)
  m.horizon = horizon_of(m.items)
  local record = provenance("roadmap.merge", opts)
  record.inputs, record.synthetic = inputs.inputs, inputs.synthetic
  return give(m, record, more)
end


return roadmap
