-- fail("what was being done: what was found, what was wanted; how to mend it")
-- raises that sentence at the analyst's line; more arguments are formatted in.

local base = require "vane.core.base"

return function(sentence, ...)
  base.fail(select("#", ...) > 0 and sentence:format(...) or sentence)
end
