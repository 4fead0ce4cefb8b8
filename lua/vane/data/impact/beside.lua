-- What stands beside the judgements of a cross-impact matrix: texts about its
-- descriptors and variants, how sure each judgement is, what each expert of a
-- panel said, and the parts of a file that nobody asked for.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local matrix = require "vane.data.matrix"

local beside = {}

local methods, self = core.methods, core.meta.self

beside.SURE, beside.UNSURE = 5, 1  -- the codes of confidence

-- x -> { texts = , confidence = , panel = , scw = }
local kept_of = setmetatable({}, { __mode = "k" })


--- The table of what stands beside x, to look into and to fill.
function beside.of(x)
  if not kept_of[x] then kept_of[x] = {} end
  return kept_of[x]
end


--- Gives `to` what stands beside `from`, for a matrix of the same variants;
-- but for the panel, whose judgements are not those of `to`.
function beside.carry(from, to)
  local kept = beside.of(to)
  for name, value in pairs(beside.of(from)) do
    if name ~= "panel" then kept[name] = value end
  end
  return to
end


-- ---- texts ----

local function known_name(x, name)
  for _, list in ipairs { x.descriptors, x.labels } do
    for _, known in ipairs(list) do
      if known == name then return true end
    end
  end
  return false
end


--- Takes { Trade = "How open ...", ["Trade|free"] = "..." } over.
function beside.keep_texts(x, texts)
  for _, name in ipairs(check.keys(texts)) do
    if not known_name(x, name) then
      local near = base.nearest(tostring(name), x.labels)
      fail("impact: 'texts' is about \"%s\", which is no descriptor and no "
        .. "variant%s", tostring(name),
        near and (" (did you mean \"%s\"?)"):format(near) or "")
    end
    if type(texts[name]) ~= "string" then
      fail("impact: the text about \"%s\" should be a text, found %s", name,
        check.found(texts[name]))
    end
  end
  beside.of(x).texts = next(texts) and texts or nil
end


--- x:texts() -> frame
---   What is said about descriptors and variants: `descriptor`, `variant` (na
---   in the descriptor's own row) and `text`, na where nothing is said. Texts
---   come with impact{ ..., texts = } or from a .scw file.
---
---   > t, g = { "Trade", "free", "closed" }, { "Growth", "high", "low" }
---   > x = impact{ t, g, texts = { Trade = "How open borders are" } }
---   > x:texts():get(1, "text")
---   How open borders are
function methods.texts(x)
  self(x, "texts")
  local texts = beside.of(x).texts or {}
  local c = { descriptor = {}, variant = {}, text = {} }
  local function add(descriptor, variant, text)
    local n = #c.descriptor + 1
    c.descriptor[n], c.variant[n], c.text[n] = descriptor, variant, text or base.na
  end
  for _, name in ipairs(x.descriptors) do
    add(name, base.na, texts[name])
    for _, variant in ipairs(x:variants(name)) do
      add(name, variant, texts[name .. "|" .. variant])
    end
  end
  return frame({ { "descriptor", c.descriptor }, { "variant", c.variant },
    { "text", c.text } }, { types = { descriptor = "text", variant = "text",
    text = "text" }, source = x.source })
end


-- ---- confidence ----

local function check_code(code, i)
  local whole = type(code) == "number" and math.tointeger(code)
  if whole and whole >= beside.UNSURE and whole <= beside.SURE then return end
  fail("impact: the confidence of judgement %d should be a whole number from "
    .. "%d (a guess) to %d (sure), found %s", i, beside.UNSURE, beside.SURE,
    type(code) == "number" and tostring(code) or check.found(code))
end


--- Takes { { row, column, code }, ... } over, by the places of variants.
function beside.keep_confidence(x, entries)
  local cells = {}
  for k = 1, x.n_variants do
    cells[k] = {}
    for l = 1, x.n_variants do cells[k][l] = base.na end
  end
  for i, entry in ipairs(entries) do
    check_code(entry[3], entry.row or i)
    cells[entry[1]][entry[2]] = entry[3]
  end
  beside.of(x).confidence = #entries > 0 and matrix { rows = x.labels,
    cols = x.labels, cells = cells, source = x.source } or nil
end


--- x:confidence() -> matrix
---   How sure each judgement is, variants x variants: from 1 (a guess) to 5
---   (sure), na where nobody said. Confidence comes with the judgements, as a
---   fourth entry or a column `confidence`; x:ensemble moves judgements that
---   are less sure more often.
---
---   > t, g = { "Trade", "free", "closed" }, { "Growth", "high", "low" }
---   > list = { { "Trade|free", "Growth|high", 2, 4 } }
---   > x = impact{ t, g, judgements = list }
---   > x:confidence():get("Trade|free", "Growth|high")
---   4.0
function methods.confidence(x)
  self(x, "confidence")
  return beside.of(x).confidence or matrix { rows = x.labels, cols = x.labels,
    value = base.na, source = x.source }
end


return beside
