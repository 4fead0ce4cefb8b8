-- How sure the growth of spaces is: it is worked out again from groups that
-- are drawn anew in both periods, those of one cluster in both together.

local base = require "vane.core.base"
local frame = require "vane.data.frame"
local stage = require "vane.core.stage"
local verbs = require "vane.core.frame_verbs"

local ERROR = 0.05  -- outside of the limits, half on either side


-- The network as a study made it, from a draw of its groups.
local function network_of(s, drawn)
  local g = drawn:graph()
  if s.opts.top then g = g:top { k = s.opts.top } end
  return g:subgraph(s.graph.nodes)
end


local function total_weight(g)
  return g.n_edges > 0 and g:edges():aggregate { sum = "sum weight" }:get(1, "sum")
    or 0
end


-- For each space the growth in every draw, plain and beside all ties.
local function draw_all(a, b)
  local plain, beside = {}, {}
  for c in ipairs(b.names) do plain[c], beside[c] = {}, {} end
  local told <close> = stage.begin("growth of spaces", "draws", b.opts.replicates)
  for k = 1, b.opts.replicates do
    told:step(k - 1)
    local early, late = a.events:resampled { beside = b.events,
      seed = b.opts.seed * b.opts.replicates + k }
    local before, after = network_of(a, early), network_of(b, late)
    local all = total_weight(after) / total_weight(before)
    local was = b.partition:cohesion(before):column "inside"
    for c, is in ipairs(b.partition:cohesion(after):column "inside") do
      if was[c] > 0 then
        table.insert(plain[c], is / was[c] - 1)
        table.insert(beside[c], is / was[c] / all - 1)
      end
    end
  end
  return plain, beside
end


-- Where nothing was before in some draw, growth has no upper limit there.
local function limits(values, n)
  table.sort(values)
  local low = math.max(1, math.floor(ERROR / 2 * n + 0.5))
  return values[low] or base.na, values[n + 1 - low] or base.na
end


-- Of the states of two studies and the frame of what became of the later one.
return function(a, b, after)
  local plain, beside = draw_all(a, b)
  local place, columns = {}, {}
  for c, name in ipairs(b.names) do place[name] = c end
  local names = { "low", "high", "beyond_low", "beyond_high" }
  for i, name in ipairs(names) do columns[i] = { name, {} } end
  for i, name in ipairs(after:column "space") do
    local c, n = place[name], b.opts.replicates
    columns[1][2][i], columns[2][2][i] = limits(plain[c], n)
    columns[3][2][i], columns[4][2][i] = limits(beside[c], n)
  end
  local types = {}
  for _, name in ipairs(names) do types[name] = "number" end
  return verbs.extend(
    after:select("space", "growth", "beyond_all"),
    frame(columns, { types = types, source = b.source }))
    :select("space", "growth", "low", "high", "beyond_all", "beyond_low",
      "beyond_high")
end
