-- The words of regions: which version codes are of, codes of one version said
-- in another, the regions of addresses, and by whose address they count.

local fail = require "vane.base.fail"
local gather = require "vane.study.words"

local words = {
  { "recode", require "vane.study.nuts.recode" },
  { "versions", require "vane.study.nuts.versions" },
  { "bases", require "vane.study.nuts.bases" },
  { "resolve", require "vane.study.nuts.resolve" },
}


--- nuts.resolve{ ... } -> resolve result
--- nuts.recode{ ... } -> recode result
---   Regions of the European classification NUTS. nuts.resolve finds the
---   region of an address, nuts.versions the version that codes are of,
---   nuts.recode says them in another, nuts.bases compares inventors' and
---   applicants' regions.
---
---   > by = frame.read "datasets/regions/nuts2.csv"
---   > f = frame{ nuts2 = {"AT13"} }
---   > nuts.versions{ frame = f, column = "nuts2", by = by }.mixed
---   false
local function make()
  fail "nuts: say what is done, as in nuts.recode{ ... }"
end


return gather("nuts", words, make)
