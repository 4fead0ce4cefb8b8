-- Which variant of each descriptor a scenario has, as its author says it: a
-- table { Descriptor = "variant" }, a list { "Descriptor|variant" } in an order
-- of its own, or a row of a frame of scenarios.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local label_of = require "vane.data.impact.label"

local variants = {}

-- What frames of scenarios say beside the variants.
local BESIDE = { id = true, label = true, nearest = true, differs = true,
  reason = true }


local function near_of(name, names)
  local near = base.nearest(tostring(name), names)
  return near and (" (did you mean \"%s\"?)"):format(near) or ""
end


local function check_variant(word, model, descriptor, variant)
  local known = model:variants(descriptor)
  for _, name in ipairs(known) do
    if name == variant then return end
  end
  fail("%s: \"%s\" has no variant \"%s\"%s", word, descriptor, tostring(variant),
    near_of(variant, known))
end


-- In the order of the model; a row's other columns are passed over.
local function in_model(word, given, model, is_row)
  local names, known = {}, {}
  for _, name in ipairs(model.descriptors) do
    known[name] = true
    if rawget(given, name) ~= nil then
      check_variant(word, model, name, rawget(given, name))
      names[#names + 1] = name
    end
  end
  for _, name in ipairs(is_row and {} or check.keys(given)) do
    if not known[name] then
      fail("%s: the model has no descriptor \"%s\"%s", word, tostring(name),
        near_of(name, model.descriptors))
    end
  end
  return names
end


-- The list's descriptors in order, and { Descriptor = "variant" }.
local function of_list(word, list)
  local names, chosen = {}, {}
  for i, label in ipairs(list) do
    local descriptor, variant = label_of(label)
    if not descriptor then
      fail("%s: variant %d should be written \"Descriptor|variant\", found %s",
        word, i, type(label) == "string" and ("%q"):format(label)
        or check.found(label))
    end
    if chosen[descriptor] then
      fail("%s: it has two variants of \"%s\", %s and %s", word, descriptor,
        chosen[descriptor], variant)
    end
    names[#names + 1], chosen[descriptor] = descriptor, variant
  end
  return names, chosen
end


-- By name; of a row the columns that are text.
local function by_name(word, given, is_row)
  local names = {}
  for _, name in ipairs(check.keys(given)) do
    local is_text = type(name) == "string" and type(given[name]) == "string"
    if is_text and not (is_row and BESIDE[name]) then
      names[#names + 1] = name
    elseif not is_row then
      fail("%s: 'variants' should be written { Descriptor = \"variant\", ... }, "
        .. "found %s", word, type(name) == "string" and ("%s of \"%s\""):format(
          check.found(given[name]), name) or "an entry without a descriptor")
    end
  end
  return names
end


-- The descriptors named, and { Descriptor = "variant" }.
function variants.of(word, given, model)
  given = given or {}
  local is_row, listed = check.kind_of(given) == "row", nil
  if rawget(given, 1) ~= nil then listed, given = of_list(word, given) end
  local names = model and in_model(word, given, model, is_row)
    or listed or by_name(word, given, is_row)
  local chosen = {}
  for _, name in ipairs(names) do chosen[name] = given[name] end
  return names, chosen
end


return variants
