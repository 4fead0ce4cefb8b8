-- The rows of a frame as plain tables, of which one may ask for anything.

local row_of = require "vane.core.frame_verbs".row


return function(f)
  local rows = {}
  for i = 1, f.n_rows do rows[i] = row_of(f, i) end
  return rows
end
