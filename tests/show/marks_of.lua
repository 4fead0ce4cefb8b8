-- marks_of(picture, "text"): the marks of that shape in its scene on paper.

local picture = require "vane.show.picture"

return function(p, shape)
  local list = {}
  for _, mark in ipairs(picture.scene(p).marks) do
    if mark.shape == shape then list[#list + 1] = mark end
  end
  return list
end
