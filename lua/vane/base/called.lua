-- called(word, fields) -> name or nil
-- The option that goes by another name in other programs, among those that a
-- word has.

local names = {
  label = { "name" }, labels = { "name" }, color = { "group" }, colour = { "group" },
  x = { "time", "name" }, y = { "value" }, values = { "value" },
  communities = { "groups", "exactly" }, partition = { "groups" },
  clusters = { "groups", "exactly" }, k = { "exactly", "communities", "top" },
  gamma = { "resolution" }, threshold = { "at_least" }, minimum = { "least" },
  min = { "least", "at_least" }, data = { "frame" }, df = { "frame" }, path = { "file" },
  sep = { "separator", "delim" }, delimiter = { "delim", "separator" },
  geojson = { "boundaries" }, shapes = { "boundaries" }, topojson = { "boundaries" },
  random_state = { "seed" }, n_boot = { "replicates" }, bootstrap = { "replicates" },
  iterations = { "replicates", "runs", "starts" }, metric = { "level", "method" },
  distance = { "level", "by" }, window_size = { "window" }, document = { "source" },
}


return function(word, fields)
  for _, name in ipairs(names[word] or {}) do
    if fields[name] then return name end
  end
end
