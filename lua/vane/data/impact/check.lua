-- What is odd about a cross-impact matrix.

local base = require "vane.core.base"
local core = require "vane.core.impact"
local check = require "vane.base.check"
local frame = require "vane.data.frame"
local panel = require "vane.data.impact.panel"
local spans_of = require "vane.data.impact.spans"

local methods, self = core.methods, core.meta.self

local na = base.na

local UNLIKE = 3  -- times as strong: descriptors on different scales


-- The sums of each row of what i says about j, without those of 0.
local function odd_sums(cells, from, to)
  local n = 0
  for k = from.first, from.last do
    local sum = 0.0
    for l = to.first, to.last do
      if not base.is_na(cells[k][l]) then sum = sum + cells[k][l] end
    end
    if math.abs(sum) > 1e-9 then n = n + 1 end
  end
  return n
end


local function new_list()
  local c = { problem = {}, descriptor = {}, on = {}, n = {} }
  return c, function(problem, descriptor, on, n)
    local k = #c.problem + 1
    c.problem[k], c.descriptor[k], c.on[k] = problem, descriptor or na, on or na
    c.n[k] = n or na
  end
end


local function check_influences(strength, spans, add)
  local given, taken = strength:sum "rows", strength:sum "cols"
  for i, span in ipairs(spans) do
    if given:get(i, "sum") == 0 then add("acts on nothing", span.name) end
    if taken:get(i, "sum") == 0 then add("nothing acts on it", span.name) end
    if span.first == span.last then add("has one variant only", span.name) end
  end
end


-- How many judgements of i on j are so.
local function count(cells, from, to, is_so)
  local n = 0
  for k = from.first, from.last do
    for l = to.first, to.last do
      local value = cells[k][l]
      if not base.is_na(value) and is_so(value) then n = n + 1 end
    end
  end
  return n
end


local function check_sections(cells, spans, scale, add)
  local function is_beyond(value) return math.abs(value) > scale end
  local function is_said(value) return value ~= 0 end
  for _, from in ipairs(spans) do
    for _, to in ipairs(spans) do
      local n = from ~= to and odd_sums(cells, from, to) or 0
      if n > 0 then add("rows that do not sum to 0", from.name, to.name, n) end
      n = count(cells, from, to, is_beyond)
      if n > 0 then add("judgements beyond the scale", from.name, to.name, n) end
    end
    local n = count(cells, from, from, is_said)
    if n > 0 then add("says something about itself", from.name, nil, n) end
  end
end


-- Judgements that some experts call promoting and others restricting.
local function check_experts(x, spans, add)
  if not panel.size(x) then return end
  local owner, n_of = {}, {}
  for _, span in ipairs(spans) do
    for k = span.first, span.last do owner[x.labels[k]] = span.name end
  end
  for row in x:dispersion {}:each() do
    if row.promote > 0 and row.restrict > 0 then
      local key = owner[row.from] .. "|" .. owner[row.to]
      n_of[key] = (n_of[key] or 0) + 1
    end
  end
  for _, from in ipairs(spans) do
    for _, to in ipairs(spans) do
      local n = n_of[from.name .. "|" .. to.name]
      if n then add("experts who disagree about the sign", from.name, to.name, n) end
    end
  end
end


-- Descriptors that much more is said about than about the least.
local function check_scales(strength, spans, add)
  local taken, least = strength:sum "cols", math.huge
  for i in ipairs(spans) do
    local sum = taken:get(i, "sum")
    if sum > 0 then least = math.min(least, sum) end
  end
  for i, span in ipairs(spans) do
    local sum = taken:get(i, "sum")
    if sum > UNLIKE * least then
      add("acted on more than 3 times as strongly as the least", span.name)
    end
  end
end


-- Each descriptor's island, named by its first descriptor.
local function islands_of(strength, spans)
  local island = {}
  local function spread(i, first)
    island[i] = first
    for j in ipairs(spans) do
      local a, b = spans[i].name, spans[j].name
      local joined = strength:get(a, b) > 0 or strength:get(b, a) > 0
      if joined and not island[j] then spread(j, first) end
    end
  end
  for i in ipairs(spans) do
    if not island[i] then spread(i, i) end
  end
  return island
end


local function check_islands(strength, spans, add)
  for i, first in ipairs(islands_of(strength, spans)) do
    if first ~= 1 and first == i then
      add("begins an island that does not touch the first", spans[i].name)
    end
  end
end


--- x:check{ scale = 3 } -> frame
---   What is odd about a cross-impact matrix, a row for each finding, none
---   when all is well: judgements not made yet; descriptors that act on
---   nothing, on which nothing acts, or with one variant only; what a
---   descriptor says about itself; judgements beyond the `scale`; sections
---   with rows that do not sum to 0 (`n` of them), which scenarios do not mind
---   but total impact scores do; descriptors that are acted on more than three
---   times as strongly as the least, so that one threshold does not suit both;
---   islands of descriptors that do not touch; and, of a panel, judgements
---   that some experts call promoting and others restricting.
---   Source: Weimer-Jehle 2006.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 2 }, { "A|x", "B|y", -2 } }
---   > impact{ a, b, judgements = list }:check{}
---   frame 2 x 4
---     problem             descriptor  on   n
---     nothing acts on it  A           na  na
---     acts on nothing     B           na  na
function methods.check(x, given)
  self(x, "check")
  local opts = check("check", given, {
    scale = { kind = "number", default = 3, above = 0, below = math.huge },
  })
  local c, add = new_list()
  local spans, strength, cells = spans_of(x), x:strength(), x:matrix():cells()
  if x.n_missing > 0 then add("judgements not made yet", nil, nil, x.n_missing) end
  check_influences(strength, spans, add)
  check_sections(cells, spans, opts.scale, add)
  check_scales(strength, spans, add)
  check_islands(strength, spans, add)
  check_experts(x, spans, add)
  return frame({ { "problem", c.problem }, { "descriptor", c.descriptor },
    { "on", c.on }, { "n", c.n } }, { types = { problem = "text",
    descriptor = "text", on = "text", n = "integer" }, source = x.source })
end
