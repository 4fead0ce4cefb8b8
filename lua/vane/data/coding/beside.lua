-- What is known of a coding beside what it holds: what was lost when it was
-- read, the texts of its sources by their names, under which GUID and when each
-- coding was made, and what else a project said, with the files it came with.

-- Each has a metatable of its own, which a store gives an __index.
local function weak()
  return setmetatable({}, { __mode = "k" })
end


return { losses = weak(), contents = weak(), stamps = weak(), extras = weak(),
  files = weak() }
