-- Judgements as a list: one of each variant on each variant of another
-- descriptor, read, written, asked for and filled in.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local beside = require "vane.data.impact.beside"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local index = require "vane.base.index"
local note = require "vane.base.note"

local judgements = {}

local methods, native, self = core.methods, core.native, core.meta.self

local COLUMNS = { "from", "to", "judgement" }


-- ---- lists of rows ----

local function has_column(f, name)
  for _, known in ipairs(f.names) do
    if known == name then return true end
  end
  return false
end


--- Whether a frame is a list of judgements: it has all their columns.
function judgements.are_in(f)
  for _, name in ipairs(COLUMNS) do
    if not has_column(f, name) then return false end
  end
  return true
end


-- The columns of a frame of judgements: those called so, else the first.
local function columns_of(f)
  local names = judgements.are_in(f) and COLUMNS or f.names
  local lists = {}
  for k = 1, 3 do
    if not names[k] then
      fail("impact: judgements should stand in three columns, from, to and "
        .. "judgement; found %d", f.n_cols)
    end
    lists[k] = f:column(names[k])
  end
  lists[4] = has_column(f, "confidence") and f:column "confidence" or {}
  return lists
end


--- { { from, to, value, confidence or nil }, ... } of a frame or such a list.
function judgements.rows(given)
  if check.kind_of(given) ~= "frame" then return given end
  local rows, lists = {}, columns_of(given)
  for i = 1, given.n_rows do
    local code = lists[4][i]
    if base.is_na(code) then code = nil end
    rows[i] = { lists[1][i], lists[2][i], lists[3][i], code }
  end
  return rows
end


local function check_row(row, i)
  if type(row) ~= "table" or #row < 3 or #row > 4 then
    fail("impact: judgement %d should be written { \"Descriptor|variant\", "
      .. "\"Descriptor|variant\", number } or with its confidence behind", i)
  end
end


local function place_of(places, labels, label, i)
  if places[label] then return places[label] end
  local near = base.nearest(tostring(label), labels)
  fail("impact: judgement %d is about \"%s\", which is no variant%s", i,
    tostring(label), near and (" (did you mean \"%s\"?)"):format(near) or "")
end


--- Raises when one row contradicts another.
function judgements.refuse_two(given)
  local before = {}
  for i, row in ipairs(judgements.rows(given)) do
    check_row(row, i)
    local pair = ("%s\n%s"):format(row[1], row[2])
    local other = before[pair]
    if other and other.value ~= row[3] then
      fail("impact: judgement %d says %s of \"%s\" on \"%s\", but judgement %d "
        .. "%s; several experts are a panel (see impact.read)", i,
        tostring(row[3]), row[1], row[2], other.row, tostring(other.value))
    end
    before[pair] = { value = row[3], row = i }
  end
end


--- Puts the rows into the cells; gives { { row, column, confidence }, ... }.
function judgements.fill(cells, labels, given)
  local places, sure = index.places(labels), {}
  for i, row in ipairs(judgements.rows(given)) do
    check_row(row, i)
    local k = place_of(places, labels, row[1], i)
    local l = place_of(places, labels, row[2], i)
    cells[k][l] = row[3]
    if row[4] ~= nil then sure[#sure + 1] = { k, l, row[4], row = i } end
  end
  return sure
end


--- Descriptors with their variants in the order in which a list names them.
function judgements.descriptors(f, separator)
  local list, known = {}, {}
  local function add(label, i)
    local name, variant
    local from, to = tostring(label):find(separator, 1, true)
    if from then name, variant = label:sub(1, from - 1), label:sub(to + 1) end
    if not name or name == "" or variant == "" then
      fail("impact: row %d should name \"Descriptor%sVariant\", found %s", i,
        separator, base.is_na(label) and "na" or ("%q"):format(tostring(label)))
    end
    if not known[name] then
      list[#list + 1] = { name }
      known[name] = list[#list]
    end
    if not known[label] then
      table.insert(known[name], variant)
      known[label] = true
    end
  end
  for _, column in ipairs { "from", "to" } do
    for i, label in ipairs(f:column(column)) do add(label, i) end
  end
  return list
end


-- ---- out ----

-- The cells that `wanted` asks for, between different descriptors.
local function listed(x, wanted)
  local c = { from = {}, to = {}, judgement = {}, confidence = {} }
  local cells, sure = x:matrix():cells(), x:confidence():cells()
  local labels, owner = x.labels, {}
  for _, name in ipairs(x.descriptors) do
    for _ in ipairs(x:variants(name)) do owner[#owner + 1] = name end
  end
  for k, from in ipairs(labels) do
    for l, to in ipairs(labels) do
      local value = cells[k][l]
      if wanted(value, owner[k] ~= owner[l]) then
        local n = #c.from + 1
        c.from[n], c.to[n], c.judgement[n] = from, to, value
        c.confidence[n] = sure[k][l]
      end
    end
  end
  return frame({ { "from", c.from }, { "to", c.to },
    { "judgement", c.judgement }, { "confidence", c.confidence } },
    { types = { from = "text", to = "text", judgement = "number",
    confidence = "integer" }, source = x.source })
end


--- x:judgements() -> frame
---   The judgements as a list: `from`, `to` (both "Descriptor|Variant"),
---   `judgement` (na: not made yet) and `confidence` (1 to 5, or na), a row
---   for each variant on each variant of another descriptor, and for what a
---   descriptor says about itself where it is not 0. Written as .csv it reads
---   back with impact.read, with nothing lost but texts and panel.
---
---   > t, g = { "Trade", "free" }, { "Growth", "high" }
---   > list = { { "Trade|free", "Growth|high", 2, 4 } }
---   > impact{ t, g, judgements = list }:judgements()
---   frame 2 x 4
---     from         to           judgement  confidence
---     Trade|free   Growth|high          2           4
---     Growth|high  Trade|free           0          na
function methods.judgements(x)
  self(x, "judgements")
  return listed(x, function(value, apart) return apart or value ~= 0 end)
end


--- x:form{} -> frame
---   A form of the judgements that are not made yet, to be written as .csv,
---   sent to experts and read back with x:filled: columns `from`, `to`,
---   `judgement` and `confidence`, the last two empty. The rows of one
---   descriptor on another stand together.
---
---   > t, g = { "Trade", "free" }, { "Growth", "high" }
---   > list = { { "Trade|free", "Growth|high", na } }
---   > x = impact{ t, g, judgements = list }
---   > x:form{}
---   frame 1 x 4
---     from        to           judgement  confidence
---     Trade|free  Growth|high         na          na
function methods.form(x, given)
  self(x, "form")
  check("form", given, {})
  return listed(x, function(value, apart)
    return apart and base.is_na(value)
  end)
end


-- ---- forms that came back ----

local function frame_of(given)
  if type(given) == "string" then return frame.read(given) end
  return given
end


-- The rows of a form that somebody filled in.
local function filled_rows(f)
  local rows = {}
  for _, row in ipairs(judgements.rows(f)) do
    if not base.is_na(row[3]) then rows[#rows + 1] = row end
  end
  return rows
end


--- The matrix with `rows` put over its judgements.
function judgements.put(x, rows)
  local cells, sure = x:matrix():cells(), {}
  for _, entry in ipairs(judgements.fill(cells, x.labels, rows)) do
    sure[#sure + 1] = entry
  end
  local y = native.from_matrix(require "vane.data.matrix" { rows = x.labels,
    cols = x.labels, cells = cells, source = x.source }, "|")
  beside.carry(x, y)
  local said = beside.of(x).confidence
  for k, line in ipairs(said and said:cells() or {}) do
    for l, code in ipairs(line) do
      if not base.is_na(code) then table.insert(sure, 1, { k, l, code }) end
    end
  end
  beside.keep_confidence(y, sure)
  return y
end


--- x:filled(form) -> impact
---   The matrix with the judgements of a form that came back: a frame with the
---   columns of x:form, or the path of one. Rows left empty stay as they were;
---   how many are still missing is said. Forms of several experts make a
---   panel: give each as x:panelled{ Ann = "ann.csv", Ben = "ben.csv" }.
---   Raises on variants that are not there.
---
---   > t, g = { "Trade", "free" }, { "Growth", "high" }
---   > list = { { "Trade|free", "Growth|high", na } }
---   > x = impact{ t, g, judgements = list }
---   > f = x:form{}:with{ judgement = { 3 } }
---   > x:filled(f):matrix():get("Trade|free", "Growth|high")
---   3.0
function methods.filled(x, form)
  self(x, "filled")
  local f = frame_of(form)
  if check.kind_of(f) ~= "frame" then
    fail("filled: wants a form as x:form{} gives it, or its path, found %s",
      check.found(form))
  end
  local y = judgements.put(x, filled_rows(f))
  if y.n_missing > 0 then
    note(("filled: %d of %d judgements asked for are still missing"):format(
      y.n_missing, x.n_missing))
  end
  return y
end


return judgements
