-- The part of a roadmap that belongs to a scenario, a group or a lane.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local lanes = require "vane.study.roadmap.lanes"

local text = { kind = "string" }

local options = { scenario = text, group = text, lane = text,
  certainty = { one_of = { "certain", "uncertain", "wild card" } } }


local function contains(list, name)
  for _, entry in ipairs(list) do
    if entry == name then return true end
  end
  return false
end


-- Raises unless some item names it in that field.
local function check_named(m, option, field, name)
  if name == nil then return end
  local names = {}
  for _, item in ipairs(m.items) do
    if contains(item[field], name) then return end
    table.move(item[field], 1, #item[field], #names + 1, names)
  end
  local near = base.nearest(name, names)
  fail("only: no item names the %s \"%s\"%s", option, name,
    near and (" (did you mean \"%s\"?)"):format(near) or "")
end


-- An item without a scenario belongs to all of them.
local function fits(item, opts, lane)
  if opts.scenario and #item.scenarios > 0
    and not contains(item.scenarios, opts.scenario) then return false end
  if opts.group and not contains(item.group, opts.group) then return false end
  return (not lane or item.lane == lane)
    and (not opts.certainty or item.certainty == opts.certainty)
end


-- The model with these items alone and the links among them.
return function(m, given)
  local opts = check("only", given, options)
  local lane = opts.lane and lanes.place("only", "the part", opts.lane)
  check_named(m, "scenario", "scenarios", opts.scenario)
  check_named(m, "group", "group", opts.group)
  local part, place = { items = {}, links = {}, title = m.title,
    horizon = m.horizon, source = m.source }, {}
  for i, item in ipairs(m.items) do
    if fits(item, opts, lane) then
      part.items[#part.items + 1] = item
      place[i] = #part.items
    end
  end
  for _, link in ipairs(m.links) do
    if place[link[1]] and place[link[2]] then
      table.insert(part.links, { place[link[1]], place[link[2]] })
    end
  end
  return part
end
