-- Wild cards: sudden, unexpected events, and what they do to scenarios.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local card_model = require "vane.data.impact.wildcard_model"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local read = require "vane.data.impact.wildcard_read"
local result = require "vane.base.result"
local scenarios = require "vane.data.impact.scenarios"

local methods, self = core.methods, core.meta.self

local na = base.na
local MOST = 10000  -- consistent scenarios listed afterwards


-- ---- what becomes of each scenario ----

-- "Descriptor variant, ..." where the two differ.
local function changes(x, before, after)
  local list = {}
  for _, name in ipairs(x.descriptors) do
    if before[name] ~= after[name] then
      list[#list + 1] = ("%s %s"):format(name, after[name])
    end
  end
  return list
end


local function fate_of(x, y, card, entry, rule)
  local path, back = y:follow(card_model.struck(x, card, entry.variants), { rule = rule })
  local last = path:row(back)
  local changed = changes(x, entry.variants, last)
  local cycle = path.n_rows - back + 1
  return { scenario = entry.name, survives = #changed == 0 and cycle == 1,
    steps = back - 1, cycle = cycle, n_changed = #changed, last = last,
    becomes = #changed > 0 and table.concat(changed, ", ") or na }
end


-- The scenario given that another has become, or na.
local function same_as(x, list, last)
  for _, entry in ipairs(list) do
    if #changes(x, entry.variants, last) == 0 then return entry.name end
  end
  return na
end


local COLUMNS = { "scenario", "survives", "falls_to", "n_changed", "steps",
  "cycle", "becomes" }

local TYPES = { scenario = "text", survives = "logical", falls_to = "text",
  n_changed = "integer", steps = "integer", cycle = "integer", becomes = "text" }


local function fates_frame(x, y, card, list, rule)
  local c, columns, n_survive = {}, {}, 0
  for k, name in ipairs(COLUMNS) do
    c[name] = {}
    columns[k] = { name, c[name] }
  end
  for i, entry in ipairs(list) do
    local fate = fate_of(x, y, card, entry, rule)
    fate.falls_to = fate.survives and na or same_as(x, list, fate.last)
    if fate.survives then n_survive = n_survive + 1 end
    for _, name in ipairs(COLUMNS) do c[name][i] = fate[name] end
  end
  return frame(columns, { types = TYPES, source = x.source }), n_survive
end


-- ---- one wild card ----

local PLANE = { "wildcard", "impact", "likelihood", "credibility", "n_scenarios",
  "n_survive", "n_fall", "early_signals" }

local PLANE_TYPES = { wildcard = "text", impact = "integer", likelihood = "text",
  credibility = "text", n_scenarios = "integer", n_survive = "integer",
  n_fall = "integer", early_signals = "text" }


-- A row for each wild card; those with the largest impact first, then the
-- likelier ones: never by a product of both.
local function plane_of(x, rows)
  local order, columns = {}, {}
  for i, row in ipairs(rows) do order[i] = { row = row, place = i } end
  table.sort(order, function(a, b)
    for _, key in ipairs { "impact_rank", "likelihood_rank" } do
      local p, q = a.row[key], b.row[key]
      if p ~= q then return p > q end
    end
    return a.place < b.place
  end)
  for k, name in ipairs(PLANE) do
    local cells = {}
    for i, entry in ipairs(order) do cells[i] = entry.row[name] end
    columns[k] = { name, cells }
  end
  return frame(columns, { types = PLANE_TYPES, source = x.source })
end


local function plane_row(card, n, n_survive)
  return { wildcard = card.name, impact = card.impact or na,
    likelihood = card.likelihood or na, credibility = card.credibility or na,
    n_scenarios = n, n_survive = n_survive, n_fall = n - n_survive,
    early_signals = #card.early_signals > 0
      and table.concat(card.early_signals, "; ") or na,
    impact_rank = card.impact or 0, likelihood_rank = read.rank(card.likelihood) }
end


local function text_of(card, r, opts)
  local words = {}
  for _, name in ipairs { "impact", "likelihood", "credibility" } do
    if card[name] then
      words[#words + 1] = ("%s %s"):format(name, tostring(card[name]))
    end
  end
  local lines = { ("wild card \"%s\"%s%s"):format(card.name,
    #words > 0 and ": " .. table.concat(words, ", ") or "",
    r.provenance.synthetic and "  SYNTHETIC DATA" or "") }
  lines[2] = ("  %d of %d scenarios survive; %s%s hold once it has happened")
    :format(r.n_survive, r.n_scenarios, r.complete and "" or "at least ",
    tostring(r.count))
  lines[3] = grid.frame(r.scenarios, opts)
  for _, sign in ipairs(card.early_signals) do
    lines[#lines + 1] = "  early sign: " .. sign
  end
  return table.concat(lines, "\n")
end


local function study(x, card, list, rule)
  local y = card_model.with(x, card)
  local after = y:consistent { limit = MOST }
  local fates, n_survive = fates_frame(x, y, card, list, rule)
  return result("wildcard", {
    fields = { name = card.name, scenarios = fates, n_survive = n_survive,
      n_scenarios = #list, after = after.scenarios:drop(card.name),
      count = after.count, complete = after.complete,
      plane = plane_of(x, { plane_row(card, #list, n_survive) }) },
    text = function(r, opts) return text_of(card, r, opts) end,
    next = { "scenarios", "after" },
    provenance = provenance("wildcard", { model = x:matrix(), rule = rule,
      name = card.name }),
  })
end


local options = { scenarios = scenarios.option,
  rule = { one_of = { "global", "local", "incremental", "sequential" },
    default = "global" } }


--- x:wildcard{ name, force = , shocks = , impact = , likelihood = ,
---             credibility = , early_signals =, scenarios = , rule = }
---   -> wildcard result
---   What a sudden, unexpected event does to scenarios. `force` puts
---   descriptors where they are from then on, { Trade = "closed" } (or one of
---   several); `shocks` push variants from outside, { ["Trade|closed"] = 3 },
---   on the scale of the judgements. Each of `scenarios` (all consistent ones,
---   unless named as for x:signals) is followed from that moment by `rule`, as
---   in x:basins.
---   .scenarios  frame: survives (it holds unchanged), falls_to (which of the
---               others it becomes, na when none of them), n_changed and
---               becomes (the variants it ends with), steps, cycle (1: it comes
---               to rest)
---   .after      frame: the scenarios that are consistent once it has happened;
---               .count says how many, .complete is false where there are more
---   .n_survive, .n_scenarios   how many of the scenarios survive, of how many
---   .plane      frame: the wild card as x:wildcards has it
---   impact (1 to 5), likelihood (remote, unlikely, possible, likely),
---   credibility (low, medium, high) and early_signals are told, not computed.
---   Raises on variants that are not there, and when it says neither `force`
---   nor `shocks`.
---   Source: Petersen 1999, Steinmüller and Steinmüller 2004 (wild cards);
---   Weimer-Jehle 2006 (succession).
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 } }
---   > x = impact{ a, b, judgements = list }
---   > x:wildcard{ "Flood", force = { A = "y" } }.scenarios
---   frame 2 x 7
---     scenario  survives  falls_to  n_changed  steps  cycle  becomes
---     A x, B x  false     A y, B y          2      1      1  A y, B y
---     A y, B y  true      na                0      0      1  na
function methods.wildcard(x, given)
  self(x, "wildcard")
  local own, rest = {}, {}
  if check.kind_of(given) ~= "table" then
    fail("wildcard: wants a table, as in { \"Port closure\", force = "
      .. "{ Trade = \"closed\" } }, found %s", check.found(given))
  end
  for key, value in pairs(given) do
    if options[key] then own[key] = value else rest[key] = value end
  end
  local opts = check("wildcard", own, options)
  local card = read.card(x, "wildcard", rest)
  return study(x, card, scenarios.of(x, "wildcard", opts.scenarios), opts.rule)
end


local function all_text(r, opts)
  return ("%s%s\n%s\n  by impact, then likelihood; no product of the "
    .. "two"):format(counted(r.plane.n_rows, "wild card"),
    r.provenance.synthetic and "  SYNTHETIC DATA" or "",
    grid.frame(r.plane, opts))
end


local function pictures_of(r)
  return { { kind = "plane", title = "Wild cards by impact and likelihood",
    frame = r.plane, x = "likelihood", y = "impact", name = "wildcard",
    group = "credibility", x_classes = read.LIKELIHOODS, y_classes = read.IMPACTS } }
end


--- x:wildcards(cards, { scenarios = , rule = }) -> wildcards result
---   Several wild cards beside each other. `cards` is a list of what
---   x:wildcard takes, a frame, or the path of one, with the columns wildcard,
---   force ("Trade|closed; Funding|scarce"), shocks ("Trade|closed=3"),
---   impact, likelihood, credibility and early_signals.
---   .plane  frame, the largest impact first, then the likelier: wildcard,
---           impact, likelihood, credibility, n_scenarios, n_survive, n_fall,
---           early_signals. Impact times likelihood would put what is rare and
---           grave in the middle, and is not given.
---   .cards  the results of x:wildcard, a list
---   Raises as x:wildcard does, and on a name that stands twice.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 } }
---   > x = impact{ a, b, judgements = list }
---   > cards = { { "Flood", force = { A = "y" }, impact = 4 } }
---   > x:wildcards(cards).plane:select("wildcard", "impact", "n_fall")
---   frame 1 x 3
---     wildcard  impact  n_fall
---     Flood          4       1
function methods.wildcards(x, given, how)
  self(x, "wildcards")
  local opts = check("wildcards", how, options)
  local list, rows, cards = scenarios.of(x, "wildcards", opts.scenarios), {}, {}
  for i, card in ipairs(read.cards(x, "wildcards", given, "wildcard")) do
    cards[i] = study(x, card, list, opts.rule)
    rows[i] = plane_row(card, #list, cards[i].n_survive)
  end
  return result("wildcards", {
    fields = { plane = plane_of(x, rows), cards = cards }, text = all_text,
    next = { "plane" }, pictures = pictures_of,
    provenance = provenance("wildcards", { model = x:matrix(),
      rule = opts.rule }),
  })
end
