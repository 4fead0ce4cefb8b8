-- Gathers the vocabulary and gives the analyst's environment.

local base = require "vane.core.base"
local elsewhere = require "vane.base.elsewhere"
local later = require "vane.base.later"
local strict = require "vane.base.strict"

local words = {
  frame  = require "vane.data.frame",
  matrix = require "vane.data.matrix",
  na     = base.na,
  is_na  = base.is_na,
  show   = require "vane.base.show",
}

for name, word in pairs(require "vane.data.condition".words) do
  words[name] = word
end

for name, word in pairs(require "vane.data.distribution".words) do
  words[name] = word
end

local frames = require "vane.core.frame".methods
local matrices = require "vane.core.matrix".methods
later.verb(frames, "events", "vane.data.events")
later.verb(frames, "graph", "vane.data.graph")
later.verb(matrices, "graph", "vane.data.graph")

later.words(words, {
  agreement = "vane.data.agreement",
  cart      = "vane.data.cart",
  chart     = "vane.show.chart",
  coding    = "vane.data.coding",
  complexity = "vane.study.complexity",
  concentration = "vane.study.concentration",
  crossover = "vane.study.crossover",
  graph = "vane.data.graph",
  impact = "vane.data.impact",
  linkage = "vane.study.linkage",
  map       = "vane.show.map",
  megatrend = "vane.study.megatrend",
  nuts      = "vane.study.nuts",
  page      = "vane.show.page",
  prim      = "vane.data.prim",
  roadmap   = "vane.study.roadmap",
  scenario  = "vane.study.scenario",
  space = "vane.study.space",
  system    = "vane.data.system",
})

require "vane.base.drawing".of = function(declaration)
  return require "vane.show.declared".draw(declaration)
end

base.ask_elsewhere(elsewhere)

words.help = require "vane.host.help"(words)

return strict.environment(words)
