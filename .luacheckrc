std = "lua54"
max_line_length = 100
-- the analyst's environment, see lua/vane/init.lua
local words = {
  "above",
  "agreement",
  "at_least",
  "at_most",
  "below",
  "between",
  "cart",
  "chart",
  "coding",
  "complexity",
  "concentration",
  "crossover",
  "frame",
  "graph",
  "help",
  "impact",
  "is_na",
  "linkage",
  "matrix",
  "megatrend",
  "na",
  "nuts",
  "page",
  "prim",
  "roadmap",
  "scenario",
  "show",
  "space",
}
files["scripts"] = { read_globals = words }
files["lua/vane/forms"] = { read_globals = words }
files["tests"] = {
  read_globals = words,
  globals = { "test", "eq", "near", "raises", "skip" },
}
