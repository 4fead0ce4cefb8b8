-- What the monitor of weak signals tells, as frames. `s` has the scenarios
-- (list, names), the signals, their dates and weights, the monitor as
-- vane.core.signal takes it, and what it answered (ratios, support).

local native = require "vane.core.signal"
local base = require "vane.core.base"
local frame = require "vane.data.frame"
local note = require "vane.base.note"

local tables = {}

local na = base.na


local function frame_of(columns, types, x)
  return frame(columns, { types = types, source = x.source })
end


function tables.support(x, s)
  local ratios = table.move(s.ratios, 1, #s.ratios, 1, {})
  ratios[#ratios + 1] = 0.0
  return frame_of({ { "scenario", s.names }, { "support", s.support },
    { "prior", s.monitor.prior }, { "log_ratio", ratios } }, { scenario = "text",
    support = "number", prior = "number", log_ratio = "number" }, x)
    :sort "-support"
end


-- Why a signal counts less than its strength, or na.
local function why_less(s, i)
  local full, counted = s.monitor.weight[i], s.weights[i]
  if counted == full then return na end
  return counted == 0 and "a stronger signal of the same event counts"
    or "its source has said more than the cap"
end


function tables.signals(x, s)
  local c = { text = {}, source = {}, date = {}, descriptor = {}, variant = {},
    direction = {}, strength = {}, counted = {}, why = {} }
  for i, signal in ipairs(s.signals) do
    for _, name in ipairs { "text", "source", "descriptor", "variant",
      "direction" } do c[name][i] = signal[name] or na end
    c.date[i] = signal.date and tostring(signal.date) or na
    c.strength[i], c.counted[i] = s.monitor.weight[i], s.weights[i]
    c.why[i] = why_less(s, i)
  end
  local columns, types = {}, {}
  for k, name in ipairs { "text", "source", "date", "descriptor", "variant",
    "direction", "strength", "counted", "why" } do
    columns[k] = { name, c[name] }
    types[name] = (name == "strength" or name == "counted") and "number" or "text"
  end
  return frame_of(columns, types, x)
end


-- date, scenario, support, and how many signals there were by then.
function tables.over_time(x, s)
  local c = { date = {}, scenario = {}, support = {}, n_signals = {} }
  for k, date in ipairs(s.dates) do
    local weights, _, support = native.support(s.monitor, k)
    local n = 0
    for i in ipairs(weights) do
      local place = s.monitor.date[i]
      if place and place <= k then n = n + 1 end
    end
    for i, name in ipairs(s.names) do
      local row = #c.date + 1
      c.date[row], c.scenario[row], c.support[row] = date, name, support[i]
      c.n_signals[row] = n
    end
  end
  return frame_of({ { "date", c.date }, { "scenario", c.scenario },
    { "support", c.support }, { "n_signals", c.n_signals } }, { date = "text",
    scenario = "text", support = "number", n_signals = "integer" }, x)
end


-- The scenarios that hold a variant of a descriptor, and how many they are.
local function holders(s, d, v)
  local held, n = {}, 0
  for i, entry in ipairs(s.list) do
    held[i] = entry.places[d] == v
    if held[i] then n = n + 1 end
  end
  return held, n
end


-- Who gains the most when a signal is found.
local function gains_most(s, found)
  local best = 1
  for i in ipairs(found) do
    if found[i] - s.support[i] > found[best] - s.support[best] then best = i end
  end
  return s.names[best]
end


-- The two scenarios that lead, as places.
local function leaders(s)
  local order = {}
  for i in ipairs(s.list) do order[i] = i end
  table.sort(order, function(a, b)
    if s.support[a] ~= s.support[b] then return s.support[a] > s.support[b] end
    return a < b
  end)
  return order[1], order[2]
end


-- Each variant that some scenarios hold and others do not: what one more
-- signal for it would change.
function tables.look_for(x, s, weight)
  local c = { descriptor = {}, variant = {}, change = {}, gains = {},
    parts_leaders = {} }
  local first, second = leaders(s)
  for d, name in ipairs(x.descriptors) do
    for v, variant in ipairs(x:variants(name)) do
      local held, n = holders(s, d, v)
      if n > 0 and n < #s.list then
        local row = #c.change + 1
        local change, found = native.look(s.monitor, s.support, d, v, weight)
        c.descriptor[row], c.variant[row], c.change[row] = name, variant, change
        c.gains[row] = gains_most(s, found)
        c.parts_leaders[row] = held[first] ~= held[second]
      end
    end
  end
  return frame_of({ { "descriptor", c.descriptor }, { "variant", c.variant },
    { "change", c.change }, { "gains", c.gains },
    { "parts_leaders", c.parts_leaders } }, { descriptor = "text",
    variant = "text", change = "number", gains = "text",
    parts_leaders = "logical" }, x):sort "-change"
end


-- The descriptors to watch, and the variant that each scenario has of them.
function tables.indicators(x, s)
  local chosen, n_alike, exact = native.apart(s.monitor)
  if n_alike > 0 then
    note(("signals: %d %s of scenarios are the same in every descriptor and "
      .. "cannot be told apart"):format(n_alike, n_alike == 1 and "pair"
      or "pairs"))
  end
  local columns, types = { { "descriptor", {} } }, { descriptor = "text" }
  for k, d in ipairs(chosen) do columns[1][2][k] = x.descriptors[d] end
  for i, entry in ipairs(s.list) do
    local cells = {}
    for k, d in ipairs(chosen) do
      cells[k] = x:variants(x.descriptors[d])[entry.places[d]]
    end
    columns[i + 1], types[entry.name] = { entry.name, cells }, "text"
  end
  return frame_of(columns, types, x), exact
end


return tables
