-- Spaces on two sides, apart and compared: research (technologies that go
-- together in patents) and production (industries that deal and ally).

local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local na = require "vane.core.base".na
local result = require "vane.base.result"

local SIDES = { "research", "production" }
local PER_INDUSTRY = { research = 20, production = 15 }  -- the source's choice

local absent = {}
for _, name in ipairs { "partition", "consensus", "proposed", "graph", "spaces",
  "left_out", "members", "stability", "number", "null", "between_runs",
  "engines", "sensitivity", "sampling", "gap", "covers", "lists" } do
  absent[name] = "it has two sides: look in .research and .production"
end


-- ---- options ----

local function of_side(word, opts, side)
  local own = {}
  for key, value in pairs(opts) do own[key] = value end
  own.research, own.production = nil, nil
  local given = opts[side]
  local kind = check.kind_of(given)
  if given == nil then
    fail("%s: one side is given, so 'research' and 'production' should both "
      .. "be; of one network alone say graph = g", word)
  end
  own[kind] = given
  for _, name in ipairs { "industries", "consolidate" } do
    local belonging = opts[name]
    if belonging and check.kind_of(belonging) ~= "frame" then
      own[name] = belonging[side]
    end
    if own[name] and check.kind_of(own[name]) ~= "frame" then
      fail("%s: '%s' of %s should be a frame of members, industries and "
        .. "weights, found %s", word, name, side, check.found(own[name]))
    end
  end
  own.per_industry = opts.per_industry or PER_INDUSTRY[side]
  return own
end


local function check_sides(word, opts)
  if opts.graph or opts.events then
    fail("%s: 'research' and 'production' stand instead of 'graph' and "
      .. "'events'", word)
  end
end


-- ---- both ----

local function places(s)
  local of, order = {}, {}
  for c, rows in ipairs(s.members) do
    for _, row in ipairs(rows) do
      of[row.node] = s.names[c]
      order[#order + 1] = row.node
    end
  end
  return of, order
end


-- node, research, production: who is where on both sides; missing where a
-- side does not have it.
local function both_frame(a, b)
  local of_a, order = places(a)
  local of_b, more = places(b)
  for _, node in ipairs(more) do
    if not of_a[node] then order[#order + 1] = node end
  end
  local nodes, left, right = {}, {}, {}
  for i, node in ipairs(order) do
    nodes[i], left[i], right[i] = node, of_a[node] or na, of_b[node] or na
  end
  return frame({ { "node", nodes }, { "research", left },
    { "production", right } }, { types = { node = "text", research = "text",
    production = "text" } })
end


local function n_common(f)
  return f:where(function(row)
    return row.research ~= na and row.production ~= na
  end).n_rows
end


local function text_of(r, record, how)
  local line
  if r.n_common == 0 then
    line = "  The two have no member in common, so they cannot be compared."
  else
    line = ("  %d %s on both sides; their spaces: adjusted rand %s, nmi %.3f")
      :format(r.n_common, r.n_common == 1 and "member" or "members",
        r.adjusted_rand == na and "na" or ("%.3f"):format(r.adjusted_rand),
        r.nmi)
  end
  return ("spaces of research and production%s\n%s\n\nresearch:\n%s\n\nproduction:\n%s")
    :format(record.synthetic and "   SYNTHETIC DATA" or "", line,
      getmetatable(r.research).show(r.research, how),
      getmetatable(r.production).show(r.production, how))
end


-- The spaces of both sides as stages, linked by the members that they share.
local function pictures_of(r)
  local stage, name, links, seen = {}, {}, { from = {}, to = {} }, {}
  for row in r.both:each() do
    for _, side in ipairs(SIDES) do
      local space = row[side]
      if space ~= na and not seen[side .. space] then
        seen[side .. space] = true
        stage[#stage + 1], name[#name + 1] = side, space
      end
    end
    if row.research ~= na and row.production ~= na then
      links.from[#links.from + 1], links.to[#links.to + 1] = row.research, row.production
    end
  end
  local members = frame({ { "from", links.from }, { "to", links.to } },
    { types = { from = "text", to = "text" } })
  local spaces = frame({ { "stage", stage }, { "space", name } },
    { types = { stage = "text", space = "text" } })
  return { { kind = "chain", title = "Spaces of research and of production, by the "
    .. "members that they share", frame = spaces, stage = "stage", name = "space",
    stages = SIDES,
    links = members:group("from", "to"):aggregate { members = "count" },
    value = "members" } }
end


local function both(word, opts, record, one)
  check_sides(word, opts)
  local research, a = one(of_side(word, opts, SIDES[1]), record)
  local production, b = one(of_side(word, opts, SIDES[2]), record)
  local f = both_frame(a, b)
  local n = n_common(f)
  local likeness = n > 0 and a.partition:compare(b.partition) or {}
  return result(word, {
    fields = { research = research, production = production, both = f,
      n_common = n, vi = likeness.vi or na, nmi = likeness.nmi or na,
      adjusted_rand = likeness.adjusted_rand or na },
    absent = absent, next = { "research", "production", "both" },
    methods = { pictures = result.pictures }, provenance = record,
    text = function(r, how) return text_of(r, record, how) end,
    pictures = pictures_of,
  })
end


local function has_sides(opts)
  return opts.research ~= nil or opts.production ~= nil
end


return { has_sides = has_sides, both = both }
