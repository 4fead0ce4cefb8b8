-- The panel beside a cross-impact matrix: what each expert said, a row for
-- each judgement.

local core = require "vane.core.impact"
local cells_of_panel = require "vane.core.panel".cells
local base = require "vane.core.base"
local beside = require "vane.data.impact.beside"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local index = require "vane.base.index"
local judgements = require "vane.data.impact.judgements"
local matrix = require "vane.data.matrix"

local panel = {}

local methods, self = core.methods, core.meta.self

local ENOUGH = 5   -- experts to draw from
local DISPUTED = 2  -- steps between the quartiles


-- ---- keeping ----

local function place_of(x, places, label, row)
  if places[label] then return places[label] end
  local near = type(label) == "string" and base.nearest(label, x.labels)
  fail("impact.read: row %d of the panel is about \"%s\", which is no "
    .. "variant%s", row, tostring(label),
    near and (" (did you mean \"%s\"?)"):format(near) or "")
end


local function columns_of(f)
  local lists = {}
  for k, name in ipairs { "expert", "from", "to", "judgement" } do
    lists[k] = f:column(name)
  end
  return table.unpack(lists)
end


--- Keeps what the frame says: columns expert, from, to, judgement.
function panel.keep(x, f)
  local experts, from, to, judgement = columns_of(f)
  local kept = { frame = f, experts = {}, lines = {}, places = {} }
  local places, column_of = index.places(x.labels), {}
  for i, expert in ipairs(experts) do
    local name = tostring(expert)
    if not kept.lines[name] then
      kept.experts[#kept.experts + 1], kept.lines[name] = name, {}
    end
    local cell = (place_of(x, places, from[i], i) - 1) * x.n_variants
      + place_of(x, places, to[i], i)
    if not column_of[cell] then
      kept.places[#kept.places + 1] = cell
      column_of[cell] = #kept.places
    end
    if kept.lines[name][column_of[cell]] then
      fail("impact.read: row %d of the panel says again what %s said of "
        .. "\"%s\" on \"%s\"", i, name, from[i], to[i])
    end
    kept.lines[name][column_of[cell]] = judgement[i]
  end
  beside.of(x).panel = kept
end


local function needed(x, word)
  local kept = beside.of(x).panel
  if not kept then
    fail("%s: needs the experts' judgements; give them as impact.read(path, "
      .. "{ panel = \"judgements.csv\" })", word)
  end
  return kept
end


-- Experts x judgements.
local function matrix_of(kept)
  local names, lines = {}, {}
  for c in ipairs(kept.places) do names[c] = "judgement " .. c end
  for e, expert in ipairs(kept.experts) do
    lines[e] = {}
    for c in ipairs(kept.places) do
      lines[e][c] = kept.lines[expert][c] or base.na
    end
  end
  return matrix { rows = kept.experts, cols = names, cells = lines }
end


--- Experts x judgements, and each column's place among the cells.
function panel.of(x)
  local kept = needed(x, "ensemble: spread = \"panel\"")
  if #kept.experts < ENOUGH then
    fail("ensemble: %d or more experts are needed to draw from, the panel has "
      .. "%d; use a spread such as 0.3 instead", ENOUGH, #kept.experts)
  end
  return matrix_of(kept), kept.places
end


--- How many experts, or nil.
function panel.size(x)
  local kept = beside.of(x).panel
  return kept and #kept.experts
end


panel.option = { kind = { "string", "frame" } }


--- The frame an option names.
function panel.frame(given)
  if check.kind_of(given) == "frame" then return given end
  return frame.read(given)
end


-- ---- asking ----

--- x:panel() -> frame
---   What each expert said: the rows of the panel given to impact.read or made
---   of forms, with the columns expert, from, to and judgement, and whatever
---   else stood in it. Written as .csv it can be given to impact.read again.
---   Raises when no panel is there.
---
---   > x = impact{ { "A", "a" }, { "B", "b" } }
---   > one = frame{ from = { "A|a" }, to = { "B|b" }, judgement = { 2 } }
---   > x:panelled{ Ann = one, Ben = one }:panel():select("expert", "judgement")
---   frame 2 x 2
---     expert  judgement
---     Ann             2
---     Ben             2
function methods.panel(x)
  self(x, "panel")
  return needed(x, "panel").frame
end


-- What the panel says of each judgement, as the columns of a frame.
local function said(kept, x)
  -- `strong` is then the share that promotes, `top` that which does not restrict
  local m = cells_of_panel(matrix_of(kept), 1e-9, 0)
  local c = { from = {}, to = {}, promote = {}, restrict = {} }
  for _, name in ipairs(m.cols) do
    c[name] = m:frame():column(name)
  end
  for i, place in ipairs(kept.places) do
    local n = c.n_experts[i]
    c.from[i] = x.labels[(place - 1) // x.n_variants + 1]
    c.to[i] = x.labels[(place - 1) % x.n_variants + 1]
    c.promote[i] = math.tointeger((c.strong[i] * n + 0.5) // 1)
    c.restrict[i] = math.tointeger(((1 - c.top[i]) * n + 0.5) // 1)
    c.n_experts[i] = math.tointeger(n)
  end
  return c
end


local function disputed_of(c, i, apart)
  return c.iqr[i] >= apart or (c.promote[i] > 0 and c.restrict[i] > 0)
end


--- x:dispersion{ apart = 2 } -> frame
---   How far the experts of the panel agree, a row for each judgement that any
---   of them made: n_experts, mean, median, sd (over n - 1), q1, q3 and iqr
---   (quartiles between neighbouring judgements by straight line), promote and
---   restrict (experts above and below 0), and `disputed`: true where some
---   promote and others restrict, or where the quartiles lie `apart` steps
---   from each other. Disputed ones are what a panel should talk about:
---   x:dispersion{}:where{ disputed = true }.
---   Raises when no panel is there.
---
---   > x = impact{ { "A", "a" }, { "B", "b" } }
---   > ann = frame{ from = { "A|a" }, to = { "B|b" }, judgement = { 2 } }
---   > ben = ann:with{ judgement = -1 }
---   > f = x:panelled{ Ann = ann, Ben = ben }:dispersion{}
---   > f:select("mean", "promote", "restrict", "disputed")
---   frame 1 x 4
---     mean  promote  restrict  disputed
---      0.5        1         1  true
function methods.dispersion(x, given)
  self(x, "dispersion")
  local opts = check("dispersion", given, {
    apart = { kind = "number", default = DISPUTED },
  })
  local kept = needed(x, "dispersion")
  local c, disputed = said(kept, x), {}
  for i in ipairs(kept.places) do disputed[i] = disputed_of(c, i, opts.apart) end
  return frame({ { "from", c.from }, { "to", c.to },
    { "n_experts", c.n_experts }, { "mean", c.mean }, { "median", c.median },
    { "sd", c.sd }, { "q1", c.q1 }, { "q3", c.q3 }, { "iqr", c.iqr },
    { "promote", c.promote }, { "restrict", c.restrict },
    { "disputed", disputed } }, { types = { sd = "number",
    disputed = "logical" }, source = x.source })
end


--- x:aggregated{ by = "median" } -> impact
---   The matrix with the panel's median (or its "mean") in place of every
---   judgement that any expert made; the others stay. The panel goes with it.
---   Raises when no panel is there.
---
---   > x = impact{ { "A", "a" }, { "B", "b" } }
---   > ann = frame{ from = { "A|a" }, to = { "B|b" }, judgement = { 1 } }
---   > x = x:panelled{ Ann = ann, Ben = ann:with{ judgement = 3 } }
---   > x:aggregated{ by = "mean" }:matrix():get("A|a", "B|b")
---   2.0
function methods.aggregated(x, given)
  self(x, "aggregated")
  local opts = check("aggregated", given, {
    by = { one_of = { "median", "mean" }, default = "median" },
  })
  local kept = needed(x, "aggregated")
  local c, rows = said(kept, x), {}
  for i, value in ipairs(c[opts.by]) do
    if not base.is_na(value) then
      rows[#rows + 1] = { c.from[i], c.to[i], value }
    end
  end
  local y = judgements.put(x, rows)
  beside.of(y).panel = kept
  return y
end


-- ---- forms ----

-- The rows of all forms, each with its expert.
local function gathered(forms)
  local c = { expert = {}, from = {}, to = {}, judgement = {}, confidence = {} }
  for _, expert in ipairs(check.keys(forms)) do
    if type(expert) ~= "string" then
      fail("panelled: wants forms by expert, as in { Ann = \"ann.csv\" }")
    end
    for _, row in ipairs(judgements.rows(panel.frame(forms[expert]))) do
      if not base.is_na(row[3]) then
        local n = #c.expert + 1
        c.expert[n], c.from[n], c.to[n] = expert, row[1], row[2]
        c.judgement[n], c.confidence[n] = row[3], row[4] or base.na
      end
    end
  end
  return frame({ { "expert", c.expert }, { "from", c.from }, { "to", c.to },
    { "judgement", c.judgement }, { "confidence", c.confidence } },
    { types = { expert = "text", from = "text", to = "text",
    judgement = "number", confidence = "integer" } })
end


--- x:panelled{ Ann = form, Ben = form, ... } -> impact
---   The matrix with a panel made of forms that came back, each a frame with
---   the columns of x:form or the path of one. Its judgements are the medians
---   of what was filled in (see x:aggregated); each form's `confidence` stays
---   in the panel.
---   Raises on variants that are not there and on a judgement made twice.
---
---   > t, g = { "Trade", "free" }, { "Growth", "high" }
---   > x = impact{ t, g, judgements = { { "Trade|free", "Growth|high", na } } }
---   > ann = x:form{}:with{ judgement = { 3 } }
---   > ben = x:form{}:with{ judgement = { 1 } }
---   > y = x:panelled{ Ann = ann, Ben = ben }
---   > y:matrix():get("Trade|free", "Growth|high")
---   2.0
function methods.panelled(x, forms)
  self(x, "panelled")
  if type(forms) ~= "table" then
    fail("panelled: wants forms by expert, as in { Ann = \"ann.csv\" }, found %s",
      check.found(forms))
  end
  local y = judgements.put(x, {})
  panel.keep(y, gathered(forms))
  return y:aggregated {}
end


return panel
