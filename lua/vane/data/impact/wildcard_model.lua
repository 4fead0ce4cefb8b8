-- The cross-impact model in which a wild card has happened, or a lever is
-- pulled: { name =, force = places by descriptor, variants = by descriptor,
-- shocks = { place = push } }.

local core = require "vane.core.impact"
local largest_size = require "vane.data.impact.size"
local matrix = require "vane.data.matrix"

local card_model = {}

local HAPPENS = "happens"


-- More than all judgements together could hold against a forced variant.
local function irresistible(x, cells)
  return 2 * x.n_descriptors * largest_size(cells) + 1
end


-- The push on each variant, by its place.
local function pushes_of(x, card, cells)
  local pushes, force = {}, irresistible(x, cells)
  for k = 1, x.n_variants do pushes[k] = 0 end
  for place, push in pairs(card.shocks) do
    pushes[place] = push
    force = force + 2 * math.abs(push)
  end
  for _, places in pairs(card.force) do
    for _, place in ipairs(places) do pushes[place] = pushes[place] + force end
  end
  return pushes
end


-- The model with one more descriptor, of one variant, that pushes the others
-- from outside.
function card_model.with(x, card)
  local m = x:matrix()
  local cells, labels = m:cells(), m.rows
  local pushes = pushes_of(x, card, cells)
  for _, row in ipairs(cells) do row[#row + 1] = 0 end
  pushes[#pushes + 1] = 0
  cells[#cells + 1] = pushes
  labels[#labels + 1] = card.name .. "|" .. HAPPENS
  return core.native.from_matrix(matrix { rows = labels,
    cols = labels, cells = cells, source = x.source }, "|")
end


-- The scenario in the moment it happens: forced descriptors have moved, to the
-- variant they have where it is allowed, else to the first that is.
function card_model.struck(x, card, variants)
  local start = { [card.name] = HAPPENS }
  for _, name in ipairs(x.descriptors) do
    start[name] = variants[name]
    local allowed = card.variants[name]
    local fits = not allowed
    for _, variant in ipairs(allowed or {}) do
      fits = fits or variant == variants[name]
    end
    if not fits then start[name] = allowed[1] end
  end
  return start
end


return card_model
