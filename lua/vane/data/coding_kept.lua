-- What is known of a coding beside what it holds: what was lost when it was
-- read, the texts of its sources by their names, and under which GUID and when
-- each coding was made.

local weak = { __mode = "k" }

return { losses = setmetatable({}, weak), contents = setmetatable({}, weak),
  stamps = setmetatable({}, weak) }
