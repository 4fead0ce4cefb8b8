-- What is known of a coding beside what it holds: what was lost when it was
-- read, and the texts of its sources by their names.

local weak = { __mode = "k" }

return { losses = setmetatable({}, weak), contents = setmetatable({}, weak) }
