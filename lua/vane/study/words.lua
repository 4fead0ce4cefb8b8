-- A study of several words, each of which gives a result of its own:
-- linkage.cooccur{}, linkage.flows{}.

local noun = require "vane.base.noun"


-- list: { name, module } of each word; a module has `make`, and the `fields`
-- and `methods` of its result, which help tells under the word's name.
return function(study, list, make)
  local core, results = { fields = {}, methods = {} }, {}
  for _, entry in ipairs(list) do
    local name, word = entry[1], entry[2]
    core[name] = word.make
    results[name] = { fields = word.fields, methods = word.methods }
  end
  local words = noun(study, core, make, "study")
  getmetatable(words).results = results
  return words
end
