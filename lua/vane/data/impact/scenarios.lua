-- The scenarios that an option names: what x:consistent{} or x:select gave, a
-- frame of scenarios, or a list of documents or of { Descriptor = "variant" }.

local check = require "vane.base.check"
local fail = require "vane.base.fail"
local scenario_of = require "vane.data.impact.scenario"

local MOST = 500  -- that are looked at one by one

local scenarios = {}

scenarios.option = { kind = { "table", "frame" } }


-- ---- what is given ----

local function of_frame(f)
  local list = {}
  local called = (f.types.scenario and "scenario") or (f.types.label and "label")
  for i = 1, f.n_rows do
    local row = f:row(i)
    list[i] = { name = called and row[called], variants = row }
  end
  return list
end


local function of_list(word, given)
  local list = {}
  for i, entry in ipairs(given) do
    if check.kind_of(entry) == "scenario" then
      list[i] = { name = entry.name, variants = entry.variants }
    elseif type(entry) == "table" then
      list[i] = { variants = entry }
    else
      fail("%s: scenario %d should be a scenario, a row of a frame of them or "
        .. "{ Descriptor = \"variant\" }, found %s", word, i, check.found(entry))
    end
  end
  return list
end


-- A result of x:consistent{}, futures:select or scenario.all() has .scenarios.
local function given_list(x, word, given)
  if given == nil then
    given = x:consistent { limit = MOST + 1 }
    if given.count == 0 then
      fail("%s: no scenario of the model is consistent; name some as "
        .. "{ scenarios = ... }, such as x:least_inconsistent{}", word)
    end
  end
  local kind = check.kind_of(given)
  if kind ~= "frame" and kind ~= "table" then given = given.scenarios end
  if check.kind_of(given) == "frame" then return of_frame(given) end
  return of_list(word, given)
end


-- ---- what it means in the model ----

-- { { name =, variants = { Descriptor = "variant" }, places = list }, ... }:
-- places count each descriptor's variants from 1.
function scenarios.of(x, word, given)
  local list, known = given_list(x, word, given), {}
  if #list == 0 then fail("%s: there are no scenarios", word) end
  if #list > MOST then
    fail("%s: %s scenarios are too many to look at one by one (%d at most); "
      .. "name a few as { scenarios = futures:select{ k = 5 } }", word,
      given == nil and "all consistent" or tostring(#list), MOST)
  end
  for i, entry in ipairs(list) do
    entry.name = entry.name or "scenario " .. i
    if known[entry.name] then entry.name = ("%s (%d)"):format(entry.name, i) end
    known[entry.name] = true
    entry.places = scenario_of.variants(x,
      ("%s: scenario \"%s\""):format(word, entry.name), entry.variants)
  end
  return list
end


return scenarios
