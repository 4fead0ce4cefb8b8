-- Collaboration spaces: which members of a network hang together more than
-- chance would have it, how many such groups there are, and how far to trust
-- that.

local check = require "vane.base.check"
local fail = require "vane.base.fail"
local changes = require "vane.study.space.changes"
local covers = require "vane.study.space.covers"
local find = require "vane.study.space.find"
local noun = require "vane.base.noun"
local options = require "vane.study.space.options"
local periods = require "vane.study.space.periods"
local provenance = require "vane.base.provenance"
local recipe = require "vane.study.space.recipe"
local result = require "vane.base.result"
local sides = require "vane.study.space.sides"
local tables = require "vane.study.space.tables"
local text_of = require "vane.study.space.text"
local trust = require "vane.study.space.trust"

local WORD = "space"


-- ---- the result ----

local fields = {
  partition = "partition: the best of the runs",
  consensus = "partition: what the runs agree on",
  proposed = "partition: what the map equation proposes",
  graph = "graph: the main component, in which spaces were looked for",
  left_out = "list: the members outside of it",
  spaces = "frame, a row for each space: size, share, cohesion, members",
  members = "frame, a row for each member: strength, z, participation, role",
  stability = "frame: who belongs and who wavers, over the runs",
  number = "frame: how many spaces there are, found in several ways",
  null = "null model: the modularity that chance alone gives",
  between_runs = "frame: how alike the runs are, least, median and most",
  engines = "frame: what other engines find, and how like that is",
  sensitivity = "frame: what other thresholds and resolutions give",
  sampling = "what other patents would give: spaces, members",
  covers = "frame: which industries each space covers, by strength",
  periods = "list: the names of the two periods",
  before = "space result of the first period",
  after = "space result of the second period",
  changes = "change of spaces between the periods",
  flows = "frame: how many members went from which space to which",
  movers = "frame: members that did not go with their space",
  growth = "frame: how the ties of each space grew, with limits",
  research = "space result of the research side",
  production = "space result of the production side",
  both = "frame: in which space each member is on either side",
  lists = "frame: the strongest members of each industry, with ties",
  gap = "what the number of spaces costs in modularity, or na",
  provenance = "inputs with fingerprints, options, seed, version",
}


local function pictures_of(r)
  return {
    { kind = "network", title = "Collaboration spaces", graph = r.graph,
      groups = r.members:select { "node", "space" } },
    { kind = "ranks", title = "Spaces by their part of all ties", frame = r.spaces,
      name = "space", value = "share", unit = "share of the weight of ties" },
  }
end


-- What each result was made of.
local state_of = setmetatable({}, { __mode = "k" })


--- s:changes(later, { share = 0.5 }) -> result
---   What became of the spaces of one study in another one, of later years:
---   members meet by name, spaces are paired so that pairs share as many
---   members as can be, and two are linked that share at least `share` of the
---   members of either.
---   before   space, size, fate (continued, split, merged, died), next (its
---            pair; without one into what it merged), shared
---   after    space, size, origin (continued, split off, merged, born),
---            previous (its pair; without one of what it split off), shared,
---            new (members that were in no space), inside (weight of the ties
---            among its members), inside_before (that in the earlier network),
---            growth, and beyond_all: growth beside that of all ties; the most
---            dynamic first
---   flows    from, to, members
---   movers   node, from, to
---   growth   of two studies of events: space, growth with the limits low and
---            high, beyond_all with beyond_low and beyond_high, between which
---            95 % of draws lie; in each the groups of both periods are drawn
---            anew (or their clusters, one that is in both for both together),
---            as often as `replicates` says, and the spaces are kept
---   vi, nmi, adjusted_rand   how alike the two are
---   Source: as p:changes().
---
---   > early = space{ graph = graph{ {"a","b"}, {"b","c"}, {"c","d",3} } }
---   > late = space{ graph = graph{ {"a","b"}, {"b","c",3}, {"c","d"} } }
---   > early:changes(late).before:get(1, "fate")
---   continued
local function changes_between(r, later, given)
  local a, b = state_of[r], state_of[later]
  if not a or not b then
    fail("changes: wants two studies of spaces, of one network each, as in "
      .. "early:changes(late), found %s",
      check.found(a and later or r))
  end
  local opts = check("changes", given,
    { share = { kind = "number", default = 0.5 } })
  return changes.changes(a, b, opts.share)
end


local methods = { pictures = result.pictures, changes = changes_between }


local function fields_of(s)
  return {
    partition = s.partition, proposed = s.proposed, graph = s.graph,
    left_out = s.left_out, gap = s.partition.gap,
    spaces = tables.spaces(s), members = tables.members(s),
    stability = tables.stability(s, s.partition),
    covers = s.industries and covers.covers(s) or nil, lists = s.lists,
  }
end


-- What takes longer.
local function later_of(s)
  local later = { consensus = function() return s.partition:consensus() end,
    sampling = s.events and function() return trust.sampling(s) end or nil }
  for _, name in ipairs { "number", "null", "between_runs", "engines",
    "sensitivity" } do
    later[name] = function() return trust[name](s) end
  end
  return later
end


local function next_of(s)
  local list = { "spaces", "members", "stability", "number", "null" }
  list[#list + 1] = s.events and "sampling" or nil
  list[#list + 1] = s.industries and "covers" or nil
  return table.move({ "sensitivity", "engines" }, 1, 2, #list + 1, list)
end


local absent = {
  sampling = "it needs the option 'events', the patents from which the network "
    .. "comes, without 'consolidate'",
  covers = "it needs the option 'industries', a frame of members, industries "
    .. "and weights",
  lists = "it needs the option 'consolidate', a frame of members, industries "
    .. "and weights",
}
for _, name in ipairs { "research", "production", "both" } do
  absent[name] = "it needs two sides, as research = a, production = b"
end
for _, name in ipairs { "periods", "before", "after", "changes", "flows",
  "movers", "growth" } do
  absent[name] = "it needs two periods, as graph = { [\"2000-2007\"] = a, "
    .. "[\"2007-2014\"] = b }"
end


-- What members belong to, by an option.
local function belonging(option, opts, g)
  return options.check_members(WORD, option,
    covers.read(WORD, option, opts[option]), g)
end


-- One network: the result, and what it was made of.
local function one(opts, record)
  local s = { word = WORD, opts = opts, events = opts.events }
  s.whole = opts.graph or opts.events:graph()
  if opts.top then s.whole = s.whole:top { k = opts.top } end
  if opts.consolidate then
    recipe.consolidate(s, belonging("consolidate", opts, s.whole))
    s.events = nil  -- their members are no longer those of the network
  end
  s.labels = opts.labels and options.labels(WORD, opts.labels, s.whole)
  s.industries = opts.industries and belonging("industries", opts, s.whole)
  s.source, s.synthetic = s.whole.source, record.synthetic
  find.find(s)
  tables.name_spaces(s)
  local r = result(WORD, {
    fields = fields_of(s), later = later_of(s), next = next_of(s),
    absent = absent, methods = methods, provenance = record,
    pictures = pictures_of,
    text = function(r, how) return text_of(s, r, how) end,
  })
  state_of[r] = s
  return r, s
end


--- space{ graph =, communities =, runs = 100, seed = 1, ... } -> space result
---   Collaboration spaces: members of a network that have more ties among
---   themselves than their strengths let expect. In the main component only;
---   who is outside is said.
---   graph        the network; weights count
---   events       instead of it or beside it the groups it comes from (see
---                f:events()): then the patents can be drawn anew (.sampling)
---   communities  exactly so many spaces; left out: as many as the map
---                equation proposes
---   runs, seed   searches, of which the best is taken; all are kept
---   resolution   above 1 smaller spaces, below 1 larger ones
---   method       "search", or "annealing", the spin glass of the source
---   patience     of each run, as in g:potts(): 10
---   top          only the strongest ties of each member are kept
---   smallest     spaces of fewer members are left out of frames and text
---   labels       what members are called: { A61B = "diagnosis" } or a frame
---                of two columns
---   industries   which industries members belong to: a frame of members,
---                industries and, if wanted, weights from 0 to 1; for .covers
---   consolidate  the same, for the source's network: of each industry only
---                the `per_industry` strongest members (20, production 15;
---                those that weigh as much as the last, too), members that
---                belong to an industry joined to it, by their weights; gives
---                .lists, and no .sampling
---   research, production  two sides instead of one network: graphs or events;
---                industries and consolidate may then be { research = f,
---                production = h }
---   replicates   networks or samples drawn anew for .null, .sampling: 199
---   starts       searches in each of them: 1; .sensitivity and .engines try
---                3 or more
---   engines      for .engines: "potts", "annealing", "mapequation",
---                "infomap", "spinglass", "leiden", "louvain"
---   tops, shares, backbones, resolutions  what .sensitivity tries: lists of
---                strongest ties of each member, heaviest shares of ties,
---                alphas of g:backbone(), resolutions
---
---   Gives .partition, .consensus (what runs agree on), .spaces, .members
---   (role of each), .stability (who belongs and who wavers: `with_own` is the
---   share of runs in which a member is together with the others of its space,
---   `with_next` with those of the next likely one; from 0.75 up it belongs),
---   .number (how many: over seeds, where so many are planted, in networks
---   joined at random), .gap, .null (p of the modularity beside networks with
---   the same degrees and strengths, or with events beside those shuffled with
---   both margins kept, as many starts on both sides), .between_runs,
---   .engines, .sensitivity, with events .sampling; .left_out, .graph; with
---   industries .covers.
---   Of two periods, as graph = { ["2000-2007"] = a, ["2007-2014"] = b } or
---   the same of events: .before and .after are studies of their own,
---   .changes what came between them (see s:changes()), .flows, .movers, with
---   events .growth and its limits, and .spaces those of the second period by
---   how their ties grew.
---   Of two sides, as research = a, production = b: .research and .production
---   are studies of their own, .both says who is where, .vi, .nmi and
---   .adjusted_rand how alike they are where both have a member.
---   Stability over runs says whether the search agrees with itself; whether
---   other patents would give the same is said by .sampling.
---   A space is named by its two strongest members.
---   Raises on a graph with directions or without edges, and when more spaces
---   are wanted than there are members.
---   Source: European Cluster Trends, Methodological Report, 3.4; Reichardt
---   and Bornholdt 2006; Rosvall et al. 2009; Hennig 2007.
---
---   > g = frame{ from = {1,1,2,3,4,4,5}, to = {2,3,3,4,5,6,6} }:graph()
---   > s = space{ graph = g, communities = 2 }
---   > s.spaces:select("space", "size", "cohesion", "stability")
---   frame 2 x 4
---     space  size  cohesion  stability
---     1, 2      3    0.8571          1
---     4, 5      3    0.8571          1
---   > s.gap
---   0.0
local function make(given)
  local opts = options.check(WORD, given)
  local record = provenance(WORD, opts)
  if sides.has_sides(opts) then return sides.both(WORD, opts, record, one) end
  opts.per_industry = opts.per_industry or 20
  if periods.is_one(opts) then return (one(opts, record)) end
  return periods.both(WORD, opts, record, one)
end


return noun(WORD, { methods = methods, fields = fields }, make, "study")
