-- Judgements of a cross-impact matrix brought to one standard.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local beside = require "vane.data.impact.beside"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local matrix = require "vane.data.matrix"
local note = require "vane.base.note"
local spans_of = require "vane.data.impact.spans"

local methods, native, self = core.methods, core.native, core.meta.self

local MOST_FACTOR = 2520  -- halves, thirds, ... up to tenths
local NEARLY = 1e-9


local function of_cells(x, cells)
  return native.from_matrix(matrix { rows = x.labels, cols = x.labels,
    cells = cells, source = x.source }, "|")
end


-- Takes the mean off what a variant says about one descriptor, unless some of
-- it is not said yet. True: it was.
local function centre(row, span)
  local sum = 0.0
  for l = span.first, span.last do
    if base.is_na(row[l]) then return false end
    sum = sum + row[l]
  end
  for l = span.first, span.last do
    row[l] = row[l] - sum / (span.last - span.first + 1)
  end
  return true
end


-- Gives how many rows of sections had to stay as they were.
local function centre_all(cells, spans)
  local n_left = 0
  for _, from in ipairs(spans) do
    for _, to in ipairs(spans) do
      for k = from.first, from ~= to and from.last or 0 do
        if not centre(cells[k], to) then n_left = n_left + 1 end
      end
    end
  end
  return n_left
end


local function multiply(cells, span, factor)
  for _, row in ipairs(cells) do
    for l = span.first, span.last do
      if not base.is_na(row[l]) then row[l] = row[l] * factor end
    end
  end
end


-- The mean size of the judgements on each descriptor becomes that of all.
local function make_alike(x, cells, spans)
  local taken, sum, n = of_cells(x, cells):strength():sum "cols", 0.0, 0
  for i in ipairs(spans) do
    local value = taken:get(i, "sum")
    if value > 0 then sum, n = sum + value, n + 1 end
  end
  for i, span in ipairs(spans) do
    local value = taken:get(i, "sum")
    if value > 0 then multiply(cells, span, sum / n / value) end
  end
end


local function are_whole(cells, factor)
  for _, row in ipairs(cells) do
    for _, value in ipairs(row) do
      local scaled = base.is_na(value) and 0 or value * factor
      if math.abs(scaled - (scaled + 0.5) // 1) > NEARLY then return false end
    end
  end
  return true
end


-- The smallest number that makes all judgements whole, which they become.
local function make_whole(cells, spans)
  local factor = 1
  while factor <= MOST_FACTOR and not are_whole(cells, factor) do
    factor = factor + 1
  end
  if factor > MOST_FACTOR then
    fail("standardised: no number up to %d makes all judgements whole",
      MOST_FACTOR)
  end
  for _, span in ipairs(spans) do multiply(cells, span, factor) end
  for _, row in ipairs(cells) do
    for l, value in ipairs(row) do
      if not base.is_na(value) then row[l] = (value + 0.5) // 1 end
    end
  end
  return factor
end


local function say(n_left, factor, opts)
  if n_left > 0 then
    note(("standardised: %s of sections with judgements not made yet: left as "
      .. "they were"):format(counted(n_left, "row")))
  end
  if factor > 1 then
    note(("standardised: all judgements are multiplied by %d; so are "
      .. "inconsistencies, and a threshold of 1 becomes %d"):format(factor, factor))
  end
  if opts.alike then
    note("standardised: descriptors have units of their own now; thresholds "
      .. "above 0 have to be chosen anew")
  end
end


--- x:standardised{ whole = false, alike = false } -> impact
---   The same matrix with the mean of each row of a section taken off, so that
---   rows sum to 0. Consistent scenarios, basins and inconsistencies stay the
---   same, and so do thresholds; total impact scores become comparable. Rows
---   with judgements not made yet are left as they are, which is said.
---   `whole` then multiplies all judgements by the smallest number that makes
---   them whole, as ScenarioWizard wants them: thresholds above 0 have to be
---   multiplied by it, which is said. `alike` gives all descriptors the same
---   mean size of judgements on them, so that one threshold suits all; what it
---   stands for has to be chosen anew, which is said.
---   Source: Weimer-Jehle 2006.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > x = impact{ a, b, judgements = { { "A|x", "B|x", 2 } } }
---   > x:standardised{}:matrix():get("A|x", "B|y")
---   -1.0
function methods.standardised(x, given)
  self(x, "standardised")
  local opts = check("standardised", given, {
    whole = { kind = "boolean", default = false },
    alike = { kind = "boolean", default = false },
  })
  local cells, spans = x:matrix():cells(), spans_of(x)
  local n_left, factor = centre_all(cells, spans), 1
  if opts.alike then make_alike(x, cells, spans) end
  if opts.whole then factor = make_whole(cells, spans) end
  say(n_left, factor, opts)
  return beside.carry(x, of_cells(x, cells))
end
