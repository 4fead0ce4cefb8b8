std = "lua54"
max_line_length = 100
-- the analyst's environment, see lua/vane/init.lua
local words = {
  "above",
  "agreement",
  "at_least",
  "at_most",
  "below",
  "beta",
  "between",
  "cart",
  "chart",
  "coding",
  "complexity",
  "concentration",
  "crossover",
  "discrete",
  "frame",
  "graph",
  "help",
  "impact",
  "is_na",
  "linkage",
  "lognormal",
  "map",
  "matrix",
  "megatrend",
  "na",
  "normal",
  "nuts",
  "page",
  "pert",
  "prim",
  "roadmap",
  "scenario",
  "show",
  "space",
  "system",
  "triangular",
  "uniform",
}
files["scripts"] = { read_globals = words }
files["lua/vane/forms"] = { read_globals = words }
files["tests"] = {
  read_globals = words,
  globals = { "test", "eq", "near", "raises", "skip" },
}
