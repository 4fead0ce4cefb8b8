-- How far spaces can be trusted: how many there are, whether chance would give
-- as much, what other patents, other thresholds and other engines would say.

local base = require "vane.core.base"
local frame = require "vane.data.frame"
local find = require "vane.study.space.find"
local result = require "vane.base.result"
local tables = require "vane.study.space.tables"

local na = base.na

local QUICK = 49  -- replicates that tell a number of communities
local CAREFUL = 3  -- searches at least, where a choice is tried only once
local MOST_SPINS = 500  -- that igraph's spin glass takes


local function frame_of(s, names, rows, types)
  local lists = tables.lists_for(names)
  for _, row in ipairs(rows) do
    for _, name in ipairs(names) do
      local value = row[name]
      table.insert(lists[name], value == nil and na or value)
    end
  end
  return frame(tables.columns_of(names, lists), { source = s.source,
    types = types })
end


-- ---- how many ----

-- The least and most of a list, what comes most often, and its share.
local function range(numbers)
  local low, high, times, common = math.huge, -math.huge, {}, nil
  for _, n in ipairs(numbers) do
    low, high = math.min(low, n), math.max(high, n)
    find.tally(times, n)
    if not common or times[n] > times[common]
      or (times[n] == times[common] and n < common) then common = n end
  end
  return { low = math.tointeger(low), high = math.tointeger(high),
    number = common, share = times[common] / #numbers, n = #numbers }
end


local function number_row(way, in_what, numbers, number)
  local row = range(numbers)
  row.way, row.over = way, in_what
  if number then
    local same = 0
    for _, n in ipairs(numbers) do if n == number then same = same + 1 end end
    row.number, row.share = number, same / #numbers
  end
  return row
end


local function free_potts(s)
  return s.graph:potts { starts = s.opts.runs, seed = s.opts.seed,
    patience = s.opts.patience, resolution = s.opts.resolution }
end


-- Networks that chance alone could have made, and what is found in them.
local function by_chance(s, p, replicates, starts)
  return p:null { replicates = replicates, starts = starts, seed = s.opts.seed,
    events = s.events, top = s.events and s.opts.top }
end


local function number_frame(s)
  local draws = { replicates = QUICK, starts = 1, seed = s.opts.seed }
  local of_events = { replicates = QUICK, starts = 1, seed = s.opts.seed,
    top = s.opts.top }
  local free = free_potts(s)
  local rows = {
    number_row("map equation", "seeds", s.proposed.runs:column "communities",
      s.proposed.n_communities),
    number_row("modularity", "seeds", free.runs:column "communities",
      free.n_communities),
    number_row("map equation", "networks with these planted",
      s.proposed:planted(draws).runs:column "communities"),
    number_row("map equation", s.events and "patents shuffled"
      or "networks joined at random",
      by_chance(s, s.proposed, QUICK, 1).replicates:column "communities"),
  }
  if s.events then
    rows[5] = number_row("map equation", "samples of the patents",
      s.proposed:resampled(s.events, of_events).runs:column "communities")
  end
  return frame_of(s, { "way", "over", "number", "low", "high", "share", "n" },
    rows)
end


-- ---- chance ----

-- With as many starts on both sides; more of them would find more here, but
-- also there.
local function null_of(s)
  local again = s.graph:potts { exactly = s.n_wanted, starts = s.opts.starts,
    seed = s.opts.seed, patience = s.opts.patience,
    resolution = s.opts.resolution, method = s.opts.method }
  return by_chance(s, again, s.opts.replicates, s.opts.starts)
end


-- ---- seeds, engines, thresholds ----

local function searches(s)
  return math.max(s.opts.starts, CAREFUL)
end


-- measure, least, median, most: over all pairs of runs.
local function between_runs(s)
  local pairs_of, rows = s.partition:between_runs(), {}
  for i, measure in ipairs { "vi", "nmi", "adjusted_rand" } do
    rows[i] = pairs_of:aggregate { least = "min " .. measure,
      median = "median " .. measure, most = "max " .. measure }:row(1)
    rows[i].measure = measure
  end
  return frame_of(s, { "measure", "least", "median", "most" }, rows,
    { least = "number", median = "number", most = "number" })
end


local engines = {
  potts = function(g, o, k)
    return g:potts { exactly = k, starts = o.starts, seed = o.seed,
      resolution = o.resolution }
  end,
  annealing = function(g, o, k)
    return g:potts { exactly = k, method = "annealing", starts = 1,
      seed = o.seed, resolution = o.resolution }
  end,
  mapequation = function(g, o)
    return g:mapequation { trials = o.starts, seed = o.seed }
  end,
  infomap = function(g, o)
    return g:infomap { runs = o.starts, seed = o.seed }
  end,
  spinglass = function(g, o, k)
    return g:spinglass { spins = math.min(math.max(k, 2), MOST_SPINS), runs = 1,
      seed = o.seed, resolution = o.resolution }
  end,
  leiden = function(g, o)
    return g:leiden { runs = o.starts, seed = o.seed, resolution = o.resolution }
  end,
  louvain = function(g, o)
    return g:louvain { runs = o.starts, seed = o.seed, resolution = o.resolution }
  end,
}


local function likeness_row(row, p, found)
  local c = p:compare(found)
  row.communities, row.modularity = found.n_communities, found.modularity
  row.codelength, row.n = found.codelength, c.n
  row.vi, row.nmi, row.adjusted_rand = c.vi, c.nmi, c.adjusted_rand
  return row
end


-- igraph's spin glass does not take networks of less than three nodes.
local function engine_frame(s)
  local rows, how = {}, { starts = searches(s), seed = s.opts.seed,
    resolution = s.opts.resolution }
  for _, name in ipairs(s.opts.engines) do
    if name ~= "spinglass" or s.graph.n_nodes > 2 then
      local found = engines[name](s.graph, how, s.n_wanted)
      rows[#rows + 1] = likeness_row({ engine = name }, s.partition, found)
    end
  end
  return frame_of(s, { "engine", "communities", "modularity", "codelength",
    "vi", "nmi", "adjusted_rand" }, rows, { adjusted_rand = "number" })
end


-- The spaces again, where the choice is another one; where too little of the
-- network is left, only how little.
local function choice_row(s, choice, value, g, resolution)
  local main = find.main_component(g)
  if g.n_edges == 0 or main.n_nodes < s.n_wanted then
    return { choice = choice, value = value, edges = main.n_edges,
      n = g.n_edges > 0 and main.n_nodes or 0 }
  end
  local found = main:potts { exactly = s.n_wanted, starts = searches(s),
    seed = s.opts.seed, patience = s.opts.patience, resolution = resolution }
  local row = likeness_row({ choice = choice, value = value }, s.partition,
    found)
  row.edges = main.n_edges
  row.free = main:potts { starts = searches(s), seed = s.opts.seed,
    patience = s.opts.patience, resolution = resolution }.n_communities
  row.proposed = main:mapequation { trials = searches(s),
    seed = s.opts.seed, patience = s.opts.patience }.n_communities
  return row
end


local function cut_at(s, share)
  local f = s.graph:edges():sort "-weight"
  local n = math.max(1, math.floor(share * f.n_rows + 0.5))
  return f:head(n):graph { weight = "weight" }
end


local function sensitivity_frame(s)
  local resolution, rows = s.opts.resolution, {}
  local function try(...) rows[#rows + 1] = choice_row(s, ...) end
  try("as chosen", na, s.graph, resolution)
  for _, top in ipairs(s.opts.tops) do
    try("strongest of each", top, s.graph:top { k = top }, resolution)
  end
  for _, share in ipairs(s.opts.shares) do
    try("heaviest ties", share, cut_at(s, share), resolution)
  end
  for _, alpha in ipairs(s.opts.backbones) do
    try("backbone", alpha, s.graph:backbone { alpha = alpha }, resolution)
  end
  for _, factor in ipairs(s.opts.resolutions) do
    try("resolution", factor, s.graph, factor)
  end
  return frame_of(s, { "choice", "value", "n", "edges", "proposed", "free",
    "vi", "nmi", "adjusted_rand" }, rows, { value = "number",
    adjusted_rand = "number" })
end


-- ---- other patents ----

local function text_of_sampling(r, s)
  return ("sampling: %d of %d members waver when the patents are drawn anew\n"
    .. "  %d samples of %d groups%s, one short search in each"):format(
    tables.n_wavering(r.members), r.members.n_rows, r.partition.n_runs,
    s.events.n_groups, s.events.n_clusters > 0
      and (" from %d clusters"):format(s.events.n_clusters) or "")
end


-- Two stabilities: of members, and of the spaces as wholes.
local function sampling_of(s)
  local runs = s.partition:resampled(s.events, { top = s.opts.top,
    replicates = s.opts.replicates, starts = s.opts.starts,
    seed = s.opts.seed })
  local members = tables.stability(s, runs)
  local spaces = {}
  for c, value in ipairs(runs:communities():column "stability") do
    if not s.small[c] then
      spaces[#spaces + 1] = { space = s.names[c], size = #s.members[c],
        stability = value }
    end
  end
  return result("sampling", {
    fields = { members = members, partition = runs,
      spaces = frame_of(s, { "space", "size", "stability" }, spaces) },
    text = function(r) return text_of_sampling(r, s) end,
    next = { "spaces", "members" },
  })
end


return { number = number_frame, null = null_of, between_runs = between_runs,
  engines = engine_frame, sensitivity = sensitivity_frame,
  sampling = sampling_of, frame_of = frame_of }
