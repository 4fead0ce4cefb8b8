std = "lua54"
max_line_length = 100
-- the analyst's environment, see lua/vane/init.lua
local words = {
  "frame", "matrix", "graph", "impact", "megatrend", "crossover",
  "concentration", "complexity", "linkage", "nuts", "space", "na", "is_na",
  "agreement", "coding", "scenario",
  "below", "above", "between", "at_least", "at_most", "show", "help",
}
files["scripts"] = { read_globals = words }
files["lua/vane/forms"] = { read_globals = words }
files["tests"] = {
  read_globals = words,
  globals = { "test", "eq", "near", "raises", "skip" },
}
