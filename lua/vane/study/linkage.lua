-- The words of linkages: who goes with whom, gathered.

local concordance = require "vane.study.concordance"
local cooccur = require "vane.study.cooccur"
local fail = require "vane.base.fail"
local filings = require "vane.study.filings"
local flows = require "vane.study.flows"
local gather = require "vane.study.words"
local overview = require "vane.study.overview"

local words = { { "concordance", concordance }, { "cooccur", cooccur },
  { "filings", filings }, { "flows", flows }, { "overview", overview } }


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


return gather("linkage", words, make)
