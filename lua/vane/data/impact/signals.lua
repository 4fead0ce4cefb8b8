-- The monitor of weak signals: what has been seen speaks for which scenario,
-- and what to look for next.

local core = require "vane.core.impact"
local native = require "vane.core.signal"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local read = require "vane.data.impact.signal_read"
local result = require "vane.base.result"
local scenarios = require "vane.data.impact.scenarios"
local tables = require "vane.data.impact.signal_tables"

local methods, self = core.methods, core.meta.self

local NONE = "none of these"

-- Natural logarithms: a weak signal is 1.5 times as likely under a scenario
-- that expects it as under one that does not, a medium one 3, a strong one 10.
local STRENGTHS = { weak = 0.4, medium = 1.1, strong = 2.3 }


-- ---- what is asked ----

local options = {
  scenarios = scenarios.option,
  strengths = { kind = "table" },
  codes     = { kind = { "table", "frame" } },
  none      = { kind = "number", default = 0.2, above = 0, below = 1 },
  prior     = { kind = { "table", "frame" } },
  cap       = { kind = "number", default = 4.6, above = 0, below = 1e9 },
  look      = { kind = { "string", "number" }, default = "medium" },
}


local function strengths_of(given)
  local strengths = {}
  for name, weight in pairs(STRENGTHS) do strengths[name] = weight end
  for name, weight in pairs(given or {}) do
    if type(name) ~= "string" or type(weight) ~= "number" then
      fail("signals: 'strengths' should say { name = number }, as in "
        .. "{ weak = 0.4 }")
    end
    strengths[name] = weight
  end
  return strengths
end


local function check_look(opts)
  local look = type(opts.look) == "number" and opts.look
    or opts.strengths[opts.look]
  if not look or not (look > 0 and look <= 20) then
    fail("signals: option 'look' should be a strength such as \"medium\" or a "
      .. "number up to 20, found %s", tostring(opts.look))
  end
  opts.look = look
end


local function is_row_of(x, row, variants)
  for _, name in ipairs(x.descriptors) do
    if row[name] ~= variants[name] then return false end
  end
  return true
end


-- The weight of each scenario in a frame such as x:basins{} gives.
local function weights_in(x, f, list)
  local weights = {}
  for row in f:each() do
    for i, s in ipairs(list) do
      if is_row_of(x, row, s.variants) then weights[i] = row.weight end
    end
  end
  return weights
end


-- The prior of each scenario, and of none behind them: equal shares unless
-- weights are given, by name, in order or in a frame.
local function priors_of(x, list, opts)
  local given, weights, sum = opts.prior, {}, 0
  if check.kind_of(given) == "frame" then given = weights_in(x, given, list) end
  for i, s in ipairs(list) do
    local weight = 1
    if given then weight = rawget(given, s.name) or rawget(given, i) end
    if type(weight) ~= "number" or not (weight > 0 and weight < math.huge) then
      fail("signals: 'prior' should have a number above 0 for \"%s\", found %s",
        s.name, check.found(weight))
    end
    weights[i], sum = weight, sum + weight
  end
  for i, weight in ipairs(weights) do
    weights[i] = (1 - opts.none) * weight / sum
  end
  weights[#weights + 1] = opts.none
  return weights
end


local function names_of(list)
  local names = {}
  for i, s in ipairs(list) do names[i] = s.name end
  names[#names + 1] = NONE
  return names
end


-- ---- the result ----

local function counted_words(s)
  local sources, events, n_sources, n_events = {}, {}, 0, 0
  for i in ipairs(s.signals) do
    local source, event = s.monitor.source[i], s.monitor.event[i]
    if not sources[source] then sources[source], n_sources = true, n_sources + 1 end
    if not events[event] then events[event], n_events = true, n_events + 1 end
  end
  return ("%s of %s from %s"):format(counted(#s.signals, "signal"),
    counted(n_events, "event"), counted(n_sources, "source"))
end


local function text_of(s, r, opts)
  local lines = { counted_words(s)
    .. (r.provenance.synthetic and "  SYNTHETIC DATA" or "") }
  lines[2] = grid.frame(r.support, opts)
  lines[3] = "  support is no probability: it compares these scenarios, by what "
    .. "was seen so far"
  if r.indicators.n_rows > 0 then
    lines[4] = ("  %s to tell them apart: %s"):format(r.exact
      and "the fewest indicators" or "indicators enough",
      table.concat(r.indicators:column "descriptor", ", "))
  end
  if r.look_for.n_rows > 0 then
    local row = r.look_for:row(1)
    lines[#lines + 1] = ("  look for next: %s, %s (would move %.2f of the "
      .. "support)"):format(row.descriptor, row.variant, row.change)
  end
  return table.concat(lines, "\n")
end


local function pictures_of(r)
  return { { kind = "ranks", title = "Support by signals", frame = r.support,
    name = "scenario", value = "support" } }
end


local function study(x, given, opts)
  local s = { list = scenarios.of(x, "signals", opts.scenarios) }
  local used
  s.signals, s.monitor, s.dates, used = read(x, given, opts)
  s.names = names_of(s.list)
  local m = s.monitor
  m.variants, m.n_descriptors, m.cap = {}, x.n_descriptors, opts.cap
  m.prior = priors_of(x, s.list, opts)
  for _, entry in ipairs(s.list) do
    table.move(entry.places, 1, #entry.places, #m.variants + 1, m.variants)
  end
  s.weights, s.ratios, s.support = native.support(m)
  return s, used
end


--- x:signals(signals, { scenarios = , strengths = , codes = , none = 0.2,
---           prior = , cap = 4.6, look = "medium" }) -> signals result
---   What weak signals say of scenarios. `signals` is a frame, the path of
---   one, or a list of tables: descriptor and variant (or a code that `codes`
---   knows, { code = "Descriptor|variant" }), and any of text, source, date,
---   strength (weak, medium, strong or a log likelihood ratio; medium),
---   direction (for, against) and event.
---   A signal of weight w is e^w times as likely where a scenario holds the
---   variant as where it holds another: 0.4, 1.1 and 2.3 for the three
---   strengths, unless `strengths` says otherwise. Of one event (or one text)
---   only the strongest signal counts; signals of one source together count no
---   more than `cap` (two strong ones). Support is e^sum times the prior, in
---   parts that sum to 1: `none` for none of these scenarios, to which every
---   signal and its opposite are equally likely, the rest shared evenly or as
---   `prior` says: { name = weight }, or x:basins{}. It is no probability.
---   Scenarios are all consistent ones unless named: what x:consistent{},
---   x:select or scenario.all() gave, or a list.
---   .support     frame: scenario, support, prior, log_ratio (against none)
---   .signals     frame: each signal, its strength, what of it is counted, why
---   .indicators  frame: the fewest descriptors that tell all scenarios apart,
---                and what each scenario has of them; .exact is false when the
---                search for fewer was given up
---   .look_for    frame: what one more signal of strength `look` would do:
---                change (expected, of the support: half of what all parts gain
---                and lose), gains (who gains most), parts_leaders
---   .over_time   frame: date, scenario, support, n_signals up to then
---   Raises on variants and codes that are not there.
---   Source: naive Bayes with ratios of 1.5, 3 and 10 to 1 (Kass and Raftery
---   1995 call 3 to 20 positive); smallest test set by exact set cover.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 } }
---   > x = impact{ a, b, judgements = list }
---   > seen = { { descriptor = "A", variant = "x", strength = "strong" } }
---   > x:signals(seen).support:select("scenario", "support")
---   frame 3 x 2
---     scenario       support
---     A x, B x        0.7271
---     none of these   0.2000
---     A y, B y        0.0729
function methods.signals(x, given, opts)
  self(x, "signals")
  opts = check("signals", opts, options)
  opts.strengths = strengths_of(opts.strengths)
  check_look(opts)
  local s, used = study(x, given, opts)
  local indicators, exact = tables.indicators(x, s)
  return result("signals", {
    fields = { support = tables.support(x, s), signals = tables.signals(x, s),
      indicators = indicators, exact = exact,
      look_for = tables.look_for(x, s, opts.look) },
    later = { over_time = function() return tables.over_time(x, s) end },
    text = function(r, how) return text_of(s, r, how) end,
    next = { "signals", "look_for", "over_time" },
    provenance = provenance("signals", { model = x:matrix(), signals = used,
      none = opts.none, cap = opts.cap, look = opts.look }),
    pictures = pictures_of,
  })
end
