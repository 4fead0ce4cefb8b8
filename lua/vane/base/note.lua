-- note("what was decided or left out") says a sentence on stderr that is no
-- error; the same sentence is said once.

local said = {}

return function(sentence)
  if said[sentence] then return end
  said[sentence] = true
  io.stderr:write("vane: ", sentence, "\n")
end
