-- Spaces in two periods: a study of each, and what changed between them.

local check = require "vane.base.check"
local fail = require "vane.base.fail"
local result = require "vane.base.result"
local changes = require "vane.study.space.changes"

local OF_BOTH = "it has two periods: look in .before and .after"

local absent = {}
for _, name in ipairs { "partition", "consensus", "proposed", "graph",
  "left_out", "members", "stability", "number", "null", "between_runs",
  "engines", "sensitivity", "sampling", "gap", "covers", "lists" } do
  absent[name] = OF_BOTH
end
absent.growth = "it needs the option 'events' in both periods, without "
  .. "'consolidate'"


-- The tables by period among the options, and the names of the two periods.
local function periods_of(word, opts)
  local names
  for _, option in ipairs { "graph", "events" } do
    local given = opts[option]
    if given and check.kind_of(given) ~= option then
      if getmetatable(given) then
        fail("%s: '%s' should be %s, or two by the names of their periods, found %s; a "
          .. "linkage gives its network by r:graph{}", word, option,
          option == "graph" and "a graph" or "events", check.found(given))
      end
      local found = check.keys(given)
      if #found ~= 2 or type(found[1]) ~= "string" then
        fail("%s: '%s' should hold two periods by name, as in { [\"2000-2007\"] "
          .. "= a, [\"2007-2014\"] = b }, found %d", word, option, #found)
      end
      if names and (names[1] ~= found[1] or names[2] ~= found[2]) then
        fail("%s: 'graph' and 'events' name other periods", word)
      end
      names = found
    end
  end
  return names
end


local function is_one(opts)
  for _, option in ipairs { "graph", "events" } do
    if opts[option] and check.kind_of(opts[option]) ~= option then
      return false
    end
  end
  return true
end


local function of_period(opts, name)
  local own = {}
  for key, value in pairs(opts) do own[key] = value end
  own.graph = opts.graph and opts.graph[name]
  own.events = opts.events and opts.events[name]
  for _, option in ipairs { "graph", "events" } do
    local kind = check.kind_of(own[option])
    if own[option] ~= nil and kind ~= option then
      fail("space: period \"%s\" of '%s' should be %s, found %s", name,
        option, check.phrase(option), check.found(own[option]))
    end
  end
  return own
end


local function pictures_of(r)
  return {
    { kind = "flows", title = "Members between the spaces of two periods",
      frame = r.flows, from = "from", to = "to", value = "members" },
  }
end


local function text_of(r, record, how)
  local source = record.synthetic and "   SYNTHETIC DATA" or ""
  return ("spaces in two periods, %s and %s%s\n%s"):format(r.periods[1],
    r.periods[2], source, changes.text(r.changes, how))
end


-- `one` studies one network and gives its result and its state.
local function both(word, opts, record, one)
  local names = periods_of(word, opts)
  local before, a = one(of_period(opts, names[1]), record)
  local after, b = one(of_period(opts, names[2]), record)
  local c = changes.changes(a, b, opts.share)
  local known = a.events and b.events
  return result(word, {
    fields = { periods = names, before = before, after = after, changes = c,
      spaces = c.after, flows = c.flows, movers = c.movers },
    later = { growth = known and function() return c.growth end },
    absent = absent, next = { "before", "after", "spaces", "flows", "movers",
      known and "growth" or nil },
    methods = { pictures = result.pictures }, provenance = record,
    pictures = pictures_of,
    text = function(r, how) return text_of(r, record, how) end,
  })
end


return { is_one = is_one, both = both }
