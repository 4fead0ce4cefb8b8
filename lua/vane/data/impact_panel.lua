-- The panel beside a cross-impact matrix: what each expert said, a row for
-- each judgement.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local matrix = require "vane.data.matrix"

local panel = {}

local ENOUGH = 5  -- experts to draw from

-- What each impact's panel said: experts x judgements, and their places.
local panel_of = setmetatable({}, { __mode = "k" })


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


-- Keeps what the frame says: columns expert, from, to, judgement.
function panel.keep(x, f)
  local experts, from, to, judgement = columns_of(f)
  local kept = { experts = {}, lines = {}, places = {} }
  local places, column_of = {}, {}
  for k, label in ipairs(x.labels) do places[label] = k end
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
  panel_of[x] = kept
end


-- Experts x judgements, and each column's place among the cells.
function panel.of(x)
  local kept = panel_of[x]
  if not kept then
    fail("ensemble: spread = \"panel\" needs the experts' judgements; give them "
      .. "as impact.read(path, { panel = \"judgements.csv\" })")
  end
  if #kept.experts < ENOUGH then
    fail("ensemble: %d or more experts are needed to draw from, the panel has "
      .. "%d; use a spread such as 0.3 instead", ENOUGH, #kept.experts)
  end
  local names, lines = {}, {}
  for c in ipairs(kept.places) do names[c] = "judgement " .. c end
  for e, expert in ipairs(kept.experts) do
    lines[e] = {}
    for c in ipairs(kept.places) do
      lines[e][c] = kept.lines[expert][c] or base.na
    end
  end
  return matrix { rows = kept.experts, cols = names, cells = lines }, kept.places
end


-- How many experts, or nil.
function panel.size(x)
  return panel_of[x] and #panel_of[x].experts
end


panel.option = { kind = { "string", "frame" } }


-- The frame an option names.
function panel.frame(given)
  if check.kind_of(given) == "frame" then return given end
  return require "vane.data.frame".read(given)
end


return panel
