-- linkage.overview: what several indicators of linkages say, aspect by aspect.

local check = require "vane.base.check"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"
local lines = require "vane.study.lines"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local typed = require "vane.study.typed"

local WORD = "linkage.overview"
local KINDS = { cooccur = true, flows = true, concentration = true }


-- ---- reading ----

local function check_result(name, value)
  if KINDS[check.kind_of(value)] then return value end
  fail("%s: '%s' should be a result of linkage.cooccur, linkage.flows or "
    .. "concentration, or a list of them, found %s", WORD, name,
    check.found(value))
end


-- The results of one indicator as a list.
local function results_of(name, given)
  if KINDS[check.kind_of(given)] then return { given } end
  local list = {}
  for i, value in ipairs(type(given) == "table" and given or {}) do
    list[i] = check_result(name, value)
  end
  if #list == 0 then check_result(name, given) end
  return list
end


-- ---- tables ----

-- The first result tells composition, strength and trend; the last where.
local function findings_of(results)
  local findings = results[1].overview:column "finding"
  findings[3] = results[#results].overview:get(3, "finding")
  return findings
end


local function table_of(names, given)
  local columns = { { "aspect", given[1][1].overview:column "aspect" } }
  for i, results in ipairs(given) do
    columns[i + 1] = { names[i], findings_of(results) }
  end
  return typed(columns, {})
end


local function caveats_of(names, given)
  local indicator, caveat, known = {}, {}, {}
  for i, results in ipairs(given) do
    for _, r in ipairs(results) do
      for _, sentence in ipairs(r.caveats) do
        local key = names[i] .. "\t" .. sentence
        if not known[key] then
          known[key] = true
          indicator[#indicator + 1] = names[i]
          caveat[#caveat + 1] = sentence
        end
      end
    end
  end
  return typed({ { "indicator", indicator }, { "caveat", caveat } },
    { indicator = "text", caveat = "text" })
end


-- Every result's inputs, with the indicator in front.
local function record_of(names, given)
  local record = provenance(WORD, {})
  for i, results in ipairs(given) do
    for _, r in ipairs(results) do
      record.synthetic = record.synthetic or r.provenance.synthetic
      for _, input in ipairs(r.provenance.inputs) do
        local copy = { indicator = names[i] }
        for field, value in pairs(input) do copy[field] = value end
        record.inputs[#record.inputs + 1] = copy
      end
    end
  end
  return record
end


-- ---- the text ----

local function text_of(r, names)
  local into = { ("linkages by %d %s%s"):format(#names,
    #names == 1 and "indicator" or "indicators",
    r.provenance.synthetic and "  SYNTHETIC DATA" or "") }
  for row in r.table:each() do
    into[#into + 1] = "  " .. row.aspect
    for _, name in ipairs(names) do
      lines.sentence(into, "    " .. name .. ":", row[name])
    end
  end
  if r.caveats.n_rows > 0 then into[#into + 1] = "  to keep in mind" end
  for row in r.caveats:each() do
    lines.sentence(into, "    " .. row.indicator .. ":", row.caveat)
  end
  return table.concat(into, "\n")
end


local methods = { pictures = result.pictures }

local fields = {
  table = "frame: composition, strength and trend, geography, by indicator",
  caveats = "frame: what to keep in mind of each indicator",
}


--- linkage.overview{ name = result, ... } -> overview result
---   What several indicators of linkages say, such as patents, mergers and
---   alliances: a table of composition (who is linked with whom), strength and
---   trend, and geography by indicator, and what to keep in mind of each. A
---   name stands for a result of linkage.cooccur, linkage.flows or
---   concentration, or for a list of them: the first then tells composition,
---   strength and trend, the last geography. Indicators go by name, or in the
---   order given as { {"patents", links}, ... }.
---   Gives .table and .caveats.
---   Raises on anything else than such results.
---   Source: European Cluster Trends, Methodological Report 2014, table 1.
---
---   > deals = frame{ from = {"x", "x", "y"}, to = {"y", "z", "z"} }
---   > mergers = linkage.flows{ frame = deals, from = "from", to = "to" }
---   > linkage.overview{ mergers = mergers }.table:get(1, "aspect")
---   composition
local function make(given)
  local names, values = entries(WORD, given)
  if #names == 0 then
    fail("%s: wants at least one indicator, as in { patents = links }", WORD)
  end
  local results = {}
  for i, name in ipairs(names) do results[i] = results_of(name, values[i]) end
  return result("overview", {
    fields = { table = table_of(names, results),
      caveats = caveats_of(names, results) },
    methods = methods, next = { "table", "caveats" },
    text = function(r) return text_of(r, names) end,
    provenance = record_of(names, results),
  })
end


return { make = make, methods = methods, fields = fields }
