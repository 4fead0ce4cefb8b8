-- The words of linkages: who goes with whom, gathered.

local concordance = require "vane.study.concordance"
local cooccur = require "vane.study.cooccur"
local fail = require "vane.base.fail"
local filings = require "vane.study.filings"
local flows = require "vane.study.flows"
local noun = require "vane.base.noun"
local overview = require "vane.study.overview"

-- Each word's module: `make`, and the `fields` and `methods` of its result.
local words = { { "concordance", concordance }, { "filings", filings },
  { "flows", flows },
  { "cooccur", cooccur }, { "overview", overview } }

local core = { fields = {}, methods = {} }
for _, entry in ipairs(words) do
  local name, word = entry[1], entry[2]
  core[name] = word.make
  for field, text in pairs(word.fields) do core.fields[field] = text end
  for method, f in pairs(word.methods) do core.methods[method] = f end
end


--- linkage.cooccur{ ... } -> cooccur result
--- linkage.flows{ ... } -> flows result
---   Who goes with whom. linkage.cooccur counts which classes go together in
---   the same patents or projects; linkage.flows counts what goes from one
---   sector to another: deals, licences, alliances. linkage.concordance says
---   the codes of one classification in another before that,
---   linkage.filings keeps the first filing of each family, and
---   linkage.overview sets several of these results beside each other.
---
---   > f = frame{ from = {"x", "x"}, to = {"y", "x"} }
---   > linkage.flows{ frame = f, from = "from", to = "to" }.dropped
---   1
local function make()
  fail "linkage: say what is counted, as in linkage.cooccur{ ... }"
end


return noun("linkage", core, make, "study")
