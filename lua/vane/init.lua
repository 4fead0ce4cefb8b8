-- Gathers the vocabulary and gives the analyst's environment.

local base = require "vane.core.base"
local strict = require "vane.base.strict"

local words = {
  frame  = require "vane.data.frame",
  graph  = require "vane.data.graph",
  matrix = require "vane.data.matrix",
  megatrend = require "vane.study.megatrend",
  crossover = require "vane.study.crossover",
  na     = base.na,
  is_na  = base.is_na,
  show   = require "vane.base.show",
}

for name, word in pairs(require "vane.data.condition".words) do
  words[name] = word
end

words.help = require "vane.host.help"(words)

return strict.environment(words)
