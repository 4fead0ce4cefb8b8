-- The tree of a clustering, made pleasant. m:cluster{} of a matrix makes it.

local core = require "vane.core.tree"
local counted = require "vane.base.counted"


-- "tree of 10 leaves (industry), average linkage   downstream.csv" and its merges.
local function text_of(tree, opts)
  local line = ("tree of %s%s, %s linkage"):format(counted(tree.n_leaves, "leaf", "leaves"),
    tree.title and (" (%s)"):format(tree.title) or "", tree.method)
  if tree.source then line = line .. "   " .. tree.source end
  local merges = getmetatable(tree.merges).show(tree.merges, opts)
  return line .. "\n" .. merges:match("\n(.*)$")
end


core.meta.show = text_of
core.meta.__tostring = function(tree) return text_of(tree) end

return core
