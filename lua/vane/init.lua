-- Gathers the vocabulary and gives the analyst's environment.

local base = require "vane.core.base"
local later = require "vane.base.later"
local strict = require "vane.base.strict"
require "vane.data.events"

local words = {
  frame  = require "vane.data.frame",
  graph  = require "vane.data.graph",
  matrix = require "vane.data.matrix",
  na     = base.na,
  is_na  = base.is_na,
  show   = require "vane.base.show",
}

for name, word in pairs(require "vane.data.condition".words) do
  words[name] = word
end

later(words, {
  agreement = "vane.data.agreement",
  complexity = "vane.study.complexity",
  concentration = "vane.study.concentration",
  crossover = "vane.study.crossover",
  impact    = "vane.data.impact",
  linkage   = "vane.study.linkage",
  megatrend = "vane.study.megatrend",
  space     = "vane.study.space",
})

words.help = require "vane.host.help"(words)

return strict.environment(words)
