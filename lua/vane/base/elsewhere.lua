-- What a word of another program or trade is called here: one sentence, and
-- our word; nil of a word that is not known.

return function(word)
  local synonyms = require "vane.base.synonyms"
  word = word:lower()
  local known = synonyms[word] or synonyms[word:gsub("s$", "")]
  if not known then return nil end
  return ('"%s" (%s) is "%s" here: %s'):format(word, known.program, known.word,
    known.meaning), known.word
end
