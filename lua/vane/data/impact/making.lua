-- Cross-impact matrices of lists: descriptors with their variants, checked, and
-- the judgements put into cells.

local core = require "vane.core.impact"
local beside = require "vane.data.impact.beside"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local judgements = require "vane.data.impact.judgements"
local matrix = require "vane.data.matrix"

local making = {}

local BETWEEN = "|"


local function check_name(what, name)
  if type(name) ~= "string" or name == "" or name:find(BETWEEN, 1, true) then
    fail("impact: %s should be a name without \"%s\", found %s", what, BETWEEN,
      type(name) == "string" and ("%q"):format(name) or check.found(name))
  end
end


-- Raises unless entry i is a name followed by its variants.
local function check_descriptor(i, descriptor)
  if type(descriptor) ~= "table" then
    fail("impact: descriptor %d should be written { name, variant, variant, "
      .. "... }, found %s", i, check.found(descriptor))
  end
  check_name(("descriptor %d"):format(i), descriptor[1])
  if #descriptor < 2 then
    fail("impact: the descriptor \"%s\" has no variants; write them behind "
      .. "its name", descriptor[1])
  end
  for k = 2, #descriptor do
    check_name(("variant %d of \"%s\""):format(k - 1, descriptor[1]),
      descriptor[k])
  end
end


-- "Descriptor|Variant" of all variants, in their order.
local function labels_of(descriptors)
  local labels, known = {}, {}
  for i, descriptor in ipairs(descriptors) do
    check_descriptor(i, descriptor)
    for k = 2, #descriptor do
      local label = descriptor[1] .. BETWEEN .. descriptor[k]
      if known[label] then
        fail("impact: the variant \"%s\" stands twice", label)
      end
      known[label] = true
      labels[#labels + 1] = label
    end
  end
  return labels
end


local function of_cells(labels, cells, source)
  return core.native.from_matrix(matrix { rows = labels, cols = labels,
    cells = cells, source = source }, BETWEEN)
end


local function zeros(n)
  local cells = {}
  for i = 1, n do
    cells[i] = {}
    for j = 1, n do cells[i][j] = 0 end
  end
  return cells
end


--- From { { name, variant, ... }, ... } and rows of cells.
function making.of_cells(descriptors, cells, source)
  return of_cells(labels_of(descriptors), cells, source)
end


--- From the same and a list or frame of judgements.
function making.of_judgements(descriptors, list, source)
  local labels = labels_of(descriptors)
  local cells = zeros(#labels)
  local sure = judgements.fill(cells, labels, list)
  local x = of_cells(labels, cells, source)
  beside.keep_confidence(x, sure)
  return x
end


--- { { name, variant, ... }, ... } again.
function making.lists(x)
  local lists = {}
  for i, name in ipairs(x.descriptors) do
    lists[i] = { name, table.unpack(x:variants(name)) }
  end
  return lists
end


return making
