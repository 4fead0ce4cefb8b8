-- Weak signals as they are collected: what was seen, where, when, how strong
-- it is, and which variant of which descriptor it speaks for or against.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local label_of = require "vane.data.impact.label"
local spans_of = require "vane.data.impact.spans"

local WORD = "signals"
local LARGEST = 20  -- log likelihood ratio; e^20 is sure enough for anybody

local text = { kind = "string" }

local fields = {
  text = text, source = text, descriptor = text, variant = text, code = text,
  date = { kind = { "string", "integer" } },
  event = { kind = { "string", "integer" } },
  strength = { kind = { "string", "number" }, default = "medium" },
  direction = { one_of = { "for", "against" }, default = "for" },
}


-- ---- the rows ----

local function row_of(f, i)
  local row, given = f:row(i), {}
  for name in pairs(fields) do
    local cell = f.types[name] and row[name]
    if cell and not base.is_na(cell) then given[name] = cell end
  end
  for _, name in ipairs { "text", "source", "code", "variant" } do
    if given[name] ~= nil then given[name] = tostring(given[name]) end
  end
  return given
end


local function given_rows(given)
  if type(given) == "string" then given = frame.read(given) end
  local kind = check.kind_of(given)
  if kind ~= "frame" then
    if kind ~= "table" then
      fail("%s: wants a frame, the path of one, or a list of signals, found %s",
        WORD, check.found(given))
    end
    return given
  end
  if not given.types.descriptor and not given.types.code then
    fail("%s: signals should have the columns descriptor and variant, or code; "
      .. "found %s", WORD, table.concat(given.names, ", "))
  end
  local list = {}
  for i = 1, given.n_rows do list[i] = row_of(given, i) end
  return list, given
end


-- ---- what each speaks of ----

-- { code = { descriptor, variant } } of { code = "Descriptor|variant" } or a
-- frame code, descriptor, variant.
local function codes_of(given)
  local codes = {}
  if check.kind_of(given) == "frame" then
    for row in given:select("code", "descriptor", "variant"):each() do
      codes[row.code] = { row.descriptor, row.variant }
    end
    return codes
  end
  for code, label in pairs(given or {}) do
    local descriptor, variant = label_of(label)
    if not descriptor then
      fail("%s: 'codes' should say { code = \"Descriptor|variant\" }, found %s "
        .. "for \"%s\"", WORD, check.found(label), tostring(code))
    end
    codes[code] = { descriptor, variant }
  end
  return codes
end


local function about_of(signal, codes, i)
  if signal.descriptor and signal.variant then
    return signal.descriptor, signal.variant
  end
  if not signal.code then
    fail("%s: signal %d should name a descriptor and a variant, or a code",
      WORD, i)
  end
  local about = codes[signal.code]
  if not about then
    local near = base.nearest(signal.code, check.keys(codes))
    fail("%s: signal %d has the code \"%s\", for which 'codes' names no "
      .. "variant%s", WORD, i, signal.code,
      near and (" (did you mean \"%s\"?)"):format(near) or "")
  end
  return about[1], about[2]
end


local function weight_of(signal, strengths, i)
  local weight = type(signal.strength) == "number" and signal.strength
    or strengths[signal.strength]
  if not weight then
    local near = base.nearest(signal.strength, check.keys(strengths))
    fail("%s: the strength of signal %d should be a number or one of %s, found "
      .. "\"%s\"%s", WORD, i, table.concat(check.keys(strengths), ", "),
      signal.strength, near and (" (did you mean \"%s\"?)"):format(near) or "")
  end
  if not (weight >= 0 and weight <= LARGEST) then
    fail("%s: the strength of signal %d should be from 0 to %d, found %s", WORD,
      i, LARGEST, tostring(weight))
  end
  return weight
end


-- ---- one event, one source ----

-- Numbers in the order in which keys are first met.
local function new_numbers()
  local number, n = {}, 0
  return function(key)
    if not number[key] then
      n = n + 1
      number[key] = n
    end
    return number[key]
  end
end


-- Signals without an event are told apart by their text, those without a text
-- or a source each stand for themselves.
local function event_key(signal, i)
  if signal.event then return "event " .. signal.event end
  if not signal.text then return i end
  return "text " .. signal.text:lower():gsub("%s+", " ")
end


-- ---- dates ----

-- Each date's place among all, so that later is larger; and the dates.
local function order_dates(signals)
  local dates, place = {}, {}
  for _, signal in ipairs(signals) do
    local date = signal.date and tostring(signal.date)
    if date and not place[date] then
      dates[#dates + 1], place[date] = date, 0
    end
  end
  table.sort(dates)
  for k, date in ipairs(dates) do place[date] = k end
  return dates, place
end


-- The signals, and lists about them: descriptor, variant (as numbers),
-- against, weight, event, source, date; `dates` in order.
return function(x, given, opts)
  local rows, f = given_rows(given)
  local codes, spans = codes_of(opts.codes), {}
  for i, span in ipairs(spans_of(x)) do spans[span.name] = { span.first, i } end
  local lists, signals = { descriptor = {}, variant = {}, against = {},
    weight = {}, event = {}, source = {}, date = {} }, {}
  local event, source = new_numbers(), new_numbers()
  for i, row in ipairs(rows) do
    local signal = check(("%s: signal %d"):format(WORD, i), row, fields)
    signal.descriptor, signal.variant = about_of(signal, codes, i)
    local place = core.native.place(x, signal.descriptor, signal.variant,
      ("%s: signal %d"):format(WORD, i))
    local span = spans[signal.descriptor]
    signals[i] = signal
    lists.descriptor[i], lists.variant[i] = span[2], place - span[1] + 1
    lists.against[i] = signal.direction == "against" and 1 or 0
    lists.weight[i] = weight_of(signal, opts.strengths, i)
    lists.event[i] = event(event_key(signal, i))
    lists.source[i] = source(signal.source or i)
  end
  local dates, place = order_dates(signals)
  for i, signal in ipairs(signals) do
    lists.date[i] = signal.date and place[tostring(signal.date)] or false
  end
  return signals, lists, dates, f
end
