-- Basins of attraction as bars: how many combinations drift to each end.

local base = require "vane.core.base"
local bar = require "vane.show.bar".bar
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local picture = require "vane.show.picture"

local MOST = 12       -- bars
local MOST_NAMED = 3  -- variants in the name of an end
local OWN = { weight = true, share = true, low = true, high = true, cycle = true,
  id = true, label = true }


-- The columns of descriptors.
local function descriptors_of(f)
  local list = {}
  for _, name in ipairs(f.names) do
    if f.types[name] == "text" and not OWN[name] then list[#list + 1] = name end
  end
  return list
end


-- How many parts these texts cut the ends into.
local function n_different(texts)
  local seen, n = {}, 0
  for _, text in ipairs(texts) do
    if not seen[text] then seen[text], n = true, n + 1 end
  end
  return n
end


-- A name for each end: the variants of the few descriptors that tell most of
-- them apart, taken one after the other; the number where they do not.
local function names_of(f, descriptors, n)
  local names, chosen = {}, {}
  for i = 1, n do names[i] = "" end
  local function with(descriptor)
    local list, cells = {}, columns.texts(f, descriptor)
    for i = 1, n do
      list[i] = names[i] == "" and cells[i] or names[i] .. ", " .. cells[i]
    end
    return list
  end
  while #chosen < MOST_NAMED and (#chosen == 0 or n_different(names) < n) do
    local best, most = nil, #chosen == 0 and 0 or n_different(names)
    for _, descriptor in ipairs(descriptors) do
      local found = n_different(with(descriptor))
      if found > most then best, most = descriptor, found end
    end
    if not best then break end
    names, chosen[#chosen + 1] = with(best), best
  end
  local seen = {}
  for i, name in ipairs(names) do
    name = name == "" and "end" or name
    seen[name] = (seen[name] or 0) + 1
    names[i] = seen[name] > 1 and ("%s (%d)"):format(name, seen[name]) or name
  end
  return names, chosen
end


-- What a cycle of so many steps is called.
local function kind_of(cycle)
  if base.is_na(cycle) or cycle == 1 then return "comes to rest" end
  return ("cycle of %d"):format(cycle)
end


local options = {
  most = { kind = "integer", default = MOST, least = 1 },
}


local function check_frame(f)
  columns.check_frame("chart.basins", f)
  for _, name in ipairs { "share", "cycle" } do
    if not f.types[name] or f.types[name] == "text" then
      fail("chart.basins: wants the frame of x:basins{}, with columns of numbers share and "
        .. "cycle; found %s", table.concat(f.names, ", "))
    end
  end
end


-- The rows that are drawn, with their names, kinds and shares in percent.
local function rows_of(f, most)
  local rows = f:sort("-share"):head(most)
  local names, chosen = names_of(rows, descriptors_of(rows), rows.n_rows)
  local kinds, percent = {}, rows:column "share"
  for i, cycle in ipairs(rows:column "cycle") do
    kinds[i] = kind_of(cycle)
    percent[i] = base.is_na(percent[i]) and base.na or 100 * percent[i]
  end
  return rows:with({ { "end", names }, { "kind", kinds }, { "percent", percent } },
    { types = { ["end"] = "text", kind = "text", percent = "number" } }), chosen
end


-- Limits in percent, where a sample gave some.
local function with_limits(f)
  local found = false
  for _, name in ipairs { "low", "high" } do
    if not f.types[name] then return f, nil end
    local list = f:column(name)
    for i, value in ipairs(list) do
      if not base.is_na(value) then list[i], found = 100 * value, true end
    end
    f = f:with({ { name .. "_percent", list } }, { types = { [name .. "_percent"] = "number" } })
  end
  return f, found or nil
end


--- chart.basins(frame, { most =, ... }) -> chart
---   The basins of attraction that x:basins{} gives, as bars: of all
---   combinations the part that drifts to each end, with its interval where
---   it comes from a sample. An end is called by the variants that tell most
---   of the ends apart; ends that are no rest but a cycle have another colour.
---   most   how many bars: 12, the largest; what the rest holds is said below
---   title, subtitle, notes, width as in chart.heat
---   Raises when there are no columns share and cycle.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > list = { { "A|x", "B|x", 1 }, { "A|y", "B|y", 1 }, { "B|x", "A|x", 1 } }
---   > f = impact{ a, b, judgements = list }:basins{}
---   > chart.basins(f).kind
---   bar
local function basins(f, opts)
  f, opts = picture.options("chart.basins", f, opts, options)
  check_frame(f)
  local rows, chosen = rows_of(f, opts.most)
  local limited
  rows, limited = with_limits(rows)
  local notes = picture.notes { notes = opts.notes }
  local left = f.n_rows - rows.n_rows
  if #chosen > 0 then
    table.insert(notes, 1, "Ends are called by " .. table.concat(chosen, ", "))
  end
  if left > 0 then
    local sum = rows:aggregate { sum = "sum percent" }:get(1, "sum")
    table.insert(notes, 1, ("%d more ends, %.1f %% of all combinations, are not drawn")
      :format(left, 100 - sum))
  end
  return bar(rows, { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = notes, name = "end", value = "percent", group = "kind", order = "given",
    low = limited and "low_percent", high = limited and "high_percent",
    unit = "percent of all combinations", most = opts.most })
end


return { basins = basins }
